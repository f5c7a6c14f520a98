"""`campaign new`: a plan to start from."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from campaign_cli.cli.shell.exits import ExitCode, Stop, misused
from campaign_cli.cli.shell.options import PLAN_PANEL
from campaign_cli.cli.shell.settings import PLAN, Setting, located
from campaign_cli.cli.shell.typer_tree import command
from campaign_cli.support.language import N_, message

if TYPE_CHECKING:
    from campaign_cli.starting import NewWard


def add_to(app: typer.Typer) -> None:
    """Add this family's commands."""
    command(
        app,
        "new",
        panel=PLAN_PANEL,
        examples={
            "campaign new": N_("a commented plan.toml in this folder"),
            "campaign new thang-11 --start 15/11/2027": N_("in a folder of its own, from that day"),
            "campaign new 2027 --from 2026/plan.toml": N_("last year's, its dates moved"),
            "campaign new --wards phuong.xlsx": N_("with your wards from a table"),
            "campaign new --province 01": N_("with a province's wards, from the official list"),
        },
    )(new)


def new(
    ctx: typer.Context,
    where: Annotated[
        Path,
        typer.Argument(
            metavar=N_("FOLDER"), show_default=False, help=N_("Where to; without it, this folder.")
        ),
    ] = Path(),
    start: Annotated[
        str | None, typer.Option(metavar=N_("DATE"), help=N_("The campaign's first day."))
    ] = None,
    old: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar=N_("PLAN"),
            help=N_("Copy this plan and the files it includes, and move its dates."),
        ),
    ] = None,
    wards: Annotated[
        Path | None,
        typer.Option(
            metavar=N_("FILE"),
            help=N_(
                "A table of wards (.xlsx, .xls, .ods, .csv): name, and if you like population, "
                "need, contact, phone, hall."
            ),
        ),
    ] = None,
    province: Annotated[
        str | None,
        typer.Option(
            metavar=N_("PROVINCE"), help=N_("The wards of this province: its code or its name.")
        ),
    ] = None,
) -> int:
    """Write a commented plan to start from. Nothing is ever overwritten."""
    from campaign_cli import app
    from campaign_cli.cli.shell.arguments import parsed_date
    from campaign_cli.console.problems import checks
    from campaign_cli.support.diagnostic import Diagnostic

    setting: Setting = ctx.obj
    today = setting.day()
    first = parsed_date(start, today) if start else None
    target = where if where.suffix == ".toml" else where / PLAN
    if old is not None:
        if wards is not None or province is not None:
            raise misused(message("`--from` takes the wards of the old plan"))
        begun = app.begin_from(target, located(old), today, first)
        if begun is None:
            raise Stop(
                ExitCode.NOT_UNDERSTOOD,
                Diagnostic("N101", message("`{file}` does not say when it starts", file=old)),
            )
        written, copy = begun
        checks.copied(setting.screen, copy)
    else:
        theirs = _wards(setting, wards, province)
        written = app.begin(target, setting.language.code, today, first, theirs)
    checks.begun(setting.screen, written, app.check(written[0]))
    return ExitCode.FINE


def _wards(setting: Setting, table: Path | None, province: str | None) -> "tuple[NewWard, ...]":
    """Return the wards that were asked for; none: the examples of the commented plan.

    What became of a table's columns and rows is told before its wards are written.
    """
    from campaign_cli import app
    from campaign_cli.cli.shell.arguments import resolved
    from campaign_cli.console.problems import ward_tables
    from campaign_cli.starting import WardsError

    try:
        if table is not None:
            listed = app.wards_in(table)
            ward_tables.show(setting.screen, listed)
            return listed.wards
        if province is not None:
            known = app.provinces()
            typed = f"{int(province):02}" if province.isdecimal() else province
            unknown = message("there is no province `{typed}`", typed=province)
            return app.wards_of_province(resolved(typed, known, unknown))
    except WardsError as error:
        raise misused(error.said, error.help) from error
    return ()
