"""What stands in the way of an event at a time, in a given schedule: wards, places, people, things.

Nothing is solved here: it is the schedule as it stands, not what another one could do.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from campaign_cli.model.plan import Plan, Resource
from campaign_cli.model.plan.event_id import event_id
from campaign_cli.model.schedule import Booking
from campaign_cli.scheduling.grid.events import Event
from campaign_cli.scheduling.grid.slots import Grid, Start

Thing = tuple[str, str]
"""What is shared: ("ward", id), ("venue", id), ("resource", id)."""


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What is taken at a time, and by which events of the schedule."""

    thing: Thing
    events: tuple[str, ...]
    people: tuple[str, ...] = ()
    """Of a pool: who of it is not free then, whoever asks."""


class Crowding:
    """Who and what is taken when in a schedule."""

    def __init__(self, plan: Plan, grid: Grid, bookings: Sequence[Booking]) -> None:
        self.plan, self.grid = plan, grid
        self.masks: dict[str, int] = {}
        self.hosts: dict[str, str] = {}
        self.by_ward: dict[str, list[Booking]] = defaultdict(list)
        self.by_venue: dict[str, list[Booking]] = defaultdict(list)
        self.by_resource: dict[str, list[Booking]] = defaultdict(list)
        self.by_person: dict[str, list[Booking]] = defaultdict(list)
        for one in bookings:
            activity = plan.activities[one.activity]
            host = plan.host_activity(activity)
            self.masks[one.id] = self._mask(one)
            self.hosts[one.id] = event_id(host.id, one.member, one.number)
            if one.within is None:
                if not (host.beside or host.delegates or host.window):
                    for ward in one.wards:
                        self.by_ward[ward].append(one)
                if one.venue is not None:
                    self.by_venue[one.venue].append(one)
            for pool, members in one.people.items():
                self.by_resource[pool].append(one)
                for member in members:
                    self.by_person[member].append(one)
            for thing in one.things:
                self.by_resource[thing].append(one)

    def _mask(self, booking: Booking) -> int:
        host = self.plan.host_activity(self.plan.activities[booking.activity])
        return self.grid.start_of(host, booking).mask

    def against(
        self, event: Event, start: Start, venue: str | None, aside: frozenset[str]
    ) -> tuple[Obstacle, ...]:
        """Return what is in the way of `event` at a place, the events `aside` set aside."""
        return tuple(self._obstacles(event, start, venue, aside))

    def _obstacles(
        self, event: Event, start: Start, venue: str | None, aside: frozenset[str]
    ) -> Iterator[Obstacle]:
        if event.takes_wards:
            for ward in event.wards:
                there = self._there(self.by_ward[ward], start.mask, aside)
                if there:
                    yield Obstacle(("ward", ward), there)
        if venue is not None:
            there = self._there(self.by_venue[venue], start.mask, aside)
            if there:
                yield Obstacle(("venue", venue), there)
        needs: dict[str, int] = defaultdict(int)
        for demand in event.demands:
            needs[demand.resource] += demand.count
        for resource, count in needs.items():
            pool = self.plan.resources[resource]
            if pool.named:
                yield from self._people(event, pool, count, start, aside)
            elif self.most_used(resource, start.mask, aside) + count > pool.quantity:
                there = self._there(self.by_resource[resource], start.mask, aside)
                yield Obstacle(("resource", resource), there)

    def _people(
        self, event: Event, pool: Resource, count: int, start: Start, aside: frozenset[str]
    ) -> Iterator[Obstacle]:
        """Yield the pool where too few of it, or not those asked for, are free."""
        kinds = {one.id: one.kind.id for one in (event.activity, *event.inside)}
        demands = [one for one in event.demands if one.resource == pool.id]
        named = {name for demand in demands for name in demand.names}
        kind = kinds[demands[0].activity]
        busy: dict[str, tuple[str, ...]] = {}
        away: list[str] = []
        for member in named or pool.members:
            if not event.activity.window and self.grid.member_closed(member, kind) & start.mask:
                away.append(member)
                continue
            there = self.engaged(member, start, aside)
            if there:
                busy[member] = there
        free = len(named or pool.members) - len(busy) - len(away)
        if free < (len(named) or count):
            events = tuple(dict.fromkeys(one for there in busy.values() for one in there))
            yield Obstacle(("resource", pool.id), events, tuple(away))

    def engaged(self, member: str, start: Start, aside: frozenset[str]) -> tuple[str, ...]:
        """Return the events that keep a person from serving then; those of a full day count."""
        mine = [one for one in self.by_person[member] if self.hosts[one.id] not in aside]
        there = self._there(mine, start.mask, aside)
        most = min(
            (
                pool.max_per_day
                for pool in self.plan.resources.values()
                if member in pool.members and pool.max_per_day is not None
            ),
            default=None,
        )
        if there or most is None:
            return there
        block = (1 << self.grid.width) - 1
        for day in start.days:
            today = self._there(mine, block << (day * self.grid.width), aside)
            if len(today) >= most:
                return today
        return ()

    def most_used(self, resource: str, mask: int, aside: frozenset[str] = frozenset()) -> int:
        """Return the most of equal things in use in one of the slots of `mask`."""
        used: dict[int, int] = defaultdict(int)
        for one in self.by_resource[resource]:
            common = 0 if self.hosts[one.id] in aside else self.masks[one.id] & mask
            while common:
                low = common & -common
                used[low] += one.things[resource]
                common ^= low
        return max(used.values(), default=0)

    def _there(
        self, bookings: Sequence[Booking], mask: int, aside: frozenset[str]
    ) -> tuple[str, ...]:
        there = (
            self.hosts[one.id]
            for one in bookings
            if self.hosts[one.id] not in aside and self.masks[one.id] & mask
        )
        return tuple(dict.fromkeys(there))
