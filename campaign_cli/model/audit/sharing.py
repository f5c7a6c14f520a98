"""Whether venues hold their audiences, and nobody and nothing is in two places at once."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date

from campaign_cli.model.audit.case import Case, Finding, Slot, crowds
from campaign_cli.model.audit.closings import persons, serving
from campaign_cli.model.plan.demand import audience_at, venue_at
from campaign_cli.model.plan.event_id import event_id
from campaign_cli.model.schedule import Booking
from campaign_cli.support.language import counted, message


def venue_capacity(case: Case) -> Iterator[Finding]:
    """An event with an audience has the named venue, or one of its wards', that holds it."""
    audiences = _audiences(case)
    for booking in case.bookings:
        activity = case.activity(booking)
        if activity.within is not None:
            continue
        named = venue_at(activity, booking.member)
        audience, events = audiences[booking.id]
        if booking.venue is None:
            if named is not None:
                yield Finding(
                    message("`{event}` is not at `{venue}`", event=booking.id, venue=named),
                    (booking.id,),
                )
            elif audience is not None:
                yield Finding(
                    message("`{event}` has an audience and no venue", event=booking.id), events
                )
            continue
        venue = case.plan.venues[booking.venue]
        if named is not None and venue.id != named:
            yield Finding(
                message(
                    "`{event}` is at `{venue}`, not at `{named}`",
                    event=booking.id,
                    venue=venue.id,
                    named=named,
                ),
                (booking.id,),
            )
        elif named is None and venue.ward not in booking.wards:
            yield Finding(
                message(
                    "`{event}` is at `{venue}`, which is in none of its wards",
                    event=booking.id,
                    venue=venue.id,
                ),
                (booking.id,),
            )
        elif audience is not None and venue.capacity is not None and audience > venue.capacity:
            yield Finding(
                message(
                    "`{venue}` holds {capacity}, fewer than the {audience} of `{event}`",
                    venue=venue.id,
                    capacity=venue.capacity,
                    audience=audience,
                    event=booking.id,
                ),
                events,
            )


def _audiences(case: Case) -> dict[str, tuple[int | None, tuple[str, ...]]]:
    """Return the largest audience at each event that is not within another, and whose it is."""
    audiences: dict[str, tuple[int | None, tuple[str, ...]]] = {}
    for booking in case.bookings:
        host = case.host(booking)
        top = event_id(host.id, booking.member, booking.number)
        audience = audience_at(case.activity(booking), booking.member)
        most, _ = audiences.setdefault(top, (None, (top,)))
        if audience is not None and (most is None or audience > most):
            audiences[top] = (audience, tuple(sorted({top, booking.id})))
    return audiences


def one_at_a_time(case: Case) -> Iterator[Finding]:
    """A ward, a venue, a person does one thing in a session."""
    wards = (
        (ward, booking)
        for booking in case.solved()
        if not (case.activity(booking).beside or case.activity(booking).delegates)
        for ward in booking.wards
    )
    for ward, slot, events in crowds(case, wards):
        yield _crowd(case, ward, slot, events)
    venues = (
        (booking.venue, booking)
        for booking in case.bookings
        if booking.venue is not None and case.activity(booking).within is None
    )
    for venue, slot, events in crowds(case, venues):
        yield _crowd(case, venue, slot, events)
    people = ((person, booking) for booking in case.bookings for person in serving(booking))
    for person, slot, events in crowds(case, people):
        yield _crowd(case, person, slot, events)


def _crowd(case: Case, who: str, slot: Slot, events: tuple[str, ...]) -> Finding:
    day, session = slot
    return Finding(
        message(
            "`{who}` does more than one thing on {day}, in the {session}: {events}",
            who=who,
            day=day,
            session=case.session_name(session),
            events=tuple(f"`{event}`" for event in events),
        ),
        events,
    )


def resource_quantity(case: Case) -> Iterator[Finding]:
    """Events have what they ask for: so many people of the pool, or those; never more than is."""
    for booking in case.bookings:
        yield from _asked(case, booking)
    used: defaultdict[tuple[str, Slot], list[tuple[str, int]]] = defaultdict(list)
    for booking in case.bookings:
        for id_, count in booking.things.items():
            for slot in case.slots(booking) if count else ():
                used[id_, slot].append((booking.id, count))
    told: set[tuple[str, tuple[str, ...]]] = set()
    for (id_, (day, session)), uses in used.items():
        resource = case.plan.resources.get(id_)
        if resource is None or sum(count for _, count in uses) <= resource.quantity:
            continue
        events = tuple(sorted(event for event, _ in uses))
        if (id_, events) not in told:
            told.add((id_, events))
            yield Finding(
                message(
                    "{used} of `{resource}` are used on {day}, in the {session}; there are {most}",
                    used=sum(count for _, count in uses),
                    resource=id_,
                    day=day,
                    session=case.session_name(session),
                    most=resource.quantity,
                ),
                events,
            )


def _asked(case: Case, booking: Booking) -> Iterator[Finding]:
    """Yield where `booking` has other people or things than its activity uses."""
    uses = {id_: use for id_, use in case.activity(booking).uses.items() if use}
    things = {id_: count for id_, count in booking.things.items() if count}
    people = {id_: members for id_, members in booking.people.items() if members}
    for id_ in sorted({*uses, *things, *people}):
        pool = case.plan.resources.get(id_)
        use, serve = uses.get(id_, 0), people.get(id_, ())
        if pool is None or not pool.named:
            if serve or things.get(id_, 0) != use:
                yield Finding(
                    message(
                        "`{event}` has not what it uses of `{resource}`",
                        event=booking.id,
                        resource=id_,
                    ),
                    (booking.id,),
                )
            continue
        if id_ in things or (isinstance(use, tuple) and sorted(serve) != sorted(use)):
            yield Finding(
                message(
                    "`{event}` is not served by those of `{resource}` that it asks for",
                    event=booking.id,
                    resource=id_,
                ),
                (booking.id,),
            )
        elif isinstance(use, int) and len(serve) != use:
            yield Finding(
                counted(
                    "`{event}` is served by {n} of `{resource}`; it asks for {use}",
                    "`{event}` is served by {n} of `{resource}`; it asks for {use}",
                    n=len(serve),
                    event=booking.id,
                    resource=id_,
                    use=use,
                ),
                (booking.id,),
            )
        for person, count in Counter(serve).items():
            if person not in pool.members:
                yield Finding(
                    message(
                        "`{person}`, who serves `{event}`, is no member of `{resource}`",
                        person=person,
                        event=booking.id,
                        resource=id_,
                    ),
                    (booking.id,),
                )
            elif count > 1:
                yield Finding(
                    message("`{person}` serves `{event}` twice", person=person, event=booking.id),
                    (booking.id,),
                )


def member_per_day(case: Case) -> Iterator[Finding]:
    """No one serves more events a day than their pools allow."""
    people = persons(case.plan)
    days: defaultdict[tuple[str, date], list[str]] = defaultdict(list)
    for booking in case.bookings:
        for id_ in dict.fromkeys(serving(booking)):
            if id_ in people and people[id_].max_per_day is not None:
                for day in booking.dates:
                    days[id_, day].append(booking.id)
    for (id_, day), events in days.items():
        most = people[id_].max_per_day
        if most is not None and len(events) > most:
            yield Finding(
                counted(
                    "`{person}` serves {n} event on {day}; at most {most} a day",
                    "`{person}` serves {n} events on {day}; at most {most} a day",
                    n=len(events),
                    person=id_,
                    day=day,
                    most=most,
                ),
                tuple(sorted(events)),
            )
