"""Independent parts: found from what binds events, and solved to the whole's answer."""

import os
import threading
import time
from dataclasses import replace

import pytest
from benchmarks.country import country, write
from helpers.builders import activity, choose, member, plan, pool, supply, things, venue
from helpers.solving import PATIENCE, by_parts, parts_of, solvable, whole
from helpers.strategies import Tables, plans
from hypothesis import event, given, settings

from campaign_cli.model.audit import audit
from campaign_cli.model.plan import Activity, After, Plan, Resource
from campaign_cli.model.schedule import Status
from campaign_cli.reading import read
from campaign_cli.scheduling import Progress, schedule
from campaign_cli.scheduling.grid.events import asked_events
from campaign_cli.scheduling.splitting import parallel
from campaign_cli.scheduling.splitting.parts import parts
from campaign_cli.scheduling.splitting.workers import processes

EXAMPLES = int(os.environ.get("CAMPAIGN_PLANS", "120"))


@settings(max_examples=EXAMPLES)
@given(plans())
def test_parts_joined_are_as_good_as_the_whole(tables: Tables) -> None:
    """Whatever is drawn: the same status and price, and nothing that the audit finds."""
    drawn = solvable(tables)
    if drawn is None:
        return
    found = parts_of(drawn)
    event(f"{min(3, len(found))} parts")
    if not found:
        return
    one, many = whole(drawn), by_parts(drawn, found)
    assert (many.status, many.price, many.bound) == (one.status, one.price, one.bound)
    assert audit(drawn, many) == ()


WARDS = ("a1", "a2", "b1", "b2")
GROUPS = {"a": ("a1", "a2"), "b": ("b1", "b2")}


def halves(*activities: Activity, resources: tuple[Resource, ...] = (), **more: object) -> Plan:
    """Return a plan of two provinces of two wards, each of which needs its own car."""
    return plan(
        *(
            activity(f"visit-{half}", wards=wards, uses={f"cars-{half}": 1})
            for half, wards in GROUPS.items()
        ),
        *activities,
        wards=WARDS,
        groups=GROUPS,
        resources=[*(things(f"cars-{half}", 1) for half in GROUPS), *resources],
        **more,  # type: ignore[arg-type]
    )


def sets(plan: Plan) -> list[str]:
    """Return the wards of each part that has any, in a word."""
    found = [one.wards for one in parts_of(plan)] or [plan.wards]
    return sorted(" ".join(sorted(wards)) for wards in found if wards)


APART = ["a1 a2", "b1 b2"]
TOGETHER = ["a1 a2 b1 b2"]


def test_provinces_that_share_nothing_are_apart() -> None:
    """Each half has its cars; an activity of all wards that needs nothing joins nobody."""
    assert sets(halves(activity("gifts"))) == APART


@pytest.mark.parametrize(
    ("quantity", "found"), [(3, TOGETHER), (4, APART)], ids=["too-few", "enough"]
)
def test_things_join_where_there_may_be_too_few(quantity: int, found: list[str]) -> None:
    """Four wards with a stage each never meet where there are four."""
    festival = activity("festival", uses={"stages": 1})
    assert sets(halves(festival, resources=(things("stages", quantity),))) == found


def test_a_pool_of_people_joins_who_asks_it() -> None:
    """The even share of work is counted over all of them."""
    talk = activity("talk", uses={"speakers": 1})
    assert sets(halves(talk, resources=(pool("speakers", "an", "ba", "ca", "da"),))) == TOGETHER


def test_one_person_in_two_pools_joins_both() -> None:
    """Whoever serves in both halves does one thing at a time."""
    talks = [
        activity(f"talk-{half}", wards=wards, uses={f"people-{half}": 1})
        for half, wards in GROUPS.items()
    ]
    shared = [pool(f"people-{half}", member("an"), member(f"own-{half}")) for half in GROUPS]
    assert sets(halves(*talks, resources=tuple(shared))) == TOGETHER
    alone = [pool(f"people-{half}", member(f"own-{half}")) for half in GROUPS]
    assert sets(halves(*talks, resources=tuple(alone))) == APART


def test_a_choice_joins_its_candidates() -> None:
    """Whether one is chosen is another's business, but where it is known how many of each are."""
    assert sets(halves(activity("arts", wards=choose(2)))) == TOGETHER
    assert sets(halves(activity("arts", wards=choose(1, "a1", "a2")))) == APART
    assert sets(halves(activity("arts", wards=choose(4)))) == APART
    assert sets(halves(activity("arts", wards=choose(2, per_group=1)))) == APART
    assert sets(halves(activity("arts", wards=choose(2, per_group=2)))) == TOGETHER


def test_a_supply_that_choices_can_exhaust_joins_them() -> None:
    """Each half chooses one of two; together they may take too much."""
    arts = [
        activity(f"arts-{half}", wards=choose(1, *wards), supplies={"lamp": 2})
        for half, wards in GROUPS.items()
    ]
    assert sets(halves(*arts, supplies=[supply("lamp", 8)])) == APART
    assert sets(halves(*arts, supplies=[supply("lamp", 7)])) == TOGETHER


def test_a_hall_joins_who_may_want_it_at_once() -> None:
    """One hall for all; at other times of the month it joins nobody."""
    hall = venue("hall")
    both = activity("training", wards=("a1", "b1"), venue="hall")
    assert sets(halves(both, venues=[hall])) == TOGETHER
    first = activity("early", wards=("a1",), venue="hall", last="18/11")
    second = activity("late", wards=("b1",), venue="hall", first="21/11")
    assert sets(halves(first, second, venues=[hall])) == APART


LAUNCH = activity("launch", wards="together", delegates=True, last="16/11", prefer_on="14/11")
CLOSING = activity("closing", wards="together", delegates=True, first="8/12", after=["gifts"])


@pytest.mark.parametrize(
    ("joint", "found"),
    [
        pytest.param(LAUNCH, APART, id="touches-nothing"),
        pytest.param(CLOSING, APART, id="last-day-is-best"),
        pytest.param(replace(CLOSING, prefer_on=(CLOSING.first,)), TOGETHER, id="torn"),
        pytest.param(replace(LAUNCH, last=LAUNCH.first), APART, id="one-start"),
        pytest.param(activity("meeting", wards="together"), TOGETHER, id="takes-time"),
        pytest.param(activity("party", wards="together", delegates=True), TOGETHER, id="any-week"),
        pytest.param(
            activity("report", wards="none", after=[After("gifts")]), APART, id="no-wards"
        ),
    ],
)
def test_joint_events_join_where_they_bind(joint: Activity, found: list[str]) -> None:
    """An event of all wards joins them only if it matters to them when it is."""
    asked = halves(activity("gifts"), joint)
    assert sets(asked) == found
    one, many = whole(asked), by_parts(asked, parts_of(asked))
    if found == APART:
        assert (many.status, many.price, many.bound) == (one.status, one.price, one.bound)
        assert audit(asked, many) == ()


def test_every_part_that_cannot_hold_says_so() -> None:
    """Two provinces, each with more visits than days: the whole cannot hold."""
    one_session = {"first": "15/11", "last": "15/11", "sessions": ("morning",)}
    short = plan(
        *(
            activity(f"visit-{half}", wards=wards, uses={f"cars-{half}": 1}, **one_session)
            for half, wards in GROUPS.items()
        ),
        wards=WARDS,
        resources=[things(f"cars-{half}", 1) for half in GROUPS],
    )
    assert len(parts_of(short)) == 2
    assert by_parts(short, parts_of(short)).status is Status.INFEASIBLE


@pytest.fixture(scope="module")
def provinces(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    """Return three provinces of twelve wards, written and read."""
    reading = read(write(tmp_path_factory.mktemp("country"), country(3, wards=12)))
    assert reading.plan is not None
    return reading.plan


def test_provinces_of_a_country_are_found(provinces: Plan) -> None:
    """A file each: the country's launch and closing ceremony join none of them."""
    found = parts(provinces, asked_events(provinces), enough=50)
    assert sorted(len(one.wards) for one in found) == [12, 12, 12]
    assert {key for one in found for key in one.guests} == {("phat-dong", ""), ("tong-ket", "")}


def test_the_same_bytes_however_it_is_done(
    provinces: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In this process, in two others, or as one programme: proved, and the same price."""
    found = parts(provinces, asked_events(provinces), enough=50)
    here = by_parts(provinces, found)
    monkeypatch.setattr(parallel, "WORTHWHILE", 0)
    monkeypatch.setattr(parallel, "processors", lambda: 2)
    assert by_parts(provinces, found) == here
    assert here.status is Status.OPTIMAL
    assert audit(provinces, here) == ()
    one = whole(provinces)
    assert (one.status, one.price, one.bound) == (here.status, here.price, here.bound)


def vanish(*_: object) -> None:
    """Leave without a word, as a process that is killed."""
    os._exit(1)


def test_processes_that_cannot_be_had_are_done_without(
    provinces: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A process that is killed takes no part with it: this one does the rest."""
    found = parts(provinces, asked_events(provinces), enough=50)
    here = by_parts(provinces, found)
    monkeypatch.setattr(parallel, "WORTHWHILE", 0)
    monkeypatch.setattr(parallel, "processors", lambda: 2)
    monkeypatch.setattr("campaign_cli.scheduling.splitting.workers.solve_here", vanish)
    assert by_parts(provinces, found) == here


def test_progress_and_stop(provinces: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who watches sees parts done; a stop ends the processes soon."""
    found = parts(provinces, asked_events(provinces), enough=50)
    monkeypatch.setattr(parallel, "WORTHWHILE", 0)
    monkeypatch.setattr(parallel, "processors", lambda: 2)
    stop, seen = threading.Event(), list[Progress]()

    def watch(progress: Progress) -> None:
        seen.append(progress)
        stop.set()

    began = time.monotonic()
    made = parallel.solve_apart(provinces, found, PATIENCE, watch, stop)
    assert made.status in {Status.OUT_OF_TIME, Status.FEASIBLE, Status.OPTIMAL}
    assert seen[0] == Progress("parts", None, None, 0, 3)
    assert time.monotonic() - began < 30


def test_a_process_ends_when_it_is_told(provinces: Plan) -> None:
    """The order to stop reaches a process that is at work."""
    found = parts(provinces, asked_events(provinces), enough=50)
    with processes(provinces, 1) as crew:
        future = crew.submit(found[0], PATIENCE)
        crew.stop()
        assert future.result(timeout=60).status is not Status.INFEASIBLE


def test_small_plans_stay_whole() -> None:
    """Taking them apart would cost more than it saves."""
    assert parts(halves(), asked_events(halves())) == ()
    assert schedule(halves()).status is Status.OPTIMAL
