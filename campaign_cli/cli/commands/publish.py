"""`campaign publish` and `campaign log`: what is in force, and what was made before."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from campaign_cli.cli.shell.exits import ExitCode, misused
from campaign_cli.cli.shell.options import MONTH_PANEL, Form, FormOption, PlanArgument
from campaign_cli.cli.shell.settings import Setting
from campaign_cli.cli.shell.typer_tree import command
from campaign_cli.support.language import N_, message
from campaign_cli.support.text import clean


def add_to(app: typer.Typer) -> None:
    """Add this family's commands."""
    command(
        app,
        "publish",
        panel=MONTH_PANEL,
        examples={
            "campaign publish --number 125/KH-UBND": N_("put the month in force, under its number"),
            "campaign publish --number 125/KH-UBND --date 28/10": N_("with the day it was signed"),
            "campaign publish --revision 2": N_("go back to an earlier one"),
        },
    )(publish)
    command(
        app,
        "log",
        panel=MONTH_PANEL,
        examples={
            "campaign log": N_("every revision, the newest last"),
            "campaign log --format json": N_("for another program"),
        },
    )(log)


def publish(
    ctx: typer.Context,
    number: Annotated[
        str | None,
        typer.Option(
            metavar=N_("NUMBER"),
            help=N_("The number its documents carry; without it, that of the plan's `[document]`."),
        ),
    ] = None,
    day: Annotated[
        str | None,
        typer.Option(
            "--date",
            metavar=N_("DATE"),
            help=N_(
                "The day it was signed; without it, that of the plan's `[document]`, else today."
            ),
        ),
    ] = None,
    revision: Annotated[
        int | None,
        typer.Option(
            "--revision",
            metavar=N_("N"),
            min=1,
            help=N_("An earlier revision, by its number in `campaign log`."),
        ),
    ] = None,
) -> int:
    """Put the schedule in force: no file says draft, and it stands until another is made."""
    from campaign_cli import app
    from campaign_cli.cli.shell.arguments import campaign_date
    from campaign_cli.cli.shell.solving import made_now
    from campaign_cli.console.month import revisions
    from campaign_cli.model.checklist import Issue

    setting: Setting = ctx.obj
    number = _number(number)
    made = made_now(setting) if revision is None else app.earlier(setting.plan_file(), revision)
    if made is None:
        raise misused(
            message("there is no revision {n}", n=str(revision)),
            message("`campaign log` lists them"),
        )
    if made.revision is None:
        # Why it could not be kept is said already.
        return ExitCode.INPUT_OUTPUT
    document = made.plan.document
    if day:
        signed = campaign_date(day, made.plan)
    else:
        signed = document.date or setting.day(made.plan.campaign.start)
    issue = Issue(number or document.number, signed)
    news = app.publish(made, issue, datetime.now(UTC))
    revisions.published(setting.screen, made, issue, news=news)
    return ExitCode.FINE


def _number(typed: str | None) -> str:
    """Return a document's number as it is kept.

    Raises:
        Stop: there is nothing in it, or it has bytes that are no letters.
    """
    try:
        (typed or "").encode()
    except UnicodeEncodeError:
        raise misused(message("`--number` has bytes that are no letters")) from None
    number = " ".join(clean(typed or "").split())
    if typed is not None and not number:
        raise misused(message("`{name}` needs a value", name="--number"))
    return number


def log(ctx: typer.Context, plan: PlanArgument = None, form: FormOption = Form.TEXT) -> int:
    """List every schedule that was made, and which were put in force."""
    from campaign_cli import app
    from campaign_cli.console.month import revisions

    setting: Setting = ctx.obj
    history = app.log(setting.plan_file(plan))
    if form is Form.JSON:
        setting.screen.data(revisions.as_json(history))
    else:
        revisions.show(setting.screen, history)
    return ExitCode.FINE
