"""The yardstick itself, on plans whose best schedule one can count by hand."""

from helpers.builders import (
    activity,
    choose,
    closing,
    kind,
    member,
    plan,
    pool,
    things,
    venue,
    ward,
)

from benchmarks.plain import solve_plain
from benchmarks.plans import city
from campaign_cli.model.plan.demand import events_asked_for
from campaign_cli.model.plan.kind import Lasts

MORNING = ("morning",)


def test_events_of_one_day_pay_for_being_together() -> None:
    """Three mornings and afternoons in one ward on one open day: two fit, and the third cannot."""
    three = [activity(id_, wards=("a",), first="14/11", last="14/11") for id_ in "xyz"]
    # Six for the day, three for two events in one week of four.
    assert solve_plain(plan(*three[:2], wards=["a"])).price == 6 + 3
    assert solve_plain(plan(*three, wards=["a"])).status == "infeasible"


def test_times_are_apart_and_numbered_by_date() -> None:
    """Both would be on the 16th; five days apart, they pay five days between them."""
    talk = activity("talk", wards=("a",), times=2, apart=5, prefer_on="16/11")
    answer = solve_plain(plan(talk, wards=["a"]))
    assert answer.price == 5
    assert answer.events["talk@a"][0] < answer.events["talk@a#2"][0]


def test_a_person_serves_one_event_in_a_session() -> None:
    """Two people, of whom one has the morning alone: three events of the day, and no fourth."""
    people = pool("team", member("p", closings=(closing(sessions=["afternoon"]),)), "q")
    events = [
        activity(id_, wards="none", first="14/11", last="14/11", uses={"team": 1}) for id_ in "wxyz"
    ]
    assert solve_plain(plan(*events[:3], resources=[people])).status == "optimal"
    assert solve_plain(plan(*events, resources=[people])).status == "infeasible"


def test_the_same_people_serve_all_days_of_an_event() -> None:
    """Each of two is free on one of the two days only: nobody can serve both."""
    people = pool(
        "team", member("p", closings=(closing("14/11"),)), member("q", closings=(closing("15/11"),))
    )
    two_days = activity(
        "course",
        wards="none",
        first="14/11",
        last="15/11",
        lasts=Lasts(days=2),
        sessions=MORNING,
        uses={"team": 1},
    )
    assert solve_plain(plan(two_days, resources=[people])).status == "infeasible"
    assert solve_plain(plan(two_days, resources=[things("team", 1)])).status == "optimal"


def test_chosen_wards_follow_their_shares() -> None:
    """Of three in need 2, 1 and 0, two are to be chosen: the third costs two shares."""
    wards = [ward("a", need=2), ward("b", need=1), ward("c", need=0)]
    free = activity("arts", wards=choose(2, "a", "b", "c"))
    forced = activity("arts", wards=choose(2, "a", "b", "c", always=("c",)))
    weights = {"week-balance": 0}
    assert solve_plain(plan(free, wards=wards, weights=weights)).price == 0
    assert solve_plain(plan(forced, wards=wards, weights=weights)).price == 8


def test_a_hall_is_taken_once() -> None:
    """Beside each other in one ward, two events still want its one hall."""
    beside = kind("show", beside=True)
    shows = [
        activity(id_, kind=beside, wards=("a",), last="14/11", sessions=MORNING, audience=50)
        for id_ in "xy"
    ]
    halls = [venue("one", "a", capacity=60), venue("two", "a", capacity=50)]
    assert solve_plain(plan(*shows, wards=["a"], venues=halls[:1])).status == "infeasible"
    answer = solve_plain(plan(*shows, wards=["a"], venues=halls))
    assert {where for _, _, where in answer.events.values()} == {"one", "two"}


def test_cities_have_as_many_events_as_they_say() -> None:
    """The sizes that ratios are promised for."""
    sizes = {(13, 12): 124, (126, 12): 1188, (126, 20): 2001, (500, 12): 4707}
    for (wards, activities), events in sizes.items():
        drawn = city(wards, activities).activities.values()
        assert abs(sum(map(events_asked_for, drawn)) - events) <= 10
