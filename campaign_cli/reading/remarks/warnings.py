"""What a plan may say and someone should look at: warnings."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from campaign_cli.model.plan import OWNER_WARD, Closing, Plan
from campaign_cli.reading.draft import Draft
from campaign_cli.reading.draft.assembly import ward_names
from campaign_cli.reading.files.place import Item, Place, Problem
from campaign_cli.reading.format import activities as act
from campaign_cli.reading.rules.days import Days
from campaign_cli.reading.rules.open_days import allowed, quoted, weekdays
from campaign_cli.reading.wording.messages import full
from campaign_cli.reading.wording.suggestions import meant
from campaign_cli.support.diagnostic import Path, Severity
from campaign_cli.support.language import counted, message
from campaign_cli.support.text import slug, spelling

_FAR = timedelta(days=180)
_WARDS = ("wards", "each ward", "phường", "các phường", "mỗi phường", "xã", "các xã", "mỗi xã")
"""What people write for each ward's own office."""


def bodies(draft: Draft) -> Iterator[Problem]:
    """A free text that looks like a body's id or name is likely meant to be that body."""
    names = {id_: item.value.name for id_, item in draft.bodies.items()}
    short = {id_: item.value.short or "" for id_, item in draft.bodies.items()}
    called = {slug(name): id_ for known in (short, names) for id_, name in known.items()}
    seen: dict[str, str | None] = {OWNER_WARD: None, **dict.fromkeys(draft.bodies)}
    terms = draft.campaign.value.ward_term if draft.campaign else None
    wards = {slug(one) for one in (*_WARDS, *(terms or "").split(","))}
    for text, place in _named_bodies(draft):
        if slug(text) in wards and text not in seen and place.keys[-1] == "owner":
            seen[text] = OWNER_WARD if place.keys[0] == "activity" else None
        if text not in seen:
            found = called.get(slug(text))
            if found is None and " " not in text:
                found = meant(slug(text), draft.bodies)
            seen[text] = found
        body = seen[text]
        if body is not None:
            yield Problem(
                "P501",
                message("no body has the id `{name}`: it is printed as it stands", name=text),
                place,
                help=message("did you mean `{name}`?", name=body),
                severity=Severity.WARNING,
            )


def _named_bodies(draft: Draft) -> Iterator[tuple[str, Place]]:
    if draft.campaign and draft.campaign.value.organiser:
        yield draft.campaign.value.organiser, draft.campaign.place / "organiser"
    for venue in draft.venues.values():
        if venue.value.owner:
            yield venue.value.owner, venue.place / "owner"
    for item in draft.activities.values():
        if item.value.owner:
            yield item.value.owner, item.place / "owner"
        for at, helper in enumerate(item.value.with_):
            yield helper, item.place / "with" / at


def equal_names(draft: Draft) -> Iterator[Problem]:
    """Wards that have one name are told apart on every page by what is added to it."""
    names = ward_names(draft)
    first: dict[str, str] = {}
    for id_, ward in draft.wards.items():
        other = first.setdefault(spelling(ward.value.name), id_)
        if other != id_:
            yield Problem(
                "P524",
                message("two wards are called `{name}`", name=ward.value.name),
                draft.place_in_ward(ward, "name"),
                notes=(draft.place_in_ward(draft.wards[other], "name"),),
                help=message(
                    "pages call them `{name}` and `{other}`; better names tell them apart",
                    name=names[other],
                    other=names[id_],
                ),
                severity=Severity.WARNING,
            )


def wards_in_charge(plan: Plan) -> Iterator[Problem]:
    """What is one for all and run by a ward is run by somebody whom the plan does not name."""
    for activity in plan.activities.values():
        if activity.owner != OWNER_WARD or not activity.targets.one_for_all:
            continue
        venue = plan.venues.get(plan.host_activity(activity).venue or "")
        if venue and venue.ward in activity.targets.members:
            continue
        first = next(iter(activity.targets.members), None)
        said = message("`{activity}` has no ward: the organiser runs it", activity=activity.id)
        if first:
            said = message(
                "`{activity}` is one for all wards: `{ward}`, the first of them, runs it",
                activity=activity.id,
                ward=first,
            )
        yield Problem(
            "P520",
            said,
            ("activity", activity.id, "owner"),
            help=message("name a body as `owner`, or the place of the ward that runs it as `venue`")
            if first
            else message("name a body as `owner`"),
            severity=Severity.WARNING,
        )


def phones(plan: Plan) -> Iterator[Problem]:
    """Every ward has somebody to call."""
    without = [
        ward.id for ward in plan.wards.values() if ward.contact is None or not ward.contact.phone
    ]
    if without:
        yield Problem(
            "P502",
            counted("{n} ward has no phone number", "{n} wards have no phone number", len(without)),
            ("ward", without[0]),
            help=message('give each a `contact = {{ name = "…", phone = "…" }}`'),
            severity=Severity.WARNING,
        )


def preferred_days(plan: Plan) -> Iterator[Problem]:
    """A preferred day lies where the event may be."""
    for activity in plan.activities.values():
        for day in activity.prefer_on:
            if not activity.first <= day <= activity.last:
                yield Problem(
                    "P503",
                    message(
                        "the preferred day lies outside the window, {first} to {last}",
                        first=full(activity.first),
                        last=full(activity.last),
                    ),
                    ("activity", activity.id, "prefer", "on"),
                    label=full(day),
                    severity=Severity.WARNING,
                )
                break


def preferred_days_to_have(plan: Plan) -> Iterator[Problem]:
    """A preferred day within the window is one that some event of the activity can have."""
    for activity in plan.activities.values():
        if activity.within or activity.window or not activity.prefer_on:
            continue
        days = Days(plan, activity)
        for day in activity.prefer_on:
            if activity.first <= day <= activity.last and not days.can_be_had(day):
                yield _not_to_have(days, day)
                break


def _not_to_have(days: Days, day: date) -> Problem:
    """Return that a day cannot be had, and whether its weekday is all that stands against it."""
    activity = days.activity
    path = ("activity", activity.id, "prefer", "on")
    wider = frozenset({*allowed(days), day.weekday()})
    if wider != allowed(days) and Days(days.plan, replace(activity, days=wider)).can_be_had(day):
        return Problem(
            "P506",
            message(
                "`{activity}` prefers {day}, and is never on that weekday",
                activity=activity.id,
                day=day,
            ),
            path,
            label=weekdays(days),
            help=message(
                "prefer another day, or let it be on that weekday too: `days = [{days}]`",
                days=quoted(wider),
            ),
            severity=Severity.WARNING,
        )
    return Problem(
        "P506",
        message("no event of `{activity}` can be on its preferred day", activity=activity.id),
        path,
        label=message("{day}", day=day),
        help=message("prefer another day, or open this one to it and to all it needs"),
        severity=Severity.WARNING,
    )


def after_all(draft: Draft) -> Iterator[Problem]:
    """What does not wait for everything, though it says so, is told."""
    every = {id_: item for id_, item in draft.activities.items() if item.value.after == "all"}
    if not every:
        return
    (first, *_), last = every, list(every.values())[-1]
    if len(every) > 1:
        yield Problem(
            "P507",
            message(
                "{activities} come after all: none of them waits for another",
                activities=tuple(f"`{one}`" for one in every),
            ),
            last.place / "after",
            notes=(every[first].place / "after",),
            help=message('name what one of them waits for: `after = ["{id}"]`', id=first),
            severity=Severity.WARNING,
        )
    for item in draft.activities.values():
        after = item.value.after
        for at, entry in enumerate(after if isinstance(after, list) else ()):
            earlier = entry if isinstance(entry, str) else entry.activity
            if earlier in every and earlier != item.id and not _meant_late(item, every[earlier]):
                yield Problem(
                    "P507",
                    message(
                        "`{activity}` comes after `{earlier}`, which does not wait for it",
                        activity=item.id,
                        earlier=earlier,
                    ),
                    item.place / "after" / at,
                    notes=(message("`{earlier}` waits for all else", earlier=earlier),),
                    severity=Severity.WARNING,
                )


def _meant_late(item: Item[act.Activity], earlier: Item[act.Activity]) -> bool:
    """Return whether the dates of an activity say that it is for the end, after `earlier`."""
    own, other = item.value, earlier.value
    if own.from_ is None and own.to is None:
        return False
    return own.to is None or (other.to is not None and own.to >= other.to)


def far_dates(plan: Plan) -> Iterator[Problem]:
    """No date lies half a year from the campaign: the year is likely wrong."""
    first, last = plan.campaign.prepare_from - _FAR, plan.campaign.wind_up + _FAR
    for day, path in _dates(plan):
        if not first <= day <= last:
            yield Problem(
                "P505",
                message("{day} is far from the campaign", day=full(day)),
                path,
                help=message("is the year right?"),
                severity=Severity.WARNING,
            )


def _dates(plan: Plan) -> Iterator[tuple[date, Path]]:
    if plan.document.date is not None:
        yield plan.document.date, ("document", "date")
    for day in sorted(plan.calendar.opened):
        yield day, ("calendar", "open")
    yield from _closings(plan.calendar.closings, ("calendar", "closed"))
    for ward in plan.wards.values():
        yield from _closings(ward.closings, ("ward", ward.id, "closed"))
    for venue in plan.venues.values():
        yield from _closings(venue.closings, ("venue", venue.id, "closed"))
    yield from _dates_of_use(plan)


def _dates_of_use(plan: Plan) -> Iterator[tuple[date, Path]]:
    for resource in plan.resources.values():
        for member in resource.members.values():
            path = ("resource", resource.id, "members", member.id, "closed")
            yield from _closings(member.closings, path)
    for supply in plan.supplies.values():
        if supply.ready is not None:
            yield supply.ready, ("supply", supply.id, "ready")
    for task in plan.tasks:
        if task.date is not None:
            yield task.date, ("task", task.id, "on")
    for activity in plan.activities.values():
        for quota in activity.quotas:
            if quota.send_by is not None:
                yield quota.send_by, ("activity", activity.id, "quota", quota.id, "send_by")


def _closings(closings: Iterable[Closing], path: Path) -> Iterator[tuple[date, Path]]:
    for at, closing in enumerate(closings):
        # An open-ended closing may well have begun long ago.
        if closing.first is not None and closing.last is not None:
            yield closing.first, (*path, str(at))
