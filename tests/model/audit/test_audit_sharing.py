"""The audit of what is shared: venues, wards, people, things, supplies, money."""

from dataclasses import replace
from typing import Any

import pytest
from helpers.builders import (
    activity,
    booking,
    choose,
    days,
    found,
    kind,
    on,
    plan,
    pool,
    supply,
    things,
    venue,
    ward,
)

from campaign_cli.model.plan import Plan
from campaign_cli.model.plan.kind import Lasts

TALK = ("talk@a",)
HALLS = [
    venue("a-hall", "a", capacity=100),
    venue("a-barn", "a"),
    venue("b-hall", "b", capacity=300),
    venue("district", capacity=50),
]


@pytest.mark.parametrize(
    ("what", "at", "holds"),
    [
        ({"audience": 100}, "a-hall", True),
        ({"audience": 101}, "a-hall", False),
        ({"audience": 1000}, "a-barn", True),
        ({"audience": 10}, "b-hall", False),
        ({"audience": 10}, "district", False),
        ({"audience": 10}, None, False),
        ({}, None, True),
        ({}, "a-hall", True),
        ({}, "b-hall", False),
        ({"venue": "district"}, "district", True),
        ({"venue": "district"}, "a-hall", False),
        ({"venue": "district"}, None, False),
        ({"venue": "district", "audience": 50}, "district", True),
        ({"venue": "district", "audience": 51}, "district", False),
        ({"audience": 101, "overrides": {"a": {"audience": 90}}}, "a-hall", True),
        ({"audience": 90, "overrides": {"a": {"audience": 101}}}, "a-hall", False),
        ({"venue": "district", "overrides": {"a": {"venue": "b-hall"}}}, "b-hall", True),
    ],
)
def test_venue_capacity(what: dict[str, Any], at: str | None, holds: bool) -> None:
    """An audience is held by a venue of its ward, or by the one that the plan names."""
    talk = plan(activity("talk", wards=("a",), **what), venues=HALLS)
    expected = [] if holds else [("venue-capacity", TALK)]
    assert found(talk, booking(talk, "talk@a", "15/11", venue=at)) == expected


def test_venue_of_a_joint_event() -> None:
    """A joint event may be in a venue of any of its wards."""
    launch = plan(activity("launch", wards="together", audience=200), venues=HALLS)
    assert not found(launch, booking(launch, "launch", "15/11", venue="b-hall"))


def test_venue_holds_those_within() -> None:
    """The venue holds the larger audience of an event and those within it."""
    for audience, expected in ((100, []), (101, [("venue-capacity", ("launch", "speech"))])):
        launch = plan(
            activity("launch", wards="together", audience=20),
            activity("speech", within="launch", audience=audience),
            venues=HALLS,
        )
        one = booking(launch, "launch", "15/11", venue="a-hall")
        two = booking(launch, "speech", "15/11", venue="a-hall", within="launch")
        assert found(launch, one, two) == expected


def _pair(**more: Any) -> tuple[Plan, list[str]]:
    """Return a plan of a talk and a show in one ward, and their events."""
    two = plan(activity("talk"), activity("show", **more), wards=("a",))
    return two, ["talk@a", "show@a"]


def test_one_at_a_time_for_a_ward() -> None:
    """A ward does one thing in a session."""
    two, (talk, show) = _pair()
    morning = booking(two, talk, "15/11")
    assert not found(two, morning, booking(two, show, "15/11", "afternoon"))
    assert not found(two, morning, booking(two, show, "16/11"))
    assert found(two, morning, booking(two, show, "15/11")) == [
        ("one-at-a-time", ("show@a", "talk@a"))
    ]


def test_one_at_a_time_for_long_events() -> None:
    """Events of several sessions and several days take all of them; a clash is told once."""
    two, (talk, show) = _pair(lasts=Lasts(days=3, sessions=2))
    long = booking(two, show, days("14/11", 3))
    assert found(two, booking(two, talk, "16/11", "afternoon"), long) == [
        ("one-at-a-time", ("show@a", "talk@a"))
    ]
    twins = plan(
        activity("camp", lasts=Lasts(days=2, sessions=2)),
        activity("fair", lasts=Lasts(days=2, sessions=2)),
        wards=("a",),
    )
    both = [booking(twins, event, days("14/11", 2)) for event in ("camp@a", "fair@a")]
    assert found(twins, *both) == [("one-at-a-time", ("camp@a", "fair@a"))]


@pytest.mark.parametrize(
    "more",
    [
        {"beside": True},
        {"kind": kind("stall", beside=True)},
        {"wards": "together", "delegates": True},
        {"within": "talk"},
        {"lasts": "window"},
    ],
)
def test_what_does_not_take_the_wards_time(more: dict[str, Any]) -> None:
    """What runs beside, delegates, events within and window events leave the ward its time."""
    two, (talk, _) = _pair(**more)
    event = "show" if "wards" in more else "show@a"
    inside = {"within": "talk@a"} if "within" in more else {}
    assert not found(two, booking(two, talk, "15/11"), booking(two, event, "15/11", **inside))


def test_one_at_a_time_for_a_venue() -> None:
    """A venue has one event in a session, also of those that run beside; window events stay."""
    for more in ({"beside": True}, {"lasts": "window"}):
        two = plan(
            activity("talk", venue="hall"),
            activity("show", venue="hall", first="15/11", last="15/11", days=range(7), **more),
            wards=("a",),
            venues=[venue("hall")],
        )
        show = booking(two, "show@a", "15/11")
        assert not found(two, booking(two, "talk@a", "16/11"), show)
        assert found(two, booking(two, "talk@a", "15/11"), show) == [
            ("one-at-a-time", ("show@a", "talk@a"))
        ]


def test_events_within_share_a_venue() -> None:
    """An event within another does not take the venue a second time."""
    two = plan(
        activity("launch", wards="together", venue="hall"),
        activity("speech", within="launch"),
        venues=[venue("hall")],
    )
    one = booking(two, "launch", "15/11")
    assert not found(two, one, booking(two, "speech", "15/11", venue="hall", within="launch"))


def test_one_at_a_time_for_a_person() -> None:
    """A person does one thing in a session, in whichever pool and ward."""
    two = plan(
        activity("talk", wards=("a",), uses={"speakers": 1}),
        activity("show", wards=("b",), uses={"artists": 1}),
        resources=[pool("speakers", "x", "y"), pool("artists", "x", "z")],
    )
    talk = booking(two, "talk@a", "15/11", people={"speakers": ("x",)})
    assert not found(two, talk, booking(two, "show@b", "15/11", people={"artists": ("z",)}))
    show = booking(two, "show@b", "15/11", people={"artists": ("x",)})
    assert found(two, talk, show) == [("one-at-a-time", ("show@b", "talk@a"))]


def test_two_services_in_one_event() -> None:
    """Who is asked of two pools for one event cannot do both; nor serve it and what is within."""
    both = plan(
        activity("talk", wards=("a",), uses={"speakers": 1, "artists": 1}),
        resources=[pool("speakers", "x", "y"), pool("artists", "x", "z")],
    )
    twice = booking(both, "talk@a", "15/11", people={"speakers": ("x",), "artists": ("x",)})
    assert found(both, twice) == [("one-at-a-time", TALK)]
    inside = plan(
        activity("talk", uses={"speakers": 1}),
        activity("gifts", within="talk", uses={"speakers": 1}),
        wards=("a",),
        resources=[pool("speakers", "x", "y")],
    )
    talk = booking(inside, "talk@a", "15/11", people={"speakers": ("x",)})
    gifts = booking(inside, "gifts@a", "15/11", people={"speakers": ("y",)}, within="talk@a")
    assert not found(inside, talk, gifts)
    assert found(inside, talk, replace(gifts, people=talk.people)) == [
        ("one-at-a-time", ("gifts@a", "talk@a"))
    ]


SPEAKERS = [pool("speakers", "x", "y", "z"), things("sound", 2)]


@pytest.mark.parametrize(
    ("uses", "people", "sound", "holds"),
    [
        ({"speakers": 2}, ("x", "z"), 0, True),
        ({"speakers": 2}, ("x",), 0, False),
        ({"speakers": 2}, ("x", "y", "z"), 0, False),
        ({"speakers": ("x", "y")}, ("y", "x"), 0, True),
        ({"speakers": ("x", "y")}, ("x", "z"), 0, False),
        ({"speakers": 1}, ("q",), 0, False),
        ({}, ("x",), 0, False),
        ({"sound": 2}, (), 2, True),
        ({"sound": 2}, (), 1, False),
        ({"sound": 1}, (), 0, False),
        ({}, (), 1, False),
    ],
)
def test_resource_quantity(
    uses: dict[str, Any], people: tuple[str, ...], sound: int, holds: bool
) -> None:
    """As many people as asked for, or those; members of the pool; as many things."""
    talk = plan(activity("talk", uses=uses), wards=("a",), resources=SPEAKERS)
    at = booking(
        talk,
        "talk@a",
        "15/11",
        people={"speakers": people} if people else {},
        things={"sound": sound} if sound else {},
    )
    assert found(talk, at) == ([] if holds else [("resource-quantity", TALK)])


def test_resources_that_are_not_in_the_plan() -> None:
    """Pools that the plan does not have, and numbers where people serve."""
    talk = plan(activity("talk", uses={"speakers": 1}), wards=("a",), resources=SPEAKERS)
    good = booking(talk, "talk@a", "15/11", people={"speakers": ("x",)})
    for change in (
        {"things": {"band": 1}},
        {"people": {**good.people, "band": ("x2",)}},
        {"things": {"speakers": 1}},
    ):
        assert found(talk, replace(good, **change)) == [("resource-quantity", TALK)]  # type: ignore[arg-type]


def test_a_person_named_twice() -> None:
    """Two of a pool are two people."""
    talk = plan(activity("talk", uses={"speakers": 2}), wards=("a",), resources=SPEAKERS)
    twice = booking(talk, "talk@a", "15/11", people={"speakers": ("x", "x")})
    assert found(talk, twice) == [("one-at-a-time", TALK), ("resource-quantity", TALK)]


def test_more_things_than_there_are() -> None:
    """Three events cannot share two sets in one session; a window event keeps its own."""
    three = plan(
        activity("talk", uses={"sound": 1}), wards=("a", "b", "c"), resources=[things("sound", 2)]
    )
    a, b = (booking(three, f"talk@{ward}", "15/11") for ward in "ab")
    assert not found(three, a, b, booking(three, "talk@c", "15/11", "afternoon"))
    events = ("talk@a", "talk@b", "talk@c")
    assert found(three, a, b, booking(three, "talk@c", "15/11")) == [("resource-quantity", events)]
    fair = plan(
        activity("talk", uses={"sound": 1}),
        activity("fair", uses={"sound": 1}, lasts="window", last="16/11"),
        wards=("a",),
        resources=[things("sound", 1)],
    )
    stays = booking(fair, "fair@a")
    assert not found(fair, stays, booking(fair, "talk@a", "17/11"))
    assert found(fair, stays, booking(fair, "talk@a", "16/11", "afternoon")) == [
        ("resource-quantity", ("fair@a", "talk@a"))
    ]


def test_member_per_day() -> None:
    """No one serves more events a day than the stricter of their pools allows."""
    two = plan(
        activity("talk", uses={"speakers": 1}),
        activity("show", uses={"speakers": ("x",)}, lasts=Lasts(days=2)),
        wards=("a",),
        resources=[pool("speakers", "x", "y", max_per_day=3), pool("artists", "x", max_per_day=1)],
    )
    show = booking(two, "show@a", days("14/11", 2), "afternoon")
    x = booking(two, "talk@a", "15/11", people={"speakers": ("x",)})
    assert found(two, show, x) == [("member-per-day", ("show@a", "talk@a"))]
    assert not found(two, show, replace(x, people={"speakers": ("y",)}))
    assert not found(two, show, replace(x, dates=days("16/11", 1)))


def test_supply_ready() -> None:
    """Nothing is used before it is there; events that use none of it do not wait."""
    talk = plan(
        activity("talk", supplies={"leaflet": 10}, overrides={"b": {"supplies": {"leaflet": 0}}}),
        supplies=[supply("leaflet", 100, ready=on("16/11"))],
    )
    b = booking(talk, "talk@b", "14/11")
    assert not found(talk, booking(talk, "talk@a", "16/11"), b)
    assert found(talk, booking(talk, "talk@a", "15/11"), b) == [("supply-ready", TALK)]


def test_supplies_as_the_plan_gives_them() -> None:
    """An event states its number or its wards' share, and nothing else."""
    gifts = plan(
        activity("gifts", supplies={"gift": "share"}),
        activity("launch", wards="together", supplies={"gift": 20}),
        wards=(ward("a", need=1), ward("b", need=3)),
        supplies=[supply("gift", 60, share_by="need"), supply("flag", 5)],
    )
    a, b = booking(gifts, "gifts@a", "15/11"), booking(gifts, "gifts@b", "15/11")
    launch = booking(gifts, "launch", "14/11")
    assert (a.supplies, b.supplies) == ({"gift": 10}, {"gift": 30})
    assert not found(gifts, a, b, launch)
    for other in ({"gift": 9}, {}, {"gift": 10, "flag": 1}, {"gift": 10, "moon": 1}):
        stated = replace(a, supplies=other)
        assert found(gifts, stated, b, launch) == [("supply-quantity", ("gifts@a",))]


def test_supply_quantity() -> None:
    """What events use, with waste and in packs for each ward, is there."""
    for quantity, expected in ((120, []), (119, [("supply-quantity", ("talk@a", "talk@b"))])):
        talk = plan(
            activity("talk", supplies={"leaflet": 51}),
            supplies=[supply("leaflet", quantity, waste=0.1, pack=60)],
        )
        events = [booking(talk, f"talk@{ward}", "15/11") for ward in "ab"]
        assert found(talk, *events) == expected


def test_a_supply_too_small_to_divide() -> None:
    """There is not the least for every ward."""
    for use in (3, "share"):
        gifts = plan(
            activity("gifts", wards=("a",), supplies={"gift": use}),
            supplies=[supply("gift", 9, share_by="equal", at_least=5)],
        )
        at = booking(gifts, "gifts@a", "15/11", supplies={"gift": 3})
        assert found(gifts, at) == [("supply-quantity", ("gifts@a",))]


def test_a_share_is_there_once() -> None:
    """Two activities cannot both use a ward's whole share; two wards each have their own."""
    gifts = plan(
        activity("gifts", wards=("a",), supplies={"gift": "share"}),
        activity("visit", wards=choose(1), supplies={"gift": "share"}),
        supplies=[supply("gift", 10, share_by="equal")],
    )
    one = booking(gifts, "gifts@a", "15/11")
    assert not found(gifts, one, booking(gifts, "visit@b", "16/11"))
    assert found(gifts, one, booking(gifts, "visit@a", "16/11")) == [
        ("supply-quantity", ("gifts@a", "visit@a"))
    ]


def test_budget() -> None:
    """All costs of events and supplies stay within the limit and each source."""

    def costly(**more: Any) -> Plan:
        return plan(
            activity("talk", cost=40, source="city", overrides={"b": {"cost": 20}}),
            activity("show", wards=choose(1), cost=7),
            supplies=[supply("leaflet", 10, unit_cost=3, source="city")],
            **more,
        )

    def events(of: Plan) -> list[Any]:
        talks = [booking(of, f"talk@{ward}", "15/11") for ward in "ab"]
        return [*talks, booking(of, "show@a", "16/11")]

    enough = costly(limit=97, sources={"city": 90})
    assert not found(enough, *events(enough))
    over = costly(limit=96, sources={"city": 90})
    assert found(over, *events(over)) == [("budget", ())]
    short = costly(limit=97, sources={"city": 89})
    assert found(short, *events(short)) == [("budget", ())]


def test_costs_as_the_plan_gives_them() -> None:
    """An event states the cost that the plan gives it."""
    talk = plan(activity("talk", cost=40), wards=("a",))
    at = booking(talk, "talk@a", "15/11")
    assert found(talk, replace(at, cost=39)) == [("budget", TALK)]
