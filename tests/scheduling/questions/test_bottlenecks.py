"""What one more of something saves: by hand, and against solving the changed plan outright."""

from dataclasses import replace
from threading import Event
from typing import Any

import pytest
from helpers.builders import activity, closing, member, plan, pool, things, venue, ward

from campaign_cli.model.plan import Plan
from campaign_cli.scheduling import schedule
from campaign_cli.scheduling.limits import Patience
from campaign_cli.scheduling.questions import bottlenecks
from campaign_cli.scheduling.questions.bottlenecks import Saving, savings
from campaign_cli.scheduling.questions.one_more import Unit, with_units
from campaign_cli.scheduling.solving import settled_schedule
from campaign_cli.scheduling.solving.who_serves import Named, named

MORNING = {"prefer_on": "14/11", "sessions": ("morning",)}


def patience(seconds: float = 60) -> Patience:
    """Return a minute's patience."""
    return Patience.of(seconds, None, Event())


def found(asked: Plan) -> dict[tuple[str, str], tuple[int, int]]:
    """Return what is found for every unit."""
    return {
        (one.unit.kind, one.unit.id): (one.found, one.most)
        for one in savings(asked, schedule(asked), patience())
    }


TALK = activity("talk", uses={"x": 1}, **MORNING)


@pytest.mark.parametrize(
    ("asked", "saving"),
    [
        (plan(TALK, resources=[things("x", 1)]), {("thing", "x"): (1, 1)}),
        (
            plan(TALK, resources=[pool("x", member("one", days=[1, 2]))]),
            # One talk each on Tuesday and Wednesday: 3. Free on Monday, too: 1. Another person
            # serves on the days on which these do, so both talks are on Tuesday: 2.
            {("free", "one"): (2, 2), ("person", "x"): (1, 1)},
        ),
        (
            plan(
                replace(TALK, sessions=("morning", "afternoon")),
                resources=[pool("x", "one", max_per_day=1)],
            ),
            {("limit", "x"): (1, 1), ("person", "x"): (1, 1)},
        ),
        (
            plan(
                activity("one", wards=("a",), venue="hall", **MORNING),
                activity("two", wards=("b",), venue="hall", **MORNING),
                venues=[venue("hall")],
            ),
            {("room", "hall"): (1, 1)},
        ),
        (
            plan(
                activity("one", wards=("a",), venue="hall", **MORNING),
                venues=[venue("hall", closings=(closing("14/11", "15/11"),))],
            ),
            {("open", "hall"): (2, 2)},
        ),
    ],
    ids=["thing", "free", "limit", "room", "open"],
)
def test_by_hand(asked: Plan, saving: dict[tuple[str, str], tuple[int, int]]) -> None:
    """Each kind of unit where it is the one that binds, and no other saves anything."""
    assert {unit: saved for unit, saved in found(asked).items() if saved[1]} == saving


def test_a_room_is_no_second_ward() -> None:
    """Two events of one ward stay apart, however many rooms its hall has."""
    asked = plan(
        activity("one", wards=("a",), venue="hall", **MORNING),
        activity("two", wards=("a",), venue="hall", **MORNING),
        activity("other", wards=("b",), venue="hall", beside=True, **MORNING),
        venues=[venue("hall", "a")],
        weights={"ward-day": 0},
    )
    # Of three events that want Monday morning, two may share it: those of different wards.
    assert found(asked)["room", "hall"] == (2, 2)


def test_nothing_to_save() -> None:
    """A month that pays nothing needs no solving."""
    asked = plan(activity("talk", uses={"x": 1}), resources=[things("x", 1)])
    assert savings(asked, schedule(asked), patience(0)) == (Saving(Unit("thing", "x"), 0, 0),)


def test_without_time_nothing_is_claimed() -> None:
    """It may save all that the month pays, for all that is known."""
    asked = plan(TALK, resources=[things("x", 1)])
    assert savings(asked, schedule(asked), patience(0)) == (Saving(Unit("thing", "x"), 0, 1),)


def crowded(*, gap: bool) -> Plan:
    """Return a plan in which much is scarce; with a `gap` between relaxation and best price."""
    people = [member("s1", days=[0, 2]), member("s2", closings=(closing("16/11"),))]
    return plan(
        activity("talk", uses={"speakers": 1, "sound": 1}, prefer_on="15/11", audience=50),
        activity("film", uses={"sound": 2 if gap else 1}, prefer_on="15/11", venue="square"),
        activity("game", uses={"referees": 1}, prefer_on="16/11", after=["talk"]),
        wards=[ward("a"), ward("b"), ward("c", closings=(closing("15/11"),))],
        venues=[
            venue("square", closings=(closing("15/11", sessions=["morning"]),)),
            *(venue(f"{one}-hall", one, closings=(closing("17/11"),)) for one in "abc"),
        ],
        resources=[
            pool("speakers", *people, max_per_day=1),
            pool("referees", "r1", max_per_day=1),
            things("sound", 3 if gap else 2),
        ],
        end="27/11",
    )


def test_people_who_cannot_be_named_are_no_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nobody can be named for the first best schedule, another as good is found."""
    asked = plan(
        activity("talk", uses={"x": 1}, prefer_on="14/11", sessions=("morning",)),
        activity("film", wards=("a",), beside=True, prefer_on="14/11"),
        resources=[things("x", 1)],
    )
    kept = schedule(asked)
    ruled_out = []

    def once(*given: Any) -> Named:
        if ruled_out:
            return named(*given)
        ruled_out.append(given)
        return Named((), proved=True, impossible=(0, 1, 2))

    monkeypatch.setattr(settled_schedule, "named", once)
    assert savings(asked, kept, patience()) == (Saving(Unit("thing", "x"), 1, 1),)
    assert ruled_out


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("gap", [False, True])
def test_against_the_changed_plan(
    monkeypatch: pytest.MonkeyPatch, *, gap: bool, large: bool
) -> None:
    """Every saving is proved, and is the difference of two solved plans."""
    if large:
        monkeypatch.setattr(bottlenecks, "MANY", 0)
    asked = crowded(gap=gap)
    kept = schedule(asked)
    result = savings(asked, kept, patience())
    assert [(-one.found, -one.most) for one in result] == sorted(
        (-one.found, -one.most) for one in result
    )
    assert len(result) > 10
    assert any(one.found for one in result)
    for one in result:
        assert one.proved
        if one.unit.kind != "room":
            changed = schedule(with_units(asked, [one.unit]))
            assert kept.price is not None
            assert changed.price == kept.price - one.found, one.unit
