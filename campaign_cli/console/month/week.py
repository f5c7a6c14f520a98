"""A week's work calendar: day, hours, what, who presides, who attends, where."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from campaign_cli.console.layout.terminal import Screen
from campaign_cli.console.month.days import closed_because, merged
from campaign_cli.console.month.words import Month, heading, month_of, next_step
from campaign_cli.model.plan.days import date_range
from campaign_cli.model.schedule import Booking
from campaign_cli.pages import week_around
from campaign_cli.pages.phrases import TOLD_APART
from campaign_cli.support.language import N_, message
from campaign_cli.support.text import clean

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

    from campaign_cli.app import Made


def show(screen: Screen, made: "Made", day: date) -> None:
    """Show the week of `day`."""
    month = month_of(made, screen.language)
    first, last = week_around(day)
    said = message("WORK CALENDAR {days}", days=screen.language.span(first, last))
    screen.show(heading(month, screen.language.say(said)))
    screen.show(*parts(month, first, last))
    following = first.fromordinal(last.toordinal() + 1)
    screen.note(
        next_step(
            screen.language,
            f"campaign show week --day {following.isoformat()}",
            "campaign show event ID",
        )
    )


def nearest(made: "Made", day: date) -> date:
    """Return `day`, or the first event's day where the campaign is not under way then."""
    bookings = made.solved.bookings
    if not bookings:
        return day
    first, last = bookings[0].first, max(one.last for one in bookings)
    return day if week_around(first)[0] <= day <= week_around(last)[1] else first


def parts(month: Month, first: date, last: date) -> "Iterator[RenderableType]":
    """Yield each day with its events; what runs all the time stands on top."""
    from rich.text import Text

    language = month.language
    running = [one for one in month.windows() if one.first <= last and first <= one.last]
    for same in merged(running):
        said = " · ".join(filter(None, (language.text("runs all week"), month.members(same))))
        yield Text.assemble(("━ ", "dim"), month.title(same[0]), (f"  {said}", "dim"))
    if running:
        yield ""
    for day in date_range(first, last):
        events = [one for one in month.solved() if day in one.dates]
        closed = closed_because(month, day)
        name = Text(language.day(day), style="bold" if events else "dim")
        if closed is not None:
            name.append(f"  × {closed or language.text('closed')}", "dim")
        elif not events:
            name.append("  –", "dim")
        yield name
        events.sort(key=lambda one: (month.order[one.session], month.begins(one), one.within or ""))
        for one in events:
            yield _event(month, one)
    if not any(one.first <= last and first <= one.last for one in month.solved()):
        none = N_("nothing takes place this week")
        said = N_("nothing else takes place this week") if running else none
        yield Text(language.text(said), style="dim")


def as_json(document: dict[str, Any], first: date, last: date) -> list[dict[str, Any]]:
    """Return the events of these days, as in the schedule's JSON."""
    span = {day.isoformat() for day in date_range(first, last)}
    return [one for one in document["events"] if span & set(one["dates"])]


def _event(month: Month, booking: Booking) -> "Table":
    """Return an event: its hours, and beside them a line for each thing to know."""
    from rich.table import Table
    from rich.text import Text

    language = month.language
    activity = month.activity(booking)
    body = Text(month.title(booking), style=f"bold {month.color(activity.kind)}")
    if len(booking.dates) > 1:
        span = language.period(booking.first, booking.last).replace(" – ", "–")
        body.append(f" ({span})", "dim")
    # The week is passed on: of a private event it says when, and whom to ask.
    open_ = not activity.private
    place = month.where(booking) if open_ else language.text(TOLD_APART)
    where = " · ".join(filter(None, (month.who_for(booking), place, booking.id)))
    for label, value in (
        ("", where),
        (language.text("presides"), month.preside(booking) if open_ else ""),
        (language.text("owner"), month.owner(booking)),
        (language.text("serve"), ", ".join(month.people(booking)) if open_ else ""),
        (language.text("attend"), clean(activity.attend) if open_ else ""),
    ):
        if value:
            body.append(f"\n{label}: " if label else "\n", "dim")
            body.append(value)
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(width=13)
    table.add_column()
    table.add_row(f"  {month.begins(booking)}", body)
    return table
