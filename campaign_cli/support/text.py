"""Text of a plan is data: what would be obeyed instead of read is taken out of it."""

import re
import unicodedata

# Controls, surrogates, and marks that turn the writing direction round or hide.
_OBEYED = frozenset({"Cc", "Cf", "Cs"})
_SPACES = re.compile(r"[\t\r\n\f\v\x85\u2028\u2029]+")
# The escape that starts a terminal's command goes with the rest of the command.
_COMMANDS = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\-_])")
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_LONGEST = 100
"""Letters of a text that an id is made from."""
_LONGEST_QUOTED = 300
"""Letters of a person's text that a sentence quotes: a word of megabytes would hide the rest."""


def clean(text: str) -> str:
    """Return `text` on one line, without what a terminal or an editor would obey."""
    if text.isprintable():
        return text
    text = _SPACES.sub(" ", _COMMANDS.sub("", text))
    return "".join(letter for letter in text if unicodedata.category(letter) not in _OBEYED)


def capital(text: str) -> str:
    """Return `text` as a heading or a label begins: with a capital letter."""
    return text[:1].upper() + text[1:]


def small(text: str) -> str:
    """Return `text` as it goes on in a line: with a small letter, but for that as it is."""
    return text[:1].lower() + text[1:]


def spelling(text: str) -> str:
    """Return `text` as it is compared where every mark counts: no case, one space between words.

    The mark of a Vietnamese tone stands behind its word: "Hoà" and "Hòa" are one, "Hóa" is not.
    """
    words = unicodedata.normalize("NFD", " ".join(text.split()).casefold()).split(" ")
    return " ".join(_TONES.sub("", word) + "".join(_TONES.findall(word)) for word in words)


ByValue = tuple[tuple[str, int, str], ...]


def by_value(text: str) -> ByValue:
    """Return what sorts names as people do, numbers by their value: "Tổ 2" before "Tổ 10"."""
    parts = re.findall(r"(\D*)0*(\d*)", text)
    return tuple((words, len(number), number) for words, number in parts)


def slug(text: str) -> str:
    """Return an id like `text`: lower-case ASCII words joined by hyphens."""
    mapped = text[:_LONGEST].casefold().replace("đ", "d")
    ascii_ = unicodedata.normalize("NFKD", mapped).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", ascii_))


def shortened(text: str, limit: int) -> str:
    """Return `text`, cut at a word with "…" where it is longer than `limit`."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    if text[limit - 1].isalnum() and " " in head.strip():
        head = head.rsplit(None, 1)[0]
    return head.rstrip(" ,;:–-") + "…"


def quoted(text: str) -> str:
    """Return `text` as a sentence can quote it: without its middle where it is very long."""
    if len(text) <= _LONGEST_QUOTED:
        return text
    half = _LONGEST_QUOTED // 2
    return f"{text[:half]}…{text[-half:]}"


def column_letter(place: int) -> str:
    """Return the name of a sheet's column, counted from 0: A, …, Z, AA."""
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
