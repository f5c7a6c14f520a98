"""Every place there is for an event, and which lines of the plan keep it from which.

The programme of a schedule knows only places that the plan leaves. To say what stands in the way,
and what would help, one has to see the others, too, each with what would have to give way.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import product

from campaign_cli.model.plan import Activity, Closing, Plan
from campaign_cli.model.plan.demand import audience_at, override_at, supply_uses
from campaign_cli.scheduling.grid.events import Event, asked_events
from campaign_cli.scheduling.grid.places import Place
from campaign_cli.scheduling.grid.slots import Grid, Start
from campaign_cli.support.diagnostic import Cause, Path

Key = date | str | int
"""What of a line gives way: a day of a closing, a session, a weekday; "" where there is one way."""

SEATS = 10
"""Seats are counted in tens."""
LINES = 5
"""Of how many lines that close days each may be there or not, for events of several days."""


@dataclass(frozen=True, slots=True)
class Need:
    """A place asks a line to give way: `level` steps of its `key`; `exact` is what would do."""

    line: Cause
    key: Key = ""
    level: int = 1
    exact: int = 0


Needs = tuple[Need, ...]
"""Any one of which would do."""


class WideGrid(Grid):
    """A grid on which nothing is closed, and every activity may be at any time."""

    def __init__(self, plan: Plan) -> None:
        super().__init__(plan)
        self._base = Grid(plan)

    def ward_closed(self, ward: str, kind: str) -> int:
        """Return no slots."""
        del ward, kind
        return 0

    def venue_closed(self, venue: str, kind: str) -> int:
        """Return no slots."""
        del venue, kind
        return 0

    def member_closed(self, member: str, kind: str) -> int:
        """Return no slots."""
        del member, kind
        return 0

    def starts(self, activity: Activity) -> tuple[Start, ...]:
        """Return every start on the grid: its days follow each other but for closed ones."""
        if activity.window:
            return self._base.starts(activity)
        if activity.id not in self._starts:
            long, days = activity.lasts.sessions, activity.lasts.days
            found: set[Start] = set()
            for session in range(self.width - long + 1):
                for skipped in self._skipped(activity, session) if days > 1 else ((),):
                    left = [day for day in range(len(self.days)) if day not in skipped]
                    for first in range(len(left) - days + 1):
                        row = tuple(left[first : first + days])
                        found.add(Start(row, session, long, self.mask(row, session, long)))
            self._starts[activity.id] = tuple(
                sorted(found, key=lambda start: (start.days, start.session))
            )
        return self._starts[activity.id]

    def _skipped(self, activity: Activity, session: int) -> Iterator[Collection[int]]:
        """Yield the days that an event skips, whichever lines are there that close days to it."""
        block = self.sessions[session : session + activity.lasts.sessions]
        closed: dict[Cause, set[int]] = defaultdict(set)
        for position, day in enumerate(self.days):
            for (need,) in campaign_needs(self.plan, activity, day, block):
                closed[need.line].add(position)
        ways = sorted({frozenset(days) for days in closed.values()}, key=sorted)
        # Beyond a few, lines are there together or not at all.
        few, rest = ways[:LINES], frozenset[int]().union(*ways[LINES:])
        for some in product((False, True), repeat=len(few)):
            skipped = {day for days, one in zip(few, some, strict=True) if one for day in days}
            yield skipped
            if rest:
                yield skipped | rest


@dataclass(frozen=True, slots=True)
class Wide:
    """A plan's events with every place, and what each place needs."""

    plan: Plan
    grid: WideGrid
    events: tuple[Event, ...]
    places: tuple[tuple[Place, ...], ...]

    def needs(self, event: Event, place: Place) -> Iterator[Needs]:
        """Yield what of the plan would have to give way for `event` to be there."""
        yield from _venue_needs(self.plan, event, place)
        yield from _ready_needs(self, event, place)
        if event.activity.window:
            return
        yield from _time_needs(self, event, place)


def wide(plan: Plan, wanted: Collection[str] | None = None) -> Wide:
    """Return the events of `plan` with every place there is; `wanted`: only these, by id."""
    grid = WideGrid(plan)
    anyone = replace(
        plan, venues={id_: replace(one, capacity=None) for id_, one in plan.venues.items()}
    )
    events = asked_events(anyone)
    if wanted is not None:
        chosen = frozenset(wanted)
        events = tuple(event for event in events if event.id in chosen)
    events = tuple(
        replace(event, index=index, venues=event.venues or (None,))
        for index, event in enumerate(events)
    )
    places = tuple(
        tuple(
            Place(start, venue) for start in grid.starts(event.activity) for venue in event.venues
        )
        for event in events
    )
    return Wide(plan, grid, events, places)


def _venue_needs(plan: Plan, event: Event, place: Place) -> Iterator[Needs]:
    audiences = [
        (size, activity)
        for activity in (event.activity, *event.inside)
        if (size := audience_at(activity, event.member)) is not None
    ]
    if not audiences:
        return
    size, activity = max(audiences, key=lambda one: one[0])
    path: Path = ("activity", activity.id, "audience")
    if override_at(activity, event.member).audience is not None:
        path = ("activity", activity.id, "in", event.member, "audience")
    fewer = Cause("venue-capacity", path)
    if place.venue is None:
        yield (Need(fewer, "", -(-size // SEATS), 0),)
        return
    capacity = plan.venues[place.venue].capacity
    if capacity is not None and capacity < size:
        level = -(-(size - capacity) // SEATS)
        more = Cause("venue-capacity", ("venue", place.venue, "capacity"))
        yield (Need(more, "", level, size), Need(fewer, "", level, capacity))


def _time_needs(wide: Wide, event: Event, place: Place) -> Iterator[Needs]:
    plan, grid, activity, start = wide.plan, wide.grid, event.activity, place.start
    here: Path = ("activity", activity.id)
    first, last = grid.days[start.first], grid.days[start.last]
    if first < grid.first_day(activity):
        days = (grid.first_day(activity) - first).days
        yield (Need(Cause("window", (*here, "from")), "", days),)
    if last > grid.last_day(activity):
        days = (last - grid.last_day(activity)).days
        yield (Need(Cause("window", (*here, "to")), "", days),)
    block = grid.sessions[start.session : start.session + start.sessions]
    for session in block:
        if session not in activity.sessions:
            yield (Need(Cause("window", (*here, "sessions")), session),)
    for position in start.days:
        yield from _day_needs(plan, event, place, grid.days[position], block)
    key = event.fixed_key
    fixed = activity.fixed.get(key)
    if fixed is not None and (
        first != fixed.date or fixed.session not in {None, grid.sessions[start.session]}
    ):
        yield (Need(Cause("fixed", (*here, "fixed", *filter(None, (key,))))),)


def _ready_needs(wide: Wide, event: Event, place: Place) -> Iterator[Needs]:
    first = wide.grid.days[place.start.first]
    for one in (event.activity, *event.inside):
        for supply, use in supply_uses(one, event.member).items():
            ready = wide.plan.supplies[supply].ready
            if ready is not None and use and first < ready:
                line = Cause("supply-ready", ("supply", supply, "ready"))
                yield (Need(line, "", (ready - first).days),)


def _day_needs(
    plan: Plan, event: Event, place: Place, day: date, block: tuple[str, ...]
) -> Iterator[Needs]:
    activity = event.activity
    kind = activity.kind.id
    yield from campaign_needs(plan, activity, day, block)
    for path, closings in _closings(plan, event, place):
        rule = {"ward": "ward-closed", "venue": "venue-closed"}[path[0]]
        yield from closing_needs(rule, path, closings, day, block, kind)
    kinds = {one.id: one.kind.id for one in (activity, *event.inside)}
    for demand in event.demands:
        for name in demand.names:
            yield from member_needs(plan, name, day, block, kinds[demand.activity])


def campaign_needs(
    plan: Plan, activity: Activity, day: date, block: tuple[str, ...]
) -> Iterator[tuple[Need]]:
    """Yield what closes `day` to an activity wherever it is."""
    yield from _weekday_needs(plan, activity, day)
    path, closings = ("calendar", "closed"), plan.calendar.closings
    yield from closing_needs("open-day", path, closings, day, block, activity.kind.id)


def _weekday_needs(plan: Plan, activity: Activity, day: date) -> Iterator[tuple[Need]]:
    calendar = plan.calendar
    opened = day in calendar.opened
    if activity.days is not None:
        if day.weekday() not in activity.days:
            line = Cause("open-day", ("activity", activity.id, "days"))
            yield (Need(line, day.weekday()),)
    elif not opened and day.weekday() not in calendar.workdays:
        yield (Need(Cause("open-day", ("calendar", "workdays")), day),)
    if day in calendar.holidays and not opened:
        yield (Need(Cause("open-day", ("calendar", "open")), day),)


def _closings(plan: Plan, event: Event, place: Place) -> Iterator[tuple[Path, tuple[Closing, ...]]]:
    """Yield what else may be closed to an event at a place."""
    if not event.activity.delegates:
        for ward in event.wards:
            yield ("ward", ward, "closed"), plan.wards[ward].closings
    if place.venue is not None:
        yield ("venue", place.venue, "closed"), plan.venues[place.venue].closings


def closing_needs(
    rule: str,
    path: Path,
    closings: tuple[Closing, ...],
    day: date,
    block: tuple[str, ...],
    kind: str,
) -> Iterator[tuple[Need]]:
    """Yield the closings that keep an event of `kind` from the sessions of `block` on `day`."""
    for number, closing in enumerate(closings):
        if any(closing.covers(day, session, kind) for session in block):
            yield (Need(Cause(rule, (*path, str(number))), day),)


def member_needs(
    plan: Plan, member: str, day: date, block: tuple[str, ...], kind: str
) -> Iterator[Needs]:
    """Yield what keeps a person from serving `kind` in the sessions of `block` on `day`."""
    for resource in plan.resources.values():
        person = resource.members.get(member)
        if person is None:
            continue
        path: Path = ("resource", resource.id, "members", member)
        if person.days is not None and day.weekday() not in person.days:
            yield (Need(Cause("member-closed", (*path, "days")), day.weekday()),)
        yield from closing_needs(
            "member-closed", (*path, "closed"), person.closings, day, block, kind
        )
