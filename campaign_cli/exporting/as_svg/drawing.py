"""A picture in SVG: rectangles and text, readable without any font of its own."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from campaign_cli.support.text import clean

FONT = "Arial, Helvetica, 'Liberation Sans', sans-serif"

BACK = "#ffffff"
TEXT = "#1b1d20"
SOFT = "#51565d"
LINE = "#c9cdd3"
OFF = "#f0f1f3"
TINTS = (
    *("#1d4ed8", "#166534", "#9d174d", "#854d0e"),
    *("#5b21b6", "#155e75", "#991b1b", "#3f4a12"),
)
"""Colours of kinds, all dark enough for white letters; those of the pages for browsers."""

_WIDTHS = {
    **dict.fromkeys("ijl'|.,:;!", 0.27),
    **dict.fromkeys("ftrI/()[] -", 0.34),
    **dict.fromkeys('“”"*sckvxyzJ', 0.5),
    **dict.fromkeys("mwMW%@—…", 0.9),
    **dict.fromkeys("CDGHNOQRU&", 0.74),
}
"""Widths of letters as parts of their size, rounded up: those of Arial."""
_USUAL, _CAPITAL, _WIDE = 0.57, 0.68, 1.05
_BOLD = 1.08
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Drawing:
    """A picture in the making, from the top down."""

    def __init__(self, width: int) -> None:
        self.width = width
        self.height: float = 0
        self._parts: list[str] = []

    def box(self, place: tuple[float, float], size: tuple[float, float], **look: str) -> None:
        """Draw a rectangle from its upper left corner."""
        x, y = place
        width, height = size
        self._part("rect", x=_n(x), y=_n(y), width=_n(width), height=_n(height), **look)

    def line(self, start: tuple[float, float], end: tuple[float, float], color: str = LINE) -> None:
        """Draw a line."""
        (x1, y1), (x2, y2) = start, end
        self._part("line", x1=_n(x1), y1=_n(y1), x2=_n(x2), y2=_n(y2), stroke=color)

    def text(
        self,
        place: tuple[float, float],
        words: str,
        size: float,
        color: str = TEXT,
        *,
        bold: bool = False,
        middle: bool = False,
    ) -> None:
        """Write words on a line; `place` is the beginning of its base, or the middle."""
        x, y = place
        look = {"font-size": _n(size), "fill": color}
        if bold:
            look["font-weight"] = "bold"
        if middle:
            look["text-anchor"] = "middle"
        self._part("text", _literal(words), x=_n(x), y=_n(y), **look)

    def badge(
        self, place: tuple[float, float], size: tuple[float, float], letter: str, color: str
    ) -> None:
        """Draw a kind's letter in its colour."""
        (x, y), (width, height) = place, size
        self.box(place, size, fill=color, rx="2")
        letters = min(width, height * 0.78) * 0.98
        middle = (x + width / 2, y + height / 2 + letters * 0.36)
        self.text(middle, letter, letters, BACK, bold=True, middle=True)

    def done(self, language: str, title: str, about: str) -> str:
        """Return the whole picture; `title` and `about` are for those who cannot see it."""
        size = f"{self.width} {_n(self.height)}"
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}" width="{self.width}" '
            f'height="{_n(self.height)}" role="img" aria-labelledby="title about" '
            f"xml:lang={quoteattr(_literal(language))} font-family={quoteattr(FONT)}>"
        )
        back = f'<rect width="{self.width}" height="{_n(self.height)}" fill="{BACK}"/>'
        said = [
            f'<title id="title">{escape(_literal(title))}</title>',
            f'<desc id="about">{escape(_literal(about))}</desc>',
        ]
        return "\n".join([head, *said, back, *self._parts, "</svg>", ""])

    def _part(self, tag: str, words: str = "", **look: str) -> None:
        attributes = "".join(f" {name}={quoteattr(value)}" for name, value in look.items())
        end = f">{escape(words)}</{tag}>" if words else "/>"
        self._parts.append(f"<{tag}{attributes}{end}")


def width_of(words: str, size: float, *, bold: bool = False) -> float:
    """Return about how wide words are, rather too wide than too narrow."""
    width = sum(map(_letter, unicodedata.normalize("NFD", words)))
    return width * size * (_BOLD if bold else 1)


def lines_of(
    words: str, size: float, room: float, most: int = 99, *, bold: bool = False
) -> list[str]:
    """Return words in lines no wider than `room`; what is more than `most` ends in "…"."""
    lines: list[str] = []
    for word in _short_words(clean(words).split(), size, room):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, size, bold=bold) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while width_of(f"{last}…", size, bold=bold) > room:
        last = last.rpartition(" ")[0] or last[:-1]
    return [*lines[: most - 1], f"{last.rstrip(' ,;:–-')}…"]


def _short_words(words: Iterable[str], size: float, room: float) -> Iterator[str]:
    """Yield words, those wider than a line in pieces."""
    for word in words:
        piece = ""
        for letter in word:
            if piece and width_of(piece + letter, size * _BOLD) > room:
                yield piece
                piece = ""
            piece += letter
        yield piece


def _letter(letter: str) -> float:
    if letter in _WIDTHS:
        return _WIDTHS[letter]
    if unicodedata.combining(letter):
        return 0
    if letter > "\u2fff":
        return _WIDE
    return _CAPITAL if letter.isupper() else _USUAL


def _literal(words: str) -> str:
    """Return a plan's text as XML can hold it."""
    return _NOT_XML.sub("", clean(words))


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
