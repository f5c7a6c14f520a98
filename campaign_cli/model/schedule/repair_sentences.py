"""Each change that may make an impossible plan work, as a sentence."""

from collections.abc import Iterable
from datetime import date

from campaign_cli.model.plan import Plan
from campaign_cli.model.plan.event_id import EventId, event_id
from campaign_cli.model.repair import Change, Repair
from campaign_cli.support.language import Message, Words, counted, message
from campaign_cli.support.text import small

_LISTED = 5
"""Up to so many names stand in a sentence; more are counted."""

_WEEKDAYS = {
    "mon": {"vi": "thứ Hai", "en": "Mondays"},
    "tue": {"vi": "thứ Ba", "en": "Tuesdays"},
    "wed": {"vi": "thứ Tư", "en": "Wednesdays"},
    "thu": {"vi": "thứ Năm", "en": "Thursdays"},
    "fri": {"vi": "thứ Sáu", "en": "Fridays"},
    "sat": {"vi": "thứ Bảy", "en": "Saturdays"},
    "sun": {"vi": "chủ nhật", "en": "Sundays"},
}


def sentences(plan: Plan, repair: Repair) -> tuple[Message, ...]:
    """Return what a repair does, a sentence for each change."""
    return tuple(sentence(plan, change) for change in repair.changes)


def sentence(plan: Plan, change: Change) -> Message:
    """Return what a change does: "let `talk` end 2 days later, on Sunday 20 November"."""
    said = _of_a_day(plan, change) or _of_activities(plan, change) or _of_means(change)
    if said is not None:
        return said
    path = ".".join(change.path)
    if change.value is None:
        return message("take `{path}` out", path=path)
    value = change.value.isoformat() if isinstance(change.value, date) else change.value
    return message("let `{path}` be {value}", path=path, value=value)


def _of_a_day(plan: Plan, change: Change) -> Message | None:  # noqa: PLR0911 - one line a form reads best
    """Return the sentence of a day that is opened."""
    day = change.day
    if day is None:
        return None
    match change.path:
        case ("calendar", "open" | "workdays", *_):
            if day in plan.calendar.holidays:
                holiday = plan.calendar.holidays[day]
                return message("let {day} ({holiday}) be a workday", day=day, holiday=holiday)
            return message("let {day} be a workday", day=day)
        case ("calendar", *_):
            if change.session:
                session = _session(plan, change.session)
                return message("open {day} ({session}) to events", day=day, session=session)
            return message("open {day} to events", day=day)
        case ("activity", id_, *_):
            return message("let `{id}` take place on {day}, too", id=id_, day=day)
        case ("resource", _, "members", id_, *_) | (_, id_, *_):
            if change.session:
                session = _session(plan, change.session)
                return message(
                    "let `{id}` be free on {day} ({session})", id=id_, day=day, session=session
                )
            return message("let `{id}` be free on {day}", id=id_, day=day)
        case _:
            return None


def _of_activities(plan: Plan, change: Change) -> Message | None:  # noqa: C901, PLR0911, PLR0912 - one line a key reads best
    """Return the sentence of what an activity asks for."""
    was, value = change.was, change.value
    match change.path:
        case ("activity", id_, "from" | "to" as key) if isinstance(value, date):
            return _bound(id_, key, was, value)
        case ("activity", id_, "sessions") if isinstance(value, tuple):
            names = tuple(_session(plan, one) for one in _added(was, value))
            return message("let `{id}` use further sessions: {sessions}", id=id_, sessions=names)
        case ("activity", id_, "days") if isinstance(value, tuple):
            names = tuple(_WEEKDAYS[one] for one in _added(was, value))
            return message("let `{id}` take place on {days}, too", id=id_, days=names)
        case ("activity", id_, "after", other, *_):
            if value is None:
                return message("let `{id}` not wait for `{other}`", id=id_, other=other)
            return _after(id_, other, value)
        case ("activity", id_, "apart") if isinstance(value, int):
            if value == 0:
                return message(
                    "let events of `{id}` in one ward share a day, in different sessions", id=id_
                )
            return counted(
                "let events of `{id}` begin {n} day apart instead of {was}",
                "let events of `{id}` begin {n} days apart instead of {was}",
                value,
                id=id_,
                was=was,
            )
        case ("activity", id_, "times") if isinstance(value, int):
            if value == 1:
                return message("hold `{id}` once instead of {was} times", id=id_, was=was)
            return message("hold `{id}` {n} times instead of {was}", n=value, id=id_, was=was)
        case ("activity", id_, "fixed", *rest):
            event = _event(id_, "".join(rest))
            if isinstance(value, date):
                return message("fix `{event}` on {day} instead", event=event, day=value)
            return message("drop the fixed date of `{event}`", event=event)
        case ("activity", id_, "wards", "choose") if isinstance(value, int):
            return counted(
                "choose {n} ward instead of {was} for `{id}`",
                "choose {n} wards instead of {was} for `{id}`",
                value,
                id=id_,
                was=was,
            )
        case ("activity", id_, "wards", "per_group"):
            if not isinstance(value, int):
                return message("let any number of a group be chosen for `{id}`", id=id_)
            return counted(
                "let {n} ward of a group be chosen for `{id}` instead of {was}",
                "let {n} wards of a group be chosen for `{id}` instead of {was}",
                value,
                id=id_,
                was=was,
            )
        case ("activity", id_, "wards", *_) if isinstance(value, tuple):
            return _left_out(id_, _added(value, was))
        case ("activity", id_, "audience"):
            return _audience(id_, was, value)
        case ("activity", id_, "in", ward, "audience"):
            return _audience(event_id(id_, ward, 1), was, value)
        case ("activity", id_, "uses", resource) if isinstance(value, int):
            return message(
                "let an event of `{id}` use {value} `{resource}` instead of {was}",
                id=id_,
                value=value,
                resource=resource,
                was=was,
            )
        case ("campaign", "end" | "wind_up") if isinstance(value, date):
            return message("let the campaign last until {day}", day=value)
        case ("campaign", "start" | "prepare_from") if isinstance(value, date):
            return message("let the campaign begin on {day}", day=value)
        case _:
            return None


def _of_means(change: Change) -> Message | None:  # noqa: C901, PLR0911, PLR0912 - the same
    """Return the sentence of people, things, places and money."""
    was, value = change.was, change.value
    more = value - was if isinstance(value, int) and isinstance(was, int) else 0
    match change.path:
        case ("resource" | "supply", id_, "quantity") if more > 0:
            if more == 1:
                return message("one more `{id}`", id=id_)
            return message("{n} more `{id}`", n=more, id=id_)
        case ("resource", id_, "members") if isinstance(value, int):
            if value == 1:
                return message("one more person in `{id}`", id=id_)
            return message("{n} more people in `{id}`", n=value, id=id_)
        case ("resource", _, "members", id_, "days") if isinstance(value, tuple):
            names = tuple(_WEEKDAYS[one] for one in _added(was, value))
            return message("let `{id}` serve on {days}, too", id=id_, days=names)
        case ("resource", id_, "max_per_day"):
            if not isinstance(value, int):
                return message("let each of `{id}` serve any number of events a day", id=id_)
            return counted(
                "let each of `{id}` serve {n} event a day instead of {was}",
                "let each of `{id}` serve {n} events a day instead of {was}",
                value,
                id=id_,
                was=was,
            )
        case ("venue", id_, "capacity"):
            if not isinstance(value, int):
                return message("let `{id}` hold any number", id=id_)
            return message(
                "let `{id}` hold {value} people instead of {was}", id=id_, value=value, was=was
            )
        case ("supply", id_, "ready") if isinstance(value, date):
            return message("have `{id}` ready by {day}", id=id_, day=value)
        case ("budget", "limit") if isinstance(value, int):
            return message("raise the budget's limit to {value}", value=value)
        case ("budget", "source", id_, *_) if isinstance(value, int):
            return message("raise what `{id}` pays to {value}", id=id_, value=value)
        case _:
            return None


def _bound(id_: str, key: str, was: object, value: date) -> Message:
    days = abs((value - was).days) if isinstance(was, date) else 0
    if key == "to":
        return counted(
            "let `{id}` end {n} day later, on {day}",
            "let `{id}` end {n} days later, on {day}",
            days,
            id=id_,
            day=value,
        )
    return counted(
        "let `{id}` begin {n} day earlier, on {day}",
        "let `{id}` begin {n} days earlier, on {day}",
        days,
        id=id_,
        day=value,
    )


def _after(id_: str, other: str, by: object) -> Message:
    if by == 0:
        return message(
            "let `{id}` follow `{other}` from a later session of the same day on",
            id=id_,
            other=other,
        )
    assert isinstance(by, int)
    return counted(
        "let `{id}` follow `{other}` after {n} day",
        "let `{id}` follow `{other}` after {n} days",
        by,
        id=id_,
        other=other,
    )


def _audience(event: str, was: object, value: object) -> Message:
    if value is None:
        return message("name no audience for `{event}`", event=event)
    return message(
        "expect {value} people instead of {was} at `{event}`", event=event, value=value, was=was
    )


def _left_out(id_: str, wards: tuple[str, ...]) -> Message:
    if len(wards) > _LISTED:
        return counted(
            "leave {n} ward out of `{id}`", "leave {n} wards out of `{id}`", len(wards), id=id_
        )
    return message("leave {wards} out of `{id}`", id=id_, wards=tuple(f"`{one}`" for one in wards))


def _added(was: object, value: object) -> tuple[str, ...]:
    """Return what `value` has and `was` has not."""
    before = set(was) if isinstance(was, Iterable) else set()
    return tuple(one for one in value if one not in before) if isinstance(value, tuple) else ()


def _event(activity: str, which: str) -> str:
    return str(EventId.of_key(activity, which))


def _session(plan: Plan, id_: str) -> Words:
    """Return a session's name as it stands in a sentence."""
    names = next(one.name for one in plan.calendar.sessions if one.id == id_)
    return {code: small(name) for code, name in names.items()}
