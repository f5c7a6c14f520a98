"""A month laid out: weeks with their days, bars of what runs all along, wards by day."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from campaign_cli.model.checklist import Event
from campaign_cli.model.plan import Plan
from campaign_cli.model.plan.days import ONE_DAY, date_range
from campaign_cli.model.plan.wording import letters_of
from campaign_cli.pages import Checklists
from campaign_cli.pages.phrases import SATURDAY, Phrases
from campaign_cli.support.language import language

WEEK = 7


@dataclass(frozen=True, slots=True)
class Entry:
    """One activity in one session of a day, in however many wards."""

    events: tuple[Event, ...]

    @property
    def one(self) -> Event:
        """What all of them are like."""
        return self.events[0]


@dataclass(frozen=True, slots=True)
class Bar:
    """Events of one activity that run all along, in one week: from one weekday to another."""

    events: tuple[Event, ...]
    first: int
    last: int
    begins: bool
    ends: bool


@dataclass(frozen=True, slots=True)
class Day:
    """A day; `closed` says why it is no working day ("" for a weekend)."""

    date: date
    inside: bool
    """Whether it belongs to the month; whole weeks are drawn."""
    closed: str | None
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days from a Monday, and the bars above them."""

    days: tuple[Day, ...]
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the matrix: events by day, and the days on which nothing may be ("": no reason)."""

    id: str
    name: str
    events: Mapping[date, tuple[Event, ...]]
    closed: Mapping[date, str]


@dataclass(frozen=True, slots=True)
class Month:
    """The days from the campaign's first, or an earlier event's, to the last of both."""

    first: date
    last: date
    weeks: tuple[Week, ...]
    letters: Mapping[str, str]
    """By kind, no two the same; of all the plan's kinds, so that pages are alike."""
    kinds: Mapping[str, str]
    """The names of those that have an event here."""
    closed: Mapping[date, str]

    @property
    def days(self) -> tuple[date, ...]:
        """Every day."""
        return tuple(date_range(self.first, self.last))

    def place(self, kind: str) -> int:
        """Return the kind's place among all, by which it has its colour."""
        return list(self.letters).index(kind)


def month_of(plan: Plan, lists: Checklists, events: Iterable[Event], ward: str = "") -> Month:
    """Return `events` of a campaign laid out; a `ward`'s own closings count on its page."""
    events = tuple(events)
    solved = [event for event in events if not event.window]
    first = min((plan.campaign.start, *(event.first for event in solved)))
    last = max((plan.campaign.end, *(event.last for event in solved)))
    kinds = {one.kind.id: one.kind for one in plan.activities.values()}
    letters = letters_of(kinds.values(), language(lists.stamp.language))
    names = {event.kind: event.kind_name for event in events}
    closed = {**lists.closed, **(closings_of(plan, ward) if ward else {})}
    return Month(
        first,
        last,
        tuple(_weeks(first, last, events, closed)),
        letters,
        {kind: names[kind] for kind in letters if kind in names},
        closed,
    )


def not_working(say: Phrases, day: Day) -> str | None:
    """Return why a day is no working day, or None; reasons stand after a cross."""
    if day.closed is None:
        return None
    if day.closed:
        return f"× {day.closed}"
    weekend = day.date.weekday() >= SATURDAY
    return say.text("weekend") if weekend else say.text("closed")


def closings_of(plan: Plan, ward: str) -> dict[date, str]:
    """Return the whole days on which a ward itself is closed, and why."""
    return {
        day: closing.why
        for closing in plan.wards[ward].closings
        if not closing.sessions and not closing.kinds
        for day in plan.days()
        if closing.covers(day, "", "")
    }


def rows_of(plan: Plan, lists: Checklists, events: Iterable[Event]) -> Iterator[Row]:
    """Yield the wards that any of `events` concerns, with what they have by day."""
    by_ward: dict[str, list[Event]] = {}
    for event in events:
        if not event.window and event.within is None:
            for ward in dict.fromkeys(event.wards):
                by_ward.setdefault(ward, []).append(event)
    for ward, office in lists.wards.items():
        if ward in by_ward:
            yield Row(ward, office.name, by_day(by_ward[ward]), closings_of(plan, ward))


def by_day(events: Iterable[Event]) -> dict[date, tuple[Event, ...]]:
    """Return events by each of their days, in order of the day's sessions."""
    days: dict[date, tuple[Event, ...]] = {}
    for event in sorted(events, key=lambda one: one.order):
        for day in event.dates:
            days[day] = (*days.get(day, ()), event)
    return days


def together(events: Iterable[Event]) -> Iterator[Entry]:
    """Yield events of one activity and one time as one, in order of the day."""

    def sameness(event: Event) -> tuple[int, str, str, tuple[date, ...], str]:
        return event.order, event.within or "", event.activity, event.dates, event.hours

    for _, same in groupby(sorted(events, key=sameness), sameness):
        yield Entry(tuple(same))


def _weeks(
    first: date, last: date, events: tuple[Event, ...], closed: Mapping[date, str]
) -> Iterator[Week]:
    days = by_day(event for event in events if not event.window)
    running: dict[tuple[str, date, date], list[Event]] = {}
    for event in events:
        if event.window:
            running.setdefault((event.activity, event.first, event.last), []).append(event)
    monday = first - timedelta(days=first.weekday())
    while monday <= last:
        yield Week(
            tuple(
                Day(
                    day,
                    first <= day <= last,
                    closed.get(day),
                    tuple(together(days.get(day, ()))),
                )
                for day in date_range(monday, monday + (WEEK - 1) * ONE_DAY)
            ),
            tuple(_bars(monday, running.values())),
        )
        monday += WEEK * ONE_DAY


def _bars(monday: date, running: Iterable[list[Event]]) -> Iterator[Bar]:
    sunday = monday + (WEEK - 1) * ONE_DAY
    for events in running:
        first, last = events[0].first, events[0].last
        if first <= sunday and monday <= last:
            yield Bar(
                tuple(events),
                max(0, (first - monday).days),
                min(WEEK - 1, (last - monday).days),
                monday <= first,
                last <= sunday,
            )
