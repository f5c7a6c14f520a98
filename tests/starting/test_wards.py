"""Tables of wards as offices keep them: nothing is lost or misread, and every column is told."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campaign_cli.starting import Listed, NewWard, wards_in
from campaign_cli.support.diagnostic import Severity
from campaign_cli.support.language import language

Cells = list[list[Any]]
HERE = Path(__file__).parent
PLAIN = ["Tên phường", "Dân số", "Số hộ nghèo", "Đầu mối", "Số điện thoại"]
FIRST = NewWard(
    id="dong-ngac",
    name="Phường Đông Ngạc",
    population=35_000,
    need=12,
    contact="Công chức VH-XH",
    phone="0912345678",
)
SECOND = NewWard(
    id="duc-thang",
    name="Phường Đức Thắng",
    population=29_500,
    need=7,
    contact="Cán bộ phụ trách",
    phone="0912345679",
)
ONE: list[Any] = ["Phường Đông Ngạc", 35000, 12, "Công chức VH-XH", "0912345678"]
TWO: list[Any] = ["Phường Đức Thắng", 29500, 7, "Cán bộ phụ trách", "0912345679"]


def with_(row: list[Any], **cells: Any) -> list[Any]:
    """Return a row with other cells: name, population, need, contact, phone."""
    names = ("name", "population", "need", "contact", "phone")
    return [cells.get(name, cell) for name, cell in zip(names, row, strict=True)]


def workbook(file: Path, rows: Cells, merged: tuple[str, ...] = ()) -> Path:
    """Return a workbook of one sheet, with cells that are merged."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    for area in merged:
        sheet.merge_cells(area)
    book.save(file)
    return file


def listed(folder: Path, rows: Cells, merged: tuple[str, ...] = ()) -> Listed:
    """Return what is found in a workbook of these rows."""
    return wards_in(workbook(folder / "phuong.xlsx", rows, merged))


def taken(found: Listed) -> dict[str, str]:
    """Return what each heading was taken for."""
    return {one.heading: one.key or one.field for one in found.columns}


def told(found: Listed) -> dict[str, str]:
    """Return what is said under each code."""
    say = language("en").say
    return {one.code: say(one.message) for one in found.remarks}


HEADED: dict[str, tuple[list[Cells], tuple[str, ...]]] = {
    "plain": ([[PLAIN]], ()),
    "units in brackets": (
        [
            [
                [
                    *("Tên phường/xã", "Dân số (người)", "Số hộ nghèo, cận nghèo"),
                    *("Họ và tên cán bộ đầu mối", "SĐT"),
                ]
            ]
        ],
        (),
    ),
    "capitals and colons": (
        [[["PHƯỜNG, XÃ", "SỐ DÂN:", "HỘ NGHÈO *", "NGƯỜI LIÊN HỆ", "ĐIỆN THOẠI DI ĐỘNG"]]],
        (),
    ),
    "other words": (
        [
            [
                [
                    *("Đơn vị hành chính", "Tổng số nhân khẩu", "Số hộ cận nghèo"),
                    *("Công chức phụ trách", "Số ĐT liên hệ"),
                ]
            ]
        ],
        (),
    ),
    "english": ([[["Ward", "Population", "Need", "Contact person", "Phone no."]]], ()),
    "broken lines": (
        [[["Tên\nphường", "Dân số\n(người)", "Số hộ\nnghèo", "Cán bộ\nđầu mối", "Số\nđiện thoại"]]],
        (),
    ),
    "titles above": (
        [
            [
                ["UBND QUẬN", None, None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
                [None],
                ["DANH SÁCH PHƯỜNG NĂM 2026"],
                ["(Kèm theo Kế hoạch số 12/KH-UBND)"],
                [None],
                PLAIN,
            ]
        ],
        ("A3:E3", "A4:E4"),
    ),
    "a head of two rows": (
        [
            [
                ["Tên phường", "Dân số", "Số hộ nghèo", "Cán bộ đầu mối", None],
                [None, None, None, "Họ và tên", "SĐT"],
            ]
        ],
        ("D1:E1", "A1:A2", "B1:B2", "C1:C2"),
    ),
    "groups above": (
        [
            [
                ["Thông tin chung", None, None, "Cán bộ đầu mối", None],
                ["Tên phường", "Dân số", "Số hộ nghèo", "Họ tên", "Điện thoại"],
            ]
        ],
        ("A1:C1", "D1:E1"),
    ),
    "sorts of people": (
        [
            [
                ["Tên phường", "Dân số", "Hộ nghèo", "Đầu mối", None],
                [None, "Tổng số", "Số hộ", "Họ tên", "Số điện thoại"],
            ]
        ],
        ("D1:E1",),
    ),
    "numbered columns": ([[PLAIN, ["(1)", "(2)", "(3)", "(4)", "(5)"]]], ()),
    "lettered columns": ([[PLAIN, ["A", 1, 2, "B", "C"]]], ()),
}


@pytest.mark.parametrize("heads", HEADED)
def test_headings_as_offices_write_them(tmp_path: Path, heads: str) -> None:
    """In one row or two, with units, titles, numbers of the columns."""
    (head,), merged = HEADED[heads]
    found = listed(tmp_path, [*head, ONE, TWO], merged)
    assert found.wards == (FIRST, SECOND)
    assert [one.field for one in found.columns] == [
        "name",
        "population",
        "need",
        "contact",
        "phone",
    ]
    assert [one.wards for one in found.columns] == [2] * 5
    assert found.remarks == ()


ROWS: dict[str, Cells] = {
    "text": [with_(ONE, population="35.000", need="12"), with_(TWO, population="29.500")],
    "commas": [with_(ONE, population="35,000"), with_(TWO, population="29,500")],
    "spaces": [with_(ONE, population="35 000"), with_(TWO, population="29\u00a0500 ")],
    "units": [with_(ONE, population="35.000 người", need="12 hộ"), TWO],
    "about": [with_(ONE, population="khoảng 35.000 người"), TWO],
    "decimals": [with_(ONE, population=35000.0, need=12.0), with_(TWO, population="29.500,00")],
    "P.": [with_(ONE, name="P. Đông Ngạc"), with_(TWO, name="P.Đức Thắng")],
    "p and a space": [with_(ONE, name="P Đông Ngạc"), with_(TWO, name="phường Đức Thắng")],
    "office": [with_(ONE, name="UBND phường Đông Ngạc"), TWO],
    "numbers before": [with_(ONE, name="1. Phường Đông Ngạc"), with_(TWO, name="2) P. Đức Thắng")],
    "spaces around": [
        with_(ONE, name="  Phường  Đông\nNgạc "),
        with_(TWO, name="Phường Đức\u200b Thắng"),
    ],
    "empty rows": [[None] * 5, ONE, [None] * 5, TWO],
}


@pytest.mark.parametrize("rows", ROWS)
def test_cells_as_people_write_them(tmp_path: Path, rows: str) -> None:
    """Numbers as text, with units; names that are shortened or numbered."""
    found = listed(tmp_path, [PLAIN, *ROWS[rows]])
    assert found.wards == (FIRST, SECOND)
    assert found.remarks == ()


@pytest.mark.parametrize(
    ("cell", "phone", "code"),
    [
        (912345678, "0912345678", "N110"),
        (912345678.0, "0912345678", "N110"),
        ("912345678", "0912345678", "N110"),
        ("912 345 678", "0912 345 678", "N110"),
        ("9.12345678E8", "0912345678", "N110"),
        ("9,12345678E+08", "0912345678", "N110"),
        (2438521234, "02438521234", "N110"),
        (84912345678, "+84912345678", "N110"),
        ("'0912345678", "0912345678", ""),
        ("+84 912 345 678", "+84 912 345 678", ""),
        ("0912.345.678", "0912.345.678", ""),
        ("(024) 3852 1234", "(024) 3852 1234", ""),
        ("0912345678/0987654321", "0912345678 / 0987654321", "N110"),
        ("0912 345 678 - 0987 654 321", "0912 345 678 / 0987 654 321", "N110"),
        ("0912345678\n0987654321", "0912345678 / 0987654321", "N110"),
        ("912345678; 987654321", "0912345678 / 0987654321", "N110"),
        ("9.12E+08", "", "N110"),
        (7700900123, "7700900123", "N110"),
        ("38521234", "38521234", "N110"),
        ("chưa rõ", "", "N110"),
        ("-", "", ""),
        (None, "", ""),
        ("1900 1234", "1900 1234", ""),
    ],
)
def test_a_phone_gets_its_zero_back(tmp_path: Path, cell: object, phone: str, code: str) -> None:
    """By its length, as numbers are in Vietnam; what cannot be told is remarked on."""
    found = listed(tmp_path, [PLAIN, with_(ONE, phone=cell), TWO])
    assert [one.phone for one in found.wards] == [phone, "0912345679"]
    assert set(told(found)) == ({code} if code else set())
    assert all("2" in one for one in told(found).values())


def test_a_person_and_a_phone_in_one_cell(tmp_path: Path) -> None:
    """Under the heading of either, or of both."""
    rows = [
        ["Phường", "Họ tên, SĐT cán bộ đầu mối"],
        ["P. Đông Ngạc", "Công chức VH-XH, 912345678"],
    ]
    (ward,) = listed(tmp_path, rows).wards
    assert (ward.contact, ward.phone) == ("Công chức VH-XH", "0912345678")
    rows = [["Phường", "Điện thoại"], ["P. Đông Ngạc", "Công chức VH-XH: 0912 345 678"]]
    (ward,) = listed(tmp_path, rows).wards
    assert (ward.contact, ward.phone) == ("Công chức VH-XH", "0912 345 678")


@pytest.mark.parametrize(
    ("cells", "name", "capacity"),
    [
        (["Nhà văn hóa (200)"], "Nhà văn hóa", 200),
        (["Nhà văn hóa phường (200 chỗ)"], "Nhà văn hóa phường", 200),
        (["Nhà văn hóa - 150 người"], "Nhà văn hóa", 150),
        (["Hội trường UBND, sức chứa 1.200 chỗ ngồi"], "Hội trường UBND", 1200),
        (["Nhà văn hóa số 2"], "Nhà văn hóa số 2", None),
        (["Nhà văn hóa (tầng 2)"], "Nhà văn hóa (tầng 2)", None),
        ([200], "", 200),
        (["Nhà văn hóa", 300], "Nhà văn hóa", 300),
    ],
)
def test_a_hall_with_its_capacity(
    tmp_path: Path, cells: list[Any], name: str, capacity: int | None
) -> None:
    """In one cell or two; a number that is part of its name stays."""
    head = ["Phường", "Nhà văn hóa", "Sức chứa"][: len(cells) + 1]
    (ward,) = listed(tmp_path, [head, ["P. Đông Ngạc", *cells]]).wards
    assert (ward.hall_name, ward.hall) == (name, capacity)


def test_every_column_is_told(tmp_path: Path) -> None:
    """What it was taken for, in how many wards; and that it was not."""
    head = [
        "STT",
        "Mã phường",
        "Phường",
        "Dân số",
        "Dân số nữ",
        "Tổ dân phố",
        "Ghi chú",
        None,
        "Cụm",
    ]
    rows = [
        [1, "00592", "P. Đông Ngạc", 35000, 18000, 31, "mới", None, "Đông"],
        [2, "00595", "P. Đức Thắng", "-", 15000, 28, None, None, None],
    ]
    found = listed(tmp_path, [head, *rows])
    assert [(one.letter, one.heading, one.field, one.key, one.wards) for one in found.columns] == [
        ("A", "STT", "number", "", 0),
        ("B", "Mã phường", "id", "", 0),
        ("C", "Phường", "name", "", 2),
        ("D", "Dân số", "population", "", 1),
        ("E", "Dân số nữ", "count", "dan_so_nu", 2),
        ("F", "Tổ dân phố", "count", "to_dan_pho", 2),
        ("G", "Ghi chú", "", "", 0),
        ("I", "Cụm", "", "", 0),
    ]
    assert found.wards[0].counts == {"dan_so_nu": 18000, "to_dan_pho": 31}
    assert [one.id for one in found.wards] == ["00592", "00595"]
    assert found.remarks == ()


def test_columns_that_begin_further_right(tmp_path: Path) -> None:
    """Letters are those of the sheet."""
    rows = [[None, None, *PLAIN], [None, None, *ONE]]
    found = listed(tmp_path, [[None], [None], *rows])
    assert [one.letter for one in found.columns] == ["C", "D", "E", "F", "G"]


def test_the_plainest_heading_wins(tmp_path: Path) -> None:
    """Two sorts of the poor, two phones: the first of equals, and the other is told."""
    head = ["Phường", "Hộ nghèo", "Hộ cận nghèo", "ĐT cơ quan", "SĐT"]
    found = listed(tmp_path, [head, ["P. Đông Ngạc", 12, 30, "024 3852 1234", "0912345678"]])
    (ward,) = found.wards
    assert (ward.need, ward.counts, ward.phone) == (12, {"ho_can_ngheo": 30}, "0912345678")
    assert taken(found)["ĐT cơ quan"] == ""
    say = language("en").say
    rivals = [say(one.message) for one in found.remarks if one.code == "N113"]
    assert rivals == [
        "column C, `Hộ cận nghèo`, gives way to column B, which is the same",
        "column D, `ĐT cơ quan`, gives way to column E, which is the same",
    ]


def fields(found: Listed) -> list[str]:
    """Return what each column was taken for, from left to right."""
    return [one.key or one.field for one in found.columns]


@pytest.mark.parametrize(
    ("head", "row", "taken_for"),
    [
        (
            ["Phường", "Dân số nam", "Dân số nữ"],
            ["A Lưới", 10, 20],
            ["name", "dan_so_nam", "dan_so_nu"],
        ),
        (["Phường", "Tỷ lệ hộ nghèo (%)", "Mật độ dân số"], ["A Lưới", 5, 900], ["name", "", ""]),
        (["Phường", "Dân số (nghìn người)"], ["A Lưới", 35], ["name", ""]),
        (
            ["Phường", "Di động", "ĐT cơ quan"],
            ["A Lưới", "0912345678", 2438521234],
            ["name", "phone", ""],
        ),
        (
            ["Phường", "Người thay", "SĐT người thay"],
            ["A Lưới", "Phó", 912345678],
            ["name", "deputy", "deputy_phone"],
        ),
        (["Phường", "Địa chỉ", "Fax"], ["A Lưới", "12 Láng", "02438521234"], ["name", "", ""]),
        (["STT", "Tổ trưởng", "Tổ dân phố"], [1, "Ông tổ trưởng", "Tổ 1"], ["number", "", "name"]),
    ],
)
def test_what_only_looks_like_a_field_is_none(
    tmp_path: Path, head: list[Any], row: list[Any], taken_for: list[str]
) -> None:
    """Parts of the people, rates, thousands, second phones, addresses."""
    assert fields(listed(tmp_path, [head, row])) == taken_for


def test_wards_are_what_differs_from_row_to_row(tmp_path: Path) -> None:
    """Neighbourhoods of one ward are listed with its name before each."""
    rows = [["Phường", "Tổ dân phố"], ["P. Đông Ngạc", "Tổ 1"], ["P. Đông Ngạc", "Tổ 2"]]
    found = listed(tmp_path, rows)
    assert [one.name for one in found.wards] == ["Tổ 1", "Tổ 2"]
    assert "column A" in told(found)["N113"]


def test_a_head_of_three_rows(tmp_path: Path) -> None:
    """Groups of groups."""
    rows: Cells = [
        ["TT", "Đơn vị", "Dân cư", None, None, "Đầu mối", None],
        [None, None, "Dân số", None, "Hộ nghèo", "Họ và tên", "SĐT"],
        [None, None, "Tổng", "Nữ", None, None, None],
        [1, "Phường Đông Ngạc", 35000, 18000, 12, "Công chức VH-XH", "0912345678"],
    ]
    found = listed(tmp_path, rows, ("C1:E1", "C2:D2", "F1:G1"))
    assert fields(found)[:3] == ["number", "name", "population"]
    assert fields(found)[4:] == ["need", "contact", "phone"]
    assert found.wards[0].population == 35000
    assert found.remarks == ()


NUMBERED = ["STT", *PLAIN]


def test_rows_that_are_no_wards_are_told(tmp_path: Path) -> None:
    """Sections, sums, notes, signatures: each row by its number."""
    rows: Cells = [
        NUMBERED,
        ["I", "Cụm 1", None, None, None, None],
        [1, *ONE],
        ["II. CỤM SỐ 2", None, None, None, None, None],
        [2, *TWO],
        [None, "Tổng cộng", 64500, 19, None, None],
        ["Ghi chú: số liệu đến 31/12", None, None, None, None, None],
        [None, None, None, None, "Hà Nội, ngày 02 tháng 11 năm 2026", None],
        [None, None, None, None, "NGƯỜI LẬP BIỂU", None],
    ]
    found = listed(tmp_path, rows, ("A4:F4",))
    assert found.wards == (FIRST, SECOND)
    assert set(told(found)) == {"N107"}
    for number in (2, 4, 6, 7, 8, 9):
        assert f"{number} (" in told(found)["N107"]


@pytest.mark.parametrize("name", ["Cộng Hòa", "Tổng Trang", "Khu vực 3", "Nguồn", "Quang Trung"])
def test_names_that_look_like_something_else_are_names(tmp_path: Path, name: str) -> None:
    """A ward is called what it is called."""
    found = listed(tmp_path, [PLAIN, with_(ONE, name=name), TWO])
    assert [one.name for one in found.wards] == [name, "Phường Đức Thắng"]


def test_a_row_without_a_name_is_told(tmp_path: Path) -> None:
    """It is no ward, and it is not lost in silence."""
    found = listed(tmp_path, [PLAIN, ONE, with_(ONE, name=None, population=9), TWO])
    assert found.wards == (FIRST, SECOND)
    assert told(found) == {"N108": "rows without a name were left out: 3 (9)"}


def test_equal_names_are_told(tmp_path: Path) -> None:
    """Both stay, with ids of their own."""
    found = listed(tmp_path, [PLAIN, ONE, TWO, with_(TWO, name="P. đông ngạc")])
    assert [one.id for one in found.wards] == ["dong-ngac", "duc-thang", "dong-ngac-2"]
    assert told(found) == {"N109": "`Phường Đông Ngạc` stands there more than once: 2, 4"}


@pytest.mark.parametrize("cell", ["n/a", "35.5", "35 nghìn", "30-40", 1.234, "#REF!", "35%"])
def test_what_is_no_whole_number_is_told(tmp_path: Path, cell: object) -> None:
    """With its column and row, and left out."""
    found = listed(tmp_path, [PLAIN, ONE, with_(TWO, population=cell)])
    assert [one.population for one in found.wards] == [35000, None]
    assert told(found)["N111"].startswith("column B, `Dân số`")
    assert "3" in told(found)["N111"]


def test_a_total_that_is_another_is_told(tmp_path: Path) -> None:
    """A row was lost on the way, or a figure is wrong."""
    found = listed(tmp_path, [PLAIN, ONE, TWO, ["Tổng cộng", 70000, 19, None, None]])
    assert told(found)["N112"] == ("column B, `Dân số`: row 4 says 70,000, the wards have 64,500")


def test_the_sheet_that_was_taken_is_told(tmp_path: Path) -> None:
    """And which others have wards, too."""
    book = openpyxl.Workbook()
    for name, rows in (("Bìa", [["x"], [1]]), ("2026", [PLAIN, ONE]), ("2025", [PLAIN, TWO])):
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(tmp_path / "phuong.xlsx")
    found = wards_in(tmp_path / "phuong.xlsx")
    assert (found.sheet, found.wards) == ("2026", (FIRST,))
    assert told(found) == {"N115": "other sheets have wards, too, and were not taken: 2025"}


def csv_of(delimiter: str, rows: Cells) -> str:
    """Return rows as CSV."""
    return "".join(delimiter.join(map(str, row)) + "\r\n" for row in rows)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_text_however_it_was_saved(tmp_path: Path, delimiter: str, encoding: str) -> None:
    """With a title that has none of what parts the cells, and one that has another."""
    text = "DANH SÁCH, quận\r\n" + csv_of(delimiter, [PLAIN, ONE, TWO])
    file = tmp_path / "phuong.csv"
    file.write_bytes(text.encode(encoding))
    found = wards_in(file)
    assert found.wards == (FIRST, SECOND)
    assert found.remarks == ()


def test_text_of_an_old_code_page(tmp_path: Path) -> None:
    """Windows-1258, which Excel's "CSV" is in Vietnam, is read and remarked on."""
    from unicodedata import normalize

    text = csv_of(";", [PLAIN, ONE, TWO])
    # The code page has letters with their hats, and tones by themselves.
    tones = "\u0300\u0301\u0303\u0309\u0323"
    apart = "".join(
        normalize("NFC", base) + "".join(mark for mark in marks if mark in tones)
        for letter in text
        for base, marks in [_base_and_tones(letter, tones)]
    )
    file = tmp_path / "phuong.csv"
    file.write_bytes(apart.encode("cp1258"))
    found = wards_in(file)
    assert found.wards == (FIRST, SECOND)
    assert set(told(found)) == {"N114"}


def _base_and_tones(letter: str, tones: str) -> tuple[str, str]:
    from unicodedata import normalize

    parts = normalize("NFD", letter)
    return "".join(one for one in parts if one not in tones), parts


def test_excels_own_line_is_no_row(tmp_path: Path) -> None:
    """`sep=;` says what parts the cells; rows keep the numbers that the file's lines have."""
    file = tmp_path / "phuong.csv"
    text = "sep=;\r\n" + csv_of(";", [PLAIN, ONE, ["", 5, 6, "", ""]])
    file.write_text(text, encoding="utf-8-sig", newline="")
    found = wards_in(file)
    assert found.wards == (FIRST,)
    assert "4 (" in told(found)["N108"]


@pytest.mark.parametrize("name", ["wards.xls", "wards.ods"])
def test_workbooks_of_other_programs(name: str) -> None:
    """What LibreOffice writes: a title, a head of two rows, a phone that is a number."""
    found = wards_in(HERE / name)
    assert found.wards == (FIRST, SECOND)
    assert set(told(found)) == {"N107", "N110"}


def test_hidden_columns_count_as_all_others(tmp_path: Path) -> None:
    """They are told, as everything is."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (PLAIN, ONE, TWO):
        sheet.append(row)
    sheet.column_dimensions["B"].hidden = True
    sheet.row_dimensions[3].hidden = True
    book.save(tmp_path / "phuong.xlsx")
    assert wards_in(tmp_path / "phuong.xlsx").wards == (FIRST, SECOND)


def test_the_plan_has_what_was_found(
    tmp_path: Path, fresh: Callable[[Listed], dict[str, Any]]
) -> None:
    """The hall by its name, and the word that the wards' names begin with."""
    head = ["Xã", "Nhà văn hóa"]
    plan = fresh(
        listed(tmp_path, [head, ["X. Ba Vì", "Nhà văn hóa xã (200)"], ["Xã Suối Hai", None]])
    )
    assert plan["campaign"]["ward_term"] == "xã"
    first, second = plan["ward"]
    assert (first["id"], first["name"]) == ("ba-vi", "Xã Ba Vì")
    assert first["hall"] == {"name": "Nhà văn hóa xã", "capacity": 200}
    assert "hall" not in second


@pytest.fixture
def fresh() -> Callable[[Listed], dict[str, Any]]:
    """Return what a new plan says with a table's wards."""
    import tomllib
    from datetime import date

    from campaign_cli.starting import NewPlan, fresh_plan

    return lambda found: tomllib.loads(fresh_plan(NewPlan("vi", date(2027, 3, 2), found.wards)))


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(
    "rows",
    [
        [["Phường"], ["A"], ["B"]],
        [["Phường", "Dân số"], ["A", 9000], ["B", 8000]],
        [["Phường", "Dân số"], ["A", 9000], ["B", None]],
        [["Phường", "Nhu cầu"], ["A", 9], ["B", 8]],
        [["Phường", "Nhu cầu"], ["A", 9], ["B", None]],
        [["Phường", "Số hộ", "Số hộ nghèo"], ["A", 900, 9], ["B", 800, 8]],
        [["Phường", "Số hộ", "Nhu cầu"], ["A", 900, None], ["B", None, 8]],
        [["Phường", "Nhà văn hóa"], ["A", "Nhà A (90)"], ["B", "Nhà B"]],
        [["Phường", "Nhà văn hóa"], ["A", "Nhà A"], ["B", "Nhà B"]],
        [["Phường", "Sức chứa"], ["A", 20], ["B", 900]],
        [["Xã", "Đầu mối", "SĐT"], ["Xã A", "X", "0912000001"], ["Phường B", "Y", "0912000002"]],
        [["Phường"], *([f"Phường {number}"] for number in range(1, 127))],
    ],
)
def test_a_new_plan_has_no_remark_on_itself(
    tmp_path: Path, rows: list[list[object]], language: str
) -> None:
    """But that phones are missing, which the table does not have."""
    from datetime import date

    from campaign_cli.reading import read
    from campaign_cli.starting import NewPlan, fresh_plan

    found = listed(tmp_path, rows)
    text = fresh_plan(NewPlan(language, date(2027, 3, 2), found.wards))
    plan = tmp_path / "plan.toml"
    plan.write_text(text, encoding="utf-8")
    assert {one.code for one in read(plan).diagnostics} <= {"P502"}
    figures = {name: number for ward in found.wards for name, number in ward.counts.items()}
    assert all(f"{name} = {number}" in text for name, number in figures.items())
    live = plan.with_name("live.toml")
    live.write_text(re.sub(r"^# (?=counts = |need = )", "", text, flags=re.MULTILINE), "utf-8")
    assert not [one for one in read(live).diagnostics if one.severity is Severity.ERROR]


HEADS = [
    "STT",
    "Phường",
    "Dân số",
    "Hộ nghèo",
    "SĐT",
    "Đầu mối",
    "Sức chứa",
    "NVH",
    "Số hộ",
    "Số hộ",
]
CELLS = [
    *("1", "0", "-5", "3.5", "P. A", 'Phường "B"', r"x'y\z", "=1+1", "35.000 người", "(1)", "", ""),
    *("Tổng cộng", "Cụm 1", "I", "912345678", "0912345678/0987654321", "9.1E+8", "9" * 5000, "-"),
    *("\u202eabc", "日本", "#N/A", "NVH (200)", "NVH, 0 chỗ", "👍" * 40, "a\nb", "TT B", " "),
]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from(HEADS), min_size=1, max_size=6),
    st.lists(st.lists(st.sampled_from(CELLS), min_size=6, max_size=6), max_size=6),
)
def test_whatever_a_table_holds_the_plan_has_no_error(
    tmp_path_factory: pytest.TempPathFactory, head: list[str], rows: list[list[str]]
) -> None:
    """Or it is said why there is none."""
    import csv
    import io
    from datetime import date

    from campaign_cli import app
    from campaign_cli.starting import NewPlan, WardsError, fresh_plan

    text = io.StringIO()
    csv.writer(text).writerows([head, *(row[: len(head)] for row in rows)])
    file = tmp_path_factory.mktemp("soup") / "phuong.csv"
    file.write_text(text.getvalue(), encoding="utf-8", newline="")
    try:
        found = wards_in(file)
    except WardsError:
        return
    plan = file.with_name("plan.toml")
    plan.write_text(fresh_plan(NewPlan("vi", date(2027, 3, 2), found.wards)), encoding="utf-8")
    errors = [one for one in app.check(plan).diagnostics if one.severity is Severity.ERROR]
    assert not errors
