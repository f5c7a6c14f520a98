"""What each ward collects: how many of each supply, by when, from whom."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from campaign_cli.listing.offices import Offices
from campaign_cli.model.checklist import Office, Receipt, Task
from campaign_cli.model.orders import Order
from campaign_cli.model.plan import OWNER_WARD, Plan
from campaign_cli.model.plan.days import working_day
from campaign_cli.model.schedule import Booking

COLLECTING = ("collect", "count")
"""Tasks in which a ward fetches what its event uses: the day they fall due is the receipt's."""

PACKING = ("sort", "buy")
"""Tasks in which what wards collect is made ready: whoever does them gives it out."""


def receipts(plan: Plan, orders: Iterable[Order]) -> dict[str, tuple[Receipt, ...]]:
    """Return each ward's receipts: its shares, and what events of its own use in numbers.

    What a joint event uses in numbers, its owner brings.
    """
    by_ward: dict[str, list[Receipt]] = {ward: [] for ward in plan.wards}
    for order in orders:
        for one in order.wards:
            by_ward[one.to.id].append(
                Receipt(
                    order.supply, order.name, one.amount, order.unit, one.ready, one.by, one.giver
                )
            )
    return {
        ward: tuple(sorted(own, key=lambda receipt: receipt.by)) for ward, own in by_ward.items()
    }


def fetching_days(tasks: Iterable[Task]) -> dict[tuple[str, str], date]:
    """Return by when each ward fetches what an event uses, by event and ward."""
    fetching: dict[tuple[str, str], date] = {}
    for task in tasks:
        if task.event and task.doer.ward and task.template in COLLECTING:
            fetching.setdefault((task.event, task.doer.id), task.due)
    return fetching


def handover(
    plan: Plan,
    offices: Offices,
    ward: str,
    using: Sequence[Booking],
    fetching: Mapping[tuple[str, str], date],
) -> tuple[date, Office]:
    """Return by when a ward has collected it for the first event that uses it, and from whom.

    Without such an event: before the campaign starts, from the organiser. `using` is in order of
    time; no `ward`: for events of several.
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
