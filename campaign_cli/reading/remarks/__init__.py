"""What a plan may say and someone should look at, in tables that read as their contents."""

from collections.abc import Callable, Iterator

from campaign_cli.model.plan import Plan
from campaign_cli.reading.draft import Draft
from campaign_cli.reading.files.place import Problem
from campaign_cli.reading.remarks import days as effects_days
from campaign_cli.reading.remarks import effects
from campaign_cli.reading.remarks import money_and_supplies as effects_means
from campaign_cli.reading.remarks import unused as spares
from campaign_cli.reading.remarks import warnings as looks

DRAFT_REMARKS: tuple[Callable[[Draft], Iterator[Problem]], ...] = (
    looks.bodies,
    looks.after_all,
    looks.equal_names,
    effects.apart,
    spares.resources,
)
"""What shows in the tables alone: remarked on in plans with errors, too."""

PLAN_REMARKS: tuple[Callable[[Plan], Iterator[Problem]], ...] = (
    looks.phones,
    looks.wards_in_charge,
    looks.preferred_days,
    looks.preferred_days_to_have,
    looks.far_dates,
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
    effects_days.margins,
    effects_days.campaign_closings,
    effects_days.closings,
    effects_days.opened,
    effects_means.capacities,
    effects_means.most_a_day,
    effects_means.supplies,
    effects_means.money,
    effects_means.weights,
    spares.bodies,
    spares.groups,
    spares.wards,
    spares.venues,
    spares.supplies,
    spares.sources,
    spares.kinds,
    spares.indicators,
    spares.figures,
    spares.sessions,
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
