"""Where each event may stand, for the plain model: written from the rules, not from the product."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import combinations, product

import numpy as np
import numpy.typing as npt

from campaign_cli.model.plan import Activity, Closing, Plan
from campaign_cli.model.plan.days import kept_from
from campaign_cli.model.plan.demand import audience_at, members_of, supply_uses, venue_at, wards_at
from campaign_cli.model.plan.event_id import event_id

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass
class Starts:
    """Every start of one activity: parallel arrays, and which slots and days each start covers.

    A slot is day × sessions a day + session, days counting from the first that events may use.
    """

    session: Ints
    sessions: int
    first: Ints
    last: Ints
    slot_of: tuple[Ints, Ints]
    """Pairs (start, slot)."""
    day_of: tuple[Ints, Ints]
    """Pairs (start, day)."""


@dataclass
class Event:
    """An event with its columns: `start[i]` and `venue[i]` are what column `cols[i]` stands for."""

    activity: Activity
    member: str
    number: int
    wards: tuple[str, ...]
    inside: list[Activity]
    """Itself and all that takes place within it."""
    starts: Starts
    start: Ints
    venue: list[str | None]
    cols: Ints = field(default_factory=lambda: np.zeros(0, np.int64))

    @property
    def id(self) -> str:
        """Return the event's id."""
        return event_id(self.activity.id, self.member, self.number)

    def first(self) -> Ints:
        """Return the first day of each column."""
        return self.starts.first[self.start]

    def last(self) -> Ints:
        """Return the last day of each column."""
        return self.starts.last[self.start]

    def session(self) -> Ints:
        """Return the first session of each column."""
        return self.starts.session[self.start]

    def slots(self) -> tuple[Ints, Ints]:
        """Return pairs (place in `cols`, slot)."""
        return self._pairs(self.starts.slot_of)

    def days(self) -> tuple[Ints, Ints]:
        """Return pairs (place in `cols`, day)."""
        return self._pairs(self.starts.day_of)

    def _pairs(self, covered: tuple[Ints, Ints]) -> tuple[Ints, Ints]:
        # Each start covers as many slots as any other, and they lie in a row.
        each = len(covered[0]) // max(1, len(self.starts.first))
        places = np.repeat(np.arange(len(self.start)), each)
        return places, covered[1].reshape(len(self.starts.first), each)[self.start].ravel()


class Grid:
    """The plan's days and sessions, counted from 0."""

    def __init__(self, plan: Plan, whole: Plan | None = None) -> None:
        self.plan = plan
        self.whole = whole
        self.days = list(plan.days())
        self.origin = self.days[0]
        self.session_ids = [session.id for session in plan.calendar.sessions]
        self.width = len(self.session_ids)
        self.slots = len(self.days) * self.width

    def day(self, index: int) -> date:
        """Return the date of a day's number."""
        return self.origin + timedelta(days=int(index))

    def closed(self, closings: Iterable[Closing], kind: str) -> Flags | None:
        """Return which slots `closings` take from `kind`; None: none."""
        closings = tuple(closings)
        if not closings:
            return None
        return np.array(
            [
                any(closing.covers(day, session, kind) for closing in closings)
                for day in self.days
                for session in self.session_ids
            ],
            dtype=bool,
        )

    def starts(self, activity: Activity) -> Starts:
        """Return every start that the activity's window and the calendar leave it."""
        if activity.window:
            found = self._window(activity)
        elif self.whole is None or activity.lasts.days == 1:
            found = self._blocks(self.plan, activity)
        else:
            ways = (self._blocks(*one) for one in _stricter(self.plan, activity, self.whole))
            found = sorted({start for way in ways for start in way})
        slots = [
            (start, day * self.width + session)
            for start, (dates, sessions) in enumerate(found)
            for day in dates
            for session in sessions
        ]
        days = [(start, day) for start, (dates, _) in enumerate(found) for day in dates]
        return Starts(
            session=np.array([sessions[0] for _, sessions in found], dtype=np.int64),
            sessions=len(found[0][1]) if found else 1,
            first=np.array([dates[0] for dates, _ in found], dtype=np.int64),
            last=np.array([dates[-1] for dates, _ in found], dtype=np.int64),
            slot_of=_columns(slots),
            day_of=_columns(days),
        )

    def _window(self, activity: Activity) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
        first, last = (activity.first - self.origin).days, (activity.last - self.origin).days
        if first < 0 or last >= len(self.days) or first > last:
            return []
        sessions = sorted(self.session_ids.index(one) for one in activity.sessions)
        return [(tuple(range(first, last + 1)), tuple(sessions))]

    def _blocks(
        self, plan: Plan, activity: Activity
    ) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
        inside = [
            index for index, day in enumerate(self.days) if activity.first <= day <= activity.last
        ]
        is_open = {
            (index, session): kept_from(plan, activity, self.days[index], id_) is None
            for session, id_ in enumerate(self.session_ids)
            if id_ in activity.sessions
            for index in inside
        }
        length, count = activity.lasts.sessions, activity.lasts.days
        found = []
        for session in range(self.width - length + 1):
            block = tuple(range(session, session + length))
            usable = [day for day in inside if all(is_open.get((day, one), False) for one in block)]
            found += [
                (tuple(usable[at : at + count]), block) for at in range(len(usable) - count + 1)
            ]
        return sorted(found)


def _stricter(plan: Plan, activity: Activity, whole: Plan) -> Iterator[tuple[Plan, Activity]]:
    """Yield `plan` and all that lies between it and `whole` in what it says of open days.

    With fewer lines an event of several days may still skip the days that the others close.
    """
    calendar, full = plan.calendar, whole.calendar
    weekdays = list(dict.fromkeys((activity.days, whole.activities[activity.id].days)))
    holidays = [calendar.holidays]
    if full.holidays != calendar.holidays:
        holidays.append(full.holidays)
    more = [one for one in full.closings if one not in calendar.closings]
    for days, closed in product(weekdays, holidays):
        for count in range(len(more) + 1):
            for some in combinations(more, count):
                closings = (*calendar.closings, *some)
                stricter = replace(calendar, holidays=closed, closings=closings)
                yield replace(plan, calendar=stricter), replace(activity, days=days)


def _columns(pairs: list[tuple[int, int]]) -> tuple[Ints, Ints]:
    table = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return table[:, 0], table[:, 1]


def inside_of(plan: Plan, host: Activity) -> list[Activity]:
    """Return `host` and the activities that take place within its events."""
    others = [
        one
        for one in plan.activities.values()
        if one.within is not None and plan.host_activity(one).id == host.id
    ]
    return [host, *others]


class _Closed:
    """The slots in which wards and venues are closed, worked out once for each kind."""

    def __init__(self, plan: Plan, grid: Grid) -> None:
        self.plan, self.grid = plan, grid
        self.known: dict[tuple[str, str, str], Flags | None] = {}

    def ward(self, id_: str, kind: str) -> Flags | None:
        """Return when a ward is closed to `kind`."""
        return self._of("ward", id_, kind, self.plan.wards[id_].closings)

    def venue(self, id_: str, kind: str) -> Flags | None:
        """Return when a venue is closed to `kind`."""
        return self._of("venue", id_, kind, self.plan.venues[id_].closings)

    def _of(self, what: str, id_: str, kind: str, closings: tuple[Closing, ...]) -> Flags | None:
        key = (what, id_, kind)
        if key not in self.known:
            self.known[key] = self.grid.closed(closings, kind)
        return self.known[key]


def events_of(plan: Plan, grid: Grid) -> list[Event]:
    """Return every event that is placed on its own, chosen wards' included, with its starts."""
    closed = _Closed(plan, grid)
    events = []
    for activity in plan.activities.values():
        if activity.within is not None:
            continue
        starts = grid.starts(activity)
        inside = inside_of(plan, activity)
        for member in members_of(activity):
            by_venue = _free(plan, grid, closed, starts, inside, member)
            for number in range(1, activity.times + 1):
                fixed = _fixed(grid, starts, activity, member, number)
                chosen = [(venue, np.flatnonzero(free & fixed)) for venue, free in by_venue]
                events.append(
                    Event(
                        activity=activity,
                        member=member,
                        number=number,
                        wards=wards_at(plan, activity, member),
                        inside=inside,
                        starts=starts,
                        start=np.concatenate(
                            [np.zeros(0, np.int64), *(places for _, places in chosen)]
                        ),
                        venue=[venue for venue, places in chosen for _ in places],
                    )
                )
    return events


def _free(
    plan: Plan, grid: Grid, closed: _Closed, starts: Starts, inside: list[Activity], member: str
) -> list[tuple[str | None, Flags]]:
    """Return each venue an event at `member` may take, with the starts that are free there."""
    activity = inside[0]
    kind = activity.kind.id
    wards = wards_at(plan, activity, member)
    free = _ready(plan, grid, starts, inside, member)
    venues = _venues(plan, inside, member, wards)
    if activity.window:
        return [(venue, free) for venue in venues]
    _drop(free, starts, _named_closed(plan, grid, inside))
    for ward in () if activity.delegates else wards:
        _drop(free, starts, closed.ward(ward, kind))
    by_venue = []
    for venue in venues:
        usable = free.copy()
        if venue is not None:
            _drop(usable, starts, closed.venue(venue, kind))
        by_venue.append((venue, usable))
    return by_venue


def _drop(free: Flags, starts: Starts, closed: Flags | None) -> None:
    if closed is not None:
        start, slot = starts.slot_of
        free[start[closed[slot]]] = False


def _ready(plan: Plan, grid: Grid, starts: Starts, inside: list[Activity], member: str) -> Flags:
    """Return which starts are not before a supply that is used is there."""
    free = np.ones(len(starts.first), dtype=bool)
    for activity in inside:
        for supply, use in supply_uses(activity, member).items():
            ready = plan.supplies[supply].ready
            if ready is not None and use:
                free &= starts.first >= (ready - grid.origin).days
    return free


def _named_closed(plan: Plan, grid: Grid, inside: list[Activity]) -> Flags | None:
    """Return the slots in which someone asked for by name is not free."""
    closed = np.zeros(grid.slots, dtype=bool)
    for activity in inside:
        for use in activity.uses.values():
            for person in use if isinstance(use, tuple) else ():
                closed |= ~free_slots(plan, grid, person, activity.kind.id)
    return closed


def free_slots(plan: Plan, grid: Grid, person: str, kind: str) -> Flags:
    """Return the slots in which a person may serve an event of `kind`, whatever their pools."""
    free = np.ones(grid.slots, dtype=bool)
    for pool in plan.resources.values():
        member = pool.members.get(person)
        if member is None:
            continue
        closed = grid.closed(member.closings, kind)
        if closed is not None:
            free &= ~closed
        if member.days is not None:
            serves = [day.weekday() in member.days for day in grid.days]
            free &= np.repeat(np.array(serves, dtype=bool), grid.width)
    return free


def _venues(
    plan: Plan, inside: list[Activity], member: str, wards: tuple[str, ...]
) -> list[str | None]:
    """Return the venues an event may take; [None]: it needs none."""
    audiences = [audience_at(activity, member) for activity in inside]
    needed = max((audience for audience in audiences if audience is not None), default=None)
    named = venue_at(inside[0], member)
    if named is not None:
        candidates = [plan.venues[named]]
    elif needed is None:
        return [None]
    else:
        candidates = [venue for venue in plan.venues.values() if venue.ward in wards]
    return [
        venue.id
        for venue in candidates
        if needed is None or venue.capacity is None or venue.capacity >= needed
    ]


def _fixed(grid: Grid, starts: Starts, activity: Activity, member: str, number: int) -> Flags:
    key = member + (f"#{number}" if number > 1 else "")
    fixed = activity.fixed.get(key)
    if fixed is None:
        return np.ones(len(starts.first), dtype=bool)
    here = starts.first == (fixed.date - grid.origin).days
    if fixed.session is not None:
        here &= starts.session == grid.session_ids.index(fixed.session)
    return here
