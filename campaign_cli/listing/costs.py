"""The budget: what events and supplies cost, by activity, ward and source."""

from collections import Counter

from campaign_cli.listing.offices import Offices
from campaign_cli.model.orders import ActivityCost, Costs, Order, SourceCost, WardCost
from campaign_cli.model.plan import Plan
from campaign_cli.model.plan.demand import spent
from campaign_cli.model.schedule import Booking, Schedule


def costs(plan: Plan, offices: Offices, schedule: Schedule, orders: tuple[Order, ...]) -> Costs:
    """Return what everything costs; what several wards have together is no ward's."""
    by_activity: dict[str, list[Booking]] = {}
    own: Counter[str] = Counter()
    joint = 0
    for booking in schedule.bookings:
        by_activity.setdefault(booking.activity, []).append(booking)
        if len(booking.wards) == 1:
            own[booking.wards[0]] += booking.cost
        else:
            joint += booking.cost
    supplied: Counter[str] = Counter()
    for order in orders:
        for one in order.wards:
            supplied[one.to.id] += one.amount * order.unit_cost
    sums = {id_: sum(one.cost for one in bookings) for id_, bookings in by_activity.items()}
    return Costs(
        currency=plan.budget.currency,
        limit=plan.budget.limit,
        activities=tuple(
            _activity(plan, id_, by_activity[id_]) for id_ in plan.activities if sums.get(id_)
        ),
        supplies=tuple(order for order in orders if order.cost),
        wards=tuple(
            WardCost(offices.wards[ward], own[ward], supplied[ward]) for ward in plan.wards
        ),
        joint_events=joint,
        joint_supplies=sum(one.amount * order.unit_cost for order in orders for one in order.joint),
        over=sum(order.over * order.unit_cost for order in orders),
        sources=_sources(plan, spent(plan, sums)),
        in_kind=tuple(order for order in orders if order.worth),
    )


def _activity(plan: Plan, id_: str, bookings: list[Booking]) -> ActivityCost:
    activity = plan.activities[id_]
    each = {booking.cost for booking in bookings}
    source = plan.budget.sources.get(activity.source or "")
    return ActivityCost(
        activity=id_,
        title=activity.title,
        events=len(bookings),
        each=each.pop() if len(each) == 1 else None,
        total=sum(booking.cost for booking in bookings),
        source=source.name if source else "",
    )


def _sources(plan: Plan, planned: dict[str | None, int]) -> tuple[SourceCost, ...]:
    """Return what is planned of each source; last what no source is named for, if anything."""
    named = tuple(
        SourceCost(source.id, source.name, source.amount, planned.get(source.id, 0))
        for source in plan.budget.sources.values()
    )
    rest = planned.get(None, 0)
    return (*named, SourceCost(None, "", None, rest)) if rest else named
