"""One line of the plan: what is to happen, how often, where and with whom."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from campaign_cli.model.plan.event_id import EventId
from campaign_cli.model.plan.kind import Kind, Lasts, TaskTemplate

OWNER_WARD = "ward"
"""The owner of an activity that each ward's own office runs."""

SHARE = "share"
"""In an activity's supplies: the ward's share, instead of a number."""


@dataclass(frozen=True, slots=True)
class After:
    """First day ≥ the last day of `activity` + `by`; 0: a later session, that day or after."""

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
    """By the key of the event's id: "xuan-dinh#2", "route-1"; "" and "#2" of one for all."""
    overrides: Mapping[str, Override] = field(default_factory=dict)
    parts: tuple[Part, ...] = ()
    tasks: tuple[TaskTemplate, ...] = ()
    """The kind's and its own, less those it drops."""
    own_ward: str | None = None
    """The ward whose own file it stands in."""

    @property
    def fixed_members(self) -> frozenset[str]:
        """The wards or groups of which an event is fixed."""
        return frozenset(EventId.of_key(self.id, key).member for key in self.fixed)

    @property
    def window(self) -> bool:
        """Whether it is one event as long as its window, not solved."""
        return self.lasts.window
