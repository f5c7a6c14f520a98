"""Plans with one line loosened, to see whether that line takes part in a conflict."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from campaign_cli.model.diagnostic import Cause
from campaign_cli.model.plan import Activity, Plan, Resource

EVERY_DAY = frozenset(range(7))
Loosened = tuple[Cause, Plan]


def loosened(plan: Plan, conflict: Sequence[Cause]) -> Iterator[Loosened]:
    """Yield what of the activities, wards and pools of a conflict took places away, loosened."""
    named = dict.fromkeys(cause.path[:2] for cause in conflict)
    for cause in conflict:
        if cause.rule == "precedence":
            before = plan.activities[cause.path[1]].after
            named.update(dict.fromkeys(("activity", one.activity) for one in before))
    for section, id_ in named:
        match section:
            case "activity":
                yield from _of_activity(plan, plan.activities[id_])
            case "resource":
                yield from _of_pool(plan, plan.resources[id_])
            case "ward" if plan.wards[id_].closings:
                ward = replace(plan.wards[id_], closings=())
                cause = Cause("ward-closed", ("ward", id_, "closed"))
                yield cause, replace(plan, wards={**plan.wards, id_: ward})
            case "venue" if plan.venues[id_].closings:
                venue = replace(plan.venues[id_], closings=())
                cause = Cause("venue-closed", ("venue", id_, "closed"))
                yield cause, replace(plan, venues={**plan.venues, id_: venue})
            case _:
                pass  # money, supplies and wards without closings take no places away
    if plan.calendar.closings:
        calendar = replace(plan.calendar, closings=())
        yield Cause("open-day", ("calendar", "closed")), replace(plan, calendar=calendar)


def _of_activity(plan: Plan, activity: Activity) -> Iterator[Loosened]:
    here = ("activity", activity.id)
    campaign = plan.campaign
    sessions = tuple(session.id for session in plan.calendar.sessions)
    changes: tuple[tuple[str, str, dict[str, Any]], ...] = (
        ("window", "from", {"first": campaign.prepare_from}),
        ("window", "to", {"last": campaign.wind_up}),
        ("window", "sessions", {"sessions": sessions}),
        ("open-day", "days", {"days": EVERY_DAY}),
        ("fixed", "fixed", {"fixed": {}}),
    )
    for rule, key, change in changes:
        other = replace(activity, **change)
        if other != activity:
            activities = {**plan.activities, activity.id: other}
            yield Cause(rule, (*here, key)), replace(plan, activities=activities)


def _of_pool(plan: Plan, pool: Resource) -> Iterator[Loosened]:
    members = {id_: replace(member, days=None, closings=()) for id_, member in pool.members.items()}
    if members != pool.members:
        resources = {**plan.resources, pool.id: replace(pool, members=members)}
        cause = Cause("member-closed", ("resource", pool.id, "members"))
        yield cause, replace(plan, resources=resources)
