"""Plans of many places: the sketch, the average ward's bound, and the search in excerpts."""

from threading import Event as Stop

import pytest
from benchmarks.cliffs import Shape, long_plan
from helpers.builders import activity, choose, closing, kind, member, plan, pool, things, venue

from campaign_cli.model.audit import audit
from campaign_cli.model.plan import After, Plan
from campaign_cli.model.schedule import Schedule, Status
from campaign_cli.scheduling import Limits, schedule
from campaign_cli.scheduling.grid.events import asked_events
from campaign_cli.scheduling.grid.order import waits_of
from campaign_cli.scheduling.grid.slots import Grid
from campaign_cli.scheduling.limits import Patience
from campaign_cli.scheduling.programme.start_ranges import Ranges, pairs_of
from campaign_cli.scheduling.solving.average_ward import Average
from campaign_cli.scheduling.solving.greedy_schedule import Sketch
from campaign_cli.scheduling.solving.highs import relax
from campaign_cli.scheduling.splitting import stages


def varied() -> Plan:
    """Return a plan with every sort of rule, small enough to be proved the best at once."""
    return plan(
        activity("launch", wards="together", venue="hall", audience=90, prefer_on="15/11"),
        activity("talk", uses={"speakers": 1}, after=[After("launch", 1)], prefer_on="24/11"),
        activity("visit", uses={"cars": 1}, after=["talk"], prefer_on="17/11", times=2, apart=3),
        activity("gifts", uses={"speakers": ("s1",)}, prefer_on="22/11", lasts=2),
        activity("arts", wards=choose(2), prefer_on="24/11", uses={"cars": 1}),
        activity("posters", fixed={"a": ("21/11", "morning")}, prefer_sessions=("morning",)),
        wards=("a", "b", "c", "d"),
        venues=[venue("hall", capacity=100, closings=(closing("15/11"),))],
        resources=[
            pool("speakers", "s1", member("s2", (0, 1, 2)), max_per_day=2),
            things("cars", 1),
        ],
    )


PLANS = (
    varied(),
    plan(
        *(activity(f"a{n}", prefer_on="24/11", uses={"p": 1}) for n in range(5)),
        wards=("a", "b"),
        resources=[pool("p", "x", max_per_day=1)],
    ),
    plan(
        *(
            activity(f"{name}{day}", wards=wards, prefer_on=f"{day}/11")
            for day in (15, 17, 21, 23)
            for name, wards in (("all", ("north", "e")), ("t", ("a", "b", "c", "d")))
        ),
        wards=("a", "b", "c", "d", "e"),
        groups={"north": ("a", "b", "c", "d")},
        weights={"week-balance": 0},
    ),
    plan(
        activity("talk", kind=kind("talk"), prefer_on="24/11", uses={"p": 1}),
        activity("arts", kind=kind("arts"), prefer_on="17/11", uses={"p": 1}),
        wards=("a",),
        resources=[
            pool(
                "p",
                member(
                    "x",
                    closings=(
                        closing("17/11", kinds={"talk"}),
                        closing("22/11", kinds={"arts"}),
                        closing("23/11", kinds={"arts"}),
                    ),
                ),
            )
        ],
    ),
    plan(
        *(activity(f"a{n}", prefer_on="24/11") for n in range(8)),
        wards=("a",),
        weights={"preferred-day": 1000, "ward-day": 30_000},
    ),
    long_plan(Shape(activities=10, months=1, wards=3, window=14)),
    long_plan(Shape(activities=8, months=1, wards=4, window=None, ordered=0.6, contrary=True)),
    plan(
        activity("talk", prefer_on="2/12"),
        activity("arts", wards=choose(2), after=[After("talk", 1)], prefer_on="24/11"),
        activity("fair", wards=choose(3), after=["arts"], prefer_on="22/11"),
        wards=("a", "b", "c", "d"),
    ),
)


def sketch_of(asked: Plan) -> tuple[Ranges, Sketch, Average]:
    """Return the ranges of a plan's events, a sketch to be drawn, and the average ward."""
    grid, events = Grid(asked), asked_events(asked)
    pairs = pairs_of(waits_of(asked, grid, events))
    ranges = Ranges(asked, grid, events, pairs, {})
    return ranges, Sketch(asked, ranges, pairs, {}), Average(asked, ranges, pairs, None)


def in_excerpts(
    asked: Plan, monkeypatch: pytest.MonkeyPatch, seconds: float = 1.5, **most: int
) -> Schedule:
    """Return a plan's schedule as if it had too many places for one programme."""
    from campaign_cli.scheduling.solving import excerpt

    monkeypatch.setattr(stages, "MANY_PLACES", 0)
    for name, value in most.items():
        monkeypatch.setattr(excerpt, name, value)
    return schedule(asked, Limits(seconds), why=False)


@pytest.mark.parametrize("asked", PLANS)
def test_the_average_wards_bound_is_no_more_than_the_best_price(asked: Plan) -> None:
    """Every schedule is one of the average ward's solutions."""
    best = schedule(asked)
    assert best.status is Status.OPTIMAL
    *_, average = sketch_of(asked)
    relaxed = relax(average.programme.frozen(), Patience.of(60, None, Stop()))
    assert relaxed.proved
    assert best.price is not None
    assert relaxed.bound <= best.price + 1e-6


def test_the_average_ward_keeps_what_is_chosen_in_order() -> None:
    """Two of four wards are chosen for what waits: two events come as early as it asks, or later
    than it wishes.
    """
    asked = plan(
        activity("talk", prefer_on="1/12"),
        activity("arts", wards=choose(2), after=[After("talk", 1)], prefer_on="24/11"),
        wards=("a", "b", "c", "d"),
    )
    best = schedule(asked)
    *_, average = sketch_of(asked)
    relaxed = relax(average.programme.frozen(), Patience.of(60, None, Stop()))
    assert best.price is not None
    assert 2 * 8 <= relaxed.bound + 1e-6 <= best.price + 2e-6


def test_aims_that_are_not_in_order_move_together() -> None:
    """A pair's aims meet where both lose least: what wishes for no day goes out of the way."""
    asked = plan(
        activity("first", prefer_on="15/12"),
        activity("free", after=["first"]),
        wards=("a",),
    )
    grid, events = Grid(asked), asked_events(asked)
    pairs = pairs_of(waits_of(asked, grid, events))
    ranges = Ranges(asked, grid, events, pairs, {})
    starts = {event.index: grid.starts(event.activity) for event in events}
    first, free = (event.index for event in events)
    aims = {
        first: max(ranges.of(events[first])),
        free: min(ranges.of(events[free])),
    }
    [pair] = pairs
    found = ranges.agreed(aims, pairs)
    assert pair.early(starts[first][found[first]]) <= pair.late(starts[free][found[free]])
    assert found[first] == aims[first]


@pytest.mark.parametrize("asked", PLANS)
def test_all_places_give_the_best_schedule(asked: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    """An excerpt that leaves nothing out is proved as the whole programme is."""
    # It ends when it is proved: on a busy machine that is later.
    best, found = schedule(asked), in_excerpts(asked, monkeypatch, seconds=5)
    assert (found.status, found.price) == (Status.OPTIMAL, best.price)
    assert audit(asked, found) == ()


@pytest.mark.parametrize("asked", PLANS)
def test_few_places_give_a_schedule_and_a_bound_that_holds(
    asked: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever an excerpt leaves out, its schedule keeps every rule, and its bound all prices."""
    best = schedule(asked)
    found = in_excerpts(asked, monkeypatch, PLACES=1, LEAST=4, SPREAD=4)
    assert found.solved
    assert audit(asked, found) == ()
    assert best.price is not None
    assert found.bound is not None
    assert found.bound <= best.price <= (found.price or 0)


def test_a_sketch_that_aims_leaves_nothing_where_it_pays_in_vain() -> None:
    """Once everything is placed, each event goes to its cheapest place beside all others."""
    asked = plan(*(activity(f"a{n}", prefer_on="24/11") for n in range(3)), wards=("a",))
    ranges, _, _ = sketch_of(asked)
    aims = {event.index: min(ranges.of(event)) for event in ranges.events}
    sketch = Sketch(asked, ranges, (), aims)
    before = dict(sketch.place(lambda _: True))
    sketch.cheapen(Patience.of(0, None, Stop()))
    assert sketch.placed == before
    sketch.cheapen(Patience.of(60, None, Stop()))
    days = sorted(ranges.grid.days[place.start.first].day for place in sketch.placed.values())
    assert days[1] == 24
    assert days[0] >= 22
    assert days[2] <= 26


def test_a_sketch_lets_what_comes_first_move() -> None:
    """Where what waits has no place left, what it waits for gives way."""
    asked = plan(
        activity("first", prefer_on="9/12"),
        activity("then", after=["first"], uses={"car": 1}, prefer_on="9/12"),
        wards=("a", "b", "c", "d", "e", "f"),
        resources=[things("car", 1)],
    )
    _, sketch, _ = sketch_of(asked)
    assert len(sketch.place(lambda _: True)) == 12
