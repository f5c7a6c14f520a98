"""What one event pays of a schedule's price: what would be saved if it alone were elsewhere."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from campaign_cli.model.plan import Plan
from campaign_cli.model.plan.days import week_of, weeks
from campaign_cli.model.plan.demand import host_shares
from campaign_cli.model.schedule import Booking


@dataclass(frozen=True, slots=True)
class Paid:
    """What an event pays for one preference, and the events that it pays it together with."""

    preference: str
    price: int
    others: tuple[str, ...] = ()


def paid_by(plan: Plan, bookings: Mapping[str, Booking], id_: str) -> tuple[Paid, ...]:
    """Return what the event `id_` of a schedule pays, for each preference that costs something."""
    return tuple(one for one in _paid(plan, bookings, bookings[id_]) if one.price)


def wish_price(plan: Plan, booking: Booking) -> int:
    """Return what an event pays for not being on its day and in its sessions."""
    return sum(one.price for one in _own_wishes(plan, booking))


def _paid(plan: Plan, bookings: Mapping[str, Booking], mine: Booking) -> Iterator[Paid]:
    yield from _own_wishes(plan, mine)
    yield _ward_day(plan, bookings, mine)
    yield _week_balance(plan, bookings, mine)
    yield _host_balance(plan, bookings, mine)


def _own_wishes(plan: Plan, mine: Booking) -> Iterator[Paid]:
    activity = plan.activities[mine.activity]
    on = activity.prefer_on
    if on:
        wanted = on[min(mine.number, len(on)) - 1]
        days = abs((mine.first - wanted).days)
        yield Paid("preferred-day", plan.weights.get("preferred-day", 0) * days)
    if activity.prefer_sessions and mine.session not in activity.prefer_sessions:
        yield Paid("preferred-session", plan.weights.get("preferred-session", 0))


def _ward_day(plan: Plan, bookings: Mapping[str, Booking], mine: Booking) -> Paid:
    """Return what it pays for days of its wards that have other events, too."""
    others: dict[str, None] = {}
    shared = set()
    if _takes_day(plan, mine):
        for one in bookings.values():
            common = set(one.wards) & set(mine.wards)
            days = set(one.dates) & set(mine.dates)
            if one.id != mine.id and common and days and _takes_day(plan, one):
                others[one.id] = None
                shared |= {(ward, day) for ward in common for day in days}
    return Paid("ward-day", plan.weights.get("ward-day", 0) * len(shared), tuple(others))


def _takes_day(plan: Plan, booking: Booking) -> bool:
    activity = plan.activities[booking.activity]
    aside = activity.beside or activity.delegates or activity.window
    return booking.within is None and not aside


def _week_balance(plan: Plan, bookings: Mapping[str, Booking], mine: Booking) -> Paid:
    """Return what it pays for weeks in which its wards have more than their share."""
    week = week_of(plan, mine.first)
    above, others = 0, {}
    inside = 1 + sum(
        one.member == mine.member
        and one.number == mine.number
        and one.within is not None
        and plan.host_activity(plan.activities[one.activity]).id == mine.activity
        for one in bookings.values()
    )
    for ward in mine.wards:
        here = [one for one in bookings.values() if ward in one.wards]
        asked = sum(
            plan.host_activity(plan.activities[one.activity]).targets.form != "choose"
            for one in here
        )
        there = [one for one in here if week_of(plan, one.first) == week]
        excess = min(inside, len(there) - -(-asked // weeks(plan)))
        if excess > 0:
            above += excess
            others.update(dict.fromkeys(one.id for one in there if one.id != mine.id))
    return Paid("week-balance", plan.weights.get("week-balance", 0) * above, tuple(others))


def _host_balance(plan: Plan, bookings: Mapping[str, Booking], mine: Booking) -> Paid:
    """Return what it pays for a ward that has more chosen events than its share."""
    if plan.activities[mine.activity].targets.form != "choose":
        return Paid("host-balance", 0)
    hosted = [
        one
        for one in bookings.values()
        if one.within is None
        and one.member == mine.member
        and plan.activities[one.activity].targets.form == "choose"
    ]
    above = len(hosted) > host_shares(plan)[mine.member]
    others = tuple(one.id for one in hosted if one.id != mine.id)
    return Paid("host-balance", plan.weights.get("host-balance", 0) * above, others)
