"""What a campaign tells a ward, as exact records: what is held, and what falls due.

The readers of exported files (`rereading`) build the same records from what they find there;
`Words` knows the campaign's own titles, so that a line of prose is taken apart without guessing.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from campaign_cli.model.checklist import Event, Task
from campaign_cli.pages import Checklists

_DATE = re.compile(r"(?<!\d)(\d{1,2})/(\d{1,2})(?:/(\d{4}))?(?![\d/])")
_CLOCK = re.compile(r"(?<!\d)(\d{1,2})(?: giờ |[h:])(\d\d)(?!\d)")
_PHONE = re.compile(r",? ?\b0\d\d \d{4} \d{4}\b")
_NO_PLACE = re.compile(r"địa điểm(?:, người dự)?: ")
"""What stands where a place would, where there is none to tell."""
_LABEL = re.compile(r"[^:·]{1,40}: |\d{1,2}(?:h| giờ )\d\d")
"""How a detail of an event begins that is no place."""
_URGENT = re.compile(r"^LÀM NGAY ?[·:] ")
"""What stands before a task that was late when the plan was signed."""
_SERIES = re.compile(r"(?:hằng ngày|hằng tuần) đến (\d{1,2}/\d{1,2})")


@dataclass(frozen=True, slots=True)
class Held:
    """An event: when, where, and who serves."""

    title: str
    first: date
    last: date
    hours: tuple[str, ...]
    """When it begins and ends; none of what lasts for weeks."""
    place: str
    people: frozenset[str]


@dataclass(frozen=True, slots=True)
class Due:
    """A task: until when, and what it is for."""

    title: str
    about: str
    due: date
    last: date
    """Its last day; of a task that is done again, the day on which it is done last."""


Told = set[Held | Due]


@dataclass(frozen=True, slots=True)
class Manner:
    """How a format tells it."""

    shown: Literal["ward", "shared", "all"] = "ward"
    """Whether with who serves at joint events, which wards are not told, and with the places and
    people of visits too.
    """
    daily: bool = False
    """An event of several days on each of them, a repeated task on each of its days."""
    each: bool = False
    """A repeated task once for each of its days."""
    about: bool = True
    """With what a task is for."""
    late: bool = True
    """What was late when the plan was signed at its own date, not at that day."""


def told(lists: Checklists, ward: str, manner: Manner) -> Told:
    """Return what a ward has to be told in a certain manner."""
    sheet = lists.sheet(ward, full=True)
    events: Iterable[Event] = sheet.events
    if manner.shown != "ward":
        own = (event for event in lists.events if ward in event.wards)
        events = [event if manner.shown == "all" else event.shared() for event in own]
    return _told(lists, events, [task for task in lists.tasks if task.doer == sheet.ward], manner)


def told_body(lists: Checklists, body: str, manner: Manner) -> Told:
    """Return what a body has to be told."""
    page = lists.body(body, full=True)
    tasks = [task for task in lists.tasks if task.doer == page.body]
    return _told(lists, page.events, tasks, manner)


def told_person(lists: Checklists, person: str, manner: Manner) -> Told:
    """Return what a person has to be told; not who serves there."""
    events = [event for event, _ in lists.person(person).events]
    return without_people(_told(lists, events, (), manner))


def told_organiser(lists: Checklists, manner: Manner) -> Told:
    """Return everything, as whoever coordinates is told it."""
    events = lists.events if manner.shown == "all" else lists.whole().events
    return _told(lists, events, lists.tasks, manner)


def told_day(lists: Checklists, day: date, manner: Manner) -> Told:
    """Return what a day's page has to tell: its events and tasks as that day's, unless `each`."""
    page = lists.day(day)
    found = _told(lists, (*page.events, *page.running), (), manner)
    tasks = [task for task in lists.tasks if task.due <= day <= task.last]
    if manner.each:
        return found | set(_each(tasks))
    held = [one for one in found if isinstance(one, Held)]
    found = {replace(one, first=day, last=day) if one.hours else one for one in held}
    if manner.daily:
        # A message says of what is running until when alone.
        found = {replace(one, first=day, last=day if one.hours else one.last) for one in held}
    found |= {Due(task.title, task.about, day, day) for task in tasks}
    return found if manner.about else without_about(found)


def without_people(found: Told) -> Told:
    """Return the same, not saying who serves."""
    return {replace(one, people=frozenset()) if isinstance(one, Held) else one for one in found}


def _told(
    lists: Checklists, events: Iterable[Event], tasks: Iterable[Task], manner: Manner
) -> Told:
    found: Told = {one for event in events for one in _held(event, manner)}
    if not manner.late:
        signed = lists.signed
        tasks = [replace(one, due=signed, last=signed) if one.late else one for one in tasks]
    found |= set(_each(tasks) if manner.each or manner.daily else _series(tasks))
    return found if manner.about else without_about(found)


def without_about(found: Told) -> Told:
    """Return the same, not saying what tasks are for."""
    return {replace(one, about="") if isinstance(one, Due) else one for one in found}


def _held(event: Event, manner: Manner) -> Iterator[Held]:
    spans = [(event.first, event.last)]
    if manner.daily and not event.window:
        spans = [(day, day) for day in event.dates]
    people = frozenset(one.name for one in event.people)
    hours = () if event.window else clocks(event.hours)
    for first, last in spans:
        yield Held(event.title, first, last, hours, event.venue, people)


def _each(tasks: Iterable[Task]) -> Iterator[Due]:
    for task in tasks:
        yield Due(task.title, task.about, task.due, task.last)


def _series(tasks: Iterable[Task]) -> Iterator[Due]:
    series: dict[str, list[Task]] = {}
    for task in tasks:
        series.setdefault(task.series, []).append(task)
    for repeats in series.values():
        one = repeats[0]
        yield Due(one.title, one.about, one.due, max(task.last for task in repeats))


def clocks(text: str) -> tuple[str, ...]:
    """Return the times of day that a text names, in order."""
    return tuple(f"{int(hour):02}:{minute}" for hour, minute in _CLOCK.findall(text))


def without_phones(text: str) -> str:
    """Return the names of people behind whom a telephone stands."""
    return _PHONE.sub("", text)


def spaced(text: str) -> str:
    """Return text with its white space collapsed."""
    return " ".join(text.replace("\u200b", "").replace("\u00ad", "").split())


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one campaign."""

    start: date
    activities: frozenset[str]
    tasks: frozenset[str]
    pools: frozenset[str]
    at: frozenset[str] = field(default_factory=frozenset)
    """Wards and groups."""

    @classmethod
    def of(cls, lists: Checklists) -> "Words":
        """Return the words of a campaign."""
        return cls(
            start=lists.stamp.start,
            activities=frozenset(one.title for one in lists.events),
            tasks=frozenset(one.title for one in lists.tasks),
            pools=frozenset(one.pool for served in lists.people.values() for one in served),
            at=frozenset(one.at for one in lists.events if one.at)
            | {f"{n} {lists.stamp.ward_term}" for n in range(2, len(lists.wards) + 1)},
        )

    def days(self, text: str) -> list[date]:
        """Return the days that a text names, in order; without a year, those near the start."""
        found = []
        for day, month, year in _DATE.findall(text):
            years = [int(year)] if year else [self.start.year + step for step in (-1, 0, 1)]
            days = [date(one, int(month), int(day)) for one in years]
            found.append(min(days, key=lambda one: abs(one - self.start)))
        return found

    def held(self, title: str, when: str, lines: Iterable[str], hours: str | None = None) -> Held:
        """Return an event: its title, its days and hours, its place and what else is said."""
        lines = [line for line in map(spaced, lines) if line]
        place = lines[0] if lines and not self._labelled(lines[0]) else ""
        days = self.days(when)
        people = [one for line in lines for one in self._people(line)]
        times = clocks(when if hours is None else hours)
        return Held(self._without_at(title), days[0], days[-1], times, place, frozenset(people))

    def named(self, text: str) -> str:
        """Return the activity that a text names."""
        return max((one for one in self.activities if one in text), key=len, default="")

    def _labelled(self, line: str) -> bool:
        return bool(_NO_PLACE.match(line) or _LABEL.match(line))

    def _people(self, line: str) -> Iterator[str]:
        pool, colon, names = line.partition(": ")
        if colon and pool in self.pools:
            yield from without_phones(names).split(" · ")

    def _without_at(self, title: str) -> str:
        head, _, at = spaced(title).rpartition(" · ")
        return head if at in self.at else spaced(title)

    def due(self, text: str, when: str, more: Iterable[str] = ()) -> Iterator[Due]:
        """Yield a task, once for each activity that it is for.

        `text` is its title, and behind it what it is for; `more` what else is said of it.
        """
        text = _URGENT.sub("", spaced(text))
        title = max((one for one in self.tasks if text.startswith(one)), key=len, default="")
        about, rest = self.abouts(text[len(title) :])
        days = self.days(when)
        said = _SERIES.search(" ".join((when, rest, *map(spaced, more))))
        last = self.days(said[1])[0] if said else days[-1]
        rest = _SERIES.sub("", rest)
        if _DATE.sub("", rest).strip(" –—·;,()"):
            title = text  # What is no title of this campaign is told as it stands.
        for one in about or ("",):
            yield Due(title, one, days[0], last)

    def parted(self, text: str) -> tuple[str, str]:
        """Return a task's title and what stands behind it, without who does it before it."""
        text = _URGENT.sub("", text)
        for one in (text, text.partition(": ")[2]):
            title = max(
                (title for title in self.tasks if one.startswith(title)), key=len, default=""
            )
            if title:
                return title, one[len(title) :].strip()
        return text, ""

    def abouts(self, text: str) -> tuple[list[str], str]:
        """Return the activities that a text names, and what is left of it."""
        found = []
        for title in sorted(self.activities, key=len, reverse=True):
            if title in text:
                found.append(title)
                text = text.replace(title, "")
        for at in sorted(self.at, key=len, reverse=True):
            text = text.replace(at, "")
        return found, text
