"""Workbooks, read back by other programs: what they say, what can be filled in, how they print."""

import csv
import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import python_calamine
from helpers import builders as b
from helpers import materials, small_month
from hypothesis import given, settings
from hypothesis import strategies as st

from campaign_cli.exporting import FORMATS, Material
from campaign_cli.exporting.as_xlsx import layout
from campaign_cli.exporting.as_xlsx.text import Literal, cut, height, lines, marginal, shared
from campaign_cli.model.plan import Person, Plan, Quota
from campaign_cli.model.plan.kind import TaskTemplate
from campaign_cli.support.text import clean

CALAMINE = python_calamine.CalamineWorkbook
WARD = "wards/xuan-dinh.xlsx"
WHOLE = "organiser.xlsx"
SHEETS = ["Đầu việc", "Các cuộc", "Số liệu", "Nhận vật phẩm", "Thông tin"]


def made(of: Material | None = None, **asked: Any) -> dict[str, bytes]:
    """Return the workbooks of the small month, or of what `of` is made of, by path."""
    material = of or materials.material(**asked)
    return {str(file.path): file.content for file in FORMATS["xlsx"].files(material)}


@pytest.fixture(scope="module")
def books() -> dict[str, bytes]:
    """Return the workbooks of the small month."""
    return made()


def opened(content: bytes) -> openpyxl.Workbook:
    """Return a workbook as openpyxl reads it."""
    return openpyxl.load_workbook(io.BytesIO(content))


def entries(content: bytes, sheet: str) -> list[dict[str, Any]]:
    """Return a sheet's entries by the names of its columns, as `model/workbook.py` says."""
    rows = CALAMINE.from_filelike(io.BytesIO(content)).get_sheet_by_name(sheet).to_python()
    keys = rows[layout.KEY_ROW]
    ids = next(place for place, key in enumerate(keys) if str(key).endswith(".id"))
    return [dict(zip(keys, row, strict=True)) for row in rows[layout.KEY_ROW + 1 :] if row[ids]][1:]


def stamp(content: bytes) -> dict[str, Any]:
    """Return a workbook's stamp."""
    sheets = CALAMINE.from_filelike(io.BytesIO(content))
    rows = sheets.get_sheet_by_name(sheets.sheet_names[-1]).to_python()
    return {row[0]: row[2] for row in rows if row[0]}


def texts(content: bytes) -> Iterator[str]:
    """Yield every text of a workbook."""
    sheets = CALAMINE.from_filelike(io.BytesIO(content))
    for name in sheets.sheet_names:
        for row in sheets.get_sheet_by_name(name).to_python():
            yield from (cell for cell in row if isinstance(cell, str))


def column(sheet: Any, key: str) -> int:
    """Return where a column stands, from 1."""
    return next(cell.column for cell in sheet[layout.KEY_ROW + 1] if cell.value == key)


def test_there_is_a_workbook_for_each_ward_and_one_for_all(books: dict[str, bytes]) -> None:
    """With the same sheets in the same order."""
    assert list(books) == [
        *(f"wards/{ward}.xlsx" for ward in ("lien-mac", "tay-tuu", "xuan-dinh")),
        WHOLE,
    ]
    for name in list(books)[:-1]:
        assert opened(books[name]).sheetnames == SHEETS


def test_every_task_of_a_ward_has_its_row(books: dict[str, bytes]) -> None:
    """With its stable id, its dates as dates, and nothing filled in."""
    lists = materials.material().checklists
    rows = entries(books[WARD], "Đầu việc")
    tasks = [task for task in lists.tasks if task.doer.id == "xuan-dinh"]
    assert [row[layout.TASK_ID] for row in rows] == [task.id for task in tasks]
    assert [row["task.due"] for row in rows] == [task.due for task in tasks]
    assert [row["task.title"] for row in rows] == [task.title for task in tasks]
    assert len({row[layout.TASK_ID] for row in rows}) == len(rows)
    assert {row[layout.TASK_STATE] for row in rows} == {""}


def test_late_and_weekend_are_said_in_words(books: dict[str, bytes]) -> None:
    """Not by a colour alone."""
    late = [row for row in entries(books[WHOLE], "Đầu việc") if "LÀM NGAY" in row["task.mark"]]
    known = {task.id for task in materials.material().checklists.late}
    assert {row[layout.TASK_ID] for row in late} == known != set()
    for row in entries(books[WHOLE], "Các cuộc"):
        assert row["event.weekday"] in {"T2", "T3", "T4", "T5", "T6", "T7", "CN"}


def test_events_say_when_where_and_whom_to_call(books: dict[str, bytes]) -> None:
    """Phones are text, dates are dates."""
    by_id = {row[layout.EVENT_ID]: row for row in entries(books[WARD], "Các cuộc")}
    talk = by_id["talk@xuan-dinh"]
    assert talk["event.from"] == date(2022, 11, 25)
    assert talk["event.hours"] == "13 giờ 30 – 17 giờ 00"
    assert talk["event.place"] == "Nhà văn hóa phường, 12 Đường Làng"
    assert talk["event.people"] == "Báo cáo viên Phòng Tư pháp, 024 0000 0311"
    assert (talk["event.owner"], talk["event.phone"]) == ("Hội LHPN", "024 0000 0005")
    assert by_id["banners@xuan-dinh"]["event.until"] == date(2022, 12, 15)
    assert by_id["launch"]["event.sends"] == "27 đại biểu; 1 người nhận quà"


def test_figures_are_those_of_the_wards_own_events(books: dict[str, bytes]) -> None:
    """A joint event's are with whoever runs it, once."""
    rows = entries(books[WARD], "Số liệu")
    by_id = {row[layout.FIGURE_ID]: row for row in rows}
    assert len(by_id) == len(rows)
    assert by_id["talk@xuan-dinh/women"]["figure.target"] == 70
    assert by_id["talk@xuan-dinh/leaflets"]["figure.target"] == ""
    assert not [id_ for id_ in by_id if id_.startswith("launch/")]
    owner = made(owners=("hoi-phu-nu",))["owners/hoi-phu-nu.xlsx"]
    joint = {row[layout.FIGURE_ID] for row in entries(owner, "Số liệu")}
    assert joint == {"launch/people", "launch/gifts"}


def test_what_is_collected_is_signed_for(books: dict[str, bytes]) -> None:
    """What, how many, by when, from whom."""
    by_id = {row[layout.RECEIPT_ID]: row for row in entries(books[WARD], "Nhận vật phẩm")}
    for receipt in materials.material().checklists.receipts["xuan-dinh"]:
        row = by_id.pop(layout.receipt_id(receipt.supply, "xuan-dinh"))
        assert (row["receipt.amount"], row["receipt.by"]) == (receipt.amount, receipt.by)
        assert row[layout.RECEIPT_SIGNED] == ""
    assert by_id == {}


def everyones() -> dict[str, bytes]:
    """Return the workbooks of wards, owners, people and days."""
    asked = made(
        owners=("hoi-phu-nu",), people=("tu-phap",), days=(date(2022, 11, 25), date(2022, 12, 7))
    )
    return {**asked, **{name: book for name, book in made().items() if name != WHOLE}}


def cells_of(ref: str) -> set[tuple[int, int]]:
    """Return the rows and columns of a range, or of several with a space between."""
    found = set()
    for one in ref.split():
        left, top, right, bottom = openpyxl.utils.range_boundaries(one)
        found |= {(row, at) for row in range(top, bottom + 1) for at in range(left, right + 1)}
    return found


def test_tables_can_be_sorted_and_what_stands_around_them_is_locked() -> None:
    """Excel sorts on a protected sheet only where every cell that moves is unlocked."""
    for content in everyones().values():
        *tables, about = opened(content).worksheets
        assert about.protection.sheet
        assert about.auto_filter.ref is None
        for sheet in tables:
            allowed = sheet.protection
            assert allowed.sheet
            assert allowed.password is None
            # What is written there is what is forbidden.
            assert not any((allowed.sort, allowed.autoFilter, allowed.formatColumns))
            assert allowed.deleteRows
            assert allowed.deleteColumns
            table = cells_of(sheet.auto_filter.ref) if sheet.auto_filter.ref else set()
            unlocked = {
                (cell.row, cell.column)
                for row in sheet.iter_rows()
                for cell in row
                if not cell.protection.locked
            }
            assert unlocked >= table
            assert {row for row, _ in unlocked - table} <= {int(sheet.freeze_panes[1:]) - 1}
            assert not sheet.merged_cells.ranges


def test_what_is_not_to_be_filled_in_refuses_what_is_typed() -> None:
    """Ids, dates and titles too, since they are unlocked; only the yellow columns take anything."""
    for content in everyones().values():
        for sheet in opened(content).worksheets[:-1]:
            if sheet.auto_filter.ref is None:
                continue
            refused: set[tuple[int, int]] = set()
            for rule in sheet.data_validations.dataValidation:
                if rule.type == "custom":
                    assert (rule.formula1, rule.allowBlank) == ("FALSE", False)
                    assert rule.errorStyle in {None, "stop"}
                    assert rule.showErrorMessage
                    assert rule.error
                    refused |= cells_of(str(rule.sqref))
            keys = {cell.column: cell.value for cell in sheet[layout.KEY_ROW + 1]}
            head = int(sheet.freeze_panes[1:]) - 1
            assert refused == {
                (row, at)
                for row, at in cells_of(sheet.auto_filter.ref)
                if row == head or keys[at] not in layout.FILLED
            }


def test_a_row_without_its_own_id_is_red(books: dict[str, bytes]) -> None:
    """Delete and Paste are not refused by a validation: what they did is seen at once."""
    for sheet in opened(books[WARD]).worksheets[:-1]:
        keys = {cell.value: cell.column_letter for cell in sheet[layout.KEY_ROW + 1]}
        filled = bool(layout.FILLED & keys.keys())
        its = next(letter for key, letter in keys.items() if key.endswith(".id"))
        rules = {
            (str(area.sqref), rule.formula[0])
            for area in sheet.conditional_formatting
            for rule in area.rules
        }
        first, last = int(sheet.freeze_panes[1:]), sheet.max_row
        told = (
            f"A{first}:{its}{last}",
            f'OR(${its}{first}="",COUNTIF(${its}${first}:${its}${last},${its}{first})>1)',
        )
        assert (told in rules) == filled


def test_a_sorted_workbook_keeps_ids_with_their_rows(books: dict[str, bytes]) -> None:
    """Sorted by title, filled in, filtered, saved: each entry is found by its id."""
    book = opened(books[WARD])
    sheet = book["Đầu việc"]
    left, top, right, bottom = openpyxl.utils.range_boundaries(sheet.auto_filter.ref)
    rows = [
        [cell.value for cell in row]
        for row in sheet.iter_rows(min_row=top + 1, max_row=bottom, min_col=left, max_col=right)
    ]
    place = column(sheet, "task.title") - left
    rows.sort(key=lambda row: (row[place], row[-1]))
    state = column(sheet, layout.TASK_STATE) - left
    for number, row in enumerate(rows, start=top + 1):
        row[state] = f"state of {row[-1]}"
        for at, value in enumerate(row, start=left):
            sheet.cell(number, at).value = value
        sheet.row_dimensions[number].hidden = number % 2 == 0
    saved = io.BytesIO()
    book.save(saved)
    before = {row[layout.TASK_ID]: row for row in entries(books[WARD], "Đầu việc")}
    after = entries(saved.getvalue(), "Đầu việc")
    assert [row[layout.TASK_ID] for row in after] != list(before)
    for row in after:
        told = {layout.TASK_STATE: f"state of {row[layout.TASK_ID]}"}
        assert row == before.pop(row[layout.TASK_ID]) | told
    assert before == {}


def asked(sheet: Any) -> list[Any]:
    """Return what the columns to be filled in ask for."""
    rules = sheet.data_validations.dataValidation
    return [rule for rule in rules if rule.type != "custom"]


def test_states_are_chosen_from_a_list(books: dict[str, bytes]) -> None:
    """In the campaign's language; numbers are whole, dates are asked for."""
    book = opened(books[WARD])
    sheet = book["Đầu việc"]
    first = int(sheet.freeze_panes[1:])
    last = first + len(entries(books[WARD], "Đầu việc")) - 1
    letter = openpyxl.utils.get_column_letter(column(sheet, layout.TASK_STATE))
    (state, done_on) = asked(sheet)
    assert (state.type, state.formula1) == ("list", '"đã xong,đang làm,không làm được"')
    assert str(state.sqref) == f"{letter}{first}:{letter}{last}"
    assert (done_on.type, done_on.errorStyle) == ("date", "warning")
    (result,) = asked(book["Số liệu"])
    assert (result.type, result.operator, result.formula1) == ("whole", "greaterThanOrEqual", "0")
    received, _ = asked(book["Nhận vật phẩm"])
    assert received.type == "whole"


def test_sheets_print_well(books: dict[str, bytes]) -> None:
    """A4 across, one page wide, with a head on every page, and the ids left out."""
    for sheet in opened(books[WARD]).worksheets[:-1]:
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.page_setup.fitToWidth in {None, 1}
        assert sheet.page_setup.fitToHeight == 0
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        head = int(sheet.freeze_panes[1:]) - 1
        assert sheet.print_title_rows == f"${head}:${head}"
        assert sheet.auto_filter.ref.startswith(f"A{head}:")
        assert sheet.row_dimensions[layout.KEY_ROW + 1].hidden
        ids = [cell.column for cell in sheet[1] if str(cell.value).endswith(".id")]
        last = openpyxl.utils.range_boundaries(sheet.print_area.split("!")[-1])[2]
        assert ids == [last + 1]
        assert "Tháng hành động" in sheet.oddHeader.left.text
        assert "Phường Xuân Đỉnh" in sheet.oddHeader.right.text
        assert "bản số 1 (dự thảo) · 0123456789ab" in sheet.oddFooter.left.text
        assert sheet.oddFooter.right.text == "trang &P/&N"


def test_rows_grow_with_what_is_typed(books: dict[str, bytes]) -> None:
    """Heights are given, for programs that do not reckon them, and not fixed."""
    with zipfile.ZipFile(io.BytesIO(books[WARD])) as parts:
        text = parts.read("xl/worksheets/sheet1.xml").decode()
    rows = [row.split(">")[0] for row in text.split("<row ")[7:]]
    assert any(' ht="' in row for row in rows)
    assert not any("customHeight" in row for row in rows)


def test_the_stamp_is_for_programs(books: dict[str, bytes]) -> None:
    """Which campaign, which revision, whose, in which layout."""
    said = stamp(books[WARD])
    assert tuple(said) == layout.STAMP
    assert said == {
        "format": 1,
        "campaign": "Tháng hành động vì bình đẳng giới năm 2022",
        "revision": 1,
        "draft": "yes",
        "plan": "0123456789abcdef" * 4,
        "language": "vi",
        "reader": "ward",
        "id": "xuan-dinh",
        "made": "2022-11-01T08:00:00+00:00",
    }
    assert stamp(books[WHOLE])["reader"] == "organiser"


def test_the_same_schedule_gives_the_same_bytes(books: dict[str, bytes]) -> None:
    """Times inside and around are those of the revision, or none."""
    assert made() == books
    assert materials.MADE.replace(tzinfo=None) == opened(books[WARD]).properties.created
    for content in books.values():
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_ids_stay_when_the_schedule_moves(books: dict[str, bytes]) -> None:
    """What was sent back for one revision is found in the next."""
    plan = small_month.plan()
    schedule = small_month.schedule(plan)
    moved = tuple(
        replace(one, dates=(date(2022, 11, 28),)) if one.id == "talk@xuan-dinh" else one
        for one in schedule.bookings
    )
    later = made(materials.material(plan, replace(schedule, bookings=moved, revision=2)))
    for sheet in SHEETS[:-1]:
        key = {"Đầu việc": "task", "Các cuộc": "event", "Số liệu": "figure"}.get(sheet, "receipt")
        assert {row[f"{key}.id"] for row in entries(books[WARD], sheet)} == {
            row[f"{key}.id"] for row in entries(later[WARD], sheet)
        }


def test_private_events_show_nobody_in_files_for_wards(books: dict[str, bytes]) -> None:
    """Neither names nor addresses; whoever runs them sees both."""
    secrets = ("Nhà riêng", "Ngõ 7", "Báo cáo viên Hội LHPN")
    for content in books.values():
        for text in texts(content):
            assert not any(secret in text for secret in secrets)
    owner = "\n".join(texts(made(owners=("hoi-phu-nu",))["owners/hoi-phu-nu.xlsx"]))
    assert all(secret in owner for secret in secrets)


def test_people_and_days_have_theirs() -> None:
    """An itinerary with whom to call there; a day with what falls due."""
    files = made(people=("tu-phap",), days=(date(2022, 11, 25), date(2022, 12, 7)))
    assert list(files) == [
        "people/tu-phap.xlsx",
        "days/2022-11-25.xlsx",
        "days/2022-12-07.xlsx",
    ]
    events = entries(files["people/tu-phap.xlsx"], "Các cuộc")
    assert [row[layout.EVENT_ID] for row in events] == [
        "talk@tay-tuu",
        "talk@lien-mac",
        "talk@xuan-dinh",
    ]
    assert "024 0000 0102" in events[-1]["event.call"]
    day = files["days/2022-11-25.xlsx"]
    assert "talk@xuan-dinh" in {row[layout.EVENT_ID] for row in entries(day, "Các cuộc")}
    assert entries(day, "Đầu việc")
    assert any("Kỳ họp HĐND quận" in text for text in texts(files["days/2022-12-07.xlsx"]))


def test_the_organisers_book_has_everything(books: dict[str, bytes]) -> None:
    """Month, matrix, all events, all tasks, what is ordered, divided, delivered, spent."""
    lists = materials.material().checklists
    content = books[WHOLE]
    assert opened(content).sheetnames == [
        *("Lịch tháng", "Lịch theo địa bàn", "Các cuộc", "Đầu việc"),
        *("Đặt in, đặt mua", "Phân bổ", "Giao nhận", *(["Kinh phí"] if lists.costs.shown else [])),
        "Thông tin",
    ]
    assert len(entries(content, "Các cuộc")) == len(lists.events)
    assert len(entries(content, "Đầu việc")) == len(lists.tasks)
    assert not any(sheet.protection.sheet for sheet in opened(content))


def test_the_matrix_has_a_letter_for_each_event(books: dict[str, bytes]) -> None:
    """On its day, with what the letters mean; its days are dates, frozen with the wards."""
    sheet = opened(books[WHOLE])["Lịch theo địa bàn"]
    head = int(sheet.freeze_panes[1:]) - 1
    assert sheet.freeze_panes.startswith("B")
    days = {cell.value.date(): cell.column for cell in sheet[head][1:] if cell.value}
    rows = {row[0].value: row for row in sheet.iter_rows(min_row=head + 1)}
    assert rows["Xuân Đỉnh"][days[date(2022, 11, 25)] - 1].value == "T"
    assert rows["Tây Tựu"][days[date(2022, 11, 15)] - 1].value == "L"
    said = {cell.value for row in sheet.iter_rows(min_row=head + 1) for cell in row}
    assert {"Tọa đàm", "Lễ phát động", "kéo dài nhiều ngày"} <= said


def test_sums_are_formulas_with_their_values() -> None:
    """Programs that reckon and those that do not find the same."""
    plan = small_month.plan()
    supplies = {
        id_: replace(supply, unit_cost=1_500, source=None) for id_, supply in plan.supplies.items()
    }
    activities = {id_: replace(one, cost=2_000_000) for id_, one in plan.activities.items()}
    plan = replace(plan, supplies=supplies, activities=activities)
    material = materials.material(plan)
    content = made(material)[WHOLE]
    orders = entries(content, "Đặt in, đặt mua")
    assert [row["order.cost"] for row in orders] == [
        one.quantity * 1_500 for one in plan.supplies.values()
    ]
    reckoned = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    for name in ("Đặt in, đặt mua", "Phân bổ", "Kinh phí"):
        formulas = 0
        for row in opened(content)[name].iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    formulas += 1
                    assert isinstance(reckoned[name][cell.coordinate].value, int)
        assert formulas
    total = sum(one.cost for one in material.checklists.orders)
    sheet = reckoned["Đặt in, đặt mua"]
    costs = [cell.value for cell in next(sheet.iter_cols(min_col=column(sheet, "order.cost")))]
    assert costs[-1] == total


HOSTILE = (
    "=1+1",
    '=HYPERLINK("http://x.example","x")',
    "@SUM(A1)",
    "+84 24 0000 0001",
    "-1",
    "{{ 7*7 }}",
    "{=1}",
    "_x0041_ _x000D_",
    "<r>x</r>",
    "<r><t>&amp;</t></r>",
    "http://x.example/",
    "mailto:x@y.example",
    "0012",
    "1e5",
    "TRUE",
    "'quoted'",
    "&G &[Picture] &P & R&D",
    "5 & 6",
    "<b>bold</b> & co",
    "😀 Tọa đàm",
    "]]>",
    "a" * 40_000,
    "Xuân Đỉnh \u202egnp.exe\u202c",
    "\x1b[31mred\x1b[0m\ud800",
    "mo\u0323\u0302t \ufffe\uffff\x00\x0bhai",
)


def hostile(text: str) -> Plan:
    """Return a plan that says `text` wherever it can."""
    template = TaskTemplate(id="names", title={"en": text}, who="ward", need={"en": text})
    plan = b.plan(
        b.activity(
            "talk",
            title=text,
            preside=text,
            attend=text,
            owner=text,
            hours=text,
            venue="hall",
            uses={"speakers": 1},
            indicators={"people": 3},
            quotas=(Quota(id="delegates", of=9, by="population"),),
            tasks=(template,),
            cost=5,
        ),
        wards=(b.ward("con", name=text, contact=Person(text, text)),),
        venues=(b.venue("hall", address=text),),
        resources=(b.pool("speakers", b.member("one", phone=text)),),
        supplies=(b.supply("gift", 3, share_by="equal", unit=text, unit_cost=7),),
    )
    campaign = replace(plan.campaign, name=text, ward_term=text or "ward")
    supply = replace(plan.supplies["gift"], name=text)
    return replace(
        plan, campaign=campaign, supplies={"gift": supply}, indicators={"people": {"en": text}}
    )


def files_of(plan: Plan) -> dict[str, bytes]:
    """Return the workbooks of a plan of one talk."""
    people = {"speakers": ("one",)} if "speakers" in plan.resources else {}
    booking = b.booking(plan, "talk@con", "21/11", venue="hall", people=people)
    return made(materials.material(plan, b.schedule(plan, booking)))


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text)[:24])
def test_text_of_a_plan_is_text(text: str) -> None:
    """It stands in its cells as it is, and no cell reckons or leads anywhere."""
    shown = clean(text).replace("\ufffe", "").replace("\uffff", "")
    if len(shown) > 32_767:
        shown = f"{shown[:32_766]}…"
    files = files_of(hostile(text))
    for content in files.values():
        book = opened(content)
        for sheet in book:
            for row in sheet.iter_rows():
                for cell in row:
                    assert cell.hyperlink is None
                    if cell.data_type == "f":
                        assert cell.value.startswith(("=SUM(", "=B", "=C", "=G"))
    rows = entries(files["wards/con_.xlsx"], "Tasks")
    assert [(row["task.title"], row["task.need"]) for row in rows] == [(shown, shown)]
    (event,) = entries(files["wards/con_.xlsx"], "Events")
    assert (event["event.title"], event["event.preside"]) == (shown, shown)
    (order,) = entries(files[WHOLE], "Print order")
    assert (order["order.name"], order["order.unit"]) == (shown, shown)


@settings(max_examples=15, deadline=None)
@given(st.text(max_size=60))
def test_no_text_breaks_a_workbook(text: str) -> None:
    """Both readers open what is made of any letters, and agree."""
    shown = cut(clean(text).replace("\ufffe", "").replace("\uffff", ""))
    files = files_of(hostile(text))
    (row,) = entries(files["wards/con_.xlsx"], "Tasks")
    assert row["task.title"] == shown
    sheet = opened(files["wards/con_.xlsx"])["Tasks"]
    place = column(sheet, "task.title")
    assert (sheet.cell(sheet.max_row, place).value or "") == shown


@given(st.text(st.sampled_from("&GP[]9 a😀"), max_size=300))
def test_margins_hold_any_text(text: str) -> None:
    """No "&" of it is an order, and no more letters than there is room for."""
    made_ = marginal(clean(text), 60)
    assert len(made_.encode("utf-16-le")) <= 120
    assert "&G" not in made_.replace("&&&9G", "")
    plain = re.sub("&(&|9)", lambda order: order[1].strip("9"), made_)
    assert clean(text).startswith(plain.removesuffix("…").rstrip(" ,;:–-"))


def test_long_text_is_cut_between_letters() -> None:
    """Excel counts in UTF-16 units: half a pair would break the file."""
    text = cut("😀" * 20_000)
    assert len(text.encode("utf-16-le")) // 2 <= 32_767
    assert text.endswith("😀…")
    assert cut("a" * 32_767) == "a" * 32_767
    assert shared("<r>") == "<r>"
    assert Literal()("a\nb\ufffe") == "a b"


def test_heights_follow_the_words() -> None:
    """Words wrap as in a column; one wider than it is broken; no row is higher than may be."""
    assert lines("hai từ", 10) == 1
    assert lines("Gửi danh sách đại biểu và người nhận quà", 20) == 2
    assert lines("a" * 100, 10) >= 10
    assert lines("một\nhai", 40) == 2
    assert height(1) < height(2) < height(1_000) == 540


def test_a_ward_without_anything_has_a_workbook() -> None:
    """Heads alone, with nothing to validate."""
    plan = b.plan(b.activity("talk", wards=("here",)), wards=(b.ward("here"), b.ward("there")))
    booking = b.booking(plan, "talk@here", "21/11")
    files = made(materials.material(plan, b.schedule(plan, booking)))
    assert entries(files["wards/there.xlsx"], "Tasks") == []
    assert opened(files["wards/there.xlsx"])["Tasks"].data_validations.dataValidation == []


def test_names_of_sheets_are_names_everywhere() -> None:
    """In both languages: 31 characters, none that programs refuse, none twice, never History."""
    english = b.plan(b.activity("talk"), wards=(b.ward("here"),))
    booking = b.booking(english, "talk@here", "21/11")
    for files in (made(), made(materials.material(english, b.schedule(english, booking)))):
        for content in files.values():
            sheets = opened(content).sheetnames
            assert len({name.casefold() for name in sheets}) == len(sheets)
            for name in sheets:
                assert len(name) <= 31
                assert not set(name) & set("[]:*?/\\")
                assert name.casefold() != "history"


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_libreoffice_opens_them(books: dict[str, bytes], tmp_path: Path) -> None:
    """It finds the same tasks, and prints the head on every page."""
    ward = tmp_path / "ward.xlsx"
    ward.write_bytes(books[WARD])
    for how in ("csv:Text - txt - csv (StarCalc):44,34,76,1", "pdf"):
        subprocess.run(
            (  # noqa: S607 - wherever it is installed
                "soffice",
                f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
                *("--headless", "--convert-to", how, "--outdir", str(tmp_path), str(ward)),
            ),
            check=True,
            capture_output=True,
            timeout=120,
        )
    rows = list(csv.reader((tmp_path / "ward.csv").read_text("utf-8").splitlines()))
    ids = [row[-1] for row in rows if "/" in row[-1] or "@" in row[-1]]
    assert ids == [row[layout.TASK_ID] for row in entries(books[WARD], "Đầu việc")]
    assert (tmp_path / "ward.pdf").read_bytes().startswith(b"%PDF")
