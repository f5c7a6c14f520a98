"""The workbooks of a ward, a body, a person and a day."""

from collections.abc import Iterable

from campaign_cli.exporting.as_xlsx import rows
from campaign_cli.exporting.as_xlsx.about import about, stamp_of
from campaign_cli.exporting.as_xlsx.book import Book
from campaign_cli.exporting.as_xlsx.layout import (
    FIGURE_RESULT,
    RECEIPT_ON,
    RECEIPT_RECEIVED,
    STATES,
    TASK_DONE_ON,
    TASK_STATE,
)
from campaign_cli.exporting.as_xlsx.rows import Ground
from campaign_cli.exporting.as_xlsx.table import Table, table
from campaign_cli.model.checklist import Event, Office, Task
from campaign_cli.pages import BodySheet, DaySheet, Itinerary, Sheet
from campaign_cli.support.language import message

FIRST_DATE = "=DATE(2000,1,1)"
_DONE = {"font_color": "#7F7F7F"}


def ward(book: Book, ground: Ground, sheet: Sheet) -> None:
    """Write a ward's workbook."""
    say = book.say
    _tasks(book, sheet.ward, sheet.organiser, ground.tasks_of(sheet.ward))
    table(
        book,
        say.text("Events"),
        _title(book, say.text("EVENTS")),
        _lines(book),
        rows.event_columns(say, sends=True),
        rows.events(say, sheet.events, sheet.ward),
    )
    own = [event for event in sheet.events if len(event.wards) == 1]
    _figures(book, ground, own)
    its = table(
        book,
        say.text("To collect"),
        _title(book, say.text("TO COLLECT")),
        _lines(book),
        rows.receipt_columns(say),
        rows.receipts(say, sheet.receipts, sheet.ward.id),
    )
    _whole_numbers(book, its, RECEIPT_RECEIVED)
    _dates(book, its, RECEIPT_ON)
    about(book, stamp_of(ground.material, "ward", sheet.ward.id), _contacts(book, sheet.ward))


def body(book: Book, ground: Ground, sheet: BodySheet) -> None:
    """Write a body's workbook; the figures are those of the joint events that it runs."""
    say = book.say
    _tasks(book, sheet.body, sheet.organiser, ground.tasks_of(sheet.body))
    table(
        book,
        say.text("Events"),
        _title(book, say.text("EVENTS")),
        _lines(book),
        rows.event_columns(say),
        rows.events(say, sheet.events, sheet.body),
    )
    _figures(book, ground, [event for event in sheet.events if len(event.wards) != 1])
    about(book, stamp_of(ground.material, "body", sheet.body.id), _contacts(book, sheet.body))


def person(book: Book, ground: Ground, itinerary: Itinerary) -> None:
    """Write a person's workbook: where they serve, and whom to call there."""
    say = book.say
    its = [event for event, _ in itinerary.events]
    offices = [office for _, office in itinerary.events]
    serves = f"{say.text('Serves as')}: {', '.join(itinerary.pools)}"
    table(
        book,
        say.text("Events"),
        _title(book, say.text("ITINERARY")),
        (*_lines(book), serves),
        rows.event_columns(say, calls=True),
        rows.events(say, its, itinerary.person, calls=offices),
    )
    facts = [(say.text("Phone"), itinerary.person.phone)]
    about(book, stamp_of(ground.material, "person", itinerary.person.id), facts)


def day(book: Book, ground: Ground, sheet: DaySheet) -> None:
    """Write a day's workbook: what takes place, what runs, what falls due."""
    say = book.say
    closed = ""
    if sheet.closed is not None:
        closed = f"{say.text('No working day')}: {sheet.closed or say.text('weekend')}"
    table(
        book,
        say.text("Events"),
        _title(book, say.text("DAY SHEET")),
        (*_lines(book), closed),
        rows.event_columns(say),
        rows.events(say, (*sheet.events, *sheet.running)),
    )
    due = [
        task
        for task in ground.material.checklists.tasks
        if task.due <= sheet.day and sheet.day <= task.last
    ]
    table(
        book,
        say.text("Tasks"),
        _title(book, say.text("DUE")),
        _lines(book),
        rows.task_columns(say, filled=False, doers=True),
        rows.tasks(say, due, filled=False, doers=True),
    )
    about(book, stamp_of(ground.material, "day", sheet.day.isoformat()), ())


def _tasks(book: Book, office: Office, organiser: Office, tasks: Iterable[Task]) -> None:
    """Write the tasks, with what the reader says of each."""
    say = book.say
    hint = say.text("Fill in the yellow columns, save, and send this file back to {office}.")
    its = table(
        book,
        say.text("Tasks"),
        _title(book, say.text("TASK SHEET")),
        (*_lines(book), hint.format(office=say.call(organiser)) if office != organiser else ""),
        rows.task_columns(say),
        rows.tasks(say, tasks, office),
    )
    if its.last < its.first:
        return
    place = its.place(TASK_STATE)
    states = [say.text(state) for state in STATES.values()]
    its.sheet.data_validation(
        its.first,
        place,
        its.last,
        place,
        {
            "validate": "list",
            "source": states,
            "error_title": say.text("state"),
            "error_message": say.text("Choose one of the list."),
        },
    )
    _dates(book, its, TASK_DONE_ON)
    state = f"${chr(ord('A') + place)}{its.first + 1}"
    its.sheet.conditional_format(
        its.first,
        0,
        its.last,
        place - 1,
        {"type": "formula", "criteria": f'={state}="{states[0]}"', "format": book.look(_DONE)},
    )


def _figures(book: Book, ground: Ground, events: Iterable[Event]) -> None:
    """Write a row for each number that is reported."""
    say = book.say
    its = table(
        book,
        say.text("Figures"),
        _title(book, say.text("FIGURES TO REPORT")),
        _lines(book),
        rows.figure_columns(say),
        rows.figures(say, ground.material.plan, ground.bookings, events),
    )
    _whole_numbers(book, its, FIGURE_RESULT)


def _whole_numbers(book: Book, its: Table, key: str) -> None:
    """Let a column take whole numbers alone."""
    _only(its, key, "integer", 0, book.say.text("A whole number, 0 or more."))


def _dates(book: Book, its: Table, key: str) -> None:
    """Ask for dates in a column; one that another country's program does not know may stay."""
    said = book.say.text("A date: day/month/year.")
    _only(its, key, "date", FIRST_DATE, said, error_type="warning")


def _only(its: Table, key: str, what: str, least: object, said: str, **more: str) -> None:
    """Let the cells of a column take what is not below `least`, and say so where it is."""
    if its.last < its.first:
        return
    place = its.place(key)
    rule = {"validate": what, "criteria": ">=", "value": least, **more}
    told = {"error_title": its.columns[place].title, "error_message": said}
    its.sheet.data_validation(its.first, place, its.last, place, rule | told)


def _title(book: Book, what: str) -> str:
    return f"{what} · {book.subject}"


def _lines(book: Book) -> tuple[str, str]:
    """Return what stands under the title: the campaign, the version."""
    say = book.say
    plan = say.speech.say(message("plan {digest}", digest=say.stamp.version))
    return (say.campaign(), f"{say.version()} · {plan}")


def _contacts(book: Book, office: Office) -> list[tuple[str, str]]:
    say = book.say
    facts = [(say.text("Contact"), say.person(office.contact))]
    if office.deputy:
        facts.append((say.text("Deputy"), say.person(office.deputy)))
    return facts
