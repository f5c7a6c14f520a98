"""Calendars (RFC 5545): events with alarms, tasks as all-day entries that take no time.

An entry's UID is made of the campaign and the event's or task's id and never of a date, and its
SEQUENCE rises with each kept revision that moved it: opening a newer file moves what stands in a
calendar instead of doubling it. What an earlier revision had and this one has not is cancelled.
Tasks are entries and not to-dos, which Google's calendar does not show; `Options.todos` adds a
file of to-dos for programs that do.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import PurePosixPath
from zoneinfo import ZoneInfo

from icalendar import (  # noqa: TID253 - loaded with its format alone
    Alarm,
    Calendar,
    Component,
    Event,
    Todo,
    vText,
)

from campaign_cli.exporting.formats import WHOLE, File, Material, slug
from campaign_cli.exporting.history import Gone, history_of
from campaign_cli.model import checklist
from campaign_cli.model.checklist import Line
from campaign_cli.model.days import ONE_DAY
from campaign_cli.model.document import schedule_document
from campaign_cli.model.language import message
from campaign_cli.model.outline import Item
from campaign_cli.model.phrases import Phrases, Reader
from campaign_cli.model.text import clean
from campaign_cli.model.text import slug as id_of

DAY_BEFORE = timedelta(days=-1)
MORNING = timedelta(hours=8)
"""When the alarm of an entry without hours rings, on its day."""

_UID = "@"
"""What stands for the UID in an entry that many have in common."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """What one reader's calendar holds."""

    stem: str
    name: str
    reader: Reader
    events: tuple[checklist.Event, ...]
    lines: tuple[Line, ...] = ()
    gone: tuple[Gone, ...] = ()


def files(material: Material) -> Iterator[File]:
    """Yield a calendar for each ward, owner and person asked for, and everyone's."""
    writer = _Writer(material)
    for reading in _readings(material, writer):
        yield writer.calendar(reading)
        if material.options.todos and reading.lines:
            yield writer.todos(reading)


def _readings(material: Material, writer: "_Writer") -> Iterator[_Reading]:
    lists = material.checklists
    for ward in material.wards:
        sheet = lists.sheet(ward, full=True)
        gone = tuple(one for one in writer.history.gone if ward in one.wards)
        name = writer.say.ward(sheet.ward)
        stem = f"wards/{slug(ward)}"
        yield _Reading(stem, name, sheet.ward, sheet.events, sheet.lines, gone)
    for owner in material.owners:
        body = lists.body(owner, full=True)
        yield _Reading(f"owners/{slug(owner)}", body.body.name, body.body, body.events, body.lines)
    for person in material.people:
        page = lists.person(person)
        events = tuple(event for event, _ in page.events)
        yield _Reading(f"people/{slug(person)}", page.person.name, page.person, events)
    if material.everyone:
        whole = lists.whole()
        gone = writer.history.gone
        yield _Reading(WHOLE, whole.organiser.name, None, whole.events, whole.lines, gone)


class _Writer:
    """Writes entries; those that differ in their UID alone are put together once."""

    def __init__(self, material: Material) -> None:
        lists, plan = material.checklists, material.plan
        self.say = Phrases(lists.stamp)
        self.stamp = lists.stamp
        self.zone = ZoneInfo(plan.campaign.timezone)
        self.made = material.made.astimezone(UTC).replace(microsecond=0)
        self.campaign = id_of(plan.campaign.name) or "campaign"
        document = schedule_document(plan, material.schedule)
        now = document["events"]
        assert isinstance(now, list)
        self.times = {
            one["id"]: (datetime.fromisoformat(one["start"]), datetime.fromisoformat(one["end"]))
            for one in now
        }
        self.history = history_of(material.past(), now)
        self.events_of = {task.id: task.event for task in lists.tasks}
        self._uids = Event()
        self._known: dict[tuple[object, ...], bytes] = {}
        self._zone_text = self._zones()

    def calendar(self, reading: _Reading) -> File:
        """Return a reader's calendar."""
        entries = [
            *(entry for event in reading.events for entry in self._event(event, reading.reader)),
            *(self._cancelled(one) for one in reading.gone),
            *(self._task(line, reading.reader) for line in reading.lines),
        ]
        return self._file(f"{reading.stem}.ics", reading, entries)

    def todos(self, reading: _Reading) -> File:
        """Return a reader's tasks as to-dos."""
        entries = [self._todo(line, reading.reader) for line in reading.lines]
        return self._file(f"{reading.stem}-todos.ics", reading, entries)

    def _file(self, path: str, reading: _Reading, entries: Iterable[bytes]) -> File:
        calendar = Calendar()
        calendar.add("prodid", "-//campaign-cli//campaign//EN")
        calendar.add("version", "2.0")
        calendar.add("calscale", "GREGORIAN")
        calendar.add("method", "PUBLISH")
        version = self.say.version()
        name = f"{reading.name} · {self.stamp.campaign} · {version}"
        calendar.add("x-wr-calname", clean(name))
        calendar.add("x-wr-timezone", str(self.zone))
        calendar.add("x-campaign-revision", clean(version))
        calendar.add("x-campaign-plan", self.stamp.version)
        head, end, _ = calendar.to_ical().partition(b"END:VCALENDAR")
        content = b"".join((head, self._zone_text, *entries, end, b"\r\n"))
        return File(PurePosixPath(path), content)

    def _zones(self) -> bytes:
        """Return the time zone's rules for the days of the campaign."""
        days = [moment for start, end in self.times.values() for moment in (start, end)]
        days += [moment for one in self.history.gone for moment in (one.start, one.end)]
        if not days:
            return b""
        calendar = Calendar()
        for moment in (min(days), max(days)):
            event = Event()
            event.add("dtstart", moment.astimezone(self.zone))
            calendar.add_component(event)
        calendar.add_missing_timezones(
            first_date=min(days).date() - ONE_DAY, last_date=max(days).date() + ONE_DAY
        )
        return b"".join(one.to_ical() for one in calendar.timezones)

    def _event(self, event: checklist.Event, reader: Reader) -> Iterator[bytes]:
        """Yield the event's entry; one for each day where it is on several."""
        item = self.say.event(event, reader, programme=True)
        start, end = self.times[event.id]
        if event.window:
            yield self._entry(event.id, item, event, (event.first, event.last + ONE_DAY))
            return
        for number, day in enumerate(event.dates, start=1):
            begins, ends = (
                datetime.combine(day, moment.astimezone(self.zone).time(), self.zone)
                for moment in (start, end)
            )
            of_day = "" if len(event.dates) == 1 else f"/{number}"
            yield self._entry(f"{event.id}{of_day}", item, event, (begins, ends))

    def _entry(
        self, id_: str, item: Item, event: checklist.Event, span: tuple[date, date]
    ) -> bytes:
        entry = Event()
        place = ", ".join(filter(None, (event.venue, event.address)))
        self._begin(entry, item.title, self.history.changes.get(event.id, 0))
        entry.add("dtstart", span[0])
        entry.add("dtend", span[1])
        entry.add("status", "TENTATIVE" if self.stamp.draft else "CONFIRMED")
        if place:
            entry.add("location", clean(place))
        elif item.place:
            entry.add("location", clean(item.place))
        hours = () if event.window else (item.hours,)
        self._describe(entry, (*hours, item.place, *item.details))
        entry.add("categories", [clean(event.kind_name)])
        if event.window:
            entry.add("transp", "TRANSPARENT")
        self._alarm(entry, MORNING if event.window else DAY_BEFORE)
        if not event.window:
            self._alarm(entry, timedelta(hours=-2))
        return self._with_uid(entry.to_ical(), id_)

    def _task(self, line: Line, reader: Reader) -> bytes:
        item = self._item(line, reader)
        same = ("task", line.due, line.last, item, self._sequence(line), line.key or line.law)
        if same not in self._known:
            entry = Event()
            self._begin(entry, _titled(item), self._sequence(line))
            last = line.due if line.repeat else line.last
            entry.add("dtstart", line.due)
            entry.add("dtend", last + ONE_DAY)
            entry.add("transp", "TRANSPARENT")
            self._describe(entry, _about(item))
            entry.add("categories", [self.say.text("task")])
            self._repeat(entry, line)
            # A hundred alarms in a month are as good as none.
            if line.key or line.law or line.late:
                self._alarm(entry, MORNING)
            self._known[same] = entry.to_ical()
        return self._with_uid(self._known[same], line.tasks[0])

    def _todo(self, line: Line, reader: Reader) -> bytes:
        item = self._item(line, reader)
        same = ("todo", line.due, line.last, item, self._sequence(line))
        if same not in self._known:
            entry = Todo()
            self._begin(entry, _titled(item), self._sequence(line))
            # Due to the end of the last day: programs call a to-do late from that moment on.
            entry.add("dtstart", line.due)
            entry.add("due", line.last + ONE_DAY)
            entry.add("status", "NEEDS-ACTION")
            if line.key or line.law:
                entry.add("priority", 1)
            self._describe(entry, _about(item))
            self._known[same] = entry.to_ical()
        return self._with_uid(self._known[same], f"{line.tasks[0]}/todo")

    def _item(self, line: Line, reader: Reader) -> Item:
        ward = isinstance(reader, checklist.Office) and reader.ward
        return self.say.line(line, doer=reader is None, places=not ward)

    def _cancelled(self, gone: Gone) -> bytes:
        entry = Event()
        said = message("cancelled: {title}", title=clean(gone.title))
        self._begin(entry, self.say.speech.say(said), gone.changes)
        entry.add("dtstart", gone.start.astimezone(self.zone))
        entry.add("dtend", gone.end.astimezone(self.zone))
        entry.add("status", "CANCELLED")
        entry.add("transp", "TRANSPARENT")
        return self._with_uid(entry.to_ical(), gone.id)

    def _begin(self, entry: Component, title: str, sequence: int) -> None:
        entry.add("uid", _UID)
        entry.add("dtstamp", self.made)
        entry.add("last-modified", self.made)
        entry.add("sequence", sequence)
        entry.add("summary", clean(title))

    def _describe(self, entry: Component, lines: Iterable[str]) -> None:
        said = [clean(line) for line in dict.fromkeys(lines) if line]
        stamp = f"{self.stamp.campaign} · {self.say.version()} · {self.stamp.version}"
        entry.add("description", "\n".join((*said, clean(stamp))))

    def _alarm(self, entry: Component, trigger: timedelta) -> None:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", str(entry["summary"]))
        alarm.add("trigger", trigger)
        entry.add_component(alarm)

    def _repeat(self, entry: Component, line: Line) -> None:
        """Let a task that is done again stand on each of its days."""
        if len(line.days) > 1:
            entry.add("rdate", list(line.days[1:]), parameters={"VALUE": "DATE"})

    def _sequence(self, line: Line) -> int:
        """Return how often what it is for was moved; of a task without an event, how many
        revisions there were: it may have moved with any.
        """
        event = self.events_of.get(line.tasks[0])
        if event is None:
            return self.history.revisions
        return self.history.changes.get(event, 0)

    def _with_uid(self, entry: bytes, id_: str) -> bytes:
        uid = f"{id_}/{self.campaign}@campaign-cli"
        said = self._uids.content_line("UID", vText(uid)).to_ical()
        return entry.replace(b"UID:" + _UID.encode() + b"\r\n", said + b"\r\n", 1)


def _titled(item: Item) -> str:
    return f"{item.urgent} · {item.title}" if item.urgent else item.title


def _about(item: Item) -> tuple[str, ...]:
    return (*item.details, *(f"{aside.title}{aside.more}" for aside in item.asides))
