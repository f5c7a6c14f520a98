"""The month and its wards by day as pictures, for documents, slides and web pages."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from campaign_cli.exporting.as_svg.drawing import (
    LINE,
    OFF,
    SOFT,
    TEXT,
    TINTS,
    Drawing,
    lines_of,
    width_of,
)
from campaign_cli.exporting.shared.month_grid import (
    WEEK,
    Day,
    Entry,
    Month,
    Row,
    Week,
    by_day,
    month_of,
    not_working,
    rows_of,
)
from campaign_cli.model.checklist import Event
from campaign_cli.model.plan import Plan
from campaign_cli.pages import Checklists
from campaign_cli.pages.phrases import Phrases
from campaign_cli.support.language import counted, message
from campaign_cli.support.text import clean

What = Literal["month", "wards"]

MARGIN = 24
MONTH_WIDTH = 1240
CELL, LINE_HEIGHT = 24, 15
SMALL = 12
INDENT = 19
NAMED = 2
"""So many wards are named in a square, more are counted."""

MOST = 3
"""So many letters have room in a square of the wards by day."""


def picture(plan: Plan, lists: Checklists, what: What) -> str:
    """Return the month, or its wards by day, as SVG in the campaign's language."""
    scene = _Scene(plan, lists, Phrases(lists.stamp), month_of(plan, lists, lists.events))
    return scene.by_week() if what == "month" else scene.by_ward()


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a day's square; with a kind, that kind's letter stands before it."""

    words: str
    kind: str = ""
    indent: float = 0
    gap: float = 0
    soft: bool = True


@dataclass(frozen=True, slots=True)
class _Scene:
    """What both pictures show."""

    plan: Plan
    lists: Checklists
    say: Phrases
    month: Month

    def by_week(self) -> str:
        """Return the calendar of the month."""
        drawing = Drawing(MONTH_WIDTH)
        self._heading(drawing)
        column = (MONTH_WIDTH - 2 * MARGIN) / WEEK
        for place, day in enumerate(self.month.weeks[0].days):
            middle = MARGIN + (place + 0.5) * column
            name = self.say.speech.weekday(day.date)
            drawing.text((middle, drawing.height + 16), name, 13, bold=True, middle=True)
        drawing.height += 24
        for week in self.month.weeks:
            self._week(drawing, week, column)
        drawing.height += 14
        self._legend(drawing)
        return drawing.done(self.lists.stamp.language, self.lists.stamp.campaign, self._about())

    def by_ward(self) -> str:
        """Return the wards by day."""
        running = self._running()
        joint = [one for one in self.lists.events if not (one.window or one.within or one.wards)]
        rows = [
            *([Row("", self.say.text("(no ward)"), by_day(joint), {})] if joint else []),
            *rows_of(self.plan, self.lists, self.lists.events),
        ]
        names = max(
            (width_of(clean(name), SMALL) for name in (*running, *(row.name for row in rows))),
            default=0,
        )
        left = MARGIN + min(names, 240) + 12
        days = self.month.days
        drawing = Drawing(round(max(left + CELL * len(days) + MARGIN, 640)))
        self._heading(drawing)
        self._days(drawing, left)
        size = CELL * (len(running) + len(rows))
        for place, day in enumerate(days):
            if day in self.month.closed:
                drawing.box((left + place * CELL, drawing.height), (CELL, size), fill=OFF)
        for title, (kind, dates) in running.items():
            self._line(drawing, left, title)
            for place, day in enumerate(days):
                if day in dates:
                    at = (left + place * CELL, drawing.height + 9 - CELL)
                    drawing.box(at, (CELL, 6), fill=self._tint(kind))
        for row in rows:
            self._row(drawing, left, row)
        drawing.line((left, drawing.height), (left + CELL * len(days), drawing.height))
        drawing.height += 16
        self._legend(drawing)
        return drawing.done(self.lists.stamp.language, self.lists.stamp.campaign, self._about())

    def _about(self) -> str:
        """Return the picture in a sentence, for those who cannot see it."""
        events = [event for event in self.lists.events if not event.window]
        days = self.say.speech
        return days.say(
            message(
                "{events} from {first} to {last}, {wards}; {version}",
                events=counted("{n} event", "{n} events", len(events)),
                first=days.full_date(self.month.first),
                last=days.full_date(self.month.last),
                wards=self.say.everyone(),
                version=self.say.version(),
            )
        )

    def _heading(self, drawing: Drawing) -> None:
        room = drawing.width - 2 * MARGIN
        drawing.height = MARGIN
        for line in lines_of(self.lists.stamp.campaign, 20, room, bold=True):
            drawing.text((MARGIN, drawing.height + 18), line, 20, bold=True)
            drawing.height += 27
        stamp = self.lists.stamp
        wards = self.say.everyone()
        said = f"{wards} · {self.say.version()} · {stamp.version}"
        drawing.text((MARGIN, drawing.height + 14), said, 14, SOFT)
        drawing.height += 34

    def _tint(self, kind: str) -> str:
        return TINTS[self.month.place(kind) % len(TINTS)]

    def _legend(self, drawing: Drawing) -> None:
        x: float = MARGIN
        for kind, name in self.month.kinds.items():
            wide = 18 + width_of(clean(name), SMALL) + 18
            if x > MARGIN and x + wide > drawing.width - MARGIN:
                x, drawing.height = MARGIN, drawing.height + 20
            letter = self.month.letters[kind]
            drawing.badge((x, drawing.height), (14, 14), letter, self._tint(kind))
            drawing.text((x + 19, drawing.height + 11.5), name, SMALL)
            x += wide
        drawing.height += 20 + MARGIN

    # The calendar of the month.

    def _week(self, drawing: Drawing, week: Week, column: float) -> None:
        top = drawing.height
        bars = top + 22 * len(week.bars) + (4 if week.bars else 0)
        cells = [self._cell(day, column - 14) for day in week.days]
        bottom = bars + max(
            52, *(30 + sum(LINE_HEIGHT + line.gap for line in lines) for lines in cells)
        )
        for place, day in enumerate(week.days):
            x = MARGIN + place * column
            off = not day.inside or day.closed is not None
            look = {"fill": OFF if off else "none", "stroke": LINE}
            drawing.box((x, top), (column, bottom - top), **look)
        for number, bar in enumerate(week.bars):
            x = MARGIN + bar.first * column + (6 if bar.begins else 0)
            end = MARGIN + (bar.last + 1) * column - (6 if bar.ends else 0)
            y = top + 4 + 22 * number
            tint = self._tint(bar.events[0].kind)
            drawing.box((x, y), (end - x, 19), fill=tint)
            letter = self.month.letters[bar.events[0].kind]
            room = end - x - 30
            words = lines_of(bar.events[0].title, SMALL, room, 1, bold=True)
            drawing.text((x + 6, y + 14), letter, SMALL, "#ffffff", bold=True)
            drawing.text((x + 24, y + 14), "".join(words), SMALL, "#ffffff")
        for place, (day, lines) in enumerate(zip(week.days, cells, strict=True)):
            if day.inside:
                self._day(drawing, day, lines, (MARGIN + place * column, bars))
        drawing.height = bottom

    def _day(
        self, drawing: Drawing, day: Day, lines: list[_Line], place: tuple[float, float]
    ) -> None:
        x, y = place
        drawing.text((x + 7, y + 17), self.say.speech.short_date(day.date), 13, bold=True)
        y += 22
        for line in lines:
            y += line.gap
            if line.kind:
                tint = self._tint(line.kind)
                drawing.badge((x + 7, y + 2), (14, 14), self.month.letters[line.kind], tint)
            color = SOFT if line.soft else TEXT
            drawing.text((x + 7 + line.indent, y + 13), line.words, SMALL, color)
            y += LINE_HEIGHT

    def _cell(self, day: Day, room: float) -> list[_Line]:
        """Return the lines of a day."""
        if not day.inside:
            return []
        closed = not_working(self.say, day) or ""
        lines = [_Line(line) for line in lines_of(closed, SMALL, room, 3)]
        for entry in day.entries:
            titles = lines_of(entry.one.title, SMALL, room - INDENT, 3)
            for number, line in enumerate(titles):
                kind = "" if number else entry.one.kind
                lines.append(_Line(line, kind, INDENT, 0 if number else 4, soft=False))
            about = " · ".join(filter(None, (entry.one.session_name, self._whom(entry))))
            lines += [_Line(line, "", INDENT) for line in lines_of(about, SMALL, room - INDENT, 2)]
        return lines

    def _whom(self, entry: Entry) -> str:
        wards = dict.fromkeys(ward for event in entry.events for ward in event.wards)
        names = [event.at for event in entry.events if event.at]
        if names and len(names) <= NAMED:
            return ", ".join(names)
        return self.say.wards(map(self.lists.wards.__getitem__, wards)) if wards else ""

    # The wards by day.

    def _running(self) -> dict[str, tuple[str, set[date]]]:
        """Return the activities that run all along, by title: their kind, and all their days."""
        found: dict[str, tuple[str, set[date]]] = {}
        for event in self.lists.events:
            if event.window:
                found.setdefault(event.title, (event.kind, set()))[1].update(event.dates)
        return found

    def _days(self, drawing: Drawing, left: float) -> None:
        """Write the months, weekdays and days above the columns."""
        y = drawing.height
        for place, day in enumerate(self.month.days):
            middle = left + (place + 0.5) * CELL
            if place == 0 or day.day == 1:
                drawing.text((left + place * CELL + 2, y + 12), self._month(day), 12, bold=True)
            drawing.text(
                (middle, y + 28), self.say.speech.short_weekday(day)[:3], 9.5, SOFT, middle=True
            )
            drawing.text((middle, y + 42), str(day.day), 11.5, bold=True, middle=True)
        drawing.height += 48

    def _month(self, day: date) -> str:
        if self.say.stamp.language == "vi":
            return f"{day:%m/%Y}"
        return self.say.speech.full_date(day).split(" ", 1)[1]

    def _line(self, drawing: Drawing, left: float, name: str) -> None:
        """Draw what every line has: its name, and the line above it."""
        y = drawing.height
        drawing.line((MARGIN, y), (left + CELL * len(self.month.days), y))
        shown = "".join(lines_of(name, SMALL, left - MARGIN - 8, 1))
        drawing.text((MARGIN, y + 16.5), shown, SMALL)
        drawing.height += CELL

    def _row(self, drawing: Drawing, left: float, row: Row) -> None:
        y = drawing.height
        self._line(drawing, left, row.name)
        for place, day in enumerate(self.month.days):
            x = left + place * CELL
            if day in row.events:
                self._squares(drawing, row.events[day], (x, y))
            elif day in row.closed:
                drawing.text((x + CELL / 2, y + 16.5), "×", 13, SOFT, middle=True)

    def _squares(
        self, drawing: Drawing, events: tuple[Event, ...], place: tuple[float, float]
    ) -> None:
        """Draw the letters of a day side by side; of very many, the first and a +."""
        x, y = place
        marks = [(self.month.letters[one.kind], self._tint(one.kind)) for one in events]
        if len(marks) > MOST:
            marks = [marks[0], ("+", SOFT)]
        size = min(18.0, (CELL - 2) / len(marks))
        for number, (letter, tint) in enumerate(marks):
            at = (x + (CELL - size * len(marks)) / 2 + number * size, y + 3)
            drawing.badge(at, (size - 0.5, CELL - 6), letter, tint)
