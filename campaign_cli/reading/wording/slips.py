"""What someone meant by a value that is none of TOML: dates, money and phones as offices write."""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from fractions import Fraction

from campaign_cli.support.language import Message, message
from campaign_cli.support.text import slug

_NEAR = 200
"""Letters of a line that are looked at."""
_BEFORE = re.compile(r".*[=\[,{]\s*")
_KEY = re.compile(r"([\w-]+)\s*=\s*\Z")
_END = re.compile(r"\s*(?:[,\]}#].*)?\Z")
_HOURS = re.compile(r"\d+ ?[hg:][^,}#\"]*[^ ,}#\"]|\d+ ?[hg]")
_PHONE = re.compile(r"\+?\d[\d .()-]*\d")
_LONGEST = 60
"""Letters of a number, a day or an hour that a person writes."""
_CLOSE = 120
"""A day without a year is given one that brings it so near to the campaign, in days."""


@dataclass(frozen=True, slots=True)
class Slip:
    """A value of a line as someone meant it: what to put in place of which columns (from 1)."""

    column: int
    end: int
    written: str
    way: Message


def value_meant(line: str, column: int, near: date | None = None) -> Slip | None:
    """Return the value that tomli stopped at, and how to write it.

    None: it looks like none of the common slips. Nothing `written`: how it is written is said, but
    not what. A day without its year is meant to lie `near` the campaign's first.
    """
    before = _BEFORE.match(line, 0, max(0, column - 1))
    start = before.end() if before else 0
    key = _KEY.search(line[max(0, start - _NEAR) : start])
    rest = line[start : start + _NEAR]

    def slip(found: re.Match[str], written: str, way: Message) -> Slip:
        return Slip(start + 1, start + 1 + found.end(), written, way)

    if key and key[1] == "phone" and (phone := _PHONE.match(rest)):
        way = message('put a phone number in quotes: `"{value}"`', value=phone[0])
        return slip(phone, f'"{phone[0]}"', way)
    if key and key[1] == "hours" and (hours := _HOURS.match(rest)):
        return slip(hours, f'"{hours[0]}"', in_quotes(hours[0]))
    for pattern, of in _SLIPS:
        found = pattern.match(rest)
        said = of(found, near) if found else None
        if found and said is not None:
            return slip(found, *said)
    return None


def no_such_day(line: str, column: int) -> Message | None:
    """Return the last day of the month in which there is no such day."""
    found = re.compile(r"(\d{4})-(\d\d)-\d\d").match(line, column - 1)
    if found is None or not (1 <= int(found[2]) <= 12 and int(found[1])):  # noqa: PLR2004 - months
        return None
    year, month = int(found[1]), int(found[2])
    last = date(year, month, monthrange(year, month)[1])
    return message("the last day of that month is {date}", date=last.isoformat())


def in_quotes(text: str) -> Message:
    """Return that `text` is put in quotes."""
    return message('put it in quotes: `"{value}"`', value=text)


# What a text says, whatever it stands in.

_DAY = re.compile(
    r"(?:\D*?[^\W\d]\D*?)??(?P<day>\d{1,4})\s*(?:[/.-]|tháng)\s*(?P<month>\d{1,2})"
    r"(?:\s*(?:[/.-]|năm)\s*(?P<year>\d{1,4}))?\s*[.,;]?"
)
_DASHES = str.maketrans("‐‑‒–—―−", "-------")


def plain(text: str) -> str:
    """Return `text` with the digits, dashes and blanks of ASCII."""
    return unicodedata.normalize("NFKC", text.translate(_DASHES)).strip()


def date_meant(text: str, near: date | None = None) -> date | None:
    """Return the day of "21/11/2022", "2022/11/21", "ngày 21 tháng 11 năm 2022" or "21/11"."""
    found = _DAY.fullmatch(plain(text).casefold()) if len(text) <= _LONGEST else None
    if found is None:
        return None
    parts = [int(part) for part in found.groups() if part is not None]
    if len(parts) == 2:  # noqa: PLR2004 - a day and a month
        return _in_year_of(near, *parts) if near and max(parts) <= 31 else None  # noqa: PLR2004 - days
    first, month, last = parts
    year, day = (first, last) if first > 31 else (last, first)  # noqa: PLR2004 - no day is above 31
    if year < 100:  # noqa: PLR2004 - of this century, in two digits
        year += 2000
    for one, other in ((month, day), (day, month)):
        try:
            return date(year, one, other)
        except ValueError:
            continue
    return None


def _in_year_of(near: date, day: int, month: int) -> date | None:
    """Return the day and month in the year that brings it nearest to the campaign."""
    days = []
    for year in (near.year - 1, near.year, near.year + 1):
        try:
            days.append(date(year, month, day))
        except ValueError:
            continue
    found = min(days, key=lambda one: abs(one - near), default=None)
    return found if found and abs((found - near).days) <= _CLOSE else None


_TIME = re.compile(r"(\d{1,2})(?:\s*(?:h|g|giờ|:|\.)\s*(\d{2})?)?(?::00)?\s*(?:phút|p)?\s*(am|pm)?")
_NOON = 12


def time_meant(text: str) -> time | None:
    """Return the hour of "8h", "8h30", "8 giờ 30", "8:00", "8" or "6pm"."""
    found = _TIME.fullmatch(plain(text).casefold()) if len(text) <= _LONGEST else None
    if found is None:
        return None
    hour = int(found[1])
    if found[3]:
        hour = hour % _NOON + (_NOON if found[3] == "pm" else 0)
    try:
        return time(hour, int(found[2] or 0))
    except ValueError:
        return None


_AMOUNT = re.compile(r"(\d[\d.,_' ]*)(?<! )\s*([^\d\s.,]*)")
_SIGNS = re.compile(r"^[£$€¥₫]\s*|\s*[£$€¥₫]$")
_MANY = {
    **dict.fromkeys(("nghin", "ngan", "k", "thousand"), 1_000),
    **dict.fromkeys(("trieu", "tr", "million", "mn"), 1_000_000),
    **dict.fromkeys(("ty", "ti", "billion", "bn"), 1_000_000_000),
}
_OTHER_THINGS = re.compile(r"[/:]|\btháng\b|(?<!\d)(?<!\d )\bngày\b|\bgiờ\b|-")
_DAYS = re.compile(r"(\d{1,3})\s*(?:ngày|days?)")
_HOURS_LONG = re.compile(
    r"\d[\d.,:]*\s*(?:h|g|giờ|tiếng|phút|p|hours?|hrs?|minutes?|mins?)(?:\s*\d+)?\s*(?:phút|p|rưỡi)?"
)


def number_meant(text: str) -> Fraction | None:
    """Return the number of "20.000.000đ", "1,5 tỷ", "20tr5", "£1,200", "5%" or "900 tờ"."""
    bare = _SIGNS.sub("", plain(text[: _LONGEST + 1])).casefold()
    if len(text) > _LONGEST or _OTHER_THINGS.search(bare):
        return None
    if bare.endswith("%"):
        part = _figure(bare[:-1].strip())
        return None if part is None else part / 100
    total, place, unit = Fraction(0), 0, 0
    while found := _AMOUNT.match(bare, place):
        figure, many = _figure(found[1].strip()), Fraction(_MANY.get(slug(found[2]), 0))
        if not many and unit:  # "20tr5": half a million
            many = Fraction(unit, 10 ** len(found[1].strip()))
        if figure is None or (place and not many):
            return None
        total += figure * (many or 1)
        unit = int(many)
        place = len(bare) - len(bare[found.end() :].lstrip())
    if unit and slug(bare[place:]).startswith("ruoi"):
        total += Fraction(unit, 2)
    # Only what is counted may follow: "900 tờ", "20 triệu đồng chẵn".
    counted = place and not any(one.isdigit() for one in bare[place:])
    return total if counted else None


def length_meant(text: str) -> Message | None:
    """Return how the length of an event is written: "2 ngày" are days, "90 phút" a session."""
    bare = plain(text[: _LONGEST + 1]).casefold()
    if days := _DAYS.fullmatch(bare):
        return message("write `{value}`", value=f"{{ days = {int(days[1])} }}")
    if _HOURS_LONG.fullmatch(bare):
        return message(
            "sessions are counted: write {value} without quotes, and the time of day as `hours`",
            value="1",
        )
    number = number_meant(bare)
    said = None if number is None else written(number)
    return message("write {value} without quotes", value=said) if said else None


def _figure(text: str) -> Fraction | None:
    """Return a number whose points and commas begin thousands or decimals, as they must."""
    digits = re.sub(r"(?<=\d)[ _'](?=\d{3}(?!\d))", "", text)
    marks = re.findall(r"[.,]", digits)
    last = digits.rfind(marks[-1]) if marks else len(digits)
    tail = digits[last + 1 :]
    groups = re.split(r"[.,]", digits)
    thousands = all(len(one) == 3 for one in groups[1:]) and 0 < len(groups[0]) <= 3  # noqa: PLR2004 - digits
    if marks and not (thousands and len(set(marks)) == 1 and groups[0].strip("0")):
        whole = re.sub(r"[.,]", "", digits[:last])
        several = marks.count(marks[-1]) > 1
        return Fraction(f"{whole}.{tail}") if (whole + tail).isdigit() and not several else None
    whole = "".join(groups)
    return Fraction(whole) if whole.isdigit() else None


def written(number: Fraction, *, whole: bool = True) -> str | None:
    """Return a number as a plan writes it; None where it must be whole and is not."""
    if number.denominator == 1:
        return f"{int(number):_}"
    return None if whole else f"{float(number):g}"


def whole_numbers(number: Fraction) -> Message:
    """Return the whole numbers beside one that is none: which one is meant, no one can tell."""
    low = int(number)
    return message("it has no fraction: write {low} or {high}", low=f"{low:_}", high=f"{low + 1:_}")


# The patterns of a line.

Way = tuple[str, Message]


def _date(found: re.Match[str], near: date | None) -> Way:
    day = date_meant(found[0], near)
    if day is None:
        return "", message("write the date as year-month-day, without quotes")
    way = message("write the date as {date}, without quotes", date=day.isoformat())
    return day.isoformat(), way


def _hour(found: re.Match[str], _: date | None) -> Way | None:
    hour, minute = int(found[1]), int(found[2] or 0)
    if hour > 23 or minute > 59:  # noqa: PLR2004 - of a day
        return None
    value = f"{hour:02}:{minute:02}:00"
    return value, message("write the time as {value}", value=value)


def _number(found: re.Match[str], _: date | None) -> Way:
    value = f"{int(re.sub(r'[^0-9]', '', plain(found[0]))):_}"
    return value, message("write the number as {value}", value=value)


def _quoted(found: re.Match[str], _: date | None) -> Way:
    text = found["text"].strip()
    return f'"{text}"', message('put it in straight quotes: `"{value}"`', value=text[:60])


def _text(found: re.Match[str], _: date | None) -> Way:
    value = _END.sub("", found[0]).strip()
    way = message('no number begins with 0; put it in quotes: `"{value}"`', value=value)
    return f'"{value}"', way


def _small(found: re.Match[str], _: date | None) -> Way | None:
    value = found[0].casefold()
    return value, message("write `{value}`", value=value)


_SLIPS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date | None], Way | None]], ...] = (
    (re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}(?!\d)"), _date),
    (re.compile(r"\d{4}[/.–-]\d{1,2}[/.–-]\d{1,2}(?!\d)"), _date),
    (re.compile(r"\d{1,2}/\d{1,2}(?!\d)"), _date),
    (re.compile(r"(\d{1,2})(?::|h|g)(\d{2})?(?![\w:])"), _hour),
    (re.compile(r"[1-9]\d{0,2}(?:(?:\.\d{3})+|(?:,\d{3})+|(?: \d{3})+)(?!\d)"), _number),
    (re.compile(r"[０-９]+(?![\w.,-])"), _number),
    (re.compile(r"0\d[\d .-]*"), _text),
    (re.compile(r"""["'“”„‘’«](?P<text>[^"“”„‘’«»]*)[“”„’»]"""), _quoted),
    (re.compile(r"[“”„‘’«](?P<text>[^\"“”„‘’«»]*)"), _quoted),
    (re.compile(r"(?i:true|false)\b"), _small),
)
"""What a value looks like, and how it is written; the first that fits."""
