"""How high a row is whose text wraps: programs do not all reckon it when they open a workbook."""

from functools import lru_cache

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
