"""Plans to start from: dates moved in the text, wards from tables."""

import tomllib
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from unicodedata import normalize
from unittest.mock import patch

import pytest
from helpers.command_line import Typed

from campaign_cli.reading.building.holidays import holidays_of
from campaign_cli.starting import (
    COUNTRY,
    NewPlan,
    NewWard,
    WardsError,
    first_start,
    fresh_plan,
    wards_in,
)
from campaign_cli.starting.workbook import LockedError
from campaign_cli.support.language import language


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("count", [0, 1, 40])
@pytest.mark.parametrize("day", range(1, 8))
def test_a_fresh_plan_passes_its_check(tmp_path: Path, language: str, count: int, day: int) -> None:
    """In both languages, with any number of wards, whatever day of the week it begins."""
    from campaign_cli import app

    wards = [NewWard(id=f"w{number}", name=f'W "{number}"', phone="1") for number in range(count)]
    file = tmp_path / "plan.toml"
    file.write_text(fresh_plan(NewPlan(language, date(2027, 3, day), wards)), encoding="utf-8")
    assert app.check(file).diagnostics == ()


def holidays(first: date, last: date) -> Mapping[date, str]:
    """Return the public holidays of the years from one to the other."""
    return holidays_of(COUNTRY, "en", first, last)


def test_the_first_start_leaves_time_to_prepare() -> None:
    """A Tuesday, ten weeks on, or after the holidays that lie there."""
    off = holidays(date(2026, 1, 1), date(2028, 1, 1))
    assert first_start(date(2026, 11, 23), off) == date(2027, 2, 16), "after Tết"
    assert first_start(date(2027, 2, 1), off) == date(2027, 4, 20), "after the Hùng Kings' day"


def test_a_month_begins_well_whatever_the_day(tmp_path: Path) -> None:
    """Every day of three years: no Tết in it, its first and last weeks whole, nothing to mend."""
    from campaign_cli import app

    first = date(2026, 11, 1)
    off = holidays(first, first + timedelta(1500))
    todays = [first + timedelta(days) for days in range(3 * 366)]
    starts = {today: first_start(today, off) for today in todays}
    tet = {day for day, name in off.items() if "Lunar New Year" in name}
    for today, start in starts.items():
        assert timedelta(70) <= start - today <= timedelta(70 + 6 + 42)
        assert start.weekday() == 1
        assert not {start + timedelta(days) for days in range(30)} & tet
        assert not {start + timedelta(days) for days in (*range(7), *range(23, 30))} & off.keys()
    file = tmp_path / "plan.toml"
    for start in sorted(set(starts.values()))[::2]:
        file.write_text(fresh_plan(NewPlan("vi", start, holidays=off)), encoding="utf-8")
        assert app.check(file).diagnostics == (), start


@pytest.mark.parametrize(
    "start",
    ["2027-02-02", "2027-02-06", "2027-01-08", "2028-01-01", "2027-04-29", "2026-12-29"],
)
def test_a_start_that_is_asked_for_may_be_a_holiday(
    campaign: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, start: str
) -> None:
    """Even in Tết: what the plan wishes for is on days that are open."""
    monkeypatch.chdir(tmp_path)
    assert campaign("new", "town", "--start", start).code == 0
    assert campaign("check", "town/plan.toml").err == "next: campaign run\n"
    assert f"start = {start}" in (tmp_path / "town/plan.toml").read_text(encoding="utf-8")


def table(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    """Return a table in a file."""
    file = folder / "wards.csv"
    file.write_text(text, encoding=encoding)
    return file


def test_a_table_of_wards(tmp_path: Path) -> None:
    """Headings in either language; other columns of numbers are counts."""
    file = table(
        tmp_path,
        "Phường,Dân số,Hộ nghèo,Đầu mối,SĐT,Tổ dân phố,Ghi chú\n"
        'Đông Ngạc,"35,000",12,Công chức VH-XH,024 0000 0001,31,xa\n'
        "\n"
        "Đức Thắng,,,,,,\n",
        "utf-16",
    )
    first, second = wards_in(file).wards
    assert first == NewWard(
        id="dong-ngac",
        name="Đông Ngạc",
        population=35_000,
        need=12,
        counts={"to_dan_pho": 31},
        contact="Công chức VH-XH",
        phone="024 0000 0001",
    )
    assert second == NewWard(id="duc-thang", name="Đức Thắng")


def test_equal_names_get_ids_of_their_own(tmp_path: Path) -> None:
    """Names of places repeat."""
    wards = wards_in(table(tmp_path, "name\tid\nHill\t\nHill\t\nHill 2\t\n日本\t\n"))
    assert [one.id for one in wards.wards] == ["hill", "hill-2", "hill-2-2", "ward"]


@pytest.mark.parametrize(
    ("text", "encoding"), [("", "utf-8"), ("name\n", "utf-8"), ("x,y\n1,2\n", "utf-8")]
)
def test_no_table_of_wards(tmp_path: Path, text: str, encoding: str) -> None:
    """It is said what is missing."""
    with pytest.raises(WardsError):
        wards_in(table(tmp_path, text, encoding))


def test_a_table_in_an_old_code_page(tmp_path: Path) -> None:
    """It is not guessed at."""
    file = tmp_path / "wards.csv"
    file.write_bytes("name\nPhường\n".encode("cp1258", "replace") + b"\xff\xfa")
    with pytest.raises(WardsError):
        wards_in(file)


def workbook(folder: Path, *sheets: list[list[object]], hidden: int = -1) -> Path:
    """Return a workbook of `sheets`, the one at `hidden` hidden."""
    import xlsxwriter

    file = folder / "wards.xlsx"
    book = xlsxwriter.Workbook(file)
    for place, rows in enumerate(sheets):
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        if place == hidden:
            sheet.hide()
    book.close()
    return file


def test_a_workbook_of_wards(tmp_path: Path) -> None:
    """A title above the headings, numbers as numbers and as text, names as people leave them."""
    decomposed = normalize("NFD", "  Đông\u00a0 Ngạc ")
    headings = ["STT", normalize("NFD", "Tên phường "), "Dân số", "Hộ nghèo", "SĐT", "Tổ dân phố"]
    rows = [
        ["DANH SÁCH PHƯỜNG"],
        [],
        headings,
        [1, decomposed, 35_000, 12.0, "024 0000 0001", "31"],
        [2, "Đức\nThắng\u200b", "29.500", "", 2400000002, 1.234],
        [3, "Đức Thắng", "n/a", True, "", "#N/A"],
        ["", "", "", "", "", ""],
        ["", "Tổng cộng", 64_500, "", "", ""],
    ]
    assert wards_in(workbook(tmp_path, rows)).wards == (
        NewWard(
            id="dong-ngac",
            name="Đông Ngạc",
            population=35_000,
            need=12,
            counts={"to_dan_pho": 31},
            phone="024 0000 0001",
        ),
        NewWard(
            id="duc-thang",
            name="Đức Thắng",
            population=29_500,
            phone="02400000002",
        ),
        NewWard(id="duc-thang-2", name="Đức Thắng"),
    )


def test_the_sheet_that_has_wards(tmp_path: Path) -> None:
    """The first one in sight that has a column for their names."""
    file = workbook(tmp_path, [["x"], [1]], [["name"], ["Old"]], [["name"], ["New"]], hidden=1)
    assert [one.name for one in wards_in(file).wards] == ["New"]


@pytest.mark.parametrize("name", ["wards.xlsx", "wards.csv", "wards"])
def test_a_workbook_by_another_name(tmp_path: Path, name: str) -> None:
    """What it is counts, not what its file is called."""
    file = workbook(tmp_path, [["name"], ["Hill"]]).rename(tmp_path / name)
    assert wards_in(file).wards == (NewWard(id="hill", name="Hill"),)


@pytest.mark.parametrize(
    ("sheets", "said"),
    [
        ([[]], "`wards.xlsx` has no wards"),
        ([[["name"]]], "`wards.xlsx` has no wards"),
        ([[["name", "need"], ["", 3]]], "`wards.xlsx` has no wards"),
        ([[["x"], [1]], [["y"], [2]]], "`wards.xlsx` has no column `name`"),
    ],
)
def test_a_workbook_without_wards(
    tmp_path: Path, sheets: list[list[list[object]]], said: str
) -> None:
    """Nothing in it, or nothing that is a ward."""
    with pytest.raises(WardsError) as caught:
        wards_in(workbook(tmp_path, *sheets))
    assert language("en").say(caught.value.said) == said


@pytest.mark.parametrize("kept", [0, 4, 300, -30])
def test_a_damaged_workbook(tmp_path: Path, kept: int) -> None:
    """It is said that it is none."""
    file = workbook(tmp_path, [["name"], ["Hill"]])
    file.write_bytes(file.read_bytes()[:kept])
    with pytest.raises(WardsError) as caught:
        wards_in(file)
    said = "`wards.xlsx` is no workbook, or a damaged one"
    assert language("en").say(caught.value.said) == said
    assert caught.value.help is not None


def test_a_workbook_with_a_password(tmp_path: Path) -> None:
    """The program does not ask for it."""
    file = workbook(tmp_path, [["name"], ["Hill"]])
    with (
        patch("campaign_cli.starting.tables.cells_of", side_effect=LockedError),
        pytest.raises(WardsError) as caught,
    ):
        wards_in(file)
    assert language("en").say(caught.value.said) == "`wards.xlsx` is locked with a password"


def test_a_cell_that_is_too_long_for_a_table(tmp_path: Path) -> None:
    """A file that is anything else is no table either."""
    with pytest.raises(WardsError):
        wards_in(table(tmp_path, "name\n" + "x" * 200_000))


@pytest.mark.parametrize(("count", "speakers"), [(3, 2), (20, 2), (21, 3), (126, 13)])
def test_shared_people_grow_with_the_wards(count: int, speakers: int) -> None:
    """A speaker for ten wards, or the month cannot hold the talks."""
    wards = [NewWard(id=f"w-{one}", name=f"W {one}") for one in range(count)]
    for code in ("vi", "en"):
        plan = tomllib.loads(fresh_plan(NewPlan(code, date(2027, 2, 2), wards)))
        people, sound = plan["resource"]
        assert len({one["id"] for one in people["members"]}) == speakers
        assert sound["quantity"] == speakers


def test_what_comes_next_works_from_where_one_stands(
    campaign: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A plan begun in another folder is checked by its path."""
    monkeypatch.chdir(tmp_path)
    begun = campaign("new", "town")
    assert "campaign check town/plan.toml" in begun.err.replace("\\", "/")
    assert campaign("check", "town/plan.toml").code == 0


def test_last_years_plan_says_what_it_did(campaign: Typed, folder: Path) -> None:
    """What stays, what is said anew, and what is to be looked at, with its line and a way out."""
    plan = (folder / "plan.toml").read_text(encoding="utf-8")
    closed = 'closed = [2022-11-20, { date = 2022-12-01, why = "World AIDS Day" }]'
    plan = plan.replace("[document]", f"[calendar]\n{closed}\n\n[document]")
    plan = plan.replace("Month of action", "Month of action 2022")
    (folder / "plan.toml").write_text(plan, encoding="utf-8")
    begun = campaign("new", "next", "--from", "plan.toml", "--start", "2023-11-13")
    assert begun.code == 0
    assert begun.out.replace("\\", "/") == "next/plan.toml\n"
    assert begun.err.splitlines() == [
        "stay on their day of the year: 1 December 2023",
        '"Month of action 2022" is "Month of action 2023" now',
        (
            "warning[N102]: `2022-11-20` stays on its day of the year, as anniversaries do: "
            "`2023-11-20`"
        ),
        "  --> plan.toml:13:11",
        "   |",
        '13 | closed = [2023-11-20, { date = 2023-12-01, why = "World AIDS Day" }]',
        "   |           ^^^^^^^^^^",
        "   |",
        "help: otherwise write `2023-11-19`",
        "",
        "warning[N104]: the document's date, as long before the start as last time: `2023-10-30`",
        "  --> plan.toml:17:8",
        "   |",
        "17 | date = 2023-10-30",
        "   |        ^^^^^^^^^^",
        "   |",
        "next: fill it in, then campaign check next/plan.toml",
    ]


def test_a_table_says_what_its_columns_were_taken_for(campaign: Typed, tmp_path: Path) -> None:
    """On stderr, within 80 columns; the plan checks without an error."""
    rows = [
        [
            "STT",
            "Tên phường",
            "Dân số (người)",
            "SĐT",
            "Tổ dân phố",
            "Ghi chú dài dòng về nơi này " * 3,
        ],
        [1, "P. Đông Ngạc", "35.000 người", 912345678, 31, "…"],
        [2, "P. Đức Thắng", "n/a", "0912345679", 28, ""],
        ["", "Tổng cộng", 35000, "", 59, ""],
    ]
    file = workbook(tmp_path, rows)
    begun = campaign("new", "town", "--wards", str(file))
    assert begun.code == 0
    assert begun.out.replace("\\", "/") == "town/plan.toml\n"
    assert [line.rstrip() for line in begun.err.splitlines()[:-1]] == [
        "wards.xlsx, sheet `Sheet1`: 2 wards",
        "   heading                                    taken for                   filled",
        "A  STT                                        running number, not needed",
        "B  Tên phường                                 name of the ward                 2",
        "C  Dân số (người)                             population                       1",
        "D  SĐT                                        phone                            2",
        "E  Tổ dân phố                                 counts.to_dan_pho                2",
        "F  Ghi chú dài dòng về nơi này Ghi chú dài    not taken",
        "   dòng về nơi này Ghi chú dài dòng về nơi",
        "   này",
        "warning[N111]: column C, `Dân số (người)`, has what is no whole number: 3 (n/a)",
        "",
        "warning[N110]: phones got back the 0 or + that a program had dropped: 2",
        "",
        "warning[N107]: rows that are no wards were left out: 4 (Tổng cộng)",
    ]
    assert campaign("check", "town/plan.toml").code == 0
