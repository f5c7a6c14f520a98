"""What `checklist` and `export` show."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from campaign_cli.console.layout.terminal import Screen
from campaign_cli.console.month.words import heading, month_of, next_step
from campaign_cli.model.checklist import Task
from campaign_cli.support.language import N_, counted, message
from campaign_cli.support.text import clean

if TYPE_CHECKING:
    from campaign_cli.app import Made
    from campaign_cli.exporting import Exported
    from campaign_cli.pages import Checklists, View

FEW = 8
"""Up to so many files are named on a terminal; of more, how many there are of each format."""

_NUMBER, _PHONE, _GAP = 6, 13, 2
"""How wide an overview's numbers and phones are at least, and what lies between two columns."""


def show(screen: Screen, pages: "Sequence[View]", *, plain: bool = False) -> None:
    """Print pages one after the other."""
    from rich.text import Text

    from campaign_cli.console.layout import page as sheets
    from campaign_cli.pages.plain import plain_text

    for place, page in enumerate(pages):
        if plain:
            screen.text(("\n" if place else "") + plain_text(page))
            continue
        console = screen.answers()
        if place:
            console.print()
        lines = sheets.page(page, console.width)
        if console.is_terminal:
            console.print(Text("\n").join(lines), soft_wrap=True)
        else:
            screen.text("\n".join(line.plain for line in lines))


def overview(screen: Screen, made: "Made", lists: "Checklists", today: date) -> None:
    """Show how much each ward has to do, for whoever has not said which ward."""
    from rich.cells import cell_len
    from rich.table import Table
    from rich.text import Text

    month = month_of(made, screen.language)
    language = month.language
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    ids = max(map(len, lists.wards), default=2)
    counts = [language.text(title) for title in (N_("events"), N_("tasks"), N_("7 days"))]
    wide = sum(max(_NUMBER, cell_len(title)) + _GAP for title in counts)
    names = max(12, screen.width() - ids - wide - _PHONE - 2 * _GAP)
    table.add_column(language.text("ward"), no_wrap=True, max_width=names)
    table.add_column(language.text("id"), no_wrap=True, min_width=ids)
    for title in counts:
        table.add_column(title, justify="right", no_wrap=True, min_width=_NUMBER)
    table.add_column(language.text("phone"), no_wrap=True, min_width=_PHONE)
    tasks: dict[str, list[Task]] = {}
    for one in lists.tasks:
        if one.doer.ward:
            tasks.setdefault(one.doer.id, []).append(one)
    events = Counter(ward for one in lists.events for ward in one.wards)
    soon = today + timedelta(days=6)
    for ward, office in lists.wards.items():
        theirs = tasks.get(ward, [])
        numbers = (
            events[ward],
            len(theirs),
            sum(today <= one.due <= soon for one in theirs),
        )
        number = office.contact.phone if office.contact else ""
        table.add_row(
            Text(clean(office.name)),
            Text(ward, style="dim"),
            *map(language.number, numbers),
            Text(clean(number) or "–", style="dim"),
        )
    screen.show(heading(month), table)
    first = next(iter(lists.wards), "WARD")
    screen.note(
        next_step(screen.language, f"campaign checklist {first}", "campaign checklist --all")
    )


def exported(
    screen: Screen,
    folder: Path,
    done: "Exported",
    formats: Sequence[str],
    *,
    every: bool = False,
) -> None:
    """Say which files were written, and which were left alone; on a terminal how many of each
    format, but for a few or where `every` one is asked for.
    """
    listed = every or len(done.written) <= FEW or not screen.on_terminal()
    for file in done.written if listed else ():
        screen.text(str(file))
    if not listed:
        counts = Counter(file.suffix[1:] for file in done.written)
        number = screen.language.number
        text = " · ".join(f"{number(many)} {form}" for form, many in counts.items())
        screen.text(f"{folder}: {text}")
    if done.unchanged:
        screen.say(
            counted("{n} file is as it was", "{n} files are as they were", len(done.unchanged))
        )
    for file in done.kept:
        screen.say(message("left alone, a person has changed it: {file}", file=str(file)))
    if done.kept:
        screen.say(message("`--force` overwrites it"))
    written = counted(
        "wrote {n} file to {folder}",
        "wrote {n} files to {folder}",
        len(done.written),
        folder=str(folder),
    )
    screen.say(written)
    if done.older:
        older = counted(
            "{n} file there is of an earlier version; what renews it: {commands}",
            "{n} files there are of an earlier version; what renews them: {commands}",
            len(done.older),
            commands=" · ".join(_renewing(done.older)),
        )
        screen.say(older)
    if done.withdrawn:
        gone = counted(
            "{n} file there is of someone who is in the plan no more: their calendar takes their"
            " entries back, all else may go",
            "{n} files there are of those who are in the plan no more: their calendars take their"
            " entries back, all else may go",
            len(done.withdrawn),
        )
        screen.say(gone)
    if not (done.written or done.unchanged or done.kept):
        nothing = message(
            "{formats}: nothing is made of what you asked for; `campaign export pdf` makes a page",
            formats=", ".join(formats),
        )
        screen.say(nothing)


def _renewing(files: Sequence[Path]) -> Iterator[str]:
    """Yield the commands that make files anew: everyone's, and those on request alone."""
    asked = {"owners": "--owner all", "people": "--person all"}
    formats: dict[str, set[str]] = {}
    options: dict[str, None] = {}
    for file in files:
        part = file.parent.name
        given = f"--day {file.stem}" if part == "days" else asked.get(part)
        if given:
            options[given] = None
        formats.setdefault("asked" if given else "", set()).add(file.suffix[1:])
    for which, names in sorted(formats.items()):
        more = f" {' '.join(options)}" if which else ""
        yield f"`campaign export {' '.join(sorted(names))}{more}`"
