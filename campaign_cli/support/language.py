"""How the product speaks: sentences, dates, hours and money, in Vietnamese and in English."""

import gettext
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time
from functools import lru_cache
from pathlib import Path

from campaign_cli.support.text import capital, quoted

CODES = ("vi", "en")
DOMAIN = "campaign"
_CATALOGUES = Path(__file__).parent.parent / "locale"

_WEEKDAYS = {
    "vi": ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_SHORT_WEEKDAYS = {
    "vi": ("T2", "T3", "T4", "T5", "T6", "T7", "CN"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_WARD = {
    "vi": re.compile(r"(?P<said>phường(?:, xã)?)", re.IGNORECASE),
    "en": re.compile(r"\b(?P<article>an? )?(?P<said>ward(?P<several>s)?)\b", re.IGNORECASE),
}
"""What a text calls wards that may be anything else."""
_WRITTEN = re.compile(r"(`[^`]*`|\{[^}]*\})")
"""What stands in a text as it is written in a plan, and where its values go."""
_VOWELS = "aeiou"
_CURRENCIES = {"vi": {"VND": "đồng"}, "en": {}}

Words = Mapping[str, str]
"""One text in several languages, by language code; what a plan wrote itself stands under both."""


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence to be said in the reader's language.

    `text` is the English sentence and the key of its translation; `values` fill its braces:
    strings, numbers, dates, times, `Words`, other messages, or tuples of these. Where `plural`
    is given, `values["n"]` chooses between the two.
    """

    text: str
    values: Mapping[str, object] = field(default_factory=dict)
    plural: str = ""


def message(text: str, /, **values: object) -> Message:
    """Return the sentence `text` with its values."""
    return Message(text, values)


def counted(text: str, plural: str, /, n: int, **values: object) -> Message:
    """Return the sentence for one (`text`) or several (`plural`), `n` being how many."""
    return Message(text, {"n": n, **values}, plural)


def brief(sentence: Message) -> Message:
    """Return `sentence` with what it quotes shortened, for problems: any text may be quoted."""
    return replace(sentence, values={name: _brief(one) for name, one in sentence.values.items()})


def _brief(value: object) -> object:
    match value:
        case str():
            return quoted(value)
        case Message():
            return brief(value)
        case tuple():
            return tuple(map(_brief, value))
        case Mapping():
            return {code: quoted(text) for code, text in value.items()}
        case _:
            return value


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for it
    """Mark `text` for translation where it is used; return it as it is."""
    return text


@dataclass(frozen=True, slots=True)
class Language:
    """One language: its catalogue, and how it writes dates, hours and money."""

    code: str
    catalogue: gettext.NullTranslations
    plain: frozenset[int] | None = None
    """The years that go without saying; None: any."""
    ward: tuple[str, str] | None = None
    """What one ward of the plan at hand is, and what several are; None: no plan is at hand."""

    def of_years(self, *years: int) -> "Language":
        """Return the language of a campaign from the first to the last of `years`, or where today
        is in one of them: a year that is the only one goes without saying.
        """
        return replace(self, plain=frozenset(years) if len(set(years)) == 1 else frozenset())

    def of_wards(self, one: str, several: str) -> "Language":
        """Return the language as it speaks of wards that are called so."""
        return replace(self, ward=(one, several))

    def text(self, english: str) -> str:
        """Return the translation of a fixed English text, in the plan's word for its wards."""
        if not english:
            return ""
        text = self.catalogue.gettext(english)
        return _in_words_of(text, self.code, *self.ward) if self.ward else text

    def say(self, sentence: Message) -> str:
        """Return `sentence` with its values, in this language."""
        values = {name: self.value(value) for name, value in sentence.values.items()}
        if sentence.plural:
            count = sentence.values["n"]
            assert isinstance(count, int)
            text = self.catalogue.ngettext(sentence.text, sentence.plural, count)
        else:
            text = self.catalogue.gettext(sentence.text) if sentence.text else ""
        if self.ward:
            # Braces in a plan's word are no place for a value.
            one, several = (word.replace("{", "{{").replace("}", "}}") for word in self.ward)
            text = _in_words_of(text, self.code, one, several)
        return text.format_map(values)

    def value(self, value: object) -> str:  # noqa: PLR0911 - one line a type reads best
        """Return how this language writes `value`."""
        match value:
            case Message():
                return self.say(value)
            case bool():
                return str(value).lower()
            case int() | float():
                return self.number(value)
            case date():
                return self.day(value)
            case time():
                return self.hour(value)
            case Mapping():
                return self.word(value)
            case tuple():
                return ", ".join(self.value(one) for one in value)
            case _:
                return str(value)

    def word(self, words: Words) -> str:
        """Return the text of `words` in this language, or in whichever there is."""
        return words.get(self.code) or next(iter(words.values()), "")

    def number(self, number: float) -> str:
        """Return a number with thousands set apart."""
        text = f"{number:,}"
        return text if self.code == "en" else text.translate(str.maketrans(",.", ".,"))

    def money(self, amount: int, currency: str) -> str:
        """Return an amount of money as people write it: "3.000.000 đồng"."""
        return f"{self.number(amount)} {self.currency(currency)}"

    def currency(self, code: str) -> str:
        """Return what people call a currency: "đồng"."""
        return _CURRENCIES[self.code].get(code, code)

    def weekday(self, day: date) -> str:
        """Return the weekday's name: "Thứ Sáu"."""
        return _WEEKDAYS[self.code][day.weekday()]

    def short_weekday(self, day: date) -> str:
        """Return the weekday in two or three letters: "T6"."""
        return _SHORT_WEEKDAYS[self.code][day.weekday()]

    def short_date(self, day: date) -> str:
        """Return day and month: "25/11"."""
        if self.code == "vi":
            return f"{day.day:02}/{day.month:02}{self._year(day, '/')}"
        return f"{day.day} {_MONTHS[day.month - 1][:3]}{self._year(day, ' ')}"

    def day(self, day: date) -> str:
        """Return weekday, day and month: "Thứ Sáu, 25/11"."""
        if self.code == "vi":
            return f"{self.weekday(day)}, {self.short_date(day)}"
        month = _MONTHS[day.month - 1]
        return f"{self.weekday(day)} {day.day} {month}{self._year(day, ' ')}"

    def _year(self, day: date, between: str) -> str:
        """Return the year of a day where it does not go without saying."""
        said = self.plain is not None and day.year not in self.plain
        return f"{between}{day.year}" if said else ""

    def full_date(self, day: date) -> str:
        """Return the date with its year: "25/11/2022"."""
        if self.code == "vi":
            return f"{day:%d/%m/%Y}"
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"

    def span(self, first: date, last: date) -> str:
        """Return from when to when something is: "15/11 – 15/12/2022", "1–29 May 2027"."""
        if first.year != last.year:
            return f"{self.full_date(first)} – {self.full_date(last)}"
        if self.code == "vi":
            return f"{first:%d/%m} – {self.full_date(last)}"
        if first.month == last.month:
            return f"{first.day}–{self.full_date(last)}"
        return f"{first.day} {_MONTHS[first.month - 1]} – {self.full_date(last)}"

    def period(self, first: date, last: date) -> str:
        """Return two days that stand in a line, with both years where one has to be said."""
        if self._year(first, "") or self._year(last, ""):
            return self.span(first, last)
        return f"{self.short_date(first)} – {self.short_date(last)}"

    def hour(self, hour: time) -> str:
        """Return an hour of the day: "8 giờ 00"."""
        if self.code == "vi":
            return f"{hour.hour} giờ {hour.minute:02}"
        return f"{hour.hour}:{hour.minute:02}"


@lru_cache(maxsize=4096)
def _in_words_of(text: str, code: str, one: str, several: str) -> str:
    """Return `text` with the words `one` and `several` for wards, as large as what they replace."""

    def own(match: re.Match[str]) -> str:
        parts = match.groupdict()
        word, said = several if parts.get("several") else one, match["said"]
        if said.isupper():
            word = word.upper()
        elif said[0].isupper():
            word = capital(word)
        article = parts.get("article") or ""
        if article:
            article = f"{article[0]}{'n' if word[:1].lower() in _VOWELS else ''} "
        return f"{article}{word}"

    return "".join(
        part if place % 2 else _WARD[code].sub(own, part)
        for place, part in enumerate(_WRITTEN.split(text))
    )


@lru_cache
def language(code: str) -> Language:
    """Return the language of `code` ("vi" or "en"); English is the catalogues' own key."""
    catalogue = gettext.translation(DOMAIN, _CATALOGUES, languages=[code], fallback=True)
    return Language(code, catalogue)
