"""A page as a Word document after Decree 30/2020; a ward's with everything it fills in."""

from collections.abc import Iterator, Mapping, Sequence

from campaign_cli.exporting.as_docx import lists
from campaign_cli.exporting.as_docx.letterhead import annex, heads, signature, titled
from campaign_cli.exporting.as_docx.outline import facts, section
from campaign_cli.exporting.as_docx.package import Properties, package
from campaign_cli.exporting.as_docx.xml import (
    WIDTH,
    Boxes,
    cell,
    paragraph,
    row,
    run,
    said,
    table,
    twips,
)
from campaign_cli.exporting.as_docx.xml import section as break_
from campaign_cli.exporting.material import Material
from campaign_cli.exporting.shared.signers import attended
from campaign_cli.model.checklist import Event, Task
from campaign_cli.pages import Sheet, View
from campaign_cli.pages.letter import Letter
from campaign_cli.pages.merging import merged
from campaign_cli.pages.outline import Outline
from campaign_cli.pages.outlines import outline_of
from campaign_cli.pages.phrases import Phrases
from campaign_cli.support.language import message
from campaign_cli.support.text import capital

_BOX, _WHEN, _NOTE = twips(8), twips(33), twips(32)
SIZE = 13
"""Points of the text of sheets."""


class Sheets:
    """The documents of one campaign's pages."""

    def __init__(self, material: Material, letter: Letter) -> None:
        self.material = material
        self.letter = letter
        self.say = Phrases(material.checklists.stamp)
        tasks: dict[str, list[Task]] = {}
        for task in material.checklists.tasks:
            if task.doer.ward:
                tasks.setdefault(task.doer.id, []).append(task)
        self._tasks: Mapping[str, Sequence[Task]] = tasks

    def of(self, view: View) -> bytes:
        """Return the document of any page."""
        if isinstance(view, Sheet):
            return self._ward(view)
        boxes = Boxes()
        outline = outline_of(view)
        body = self._first(outline, boxes) + break_(first=True, last=True)
        return self._package(body, outline)

    def properties(self, title: str) -> Properties:
        """Return what a file says of itself."""
        stamp = self.material.checklists.stamp
        return Properties(
            title=title,
            subject=stamp.campaign,
            author=self.letter.issuer,
            version=self.say.version(),
            digest=stamp.plan,
            language=stamp.language,
            made=self.material.made,
        )

    def foot(self) -> str:
        """Return the line at the bottom of every page: which version this is."""
        stamp = self.material.checklists.stamp
        return f"{stamp.campaign} · {self.say.version()} · {stamp.version}"

    def _package(self, body: str, outline: Outline) -> bytes:
        about = self.properties(f"{outline.title} · {outline.subject}")
        return package(body, about, size=SIZE, foot=self.foot())

    def _first(self, outline: Outline, boxes: Boxes) -> str:
        """Return the page itself, from the heads to the signature."""
        return "".join(
            (
                heads(self.letter),
                titled(outline.title, (outline.subject, outline.campaign)),
                facts(outline),
                *(section(one, self.say, boxes) for one in outline.sections),
                signature(self.letter),
            )
        )

    def _ward(self, full: Sheet) -> bytes:
        """Return a ward's page with its key tasks, the full list, and what it fills in by hand."""
        key = outline_of(self.material.checklists.sheet(full.ward.id))
        boxes = Boxes()
        parts = [self._first(key, boxes)]
        annexes = list(self._annexes(full, boxes))
        for number, (title, content) in enumerate(annexes, start=1):
            parts.append(break_(first=number == 1, anew=number > 1))
            label = self.say.speech.say(message("Annex {number}", number=ROMAN[number - 1]))
            parts.append(annex(label, title, self._enclosed(key)) + content)
        parts.append(break_(first=not annexes, anew=bool(annexes), last=True))
        return self._package("".join(parts), key)

    def _enclosed(self, outline: Outline) -> str:
        enclosed = message("with the task sheet: {ward}", ward=outline.subject)
        return f"({self.say.speech.say(enclosed)})"

    def _annexes(self, sheet: Sheet, boxes: Boxes) -> Iterator[tuple[str, str]]:
        say, plan = self.say, self.material.plan
        yield say.text("all tasks, by event"), self._full(sheet, boxes)
        sheets = [
            lists.attendance(event, rows, say, anew=number > 0)
            for number, (event, rows) in enumerate(attended(sheet.events, sheet.ward.id))
        ]
        if sheets:
            yield say.text("ATTENDANCE LIST"), "".join(sheets)
        if sheet.receipts:
            records = "".join(lists.handover(sheet.receipts, say))
            yield say.text("hand-over record"), records
        gifts = lists.gifts(plan, sheet.receipts)
        if gifts:
            signed = (lists.recipients(receipt, sheet.ward, plan, say) for receipt in gifts)
            yield say.text("those who receive gifts"), _NEW_PAGE.join(signed)

    def _full(self, sheet: Sheet, boxes: Boxes) -> str:
        """Return every task under the event it prepares, with room for remarks."""
        say = self.say
        widths = (_BOX, _WHEN, WIDTH - _BOX - _WHEN - _NOTE, _NOTE)
        texts = ("", say.text("by when"), say.text("what is to be done"), say.text("remarks"))
        rows = [
            row(
                (
                    cell(width, said(capital(text), "TableHead"))
                    for width, text in zip(widths, texts, strict=True)
                ),
                head=True,
            )
        ]
        for heading, parts, tasks in self._by_event(sheet):
            lines = [paragraph(run(heading, bold=True), "Table", _KEEP)]
            lines += [paragraph(run(f"{hours}  {part}"), "Table", _KEEP) for hours, part in parts]
            over = cell(WIDTH, "".join(lines), span=4)
            rows.append(row((over,)))
            for line in merged(tasks):
                item = say.line(line, places=False)
                what = paragraph(run(f"{item.urgent} · " if item.urgent else "", bold=True)
                    + run(item.title), "Table")  # fmt: skip
                what += "".join(said(detail, "Table") for detail in item.details)
                box = boxes.box(line.tasks[0], item.title)
                when = "".join(said(day, "Table") for day in item.when)
                cells = (paragraph(box, "Box"), when, what, "")
                rows.append(
                    row(
                        cell(width, text or paragraph("", "Table"))
                        for width, text in zip(widths, cells, strict=True)
                    )
                )
        return table(widths, rows)

    def _by_event(
        self, sheet: Sheet
    ) -> Iterator[tuple[str, Sequence[tuple[str, str]], list[Task]]]:
        """Yield headings with an event's programme and its tasks.

        Events stand in order of time, then the campaign's own tasks.
        """
        events = {event.id: event for event in sheet.events}
        first: dict[str, str] = {}
        for event in sheet.events:
            first.setdefault(event.activity, event.id)
        groups: dict[str, list[Task]] = {id_: [] for id_ in events}
        others: dict[str, list[Task]] = {}
        for task in self._tasks.get(sheet.ward.id, ()):
            own = task.event or first.get(task.activity or "", "")
            if own in groups:
                groups[own].append(task)
            else:
                others.setdefault(task.about, []).append(task)
        for id_, tasks in groups.items():
            if tasks:
                yield self._heading(events[id_], sheet), events[id_].parts, tasks
        for about, tasks in others.items():
            yield about or capital(self.say.text("the whole campaign")), (), tasks

    def _heading(self, event: Event, sheet: Sheet) -> str:
        item = self.say.event(event, sheet.ward)
        return f"{' '.join((*item.when, item.hours)).strip()} · {item.title}"


ROMAN = ("I", "II", "III", "IV", "V", "VI")
_KEEP = "<w:keepNext/>"
_NEW_PAGE = '<w:p><w:pPr><w:pStyle w:val="Table"/></w:pPr><w:r><w:br w:type="page"/></w:r></w:p>'
