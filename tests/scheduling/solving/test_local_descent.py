"""A schedule that is cut off has no event that could be cheaper by itself."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from random import Random
from threading import Event

import numpy as np
import pytest
from benchmarks.plans import city
from helpers.builders import activity, kind, member, plan, pool, things

from campaign_cli.model.audit import STAGE_ONE, audit, prices
from campaign_cli.model.plan import After, Plan
from campaign_cli.model.plan.kind import Lasts
from campaign_cli.model.schedule import Booking, Schedule, Status, in_order
from campaign_cli.scheduling import Limits, Progress, schedule
from campaign_cli.scheduling.limits import Patience
from campaign_cli.scheduling.programme.bookings import booked
from campaign_cli.scheduling.programme.columns_and_rows import INFINITY
from campaign_cli.scheduling.programme.frame import Frame
from campaign_cli.scheduling.programme.incumbent import standing
from campaign_cli.scheduling.solving.highs import Answer, solve
from campaign_cli.scheduling.solving.local_descent import polished
from campaign_cli.scheduling.solving.who_serves import named
from campaign_cli.scheduling.splitting.stages import programme

ON = date(2022, 11, 25)


def patience() -> Patience:
    """Return a minute's patience."""
    return Patience.of(60, None, Event())


def crowded(asked: Plan) -> Plan:
    """Return a plan whose activities all prefer one day."""
    return replace(
        asked,
        activities={
            id_: replace(one, prefer_on=(ON,), prefer_sessions=("morning",))
            for id_, one in asked.activities.items()
        },
    )


def courses() -> Plan:
    """Return a plan in which few people, some of them away, serve events of one day and of two."""
    people = pool("team", "p", "q", member("r", days=(0, 2, 4)), max_per_day=1)
    return plan(
        activity("course", lasts=Lasts(days=2), uses={"team": 1}, prefer_on="18/11"),
        activity("talk", uses={"team": 1}, prefer_on="18/11", times=2, apart=3),
        wards=("a", "b"),
        resources=[people],
    )


def project(seed: int) -> Plan:
    """Return a plan of jobs that share few things, some of them after others."""
    random = Random(seed)  # noqa: S311 - the same plans every time
    jobs = []
    for number in range(12):
        before = random.sample(range(number), min(number, random.choice((0, 1, 2))))
        jobs.append(
            activity(
                f"j{number}",
                wards="none",
                kind=kind("job", beside=True),
                lasts=Lasts(days=random.randrange(1, 4)),
                uses={name: random.randrange(1, 5) for name in ("cars", "tents")},
                after=[After(f"j{one}", by=1) for one in before],
                prefer_on="16/11",
            )
        )
    return plan(*jobs, wards=("a",), resources=[things("cars", 5), things("tents", 6)], end="31/12")


def careless(asked: Plan) -> tuple[Frame, Answer]:
    """Return a programme and a solution of it that was found without a look at prices."""
    frame = programme(asked)
    assert isinstance(frame, Frame)
    arrays = frame.programme.frozen()
    free = replace(arrays, prices=np.zeros_like(arrays.prices))
    found = solve(free, free.lower, free.upper, patience(), enough=INFINITY)
    assert found.values is not None
    return frame, replace(found, price=float(arrays.prices @ found.values))


def paid(asked: Plan, bookings: tuple[Booking, ...]) -> int:
    """Return what a schedule costs, as the audit counts it."""
    return sum(cost for name, cost in prices(asked, bookings).items() if name in STAGE_ONE)


def cheaper(asked: Plan, frame: Frame, chosen: dict[int, int]) -> Iterator[str]:
    """Yield each event that could be where the month costs less, whoever serves it then."""
    price = paid(asked, booked(asked, frame, chosen))
    for event, stands in chosen.items():
        for column in frame.columns[event]:
            bookings = booked(asked, frame, {**chosen, event: column})
            if column == stands or paid(asked, bookings) >= price:
                continue
            served = named(asked, frame.grid, bookings, patience())
            if served.impossible:
                continue
            moved = Schedule(
                plan=asked.digest,
                status=Status.FEASIBLE,
                price=paid(asked, served.bookings),
                prices=prices(asked, served.bookings),
                bookings=in_order(asked, served.bookings),
            )
            if not audit(asked, moved):
                yield f"{frame.events[event].key} at {column} instead of {stands}"


def columns(frame: Frame, values: "np.ndarray[tuple[int], np.dtype[np.float64]]") -> dict[int, int]:
    """Return the columns on which events stand."""
    return {
        event: column
        for event, own in enumerate(frame.columns)
        for column in own
        if values[column] > 0.5
    }


@pytest.mark.parametrize(
    "asked",
    [project(5), courses()],
    ids=["project", "courses"],
)
def test_no_event_alone_could_be_cheaper(asked: Plan) -> None:
    """From any schedule the descent ends where moving one event costs more, or breaks a rule."""
    frame, first = careless(asked)
    arrays = frame.programme.frozen()
    assert first.values is not None
    assert next(cheaper(asked, frame, columns(frame, first.values)))
    best = polished(frame, arrays, first, patience())
    assert best.values is not None
    assert best.price is not None
    assert first.price is not None
    assert best.price < first.price
    filled = np.add.reduceat(arrays.values * best.values[arrays.indices], arrays.starts[:-1])
    assert (filled >= arrays.row_lower - 1e-6).all()
    assert (filled <= arrays.row_upper + 1e-6).all()
    assert not list(cheaper(asked, frame, columns(frame, best.values)))


def test_a_search_that_is_stopped_is_polished() -> None:
    """Stopped as soon as there is a schedule, the search gives one that has no such event."""
    asked = crowded(city(4, 20, 5))
    stop = Event()

    def watch(progress: Progress) -> None:
        if progress.price is not None:
            stop.set()

    found = schedule(asked, Limits(60), watch, stop)
    assert found.status is Status.FEASIBLE
    assert not audit(asked, found)
    frame = programme(asked)
    assert isinstance(frame, Frame)
    assert not list(cheaper(asked, frame, standing(frame, found.bookings)))


@pytest.mark.parametrize("seed", range(3))
def test_no_time_at_all(seed: int) -> None:
    """A month is found whatever the limit, and no event of it could be cheaper by itself."""
    asked = project(seed)
    found = schedule(asked, Limits(0))
    assert found.status is Status.FEASIBLE
    assert not audit(asked, found)
    frame = programme(asked)
    assert isinstance(frame, Frame)
    assert not list(cheaper(asked, frame, standing(frame, found.bookings)))


def test_what_is_held_stays() -> None:
    """An event that a programme holds on a column is not moved from there, however dear it is."""
    frame, first = careless(courses())
    arrays = frame.programme.frozen()
    assert first.values is not None
    stands = columns(frame, first.values)
    lower = arrays.lower.copy()
    lower[list(stands.values())] = 1.0
    best = polished(frame, replace(arrays, lower=lower), first, patience())
    assert best.values is not None
    assert columns(frame, best.values) == stands
