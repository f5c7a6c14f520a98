"""Workbooks to fill in: one for each ward, body, person and day, and the organiser's.

`model/workbook.py` says how they are laid out, so that what is filled in can be read back.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from campaign_cli.exporting.formats import File, Material
from campaign_cli.exporting.xlsx_book import Book, Literal
from campaign_cli.exporting.xlsx_organiser import organiser
from campaign_cli.exporting.xlsx_reader import body, day, person, ward
from campaign_cli.model.checklist import Task
from campaign_cli.model.pages import BodySheet, DaySheet, Itinerary, Sheet, View, Whole
from campaign_cli.model.phrases import Phrases


def files(material: Material) -> Iterator[File]:
    """Yield a workbook for each page; the print order and the budget are in the organiser's."""
    writer = _Writer(material, Literal(), _by_doer(material))
    for page in material.pages():
        content = writer.content(page.view)
        if content:
            yield File(PurePosixPath(f"{page.stem}.xlsx"), content)


def _by_doer(material: Material) -> dict[tuple[str, bool], list[Task]]:
    tasks: dict[tuple[str, bool], list[Task]] = {}
    for task in material.checklists.tasks:
        tasks.setdefault((task.doer.id, task.doer.ward), []).append(task)
    return tasks


@dataclass(frozen=True, slots=True)
class _Writer:
    material: Material
    literal: Literal
    tasks: Mapping[tuple[str, bool], list[Task]]

    def content(self, view: View) -> bytes:
        """Return the workbook of a page; nothing of one that has none of its own."""
        say = Phrases(self.material.checklists.stamp)
        match view:
            case Sheet():
                book = self._book(say, say.ward(view.ward))
                ward(book, self.material, view, self.tasks.get((view.ward.id, True), []))
            case BodySheet():
                book = self._book(say, view.body.name)
                its = self.tasks.get((view.body.id, view.body.ward), [])
                body(book, self.material, view, its)
            case Itinerary():
                book = self._book(say, view.person.name)
                person(book, self.material, view)
            case DaySheet():
                book = self._book(say, say.speech.day(view.day))
                day(book, self.material, view)
            case Whole():
                book = self._book(say, say.text("WHOLE CAMPAIGN"))
                organiser(book, self.material, view)
            case _:
                return b""
        return book.close()

    def _book(self, say: Phrases, subject: str) -> Book:
        return Book(say, self.material.made, subject, self.literal)
