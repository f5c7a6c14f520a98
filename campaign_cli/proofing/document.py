"""A Word document as a person sees it: sections, and paragraphs with the looks of their words."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from unicodedata import normalize
from xml.etree.ElementTree import Element

from campaign_cli.proofing.styles import (
    Looks,
    Styles,
    W,
    length,
    paragraph_looks,
    text_looks,
    value,
)
from campaign_cli.support.word_file import WordFile

_LARGEST = 3276
"""Half points of the largest letters that Word knows."""
_WORD_SIZE = "20"
"""Half points of text whose size nothing says."""

_UNSEEN = frozenset(
    f"{W}{name}" for name in ("pPr", "del", "moveFrom", "txbxContent", "rPr", "sectPr")
) | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_DEEPEST = 60
"""Tables and content controls in each other that are looked into."""


@dataclass(frozen=True, slots=True)
class Words:
    """Text that looks the same; `size` in points."""

    text: str
    ascii: str
    font: str
    """Of letters beyond ASCII, as most Vietnamese words have."""
    size: float
    bold: bool
    italic: bool
    caps: bool
    color: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line that its writer began: a paragraph, or a part of one after a line break."""

    number: int
    """Which paragraph of the document it is in, from 1."""
    words: tuple[Words, ...]
    looks: Looks
    """Of its paragraph."""
    cell: tuple[int, int, int] | None
    """Which table, row and cell it is in."""
    section: int

    @property
    def text(self) -> str:
        """The line as it reads: composed, spaces as they are."""
        text = "".join(one.text.upper() if one.caps else one.text for one in self.words)
        return normalize("NFC", text)

    @property
    def shown(self) -> tuple[Words, ...]:
        """The words with letters or digits in them."""
        return tuple(one for one in self.words if any(map(str.isalnum, one.text)))


@dataclass(frozen=True, slots=True)
class Section:
    """Pages of one size; lengths in twips, None where the file does not say."""

    number: int
    line: int
    """The paragraph it begins with."""
    sizes: tuple[float | None, float | None]
    margins: dict[str, float | None]
    heads: dict[tuple[str, str], str]
    """Parts by sort ("header" or "footer") and kind ("default", "first", "even")."""
    own_first: bool
    """Whether its first page has a head of its own."""
    starts: str
    """The number of its first page; "" where it goes on counting."""


@dataclass(slots=True)
class Document:
    """A document: its lines in order, and its sections."""

    file: WordFile
    styles: Styles
    lines: list[Line] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    breaks: int = 0
    """Page breaks that its writer put in."""

    begins: dict[int, Line] = field(default_factory=dict)
    """By section, from 0: its first line with text, else its first."""

    _related: dict[str, tuple[str, str]] = field(default_factory=dict)
    _heads: dict[str, list[tuple[Element, Line]]] = field(default_factory=dict)
    _numbers: int = 0
    _tables: int = 0
    _began: int = 1

    def __post_init__(self) -> None:
        root = self.file.tree(self.file.main)
        self._related = self.file.related(self.file.main)
        body = root.find(f"{W}body") if root is not None else None
        if body is not None:
            self._blocks(body, None, "", 0)
            self._section(body.find(f"{W}sectPr"))
        for line in self.lines:
            first = self.begins.setdefault(line.section, line)
            if not first.text.strip() and line.text.strip():
                self.begins[line.section] = line

    def part_lines(self, name: str) -> list[tuple[Element, Line]]:
        """Return the paragraphs of a head or foot, with their elements."""
        if name not in self._heads:
            self._heads[name] = self._part_lines(name)
        return self._heads[name]

    def _part_lines(self, name: str) -> list[tuple[Element, Line]]:
        root = self.file.tree(name)
        found = []
        for element in root.iter(f"{W}p") if root is not None else ():
            looks, text = self._looks(element, "")
            words = tuple(self._words(element, text))
            found.append((element, Line(0, words, looks, None, 0)))
        return found

    def _blocks(
        self, parent: Element, cell: tuple[int, int, int] | None, table: str, depth: int
    ) -> None:
        if depth > _DEEPEST:
            return
        for one in parent:
            match one.tag.removeprefix(W):
                case "p":
                    self._paragraph(one, cell, table)
                case "tbl":
                    self._table(one, depth)
                case "sdt":
                    content = one.find(f"{W}sdtContent")
                    if content is not None:
                        self._blocks(content, cell, table, depth + 1)
                case "ins" | "customXml" | "moveTo" | "smartTag":
                    self._blocks(one, cell, table, depth + 1)
                case _:
                    pass

    def _table(self, element: Element, depth: int) -> None:
        self._tables += 1
        number = self._tables
        style = value(element.find(f"{W}tblPr/{W}tblStyle"))
        for place, row in enumerate(element.findall(f"{W}tr")):
            for column, cell in enumerate(row.findall(f"{W}tc")):
                self._blocks(cell, (number, place, column), style, depth + 1)

    def _paragraph(self, element: Element, cell: tuple[int, int, int] | None, table: str) -> None:
        self._numbers += 1
        looks, text = self._looks(element, table)
        pieces: list[list[Words]] = [[]]
        for words in self._words(element, text):
            for place, piece in enumerate(words.text.split("\n")):
                if place:
                    pieces.append([])
                if piece:
                    pieces[-1].append(replace(words, text=piece))
        for line in pieces:
            self.lines.append(Line(self._numbers, tuple(line), looks, cell, len(self.sections)))
        self.breaks += sum(value(one, "type") == "page" for one in element.iter(f"{W}br"))
        ends = element.find(f"{W}pPr/{W}sectPr")
        if ends is not None:
            self._section(ends)

    def _looks(self, element: Element, table: str) -> tuple[Looks, Looks]:
        own = paragraph_looks(element.find(f"{W}pPr"))
        paragraph, text = self.styles.looks(own.get("style", ""), table)
        return {**paragraph, **own}, text

    def _words(self, element: Element, looks: Looks) -> Iterator[Words]:
        for run in _runs(element, 0):
            own = text_looks(run.find(f"{W}rPr"), self.styles.fonts)
            whole = {**looks, **self.styles.letters(own.get("style", "")), **own}
            text = "".join(map(_letters, run))
            if not text or whole.get("vanish"):
                continue
            yield Words(
                text=text,
                ascii=whole.get("ascii", ""),
                font=whole.get("hAnsi", "") or whole.get("ascii", ""),
                size=_points(whole.get("size") or _WORD_SIZE),
                bold=bool(whole.get("b")),
                italic=bool(whole.get("i")),
                caps=bool(whole.get("caps")),
                color=whole.get("color", ""),
            )

    def _section(self, element: Element | None) -> None:
        size = element.find(f"{W}pgSz") if element is not None else None
        margins = element.find(f"{W}pgMar") if element is not None else None
        heads = dict(self.sections[-1].heads) if self.sections else {}
        for one in element if element is not None else ():
            sort = one.tag.removeprefix(W).removesuffix("Reference")
            if sort in {"header", "footer"}:
                part = self._related.get(one.get(f"{_R}id", ""), ("", ""))[1]
                heads[sort, value(one, "type") or "default"] = part
        title = element.find(f"{W}titlePg") if element is not None else None
        count = element.find(f"{W}pgNumType") if element is not None else None
        self.sections.append(
            Section(
                number=len(self.sections) + 1,
                line=self._began,
                sizes=(length(value(size, "w")), length(value(size, "h"))),
                margins={
                    side: length(value(margins, side))
                    for side in ("top", "bottom", "left", "right", "gutter")
                },
                heads=heads,
                own_first=title is not None and value(title) not in {"0", "false", "off"},
                starts=value(count, "start"),
            )
        )
        self._began = self._numbers + 1


def document(file: WordFile) -> Document:
    """Return the document of a file."""
    return Document(file, Styles(file))


def _runs(element: Element, depth: int) -> Iterator[Element]:
    """Yield the runs of a paragraph that are seen, also in links, fields and content controls."""
    for one in element:
        if one.tag == f"{W}r":
            yield one
        elif one.tag not in _UNSEEN and depth < _DEEPEST:
            yield from _runs(one, depth + 1)


def _points(size: str) -> float:
    """Return a size that a file gives in half points; what is no size is Word's own."""
    try:
        given = float(size)
    except ValueError:
        given = math.nan
    return (given if 0 <= given <= _LARGEST else float(_WORD_SIZE)) / 2


def _letters(one: Element) -> str:
    match one.tag.removeprefix(W):
        case "t":
            return (one.text or "").replace("\n", " ")
        case "tab":
            return "\t"
        case "br" | "cr":
            return "\n"
        case "noBreakHyphen":
            return "-"
        case _:
            return ""
