"""Every cross-check of a plan, in tables that read as their contents."""

from collections.abc import Callable, Iterator

from campaign_cli.model.plan import Plan
from campaign_cli.reading.draft import Draft
from campaign_cli.reading.files.place import Problem
from campaign_cli.reading.rules import (
    amounts,
    choices,
    dates,
    forms,
    hours,
    money_and_supplies,
    names,
    open_days,
    order,
    places,
    wards,
)

DRAFT_RULES: tuple[Callable[[Draft], Iterator[Problem]], ...] = (
    names.names_elsewhere,
    names.names_of_activities,
    names.members,
    names.dropped_tasks,
    forms.inner_ids,
    forms.twice_named,
    forms.quantities,
    forms.windows,
    forms.tasks,
    forms.empty_tables,
    order.kind_circles,
    order.kind_chains,
    order.within_circles,
    order.within_alone,
    order.precedence_circles,
    dates.campaign_dates,
    dates.campaign_place,
    dates.sessions_in_order,
    dates.closings,
    dates.activity_windows,
    dates.fixed_in_window,
    dates.preferred_days,
    wards.choices,
    wards.own_wards,
    wards.single_events,
    wards.fixed_sessions,
    amounts.shared_by,
    amounts.shares,
    amounts.quotas,
)
"""What the tables of a plan may say about each other: without it, a plan is not understood."""

PLAN_RULES: tuple[Callable[[Plan], Iterator[Problem]], ...] = (
    places.venue_capacities,
    places.pools,
    open_days.open_days,
    open_days.fixed_days,
    money_and_supplies.budget,
    money_and_supplies.supplies,
    money_and_supplies.supplies_ready,
    choices.apart,
    choices.chosen,
    choices.one_at_a_time,
    choices.two_tasks_at_once,
    hours.hours,
)
"""What a plan that is understood can hold, and what of it deserves a look."""


def of_draft(draft: Draft) -> Iterator[Problem]:
    """Yield what the tables of a plan say wrongly about each other."""
    for rule in DRAFT_RULES:
        yield from rule(draft)


def of_plan(plan: Plan) -> Iterator[Problem]:
    """Yield what is understood and cannot hold, and what deserves a look."""
    for rule in PLAN_RULES:
        yield from rule(plan)
