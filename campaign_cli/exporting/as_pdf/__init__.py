"""Pages for paper: a ward's sheet, its lists to fill in and its calendar; any other page.

Typst sets them from the templates beside this module; the plan's text goes in as data alone.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict, replace
from importlib import import_module, resources
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from campaign_cli.exporting.as_pdf.forms import forms
from campaign_cli.exporting.as_pdf.glyphs import each_text, letters_of, printer
from campaign_cli.exporting.as_pdf.page import outlined
from campaign_cli.exporting.as_pdf.qr_code import code_of
from campaign_cli.exporting.as_pdf.wall_calendar import Month
from campaign_cli.exporting.as_pdf.ward import WardPaper
from campaign_cli.exporting.material import WHOLE, File, FormatError, Material, Page
from campaign_cli.model.checklist import Event, Task
from campaign_cli.pages import Sheet
from campaign_cli.pages.letter import letter_of
from campaign_cli.pages.outlines import outline_of
from campaign_cli.pages.phrases import Phrases
from campaign_cli.support.diagnostic import Diagnostic
from campaign_cli.support.language import message
from campaign_cli.support.processes import attend, deaf

if TYPE_CHECKING:
    import typst

Part = dict[str, Any]

AGES = 6
"""Empty documents after each: with none, a hundred wards' sheets hold a gigabyte."""

MANY = 1000
"""Entries of everyone's page that are one document."""
TASKS, CALENDARS = f"{WHOLE}-tasks", f"{WHOLE}-month"

STANDARDS: "list[typst.PDFStandard]" = ["a-2a", "ua-1"]


def files(material: Material) -> Iterator[File]:
    """Yield a file for each page.

    Raises:
        FormatError: Typst is not installed; nothing was yielded then.
    """
    _find_typst()
    press = Press(material)
    with resources.as_file(resources.files("campaign_cli.exporting") / "typst") as templates:
        printed = Typesetter(templates)
        for page in material.pages():
            documents = dict(press.documents(page))
            # What Typst had for large ones is given back with the process that set them.
            typeset = printed.apart if len(documents) > 1 else printed.pdf
            for stem, document in documents.items():
                yield File(PurePosixPath(f"{stem}.pdf"), typeset(document))


def _find_typst() -> None:
    """Say at once where there is no Typst: for Windows on ARM it is not made."""
    try:
        import_module("typst")
    except ImportError as error:
        problem = Diagnostic(
            "F304",
            message("no PDF can be made on this machine: Typst is not installed"),
            help=message("`campaign export docx html` makes files that print as well"),
        )
        raise FormatError(problem) from error


class Typesetter:
    """Typst with its templates and fonts, loaded once for all files."""

    def __init__(self, templates: Path) -> None:
        import typst

        fonts = templates / "fonts"
        self._fonts = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts)]
        )
        self._printable = printer(letters_of((fonts / "Tinos-Regular.ttf").read_bytes()))
        self._templates = templates
        self._compile = typst.compile
        self._nothing = typst.Compiler(
            input=str(templates / "empty.typ"), root=str(templates), font_paths=self._fonts
        )

    def pdf(self, document: Part) -> bytes:
        """Return the file of a document."""
        data = json.dumps(each_text(document, self._printable), ensure_ascii=False)
        content = self._compile(
            input=str(self._templates / "main.typ"),
            root=str(self._templates),
            font_paths=self._fonts,
            ignore_system_fonts=True,
            sys_inputs={"data": data},
            pdf_standards=STANDARDS,
            timestamp=document["made"],
        )
        self._age()
        return content

    def apart(self, document: Part) -> bytes:
        """Return the file of a document, set in a process of its own."""
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import get_context

        with ProcessPoolExecutor(1, get_context("spawn"), attend) as executor:
            with deaf():
                typeset = executor.submit(_typeset, self._templates, document)
            return typeset.result()

    def _age(self) -> None:
        """Let Typst forget: what no document needed for ten others, empty ones among them."""
        for _ in range(AGES):
            self._nothing.compile(format="svg")


def _typeset(templates: Path, document: Part) -> bytes:
    return Typesetter(templates).pdf(document)


class Press:
    """Pages as documents: data that the templates know how to set."""

    def __init__(self, material: Material) -> None:
        self.material = material
        self.say = Phrases(material.checklists.stamp)
        self.letter = letter_of(material.plan, material.checklists.stamp)
        self.bookings = material.schedule.by_id()
        self.tasks: dict[str, dict[str, Task]] = {}
        for task in material.checklists.tasks:
            if task.doer.ward:
                self.tasks.setdefault(task.doer.id, {})[task.id] = task
        self.month = Month(material.plan, material.checklists, self.say, self.bookings)

    def documents(self, page: Page) -> Iterator[tuple[str, Part]]:
        """Yield a page's document, with its path; of everyone's page of a city, three."""
        view = page.view
        if isinstance(view, Sheet):
            title, subject = self.say.text("TASK SHEET"), self.say.ward(view.ward)
            yield page.stem, self._document(title, subject, [*self._ward(view.ward.id)])
            return
        outline = outline_of(view)
        volumes = [(page.stem, [outlined(self.say, outline)])]
        if page.stem == WHOLE:
            calendars = [*self._whole()]
            if sum(len(section.items) for section in outline.sections) <= MANY:
                volumes[0][1].extend(calendars)
            else:
                # Typst needs a megabyte and a half for each page of a document.
                *others, tasks = outline.sections
                first, second = (
                    outlined(self.say, replace(outline, sections=sections))
                    for sections in (tuple(others), (tasks,))
                )
                volumes = [(WHOLE, [first]), (TASKS, [second]), (CALENDARS, calendars)]
        for stem, parts in volumes:
            yield stem, self._document(outline.title, outline.subject, parts)

    def _document(self, title: str, subject: str, parts: list[Part]) -> Part:
        stamp, made = self.material.checklists.stamp, self.material.made
        plan = self.say.speech.say(message("plan {digest}", digest=stamp.version))
        return {
            "title": f"{title} · {subject}",
            "author": self.letter.issuer,
            "keywords": [stamp.campaign, self.say.version(), stamp.version],
            "date": [made.year, made.month, made.day],
            "made": int(made.timestamp()),
            "letter": {
                **asdict(self.letter),
                "issuer_lines": self.letter.issuer_lines,
                "to": self.letter.copies,
            },
            "foot": [f"{subject} · {stamp.campaign}", f"{self.say.version()} · {plan}"],
            "parts": parts,
        }

    def _ward(self, ward: str) -> Iterator[Part]:
        lists = self.material.checklists
        paper = WardPaper(lists, self.tasks.get(ward, {}), lists.sheet(ward), self.say)
        yield paper.page()
        yield paper.all_tasks()
        yield from forms(paper, self.material.plan, self.bookings)
        events = paper.sheet.events
        important = tuple(self._important(ward, events))
        code = code_of(self.material.plan, self.say, paper.name, important)
        yield {
            **self.month.wall(events, ward=ward, code=code),
            "summary": f"{paper.name} · {self.say.campaign()}",
            "lines": [": ".join(paper.contacts()[0])],
        }

    def _important(self, ward: str, events: tuple[Event, ...]) -> Iterator[Any]:
        """Yield what is worth a place in a code: what the ward holds itself or sends people to
        before what it only takes part in, each in order of time.
        """
        solved = [event for event in events if not event.window and not event.within]
        for event in sorted(
            solved,
            key=lambda one: (one.wards != (ward,) and not one.sends.get(ward), one.first),
        ):
            yield event, self.bookings[event.id]

    def _whole(self) -> Iterator[Part]:
        events = tuple(event.shared() for event in self.material.checklists.events)
        summary = self.say.campaign()
        yield {**self.month.wall(events), "summary": summary, "lines": []}
        yield {**self.month.matrix(), "summary": summary}
