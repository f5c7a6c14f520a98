"""What conflicts are planted in: a city's plan that holds, made as tight as a family needs it.

That a plan holds is proved by a schedule that passes the audit, never by trust in the solver.
"""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path as File
from random import Random
from typing import Any

from helpers.builders import on

from benchmarks.plans import city
from benchmarks.texts import Path, Text, written
from campaign_cli.model.audit import audit
from campaign_cli.model.plan import Budget, Plan, Source
from campaign_cli.model.plan.demand import events_asked_for
from campaign_cli.reading import read
from campaign_cli.scheduling import Limits, schedule
from campaign_cli.support.diagnostic import Severity

COSTS = {
    "launch": (12_000_000, "quan"),
    "posters": (400_000, "quan"),
    "talk": (3_000_000, "quan"),
    "training": (2_500_000, "quan"),
    "contest": (1_500_000, "quan"),
    "arts": (9_000_000, "van-dong"),
    "sports": (5_000_000, "van-dong"),
    "gifts": (4_000_000, "van-dong"),
    "closing": (10_000_000, "quan"),
}


@dataclass(frozen=True)
class Mend:
    """One change that mends: what is at `path`, from `was` to `value`; None: taken out."""

    path: Path
    was: Any
    value: Any = None
    day: date | None = None


@dataclass(frozen=True)
class Planted:
    """A plan that cannot hold: `before` it could, and `mended` it can again."""

    family: str
    before: Text
    text: Text
    mended: Text
    lines: tuple[Path, ...]
    """The planted lines, as causes name them."""
    repair: tuple[Mend, ...]


class Unplantable(Exception):  # noqa: N818 - what it is: this seed's plan has no room for it
    """A family found no way to be planted in a plan: a mistake of the family's."""


@dataclass(frozen=True)
class Ground:
    """Where conflicts are planted: a city's plan that holds."""

    wards: int
    seed: int
    random: Random = field(default_factory=Random)

    @cached_property
    def plan(self) -> Plan:
        """The city, with money enough."""
        drawn = city(self.wards, 12, self.seed)
        costs = {"quan": 0, "van-dong": 0}
        for activity in drawn.activities.values():
            cost, source = COSTS.get(activity.id, (0, "quan"))
            costs[source] += cost * events_asked_for(activity)
        budget = Budget(
            limit=round(sum(costs.values()), -7) + 20_000_000,
            sources={
                "quan": Source("quan", "Ngân sách", round(costs["quan"], -7) + 20_000_000),
                "van-dong": Source(
                    "van-dong", "Nguồn vận động", round(costs["van-dong"], -7) + 20_000_000
                ),
            },
        )
        return replace(drawn, budget=budget)

    @cached_property
    def text(self) -> Text:
        """Its text."""
        return written(self.plan, COSTS)

    @cached_property
    def names(self) -> list[str]:
        """Its wards, in an order of the seed's."""
        names = list(self.plan.wards)
        self.random.shuffle(names)
        return names


def plan_of(text: Text) -> Plan | None:
    """Return the plan that a text says; None where reading already sees that it cannot hold."""
    with tempfile.TemporaryDirectory() as folder:
        file = File(folder) / "plan.toml"
        file.write_text(str(text), encoding="utf-8")
        reading = read(file)
    errors = [one for one in reading.diagnostics if one.severity is Severity.ERROR]
    if any(not one.cannot_hold for one in errors):
        raise ValueError([(one.code, one.path, one.message) for one in errors])
    return None if errors else reading.plan


def holds(text: Text) -> bool:
    """Return whether the plan of a text has a schedule: one is made, whatever its price."""
    plan = plan_of(text)
    if plan is None:
        return False
    plan = replace(plan, weights=dict.fromkeys(plan.weights, 0))
    made = schedule(plan, Limits(300))
    assert made.bookings or str(made.status) == "infeasible", made.status
    assert audit(plan, made) == ()
    return made.solved


def tightest(texts: Sequence[Text]) -> int:
    """Return the number of the last of `texts`, each tighter than the one before, that holds."""
    low, high = 0, len(texts)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if holds(texts[middle]) else (low, middle)
    if low == 0 and not holds(texts[0]):
        raise Unplantable
    return low


def workdays(first: str, last: str) -> list[date]:
    """Return Mondays to Fridays from `first` to `last`."""
    days = (on(first) + timedelta(days=n) for n in range((on(last) - on(first)).days + 1))
    return [day for day in days if day.weekday() < 5]


def and_one(text: Text, *path: str, **more: Any) -> Text:
    """Return the text with something more in the lists of a table."""
    return text.but(
        *path,
        **{key: [*(text.has(*path, key.rstrip("_")) or ()), one] for key, one in more.items()},
    )


def with_by(text: Text, successor: str, before: str, by: int) -> Text:
    """Return the text with `by` days from one activity to another."""
    after = [
        one
        for one in text.has("activity", successor, "after") or ()
        if one != before and not (isinstance(one, dict) and one["activity"] == before)
    ]
    return text.but(
        "activity", successor, after=[*after, {"activity": before, "by": by} if by > 1 else before]
    )


def shortest(
    ground: Ground, text: Text, activity: str, first: str, beyond: int = 0
) -> tuple[Text, Text, date, date]:
    """Return the text with the shortest `to` that holds, and with a shorter one that does not."""
    last = text.has("activity", activity, "to") or on("15/12")
    days = [day for day in reversed(workdays(first, "15/12")) if day <= last]
    texts = [text.but("activity", activity, to=day) for day in days]
    place = tightest(texts)
    short = min(place + 1 + beyond + ground.random.randrange(2), len(days) - 1)
    if short == place:
        raise Unplantable
    return texts[place], texts[short], days[place], days[short]


def asking_by_name(ground: Ground, activity: str, text: Text | None = None) -> tuple[str, Text]:
    """Return a speaker, and the text in which an activity asks for that one by name."""
    for person in ground.plan.resources["speakers"].members:
        asked = (text or ground.text).but("activity", activity, uses={"speakers": [person]})
        if holds(asked):
            return person, asked
    raise Unplantable


def with_member_closed(text: Text, person: str, *closings: Any) -> Text:
    """Return the text with a speaker away some more days."""
    members = [
        {**one, "closed": [*one.get("closed", ()), *closings]} if one["id"] == person else one
        for one in text.has("resource", "speakers", "members")
    ]
    return text.but("resource", "speakers", members=members)


def with_review(text: Text, **keys: Any) -> Text:
    """Return the text with a meeting of the organiser's own at its end."""
    return text.and_table(
        "activity",
        "review",
        id="review",
        kind="meeting",
        title="Họp kiểm điểm",
        owner="ubnd",
        wards="none",
        sessions=["morning"],
        **keys,
    )
