"""Calendars (RFC 5545): events with alarms, tasks as all-day entries that take no time.

An entry's UID is made of the campaign, the year it begins in, and the event's or task's id; of no
other date. Its SEQUENCE rises with each kept version that moved it or changed the plan's words:
opening a newer file moves what stands in a calendar instead of doubling it. What an earlier version
had and this one has not is cancelled.
Tasks are entries and not to-dos, which Google's calendar does not show; `Options.todos` adds a
file of to-dos for programs that do.

The frame is icalendar's. Entries are written here: a city of 126 wards has
20,000 of them, which took icalendar 7 four to five times as long as all other tables together.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import PurePosixPath
from zoneinfo import ZoneInfo

from icalendar import Calendar, vText  # noqa: TID253 - loaded with its format alone

from campaign_cli.exporting.as_ics.history import Gone, history_of
from campaign_cli.exporting.as_ics.lines import (
    DAY_BEFORE,
    HOURS_BEFORE,
    MORNING_BEFORE,
    alarm,
    day_line,
    line,
)
from campaign_cli.exporting.as_ics.readers import Reading, readings
from campaign_cli.exporting.as_ics.time_zone import zone_lines
from campaign_cli.exporting.material import File, Material
from campaign_cli.model import checklist
from campaign_cli.model.checklist import Line
from campaign_cli.model.plan import Campaign
from campaign_cli.model.plan.days import ONE_DAY
from campaign_cli.model.plan.hours import spans
from campaign_cli.model.schedule.as_json import schedule_document
from campaign_cli.pages.outline import Item
from campaign_cli.pages.phrases import Phrases, Reader
from campaign_cli.support.language import message
from campaign_cli.support.text import clean
from campaign_cli.support.text import slug as id_of


def files(material: Material) -> Iterator[File]:
    """Yield a calendar for each ward, owner and person asked for, and everyone's."""
    writer = _Writer(material)
    for reading in readings(material, writer.history, writer.past):
        yield writer.calendar(reading)
        if material.options.todos and reading.lines:
            yield writer.todos(reading)


class _Writer:
    """Writes entries."""

    def __init__(self, material: Material) -> None:
        lists, plan = material.checklists, material.plan
        self.say = Phrases(lists.stamp)
        self.stamp = lists.stamp
        self.zone = ZoneInfo(plan.campaign.timezone)
        self.campaign = _campaign_id(plan.campaign)
        schedule = material.kept or material.schedule
        self.spans = {
            one.id: tuple(spans(plan, one, one.dates, self.zone)) for one in schedule.bookings
        }
        self.past = material.past()
        document = schedule_document(plan, schedule)
        self.history = history_of(plan, self.past, document, len(material.reworded))
        self.events_of = {task.id: task.event for task in lists.tasks}
        version = (self.stamp.campaign, self.say.version(), self.stamp.version)
        self._stamp = clean(" · ".join(version))
        self._category = line("CATEGORIES", self.say.text("task"))
        latest = max((material.made, *material.reworded))
        made = f"{latest.astimezone(UTC):%Y%m%dT%H%M%SZ}"
        self._made = f"DTSTAMP:{made}\r\nLAST-MODIFIED:{made}\r\n".encode()
        self._zone_text = self._zones()

    def calendar(self, reading: Reading) -> File:
        """Return a reader's calendar."""
        entries = [
            *(entry for event in reading.events for entry in self._event(event, reading)),
            *(self._cancelled(one, reading) for one in reading.gone),
            *(self._task(line, reading.reader) for line in reading.lines),
            *(self._not_due(line, changes) for line, changes in reading.dropped),
        ]
        return self._file(f"{reading.stem}.ics", reading, entries)

    def todos(self, reading: Reading) -> File:
        """Return a reader's tasks as to-dos."""
        entries = [self._todo(line, reading.reader) for line in reading.lines]
        return self._file(f"{reading.stem}-todos.ics", reading, entries)

    def _file(self, path: str, reading: Reading, entries: Iterable[bytes]) -> File:
        calendar = Calendar()
        calendar.add("prodid", "-//campaign-cli//campaign//EN")
        calendar.add("version", "2.0")
        calendar.add("calscale", "GREGORIAN")
        calendar.add("method", "PUBLISH")
        version = self.say.version()
        name = f"{reading.name} · {self.stamp.campaign} · {version}"
        # Of what RFC 5545 does not know, icalendar escapes only what is said to be text.
        calendar.add("x-wr-calname", vText(clean(name)))
        calendar.add("x-wr-timezone", vText(self.zone.key))
        calendar.add("x-campaign-revision", vText(clean(version)))
        calendar.add("x-campaign-plan", vText(self.stamp.version))
        head, end, _ = calendar.to_ical().partition(b"END:VCALENDAR")
        content = b"".join((head, self._zone_text, *entries, end, b"\r\n"))
        return File(PurePosixPath(path), content)

    def _zones(self) -> bytes:
        """Return the time zone's rules for the days of the campaign."""
        days = [moment for each in self.spans.values() for span in each for moment in span]
        gone = (self.history.gone, *self.history.gone_of.values())
        days += [moment for each in gone for one in each for moment in (one.start, one.end)]
        if not days:
            return b""
        return zone_lines(self.zone, min(days) - ONE_DAY, max(days) + ONE_DAY)

    def _event(self, event: checklist.Event, reading: Reading) -> Iterator[bytes]:
        """Yield the event's entry; one for each day where it is on several."""
        item = self.say.event(event, reading.reader, programme=True)
        spot = reading.on_the_spot.get(event.id)
        item = replace(item, details=(*item.details, spot)) if spot else item
        sequence = reading.sequence_of(self.history.changes.get(event.id, 0))
        if event.window:
            days = self._days(event.first, event.last)
            yield self._entry(event.id, item, event, sequence, days)
            return
        for number, (start, end) in enumerate(self.spans[event.id], start=1):
            hours = self._moment("DTSTART", start) + self._moment("DTEND", end)
            of_day = "" if len(event.dates) == 1 else f"/{number}"
            yield self._entry(f"{event.id}{of_day}", item, event, sequence, hours)

    def _entry(
        self, id_: str, item: Item, event: checklist.Event, sequence: int, when: bytes
    ) -> bytes:
        place = ", ".join(filter(None, (event.venue, event.address))) or item.place
        alarms = (MORNING_BEFORE,) if event.window else (DAY_BEFORE, HOURS_BEFORE)
        return self._component(
            "VEVENT",
            id_,
            item.title,
            sequence,
            when,
            line("STATUS", "TENTATIVE" if self.stamp.draft else "CONFIRMED"),
            line("LOCATION", clean(place)) if place else b"",
            self._description((item.hours, item.place, *item.details)),
            line("CATEGORIES", clean(event.kind_name)),
            line("TRANSP", "TRANSPARENT") if event.window else b"",
            alarms=alarms,
        )

    def _task(self, task: Line, reader: Reader) -> bytes:
        item = self._item(task, reader)
        # A hundred alarms in a month are as good as none.
        rings = task.key or task.law or task.late
        return self._component(
            "VEVENT",
            task.tasks[0],
            _titled(item),
            self._sequence(task),
            self._days(task.due, task.due if task.repeat else task.last),
            self._again(task),
            self._description(_about(item)),
            self._category,
            line("TRANSP", "TRANSPARENT"),
            alarms=(MORNING_BEFORE,) if rings else (),
        )

    def _todo(self, task: Line, reader: Reader) -> bytes:
        item = self._item(task, reader)
        return self._component(
            "VTODO",
            f"{task.tasks[0]}/todo",
            _titled(item),
            self._sequence(task),
            day_line("DTSTART", task.due),
            # Due to the end of the last day: programs call a to-do late from that moment on.
            day_line("DUE", task.last + ONE_DAY),
            line("STATUS", "NEEDS-ACTION"),
            line("PRIORITY", "1") if task.key or task.law else b"",
            self._description(_about(item)),
        )

    def _item(self, task: Line, reader: Reader) -> Item:
        ward = isinstance(reader, checklist.Office) and reader.ward
        return self.say.line(task, doer=reader is None, places=not ward)

    def _cancelled(self, gone: Gone, reading: Reading) -> bytes:
        hours = self._moment("DTSTART", gone.start) + self._moment("DTEND", gone.end)
        return self._no_more(gone.id, gone.title, reading.sequence_of(gone.changes), hours)

    def _not_due(self, task: Line, changes: int) -> bytes:
        days = self._days(task.due, task.due if task.repeat else task.last)
        return self._no_more(task.tasks[0], task.title, changes, days)

    def _no_more(self, id_: str, title: str, changes: int, when: bytes) -> bytes:
        said = self.say.speech.say(message("cancelled: {title}", title=clean(title)))
        status = line("STATUS", "CANCELLED") + line("TRANSP", "TRANSPARENT")
        return self._component("VEVENT", id_, said, changes, when, status)

    def _component(
        self,
        name: str,
        id_: str,
        title: str,
        sequence: int,
        *properties: bytes,
        alarms: Iterable[timedelta] = (),
    ) -> bytes:
        title = clean(title)
        return b"".join(
            (
                f"BEGIN:{name}\r\n".encode(),
                line("UID", f"{id_}/{self.campaign}@campaign-cli"),
                self._made,
                line("SEQUENCE", str(sequence)),
                line("SUMMARY", title),
                *properties,
                *(alarm(trigger, title) for trigger in alarms),
                f"END:{name}\r\n".encode(),
            )
        )

    def _description(self, lines: Iterable[str]) -> bytes:
        said = [clean(one) for one in dict.fromkeys(lines) if one]
        return line("DESCRIPTION", "\n".join((*said, self._stamp)))

    def _days(self, first: date, last: date) -> bytes:
        return day_line("DTSTART", first) + day_line("DTEND", last + ONE_DAY)

    def _moment(self, name: str, moment: datetime) -> bytes:
        return f"{name};TZID={self.zone.key}:{moment:%Y%m%dT%H%M%S}\r\n".encode()

    def _again(self, task: Line) -> bytes:
        """Return the other days of a task that is done again."""
        days = task.days[1:] if task.repeat else ()
        return line("RDATE;VALUE=DATE", *(f"{day:%Y%m%d}" for day in days)) if days else b""

    def _sequence(self, task: Line) -> int:
        """Return how often what it is for was moved; of a task without an event, how many
        revisions there were: it may have moved with any.
        """
        event = self.events_of.get(task.tasks[0])
        if event is None:
            return self.history.revisions
        return self.history.changes.get(event, 0)


def _campaign_id(campaign: Campaign) -> str:
    """Return what tells this campaign's entries from others': its name, and the year it begins.

    A name without Latin letters is told by its digest.
    """
    name = id_of(campaign.name) or hashlib.sha256(campaign.name.encode()).hexdigest()[:12]
    year = str(campaign.start.year)
    return name if name.endswith(year) else f"{name}-{year}"


def _titled(item: Item) -> str:
    return f"{item.urgent} · {item.title}" if item.urgent else item.title


def _about(item: Item) -> tuple[str, ...]:
    return (*item.details, *(f"{aside.title}{aside.more}" for aside in item.asides))
