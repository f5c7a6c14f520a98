"""The places that each event's own rules leave it, and the rules that took the others."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from campaign_cli.model.plan import Activity
from campaign_cli.model.plan.days import date_range
from campaign_cli.model.plan.demand import audience_at, supply_uses
from campaign_cli.scheduling.grid.events import Event
from campaign_cli.scheduling.grid.slots import Grid, Start
from campaign_cli.support.diagnostic import Cause, Path


@dataclass(frozen=True, slots=True)
class Place:
    """One way to hold an event: when, and in which of its venues."""

    start: Start
    venue: str | None


@dataclass(frozen=True, slots=True)
class Barred:
    """Why an event has no place left: what of the plan takes them, and by which rule."""

    event: Event | None
    """None where it is not about one event."""
    causes: tuple[Cause, ...]


Keep = Callable[[Start], bool]


def places(grid: Grid, event: Event) -> tuple[Place, ...] | Barred:
    """Return the places that the event's own rules leave, in order of day, session and venue."""
    starts = grid.starts(event.activity)
    if not starts:
        return Barred(event, tuple(_no_start(grid, event.activity)))
    if not event.venues:
        return Barred(event, (_too_small(event),))
    filters = [one for rule in FILTERS for one in rule(grid, event)]
    held = _held(grid, event, starts, filters)
    return held or Barred(event, tuple(_needed(grid, event, filters)))


def _held(
    grid: Grid, event: Event, starts: Iterable[Start], filters: list[tuple[Cause, Keep]]
) -> tuple[Place, ...]:
    for _, keep in filters:
        starts = [start for start in starts if keep(start)]
    closed = {venue: _venue_closed(grid, event, venue) for venue in event.venues}
    return tuple(
        Place(start, venue)
        for start in starts
        for venue in event.venues
        if not start.mask & closed[venue]
    )


def _needed(grid: Grid, event: Event, filters: list[tuple[Cause, Keep]]) -> Iterator[Cause]:
    """Yield what leaves no place: the filters without any one of which there would be some.

    A deletion filter, as for rows; the window and the venues' closings belong to it where a
    wider window, or venues that are always open, would give a place.
    """
    here, starts = event.activity, grid.starts(event.activity)
    kept = list(filters)
    for one in filters:
        rest = [other for other in kept if other is not one]
        if not _held(grid, event, starts, rest):
            kept = rest
    yield from (cause for cause, _ in kept)
    wide = replace(here, first=grid.days[0], last=grid.days[-1])
    if not here.window and _held(grid, event, Grid(grid.plan).starts(wide), kept):
        yield Cause("window", ("activity", here.id, "to"))
    nowhere = replace(event, venues=(None,))
    if _held(grid, nowhere, starts, kept):
        for venue in event.venues:
            if venue is not None:
                yield Cause("venue-closed", ("venue", venue, "closed"))


def _too_small(event: Event) -> Cause:
    """Return the audience that no venue holds: the largest of what happens there together."""
    sizes = {one.id: audience_at(one, event.member) or 0 for one in (event.activity, *event.inside)}
    return Cause("venue-capacity", ("activity", max(sizes, key=lambda id_: sizes[id_]), "audience"))


def _no_start(grid: Grid, activity: Activity) -> Iterator[Cause]:
    """Yield what leaves an activity without any start: its window, its days, its length."""
    here = ("activity", activity.id)
    yield Cause("window", (*here, "to"))
    days = list(date_range(grid.first_day(activity), grid.last_day(activity)))
    if not grid.blocks(activity):
        yield Cause("window", (*here, "lasts"))
    elif days and not activity.window:
        yield Cause("open-day", (*here, "days"))
        for number, closing in enumerate(grid.plan.calendar.closings):
            if any(
                closing.covers(day, session, activity.kind.id)
                for day in days
                for session in activity.sessions
            ):
                yield Cause("open-day", ("calendar", "closed", str(number)))


def _venue_closed(grid: Grid, event: Event, venue: str | None) -> int:
    if venue is None or event.activity.window:
        return 0
    return grid.venue_closed(venue, event.activity.kind.id)


def _from_day(day: int) -> Keep:
    return lambda start: start.first >= day


def _clear_of(closed: int) -> Keep:
    return lambda start: not start.mask & closed


def _fixed(grid: Grid, event: Event) -> Iterator[tuple[Cause, Keep]]:
    """A fixed event stands where it is fixed."""
    key = event.fixed_key
    fixed = event.activity.fixed.get(key)
    if fixed is None:
        return
    day = grid.day_of.get(fixed.date, -1)
    session = None if fixed.session is None else grid.sessions.index(fixed.session)

    def keep(start: Start) -> bool:
        return start.first == day and session in {None, start.session}

    yield Cause("fixed", ("activity", event.activity.id, "fixed", *filter(None, (key,)))), keep


def _supply_ready(grid: Grid, event: Event) -> Iterator[tuple[Cause, Keep]]:
    """Nothing is used before it is there."""
    for activity in (event.activity, *event.inside):
        for supply, use in supply_uses(activity, event.member).items():
            ready = grid.plan.supplies[supply].ready
            if ready is None or not use:
                continue
            first = (ready - grid.days[0]).days
            yield (
                Cause("supply-ready", ("supply", supply, "ready")),
                _from_day(first),
            )


def _ward_closed(grid: Grid, event: Event) -> Iterator[tuple[Cause, Keep]]:
    """Every ward is free then; those that send delegates do not count."""
    if event.activity.delegates or event.activity.window:
        return
    for ward in event.wards:
        closed = grid.ward_closed(ward, event.activity.kind.id)
        if closed:
            yield (
                Cause("ward-closed", ("ward", ward, "closed")),
                _clear_of(closed),
            )


def _member_closed(grid: Grid, event: Event) -> Iterator[tuple[Cause, Keep]]:
    """Everyone who is asked for by name is free then."""
    if event.activity.window:
        return
    kinds = {one.id: one.kind.id for one in (event.activity, *event.inside)}
    for demand in event.demands:
        for name in demand.names:
            closed = grid.member_closed(name, kinds[demand.activity])
            if closed:
                path: Path = ("resource", demand.resource, "members", name)
                yield (
                    Cause("member-closed", path),
                    _clear_of(closed),
                )


def _one_person_once(_: Grid, event: Event) -> Iterator[tuple[Cause, Keep]]:
    """Nobody does two things at once inside one event."""
    seen: dict[str, str] = {}
    for demand in event.demands:
        for name in demand.names:
            if name in seen:
                yield (
                    Cause("one-at-a-time", ("activity", demand.activity, "uses")),
                    lambda _: False,
                )
            seen[name] = demand.activity


FILTERS: tuple[Callable[[Grid, Event], Iterator[tuple[Cause, Keep]]], ...] = (
    _one_person_once,
    _fixed,
    _supply_ready,
    _ward_closed,
    _member_closed,
)
