"""`campaign compare`: two plans side by side."""

from typing import TYPE_CHECKING, Annotated

import typer

from campaign_cli.cli.shell.exits import ExitCode
from campaign_cli.cli.shell.options import MONTH_PANEL, SECONDS, Form, FormOption, TimeOption
from campaign_cli.cli.shell.settings import Setting, located
from campaign_cli.cli.shell.typer_tree import command
from campaign_cli.model.schedule import Status
from campaign_cli.support.language import N_

if TYPE_CHECKING:
    from campaign_cli.app import Made


def add_to(app: typer.Typer) -> None:
    """Add this family's commands."""
    command(
        app,
        "compare",
        panel=MONTH_PANEL,
        examples={
            "campaign compare plan.toml other.toml": N_("two plans side by side"),
            "campaign compare 2026 2027 --format json": N_("two folders, for another program"),
        },
    )(compare)


def compare(
    ctx: typer.Context,
    first: Annotated[
        str, typer.Argument(metavar=N_("PLAN_A"), help=N_("A plan's file or folder."))
    ],
    second: Annotated[
        str, typer.Argument(metavar=N_("PLAN_B"), help=N_("Another plan's file or folder."))
    ],
    full: Annotated[
        bool, typer.Option("--full", help=N_("Every event that differs, not the first alone."))
    ] = False,
    form: FormOption = Form.TEXT,
    time_limit: TimeOption = SECONDS,
) -> int:
    """Show two plans side by side: prices, fairness, bottlenecks, budget and moved events."""
    from campaign_cli import app
    from campaign_cli.cli.shell.solving import wish
    from campaign_cli.console.measures import comparison as screen

    setting: Setting = ctx.obj
    files = located(first), located(second)
    with wish(setting.screen, time_limit) as wanted:
        found = app.compare(*files, wanted)
    if form is Form.JSON:
        setting.screen.data(screen.as_json(found))
    else:
        screen.show(setting.screen, found, full=full)
    return max(standing(side.made) for side in found.sides)


def standing(made: "Made") -> ExitCode:
    """Return the exit code of one of the plans."""
    from campaign_cli.cli.shell.verdict import verdict

    if made.schedule is None:
        return verdict(made.reading)
    if made.schedule.solved:
        return ExitCode.INPUT_OUTPUT if made.unkept is not None else ExitCode.FINE
    if made.schedule.status is Status.INFEASIBLE:
        return ExitCode.CANNOT_HOLD
    return ExitCode.INTERRUPTED if made.interrupted else ExitCode.NO_ANSWER
