"""Who is meant: the wards and bodies behind `owner`, `organiser`, `host` and `ward`."""

from collections.abc import Mapping
from dataclasses import dataclass

from campaign_cli.model.checklist import Office, Serving
from campaign_cli.model.plan import OWNER_WARD, Activity, Plan
from campaign_cli.model.plan.demand import ward_in_charge
from campaign_cli.model.plan.wording import organiser_of, terms_of
from campaign_cli.model.schedule import Booking


@dataclass(frozen=True, slots=True)
class Offices:
    """Every ward and body that a plan names, by id."""

    plan: Plan
    wards: Mapping[str, Office]
    bodies: Mapping[str, Office]

    @property
    def organiser(self) -> Office:
        """The campaign's organiser."""
        return self.body(organiser_of(self.plan.campaign))

    def body(self, named: str) -> Office:
        """Return a body by its id, or the office that a free text names."""
        return self.bodies.get(named) or Office(named, named)

    def host(self, booking: Booking) -> Office:
        """Return who prepares the place: the event's only ward; of several wards, the venue's
        ward, else the venue's owner, else the ward that runs it, else the organiser.
        """
        if len(booking.wards) == 1:
            return self.wards[booking.wards[0]]
        venue = self.plan.venues.get(booking.venue or "")
        if venue is None:
            in_charge = ward_in_charge(self.plan, booking)
            return self.wards[in_charge] if in_charge else self.organiser
        if venue.ward is not None:
            return self.wards[venue.ward]
        return self.body(venue.owner) if venue.owner else self.organiser

    def owner(self, activity: Activity, booking: Booking) -> Office:
        """Return who runs the event; where wards run their own and it has none, the organiser."""
        in_charge = ward_in_charge(self.plan, booking)
        if in_charge:
            return self.wards[in_charge]
        return self.organiser if activity.owner == OWNER_WARD else self.body(activity.owner)


def offices_of(plan: Plan) -> Offices:
    """Return the offices of `plan`."""
    terms = terms_of(plan)
    return Offices(
        plan,
        {
            ward.id: Office(
                ward.id,
                ward.name,
                ward=True,
                term=terms[ward.id],
                place=place,
                contact=ward.contact,
                deputy=ward.deputy,
            )
            for place, ward in enumerate(plan.wards.values())
        },
        {
            body.id: Office(body.id, body.short, contact=body.contact, deputy=body.deputy)
            for body in plan.bodies.values()
        },
    )


def people_of(plan: Plan) -> dict[str, tuple[Serving, ...]]:
    """Return every named person, once for each pool they serve in."""
    people: dict[str, tuple[Serving, ...]] = {}
    for pool in plan.resources.values():
        for member in pool.members.values():
            serving = Serving(member.id, pool.name, member.name, member.phone)
            people[member.id] = (*people.get(member.id, ()), serving)
    return people
