"""Columns back into bookings, with everything that happens inside them."""

from collections.abc import Mapping

from campaign_cli.model.plan import SHARE, Activity, Plan
from campaign_cli.model.plan.demand import cost_at, supply_shares, supply_uses
from campaign_cli.model.plan.event_id import event_id
from campaign_cli.model.schedule import Booking
from campaign_cli.scheduling.grid.events import Event
from campaign_cli.scheduling.grid.places import Place
from campaign_cli.scheduling.programme.frame import Frame

Shares = Mapping[str, Mapping[str, int]]


def booked(plan: Plan, frame: Frame, chosen: Mapping[int, int]) -> tuple[Booking, ...]:
    """Return the bookings of the events on their `chosen` columns, without their people."""
    shares = {supply.id: supply_shares(plan, supply) for supply in plan.supplies.values()}
    found: list[Booking] = []
    for index, column in chosen.items():
        event = frame.events[index]
        if event.guest:
            continue
        place = frame.places[index][column - frame.columns[index].start]
        found.extend(
            frame.frozen.get(event_id(activity.id, event.member, event.number))
            or _booking(plan, frame, event, activity, place, shares)
            for activity in (event.activity, *event.inside)
        )
    return tuple(found)


def _booking(
    plan: Plan, frame: Frame, event: Event, activity: Activity, place: Place, shares: Shares
) -> Booking:
    grid, host = frame.grid, event.activity
    key = event.fixed_key
    return Booking(
        activity=activity.id,
        member=event.member,
        number=event.number,
        wards=event.wards,
        dates=tuple(grid.days[day] for day in place.start.days),
        session=grid.sessions[place.start.session],
        sessions=place.start.sessions,
        within=activity.within and event_id(activity.within, event.member, event.number),
        venue=place.venue,
        things={
            resource: use
            for resource, use in activity.uses.items()
            if isinstance(use, int) and use and not plan.resources[resource].named
        },
        supplies={
            supply: sum(shares[supply][ward] for ward in event.wards) if use == SHARE else int(use)
            for supply, use in supply_uses(activity, event.member).items()
            if use
        },
        cost=cost_at(activity, event.member),
        fixed=activity is host and key in host.fixed,
    )
