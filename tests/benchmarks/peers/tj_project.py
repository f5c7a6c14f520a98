"""A plan as a TaskJuggler project: a task for each event, people and things as its resources.

A day is as many hours as there are sessions. Each event has a resource of its own that is at work
when the event may take place: TaskJuggler's tasks have no closed days. It cannot choose wards
(those with the most need are taken), nor keep the hours of an event together.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from benchmarks.peers.answers import solved_activities
from benchmarks.starts import inside_of
from campaign_cli.model.plan import Activity, Closing, Plan
from campaign_cli.model.plan.days import kept_from
from campaign_cli.model.plan.demand import (
    audience_at,
    members_of,
    supply_uses,
    venue_at,
    wards_at,
    weights,
)
from campaign_cli.model.plan.event_id import event_id

FIRST_HOUR, BETWEEN = 8, 5
LATE = timedelta(days=90)
"""How long after the campaign a task may be booked: later than that, TaskJuggler gives up."""
NIGHT = 12
"""Hours from the end of any session to before the next day's first."""
ONE_DAY = timedelta(days=1)
Slot = tuple[date, int]


def project(plan: Plan) -> str:
    """Return the plan as a TaskJuggler project."""
    return "\n".join(_lines(plan)) + "\n"


def hour_of(session: int) -> int:
    """Return the hour in which a session lies."""
    return FIRST_HOUR + BETWEEN * session


def tj_id(id_: str) -> str:
    """Return an id as TaskJuggler takes it."""
    return "x_" + "".join(one if one.isalnum() else f"_{ord(one):x}_" for one in id_)


def _resource(name: str, says: str) -> str:
    return f'resource {tj_id(name)} "{name}" {{ {says} }}'


def _lines(plan: Plan) -> Iterator[str]:
    first, last = plan.campaign.prepare_from, plan.campaign.wind_up + LATE
    count = len(plan.calendar.sessions)
    hours = ", ".join(f"{hour_of(one)}:00 - {hour_of(one) + 1}:00" for one in range(count))
    yield f'project plan "Plan" {first} - {last} {{'
    yield '  timezone "UTC"'
    yield "  timingresolution 60min"
    yield f"  dailyworkinghours {count}"
    yield f"  workinghours mon - sun {hours}"
    yield "}"
    for ward in plan.wards:
        yield _resource("ward " + ward, "efficiency 0.0")
    for venue in plan.venues.values():
        shut = [slot for slot in _slots(plan) if _covered(plan, venue.closings, slot)]
        yield _resource("venue " + venue.id, f"efficiency 0.0 {_away(shut)}")
    yield from _pools(plan)
    for activity in solved_activities(plan):
        for member in members_at(plan, activity):
            shut = [slot for slot in _slots(plan) if _closed(plan, activity, member, slot)]
            name = event_id(activity.id, member, 1)
            limit = f"limits {{ dailymax {activity.lasts.sessions}h }}"
            yield _resource("at " + name, f"{limit} {_away(shut)}")
    starts = {when for activity in solved_activities(plan) for when in _firsts(plan, activity)}
    for when in sorted(starts):
        yield f'task {_from(when)} "from {when}" {{ start {when} }}'
    yield 'task all "All" {'
    for activity in solved_activities(plan):
        for member in members_at(plan, activity):
            for number in range(1, activity.times + 1):
                yield from _task(plan, activity, member, number)
    yield "}"
    yield (
        'taskreport events "events" { formats csv columns id, start, end, resources '
        'timeformat "%Y-%m-%d-%H" hidetask ~isleaf() }'
    )


def _slots(plan: Plan) -> Iterable[Slot]:
    return ((day, one) for day in plan.days() for one in range(len(plan.calendar.sessions)))


def _covered(plan: Plan, closings: Iterable[Closing], slot: Slot, kind: str = "") -> bool:
    day, session = slot
    id_ = plan.calendar.sessions[session].id
    return any(closing.covers(day, id_, kind) for closing in closings if kind or not closing.kinds)


def _closed(plan: Plan, activity: Activity, member: str, slot: Slot) -> bool:
    """Return whether the calendar or a ward keeps an event from a slot."""
    day, session = slot
    id_ = plan.calendar.sessions[session].id
    if id_ not in activity.sessions or kept_from(plan, activity, day, id_) is not None:
        return True
    wards = () if activity.delegates else wards_at(plan, activity, member)
    return any(_covered(plan, plan.wards[one].closings, slot, activity.kind.id) for one in wards)


def _away(shut: Iterable[Slot]) -> str:
    """Return the slots in which a resource is not there."""
    spans = [f"special {day}-{hour_of(session):02}:00 +1h" for day, session in shut]
    return f"leaves {', '.join(spans)}" if spans else ""


def _pools(plan: Plan) -> Iterator[str]:
    told: set[str] = set()
    for pool in plan.resources.values():
        for number in range(0 if pool.named else pool.quantity):
            yield _resource(f"{pool.id} {number}", "efficiency 0.0")
        for id_ in pool.members:
            if id_ in told:
                continue
            told.add(id_)
            ones = [
                (one, one.members[id_]) for one in plan.resources.values() if id_ in one.members
            ]
            shut = [
                (day, session)
                for day, session in _slots(plan)
                if any(
                    (own.days is not None and day.weekday() not in own.days)
                    or _covered(plan, own.closings, (day, session))
                    for _, own in ones
                )
            ]
            most = min((one.max_per_day for one, _ in ones if one.max_per_day), default=None)
            hours = most * _longest(plan, pool.id) if most else None
            limit = f"limits {{ dailymax {hours}h }}" if hours else ""
            yield _resource("who " + id_, f"efficiency 0.0 {limit} {_away(shut)}")


def _longest(plan: Plan, pool: str) -> int:
    """Return the hours that an event of a pool takes of a day."""
    return max(
        (
            plan.host_activity(one).lasts.sessions
            for one in plan.activities.values()
            if pool in one.uses
        ),
        default=1,
    )


def members_at(plan: Plan, activity: Activity) -> tuple[str, ...]:
    """Return where an activity has its events: of a choice, where there is most need."""
    targets = activity.targets
    if targets.form != "choose":
        return members_of(activity)
    needs = weights(plan, "need")
    sure = targets.always | {key.partition("#")[0] for key in activity.fixed}
    chosen: list[str] = []
    for ward in sorted(targets.members, key=lambda one: (one not in sure, -needs[one], one)):
        groups = [group.wards for group in plan.groups.values() if ward in group.wards]
        most = targets.per_group or len(plan.wards)
        if len(chosen) < targets.choose and all(
            sum(one in wards for one in chosen) < most for wards in groups
        ):
            chosen.append(ward)
    return tuple(chosen)


def _firsts(plan: Plan, activity: Activity) -> Iterator[date]:
    for member in members_at(plan, activity):
        yield _first(plan, activity, member)


def _first(plan: Plan, activity: Activity, member: str) -> date:
    """Return the first day of an event's window on which its supplies are there."""
    days = [activity.first]
    for one in inside_of(plan, activity):
        for supply in supply_uses(one, member):
            ready = plan.supplies[supply].ready
            if ready is not None:
                days.append(ready)
    return max(days)


def _from(when: date) -> str:
    return f"from_{when:%Y%m%d}"


def _task(plan: Plan, activity: Activity, member: str, number: int) -> Iterator[str]:
    name = event_id(activity.id, member, number)
    yield f'  task {tj_id(name)} "{name}" {{'
    yield f"    effort {activity.lasts.days * activity.lasts.sessions}h"
    left = (activity.last - plan.campaign.prepare_from).days
    yield f"    priority {max(1, 900 - 10 * left)}"
    fixed = activity.fixed.get(member + (f"#{number}" if number > 1 else ""))
    if fixed is not None:
        ids = [session.id for session in plan.calendar.sessions]
        hour = hour_of(ids.index(fixed.session or activity.sessions[0]))
        yield f"    start {fixed.date}-{hour:02}:00"
    else:
        before = [_from(_first(plan, activity, member)), *_before(plan, activity, member, number)]
        yield f"    depends {', '.join(before)}"
    for ones in _allocated(plan, activity, member):
        some, *others = ones
        rest = f" alternative {', '.join(others)} select minallocated" if others else ""
        yield f"    allocate {some} {{{rest} persistent mandatory }}"
    yield "  }"


def _before(plan: Plan, activity: Activity, member: str, number: int) -> Iterator[str]:
    def after(name: str, by: int) -> str:
        gap = (by - 1) * 24 + NIGHT if by else 0
        return f"all.{tj_id(name)} {{ gapduration {gap}h }}" if gap else f"all.{tj_id(name)}"

    if number > 1:
        yield after(event_id(activity.id, member, number - 1), activity.apart)
    mine = set(wards_at(plan, activity, member))
    for one in inside_of(plan, activity):
        for of in one.after:
            before = plan.host_activity(plan.activities[of.activity])
            every = {ward for one in members_of(before) for ward in wards_at(plan, before, one)}
            for other in () if before.id == activity.id else members_at(plan, before):
                theirs = set(wards_at(plan, before, other))
                if before.window or (mine & every and not mine & theirs):
                    continue
                for count in range(1, before.times + 1):
                    yield after(event_id(before.id, other, count), of.by)


def _allocated(plan: Plan, activity: Activity, member: str) -> Iterator[list[str]]:
    """Yield the resources of an event, each with those that may stand in for it."""
    yield [tj_id("at " + event_id(activity.id, member, 1))]
    wards = wards_at(plan, activity, member)
    if not (activity.delegates or activity.beside):
        yield from ([tj_id("ward " + ward)] for ward in wards)
    inside = inside_of(plan, activity)
    audience = max((audience_at(one, member) or 0 for one in inside), default=0)
    named = venue_at(activity, member)
    if named is not None:
        yield [tj_id("venue " + named)]
    elif audience:
        yield [
            tj_id("venue " + venue.id)
            for venue in plan.venues.values()
            if venue.ward in wards and (venue.capacity is None or venue.capacity >= audience)
        ]
    for one in inside:
        for pool, use in one.uses.items():
            if isinstance(use, tuple):
                yield from ([tj_id("who " + person)] for person in use)
                continue
            resource_ = plan.resources[pool]
            every = [tj_id("who " + person) for person in resource_.members] or [
                tj_id(f"{pool} {number}") for number in range(resource_.quantity)
            ]
            for turn in range(use):
                yield every[turn:] + every[:turn]
