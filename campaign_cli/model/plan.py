"""The plan: what a coordinator asks for, with every default filled in and every reference known.

Everything here is frozen. Ids are the keys of the mappings, which keep the order of the files.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Literal

from campaign_cli.model.kind import Kind, Lasts, TaskTemplate
from campaign_cli.model.language import Words

OWNER_WARD = "ward"
"""The owner of an activity that each ward's own office runs."""

SHARE = "share"
"""In an activity's supplies: the ward's share, instead of a number."""


@dataclass(frozen=True, slots=True)
class Person:
    """Whom to call."""

    name: str
    phone: str = ""
    title: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """When something does not take place, or someone is not free, and why.

    Empty `weekdays`, `sessions` or `kinds` mean all of them; no `first` or `last`, no limit.
    """

    first: date | None = None
    last: date | None = None
    weekdays: frozenset[int] = frozenset()
    sessions: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    why: str = ""

    def covers(self, day: date, session: str, kind: str) -> bool:
        """Return whether an event of `kind` is kept from `session` of `day`."""
        return (
            (self.first is None or self.first <= day)
            and (self.last is None or day <= self.last)
            and (not self.weekdays or day.weekday() in self.weekdays)
            and (not self.sessions or session in self.sessions)
            and (not self.kinds or kind in self.kinds)
        )


@dataclass(frozen=True, slots=True)
class Session:
    """A part of a day in which an event can take place."""

    id: str
    name: Words
    start: time
    end: time


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign:
    """The month of action. Events lie from `prepare_from` to `wind_up`."""

    name: str
    theme: str
    organiser: str
    """A body's id, or free text."""
    start: date
    end: date
    prepare_from: date
    wind_up: date
    language: str
    country: str
    timezone: str
    ward_term: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What the administrative documents carry."""

    parent: str = ""
    number: str = ""
    place: str = ""
    date: dt.date | None = None
    basis: tuple[str, ...] = ()
    authority: str = ""
    title: str = ""
    name: str = ""
    to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """Which days are worked on, and the sessions of a day, in order."""

    workdays: frozenset[int]
    opened: frozenset[date]
    """Decreed workdays: they win over weekdays and holidays, not over closings."""
    closings: tuple[Closing, ...]
    holidays: Mapping[date, str]
    sessions: tuple[Session, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """Where money comes from; `amount` in the budget's currency."""

    id: str
    name: str
    amount: int


@dataclass(frozen=True, slots=True)
class Budget:
    """What may be spent; no `limit` means none."""

    currency: str = "VND"
    limit: int | None = None
    sources: Mapping[str, Source] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """An organisation that owns or helps with activities."""

    id: str
    name: str
    short: str
    contact: Person | None = None
    deputy: Person | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ward:
    """The area an event is assigned to."""

    id: str
    name: str
    population: int | None = None
    need: int | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    contact: Person | None = None
    deputy: Person | None = None
    closings: tuple[Closing, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Several wards that do things together."""

    id: str
    name: str
    wards: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Venue:
    """A place; no `ward`: the organiser's or a body's own; no `capacity`: it holds any number."""

    id: str
    name: str
    ward: str | None = None
    owner: str = ""
    address: str = ""
    capacity: int | None = None
    closings: tuple[Closing, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A named person of a pool. The same id in two pools is the same person."""

    id: str
    name: str
    phone: str = ""
    days: frozenset[int] | None = None
    """The only weekdays they serve on; None for any."""
    closings: tuple[Closing, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """Who or what is shared and given back: named `members`, or a `quantity` of equal things."""

    id: str
    name: str
    quantity: int
    """How many there are; of named people, how many members."""
    members: Mapping[str, Member] = field(default_factory=dict)
    max_per_day: int | None = None
    """Events a day for each member; None for no limit."""

    @property
    def named(self) -> bool:
        """Whether this is a pool of named people."""
        return bool(self.members)


@dataclass(frozen=True, slots=True, kw_only=True)
class Supply:
    """What is used up. `quantity` is given, or follows from `per` (so many for each count)."""

    id: str
    name: str
    quantity: int
    per: Mapping[str, int] = field(default_factory=dict)
    share_by: str | None = None
    """"population", "need", "equal" or a count: divided among wards; None: events say."""
    at_least: int = 0
    unit: str = ""
    unit_cost: int = 0
    value: int = 0
    """What one is worth where it is given in kind."""
    pack: int = 1
    waste: float = 0.0
    ready: date | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class After:
    """First day ≥ the last day of `activity` + `by`; 0: that day, a later session."""

    activity: str
    by: int = 1


@dataclass(frozen=True, slots=True)
class Fixed:
    """Where an event stands. No `session`: any of that day."""

    date: date
    session: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quota:
    """So many of something that an activity's wards send or receive, divided among them."""

    id: str
    of: int
    by: str
    at_least: int = 0
    send_by: date | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A line of an activity's printed programme."""

    hours: str
    title: str


@dataclass(frozen=True, slots=True)
class Targets:
    """Which wards an activity's events are for.

    `members` are ids of wards or groups with an event each; for "together" and "none" there is
    one event for all (times `times`), whose wards are `members`. For "choose", `members` are the
    candidate wards, of which `choose` are chosen, `always` among them, at most `per_group` of
    each group.
    """

    form: Literal["each", "each-group", "list", "together", "none", "choose"]
    members: tuple[str, ...] = ()
    choose: int = 0
    always: frozenset[str] = frozenset()
    per_group: int | None = None

    @property
    def one_for_all(self) -> bool:
        """Whether its event's id is the activity's alone."""
        return self.form in {"together", "none"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """What is different in one ward or group (`in.WARD`); None: as in the activity."""

    audience: int | None = None
    cost: int | None = None
    venue: str | None = None
    hours: str | None = None
    preside: str | None = None
    indicators: Mapping[str, int] = field(default_factory=dict)
    supplies: Mapping[str, int | Literal["share"]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """One line of the plan, with its kind's defaults filled in."""

    id: str
    kind: Kind
    title: str
    owner: str
    """A body's id, "ward", or free text."""
    helpers: tuple[str, ...] = ()
    """`with`: bodies' ids or free text."""
    preside: str = ""
    attend: str = ""
    targets: Targets
    delegates: bool = False
    """Wards only send delegates: neither blocked nor bound by their closings."""
    times: int = 1
    apart: int = 1
    first: date
    last: date
    days: frozenset[int] | None = None
    """Weekdays of the activity or its kind; None: the workdays (and decreed ones)."""
    sessions: tuple[str, ...]
    hours: str = ""
    lasts: Lasts = Lasts()
    beside: bool = False
    outdoor: bool = False
    private: bool = False
    after: tuple[After, ...] = ()
    """With "all" written out: every activity that is solved and does not itself come after."""
    within: str | None = None
    uses: Mapping[str, int | tuple[str, ...]] = field(default_factory=dict)
    supplies: Mapping[str, int | Literal["share"]] = field(default_factory=dict)
    audience: int | None = None
    venue: str | None = None
    cost: int = 0
    source: str | None = None
    prefer_on: tuple[date, ...] = ()
    """None, one for all of `times`, or one for each."""
    prefer_sessions: frozenset[str] = frozenset()
    indicators: Mapping[str, int] = field(default_factory=dict)
    quotas: tuple[Quota, ...] = ()
    fixed: Mapping[str, Fixed] = field(default_factory=dict)
    """By what follows @ in the event's id: "xuan-dinh#2", "route-1"; "" and "#2" of one for all."""
    overrides: Mapping[str, Override] = field(default_factory=dict)
    parts: tuple[Part, ...] = ()
    tasks: tuple[TaskTemplate, ...] = ()
    """The kind's and its own, less those it drops."""
    own_ward: str | None = None
    """The ward whose own file it stands in."""

    @property
    def window(self) -> bool:
        """Whether it is one event as long as its window, not solved."""
        return self.lasts.window


PREFERENCES: Mapping[str, int] = {
    "preferred-day": 1,
    "preferred-session": 2,
    "ward-day": 6,
    "week-balance": 3,
    "host-balance": 4,
    "stability": 10,
    "member-balance": 1,
    "member-travel": 1,
}
"""Every preference with the weight it has where a plan does not say."""

RULES = (
    "window",
    "open-day",
    "ward-closed",
    "venue-closed",
    "member-closed",
    "venue-capacity",
    "one-at-a-time",
    "resource-quantity",
    "member-per-day",
    "precedence",
    "apart",
    "chosen-count",
    "fixed",
    "supply-ready",
    "supply-quantity",
    "budget",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Everything a campaign's files say."""

    campaign: Campaign
    document: Document
    calendar: Calendar
    budget: Budget
    bodies: Mapping[str, Body]
    groups: Mapping[str, Group]
    wards: Mapping[str, Ward]
    venues: Mapping[str, Venue]
    resources: Mapping[str, Resource]
    supplies: Mapping[str, Supply]
    activities: Mapping[str, Activity]
    tasks: tuple[TaskTemplate, ...]
    weights: Mapping[str, int]
    indicators: Mapping[str, Words]
    """Every indicator's name, by id."""
    digest: str
    """SHA-256 of the plan's files, their paths and bytes."""

    def wards_of(self, member: str) -> tuple[str, ...]:
        """Return the wards of a group, or the ward itself."""
        group = self.groups.get(member)
        return group.wards if group else (member,)

    def name_of(self, member: str) -> str:
        """Return the name of a ward or group."""
        group = self.groups.get(member)
        return group.name if group else self.wards[member].name

    def body_name(self, owner: str) -> str:
        """Return a body's short name, or the free text itself."""
        body = self.bodies.get(owner)
        return body.short if body else owner

    def host_activity(self, activity: Activity) -> Activity:
        """Return the activity in whose events `activity` takes place: itself where it is alone."""
        while activity.within is not None:
            activity = self.activities[activity.within]
        return activity

    def days(self) -> Iterator[date]:
        """Yield the days on which events may lie."""
        day = self.campaign.prepare_from
        while day <= self.campaign.wind_up:
            yield day
            day += timedelta(days=1)
