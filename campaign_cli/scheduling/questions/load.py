"""How much a ward, a person, a venue or a pool has to do, and which wishes it stands in the way of.

Nothing is solved here: it is the schedule as it stands.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from campaign_cli.model.plan import Plan
from campaign_cli.model.plan.days import week_of, weeks
from campaign_cli.model.plan.demand import shared_pools
from campaign_cli.model.schedule import Booking, Schedule
from campaign_cli.scheduling.grid.events import Event, asked_events
from campaign_cli.scheduling.grid.slots import Grid, Start
from campaign_cli.scheduling.questions.barriers import covering
from campaign_cli.scheduling.questions.event_price import wish_price
from campaign_cli.scheduling.questions.obstacles import Crowding, Thing
from campaign_cli.support.diagnostic import Cause


@dataclass(frozen=True, slots=True)
class Blocked:
    """An event whose wish a thing keeps from coming true, and what it pays.

    `causes` are the thing's closings on the day wished for; `others` the events that have it then.
    """

    event: str
    day: date
    price: int
    causes: tuple[Cause, ...] = ()
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What a thing has to do in a schedule.

    `thing` is a ward, a venue, a resource or a ("member", id). `used` and `free` count sessions of
    the days on which it might be used, a resource's as many times as there are of it; `tight` are
    the days with none left, `idle` those without an event. `share` is the even share of its kind.
    """

    thing: Thing
    events: tuple[str, ...]
    by_week: tuple[int, ...]
    share: int | None
    used: int
    free: int
    tight: tuple[date, ...]
    idle: tuple[date, ...]
    closed: tuple[date, ...]
    blocked: tuple[Blocked, ...]


def load(plan: Plan, schedule: Schedule, thing: Thing) -> Load:
    """Return what `thing` has to do, and what it blocks."""
    return _Look(plan, schedule, thing).load()


class _Look:
    """One thing, looked at."""

    def __init__(self, plan: Plan, schedule: Schedule, thing: Thing) -> None:
        self.plan, self.schedule, self.thing = plan, schedule, thing
        self.section, self.id = thing
        self.grid = Grid(plan)
        self.crowding = Crowding(plan, self.grid, schedule.bookings)
        self.bookings = schedule.by_id()
        self.users = [event for event in asked_events(plan) if self._uses(event)]

    def load(self) -> Load:
        plan = self.plan
        mine = self._mine()
        by_week = [0] * weeks(plan)
        for one in mine:
            by_week[week_of(plan, one.first)] += 1
        used = free = 0
        tight, idle, closed = [], [], []
        busy = self._event_days()
        for day, position in self._days():
            there, left = self._sessions(position)
            used, free = used + there, free + left
            if there + left == 0:
                closed.append(day)
            elif left == 0:
                tight.append(day)
            elif there == 0 and day not in busy:
                idle.append(day)
        return Load(
            thing=self.thing,
            events=tuple(one.id for one in mine),
            by_week=tuple(by_week),
            share=self._share(),
            used=used,
            free=free,
            tight=tuple(tight),
            idle=tuple(idle),
            closed=tuple(closed),
            blocked=tuple(
                sorted(self._blocked(), key=lambda one: (-one.price, one.day, one.event))
            ),
        )

    def _mine(self) -> list[Booking]:
        """Return the events of the thing, in order; a ward's within others count, too."""
        if self.section == "ward":
            return [one for one in self.schedule.bookings if self.id in one.wards]
        by = {
            "venue": self.crowding.by_venue,
            "member": self.crowding.by_person,
            "resource": self.crowding.by_resource,
        }
        return by[self.section].get(self.id, [])

    def _days(self) -> Iterator[tuple[date, int]]:
        """Yield the days on which events may lie: the workdays, and those that have events."""
        calendar = self.plan.calendar
        first, last = self.plan.campaign.start, self.plan.campaign.end
        busy = self._event_days()
        for position, day in enumerate(self.grid.days):
            working = first <= day <= last and (
                day in calendar.opened
                or (day.weekday() in calendar.workdays and day not in calendar.holidays)
            )
            if working or day in busy:
                yield day, position

    def _event_days(self) -> set[date]:
        """Return the days of its events, also of those that leave its time to others."""
        return {day for one in self._mine() for day in one.dates if not self._window(one)}

    def _window(self, booking: Booking) -> bool:
        return self.plan.host_activity(self.plan.activities[booking.activity]).window

    def _sessions(self, day: int) -> tuple[int, int]:
        """Return how many sessions of a day are used, and how many more could be."""
        used = free = 0
        shut = self._shut()
        busy = 0
        for one in self._takers():
            busy |= self.crowding.masks[one.id]
        for session in self._usual():
            slot = 1 << self.grid.slot(day, session)
            if self.section == "resource":
                some, more = self._of_pool(slot)
                used, free = used + some, free + more
            elif busy & slot:
                used += 1
            elif not shut & slot:
                free += 1
        if self.section == "member" and free:
            # Those who may serve so many events a day are full before all sessions are.
            start = Start((day,), 0, 1, 0)
            if self.crowding.engaged(self.id, start, frozenset()):
                free = 0
        return used, free

    def _usual(self) -> list[int]:
        """Return the sessions in which it may be asked for, by number."""
        named = {session for event in self.users for session in event.activity.sessions}
        return [number for number, one in enumerate(self.grid.sessions) if one in named]

    def _uses(self, event: Event) -> bool:
        match self.section:
            case "ward":
                return self.id in event.wards and event.takes_wards
            case "venue":
                return self.id in event.venues
            case "member":
                pools = {one.id for one in self.plan.resources.values() if self.id in one.members}
                return any(
                    one.resource in pools and (not one.names or self.id in one.names)
                    for one in event.demands
                )
            case _:
                return any(one.resource == self.id for one in event.demands)

    def _takers(self) -> list[Booking]:
        """Return the events that take the thing's time."""
        if self.section == "ward":
            return self.crowding.by_ward.get(self.id, [])
        return self._mine()

    def _of_pool(self, slot: int) -> tuple[int, int]:
        """Return how many of a pool are in use in a slot, and how many more could be."""
        pool = self.plan.resources[self.id]
        if not pool.named:
            used = self.crowding.most_used(self.id, slot)
            return used, pool.quantity - used
        used = free = 0
        for member in pool.members:
            mine = self.crowding.by_person.get(member, [])
            if any(self.crowding.masks[one.id] & slot for one in mine):
                used += 1
            elif not self.grid.member_closed(member, "") & slot:
                free += 1
        return used, free

    def _shut(self) -> int:
        """Return the slots in which the thing is closed to everything."""
        match self.section:
            case "ward":
                shut = self.grid.ward_closed(self.id, "")
            case "venue":
                shut = self.grid.venue_closed(self.id, "")
            case "member":
                shut = self.grid.member_closed(self.id, "")
            case _:
                shut = 0
        return shut | self.grid.closed_slots(self.plan.calendar.closings, "")

    def _share(self) -> int | None:
        """Return the even share of a ward or a person, rounded up."""
        if self.section == "ward":
            total = sum(len(one.wards) for one in self.schedule.bookings)
            return -(-total // len(self.plan.wards))
        if self.section != "member":
            return None
        for pools in shared_pools(self.plan):
            people = {member for pool in pools for member in pool.members}
            if self.id in people:
                total = sum(len(self.crowding.by_person.get(one, [])) for one in people)
                return -(-total // len(people))
        return None

    def _blocked(self) -> Iterator[Blocked]:
        for event in self.users:
            booking = self.bookings.get(event.id)
            price = 0 if booking is None else wish_price(self.plan, booking)
            if booking is None or not price:
                continue
            on = event.activity.prefer_on
            day = on[min(event.number, len(on)) - 1] if on else booking.first
            position = self.grid.day_of.get(day)
            if position is None:
                continue
            found = self._in_the_way(event, position)
            if found is None and self.section == "ward" and day != booking.first:
                found = self._same_day(day)
            if found is not None:
                causes, others = found
                yield Blocked(event.id, day, price, causes, others)

    def _in_the_way(
        self, event: Event, day: int
    ) -> tuple[tuple[Cause, ...], tuple[str, ...]] | None:
        """Return how the thing keeps `event` from a day; None where it would have room for it."""
        causes: dict[Cause, None] = {}
        others: dict[str, None] = {}
        wanted = event.activity.prefer_sessions or frozenset(event.activity.sessions)
        for number in self.grid.blocks(event.activity):
            if self.grid.sessions[number] not in wanted:
                continue
            mask = self.grid.mask((day,), number, event.activity.lasts.sessions)
            start = Start((day,), number, event.activity.lasts.sessions, mask)
            shut = list(self._closing(event, start))
            if shut:
                causes.update(dict.fromkeys(shut))
                continue
            there = self._busy(event, start)
            if not there:
                return None
            others.update(dict.fromkeys(there))
        return (tuple(causes), tuple(others)) if causes or others else None

    def _same_day(self, day: date) -> tuple[tuple[Cause, ...], tuple[str, ...]] | None:
        """Return the ward's other events of a day, where each beyond the first has a price."""
        there = tuple(one.id for one in self.crowding.by_ward.get(self.id, []) if day in one.dates)
        return ((), there) if there and self.plan.weights.get("ward-day", 0) else None

    def _closing(self, event: Event, start: Start) -> Iterator[Cause]:
        """Yield the thing's closings at a place."""
        plan, kind = self.plan, event.activity.kind.id
        when = [
            (self.grid.days[start.first], self.grid.sessions[number])
            for number in range(start.session, start.session + start.sessions)
        ]
        match self.section:
            case "ward" if not event.activity.delegates:
                path, closings = ("ward", self.id, "closed"), plan.wards[self.id].closings
                yield from covering("ward-closed", path, closings, when, kind)
            case "venue":
                path, closings = ("venue", self.id, "closed"), plan.venues[self.id].closings
                yield from covering("venue-closed", path, closings, when, kind)
            case _:
                return

    def _busy(self, event: Event, start: Start) -> tuple[str, ...]:
        """Return the events that have the thing at a place, where that leaves too little of it."""
        if self.section == "member":
            pools = {one.id for one in self.plan.resources.values() if self.id in one.members}
            wanted = {("resource", pool) for pool in pools}
            if not self.crowding.engaged(self.id, start, frozenset({event.id})):
                return ()
        else:
            wanted = {self.thing}
        venue = self.id if self.section == "venue" else None
        found: dict[str, None] = defaultdict()
        for one in self.crowding.against(event, start, venue, frozenset({event.id})):
            if one.thing in wanted:
                found.update(dict.fromkeys(one.events))
        return tuple(found)
