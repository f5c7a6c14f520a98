"""The organiser's workbook: month, matrix, all events, all tasks, print order, budget."""

from campaign_cli.exporting.as_xlsx import rows
from campaign_cli.exporting.as_xlsx.about import about, stamp_of
from campaign_cli.exporting.as_xlsx.book import Book
from campaign_cli.exporting.as_xlsx.organiser.budget import budget
from campaign_cli.exporting.as_xlsx.organiser.month import by_session, by_ward
from campaign_cli.exporting.as_xlsx.organiser.orders import print_order
from campaign_cli.exporting.as_xlsx.rows import Ground
from campaign_cli.exporting.as_xlsx.table import table
from campaign_cli.pages import Whole


def organiser(book: Book, ground: Ground, whole: Whole) -> None:
    """Write the organiser's workbook: theirs to work on, so nothing in it is protected."""
    material = ground.material
    say, lists = book.say, material.checklists
    facts = (say.campaign(), say.version())
    by_session(book, material, whole.events)
    by_ward(book, material, whole.events)
    table(
        book,
        say.text("Events"),
        say.text("EVENTS"),
        facts,
        rows.event_columns(say),
        rows.events(say, whole.events),
        protected=False,
    )
    table(
        book,
        say.text("Tasks"),
        say.text("ALL TASKS"),
        facts,
        rows.task_columns(say, filled=False, doers=True),
        rows.tasks(say, lists.tasks, filled=False, doers=True),
        protected=False,
    )
    if lists.orders:
        print_order(book, lists.orders, lists.costs.currency)
    if lists.costs.shown:
        budget(book, lists.costs)
    about(book, stamp_of(material, "organiser", ""), (), protected=False)
