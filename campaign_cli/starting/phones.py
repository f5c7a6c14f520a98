"""Phone numbers as tables hold them: spreadsheets take them for numbers and drop their zero."""

import re
from dataclasses import dataclass
from enum import Enum, auto

_APART = re.compile(r"\s*[/;,|]\s*|\s+-\s+|\s+(?:hoặc|or|và|and)\s+")
_NUMBER = re.compile(r"\(?\+?\d[\d .()-]*\d|\d")
_POWER = re.compile(r"(\d)(?:[.,](\d+))?[eE]\+?(\d+)")
_MOBILE = re.compile(r"[35789]\d{8}")
_LANDLINE = re.compile(r"2\d{9}")
_ABROAD = re.compile(r"84\d{9,10}")
_WHOLE = re.compile(r"0\d{9,10}|1[89]00\d{4,6}|1\d{2}")
"""A number as it is dialled: with its zero, of a switchboard, of the police."""
_LONGEST = 13


class State(Enum):
    """What was found in a cell for a phone."""

    FINE = auto()
    RESTORED = auto()
    """Its zero, or its plus, is put back."""
    DOUBTFUL = auto()
    """No number of Vietnam that is whole."""
    LOST = auto()
    """None at all, or one whose digits a spreadsheet has rounded away."""


@dataclass(frozen=True, slots=True)
class Phone:
    """A cell for a phone: what to write, and what else stands there."""

    text: str
    state: State = State.FINE
    beside: str = ""
    several: bool = False


def phone_in(cell: str) -> Phone:
    """Return the phone in a cell, or the phones: "0912 345 678 / 0987 654 321"."""
    # An apostrophe makes a text of it in a spreadsheet.
    text = cell.lstrip("'’`")
    power = _POWER.fullmatch(text)
    if power:
        return _of_power(*power.groups(default=""))
    found = [one for part in _APART.split(text) for one in _parted(part)]
    phones = [one for one in found if len(re.sub(r"\D", "", one)) > 2]  # noqa: PLR2004 - 113 has three
    beside = text
    for one in phones:
        beside = beside.replace(one, " ")
    beside = _APART.sub(" ", f" {beside} ").strip(" .:,;/|-()")
    if not phones:
        return Phone("", State.LOST)
    whole = [_whole(one) for one in phones]
    worst = max((state for _, state in whole), key=lambda state: state.value)
    return Phone(" / ".join(one for one, _ in whole), worst, beside, len(whole) > 1)


def _parted(text: str) -> list[str]:
    """Return the numbers in a text; two that only a space parts are two."""
    numbers = []
    for found in _NUMBER.findall(text):
        if len(re.sub(r"\D", "", found)) <= _LONGEST:
            numbers.append(found.strip())
            continue
        one = ""
        for part in found.split():
            if one and len(re.sub(r"\D", "", one + part)) > _LONGEST - 2:
                numbers.append(one)
                one = part
            else:
                one = f"{one} {part}".strip()
        numbers.append(one)
    return numbers


def _whole(text: str) -> tuple[str, State]:
    digits = re.sub(r"\D", "", text)
    if text.startswith("+") or _WHOLE.fullmatch(digits):
        return text, State.FINE
    if _MOBILE.fullmatch(digits) or _LANDLINE.fullmatch(digits):
        return f"0{text}", State.RESTORED
    if _ABROAD.fullmatch(digits):
        return f"+{text}", State.RESTORED
    return text, State.DOUBTFUL


def _of_power(first: str, others: str, power: str) -> Phone:
    """Return the phone of "9.12345678E+08", if all its digits are there."""
    digits = first + others
    if int(power) > _LONGEST or len(digits.rstrip("0")) < int(power):
        return Phone("", State.LOST)
    text, state = _whole(digits[: int(power) + 1].ljust(int(power) + 1, "0"))
    return Phone(text, state)
