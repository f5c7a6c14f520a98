"""Whether every event stands on days and in an order that the plan allows."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from datetime import date
from itertools import pairwise

from campaign_cli.model.audit.case import Case, Finding, members_asked, wards_asked
from campaign_cli.model.plan import Activity, After
from campaign_cli.model.schedule import Booking
from campaign_cli.support.language import Message, counted, message


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
    """An event is so many days after those that it waits for.

    These are the events of the other activity that have a ward in common with it; where the plan
    holds none of that activity in any of its wards, or one of the two has no wards, all of them.
    """
    for id_, activity in case.plan.activities.items():
        own = case.hosts[id_]
        for after in activity.after:
            other = case.hosts[after.activity]
            if own.id != other.id:
                yield from _after(case, own, other, after)


def _after(case: Case, own: Activity, other: Activity, after: After) -> Iterator[Finding]:
    """Yield each event of `own` that is too early, with the last that it waits for.

    Of those in several of its wards, the last in each.
    """
    # What the plan may hold there, chosen or not: where it was not chosen, nothing is waited for.
    there = {ward for at in members_asked(other) for ward in wards_asked(case.plan, other, at)}
    last: dict[str, Booking] = {}
    for booking in case.of[other.id]:
        for ward in (*booking.wards, ""):
            if ward not in last or _end(case, last[ward]) < _end(case, booking):
                last[ward] = booking
    for booking in case.of[own.id]:
        shared = [ward for ward in booking.wards if ward in there] or [""]
        for earlier in {last[ward].id: last[ward] for ward in shared if ward in last}.values():
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
            if not fits:
                yield Finding(sentence, (earlier.id, booking.id))


def _end(case: Case, booking: Booking) -> tuple[date, int]:
    return booking.last, max(case.order[session] for session in case.taken(booking))


def apart(case: Case) -> Iterator[Finding]:
    """Events of one activity in one ward are on different days, so many between their starts.

    With `apart = 0` they may share a day, but no session of it. Events as long as their window are
    not placed, so two groups' may hang in one ward together.
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
            close = _too_close(events, activity.apart) if activity.apart else _meeting(case, events)
            for pair in close:
                if pair not in told:
                    told.add(pair)
                    yield Finding(_not_apart(pair, activity.apart), pair)


def _not_apart(pair: tuple[str, str], days: int) -> Message:
    one, other = pair
    if not days:
        return message("`{event}` and `{other}` share a session", event=one, other=other)
    return counted(
        "`{event}` and `{other}` are not {n} day apart",
        "`{event}` and `{other}` are not {n} days apart",
        n=days,
        event=one,
        other=other,
    )


def _too_close(events: list[Booking], least: int) -> Iterator[tuple[str, str]]:
    """Yield the pairs of `events` that start too close to each other or share a day."""
    in_order = sorted(events, key=lambda booking: (booking.first, booking.id))
    for one, two in pairwise(in_order):
        if (two.first - one.first).days < least:
            yield one.id, two.id
    yield from _sharing((booking.id, booking.dates) for booking in in_order)


def _meeting(case: Case, events: list[Booking]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of `events` that share a session of a day."""
    in_order = sorted(events, key=lambda booking: (booking.first, booking.id))
    yield from _sharing((booking.id, case.slots(booking)) for booking in in_order)


def _sharing(takers: Iterable[tuple[str, Iterable[Hashable]]]) -> Iterator[tuple[str, str]]:
    """Yield the pairs that take the same; of what several take, each with the first."""
    first: dict[Hashable, str] = {}
    for event, taken in takers:
        for one in taken:
            other = first.setdefault(one, event)
            if other != event:
                yield other, event
