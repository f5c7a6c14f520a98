"""The month as a page shows it: a calendar of its weeks, and wards by day."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from campaign_cli.exporting.material import Material
from campaign_cli.exporting.shared.month_grid import (
    Bar,
    Day,
    Entry,
    Month,
    Row,
    month_of,
    not_working,
    rows_of,
)
from campaign_cli.model.checklist import Event, Office
from campaign_cli.pages.phrases import Phrases

TINTS = 8
"""So many colours there are; kinds beyond them begin again. Letters tell them apart."""

NAMED = 2
"""So many wards are named in a day's square; more are counted, and named on request."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """The weeks of a month, and how its squares speak."""

    say: Phrases
    month: Month
    ward: Office | None
    wards: Mapping[str, Office]

    def weekdays(self) -> tuple[str, ...]:
        """Return the weekdays' names, from Monday."""
        return tuple(self.say.speech.weekday(day.date) for day in self.month.weeks[0].days)

    def short_weekdays(self) -> tuple[str, ...]:
        """Return the same, short."""
        return tuple(self.say.speech.short_weekday(day.date) for day in self.month.weeks[0].days)

    def tint(self, event: Event) -> str:
        """Return the colour of an event's kind."""
        return f"k{self.month.place(event.kind) % TINTS}"

    def letter(self, event: Event) -> str:
        """Return the letter of an event's kind."""
        return self.month.letters[event.kind]

    def legend(self) -> Iterator[tuple[str, str, str]]:
        """Yield each kind's colour, letter and name."""
        for kind, name in self.month.kinds.items():
            yield f"k{self.month.place(kind) % TINTS}", self.month.letters[kind], name

    def closed(self, day: Day) -> str | None:
        """Return why a day is no working day, or None."""
        return not_working(self.say, day)

    def when(self, entry: Entry) -> str:
        """Return the hours on a ward's own page, else the part of the day."""
        return entry.one.hours if self.ward else entry.one.session_name

    def names(self, entry: Entry) -> tuple[tuple[str, Event], ...]:
        """Return for which wards or groups: nobody is told their own name."""
        if self.ward and all(event.wards == (self.ward.id,) for event in entry.events):
            return ()
        return tuple((event.at, event) for event in entry.events if event.at)

    def whom(self, entry: Entry) -> str:
        """Return how many wards, where they are not named."""
        names = self.names(entry)
        wards = dict.fromkeys(ward for event in entry.events for ward in event.wards)
        if 0 < len(names) <= NAMED or len(wards) == 1:
            return ""
        return self.say.wards(map(self.wards.__getitem__, wards)) if wards else ""

    def span(self, bar: Bar) -> str:
        """Return from when to when a bar runs."""
        event = bar.events[0]
        return self.say.speech.period(event.first, event.last)

    def date(self, day: date) -> str:
        """Return day and month."""
        return self.say.speech.short_date(day)


@dataclass(frozen=True, slots=True)
class Matrix:
    """Wards by day."""

    calendar: Calendar
    rows: tuple[Row, ...]

    def months(self) -> Iterator[tuple[str, int]]:
        """Yield each month's number and name with how many days it has here."""
        days = self.calendar.month.days
        for month in dict.fromkeys((day.year, day.month) for day in days):
            inside = [day for day in days if (day.year, day.month) == month]
            yield self.month_name(inside[0]), len(inside)

    def month_name(self, day: date) -> str:
        """Return "11/2022", or "November 2022"."""
        if self.calendar.say.stamp.language == "vi":
            return f"{day:%m/%Y}"
        return self.calendar.say.speech.full_date(day).split(" ", 1)[1]

    def mark(self, row: Row, day: date) -> str:
        """Return why a square is no day for events: "own" or "all", or ""."""
        if day in row.closed:
            return "own"
        return "all" if day in self.calendar.month.closed else ""


def calendar_of(material: Material, events: Iterable[Event], ward: Office | None) -> Calendar:
    """Return the calendar of `events`, on a ward's own page or not."""
    lists = material.checklists
    return Calendar(
        Phrases(lists.stamp),
        month_of(material.plan, lists, events, ward.id if ward else ""),
        ward,
        lists.wards,
    )


def matrix_of(material: Material, events: Iterable[Event]) -> Matrix | None:
    """Return the wards by day, where there are several."""
    events = tuple(events)
    rows = tuple(rows_of(material.plan, material.checklists, events))
    return Matrix(calendar_of(material, events, None), rows) if len(rows) > 1 else None
