"""What a plan may say and someone should look at, in tables that read as their contents."""

from collections.abc import Callable, Iterator

from campaign_cli.model.plan import Plan
from campaign_cli.reading.draft import Draft
from campaign_cli.reading.files.place import Problem
from campaign_cli.reading.remarks import days, effects, money_and_supplies, unused, warnings

DRAFT_REMARKS: tuple[Callable[[Draft], Iterator[Problem]], ...] = (
    warnings.bodies,
    warnings.after_all,
    warnings.equal_names,
    effects.apart,
    unused.resources,
)
"""What shows in the tables alone: remarked on in plans with errors, too."""

PLAN_REMARKS: tuple[Callable[[Plan], Iterator[Problem]], ...] = (
    warnings.phones,
    warnings.wards_in_charge,
    warnings.preferred_days,
    warnings.preferred_days_to_have,
    warnings.far_dates,
)
"""What shows in a plan that is understood, whether it can hold or not."""

WITHOUT_EFFECT: tuple[Callable[[Draft, Plan], Iterator[Problem]], ...] = (
    effects.after,
    effects.preferred,
    effects.wards_time,
    effects.choices,
    effects.differences,
    effects.overridden,
    effects.tasks,
    effects.windows,
    days.margins,
    days.campaign_closings,
    days.closings,
    days.opened,
    money_and_supplies.capacities,
    money_and_supplies.most_a_day,
    money_and_supplies.supplies,
    money_and_supplies.money,
    money_and_supplies.weights,
    unused.bodies,
    unused.groups,
    unused.wards,
    unused.venues,
    unused.supplies,
    unused.sources,
    unused.kinds,
    unused.indicators,
    unused.figures,
    unused.sessions,
)
"""What a plan says that binds nothing, prices nothing and is counted nowhere."""


def remarks_of_draft(draft: Draft) -> Iterator[Problem]:
    """Yield what is remarked on in the tables of a plan, whatever else is wrong with it."""
    for remark in DRAFT_REMARKS:
        yield from remark(draft)


def remarks_of_plan(plan: Plan) -> Iterator[Problem]:
    """Yield what is remarked on in a plan that is understood."""
    for remark in PLAN_REMARKS:
        yield from remark(plan)


def without_effect(draft: Draft, plan: Plan) -> Iterator[Problem]:
    """Yield what of a plan that is understood has no effect."""
    for remark in WITHOUT_EFFECT:
        yield from remark(draft, plan)
