"""One more of something: the plan with it, and the programme that lets it be used."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from campaign_cli.model.audit import audit
from campaign_cli.model.plan import Member, Plan, Resource
from campaign_cli.model.schedule import Booking, Schedule
from campaign_cli.scheduling.grid.events import asked_events
from campaign_cli.scheduling.grid.places import Barred
from campaign_cli.scheduling.programme.frame import Frame
from campaign_cli.scheduling.splitting.stages import programme
from campaign_cli.support.diagnostic import Cause

Kind = Literal["thing", "person", "limit", "free", "room", "open"]
"""One more thing; one more person; one more event a day for each of a pool; a person who is
always free; a second room; a venue without closed days."""

KINDS: tuple[Kind, ...] = ("thing", "person", "limit", "free", "room", "open")


@dataclass(frozen=True, slots=True)
class Unit:
    """One more of something; `id` is a resource's, a person's or a venue's."""

    kind: Kind
    id: str


def units(plan: Plan, frame: Frame) -> Iterator[Unit]:
    """Yield everything of which there might be one more, if any event asks for it at all."""
    asked = {demand.resource for event in frame.events for demand in event.demands}
    pools = [pool for pool in plan.resources.values() if pool.id in asked]
    for pool in pools:
        if not pool.named:
            yield Unit("thing", pool.id)
            continue
        yield Unit("person", pool.id)
        if pool.max_per_day is not None and pool.max_per_day < frame.grid.width:
            yield Unit("limit", pool.id)
    people = {id_: one for pool in pools for id_, one in pool.members.items()}
    for id_ in people:
        if any(
            _bound(pool.members[id_]) for pool in plan.resources.values() if id_ in pool.members
        ):
            yield Unit("free", id_)
    shared = {_room(cause) for cause in frame.programme.causes}
    used = {venue for event in asked_events(plan) for venue in event.venues}
    for venue in plan.venues.values():
        if venue.id in shared:
            yield Unit("room", venue.id)
        if venue.id in used and venue.closings:
            yield Unit("open", venue.id)


def _bound(member: Member) -> bool:
    return bool(member.closings) or member.days is not None


def _room(cause: Cause | None) -> str:
    """Return the venue of a row that lets it have one event at a time; "": it is another row."""
    if cause is None or cause.rule != "one-at-a-time" or cause.path[0] != "venue":
        return ""
    return cause.path[1]


def with_units(plan: Plan, added: Iterable[Unit]) -> Plan:
    """Return the plan with one more of each; rooms are no part of a plan."""
    for unit in added:
        match unit.kind:
            case "thing":
                pool = plan.resources[unit.id]
                plan = _with_pool(plan, replace(pool, quantity=pool.quantity + 1))
            case "person":
                plan = _with_pool(plan, _one_more(plan, plan.resources[unit.id]))
            case "limit":
                pool = plan.resources[unit.id]
                assert pool.max_per_day is not None
                plan = _with_pool(plan, replace(pool, max_per_day=pool.max_per_day + 1))
            case "free":
                for pool in plan.resources.values():
                    if unit.id in pool.members:
                        free = replace(pool.members[unit.id], days=None, closings=())
                        plan = _with_pool(
                            plan, replace(pool, members={**pool.members, unit.id: free})
                        )
            case "open":
                venue = replace(plan.venues[unit.id], closings=())
                plan = replace(plan, venues={**plan.venues, unit.id: venue})
            case "room":
                pass
    return plan


def _with_pool(plan: Plan, pool: Resource) -> Plan:
    return replace(plan, resources={**plan.resources, pool.id: pool})


def _one_more(plan: Plan, pool: Resource) -> Resource:
    """Return the pool with a person who is free on every weekday on which any of them is."""
    known = {member for one in plan.resources.values() for member in one.members}
    id_ = next(name for n in range(len(known) + 1) if (name := f"{pool.id}-{n}") not in known)
    weekdays = [member.days for member in pool.members.values()]
    days: frozenset[int] | None = None
    if all(one is not None for one in weekdays):
        days = frozenset(day for one in weekdays for day in one or ())
    members = {**pool.members, id_: Member(id=id_, name=id_, days=days)}
    return replace(pool, quantity=len(members), members=members)


def programme_with(plan: Plan, added: Sequence[Unit]) -> Frame:
    """Return the programme of the plan with one more of each; more room never bars an event."""
    built = programme(with_units(plan, added))
    assert not isinstance(built, Barred)
    rooms = {unit.id for unit in added if unit.kind == "room"}
    for row, cause in enumerate(built.programme.causes):
        if _room(cause) in rooms:
            built.programme.row_upper[row] += 1
    return built


def passes(plan: Plan, schedule: Schedule, added: Sequence[Unit]) -> bool:
    """Return whether the audit passes a schedule, but for two events in a venue of two rooms."""
    rooms = {unit.id for unit in added if unit.kind == "room"}
    bookings = schedule.by_id()
    return all(
        violation.rule == "one-at-a-time"
        and _side_by_side(plan, [bookings[event] for event in violation.events], rooms)
        for violation in audit(plan, schedule)
    )


def _side_by_side(plan: Plan, met: Sequence[Booking], rooms: set[str]) -> bool:
    """Return whether only the venue has two events at once, not a ward or a person."""
    people: list[str] = []
    wards: list[str] = []
    for one in met:
        activity = plan.activities[one.activity]
        people += (member for members in one.people.values() for member in members)
        if not (activity.beside or activity.delegates or activity.window):
            wards += one.wards
    return (
        len(met) == 2  # noqa: PLR2004 - there are two rooms
        and met[0].venue == met[1].venue
        and met[0].venue in rooms
        and len(set(people)) == len(people)
        and len(set(wards)) == len(wards)
    )
