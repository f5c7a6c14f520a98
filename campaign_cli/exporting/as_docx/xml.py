"""WordprocessingML in strings: what a Word document is written in, a function a thing.

A month has tens of thousands of cells: written as strings they cost a tenth of what objects of a
tree do. Every text of a plan passes through `escaped`; what else stands here is this program's.
The order of elements is that of ECMA-376, Part 1, 17; Word refuses others.
"""

from collections.abc import Iterable, Sequence
from itertools import count
from unicodedata import normalize

from campaign_cli.support.text import clean, shortened

TWIPS = 1440 / 25.4
"""Twentieths of a point in a millimetre."""

_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})
_FORBIDDEN = str.maketrans("", "", "\ufffe\uffff")
_TAG = 64
"""Word's limit for the tag of a content control."""


def twips(millimetres: float) -> int:
    """Return a length in twentieths of a point."""
    return round(millimetres * TWIPS)


def literal(text: str) -> str:
    """Return text of a plan on one line, its accents composed, without what XML cannot hold."""
    return normalize("NFC", clean(text)).translate(_FORBIDDEN)


def escaped(text: str) -> str:
    """Return text of a plan as it stands in XML."""
    return literal(text).translate(_ESCAPES)


def run(text: str, *, bold: bool = False, italic: bool = False, size: float = 0) -> str:
    """Return a run of text; `size` in points where it is not its style's."""
    if not text:
        return ""
    looks = (
        ("<w:b/>" if bold else "")
        + ("<w:i/>" if italic else "")
        + (f'<w:sz w:val="{size * 2:.0f}"/><w:szCs w:val="{size * 2:.0f}"/>' if size else "")
    )
    looks = f"<w:rPr>{looks}</w:rPr>" if looks else ""
    return f'<w:r>{looks}<w:t xml:space="preserve">{escaped(text)}</w:t></w:r>'


def paragraph(content: str = "", style: str = "", more: str = "") -> str:
    """Return a paragraph of runs; `more`: properties beside its style's, in Word's order."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    properties = f"<w:pPr>{named}{more}</w:pPr>" if named or more else ""
    return f"<w:p>{properties}{content}</w:p>"


def said(text: str, style: str = "", more: str = "") -> str:
    """Return a paragraph of one text."""
    return paragraph(run(text), style, more)


def field(code: str) -> str:
    """Return a field of Word's, such as PAGE."""
    return f'<w:fldSimple w:instr=" {code} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def cell(width: int, content: str, *, span: int = 1, middle: bool = False) -> str:
    """Return a cell of a table: paragraphs, `width` twips wide."""
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    aligned = '<w:vAlign w:val="center"/>' if middle else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}{aligned}</w:tcPr>'
        f"{content or paragraph()}</w:tc>"
    )


def row(cells: Iterable[str], *, head: bool = False, height: int = 0) -> str:
    """Return a row that no page breaks; a `head` stands again on each page."""
    properties = (
        "<w:cantSplit/>"
        + (f'<w:trHeight w:val="{height}" w:hRule="atLeast"/>' if height else "")
        + ("<w:tblHeader/>" if head else "")
    )
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(widths: Sequence[int], rows: Iterable[str], *, ruled: bool = True) -> str:
    """Return a table of columns `widths` twips wide; `ruled`: with lines around its cells."""
    style = "TableGrid" if ruled else "TablePlain"
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:jc w:val="center"/><w:tblLayout w:type="fixed"/><w:tblLook w:val="0420"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def ruled_line(width: int, line: int) -> str:
    """Return a line of `line` twips in the middle of `width` twips."""
    aside = max(0, (width - line) // 2)
    return paragraph(
        more='<w:pBdr><w:top w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr>'
        '<w:spacing w:before="50" w:after="0" w:line="60" w:lineRule="exact"/>'
        f'<w:ind w:left="{aside}" w:right="{aside}" w:firstLine="0"/>',
        style="Table",
    )


class Boxes:
    """The tick boxes of one document, each with a number of its own."""

    def __init__(self) -> None:
        self._numbers = count(1)

    def box(self, tag: str = "", about: str = "") -> str:
        """Return an empty box that a click ticks (a content control of Word 2010 and later)."""
        name = shortened(literal(about), _TAG)
        alias = f'<w:alias w:val="{escaped(name)}"/>' if name else ""
        named = f'<w:tag w:val="{escaped(tag)}"/>' if 0 < len(escaped(tag)) <= _TAG else ""
        return (
            f'<w:sdt><w:sdtPr>{alias}{named}<w:id w:val="{next(self._numbers)}"/><w14:checkbox>'
            '<w14:checked w14:val="0"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
            '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox></w:sdtPr>'
            '<w:sdtContent><w:r><w:rPr><w:rFonts w:ascii="MS Gothic" w:eastAsia="MS Gothic" '
            'w:hAnsi="MS Gothic" w:hint="eastAsia"/></w:rPr><w:t>☐</w:t></w:r></w:sdtContent>'
            "</w:sdt>"
        )


_ENDS = (
    ("header", "default", 1),
    ("header", "first", 2),
    ("footer", "default", 3),
    ("footer", "first", 4),
)
"""Heads and feet of a page, with the numbers of their relationships."""


def section(
    *,
    landscape: bool = False,
    first: bool = False,
    last: bool = False,
    anew: bool = False,
) -> str:
    """Return what ends a section: A4 after Decree 30, upright or across.

    `first`: it names the heads and feet that all take over. `anew`: its pages count from 1, and
    its first one shows no number. `last`: the body's own, outside a paragraph.
    """
    ends = "".join(
        f'<w:{part}Reference w:type="{kind}" r:id="rId{number}"/>' for part, kind, number in _ENDS
    )
    size = (PAGE_HEIGHT, PAGE_WIDTH) if landscape else (PAGE_WIDTH, PAGE_HEIGHT)
    turned = ' w:orient="landscape"' if landscape else ""
    counted = '<w:pgNumType w:start="1"/>' if anew else ""
    properties = (
        f"<w:sectPr>{ends if first else ''}"
        '<w:type w:val="nextPage"/>'
        f'<w:pgSz w:w="{size[0]}" w:h="{size[1]}"{turned}/>'
        f'<w:pgMar w:top="{TOP}" w:right="{RIGHT}" w:bottom="{TOP}" w:left="{LEFT}" '
        f'w:header="{HEADER}" w:footer="{HEADER}" w:gutter="0"/>'
        f"{counted}{'<w:titlePg/>' if first or anew else ''}</w:sectPr>"
    )
    if last:
        return properties
    hidden = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
    return f'<w:p><w:pPr><w:pStyle w:val="Table"/>{hidden}{properties}</w:pPr></w:p>'


PAGE_WIDTH, PAGE_HEIGHT = 11906, 16838
"""A4, in twips."""

TOP, LEFT, RIGHT = twips(20), twips(30), twips(20)
HEADER = twips(10)
WIDTH = PAGE_WIDTH - LEFT - RIGHT
"""Of the text of an upright page, in twips."""

LANDSCAPE = PAGE_HEIGHT - LEFT - RIGHT
"""Of the text of a page that lies across, in twips."""
