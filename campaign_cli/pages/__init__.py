"""Pages: what of a schedule's checklists one ward, body, person or day is given to read."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date, timedelta
from functools import lru_cache, partial

from campaign_cli.model.checklist import (
    Event,
    Line,
    Office,
    Receipt,
    Report,
    Serving,
    Stamp,
    Target,
    Task,
)
from campaign_cli.model.orders import Costs, Order
from campaign_cli.pages.merging import merged
from campaign_cli.pages.views import (
    BodySheet,
    DaySheet,
    Itinerary,
    PrintOrder,
    Sheet,
    Spending,
    View,
    Whole,
)

__all__ = [
    "BodySheet",
    "Checklists",
    "DaySheet",
    "Itinerary",
    "PrintOrder",
    "Sheet",
    "Spending",
    "View",
    "Whole",
    "week_around",
]

WEEK = timedelta(weeks=1)
FEW = 8
"""How many wards' pages are kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklists:
    """All of a schedule's checklists. Events and tasks are in order of date."""

    stamp: Stamp
    signed: date | None
    wards: Mapping[str, Office]
    bodies: Mapping[str, Office]
    """By id; offices that the plan names in free text, by that text, last."""
    organiser: Office
    events: tuple[Event, ...]
    tasks: tuple[Task, ...]
    receipts: Mapping[str, tuple[Receipt, ...]]
    orders: tuple[Order, ...]
    costs: Costs
    targets: Mapping[str, tuple[Target, ...]]
    """By ward, of its own events; under "": of the whole campaign, joint events once."""
    reports: Mapping[str, tuple[Report, ...]]
    people: Mapping[str, tuple[Serving, ...]]
    """By person, once for each pool."""
    closed: Mapping[date, str]
    """The days that are no working days, and why; "" for a weekend."""
    _doers: Mapping[tuple[str, bool], list[Task]] = field(init=False, repr=False, compare=False)
    _hosts: Mapping[str, list[Event]] = field(init=False, repr=False, compare=False)
    _guests: Mapping[str, list[Event]] = field(init=False, repr=False, compare=False)
    _sheets: Callable[[str, date | None, bool], Sheet] = field(
        init=False, repr=False, compare=False
    )
    _wholes: Callable[[], Whole] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # Thousands of pages are taken from one month: each finds its own without reading all.
        doers: dict[tuple[str, bool], list[Task]] = {}
        hosts: dict[str, list[Event]] = {}
        guests: dict[str, list[Event]] = {}
        for task in self.tasks:
            doers.setdefault((task.doer.id, task.doer.ward), []).append(task)
        for event in self.events:
            for ward in dict.fromkeys(event.wards):
                hosts.setdefault(ward, []).append(event)
            for person in dict.fromkeys(serving.id for serving in event.people):
                guests.setdefault(person, []).append(event)
        object.__setattr__(self, "_doers", doers)
        object.__setattr__(self, "_hosts", hosts)
        object.__setattr__(self, "_guests", guests)
        # Several formats of one export are made of the same page, one after the other.
        object.__setattr__(self, "_sheets", lru_cache(FEW)(self._sheet))
        object.__setattr__(self, "_wholes", lru_cache(1)(self._whole))

    def __reduce__(self) -> "tuple[Callable[[], Checklists], tuple[()]]":
        # What is derived is derived again in the other process: caches cannot be sent there.
        given = {one.name: getattr(self, one.name) for one in fields(self) if one.init}
        return partial(Checklists, **given), ()

    @property
    def ward_ids(self) -> tuple[str, ...]:
        """The wards' ids, in the plan's order."""
        return tuple(self.wards)

    @property
    def body_ids(self) -> tuple[str, ...]:
        """The bodies' ids, in the plan's order, then free texts."""
        return tuple(self.bodies)

    @property
    def person_ids(self) -> tuple[str, ...]:
        """The ids of all named people, in the plan's order."""
        return tuple(self.people)

    @property
    def late(self) -> tuple[Task, ...]:
        """The tasks that were due before the plan was signed."""
        return tuple(task for task in self.tasks if task.late)

    def at_once(self, today: date) -> tuple[Line, ...]:
        """Return what was late when the plan was signed, in the week that begins then."""
        return self._at_once(self.tasks, today)

    def due(self, first: date, last: date) -> tuple[Line, ...]:
        """Return what is to be done from `first` to `last`, equal tasks of a day merged."""
        return tuple(merged(task for task in self.tasks if task.due <= last and first <= task.last))

    def sheet(self, ward: str, today: date | None = None, *, full: bool = False) -> Sheet:
        """Return a ward's page: its key tasks, or all of them where `full`."""
        return self._sheets(ward, today, full)

    def _sheet(self, ward: str, today: date | None, full: bool) -> Sheet:
        office = self.wards[ward]
        tasks = self._tasks_of(office)
        reports = self.reports.get(ward, ())
        reported = {id_ for report in reports for id_ in report.tasks}
        shown = [task for task in tasks if full or task.key or task.id in reported]
        return Sheet(
            stamp=self.stamp,
            ward=office,
            today=today,
            week=self._week(shown, today),
            at_once=self._at_once(shown, today),
            events=tuple(event.for_ward() for event in self._hosts.get(ward, ())),
            receipts=self.receipts.get(ward, ()),
            targets=self.targets.get(ward, ()),
            lines=tuple(merged(task for task in shown if full or task.id not in reported)),
            reports=reports,
            organiser=self.organiser,
            full=full,
            others=len(tasks) - len(shown),
        )

    def body(self, body: str, today: date | None = None, *, full: bool = False) -> BodySheet:
        """Return a body's page; with the places and people of private events, which it runs."""
        office = self.bodies[body]
        tasks = self._tasks_of(office)
        shown = [task for task in tasks if full or task.key]
        return BodySheet(
            stamp=self.stamp,
            body=office,
            today=today,
            week=self._week(shown, today),
            at_once=self._at_once(shown, today),
            events=tuple(event for event in self.events if event.owner == office),
            targets=self.targets.get("", ()) if office == self.organiser else (),
            lines=tuple(merged(shown)),
            organiser=self.organiser,
            full=full,
            others=len(tasks) - len(shown),
        )

    def whole(self) -> Whole:
        """Return everyone's page."""
        return self._wholes()

    def _whole(self) -> Whole:
        return Whole(
            stamp=self.stamp,
            organiser=self.organiser,
            events=tuple(event.shared() for event in self.events),
            targets=self.targets.get("", ()),
            lines=tuple(merged(self.tasks)),
        )

    def overdue(self) -> Whole:
        """Return what was late when the plan was signed, whoever does it."""
        return Whole(
            stamp=self.stamp,
            organiser=self.organiser,
            events=(),
            targets=(),
            lines=tuple(merged(self.late)),
        )

    def person(self, person: str) -> Itinerary:
        """Return a person's page; private events with their address, which they must know."""
        pools = self.people[person]
        return Itinerary(
            stamp=self.stamp,
            person=pools[0],
            pools=tuple(serving.pool for serving in pools),
            events=tuple(
                (event, self.wards[event.wards[0]] if len(event.wards) == 1 else event.owner)
                for event in self._guests.get(person, ())
            ),
            organiser=self.organiser,
        )

    def day(self, day: date) -> DaySheet:
        """Return a day's page."""
        events = [event.shared() for event in self.events if day in event.dates]
        return DaySheet(
            stamp=self.stamp,
            day=day,
            closed=self.closed.get(day),
            events=tuple(
                event for event in sorted(events, key=lambda one: one.order) if not event.window
            ),
            running=tuple(event for event in events if event.window),
            lines=self.due(day, day),
        )

    def print_order(self) -> PrintOrder:
        """Return what is ordered of each supply, and who is given how many."""
        return PrintOrder(
            stamp=self.stamp,
            organiser=self.organiser,
            orders=self.orders,
            currency=self.costs.currency,
        )

    def spending(self) -> Spending:
        """Return what everything costs, and who pays."""
        return Spending(stamp=self.stamp, organiser=self.organiser, costs=self.costs)

    def _tasks_of(self, doer: Office) -> list[Task]:
        return self._doers.get((doer.id, doer.ward), [])

    def _week(self, tasks: Iterable[Task], today: date | None) -> tuple[Line, ...]:
        """Return what is to be done in the week of `today`, and nothing else."""
        if today is None:
            return ()
        first, last = week_around(today)
        return tuple(merged(task for task in tasks if task.due <= last and first <= task.last))

    def _at_once(self, tasks: Iterable[Task], today: date | None) -> tuple[Line, ...]:
        """Return what was late when the plan was signed, for the week that begins then.

        Before, it is not sent out; later, only those who record what was done can say what is left.
        """
        if today is None or self.signed is None:
            return ()
        if not self.signed <= today < self.signed + WEEK:
            return ()
        monday, _ = week_around(today)
        return tuple(merged(task for task in tasks if task.late and task.last < monday))


def week_around(day: date) -> tuple[date, date]:
    """Return the Monday and the Sunday around `day`."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)
