"""The month as a matrix, ward by day: who has what when, at a glance."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from campaign_cli.console.layout.day_grid import Frame, Row, drawn
from campaign_cli.console.layout.terminal import Screen
from campaign_cli.console.month.days import closed_because
from campaign_cli.console.month.words import Month, heading, month_of, next_step
from campaign_cli.model.plan.days import date_range
from campaign_cli.model.schedule import Booking
from campaign_cli.support.language import N_
from campaign_cli.support.text import clean

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

    from campaign_cli.app import Made


def show(screen: Screen, made: "Made") -> None:
    """Show the matrix."""
    month = month_of(made, screen.language)
    screen.show(heading(month), *parts(month, screen.width()))
    screen.note(next_step(screen.language, "campaign show week", "campaign checklist"))


def parts(month: Month, width: int) -> "Iterator[RenderableType]":
    """Yield the blocks of days, and what their letters mean."""
    names = max((len(ward.name) for ward in month.plan.wards.values()), default=0)
    frame = frame_of(month, width, min(max(names, 16), width // 3))
    lines = list(drawn(frame, list(_rows(month))))
    yield from lines
    yield from _legend(month, width, "".join(str(line) for line in lines))


def as_json(made: "Made") -> list[dict[str, Any]]:
    """Return each ward's events: their ids and days."""
    return [
        {
            "id": ward.id,
            "name": ward.name,
            "events": [
                {"id": one.id, "dates": [day.isoformat() for day in one.dates]}
                for one in made.solved.bookings
                if ward.id in one.wards
            ],
        }
        for ward in made.plan.wards.values()
    ]


def frame_of(month: Month, width: int, names: int = 0) -> Frame:
    """Return the days from the first event to the last, the campaign's own at least."""
    campaign = month.plan.campaign
    solved = month.solved()
    first = min((campaign.start, *(one.first for one in solved)))
    last = max((campaign.end, *(one.last for one in solved)))
    closed = frozenset(
        day for day in date_range(first, last) if closed_because(month, day) is not None
    )
    workdays = month.plan.calendar.workdays
    return Frame(first, last, closed, workdays, width, month.language, names)


def _rows(month: Month) -> Iterator[Row]:
    """Yield the running events, those of no ward, and the wards."""
    windows: dict[str, list[Booking]] = {}
    for one in month.windows():
        windows.setdefault(one.activity, []).append(one)
    for bookings in windows.values():
        color = month.color(month.activity(bookings[0]).kind)
        days = {day for one in bookings for day in one.dates}
        yield Row(month.title(bookings[0]), dict.fromkeys(days, ("━━", color)), style="dim")
    solved = [one for one in month.solved() if one.within is None]
    nowhere = [one for one in solved if not one.wards]
    if nowhere:
        yield Row(month.language.text("(no ward)"), _cells(month, nowhere), style="dim")
    by_ward: dict[str, list[Booking]] = {ward: [] for ward in month.plan.wards}
    for one in solved:
        for ward in one.wards:
            by_ward[ward].append(one)
    for ward, bookings in by_ward.items():
        cells = {
            day: ("×", "dim red")
            for closing in month.plan.wards[ward].closings
            if not closing.sessions and not closing.kinds
            for day in month.plan.days()
            if closing.covers(day, "", "")
        }
        name = clean(month.plan.wards[ward].name)
        yield Row(name, {**cells, **_cells(month, bookings)})


def _cells(month: Month, bookings: list[Booking]) -> dict[date, tuple[str, str]]:
    """Return the letters of each day: one, two, or the first and a + for more."""
    by_day: dict[date, list[Booking]] = {}
    for one in bookings:
        for day in one.dates:
            by_day.setdefault(day, []).append(one)
    cells = {}
    for day, events in by_day.items():
        kinds = [month.activity(one).kind for one in events]
        letters = "".join(map(month.letter, kinds))
        mark = letters if len(letters) <= 2 else f"{letters[0]}+"  # noqa: PLR2004 - a cell's width
        cells[day] = (mark, f"bold {month.color(kinds[0])}")
    return cells


def _legend(month: Month, width: int, drawn_above: str) -> "Iterator[Text]":
    """Yield the letters of the kinds that the month has, and the other marks that it shows."""
    from rich.text import Text

    language = month.language
    kinds = {month.activity(one).kind.id: month.activity(one).kind for one in month.solved()}
    entries = [
        Text.assemble(
            (month.letter(kind), f"bold {month.color(kind)}"),
            f" {language.word(kind.name)}",
        )
        for kind in kinds.values()
    ]
    entries += [
        Text.assemble((mark, "dim"), f" {language.text(meaning)}")
        for mark, meaning in (
            ("━", N_("runs all the time")),
            ("×", N_("closed")),
            ("+", N_("and more that day")),
        )
        if mark in drawn_above
    ]
    line = Text()
    for entry in entries:
        if line.cell_len and line.cell_len + entry.cell_len + 3 > width:
            yield line
            line = Text()
        line.append("   " if line.cell_len else "")
        line.append_text(entry)
    yield line
