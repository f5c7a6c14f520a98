"""From a plan to its schedule: places, programme, when and where, and then who."""

from collections.abc import Callable, Mapping
from functools import partial
from threading import Event as Stop
from types import MappingProxyType

from campaign_cli.model.plan import Plan, Supply
from campaign_cli.model.plan.demand import supply_shares
from campaign_cli.model.schedule import Booking, Schedule, Status, in_order
from campaign_cli.scheduling.grid.events import Event, asked_events
from campaign_cli.scheduling.grid.order import narrowed, waits_of
from campaign_cli.scheduling.grid.part import Part
from campaign_cli.scheduling.grid.places import Barred, Place, places
from campaign_cli.scheduling.grid.slots import Grid
from campaign_cli.scheduling.limits import Limits, Patience, Progress
from campaign_cli.scheduling.programme.frame import Frame, frame
from campaign_cli.scheduling.programme.preferences import PREFERENCES
from campaign_cli.scheduling.programme.rules import RULES
from campaign_cli.scheduling.solving.settled_schedule import served, settled_schedule
from campaign_cli.scheduling.solving.when_and_where import Settled, settle
from campaign_cli.scheduling.solving.who_serves import Named
from campaign_cli.scheduling.splitting.parallel import solve_apart
from campaign_cli.scheduling.splitting.parts import everything, parts
from campaign_cli.support.apportion import TooFewError
from campaign_cli.support.diagnostic import Cause

MANY_PLACES = 150_000
"""From so many places on, the programme is searched in excerpts. 500 wards × 12 activities have
109,000; a year of 200 activities in 13 wards has over a million, too many to write down at once.
"""
CROWDED, SOME_PLACES = 40, 20_000
"""So are so many events a ward: 100 activities in 3 months have 42,000 places that all overlap, and
the whole programme's relaxation takes a minute. A city's month has 10 to 20 events a ward."""


def solve(
    plan: Plan,
    limits: Limits,
    watch: Callable[[Progress], None],
    stop: Stop,
    cluster: str | None = None,
) -> Schedule:
    """Return the best schedule of `plan`, or that there is none.

    Independent parts are solved each by itself, wherever: here, in processes, or by the cluster
    whose scheduler is at the address `cluster`.
    """
    watch(Progress("grid"))
    events = asked_events(plan)
    found = parts(plan, events)
    if not found and cluster is None:
        return solve_part(plan, None, limits, watch, stop)
    return solve_apart(plan, found or (everything(plan, events),), limits, watch, stop, cluster)


def solve_part(
    plan: Plan,
    part: Part | None,
    limits: Limits,
    watch: Callable[[Progress], None],
    stop: Stop,
) -> Schedule:
    """Return the best schedule of a part of `plan`, or of everything, as one programme."""
    patience = Patience.of(limits.seconds, limits.nodes, stop)
    if _long(plan, part):
        return _solve_long(plan, part, patience, watch)
    built = programme(plan, part)
    if isinstance(built, Barred):
        return Schedule(plan=plan.digest, status=Status.INFEASIBLE)

    def sketched(left: Patience) -> Mapping[int, Place] | None:
        from campaign_cli.scheduling.solving.large_plan import Long

        return Long(plan, part, left, watch).first()

    arrays, how = built.programme.frozen(), partial(settle, sketched=sketched)
    return _schedule(plan, built, *settled_schedule(plan, built, arrays, patience, watch, how))


def _long(plan: Plan, part: Part | None) -> bool:
    """Return whether the programme has so many places that it is searched in excerpts."""
    grid = Grid(plan)
    events = asked_events(plan) if part is None else asked_events(plan, part.own, part.guests)
    places = sum(len(grid.starts(event.activity)) * len(event.venues) for event in events)
    wards = len(plan.wards if part is None else part.wards)
    crowded = len(events) >= CROWDED * max(1, wards) and places >= SOME_PLACES
    return places >= MANY_PLACES or crowded


def _solve_long(
    plan: Plan, part: Part | None, patience: Patience, watch: Callable[[Progress], None]
) -> Schedule:
    """Return the best schedule found of a part of `plan`, or of everything, in excerpts."""
    from campaign_cli.scheduling.solving.large_plan import Long

    if any(not _enough(plan, supply) for supply in plan.supplies.values()):
        return Schedule(plan=plan.digest, status=Status.INFEASIBLE)
    built, settled = Long(plan, part, patience, watch).settled()
    if settled.values is None:
        return _schedule(plan, built, settled, None)
    watch(Progress("people", settled.price, settled.bound))
    return _schedule(plan, built, settled, served(plan, built, settled.values, patience))


def _enough(plan: Plan, supply: Supply) -> bool:
    """Return whether there is what every ward must have of a supply."""
    try:
        supply_shares(plan, supply)
    except TooFewError:
        return False
    return True


def programme(
    plan: Plan, part: Part | None = None, frozen: Mapping[str, Booking] = MappingProxyType({})
) -> Frame | Barred:
    """Return the programme of `plan` or of a part, or an event that has no place at all.

    `frozen` are bookings that stand as they are, by their id: other events are planned around them.
    """
    grid = Grid(plan)
    events = asked_events(plan) if part is None else asked_events(plan, part.own, part.guests)
    for supply in plan.supplies.values():
        if not _enough(plan, supply):
            return Barred(None, (Cause("supply-quantity", ("supply", supply.id, "quantity")),))
    placed: list[tuple[Place, ...]] = []
    for event in events:
        found = _places(grid, event, frozen.get(event.id))
        if isinstance(found, Barred):
            if not event.chosen:
                return found
            found = ()
        if part is not None and (stands := part.stands.get((*event.key, event.number))):
            found = tuple(place for place in found if place.start == stands)
        placed.append(found)
    waits = waits_of(plan, grid, events)
    left = narrowed(events, placed, waits)
    result = frame(plan, grid, events, left, part=part, waits=waits, frozen=frozen)
    for rule in RULES:
        rule(result)
    for preference, add in PREFERENCES.items():
        weight = plan.weights.get(preference, 0)
        if weight:
            with result.programme.paying(preference):
                add(result, weight)
    return result


def _places(grid: Grid, event: Event, frozen: Booking | None) -> tuple[Place, ...] | Barred:
    """Return the places of an event: its booking's own where that stands."""
    if frozen is None:
        return places(grid, event)
    return (Place(grid.start_of(event.activity, frozen), frozen.venue),)


def _schedule(plan: Plan, built: Frame, settled: Settled, people: Named | None) -> Schedule:
    """Return the schedule that was found, or that there is none, or none in the time there was."""
    if settled.impossible:
        return Schedule(plan=plan.digest, status=Status.INFEASIBLE)
    if settled.values is None or people is None:
        return Schedule(plan=plan.digest, status=Status.OUT_OF_TIME, bound=settled.bound)
    prices = built.programme.paid(settled.values)
    prices.update(people.prices)
    proved = settled.proved and people.proved
    return Schedule(
        plan=plan.digest,
        status=Status.OPTIMAL if proved else Status.FEASIBLE,
        price=settled.price,
        bound=settled.bound,
        prices={name: price for name, price in prices.items() if price},
        bookings=in_order(plan, people.bookings),
    )
