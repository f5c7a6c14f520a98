"""What someone meant by a value that is none of TOML: dates, money and phones as offices write."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date

from campaign_cli.model.language import Message, message

_NEAR = 200
"""Letters of a line that are looked at."""
_BEFORE = re.compile(r".*[=\[,{]\s*")
_KEY = re.compile(r"([\w-]+)\s*=\s*\Z")
_END = re.compile(r"\s*(?:[,\]}#].*)?\Z")
_HOURS = re.compile(r"\d+ ?[hg:][^,}#\"]*[^ ,}#\"]|\d+ ?[hg]")
_PHONE = re.compile(r"\+?\d[\d .()-]*\d")


def value_meant(line: str, column: int) -> tuple[int, Message] | None:
    """Return the column (from 1) of the value that tomli stopped at, and how to write it.

    None: it looks like none of the common slips.
    """
    before = _BEFORE.match(line, 0, max(0, column - 1))
    start = before.end() if before else 0
    key = _KEY.search(line[max(0, start - _NEAR) : start])
    rest = line[start : start + _NEAR]
    if key and key[1] == "phone" and (phone := _PHONE.match(rest)):
        return start + 1, message('put a phone number in quotes: `"{value}"`', value=phone[0])
    if key and key[1] == "hours" and (hours := _HOURS.match(rest)):
        return start + 1, message('put it in quotes: `"{value}"`', value=hours[0])
    for pattern, way in _SLIPS:
        found = pattern.match(rest)
        said = way(found) if found else None
        if said is not None:
            return start + 1, said
    return None


def no_such_day(line: str, column: int) -> Message | None:
    """Return the last day of the month in which there is no such day."""
    found = re.compile(r"(\d{4})-(\d\d)-\d\d").match(line, column - 1)
    if found is None or not (1 <= int(found[2]) <= 12 and int(found[1])):  # noqa: PLR2004 - months
        return None
    year, month = int(found[1]), int(found[2])
    last = date(year, month, monthrange(year, month)[1])
    return message("the last day of that month is {date}", date=last.isoformat())


def _date(found: re.Match[str]) -> Message:
    day, month, year = sorted(map(int, re.findall(r"\d+", found[0])), key=lambda one: one > 31)  # noqa: PLR2004 - no day is above 31
    if found[0][:4].isdecimal():
        day, month = month, day
    for one, other in ((month, day), (day, month)):
        try:
            written = date(year, one, other).isoformat()
        except ValueError:
            continue
        return message("write the date as {date}, without quotes", date=written)
    return message("write the date as year-month-day, without quotes")


def _hour(found: re.Match[str]) -> Message | None:
    hour, minute = int(found[1]), int(found[2] or 0)
    if hour > 23 or minute > 59:  # noqa: PLR2004 - of a day
        return None
    return message("write the time as {value}", value=f"{hour:02}:{minute:02}:00")


def _number(found: re.Match[str]) -> Message:
    value = re.sub(r"\D", "", found[0])
    return message("write the number as {value}", value=f"{int(value):_}")


def _quoted(found: re.Match[str]) -> Message:
    return message('put it in straight quotes: `"{value}"`', value=found["text"].strip()[:60])


def _text(found: re.Match[str]) -> Message:
    value = _END.sub("", found[0]).strip()
    return message('no number begins with 0; put it in quotes: `"{value}"`', value=value)


def _small(found: re.Match[str]) -> Message | None:
    return message("write `{value}`", value=found[0].casefold())


_SLIPS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Message | None]], ...] = (
    (re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}(?!\d)"), _date),
    (re.compile(r"\d{4}[/.-]\d{1,2}[/.-]\d{1,2}(?!\d)"), _date),
    (
        re.compile(r"\d{1,2}/\d{1,2}(?!\d)"),
        lambda _: message("write the date as year-month-day, without quotes"),
    ),
    (re.compile(r"(\d{1,2})(?::|h|g)(\d{2})?(?![\w:])"), _hour),
    (re.compile(r"[1-9]\d{0,2}(?:(?:\.\d{3})+|(?:,\d{3})+|(?: \d{3})+)(?!\d)"), _number),
    (re.compile(r"0\d[\d .-]*"), _text),
    (re.compile(r"""["'“”„‘’«](?P<text>[^"“”„‘’«»]*)[“”„’»]"""), _quoted),
    (re.compile(r"[“”„‘’«](?P<text>[^\"“”„‘’«»]*)"), _quoted),
    (re.compile(r"(?i:true|false)\b"), _small),
)
"""What a value looks like, and how it is written; the first that fits."""
