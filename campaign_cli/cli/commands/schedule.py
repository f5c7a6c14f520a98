"""`campaign schedule` and `campaign run`: from the plan to the month."""

from typing import Annotated

import typer

from campaign_cli.cli.shell.options import (
    MONTH_PANEL,
    SECONDS,
    ClusterOption,
    Form,
    FormOption,
    NodeOption,
    PlanArgument,
    TimeOption,
)
from campaign_cli.cli.shell.settings import Setting
from campaign_cli.cli.shell.typer_tree import command
from campaign_cli.support.language import N_


def add_to(app: typer.Typer) -> None:
    """Add this family's commands."""
    command(
        app,
        "schedule",
        panel=MONTH_PANEL,
        examples={
            "campaign schedule": N_("the best days and places, then who serves"),
            "campaign schedule --time-limit 300": N_("for a large plan: look five minutes"),
            "campaign schedule --format json": N_("the schedule for another program"),
        },
    )(schedule)
    command(
        app,
        "run",
        panel=MONTH_PANEL,
        examples={
            "campaign run": N_("the whole way, from the plan to the checklists"),
            "campaign run --all": N_("with every ward's page on the screen"),
            "campaign run > checklists.txt": N_("the pages into a file"),
        },
    )(run)


def schedule(
    ctx: typer.Context,
    plan: PlanArgument = None,
    form: FormOption = Form.TEXT,
    time_limit: TimeOption = SECONDS,
    node_limit: NodeOption = None,
    cluster: ClusterOption = None,
) -> int:
    """Find the best days and places, then who serves; keep it as a revision, and show it."""
    from campaign_cli import app
    from campaign_cli.cli.shell.solving import outcome, wish
    from campaign_cli.console.month import days

    setting: Setting = ctx.obj
    with wish(setting.screen, time_limit, node_limit, cluster) as wanted:
        made = app.make(setting.plan_file(plan), wanted)
    code = outcome(setting.screen, made, form)
    if made.schedule is None or not made.schedule.solved:
        return code
    if form is Form.JSON:
        setting.screen.data(app.document(made))
    else:
        days.show(setting.screen, made)
    return code


def run(
    ctx: typer.Context,
    plan: PlanArgument = None,
    every: Annotated[
        bool, typer.Option("--all", help=N_("Every ward's page, on a terminal too."))
    ] = False,
    full: Annotated[
        bool, typer.Option("--full", help=N_("Every ward's page, with all its tasks."))
    ] = False,
    time_limit: TimeOption = SECONDS,
    node_limit: NodeOption = None,
    cluster: ClusterOption = None,
) -> int:
    """Go the whole way: check, schedule, assign, every ward's checklist."""
    from campaign_cli import app
    from campaign_cli.cli.shell.answers import Asked, asked_pages
    from campaign_cli.cli.shell.solving import outcome, wish
    from campaign_cli.console.month import handouts, run_summary

    setting: Setting = ctx.obj
    with wish(setting.screen, time_limit, node_limit, cluster) as wanted:
        made = app.make(setting.plan_file(plan), wanted)
    code = outcome(setting.screen, made)
    if made.schedule is None or not made.schedule.solved:
        return code
    today = setting.day(made.plan.campaign.start)
    lists = app.checklists(made)
    shown = every or full or not setting.screen.on_terminal()
    if shown:
        asked = Asked(every=True, full=full)
        handouts.show(setting.screen, asked_pages(asked, made.plan, lists, today))
    run_summary.show(setting.screen, made, lists, today, pages=shown)
    return code
