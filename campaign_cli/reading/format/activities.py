"""The plan file's format, second part: activities, kinds and tasks, and the file as a whole."""

import datetime as dt
from datetime import date
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, Tag  # noqa: TID253 - only imported to read a plan

from campaign_cli.reading.format.tables import (
    Body,
    Budget,
    Calendar,
    Campaign,
    Count,
    Document,
    Filled,
    Form,
    Group,
    Positive,
    Resource,
    Supply,
    Table,
    Text,
    Venue,
    Ward,
    Weekday,
    forms,
)

Words = Annotated[list[str], Field(min_length=1)]
Often = Annotated[int, Field(ge=1, le=366)]


class Lasts(Table):
    """So many sessions in a row on each of so many successive open days."""

    days: Often = 1
    sessions: Often = 1


LastsForm = Annotated[
    Annotated[Often, Tag("\0number")]
    | Annotated[Lasts, Tag("\0table")]
    | Annotated[Literal["window"], Tag("\0text")],
    forms("lasts"),
]


class Task(Table):
    """A line of a checklist. With the id of one of the kind's, it changes that one."""

    id: str
    title: Text | None = None
    vi: Filled | None = None
    en: Filled | None = None
    indoors: Text | None = None
    """Its title where the event is not outdoors, if that is another."""
    d: Annotated[int, Field(ge=-366, le=366)] | None = None
    """Working days from the event: negative before its first day, positive after its last."""
    who: Literal["organiser", "owner", "host", "ward"] | None = None
    once: bool | None = None
    """One task for the whole activity."""
    cal: bool | None = None
    """`d` counts calendar days."""
    each: Literal["week", "day"] | None = None
    on: Literal["start", "campaign-end"] | None = None
    if_: Literal["outdoor", "several-wards", "speakers", "print", "private"] | None = Field(
        None, alias="if"
    )
    need: Text | None = None
    """Materials, or proof to keep."""
    key: bool | None = None
    """Stands on the ward's one-page sheet."""
    law: bool | None = None
    """Depends on a licence or a notice."""


class CampaignTask(Table):
    """A task of the campaign itself."""

    id: str
    on: date
    who: Literal["organiser", "owner", "host", "ward"] = "organiser"
    title: Text
    need: Text | None = None
    key: bool = True
    law: bool = False


class Kind(Table):
    """A sort of activity, on top of a built-in one or another of the plan's own."""

    like: str | None = None
    name: Text | None = None
    unit: Text | None = None
    letter: Text | None = None
    days: Annotated[list[Weekday], Field(min_length=1)] | None = None
    sessions: Words | None = None
    lasts: LastsForm | None = None
    beside: bool | None = None
    """Runs beside other events."""
    outdoor: bool | None = None
    private: bool | None = None
    indicators: list[str] | None = None
    tasks: list[Task] = Field(default_factory=list)
    drop: list[str] = Field(default_factory=list)
    """Tasks that are taken away."""


class Choose(Table):
    """So many of the wards."""

    choose: Positive
    of: Words | None = None
    always: list[str] = Field(default_factory=list)
    per_group: Positive | None = None


WardsForm = Annotated[
    Annotated[Literal["each", "together", "each-group", "none"], Tag("\0text")]
    | Annotated[Words, Tag("\0list")]
    | Annotated[Choose, Tag("\0table")],
    forms("wards"),
]


class After(Table):
    """No sooner than `by` days after another activity; 0: in a later session, that day or after."""

    activity: str
    by: Annotated[int, Field(ge=0, le=366)] = 1


AfterEntry = Annotated[
    Annotated[str, Tag("\0text")] | Annotated[After, Tag("\0table")], forms("after-entry")
]
AfterForm = Annotated[
    Annotated[Literal["all"], Tag("\0text")] | Annotated[list[AfterEntry], Tag("\0list")],
    forms("after"),
]
Use = Annotated[
    Annotated[Positive, Tag("\0number")] | Annotated[Words, Tag("\0list")], forms("use")
]
SupplyUse = Annotated[
    Annotated[Count, Tag("\0number")] | Annotated[Literal["share"], Tag("\0text")],
    forms("supply-use"),
]
OnForm = Annotated[
    Annotated[date, Tag("\0date")] | Annotated[list[date], Tag("\0list"), Field(min_length=1)],
    forms("on"),
]


class Prefer(Table):
    """Where an event would best lie."""

    on: OnForm | None = None
    sessions: Words | None = None


class Fixed(Table):
    """Where an event stands."""

    date: dt.date
    session: str | None = None


FixedEvent = Annotated[
    Annotated[date, Tag("\0date")] | Annotated[Fixed, Tag("\0table")], forms("fixed-event")
]
FixedForm = Annotated[
    Annotated[date, Tag("\0date")]
    | Annotated[Fixed, Tag("\0table")]
    | Annotated[dict[str, FixedEvent], Tag("\0events")],
    forms("fixed", Form.fixed),
]


class Quota(Table):
    """So many, divided among the wards and printed."""

    of: Positive
    by: str = "equal"
    at_least: Count = 0
    send_by: date | None = None


class Part(Table):
    """A line of the printed programme."""

    hours: str = ""
    title: Filled


class Override(Table):
    """What is different in one ward or group."""

    audience: Positive | None = None
    cost: Count | None = None
    venue: str | None = None
    hours: str | None = None
    preside: str | None = None
    indicators: dict[str, Count] = Field(default_factory=dict)
    supplies: dict[str, SupplyUse] = Field(default_factory=dict)


class Activity(Table):
    """One line of the plan: what is to happen, how often, where, with whom."""

    id: str
    kind: str
    title: Filled
    owner: str | None = None
    """A body, or "ward": each ward's own office."""
    with_: list[str] = Field(default_factory=list, alias="with")
    preside: str = ""
    attend: str = ""
    wards: WardsForm | None = None
    """"each" (default), "together", "each-group", "none", a list of wards and groups, a choice."""
    attendance: Literal["all", "delegates"] = "all"
    times: Often | None = None
    """Events a ward, on different days but for `apart = 0`."""
    apart: Annotated[int, Field(ge=0, le=366)] | None = None
    """Days between their starts; 0: they may share a day, in different sessions."""
    from_: date | None = Field(None, alias="from")
    to: date | None = None
    days: Annotated[list[Weekday], Field(min_length=1)] | None = None
    sessions: Words | None = None
    hours: str = ""
    """Printed in place of the session's hours."""
    lasts: LastsForm | None = None
    """Sessions in a row; { days, sessions }; or "window": as long as from–to."""
    beside: bool | None = None
    outdoor: bool | None = None
    private: bool | None = None
    after: AfterForm | None = None
    within: str | None = None
    """Inside another activity's event, instead of wards and dates."""
    uses: dict[str, Use] = Field(default_factory=dict)
    supplies: dict[str, SupplyUse] = Field(default_factory=dict)
    """An event's; "share": the ward's share of it."""
    audience: Positive | None = None
    """The venue must hold them."""
    venue: str | None = None
    cost: Count = 0
    """An event's."""
    source: str | None = None
    prefer: Prefer | None = None
    indicators: dict[str, Count] = Field(default_factory=dict)
    """Targets, an event's."""
    quota: dict[str, Quota] = Field(default_factory=dict)
    fixed: FixedForm | None = None
    in_: dict[str, Override] = Field(default_factory=dict, alias="in")
    part: list[Part] = Field(default_factory=list)
    task: list[Task] = Field(default_factory=list)
    drop: list[str] = Field(default_factory=list)
    """Tasks of the kind that are taken away."""


class PlanFile(Table):
    """A plan: for its schema; what is read is checked table by table."""

    model_config = ConfigDict(defer_build=True)

    include: list[str] = Field(default_factory=list)
    campaign: Campaign
    document: Document = Document()
    calendar: Calendar = Calendar()
    budget: Budget = Budget()
    body: list[Body] = Field(default_factory=list)
    group: list[Group] = Field(default_factory=list)
    ward: list[Ward] = Field(default_factory=list)
    venue: list[Venue] = Field(default_factory=list)
    resource: list[Resource] = Field(default_factory=list)
    supply: list[Supply] = Field(default_factory=list)
    activity: list[Activity] = Field(default_factory=list)
    task: list[CampaignTask] = Field(default_factory=list)
    preferences: dict[str, Count] = Field(default_factory=dict)
    indicators: dict[str, Text] = Field(default_factory=dict)
    """Names of the plan's own indicators."""
    kind: dict[str, Kind] = Field(default_factory=dict)
