"""What pages say of one event: its hours, its place, its people."""

from collections.abc import Mapping

from campaign_cli.listing.offices import Offices
from campaign_cli.model.checklist import Event, Sending, Serving
from campaign_cli.model.plan import Activity, Plan, Session
from campaign_cli.model.plan.demand import override_at
from campaign_cli.model.schedule import Booking
from campaign_cli.support.language import Language, language


def event_of(
    plan: Plan,
    offices: Offices,
    booking: Booking,
    sends: Mapping[str, Mapping[str, tuple[Sending, ...]]],
) -> Event:
    """Return the page's view of `booking`; `sends` is what wards send, by activity."""
    activity = plan.activities[booking.activity]
    different = override_at(activity, booking.member)
    speech = language(plan.campaign.language)
    sessions = [session.id for session in plan.calendar.sessions]
    order = sessions.index(booking.session)
    taken = plan.calendar.sessions[order : order + booking.sessions]
    venue = plan.venues.get(booking.venue or "")
    window = plan.host_activity(activity).window
    hours = different.hours or activity.hours
    return Event(
        id=booking.id,
        activity=activity.id,
        title=activity.title,
        kind=activity.kind.id,
        kind_name=speech.word(activity.kind.name),
        wards=booking.wards,
        at=plan.name_of(booking.member) if booking.member else "",
        term=offices.wards[booking.wards[0]].term if len(booking.wards) == 1 else "",
        host=_host(offices, booking),
        dates=booking.dates,
        session=booking.session,
        session_name=speech.word(taken[0].name),
        order=order,
        hours=hours or ("" if window else _hours(taken, speech)),
        window=window,
        within=booking.within,
        venue=venue.name if venue else "",
        address=venue.address if venue else "",
        preside=different.preside or activity.preside,
        attend=activity.attend,
        owner=offices.owner(activity, booking),
        helpers=tuple(offices.body(helper).name for helper in activity.helpers),
        people=_people(plan, booking),
        things=tuple((plan.resources[id_].name, count) for id_, count in booking.things.items()),
        parts=tuple((part.hours, part.title) for part in activity.parts),
        sends=_of_wards(activity, booking, sends),
        private=activity.private,
    )


def _hours(taken: tuple[Session, ...], speech: Language) -> str:
    return f"{speech.hour(taken[0].start)} – {speech.hour(taken[-1].end)}"


def _host(offices: Offices, booking: Booking) -> str:
    """Return the ward in whose place several wards meet."""
    host = offices.host(booking)
    return host.id if host.ward and len(booking.wards) > 1 else ""


def _people(plan: Plan, booking: Booking) -> tuple[Serving, ...]:
    people = []
    for pool_id, members in booking.people.items():
        pool = plan.resources[pool_id]
        for id_ in members:
            member = pool.members[id_]
            people.append(Serving(id_, pool.name, member.name, member.phone))
    return tuple(people)


def _of_wards(
    activity: Activity,
    booking: Booking,
    sends: Mapping[str, Mapping[str, tuple[Sending, ...]]],
) -> dict[str, tuple[Sending, ...]]:
    by_ward = sends.get(activity.id, {})
    return {ward: by_ward[ward] for ward in booking.wards if by_ward.get(ward)}
