"""What a move costs: held to the schedule of the plan that fixes the event there."""

import os
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event

import pytest
from helpers import builders as b
from helpers.strategies import Tables, plans, text_of
from hypothesis import event, given, settings
from hypothesis import strategies as st

from campaign_cli.model.audit import audit
from campaign_cli.model.plan import Fixed, Plan
from campaign_cli.model.schedule import Schedule, Status
from campaign_cli.reading import read
from campaign_cli.scheduling import Limits, schedule
from campaign_cli.scheduling.limits import Patience
from campaign_cli.scheduling.questions import moves
from campaign_cli.scheduling.questions.moves import Moved, Mover, Where, moved, shifts
from campaign_cli.scheduling.solving import nearest_schedule
from campaign_cli.scheduling.solving.highs import Answer
from campaign_cli.scheduling.splitting.parts import parts
from campaign_cli.support.diagnostic import Severity

EXAMPLES = int(os.environ.get("CAMPAIGN_PLANS", "120"))
SECONDS = 60.0


def patience() -> Patience:
    """Return all the patience a small plan needs."""
    return Patience.of(SECONDS, None, Event())


def made(plan: Plan) -> Schedule:
    """Return the best schedule."""
    return schedule(plan, Limits(SECONDS))


def move(plan: Plan, id_: str, **where: object) -> tuple[Schedule, Moved]:
    """Return the best schedule, and the best with an event elsewhere."""
    before = made(plan)
    return before, moved(plan, before, id_, Where(**where), patience())  # type: ignore[arg-type]


def along(before: Schedule, found: Moved) -> dict[str, tuple[date | None, date | None]]:
    """Return which other events move, from which day to which."""
    assert found.schedule is not None
    return {
        one.id: (one.before and one.before.first, one.after and one.after.first)
        for one in shifts(before, found.schedule, frozenset({found.event}))
    }


def fixed_there(plan: Plan, id_: str, where: Where) -> Plan:
    """Return the plan with the event fixed at a date and session."""
    at, _, number = id_.partition("#")
    name, _, member = at.partition("@")
    what = plan.activities[name]
    key = f"{member}#{number}" if number else member
    assert where.day is not None
    there = replace(what, fixed={**what.fixed, key: Fixed(where.day, where.session)})
    return replace(plan, activities={**plan.activities, name: there})


@settings(max_examples=EXAMPLES)
@given(plans(), st.data())
def test_as_good_as_the_plan_that_fixes_it(tables: Tables, data: st.DataObject) -> None:
    """The same price as solving the plan with the event fixed there, or neither is possible."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "plan.toml"
        file.write_text(text_of(tables), encoding="utf-8")
        reading = read(file)
    if reading.plan is None or any(one.severity is Severity.ERROR for one in reading.diagnostics):
        return
    plan = reading.plan
    before = made(plan)
    if before.status is not Status.OPTIMAL:
        return
    mover = Mover(plan, before)
    free = [
        id_
        for id_, one in mover.events.items()
        if not one.activity.fixed and not one.activity.window
    ]
    if not free:
        return
    id_ = data.draw(st.sampled_from(free))
    sessions = mover.events[id_].activity.sessions
    where = Where(
        day=data.draw(st.sampled_from(list(plan.days()))),
        session=data.draw(st.sampled_from([None, *sessions])),
    )
    found = mover.moved(id_, where, patience())
    best = made(fixed_there(plan, id_, where))
    event(str(best.status))
    assert found.status == best.status
    if best.status is Status.INFEASIBLE:
        return
    assert found.schedule is not None
    assert found.schedule.price == best.price
    assert audit(plan, found.schedule) == ()
    standing = found.schedule.by_id()[id_]
    assert standing.first == where.day
    assert where.session in {None, standing.session}
    if found.schedule.bookings == before.bookings:
        assert found.schedule.price == before.price


def test_nothing_else_moves_where_nothing_must() -> None:
    """An event goes a day further from its wish; everything else stays."""
    plan = b.plan(
        b.activity("talk", prefer_on="21/11"), b.activity("sports", sessions=("evening",))
    )
    before, found = move(plan, "talk@a", day=b.on("23/11"))
    assert found.status is Status.OPTIMAL
    assert found.schedule is not None
    assert found.schedule.price == 2
    assert along(before, found) == {}


def test_what_must_make_room_moves() -> None:
    """One speaker, two wards: whoever has the day gives it up, and it costs a day."""
    plan = b.plan(
        b.activity(
            "talk", sessions=("morning",), first="21/11", last="22/11", uses={"speakers": 1}
        ),
        resources=[b.pool("speakers", "one")],
    )
    before, found = move(plan, "talk@a", day=b.on("22/11"))
    if before.by_id()["talk@a"].first == b.on("22/11"):
        before, found = move(plan, "talk@a", day=b.on("21/11"))
    assert found.status is Status.OPTIMAL
    there = before.by_id()
    assert along(before, found) == {"talk@b": (there["talk@b"].first, there["talk@a"].first)}


def test_the_fewest_events_move_among_the_cheapest() -> None:
    """Nobody wishes for a day: of all months that cost nothing, the nearest is the answer."""
    plan = b.plan(
        b.activity("talk", sessions=("morning",), uses={"speakers": 1}),
        resources=[b.pool("speakers", "one")],
        wards=("a", "b", "c", "d", "e"),
        weights={"week-balance": 0},
    )
    before = made(plan)
    taken = before.by_id()["talk@b"].first
    found = moved(plan, before, "talk@a", Where(day=taken), patience())
    assert found.schedule is not None
    assert found.schedule.price == 0
    assert list(along(before, found)) == ["talk@b"]


def test_another_ward_instead() -> None:
    """The ward takes the event over; the shares of hosting tell what it costs."""
    plan = b.plan(
        b.activity("arts", wards=b.choose(1, "a", "b")),
        wards=(b.ward("a", population=20_000), b.ward("b")),
    )
    before, found = move(plan, "arts@b", instead="a")
    assert before.by_id().keys() == {"arts@a"}
    assert found.schedule is not None
    assert found.schedule.by_id().keys() == {"arts@b"}
    assert found.schedule.prices["host-balance"] == 8


def test_a_ward_that_is_always_chosen_gives_nothing_up() -> None:
    """It is the plan's own word."""
    plan = b.plan(b.activity("arts", wards=b.choose(1, "a", "b", always=["a"])))
    _, found = move(plan, "arts@b", instead="a")
    assert found.status is Status.INFEASIBLE


def test_out_of_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is claimed."""
    plan = b.plan(b.activity("talk"))
    before = made(plan)
    monkeypatch.setattr(nearest_schedule, "relax", lambda *_: Answer(proved=False))
    found = moved(plan, before, "talk@a", Where(day=b.on("21/11")), patience())
    assert found == Moved(event="talk@a", where=Where(day=b.on("21/11")), status=Status.OUT_OF_TIME)


def test_a_month_that_is_not_the_best_is_not_mended_on_the_way() -> None:
    """What a move costs is not mixed up with what else could be better."""
    plan = b.plan(
        b.activity("talk", wards=("a",), prefer_on="21/11"),
        b.activity("sports", wards=("b",), prefer_on="21/11"),
    )
    before = b.schedule(
        plan,
        b.booking(plan, "talk@a", "21/11"),
        b.booking(plan, "sports@b", "24/11"),
        status=Status.FEASIBLE,
        bound=0,
    )
    found = moved(plan, before, "talk@a", Where(day=b.on("22/11")), patience())
    assert found.schedule is not None
    assert along(before, found) == {}
    assert (found.status, found.schedule.price, found.schedule.bound) == (Status.FEASIBLE, 4, 0)
    best = replace(before, bound=before.price)
    found = moved(plan, best, "talk@a", Where(day=b.on("22/11")), patience())
    assert list(along(before, found)) == ["sports@b"]


def test_other_parts_of_the_plan_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where wards share nothing, those of the event alone are looked at, at the same price."""
    plan = b.plan(
        b.activity("launch", wards="together", delegates=True, fixed={"": "14/11"}),
        b.activity("talk", prefer_on="21/11", uses={"speakers": 1}, wards=("a", "b")),
        b.activity("sports", prefer_on="21/11", wards=("c", "d"), uses={"balls": 1}),
        wards=("a", "b", "c", "d"),
        resources=[b.pool("speakers", "one", max_per_day=1), b.things("balls", 1)],
    )
    before = made(plan)
    where = Where(day=b.on("24/11"))
    whole = moved(plan, before, "talk@a", where, patience())
    monkeypatch.setattr(moves, "parts", lambda plan, events: parts(plan, events, 1))
    mover = Mover(plan, before, "talk@a")
    assert {id_ for id_ in mover.events if id_.startswith("sports")} == set()
    found = mover.moved("talk@a", where, patience())
    assert whole.schedule is not None
    assert found.schedule is not None
    assert found.status is Status.OPTIMAL
    assert found.schedule.price == whole.schedule.price
    assert len(found.schedule.bookings) == len(before.bookings)
    assert audit(plan, found.schedule) == ()
    assert [one for one in along(before, found) if one.startswith("sports")] == []


def test_moving_fewer_for_a_higher_price() -> None:
    """Others move only if each saves as much as it costs to be moved."""
    plan = b.plan(
        b.activity("talk", sessions=("morning",), prefer_on="21/11", uses={"speakers": 1}),
        resources=[b.pool("speakers", "one")],
        wards=("a", "b", "c"),
    )
    people = {"speakers": ("one",)}
    before = b.schedule(
        plan,
        *(
            b.booking(plan, f"talk@{ward}", day, people=people)
            for ward, day in (("a", "21/11"), ("b", "22/11"), ("c", "23/11"))
        ),
    )
    mover = Mover(plan, before)
    where = Where(day=b.on("24/11"))
    cheapest = mover.moved("talk@a", where, patience())
    calmest = mover.moved("talk@a", where, patience(), gentle=True)
    assert cheapest.schedule is not None
    assert calmest.schedule is not None
    assert (cheapest.schedule.price, list(along(before, cheapest))) == (4, ["talk@c"])
    assert (calmest.schedule.price, list(along(before, calmest))) == (6, [])
    assert audit(plan, calmest.schedule) == ()
