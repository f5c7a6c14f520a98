"""`campaign checklist` and `campaign export`: what the wards, bodies and people are given."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from campaign_cli.cli.shell.completion import body_ids, format_names, person_ids, ward_ids
from campaign_cli.cli.shell.exits import ExitCode, misused
from campaign_cli.cli.shell.options import SECONDS, WARDS_PANEL, TimeOption
from campaign_cli.cli.shell.settings import Setting
from campaign_cli.cli.shell.typer_tree import command
from campaign_cli.support.language import N_, message


def add_to(app: typer.Typer) -> None:
    """Add this family's commands."""
    command(
        app,
        "checklist",
        panel=WARDS_PANEL,
        examples={
            "campaign checklist xuan-dinh": N_("one ward's page; its name does as well"),
            "campaign checklist --all": N_("every ward's page"),
            "campaign checklist --body hoi-phu-nu": N_("what one body does"),
            "campaign checklist --person tu-phap": N_("where one person serves"),
            "campaign checklist --day 25/11": N_("what takes place and falls due on a day"),
            "campaign checklist xuan-dinh --plain": N_("text to paste into a message"),
        },
    )(checklist)
    command(
        app,
        "export",
        panel=WARDS_PANEL,
        examples={
            "campaign export pdf": N_("a file for each ward, in the folder `export`"),
            "campaign export pdf xlsx ics": N_("several formats at once"),
            "campaign export all --ward xuan-dinh": N_("one ward's files, in every format"),
            "campaign export html --no-phones -o web": N_("without personal data, elsewhere"),
        },
    )(export)


def checklist(
    ctx: typer.Context,
    wards: Annotated[
        list[str] | None,
        typer.Argument(
            metavar=N_("WARD..."),
            show_default=False,
            help=N_("Wards, by name or id; without any, how many tasks each has."),
            autocompletion=ward_ids,
        ),
    ] = None,
    body: Annotated[
        str | None,
        typer.Option(
            "--body",
            "--owner",
            metavar=N_("BODY"),
            help=N_("What this body does."),
            autocompletion=body_ids,
        ),
    ] = None,
    person: Annotated[
        str | None,
        typer.Option(
            metavar=N_("PERSON"),
            help=N_("Where this person serves."),
            autocompletion=person_ids,
        ),
    ] = None,
    day: Annotated[
        str | None,
        typer.Option(metavar=N_("DATE"), help=N_("What takes place and falls due on this day.")),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help=N_("Every ward's page."))] = False,
    full: Annotated[
        bool, typer.Option("--full", help=N_("All tasks, not the key ones alone."))
    ] = False,
    late: Annotated[
        bool, typer.Option("--late", help=N_("What was late already when the plan was signed."))
    ] = False,
    plain: Annotated[
        bool, typer.Option("--plain", help=N_("Plain text, to paste into a message."))
    ] = False,
) -> int:
    """Print what is to be done: by ward, by body, by person, by day."""
    from campaign_cli import app
    from campaign_cli.cli.shell.answers import Asked, asked_pages
    from campaign_cli.cli.shell.solving import made_now
    from campaign_cli.console.month import handouts

    setting: Setting = ctx.obj
    made = made_now(setting)
    lists = app.checklists(made)
    today = setting.day(made.plan.campaign.start)
    asked = Asked(tuple(wards or ()), body, person, day, every, full, late)
    pages = asked_pages(asked, made.plan, lists, today)
    if pages:
        handouts.show(setting.screen, pages, plain=plain)
    else:
        handouts.overview(setting.screen, made, lists, today)
    return ExitCode.FINE


def export(
    ctx: typer.Context,
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar=N_("FORMAT..."),
            help=N_(
                "Any of pdf, docx, xlsx, html, txt, md, ics, csv, json; several at once, or `all`."
            ),
            autocompletion=format_names,
        ),
    ] = None,
    wards: Annotated[
        list[str] | None,
        typer.Option(
            "--ward",
            metavar=N_("WARD"),
            help=N_("This ward alone; may be given several times."),
            autocompletion=ward_ids,
        ),
    ] = None,
    owners: Annotated[
        list[str] | None,
        typer.Option(
            "--owner",
            "--body",
            metavar=N_("BODY"),
            help=N_("What this body does; `all` for every body."),
            autocompletion=body_ids,
        ),
    ] = None,
    people: Annotated[
        list[str] | None,
        typer.Option(
            "--person",
            metavar=N_("PERSON"),
            help=N_("Where this person serves; `all` for everyone."),
            autocompletion=person_ids,
        ),
    ] = None,
    days: Annotated[
        list[str] | None,
        typer.Option(
            "--day", metavar=N_("DATE"), help=N_("What takes place and falls due on this day.")
        ),
    ] = None,
    folder: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar=N_("FOLDER"),
            help=N_("Where to; without it, `export` beside the plan."),
        ),
    ] = None,
    no_phones: Annotated[
        bool,
        typer.Option(
            "--no-phones", help=N_("Without phones, contacts, names, and the places of visits.")
        ),
    ] = False,
    sms: Annotated[
        bool, typer.Option("--sms", help=N_("txt: without diacritics, counted in segments."))
    ] = False,
    todos: Annotated[
        bool, typer.Option("--todos", help=N_("ics: a file of to-dos beside each calendar."))
    ] = False,
    template: Annotated[
        Path | None,
        typer.Option(
            "--template",
            metavar=N_("FILE.docx"),
            help=N_("docx: fill your office's own Word file."),
        ),
    ] = None,
    every: Annotated[
        bool, typer.Option("--all", help=N_("Name every file, on a terminal too."))
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help=N_("Overwrite files that a person has changed."))
    ] = False,
    data: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar=N_("json"),
            help=N_("json alone: the schedule on the screen, for another program."),
            autocompletion=format_names,
        ),
    ] = None,
    time_limit: TimeOption = SECONDS,
) -> int:
    """Write files for the wards. What a person changed is left alone."""
    from campaign_cli import app
    from campaign_cli.cli.shell.answers import formats_asked, people_asked
    from campaign_cli.cli.shell.solving import made_now
    from campaign_cli.console.layout.progress import writing
    from campaign_cli.console.month import handouts

    setting: Setting = ctx.obj
    if names and data:
        raise misused(message("`--format json` is for the screen: no other format goes with it"))
    chosen = formats_asked([*(names or ()), *([data] if data else ())], app.formats())
    options = (("--template", template, "docx"), ("--sms", sms, "txt"), ("--todos", todos, "ics"))
    for option, given, form in options:
        if given and form not in chosen:
            raise misused(message("`{option}` is for {form}", option=option, form=form))
    if template is not None:
        app.usable_template(template)
    made = made_now(setting, seconds=time_limit)
    readers = people_asked(made.plan, lambda: app.checklists(made), wards, owners, people, days)
    asked = replace(readers, personal=not no_phones, sms=sms, todos=todos, template=template)
    if chosen == ["json"] and not names and folder is None:
        setting.screen.data(app.document(app.shown(made, asked)))
        return ExitCode.FINE
    target = folder or setting.plan_file().parent / "export"
    with writing(setting.screen.language) as watch:
        exported = app.export(made, chosen, target, asked, force=force, watch=watch)
    handouts.exported(setting.screen, target, exported, chosen, every=every)
    return ExitCode.FINE
