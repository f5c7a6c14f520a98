"""The audit of events: those of the plan, as long as it says, where it fixes them."""

from dataclasses import replace

import pytest
from helpers.builders import (
    FRI,
    MON,
    activity,
    booking,
    choose,
    closing,
    days,
    found,
    on,
    plan,
    schedule,
    venue,
)

from campaign_cli.model.audit import CHECKS, audit
from campaign_cli.model.plan import RULES, Plan
from campaign_cli.model.plan.kind import Lasts
from campaign_cli.model.schedule import Schedule, Status

TALKS = plan(activity("talk"))
TWICE = plan(activity("talk", times=2), wards=("a",))
CHOICE = plan(
    activity("show", wards=choose(2, "a", "b", "c", always=("a",), per_group=1)),
    wards=("a", "b", "c", "d"),
    groups={"north": ("b", "c")},
)


def test_every_rule_of_the_plan_is_checked() -> None:
    """Every rule that messages may name stands in the audit's table, and four checks more."""
    checked = {rule for rule, _ in CHECKS}
    assert checked - set(RULES) == {"events", "lasts", "within", "price"}
    assert set(RULES) <= checked
    assert len(CHECKS) == len(checked)


@pytest.mark.parametrize("status", [Status.INFEASIBLE, Status.OUT_OF_TIME])
def test_no_schedule_breaks_nothing(status: Status) -> None:
    """Where there is no schedule, nothing is missing from it."""
    assert audit(TALKS, Schedule(plan="", status=status)) == ()


def test_all_events_once() -> None:
    """One event a ward is what the plan asks for."""
    assert not found(TALKS, booking(TALKS, "talk@a", "14/11"), booking(TALKS, "talk@b", "14/11"))


def test_missing_event() -> None:
    """An event that the plan asks for is missing."""
    only = booking(TALKS, "talk@a", "14/11")
    assert found(TALKS, only) == [("chosen-count", ("talk@b",))]


def test_event_twice() -> None:
    """An event stands there twice."""
    a, b = (booking(TALKS, f"talk@{ward}", "14/11") for ward in "ab")
    assert found(TALKS, a, b, replace(b, dates=days("15/11", 1))) == [("events", ("talk@b",))]


@pytest.mark.parametrize(
    ("change", "event"),
    [
        ({"activity": "party"}, "party@b"),
        ({"member": "z", "wards": ("z",)}, "talk@z"),
        ({"member": ""}, "talk"),
        ({"number": 2}, "talk@b#2"),
        ({"number": 0}, "talk@b"),
        ({"wards": ("a",)}, "talk@b"),
        ({"wards": ("b", "b")}, "talk@b"),
        ({"wards": ()}, "talk@b"),
        ({"session": "night"}, "talk@b"),
        ({"sessions": 4}, "talk@b"),
        ({"sessions": 0}, "talk@b"),
        ({"dates": ()}, "talk@b"),
        ({"dates": (on("15/11"), on("14/11"))}, "talk@b"),
        ({"dates": (on("14/11"), on("14/11"))}, "talk@b"),
        ({"venue": "moon"}, "talk@b"),
    ],
)
def test_event_that_is_not_of_the_plan(change: dict[str, object], event: str) -> None:
    """What the plan cannot be asked about is named once, and breaks nothing else."""
    a, b = (booking(TALKS, f"talk@{ward}", "14/11") for ward in "ab")
    odd = replace(b, **change)  # type: ignore[arg-type]
    answer = replace(schedule(TALKS, a, b), bookings=(a, odd))
    violations = [(one.rule, one.events) for one in audit(TALKS, answer)]
    missing = [] if event == "talk@b" else [("chosen-count", ("talk@b",))]
    assert violations == [("events", (event,)), *missing]


def test_numbered_by_date() -> None:
    """The second of several stands before the first."""
    first, second = booking(TWICE, "talk@a", "15/11"), booking(TWICE, "talk@a#2", "14/11")
    assert found(TWICE, first, second) == [("events", ("talk@a", "talk@a#2"))]
    assert not found(TWICE, replace(first, dates=second.dates), replace(second, dates=first.dates))


def test_a_choice_of_wards() -> None:
    """As many wards as asked for, the one always wanted, no two of a group."""
    assert not found(CHOICE, booking(CHOICE, "show@a", "14/11"), booking(CHOICE, "show@c", "14/11"))


@pytest.mark.parametrize(
    ("chosen", "violations"),
    [
        ("a", [("chosen-count", ("show@a",))]),
        ("bc", [("chosen-count", ("show@b", "show@c"))] * 2),
        ("ad", [("events", ("show@d",)), ("chosen-count", ("show@a",))]),
        (
            "abc",
            [
                ("chosen-count", ("show@a", "show@b", "show@c")),
                ("chosen-count", ("show@b", "show@c")),
            ],
        ),
    ],
)
def test_a_wrong_choice(chosen: str, violations: list[tuple[str, tuple[str, ...]]]) -> None:
    """Too few, too many, without the one always wanted, outside the candidates."""
    wards = [booking(CHOICE, f"show@{ward}", "14/11") for ward in "abc" if ward in chosen]
    odd = [
        replace(booking(CHOICE, "show@a", "14/11"), member=ward, wards=(ward,))
        for ward in chosen
        if ward == "d"
    ]
    assert found(CHOICE, *wards, *odd) == violations


def test_a_chosen_ward_has_all_its_times() -> None:
    """A chosen ward has each of the events."""
    twice = plan(activity("show", wards=choose(1), times=2))
    first, second = booking(twice, "show@a", "14/11"), booking(twice, "show@a#2", "15/11")
    assert not found(twice, first, second)
    assert found(twice, first) == [("chosen-count", ("show@a#2",))]


def test_sessions_in_a_row() -> None:
    """An event of two sessions takes two."""
    course = plan(activity("course", lasts=2), wards=("a",))
    both = booking(course, "course@a", "14/11")
    assert not found(course, both)
    assert found(course, replace(both, sessions=1)) == [("lasts", ("course@a",))]


def test_days_one_after_the_other() -> None:
    """An event of three days skips what is closed, and nothing else."""
    camp = plan(activity("camp", lasts=Lasts(days=3)), wards=("a",), closed=[closing("16/11")])
    skipping = booking(camp, "camp@a", [on("15/11"), on("17/11"), on("18/11")])
    assert not found(camp, skipping)
    over_weekend = booking(camp, "camp@a", [on("18/11"), on("21/11"), on("22/11")])
    assert not found(camp, over_weekend)
    leaping = booking(camp, "camp@a", [on("15/11"), on("17/11"), on("21/11")])
    assert found(camp, leaping) == [("lasts", ("camp@a",))]
    short = booking(camp, "camp@a", [on("17/11"), on("18/11")])
    assert found(camp, short) == [("lasts", ("camp@a",))]


def test_sessions_that_are_closed_do_not_count_as_left_out() -> None:
    """A day closed in the afternoon alone is left out by an event of the afternoon."""
    camp = plan(
        activity("camp", lasts=Lasts(days=2)),
        wards=("a",),
        closed=[closing("15/11", sessions=("afternoon",))],
    )
    dates = [on("14/11"), on("16/11")]
    assert not found(camp, booking(camp, "camp@a", dates, "afternoon"))
    assert found(camp, booking(camp, "camp@a", dates)) == [("lasts", ("camp@a",))]


def test_as_long_as_its_window() -> None:
    """A window event takes every day from `from` to `to`, weekends and closings too."""
    posters = plan(
        activity("posters", lasts="window", first="18/11", last="22/11"),
        wards=("a",),
        closed=[closing("20/11")],
    )
    whole = booking(posters, "posters@a")
    assert not found(posters, whole)
    for change in (
        {"dates": whole.dates[1:]},
        {"dates": (*whole.dates[:2], *whole.dates[3:])},
        {"sessions": 1},
        {"session": "afternoon", "sessions": 2},
    ):
        assert found(posters, replace(whole, **change)) == [("lasts", ("posters@a",))]  # type: ignore[arg-type]


LAUNCH = plan(
    activity("launch", wards="together"),
    activity("speech", within="launch"),
    activity("gifts", within="speech"),
    venues=[venue("hall", "a")],
)


def test_within_another_event() -> None:
    """An event within another is at the same time and place, however deep."""
    launch = booking(LAUNCH, "launch", "15/11", venue="hall")
    speech = booking(LAUNCH, "speech", "15/11", venue="hall", within="launch")
    gifts = booking(LAUNCH, "gifts", "15/11", venue="hall", within="speech")
    assert not found(LAUNCH, launch, speech, gifts)
    assert found(LAUNCH, launch, speech) == [("chosen-count", ("gifts",))]
    for change in (
        {"dates": days("16/11", 1)},
        {"session": "afternoon"},
        {"sessions": 2},
        {"venue": None},
    ):
        moved = replace(gifts, **change)  # type: ignore[arg-type]
        assert found(LAUNCH, launch, speech, moved) == [("within", ("gifts", "speech"))]
    astray = replace(gifts, within="talk")
    assert found(LAUNCH, launch, speech, astray) == [("within", ("gifts",))]
    alone = replace(launch, within="speech")
    assert found(LAUNCH, alone, speech, gifts) == [("within", ("launch",))]


def test_within_events_follow_a_choice() -> None:
    """There is an event within each chosen one, and none elsewhere."""
    shows = plan(activity("show", wards=choose(1)), activity("gifts", within="show"))
    show = booking(shows, "show@b", "15/11")
    gifts = booking(shows, "gifts@b", "15/11", within="show@b")
    assert not found(shows, show, gifts)
    assert found(shows, show) == [("chosen-count", ("gifts@b",))]
    elsewhere = booking(shows, "gifts@a", "15/11", within="show@a")
    assert found(shows, show, gifts, elsewhere) == [("within", ("gifts@a",))]


def test_within_an_event_that_is_not_understood() -> None:
    """What is wrong with an event is not said again of those within it."""
    launch = booking(LAUNCH, "launch", "15/11", venue="moon")
    speech = booking(LAUNCH, "speech", "15/11", within="launch")
    gifts = booking(LAUNCH, "gifts", "15/11", within="speech")
    assert found(LAUNCH, launch, speech, gifts) == [("events", ("launch",))]


def _fixed(**where: object) -> Plan:
    return plan(activity("talk", fixed=where, times=2), wards=("a",))  # type: ignore[arg-type]


def test_fixed() -> None:
    """A fixed event stands on its day, in its session if one is said, and says so."""
    day = _fixed(a="17/11")
    one, two = booking(day, "talk@a", "17/11", "afternoon"), booking(day, "talk@a#2", "18/11")
    assert not found(day, one, two)
    assert found(day, replace(one, dates=days("16/11", 1)), two) == [("fixed", ("talk@a",))]
    assert found(day, replace(one, fixed=False), two) == [("fixed", ("talk@a",))]
    assert found(day, one, replace(two, fixed=True)) == [("fixed", ("talk@a#2",))]
    morning = _fixed(**{"a#2": ("17/11", "morning")})
    one, two = booking(morning, "talk@a", "16/11"), booking(morning, "talk@a#2", "17/11")
    assert not found(morning, one, two)
    assert found(morning, one, replace(two, session="afternoon")) == [("fixed", ("talk@a#2",))]


def test_fixing_one_for_all() -> None:
    """The events of all wards together are fixed by nothing, and by their number."""
    launch = plan(activity("launch", wards="together", times=2, fixed={"": "15/11", "#2": "17/11"}))
    one, two = booking(launch, "launch", "15/11"), booking(launch, "launch#2", "17/11")
    assert one.fixed
    assert two.fixed
    assert not found(launch, one, two)
    assert found(launch, one, replace(two, dates=days("18/11", 1))) == [("fixed", ("launch#2",))]


def test_fixing_a_ward_chooses_it() -> None:
    """A ward of a choice that the plan fixes must be chosen."""
    shows = plan(activity("show", wards=choose(1), fixed={"b": "17/11"}))
    assert not found(shows, booking(shows, "show@b", "17/11"))
    assert found(shows, booking(shows, "show@a", "17/11")) == [("fixed", ("show@b",))]
    second = plan(activity("show", wards=choose(1), times=2, fixed={"b#2": "17/11"}))
    assert found(second, booking(second, "show@b", "16/11")) == [("chosen-count", ("show@b#2",))]


def test_a_schedule_from_anywhere_may_say_anything() -> None:
    """Days at the ends of time break rules, and nothing else."""
    camp = plan(
        activity("camp", lasts=Lasts(days=2), days=(MON, FRI)),
        activity("talk", after=["camp"]),
        wards=("a",),
    )
    ends = (on("14/11").replace(year=1, month=1, day=1), on("14/11").replace(9999, 12, 31))
    first = booking(camp, "camp@a", ends)
    second = booking(camp, "talk@a", ends[1:], "afternoon")
    rules = [rule for rule, _ in found(camp, first, second)]
    assert rules == ["lasts", "window", "window", "precedence"]
