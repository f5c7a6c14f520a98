"""Text of a plan as workbooks hold it: it stands there, and nothing obeys it."""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape

from campaign_cli.support.text import clean, shortened

LONGEST = 32_767
"""What a cell holds, in UTF-16 units."""

NO_LETTERS = re.compile("[\ufffe\uffff]")
"""What XML cannot hold beside controls."""


@dataclass(slots=True)
class Literal:
    """Text of a plan as cells hold it; what many cells say is looked at once."""

    known: dict[str, str] = field(default_factory=dict)

    def __call__(self, text: str) -> str:
        """Return `text` on one line, without what XML cannot hold, cut where it is too long."""
        found = self.known.get(text)
        if found is None:
            found = self.known[text] = cut(NO_LETTERS.sub("", clean(text)))
        return found


def cut(text: str, longest: int = LONGEST) -> str:
    """Return `text`, cut with "…" where it has more UTF-16 units than `longest`."""
    if 2 * len(text) <= longest or len(text.encode("utf-16-le")) <= 2 * longest:
        return text
    units = text.encode("utf-16-le")[: 2 * (longest - 1)]
    # Half of a pair is dropped with the rest.
    return f"{units.decode('utf-16-le', 'ignore')}…"


def shared(text: str) -> str:
    """Return text as the table of shared strings takes it.

    The library takes text between `<r>` and `</r>` for markup of its own: such text is given to
    it as that markup.
    """
    if text.startswith("<r>") and text.endswith("</r>"):
        return f'<r><t xml:space="preserve">{escape(text, quote=False)}</t></r>'
    return text


def marginal(text: str, longest: int) -> str:
    """Return text for a page's margin, where "&" begins an order, in so many UTF-16 units."""
    text = shortened(text, longest)
    while len(_ordered(text).encode("utf-16-le")) > 2 * longest:
        text = f"{text[:-2]}…"
    return _ordered(text)


def _ordered(text: str) -> str:
    """Return text in which each "&" is doubled and none seems to begin an order.

    The library takes "&&G" for a picture and "&&[" for a name: a change to the size that the text
    has already parts them.
    """
    return re.sub(r"&([G\[])?", lambda found: f"&&&9{found[1]}" if found[1] else "&&", text)


LINE = 19
"""Pixels of a line of text; a row of one line is 20."""

PADDING = 3
SURE = 0.9
"""Text of so many letters for each digit of a column's width stands on one line."""

HIGHEST = 540
"""Pixels: a program makes no row higher than 409 points."""

_NARROW = frozenset("iíìỉĩịjltfrI .,;:'’!|()[]/-")
_WIDE = frozenset("mwMWƠƯĐ%@—…")


@lru_cache(maxsize=20_000)
def lines(text: str, width: float) -> int:
    """Return how many lines `text` takes in a column as wide as `width` digits."""
    if "\n" in text:
        return sum(lines(line, width) for line in text.split("\n"))
    if len(text) <= width * SURE:
        return 1
    count, used = 1, 0.0
    for word in text.split(" "):
        wide = _width(word)
        if used and used + wide > width:
            count, used = count + 1, 0.0
        # A word that is wider than its column is broken.
        count += int(wide // (width + 0.01))
        used += wide % (width + 0.01) + 0.55
    return count


def height(most: int) -> int:
    """Return the pixels of a row that has so many lines."""
    return min(HIGHEST, LINE * most + PADDING)


def _width(word: str) -> float:
    """Return the width of a word, measured in digits, rather too wide than too narrow."""
    return sum(map(_letter, word))


def _letter(letter: str) -> float:
    if letter in _NARROW:
        return 0.6
    if letter in _WIDE:
        return 1.5
    return 1.35 if letter.isupper() else 0.97
