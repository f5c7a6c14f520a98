"""What a plan asks for, whatever its schedule: events, shares of supplies, hosts' shares, costs."""

import math
from collections.abc import Iterator, Mapping

from campaign_cli.model.plan import OWNER_WARD, Activity, Override, Plan, Quota, Resource, Supply
from campaign_cli.model.schedule import Booking
from campaign_cli.support.apportion import apportion

_NOTHING = Override()


def members_of(activity: Activity) -> tuple[str, ...]:
    """Return the wards and groups that may have an event of `activity`; ("",) of one for all."""
    return ("",) if activity.targets.one_for_all else activity.targets.members


def wards_at(plan: Plan, activity: Activity, member: str) -> tuple[str, ...]:
    """Return the wards of the event that `activity` has at `member`."""
    return plan.wards_of(member) if member else activity.targets.members


def wards_of_events(plan: Plan, activity: Activity) -> frozenset[str]:
    """Return every ward in which `activity` may have an event."""
    every = (wards_at(plan, activity, member) for member in members_of(activity))
    return frozenset(ward for wards in every for ward in wards)


def ward_in_charge(plan: Plan, booking: Booking) -> str | None:
    """Return the ward that runs an event, where wards run their own; None: a body runs it.

    Of several wards, that in whose place it is, if it takes part; else the first of them, in the
    order of the group (of the plan, where it is one for all).
    """
    if plan.activities[booking.activity].owner != OWNER_WARD:
        return None
    venue = plan.venues.get(booking.venue or "")
    if venue and venue.ward in booking.wards:
        return venue.ward
    return next(iter(booking.wards), None)


def events_asked_for(activity: Activity) -> int:
    """Return how many events `activity` has in any schedule."""
    targets = activity.targets
    if targets.form == "choose":
        return targets.choose * activity.times
    return len(members_of(activity)) * activity.times


def override_at(activity: Activity, member: str) -> Override:
    """Return what `activity` has differently at `member`."""
    return activity.overrides.get(member, _NOTHING)


def cost_at(activity: Activity, member: str) -> int:
    """Return the cost of one event of `activity` at `member`."""
    cost = override_at(activity, member).cost
    return activity.cost if cost is None else cost


def audience_at(activity: Activity, member: str) -> int | None:
    """Return the audience of one event of `activity` at `member`."""
    audience = override_at(activity, member).audience
    return activity.audience if audience is None else audience


def venue_at(activity: Activity, member: str) -> str | None:
    """Return the venue that `activity` names at `member`."""
    return override_at(activity, member).venue or activity.venue


def indicators_at(activity: Activity, member: str) -> dict[str, int]:
    """Return the targets of one event of `activity` at `member`."""
    return {**activity.indicators, **override_at(activity, member).indicators}


def weights(plan: Plan, by: str) -> dict[str, int]:
    """Return each ward's weight: its population, its need, 1 (`equal`), or one of its counts."""
    if by == "population":
        return {ward.id: ward.population or 0 for ward in plan.wards.values()}
    if by == "need":
        return {ward.id: ward.need or 0 for ward in plan.wards.values()}
    if by == "equal":
        return dict.fromkeys(plan.wards, 1)
    return {ward.id: ward.counts.get(by, 0) for ward in plan.wards.values()}


def supply_uses(activity: Activity, member: str) -> dict[str, int | str]:
    """Return what one event of `activity` uses at `member`, by supply; `SHARE`: a ward's share."""
    return {**activity.supplies, **override_at(activity, member).supplies}


def fixed_use(plan: Plan, supply: Supply, *, most: bool = True) -> int:
    """Return what events use of a divided `supply` in numbers, whichever wards are chosen.

    Where a choice of wards changes the sum, the `most` that any choice can use; else the least.
    """
    total = 0
    for activity in plan.activities.values():
        uses = [
            use
            for member in members_of(activity)
            if isinstance(use := supply_uses(activity, member).get(supply.id, 0), int)
        ]
        if activity.targets.form == "choose":
            uses = sorted(uses, reverse=most)[: activity.targets.choose]
        total += sum(uses) * activity.times
    return total


def supply_shares(plan: Plan, supply: Supply) -> dict[str, int]:
    """Return each ward's share of a divided `supply`, or its own need where `per` says it.

    Raises:
        TooFewError: there is less than `at_least` for every ward.
    """
    if supply.per:
        return {
            ward.id: max(
                -(-supply.at_least // supply.pack) * supply.pack,
                in_packs(
                    supply,
                    sum(ward.counts.get(count, 0) * each for count, each in supply.per.items()),
                ),
            )
            for ward in plan.wards.values()
        }
    if supply.share_by is None:
        return {}
    return apportion(
        max(0, supply.quantity - fixed_use(plan, supply)),
        weights(plan, supply.share_by),
        at_least=supply.at_least,
        pack=supply.pack,
    )


def in_packs(supply: Supply, need: int) -> int:
    """Return `need` with its waste, rounded up to packs."""
    # Rounded first: 100 × 1.1 is a hair over 110 in binary.
    wanted = math.ceil(round(need * (1 + supply.waste), 6))
    return -(-wanted // supply.pack) * supply.pack


def quota_shares(plan: Plan, quota: Quota, wards: tuple[str, ...]) -> dict[str, int]:
    """Return what each of `wards` has of `quota`.

    Raises:
        TooFewError: there is less than `at_least` for every ward.
    """
    by = weights(plan, quota.by)
    return apportion(quota.of, {ward: by[ward] for ward in wards}, at_least=quota.at_least)


def host_shares(plan: Plan) -> dict[str, int]:
    """Return each ward's share of all chosen events: by need where every ward has it, else by
    population, else equally; whole, by largest remainder.
    """
    chosen = sum(
        events_asked_for(activity)
        for activity in plan.activities.values()
        if activity.targets.form == "choose" and activity.within is None
    )
    wards = plan.wards.values()
    if all(ward.need is not None for ward in wards):
        by = "need"
    elif all(ward.population is not None for ward in wards):
        by = "population"
    else:
        by = "equal"
    return apportion(chosen, weights(plan, by))


def spent(plan: Plan, costs: Mapping[str, int]) -> dict[str | None, int]:
    """Return what each source pays (None: no source named), `costs` being activities' sums."""
    spending: dict[str | None, int] = {}
    for id_, cost in costs.items():
        source = plan.activities[id_].source
        spending[source] = spending.get(source, 0) + cost
    for supply in plan.supplies.values():
        cost = supply.quantity * supply.unit_cost
        spending[supply.source] = spending.get(supply.source, 0) + cost
    return spending


def shared_pools(plan: Plan) -> Iterator[tuple[Resource, ...]]:
    """Yield the pools of named people in sets that share somebody."""
    left = [resource for resource in plan.resources.values() if resource.named]
    while left:
        found = [left.pop(0)]
        for one in found:
            sharing = [other for other in left if not one.members.keys().isdisjoint(other.members)]
            found.extend(sharing)
            left = [other for other in left if other not in sharing]
        yield tuple(found)
