"""The month as a list: what takes place when and where, a line for each activity of a session."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Any

from campaign_cli.console.layout.terminal import Screen
from campaign_cli.console.month.words import Month, heading, month_of, next_step
from campaign_cli.model.schedule import Booking
from campaign_cli.support.text import clean

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

    from campaign_cli.app import Made


def show(screen: Screen, made: "Made") -> None:
    """Show the month, how good it is, and what next."""
    from campaign_cli.console.month.run_summary import outcome, unkept_wishes

    print_month(screen, made)
    said = month_of(made, screen.language)
    screen.note("", outcome(said), *unkept_wishes(said))
    screen.note(
        next_step(
            screen.language, "campaign show wards", "campaign show week", "campaign checklist"
        )
    )


def print_month(screen: Screen, made: "Made") -> None:
    """Show the month alone."""
    month = month_of(made, screen.language)
    screen.show(heading(month), *parts(month, screen.width()))


def parts(month: Month, width: int) -> "Iterator[RenderableType]":
    """Yield the running events, then every day that has something or is closed."""
    from rich.text import Text

    language = month.language
    first = _first_column(month)
    running = _grid(first, width)
    for bookings in merged(month.windows()):
        _window(running, month, bookings)
    if running.row_count:
        yield running
        yield ""
    by_day: dict[date, list[Booking]] = {}
    for one in month.solved():
        by_day.setdefault(one.first, []).append(one)
    for day in _days(month):
        closed = closed_because(month, day)
        if closed is not None:
            why = closed or language.text("closed")
            yield Text(f"{language.day(day)}  × {why}", style="dim")
        elif day in by_day:
            yield Text(language.day(day), style="bold")
        if day in by_day:
            yield _day(month, by_day[day], _grid(first, width))


def closed_because(month: Month, day: date) -> str | None:
    """Return why the whole campaign is closed on `day`: a holiday or a closing; None: it is not."""
    calendar = month.plan.calendar
    for closing in calendar.closings:
        if not closing.sessions and not closing.kinds and closing.covers(day, "", ""):
            return clean(closing.why)
    if day in calendar.holidays and day not in calendar.opened:
        return clean(calendar.holidays[day])
    return None


def _days(month: Month) -> Iterator[date]:
    """Yield the days from the campaign's first, or an earlier event's, to the last of both."""
    campaign = month.plan.campaign
    solved = month.solved()
    day = min((campaign.start, *(one.first for one in solved)))
    last = max((campaign.end, *(one.last for one in solved)))
    while day <= last:
        yield day
        day += timedelta(days=1)


def merged(bookings: list[Booking]) -> Iterator[list[Booking]]:
    """Yield events of one activity and one time together."""

    def sameness(one: Booking) -> Any:
        return one.activity, one.dates, one.session

    for _, group in groupby(sorted(bookings, key=sameness), sameness):
        yield list(group)


def _in_the_day(month: Month, group: list[Booking]) -> tuple[int, str]:
    """Return where events stand in their day: those within another after it."""
    return month.order[group[0].session], group[0].within or ""


def _first_column(month: Month) -> int:
    """Return how wide the parts of the day and the running events' spans are."""
    parts = (len(month.part_of_day(one)) for one in month.solved())
    spans = (len(_span(month, one)) for one in month.windows())
    return max((*parts, *spans, 6)) + 2


def _span(month: Month, booking: Booking) -> str:
    return f"━ {month.language.period(booking.first, booking.last)}".replace(" – ", "–")


def _grid(first: int, width: int) -> "Table":
    from rich.table import Table

    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(width=first, style="dim")
    table.add_column(width=(width - first) * 3 // 5 - 4)
    table.add_column(width=width - first - (width - first) * 3 // 5 - 2, style="dim")
    return table


def _window(table: "Table", month: Month, bookings: list[Booking]) -> None:
    from rich.text import Text

    first = bookings[0]
    color = month.color(month.activity(first).kind)
    title = Text(month.title(first), style=color)
    table.add_row(_span(month, first), title, Text(month.members(bookings)))


def _day(month: Month, events: list[Booking], table: "Table") -> "Table":
    from rich.text import Text

    for group in sorted(merged(events), key=lambda group: _in_the_day(month, group)):
        first = group[0]
        title = Text(month.title(first), style=month.color(month.activity(first).kind))
        if len(first.dates) > 1:
            until = month.language.short_date(first.last)
            title.append(f" → {until}", "dim")
        table.add_row(
            f"  {month.part_of_day(first)}", title, Text(month.members(group) or month.where(first))
        )
    return table
