"""What cannot hold: events on days on which they cannot take place."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta

from campaign_cli.model.plan import Activity, Fixed, Plan
from campaign_cli.model.plan.demand import members_of
from campaign_cli.model.plan.event_id import EventId
from campaign_cli.model.plan.nouns import Closing
from campaign_cli.reading.files.place import Problem
from campaign_cli.reading.format.tables import WEEKDAYS
from campaign_cli.reading.rules.days import Cause, Days, campaign_cause, session_name
from campaign_cli.reading.rules.places import can_do_without
from campaign_cli.support.language import CODES, Message, Words, language, message

_CODES = {"ward-closed": "P404", "venue-closed": "P405", "member-closed": "P406"}
_SHOWN = 12
_FIX_ELSEWHERE = message("fix it on another day, or take out what closes this one")


def window(activity: Activity) -> list[Cause]:
    """Return the lines that say from when to when an activity may be."""
    path = ("activity", activity.id)
    return [("window", (*path, "from")), ("window", (*path, "to"))]


def open_days(plan: Plan) -> Iterator[Problem]:
    """Every event has a day on which it can take place."""
    for activity in plan.activities.values():
        if activity.within or activity.window:
            continue
        days = Days(plan, activity)
        path = ("activity", activity.id)
        if not days.rows:
            yield Problem(
                "P408",
                message(
                    "`{activity}` lasts {n} sessions in a row; its sessions are {sessions}",
                    activity=activity.id,
                    n=activity.lasts.sessions,
                    sessions=tuple(session_name(plan, one) for one in activity.sessions),
                ),
                (*path, "lasts"),
                help=message("let it last fewer sessions, or give it more `sessions`"),
                causes=(("window", (*path, "lasts")), ("window", (*path, "sessions"))),
            )
        elif next(days.runs(), None) is None:
            yield _no_open_day(days)
        else:
            yield from _no_free_day(days)


def _no_open_day(days: Days) -> Problem:
    activity = days.activity
    closings: dict[Cause, None] = {}
    day = activity.first
    while day <= activity.last:
        for row in days.rows:
            closing = days.kept_by(day, row)
            if closing is not None:
                closings[campaign_cause(days.plan, activity, closing)] = None
        day = day.fromordinal(day.toordinal() + 1)
    why = message("no day from {first} to {last} is open to `{activity}`", **_bounds(activity))
    if activity.first == activity.last:
        why = message("{first} is not open to `{activity}`", **_bounds(activity))
    elif activity.lasts.days > 1:
        why = message(
            "no {n} days from {first} to {last} are open to `{activity}`",
            n=activity.lasts.days,
            **_bounds(activity),
        )
    causes = (*window(activity), *closings)
    if activity.lasts.days > 1:
        causes = (("window", ("activity", activity.id, "lasts")), *causes)
    return Problem(
        "P407",
        why,
        ("activity", activity.id, "from"),
        label=weekdays(days),
        help=_other_days(days, closings),
        causes=causes,
    )


def weekdays(days: Days) -> Message:
    """Say on which weekdays an activity may be."""
    activity = days.activity
    names = tuple(_weekday(one) for one in sorted(allowed(days)))
    if activity.days is not None and activity.days == activity.kind.days:
        return message(
            "its kind, `{kind}`, takes place on {weekdays}", kind=activity.kind.id, weekdays=names
        )
    return message("it takes place on {weekdays}", weekdays=names)


def allowed(days: Days) -> Collection[int]:
    """Return on which weekdays an activity may be."""
    own = days.activity.days
    return days.plan.calendar.workdays if own is None else own


def quoted(weekdays: Iterable[int]) -> str:
    """Return weekdays as a plan lists them."""
    return ", ".join(f'"{WEEKDAYS[one]}"' for one in sorted(weekdays))


def _weekday(number: int) -> Words:
    # 1 January 2024 was a Monday.
    return {code: language(code).weekday(date(2024, 1, 1 + number)) for code in CODES}


def _other_days(days: Days, closings: Collection[Cause]) -> Message:
    """Return how an activity can be on days of its window all the same."""
    activity = days.activity
    if all(path[-1] not in {"workdays", "days", "kind"} for _, path in closings):
        return message("move `from` or `to`, or take one of the closings out")
    length = min(7, (activity.last - activity.first).days + 1)
    window_ = {(activity.first + timedelta(one)).weekday() for one in range(length)}
    return message(
        "move `from` or `to`; or let it be on other weekdays: `days = [{days}]`",
        days=quoted(window_),
    )


def _bounds(activity: Activity) -> dict[str, object]:
    return {"first": activity.first, "last": activity.last, "activity": activity.id}


def _no_free_day(days: Days) -> Iterator[Problem]:
    """Yield the events whose wards, venue or people are closed on every open day."""
    activity = days.activity
    shut: dict[str, tuple[Cause, ...]] = {}
    people = any(one.closings or one.days is not None for _, one in days.people())
    for member in members_of(activity):
        if not people and not days.closings(member):
            continue
        causes: dict[Cause, None] = {}
        for run, row in days.runs():
            covering = list(days.covering(run, row, member))
            if not covering:
                break
            causes.update(dict.fromkeys(covering))
        else:
            shut[member] = tuple(causes)
    if can_do_without(activity, shut.keys()):
        return
    for member, found in list(shut.items())[:_SHOWN]:
        event = f"{activity.id}@{member}" if member else activity.id
        yield Problem(
            _CODES[found[0][0]],
            message("`{event}` finds no day on which everyone it needs is free", event=event),
            ("activity", activity.id, "from"),
            help=message("move `from` or `to`, or take one of the closings out"),
            causes=(*window(activity), *found),
        )


def fixed_days(plan: Plan) -> Iterator[Problem]:
    """No event is fixed on a day that is closed to it."""
    for activity in plan.activities.values():
        if activity.within or activity.window or not activity.fixed:
            continue
        days = Days(plan, activity)
        for key, fixed in activity.fixed.items():
            if days.rows:
                yield from _fixed(days, key, fixed)


def fixed_path(activity: Activity, key: str) -> tuple[str, ...]:
    """Return the path of what fixes an event."""
    path = ("activity", activity.id, "fixed")
    return (*path, key) if key else path


def _fixed(days: Days, key: str, fixed: Fixed) -> Iterator[Problem]:
    plan, activity = days.plan, days.activity
    path = fixed_path(activity, key)
    rows = [row for row in days.rows if fixed.session in {None, row[0]}]
    event = f"{activity.id}@{key}" if key and not key.startswith("#") else activity.id
    kept = [days.kept_by(fixed.date, row) for row in rows]
    if all(closing is not None for closing in kept):
        first_kept = next(one for one in kept if one is not None)
        yield Problem(
            "P403",
            message(
                "`{event}` is fixed on {day}, which is closed to it", event=event, day=fixed.date
            ),
            path,
            label=_why(first_kept.why) or weekdays(days),
            help=_that_day_too(days, fixed, first_kept),
            causes=(("fixed", path), campaign_cause(plan, activity, first_kept)),
        )
        return
    member = EventId.of_key(activity.id, key).member
    shut: list[tuple[Cause, ...]] = []
    for row, closing in zip(rows, kept, strict=True):
        if closing is not None:
            continue
        run = days.run(fixed.date, row)
        if run is None:
            shut.append((("window", ("activity", activity.id, "to")),))
            continue
        found = tuple(days.covering(run, row, member))
        if not found:
            return
        shut.append(found)
    first = shut[0]
    rule, cause = first[0]
    yield Problem(
        _CODES.get(rule, "P407"),
        _closed_to(plan, rule, event, fixed, cause),
        path,
        help=_FIX_ELSEWHERE,
        causes=(("fixed", path), *dict.fromkeys(one for found in shut for one in found)),
    )


def _that_day_too(days: Days, fixed: Fixed, closing: Closing) -> Message:
    """Return what to do about a day that is closed; of a weekday, what would open it.

    Only where it is the weekdays of the activity that keep it away: no other `days` open a closing.
    """
    if fixed.date.weekday() in allowed(days) or closing in days.plan.calendar.closings:
        return _FIX_ELSEWHERE
    return message(
        "fix it on another day, or let it be on that weekday too: `days = [{days}]`",
        days=quoted({*allowed(days), fixed.date.weekday()}),
    )


def _why(why: str) -> Message | None:
    return message("{why}", why=why) if why else None


def _closed_to(plan: Plan, rule: str, event: str, fixed: Fixed, cause: tuple[str, ...]) -> Message:
    if rule == "ward-closed":
        return message(
            "`{event}` is fixed on {day}; the ward `{who}` is closed then",
            event=event,
            day=fixed.date,
            who=plan.wards[cause[1]].name,
        )
    if rule == "venue-closed":
        return message(
            "`{event}` is fixed on {day}; the venue `{who}` is closed then",
            event=event,
            day=fixed.date,
            who=plan.venues[cause[1]].name,
        )
    if rule == "member-closed":
        return message(
            "`{event}` is fixed on {day}; `{who}` is not free then",
            event=event,
            day=fixed.date,
            who=plan.resources[cause[1]].members[cause[3]].name,
        )
    return message(
        "`{event}` is fixed on {day}, too late for all its days", event=event, day=fixed.date
    )
