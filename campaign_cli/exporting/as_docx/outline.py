"""Any page's outline in Word: facts, tables of what is to be done with boxes, tables of numbers."""

import re
from collections.abc import Iterable, Sequence

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
from campaign_cli.pages.outline import Aside, Item, Outline, Section
from campaign_cli.pages.phrases import Phrases
from campaign_cli.support.text import capital

_BOX = twips(8)
_WHEN, _HOURS = twips(33), twips(38)
_PLACE = twips(38)
_NUMBER = twips(24)
_PROGRAMME = re.compile(r"\d[^ ]*[–-][^ ]*  ")
"""How a line of an event's programme begins: its hours."""

_LETTERS = 22
"""Letters of a cell from which its column counts as wide."""


def facts(outline: Outline) -> str:
    """Return what a page says first: a line each, the name of it in bold."""
    return "".join(
        paragraph(run(f"{name}: ", bold=True) + run(value), "Plain")
        for name, value in outline.facts
    )


def section(one: Section, say: Phrases, boxes: Boxes) -> str:
    """Return a section: its heading, and what stands under it."""
    parts = [said(one.title.upper(), "Heading1")]
    if one.note:
        parts.append(said(one.note, "Plain"))
    if one.items:
        parts.append(items(one.items, say, boxes))
    if one.rows:
        parts.append(_rows(one))
    if one.pairs:
        parts.append(_pairs(one.pairs))
    if len(parts) == 1 and one.empty:
        parts.append(said(one.empty, "Plain"))
    return "".join(parts)


def items(these: Sequence[Item], say: Phrases, boxes: Boxes) -> str:
    """Return events or tasks as a table; a box before what is to be ticked off."""
    boxed = any(item.box for item in these)
    placed = any(item.place for item in these)
    dated = any(item.when or item.hours for item in these)
    widths = [_BOX] if boxed else []
    heads = [""] if boxed else []
    if dated:
        widths.append(_WHEN if boxed else _HOURS)
        heads.append(say.text("by when") if boxed else say.text("when"))
    widths.append(WIDTH - sum(widths) - (_PLACE if placed else 0))
    heads.append(say.text("what is to be done") if boxed else say.text("what takes place"))
    if placed:
        widths.append(_PLACE)
        heads.append(say.text("place"))

    def cells(item: Item) -> Iterable[str]:
        own = iter(widths)
        if boxed:
            box = boxes.box(about=item.title) if item.box else ""
            yield cell(next(own), paragraph(box, "Box"))
        if dated:
            yield cell(next(own), _when(item))
        yield cell(next(own), _what(item))
        if placed:
            yield cell(next(own), said(item.place, "Table"))

    titles = row(
        (
            cell(width, said(capital(head), "TableHead"))
            for width, head in zip(widths, heads, strict=True)
        ),
        head=True,
    )
    return table(widths, (titles, *(row(cells(item)) for item in these)))


def _when(item: Item) -> str:
    lines = (*item.when, item.hours) if item.hours else item.when
    return "".join(said(line, "Table") for line in lines)


def _what(item: Item) -> str:
    """Return the title with what it is for, the details below it, and a programme line by line."""
    urgent = run(f"{item.urgent} · " if item.urgent else "", bold=True)
    title = urgent + run(item.title, bold=not item.box)
    about = "; ".join(map(_aside, item.asides))
    if about:
        title += run(" – ") + run(about, italic=True)
    said_shortly = [one for one in item.details if not _PROGRAMME.match(one)]
    lines = [paragraph(title, "Table")]
    if said_shortly:
        lines.append(said("; ".join(said_shortly), "Table"))
    lines += [said(one, "Table") for one in item.details if _PROGRAMME.match(one)]
    return "".join(lines)


def _aside(aside: Aside) -> str:
    return f"{aside.title}{aside.more}"


def _rows(one: Section) -> str:
    """Return a table of rows as wide as its words ask for."""
    rows = (one.head, *one.rows, one.total) if one.head else (*one.rows, one.total)
    columns = max(map(len, rows))
    widths = _widths(rows, columns)

    def line(cells: Sequence[str], style: str = "", *, bold: bool = False) -> str:
        filled = (*cells, *[""] * (columns - len(cells)))
        return row(
            (
                cell(
                    width,
                    paragraph(
                        run(text, bold=bold),
                        style or ("Number" if place in one.numbers else "Table"),
                    ),
                )
                for place, (width, text) in enumerate(zip(widths, filled, strict=True))
            ),
            head=style == "TableHead",
        )

    lines = [line(one.head, "TableHead")] if one.head else []
    lines += [line(cells) for cells in one.rows]
    if one.total:
        lines.append(line(one.total, bold=True))
    return table(widths, lines)


def _widths(rows: Iterable[Sequence[str]], columns: int) -> list[int]:
    """Return the columns' widths: by their longest cells, none narrower than a short word."""
    longest = [6] * columns
    for cells in rows:
        for place, text in enumerate(cells):
            longest[place] = max(longest[place], min(len(text), 2 * _LETTERS))
    widths = [WIDTH * letters // sum(longest) for letters in longest]
    widths[-1] += WIDTH - sum(widths)
    return widths


def _pairs(pairs: Sequence[tuple[str, str]]) -> str:
    """Return names with their numbers, two of them on a line."""
    name = WIDTH // 2 - _NUMBER
    widths = (name, _NUMBER, name, WIDTH - 2 * name - _NUMBER)
    padded = (*pairs, ("", "")) if len(pairs) % 2 else tuple(pairs)
    half = len(padded) // 2
    return table(
        widths,
        (
            row(
                cell(width, said(text, style))
                for width, text, style in zip(
                    widths,
                    (*padded[place], *padded[half + place]),
                    ("Table", "Number", "Table", "Number"),
                    strict=True,
                )
            )
            for place in range(half)
        ),
    )
