"""The audit of days: windows, closings, order."""

from typing import Any

import pytest
from helpers.builders import (
    FRI,
    MON,
    SAT,
    SUN,
    TUE,
    activity,
    booking,
    choose,
    closing,
    days,
    found,
    kind,
    member,
    on,
    plan,
    pool,
    venue,
    ward,
)

from campaign_cli.model.plan import After, Plan, Targets, Ward
from campaign_cli.model.plan.kind import Lasts
from campaign_cli.model.schedule import Booking

TALK = ("talk@a",)
SESSIONS_OF_A_DAY = ("morning", "afternoon")


def one_talk(*, wards: tuple[str | Ward, ...] = ("a",), what: dict[str, Any], **more: Any) -> Plan:
    """Return a plan with one talk in one ward."""
    return plan(activity("talk", kind=kind("talk"), **what), wards=wards, **more)


@pytest.mark.parametrize("good", ["16/11", "18/11"])
@pytest.mark.parametrize("bad", ["15/11", "21/11"])
def test_window(good: str, bad: str) -> None:
    """An event lies from `from` to `to`."""
    narrow = one_talk(what={"first": "16/11", "last": "18/11"})
    assert not found(narrow, booking(narrow, "talk@a", good))
    assert found(narrow, booking(narrow, "talk@a", bad)) == [("window", TALK)]


def test_window_of_the_campaign() -> None:
    """An event lies within `prepare_from` and `wind_up`, whatever its own window."""
    early = one_talk(
        what={"first": "01/11", "last": "30/12"}, prepare_from="09/11", wind_up="14/12"
    )
    assert not found(early, booking(early, "talk@a", "09/11"))
    assert not found(early, booking(early, "talk@a", "14/12"))
    assert found(early, booking(early, "talk@a", "08/11")) == [("window", TALK)]
    assert found(early, booking(early, "talk@a", "15/12")) == [("window", TALK)]


def test_window_of_sessions() -> None:
    """Each session that an event takes is one of the activity's."""
    course = one_talk(what={"lasts": 2})
    assert not found(course, booking(course, "talk@a", "15/11"))
    late = booking(course, "talk@a", "15/11", "afternoon")
    assert found(course, late) == [("window", TALK)]


def test_last_day_within_the_window() -> None:
    """An event of several days ends before its window does."""
    camp = one_talk(what={"lasts": Lasts(days=2), "last": "17/11"})
    assert not found(camp, booking(camp, "talk@a", days("16/11", 2)))
    assert found(camp, booking(camp, "talk@a", days("17/11", 2))) == [("window", TALK)]


@pytest.mark.parametrize(
    ("what", "more", "good", "bad"),
    [
        ({}, {}, "18/11", "19/11"),
        ({"days": (SAT, SUN)}, {}, "19/11", "18/11"),
        ({}, {"opened": ["19/11"]}, "19/11", "20/11"),
        ({"days": (FRI,)}, {"opened": ["19/11"]}, "18/11", "19/11"),
        ({}, {"workdays": (MON, SAT)}, "19/11", "18/11"),
        ({}, {"holidays": {"18/11": "Unity Day"}}, "17/11", "18/11"),
        ({"days": (FRI,)}, {"holidays": {"18/11": "Unity Day"}}, "25/11", "18/11"),
        (
            {},
            {"holidays": {"17/11": "x", "18/11": "Unity Day"}, "opened": ["18/11"]},
            "18/11",
            "17/11",
        ),
        ({}, {"closed": [closing("16/11", "18/11")]}, "15/11", "18/11"),
        ({}, {"closed": [closing(weekdays={FRI})]}, "17/11", "18/11"),
        ({}, {"closed": [closing("18/11", kinds={"talk"})]}, "17/11", "18/11"),
        ({}, {"closed": [closing("18/11", kinds={"arts"})]}, "18/11", "19/11"),
        ({}, {"closed": [closing("18/11", sessions={"afternoon"})]}, "18/11", "19/11"),
        (
            {"lasts": 2},
            {"closed": [closing("18/11", sessions={"afternoon"})]},
            "17/11",
            "18/11",
        ),
        ({}, {"closed": [closing("18/11")], "opened": ["18/11"]}, "17/11", "18/11"),
        ({"days": (FRI, SAT)}, {"closed": [closing("18/11", "21/11")]}, "25/11", "19/11"),
    ],
)
def test_open_day(what: dict[str, Any], more: dict[str, Any], good: str, bad: str) -> None:
    """Workdays or one's own weekdays, no holiday that is not decreed open, no closing."""
    talk = one_talk(what=what, **more)
    assert not found(talk, booking(talk, "talk@a", good))
    assert found(talk, booking(talk, "talk@a", bad)) == [("open-day", TALK)]


def test_open_on_every_day() -> None:
    """Each day of several is open to the activity."""
    camp = one_talk(what={"lasts": Lasts(days=2)})
    assert found(camp, booking(camp, "talk@a", days("18/11", 2))) == [("open-day", TALK)]


CLOSED = (closing("18/11", sessions={"morning"}), closing("21/11", kinds={"arts"}))


def test_ward_closed() -> None:
    """A ward is free in the session, for that kind; also where the event runs beside others."""
    for what in ({}, {"beside": True}):
        talk = one_talk(wards=(ward("a", closings=CLOSED),), what=what)
        assert not found(talk, booking(talk, "talk@a", "18/11", "afternoon"))
        assert not found(talk, booking(talk, "talk@a", "21/11"))
        assert found(talk, booking(talk, "talk@a", "18/11")) == [("ward-closed", TALK)]


def test_every_ward_of_an_event_is_free() -> None:
    """One closed ward closes a joint event, unless the wards only send delegates."""
    wards = (ward("a"), ward("b", closings=CLOSED))
    launch = one_talk(wards=wards, what={"wards": "together"})
    assert found(launch, booking(launch, "talk", "18/11")) == [("ward-closed", ("talk",))]
    delegates = one_talk(wards=wards, what={"wards": "together", "delegates": True})
    assert not found(delegates, booking(delegates, "talk", "18/11"))


def test_venue_closed() -> None:
    """The venue is free."""
    hall = venue("hall", "a", closings=CLOSED)
    talk = one_talk(what={"audience": 50}, venues=[hall])
    assert not found(talk, booking(talk, "talk@a", "18/11", "afternoon", venue="hall"))
    at = booking(talk, "talk@a", "18/11", venue="hall")
    assert found(talk, at) == [("venue-closed", TALK)]


def test_member_closed() -> None:
    """Everyone who serves is free, on one of their weekdays, whichever pool says so."""
    talk = plan(
        activity("talk", uses={"speakers": 1}, days=range(7)),
        wards=("a",),
        resources=[
            pool("speakers", member("x", days=(FRI, MON), closings=CLOSED), member("y")),
            pool("trainers", member("x", days=(FRI, TUE), closings=[closing("25/11")])),
        ],
    )
    for person, day, session, free in (
        ("x", "18/11", "afternoon", True),
        ("x", "18/11", "morning", False),
        ("y", "18/11", "morning", True),
        ("x", "25/11", "morning", False),
        ("x", "22/11", "morning", False),
        ("x", "28/11", "morning", False),
        ("x", "02/12", "morning", True),
    ):
        at = booking(talk, "talk@a", day, session, people={"speakers": (person,)})
        assert found(talk, at) == ([] if free else [("member-closed", TALK)])


def test_a_window_event_knows_no_closings() -> None:
    """An event as long as its window hangs over closings, holidays and weekends."""
    posters = plan(
        activity("posters", lasts="window", venue="hall", uses={"crew": ("x",)}),
        wards=(ward("a", closings=CLOSED),),
        venues=[venue("hall", "a", closings=CLOSED)],
        resources=[pool("crew", member("x", closings=CLOSED, days=(MON,)))],
        holidays={"18/11": "Unity Day"},
        closed=CLOSED,
    )
    assert not found(posters, booking(posters, "posters@a"))


def _order(by: int = 1, **more: Any) -> Plan:
    return plan(
        activity("first", **more), activity("second", after=[After("first", by)]), wards=("a",)
    )


def test_precedence() -> None:
    """A successor starts so many days after its predecessor's last."""
    two = _order(by=2)
    first = booking(two, "first@a", "15/11")
    assert not found(two, first, booking(two, "second@a", "17/11"))
    for day in ("16/11", "14/11"):
        second = booking(two, "second@a", day)
        assert found(two, first, second) == [("precedence", ("first@a", "second@a"))]


def test_precedence_on_the_same_day() -> None:
    """`by = 0` asks for a later session, on that day or another."""
    same = _order(by=0)
    first = booking(same, "first@a", "15/11")
    assert not found(same, first, booking(same, "second@a", "15/11", "afternoon"))
    assert not found(same, first, booking(same, "second@a", "16/11"))
    late = booking(same, "first@a", "15/11", "afternoon")
    early = booking(same, "second@a", "15/11")
    assert found(same, late, early) == [("precedence", ("first@a", "second@a"))]
    long = _order(by=0, lasts=2)
    whole_day = booking(long, "first@a", "15/11")
    evening = booking(long, "second@a", "15/11", "afternoon")
    assert ("precedence", ("first@a", "second@a")) in found(long, whole_day, evening)


def test_precedence_counts_from_the_last_day() -> None:
    """A predecessor of several days counts from its last, a window event from `to`."""
    camp = _order(lasts=Lasts(days=2))
    first = booking(camp, "first@a", days("15/11", 2))
    assert not found(camp, first, booking(camp, "second@a", "17/11"))
    second = booking(camp, "second@a", "16/11", "afternoon")
    assert found(camp, first, second) == [("precedence", ("first@a", "second@a"))]
    posters = _order(lasts="window", last="16/11")
    hung = booking(posters, "first@a")
    assert not found(posters, hung, booking(posters, "second@a", "17/11"))
    assert found(posters, hung, booking(posters, "second@a", "16/11")) == [
        ("precedence", ("first@a", "second@a"))
    ]


def test_precedence_is_ward_by_ward() -> None:
    """Events of other wards ask nothing, those of all wards meet each, and so do those of none."""
    each = plan(activity("first"), activity("second", after=["first"]))
    early = booking(each, "first@a", "15/11"), booking(each, "second@a", "16/11")
    late = booking(each, "first@b", "17/11"), booking(each, "second@b", "18/11")
    assert not found(each, *early, *late)
    for wards in ("together", "none"):
        joint = plan(activity("first"), activity("second", wards=wards, after=["first"]))
        a, b = booking(joint, "first@a", "15/11"), booking(joint, "first@b", "17/11")
        assert not found(joint, a, b, booking(joint, "second", "18/11"))
        assert found(joint, a, b, booking(joint, "second", "16/11")) == [
            ("precedence", ("first@b", "second"))
        ]


EARLY, LATE = "16/11", "18/11"
"""Before and after the event of `first`, on 17 November."""


@pytest.mark.parametrize(
    ("first", "second", "event"),
    [
        (("a",), ("b",), "second@b"),
        (("a",), "together", "second"),
        (("a",), "none", "second"),
        ("none", "each", "second@b"),
        ("none", "none", "second"),
        ("together", "each", "second@b"),
        (("north",), ("b",), "second@b"),
        (("a",), ("north",), "second@north"),
        (("north",), ("south",), "second@south"),
        (("c",), ("north",), "second@north"),
        (choose(1, "a"), ("b",), "second@b"),
        (("a",), choose(1, "b"), "second@b"),
    ],
)
def test_precedence_waits(
    first: str | tuple[str, ...], second: str | tuple[str, ...], event: str
) -> None:
    """An event waits for one in a ward of its own, and where there can be none, for all."""
    groups = {"north": ("a", "b"), "south": ("b", "c")}
    wards = ("a", "b", "c")
    two = plan(
        activity("first", wards=first),
        activity("second", wards=second, after=["first"]),
        wards=wards,
        groups=groups,
    )
    at = first[0] if isinstance(first, tuple) else "a" if isinstance(first, Targets) else ""
    earlier = booking(two, f"first@{at}" if at else "first", "17/11")
    early, late = (booking(two, event, day, "afternoon") for day in (EARLY, LATE))
    assert ("precedence", (earlier.id, event)) in found(two, earlier, early)
    assert "precedence" not in {rule for rule, _ in found(two, earlier, late)}


def test_precedence_where_some_wards_are_shared() -> None:
    """Who has one in a ward of its own waits for that one, who has none waits for all."""
    partly = plan(
        activity("first", wards=("a", "b")),
        activity("second", wards=("a", "c"), after=["first"]),
        wards=("a", "b", "c"),
    )
    firsts = booking(partly, "first@a", "15/11"), booking(partly, "first@b", "17/11")
    before_b = booking(partly, "second@a", "16/11")
    assert not found(partly, *firsts, before_b, booking(partly, "second@c", "18/11"))
    assert found(partly, *firsts, before_b, booking(partly, "second@c", "16/11")) == [
        ("precedence", ("first@b", "second@c"))
    ]
    assert found(partly, *firsts, before_b, booking(partly, "second@c", "14/11")) == [
        ("precedence", ("first@b", "second@c"))
    ]


def test_precedence_asks_nothing_where_a_ward_was_not_chosen() -> None:
    """Where the other might have been held in its ward and is not, an event waits for nothing."""
    chosen = plan(
        activity("first", wards=choose(1, "a", "b")),
        activity("second", after=["first"]),
        wards=("a", "b", "c"),
    )
    first = booking(chosen, "first@a", "17/11")
    after, before = booking(chosen, "second@a", "18/11"), booking(chosen, "second@b", "16/11")
    assert not found(chosen, first, after, before, booking(chosen, "second@c", "18/11"))
    assert found(chosen, first, after, before, booking(chosen, "second@c", "16/11")) == [
        ("precedence", ("first@a", "second@c"))
    ]


@pytest.mark.parametrize(
    ("day", "session", "fits"),
    [
        ("16/11", "afternoon", False),
        ("17/11", "morning", False),
        ("17/11", "afternoon", True),
        ("18/11", "morning", True),
    ],
)
def test_precedence_in_other_wards_on_the_same_day(day: str, session: str, fits: bool) -> None:
    """`by = 0` is a later session, wherever the other is held."""
    elsewhere = plan(
        activity("first", wards=("a",)),
        activity("second", wards=("b",), after=[After("first", 0)]),
    )
    first = booking(elsewhere, "first@a", "17/11")
    breaks = found(elsewhere, first, booking(elsewhere, "second@b", day, session))
    assert breaks == ([] if fits else [("precedence", ("first@a", "second@b"))])


def test_precedence_of_every_pair() -> None:
    """Each of the second's `times` comes after each of the first's."""
    pairs = plan(
        activity("first", times=2), activity("second", times=2, after=["first"]), wards=("a",)
    )
    firsts = booking(pairs, "first@a", "14/11"), booking(pairs, "first@a#2", "16/11")
    later = booking(pairs, "second@a#2", "18/11")
    assert not found(pairs, *firsts, booking(pairs, "second@a", "17/11"), later)
    between = booking(pairs, "second@a", "15/11")
    assert found(pairs, *firsts, between, later) == [("precedence", ("first@a#2", "second@a"))]


def test_precedence_of_an_event_within_another() -> None:
    """To come after an event within another is to come after that one."""
    inside = plan(
        activity("launch", wards="together"),
        activity("speech", within="launch"),
        activity("talk", after=["speech"]),
        wards=("a",),
    )
    launch = booking(inside, "launch", "15/11")
    speech = booking(inside, "speech", "15/11", within="launch")
    assert not found(inside, launch, speech, booking(inside, "talk@a", "16/11"))
    talk = booking(inside, "talk@a", "14/11")
    assert found(inside, launch, speech, talk) == [("precedence", ("launch", "talk@a"))]


def test_an_event_within_another_waits_as_that_one_does() -> None:
    """Its host's wards tell for which events it waits; of its own host's it asks nothing."""
    inside = plan(
        activity("first", wards=("a",)),
        activity("talk"),
        activity("speech", within="talk", after=["first", "talk"]),
    )
    first = booking(inside, "first@a", "17/11")

    def held(ward: str, day: str) -> tuple[Booking, Booking]:
        talk = booking(inside, f"talk@{ward}", day)
        return talk, booking(inside, f"speech@{ward}", day, within=talk.id)

    assert not found(inside, first, *held("a", "18/11"), *held("b", "18/11"))
    for at, other in (("a", "b"), ("b", "a")):
        early = found(inside, first, *held(at, "16/11"), *held(other, "18/11"))
        assert early == [("precedence", ("first@a", f"talk@{at}"))]


def test_apart() -> None:
    """The events of an activity in a ward start so many days apart, in any order of numbers."""
    talks = plan(activity("talk", times=3, apart=3), wards=("a",))
    first, second = booking(talks, "talk@a", "14/11"), booking(talks, "talk@a#2", "17/11")
    assert not found(talks, first, second, booking(talks, "talk@a#3", "21/11"))
    third = booking(talks, "talk@a#3", "18/11")
    assert found(talks, first, second, third) == [("apart", ("talk@a#2", "talk@a#3"))]


def test_apart_is_another_day() -> None:
    """Two on one day are too close, and so are those of several days that meet."""
    talks = plan(activity("talk", times=2), wards=("a",))
    morning = booking(talks, "talk@a", "14/11")
    afternoon = booking(talks, "talk@a#2", "14/11", "afternoon")
    assert found(talks, morning, afternoon) == [("apart", ("talk@a", "talk@a#2"))]
    camps = plan(activity("camp", times=2, lasts=Lasts(days=3)), wards=("a",))
    one = booking(camps, "camp@a", days("14/11", 3))
    two = booking(camps, "camp@a#2", days("16/11", 3), "afternoon")
    assert found(camps, one, two) == [("apart", ("camp@a", "camp@a#2"))]


@pytest.mark.parametrize("beside", [False, True])
@pytest.mark.parametrize("wards", ["each", "none"])
def test_apart_by_nothing(wards: str, beside: bool) -> None:
    """`apart = 0` lets events share a day in order, but no session: also those beside others."""
    talks = plan(
        activity("talk", wards=wards, times=2, apart=0, beside=beside),
        wards=("a",),
        weights={"ward-day": 0},
    )
    one, two = ("talk@a", "talk@a#2") if wards == "each" else ("talk", "talk#2")
    morning, afternoon = (booking(talks, one, "14/11", session) for session in SESSIONS_OF_A_DAY)
    assert not found(talks, morning, booking(talks, two, "14/11", "afternoon"))
    assert not found(talks, afternoon, booking(talks, two, "15/11"))
    assert ("apart", (one, two)) in found(talks, morning, booking(talks, two, "14/11"))
    # Numbers tell the order.
    assert found(talks, afternoon, booking(talks, two, "14/11")) == [("events", (one, two))]


def test_apart_by_nothing_over_days() -> None:
    """Courses of several days may go on beside each other, in other sessions."""
    courses = plan(
        activity("course", times=2, apart=0, beside=True, lasts=Lasts(days=2)), wards=("a",)
    )
    mornings = booking(courses, "course@a", days("14/11", 2))
    assert not found(
        courses, mornings, booking(courses, "course@a#2", days("14/11", 2), "afternoon")
    )
    assert found(courses, mornings, booking(courses, "course@a#2", days("15/11", 2))) == [
        ("apart", ("course@a", "course@a#2"))
    ]


def test_apart_by_nothing_for_groups_that_share_a_ward() -> None:
    """Two groups' events share no session where a ward is in both."""
    groups = plan(
        activity("talk", wards="each-group", apart=0, beside=True),
        wards=("a", "b", "c"),
        groups={"north": ("a", "b"), "south": ("b", "c")},
    )
    north = booking(groups, "talk@north", "14/11")
    assert not found(groups, north, booking(groups, "talk@south", "14/11", "afternoon"))
    assert found(groups, north, booking(groups, "talk@south", "14/11")) == [
        ("apart", ("talk@north", "talk@south"))
    ]


def test_apart_for_groups_that_share_a_ward() -> None:
    """Two groups' events are apart where a ward is in both; without one they need not be."""
    for south, bad in ((("b", "c"), True), (("c",), False)):
        groups = plan(
            activity("talk", wards="each-group"),
            wards=("a", "b", "c"),
            groups={"north": ("a", "b"), "south": south},
        )
        one = booking(groups, "talk@north", "14/11")
        two = booking(groups, "talk@south", "14/11", "afternoon")
        expected = [("apart", ("talk@north", "talk@south"))] if bad else []
        assert found(groups, one, two) == expected


def test_window_events_hang_together() -> None:
    """Posters of two groups that share a ward hang there at the same time."""
    posters = plan(
        activity("posters", wards="each-group", lasts="window"),
        groups={"north": ("a", "b"), "south": ("b",)},
    )
    assert not found(posters, *(booking(posters, f"posters@{id_}") for id_ in ("north", "south")))


def test_apart_without_wards() -> None:
    """Several events that concern no ward are apart as well."""
    meetings = plan(activity("meeting", wards="none", times=2, apart=7))
    first = booking(meetings, "meeting", "14/11")
    assert not found(meetings, first, booking(meetings, "meeting#2", "21/11"))
    second = booking(meetings, "meeting#2", "18/11")
    assert found(meetings, first, second) == [("apart", ("meeting", "meeting#2"))]


def test_dates_of_the_builders() -> None:
    """The days that these tests rest on."""
    assert on("18/11").weekday() == FRI
    assert on("25/11").weekday() == FRI
