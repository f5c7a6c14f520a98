"""`campaign template`: an office's own letterhead for what wards receive."""

from pathlib import Path
from typing import Annotated

import typer

from campaign_cli.cli.shell.exits import ExitCode
from campaign_cli.cli.shell.options import WARDS_PANEL, Form, FormOption
from campaign_cli.cli.shell.settings import Setting
from campaign_cli.cli.shell.typer_tree import Group, command
from campaign_cli.support.language import N_

_EXAMPLES = {
    "campaign template new office.docx": N_("a template with all important fields, to edit"),
    "campaign template check office.docx": N_("see that every field in it is known"),
    "campaign export docx --template office.docx": N_("every page in that letterhead"),
}


def add_to(app: typer.Typer) -> None:
    """Add `template` with its commands."""
    template = typer.Typer(
        name="template",
        cls=Group,
        help=N_("Word templates: your office's own letterhead for what wards receive."),
        no_args_is_help=True,
        epilog="\n".join(f"{line}\t{meaning}" for line, meaning in _EXAMPLES.items()),
    )
    app.add_typer(template, rich_help_panel=WARDS_PANEL)
    command(
        template,
        "check",
        examples={
            "campaign template check office.docx": N_("see that every field in it is known"),
            "campaign template check office.docx --format json": N_("for another program"),
        },
    )(check)
    command(
        template,
        "new",
        examples={
            "campaign template new office.docx": N_("a template with all important fields, to edit")
        },
    )(new)


def check(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar=N_("FILE.docx"), help=N_("The template."))],
    form: FormOption = Form.TEXT,
) -> int:
    """Find every field of a template that is not known, and the important ones it lacks."""
    from campaign_cli import app
    from campaign_cli.console.problems import checks, templates
    from campaign_cli.support.diagnostic import Severity

    setting: Setting = ctx.obj
    problems = app.check_template(file)
    if form is Form.JSON:
        setting.screen.data(checks.as_json(problems, setting.language))
    else:
        templates.checked(setting.screen, file, problems)
    wrong = any(one.severity is Severity.ERROR for one in problems)
    return ExitCode.NOT_UNDERSTOOD if wrong else ExitCode.FINE


def new(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar=N_("FILE.docx"), help=N_("Where to."))],
) -> int:
    """Write a template to start from, in your language. Nothing is ever overwritten."""
    from campaign_cli import app
    from campaign_cli.console.problems import templates

    setting: Setting = ctx.obj
    app.begin_template(file, setting.language.code)
    templates.begun(setting.screen, file)
    return ExitCode.FINE
