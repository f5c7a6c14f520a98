"""`campaign check` and `campaign schema`: is the plan right, and what may stand in it."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from campaign_cli.cli.shell.exits import ExitCode
from campaign_cli.cli.shell.options import PLAN_PANEL, PlanArgument
from campaign_cli.cli.shell.settings import Setting
from campaign_cli.cli.shell.typer_tree import command
from campaign_cli.cli.shell.verdict import verdict
from campaign_cli.support.language import N_

if TYPE_CHECKING:
    pass


class Form(StrEnum):
    """How problems are written."""

    FULL = "full"
    CONCISE = "concise"
    JSON = "json"


def add_to(app: typer.Typer) -> None:
    """Add this family's commands."""
    command(
        app,
        "check",
        panel=PLAN_PANEL,
        examples={
            "campaign check": N_("every problem, where it stands, and a way out"),
            "campaign check --format concise": N_("a line each: file:line:column: CODE message"),
            "campaign check --format json": N_("for an editor or another program"),
            "campaign check --schedule month.json": N_("hold a schedule from anywhere to the plan"),
            "campaign check --layout letter.docx": N_("hold a Word file to Decree 30's measures"),
        },
    )(check)
    command(
        app,
        "schema",
        panel=PLAN_PANEL,
        examples={
            "campaign schema > plan.schema.json": N_(
                "then `#:schema ./plan.schema.json` as the plan's first line helps you write it"
            )
        },
    )(schema)


def check(
    ctx: typer.Context,
    plan: PlanArgument = None,
    form: Annotated[
        Form, typer.Option("--format", help=N_("With the source, a line each, or JSON."))
    ] = Form.FULL,
    schedule: Annotated[
        Path | None,
        typer.Option(
            metavar=N_("FILE.json"), help=N_("Check this schedule against every rule of the plan.")
        ),
    ] = None,
    layout: Annotated[
        Path | None,
        typer.Option(
            metavar=N_("FILE.docx"),
            help=N_("Check the layout of this Word file, of whatever origin; no plan is needed."),
        ),
    ] = None,
) -> int:
    """Find every problem of the plan, and say how to mend it."""
    from campaign_cli import app
    from campaign_cli.console.problems import checks

    setting: Setting = ctx.obj
    if layout is not None:
        return _proofread(setting, layout, form)
    file = setting.plan_file(plan)
    if schedule is not None:
        return _examine(setting, file, schedule, form)
    reading = app.check(file)
    language = reading.spoken(setting.language)
    match form:
        case Form.JSON:
            setting.screen.data(checks.as_json(reading.diagnostics, language))
        case Form.CONCISE:
            setting.screen.text(checks.concise(reading.diagnostics, language))
        case Form.FULL:
            checks.show(setting.screen, file, reading)
    return verdict(reading)


def schema(ctx: typer.Context) -> int:
    """Print the plan's JSON Schema, for editors."""
    from campaign_cli import app

    setting: Setting = ctx.obj
    setting.screen.data(app.schema())
    return ExitCode.FINE


def _proofread(setting: Setting, file: Path, form: Form) -> int:
    from campaign_cli import app
    from campaign_cli.console.problems import checks
    from campaign_cli.support.diagnostic import Severity

    problems = app.layout_problems(file)
    match form:
        case Form.JSON:
            setting.screen.data(checks.as_json(problems, setting.language))
        case Form.CONCISE:
            setting.screen.text(checks.concise(problems, setting.language))
        case Form.FULL:
            checks.show_layout(setting.screen, file, problems)
    wrong = any(one.severity is Severity.ERROR for one in problems)
    return ExitCode.NOT_UNDERSTOOD if wrong else ExitCode.FINE


def _examine(setting: Setting, file: Path, schedule: Path, form: Form) -> int:
    from campaign_cli import app
    from campaign_cli.console.problems import checks

    examined = app.examine(file, schedule)
    problems = checks.of_schedule(examined)
    language = examined.reading.spoken(setting.language)
    match form:
        case Form.JSON:
            setting.screen.data(checks.as_json(problems, language))
        case Form.CONCISE:
            setting.screen.text(checks.concise(problems, language))
        case Form.FULL:
            checks.show_examined(setting.screen, schedule, examined)
    if examined.schedule is None:
        understood = verdict(examined.reading)
        return understood or ExitCode.NOT_UNDERSTOOD
    return ExitCode.CANNOT_HOLD if examined.violations else ExitCode.FINE
