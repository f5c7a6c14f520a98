"""`campaign schedule` and `campaign run`: from the plan to the month."""

import typer

from campaign_cli.cli.options import (
    MONTH_PANEL,
    Form,
    FormOption,
    NodeOption,
    PlanArgument,
    TimeOption,
)
from campaign_cli.cli.setting import Setting
from campaign_cli.cli.tree import command
from campaign_cli.model.language import N_

_SECONDS = 60.0


def add_to(app: typer.Typer) -> None:
    """Add this family's commands."""
    command(
        app,
        "schedule",
        panel=MONTH_PANEL,
        examples={
            "campaign schedule": N_("find the best month, keep it, and show it"),
            "campaign schedule --time-limit 300": N_("for a large plan: look five minutes"),
            "campaign schedule --format json": N_("the schedule for another program"),
        },
    )(schedule)


def schedule(
    ctx: typer.Context,
    plan: PlanArgument = None,
    form: FormOption = Form.TEXT,
    time_limit: TimeOption = _SECONDS,
    node_limit: NodeOption = None,
) -> int:
    """Find the best month, keep it as a revision, and show it."""
    from campaign_cli import app
    from campaign_cli.cli.solving import outcome, wish
    from campaign_cli.console import month

    setting: Setting = ctx.obj
    with wish(setting.screen, time_limit, node_limit) as wanted:
        made = app.make(setting.plan_file(plan), wanted)
    code = outcome(setting.screen, made, form)
    if made.schedule is None or not made.schedule.solved:
        return code
    if form is Form.JSON:
        setting.screen.data(app.document(made))
    else:
        month.show(setting.screen, made)
    return code
