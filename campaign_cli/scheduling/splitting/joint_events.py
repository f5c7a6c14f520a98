"""Events of many wards, or of none: which of them bind the wards that they have.

A country's launch would join all provinces into one programme, though it hardly ever matters to
any of them. A joint event leaves its wards apart where

- only one start is left to it: each part sees it standing there;
- no start of it can touch anything in its wards: neither their time nor an order of activities nor
  the balance of a week; any start of it stands for all in the other parts;
- one start is as cheap as any and leaves everything else at least as much room as any other: a
  closing ceremony after everything is best on the last day if nothing else is preferred.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from campaign_cli.model.plan import SHARE, Activity, Plan
from campaign_cli.model.plan.days import week_of
from campaign_cli.model.plan.demand import supply_uses, wards_of_events
from campaign_cli.scheduling.grid.events import Event, Key, takes_wards
from campaign_cli.scheduling.grid.order import keys_after
from campaign_cli.scheduling.grid.places import Barred, places
from campaign_cli.scheduling.grid.shapes import Shapes, node
from campaign_cli.scheduling.grid.slots import Grid, Start


@dataclass(frozen=True, slots=True)
class Joint:
    """A joint event with all its numbers, and how other parts see it."""

    events: tuple[Event, ...]
    far: frozenset[str]
    """The activities that wait for it, or it for them, though they share no ward with it."""
    stands: tuple[Start, ...]
    """The start at which each number stands as a guest of other parts; none: it cannot be one."""
    settled: bool
    """Whether it can but stand there in its own part, too."""
    bound: tuple[Hashable, ...]
    """What it has to be solved with."""


@dataclass(frozen=True, slots=True)
class Order:
    """What precedence asks of an activity and another: `by`, and which of the two is later."""

    other: str
    later: bool
    by: int


def joint_events(plan: Plan, shapes: Shapes, events: Sequence[Event]) -> dict[Key, Joint]:
    """Return the joint events of a plan, by activity and member."""
    return _Ties(plan, shapes, events).joints()


class _Ties:
    """Who meets whom: by wards and by the order of activities."""

    def __init__(self, plan: Plan, shapes: Shapes, events: Sequence[Event]) -> None:
        self.plan = plan
        self.shapes = shapes
        self.grid: Grid = shapes.grid
        self.events = events
        self.joint: dict[Key, list[Event]] = defaultdict(list)
        self.shares: dict[str, set[str]] = defaultdict(set)
        self.at: dict[str, dict[str, list[Hashable]]] = defaultdict(lambda: defaultdict(list))
        """By ward and activity: the nodes of the events there."""
        self.nodes: dict[str, set[Hashable]] = defaultdict(set)
        """By activity: the nodes of all its events."""
        for event in events:
            if len(event.wards) != 1:
                self.joint[event.key].append(event)
            self.nodes[event.activity.id].add(node(event))
            self.shares[event.activity.id].update(_shares(event))
            for ward in event.wards:
                self.at[ward][event.activity.id].append(node(event))
        self.lone = lone_events(plan, events)
        self.orders = _orders(plan)
        self.by_day = bool(plan.weights.get("ward-day", 0))
        self.by_week = bool(plan.weights.get("week-balance", 0))

    def joints(self) -> dict[Key, Joint]:
        """Return every joint event with what binds it."""
        return {key: self._joint(tuple(numbers)) for key, numbers in self.joint.items()}

    def _joint(self, events: tuple[Event, ...]) -> Joint:
        found = [_starts(self.grid, event) for event in events]
        event, starts = events[0], found[0]
        shared = tuple(self._shared(event))
        far = self._far(event)

        def joint(
            stands: tuple[Start, ...], *, settled: bool, more: Iterable[Hashable] = ()
        ) -> Joint:
            return Joint(events, far, stands, settled, (*shared, *more))

        if not all(found):
            return joint((), settled=False)  # its own part says why
        first = tuple(one[0] for one in found)
        if all(len(one) == 1 for one in found):
            return joint(first, settled=True)
        if len(events) == 1 and not self._siblings(event):
            if not self._matters(event, starts):
                return joint(first, settled=False)
            best = self._best(event, starts)
            if best is not None:
                return joint((best,), settled=True)
        return joint((), settled=False, more=(*event.wards, *self._related(event)))

    def _far(self, event: Event) -> frozenset[str]:
        """Return the activities whose events it waits for, or which wait for it, in any ward."""
        own = event.activity.id
        return frozenset(
            order.other
            for order in self.orders[own]
            if (order.later and event.index in self.lone[own, order.other])
            or (not order.later and self.lone[order.other, own])
        )

    def _shared(self, event: Event) -> Iterator[Hashable]:
        """Yield what it is solved with in any case: overlapping groups, and shares taken twice."""
        shares = set(_shares(event))
        apart = event.activity.targets.form in {"each-group", "list"}
        for ward in event.wards:
            for activity, nodes in self.at[ward].items():
                twice = shares and not shares.isdisjoint(self.shares[activity])
                if (apart and activity == event.activity.id) or twice:
                    yield from (one for one in nodes if one != event.key)

    def _siblings(self, event: Event) -> bool:
        """Return whether a ward of it has another event of the same activity."""
        return any(len(self.at[ward][event.activity.id]) > 1 for ward in event.wards)

    def _met(self, event: Event) -> list[Activity]:
        """Return the activities that have other events in its wards."""
        met = {activity for ward in event.wards for activity in self.at[ward]}
        met.discard(event.activity.id)
        return [self.plan.activities[one] for one in sorted(met)]

    def _related(self, event: Event) -> Iterator[Hashable]:
        """Yield the nodes of what it waits for, or what waits for it, though in other wards."""
        own = event.activity.id
        for order in self.orders[own]:
            if not order.later:
                yield from (node(self.events[one]) for one in sorted(self.lone[order.other, own]))
            elif event.index in self.lone[own, order.other]:
                yield from self.nodes[order.other]

    def _orders_of(self, event: Event) -> list[Order]:
        """Return the orders that bind it to other events."""
        bound = {*(one.id for one in self._met(event)), *self._far(event)}
        return [order for order in self.orders[event.activity.id] if order.other in bound]

    def _matters(self, event: Event, starts: Sequence[Start]) -> bool:
        """Return whether it matters to anything in its wards which of `starts` it has."""
        mask = 0
        for start in starts:
            mask |= start.mask
        return (
            (self.by_week and bool(event.wards) and len(self._weeks(starts)) > 1)
            or any(self._touch(event, mask, other) for other in self._met(event))
            or any(self._binds(starts, order) for order in self._orders_of(event))
        )

    def _weeks(self, starts: Sequence[Start]) -> set[int]:
        return {week_of(self.plan, self.grid.days[start.first]) for start in starts}

    def _touch(self, event: Event, mask: int, other: Activity) -> bool:
        """Return whether the ward's time, or its day, is taken by both."""
        if not event.takes_wards or not takes_wards(other):
            return False
        if self.by_day:
            mask = self.shapes.whole_days(mask)
        return bool(mask & self.shapes.mask(other))

    def _binds(self, starts: Sequence[Start], order: Order) -> bool:
        """Return whether some start of each would break the order."""
        others = self.grid.starts(self.plan.activities[order.other])
        before, after = (others, starts) if order.later else (starts, others)
        return can_break(self.grid, before, after, order.by)

    def _best(self, event: Event, starts: Sequence[Start]) -> Start | None:
        """Return a start that is as good as any, whatever the other events do."""
        if self.by_week and event.wards and len(self._weeks(starts)) > 1:
            return None
        price = {start: self._price(event.activity, start) for start in starts}
        least = min(price.values())
        return next(
            (
                one
                for one in starts
                if price[one] == least and self._leaves_most(event, starts, one)
            ),
            None,
        )

    def _leaves_most(self, event: Event, starts: Sequence[Start], best: Start) -> bool:
        """Return whether `best` leaves other events at least the room that any start does."""
        orders = [order for order in self._orders_of(event) if self._binds(starts, order)]
        for order in orders:
            if order.later:
                late = keys_after(order.by, self.grid.width)[1]
                if any(late(one) > late(best) for one in starts):
                    return False
            else:
                early = keys_after(order.by, self.grid.width)[0]
                if any(early(one) < early(best) for one in starts):
                    return False
        # What comes days before or after it stays clear of it, then.
        clear = {order.other for order in self._orders_of(event) if order.by}
        return not any(
            self._touch(event, best.mask, other)
            for other in self._met(event)
            if other.id not in clear
        ) and self._unrivalled(event, best)

    def _unrivalled(self, event: Event, start: Start) -> bool:
        """Return whether nobody else can want what it needs on the days of `start`."""
        mask = self.shapes.whole_days(start.mask)
        for demand in event.demands:
            resource = self.plan.resources[demand.resource]
            if not resource.named:
                if self.shapes.scarce[resource.id] & mask:
                    return False
                continue
            free = sum(1 for one in resource.members.values() if not one.days and not one.closings)
            others = self.shapes.askers[resource.id].items()
            if any(taken & mask for one, taken in others if one != event.key) or (
                not demand.names and free < demand.count
            ):
                return False
        return not any(
            taken & mask
            for venue in event.venues
            if venue is not None
            for one, taken in self.shapes.users[venue].items()
            if one != event.key
        )

    def _price(self, activity: Activity, start: Start) -> int:
        price = 0
        if activity.prefer_on:
            away = (activity.prefer_on[0] - self.grid.days[start.first]).days
            price += self.plan.weights.get("preferred-day", 0) * abs(away)
        wanted = activity.prefer_sessions
        if wanted and self.grid.sessions[start.session] not in wanted:
            price += self.plan.weights.get("preferred-session", 0)
        return price


def lone_events(plan: Plan, events: Sequence[Event]) -> dict[tuple[str, str], frozenset[int]]:
    """Return the events that wait for all of another activity's, by both activities.

    They are those that can have no event of it in any of their wards.
    """
    by_activity: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        by_activity[event.activity.id].append(event)
    lone: dict[tuple[str, str], frozenset[int]] = defaultdict(frozenset)
    for activity in plan.activities.values():
        later = plan.host_activity(activity).id
        for after in activity.after:
            earlier = plan.host_activity(plan.activities[after.activity])
            wards = wards_of_events(plan, earlier)
            lone[later, earlier.id] = frozenset(
                one.index for one in by_activity[later] if wards.isdisjoint(one.wards)
            )
    return lone


def can_break(grid: Grid, before: Sequence[Start], after: Sequence[Start], by: int) -> bool:
    """Return whether a start of what comes before and one of what comes after break the order."""
    early, late = keys_after(by, grid.width)
    return bool(before and after) and max(map(early, before)) > min(map(late, after))


def _starts(grid: Grid, event: Event) -> tuple[Start, ...]:
    """Return the starts that the event's own rules leave it."""
    found = places(grid, event)
    return () if isinstance(found, Barred) else tuple(dict.fromkeys(one.start for one in found))


def _orders(plan: Plan) -> dict[str, list[Order]]:
    """Return what precedence asks of each activity that has events of its own."""
    orders: dict[str, list[Order]] = defaultdict(list)
    for activity in plan.activities.values():
        later = plan.host_activity(activity).id
        for after in activity.after:
            earlier = plan.host_activity(plan.activities[after.activity]).id
            orders[later].append(Order(earlier, later=True, by=after.by))
            orders[earlier].append(Order(later, later=False, by=after.by))
    return orders


def _shares(event: Event) -> Iterator[str]:
    """Yield the supplies of whose shares it takes its wards'."""
    for activity in (event.activity, *event.inside):
        for supply, use in supply_uses(activity, event.member).items():
            if use == SHARE:
                yield supply
