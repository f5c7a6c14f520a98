"""How the search behaves when it is cut short, and what it says when nothing can work."""

from dataclasses import replace
from datetime import time
from pathlib import Path
from threading import Event
from typing import Any

import numpy as np
import pytest
from helpers.builders import activity, choose, plan, pool, supply

from campaign_cli.model.audit import audit
from campaign_cli.model.plan import Override, Plan, Session
from campaign_cli.model.plan.kind import Lasts
from campaign_cli.model.schedule import Status
from campaign_cli.reading import read
from campaign_cli.scheduling import Limits, schedule
from campaign_cli.scheduling.limits import Patience
from campaign_cli.scheduling.programme.columns_and_rows import INFINITY, Arrays
from campaign_cli.scheduling.programme.frame import Frame
from campaign_cli.scheduling.solving import when_and_where
from campaign_cli.scheduling.solving.branches import Branch
from campaign_cli.scheduling.solving.highs import Answer, relax, solve
from campaign_cli.scheduling.solving.neighbourhoods import improved
from campaign_cli.scheduling.splitting.stages import programme

EXAMPLES = Path(__file__).parents[3] / "examples"


@pytest.fixture(name="district", scope="module")
def _district() -> Plan:
    found = read(EXAMPLES / "bac-tu-liem-2022" / "plan.toml").plan
    assert found is not None
    return found


def patience() -> Patience:
    """Return a minute's patience."""
    return Patience.of(60, None, Event())


def built(asked: Plan) -> Frame:
    """Return the programme of a plan whose events all have places."""
    found = programme(asked)
    assert isinstance(found, Frame)
    return found


def test_a_relaxation_that_takes_too_long(district: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the relaxation there is still a schedule, with an honest gap."""

    def late(_: Frame, arrays: Arrays, __: Patience) -> tuple[Branch, ...]:
        return (Branch(arrays, Answer(proved=False)),)

    best = schedule(district)
    monkeypatch.setattr(when_and_where, "branched", late)
    found = schedule(district, Limits(20, nodes=1))
    assert found.price is not None
    assert found.bound is not None
    assert best.price is not None
    assert found.price >= best.price >= found.bound
    assert not audit(district, found)


def test_a_search_that_is_stopped(district: Plan) -> None:
    """A search that is stopped at once keeps what it has: nothing."""
    stop = Event()
    stop.set()
    found = schedule(district, stop=stop)
    assert found.status is Status.OUT_OF_TIME
    assert not found.bookings


def test_neighbourhoods_come_near_the_best(district: Plan) -> None:
    """From a first schedule that is far off, the neighbourhood search comes within a tenth."""
    frame = built(district)
    arrays = frame.programme.frozen()
    relaxed = relax(arrays, patience())
    free = replace(arrays, prices=np.zeros_like(arrays.prices))
    careless = solve(free, arrays.lower, arrays.upper, patience(), enough=INFINITY)
    assert careless.values is not None
    first = replace(careless, price=float(arrays.prices @ careless.values))
    assert first.price is not None
    bound = when_and_where.whole_bound(relaxed.bound)
    assert round(first.price) > 1.5 * bound
    prices: list[int] = []
    best = improved(
        frame, arrays, relaxed.reduced, first, bound, patience(), prices.append, lambda _: False
    )
    assert prices == sorted(prices, reverse=True)
    assert best.price is not None
    assert bound <= round(best.price) <= 1.1 * bound


def test_the_same_plan_twice(district: Plan) -> None:
    """The same plan gives the same schedule."""
    assert replace(schedule(district), seconds=0) == replace(schedule(district), seconds=0)


def test_a_node_limit_repeats(district: Plan) -> None:
    """A limit of nodes, unlike one of the clock, cuts off at the same place."""
    limits = Limits(60, nodes=1)
    assert replace(schedule(district, limits), seconds=0) == replace(
        schedule(district, limits), seconds=0
    )


@pytest.mark.parametrize(
    ("loosen", "expected"),
    [
        ({"last": "15/11"}, ("window", ("activity", "talk", "to"))),
        ({"days": [0, 1]}, ("open-day", ("activity", "talk", "days"))),
        (
            {"last": "15/11", "sessions": ("morning",), "wards": ("a", "b", "c")},
            ("window", ("activity", "talk", "sessions")),
        ),
    ],
)
def test_a_conflict_names_what_took_the_places(
    loosen: dict[str, Any], expected: tuple[str, tuple[str, ...]]
) -> None:
    """A window, days or sessions without which the rows could hold stand in the conflict."""
    asked = plan(
        activity("talk", uses={"speakers": 1}, first="14/11", **{"last": "20/11", **loosen}),
        wards=("a", "b", "c", "d", "e"),
        resources=[pool("speakers", "x", max_per_day=2)],
    )
    found = schedule(asked)
    assert found.status is Status.INFEASIBLE
    lines = {(cause.rule, cause.path) for cause in found.conflicts[0]}
    assert expected in lines
    assert ("resource-quantity", ("resource", "speakers", "members")) in lines


def test_many_sessions_a_day() -> None:
    """A day of many short sessions is no reason to put spans together in every way."""
    hours = tuple(
        Session(f"s{hour}", {"en": f"s{hour}"}, time(hour), time(hour, 50)) for hour in range(8, 20)
    )
    ids = tuple(session.id for session in hours)
    asked = plan(
        activity("short", uses={"speakers": 1}, sessions=ids, first="14/11", last="15/11"),
        activity("long", uses={"speakers": 1}, sessions=ids, lasts=2, first="14/11", last="15/11"),
        sessions=hours,
        resources=[pool("speakers", "x", "y")],
    )
    found = schedule(asked, Limits(20))
    assert found.status is Status.OPTIMAL
    assert not audit(asked, found)


def test_several_choices_in_one_ward_share_their_packs() -> None:
    """Two activities that choose one ward open one pack there, not two."""
    asked = plan(
        activity("one", wards=choose(1, "a"), supplies={"leaflet": 1}),
        activity("two", wards=choose(2, "a", "b"), supplies={"leaflet": 1}),
        supplies=[supply("leaflet", 10, pack=5)],
    )
    found = schedule(asked)
    assert found.status is Status.OPTIMAL
    assert not audit(asked, found)


def test_the_dear_ward_is_not_chosen() -> None:
    """Where a ward costs more than is left, another is chosen."""
    asked = plan(
        activity("visit", wards=choose(1, "a", "b"), cost=10, overrides={"a": Override(cost=50)}),
        limit=20,
    )
    found = schedule(asked)
    assert [booking.member for booking in found.bookings] == ["b"]


def test_several_days_keep_their_people() -> None:
    """An event of two days keeps one speaker, who is away for the other ward's first day."""
    asked = plan(
        activity("course", lasts=Lasts(days=2), uses={"speakers": 1}, first="14/11", last="17/11"),
        resources=[pool("speakers", "x")],
    )
    found = schedule(asked)
    assert found.status is Status.OPTIMAL
    days = [set(booking.dates) for booking in found.bookings]
    sessions = [booking.session for booking in found.bookings]
    assert days[0].isdisjoint(days[1]) or sessions[0] != sessions[1]
    assert not audit(asked, found)
