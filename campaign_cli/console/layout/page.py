"""Pages on the terminal: aligned, wrapped by words under hanging indents, at any width."""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from campaign_cli.console.layout.columns import table
from campaign_cli.console.layout.lines import (
    DOT,
    QUIET,
    Block,
    behind,
    beside,
    clean,
    literal,
    quiet,
    wrapped,
)
from campaign_cli.pages import BodySheet, DaySheet, Itinerary, Sheet, View
from campaign_cli.pages.outline import Aside, Item, Outline, Section
from campaign_cli.pages.outlines import outline_of
from campaign_cli.pages.plain import plain_text
from campaign_cli.support.text import shortened

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

NAMED = 16
"""As much of what a task is for as must stay, so that it can be told."""

MARGIN = 2
GAP = 2
BOX = "☐ "
HEADING = "bold"
URGENT = "bold red"
WEEKEND = "magenta"

CLOCK = 24
"""An event's hours, where they have a column."""

SIDE = 42
"""What a task is for, where that has a column."""


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
            yield from self._section(section, min(dates, CLOCK))
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
        yield from self._wrapped(heading, self.width)
        if section.head and section.rows:
            yield from table(section, self.width, MARGIN, self._wrapped)
        else:
            yield from self._rows(section.rows, margin=MARGIN)
        yield from self._pairs(section.pairs)
        clock = CLOCK if self.width >= WIDE and any(item.hours for item in section.items) else 0
        dated = any(item.when for item in section.items)
        column = dates if dated and self.width >= SLIM else 0
        before: tuple[str, ...] = ()
        for item in section.items:
            # A date is said once for all that falls due on it.
            repeated = item.box and item.when == before
            yield from self._item(item, column, clock, repeated=repeated)
            before = item.when
        if not (section.rows or section.pairs or section.items):
            yield literal(" " * MARGIN + clean(section.empty), QUIET)

    def _item(self, item: Item, dates: int, clock: int, *, repeated: bool) -> Iterator["Text"]:
        style = WEEKEND if item.weekend else ""
        when = [
            line
            for part in item.when
            if not repeated
            for line in self._wrapped(literal(part, style), dates or self.width - MARGIN)
        ]
        indent = MARGIN + dates + GAP
        body = self._task(item) if item.box else self._event(item, clock)
        lines = body(self.width - indent)
        if dates:
            yield from beside((MARGIN, []), (dates + GAP, when), (self.width, lines))
        else:
            yield from beside((MARGIN, []), (self.width, when))
            yield from beside((indent, []), (self.width, lines))

    def _event(self, item: Item, clock: int) -> Callable[[int], Block]:
        def set_in(width: int) -> Block:
            place = item.place if clock else " · ".join(filter(None, (item.hours, item.place)))
            inner = width - clock
            lines = self._wrapped(literal(item.title, HEADING), inner)
            lines += self._details(filter(None, (place, *item.details)), inner)
            hours = self._wrapped(literal(item.hours), clock - GAP) if clock else []
            return list(beside((clock, hours), (inner, lines)))

        return set_in

    def _task(self, item: Item) -> Callable[[int], Block]:
        """Return a box, the task beside it, and what it is for: under it, or in a column."""

        def set_in(width: int) -> Block:
            wide = self.width >= WIDE
            title = literal("")
            if item.urgent:
                title.append(clean(item.urgent), URGENT).append(" · ")
            side = SIDE if wide and item.asides else 0
            inner = width - len(BOX) - side - (GAP if side else 0)
            title.append(clean(item.title))
            lines = self._wrapped(title, inner)
            details = behind(lines, item.details, inner)
            if wide or not lines:
                named = list(self._asides(item, side))
                lines += self._details(details, inner)
                columns = ((inner + GAP, lines), (side, self._details(named, side)))
                return list(beside((len(BOX), [literal(BOX)]), *columns))
            under = DOT.join(self._named(item, lines, details, inner))
            lines += self._details((under,), inner)
            return list(beside((len(BOX), [literal(BOX)]), (inner, lines)))

        return set_in

    def _named(
        self, item: Item, lines: Block, details: tuple[str, ...], width: int
    ) -> Iterator[str]:
        """Yield what a task is for, and `details`; one activity takes the place that is left
        behind the title in `lines`, or before the details.
        """
        if len(item.asides) != 1:
            yield from self._asides(item, width)
            yield from details
            return
        aside = item.asides[0]
        least = NAMED + len(clean(aside.more))
        left = width - lines[-1].cell_len - len(DOT)
        if left >= least:
            lines[-1].append(DOT + self._aside(aside, left), QUIET)
            yield from details
            return
        left = width - sum(len(clean(detail)) + len(DOT) for detail in details)
        yield self._aside(aside, left if left >= least else width)
        yield from details

    def _asides(self, item: Item, width: int) -> Iterator[str]:
        """Yield what a task is for; of several, whose beginnings may be alike, the whole titles."""
        if len(item.asides) == 1:
            yield self._aside(item.asides[0], width)
            return
        yield from (f"{clean(aside.title)}{clean(aside.more)}" for aside in item.asides)

    def _aside(self, aside: Aside, width: int) -> str:
        """Return what a task is for, on one line: the events above have the long titles."""
        more = clean(aside.more)
        return shortened(clean(aside.title), max(12, width - len(more))) + more

    def _details(self, details: Iterable[str], width: int) -> Block:
        return quiet(self.console, details, width)

    def _rows(self, rows: tuple[tuple[str, ...], ...], *, margin: int) -> Iterator["Text"]:
        """Yield rows whose last cell wraps; a number, second of several, stands to the right."""
        if not rows:
            return
        if self.width < SLIM:
            for first, *others in rows:
                yield from self._hung(f"{first}: {', '.join(others)}", margin)
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
            yield from beside(*columns)

    def _hung(self, text: str, margin: int) -> Iterator["Text"]:
        """Yield a line whose continuation stands further in."""
        first, *others = self._wrapped(literal(text), self.width - margin - GAP) or [literal("")]
        yield from beside((margin, [literal("")]), (self.width, [first]))
        for line in others:
            yield from beside((margin + GAP, [literal("")]), (self.width, [line]))

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
            yield from beside(*columns)

    def _wrapped(self, text: "Text", width: int) -> Block:
        return wrapped(self.console, text, width)
