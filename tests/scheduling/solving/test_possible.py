"""Whether a plan is possible at all, whatever it costs."""

from datetime import date
from threading import Event

import pytest
from helpers.builders import activity, plan, things
from hypothesis import given
from hypothesis import strategies as st

from campaign_cli.model.plan import Plan
from campaign_cli.scheduling import schedule
from campaign_cli.scheduling.limits import Patience
from campaign_cli.scheduling.programme.frame import Frame
from campaign_cli.scheduling.solving.when_and_where import possible
from campaign_cli.scheduling.splitting.stages import programme

ALL_DAY = ("morning", "afternoon", "evening")


def asked(asked_of: Plan, patience: Patience | None = None) -> bool | None:
    """Return whether a plan, whose events all have places, is possible."""
    frame = programme(asked_of)
    assert isinstance(frame, Frame)
    return possible(frame, frame.programme.frozen(), patience or Patience.of(60, None, Event()))


def drawn(wards: int, sets: int, days: int) -> Plan:
    """Return a plan of a talk a ward, with so many sound sets and days."""
    last = date(2022, 11, 13 + days)
    talk = activity("talk", uses={"sound": 1}, last=last, sessions=ALL_DAY)
    return plan(
        talk,
        wards=[f"w{number}" for number in range(wards)],
        resources=[things("sound", sets)],
    )


@pytest.mark.parametrize(("wards", "expected"), [(12, True), (13, False)])
def test_as_many_as_there_are_sessions(wards: int, *, expected: bool) -> None:
    """Two days of three sessions and two sets hold twelve talks, not thirteen."""
    assert asked(drawn(wards, 2, 2)) is expected


def test_what_only_whole_numbers_forbid() -> None:
    """Three events of two sessions in two days of three: half a day each is not whole."""
    wards = ("a", "b", "c")
    long = activity("talk", lasts=2, uses={"sound": 1}, last="15/11", sessions=ALL_DAY)
    assert asked(plan(long, wards=wards, resources=[things("sound", 1)])) is False


def test_without_patience_nothing_is_known() -> None:
    """A search that is not let begin says neither yes nor no."""
    stop = Event()
    stop.set()
    assert asked(drawn(12, 2, 2), Patience.of(0, None, stop)) is None


@given(st.integers(1, 8), st.integers(1, 2), st.integers(1, 3))
def test_a_plan_is_possible_where_it_has_a_schedule(wards: int, sets: int, days: int) -> None:
    """The quick answer is that of the search for the best."""
    one = drawn(wards, sets, days)
    assert asked(one) is bool(schedule(one).bookings)
