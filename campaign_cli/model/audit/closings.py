"""Whether the campaign, the wards, the venues and the people are free when an event takes place."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from campaign_cli.model.audit.case import Case, Finding
from campaign_cli.model.plan import Activity, Closing, Plan
from campaign_cli.model.schedule import Booking
from campaign_cli.support.language import Message, message


def open_day(case: Case) -> Iterator[Finding]:
    """The days of an event are the activity's, no public holiday, not closed by the campaign."""
    told: dict[tuple[str, date, tuple[str, ...]], Message | None] = {}
    for booking in case.solved():
        sessions = case.taken(booking)
        for day in booking.dates:
            key = (booking.activity, day, sessions)
            if key not in told:
                told[key] = shut(case.plan, case.activity(booking), day, sessions)
            why = told[key]
            if why is not None:
                yield Finding(
                    message("`{event}` is on {day}: {why}", event=booking.id, day=day, why=why),
                    (booking.id,),
                )


def shut(plan: Plan, activity: Activity, day: date, sessions: Iterable[str]) -> Message | None:
    """Return why the campaign does not let `activity` use `sessions` of `day`; None: it does."""
    calendar = plan.calendar
    decreed = day in calendar.opened
    if activity.days is None and not decreed and day.weekday() not in calendar.workdays:
        return message("not a workday")
    if activity.days is not None and day.weekday() not in activity.days:
        return message("not one of its weekdays")
    if day in calendar.holidays and not decreed:
        return message("{holiday}, a public holiday", holiday=calendar.holidays[day])
    for closing in calendar.closings:
        if any(_falls_on(closing, day, session, activity.kind.id) for session in sessions):
            return _because(message("the campaign is closed"), closing)
    return None


def _falls_on(closing: Closing, day: date, session: str, kind: str) -> bool:
    """Return whether `closing` holds then, read here once more and not taken from the model."""
    if closing.first is not None and day < closing.first:
        return False
    if closing.last is not None and day > closing.last:
        return False
    return (
        (day.weekday() in closing.weekdays or not closing.weekdays)
        and (session in closing.sessions or not closing.sessions)
        and (kind in closing.kinds or not closing.kinds)
    )


def _because(what: Message, closing: Closing) -> Message:
    return message("{what} ({why})", what=what, why=closing.why) if closing.why else what


def ward_closed(case: Case) -> Iterator[Finding]:
    """Every ward of an event is free then; those that only send delegates do not count."""
    for booking in case.solved():
        if case.activity(booking).delegates:
            continue
        for ward in booking.wards:
            closings = case.plan.wards[ward].closings
            yield from _closed(case, booking, message("`{ward}` is closed", ward=ward), closings)


def venue_closed(case: Case) -> Iterator[Finding]:
    """The venue of an event is free then."""
    for booking in case.solved():
        if booking.venue is not None:
            closings = case.plan.venues[booking.venue].closings
            what = message("`{venue}` is closed", venue=booking.venue)
            yield from _closed(case, booking, what, closings)


def member_closed(case: Case) -> Iterator[Finding]:
    """Every person who serves an event is free then; an event as long as its window aside."""
    people = persons(case.plan)
    for booking in case.bookings:
        if case.host(booking).window:
            continue
        for id_ in serving(booking):
            person = people.get(id_)
            if person is None:
                continue
            what = message("`{person}` is not free", person=id_)
            yield from _closed(case, booking, what, person.closings)
            for day in booking.dates:
                if person.days is not None and day.weekday() not in person.days:
                    yield Finding(
                        message(
                            "`{event}` is on {day}, not a weekday of `{person}`",
                            event=booking.id,
                            day=day,
                            person=id_,
                        ),
                        (booking.id,),
                    )


def _closed(
    case: Case, booking: Booking, what: Message, closings: tuple[Closing, ...]
) -> Iterator[Finding]:
    """Yield that one of `closings` falls on `booking`, once."""
    if not closings:
        return
    kind = case.activity(booking).kind.id
    for day, session in case.slots(booking):
        for closing in closings:
            if _falls_on(closing, day, session, kind):
                yield Finding(
                    message(
                        "`{event}` is on {day}: {why}",
                        event=booking.id,
                        day=day,
                        why=_because(what, closing),
                    ),
                    (booking.id,),
                )
                return


@dataclass(frozen=True, slots=True)
class Availability:
    """When a person can serve, whichever pools name them."""

    days: frozenset[int] | None
    closings: tuple[Closing, ...]
    max_per_day: int | None


def persons(plan: Plan) -> dict[str, Availability]:
    """Return every person of the pools: days in common, all closings, the smallest maximum."""
    people: dict[str, Availability] = {}
    for pool in plan.resources.values():
        for id_, member in pool.members.items():
            known = people.get(id_, Availability(None, (), None))
            limits = [most for most in (known.max_per_day, pool.max_per_day) if most is not None]
            if known.days is None or member.days is None:
                days = known.days if member.days is None else member.days
            else:
                days = known.days & member.days
            people[id_] = Availability(
                days, (*known.closings, *member.closings), min(limits, default=None)
            )
    return people


def serving(booking: Booking) -> list[str]:
    """Return the ids of those who serve, one for each service."""
    return [person for members in booking.people.values() for person in members]
