"""The plan file's format: what stands in each table and of what type, checked by pydantic.

Types are strict: "90" is no number and `true` is none either. What the tables mean together is
checked in `rules`. The text below an attribute is what editors show for its key.
"""

import datetime as dt
from datetime import date, time
from typing import Annotated, Any, Literal

from pydantic import (  # noqa: TID253 - this module is itself only imported to read a plan
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    Tag,
)

MOST = 10**12
"""No number of a plan is larger: what sums of it are stay exact everywhere."""

Count = Annotated[int, Field(ge=0, le=MOST)]
Positive = Annotated[int, Field(ge=1, le=MOST)]
Filled = Annotated[str, Field(min_length=1)]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MARK = "\0"
"""Begins the tags of forms in pydantic's error paths, so that no key of a plan looks like one."""


class Form:
    """Chooses between the forms a value may have, by its TOML type."""

    @staticmethod
    def of(value: Any) -> str:  # noqa: PLR0911 - one line a type reads best
        """Return the tag of `value`'s form."""
        match value:
            case dict() | BaseModel():
                return "\0table"
            case list() | tuple():
                return "\0list"
            case str():
                return "\0text"
            case bool():
                return "\0bool"
            case int():
                return "\0number"
            case date():
                return "\0date"
            case _:
                return "\0other"

    @staticmethod
    def fixed(value: Any) -> str:
        """Return the form of `fixed`: one date, one table, or a table of events."""
        if isinstance(value, dict) and not ({"date", "session"} & value.keys()):
            return "\0events"
        return Form.of(value)


def forms(name: str, by: Any = Form.of) -> Discriminator:
    """Return what tells the forms of a value apart; `name` is what the message says it may be."""
    return Discriminator(by, custom_error_type="form", custom_error_message=name)


class Table(BaseModel):
    """A table whose keys are all known."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class TwoLanguages(Table):
    """A text in both languages."""

    vi: Filled
    en: Filled


Text = Annotated[
    Annotated[Filled, Tag("\0text")] | Annotated[TwoLanguages, Tag("\0table")], forms("text")
]
Weekdays = Annotated[
    Annotated[Weekday, Tag("\0text")]
    | Annotated[list[Weekday], Tag("\0list"), Field(min_length=1)],
    forms("weekdays"),
]


class ClosingTable(Table):
    """When something does not take place: a date, from–to, certain weekdays, sessions or kinds."""

    date: dt.date | None = None
    from_: dt.date | None = Field(None, alias="from")
    to: dt.date | None = None
    weekly: Weekdays | None = None
    sessions: Annotated[list[str], Field(min_length=1)] | None = None
    kinds: Annotated[list[str], Field(min_length=1)] | None = None
    why: str = ""
    """What explanations say."""


Closing = Annotated[
    Annotated[date, Tag("\0date")] | Annotated[ClosingTable, Tag("\0table")], forms("closing")
]


class Person(Table):
    """Whom to call."""

    name: Filled
    phone: str = ""
    title: str = ""
    email: str = ""


class Campaign(Table):
    """The month of action."""

    name: Filled
    theme: str = ""
    organiser: str = ""
    """A body's id, or free text."""
    start: date
    end: date
    prepare_from: date | None = None
    """Events may lie from here, where their `from` says so; default: `start`."""
    wind_up: date | None = None
    """Events may lie to here, where their `to` says so; default: `end`."""
    language: Literal["vi", "en"] = "vi"
    """Of all that wards receive."""
    country: Filled | None = None
    """Its public holidays are closed: "VN"."""
    timezone: Filled = "Asia/Ho_Chi_Minh"
    ward_term: Filled | None = None
    """What a ward is called: "phường", "xã"."""


class Signed(Table):
    """Who signs the documents."""

    authority: str = ""
    title: str = ""
    name: str = ""


class Document(Table):
    """What the administrative documents carry."""

    parent: str = ""
    number: str = ""
    place: str = ""
    date: dt.date | None = None
    basis: list[str] = Field(default_factory=list)
    signed: Signed = Signed()
    to: list[str] = Field(default_factory=list)


class Session(Table):
    """A part of a day in which an event can take place."""

    id: str
    name: Text | None = None
    start: time
    end: time


class Calendar(Table):
    """Which days are worked on, and the sessions of a day."""

    workdays: list[Weekday] = ["mon", "tue", "wed", "thu", "fri"]
    open: list[date] = Field(default_factory=list)
    """Decreed workdays: they win over weekdays and holidays."""
    closed: list[Closing] = Field(default_factory=list)
    session: list[Session] = Field(default_factory=list)
    """Default: morning, afternoon and evening; in order, not overlapping."""


class Source(Table):
    """Where money comes from."""

    id: str
    name: Filled | None = None
    amount: Count


class Budget(Table):
    """What may be spent."""

    currency: Filled | None = None
    """"GBP"; default: that of the campaign's `country`."""
    limit: Count | None = None
    source: list[Source] = Field(default_factory=list)


class Body(Table):
    """An organisation that owns or helps with activities."""

    id: str
    name: Filled
    short: Filled | None = None
    contact: Person | None = None
    deputy: Person | None = None


class Group(Table):
    """Several wards that do things together."""

    id: str
    name: Filled | None = None
    wards: list[str] = Field(default_factory=list)


class Hall(Table):
    """A ward's own venue, `WARD-hall`."""

    name: Filled
    capacity: Positive | None = None
    address: str = ""
    closed: list[Closing] = Field(default_factory=list)


class Ward(Table):
    """The area an event is assigned to."""

    id: str
    name: Filled
    term: Filled | None = None
    """What it is called, where that is not the campaign's `ward_term`: "xã"."""
    population: Count | None = None
    need: Count | None = None
    """Weight for aid."""
    counts: dict[str, Count] = Field(default_factory=dict)
    """Anything else that things are shared by."""
    contact: Person | None = None
    deputy: Person | None = None
    hall: Hall | None = None
    group: (
        Annotated[
            Annotated[str, Tag("\0text")] | Annotated[list[str], Tag("\0list")], forms("group")
        ]
        | None
    ) = None
    closed: list[Closing] = Field(default_factory=list)


class Venue(Table):
    """A place."""

    id: str
    name: Filled
    ward: str | None = None
    """A venue of the organiser's has none."""
    owner: str = ""
    address: str = ""
    capacity: Positive | None = None
    """Without it, the venue holds any number."""
    closed: list[Closing] = Field(default_factory=list)


class Member(Table):
    """A named person of a pool. The same id in two pools is the same person."""

    id: str
    name: Filled
    phone: str = ""
    days: list[Weekday] | None = None
    """The only weekdays they serve on."""
    closed: list[Closing] = Field(default_factory=list)


class Resource(Table):
    """Who or what is shared and given back: `members`, or a `quantity` of equal things."""

    id: str
    name: Filled
    quantity: Count | None = None
    members: Annotated[list[Member], Field(min_length=1)] | None = None
    max_per_day: Positive | None = None
    """Events a day for each member."""


class Supply(Table):
    """What is used up."""

    id: str
    name: Filled
    quantity: Count | None = None
    per: Annotated[dict[str, Count], Field(min_length=1)] | None = None
    """So many for each count of a ward; the quantity follows."""
    share_by: str | None = None
    """"population", "need", "equal" or one of `counts`: divided among the wards."""
    at_least: Count = 0
    unit: str = ""
    unit_cost: Count = 0
    value: Count = 0
    """What one is worth where it is given in kind."""
    pack: Positive = 1
    waste: Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)] = 0.0
    ready: date | None = None
    """No event that uses it, and no collection, before."""
    source: str | None = None
