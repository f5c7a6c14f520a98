"""What a page's script knows: which tasks and events each item stands for, and its words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from pathlib import PurePosixPath
from typing import Any

from campaign_cli.exporting.material import Material, Page, slug
from campaign_cli.model.checklist import Event, Office, Stamp, Task
from campaign_cli.pages import Sheet
from campaign_cli.pages.outline import Item, Outline
from campaign_cli.pages.phrases import Phrases
from campaign_cli.support.language import N_
from campaign_cli.support.text import clean
from campaign_cli.support.text import slug as words_of

_WORDS = {
    "left": N_("shown: {events} of {all_events} events, {tasks} of {all_tasks} tasks"),
    "nothing": N_("nothing fits; clear the filter"),
    "progress": N_("{done} of {all} done"),
    "done": N_("done"),
    "unkept": N_("This browser keeps no ticks: give them out before you close the page."),
    "again": N_("What you tick off is kept in this browser alone."),
    "file": N_("ticks"),
    "rows": N_("shown: {rows} of {all_rows} rows"),
}
"""What the script says."""

_HEAD = (
    *(N_("task id"), N_("for ward"), N_("for body"), N_("who"), N_("task"), N_("due")),
    *(N_("state"), N_("done on"), N_("campaign"), N_("version"), N_("plan")),
)
"""The head of what is given out: the columns of the tables of tasks, as far as they go."""


@dataclass(frozen=True, slots=True)
class Box:
    """Something to tick off: the tasks it stands for, and the day, where there are several."""

    tasks: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a page is filtered and ticked by."""

    say: Phrases
    zero: date
    tasks: Mapping[str, Task]
    """Those of the page, in order of their items."""
    events: Mapping[str, Event]
    places: Mapping[str, int] = field(default_factory=dict)
    """The place of each of them, tasks and events."""
    key: str = ""
    file: str = ""
    wards: Mapping[str, Office] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    by_activity: Mapping[str, str] = field(default_factory=dict)
    """The kind of each activity."""

    def tasks_of(self, item: Item) -> str:
        """Return the places of an item's tasks, in ranges: "3-7 9"."""
        return _ranges(self.places[id_] for id_ in item.ids if id_ in self.tasks)

    def first(self, item: Item) -> int:
        """Return the place of an item's first event."""
        return self.places[item.ids[0]]

    def events_of(self, item: Item) -> str:
        """Return the places of an item's events."""
        return self.places_of(item.ids)

    def places_of(self, ids: Iterable[str]) -> str:
        """Return the places of events, as far as the page has them."""
        return _ranges(self.places[id_] for id_ in ids if id_ in self.events)

    def boxes(self, item: Item) -> tuple[Box, ...]:
        """Return what is ticked off in an item: a box, or one for each day of a repeated task;
        none where several do it, since each has its own.
        """
        tasks = [self.tasks[id_] for id_ in item.ids if id_ in self.tasks]
        if len({(task.doer.id, task.doer.ward) for task in tasks}) != 1:
            return ()
        days: dict[date, list[int]] = {}
        for task in tasks:
            days.setdefault(task.due, []).append(self.places[task.id])
        if len(days) == 1:
            return (Box(_ranges(*days.values())),)
        return tuple(
            Box(_ranges(places), self.say.speech.short_date(day)) for day, places in days.items()
        )

    def weeks(self) -> list[tuple[int, int, str]]:
        """Return every week that something of the page falls into, from Monday to Sunday."""
        ends = [(task.due, task.last) for task in self.tasks.values()]
        ends += [(event.first, event.last) for event in self.events.values() if not event.window]
        mondays = sorted(
            {day - timedelta(days=day.weekday()) for first, last in ends for day in (first, last)}
        )
        return [
            (
                (one - self.zero).days,
                (one - self.zero).days + 6,
                self.say.speech.period(one, _last(one)),
            )
            for one in mondays
        ]

    def data(self) -> dict[str, Any]:
        """Return what the page's script reads."""
        doers = list(dict.fromkeys(task.doer for task in self.tasks.values()))
        doer_at = {doer: place for place, doer in enumerate(doers)}
        ward_at = {ward: place for place, ward in enumerate(self.wards)}
        kind_at = {kind: place for place, kind in enumerate(self.kinds)}
        stamp = self.say.stamp
        return {
            "key": self.key,
            "file": f"{self.file}.csv",
            "zero": self.zero.isoformat(),
            "stamp": [clean(stamp.campaign), self.say.version(), stamp.version],
            "head": [self.say.text(one) for one in _HEAD],
            "words": {name: self.say.text(text) for name, text in _WORDS.items()},
            "wards": [clean(office.name) for office in self.wards.values()],
            "doers": [
                [doer.id, clean(doer.name), ward_at.get(doer.id, -1) if doer.ward else -1]
                for doer in doers
            ],
            "tasks": [
                [
                    task.id,
                    doer_at[task.doer],
                    self._day(task.due),
                    self._day(task.last),
                    kind_at.get(self.by_activity.get(task.activity or "", ""), -1),
                ]
                for task in self.tasks.values()
            ],
            "events": [
                [
                    self._day(event.first),
                    self._day(event.last),
                    kind_at[event.kind],
                    [ward_at[ward] for ward in event.wards if ward in ward_at],
                ]
                for event in self.events.values()
            ],
        }

    def _day(self, day: date) -> int:
        return (day - self.zero).days


def facts_of(
    material: Material,
    outline: Outline,
    tasks: Mapping[str, Task],
    events: Mapping[str, Event],
    page: Page,
) -> Facts:
    """Return what a page is filtered by: the tasks and events that its items stand for.

    A ward's own page is about no other.
    """
    reader = page.view.ward.id if isinstance(page.view, Sheet) else ""
    ids = list(dict.fromkeys(_ids(outline)))
    own_tasks = {id_: tasks[id_] for id_ in ids if id_ in tasks}
    own_events = {id_: events[id_] for id_ in ids if id_ in events}
    lists = material.checklists
    wards = {ward for event in own_events.values() for ward in event.wards}
    wards |= {task.doer.id for task in own_tasks.values() if task.doer.ward}
    named = {reader} if reader else wards
    kinds = {event.kind: event.kind_name for event in own_events.values()}
    activities = material.plan.activities
    by_activity = {id_: one.kind.id for id_, one in activities.items() if one.kind.id in kinds}
    say = Phrases(lists.stamp)
    return Facts(
        say=say,
        zero=material.plan.campaign.prepare_from,
        tasks=own_tasks,
        events=own_events,
        places={
            **{id_: place for place, id_ in enumerate(own_tasks)},
            **{id_: place for place, id_ in enumerate(own_events)},
        },
        key=_key(lists.stamp),
        file=_file(lists.stamp, say, page.stem),
        wards={ward: office for ward, office in lists.wards.items() if ward in named},
        kinds={
            kind: kinds[kind] for kind in dict.fromkeys(by_activity[one] for one in by_activity)
        },
        by_activity=by_activity,
    )


def _ids(outline: Outline) -> Iterator[str]:
    for section in outline.sections:
        for item in section.items:
            yield from item.ids


def _key(stamp: Stamp) -> str:
    """Return under what ticks are kept: pages that a browser opens from files share one store."""
    name = words_of(stamp.campaign) or stamp.version
    return f"campaign/{name}/{stamp.start.isoformat()}/{stamp.revision}"


def _file(stamp: Stamp, say: Phrases, stem: str) -> str:
    name = words_of(say.text(_WORDS["file"]))
    return f"{PurePosixPath(slug(PurePosixPath(stem).name))}-{name}-{stamp.revision}"


def _ranges(places: Iterable[int]) -> str:
    """Return "3-7 9" for 3, 4, 5, 6, 7, 9."""
    ordered = sorted(set(places))
    starts = [one for before, one in pairwise([-2, *ordered]) if one != before + 1]
    ends = [one for one, after in pairwise([*ordered, -2]) if after != one + 1]
    return " ".join(
        str(first) if first == last else f"{first}-{last}"
        for first, last in zip(starts, ends, strict=True)
    )


def _last(monday: date) -> date:
    return monday + timedelta(days=6)
