"""Checklists: what each ward, body and person does, receives and reports, by when.

Every text is in the campaign's language and ready to print; dates stay dates.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from campaign_cli.model.plan import Person
from campaign_cli.model.plan.kind import Who

Repeat = Literal["day", "week"]


@dataclass(frozen=True, slots=True)
class Issue:
    """How a revision was put in force: under which number ("" for the plan's own), on which day."""

    number: str
    date: date


@dataclass(frozen=True, slots=True)
class Stamp:
    """What every page carries, so that two of them can be told apart."""

    campaign: str
    theme: str
    start: date
    end: date
    revision: int
    draft: bool
    plan: str
    """The plan's digest."""
    language: str
    ward_term: str
    """What wards are called: all their words, for headings."""
    wards: Mapping[str, int] = field(default_factory=dict)
    """How many wards the plan has of each word for them."""
    issue: Issue | None = None
    """None of a draft."""

    @property
    def version(self) -> str:
        """The beginning of the plan's digest: enough to compare by eye."""
        return self.plan[:12]


@dataclass(frozen=True, slots=True)
class Office:
    """A ward or a body: its id (or its name, where the plan gives free text) and whom to call."""

    id: str
    name: str
    ward: bool = False
    term: str = ""
    """What a ward is: "xã"."""
    place: int = 0
    """Where a ward stands in the plan."""
    contact: Person | None = None
    deputy: Person | None = None


@dataclass(frozen=True, slots=True)
class Serving:
    """One named person who serves at an event."""

    id: str
    pool: str
    name: str
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Sending:
    """How many of something a ward sends to an activity (or receives there), and by when."""

    quota: str
    name: str
    number: int
    send_by: date | None = None
    """None too where a key task of the ward says it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event, with everything that pages say of it."""

    id: str
    activity: str
    title: str
    kind: str
    kind_name: str
    wards: tuple[str, ...]
    at: str = ""
    """The name of the ward or group it is held for; "" where it is one for all."""
    term: str = ""
    """What its only ward is: "xã"."""
    host: str = ""
    """The ward that receives the others, by id; "" where there is none."""
    dates: tuple[date, ...]
    session: str
    session_name: str
    order: int
    """The session's place in the day."""
    hours: str
    window: bool = False
    within: str | None = None
    venue: str = ""
    address: str = ""
    preside: str = ""
    attend: str = ""
    owner: Office
    helpers: tuple[str, ...] = ()
    people: tuple[Serving, ...] = ()
    things: tuple[tuple[str, int], ...] = ()
    parts: tuple[tuple[str, str], ...] = ()
    sends: Mapping[str, tuple[Sending, ...]] = field(default_factory=dict)
    """By ward."""
    private: bool = False

    @property
    def first(self) -> date:
        """The event's first day."""
        return self.dates[0]

    @property
    def last(self) -> date:
        """The event's last day."""
        return self.dates[-1]

    def shared(self) -> "Event":
        """Return the event as pages that pass through many hands may show it."""
        if not self.private:
            return self
        return replace(self, venue="", address="", preside="", attend="", people=(), parts=())

    def for_ward(self) -> "Event":
        """Return the event as a ward's own page may show it.

        Who serves at an event of several wards is known to whoever runs it, who calls them.
        """
        shown = self.shared()
        return replace(shown, people=()) if len(self.wards) > 1 else shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One line of someone's checklist.

    `id` is stable: `talk@xuan-dinh/hall`, `talk/topic` for the whole activity,
    `launch/names@tay-tuu` where each ward of a joint event has its own, `…/inspect.2` for
    repeats, `report@tay-tuu` for the campaign's own. It falls due on `due`; what is done on an
    event of several days may be done until `last`.
    """

    id: str
    template: str
    activity: str | None = None
    event: str | None = None
    """None: of the whole activity, or of the campaign."""
    doer: Office
    role: Who | str
    due: date
    last: date
    title: str
    need: str = ""
    key: bool = False
    law: bool = False
    late: bool = False
    """It was due before the plan was signed."""
    repeat: Repeat | None = None
    about: str = ""
    """The activity's title; "" of the campaign's own."""
    at: str = ""
    """The ward or group of its event."""
    on: date | None = None
    """Its event's first day; None where it lasts as long as its window."""

    @property
    def series(self) -> str:
        """The id without the number of a repeat."""
        head, dot, number = self.id.rpartition(".")
        return head if dot and self.repeat and number.isdecimal() else self.id


@dataclass(frozen=True, slots=True)
class About:
    """What a line is for: an activity, when, and at which wards where that is not plain."""

    title: str
    at: tuple[str, ...] = ()
    on: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Equal tasks of one day, said once: of one body, or of one or several wards."""

    due: date
    last: date
    title: str
    need: str
    doers: tuple[Office, ...]
    about: tuple[About, ...]
    tasks: tuple[str, ...]
    key: bool
    law: bool
    late: bool
    repeat: Repeat | None
    days: tuple[date, ...]
    """When it falls due: one day, or one for each repeat."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """A supply that a ward collects: how many, from when (if known) to when, from whom."""

    supply: str
    name: str
    amount: int
    unit: str
    ready: date | None
    by: date
    giver: Office


@dataclass(frozen=True, slots=True)
class Target:
    """How much of an indicator is asked for."""

    indicator: str
    name: str
    amount: int


@dataclass(frozen=True, slots=True)
class Report:
    """What a ward reports, to whom, by when; `figures` names the indicators.

    `tasks` are the tasks that it stands for, by id.
    """

    due: date
    title: str
    figures: tuple[str, ...]
    about: tuple[str, ...]
    to: Office
    tasks: tuple[str, ...] = ()
    need: str = ""
    late: bool = False
