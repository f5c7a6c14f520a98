"""What cannot hold is said with the names of people and days, and with a way out."""

from pathlib import Path

import pytest
from helpers.written import HEAD, TALK, WARDS, codes, reading_of

from campaign_cli.support.language import language

PLAN = HEAD + WARDS + TALK
CASES = [
    (
        'kind = "parade"',
        "from = 2022-11-15\nto = 2022-11-15",
        "Tuesday 15 November is not open to `talk`",
        "its kind, `parade`, takes place on Friday, Saturday, Sunday",
        'move `from` or `to`; or let it be on other weekdays: `days = ["tue"]`',
    ),
    (
        'kind = "talk"',
        "from = 2022-11-19\nto = 2022-11-20",
        "no day from Saturday 19 November to Sunday 20 November is open to `talk`",
        None,
        'move `from` or `to`; or let it be on other weekdays: `days = ["sat", "sun"]`',
    ),
    (
        'kind = "talk"',
        'days = ["mon"]\nfrom = 2022-11-15\nto = 2022-11-16',
        "no day from Tuesday 15 November to Wednesday 16 November is open to `talk`",
        "it takes place on Monday",
        'move `from` or `to`; or let it be on other weekdays: `days = ["tue", "wed"]`',
    ),
    (
        'kind = "talk"',
        "from = 2022-11-16\nto = 2022-11-16\n[calendar]\nclosed = [2022-11-16]",
        "Wednesday 16 November is not open to `talk`",
        None,
        "move `from` or `to`, or take one of the closings out",
    ),
]


@pytest.mark.parametrize(("kind", "lines", "sentence", "label", "way"), CASES)
def test_a_window_without_open_days(
    tmp_path: Path, kind: str, lines: str, sentence: str, label: str | None, way: str
) -> None:
    """Which weekdays it may use, and what would change that."""
    text = PLAN.replace('kind = "talk"', kind)
    (problem,) = reading_of(tmp_path, f"{text}{lines}\n").diagnostics
    english = language("en")
    assert (problem.code, english.say(problem.message)) == ("P407", sentence)
    assert problem.help is not None
    assert english.say(problem.help) == way
    assert problem.label is not None
    assert label is None or english.say(problem.label) == label


@pytest.mark.parametrize(
    ("kind", "day", "way"),
    [
        (
            "ceremony",
            "2022-11-19",
            'let it be on that weekday too: `days = ["mon", "tue", "wed", "thu", "fri", "sat"]`',
        ),
        ("parade", "2022-11-21", '`days = ["mon", "fri", "sat", "sun"]`'),
    ],
)
def test_an_event_fixed_on_a_weekday_that_is_not_its(
    tmp_path: Path, kind: str, day: str, way: str
) -> None:
    """What to write is said; with it, the plan stands."""
    text = PLAN.replace('kind = "talk"', f'kind = "{kind}"') + f"fixed.tay-tuu = {day}\n"
    (problem,) = reading_of(tmp_path, text).diagnostics
    assert problem.code == "P403"
    assert problem.help is not None
    said = language("en").say(problem.help)
    assert way in said
    assert codes(reading_of(tmp_path, f"{text}{said.split('`')[1]}\n")) == []


@pytest.mark.parametrize("closing", ['{ weekly = "mon", sessions = ["morning"] }', "2022-11-21"])
def test_an_event_fixed_on_a_day_that_is_closed(tmp_path: Path, closing: str) -> None:
    """No other weekdays open a closing: they are not offered."""
    calendar = f"[calendar]\nclosed = [{closing}]\n"
    fixed = 'fixed.tay-tuu = { date = 2022-11-21, session = "morning" }\n'
    (problem,) = reading_of(tmp_path, HEAD + calendar + WARDS + TALK + fixed).diagnostics
    assert problem.code == "P403"
    assert problem.help is not None
    said = language("en").say(problem.help)
    assert said == "fix it on another day, or take out what closes this one"


@pytest.mark.parametrize(
    ("country", "zone", "way"),
    [
        ("VN", "GMT+7", "Asia/Ho_Chi_Minh"),
        ("GB", "GMT+7", "Etc/GMT-7"),
        ("GB", "GMT+0", None),
        ("GB", "UTC", None),
        ("GB", "UTC+0", "Europe/London"),
        ("TH", "UTC+7", "Asia/Bangkok"),
        ("IN", "+05:30", "Asia/Kolkata"),
        ("US", "GMT-6", "America/Chicago"),
        ("VN", "+6", "Etc/GMT-6"),
        ("VN", "+25", ""),
        ("VN", "Hanoi", "Asia/Ho_Chi_Minh"),
        ("GB", "londn", "Europe/London"),
        ("GB", "London", "Europe/London"),
        ("VN", "xyz", "Asia/Ho_Chi_Minh"),
    ],
)
def test_a_time_zone_by_its_hours(tmp_path: Path, country: str, zone: str, way: str | None) -> None:
    """The country's own that is so far from Greenwich in the campaign; with it, the plan stands."""
    head = f'{HEAD}country = "{country}"\n'
    reading = reading_of(tmp_path, f'{head}timezone = "{zone}"\n{WARDS}')
    if way is None:
        assert not reading.diagnostics
        return
    (problem,) = reading.diagnostics
    assert (problem.code, problem.help is not None) == ("P308", True)
    assert problem.help is not None
    said = language("en").say(problem.help)
    if not way:
        assert said == "a time zone is called by a city, such as `Asia/Ho_Chi_Minh`"
        return
    assert said == f"did you mean `{way}`?"
    assert not reading_of(tmp_path, f'{head}timezone = "{way}"\n{WARDS}').diagnostics


def test_names_instead_of_ids(tmp_path: Path) -> None:
    """Sessions and wards are called as people call them."""
    fixed = "fixed.tay-tuu = { date = 2022-11-25, session = 'morning' }\n"
    text = PLAN + fixed + TALK.replace('id = "talk"', 'id = "second"') + fixed
    (problem,) = reading_of(tmp_path, text).diagnostics
    said = "`Tây Tựu` ở hai nơi cùng lúc: Thứ Sáu, 25/11, buổi sáng"
    assert language("vi").say(problem.message).casefold() == said.casefold()


RENAMED = (
    "rename `ward/tay-tuu.toml.txt` to `ward/tay-tuu.toml`: "
    "Notepad adds `.txt` unless it saves as type `All files`"
)
FILES = {"ward/xuan-dinh.toml": 'ward = "xuan-dinh"\n', "ward/tay-tuu.toml.txt": ""}


@pytest.mark.parametrize(
    ("text", "code", "way"),
    [
        ("", "P111", "`campaign new` writes a plan to start from"),
        (
            'include = ["ward/xuan-din.toml"]\n' + HEAD,
            "P106",
            "did you mean `ward/xuan-dinh.toml`?",
        ),
        (
            'include = ["elsewhere.toml"]\n' + HEAD,
            "P106",
            "write that file, or take it out of `include`",
        ),
        (
            'include = ["ward/tay-tuu.toml"]\n' + HEAD,
            "P106",
            RENAMED,
        ),
    ],
)
def test_what_is_missing(tmp_path: Path, text: str, code: str, way: str) -> None:
    """Where to get it from."""
    reading = reading_of(tmp_path, text, **FILES)
    problem = next(one for one in reading.diagnostics if one.code == code)
    assert problem.help is not None
    assert language("en").say(problem.help) == way


def test_every_kind_is_listed(tmp_path: Path) -> None:
    """Where none is like what was written."""
    text = PLAN.replace('kind = "talk"', 'kind = "zzzz"')
    (problem,) = reading_of(tmp_path, text).diagnostics
    assert problem.help is not None
    assert "`ceremony`" in language("en").say(problem.help)


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ("prefer = { on = 2022-11-25 }", []),
        ("prefer = { on = 2022-11-26 }", ["P506"]),
        ('days = ["tue"]\nprefer = { on = 2022-11-25 }', ["P506"]),
        ("uses = { bcv = 1 }\nprefer = { on = 2022-11-25 }", ["P506"]),
        ("uses = { bcv = 1 }\nprefer = { on = 2022-11-24 }", []),
    ],
)
def test_a_preferred_day_that_can_be_had(tmp_path: Path, lines: str, found: list[str]) -> None:
    """By the activity's own weekdays, and by those of whom it uses."""
    pool = (
        '[[resource]]\nid = "bcv"\nname = "Báo cáo viên"\n'
        'members = [{ id = "one", name = "Một", days = ["tue", "thu"] }]\n'
    )
    reading = reading_of(tmp_path, HEAD + WARDS + pool + TALK + lines)
    assert codes(reading) == found


def test_a_preferred_day_on_a_weekday_it_is_never_on(tmp_path: Path) -> None:
    """The kind's weekdays are named, and the weekday is all that is asked for."""
    show = TALK.replace('"talk"', '"arts"') + "prefer = { on = 2022-11-24 }\n"
    (problem,) = reading_of(tmp_path, HEAD + WARDS + show).diagnostics
    assert (problem.code, problem.path[-2:]) == ("P506", ("prefer", "on"))
    assert problem.label is not None
    assert problem.help is not None
    said = language("en").say
    assert said(problem.label) == ("its kind, `arts`, takes place on Friday, Saturday, Sunday")
    assert said(problem.help) == (
        "prefer another day, or let it be on that weekday too: "
        '`days = ["thu", "fri", "sat", "sun"]`'
    )
    days = 'days = ["thu", "fri", "sat", "sun"]\n'
    assert codes(reading_of(tmp_path, HEAD + WARDS + show + days)) == []


def test_a_preferred_day_that_its_weekday_does_not_open(tmp_path: Path) -> None:
    """Where the day is closed as well, another weekday is not offered."""
    closed = "[calendar]\nclosed = [2022-11-24]\n"
    show = TALK.replace('"talk"', '"arts"') + "prefer = { on = 2022-11-24 }\n"
    (problem,) = reading_of(tmp_path, HEAD + closed + WARDS + show).diagnostics
    assert problem.help is not None
    assert "days" not in language("en").say(problem.help)
