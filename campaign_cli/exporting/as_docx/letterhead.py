"""The frame of an administrative document in Word: heads, kind and summary, signature, annexes."""

from collections.abc import Iterable
from dataclasses import replace

from campaign_cli.exporting.as_docx.xml import (
    WIDTH,
    cell,
    paragraph,
    row,
    ruled_line,
    run,
    said,
    table,
    twips,
)
from campaign_cli.pages.letter import Letter
from campaign_cli.pages.phrases import Phrases

_LEFT = twips(62)
_MOTTO = twips(59)
"""As long as the motto in letters of 14 points."""

_SPACE_TO_SIGN = 4
"""Empty lines between a signer's title and name."""


def heads(letter: Letter) -> str:
    """Return who issues the document, the motto, number, place and date; who signs is below."""
    right = WIDTH - _LEFT
    left_head = "".join(
        (
            said(letter.parent, "Frame") if letter.parent not in {"", letter.issuer} else "",
            *(paragraph(run(line, bold=True), "Frame") for line in letter.issuer_lines),
            ruled_line(_LEFT, _LEFT * 2 // 5),
        )
    )
    if letter.country:
        right_head = (
            paragraph(run(letter.country, bold=True, size=12.5), "Frame")
            + paragraph(run(letter.motto, bold=True, size=14), "Frame")
            + ruled_line(right, _MOTTO)
        )
    else:
        right_head = ""
    below = '<w:spacing w:before="60" w:after="0"/>'
    number = said(letter.number, "Frame", below)
    if letter.draft:
        number += paragraph(run(letter.draft, bold=True), "Frame", below)
    dated = paragraph(run(letter.place_and_date, italic=True, size=14), "Frame", below)
    widths = (_LEFT, right)
    return table(
        widths,
        (
            row((cell(_LEFT, left_head), cell(right, right_head))),
            row((cell(_LEFT, number), cell(right, dated))),
        ),
        ruled=False,
    )


def titled(kind: str, summaries: Iterable[str], *, width: int = WIDTH) -> str:
    """Return the kind of document in capitals and, in the middle, what it is about."""
    apart = '<w:spacing w:before="240" w:after="0"/>'
    lines = [said(kind.upper(), "Kind", apart)]
    lines += [said(line, "Summary") for line in summaries if line]
    return f"{''.join(lines)}{ruled_line(width, width // 5)}"


def annex(label: str, title: str, enclosed: str, *, width: int = WIDTH) -> str:
    """Return the head of an annex: its label, its name, and which document it goes with."""
    return (
        paragraph(run(label, bold=True, size=14), "Frame")
        + said(title.upper(), "Kind")
        + paragraph(run(enclosed, italic=True), "Frame")
        + ruled_line(width, width // 6)
    )


def bracketed(letter: Letter, say: Phrases) -> Letter:
    """Return the letter with brackets where it does not say who signs or is sent a copy."""
    named = letter.authority or letter.title or letter.name
    return replace(
        letter,
        title=letter.title if named else say.text("[fill in: who signs, by title]"),
        name=letter.name if named else say.text("[fill in: who signs, by name]"),
        to=letter.to or (say.text("[fill in: who is sent this plan]"),),
    )


def signature(letter: Letter) -> str:
    """Return who is sent a copy, and who signs."""
    if not (letter.to or letter.authority or letter.title or letter.name):
        return ""
    left = WIDTH // 2
    copies = "".join(said(f"- {line}", "Copies") for line in letter.copies)
    if copies:
        label = paragraph(run(letter.to_label, bold=True, italic=True, size=12), "Copies")
        copies = f"{label}{copies}"
    flat = '<w:keepNext/><w:spacing w:before="0" w:after="0"/>'
    signer = "".join(
        paragraph(run(line, bold=True, size=14), "Frame", "<w:keepNext/>")
        for line in (letter.authority, letter.title)
        if line
    )
    signer += paragraph("", "Frame", flat) * _SPACE_TO_SIGN
    signer += paragraph(run(letter.name, bold=True, size=14), "Frame")
    widths = (left, WIDTH - left)
    space = paragraph("", "Table")
    return space + table(
        widths, (row((cell(left, copies), cell(WIDTH - left, signer))),), ruled=False
    )
