"""Whether an event takes as long as it should, within what it should, where it is fixed."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from campaign_cli.model.audit.case import Case, Finding
from campaign_cli.model.audit.closings import shut
from campaign_cli.model.plan import Activity
from campaign_cli.model.plan.days import ONE_DAY, date_range
from campaign_cli.model.plan.event_id import EventId, event_id
from campaign_cli.model.schedule import Booking
from campaign_cli.support.language import Message, counted, message


def lasts(case: Case) -> Iterator[Finding]:
    """An event takes as many days and sessions as its activity says, open days one by one."""
    for booking in case.bookings:
        activity = case.activity(booking)
        if activity.within is not None:
            continue
        if activity.window:
            yield from _as_long_as_its_window(booking, activity)
            continue
        if len(booking.dates) != activity.lasts.days:
            yield Finding(
                counted(
                    "`{event}` takes {n} day; the plan gives it {days}",
                    "`{event}` takes {n} days; the plan gives it {days}",
                    n=len(booking.dates),
                    event=booking.id,
                    days=activity.lasts.days,
                ),
                (booking.id,),
            )
        if booking.sessions != activity.lasts.sessions:
            yield Finding(
                counted(
                    "`{event}` takes {n} session; the plan gives it {sessions}",
                    "`{event}` takes {n} sessions; the plan gives it {sessions}",
                    n=booking.sessions,
                    event=booking.id,
                    sessions=activity.lasts.sessions,
                ),
                (booking.id,),
            )
        day = _left_out(case, booking)
        if day is not None:
            yield Finding(
                message(
                    "`{event}` leaves out {day}, on which it could go on",
                    event=booking.id,
                    day=day,
                ),
                (booking.id,),
            )


def _left_out(case: Case, booking: Booking) -> date | None:
    """Return the first open day between two of the event's days, if there is one."""
    activity = case.activity(booking)
    sessions = case.taken(booking)
    for one, two in pairwise(booking.dates):
        # A schedule from anywhere may leap over centuries; only the window's days are open.
        first, last = max(one + ONE_DAY, activity.first), min(two - ONE_DAY, activity.last)
        for day in date_range(first, last):
            if shut(case.plan, activity, day, sessions) is None:
                return day
    return None


def _as_long_as_its_window(booking: Booking, activity: Activity) -> Iterator[Finding]:
    days = (activity.last - activity.first).days + 1
    whole = (booking.first, booking.last, len(booking.dates))
    if whole != (activity.first, activity.last, days):
        yield Finding(
            message(
                "`{event}` does not take every day from {first} to {last}",
                event=booking.id,
                first=activity.first,
                last=activity.last,
            ),
            (booking.id,),
        )
    elif (booking.session, booking.sessions) != (activity.sessions[0], len(activity.sessions)):
        yield Finding(
            message("`{event}` does not take all its sessions", event=booking.id), (booking.id,)
        )


def within(case: Case) -> Iterator[Finding]:
    """An event within another one is where that one is; no other event is within one."""
    for booking in case.bookings:
        inside = case.activity(booking).within
        if inside is None:
            if booking.within is not None:
                yield Finding(
                    message(
                        "`{event}` stands within `{host}`; the plan holds it by itself",
                        event=booking.id,
                        host=booking.within,
                    ),
                    (booking.id,),
                )
            continue
        host = event_id(inside, booking.member, booking.number)
        other = case.by_id.get(host)
        if booking.within != host:
            yield Finding(
                message(
                    "`{event}` does not stand within `{host}`, as the plan asks",
                    event=booking.id,
                    host=host,
                ),
                (booking.id,),
            )
        elif other is None:
            if host not in case.stated:
                yield Finding(
                    message(
                        "`{event}` is within `{host}`, which is not there",
                        event=booking.id,
                        host=host,
                    ),
                    (booking.id,),
                )
        elif _whereabouts(booking) != _whereabouts(other):
            yield Finding(
                message(
                    "`{event}` is not at the same time and place as `{host}`, within which it is",
                    event=booking.id,
                    host=host,
                ),
                (booking.id, host),
            )


def _whereabouts(booking: Booking) -> tuple[object, ...]:
    return booking.dates, booking.session, booking.sessions, booking.venue


def fixed(case: Case) -> Iterator[Finding]:
    """Fixed events stand where they are fixed, and say so; no other event says so."""
    for id_, activity in case.plan.activities.items():
        places = {at.removesuffix("#1"): place for at, place in activity.fixed.items()}
        for booking in case.of[id_]:
            number = f"#{booking.number}" if booking.number > 1 else ""
            place = places.pop(f"{booking.member}{number}", None)
            if booking.fixed != (place is not None):
                yield Finding(_called_fixed(booking), (booking.id,))
            if place is None:
                continue
            if booking.first != place.date or place.session not in {None, booking.session}:
                yield Finding(
                    message(
                        "`{event}` is on {day}, in the {session}; the plan fixes it elsewhere",
                        event=booking.id,
                        day=booking.first,
                        session=case.session_name(booking.session),
                    ),
                    (booking.id,),
                )
        if activity.targets.form == "choose" and activity.within is None:
            chosen = {booking.member for booking in case.of[id_]}
            for ward in dict.fromkeys(EventId.of_key(id_, at).member for at in places):
                if ward not in chosen:
                    yield Finding(
                        message(
                            "`{activity}` is not in `{ward}`, where the plan fixes it",
                            activity=id_,
                            ward=ward,
                        ),
                        (event_id(id_, ward, 1),),
                    )


def _called_fixed(booking: Booking) -> Message:
    """Return that `booking` says of itself what the plan does not."""
    if booking.fixed:
        return message("`{event}` is called fixed; the plan leaves it free", event=booking.id)
    return message("`{event}` is not called fixed; the plan fixes it", event=booking.id)
