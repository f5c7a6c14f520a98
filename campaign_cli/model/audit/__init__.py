"""Every rule, checked on a plan and a finished schedule from anywhere. It knows no solver."""

from collections.abc import Callable, Iterator

from campaign_cli.model.audit import closings, events, money_and_supplies, shape, sharing, timing
from campaign_cli.model.audit.case import Case, Finding, Violation, case_of
from campaign_cli.model.audit.preferences import STAGE_ONE, price, prices
from campaign_cli.model.plan import Plan
from campaign_cli.model.schedule import Schedule

__all__ = ["CHECKS", "STAGE_ONE", "Violation", "audit", "prices"]

CHECKS: tuple[tuple[str, Callable[[Case], Iterator[Finding]]], ...] = (
    ("events", events.events),
    ("chosen-count", events.chosen_count),
    ("lasts", shape.lasts),
    ("within", shape.within),
    ("fixed", shape.fixed),
    ("window", timing.window),
    ("open-day", closings.open_day),
    ("ward-closed", closings.ward_closed),
    ("venue-closed", closings.venue_closed),
    ("member-closed", closings.member_closed),
    ("venue-capacity", sharing.venue_capacity),
    ("one-at-a-time", sharing.one_at_a_time),
    ("resource-quantity", sharing.resource_quantity),
    ("member-per-day", sharing.member_per_day),
    ("precedence", timing.precedence),
    ("apart", timing.apart),
    ("supply-ready", money_and_supplies.supply_ready),
    ("supply-quantity", money_and_supplies.supply_quantity),
    ("budget", money_and_supplies.budget),
    ("price", price),
)
"""The rules, and four checks that only a finished schedule needs: `events` are those of the plan,
each `lasts` as long as it says, those `within` others are where these are, the `price` is right.
"""


def audit(plan: Plan, schedule: Schedule) -> tuple[Violation, ...]:
    """Return everything in which `schedule` breaks `plan`, in the order of `CHECKS`.

    A schedule that is infeasible or out of time books nothing and breaks nothing.
    """
    if not schedule.solved and not schedule.bookings:
        return ()
    case = case_of(plan, schedule)
    return tuple(
        Violation(rule, finding.message, finding.events)
        for rule, check in CHECKS
        for finding in check(case)
    )
