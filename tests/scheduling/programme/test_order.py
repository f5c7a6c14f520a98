"""What comes before what, and several events of an activity on one day."""

import pytest
from helpers.builders import activity, choose, closing, kind, plan, ward
from helpers.solving import by_parts, parts_of, whole

from campaign_cli.model.audit import audit
from campaign_cli.model.plan import After, Plan, Targets
from campaign_cli.model.plan.kind import Lasts
from campaign_cli.model.schedule import Schedule, Status
from campaign_cli.scheduling import schedule
from campaign_cli.scheduling.splitting.stages import programme

WEEK = {"first": "14/11", "last": "18/11"}
DAY = {"first": "16/11", "last": "16/11"}
GROUPS = {"north": ("a", "b"), "south": ("b", "c")}


def days_of(made: Schedule, id_: str) -> dict[str, int]:
    """Return on which day of the month each event of an activity is, by ward or group."""
    assert made.status is Status.OPTIMAL
    return {one.member: one.first.day for one in made.bookings if one.activity == id_}


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        pytest.param(("a",), ("b",), {"b": 17}, id="no-ward-in-common"),
        pytest.param(("a",), ("a", "b"), {"a": 17, "b": 17}, id="some-of-the-wards"),
        pytest.param(("a", "b"), ("b", "c"), {"b": 15, "c": 17}, id="its-own-or-else-all"),
        pytest.param("none", ("a", "b"), {"a": 17, "b": 17}, id="first-of-no-ward"),
        pytest.param(("a", "b"), "none", {"": 17}, id="second-of-no-ward"),
        pytest.param("together", ("a", "c"), {"a": 17, "c": 17}, id="first-for-all"),
        pytest.param(("a", "b"), "together", {"": 17}, id="second-for-all"),
        pytest.param(("north",), ("a", "c"), {"a": 17, "c": 17}, id="first-of-a-group"),
        pytest.param(("a", "b"), ("south",), {"south": 15}, id="a-group-with-its-own"),
        pytest.param(("a",), ("south",), {"south": 17}, id="a-group-without-its-own"),
        pytest.param(choose(1, "a"), ("a", "b"), {"a": 17, "b": 17}, id="chosen"),
        pytest.param(choose(1, "a", "b"), ("b", "c"), {"b": 14, "c": 17}, id="not-chosen"),
    ],
)
def test_who_waits_for_whom(
    first: str | tuple[str, ...] | Targets,
    second: str | tuple[str, ...],
    expected: dict[str, int],
) -> None:
    """All of the first are on the 16th but the one in `b`, on the 14th; the others soon after."""
    late = {"none": "", "together": ""}.get(first) if isinstance(first, str) else None
    keys = [late] if late is not None else ["north"] if first == ("north",) else ["a"]
    fixed = {key: "16/11" for key in keys if key is not None}
    if first == ("a", "b"):
        fixed["b"] = "14/11"
    made = schedule(
        plan(
            activity("first", wards=first, fixed=fixed, **WEEK),
            activity("second", wards=second, after=["first"], prefer_on="14/11", **WEEK),
            wards=("a", "b", "c"),
            groups=GROUPS,
        )
    )
    assert days_of(made, "second") == expected


@pytest.mark.parametrize("by", [0, 1, 3])
@pytest.mark.parametrize("long", [1, 2])
def test_many_wait_for_many(by: int, long: int) -> None:
    """Three wards wait for three others: the day that is best for all, in as few rows."""
    asked = plan(
        activity("first", wards=("a", "b", "c"), prefer_on="17/11", lasts=Lasts(days=long)),
        activity("second", wards=("d", "e", "f"), prefer_on="16/11", after=[After("first", by)]),
        wards=[ward(one, closings=(closing("16/11"),) if one == "b" else ()) for one in "abcdef"],
    )
    made = schedule(asked)
    assert audit(asked, made) == ()
    over = max(one.last for one in made.bookings if one.activity == "first")
    begin = min(one.first for one in made.bookings if one.activity == "second")
    assert (begin - over).days >= by
    expected = {(0, 1): 3, (1, 1): 6, (3, 1): 12, (0, 2): 6, (1, 2): 9, (3, 2): 15}
    assert made.price == expected[by, long]


def test_many_that_wait_for_many_need_few_rows() -> None:
    """A row a day for each event, not for each two of them."""
    wards = [f"w{number}" for number in range(80)]
    asked = plan(
        activity("first", wards=tuple(wards[:40])),
        activity("second", wards=tuple(wards[40:]), after=["first"]),
        wards=wards,
    )
    built = programme(asked)
    alone = programme(plan(*(activity(one, wards=tuple(wards[:40])) for one in "ab"), wards=wards))
    events, days = 80, 20
    assert len(built.programme.causes) - len(alone.programme.causes) <= events * (days + 1)  # type: ignore[union-attr]


def test_who_waits_is_known_in_parts() -> None:
    """Wards that an order binds are solved together; where all is over in time, apart."""

    def asked(last: str) -> Plan:
        return plan(
            activity("first", wards=("a",), last=last, prefer_on="17/11"),
            activity("second", wards=("b", "c"), first="16/11", after=["first"]),
            activity("other", wards=("d",)),
            wards=("a", "b", "c", "d"),
        )

    bound, free = asked("18/11"), asked("15/11")
    assert [sorted(part.wards) for part in parts_of(bound)] == [["a", "b", "c"], ["d"]]
    assert [sorted(part.wards) for part in parts_of(free)] == [["a"], ["b"], ["c"], ["d"]]
    for one in (bound, free):
        made = by_parts(one, parts_of(one))
        assert made.price == whole(one).price
        assert audit(one, made) == ()


@pytest.mark.parametrize(
    "joint",
    [
        pytest.param({"wards": ("north",)}, id="a-group"),
        pytest.param({"wards": "none"}, id="of-no-ward"),
        pytest.param({"wards": ("north",), "fixed": {"north": "17/11"}}, id="a-fixed-group"),
    ],
)
@pytest.mark.parametrize("first", [True, False], ids=["first", "second"])
def test_joint_events_bind_wards_that_are_not_theirs(
    joint: dict[str, object], *, first: bool
) -> None:
    """What another ward waits for, or waits for it, is solved with it or stands where it is."""
    alone = {"wards": ("d", "e"), "prefer_on": "16/11"}
    before, after = (joint, alone) if first else (alone, joint)
    asked = plan(
        activity("first", **before, **WEEK),  # type: ignore[arg-type]
        activity("second", after=["first"], **after, **WEEK),  # type: ignore[arg-type]
        wards=("a", "b", "c", "d", "e"),
        groups={"north": ("a", "b")},
    )
    made = by_parts(asked, found) if (found := parts_of(asked)) else whole(asked)
    assert made.price == whole(asked).price
    assert audit(asked, made) == ()


SHOTS = {"wards": ("a",), "times": 2, "apart": 0}
RALLY = kind("rally", beside=True)


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        pytest.param({}, ["morning", "afternoon"], id="two"),
        pytest.param({"kind": RALLY, "beside": True}, ["morning", "afternoon"], id="beside-others"),
        pytest.param({"wards": "none"}, ["morning", "afternoon"], id="of-no-ward"),
        pytest.param(
            {"delegates": True, "wards": "together"}, ["morning", "afternoon"], id="joint"
        ),
        pytest.param(
            {
                "fixed": {"a": ("16/11", "afternoon")},
                "sessions": ("morning", "afternoon", "evening"),
            },
            ["afternoon", "evening"],
            id="the-first-is-fixed",
        ),
        pytest.param({"fixed": {"a#2": ("16/11", None)}}, ["morning", "afternoon"], id="a-day"),
        pytest.param(
            {"times": 3, "sessions": ("morning", "afternoon", "evening")},
            ["morning", "afternoon", "evening"],
            id="three",
        ),
        pytest.param({"wards": choose(1)}, ["morning", "afternoon"], id="chosen"),
    ],
)
def test_events_that_share_a_day(more: dict[str, object], expected: list[str]) -> None:
    """In different sessions, numbered in order."""
    asked = plan(activity("shots", **{**SHOTS, **DAY, **more}), wards=("a",))  # type: ignore[arg-type]
    made = schedule(asked)
    assert made.status is Status.OPTIMAL
    assert [one.number for one in made.bookings] == [*range(1, len(expected) + 1)]
    assert [one.session for one in made.bookings] == expected


def test_events_of_two_days_run_side_by_side() -> None:
    """They share both days, one in the morning and one in the afternoon."""
    asked = plan(
        activity(
            "camp", wards=("a",), times=2, apart=0, lasts=Lasts(days=2), first="15/11", last="16/11"
        ),
        wards=("a",),
    )
    made = schedule(asked)
    assert [(one.first.day, one.last.day, one.session) for one in made.bookings] == [
        (15, 16, "morning"),
        (15, 16, "afternoon"),
    ]
    beside = plan(
        activity(
            "camp",
            wards=("a",),
            times=3,
            apart=0,
            beside=True,
            lasts=Lasts(days=2),
            first="15/11",
            last="16/11",
        ),
        wards=("a",),
    )
    assert schedule(beside, why=False).status is Status.INFEASIBLE


@pytest.mark.parametrize("beside", [False, True], ids=["alone", "beside"])
def test_groups_that_share_a_ward_share_a_day(*, beside: bool) -> None:
    """But no session of it."""
    matches = activity("match", wards=("north", "south"), apart=0, beside=beside, **DAY)
    asked = plan(matches, wards=("a", "b", "c"), groups=GROUPS)
    made = schedule(asked)
    assert made.status is Status.OPTIMAL
    assert len({one.session for one in made.bookings}) == 2


def test_each_prefers_its_own_time() -> None:
    """A list of preferred days goes by number, also on one day."""
    asked = plan(
        activity(
            "shots",
            wards=("a",),
            times=3,
            apart=0,
            prefer_on=("15/11", "15/11", "17/11"),
            **WEEK,
        ),
        wards=("a",),
        weights={"ward-day": 0, "week-balance": 0},
    )
    made = schedule(asked)
    assert [one.first.day for one in made.bookings] == [15, 15, 17]
    assert made.price == 0
