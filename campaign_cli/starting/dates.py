"""Last year's plan, its dates moved: text in, text out, so that every comment stays."""

import re
from collections.abc import Callable
from datetime import date, timedelta

# Whatever may hold a date that is none: comments and the four sorts of strings; then dates.
_TOKEN = re.compile(
    r"""(?P<other>\#[^\n]*
        |\"{3}(?:\\.|[^\\])*?\"{3,5}
        |'{3}.*?'{3,5}
        |"(?:\\.|[^"\\\n])*"
        |'[^'\n]*')
        |(?<![\w-])(?P<date>\d{4}-\d{2}-\d{2})(?![\w-])""",
    re.VERBOSE | re.DOTALL,
)


def moved(text: str, old_start: date, new_start: date) -> str:
    """Return the plan's `text` with every date as far from `new_start` as it was from the old.

    Where the campaign starts on the same day of the year, dates keep theirs: 25/11 stays 25/11.
    Otherwise they move by a number of days.
    """
    if (old_start.month, old_start.day) == (new_start.month, new_start.day):
        years = new_start.year - old_start.year
        return _with_dates(text, lambda day: _in_year(day, day.year + years))
    shift = new_start - old_start
    return _with_dates(text, lambda day: _shifted(day, shift))


def next_time(start: date, today: date) -> date:
    """Return the same day of the year as `start`, the first time it comes after `today`."""
    year = max(start.year + 1, today.year)
    day = _in_year(start, year)
    return day if day > today else _in_year(start, year + 1)


def _with_dates(text: str, change: Callable[[date], date]) -> str:
    def replacement(match: re.Match[str]) -> str:
        if match["date"] is None:
            return match[0]
        try:
            return change(date.fromisoformat(match["date"])).isoformat()
        except ValueError:
            # Not a day of any calendar: `campaign check` says so better.
            return match[0]

    return _TOKEN.sub(replacement, text)


def _in_year(day: date, year: int) -> date:
    """Return the same day of another year; 29 February becomes the 28th."""
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)


def _shifted(day: date, shift: timedelta) -> date:
    try:
        return day + shift
    except OverflowError:
        return day
