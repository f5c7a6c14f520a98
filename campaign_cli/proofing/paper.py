"""Rules of the page after Decree 30/2020, Appendix I, part I: paper, margins, page numbers."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from campaign_cli.proofing.document import Document, Line, Section
from campaign_cli.proofing.finding import LARGE, SMALL, Finding, tidy
from campaign_cli.proofing.styles import W, value
from campaign_cli.support.language import message

_MM = 1440 / 25.4
_A4 = (210.0, 297.0)
_LOOSE = 0.6
"""Millimetres by which a measure may be off: Word rounds."""

_MARGINS = {"top": (20, 25), "bottom": (20, 25), "left": (30, 35), "right": (15, 20)}
_TURNED = {"left": "top", "top": "right", "right": "bottom", "bottom": "left"}
"""Where the margins of a page that lies across are, seen as it is bound."""

_SIDES = {
    "top": message("top"),
    "bottom": message("bottom"),
    "left": message("left"),
    "right": message("right"),
}
_SECTIONS = 100
"""So many sections are measured: in a file with more, the rest tells nobody anything new."""
_LONG = 3_000
"""Letters from which a document has a second page for certain."""

_NUMBERED = message("page numbers: 13 or 14 points, top centre, none on page 1")


def paper(document: Document) -> Iterator[Finding]:
    """Every section on A4."""
    help_ = message("Decree 30: A4, 210 × 297 mm; wide tables may lie across")
    for section in document.sections[:_SECTIONS]:
        sizes = sorted(size / _MM if size else 0.0 for size in section.sizes)
        near = zip(sizes, _A4, strict=True)
        if any(abs(size - wanted) > 1 + _LOOSE for size, wanted in near):
            said = message(
                "section {n}: the paper is {width} × {height} mm",
                n=section.number,
                width=tidy(sizes[0]),
                height=tidy(sizes[1]),
            )
            yield Finding("D502", said, help_, document.begins.get(section.number - 1))


def margins(document: Document) -> Iterator[Finding]:
    """Top and bottom 20 to 25 mm, left 30 to 35, right 15 to 20."""
    help_ = message("Decree 30: top and bottom 20 to 25 mm, left 30 to 35, right 15 to 20")
    for section in document.sections[:_SECTIONS]:
        wide = (section.sizes[0] or 0) > (section.sizes[1] or 0)
        upright = list(_off(section, _MARGINS))
        turned = list(_off(section, {_TURNED[side]: span for side, span in _MARGINS.items()}))
        for side, found in () if wide and not turned else upright:
            said = message(
                "section {n}: the {side} margin is {found} mm",
                n=section.number,
                side=_SIDES[side],
                found=tidy(found),
            )
            yield Finding("D503", said, help_, document.begins.get(section.number - 1))


def _off(section: Section, wanted: dict[str, tuple[int, int]]) -> Iterator[tuple[str, float]]:
    for side in _SIDES:
        least, most = wanted[side]
        gutter = section.margins["gutter"] or 0 if side == "left" else 0
        found = (abs(section.margins[side] or 0) + gutter) / _MM
        if not least - _LOOSE <= found <= most + _LOOSE:
            yield side, found


def page_numbers(document: Document) -> Iterator[Finding]:
    """Arabic numbers in the middle of the top margin, 13 or 14 points, not on the first page."""
    if not document.sections:
        return
    anywhere = False
    for section in document.sections[:_SECTIONS]:
        top = _page_fields(document, section, "header", "default")
        bottom = _page_fields(document, section, "footer", "default")
        anywhere = anywhere or bool(top or bottom)
        begins = document.begins.get(section.number - 1)
        if bottom and not top:
            said = message("page numbers stand at the bottom of the page")
            yield Finding("D504", said, _NUMBERED, begins)
        for element, line in top:
            yield from _looks(element, line, begins)
        starts = section.number == 1 or section.starts in {"1", "0"}
        if (top or bottom) and starts and not section.own_first:
            said = message("the number stands on the first page, too")
            yield Finding("D504", said, _NUMBERED, begins)
        if starts and section.own_first and _page_fields(document, section, "header", "first"):
            said = message("the number stands on the first page, too")
            yield Finding("D504", said, _NUMBERED, begins)
    letters = sum(len(line.text) for line in document.lines)
    several = document.breaks or len(document.sections) > 1 or letters > _LONG
    if several and not anywhere:
        yield Finding("D504", message("the pages have no numbers"), _NUMBERED)


def _looks(element: Element, line: Line, begins: Line | None) -> Iterator[Finding]:
    sizes = {words.size for words in line.words if words.text.strip()}
    if any(not SMALL <= size <= LARGE for size in sizes):
        said = message("page numbers are of {size} points", size=tidy(min(sizes)))
        yield Finding("D504", said, _NUMBERED, begins)
    tabs = any(one.tag in {f"{W}tab", f"{W}ptab"} for one in element.iter())
    middle = line.looks.get("aligned") == "center" or line.looks.get("framed") == "center"
    if not middle and not tabs:
        yield Finding("D504", message("page numbers are not in the middle"), _NUMBERED, begins)


def _page_fields(
    document: Document, section: Section, sort: str, kind: str
) -> list[tuple[Element, Line]]:
    """Return the paragraphs of a head or foot that show the page's number."""
    part = section.heads.get((sort, kind), "")
    if not part:
        return []
    return [(element, line) for element, line in document.part_lines(part) if _shows_page(element)]


def _shows_page(element: Element) -> bool:
    codes = [value(one, "instr") for one in element.iter(f"{W}fldSimple")]
    codes.append("".join(one.text or "" for one in element.iter(f"{W}instrText")))
    return any("PAGE" in code.upper().replace("NUMPAGES", "").split() for code in codes)
