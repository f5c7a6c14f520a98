"""What activities are done with: people, places, things, money, and the days they lie on."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time

from campaign_cli.support.language import Language, Words


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


def of_campaign(language: Language, campaign: Campaign, today: date | None = None) -> Language:
    """Return the language, in which the campaign's only year goes without saying."""
    years = [campaign.start.year, campaign.end.year]
    return language.of_years(*years, *([today.year] if today else []))


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
    term: str = ""
    """What it is called, where the plan says so; `terms_of` knows all wards' words."""
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
