"""What each ward collects: how many of each supply, by when, from whom."""

from collections import defaultdict
from datetime import date

from campaign_cli.listing.offices import Offices
from campaign_cli.model.checklist import Office, Receipt, Task
from campaign_cli.model.days import working_day
from campaign_cli.model.demand import in_packs, supply_shares, supply_uses
from campaign_cli.model.plan import OWNER_WARD, SHARE, Plan, Supply
from campaign_cli.model.schedule import Booking, Schedule

COLLECTING = ("collect", "count")
"""Tasks in which a ward fetches what its event uses: the day they fall due is the receipt's."""

PACKING = ("sort", "buy")
"""Tasks in which what wards collect is made ready: whoever does them gives it out."""


def receipts(
    plan: Plan, offices: Offices, schedule: Schedule, tasks: tuple[Task, ...]
) -> dict[str, tuple[Receipt, ...]]:
    """Return each ward's receipts: its shares, and what events of its own use in numbers.

    What a joint event uses in numbers, its owner brings.
    """
    by_ward: dict[str, list[Receipt]] = {ward: [] for ward in plan.wards}
    fetching = _fetching(tasks)
    for supply in plan.supplies.values():
        shares = supply_shares(plan, supply)
        using = _using(plan, schedule, supply)
        for ward in plan.wards:
            numbers = sum(
                use
                for booking in using[ward]
                if isinstance(use := _use(plan, booking, supply), int)
            )
            amount = shares[ward] + numbers if shares else in_packs(supply, numbers)
            if amount:
                collect, giver = _handover(plan, offices, ward, using[ward], fetching)
                by = max(collect, supply.ready or collect)
                by_ward[ward].append(
                    Receipt(supply.id, supply.name, amount, supply.unit, supply.ready, by, giver)
                )
    return {
        ward: tuple(sorted(own, key=lambda receipt: receipt.by)) for ward, own in by_ward.items()
    }


def _fetching(tasks: tuple[Task, ...]) -> dict[tuple[str, str], date]:
    """Return by when each ward fetches what an event uses, by event and ward."""
    fetching: dict[tuple[str, str], date] = {}
    for task in tasks:
        if task.event and task.doer.ward and task.template in COLLECTING:
            fetching.setdefault((task.event, task.doer.id), task.due)
    return fetching


def _use(plan: Plan, booking: Booking, supply: Supply) -> int | str:
    return supply_uses(plan.activities[booking.activity], booking.member).get(supply.id, 0)


def _using(plan: Plan, schedule: Schedule, supply: Supply) -> dict[str, list[Booking]]:
    """Return the events for which each ward collects `supply`, in order of time."""
    using = defaultdict(list)
    for booking in schedule.bookings:
        use = _use(plan, booking, supply)
        if use == SHARE or (use and len(booking.wards) == 1):
            for ward in booking.wards:
                using[ward].append(booking)
    return using


def _handover(
    plan: Plan,
    offices: Offices,
    ward: str,
    using: list[Booking],
    fetching: dict[tuple[str, str], date],
) -> tuple[date, Office]:
    """Return by when the ward has collected it for the first event that uses it, and from whom.

    Without such an event: before the campaign starts, from the organiser.
    """
    if not using:
        return working_day(plan, plan.campaign.start, -1), offices.organiser
    first = using[0]
    activity = plan.activities[first.activity]
    by = fetching.get((first.id, ward)) or working_day(plan, first.first, -1)
    packs = {template.who for template in activity.tasks if template.id in PACKING}
    if activity.owner == OWNER_WARD or "organiser" in packs:
        return by, offices.organiser
    return by, offices.body(activity.owner)
