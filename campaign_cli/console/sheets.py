"""Pages on the terminal: aligned, wrapped by words under hanging indents, at any width."""

from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import TYPE_CHECKING

from campaign_cli.console.plain import plain_text
from campaign_cli.console.text import clean, literal
from campaign_cli.model.outline import Aside, Item, Outline, Section
from campaign_cli.model.outlines import outline_of
from campaign_cli.model.pages import BodySheet, DaySheet, Itinerary, Sheet, View
from campaign_cli.model.text import shortened

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

__all__ = ["page", "plain_text", "print_body", "print_day", "print_person", "print_sheet"]

WIDEST = 120
"""Columns beyond which lines become hard to follow."""

WIDE = 100
"""From here on, what a task is for, and an event's hours, have columns of their own."""

SLIM = 56
"""Under this, dates stand above what falls on them."""

MARGIN = 2
GAP = 2
BOX = "☐ "
HEADING = "bold"
QUIET = "dim"
URGENT = "bold red"
WEEKEND = "magenta"

Block = list["Text"]
"""Lines, each within the width it was wrapped to."""


def print_sheet(console: "Console", sheet: Sheet) -> None:
    """Print a ward's page."""
    _print(console, sheet)


def print_body(console: "Console", sheet: BodySheet) -> None:
    """Print a body's page."""
    _print(console, sheet)


def print_person(console: "Console", itinerary: Itinerary) -> None:
    """Print a person's page."""
    _print(console, itinerary)


def print_day(console: "Console", sheet: DaySheet) -> None:
    """Print a day's page."""
    _print(console, sheet)


def _print(console: "Console", view: View) -> None:
    for line in page(view, console.width):
        console.print(line, soft_wrap=True)


def page(view: View, width: int) -> Block:
    """Return a page's lines, none wider than `width` or than is easy to read."""
    return list(_Press(min(width, WIDEST)).page(outline_of(view)))


class _Press:
    """Sets an outline in lines of one width."""

    def __init__(self, width: int) -> None:
        from rich.console import Console

        self.width = max(width, 2 * MARGIN + len(BOX) + 16)
        # Wrapping asks a console for its settings alone; nothing is printed on it.
        self.console = Console(width=self.width, emoji=False, markup=False, highlight=False)

    def page(self, outline: Outline) -> Iterator["Text"]:
        yield from self._head(outline)
        dates = max(
            (
                len(clean(line))
                for section in outline.sections
                for item in section.items
                for line in item.when
            ),
            default=0,
        )
        for section in outline.sections:
            yield literal("")
            yield from self._section(section, dates)
        yield literal("")
        for line in outline.foot:
            yield from self._wrapped(literal(line, QUIET), self.width)

    def _head(self, outline: Outline) -> Iterator["Text"]:
        title = literal(outline.title, HEADING)
        title.append(" · ").append(clean(outline.subject))
        version = literal(outline.version)
        space = self.width - title.cell_len - version.cell_len
        if space >= GAP:
            yield title.append(" " * space).append_text(version)
        else:
            yield from self._wrapped(title, self.width)
            yield version
        yield from self._wrapped(literal(outline.campaign, QUIET), self.width)
        yield literal("─" * self.width, QUIET)
        yield from self._rows(outline.facts, margin=0)

    def _section(self, section: Section, dates: int) -> Iterator["Text"]:
        heading = literal(section.title, HEADING)
        if section.note:
            heading.append(f" · {clean(section.note)}", "not bold")
        yield heading
        yield from self._rows(section.rows, margin=MARGIN)
        yield from self._pairs(section.pairs)
        before: tuple[str, ...] = ()
        for item in section.items:
            # A date is said once for all that falls on it.
            yield from self._item(item, dates, repeated=item.when == before and item.box)
            before = item.when
        if not (section.rows or section.pairs or section.items):
            yield literal(" " * MARGIN + clean(section.empty), QUIET)

    def _item(self, item: Item, dates: int, *, repeated: bool) -> Iterator["Text"]:
        style = WEEKEND if item.weekend else ""
        when = [literal(line, style) for line in item.when if not repeated]
        if self.width < SLIM:
            yield from _beside((MARGIN, []), (self.width, when))
            body = self._body(item, self.width - 2 * MARGIN, wide=False)
            yield from _beside((2 * MARGIN, []), (self.width, body))
            return
        indent = MARGIN + dates + GAP
        body = self._body(item, self.width - indent, wide=self.width >= WIDE)
        yield from _beside((MARGIN, []), (dates + GAP, when), (self.width - indent, body))

    def _body(self, item: Item, width: int, *, wide: bool) -> Block:
        return (
            self._task(item, width, wide=wide)
            if item.box or item.asides
            else self._event(item, width, wide=wide)
        )

    def _event(self, item: Item, width: int, *, wide: bool) -> Block:
        title = literal(item.title, HEADING)
        place = " · ".join(filter(None, ("" if wide else item.hours, item.place)))
        details = [detail for detail in (place, *item.details) if detail]
        if not wide:
            lines = self._wrapped(title, width)
            return [*lines, *self._details(details, width)]
        hours = 24
        inner = width - hours
        lines = [*self._wrapped(title, inner), *self._details(details, inner)]
        clock = self._wrapped(literal(item.hours), hours - GAP)
        return list(_beside((hours, clock), (inner, lines)))

    def _task(self, item: Item, width: int, *, wide: bool) -> Block:
        box = [literal(BOX)] if item.box else []
        hang = len(BOX) if item.box else 0
        title = literal("")
        if item.urgent:
            title.append(clean(item.urgent), URGENT).append(" · ")
        title.append(clean(item.title))
        side = 36 if wide else 0
        inner = width - hang - side
        if not wide:
            title.append_text(self._asides(item.asides, inner, " — "))
        lines = [*self._wrapped(title, inner - (GAP if wide else 0))]
        lines += self._details(item.details, inner - (GAP if wide else 0))
        columns = [(hang, box), (inner, lines)]
        if wide:
            asides = self._asides(item.asides, side, "")
            columns.append((side, self._wrapped(asides, side)))
        return list(_beside(*columns))

    def _asides(self, asides: tuple[Aside, ...], width: int, before: str) -> "Text":
        """Return what a task is for: short titles, since the events above have the long ones."""
        named = []
        for aside in asides:
            title = shortened(clean(aside.title), min(36, width - 1 - len(aside.more)))
            named.append(f"{title} {clean(aside.more)}".rstrip())
        return literal(before + ", ".join(named) if named else "", QUIET)

    def _details(self, details: Iterable[str], width: int) -> Block:
        lines: Block = []
        for detail in details:
            lines += self._wrapped(literal(detail, QUIET), width)
        return lines

    def _rows(self, rows: tuple[tuple[str, ...], ...], *, margin: int) -> Iterator["Text"]:
        """Yield rows whose last cell wraps; a number, second of several, stands to the right."""
        if not rows:
            return
        widths = [max(len(clean(cell)) for cell in column) for column in zip(*rows, strict=True)]
        fixed = margin + sum(widths[1:-1]) + GAP * (len(widths) - 1)
        widths[0] = min(widths[0], max(12, self.width - fixed - 24))
        widths[-1] = max(12, self.width - fixed - widths[0])
        for row in rows:
            columns = [(margin, [literal("")])]
            for place, (cell, width) in enumerate(zip(row, widths, strict=True)):
                text = clean(cell)
                if place == 1 and len(row) > 2:  # noqa: PLR2004 - the second of several
                    text = text.rjust(width)
                columns.append((width + GAP, self._wrapped(literal(text), width)))
            yield from _beside(*columns)

    def _pairs(self, pairs: tuple[tuple[str, str], ...]) -> Iterator["Text"]:
        """Yield names with their numbers, two or three pairs a line."""
        if not pairs:
            return
        in_line = 3 if self.width >= WIDE else 1 if self.width < SLIM else 2
        numbers = max(len(number) for _, number in pairs)
        widest = (self.width - MARGIN) // in_line - 3 * GAP - numbers
        names = min(widest, max(len(clean(name)) for name, _ in pairs))
        for start in range(0, len(pairs), in_line):
            columns = [(MARGIN, [literal("")])]
            for name, number in pairs[start : start + in_line]:
                columns.append((names + GAP, self._wrapped(literal(name), names)))
                columns.append((numbers + 2 * GAP, [literal(number.rjust(numbers))]))
            yield from _beside(*columns)

    def _wrapped(self, text: "Text", width: int) -> Block:
        if not text.plain.strip():
            return []
        lines = list(text.wrap(self.console, max(width, 8)))
        for line in lines:
            line.rstrip()
        return lines


def _beside(*columns: tuple[int, Block]) -> Iterator["Text"]:
    """Yield lines of blocks side by side, each padded to its width; none ends in a space."""
    from rich.text import Text

    widths = [width for width, _ in columns]
    for cells in zip_longest(*(block for _, block in columns)):
        line = Text()
        at = 0
        for cell, width in zip(cells, widths, strict=True):
            if cell is not None:
                line.append(" " * (at - line.cell_len)).append_text(cell)
            at += width
        line.rstrip()
        yield line
