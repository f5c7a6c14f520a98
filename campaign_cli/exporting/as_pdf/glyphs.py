"""Text that the shipped fonts can set: what they lack gets a visible stand-in.

An accessible PDF may not hold a letter without a picture, and one emoji in a plan must not cost
a ward its sheet.
"""

import re
import struct
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from campaign_cli.support.text import clean

STAND_IN = "□"
LONGEST = 24
"""Letters of a word that are set without a place to break it."""

_BREAK = "\u200b"
_LONG = re.compile(rf"\S{{{LONGEST + 1},}}")
_UNICODE = 3, 1
_SELECTORS = range(0xFE00, 0xFE10)
"""They choose between two pictures of one letter, and have none of their own."""


def letters_of(font: bytes) -> frozenset[int]:
    """Return the code points that a TrueType font has pictures for, by its `cmap` of format 4."""
    (tables,) = struct.unpack_from(">H", font, 4)
    start = next(
        offset
        for tag, _, offset, _ in struct.iter_unpack(">4sIII", font[12 : 12 + 16 * tables])
        if tag == b"cmap"
    )
    (maps,) = struct.unpack_from(">H", font, start + 2)
    records = struct.iter_unpack(">HHI", font[start + 4 : start + 4 + 8 * maps])
    table = start + next(offset for *kind, offset in records if tuple(kind) == _UNICODE)
    segments = struct.unpack_from(">H", font, table + 6)[0] // 2
    lasts = struct.unpack_from(f">{segments}H", font, table + 14)
    firsts = struct.unpack_from(f">{segments}H", font, table + 16 + 2 * segments)
    return frozenset(
        letter
        for first, last in zip(firsts, lasts, strict=True)
        for letter in range(first, last + 1)
        if unicodedata.category(chr(letter))[0] != "C"
    )


def printer(letters: frozenset[int]) -> Callable[[str], str]:
    """Return a function that makes text fit for fonts with these `letters`.

    Words too long for a column may be broken by an invisible sign.
    """

    def printable(text: str) -> str:
        text = unicodedata.normalize("NFC", clean(text))
        if not letters.issuperset(map(ord, text)):
            text = "".join(_stand_ins(text, letters))
        return _LONG.sub(_breakable, text) if len(text) > LONGEST else text

    return printable


def _stand_ins(text: str, letters: frozenset[int]) -> Iterator[str]:
    for letter in text:
        if ord(letter) in letters:
            yield letter
        elif ord(letter) not in _SELECTORS:
            yield " " if letter.isspace() else STAND_IN


def _breakable(found: re.Match[str]) -> str:
    word = found[0]
    parts = (word[start : start + LONGEST] for start in range(0, len(word), LONGEST))
    return _BREAK.join(parts)


def each_text(tree: Any, change: Callable[[str], str]) -> Any:
    """Return `tree` with every text changed, but bytes, which become texts as they stand."""
    match tree:
        case str():
            return change(tree)
        case bytes():
            return tree.decode("ascii")
        case Mapping():
            return {key: each_text(value, change) for key, value in tree.items()}
        case Sequence():
            return [each_text(one, change) for one in tree]
        case _:
            return tree
