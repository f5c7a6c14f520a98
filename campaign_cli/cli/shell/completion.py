"""What the shell offers when a person presses Tab: ids from the plan.

A plan that cannot be read, or anything else that goes wrong, offers nothing: the shell is no
place for problems.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from campaign_cli.model.plan import Plan

Offer = list[tuple[str, str]]


def ward_ids(ctx: typer.Context, args: list[str], incomplete: str) -> Offer:
    """Offer the wards."""
    del args
    return _offered(
        ctx, incomplete, lambda plan: ((one.id, one.name) for one in plan.wards.values())
    )


def body_ids(ctx: typer.Context, args: list[str], incomplete: str) -> Offer:
    """Offer the bodies."""
    del args
    return _offered(
        ctx, incomplete, lambda plan: ((one.id, one.name) for one in plan.bodies.values())
    )


def person_ids(ctx: typer.Context, args: list[str], incomplete: str) -> Offer:
    """Offer the named people of all pools."""
    del args
    return _offered(
        ctx,
        incomplete,
        lambda plan: (
            (one.id, one.name) for pool in plan.resources.values() for one in pool.members.values()
        ),
    )


def event_ids(ctx: typer.Context, args: list[str], incomplete: str) -> Offer:
    """Offer the events that the plan may have."""
    del args

    def events(plan: "Plan") -> Iterator[tuple[str, str]]:
        from campaign_cli.model.plan.demand import members_of
        from campaign_cli.model.plan.event_id import event_id

        for activity in plan.activities.values():
            for member in members_of(activity):
                for number in range(1, activity.times + 1):
                    yield event_id(activity.id, member, number), activity.title

    return _offered(ctx, incomplete, events)


def format_names(ctx: typer.Context, args: list[str], incomplete: str) -> Offer:
    """Offer the formats to export."""
    del ctx, args
    from campaign_cli import app

    return [(name, "") for name in app.formats() if name.startswith(incomplete)]


def _offered(
    ctx: typer.Context, incomplete: str, found: "Callable[[Plan], Iterator[tuple[str, str]]]"
) -> Offer:
    """Return what of the plan begins with `incomplete`, or has a name that does."""
    with suppress(Exception):
        from campaign_cli import app
        from campaign_cli.cli.shell.arguments import offered
        from campaign_cli.cli.shell.settings import located

        named = ctx.find_root().params.get("plan") or os.environ.get("CAMPAIGN_PLAN")
        plan = app.check(located(named)).plan
        if plan is not None:
            names = dict(found(plan))
            return [(id_, names[id_]) for id_ in offered(incomplete, names)]
    return []
