"""Rules, preferences and places in the words of an explanation."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from campaign_cli.console.month.words import Month
from campaign_cli.console.problems.diagnostics import rule_name
from campaign_cli.model.plan import Plan
from campaign_cli.model.plan.event_id import EventId
from campaign_cli.model.schedule import Booking
from campaign_cli.support.diagnostic import Cause
from campaign_cli.support.language import Language, Message, message
from campaign_cli.support.text import clean, shortened

if TYPE_CHECKING:
    from campaign_cli.scheduling.questions.barriers import Taken
    from campaign_cli.scheduling.questions.obstacles import Obstacle

_NAMED = 3
"""So many events are named in a line, the rest counted."""
_SHORT = 32


def signed(number: int, language: Language) -> str:
    """Return a difference with its sign."""
    return f"{'+' if number > 0 else '−' if number < 0 else ''}{language.number(abs(number))}"


def title_of(month: Month, id_: str) -> str:
    """Return "Talk on safe homes (Xuân Đỉnh)" of an event of the plan, held or not."""
    name, member, number = EventId.parse(id_)
    activity = month.plan.activities[name]
    title = shortened(clean(activity.title), _SHORT)
    many = f"#{number}" if month.plan.host_activity(activity).times > 1 else ""
    where = " ".join(filter(None, (clean(month.plan.name_of(member)) if member else "", many)))
    return f"{title} ({where})" if where else title


def events_said(month: Month, ids: Sequence[str]) -> str:
    """Return the events' titles, the first of them by name."""
    named = [title_of(month, one) for one in ids[:_NAMED]]
    if len(ids) > _NAMED:
        named.append(f"+{len(ids) - _NAMED}")
    return ", ".join(named)


def session_name(plan: Plan, id_: str, language: Language) -> str:
    """Return a session's name."""
    return next(
        (language.word(one.name).lower() for one in plan.calendar.sessions if one.id == id_), id_
    )


def day_said(plan: Plan, day: date, language: Language) -> str:
    """Return weekday, day and month, and the year where it is none of the campaign's."""
    if plan.campaign.prepare_from.year <= day.year <= plan.campaign.wind_up.year:
        return language.day(day)
    between = ", " if language.code == "vi" else " "
    return f"{language.weekday(day)}{between}{language.full_date(day)}"


def place_said(month: Month, booking: Booking, beside: Booking | None = None) -> str:
    """Return day, part of the day, and the venue where it is another than `beside`'s."""
    parts = [month.language.day(booking.first), month.part_of_day(booking).lower()]
    if beside is not None and beside.venue != booking.venue:
        parts.append(month.where(booking))
    return " · ".join(filter(None, parts))


def days_said(days: Iterable[date], language: Language) -> str:
    """Return days in short."""
    return ", ".join(f"{language.short_weekday(day)} {language.short_date(day)}" for day in days)


def line_said(cause: Cause) -> str:
    """Return where a plan line stands: "plan.toml:41"."""
    return f"{clean(cause.span.file)}:{cause.span.line}" if cause.span else ""


def rule_id(cause: Cause) -> str:
    """Return the rule as messages and the README name it."""
    return f"({cause.rule})"


def taken_said(month: Month, taken: "Taken") -> Message:
    """Return why a rule takes places away from an event."""
    if taken.other:
        return _ordered(month, taken)
    cause = taken.cause
    said = _closed(month.plan, cause) or _asked(month, cause)
    return said or message("{rule}", rule=rule_name(cause.rule, month.language))


def _closed(plan: Plan, cause: Cause) -> Message | None:
    """Return whose closing it is, or which day is none."""
    why = clean(cause.why)
    match cause.path:
        case ("calendar", "workdays") | ("activity", _, "days"):
            return message("not one of its weekdays")
        case ("campaign", "country"):
            return message("public holiday: {why}", why=why)
        case ("calendar", "closed", *_):
            return message("closed: {why}", why=why) if why else message("closed")
        case ("ward" | "venue" as section, id_, *_) if cause.rule.endswith("-closed"):
            things = plan.wards if section == "ward" else plan.venues
            return _not_free(clean(things[id_].name), why)
        case ("resource", pool, "members", id_, *_) if cause.rule == "member-closed":
            return _not_free(clean(plan.resources[pool].members[id_].name), why)
        case _:
            return None


def _asked(month: Month, cause: Cause) -> Message | None:
    """Return what the plan asks of the event."""
    plan = month.plan
    match cause.path:
        case ("supply", id_, *_):
            name, ready = clean(plan.supplies[id_].name), plan.supplies[id_].ready
            return message("{supply} is there from {day}", supply=name, day=ready)
        case ("activity", _, "fixed", *_):
            return message("the plan fixes it elsewhere")
        case ("activity", id_, "from" | "to" | "lasts"):
            what = plan.activities[id_]
            return message("it lies from {first} to {last}", first=what.first, last=what.last)
        case ("campaign", _):
            first, last = plan.campaign.prepare_from, plan.campaign.wind_up
            return message("the campaign lasts from {first} to {last}", first=first, last=last)
        case ("activity", id_, "sessions"):
            sessions = plan.activities[id_].sessions
            names = tuple(session_name(plan, one, month.language) for one in sessions)
            return message("it takes place in these sessions: {names}", names=names)
        case _:
            return None


def _not_free(name: str, why: str) -> Message:
    if why:
        return message("{name} is not free: {why}", name=name, why=why)
    return message("{name} is not free", name=name)


def _ordered(month: Month, taken: "Taken") -> Message:
    """Return which event leaves no room before or after itself."""
    other = title_of(month, taken.other)
    if taken.cause.rule == "apart":
        if month.plan.activities[taken.cause.path[1]].apart:
            return message("too near to {event}", event=other)
        return message("in order with {event}, each in a session of its own", event=other)
    after = taken.cause.path[1] != EventId.parse(taken.other).activity
    if after:
        return message(
            "too early after {event}, over on {day} at the earliest", event=other, day=taken.limit
        )
    return message(
        "too late for {event}, which must come after, on {day} at the latest",
        event=other,
        day=taken.limit,
    )


def obstacle_said(month: Month, obstacle: "Obstacle") -> Message:
    """Return who or what is taken, and by which events."""
    name = thing_name(month.plan, *obstacle.thing)
    if obstacle.events:
        return message(
            "{name}: taken by {events}", name=name, events=events_said(month, obstacle.events)
        )
    return message("{name}: nobody is free", name=name)


def thing_name(plan: Plan, section: str, id_: str) -> str:
    """Return the name of a ward, a venue, a resource or a member of one."""
    match section:
        case "ward":
            return clean(plan.wards[id_].name)
        case "venue":
            return clean(plan.venues[id_].name)
        case "resource":
            return clean(plan.resources[id_].name)
        case _:
            return next(
                clean(pool.members[id_].name)
                for pool in plan.resources.values()
                if id_ in pool.members
            )
