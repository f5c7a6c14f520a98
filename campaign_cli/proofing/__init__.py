"""Word file → what its layout misses of Decree 30/2020/NĐ-CP on records work, Appendix I.

The decree rules what Vietnamese offices issue. A document in another language is held to what
any print needs of it: paper, margins, page numbers, font, sizes, colour, spacing.
"""

from collections.abc import Callable, Iterator

from campaign_cli.proofing import decree_30, paper, typography
from campaign_cli.proofing.document import Document, document
from campaign_cli.proofing.finding import Finding, together
from campaign_cli.proofing.parts import Parts, parts_of
from campaign_cli.support.diagnostic import Diagnostic
from campaign_cli.support.language import message
from campaign_cli.support.word_file import no_word_file, opened

__all__ = ["layout_problems"]

_OF_PAGES: tuple[Callable[[Document], Iterator[Finding]], ...] = (
    paper.paper,
    paper.margins,
    paper.page_numbers,
)
_OF_TEXT: tuple[Callable[[Document, Parts], Iterator[Finding]], ...] = (
    typography.fonts,
    typography.sizes,
    typography.colours,
    typography.spacing,
    typography.prose,
)
_OF_FRAME: tuple[Callable[[Document, Parts], Iterator[Finding]], ...] = (
    decree_30.country,
    decree_30.number,
    decree_30.dated,
    decree_30.title,
    decree_30.signature,
)


def layout_problems(content: bytes, file: str) -> tuple[Diagnostic, ...]:
    """Return what the Word file in `content` misses; lines count its paragraphs, from 1."""
    word = opened(content, file)
    if isinstance(word, Diagnostic):
        return (word,)
    if word.tree(word.main) is None:
        return (no_word_file(file),)
    text = document(word)
    if not any(line.text.strip() for line in text.lines):
        return (Diagnostic("D501", message("`{file}` has no text", file=file)),)
    parts = parts_of(text)
    found = [one for rule in _OF_PAGES for one in rule(text)]
    found += [one for rule in _OF_TEXT for one in rule(text, parts)]
    if parts.vietnamese:
        found += [one for rule in _OF_FRAME for one in rule(text, parts)]
    return tuple(one.diagnostic(file) for one in together(found))
