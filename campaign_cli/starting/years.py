"""Years, dates and ordinals in last year's texts: those that surely move, and those to look at."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from campaign_cli.starting.anniversaries import MONTHS, dates_in, famous_feasts, feast_of
from campaign_cli.starting.dates import Keys, OldFile, Turn, dated, value_at
from campaign_cli.support.language import Message, message

_PRINTED = {"name", "theme", "title", "short"}
"""Keys of texts that are this campaign's own: last year's year in them is this year's now."""
_DATE = (
    r"(?<![\d/.-])(?P<day>\d{1,2})(?P<sep>[/.-])(?P<month>\d{1,2})(?P=sep)(?P<of>\d{4})(?![\d/-])"
    r"|(?<!\d)(?P<day_>\d{1,2})\s+tháng\s+(?P<month_>\d{1,2})\s+năm\s+(?P<of_>\d{4})(?!\d)"
    rf"|(?<!\d)(?P<day__>\d{{1,2}})\s+(?P<word>{'|'.join(MONTHS)})[a-z]*\s+(?P<of__>\d{{4}})(?!\d)"
)
_YEARS = re.compile(
    rf"{_DATE}"
    r"|(?<![\d/.-])(?P<first>\d{4})(?P<dash>\s*[–—-]\s*)(?P<second>\d{4})(?![\d/-])"
    r"|(?<![\d/.-])(?P<monthly>\d{1,2}/)(?P<its>\d{4})(?![\d/-])"
    r"|(?<![\d/.-])(?P<year>\d{4})(?![\d/-]|\.\d)",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    r"\bkỷ niệm\s+(?:lần thứ\s+)?\d+\s+năm\b|\blần thứ\s+\w+|\bkỳ họp thứ\s+\w+"
    r"|\b\d+(?:st|nd|rd|th)\s+(?:\w+\s+)?(?:anniversary|edition|session|congress|annual)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\s,;\"'()]+")
_FOUR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_FIGURES = re.compile(r"\d+")
_ID = re.compile(r"[a-z0-9#@*/._-]+")


@dataclass(frozen=True, slots=True)
class Retold:
    """A text of the old plan and how the new one says it, as the files write them.

    `begin`, `end`: where it stands in the old text. `why`: what in it wants a look.
    """

    begin: int
    end: int
    keys: Keys
    old: str
    new: str
    why: Message | None = None


def retold(file: OldFile, turn: Turn, days: Mapping[date, date]) -> Iterator[Retold]:
    """Yield the texts of a file that name last year, one of its days, or how many times it was.

    `days`: what becomes of the plan's dates.
    """
    for keys, (begin, end) in sorted(file.extents.items(), key=lambda one: one[1]):
        value = value_at(file.data, keys)
        if not isinstance(value, str) or _ID.fullmatch(value):
            continue
        old = new = left = file.text[begin:end]
        if keys == ("document", "number"):
            new = left = _FIGURES.sub(lambda found: _figures(int(found[0]), turn), old)
        elif _printed(keys):
            new = _YEARS.sub(lambda found: _later(found, turn, days) or found[0], old)
            # What was moved is in no doubt.
            left = _YEARS.sub(lambda found: "\0" if _later(found, turn, days) else found[0], old)
        why = None if _nobodys(keys) else _doubt(left, turn, days)
        if new != old or why:
            yield Retold(begin, end, keys, old, new, why)


def _printed(keys: Keys) -> bool:
    return keys[-1] in _PRINTED and not _nobodys(keys)


def _nobodys(keys: Keys) -> bool:
    """Return whether a text's figures are no year's: a phone, a number given anew, a place."""
    return keys[-1] in {"phone", "number"} or (keys[0] in {"ward", "venue"} and len(keys) == 3)  # noqa: PLR2004 - its own name


def _figures(number: int, turn: Turn) -> str:
    """Return figures of a document's number: its year moves, the others are given anew."""
    return str(number + turn.years) if number in turn.old_years else "…"


def _later(found: re.Match[str], turn: Turn, days: Mapping[date, date]) -> str:
    """Return a year, or what holds one, as the new campaign says it; empty: it is left as it is."""
    if not turn.years:
        return ""
    if found["first"]:
        first, second = int(found["first"]), int(found["second"])
        # A school year or the turn of a year; longer ones are programmes with an end of their own.
        if second - first == 1 and {first, second} & turn.old_years:
            return f"{first + turn.years}{found['dash']}{second + turn.years}"
        return ""
    if found["year"] or found["monthly"]:
        year = int(found["year"] or found["its"])
        return f"{found['monthly'] or ''}{year + turn.years}" if year in turn.old_years else ""
    day = _day(found)
    if day is None or day.year not in turn.old_years:
        return ""
    feast = feast_of(day) in famous_feasts(turn.country)
    later = days.get(day) or (turn.kept(day) if feast else turn.moved(day))
    same = feast_of(later) == feast_of(day)
    return found[0].replace(str(day.year), str(later.year)) if same else ""


def _day(found: re.Match[str]) -> date | None:
    day = found["day"] or found["day_"] or found["day__"]
    word = found["word"]
    month = MONTHS.index(word.casefold()) + 1 if word else int(found["month"] or found["month_"])
    return dated(int(day), month, int(found["of"] or found["of_"] or found["of__"]))


def _doubt(text: str, turn: Turn, days: Mapping[date, date]) -> Message | None:
    """Return what in a text may be last year's."""
    if turn.years:
        if ordinal := _ORDINAL.search(text):
            return message("`{text}`: does it still hold?", text=ordinal[0])
        for word in _WORD.findall(text):
            if any(int(year) in turn.old_years for year in _FOUR.findall(word)):
                return message("`{text}` has the old year", text=word)
    if not turn.keeps_days:
        famous = famous_feasts(turn.country)
        for day, month in dates_in(text):
            for one in filter(None, (dated(day, month, year) for year in turn.old_years)):
                if (one in days or (day, month) not in famous) and turn.had(one):
                    if feast_of(days.get(one, turn.moved(one))) == (day, month):
                        continue
                    return message("`{text}` is a day of the old campaign", text=f"{day}/{month}")
    return None
