"""Who and what may drop out: the busiest day of each, who could stand in, what is left without."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import combinations
from typing import Literal

from campaign_cli.model.plan import Activity, Closing, Plan, Resource, Targets
from campaign_cli.model.plan.demand import shared_pools
from campaign_cli.model.plan.kind import Lasts
from campaign_cli.model.schedule import Booking
from campaign_cli.scheduling.grid.events import Event, asked_events
from campaign_cli.scheduling.grid.slots import Grid, slots_of
from campaign_cli.scheduling.questions.stand_ins import Diary, Need, busiest, left_without, on
from campaign_cli.scheduling.solving.who_serves import Serving, servings_of

What = Literal["person", "venue", "thing"]
HOLD = "-"
"""The activity that keeps one thing away for a day: no activity of a plan is called so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropout:
    """What drops out, when, and what that leaves without; no `day`: no event has it.

    `able` are those that could take its place at each of the day's events, all else as it stands;
    `lost` the fewest events for which there is nobody, when the others are shared out.
    """

    what: What
    id: str
    day: date | None = None
    events: tuple[str, ...] = ()
    able: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    lost: tuple[str, ...] = ()


def dropouts(plan: Plan, bookings: Sequence[Booking]) -> Iterator[Dropout]:
    """Yield every named person, venue and thing that events have, with what its loss breaks."""
    grid = Grid(plan)
    for pools in shared_pools(plan):
        yield from _people(plan, grid, pools, bookings)
    yield from _venues(plan, grid, bookings)
    for pool in plan.resources.values():
        if not pool.named:
            yield from _things(grid, plan, pool, bookings)


def without(plan: Plan, dropout: Dropout) -> Plan:
    """Return the plan with that closing, or with one thing fewer on that day."""
    day = dropout.day
    assert day is not None
    closing = Closing(first=day, last=day)
    match dropout.what:
        case "person":
            resources = dict(plan.resources)
            for pool in plan.resources.values():
                member = pool.members.get(dropout.id)
                if member is not None:
                    away = replace(member, closings=(*member.closings, closing))
                    resources[pool.id] = replace(pool, members={**pool.members, member.id: away})
            return replace(plan, resources=resources)
        case "venue":
            venue = plan.venues[dropout.id]
            shut = replace(venue, closings=(*venue.closings, closing))
            return replace(plan, venues={**plan.venues, venue.id: shut})
        case "thing":
            return replace(plan, activities={**plan.activities, HOLD: _hold(plan, dropout.id, day)})


def _hold(plan: Plan, thing: str, day: date) -> Activity:
    """Return an activity of nobody that has one thing all day."""
    some = next(iter(plan.activities.values()))
    return Activity(
        id=HOLD,
        kind=some.kind,
        title=HOLD,
        owner="",
        targets=Targets("none"),
        first=day,
        last=day,
        sessions=tuple(session.id for session in plan.calendar.sessions),
        lasts=Lasts(window=True),
        beside=True,
        uses={thing: 1},
    )


def _people(
    plan: Plan, grid: Grid, pools: tuple[Resource, ...], bookings: Sequence[Booking]
) -> Iterator[Dropout]:
    serves: dict[str, list[Serving]] = defaultdict(list)
    for serving in servings_of(plan, grid, bookings, pools):
        for member in bookings[serving.booking].people.get(serving.pool.id, ()):
            serves[member].append(serving)
    diary = Diary(grid, pools, serves)
    for member in dict.fromkeys(member for pool in pools for member in pool.members):
        own = [one for one in serves[member] if not _window(plan, bookings[one.booking])]
        day = busiest(grid, (serving.mask for serving in own))
        if day is None:
            yield Dropout(what="person", id=member)
            continue
        needs = []
        for serving in own:
            if not serving.mask & grid.mask((day,), 0, grid.width):
                continue
            booking = bookings[serving.booking]
            there = {one for people in booking.people.values() for one in people}
            able = tuple(
                one
                for one in (() if serving.names else serving.able)
                if one not in there and diary.free(one, serving.mask)
            )
            needs.append(Need(booking.id, serving.mask, able))
        yield Dropout(
            what="person",
            id=member,
            day=grid.days[day],
            events=tuple(need.event for need in needs),
            able={need.event: need.able for need in needs},
            lost=left_without(needs, diary),
        )


def _venues(plan: Plan, grid: Grid, bookings: Sequence[Booking]) -> Iterator[Dropout]:
    """Yield the venues; another of the event's own venues may take its place."""
    by_id = {booking.id: booking for booking in bookings}
    events = {event.id: event for event in asked_events(plan) if event.id in by_id}
    diary = Diary(grid)
    at: dict[str, list[tuple[Event, int]]] = defaultdict(list)
    for event in events.values():
        booking = by_id[event.id]
        if booking.venue is not None:
            mask = grid.start_of(event.activity, booking).mask
            diary.masks[booking.venue].append(mask)
            at[booking.venue].append((event, mask))
    for venue in plan.venues:
        own = [(event, mask) for event, mask in at[venue] if not event.activity.window]
        day = busiest(grid, (mask for _, mask in own))
        if day is None:
            yield Dropout(what="venue", id=venue)
            continue
        needs = [
            Need(event.id, mask, tuple(_others(grid, event, mask, diary, venue)))
            for event, mask in own
            if on(grid, mask, day)
        ]
        yield Dropout(
            what="venue",
            id=venue,
            day=grid.days[day],
            events=tuple(need.event for need in needs),
            able={need.event: need.able for need in needs},
            lost=left_without(needs, diary),
        )


def _others(grid: Grid, event: Event, mask: int, diary: Diary, venue: str) -> Iterator[str]:
    for other in event.venues:
        if other is None or other == venue or not diary.free(other, mask):
            continue
        if not mask & grid.venue_closed(other, event.activity.kind.id):
            yield other


def _things(
    grid: Grid, plan: Plan, pool: Resource, bookings: Sequence[Booking]
) -> Iterator[Dropout]:
    """Yield the things that some event has: one fewer on the day when most are in use at once."""
    users: list[tuple[Booking, int, int]] = []
    slots: Counter[int] = Counter()
    for booking in bookings:
        count = booking.things.get(pool.id, 0)
        if not count:
            continue
        host = plan.host_activity(plan.activities[booking.activity])
        mask = grid.start_of(host, booking).mask
        users.append((booking, count, mask))
        for slot in slots_of(mask):
            slots[slot] += count
    peaks: dict[int, tuple[int, int]] = {}
    for slot, used in slots.items():
        most, total = peaks.get(slot // grid.width, (0, 0))
        peaks[slot // grid.width] = (max(most, used), total + used)
    if not peaks:
        yield Dropout(what="thing", id=pool.id)
        return
    day = min(peaks, key=lambda one: (-peaks[one][0], -peaks[one][1], one))
    today = [user for user in users if on(grid, user[2], day)]
    over = [
        slot
        for slot in range(day * grid.width, (day + 1) * grid.width)
        if slots[slot] >= pool.quantity
    ]
    yield Dropout(
        what="thing",
        id=pool.id,
        day=grid.days[day],
        events=tuple(booking.id for booking, _, _ in today),
        lost=_fewest(today, over),
    )


def _fewest(users: Sequence[tuple[Booking, int, int]], over: Sequence[int]) -> tuple[str, ...]:
    """Return the fewest events without which one thing is to spare in each of the slots `over`."""
    inside = [user for user in users if any(user[2] >> slot & 1 for slot in over)]
    for number in range(len(over) + 1):
        for some in combinations(inside, number):
            if all(any(mask >> slot & 1 for _, _, mask in some) for slot in over):
                return tuple(booking.id for booking, _, _ in some)
    return tuple(booking.id for booking, _, _ in inside)


def _window(plan: Plan, booking: Booking) -> bool:
    """Return whether it lasts as long as its window: one day's closing does not break that."""
    return plan.host_activity(plan.activities[booking.activity]).window
