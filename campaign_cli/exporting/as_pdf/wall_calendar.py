"""The month for the wall: weeks as rows for one reader, wards by days for the organiser."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from campaign_cli.exporting.as_pdf.ward import brief_hours
from campaign_cli.model.checklist import Event
from campaign_cli.model.plan import Plan
from campaign_cli.model.plan.days import date_range
from campaign_cli.model.schedule import Booking
from campaign_cli.pages import Checklists, week_around
from campaign_cli.pages.phrases import Phrases
from campaign_cli.support.text import capital, shortened, small

Part = dict[str, Any]

WEEK = 7
MANY = 30
"""More wards than these are counted on the organiser's wall, not named."""
BRIEF = 44
"""Letters of a title there."""
NARROW = 2
"""Letters of a cell of the matrix."""


@dataclass(frozen=True)
class Month:
    """The days from the first event (or the campaign's first) to the last of both."""

    plan: Plan
    lists: Checklists
    say: Phrases
    bookings: Mapping[str, Booking]
    """By event."""

    def closed(self, day: date, ward: str = "") -> str | None:
        """Return why `day` is no working day, of the ward too; "" for a weekend."""
        if ward:
            for closing in self.plan.wards[ward].closings:
                if not closing.sessions and not closing.kinds and closing.covers(day, "", ""):
                    return closing.why or self.say.text("closed")
        if day in self.lists.closed:
            return self.lists.closed[day]
        weekend = day.weekday() not in self.plan.calendar.workdays
        return "" if weekend and day not in self.plan.calendar.opened else None

    def span(self, events: Iterable[Event]) -> tuple[date, date]:
        """Return the first and the last day to show."""
        campaign = self.plan.campaign
        solved = [event for event in events if not event.window]
        first = min((campaign.start, *(event.first for event in solved)))
        last = max((campaign.end, *(event.last for event in solved)))
        return first, last

    def wall(self, events: tuple[Event, ...], *, ward: str = "", code: Part | None = None) -> Part:
        """Return the month as a wall calendar."""
        first, last = self.span(events)
        monday, sunday = week_around(first)[0], week_around(last)[1]
        by_day: dict[date, list[Event]] = {}
        for event in events:
            for day in () if event.window else event.dates:
                by_day.setdefault(day, []).append(event)
        days = list(date_range(monday, sunday))
        weeks = [days[start : start + WEEK] for start in range(0, len(days), WEEK)]
        say = self.say
        return {
            "sort": "month",
            "title": say.text("CALENDAR"),
            "weekdays": [say.speech.weekday(day) for day in weeks[0]],
            "weeks": [
                {
                    "days": [
                        {
                            "date": say.speech.short_date(day),
                            "closed": (why := self.closed(day, ward)) is not None,
                            "why": why or "",
                            "out": not first <= day <= last,
                            "events": list(self._told(by_day.get(day, []), ward)),
                        }
                        for day in week
                    ],
                    "lanes": self._lanes(week[0], week[-1], events),
                }
                for week in weeks
            ],
            "code": code,
        }

    def _told(self, events: list[Event], ward: str) -> Iterator[Part]:
        """Yield a day's events; equal ones of several wards as one."""
        say = self.say
        many = not ward and len(self.plan.wards) > MANY
        same: dict[tuple[str, str, str], list[Event]] = {}
        for event in sorted(events, key=lambda one: (one.order, one.within or "")):
            hours = "" if many else event.hours
            same.setdefault((event.activity, event.session, hours), []).append(event)
        for group in same.values():
            one = group[0]
            title, place = one.title, ", ".join(filter(None, (one.venue, one.address)))
            if not ward and not many:
                at = say.members([event.at for event in group if event.at])
                title = f"{title} · {at}" if at else title
                place = ""
            if many:
                wards = dict.fromkeys(ward for event in group for ward in event.wards)
                counted = say.wards(map(self.lists.wards.__getitem__, wards))
                several = f" · {counted}" if len(group) > 1 else ""
                yield {
                    "when": one.session_name,
                    "title": f"{shortened(one.title, BRIEF)}{several}",
                    "place": "",
                }
                continue
            long = self.bookings[one.id].sessions > 1 and one.hours
            session = "" if long else one.session_name
            when = f"{session} {brief_hours(one.hours)}".strip()
            yield {"when": when, "title": title, "place": place}

    def _lanes(self, monday: date, sunday: date, events: tuple[Event, ...]) -> list[list[Part]]:
        """Return a week's bars, those that overlap in lanes of their own."""
        lanes: list[list[Part]] = []
        for (_, first, last), title in self._running(monday, sunday, events):
            start, end = max(first, monday), min(last, sunday)
            bar = {
                "first": (start - monday).days,
                "last": (end - monday).days,
                "starts": start == first,
                "ends": end == last,
                "text": title,
            }
            lane = next((one for one in lanes if one[-1]["last"] < bar["first"]), None)
            if lane is None:
                lanes.append(lane := [])
            lane.append(bar)
        return lanes

    def _running(
        self, first: date, last: date, events: tuple[Event, ...]
    ) -> list[tuple[tuple[str, date, date], str]]:
        """Return what runs all the time at some time between two days, once for all wards."""
        running: dict[tuple[str, date, date], str] = {}
        for event in events:
            if event.window and event.first <= last and first <= event.last:
                running.setdefault((event.activity, event.first, event.last), event.title)
        return sorted(running.items(), key=lambda one: (one[0][1:], one[0][0]))

    def matrix(self) -> Part:
        """Return wards by days: the letters of the kinds that each has."""
        say, plan = self.say, self.plan
        events = [event for event in self.lists.events if not event.window and not event.within]
        first, last = self.span(self.lists.events)
        days = list(date_range(first, last))
        cells: dict[tuple[str, date], str] = {}
        for event in events:
            letter = say.speech.word(plan.activities[event.activity].kind.letter)
            for ward in event.wards:
                for day in event.dates:
                    before = cells.get((ward, day), "")
                    full = len(before) >= NARROW
                    cells[ward, day] = f"{before[:1]}+" if full else before + letter
        used = {plan.activities[event.activity].kind.id for event in events}
        kinds = {one.kind.id: one.kind for one in plan.activities.values() if one.kind.id in used}
        legend = [
            f"{say.speech.word(kind.letter)} {small(say.speech.word(kind.name))}"
            for kind in kinds.values()
        ]
        legend.append(f"× {say.text('closed')}")
        running = self._running(first, last, self.lists.events)
        bars = [f"{say.speech.period(start, end)}: {title}" for (_, start, end), title in running]
        return {
            "sort": "matrix",
            "title": say.text("WARDS BY DAYS"),
            "corner": capital(say.stamp.ward_term),
            "days": [
                {
                    "weekday": say.speech.short_weekday(day),
                    "number": f"{day:%d}",
                    "month": f"/{day:%m}",
                    "closed": self.closed(day) is not None,
                }
                for day in days
            ],
            "rows": [
                {
                    "name": ward.name,
                    "cells": [
                        cells.get((id_, day)) or ("×" if self._shut(id_, day) else "")
                        for day in days
                    ],
                }
                for id_, ward in plan.wards.items()
            ],
            "legend": [" · ".join(legend), *bars],
        }

    def _shut(self, ward: str, day: date) -> bool:
        return bool(self.closed(day, ward))
