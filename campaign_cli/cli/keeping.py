"""`campaign log`: what was made, when, from which plan."""

import typer

from campaign_cli.cli.exits import ExitCode
from campaign_cli.cli.options import MONTH_PANEL, Form, FormOption, PlanArgument
from campaign_cli.cli.setting import Setting
from campaign_cli.cli.tree import command
from campaign_cli.model.language import N_


def add_to(app: typer.Typer) -> None:
    """Add this family's commands."""
    command(
        app,
        "log",
        panel=MONTH_PANEL,
        examples={
            "campaign log": N_("every revision, the newest last"),
            "campaign log --format json": N_("for another program"),
        },
    )(log)


def log(ctx: typer.Context, plan: PlanArgument = None, form: FormOption = Form.TEXT) -> int:
    """List every schedule that was made."""
    from campaign_cli import app
    from campaign_cli.console import revisions

    setting: Setting = ctx.obj
    history = app.log(setting.plan_file(plan))
    if form is Form.JSON:
        setting.screen.data(revisions.as_json(history))
    else:
        revisions.show(setting.screen, history)
    return ExitCode.FINE
