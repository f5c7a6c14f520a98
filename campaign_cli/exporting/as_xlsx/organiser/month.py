"""The month in the organiser's workbook: a list by day and session, and wards by day."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from campaign_cli.exporting.as_xlsx.book import Book
from campaign_cli.exporting.as_xlsx.layout import KEY_ROW
from campaign_cli.exporting.as_xlsx.rows import weekday_column
from campaign_cli.exporting.as_xlsx.sheet import Sheet
from campaign_cli.exporting.as_xlsx.table import Column, Row, Styled, above, table
from campaign_cli.exporting.as_xlsx.text import height, lines
from campaign_cli.exporting.material import Material
from campaign_cli.exporting.shared.month_grid import Day, Entry, Month, by_day, month_of, rows_of
from campaign_cli.model.checklist import Event
from campaign_cli.pages.phrases import Phrases
from campaign_cli.support.text import capital

ROOM = 135
"""Letters that the columns of all sessions share."""

NAMES = 24
"""Letters that the names of wards have room for."""

LETTERS = 2
"""So many letters fit a day's square."""

LEGEND = (1, 13, 25)
"""The columns in which the legend's marks stand."""

Running = dict[tuple[str, str, date, date], list[Event]]


def by_session(book: Book, material: Material, events: Sequence[Event]) -> None:
    """Write the month as a list: what runs all along, then a row for each day."""
    say = book.say
    sessions = material.plan.calendar.sessions
    month = month_of(material.plan, material.checklists, events)
    width = ROOM / len(sessions)
    columns = (
        Column("day.date", capital(say.text("date")), 11.5, "date"),
        weekday_column(say, "day.weekday"),
        Column("day.until", capital(say.text("until")), 11.5, "date"),
        *(Column(f"day.{one.id}", capital(say.speech.word(one.name)), width) for one in sessions),
        Column("day.closed", capital(say.text("note well")), 24),
    )
    table(
        book,
        say.text("Month"),
        say.text("THE MONTH"),
        (say.campaign(), say.version()),
        columns,
        (*_running(say, events, len(sessions)), *_days(say, month, len(sessions))),
        protected=False,
        ids=False,
    )


def _running(say: Phrases, events: Sequence[Event], sessions: int) -> Iterator[Row]:
    """Yield what lasts as long as its window, events of one activity and time as one."""
    together: Running = {}
    for event in events:
        if event.window:
            key = (event.activity, event.hours, event.first, event.last)
            together.setdefault(key, []).append(event)
    for its in together.values():
        first, last = its[0].first, its[0].last
        text = _said(say, Entry(tuple(its)))
        weekday = say.speech.short_weekday(first)
        yield (first, weekday, last, text, *[None] * (sessions - 1), say.text("runs all the time"))


def _days(say: Phrases, month: Month, sessions: int) -> Iterator[Row]:
    for day in (day for week in month.weeks for day in week.days if day.inside):
        off = day.closed is not None
        closed = (day.closed or say.text("weekend")) if off else None
        weekday = say.speech.short_weekday(day.date)
        yield (
            Styled(day.date, "date-off") if off else day.date,
            Styled(weekday, "off") if off else weekday,
            Styled(None, "shut-text") if off else None,
            *(_session(say, day, place, off=off) for place in range(sessions)),
            Styled(closed, "shut-text") if off else None,
        )


def _session(say: Phrases, day: Day, place: int, *, off: bool) -> Styled:
    said = tuple(_said(say, entry) for entry in day.entries if entry.one.order == place)
    return Styled(said, "shut-text" if off and not said else "text")


def _said(say: Phrases, entry: Entry) -> str:
    """Return "8h00–10h00  Lễ phát động: Liên Mạc, Tây Tựu"."""
    at = say.members([event.at for event in entry.events if event.at])
    title = f"{entry.one.title}: {at}" if at else entry.one.title
    return f"{entry.one.hours}  {title}" if entry.one.hours else title


def by_ward(book: Book, material: Material, events: Sequence[Event]) -> None:
    """Write wards by day, with a letter for each kind of event and what the letters mean."""
    say = book.say
    month = month_of(material.plan, material.checklists, events)
    sheet = book.sheet(say.text("Wards by day"))
    head = above(book, sheet, say.text("WARDS BY DAY"), (say.campaign(), say.version()))
    days = month.days
    sheet.set_row(KEY_ROW, None, None, {"hidden": True})
    sheet.write_string(KEY_ROW, 0, "matrix.ward", book.style("key"))
    sheet.set_column(0, 0, NAMES)
    sheet.set_column(1, len(days), 3.1)
    _heads(book, sheet, head, month)
    row = head + 2
    for name, letters, closed in _lines(say, material, month, events):
        row += 1
        book.text(sheet, row, 0, name, "text")
        sheet.set_row_pixels(row, height(lines(book.literal(name), NAMES)))
        for place, day in enumerate(days, start=1):
            off = "-off" if day in month.closed or day in closed else ""
            mark = letters.get(day) or ("×" if day in closed else "")
            if mark:
                book.text(sheet, row, place, mark, f"letter{off}")
            else:
                sheet.write_blank(row, place, None, book.style(f"letter{off}"))
    sheet.freeze_panes(head + 3, 1)
    sheet.repeat_rows(head, head + 2)
    sheet.repeat_columns(0)
    last = _legend(book, sheet, row + 2, month)
    sheet.print_area(0, 0, last, len(days))


def _heads(book: Book, sheet: Sheet, head: int, month: Month) -> None:
    """Write the months, the weekdays and the days."""
    say = book.say
    book.text(sheet, head + 2, 0, capital(say.stamp.ward_term), "head")
    for place, day in enumerate(month.days, start=1):
        off = "-off" if day in month.closed else ""
        if place == 1 or day.day == 1:
            sheet.write_string(head, place, f"{day:%m/%Y}", book.style("month"))
        weekday = say.speech.short_weekday(day)[:2]
        sheet.write_string(head + 1, place, weekday, book.style(f"weekday{off}"))
        sheet.write_datetime(head + 2, place, day, book.style(f"day{off}"))


def _lines(
    say: Phrases, material: Material, month: Month, events: Sequence[Event]
) -> Iterator[tuple[str, dict[date, str], frozenset[date]]]:
    """Yield what runs all along, what is no ward's, and each ward: its letters and closings."""
    running: dict[str, list[Event]] = {}
    for event in events:
        if event.window:
            running.setdefault(event.activity, []).append(event)
    for its in running.values():
        dates = {day for event in its for day in event.dates}
        yield its[0].title, dict.fromkeys(sorted(dates), "━"), frozenset()
    nowhere = [one for one in events if not (one.wards or one.window or one.within)]
    if nowhere:
        yield say.text("(no ward)"), _letters(month, by_day(nowhere)), frozenset()
    for ward in rows_of(material.plan, material.checklists, events):
        yield ward.name, _letters(month, ward.events), frozenset(ward.closed)


def _letters(month: Month, days: Mapping[date, tuple[Event, ...]]) -> dict[date, str]:
    """Return a day's letters; the first and a + where there are more than fit."""
    letters = {}
    for day, its in days.items():
        text = "".join(month.letters[event.kind] for event in its)
        letters[day] = text if len(text) <= LETTERS else f"{text[0]}+"
    return letters


def _legend(book: Book, sheet: Sheet, row: int, month: Month) -> int:
    """Write what the letters and marks mean, under the wards; return the last row."""
    say = book.say
    marks = (
        *((letter, month.kinds[kind]) for kind, letter in month.letters.items()),
        ("━", say.text("runs all the time")),
        ("×", say.text("closed")),
        ("+", say.text("and more that day")),
    )
    high = -(-len(marks) // len(LEGEND))
    for number, (mark, meaning) in enumerate(marks):
        place = LEGEND[number // high]
        book.text(sheet, row + number % high, place, mark, "mark")
        book.text(sheet, row + number % high, place + 1, meaning, "meaning")
    return row + high
