"""Why plans cannot work, and what mends them: on small plans, and on whatever is drawn."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event
from time import sleep

import pytest
from benchmarks.plans import city
from helpers.builders import activity, choose, plan, pool, supply, things, venue, ward
from helpers.strategies import plan_texts
from hypothesis import given, settings

from campaign_cli.model.plan import Activity, After, Closing, Plan
from campaign_cli.model.plan.kind import Lasts
from campaign_cli.model.repair import Change
from campaign_cli.model.schedule import Schedule, Status
from campaign_cli.model.schedule.as_json import schedule_document, schedule_from
from campaign_cli.reading import edited, edits_for, read
from campaign_cli.scheduling import Limits, schedule
from campaign_cli.scheduling.grid.events import asked_events
from campaign_cli.scheduling.grid.excluded_places import wide
from campaign_cli.scheduling.infeasible import diagnosis, repair_search
from campaign_cli.scheduling.infeasible.changes import Levels
from campaign_cli.scheduling.infeasible.conflicts import _Test
from campaign_cli.scheduling.infeasible.contested_events import contested
from campaign_cli.scheduling.infeasible.diagnosis import conflicts_of, diagnose
from campaign_cli.scheduling.infeasible.priced_steps import priced
from campaign_cli.scheduling.infeasible.repair_search import Search
from campaign_cli.scheduling.limits import OutOfPatienceError, Patience
from campaign_cli.support.diagnostic import Cause


def patience() -> Patience:
    """Return a minute's patience."""
    return Patience.of(60, None, Event())


def patience_over() -> Patience:
    """Return none."""
    return Patience.of(0, None, Event())


def changed_in(asked: Plan, changes: Sequence[Change]) -> Plan | None:
    """Return `asked` with its windows, pools and things changed; None: another change is asked."""
    for change in changes:
        if change.path[0] == "campaign":
            return None
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


AFTER = Cause("precedence", ("activity", "second", "after", "first"))
APART = Cause("apart", ("activity", "talk", "apart"))


def one_after_the_other(by: int | None) -> Plan:
    """Return a plan of one day whose second activity is in the morning, the first after noon."""
    return plan(
        activity("first", wards="none", sessions=("afternoon",), **DAY),
        activity("second", wards="none", sessions=("morning",), after=_after(by), **DAY),
    )


def two_days_and_one(by: int | None) -> Plan:
    """Return a plan of three days, with an activity of two days and one after it."""
    days = {"first": "16/11", "last": "18/11"}
    return plan(
        activity("first", wards="none", lasts=Lasts(days=2), **days),
        activity("second", wards="none", after=_after(by), **days),
    )


def twice_two_days(apart: int | None) -> Plan:
    """Return a plan of four days, with two talks of two days."""
    assert apart is not None
    asked = {"times": 2, "apart": apart, "first": "14/11", "last": "17/11"}
    return plan(activity("talk", wards=("a",), lasts=Lasts(days=2), **asked))


def thrice_a_day(apart: int | None) -> Plan:
    """Return a plan of two days of two sessions, with three talks."""
    assert apart is not None
    asked = {"times": 3, "apart": apart, "first": "16/11", "last": "17/11"}
    return plan(activity("talk", wards=("a",), **asked))


def two_groups_on_a_day(apart: int | None) -> Plan:
    """Return a plan of one day, with a match of each of two groups that share a ward."""
    assert apart is not None
    match = activity("talk", wards=("north", "south"), apart=apart, **DAY)
    return plan(match, wards="abc", groups={"north": ("a", "b"), "south": ("b", "c")})


def two_wards_after_two_others(by: int | None) -> Plan:
    """Return a plan of three days, in which two wards wait for two others."""
    days = {"first": "16/11", "last": "18/11"}
    return plan(
        activity("first", wards=("a", "b"), fixed={"b": ("16/11", "afternoon")}, **DAY),
        activity("second", wards=("c", "d"), after=_after(by), **{**days, "last": "17/11"}),
        wards="abcd",
    )


def _after(by: int | None) -> tuple[After, ...]:
    return () if by is None else (After("first", by),)


DAY = {"first": "16/11", "last": "16/11"}
STEPS: dict[Callable[[int | None], Plan], tuple[Cause, dict[int | None, bool]]] = {
    one_after_the_other: (AFTER, {1: False, 0: False, None: True}),
    two_days_and_one: (AFTER, {3: False, 2: False, 1: True}),
    two_wards_after_two_others: (AFTER, {3: False, 2: False, 1: True, 0: True, None: True}),
    twice_two_days: (APART, {4: False, 3: False, 2: True, 1: True, 0: True}),
    thrice_a_day: (APART, {2: False, 1: False, 0: True}),
    two_groups_on_a_day: (APART, {2: False, 1: False, 0: True}),
}


@pytest.mark.parametrize("planned", STEPS)
def test_a_step_means_the_plan_it_gives(planned: Callable[[int | None], Plan]) -> None:
    """By so many steps a line does in the search just where the plan it gives can work."""
    line, does = STEPS[planned]
    asked = planned(next(iter(does)))
    search = Search(asked, [event.id for event in asked_events(asked)], patience())
    for level, (value, possible) in enumerate(does.items()):
        assert schedule(planned(value), why=False).solved is possible
        assert search.holding.held({(line, ""): level}) is possible


def test_a_line_that_needs_more_steps_is_tried_again() -> None:
    """What does for the events that were looked at may not do for the plan: then a step more."""
    asked = SMALL["a pool too small"]
    events = [event.id for event in asked_events(asked)]
    search = Search(asked, events, patience())
    found = conflicts_of(asked, patience())
    first = search.next(found)
    assert first is not None
    search.fails(first.levels)
    assert sum(first.levels.values()) == 1
    (step,) = first.levels
    seen: list[Levels] = []
    while (other := search.next(found)) is not None and len(seen) < 10:
        seen.append(other.levels)
        search.fails(other.levels)
    assert first.levels not in seen
    assert {step: 2} in seen


def test_one_line_of_each_conflict_does_where_a_search_for_several_would_take_long(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Two conflicts of a large plan are mended by the cheapest line of each."""
    monkeypatch.setattr(repair_search, "LARGE", 0)
    asked = plan(
        activity("talk", uses={"sound": 1}, first="14/11", last="14/11", sessions=("morning",)),
        activity("film", uses={"screen": 1}, first="21/11", last="21/11", sessions=("evening",)),
        resources=[things("sound", 1), things("screen", 1)],
        wards=("a", "b"),
    )
    found = diagnosed(asked)
    assert [one.price for one in found.repairs] == sorted(one.price for one in found.repairs)
    about = {tuple(change.path[:2] for change in one.changes) for one in found.repairs}
    assert (("activity", "film"), ("activity", "talk")) in about
    assert found.repairs[0].price == 2


HEAD = """
[campaign]
name = "Month"
start = 2027-05-03
end = 2027-05-07
language = "en"
{campaign}
[[ward]]
id = "a"
name = "A"
[[activity]]
id = "talk"
kind = "talk"
title = "Talk"
sessions = ["morning", "afternoon", "evening"]
times = 6
{activity}
"""
WEEKEND = "2027-05-08"
LONGER = {
    "its end": ("", "", [("campaign.end", "2027-05-10", 6)], 6),
    "its end and what is after it": (
        f"wind_up = {WEEKEND}",
        "",
        [("campaign.end", "2027-05-10", 6), ("campaign.wind_up", "2027-05-10", 0)],
        6,
    ),
    "what is after it, and the activity": (
        f"wind_up = {WEEKEND}",
        f"to = {WEEKEND}",
        [("campaign.wind_up", "2027-05-10", 4), ("activity.talk.to", "2027-05-10", 2)],
        6,
    ),
    "its start": (
        "",
        "to = 2027-05-07\nprefer.sessions = ['morning']",
        [("campaign.start", "2027-04-30", 6)],
        6,
    ),
}


@pytest.mark.parametrize("name", LONGER)
def test_a_longer_campaign_is_a_repair(tmp_path: Path, name: str) -> None:
    """By as few days as do, tried like any other, and priced by the day."""
    campaign, own, wanted, price = LONGER[name]
    file = tmp_path / "plan.toml"
    file.write_text(HEAD.format(campaign=campaign, activity=own), encoding="utf-8")
    reading = read(file)
    assert reading.plan is not None

    def written(changes: Sequence[Change]) -> Plan | None:
        lines = edits_for(reading, changes)
        again = None if lines is None else edited(reading, lines)
        return again.plan if again and not again.diagnostics[1:] else None

    found = diagnose(reading.plan, written, Limits(30))
    told = {
        (tuple((".".join(one.path), str(one.value), one.price) for one in repair.changes)): repair
        for repair in found.repairs
    }
    assert tuple(wanted) in told
    repair = told[tuple(wanted)]
    assert repair.price == price
    mended = written(repair.changes)
    assert mended is not None
    assert schedule(mended, Limits(30), why=False).solved


FIXTURES = """
[campaign]
name = "Cup"
start = 2027-03-19
end = 2027-03-31
language = "en"
[[venue]]
id = "pitch"
name = "Pitch"
""" + "".join(
    f"""
[[activity]]
id = "{id_}"
kind = "sports"
title = "{id_}"
wards = "none"
venue = "pitch"
lasts = 1
sessions = ["morning", "afternoon", "evening"]
{more}
"""
    for id_, more in (
        ("groups", 'fixed = { date = 2027-03-20, session = "morning" }'),
        ("quarters", 'times = 3\nafter = ["groups"]'),
        ("semis", 'times = 2\nafter = ["quarters"]'),
        ("final", 'after = ["semis"]\nfixed = { date = 2027-03-28, session = "evening" }'),
    )
)


def test_a_rule_that_is_to_blame_is_mended_before_another_is_given_up(tmp_path: Path) -> None:
    """Quarter-finals share a day, and semi-finals: none is held before the groups are over."""
    file = tmp_path / "plan.toml"
    file.write_text(FIXTURES, encoding="utf-8")
    reading = read(file)
    assert reading.plan is not None

    def written(changes: Sequence[Change]) -> Plan | None:
        lines = edits_for(reading, changes)
        return None if lines is None else edited(reading, lines).plan

    found = diagnose(reading.plan, written, Limits(30))
    told = [{".".join(one.path) for one in repair.changes} for repair in found.repairs]
    # Beside the quarter-finals, the semi-finals share a day, or the final is on theirs.
    assert {"activity.quarters.apart", "activity.final.after.semis.by"} in told
    assert found.repairs[0].price == 2
    given_up = [one for repair in found.repairs for one in repair.changes if one.value is None]
    assert not any(one.path[2] == "after" for one in given_up)


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


def test_money_is_a_sum_that_needs_no_search(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is short of money is known though there is no time to look at any event."""

    def late(*_: object) -> None:
        raise OutOfPatienceError

    monkeypatch.setattr(diagnosis, "contested", late)
    asked = plan(activity("talk", cost=3), activity("walk", cost=2), wards=("a", "b"), limit=7)
    (conflict,) = conflicts_of(asked, patience())
    assert ("budget", "limit") in {cause.path for cause in conflict}


def test_the_money_that_is_needed_is_said_without_time_to_try_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The amount is a sum: it needs no schedule, and is said to be untried."""

    def until_the_end(_plan: Plan, left: Patience, *_: object) -> None:
        sleep(left.left)
        raise OutOfPatienceError

    def raised(changes: Sequence[Change]) -> Plan:
        (change,) = changes
        assert change.path == ("budget", "limit")
        assert isinstance(change.value, int)
        return replace(asked, budget=replace(asked.budget, limit=change.value))

    monkeypatch.setattr(diagnosis, "contested", until_the_end)
    asked = plan(activity("talk", cost=3, wards=choose(2)), wards=("a", "b", "c"), limit=4)
    found = diagnose(asked, raised, Limits(0.5))
    (repair,) = found.repairs
    assert [change.value for change in repair.changes] == [6]
    assert not repair.tried
    document = schedule_document(asked, found)
    assert document["repairs"][0]["tried"] is False  # type: ignore[index]
    assert [one.tried for one in schedule_from(asked, document).repairs] == [False]


def test_a_longer_campaign_mends_no_sum(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where money is short, no other dates are tried."""
    monkeypatch.delattr(diagnosis, "lengthenings")
    asked = plan(activity("talk", cost=3), wards=("a", "b"), limit=4)
    found = diagnose(
        asked, lambda _: replace(asked, budget=replace(asked.budget, limit=6)), Limits(20)
    )
    assert [repair.tried for repair in found.repairs] == [True]


def test_building_ends_when_the_time_is_up() -> None:
    """A programme that nobody waits for any more is not built to its end."""
    asked = city(13)
    with pytest.raises(OutOfPatienceError):
        contested(asked, patience_over())
    with pytest.raises(OutOfPatienceError):
        priced(asked, [event.id for event in asked_events(asked)], patience_over().pause)
