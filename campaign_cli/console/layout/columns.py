"""Tables of numbers in a page: names wrap, numbers stand to the right, none is ever cut."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from campaign_cli.console.layout.lines import QUIET, Block, beside, clean, literal
from campaign_cli.pages.outline import Section
from campaign_cli.support.text import small

if TYPE_CHECKING:
    from rich.text import Text

GAP = 2
LEAST = 10
"""As many columns as a name must have, for a table to be readable."""

Row = Sequence[str]
Wrap = Callable[["Text", int], Block]


def table(section: Section, width: int, margin: int, wrap: Wrap) -> Iterator["Text"]:
    """Yield the lines of a section's table; where it is too wide, each row as a sentence."""
    rows = [tuple(map(clean, row)) for row in section.rows]
    total = tuple(map(clean, section.total))
    head = tuple(map(clean, section.head))
    used = [
        place for place in range(len(head)) if any(row[place] for row in (*rows, total or head))
    ]
    widths = _widths(section, head, [*rows, total] if total else rows, used, width - margin)
    if widths is None:
        for row in (*rows, total) if total else rows:
            yield from _sentence(head, row, width, margin, wrap)
        return

    def line(row: Row, style: str) -> Iterator["Text"]:
        columns = [(margin, [literal("")])]
        for place in used:
            cell, room = row[place], widths[place]
            lines = wrap(literal(cell, style), room)
            if place in section.numbers:
                lines = [_to_the_right(one, room) for one in lines]
            columns.append((room + GAP, lines))
        return beside(*columns)

    yield from line(head, QUIET)
    for row in rows:
        yield from line(row, "")
    if total:
        yield from line(total, "bold")


def _to_the_right(text: "Text", width: int) -> "Text":
    text.pad_left(width - text.cell_len)
    return text


def _widths(
    section: Section, head: Row, rows: Sequence[Row], used: Sequence[int], width: int
) -> dict[int, int] | None:
    """Return each column's width, names giving way, the longest first; None: they do not fit."""
    widths = {}
    least = {}
    for place in used:
        cells = [row[place] for row in rows]
        longest_word = max((len(word) for word in head[place].split()), default=0)
        longest = max(map(len, cells), default=0)
        numbers = place in section.numbers
        title = max(longest_word, min(len(head[place]), LEAST if numbers else width))
        widths[place] = max(longest, title)
        least[place] = widths[place] if numbers else min(widths[place], max(LEAST, longest_word))
    room = width - GAP * (len(used) - 1)
    while sum(widths.values()) > room:
        place = max(used, key=lambda one: widths[one] - least[one])
        if widths[place] == least[place]:
            return None
        widths[place] -= 1
    return widths


def _sentence(head: Row, row: Row, width: int, margin: int, wrap: Wrap) -> Iterator["Text"]:
    """Yield a row as a line, each number with what it is."""
    name, *others = row
    parts = ", ".join(
        cell if title == name else f"{small(title)} {cell}"
        for title, cell in zip(head[1:], others, strict=True)
        if cell
    )
    first, *more = wrap(literal(f"{name}: {parts}"), width - margin - GAP)
    yield from beside((margin, [literal("")]), (width, [first]))
    for one in more:
        yield from beside((margin + GAP, [literal("")]), (width, [one]))
