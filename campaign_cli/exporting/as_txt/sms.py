"""Text messages: what the GSM 7-bit alphabet can say, and how many segments that takes.

3GPP TS 23.038 gives the alphabet and its extension, TS 23.040 the segments: 160 septets alone, 153
each where several are joined, and an extended character is never divided between two.
"""

import unicodedata
from functools import lru_cache
from types import MappingProxyType

BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENDED = frozenset("\f^{}\\[~]|€")
"""Each of these takes two septets."""

ALONE = 160
JOINED = 153

UNKNOWN = "?"
_LIKE = MappingProxyType(
    {
        **dict.fromkeys("“”„«»″", '"'),
        **dict.fromkeys("‘’‚`´′", "'"),
        **dict.fromkeys("–—−‐‑‒·•●", "-"),
        "đ": "d",
        "Đ": "D",
        "×": "x",
        "÷": ":",
        "≤": "<=",
        "≥": ">=",
        "→": "->",
        "☐": "-",
        "⁄": "/",
    }
)
"""What stands for a character that is not made of a letter and its marks."""


def folded(text: str) -> str:
    """Return `text` without diacritics, in characters of the alphabet alone."""
    return "".join(map(_letter, unicodedata.normalize("NFC", text)))


@lru_cache(maxsize=4096)
def _letter(letter: str) -> str:
    """Return the same letter without its marks, what is most like it, or a question mark."""
    if letter in _LIKE:
        return _LIKE[letter]
    parts = unicodedata.normalize("NFKD", letter)
    plain = "".join(_LIKE.get(part, part) for part in parts if not unicodedata.combining(part))
    if not plain:
        return ""
    if not letter.isascii() and letter in BASIC and plain == letter:
        return letter
    return "".join(one if one in BASIC or one in EXTENDED else UNKNOWN for one in plain)


def septets(text: str) -> int:
    """Return how long a text of the alphabet is."""
    return len(text) + sum(letter in EXTENDED for letter in text)


def segments(text: str) -> int:
    """Return how many segments a text of the alphabet takes; nothing takes none."""
    length = septets(text)
    if length <= ALONE:
        return int(length > 0)
    taken, free = 1, JOINED
    for letter in text:
        size = 2 if letter in EXTENDED else 1
        if size > free:
            taken, free = taken + 1, JOINED
        free -= size
    return taken
