"""Which lines of a document are its heads, its title, its body, its signature."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from unicodedata import normalize

from campaign_cli.proofing.document import Document, Line

COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
_TOP = 30
"""Lines in which a document's heads are looked for."""

_ALIKE = 0.72
"""From which likeness on a line is taken for the country's name or its motto, misspelt."""

_DATE = re.compile(r"\bngày\b.{0,12}\btháng\b.{0,12}\bnăm\b", re.IGNORECASE)
_NUMBER = re.compile(r"^\s*Số\s*[:.]?\s*[^\s]*.*/|^\s*Số\s*:", re.IGNORECASE)
_COPIES = re.compile(r"^\s*nơi\s+nhận\s*:?\s*$", re.IGNORECASE)
_OURS = re.compile(r"[ăâđêôơưĂÂĐÊÔƠƯ\u1ea0-\u1ef9]")
_MANY = 0.08
"""From which part of its letters on a document is Vietnamese."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a document; None or empty where there is none."""

    vietnamese: bool
    country: Line | None
    motto: Line | None
    number: Line | None
    dated: Line | None
    kind: Line | None
    summary: tuple[Line, ...]
    body: tuple[Line, ...]
    """Paragraphs outside tables that are neither in the middle nor to the right."""
    copies: Line | None
    copied: tuple[Line, ...]
    """The list under it."""
    signer: tuple[Line, ...]
    """Lines beside the copies: authority, title, name."""


def parts_of(document: Document) -> Parts:
    """Return the parts of a document."""
    lines = [line for line in document.lines if line.text.strip()]
    top = lines[:_TOP]
    country = _like(top, COUNTRY)
    motto = _like(top, MOTTO)
    vietnamese = bool(country or motto) or _vietnamese(lines)
    dated = next((line for line in top if _DATE.search(line.text)), None)
    number = next((line for line in top if _NUMBER.search(line.text)), None)
    heads = [line for line in (country, motto, dated, number) if line]
    after = max((lines.index(line) for line in heads), default=-1) + 1
    kind, summary = _title(lines[after : after + _TOP])
    copies = _copies(lines)
    place = lines.index(copies) if copies else len(lines)
    copied = _copied(lines[place + 1 :], copies)
    title = {kind.number} if kind else set()
    title |= {line.number for line in summary}
    aside = {line.number for line in (*heads, *copied, *((copies,) if copies else ()))}
    body = tuple(
        line
        for line in document.lines
        if line.cell is None
        and line.number not in title | aside
        and line.looks.get("aligned", "left") in {"", "left", "start", "both", "distribute"}
    )
    return Parts(
        vietnamese=vietnamese,
        country=country,
        motto=motto,
        number=number,
        dated=dated,
        kind=kind,
        summary=summary,
        body=_before_copies(body, copies, copied),
        copies=copies,
        copied=copied,
        signer=_signer(lines, copies),
    )


def plain(text: str) -> str:
    """Return a line with single spaces."""
    return " ".join(normalize("NFC", text).split())


def _vietnamese(lines: Sequence[Line]) -> bool:
    text = "".join(line.text for line in lines)
    letters = sum(map(str.isalpha, text))
    return letters > 0 and len(_OURS.findall(text)) / letters >= _MANY


def _like(lines: Sequence[Line], wanted: str) -> Line | None:
    """Return the line that says `wanted`, or is most like it."""
    best: tuple[float, Line | None] = (_ALIKE, None)
    for line in lines:
        text = plain(line.text).casefold()
        if abs(len(text) - len(wanted)) > len(wanted) // 2:
            continue
        alike = SequenceMatcher(None, text, wanted.casefold()).ratio()
        if alike > best[0]:
            best = (alike, line)
    return best[1]


def _title(lines: Sequence[Line]) -> tuple[Line | None, tuple[Line, ...]]:
    """Return the kind of document and its summary: the first lines in the middle."""
    kind: Line | None = None
    summary: list[Line] = []
    for line in lines:
        middle = line.cell is None and line.looks.get("aligned") == "center"
        if middle and kind is None:
            kind = line
        elif middle:
            summary.append(line)
        elif kind is not None or (line.cell is None and len(line.text) > len(COUNTRY) * 2):
            break
    return kind, tuple(summary)


def _copies(lines: Sequence[Line]) -> Line | None:
    """Return the label of the list of copies: no column's title, which stands alone in its cell."""
    cells = Counter(line.cell for line in lines)
    labels = [
        line
        for line in lines
        if _COPIES.match(line.text) and (line.cell is None or cells[line.cell] > 1)
    ]
    return labels[-1] if labels else None


def _copied(lines: Sequence[Line], copies: Line | None) -> tuple[Line, ...]:
    """Return the list of those who are sent a copy."""
    listed = []
    for line in lines:
        same = copies is not None and line.cell == copies.cell
        if not same or not line.text.strip().startswith(("-", "–", "+", "•")):
            break
        listed.append(line)
    return tuple(listed)


def _signer(lines: Sequence[Line], copies: Line | None) -> tuple[Line, ...]:
    """Return the lines of the cell beside the copies."""
    if copies is None or copies.cell is None:
        return ()
    table, row, column = copies.cell
    beside = [line for line in lines if line.cell and line.cell[0] == table]
    return tuple(
        line for line in beside if line.cell and line.cell[1] >= row and line.cell[2] > column
    )


def _before_copies(
    body: tuple[Line, ...], copies: Line | None, copied: tuple[Line, ...]
) -> tuple[Line, ...]:
    """Return the body without the list of copies where that stands in no table."""
    if copies is None or copies.cell is not None:
        return body
    listed = {line.number for line in copied}
    return tuple(line for line in body if line.number not in listed)
