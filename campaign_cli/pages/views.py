"""Views: what stands on the page of one ward, body, person or day, or of one subject."""

from dataclasses import dataclass
from datetime import date

from campaign_cli.model.checklist import (
    Event,
    Line,
    Office,
    Receipt,
    Report,
    Serving,
    Stamp,
    Target,
)
from campaign_cli.model.orders import Costs, Order


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A ward's page."""

    stamp: Stamp
    ward: Office
    today: date | None
    week: tuple[Line, ...]
    at_once: tuple[Line, ...]
    """What was late when the plan was signed, while that is new."""
    events: tuple[Event, ...]
    receipts: tuple[Receipt, ...]
    targets: tuple[Target, ...]
    lines: tuple[Line, ...]
    """Without what stands under `reports`, but on the full list."""
    reports: tuple[Report, ...]
    organiser: Office
    full: bool
    """Whether it lists every task, or the key ones alone."""
    others: int
    """How many tasks only the full list has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BodySheet:
    """A body's page: the events it owns, and its tasks. `targets` are the organiser's alone."""

    stamp: Stamp
    body: Office
    today: date | None
    week: tuple[Line, ...]
    at_once: tuple[Line, ...]
    """What was late when the plan was signed, while that is new."""
    events: tuple[Event, ...]
    targets: tuple[Target, ...]
    lines: tuple[Line, ...]
    organiser: Office
    full: bool
    others: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Itinerary:
    """A person's page: where they serve, and whom to call there. It is theirs alone."""

    stamp: Stamp
    person: Serving
    pools: tuple[str, ...]
    events: tuple[tuple[Event, Office], ...]
    """With the office that receives them."""
    organiser: Office


@dataclass(frozen=True, slots=True, kw_only=True)
class DaySheet:
    """A day's page: what takes place, and what falls due, by who does it."""

    stamp: Stamp
    day: date
    closed: str | None
    """Why it is no working day ("" for a weekend); None if it is one."""
    events: tuple[Event, ...]
    running: tuple[Event, ...]
    """Those that last as long as their window."""
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """Everyone's page, for whoever keeps the whole campaign in hand."""

    stamp: Stamp
    organiser: Office
    events: tuple[Event, ...]
    targets: tuple[Target, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintOrder:
    """What is ordered of each supply, and who is given how many."""

    stamp: Stamp
    organiser: Office
    orders: tuple[Order, ...]
    currency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Spending:
    """The budget: what everything costs, and who pays."""

    stamp: Stamp
    organiser: Office
    costs: Costs


View = Sheet | BodySheet | Itinerary | DaySheet | Whole | PrintOrder | Spending
