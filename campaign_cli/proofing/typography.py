"""Rules of the text after Decree 30/2020, Appendix I, part I: font, sizes, colour, spacing."""

import re
from collections.abc import Iterator

from campaign_cli.proofing.document import Document, Line
from campaign_cli.proofing.finding import LARGE, SMALL, Finding, tidy
from campaign_cli.proofing.parts import Parts
from campaign_cli.proofing.styles import length
from campaign_cli.support.language import message

_FONT = "Times New Roman"
_OLD = re.compile(r"^(?:\.Vn|VNI[- ]|VNtimes|VN-)", re.IGNORECASE)
"""Fonts of the encodings before Unicode, TCVN3 and VNI."""

_BLACK = frozenset({"", "auto", "000000", "windowText"})
_PROSE = 80
"""Letters from which a paragraph is prose, which is indented and set to both margins."""

_TINY = 10
"""Points under which nobody reads a table on a wall."""

_INDENT = (1440 / 2.54 - 12, 1.27 * 1440 / 2.54 + 12)
"""Twips of a first line's indent: 1 cm to 1.27 cm, as Word rounds them."""

_SINGLE = 240
"""What Word calls a line, in 240ths."""

_APART = 118
"""Twips between paragraphs: 6 points, as Word rounds them."""


def fonts(document: Document, parts: Parts) -> Iterator[Finding]:
    """Times New Roman, of Unicode, everywhere."""
    del parts
    help_ = message("Decree 30: Times New Roman, Unicode")
    for line in document.lines:
        for words in line.shown:
            if _OLD.match(words.font) or _OLD.match(words.ascii):
                said = message("the font `{font}` is not of Unicode", font=words.font)
                yield Finding("D505", said, help_, line)
            else:
                beyond = any(not letter.isascii() for letter in words.text)
                face = words.font if beyond else words.ascii or words.font
                if face.casefold() != _FONT.casefold():
                    said = message("the font is `{font}`", font=face or "?")
                    yield Finding("D505", said, help_, line)


def sizes(document: Document, parts: Parts) -> Iterator[Finding]:
    """The body of 13 or 14 points; tables that can be read."""
    help_ = message("Decree 30: 13 or 14 points")
    for line in parts.body:
        for words in line.shown:
            if not SMALL <= words.size <= LARGE:
                said = message("the text is of {size} points", size=tidy(words.size))
                yield Finding("D506", said, help_, line)
    for line in document.lines:
        if line.cell and any(words.size < _TINY for words in line.shown):
            said = message("a table's text is under {size} points", size=_TINY)
            wide = message("11 or 12 points can be read on a wall")
            yield Finding("D506", said, wide, line, warning=True)


def colours(document: Document, parts: Parts) -> Iterator[Finding]:
    """Black, everywhere."""
    del parts
    help_ = message("Decree 30: black")
    for line in document.lines:
        for words in line.shown:
            if words.color not in _BLACK:
                said = message("the text is of the colour {color}", color=words.color)
                yield Finding("D507", said, help_, line)


def spacing(document: Document, parts: Parts) -> Iterator[Finding]:
    """Lines single to one and a half, paragraphs at least 6 points from each other."""
    del document
    apart = message("Decree 30: at least 6 points between paragraphs")
    before: Line | None = None
    for line in parts.body:
        if line.text.strip():
            yield from _between_lines(line)
            # A line break within a paragraph begins none.
            follows = before is not None and before.number + 1 == line.number
            if before and follows and _gap(before, line) < _APART:
                said = message("paragraphs follow each other too closely")
                yield Finding("D513", said, apart, line)
        before = line


def _between_lines(line: Line) -> Iterator[Finding]:
    wanted = message("Decree 30: between lines, single to 1.5 lines")
    height = _number(line.looks.get("line", ""))
    if height is None:
        return
    rule = line.looks.get("lineRule", "auto")
    size = max((words.size for words in line.shown), default=0.0)
    if rule == "auto":
        if not _SINGLE - 2 <= height <= _SINGLE * 1.5 + 2:
            said = message("lines are {n} lines apart", n=tidy(height / _SINGLE, 2))
            yield Finding("D513", said, wanted, line)
    elif size and (height < size * 20 or (rule == "exact" and height > size * 20 * 1.85)):
        said = message("lines are {n} points apart", n=tidy(height / 20))
        yield Finding("D513", said, wanted, line)


def _gap(before: Line, after: Line) -> float:
    """Return the twips between two paragraphs."""
    if before.looks.get("afterAutospacing") in {"1", "on", "true"}:
        return _APART
    if after.looks.get("beforeAutospacing") in {"1", "on", "true"}:
        return _APART
    return (_number(before.looks.get("after", "")) or 0) + (
        _number(after.looks.get("before", "")) or 0
    )


def prose(document: Document, parts: Parts) -> Iterator[Finding]:
    """Prose begins 1 to 1.27 cm in, and is set to both margins."""
    del document
    indent = message("Decree 30: the first line begins 1 cm or 1.27 cm in")
    margins = message("Decree 30: set to both margins")
    for line in parts.body:
        if len(line.text) < _PROSE:
            continue
        looks = line.looks
        numbered = bool(looks.get("numbered") or looks.get("hanging"))
        first = (_number(looks.get("firstLine", "")) or 0) + (_number(looks.get("left", "")) or 0)
        tabbed = line.text.startswith("\t")
        if not numbered and not tabbed and not _INDENT[0] <= first <= _INDENT[1]:
            said = message("the first line begins {n} cm in", n=tidy(first / 1440 * 2.54, 2))
            yield Finding("D514", said, indent, line, warning=True)
        if looks.get("aligned", "left") not in {"both", "distribute"}:
            said = message("the text is not set to both margins")
            yield Finding("D514", said, margins, line, warning=True)


def _number(text: str) -> float | None:
    return length(text) if text else None
