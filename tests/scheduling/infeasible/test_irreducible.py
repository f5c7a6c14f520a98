"""Conflicts are irreducible in the eyes of a judge of their own: each line means one thing."""

from collections.abc import Collection
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event

import pytest
from benchmarks.verdicts import not_irreducible
from helpers.builders import (
    activity,
    choose,
    closing,
    member,
    plan,
    pool,
    supply,
    things,
    venue,
    ward,
)
from helpers.strategies import plan_texts
from hypothesis import given, settings

from campaign_cli.model.plan import Plan
from campaign_cli.model.plan.kind import Lasts
from campaign_cli.model.schedule import Status
from campaign_cli.reading import read
from campaign_cli.scheduling import Limits, schedule
from campaign_cli.scheduling.infeasible.diagnosis import conflicts_of
from campaign_cli.scheduling.limits import Patience

WINDOW = {"lasts": "window", "first": "14/11", "last": "15/11"}
DAY = {"first": "14/11", "last": "14/11"}

SMALL: dict[str, tuple[Plan, set[str]]] = {
    "a pool that windows share": (
        plan(
            activity("posters", uses={"helpers": 1}, **WINDOW),
            resources=[pool("helpers", "p")],
        ),
        {"resource.helpers.members", "activity.posters"},
    ),
    "what is within asks, too": (
        plan(
            activity("fair", wards="together", uses={"speakers": 1}),
            activity("talk", within="fair", uses={"speakers": 1}),
            resources=[pool("speakers", "p")],
        ),
        {"resource.speakers.members", "activity.fair"},
    ),
    "one person by name, in a pool of two": (
        plan(
            activity("posters", wards="none", uses={"speakers": ("p",)}, **WINDOW),
            activity("talk", wards="none", uses={"speakers": 2}, **DAY),
            resources=[pool("speakers", "p", "q")],
        ),
        {
            *("resource.speakers.members", "resource.speakers.members.p"),
            *("activity.posters", "activity.talk", "activity.talk.sessions", "activity.talk.to"),
        },
    ),
    "a person of two pools": (
        plan(
            activity("talk", wards="none", uses={"speakers": 1, "helpers": 1}),
            resources=[pool("speakers", "p"), pool("helpers", "p")],
        ),
        {
            *("resource.speakers.members", "resource.helpers.members"),
            *("resource.speakers.members.p", "activity.talk"),
        },
    ),
    "a person whom another pool keeps from this kind": (
        plan(
            activity("talk", wards="none", uses={"speakers": 1}, **DAY),
            resources=[
                pool("speakers", "p"),
                pool("helpers", member("p", closings=(closing("14/11", kinds=("talk",)),))),
            ],
        ),
        {
            *("resource.speakers.members", "resource.helpers.members.p.closed.0"),
            *("activity.talk", "activity.talk.to"),
        },
    ),
    "twice on one day": (
        plan(activity("talk", wards=("a",), times=2, apart=3, **DAY)),
        {"activity.talk", "activity.talk.apart", "activity.talk.to"},
    ),
    "more on one day than it has sessions": (
        plan(activity("talk", wards=("a",), times=4, apart=0, beside=True, **DAY)),
        {"activity.talk", "activity.talk.times", "activity.talk.to"},
    ),
    "wards that wait for others": (
        plan(
            activity("first", wards=("a", "b"), first="17/11"),
            activity("second", wards=("c", "d"), last="17/11", after=["first"]),
            wards=("a", "b", "c", "d"),
        ),
        {
            *("activity.first", "activity.first.from", "activity.second"),
            *("activity.second.after.first", "activity.second.to"),
        },
    ),
    "groups that share a ward": (
        plan(
            activity("talk", wards="each-group", beside=True, **DAY),
            wards=("a", "b", "c"),
            groups={"north": ("a", "b"), "south": ("b", "c")},
        ),
        {"activity.talk", "activity.talk.apart", "activity.talk.to"},
    ),
    "two days over a weekend": (
        plan(
            activity("camp", wards=("a",), first="18/11", last="21/11", lasts=Lasts(days=2)),
            closed=[closing("21/11")],
        ),
        {
            *("activity.camp", "activity.camp.from", "activity.camp.to"),
            *("calendar.closed.0", "calendar.workdays"),
        },
    ),
    "a supply that comes after a window begins": (
        plan(
            activity("posters", supplies={"poster": 1}, **WINDOW),
            supplies=[supply("poster", 10, ready=date(2022, 11, 15))],
        ),
        {"activity.posters", "supply.poster.ready"},
    ),
    "supplies alone cost too much": (
        plan(
            activity("gift", wards=choose(1, "a", "b"), cost=1),
            supplies=[supply("set", 3, unit_cost=1)],
            limit=2,
        ),
        {"budget.limit", "supply.set.unit_cost"},
    ),
    "of many wards few are chosen": (
        plan(
            activity("gift", wards=choose(1, "a", "b", "c", "d"), supplies={"set": 3}),
            activity("visit", wards=("a",), supplies={"set": 9}),
            wards=("a", "b", "c", "d"),
            supplies=[supply("set", 8)],
        ),
        {"activity.visit", "activity.visit.supplies", "supply.set.quantity"},
    ),
    "a group that has no hall": (
        plan(
            activity("talk", wards="each-group", audience=10, **DAY),
            wards=("a", "b"),
            groups={"north": ("a",), "south": ("b",)},
            venues=[venue("hall", "a")],
        ),
        {"activity.talk", "activity.talk.audience"},
    ),
    "what is chosen, and the number": (
        plan(
            activity("talk", wards=choose(2, "a", "b", always=("a",)), uses={"sound": 1}, **DAY),
            wards=["a", ward("b", closings=(closing("14/11"),))],
            resources=[things("sound", 1)],
        ),
        {
            *("activity.talk", "activity.talk.wards", "activity.talk.to"),
            "ward.b.closed.0",
        },
    ),
}
"""Plans, and a conflict that each is said to have."""


def patience() -> Patience:
    """Return a minute's patience."""
    return Patience.of(60, None, Event())


def complaints(asked: Plan) -> Collection[str]:
    """Return what the judge says of the conflicts of a plan."""
    return [
        complaint
        for conflict in conflicts_of(asked, patience())
        for complaint in not_irreducible(asked, [(line.rule, line.path) for line in conflict])
    ]


@pytest.mark.parametrize("name", SMALL)
def test_a_line_means_one_thing(name: str) -> None:
    """What is told is the conflict meant, and the judge can do without none of its lines."""
    asked, meant = SMALL[name]
    told = [{".".join(line.path) for line in one} for one in conflicts_of(asked, patience())]
    assert meant in told
    assert complaints(asked) == []


@settings(max_examples=30, deadline=None)
@given(plan_texts())
def test_drawn_conflicts(text: str) -> None:
    """Of whatever plan is drawn, the judge can do without no line of its conflicts."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "plan.toml"
        file.write_text(text, encoding="utf-8")
        asked = read(file).plan
    if asked is None or schedule(asked, Limits(20), why=False).status is not Status.INFEASIBLE:
        return
    assert complaints(asked) == []
