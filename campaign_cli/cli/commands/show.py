"""`campaign show`: the month, a week, the wards, what they need, what it costs, one event."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from campaign_cli.cli.commands import show_measures
from campaign_cli.cli.shell.completion import event_ids
from campaign_cli.cli.shell.exits import ExitCode
from campaign_cli.cli.shell.options import MONTH_PANEL, DayOption, Form, FormOption, PlanArgument
from campaign_cli.cli.shell.settings import Setting
from campaign_cli.cli.shell.typer_tree import Group, command
from campaign_cli.support.language import N_

if TYPE_CHECKING:
    from campaign_cli.app import Made

SvgOption = Annotated[
    Path | None,
    typer.Option(
        "--svg",
        metavar=N_("FILE"),
        show_default=False,
        help=N_("Draw it into this file instead, in the campaign's language."),
    ),
]
ForceOption = Annotated[bool, typer.Option("--force", help=N_("Overwrite the file that is there."))]

_EXAMPLES = {
    "campaign show week": N_("this week's work calendar"),
    "campaign show wards": N_("a matrix, ward by day"),
}


def add_to(app: typer.Typer) -> None:
    """Add `show` with its commands."""
    show = typer.Typer(
        name="show",
        cls=Group,
        help=N_(
            "Show the month, a week, the wards, the resources, the supplies, the budget, "
            "one event, or how good it all is."
        ),
        no_args_is_help=True,
        epilog="\n".join(f"{line}\t{meaning}" for line, meaning in _EXAMPLES.items()),
    )
    app.add_typer(show, rich_help_panel=MONTH_PANEL)
    command(
        show,
        "week",
        examples={
            "campaign show week": N_("this week's work calendar"),
            "campaign show week 25/11": N_("the week of that day"),
        },
    )(week)
    command(
        show,
        "month",
        examples={
            "campaign show month": N_("every day with its events"),
            "campaign show month --svg month.svg": N_("a picture for documents and slides"),
        },
    )(month)
    command(
        show,
        "wards",
        examples={
            "campaign show wards": N_("a matrix, ward by day"),
            "campaign show wards --format json": N_("each ward's events for another program"),
            "campaign show wards --svg wards.svg": N_("a picture for documents and slides"),
        },
    )(wards)
    command(
        show,
        "resources",
        examples={
            "campaign show resources": N_("how full each day is, and how often each person serves")
        },
    )(resources)
    command(
        show,
        "event",
        examples={"campaign show event talk@xuan-dinh": N_("all about it, tasks included")},
    )(event)
    command(
        show,
        "supplies",
        examples={
            "campaign show supplies": N_("what to print and buy, and how many each ward has")
        },
    )(supplies)
    command(
        show,
        "budget",
        examples={
            "campaign show budget": N_("what everything costs, by activity, ward and source")
        },
    )(budget)
    show_measures.add_to(show)


def week(
    ctx: typer.Context,
    where: Annotated[
        str | None,
        typer.Argument(
            metavar=N_("DATE"),
            show_default=False,
            help=N_("A day of the week, 25/11 or 2022-11-25; or the plan's file or folder."),
        ),
    ] = None,
    day: DayOption = None,
    form: FormOption = Form.TEXT,
) -> int:
    """Show a week's work calendar: day, hours, what, who presides, who attends, where."""
    from campaign_cli import app
    from campaign_cli.cli.shell.arguments import campaign_date, looks_like_date
    from campaign_cli.console.month import week as screen
    from campaign_cli.pages import week_around

    plan = where
    if where is not None and day is None and looks_like_date(where) and not Path(where).exists():
        plan, day = None, where
    setting, made = _made(ctx, plan)
    if day is None:
        when = screen.nearest(made, setting.day(made.plan.campaign.start))
    else:
        when = campaign_date(day, made.plan)
    if form is Form.JSON:
        setting.screen.data(screen.as_json(app.document(made), *week_around(when)))
    else:
        screen.show(setting.screen, made, when)
    return ExitCode.FINE


def month(
    ctx: typer.Context,
    plan: PlanArgument = None,
    form: FormOption = Form.TEXT,
    svg: SvgOption = None,
    force: ForceOption = False,
) -> int:
    """Show every day of the month with its events."""
    from campaign_cli import app
    from campaign_cli.console.month import days as screen

    setting, made = _made(ctx, plan)
    if svg is not None:
        _draw(setting, made, "month", svg, force=force)
    elif form is Form.JSON:
        setting.screen.data(app.document(made))
    else:
        screen.show(setting.screen, made)
    return ExitCode.FINE


def wards(
    ctx: typer.Context,
    plan: PlanArgument = None,
    form: FormOption = Form.TEXT,
    svg: SvgOption = None,
    force: ForceOption = False,
) -> int:
    """Show who has what when: a matrix, ward by day."""
    from campaign_cli.console.month import wards as screen

    setting, made = _made(ctx, plan)
    if svg is not None:
        _draw(setting, made, "wards", svg, force=force)
    elif form is Form.JSON:
        setting.screen.data(screen.as_json(made))
    else:
        screen.show(setting.screen, made)
    return ExitCode.FINE


def resources(ctx: typer.Context, plan: PlanArgument = None, form: FormOption = Form.TEXT) -> int:
    """Show how much people and things are used, day by day."""
    from campaign_cli.console.month import resources as screen
    from campaign_cli.console.month.words import month_of

    setting, made = _made(ctx, plan)
    if form is Form.JSON:
        setting.screen.data(screen.as_json(month_of(made, setting.language)))
    else:
        screen.show(setting.screen, made)
    return ExitCode.FINE


def supplies(ctx: typer.Context, plan: PlanArgument = None, form: FormOption = Form.TEXT) -> int:
    """Show the print order: how many of each supply, at what cost, and who is given how many."""
    from campaign_cli import app
    from campaign_cli.console.month import handouts, money_and_supplies

    setting, made = _made(ctx, plan)
    lists = app.checklists(made)
    if form is Form.JSON:
        setting.screen.data(money_and_supplies.orders_as_json(lists.orders, lists.costs.currency))
    else:
        handouts.show(setting.screen, [lists.print_order()])
    return ExitCode.FINE


def budget(ctx: typer.Context, plan: PlanArgument = None, form: FormOption = Form.TEXT) -> int:
    """Show what events and supplies cost: by source, by activity, by ward."""
    from campaign_cli import app
    from campaign_cli.console.month import handouts, money_and_supplies

    setting, made = _made(ctx, plan)
    lists = app.checklists(made)
    if form is Form.JSON:
        setting.screen.data(money_and_supplies.costs_as_json(lists.costs))
    else:
        handouts.show(setting.screen, [lists.spending()])
    return ExitCode.FINE


def event(
    ctx: typer.Context,
    id_: Annotated[
        str,
        typer.Argument(
            metavar=N_("EVENT"),
            help=N_("The event's id: activity@ward, activity@group, or activity alone."),
            autocompletion=event_ids,
        ),
    ],
    form: FormOption = Form.TEXT,
) -> int:
    """Show everything about one event."""
    from campaign_cli import app
    from campaign_cli.cli.shell.answers import event_asked
    from campaign_cli.console.month import event as screen

    setting, made = _made(ctx, None)
    known = event_asked(id_, made.plan, made.solved)
    lists = app.checklists(made)
    if form is Form.JSON:
        setting.screen.data(screen.as_json(app.document(made), lists, known))
    else:
        screen.show(setting.screen, made, lists, known)
    return ExitCode.FINE


def _draw(
    setting: Setting, made: "Made", what: Literal["month", "wards"], file: Path, *, force: bool
) -> None:
    """Write a picture and say so."""
    from campaign_cli import app
    from campaign_cli.support.language import message

    if app.picture(made, what, file, force=force):
        setting.screen.say(message("drew {file}", file=str(file)))
    else:
        setting.screen.say(message("{file} is as it was", file=str(file)))


def _made(ctx: typer.Context, plan: str | None) -> "tuple[Setting, Made]":
    from campaign_cli.cli.shell.solving import made_now

    setting: Setting = ctx.obj
    return setting, made_now(setting, plan)
