"""The hash of what matters to scheduling."""

from dataclasses import fields, is_dataclass, replace
from datetime import date, time
from typing import Any

import pytest
from helpers.builders import (
    activity,
    choose,
    closing,
    kind,
    member,
    plan,
    pool,
    supply,
    things,
    venue,
    ward,
)

from campaign_cli.model.plan import Body, Part, Person, Plan, Quota, Session
from campaign_cli.model.plan.digest import _ONLY_SAID, scheduling_digest
from campaign_cli.model.plan.kind import TaskTemplate

MONTH = plan(
    activity(
        "talk",
        kind=kind("talk", days=frozenset({1, 2})),
        uses={"speakers": 1},
        supplies={"leaflet": 5},
        fixed={"a": "15/11"},
        overrides={"a": {"cost": 5}},
    ),
    activity("show", wards=choose(1), after=["talk"]),
    wards=(ward("a", need=1, counts={"tdp": 3}, closings=(closing("18/11"),)), "b"),
    groups={"north": ("a", "b")},
    venues=[venue("hall", "a", capacity=100)],
    resources=[pool("speakers", member("x"), "y"), things("sound", 3)],
    supplies=[supply("leaflet", 100)],
    bodies=[Body(id="union", name="Union", short="U")],
    sources={"city": 100},
    limit=1000,
    holidays={"17/11": "Day"},
    closed=[closing("16/11", why="meeting")],
)


def deep(value: Any, path: list[str], new: Any) -> Any:
    """Return `value` with `new` at `path`, through dataclasses, mappings and tuples."""
    if not path:
        return new
    step, *rest = path
    if isinstance(value, tuple):
        at = int(step)
        return (*value[:at], deep(value[at], rest, new), *value[at + 1 :])
    if is_dataclass(value):
        return replace(value, **{step: deep(getattr(value, step), rest, new)})  # type: ignore[type-var]
    return {**value, step: deep(value.get(step), rest, new)}


def changed(path: str, new: Any) -> Plan:
    """Return the month with another value at one dotted path."""
    other = deep(MONTH, path.split("."), new)
    assert isinstance(other, Plan)
    assert other != MONTH
    return other


@pytest.mark.parametrize(
    ("path", "new"),
    [
        ("campaign.name", "x"),
        ("campaign.theme", "x"),
        ("campaign.organiser", "x"),
        ("campaign.language", "vi"),
        ("campaign.timezone", "UTC"),
        ("campaign.ward_term", "phường"),
        ("document.number", "7"),
        ("bodies.union", Body(id="union", name="Union", short="U", contact=Person("x", "1"))),
        ("groups.north.name", "x"),
        ("wards.a.name", "x"),
        ("wards.a.contact", Person("x", "024 0000 0001")),
        ("wards.a.closings.0.why", "x"),
        ("calendar.closings.0.why", "x"),
        ("calendar.sessions.0", Session("morning", {"en": "early"}, time(7), time(11))),
        ("calendar.holidays", {date(2022, 11, 17): "another name"}),
        ("budget.currency", "USD"),
        ("budget.sources.city.name", "x"),
        ("venues.hall.name", "x"),
        ("venues.hall.address", "x"),
        ("resources.speakers.name", "x"),
        ("resources.speakers.members.x.phone", "024 0000 0001"),
        ("supplies.leaflet.unit", "sheet"),
        ("supplies.leaflet.value", 7),
        ("activities.talk.title", "x"),
        ("activities.talk.owner", "union"),
        ("activities.talk.hours", "8h30"),
        ("activities.talk.parts", (Part("8h", "x"),)),
        ("activities.talk.quotas", (Quota(id="people", of=10, by="need"),)),
        ("activities.talk.indicators", {"people": 1}),
        ("activities.talk.tasks", (TaskTemplate(id="x", title={"en": "x"}, who="ward"),)),
        ("activities.talk.overrides.a.preside", "x"),
        ("activities.talk.kind.name", {"en": "x"}),
        ("tasks", (TaskTemplate(id="x", title={"en": "x"}, who="ward"),)),
        ("indicators", {"people": {"en": "x"}}),
        ("digest", "1" * 64),
    ],
)
def test_what_is_only_said(path: str, new: Any) -> None:
    """A corrected phone number makes new documents, not a new month."""
    assert scheduling_digest(changed(path, new)) == scheduling_digest(MONTH)


@pytest.mark.parametrize(
    ("path", "new"),
    [
        ("campaign.start", date(2022, 11, 15)),
        ("campaign.wind_up", date(2022, 12, 20)),
        ("calendar.workdays", frozenset({1})),
        ("calendar.opened", frozenset({date(2022, 11, 19)})),
        ("calendar.holidays", {date(2022, 11, 18): "Day"}),
        ("calendar.closings.0.kinds", frozenset({"talk"})),
        ("calendar.sessions.0", Session("dawn", {"en": "morning"}, time(8), time(11, 30))),
        ("budget.limit", 1001),
        ("budget.sources.city.amount", 101),
        ("groups.north.wards", ("a",)),
        ("wards.a.population", 9),
        ("wards.a.need", 9),
        ("wards.a.counts.tdp", 9),
        ("wards.a.closings.0.sessions", frozenset({"morning"})),
        ("venues.hall.ward", None),
        ("venues.hall.capacity", 99),
        ("venues.hall.closings", (closing("17/11"),)),
        ("resources.sound.quantity", 4),
        ("resources.speakers.max_per_day", 1),
        ("resources.speakers.members.x.days", frozenset({1})),
        ("supplies.leaflet.quantity", 99),
        ("supplies.leaflet.waste", 0.1),
        ("supplies.leaflet.ready", date(2022, 11, 15)),
        ("supplies.leaflet.unit_cost", 1),
        ("supplies.leaflet.source", "city"),
        ("activities.talk.kind.id", "x"),
        ("activities.talk.first", date(2022, 11, 15)),
        ("activities.talk.days", frozenset({1})),
        ("activities.talk.sessions", ("morning",)),
        ("activities.talk.beside", True),
        ("activities.talk.delegates", True),
        ("activities.talk.cost", 1),
        ("activities.talk.source", "city"),
        ("activities.talk.audience", 1),
        ("activities.talk.venue", "hall"),
        ("activities.talk.uses", {"speakers": ("x",)}),
        ("activities.talk.supplies", {"leaflet": "share"}),
        ("activities.talk.prefer_on", (date(2022, 11, 15),)),
        ("activities.talk.prefer_sessions", frozenset({"morning"})),
        ("activities.talk.fixed", {}),
        ("activities.talk.overrides.a.cost", 6),
        ("activities.talk.overrides.a.supplies", {"leaflet": 6}),
        ("activities.show.after", ()),
        ("activities.show.targets.choose", 2),
        ("activities.show.targets.always", frozenset({"a"})),
        ("weights.ward-day", 7),
    ],
)
def test_what_scheduling_reads(path: str, new: Any) -> None:
    """Whatever a rule or a preference reads makes a new month."""
    assert scheduling_digest(changed(path, new)) != scheduling_digest(MONTH)


def test_the_order_of_lines() -> None:
    """Activities may change places; wards may not, for equal shares go by their order."""
    turned = dict(reversed(MONTH.activities.items()))
    assert scheduling_digest(replace(MONTH, activities=turned)) == scheduling_digest(MONTH)
    turned_wards = dict(reversed(MONTH.wards.items()))
    assert scheduling_digest(replace(MONTH, wards=turned_wards)) != scheduling_digest(MONTH)


def test_only_fields_that_there_are() -> None:
    """What is only said is a field of its type, so that a renamed one is not forgotten."""
    for type_, said in _ONLY_SAID.items():
        assert said <= {field.name for field in fields(type_)}
