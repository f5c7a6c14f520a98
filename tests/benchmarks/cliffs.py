"""Plans of many activities and months, the same for the same seed: where a search falls off.

A place is an event's start at a venue. A city's month has some 40,000 places; a year of windows
as long as the campaign has millions.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Any

from helpers.builders import activity, choose, kind, member, plan, pool, supply, things, venue
from helpers.builders import ward as new_ward

from benchmarks.plans import SESSIONS, WEEKEND
from campaign_cli.model.plan import Activity, After, Closing, Plan, Resource

START = date(2026, 1, 5)
DAYS_A_MONTH = 30.4
DAY, MORNING, NIGHT = ("morning", "afternoon"), ("morning",), ("evening",)
FORMS: tuple[dict[str, Any], ...] = (
    {"kind": "talk", "sessions": DAY, "uses": {"speakers": 1, "sound": 1}, "audience": 120},
    {"kind": "visit", "sessions": MORNING, "uses": {"cars": 1}},
    {"kind": "training", "sessions": DAY, "uses": {"trainers": 1}, "lasts": 2},
    {"kind": "film", "sessions": NIGHT, "uses": {"sound": 1}},
    {"kind": "gifts", "sessions": DAY, "supplies": {"gift": 8}},
    {"kind": "posters", "sessions": DAY, "beside": True, "uses": {"cars": 1}},
    {"kind": "meeting", "sessions": DAY, "prefer_sessions": ("afternoon",)},
    {"kind": "quiz", "sessions": (*DAY, *NIGHT)},
    {"kind": "sports", "sessions": DAY, "days": WEEKEND},
    {"kind": "talk", "sessions": DAY, "uses": {"speakers": 1}, "prefer_sessions": MORNING},
)


@dataclass(frozen=True, kw_only=True)
class Shape:
    """A plan of so many activities, each in every one of the wards, in so many months.

    `window`: the days that each activity has; None: all. `chosen`, `ordered` and `preferring`:
    the parts of the activities whose wards are chosen, that come after another, that prefer a
    day. `load`: how much of their time people and things are asked for.
    `contrary`: wishes for days pay no heed to what comes after what.
    """

    activities: int
    months: int
    wards: int = 13
    window: int | None = 28
    chosen: float = 0.06
    ordered: float = 0.2
    preferring: float = 0.8
    load: float = 0.95
    contrary: bool = False

    @property
    def end(self) -> date:
        """The last day."""
        return START + timedelta(days=round(self.months * DAYS_A_MONTH) - 1)


def long_plan(shape: Shape, seed: int = 1) -> Plan:
    """Return a plan of a shape."""
    random = Random(seed)  # noqa: S311 - the same plans every time
    names = [f"w{number:02}" for number in range(1, shape.wards + 1)]
    drawn: list[Activity] = []
    for number in range(shape.activities):
        drawn.append(_activity(shape, random, number, drawn))
    return plan(
        *drawn,
        wards=[
            new_ward(
                name,
                population=random.randrange(8, 60) * 1000,
                closings=_days_off(shape, random),
            )
            for name in names
        ],
        venues=[
            venue(f"{name}-hall", name, capacity=150, closings=_days_off(shape, random))
            for name in names
        ],
        resources=list(_resources(shape, random, drawn)),
        supplies=[
            supply("gift", 8 * shape.wards * shape.activities, ready=START + timedelta(days=3))
        ],
        sessions=SESSIONS,
        start=START,
        end=shape.end,
    )


def _activity(shape: Shape, random: Random, number: int, before: Sequence[Activity]) -> Activity:
    form = dict(FORMS[number % len(FORMS)])
    days = (shape.end - START).days + 1
    long = shape.window or days
    first = START + timedelta(days=random.randrange(days - long + 1))
    last = first + timedelta(days=long - 1)
    after = []
    if before and random.random() < shape.ordered:
        other = random.choice(before)
        # What comes first has most of its own window for it.
        if other.first + timedelta(days=14) <= last and other.targets.form == "each":
            after.append(After(other.id, 1))
    if random.random() < shape.chosen:
        form["wards"] = choose(max(2, shape.wards // 3))
    name = form.pop("kind")
    drawn = activity(
        f"{name}-{number + 1}", kind=kind(name), first=first, last=last, after=after, **form
    )
    if random.random() >= shape.preferring:
        return drawn
    wish = first + timedelta(days=random.randrange(long))
    if after and not shape.contrary:
        wish = min(last, max(wish, *(one + timedelta(days=1) for one in other.prefer_on), first))
    return replace(drawn, prefer_on=(wish,))


def _days_off(shape: Shape, random: Random) -> tuple[Closing, ...]:
    """Return a day or half a day off for each month."""
    days = (shape.end - START).days + 1
    closings = []
    for _ in range(shape.months):
        day = START + timedelta(days=random.randrange(days))
        sessions = random.choice(((), ("morning",), ("afternoon",)))
        closings.append(Closing(first=day, last=day, sessions=frozenset(sessions)))
    return tuple(closings)


def _resources(shape: Shape, random: Random, drawn: Sequence[Activity]) -> Iterator[Resource]:
    """Yield people and things, as many as what asks for them keeps busy for `load` of the time."""
    workdays = shape.months * 21
    for name in ("speakers", "trainers", "sound", "cars"):
        events = sum(one.targets.choose or shape.wards for one in drawn if one.uses.get(name, 0))
        a_day = 1 if name == "trainers" else 2
        count = max(2, math.ceil(events / (a_day * workdays * shape.load)))
        if name in {"speakers", "trainers"}:
            members = [
                member(f"{name}-{number}", range(5), closings=_days_off(shape, random))
                for number in range(1, count + 1)
            ]
            yield pool(name, *members, max_per_day=a_day)
        else:
            yield things(name, count)
