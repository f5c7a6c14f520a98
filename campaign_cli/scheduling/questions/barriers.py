"""Which rules take places away from an event: at one place, and over all its days."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from campaign_cli.model.plan import Closing
from campaign_cli.scheduling.grid.events import Event
from campaign_cli.scheduling.grid.order import Wait, binding, waits_of
from campaign_cli.scheduling.grid.places import FILTERS
from campaign_cli.scheduling.grid.slots import Start
from campaign_cli.scheduling.programme.frame import Frame
from campaign_cli.support.diagnostic import Cause, Path


@dataclass(frozen=True, slots=True)
class Taken:
    """A plan line that takes places away from an event, and on which of its days.

    `sessions` are those of the place asked about that it takes; none: all. Where the order of
    events takes a place, `other` is the event that comes before or after it, and `limit` the
    earliest day on which that one can be over, or the latest on which it can begin.
    """

    cause: Cause
    days: tuple[date, ...] = ()
    sessions: tuple[str, ...] = ()
    other: str = ""
    limit: date | None = None


@dataclass(frozen=True, slots=True)
class Room:
    """The days from an event's first to its last: those left to it, and what takes the others."""

    first: date
    last: date
    left: tuple[date, ...]
    taken: tuple[Taken, ...]
    """Each day once, under the first of the rules that take it; the most days first."""


class Barriers:
    """Asks the rules that leave each event its places, one by one."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.plan, self.grid = frame.plan, frame.grid
        self._waits: tuple[Wait, ...] | None = None

    def room(self, event: Event) -> Room:
        """Return the days that the rules leave to `event`, and which take the others."""
        activity, grid = event.activity, self.grid
        first, last = grid.first_day(activity), grid.last_day(activity)
        standing = {place.start.first for place in self.frame.places[event.index]}
        left: list[date] = []
        found: dict[tuple[Cause, str, date | None], list[date]] = {}
        for day in range(grid.day_of[first], grid.day_of[last] + 1):
            if day in standing:
                left.append(grid.days[day])
                continue
            by_session = [self.at(event, day, block) for block in grid.blocks(activity)]
            everywhere = [
                one
                for one in next(iter(by_session), [])
                if all(any(one.cause == other.cause for other in rest) for rest in by_session)
            ]
            for one in (everywhere or [one for part in by_session for one in part])[:1]:
                found.setdefault((one.cause, one.other, one.limit), []).append(grid.days[day])
        taken = [
            Taken(cause, tuple(days), (), other, limit)
            for (cause, other, limit), days in found.items()
        ]
        return Room(first, last, tuple(left), tuple(sorted(taken, key=lambda one: -len(one.days))))

    def against(self, event: Event, day: date, session: str | None) -> tuple[Taken, ...]:
        """Return every rule that keeps `event` from beginning on `day`, in `session` if given."""
        position = self.grid.day_of.get(day)
        if position is None:
            key = "prepare_from" if day < self.grid.days[0] else "wind_up"
            return (Taken(Cause("window", ("campaign", key)), (day,)),)
        numbers = (
            self.grid.blocks(event.activity)
            if session is None
            else [self.grid.sessions.index(session)]
        )
        found: dict[tuple[Cause, str, date | None], list[str]] = {}
        for number in numbers:
            for one in self.at(event, position, number):
                key_of = (one.cause, one.other, one.limit)
                found.setdefault(key_of, []).append(self.grid.sessions[number])
        return tuple(
            Taken(
                cause,
                (day,),
                tuple(sessions) if session is None and len(sessions) < len(numbers) else (),
                other,
                limit,
            )
            for (cause, other, limit), sessions in found.items()
        )

    def at(self, event: Event, day: int, session: int) -> list[Taken]:
        """Return what keeps `event` from beginning in a session of a day, wherever it is held."""
        own = list(dict.fromkeys(self._own(event, day, session)))
        if own:
            return [Taken(cause) for cause in own]
        places = self.frame.places[event.index]
        if any((place.start.first, place.start.session) == (day, session) for place in places):
            return []
        return list(self._ordered(event, self._start(event, day, session)))

    def _own(self, event: Event, day: int, session: int) -> Iterator[Cause]:
        """Yield the event's own rules that take the place."""
        activity, grid = event.activity, self.grid
        here = ("activity", activity.id)
        date_ = grid.days[day]
        if date_ < grid.first_day(activity):
            yield Cause("window", (*here, "from"))
        if date_ > grid.last_day(activity):
            yield Cause("window", (*here, "to"))
        if session not in grid.blocks(activity):
            allowed = grid.sessions[session] in activity.sessions
            yield Cause("window", (*here, "lasts" if allowed else "sessions"))
            return
        sessions = grid.sessions[session : session + activity.lasts.sessions]
        closed = list(self._not_open(event, date_, sessions))
        yield from closed
        start = self._start(event, day, session)
        if len(start.days) < activity.lasts.days and not closed:
            yield Cause("window", (*here, "to"))  # its days do not fit before the end
        for rule in FILTERS:
            for cause, keep in rule(grid, event):
                if not keep(start):
                    yield from self._closings(cause, event, start)
        if not event.venues:
            yield Cause("venue-capacity", (*here, "audience"))
        nowhere = [
            cause
            for venue in event.venues
            if venue is not None
            and not activity.window
            and grid.venue_closed(venue, activity.kind.id) & start.mask
            for cause in self._closings(
                Cause("venue-closed", ("venue", venue, "closed")), event, start
            )
        ]
        if event.venues and len({cause.path[1] for cause in nowhere}) == len(event.venues):
            yield from nowhere

    def _start(self, event: Event, day: int, session: int) -> Start:
        """Return the start, with as many open days as there are: the first is its own."""
        activity, grid = event.activity, self.grid
        if activity.window:
            return grid.starts(activity)[0]
        opened, long = grid.open_slots(activity), activity.lasts.sessions
        block = ((1 << long) - 1) << session
        last = max(day, grid.day_of[grid.last_day(activity)])
        later = [
            one
            for one in range(day + 1, last + 1)
            if (opened >> (one * grid.width)) & block == block
        ]
        days = (day, *later[: activity.lasts.days - 1])
        return Start(days, session, long, grid.mask(days, session, long))

    def _not_open(self, event: Event, day: date, sessions: Iterable[str]) -> Iterator[Cause]:
        """Yield what rule open-day has against a day."""
        calendar, activity = self.plan.calendar, event.activity
        opened = day in calendar.opened
        if activity.days is not None:
            if day.weekday() not in activity.days:
                yield Cause("open-day", ("activity", activity.id, "days"))
        elif not opened and day.weekday() not in calendar.workdays:
            yield Cause("open-day", ("calendar", "workdays"))
        if day in calendar.holidays and not opened:
            yield Cause("open-day", ("campaign", "country"), why=calendar.holidays[day])
        yield from covering(
            "open-day",
            ("calendar", "closed"),
            calendar.closings,
            [(day, session) for session in sessions],
            activity.kind.id,
        )

    def _closings(self, cause: Cause, event: Event, start: Start) -> Iterator[Cause]:
        """Yield `cause` itself, or the single closings of a ward, venue or person behind it."""
        grid, kind = self.grid, event.activity.kind.id
        when = [
            (grid.days[day], session)
            for day in start.days
            for session in grid.sessions[start.session : start.session + start.sessions]
        ]
        match cause.path:
            case ("ward", id_, "closed"):
                closings = self.plan.wards[id_].closings
                found = list(covering(cause.rule, cause.path, closings, when, kind))
            case ("venue", id_, "closed"):
                closings = self.plan.venues[id_].closings
                found = list(covering(cause.rule, cause.path, closings, when, kind))
            case ("resource", pool, "members", id_):
                closings = self.plan.resources[pool].members[id_].closings
                path = (*cause.path, "closed")
                found = list(covering(cause.rule, path, closings, when, kind))
            case _:
                found = []
        yield from found or (cause,)

    def _ordered(self, event: Event, start: Start) -> Iterator[Taken]:
        """Yield the events whose places leave no room for `event` to begin at `start`.

        Of several that one line makes it wait for, the last.
        """
        if self._waits is None:
            self._waits = waits_of(self.plan, self.grid, self.frame.events)
        events, places, days = self.frame.events, self.frame.places, self.grid.days
        for wait in self._waits:
            early, late = wait.early, wait.late
            if event.index in wait.later:
                others = binding(events, wait.earlier, (event.index,))
                firsts = [
                    (min(places[other], key=lambda one: early(one.start)).start, other)
                    for other in others
                    if places[other]
                ]
                first, other = max(firsts, key=lambda one: early(one[0]), default=(None, 0))
                if first is not None and late(start) < early(first):
                    yield Taken(wait.cause, (), (), events[other].id, days[first.last])
            if event.index in wait.earlier:
                others = binding(events, wait.later, (event.index,))
                lasts = [
                    (max(places[other], key=lambda one: late(one.start)).start, other)
                    for other in others
                    if places[other]
                ]
                last, other = min(lasts, key=lambda one: late(one[0]), default=(None, 0))
                if last is not None and early(start) > late(last):
                    yield Taken(wait.cause, (), (), events[other].id, days[last.first])


def covering(
    rule: str,
    path: Path,
    closings: tuple[Closing, ...],
    when: Iterable[tuple[date, str]],
    kind: str,
) -> Iterator[Cause]:
    """Yield each of `closings` that keeps an event of `kind` from a session of `when`."""
    for number, closing in enumerate(closings):
        if any(closing.covers(day, session, kind) for day, session in when):
            yield Cause(rule, (*path, str(number)), why=closing.why)
