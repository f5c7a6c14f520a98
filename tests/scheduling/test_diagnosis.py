"""Why plans cannot work, and what mends them: on small plans, and on whatever is drawn."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event

import pytest
from builders import activity, choose, plan, pool, supply, things, venue, ward
from hypothesis import given, settings
from strategies import plan_texts

from campaign_cli.model.plan import Activity, Closing, Plan
from campaign_cli.model.repair import Change
from campaign_cli.model.schedule import Schedule, Status
from campaign_cli.reading import edited, edits_for, read
from campaign_cli.scheduling import Limits, schedule
from campaign_cli.scheduling.conflict import _Test
from campaign_cli.scheduling.diagnosis import conflicts_of, diagnose
from campaign_cli.scheduling.highs import Patience
from campaign_cli.scheduling.wide import wide


def patience() -> Patience:
    """Return a minute's patience."""
    return Patience.of(60, None, Event())


def changed_in(asked: Plan, changes: Sequence[Change]) -> Plan | None:
    """Return `asked` with its windows, pools and things changed; None: another change is asked."""
    for change in changes:
        section, id_, key = change.path[0], change.path[1], change.path[2]
        if section == "activity" and key in {"from", "to"}:
            field = {"from": "first", "to": "last"}[key]
            assert isinstance(change.value, date)
            one: Activity = replace(asked.activities[id_], **{field: change.value})
            asked = replace(asked, activities={**asked.activities, id_: one})
        elif section == "resource" and key in {"quantity", "max_per_day"}:
            assert isinstance(change.value, int)
            other = replace(asked.resources[id_], **{key: change.value})
            asked = replace(asked, resources={**asked.resources, id_: other})
        else:
            return None
    return asked


def diagnosed(asked: Plan) -> Schedule:
    """Return what is said of a plan that cannot work."""
    return diagnose(asked, lambda changes: changed_in(asked, changes), Limits(30))


SMALL = {
    "a pool too small": plan(
        activity("talk", uses={"speakers": 1}, first="14/11", last="15/11"),
        wards=("a", "b", "c"),
        resources=[pool("speakers", "x", max_per_day=1)],
    ),
    "too few things": plan(
        activity("fair", uses={"sound": 2}, first="14/11", last="14/11", sessions=("morning",)),
        resources=[things("sound", 3)],
    ),
    "one hall for two": plan(
        activity("one", wards="none", venue="hall", first="14/11", last="14/11", lasts=2),
        activity("two", wards="none", venue="hall", first="14/11", last="14/11"),
        venues=[venue("hall")],
    ),
    "more than a day": plan(
        *(activity(id_, wards=("a",), first="14/11", last="14/11") for id_ in ("x", "y", "z"))
    ),
    "supplies": plan(
        activity("gift", wards=choose(2, "a", "b"), supplies={"set": 3}),
        supplies=[supply("set", 5)],
    ),
    "a closed ward": plan(
        activity("visit", wards=("a",), first="14/11", last="14/11"),
        wards=[ward("a", closings=(Closing(first=date(2022, 11, 14), last=date(2022, 11, 14)),))],
    ),
    "an order": plan(
        activity("first", wards="none", first="16/11", last="17/11"),
        activity("second", wards="none", first="14/11", last="16/11", after=["first"]),
    ),
}


@pytest.mark.parametrize("name", SMALL)
def test_no_line_of_a_conflict_can_be_spared(name: str) -> None:
    """The lines cannot hold together, and without any one of them the others can."""
    asked = SMALL[name]
    found = conflicts_of(asked, patience())
    assert found
    test = _Test(wide(asked), patience())
    for lines in found:
        assert test.impossible(lines)
        for line in lines:
            assert not test.impossible([one for one in lines if one != line])


def test_the_cheapest_repair_comes_first() -> None:
    """Three talks by one speaker who may give one a day: a day more is the cheapest."""
    found = diagnosed(SMALL["a pool too small"])
    assert found.status is Status.INFEASIBLE
    assert [one.price for one in found.repairs] == sorted(one.price for one in found.repairs)
    first = found.repairs[0]
    assert first.price == 1
    assert [change.path for change in first.changes] in (
        [("activity", "talk", "to")],
        [("activity", "talk", "from")],
    )
    for repair in found.repairs:
        mended = changed_in(SMALL["a pool too small"], repair.changes)
        assert mended is not None
        assert schedule(mended).status is Status.OPTIMAL


def test_repairs_move_different_lines() -> None:
    """A session more, whichever it is, is one way; a thing more, and a day more, are others."""
    asked = plan(
        activity("fair", uses={"sound": 1}, first="14/11", last="14/11", sessions=("morning",)),
        resources=[things("sound", 1)],
    )
    lines = [frozenset(change.path for change in one.changes) for one in diagnosed(asked).repairs]
    assert len(lines) > 1
    assert len(set(lines)) == len(lines)
    assert not any(one < other for one in lines for other in lines)


def test_independent_conflicts_are_all_told() -> None:
    """Two activities that have nothing to do with each other are two conflicts, and one repair."""
    asked = plan(
        activity("talk", uses={"sound": 1}, first="14/11", last="14/11", sessions=("morning",)),
        activity("film", uses={"screen": 1}, first="21/11", last="21/11", sessions=("evening",)),
        resources=[things("sound", 1), things("screen", 1)],
    )
    found = diagnosed(asked)
    about = [{line.path[1] for line in lines} for lines in found.conflicts]
    assert len(about) == 2
    assert {frozenset({"talk", "sound"}), frozenset({"film", "screen"})} == {
        frozenset(one) for one in about
    }
    assert found.repairs
    assert all(len(repair.changes) >= 2 for repair in found.repairs)


@settings(max_examples=60, deadline=None)
@given(plan_texts())
def test_drawn_plans(text: str) -> None:
    """Of a plan that cannot work, conflicts are told, and repairs whose lines make it work."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "plan.toml"
        file.write_text(text, encoding="utf-8")
        reading = read(file)
    asked = reading.plan
    if asked is None or schedule(asked, Limits(20), why=False).status is not Status.INFEASIBLE:
        return

    def written(changes: Sequence[Change]) -> Plan | None:
        lines = edits_for(reading, changes)
        return None if lines is None else edited(reading, lines).plan

    found = diagnose(asked, written, Limits(30))
    assert found.conflicts
    assert all(found.conflicts)
    for repair in found.repairs:
        mended = written(repair.changes)
        assert mended is not None
        assert schedule(mended, Limits(30), why=False).solved
