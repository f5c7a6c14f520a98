"""Lines of a plan that have no effect: warnings.

What informs a reader (a phone, an address, a default written out) is no such line; what is meant
to bind, to price or to be counted, and does not, is.
"""

from collections.abc import Iterator

from campaign_cli.model.plan import Activity, Plan
from campaign_cli.model.plan.demand import members_of, supply_uses, wards_at, wards_of_events
from campaign_cli.model.plan.kind import TaskTemplate
from campaign_cli.reading.draft import Draft
from campaign_cli.reading.draft.resolution import activity_id, targets
from campaign_cli.reading.files.place import Item, Place, Problem
from campaign_cli.reading.format import activities as act
from campaign_cli.reading.rules.days import Days
from campaign_cli.support.diagnostic import Path, Severity
from campaign_cli.support.language import Message, counted, message

_OUT = message("take it out")


def idle(at: Place | Path, why: Message, help_: Message = _OUT, code: str = "P508") -> Problem:
    """Return the remark that a line has no effect."""
    return Problem(code, why, at, help=help_, severity=Severity.WARNING)


def _solved(draft: Draft, plan: Plan) -> Iterator[tuple[Item[act.Activity], Activity]]:
    """Yield the activities that have events of their own."""
    for id_, activity in plan.activities.items():
        if activity.within is None:
            yield draft.activities[id_], activity


def apart(draft: Draft) -> Iterator[Problem]:
    """Events are apart from others of their activity in the same ward: there are some."""
    for item in draft.activities.values():
        value = item.value
        if value.apart is None or (value.times or 1) > 1 or item.flawed & {"times", "wards"}:
            continue
        wanted = targets(draft, item)
        every = (
            []
            if wanted.one_for_all
            else [ward for one in wanted.members for ward in draft.group_wards.get(one, (one,))]
        )
        if value.within is None and len(every) == len(set(every)):
            yield idle(
                item.place / "apart",
                message(
                    "`apart` has no effect: no ward has two events of `{activity}`",
                    activity=item.id,
                ),
                message("ask for more `times`, or take it out"),
            )


def after(draft: Draft, plan: Plan) -> Iterator[Problem]:
    """An activity that comes after another has something to wait for."""
    waiting_for_all = sum(1 for one in draft.activities.values() if one.value.after == "all")
    for item, activity in _solved(draft, plan):
        entries = item.value.after
        if entries is None:
            continue
        place = item.place / "after"
        # Of several that wait for all, it is told elsewhere that none waits for another.
        if not activity.after and (entries != "all" or waiting_for_all == 1):
            why = message("`{activity}` comes after nothing at all", activity=activity.id)
            yield idle(place, why, code="P510")
        for at, entry in enumerate(entries if isinstance(entries, list) else ()):
            named = activity_id(
                draft, entry if isinstance(entry, str) else entry.activity, item.ward
            )
            host = plan.host_activity(plan.activities[named])
            if not _meets(plan, activity, host):
                yield idle(
                    place / at,
                    message(
                        "`{activity}` never waits for `{other}`: the wards that it shares with it "
                        "are never chosen",
                        activity=activity.id,
                        other=named,
                    ),
                    message("choose one of these wards, or take it out"),
                    code="P510",
                )


def _meets(plan: Plan, activity: Activity, other: Activity) -> bool:
    """Return whether some event of `activity` waits for one of `other` that may be held."""
    sure = _sure(other)
    if other.targets.form != "choose" or len(sure) < other.targets.choose:
        return True
    candidates = wards_of_events(plan, other)
    wards = (set(wards_at(plan, activity, member)) for member in members_of(activity))
    return any(sure & own or not candidates & own for own in wards)


def _sure(activity: Activity) -> frozenset[str]:
    """Return the wards that are chosen in any case."""
    return activity.targets.always | activity.fixed_members


def preferred(draft: Draft, plan: Plan) -> Iterator[Problem]:
    """What an activity prefers, some event of it may have or lack."""
    for item, activity in _solved(draft, plan):
        prefer = item.value.prefer
        if prefer is None:
            continue
        place = item.place / "prefer"
        days = len(activity.fixed)
        sessions = sum(1 for one in activity.fixed.values() if one.session is not None)
        every = len(members_of(activity)) * activity.times
        for key, fixed in (("on", days), ("sessions", sessions)):
            if getattr(prefer, key) is not None and fixed == every:
                why = message(
                    "`{key}` has no effect: every event of `{activity}` is fixed",
                    key=key,
                    activity=activity.id,
                )
                yield idle(place / key, why)
        begins = {row[0] for row in Days(plan, activity).rows}
        wanted = activity.prefer_sessions
        if not wanted or sessions == every:
            continue
        if begins <= wanted:
            why = message(
                "`sessions` has no effect: `{activity}` begins in one of them anyway",
                activity=activity.id,
            )
            yield idle(place / "sessions", why)
        elif not begins & wanted:
            why = message(
                "no event of `{activity}` can begin in these sessions", activity=activity.id
            )
            way = message("prefer others, or let it use these: `sessions`")
            yield idle(place / "sessions", why, way)


def wards_time(draft: Draft, plan: Plan) -> Iterator[Problem]:
    """What says whether an activity takes its wards' time is about one that has wards."""
    for item, activity in _solved(draft, plan):
        if activity.targets.form == "none" or activity.window:
            for key in ("beside", "attendance"):
                if key not in item.value.model_fields_set:
                    continue
                if activity.targets.form == "none":
                    why = message(
                        "`{key}` has no effect: `{activity}` has no wards",
                        key=key,
                        activity=activity.id,
                    )
                elif key == "beside":
                    why = message(
                        "`beside` has no effect: what is as long as its window takes no ward's time"
                    )
                else:
                    continue
                yield idle(item.place / key, why)


def choices(draft: Draft, plan: Plan) -> Iterator[Problem]:
    """What a choice of wards asks leaves some out."""
    for item, activity in _solved(draft, plan):
        form, choice = item.value.wards, activity.targets
        if not isinstance(form, act.Choose):
            continue
        place = item.place / "wards"
        if form.always and choice.choose == len(choice.members):
            why = message("`always` has no effect: every ward is chosen")
            yield idle(place / "always", why)
        inside = (set(group.wards) & set(choice.members) for group in plan.groups.values())
        if choice.per_group is not None and all(len(one) <= choice.per_group for one in inside):
            why = message(
                "`per_group` has no effect: no group has more than {wards} to choose from",
                wards=counted("{n} ward", "{n} wards", choice.per_group),
            )
            yield idle(place / "per_group", why)


def differences(draft: Draft, plan: Plan) -> Iterator[Problem]:
    """What is different in one ward differs."""
    for id_, activity in plan.activities.items():
        item = draft.activities[id_]
        for member, override in item.value.in_.items():
            place = item.place / "in" / member
            for key in sorted(override.model_fields_set):
                own, usual = getattr(override, key), getattr(item.value, key)
                if isinstance(own, dict):
                    same = [one for one, value in own.items() if usual.get(one) == value]
                    spots = [(place / key / one, one) for one in same]
                else:
                    spots = [(place / key, key)] if own == usual else []
                for spot, name in spots:
                    why = message(
                        "`{key}` is the same here as in all of `{activity}`",
                        key=name,
                        activity=activity.id,
                    )
                    yield idle(spot, why)


def overridden(draft: Draft, plan: Plan) -> Iterator[Problem]:
    """What is said for every event is for one at least that has nothing of its own."""
    for id_, activity in plan.activities.items():
        item = draft.activities[id_]
        members = members_of(plan.host_activity(activity))
        own = [_entries(item.value.in_[one]) for one in members if one in item.value.in_]
        if len(own) < len(members):
            continue
        for key, value in _entries(item.value).items():
            # "" is nothing of its own; what is the same there is told of that line.
            if value and not any(one.get(key) in {None, "", value} for one in own):
                why = message(
                    "`{key}` has no effect: each event of `{activity}` has its own, under `in`",
                    key=key[-1],
                    activity=id_,
                )
                yield idle(Place(item.place.file, (*item.place.keys, *key)), why)


def _entries(table: act.Activity | act.Override) -> dict[tuple[str, ...], object]:
    """Return what is written of all that may be different in a ward, by its keys."""
    found: dict[tuple[str, ...], object] = {}
    for key in sorted(table.model_fields_set & act.Override.model_fields.keys()):
        value = getattr(table, key)
        if isinstance(value, dict):
            found |= {(key, name): one for name, one in value.items()}
        else:
            found[key,] = value
    return found


def tasks(draft: Draft, plan: Plan) -> Iterator[Problem]:
    """A task that is dropped, or asked for under a condition, can be one of the activity."""
    for id_, activity in plan.activities.items():
        item = draft.activities[id_]
        kind = draft.kind(item.value.kind)
        known = {task.id: task for task in kind.tasks} if kind else {}
        for at, dropped in enumerate(item.value.drop):
            template = known.get(dropped)
            if template is not None and not _can_be(plan, activity, template):
                why = message(
                    "`{activity}` has no task `{task}` anyway", activity=id_, task=dropped
                )
                yield idle(item.place / "drop" / at, why)
        made = {task.id: task for task in activity.tasks}
        for at, task in enumerate(item.value.task):
            if not _can_be(plan, activity, made[task.id]):
                place = item.place / "task" / at
                why = message(
                    "`{activity}` never has the task `{task}`: what it asks for is never so",
                    activity=id_,
                    task=task.id,
                )
                yield idle(place / "if" if task.if_ else place / "id", why)


def _can_be(plan: Plan, activity: Activity, template: TaskTemplate) -> bool:
    """Return whether some event of `activity` may meet the condition of a task."""
    host = plan.host_activity(activity)
    match template.condition:
        case "outdoor":
            return activity.outdoor
        case "private":
            return activity.private
        case "several-wards":
            return any(len(wards_at(plan, host, one)) > 1 for one in members_of(host))
        case "speakers":
            return any(plan.resources[pool].named for pool in activity.uses)
        case "print":
            return any(supply_uses(activity, member) for member in members_of(host))
        case None:
            return True


def windows(draft: Draft, plan: Plan) -> Iterator[Problem]:
    """Days of the week are for what is placed on days, or has tasks on them."""
    for item, activity in _solved(draft, plan):
        daily = any(task.each == "day" for task in activity.tasks)
        if activity.window and item.value.days is not None and not daily:
            yield idle(
                item.place / "days",
                message(
                    "`days` has no effect: `{activity}` lasts on every day of its window",
                    activity=activity.id,
                ),
            )
