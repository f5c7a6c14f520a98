"""What is used with activities, and paid for, and has no effect: warnings."""

from collections.abc import Iterator

from campaign_cli.model.plan import PREFERENCES, Plan
from campaign_cli.model.plan.demand import cost_at, members_of, venue_at, wards_at
from campaign_cli.reading.draft import Draft
from campaign_cli.reading.files.place import Problem
from campaign_cli.reading.remarks.effects import idle
from campaign_cli.reading.rules.places import audience_of, together
from campaign_cli.support.language import Message, counted, message

_SOLVED = tuple(one for one in PREFERENCES if one != "stability")
"""The preferences that a first schedule has."""


def venues_of(plan: Plan) -> tuple[set[str], set[str]]:
    """Return the venues that some event may have, and those that it asks how many they hold."""
    halls: dict[str, list[str]] = {}
    for venue in plan.venues.values():
        if venue.ward is not None:
            halls.setdefault(venue.ward, []).append(venue.id)
    used: set[str] = set()
    asked: set[str] = set()
    for id_, all_ in together(plan).items():
        host = plan.activities[id_]
        for member in members_of(host):
            named, audience = venue_at(host, member), audience_of(all_, member)[0]
            if named is not None:
                used.add(named)
            if audience is not None:
                wards = wards_at(plan, host, member)
                asked.update(
                    [named] if named else (hall for ward in wards for hall in halls.get(ward, ()))
                )
    return used | asked, asked


def capacities(draft: Draft, plan: Plan) -> Iterator[Problem]:
    """How many a venue holds is asked by what takes place there."""
    del draft
    used, asked = venues_of(plan)
    for id_ in sorted(used - asked):
        venue = plan.venues[id_]
        if venue.capacity is not None:
            why = message(
                "`capacity` has no effect: nothing in `{venue}` says how many people come",
                venue=venue.name,
            )
            way = message("give what takes place there an `audience`")
            yield idle(("venue", id_, "capacity"), why, way)


def most_a_day(draft: Draft, plan: Plan) -> Iterator[Problem]:
    """How many events a day somebody serves at the most, they could exceed."""
    del draft
    sessions = len(plan.calendar.sessions)
    for pool in plan.resources.values():
        if pool.max_per_day is not None and pool.max_per_day >= sessions:
            why = counted(
                "`max_per_day` has no effect: a day has {n} session",
                "`max_per_day` has no effect: a day has {n} sessions",
                sessions,
            )
            yield idle(("resource", pool.id, "max_per_day"), why)


def supplies(draft: Draft, plan: Plan) -> Iterator[Problem]:
    """What is said of a supply counts in the way it is handed out."""
    for id_, supply in plan.supplies.items():
        item = draft.supplies[id_]
        divided = supply.share_by is not None
        for key, idle_, why in (
            (
                "waste",
                bool(supply.waste) and divided,
                message("`waste` has no effect on what is divided: wards have all that there is"),
            ),
            (
                "at_least",
                bool(supply.at_least) and not divided and not supply.per,
                message("`at_least` has no effect: `{supply}` is not divided", supply=supply.name),
            ),
            (
                "source",
                supply.source is not None and not supply.unit_cost,
                message("`source` has no effect: `{supply}` costs nothing", supply=supply.name),
            ),
        ):
            if idle_:
                yield idle(item.place / key, why)


def money(draft: Draft, plan: Plan) -> Iterator[Problem]:
    """What pays, and what bounds it, is for something that costs."""
    costs = False
    for id_, activity in plan.activities.items():
        members = members_of(plan.host_activity(activity))
        paid = any(cost_at(activity, member) for member in members)
        costs = costs or paid
        if activity.source is not None and not paid:
            why = message("`source` has no effect: `{activity}` costs nothing", activity=id_)
            yield idle(draft.activities[id_].place / "source", why)
    costs = costs or any(supply.unit_cost for supply in plan.supplies.values())
    if plan.budget.limit is not None and not costs:
        why = message("`limit` has no effect: nothing in the plan costs anything")
        way = message("give activities a `cost`, and supplies a `unit_cost`")
        yield idle(("budget", "limit"), why, way)


def weights(draft: Draft, plan: Plan) -> Iterator[Problem]:
    """A preference that has a weight prices something."""
    for name, item in draft.preferences.items():
        if item.value and name in _SOLVED and (why := _prices_nothing(plan, name)) is not None:
            yield idle(item.place, why)


def _prices_nothing(plan: Plan, name: str) -> Message | None:
    alone = [one for one in plan.activities.values() if one.within is None]
    chosen = any(one.targets.form == "choose" for one in alone)
    people = any(plan.resources[id_].named for one in plan.activities.values() for id_ in one.uses)
    placed = [one for one in alone if not one.window]
    known: dict[str, tuple[bool, Message]] = {
        "preferred-day": (
            any(one.prefer_on for one in placed),
            message("`{name}` has no effect: no activity prefers a day", name=name),
        ),
        "preferred-session": (
            any(one.prefer_sessions for one in placed),
            message("`{name}` has no effect: no activity prefers a session", name=name),
        ),
        "host-balance": (
            chosen,
            message("`{name}` has no effect: no activity chooses its wards", name=name),
        ),
        "member-balance": (
            people,
            message("`{name}` has no effect: nobody serves by name", name=name),
        ),
        "member-travel": (
            people,
            message("`{name}` has no effect: nobody serves by name", name=name),
        ),
    }
    some, why = known.get(name, (True, None))
    return None if some else why
