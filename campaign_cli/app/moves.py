"""An event held elsewhere: what forbids it, or what it costs and whom it moves."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from campaign_cli.app.scheduling import AuditFailure, Made, Wish
from campaign_cli.model.plan import Activity, Plan
from campaign_cli.model.plan.event_id import event_id
from campaign_cli.model.schedule import Booking, Schedule, Status
from campaign_cli.support.diagnostic import Cause

if TYPE_CHECKING:
    from campaign_cli.scheduling.grid.events import Event
    from campaign_cli.scheduling.limits import Patience
    from campaign_cli.scheduling.questions.barriers import Room, Taken
    from campaign_cli.scheduling.questions.moves import Moved, Mover, Shift, Where
    from campaign_cli.scheduling.questions.obstacles import Obstacle

DAYS = 3
WARDS = 2
"""So many other days, and other wards, are tried."""
MANY = 3
"""Of more events that move, it is asked what it costs to move fewer."""
CONFLICT_SECONDS = 5.0
"""How long to look for the lines that conflict, even when the time is up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """An event held elsewhere: what forbids it, or what it costs and whom it moves.

    `difference` is what each preference of when and where costs more (or less) than in the
    schedule, `people` what each of who serves does: settled after, it is in no schedule's price.
    `obstacles` are what stands there now; `conflicts` are plan lines that cannot hold with the
    event there.
    """

    event: str
    day: date | None = None
    session: str | None = None
    venue: str | None = None
    instead: str | None = None
    """The ward that gives it up."""
    wished: bool = False
    status: Status
    difference: Mapping[str, int] = field(default_factory=dict)
    people: Mapping[str, int] = field(default_factory=dict)
    shifts: "tuple[Shift, ...]" = ()
    taken: "tuple[Taken, ...]" = ()
    obstacles: "tuple[Obstacle, ...]" = ()
    conflicts: tuple[tuple[Cause, ...], ...] = ()
    booking: Booking | None = None
    """Where it would stand."""
    gentle: "Elsewhere | None" = None
    """Where many move for the least price: what it costs to move fewer."""

    @property
    def unknown(self) -> bool:
        """Whether time ran out before anything was known."""
        return self.status is Status.OUT_OF_TIME

    @property
    def price(self) -> int:
        """How much more a schedule's price is: that of when and where, over all preferences."""
        return sum(self.difference.values())


class Look:
    """One event of a schedule, and its places."""

    def __init__(self, made: Made, mover: "Mover", id_: str) -> None:
        from campaign_cli.scheduling.questions.obstacles import Crowding

        self.made, self.mover = made, mover
        self.plan, self.schedule = made.plan, made.solved
        self.event = mover.events[id_]
        self.booking = self.schedule.by_id().get(id_)
        self.crowding = Crowding(self.plan, mover.frame.grid, self.schedule.bookings)

    def located_room(self) -> "Room":
        """Return the event's days, with the lines that take the others."""
        room = self.mover.barriers.room(self.event)
        return replace(room, taken=self._located(room.taken))

    def order(self, one: Elsewhere) -> tuple[bool, bool, date, int]:
        """Return where an alternative stands among others: what is wished first, wards last."""
        day = one.booking.first if one.booking else one.day or date.max
        session = one.booking.session if one.booking else one.session
        sessions = self.mover.frame.grid.sessions
        number = sessions.index(session) if session else 0
        return not one.wished, one.instead is not None, day, number

    def candidates(self, room: "Room") -> "Iterator[tuple[str, Where, bool]]":
        """Yield the nearest other places: the event, where, and whether it is what was wished."""
        from campaign_cli.scheduling.questions.moves import Where

        event, booking = self.event, self.booking
        if booking is None:
            yield event.id, Where(), False
            return
        wished = self._wish(booking)
        if wished is not None:
            yield event.id, wished, True
        here = [
            place
            for place in self.mover.frame.places[event.index]
            if self.mover.frame.grid.days[place.start.first] == booking.first
        ]
        sessions = dict.fromkeys(
            self.mover.frame.grid.sessions[place.start.session] for place in here
        )
        for session in sessions:
            where = Where(day=booking.first, session=session)
            if session != booking.session and where != wished:
                yield event.id, where, False
                break
        near = sorted(
            (day for day in room.left if day != booking.first and Where(day=day) != wished),
            key=lambda day: (abs((day - booking.first).days), day),
        )
        for day in sorted(near[:DAYS]):
            yield event.id, Where(day=day), False
        for venue in event.venues:
            if venue not in {None, booking.venue}:
                where = Where(day=booking.first, session=booking.session, venue=venue)
                yield event.id, where, False
                break
        yield from self._other_wards(event)

    def _wish(self, booking: Booking) -> "Where | None":
        """Return what the plan wishes for, where the event is elsewhere."""
        from campaign_cli.scheduling.questions.moves import Where

        activity = self.event.activity
        on = activity.prefer_on
        day = on[min(booking.number, len(on)) - 1] if on else booking.first
        if day != booking.first:
            return Where(day=day)
        if activity.prefer_sessions and booking.session not in activity.prefer_sessions:
            first = min(activity.prefer_sessions, key=self.mover.frame.grid.sessions.index)
            return Where(day=day, session=first)
        return None

    def _other_wards(self, event: "Event") -> "Iterator[tuple[str, Where, bool]]":
        """Yield some wards that might have been chosen instead: those with the largest shares."""
        from campaign_cli.model.plan.demand import host_shares
        from campaign_cli.scheduling.questions.moves import Where

        if not event.chosen:
            return
        standing = self.schedule.by_id()
        shares = host_shares(self.plan)
        others = [
            ward
            for ward in event.activity.targets.members
            if event_id(event.activity.id, ward, 1) not in standing
        ]
        for ward in sorted(others, key=lambda ward: -shares[ward])[:WARDS]:
            target = event_id(event.activity.id, ward, event.number)
            if self.mover.frame.places[self.mover.events[target].index]:
                yield target, Where(instead=event.member), False

    def at(
        self, target: str, where: "Where", patience: "Patience", wish: Wish | None = None
    ) -> Elsewhere:
        """Return what holding `target` at a place takes, solved."""
        watch = wish.watch if wish else lambda _: None
        found = self.mover.moved(target, where, patience, watch)
        elsewhere = Elsewhere(
            event=target,
            day=where.day,
            session=where.session,
            venue=where.venue,
            instead=where.instead,
            status=found.status,
            taken=self._located(found.taken),
            obstacles=self._obstacles(target, where),
        )
        if found.schedule is not None:
            priced = self._priced(elsewhere, found.schedule)
            if wish is None or len(priced.shifts) <= MANY or not self.mover.proved:
                return priced
            calmer = self.mover.moved(target, where, patience, watch, gentle=True)
            if calmer.schedule is None:
                return priced
            other = self._priced(replace(elsewhere, status=calmer.status), calmer.schedule)
            fewer = len(other.shifts) < len(priced.shifts)
            return replace(priced, gentle=other if fewer else None)
        if found.status is Status.INFEASIBLE and not found.taken:
            return replace(elsewhere, conflicts=self._conflicts(found, patience))
        return elsewhere

    def _priced(self, elsewhere: Elsewhere, schedule: Schedule) -> Elsewhere:
        from campaign_cli.model.audit import STAGE_ONE, audit
        from campaign_cli.scheduling.questions.moves import shifts

        violations = audit(self.plan, schedule)
        if violations:
            raise AuditFailure(violations)
        before, after = self.schedule.prices, schedule.prices
        changed = {
            name: more
            for name in self.plan.weights
            # What was moved in a replanning is done.
            if name != "stability" and (more := after.get(name, 0) - before.get(name, 0))
        }
        aside = frozenset({elsewhere.event, self.event.id})
        return replace(
            elsewhere,
            difference={name: more for name, more in changed.items() if name in STAGE_ONE},
            people={name: more for name, more in changed.items() if name not in STAGE_ONE},
            shifts=tuple(shifts(self.schedule, schedule, aside)),
            booking=schedule.by_id()[elsewhere.event],
        )

    def _obstacles(self, target: str, where: "Where") -> "tuple[Obstacle, ...]":
        """Return what stands in the way now, in every session that the event might take."""
        event, grid = self.mover.events[target], self.mover.frame.grid
        if where.day is None:
            return ()
        aside = frozenset({target, self.event.id})
        by_start = [
            self.crowding.against(event, place.start, place.venue, aside)
            for place in self.mover.frame.places[event.index]
            if grid.days[place.start.first] == where.day
            and where.session in {None, grid.sessions[place.start.session]}
            and where.venue in {None, place.venue}
        ]
        if not all(by_start):
            return ()
        return tuple(dict.fromkeys(one for found in by_start for one in found))

    def _conflicts(self, found: "Moved", patience: "Patience") -> tuple[tuple[Cause, ...], ...]:
        """Return plan lines that cannot hold together once the event is there."""
        from campaign_cli.scheduling.infeasible.diagnosis import conflicts_of

        if found.where.day is None:
            return ()
        event = self.mover.events[found.event]
        activity = event.activity
        key = event.fixed_key
        there = _fixed(self.plan, activity, key, found.where)
        known = ("activity", activity.id, "fixed", key)
        own = {known, known[:3]} if not activity.fixed else {known}
        located = self.made.reading.sources.located
        return tuple(
            tuple(located(cause) for cause in members if cause.path not in own)
            for members in conflicts_of(there, patience.at_least(CONFLICT_SECONDS))
        )

    def _located(self, taken: "tuple[Taken, ...]") -> "tuple[Taken, ...]":
        located = self.made.reading.sources.located
        return tuple(replace(one, cause=located(one.cause)) for one in taken)


def _fixed(plan: Plan, activity: Activity, key: str, where: "Where") -> Plan:
    """Return the plan with an event fixed at a place."""
    from campaign_cli.model.plan import Fixed

    assert where.day is not None
    targets = activity.targets
    if where.instead is not None:
        members = tuple(one for one in targets.members if one != where.instead)
        targets = replace(targets, members=members)
    fixed = {**activity.fixed, key: Fixed(where.day, where.session)}
    there = replace(activity, targets=targets, fixed=fixed)
    return replace(plan, activities={**plan.activities, activity.id: there})
