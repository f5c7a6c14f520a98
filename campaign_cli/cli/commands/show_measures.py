"""`campaign show fairness`, `tight` and `fragile`: how even, what is scarce, what would break."""

from typing import Annotated

import typer

from campaign_cli.cli.shell.exits import ExitCode
from campaign_cli.cli.shell.options import SECONDS, Form, FormOption, PlanArgument
from campaign_cli.cli.shell.settings import Setting
from campaign_cli.cli.shell.typer_tree import command
from campaign_cli.support.language import N_

SearchOption = Annotated[
    float,
    typer.Option(
        "--time-limit",
        metavar=N_("SECONDS"),
        min=0,
        help=N_("Seconds to look; what is not proved by then is marked."),
    ),
]
FullOption = Annotated[
    bool, typer.Option("--full", help=N_("Every line, not only those that need a look."))
]


def add_to(show: typer.Typer) -> None:
    """Add this family's commands to `show`."""
    command(
        show,
        "fairness",
        examples={
            "campaign show fairness": N_("each ward's and person's share, and the best possible"),
            "campaign show fairness --full": N_("every ward and person of every measure"),
        },
    )(fairness)
    command(
        show,
        "tight",
        examples={"campaign show tight": N_("what one more of each thing or person would save")},
    )(tight)
    command(
        show,
        "fragile",
        examples={"campaign show fragile": N_("what breaks if someone drops out")},
    )(fragile)


def fairness(
    ctx: typer.Context,
    plan: PlanArgument = None,
    full: FullOption = False,
    form: FormOption = Form.TEXT,
    time_limit: SearchOption = SECONDS,
) -> int:
    """Show how evenly wards and people are treated, and the best any month could do."""
    from campaign_cli import app
    from campaign_cli.cli.shell.solving import left_of, made_now, wish
    from campaign_cli.console.measures import fairness as screen

    setting: Setting = ctx.obj
    made = made_now(setting, plan, time_limit)
    with wish(setting.screen, left_of(time_limit, made)) as wanted:
        found = app.fairness(made, wanted)
    if form is Form.JSON:
        setting.screen.data(screen.as_json(found))
    else:
        screen.show(setting.screen, made, found, full=full)
    return ExitCode.FINE


def tight(
    ctx: typer.Context,
    plan: PlanArgument = None,
    form: FormOption = Form.TEXT,
    time_limit: SearchOption = SECONDS,
) -> int:
    """Show how many price points one more of each thing, person or room would save."""
    from campaign_cli import app
    from campaign_cli.cli.shell.solving import left_of, made_now, wish
    from campaign_cli.console.measures import bottlenecks as screen

    setting: Setting = ctx.obj
    made = made_now(setting, plan, time_limit)
    with wish(setting.screen, left_of(time_limit, made)) as wanted:
        found = app.tight(made, wanted)
    if form is Form.JSON:
        setting.screen.data(screen.as_json(found))
    else:
        screen.show(setting.screen, made, found)
    return ExitCode.FINE


def fragile(
    ctx: typer.Context,
    plan: PlanArgument = None,
    full: FullOption = False,
    form: FormOption = Form.TEXT,
    time_limit: SearchOption = SECONDS,
) -> int:
    """Show what breaks if a person, a place or a thing drops out on its busiest day."""
    from campaign_cli import app
    from campaign_cli.cli.shell.solving import left_of, made_now, wish
    from campaign_cli.console.measures import dropouts as screen

    setting: Setting = ctx.obj
    made = made_now(setting, plan, time_limit)
    with wish(setting.screen, left_of(time_limit, made)) as wanted:
        found = app.fragile(made, wanted)
    if form is Form.JSON:
        setting.screen.data(screen.as_json(found))
    else:
        screen.show(setting.screen, made, found, full=full)
    return ExitCode.FINE
