"""Which days are open, which are worked on, and how weeks are counted."""

from datetime import date, timedelta

import pytest
from helpers.builders import FRI, SAT, activity, closing, kind, on, plan
from hypothesis import given
from hypothesis import strategies as st

from campaign_cli.model.audit.closings import shut
from campaign_cli.model.plan import Closing, Plan
from campaign_cli.model.plan.days import (
    date_range,
    is_working_day,
    kept_from,
    week_of,
    weeks,
    working_day,
)

WEEKDAYS = st.frozensets(st.integers(0, 6))
NOVEMBER = st.dates(date(2022, 11, 14), date(2022, 11, 27))
SESSIONS = st.sampled_from(["morning", "afternoon", "evening"])
CLOSINGS = st.builds(
    Closing,
    first=st.none() | NOVEMBER,
    last=st.none() | NOVEMBER,
    weekdays=WEEKDAYS,
    sessions=st.frozensets(SESSIONS),
    kinds=st.frozensets(st.sampled_from(["talk", "arts"])),
)


@st.composite
def calendars(draw: st.DrawFn) -> Plan:
    """Draw plans whose calendar opens and closes at random."""
    made = plan(
        activity("talk", kind=kind("talk"), days=draw(st.none() | WEEKDAYS)),
        workdays=draw(WEEKDAYS),
        closed=draw(st.lists(CLOSINGS, max_size=2)),
    )
    calendar = made.calendar
    object.__setattr__(calendar, "opened", draw(st.frozensets(NOVEMBER, max_size=4)))
    holidays = dict.fromkeys(draw(st.frozensets(NOVEMBER, max_size=4)), "holiday")
    object.__setattr__(calendar, "holidays", holidays)
    return made


@given(calendars(), NOVEMBER, SESSIONS)
def test_the_audit_reads_days_alike(made: Plan, day: date, session: str) -> None:
    """Two readings of one rule, written apart, agree on every day."""
    talk = made.activities["talk"]
    assert (kept_from(made, talk, day, session) is None) == (
        shut(made, talk, day, (session,)) is None
    )


def test_what_keeps_a_day_is_told() -> None:
    """A weekday, a holiday with its name, or the closing itself."""
    session = closing("16/11", why="meeting")
    made = plan(activity("talk"), closed=[session], holidays={"17/11": "Unity Day"})
    talk = made.activities["talk"]
    assert kept_from(made, talk, on("15/11"), "morning") is None
    assert kept_from(made, talk, on("16/11"), "morning") == session
    assert kept_from(made, talk, on("17/11"), "morning") == Closing(
        first=on("17/11"), last=on("17/11"), why="Unity Day"
    )
    assert kept_from(made, talk, on("19/11"), "morning") == Closing(weekdays=frozenset({SAT}))


def test_working_days() -> None:
    """Workdays and decreed ones, less holidays and what closes the whole day for all."""
    made = plan(
        holidays={"15/11": "x", "16/11": "y"},
        opened=["16/11", "19/11"],
        closed=[
            closing("17/11", sessions={"morning"}),
            closing("18/11", kinds={"talk"}),
            closing("21/11"),
            closing(weekdays={FRI}, first="25/11", last="02/12"),
        ],
    )
    days = [day for day in date_range(on("14/11"), on("27/11")) if is_working_day(made, day)]
    assert [f"{day:%d/%m}" for day in days] == [
        "14/11",
        "16/11",
        "17/11",
        "18/11",
        "19/11",
        "22/11",
        "23/11",
        "24/11",
    ]


def test_a_closing_wins_over_a_decreed_workday() -> None:
    """What is both opened and closed is closed."""
    made = plan(opened=["19/11"], closed=[closing("19/11")])
    assert not is_working_day(made, on("19/11"))


@pytest.mark.parametrize(
    ("anchor", "count", "day"),
    [
        ("18/11", 0, "18/11"),
        ("19/11", 0, "19/11"),
        ("18/11", 1, "21/11"),
        ("18/11", -1, "17/11"),
        ("19/11", 1, "21/11"),
        ("19/11", -1, "18/11"),
        ("21/11", -5, "14/11"),
        ("14/11", 10, "28/11"),
        ("16/11", 1, "18/11"),
    ],
)
def test_counting_working_days(anchor: str, count: int, day: str) -> None:
    """The n-th working day before or after, over weekends and holidays; 0 is the day itself."""
    made = plan(holidays={"17/11": "x"} if anchor == "16/11" else {})
    assert working_day(made, on(anchor), count) == on(day)


@given(calendars(), NOVEMBER, st.integers(-30, 30))
def test_as_many_working_days_as_counted(made: Plan, anchor: date, count: int) -> None:
    """Between the day and the n-th working day lie n working days."""
    if not made.calendar.workdays or any(
        is_working_day(made, anchor + timedelta(days=step)) is False for step in (400, -400)
    ):
        return
    day = working_day(made, anchor, count)
    first, last = (
        (anchor + timedelta(days=1), day) if count > 0 else (day, anchor - timedelta(days=1))
    )
    passed = [one for one in date_range(first, last) if is_working_day(made, one)]
    assert len(passed) == abs(count)
    assert count == 0 or is_working_day(made, day)


@pytest.mark.parametrize(
    ("count", "day"), [(-5, "10/11"), (-2, "10/11"), (-1, "11/11"), (1, "15/11"), (4, "16/11")]
)
def test_a_calendar_with_too_few_working_days(count: int, day: str) -> None:
    """The last of them is the nearest to what was asked for: nothing falls due on a day off."""
    made = plan(closed=[Closing(last=on("09/11")), Closing(first=on("17/11"))])
    assert working_day(made, on("14/11"), count) == on(day)


def test_a_calendar_without_working_days() -> None:
    """Where every day is closed for ever, there is none but the day itself."""
    made = plan(closed=[closing()])
    assert {working_day(made, on("14/11"), count) for count in (-3, 0, 3)} == {on("14/11")}


@pytest.mark.parametrize(
    ("end", "number"),
    [("14/11", 1), ("20/11", 1), ("23/11", 1), ("24/11", 2), ("27/11", 2), ("15/12", 5)],
)
def test_weeks(end: str, number: int) -> None:
    """Blocks of seven days from the start; a last one under four days joins the one before."""
    made = plan(end=end)
    assert weeks(made) == number
    assert week_of(made, on(end)) == number - 1


def test_weeks_of_days_around_the_campaign() -> None:
    """Before the start is the first week, after the end the last."""
    made = plan(prepare_from="01/11", wind_up="20/12")
    assert [week_of(made, on(day)) for day in ("01/11", "14/11", "21/11", "11/12", "20/12")] == [
        0,
        0,
        1,
        3,
        3,
    ]


def test_days_of_a_range() -> None:
    """Both ends count; a range that ends before it begins is empty."""
    assert list(date_range(on("14/11"), on("16/11"))) == [on("14/11"), on("15/11"), on("16/11")]
    assert list(date_range(on("14/11"), on("13/11"))) == []
