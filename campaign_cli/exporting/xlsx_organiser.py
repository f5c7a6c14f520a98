"""The organiser's workbook: month, matrix, all events, all tasks, print order, budget."""

from campaign_cli.exporting import xlsx_rows as rows
from campaign_cli.exporting.formats import Material
from campaign_cli.exporting.xlsx_about import about, stamp_of
from campaign_cli.exporting.xlsx_book import Book
from campaign_cli.exporting.xlsx_table import table
from campaign_cli.model.pages import Whole


def organiser(book: Book, material: Material, whole: Whole) -> None:
    """Write the organiser's workbook."""
    say = book.say
    table(
        book,
        say.text("Events"),
        say.text("EVENTS"),
        (say.campaign(), say.version()),
        rows.event_columns(say),
        rows.events(say, whole.events),
        protected=False,
    )
    table(
        book,
        say.text("Tasks"),
        say.text("ALL TASKS"),
        (say.campaign(), say.version()),
        rows.task_columns(say, filled=False, doers=True),
        rows.tasks(say, material.checklists.tasks, filled=False, doers=True),
        protected=False,
    )
    about(book, stamp_of(material, "organiser", ""), (), protected=False)
