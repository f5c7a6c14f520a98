"""Sorts of activity, and the tasks that each brings with it."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from campaign_cli.support.language import Words

Who = Literal["organiser", "owner", "host", "ward"]
Condition = Literal["outdoor", "several-wards", "speakers", "print", "private"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskTemplate:
    """One line that a kind, an activity or the campaign adds to checklists.

    `days` counts working days (calendar days where `calendar` is true) before the event's first
    day or after its last; 0 is the event itself. `date` is a day of the campaign's own instead.
    """

    id: str
    title: Words
    indoors: Words | None = None
    """Its title where the event is not outdoors, if that is another."""
    who: Who
    days: int = 0
    date: dt.date | None = None
    once: bool = False
    calendar: bool = False
    each: Literal["day", "week"] | None = None
    on: Literal["start", "campaign-end"] | None = None
    condition: Condition | None = None
    need: Words | None = None
    key: bool = False
    law: bool = False


@dataclass(frozen=True, slots=True)
class Lasts:
    """How long an event takes: `sessions` in a row on each of `days` successive open days."""

    days: int = 1
    sessions: int = 1
    window: bool = False
    """One event as long as the activity's window: drawn as a bar, not solved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A sort of activity: its defaults, its checklist, its indicators."""

    id: str
    name: Words
    unit: Words
    letter: Words
    """The one letter that stands for it in the ward × day matrix."""
    days: frozenset[int] | None = None
    """Weekdays, Monday 0; None for the campaign's workdays."""
    sessions: tuple[str, ...] = ()
    lasts: Lasts = Lasts()
    beside: bool = False
    """Runs beside other events: does not take the ward's time."""
    outdoor: bool = False
    private: bool = False
    indicators: tuple[str, ...] = ()
    tasks: tuple[TaskTemplate, ...] = ()
