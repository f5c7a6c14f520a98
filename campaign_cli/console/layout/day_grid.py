"""Rows by day, in blocks of whole weeks that fit the width: the shape of two screens."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from campaign_cli.model.plan.days import date_range
from campaign_cli.support.language import Language

if TYPE_CHECKING:
    from rich.text import Text

_MONDAY = 0
_SATURDAY = 5
_REPEAT = 30
"""Rows after which the heading stands again: it must be on the screen with each."""
_CELL = 2
"""Columns of a day."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line: its name, and what stands on some of its days, with a style."""

    name: str
    cells: Mapping[date, tuple[str, str]] = field(default_factory=dict)
    total: str = ""
    style: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """The days across, which of them are closed to all, and the width there is."""

    first: date
    last: date
    closed: frozenset[date]
    workdays: frozenset[int]
    width: int
    language: Language
    names: int = 0
    """The widest name that is shown whole; 0: a third of the width."""


def drawn(frame: Frame, rows: Sequence[Row]) -> "Iterator[Text]":
    """Yield every block: three lines of heading, then the rows."""
    from rich.cells import cell_len
    from rich.text import Text

    totals = max((cell_len(row.total) for row in rows), default=0)
    longest = max((cell_len(row.name) for row in rows), default=0)
    name = min(longest, frame.names or frame.width // 3)
    room = frame.width - name - 2 - (totals + 2 if totals else 0)
    blocks = list(_blocks(frame.first, frame.last, max(7, room // _CELL)))
    for place, days in enumerate(blocks):
        last = place == len(blocks) - 1
        yield from _heading(days, name, frame, totals if last else 0)
        for number, row in enumerate(rows):
            if number and number % _REPEAT == 0 and len(rows) - number > _REPEAT // 2:
                yield from _heading(days, name, frame, width=totals if last else 0)
            line = Text(_cut(row.name, name), style=row.style, no_wrap=True)
            line.append("  ")
            for day in days:
                mark, style = row.cells.get(day) or _empty(day, frame)
                line.append(_padded(mark, _CELL), style)
            if last and row.total:
                line.append(f"  {row.total:>{totals}}", "dim")
            yield line
        yield Text("")


def _blocks(first: date, last: date, most: int) -> Iterator[list[date]]:
    """Yield the days in equal blocks of at most `most`, broken before Mondays where possible."""
    days = list(date_range(first, last))
    while len(days) > most:
        mondays = [place for place in range(1, most + 1) if days[place].weekday() == _MONDAY]
        half = len(days) / 2 if len(days) <= 2 * most else most
        cut = min(mondays, key=lambda place: abs(place - half)) if mondays else most
        yield days[:cut]
        days = days[cut:]
    yield days


def _heading(days: Sequence[date], name: int, frame: Frame, width: int) -> "Iterator[Text]":
    """Yield the months, the weekdays and the days of a block."""
    from rich.text import Text

    months = Text(" " * (name + 2), style="dim")
    weekdays = Text(" " * (name + 2), style="dim")
    numbers = Text(" " * (name + 2), style="dim")
    for place, day in enumerate(days):
        if place == 0 or day.day == 1:
            months.append(_month(day, frame.language))
        months.pad_right(max(0, name + 2 + _CELL * (place + 1) - months.cell_len))
        weekdays.append(_padded(_weekday(day, frame.language), _CELL))
        # Every other number: two digits and the gap between them fill two days.
        odd = (day - frame.first).days % 2 == 0 or place == 0
        numbers.append(_padded(f"{day.day:02}" if odd else "", _CELL))
    if width:
        weekdays.append(f"  {'Σ':>{width}}")
    for line in (months, weekdays, numbers):
        line.no_wrap = True
        line.rstrip()
        yield line


def _month(day: date, language: Language) -> str:
    return f"T{day.month}" if language.code == "vi" else language.short_date(day).split()[-1]


def _weekday(day: date, language: Language) -> str:
    """Return one letter: 2 to 7 and C in Vietnamese, the first of the name in English."""
    short = language.short_weekday(day)
    return short.removeprefix("T")[0] if language.code == "vi" else short[0]


def _empty(day: date, frame: Frame) -> tuple[str, str]:
    if day in frame.closed:
        return "×", "dim red"
    return ("·", "dim") if day.weekday() in frame.workdays else (" ", "")


def _cut(text: str, width: int) -> str:
    """Return `text` in `width` columns, with a sign where its end is missing."""
    from rich.cells import cell_len, set_cell_size

    if cell_len(text) <= width:
        return set_cell_size(text, width)
    return f"{set_cell_size(text, width - 1).rstrip()}…".ljust(width)


def _padded(text: str, width: int) -> str:
    from rich.cells import set_cell_size

    return set_cell_size(text, width)
