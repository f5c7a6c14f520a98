"""Whether every event stands on days and in an order that the plan allows."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from campaign_cli.model.audit.case import Case, Finding
from campaign_cli.model.language import counted, message
from campaign_cli.model.plan import Activity, After
from campaign_cli.model.schedule import Booking


def window(case: Case) -> Iterator[Finding]:
    """An event lies within `from` and `to`, within the campaign, in the activity's sessions."""
    campaign = case.plan.campaign
    for booking in case.bookings:
        activity = case.activity(booking)
        if activity.within is not None:
            continue
        first = max(activity.first, campaign.prepare_from)
        last = min(activity.last, campaign.wind_up)
        for day in (booking.first, booking.last):
            if not first <= day <= last:
                yield Finding(
                    message(
                        "`{event}` is on {day}, outside {first} to {last}",
                        event=booking.id,
                        day=day,
                        first=first,
                        last=last,
                    ),
                    (booking.id,),
                )
                break
        for session in case.taken(booking):
            if session not in activity.sessions:
                yield Finding(
                    message(
                        "`{event}` is in the {session}, which is none of its sessions",
                        event=booking.id,
                        session=case.session_name(session),
                    ),
                    (booking.id,),
                )


def precedence(case: Case) -> Iterator[Finding]:
    """An event is so many days after those that it comes after, ward by ward."""
    for id_, activity in case.plan.activities.items():
        own = case.hosts[id_]
        for after in activity.after:
            yield from _after(case, own, case.hosts[after.activity], after)


def _after(case: Case, own: Activity, other: Activity, after: After) -> Iterator[Finding]:
    """Yield each event of `own` that is too early, with the last of `other`'s that it meets."""
    # An activity without wards meets all events of the other.
    everywhere = not (own.targets.members and other.targets.members)
    last: dict[str, Booking] = {}
    for booking in case.of[other.id]:
        for ward in ("",) if everywhere else booking.wards:
            if ward not in last or _end(case, last[ward]) < _end(case, booking):
                last[ward] = booking
    for booking in case.of[own.id]:
        before = {
            last[ward].id: last[ward]
            for ward in (("",) if everywhere else booking.wards)
            if ward in last
        }
        for earlier in before.values():
            if after.by == 0:
                fits = _end(case, earlier) < (booking.first, case.order[booking.session])
                sentence = message(
                    "`{event}` on {day} does not come after `{other}` on {other_day}",
                    event=booking.id,
                    day=booking.first,
                    other=earlier.id,
                    other_day=earlier.last,
                )
            else:
                fits = (booking.first - earlier.last).days >= after.by
                sentence = counted(
                    "`{event}` on {day} is not {n} day after `{other}` on {other_day}",
                    "`{event}` on {day} is not {n} days after `{other}` on {other_day}",
                    n=after.by,
                    event=booking.id,
                    day=booking.first,
                    other=earlier.id,
                    other_day=earlier.last,
                )
            if not fits and earlier is not booking:
                yield Finding(sentence, (earlier.id, booking.id))


def _end(case: Case, booking: Booking) -> tuple[date, int]:
    return booking.last, max(case.order[session] for session in case.taken(booking))


def apart(case: Case) -> Iterator[Finding]:
    """Events of one activity in one ward are on different days, so many between their starts.

    Events as long as their window are not placed, so two groups' may hang in one ward together.
    """
    for id_, activity in case.plan.activities.items():
        if activity.within is not None or activity.window:
            continue
        by_ward: defaultdict[str, list[Booking]] = defaultdict(list)
        for booking in case.of[id_]:
            for ward in booking.wards or ("",):
                by_ward[ward].append(booking)
        told: set[tuple[str, str]] = set()
        for events in by_ward.values():
            for pair in _too_close(events, max(1, activity.apart)):
                if pair not in told:
                    told.add(pair)
                    yield Finding(
                        counted(
                            "`{event}` and `{other}` are not {n} day apart",
                            "`{event}` and `{other}` are not {n} days apart",
                            n=max(1, activity.apart),
                            event=pair[0],
                            other=pair[1],
                        ),
                        pair,
                    )


def _too_close(events: list[Booking], least: int) -> Iterator[tuple[str, str]]:
    """Yield the pairs of `events` that start too close to each other or share a day."""
    in_order = sorted(events, key=lambda booking: (booking.first, booking.id))
    for one, two in pairwise(in_order):
        if (two.first - one.first).days < least:
            yield one.id, two.id
    on: dict[date, str] = {}
    for booking in in_order:
        for day in booking.dates:
            other = on.setdefault(day, booking.id)
            if other != booking.id:
                yield other, booking.id
