"""Workbooks to fill in: one for each ward, body, person and day, and the organiser's.

`model/workbook.py` says how they are laid out, so that what is filled in can be read back.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from campaign_cli.exporting.as_xlsx.book import Book
from campaign_cli.exporting.as_xlsx.organiser import organiser
from campaign_cli.exporting.as_xlsx.reader_books import body, day, person, ward
from campaign_cli.exporting.as_xlsx.rows import Ground, ground_of
from campaign_cli.exporting.material import File, Material
from campaign_cli.pages import BodySheet, DaySheet, Itinerary, Sheet, View, Whole


def files(material: Material) -> Iterator[File]:
    """Yield a workbook for each page; the print order and the budget are in the organiser's."""
    ground = ground_of(material)
    # Rows are tasks, not lines that merge them: pages without any are made in no time.
    lists = replace(material.checklists, tasks=())
    for page in replace(material, checklists=lists).pages():
        content = _content(ground, page.view)
        if content:
            yield File(PurePosixPath(f"{page.stem}.xlsx"), content)


def _content(ground: Ground, view: View) -> bytes:
    """Return the workbook of a page; nothing of one that has none of its own."""
    say = ground.say
    match view:
        case Sheet():
            book = _book(ground, say.ward(view.ward))
            ward(book, ground, view)
        case BodySheet():
            book = _book(ground, view.body.name)
            body(book, ground, view)
        case Itinerary():
            book = _book(ground, view.person.name)
            person(book, ground, view)
        case DaySheet():
            book = _book(ground, say.speech.day(view.day))
            day(book, ground, view)
        case Whole():
            book = _book(ground, say.text("WHOLE CAMPAIGN"))
            organiser(book, ground, view)
        case _:
            return b""
    return book.close()


def _book(ground: Ground, subject: str) -> Book:
    return Book(ground.say, ground.material.made, subject, ground.literal)
