"""Activities of a draft → of the plan, with what their kind, host and campaign give them."""

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import replace

from campaign_cli.model import plan as model
from campaign_cli.model.plan.kind import Kind
from campaign_cli.model.plan.wording import organiser_of
from campaign_cli.reading.draft import Draft
from campaign_cli.reading.draft.resolution import activity_id, fixed_events, targets, venue_id
from campaign_cli.reading.files.place import Item
from campaign_cli.reading.format import activities as act
from campaign_cli.reading.format.kinds import lasts, tasks, tasks_of, weekdays


def activities(
    draft: Draft, campaign: model.Campaign, calendar: model.Calendar
) -> dict[str, model.Activity]:
    """Return the plan's activities."""
    made = {
        id_: _activity(draft, item, campaign, calendar, _kind(draft, item))
        for id_, item in draft.activities.items()
    }
    host_of = draft.host_of
    made = {
        id_: one if host_of[id_] == id_ else _inside(one, made[host_of[id_]])
        for id_, one in made.items()
    }
    return _with_all_written_out(draft, made, host_of)


def _activity(
    draft: Draft,
    item: Item[act.Activity],
    campaign: model.Campaign,
    calendar: model.Calendar,
    kind: Kind,
) -> model.Activity:
    value, ward = item.value, item.ward
    wanted = targets(draft, item)
    prefer = value.prefer or act.Prefer()
    on = prefer.on if isinstance(prefer.on, list) else [prefer.on] if prefer.on else []
    one_for_all = targets(draft, draft.activities[draft.host_of[item.id]]).one_for_all
    theirs = ward or not (campaign.organiser or one_for_all)
    default = model.OWNER_WARD if theirs else organiser_of(campaign)
    outdoor = kind.outdoor if value.outdoor is None else value.outdoor
    return model.Activity(
        id=item.id,
        kind=kind,
        title=value.title,
        owner=value.owner or default,
        helpers=tuple(value.with_),
        preside=value.preside,
        attend=value.attend,
        targets=wanted,
        delegates=value.attendance == "delegates",
        times=value.times or 1,
        apart=1 if value.apart is None else value.apart,
        first=value.from_ or campaign.start,
        last=value.to or campaign.end,
        days=weekdays(value.days) or kind.days,
        sessions=sessions_of(value.sessions, kind.sessions, [one.id for one in calendar.sessions]),
        hours=value.hours,
        lasts=lasts(value.lasts) or kind.lasts,
        beside=kind.beside if value.beside is None else value.beside,
        outdoor=outdoor,
        private=kind.private if value.private is None else value.private,
        after=_after(draft, value, ward),
        within=activity_id(draft, value.within, ward) if value.within else None,
        uses={id_: tuple(use) if isinstance(use, list) else use for id_, use in value.uses.items()},
        supplies=dict(value.supplies),
        audience=value.audience,
        venue=venue_id(draft, value.venue, ward) if value.venue else None,
        cost=value.cost,
        source=value.source,
        prefer_on=tuple(on),
        prefer_sessions=frozenset(prefer.sessions or ()),
        indicators=dict(value.indicators),
        quotas=tuple(
            model.Quota(id=id_, of=one.of, by=one.by, at_least=one.at_least, send_by=one.send_by)
            for id_, one in value.quota.items()
        ),
        fixed={
            key: model.Fixed(one.date, one.session)
            if isinstance(one, act.Fixed)
            else model.Fixed(one)
            for key, one, _ in fixed_events(item, wanted)
        },
        overrides={member: _override(draft, one, ward) for member, one in value.in_.items()},
        parts=tuple(model.Part(one.hours, one.title) for one in value.part),
        tasks=tasks(tasks_of(kind, outdoor=outdoor), value.task, value.drop),
        own_ward=ward,
    )


def sessions_of(
    own: Iterable[str] | None, kind: Iterable[str], calendar: Iterable[str]
) -> tuple[str, ...]:
    """Return the sessions an activity uses, in the calendar's order.

    Sessions of the kind that the calendar does not have are left out; none left means all.
    """
    all_ = tuple(calendar)
    wanted = set(kind if own is None else own)
    return tuple(one for one in all_ if one in wanted) or all_


def _kind(draft: Draft, item: Item[act.Activity]) -> Kind:
    kind = draft.kind(item.value.kind)
    assert kind is not None, item.value.kind
    return kind


def _override(draft: Draft, override: act.Override, ward: str | None) -> model.Override:
    return model.Override(
        audience=override.audience,
        cost=override.cost,
        venue=venue_id(draft, override.venue, ward) if override.venue else None,
        hours=override.hours,
        preside=override.preside,
        indicators=dict(override.indicators),
        supplies=dict(override.supplies),
    )


def _after(draft: Draft, value: act.Activity, ward: str | None) -> tuple[model.After, ...]:
    if value.after is None or isinstance(value.after, str):
        return ()
    return tuple(
        model.After(activity_id(draft, one.activity, ward), one.by)
        if isinstance(one, act.After)
        else model.After(activity_id(draft, one, ward))
        for one in value.after
    )


def _inside(activity: model.Activity, host: model.Activity) -> model.Activity:
    """Return an activity with the wards and times of the one in whose events it takes place."""
    return replace(
        activity,
        targets=host.targets,
        delegates=host.delegates,
        times=host.times,
        apart=host.apart,
        first=host.first,
        last=host.last,
        days=host.days,
        sessions=host.sessions,
        lasts=host.lasts,
    )


def _with_all_written_out(
    draft: Draft, made: Mapping[str, model.Activity], host_of: Mapping[str, str]
) -> dict[str, model.Activity]:
    """Return the activities with `after = "all"` as a list.

    All is every activity that is solved and not itself after this one; of two that come after
    all, neither comes after the other.
    """
    every = {id_ for id_, item in draft.activities.items() if item.value.after == "all"}
    if not every:
        return dict(made)
    followers: dict[str, list[str]] = {}
    for id_, one in made.items():
        for after in one.after:
            followers.setdefault(host_of[after.activity], []).append(id_)
    solved = [id_ for id_, one in made.items() if not (one.window or one.within or id_ in every)]
    result = dict(made)
    for id_ in every:
        later = _reached(id_, followers)
        others = tuple(model.After(one) for one in solved if one not in later)
        result[id_] = replace(made[id_], after=others)
    return result


def _reached(start: str, followers: Mapping[str, Iterable[str]]) -> set[str]:
    """Return `start` and all that comes after it."""
    reached, waiting = {start}, deque([start])
    while waiting:
        for one in followers.get(waiting.popleft(), ()):
            if one not in reached:
                reached.add(one)
                waiting.append(one)
    return reached
