"""Rules of the frame after Decree 30/2020, Appendix I, part II: motto, number, date, signature.

They rule documents in Vietnamese; others have none of it.
"""

import re
from collections.abc import Iterator

from campaign_cli.proofing.document import Document, Line
from campaign_cli.proofing.finding import LARGE, SMALL, Finding, tidy
from campaign_cli.proofing.parts import COUNTRY, MOTTO, Parts, plain
from campaign_cli.support.language import Message, message

_HEADS = (12, 13)
_COPIES = 12
_COPIED = 11
_SYMBOL = re.compile(
    r"^Số: ?(?:\d{2,}|…+|\.{2,}|_+)? ?/(?:\d{4}/)?[A-ZĐÀ-Ỹ][\wĐđ]*(?:[-–][A-ZĐÀ-Ỹ&][\wĐđ.&]*)*$"
)
_DATE = re.compile(r"ngày\s*(\S+)\s*tháng\s*(\S+)\s*năm\s*(\S+)", re.IGNORECASE)
_TWO_DIGITS = 10
_FEBRUARY = 2
_MARKS = re.compile(r"^[.…\s_]*$")
"""What stands for a number still to be written."""


def country(document: Document, parts: Parts) -> Iterator[Finding]:
    """The country's name in capitals and its motto, spelt as the law spells them."""
    del document
    spelt = message("Decree 30: `{country}`, beneath it `{motto}`", country=COUNTRY, motto=MOTTO)
    for line, wanted in ((parts.country, COUNTRY), (parts.motto, MOTTO)):
        if line is None:
            said = message("`{text}` is missing", text=wanted)
            yield Finding("D508", said, spelt)
        elif plain(line.text) != wanted:
            said = message("this should read `{text}`", text=wanted)
            yield Finding("D508", said, spelt, line)
    if parts.country:
        help_ = message("Decree 30: capitals of 12 or 13 points, bold")
        yield from _looks("D509", parts.country, _HEADS, help_, bold=True)
    if parts.motto:
        help_ = message("Decree 30: 13 or 14 points, bold")
        yield from _looks("D509", parts.motto, (SMALL, LARGE), help_, bold=True)


def number(document: Document, parts: Parts) -> Iterator[Finding]:
    """`Số: 05/KH-UBND`, 13 points, upright."""
    del document
    help_ = message("Decree 30: `{text}`, 13 points, upright", text="Số: 05/KH-UBND")
    if parts.number is None:
        said = message("number and symbol of the document are missing")
        yield Finding("D510", said, help_, warning=True)
        return
    if not _SYMBOL.match(plain(parts.number.text)):
        said = message("number and symbol are written otherwise")
        yield Finding("D510", said, help_, parts.number, warning=True)
    yield from _looks("D510", parts.number, (SMALL, SMALL), help_, bold=False)


def dated(document: Document, parts: Parts) -> Iterator[Finding]:
    """Place and date in italics of 13 or 14 points; a 0 before days under 10 and months under 3."""
    del document
    help_ = message(
        "Decree 30: `{text}`, 13 or 14 points, in italics", text="Hà Nội, ngày 05 tháng 01 năm 2022"
    )
    line = parts.dated
    if line is None:
        yield Finding("D511", message("place and date are missing"), help_, warning=True)
        return
    found = _DATE.search(line.text)
    if found and not _well_written(found[1], found[2]):
        yield Finding("D511", message("the date is written otherwise"), help_, line)
    if found and not line.text[: found.start()].rstrip().endswith(","):
        said = message("there is no place before the date")
        yield Finding("D511", said, help_, line, warning=True)
    yield from _looks("D511", line, (SMALL, LARGE), help_, italic=True)


def _well_written(day: str, month: str) -> bool:
    """Return whether days and months have the 0 that they should have, and none else."""
    for text, last in ((day, _TWO_DIGITS - 1), (month, _FEBRUARY)):
        if text.isdecimal():
            value = int(text)
            if text != (f"{value:02}" if value <= last else str(value)):
                return False
    return True


def title(document: Document, parts: Parts) -> Iterator[Finding]:
    """The kind of document in capitals, and its summary, bold, 13 or 14 points."""
    del document
    capitals = message("Decree 30: the kind of document in capitals, 13 or 14 points, bold")
    bold = message("Decree 30: the summary is of 13 or 14 points, bold")
    if parts.kind is None:
        return
    if not plain(parts.kind.text).isupper():
        said = message("the kind of document is not in capitals")
        yield Finding("D512", said, capitals, parts.kind, warning=True)
    yield from _looks("D512", parts.kind, (SMALL, LARGE), capitals, bold=True)
    for line in parts.summary:
        if line.shown:
            sizes = (SMALL, LARGE)
            yield from _looks("D512", line, sizes, bold, bold=not _bracketed(line))


def _bracketed(line: Line) -> bool:
    """Return whether a line in the middle is no summary, but says what it is enclosed with."""
    return line.text.strip().startswith("(")


def signature(document: Document, parts: Parts) -> Iterator[Finding]:
    """Who signs, bold, 13 or 14 points; who is sent a copy, 12 and 11 points."""
    del document
    label = message("Decree 30: `{text}` of 12 points, bold, in italics", text="Nơi nhận:")
    listed = message("Decree 30: the list of copies is of 11 points, upright")
    signed = message("Decree 30: authority, title and name of 13 or 14 points, bold")
    if parts.copies is None:
        said = message("`{text}` is missing", text="Nơi nhận:")
        yield Finding("D515", said, label, warning=True)
        return
    if plain(parts.copies.text) != "Nơi nhận:":
        said = message("this should read `{text}`", text="Nơi nhận:")
        yield Finding("D515", said, label, parts.copies)
    sizes = (_COPIES, _COPIES)
    yield from _looks("D515", parts.copies, sizes, label, bold=True, italic=True)
    for line in parts.copied:
        yield from _looks("D515", line, (_COPIED, _COPIED), listed, bold=False, italic=False)
    for line in parts.signer:
        if line.shown and not _bracketed(line):
            yield from _looks("D515", line, (SMALL, LARGE), signed, bold=True)


def _looks(
    code: str,
    line: Line,
    sizes: tuple[int, int],
    help_: Message,
    *,
    bold: bool | None = None,
    italic: bool | None = None,
) -> Iterator[Finding]:
    """Yield what is wrong with a line's size and weight, as one finding."""
    wrong: list[Message] = [
        message("of {size} points", size=tidy(size))
        for size in sorted({words.size for words in line.shown})
        if not sizes[0] <= size <= sizes[1]
    ]
    for wanted, found, says in (
        (bold, [words.bold for words in line.shown], (_BOLD, _NOT_BOLD)),
        (italic, [words.italic for words in line.shown], (_ITALIC, _NOT_ITALIC)),
    ):
        if wanted is not None and any(one is not wanted for one in found):
            wrong.append(says[1] if wanted else says[0])
    if wrong:
        yield Finding(code, message("this is {looks}", looks=tuple(wrong)), help_, line)


_BOLD, _NOT_BOLD = message("bold"), message("not bold")
_ITALIC, _NOT_ITALIC = message("in italics"), message("not in italics")
