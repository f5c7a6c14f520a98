"""Last year's plan for another year: what moves, what stays, what is to be looked at."""

from datetime import date
from pathlib import Path

import pytest

from campaign_cli import app
from campaign_cli.app.copying import Copied
from campaign_cli.starting import OldFile, Turn, moves, next_time
from campaign_cli.support.diagnostic import Severity
from campaign_cli.support.language import language

OLD, NEW = date(2022, 11, 15), date(2023, 11, 15)
PLAN = """
[campaign]
name = "{name}"
theme = "{theme}"
start = 2027-10-14
end = 2027-10-29
language = "vi"
country = "VN"
[document]
number = "{number}"
date = 2027-09-10
basis = ["Kế hoạch số 12/KH-UBND ngày 05/01/2027"]
[calendar]
closed = [
  {closed}
]
[[body]]
id = "ttyt"
name = "TTYT"
contact = {{ name = "x", phone = "024 0000 2027" }}
[[ward]]
id = "w1"
name = "Khu 2027"
contact = {{ name = "x", phone = "1" }}
[[activity]]
id = "talk"
kind = "talk"
title = "{title}"
owner = "ttyt"
{talk}
"""


def plan(**parts: str) -> str:
    """Return last year's plan with these parts."""
    usual = {"name": "Chiến dịch", "theme": "Vì trẻ em", "number": "…/KH-UBND"}
    return PLAN.format_map({**usual, "closed": "", "title": "Nói chuyện", "talk": "", **parts})


def renewed(folder: Path, text: str, start: date = date(2028, 10, 12)) -> tuple[str, Copied]:
    """Return the text of the plan for another year, and what is told of it."""
    folder.mkdir(exist_ok=True)
    old = folder / "old.toml"
    old.write_text(text, encoding="utf-8")
    begun = app.begin_from(folder / "new.toml", old, date(2027, 11, 1), start)
    assert begun is not None
    (file,), copy = begun
    assert old.read_text(encoding="utf-8") == text
    return file.read_text(encoding="utf-8"), copy


def told(copy: Copied, code: str = "vi") -> list[str]:
    """Return the remarks: code, line in the new plan and what is said, with the way out."""
    speech = language(code)
    return [
        " ".join(
            filter(None, (one.code, speech.say(one.message), one.help and speech.say(one.help)))
        )
        for one in copy.remarks
    ]


def without_comments(text: str) -> str:
    """Return the plan without lines that are comments."""
    return "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#"))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("start = 2022-11-15", ["2023-11-15"]),
        ("on = [2022-11-25, 2022-12-01]", ["2023-11-25", "2023-12-01"]),
        ("x = { date = 2022-11-25 } # not 2022-11-25", ["2023-11-25"]),
        ('name = "since 2022-11-15"', []),
        ("name = 'since 2022-11-15'", []),
        ('a = """\n2022-11-15 "quoted" \n""" # x', []),
        ("a = '''2022-11-15'''", []),
        (r'a = "\" 2022-11-15"', []),
        ("d = 2024-02-29", ["2025-02-28"]),
        ("d = 2022-13-45", []),
        ('id = "x-2022-11-15"', []),
        ("[kind.x-2022-11-15]", []),
    ],
)
def test_only_dates_are_dates(text: str, days: list[str]) -> None:
    """Comments, texts and names keep theirs; the same day of the year stays that day."""
    found = [one.new.isoformat() for one in moves(OldFile(text), Turn(OLD, NEW, OLD, OLD))]
    assert found == days


@pytest.mark.parametrize(
    ("start", "becomes"), [(date(2023, 3, 1), "2023-03-11"), (date(9999, 12, 31), "2022-11-25")]
)
def test_another_first_day_moves_by_days(start: date, becomes: str) -> None:
    """Everything keeps its distance from the start, while there are days."""
    (one,) = moves(OldFile("a = 2022-11-25"), Turn(OLD, start, OLD, OLD))
    assert one.new.isoformat() in {becomes, "9999-12-31"}


@pytest.mark.parametrize(
    ("today", "year"), [("2022-12-01", 2023), ("2023-11-14", 2023), ("2023-11-15", 2024)]
)
def test_the_next_time(today: str, year: int) -> None:
    """The year after, or whichever is still to come."""
    assert next_time(OLD, date.fromisoformat(today)) == date(year, 11, 15)


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("2027-10-20", "Ngày Phụ nữ Việt Nam"),
        ("2027-10-20", "Kỷ niệm 20/10"),
        ("2027-10-20", "kỷ niệm ngày 20 tháng 10"),
        ("2027-10-20", "Vietnamese Women's Day"),
        ("2027-10-15", "Ngày truyền thống 15-10"),
        ("2027-10-16", "Ngày Lương thực thế giới"),
        ("2027-10-26", "Founders' Day, October 26"),
        ("2027-10-26", "Founders' Day, 26 October"),
    ],
)
def test_an_anniversary_stays_on_its_date(tmp_path: Path, day: str, why: str) -> None:
    """What stands beside it says so: nothing is to be looked at but the document's date."""
    text, copy = renewed(tmp_path, plan(closed=f'{{ date = {day}, why = "{why}" }},'))
    assert f"{{ date = 2028{day[4:]}, why" in text
    assert copy.kept == (date.fromisoformat(f"2028{day[4:]}"),)
    assert {one.code for one in copy.remarks} <= {"N103", "N104"}


def test_a_note_says_what_a_date_is(tmp_path: Path) -> None:
    """As the title of its activity does, and of a task."""
    talk = "prefer = { on = 2027-10-22 }"
    text, _ = renewed(
        tmp_path, plan(title="Hội thảo 22/10", closed="2027-10-21, # ngày 21/10", talk=talk)
    )
    assert "on = 2028-10-22" not in text, "a Sunday"
    assert "2028-10-21, # ngày 21/10" in text


@pytest.mark.parametrize(
    ("closed", "new", "said"),
    [
        # A known day, of which nothing says that it is meant.
        ("2027-10-20,", "2028-10-20,", "otherwise write `2028-10-18`"),
        (
            '{ date = 2027-10-20, why = "Họp giao ban" },',
            "2028-10-20, why",
            "otherwise write `2028-10-18`",
        ),
        # Beside a known day.
        (
            '{ date = 2027-10-19, why = "Chuẩn bị 20/10" },',
            "2028-10-19, why",
            "otherwise write `2028-10-17`",
        ),
        (
            '{ from = 2027-10-18, to = 2027-10-21, why = "Tuần lễ Phụ nữ Việt Nam" },',
            "{ from = 2028-10-18, to = 2028-10-21,",
            "otherwise write `2028-10-19`",
        ),
    ],
)
def test_what_may_be_an_anniversary_is_told_with_both_days(
    tmp_path: Path, closed: str, new: str, said: str
) -> None:
    """On the screen, and above the line in the plan."""
    text, copy = renewed(tmp_path, plan(closed=closed))
    assert new in text
    remarks = [one for one in told(copy, "en") if one.startswith("N102")]
    assert said in remarks[-1]
    lines = text.splitlines()
    for one in copy.remarks:
        assert one.span is not None
        assert lines[one.span.line - 1] == one.span.text
        above = "\n".join(lines[max(0, one.span.line - 3) : one.span.line - 1])
        assert language("vi").say(one.message) in above


@pytest.mark.parametrize("talk", ["from = 2027-10-18\nto = 2027-10-20", "from = 2027-10-20"])
def test_ends_of_a_window_move_with_the_campaign(tmp_path: Path, talk: str) -> None:
    """That one is a known day is chance, as with the last day to send names."""
    text, copy = renewed(tmp_path, plan(talk=talk))
    assert "2028-10-18" in text
    assert not [one for one in copy.remarks if one.code == "N102"]


def test_an_anniversary_outside_the_new_campaign_moves(tmp_path: Path) -> None:
    """An event of it cannot be there: both days are told."""
    closed = '{ date = 2027-10-20, why = "Ngày Phụ nữ Việt Nam" },'
    text, copy = renewed(tmp_path, plan(closed=closed), date(2028, 3, 2))
    assert "{ date = 2028-03-08, why" in text
    assert [one for one in told(copy, "en") if "outside" in one and "2027-10-20" in one]


@pytest.mark.parametrize(
    ("old", "start", "closed", "new"),
    [
        ("2027-01-25", date(2028, 1, 24), ("2027-02-04", "2027-02-10", "Nghỉ Tết"), "2028-01-24"),
        (
            "2027-01-25",
            date(2028, 1, 25),
            ("2027-02-04", "2027-02-10", "Lunar New Year"),
            "2028-01-24",
        ),
        ("2027-04-01", date(2028, 4, 1), ("2027-04-16", "2027-04-16", "Giỗ Tổ"), "2028-04-04"),
    ],
)
def test_tet_is_where_the_moon_says(
    tmp_path: Path, old: str, start: date, closed: tuple[str, str, str], new: str
) -> None:
    """A holiday of the lunar year goes with its date of that year."""
    first, last, why = closed
    text = plan(closed=f'{{ from = {first}, to = {last}, why = "{why}" }},')
    text = text.replace("2027-10-14", old).replace("2027-10-29", "2027-04-30")
    text, copy = renewed(tmp_path, text, start)
    assert f"from = {new}" in text
    assert [one for one in told(copy, "en") if "holiday" in one]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Chiến dịch năm 2027", "Chiến dịch năm 2028"),
        ("Chiến dịch 2027", "Chiến dịch 2028"),
        ("Năm học 2026–2027", "Năm học 2027–2028"),
        ("Năm học 2026 - 2027", "Năm học 2027 - 2028"),
        ("Mùa 2027-2028", "Mùa 2028-2029"),
        ("Tháng 10/2027", "Tháng 10/2028"),
        ("Hướng tới 20/10/2027", "Hướng tới 20/10/2028"),
        ("Mừng ngày 20 tháng 10 năm 2027", "Mừng ngày 20 tháng 10 năm 2028"),
        ("Days of 20 October 2027", "Days of 20 October 2028"),
    ],
)
@pytest.mark.parametrize("key", ["name", "theme", "title"])
def test_the_year_in_a_text_moves(tmp_path: Path, key: str, old: str, new: str) -> None:
    """And it is said."""
    text, copy = renewed(tmp_path, plan(**{key: old}))
    assert f'{key} = "{new}"' in text
    assert [(one.old, one.new) for one in copy.retold if one.keys[-1] == key] == [
        (f'"{old}"', f'"{new}"')
    ]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Chương trình 2025–2027", "`2025–2027`"),
        ("Triển khai Nghị quyết 10/2027/QH15", "`10/2027/QH15`"),
        ("Từ 14/10/2027", "`14/10/2027`"),
        ("Từ ngày 14 tháng 10 năm 2027", "`2027`"),
        ("since 2027-10-14", "`2027-10-14`"),
        ("Từ 15/10", "`15/10`"),
        ("Kỷ niệm 97 năm thành lập", "`Kỷ niệm 97 năm`"),
        ("Liên hoan lần thứ V", "`lần thứ V`"),
        ("The 5th annual fair", "`5th annual`"),
    ],
)
def test_what_may_be_last_years_is_told(tmp_path: Path, name: str, said: str) -> None:
    """It stays as it is, with a comment above it."""
    text, copy = renewed(tmp_path, plan(name=name))
    assert f'name = "{name}"' in text
    remark = copy.remarks[0]
    assert remark.span is not None
    assert remark.span.text == f'name = "{name}"'
    assert remark.code == "N103"
    assert said in language("en").say(remark.message)
    assert f"# Cần xem lại: {language('vi').say(remark.message)}\nname" in text


def test_programmes_and_laws_of_other_years_are_nobodys_business(tmp_path: Path) -> None:
    """Nor are the digits of a phone, a ward's name or an id."""
    _, copy = renewed(tmp_path, plan(name="Giai đoạn 2021–2030, Luật năm 2006"))
    assert [one.span.text.split()[0] for one in copy.remarks if one.span] == ["date", "basis"]


@pytest.mark.parametrize(
    ("number", "new"),
    [
        ("215/KH-UBND", "…/KH-UBND"),
        ("15/2027/KH-UBND", "…/2028/KH-UBND"),
        ("SSM/2027/01", "SSM/2028/…"),
        ("…/KH-UBND", "…/KH-UBND"),
    ],
)
def test_a_document_gets_a_number_of_its_own(tmp_path: Path, number: str, new: str) -> None:
    """And its date is remarked on, with what it was based on."""
    text, copy = renewed(tmp_path, plan(number=number))
    assert f'number = "{new}"' in text
    assert "date = 2028-09-08" in text
    assert [one.code for one in copy.remarks] == ["N104", "N103"]


def test_decreed_workdays_are_decreed_anew(tmp_path: Path) -> None:
    """Whoever decrees them decides the day."""
    text = plan().replace("[calendar]", "[calendar]\nopen = [2027-10-16]")
    _, copy = renewed(tmp_path, text)
    assert [one for one in told(copy, "en") if "decreed" in one and "2028-10-14" in one]


@pytest.mark.parametrize(
    ("talk", "new", "code"),
    [
        ('fixed = { w1 = { date = 2027-10-20, session = "morning" } }', "2028-10-20", "N102"),
        # Friday 15 October becomes a Sunday.
        ('fixed = { w1 = { date = 2027-10-15, session = "morning" } }', "2028-10-16", "N105"),
        ("prefer = { on = 2027-10-15 }", "2028-10-16", "N105"),
        ("from = 2027-10-15\nto = 2027-10-15", "2028-10-15\nto = 2028-10-16", "N105"),
    ],
)
def test_the_new_calendar_decides(tmp_path: Path, talk: str, new: str, code: str) -> None:
    """What was open last year and is closed now goes to the nearest day that is open."""
    start = date(2028, 10, 14) if code == "N105" else date(2028, 10, 12)
    text, copy = renewed(tmp_path, plan(talk=talk), start)
    assert new in without_comments(text)
    assert code in {one.code for one in copy.remarks}
    assert not [one for one in copy.reading.diagnostics if one.severity is Severity.ERROR]


def test_what_cannot_be_is_a_comment(tmp_path: Path) -> None:
    """No day helps: the line is left to whoever knows what is meant."""
    closed = "{ from = 2027-10-15, to = 2027-10-26 },\n  { from = 2027-10-28, to = 2027-11-12 },"
    talk = "from = 2027-10-27\nto = 2027-10-27"
    text = plan(closed=closed, talk=talk).replace("end = 2027-10-29", "end = 2027-11-30")
    text, copy = renewed(tmp_path, text, date(2028, 10, 15))
    assert "\nfrom = 2028-10-28\n" in text
    assert "\n# to = 2028-10-28\n" in text
    assert "N106" in {one.code for one in copy.remarks}
    assert copy.reading.diagnostics == ()


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("bac-tu-liem-2022", date(2027, 11, 15)),
        ("riverside", date(2028, 1, 10)),
        ("riverside", date(2027, 12, 3)),
    ],
)
def test_examples_begin_anew_without_an_error(tmp_path: Path, name: str, start: date) -> None:
    """Whatever the day and the year, and what is written is what was checked."""
    old = Path(__file__).parents[2] / "examples" / name / "plan.toml"
    begun = app.begin_from(tmp_path / "plan.toml", old, date(2027, 1, 1), start)
    assert begun is not None
    reading = app.check(tmp_path / "plan.toml")
    assert not [one for one in reading.diagnostics if one.severity is Severity.ERROR]
    said = [(one.code, one.path) for one in begun[1].reading.diagnostics]
    assert said == [(one.code, one.path) for one in reading.diagnostics]


def test_what_had_errors_may_keep_them(tmp_path: Path) -> None:
    """A plan that was not understood is moved all the same, and one that is no TOML."""
    text, copy = renewed(tmp_path / "a", plan(talk="uses = { speakers = 1 }"))
    assert "start = 2028-10-12" in text
    assert [one.code for one in copy.reading.diagnostics] == ["P209"]
    included = tmp_path / "b"
    included.mkdir()
    (included / "more.toml").write_text("a = 2027-10-21\nb = [\n", encoding="utf-8")
    text = 'include = ["more.toml"]\n' + plan()
    (included / "old.toml").write_text(text, encoding="utf-8")
    target = tmp_path / "c" / "plan.toml"
    assert app.begin_from(target, included / "old.toml", OLD, date(2028, 10, 12)) is not None
    assert (target.parent / "more.toml").read_text(encoding="utf-8") == "a = 2028-10-19\nb = [\n"


def test_a_plan_without_a_country_in_vietnamese_has_its_days(tmp_path: Path) -> None:
    """Nobody writes the country down to have 20 October."""
    closed = '{ date = 2027-10-20, why = "Ngày Phụ nữ Việt Nam" },'
    text, copy = renewed(tmp_path, plan(closed=closed).replace('country = "VN"\n', ""))
    assert "2028-10-20" in text
    assert copy.kept == (date(2028, 10, 20),)


def test_a_comment_never_gets_into_a_text(tmp_path: Path) -> None:
    """Where a line begins inside a text of several lines, what is to be looked at is only said."""
    closed = '{ why = """Họp\n  giao ban""", date = 2027-10-20 },'
    text, copy = renewed(tmp_path, plan(closed=closed))
    assert closed.replace("2027", "2028") in text
    assert [one.code for one in copy.remarks] == ["N104", "N103", "N102"]
    assert "#" not in text
    assert not copy.reading.diagnostics
