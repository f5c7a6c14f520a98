"""Tasks and events as tables, for spreadsheets: no cell of theirs is ever a formula."""

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from unicodedata import category, normalize

from campaign_cli.exporting.as_csv import sums
from campaign_cli.exporting.material import BUDGET, PRINT_ORDER, File, Material, slug
from campaign_cli.model.checklist import Event, Task
from campaign_cli.pages import Checklists
from campaign_cli.pages.phrases import Phrases
from campaign_cli.support.text import clean

_FORMULA = frozenset("=+-@")
"""What a spreadsheet takes a cell for a formula by, in whatever width, behind any blanks."""

Row = tuple[str, ...]


def files(material: Material) -> Iterator[File]:
    """Yield a row for each task, and in a second file for each event; of some wards, owners or
    people alone, files for each of them, so that everyone's stay whole.
    """
    lists = material.checklists
    if material.everyone:
        yield from _tables(material, "", lists.tasks, [one.shared() for one in lists.events])
        yield from _sums(material)
    else:
        for ward in material.wards:
            sheet = lists.sheet(ward, full=True)
            tasks = _tasks_of(lists, ward, of_ward=True)
            yield from _tables(material, f"wards/{slug(ward)}-", tasks, sheet.events)
    for owner in material.owners:
        tasks = _tasks_of(lists, owner, of_ward=False)
        events = lists.body(owner).events
        yield from _tables(material, f"owners/{slug(owner)}-", tasks, events)
    for person in material.people:
        events = tuple(event for event, _ in lists.person(person).events)
        yield from _tables(material, f"people/{slug(person)}-", (), events)


def _tasks_of(lists: Checklists, doer: str, *, of_ward: bool) -> list[Task]:
    return [task for task in lists.tasks if task.doer.id == doer and task.doer.ward is of_ward]


def _tables(
    material: Material, before: str, tasks: Iterable[Task], events: Iterable[Event]
) -> Iterator[File]:
    say = Phrases(material.checklists.stamp)
    stamp = _stamp(say)
    task_rows = [(*_task(say, task), *stamp) for task in tasks]
    event_rows = [(*_event(say, event), *stamp) for event in events]
    if task_rows or not before.startswith("people/"):
        yield _file(f"{before}tasks.csv", (*_task_head(say), *_stamp_head(say)), task_rows)
    yield _file(f"{before}events.csv", (*_event_head(say), *_stamp_head(say)), event_rows)


def _sums(material: Material) -> Iterator[File]:
    """Yield the print order and the budget, where there is anything to order or to pay."""
    lists = material.checklists
    say = Phrases(lists.stamp)
    tables = (
        (PRINT_ORDER, sums.order_head(say), sums.order_rows(material)),
        (BUDGET, sums.budget_head(say), sums.budget_rows(material)),
    )
    for name, head, rows in tables:
        stamped = [(*row, *_stamp(say)) for row in rows]
        if stamped:
            yield _file(f"{name}.csv", (*head, *_stamp_head(say)), stamped)


def _stamp_head(say: Phrases) -> Row:
    return (say.text("campaign"), say.text("version"), say.text("plan"))


def _stamp(say: Phrases) -> Row:
    return (say.stamp.campaign, say.version(), say.stamp.version)


def _task_head(say: Phrases) -> Row:
    return (
        say.text("task id"),
        say.text("due"),
        say.text("until"),
        say.text("late"),
        say.text("for ward"),
        say.text("for body"),
        say.text("who"),
        say.text("task"),
        say.text("needs"),
        say.text("key"),
        say.text("by law"),
        say.text("activity"),
        say.text("at"),
        say.text("event id"),
        say.text("event day"),
    )


def _task(say: Phrases, task: Task) -> Row:
    return (
        task.id,
        task.due.isoformat(),
        task.last.isoformat(),
        say.text("DO NOW") if task.late else "",
        task.doer.id if task.doer.ward else "",
        "" if task.doer.ward else task.doer.id,
        task.doer.name,
        task.title,
        task.need,
        _mark(task.key),
        _mark(task.law),
        task.about,
        task.at,
        task.event or "",
        task.on.isoformat() if task.on else "",
    )


def _event_head(say: Phrases) -> Row:
    return (
        say.text("event id"),
        say.text("from"),
        say.text("until"),
        say.text("session"),
        say.text("hours"),
        say.text("activity"),
        say.text("kind"),
        say.text("at"),
        say.text("wards"),
        say.text("venue"),
        say.text("address"),
        say.text("presided by"),
        say.text("run by"),
        say.text("phone"),
        say.text("attending"),
        say.text("people"),
    )


def _event(say: Phrases, event: Event) -> Row:
    contact = event.owner.contact
    return (
        event.id,
        event.first.isoformat(),
        event.last.isoformat(),
        event.session_name,
        event.hours,
        event.title,
        event.kind_name,
        event.at,
        " ".join(event.wards),
        event.venue,
        event.address,
        event.preside,
        say.ward(event.owner) if event.owner.ward else event.owner.name,
        contact.phone if contact else "",
        event.attend,
        "; ".join(" ".join(filter(None, (one.name, one.phone))) for one in event.people),
    )


def _mark(yes: bool) -> str:
    return "x" if yes else ""


def _file(name: str, head: Row, rows: Iterable[Row]) -> File:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    for row in (head, *rows):
        writer.writerow(_cell(cell) for cell in row)
    return File(PurePosixPath(name), text.getvalue().encode("utf-8-sig"))


def _cell(text: str) -> str:
    """Return the cell; one that a spreadsheet would reckon with gets an apostrophe before it."""
    shown = clean(text)
    first = next((letter for letter in text if category(letter)[0] not in "CZ"), "")
    reckoned = normalize("NFKC", first) in _FORMULA or text[:1] in {"\t", "\r"}
    return f"'{shown}" if reckoned or shown[:1] in _FORMULA else shown
