"""What cannot hold: more people or things than there is room or are there."""

from collections import Counter
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet

from campaign_cli.model.plan import Activity, Plan
from campaign_cli.model.plan.demand import (
    audience_at,
    events_asked_for,
    members_of,
    override_at,
    venue_at,
    wards_at,
)
from campaign_cli.reading.files.place import Problem
from campaign_cli.reading.rules.days import Cause
from campaign_cli.support.diagnostic import Path
from campaign_cli.support.language import Message, message

Inner = Mapping[str, list[Activity]]
"""By activity, itself and those within it."""


def together(plan: Plan) -> Inner:
    """Return each activity that stands alone with all that lies within it."""
    inner: dict[str, list[Activity]] = {}
    for activity in plan.activities.values():
        inner.setdefault(plan.host_activity(activity).id, []).append(activity)
    for host, all_ in inner.items():
        all_.sort(key=lambda one: one.id != host)
    return inner


def venue_capacities(plan: Plan) -> Iterator[Problem]:
    """Every event with an audience finds a venue that holds it."""
    halls: dict[str, list[str]] = {}
    for venue in plan.venues.values():
        if venue.ward is not None:
            halls.setdefault(venue.ward, []).append(venue.id)
    for host, all_ in together(plan).items():
        activity = plan.activities[host]
        if any(one.audience or one.overrides for one in all_):
            yield from _capacities(plan, activity, all_, halls)


def _capacities(
    plan: Plan, host: Activity, all_: list[Activity], halls: Mapping[str, list[str]]
) -> Iterator[Problem]:
    homeless: dict[Path, list[str]] = {}
    small: dict[tuple[Path, str], str] = {}
    needs: dict[Path, int] = {}
    unfit: set[str] = set()
    for member in members_of(host):
        need, path = audience_of(all_, member)
        if need is None:
            continue
        needs[path] = need
        named = venue_at(host, member)
        if named is None:
            wards = wards_at(plan, host, member)
            venues = (venue for ward in wards for venue in halls.get(ward, ()))
            if not host.window and not any(_holds(plan, venue, need) for venue in venues):
                homeless.setdefault(path, []).append(member)
                unfit.add(member)
        elif not _holds(plan, named, need):
            small.setdefault((path, named), member)
            unfit.add(member)
    if not can_do_without(host, unfit):
        for (path, venue), member in small.items():
            yield _too_small(plan, host, member, venue, needs[path], path)
        for path, members in homeless.items():
            yield _no_room(plan, host, members, needs[path], path, halls)


def can_do_without(activity: Activity, unfit: AbstractSet[str]) -> bool:
    """Return whether an activity that chooses its wards has enough of them without `unfit`."""
    targets = activity.targets
    sure = targets.always | activity.fixed_members
    return (
        targets.form == "choose"
        and not sure & unfit
        and len(targets.members) - len(unfit) >= targets.choose
    )


def audience_of(all_: list[Activity], member: str) -> tuple[int | None, Path]:
    """Return the largest audience of a host's event and those within it, and the line it is on."""
    largest: int | None = None
    path: Path = ()
    for one in all_:
        audience = audience_at(one, member)
        if audience is not None and (largest is None or audience > largest):
            own = override_at(one, member).audience is not None
            largest = audience
            path = ("activity", one.id, *(("in", member) if own else ()), "audience")
    return largest, path


def _holds(plan: Plan, venue: str, audience: int) -> bool:
    capacity = plan.venues[venue].capacity
    return capacity is None or audience <= capacity


def _other_hall(members: list[str]) -> Message:
    """Say what fits: of a joint event no ward has an audience of its own."""
    if any(members):
        return message("name a larger `venue`, or give a smaller audience with `in`")
    return message("name a larger `venue`, or make `audience` smaller")


def _too_small(
    plan: Plan, host: Activity, member: str, venue: str, need: int, path: Path
) -> Problem:
    own = override_at(host, member).venue is not None
    named: Path = ("activity", host.id, *(("in", member) if own else ()), "venue")
    return Problem(
        "P401",
        message(
            "`{venue}` holds {capacity}, fewer than the audience of {need}",
            venue=plan.venues[venue].name,
            capacity=plan.venues[venue].capacity,
            need=need,
        ),
        path,
        help=_other_hall([member]),
        causes=tuple(
            ("venue-capacity", one) for one in (path, named, ("venue", venue, "capacity"))
        ),
    )


def _no_room(
    plan: Plan,
    host: Activity,
    members: list[str],
    need: int,
    path: Path,
    halls: Mapping[str, list[str]],
) -> Problem:
    wards = dict.fromkeys(ward for member in members for ward in wards_at(plan, host, member))
    venues = [venue for ward in wards for venue in halls.get(ward, ())]
    lines: list[Path] = [("venue", venue, "capacity") for venue in venues]
    lines += [("ward", ward) for ward in wards if not halls.get(ward)]
    where = tuple(f"`{member}`" for member in members if member)
    why = message("no venue holds the audience of {need}", need=need)
    if where:
        why = message("no venue of {where} holds the audience of {need}", where=where, need=need)
    return Problem(
        "P401",
        why,
        path,
        help=_other_hall(members),
        causes=tuple(("venue-capacity", one) for one in (path, *lines)),
    )


def pools(plan: Plan) -> Iterator[Problem]:
    """No event uses more of a resource than there is."""
    for host, all_ in together(plan).items():
        needed: Counter[str] = Counter()
        lines: dict[str, list[Path]] = {}
        for activity in all_:
            for id_, use in activity.uses.items():
                needed[id_] += use if isinstance(use, int) else len(use)
                lines.setdefault(id_, []).append(("activity", activity.id, "uses", id_))
        running = plan.activities[host].window
        events = events_asked_for(plan.activities[host]) if running else 1
        for id_, use in needed.items():
            if use * events > plan.resources[id_].quantity:
                yield _pool_too_small(plan, id_, use, events, lines[id_])


def _pool_too_small(plan: Plan, id_: str, use: int, events: int, lines: list[Path]) -> Problem:
    resource = plan.resources[id_]
    there: Path = ("resource", id_, "members" if resource.named else "quantity")
    needed = use * events
    why = message(
        "{needed} of `{resource}` are used at a time, of {quantity}",
        needed=needed,
        resource=resource.name,
        quantity=resource.quantity,
    )
    activity = lines[0][1]
    notes = (
        (
            message(
                "`{activity}` has {events} events at the same time",
                activity=activity,
                events=events,
            ),
        )
        if events > 1
        else ()
    )
    causes: tuple[Cause, ...] = tuple(("resource-quantity", line) for line in (*lines, there))
    way = message("use fewer at a time, or have more: `{key}`", key=there[-1])
    return Problem("P402", why, lines[0], help=way, notes=notes, causes=causes)
