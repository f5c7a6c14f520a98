"""The grid of days × sessions, and the starts on it that each event may take.

Slots are numbered day × sessions + session; a set of slots is an integer with those bits set,
so that "is anyone closed then" is one operation.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from campaign_cli.model.plan import Activity, Closing, Plan
from campaign_cli.model.plan.days import kept_from
from campaign_cli.model.schedule import Booking


@dataclass(frozen=True, slots=True)
class Start:
    """One way to place an event in time: its days and its sessions on each of them.

    Days and sessions are positions on the grid.
    """

    days: tuple[int, ...]
    session: int
    sessions: int
    mask: int
    """The slots it takes."""

    @property
    def first(self) -> int:
        """The first day."""
        return self.days[0]

    @property
    def last(self) -> int:
        """The last day."""
        return self.days[-1]


def slots_of(mask: int) -> Iterator[int]:
    """Yield the slots of a mask, from the first on."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


class Grid:
    """The days and sessions of a plan, and what is closed on them."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.days: tuple[date, ...] = tuple(plan.days())
        self.sessions = tuple(session.id for session in plan.calendar.sessions)
        self.width = len(self.sessions)
        self.day_of = {day: position for position, day in enumerate(self.days)}
        self._open: dict[tuple[frozenset[int] | None, str], int] = {}
        self._closed: dict[tuple[str, str, str], int] = {}
        self._starts: dict[str, tuple[Start, ...]] = {}

    def slot(self, day: int, session: int) -> int:
        """Return the slot of a session of a day."""
        return day * self.width + session

    def mask(self, days: Iterable[int], session: int, sessions: int) -> int:
        """Return the slots of `sessions` in a row on each of `days`."""
        block = ((1 << sessions) - 1) << session
        return sum(block << (day * self.width) for day in days)

    def by_day(self, mask: int) -> Iterator[tuple[int, int]]:
        """Yield the days on which slots of `mask` lie, each with its sessions as bits."""
        block = (1 << self.width) - 1
        for day in range(len(self.days)):
            here = mask >> (day * self.width) & block
            if here:
                yield day, here

    def start_of(self, host: Activity, booking: Booking) -> Start:
        """Return where a booking stands in time; one as long as its window may skip sessions.

        `host` is the activity of the event, whatever the booking is within it.
        """
        if host.window:
            return self.starts(host)[0]
        days = tuple(self.day_of[day] for day in booking.dates)
        session = self.sessions.index(booking.session)
        return Start(days, session, booking.sessions, self.mask(days, session, booking.sessions))

    def open_slots(self, activity: Activity) -> int:
        """Return the slots that rule open-day leaves to `activity`."""
        key = (activity.days, activity.kind.id)
        if key not in self._open:
            self._open[key] = sum(
                1 << self.slot(position, number)
                for position, day in enumerate(self.days)
                for number, session in enumerate(self.sessions)
                if kept_from(self.plan, activity, day, session) is None
            )
        return self._open[key]

    def closed_slots(self, closings: Iterable[Closing], kind: str) -> int:
        """Return the slots in which `closings` keep an event of `kind` away."""
        closed = 0
        for closing in closings:
            # A year has many closings of a day each: only their own days are looked at.
            first = 0 if closing.first is None else (closing.first - self.days[0]).days
            past = None if closing.last is None else max(0, (closing.last - self.days[0]).days + 1)
            for position in range(len(self.days))[max(0, first) : past]:
                for number, session in enumerate(self.sessions):
                    if closing.covers(self.days[position], session, kind):
                        closed |= 1 << self.slot(position, number)
        return closed

    def ward_closed(self, ward: str, kind: str) -> int:
        """Return the slots in which a ward is closed to `kind`."""
        return self._cached("ward", ward, kind, self.plan.wards[ward].closings)

    def venue_closed(self, venue: str, kind: str) -> int:
        """Return the slots in which a venue is closed to `kind`."""
        return self._cached("venue", venue, kind, self.plan.venues[venue].closings)

    def member_closed(self, member: str, kind: str) -> int:
        """Return the slots in which a person cannot serve `kind`, in whichever pool."""
        key = ("member", member, kind)
        if key not in self._closed:
            closed = 0
            for resource in self.plan.resources.values():
                person = resource.members.get(member)
                if person is not None:
                    closed |= self.closed_slots(person.closings, kind)
                    away = frozenset(range(7)) - (person.days or frozenset(range(7)))
                    if away:
                        closed |= self.closed_slots([Closing(weekdays=away)], kind)
            self._closed[key] = closed
        return self._closed[key]

    def _cached(self, what: str, id_: str, kind: str, closings: tuple[Closing, ...]) -> int:
        if not closings:
            return 0
        key = (what, id_, kind)
        if key not in self._closed:
            self._closed[key] = self.closed_slots(closings, kind)
        return self._closed[key]

    def starts(self, activity: Activity) -> tuple[Start, ...]:
        """Return the starts that rules window and open-day leave to `activity`, in order."""
        if activity.id not in self._starts:
            self._starts[activity.id] = tuple(
                self._window(activity) if activity.window else self._open_starts(activity)
            )
        return self._starts[activity.id]

    def first_day(self, activity: Activity) -> date:
        """Return the first day that window allows."""
        return max(activity.first, self.plan.campaign.prepare_from)

    def last_day(self, activity: Activity) -> date:
        """Return the last day that window allows."""
        return min(activity.last, self.plan.campaign.wind_up)

    def _window(self, activity: Activity) -> Iterator[Start]:
        first, last = self.day_of.get(activity.first), self.day_of.get(activity.last)
        if first is None or last is None or last < first:
            return
        numbers = sorted(self.sessions.index(session) for session in activity.sessions)
        days = tuple(range(first, last + 1))
        mask = 0
        for number in numbers:
            mask |= self.mask(days, number, 1)
        yield Start(days, numbers[0], len(numbers), mask)

    def blocks(self, activity: Activity) -> list[int]:
        """Return the sessions at which its sessions in a row may begin."""
        allowed = {self.sessions.index(session) for session in activity.sessions}
        long = activity.lasts.sessions
        return [
            number
            for number in range(self.width - long + 1)
            if all(number + step in allowed for step in range(long))
        ]

    def _open_starts(self, activity: Activity) -> Iterator[Start]:
        first, last = self.first_day(activity), self.last_day(activity)
        if last < first:
            return
        window = range(self.day_of[first], self.day_of[last] + 1)
        opened = self.open_slots(activity)
        long = activity.lasts.sessions
        runs: list[Start] = []
        for session in self.blocks(activity):
            block = ((1 << long) - 1) << session
            fits = [day for day in window if (opened >> (day * self.width)) & block == block]
            for position in range(len(fits) - activity.lasts.days + 1):
                days = tuple(fits[position : position + activity.lasts.days])
                runs.append(Start(days, session, long, self.mask(days, session, long)))
        yield from sorted(runs, key=lambda start: (start.days, start.session))
