"""What breaks when someone or something drops out, and what mends it."""

from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from helpers.builders import activity, booking, closing, member, on, plan, pool, things, venue, ward
from helpers.builders import schedule as made

from campaign_cli.model.audit import audit
from campaign_cli.model.plan import Plan
from campaign_cli.model.plan.kind import Lasts
from campaign_cli.model.schedule import Booking, Schedule, Status
from campaign_cli.reading import read
from campaign_cli.scheduling import schedule
from campaign_cli.scheduling.limits import Patience
from campaign_cli.scheduling.questions.dropouts import Dropout, dropouts, without
from campaign_cli.scheduling.questions.rescues import Fragility, Rescue, fragilities


def patience(seconds: float = 60) -> Patience:
    """Return a minute's patience."""
    return Patience.of(seconds, None, Event())


def dropped(asked: Plan, id_: str, *bookings: Booking) -> Dropout:
    """Return what one's loss breaks in a schedule."""
    return next(one for one in dropouts(asked, bookings) if one.id == id_)


def mended(asked: Plan, id_: str, *bookings: Booking) -> Fragility:
    """Return what one's loss breaks in a schedule, and what mends it."""
    kept = made(asked, *bookings)
    assert not audit(asked, kept)
    found = fragilities(asked, kept, patience())
    return next(one for one in found if one.dropout.id == id_)


TWO_POOLS = """
[campaign]
name = "Month"
organiser = "office"
start = 2022-08-31
end = 2022-09-10
language = "en"
country = "VN"
prepare_from = 2022-08-29
[calendar]
workdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
closed = [{ "date" = 2022-09-07, "sessions" = ["morning", "afternoon"], "kinds" = ["own"] }]
[[calendar.session]]
id = "morning"
start = 08:00:00
end = 11:30:00
[[calendar.session]]
id = "afternoon"
start = 13:30:00
end = 17:00:00
[kind.own]
like = "talk"
sessions = ["morning", "afternoon"]
[[ward]]
id = "w1"
name = "W1"
need = 2
counts = { "tdp" = 1 }
hall = { "name" = "Hall of w1", "capacity" = 100, "closed" = [] }
closed = []
[[venue]]
id = "v1"
name = "V1"
ward = "w1"
closed = []
[[venue]]
id = "v2"
name = "V2"
closed = []
[[resource]]
id = "sound"
name = "sound"
quantity = 2
[[resource]]
id = "speakers"
name = "speakers"
max_per_day = 1
members = [
  { id = "p1", name = "p1", closed = [
    { from = 2022-09-03, to = 2022-09-09, sessions = ["morning", "afternoon"], kinds = ["own"] },
    { date = 2022-09-08 },
  ] },
  { id = "p3", name = "p3" },
]
[[resource]]
id = "helpers"
name = "helpers"
members = [{ "id" = "p1", "name" = "p1" }, { "id" = "p3", "name" = "p3" }]
[[activity]]
id = "a1"
kind = "talk"
title = "a1"
from = 2022-09-01
to = 2022-09-06
sessions = ["afternoon"]
times = 2
apart = 1
uses = { "speakers" = ["p1"] }
venue = "v2"
audience = 40
[[activity]]
id = "a2"
kind = "own"
title = "a2"
wards = { "of" = ["w1"], "choose" = 1 }
from = 2022-09-01
to = 2022-09-05
sessions = ["morning"]
beside = false
days = ["tue", "thu", "sat", "sun"]
prefer = { "on" = 2022-09-02, "sessions" = ["morning"] }
uses = { "sound" = 1, "helpers" = 1 }
audience = 80
cost = 2
[preferences]
"""
"""Two people in two pools: not every month that counts let serve can be served."""

SPEAKERS = plan(
    activity("talk", uses={"speakers": 1}, prefer_on="14/11"),
    activity("meet", uses={"speakers": ("x",)}, wards=("a",), fixed={"a": ("16/11", "morning")}),
    resources=[pool("speakers", "x", "y", max_per_day=1)],
    end="20/11",
)


def talks(first: str = "14/11", second: str = "14/11") -> list[Booking]:
    """Return both talks, by x and by y, and the meeting with x."""
    return [
        booking(SPEAKERS, "talk@a", first, people={"speakers": ("x",)}),
        booking(SPEAKERS, "talk@b", second, people={"speakers": ("y",)}),
        booking(SPEAKERS, "meet@a", "16/11"),
    ]


def test_nobody_is_free() -> None:
    """The other speaker serves that day already: the talk moves, at a price, and nothing else."""
    found = mended(SPEAKERS, "y", *talks())
    assert found.dropout == Dropout(
        what="person",
        id="y",
        day=on("14/11"),
        events=("talk@b",),
        able={"talk@b": ()},
        lost=("talk@b",),
    )
    assert found.rescue == Rescue(possible=True, more=1, moved=("talk@b",))


def test_somebody_is_free() -> None:
    """Where the other has the day off, she stands in, and the month stays as it is."""
    found = mended(SPEAKERS, "y", *talks(second="15/11"))
    assert found.dropout.able == {"talk@b": ("x",)}
    assert found.dropout.lost == ()
    assert found.rescue == Rescue(possible=True)


def test_the_one_who_is_asked_for() -> None:
    """Nobody stands in for a person that the plan names; what is fixed cannot move."""
    asked = replace(SPEAKERS, activities={"meet": SPEAKERS.activities["meet"]})
    found = mended(asked, "x", booking(asked, "meet@a", "16/11"))
    assert found.dropout.able == {"meet@a": ()}
    assert found.rescue == Rescue(possible=False)


def test_stand_ins_are_shared_out() -> None:
    """One speaker who is free takes one of two talks at different hours if she may serve once."""
    asked = plan(
        activity("talk", uses={"speakers": 1}),
        resources=[pool("speakers", "x", "y", max_per_day=2)],
    )
    both = (
        booking(asked, "talk@a", "14/11", people={"speakers": ("x",)}),
        booking(asked, "talk@b", "14/11", "afternoon", people={"speakers": ("x",)}),
    )
    assert dropped(asked, "x", *both).lost == ()
    pools = {"speakers": replace(asked.resources["speakers"], max_per_day=1)}
    found = dropped(replace(asked, resources=pools), "x", *both)
    assert found.able == {"talk@a": ("y",), "talk@b": ("y",)}
    assert found.lost == ("talk@b",)


def test_the_busiest_day_is_the_first_of_several() -> None:
    """Who serves on no day has none, and breaks nothing."""
    asked = plan(
        activity("talk", uses={"speakers": 1}),
        resources=[pool("speakers", "x", "idle", member("away", closings=(closing(),)))],
    )
    both = (
        booking(asked, "talk@a", "15/11", people={"speakers": ("x",)}),
        booking(asked, "talk@b", "14/11", people={"speakers": ("x",)}),
    )
    assert dropped(asked, "x", *both).day == on("14/11")
    assert dropped(asked, "x", *both).able == {"talk@b": ("idle",)}
    assert dropped(asked, "idle", *both) == Dropout(what="person", id="idle")


def test_a_venue_and_another_of_the_ward() -> None:
    """What fits the ward's other hall stands there; what is named for the venue is left without."""
    asked = plan(
        activity("talk", audience=50, wards=("a",)),
        activity("film", venue="hall", wards=("b",)),
        venues=[venue("hall", "a"), venue("school", "a", capacity=60)],
        end="20/11",
    )
    found = mended(
        asked,
        "hall",
        booking(asked, "talk@a", "14/11", venue="hall"),
        booking(asked, "film@b", "14/11", "afternoon"),
    )
    assert found.dropout.able == {"talk@a": ("school",), "film@b": ()}
    assert found.dropout.lost == ("film@b",)
    assert found.rescue == Rescue(possible=True, moved=("talk@a", "film@b"))


def test_one_thing_fewer() -> None:
    """Of two events that have all there is at once, one is left without; a long one is enough."""
    asked = plan(
        activity("talk", uses={"sound": 1}, prefer_on="14/11"),
        activity("fair", uses={"sound": 1}, wards="none", lasts=2, prefer_on="14/11"),
        resources=[things("sound", 2), things("stage", 1)],
        end="20/11",
    )
    found = mended(
        asked,
        "sound",
        booking(asked, "talk@a", "14/11"),
        booking(asked, "talk@b", "14/11", "afternoon"),
        booking(asked, "fair", "14/11"),
    )
    assert found.dropout.lost == ("fair",)
    assert found.rescue.possible
    assert found.rescue.more == 1
    assert len(found.rescue.moved) == 1
    assert dropped(asked, "stage").day is None


def test_windows_outlast_a_day() -> None:
    """A day's closing does not break what lasts as long as its window, and keeps its people."""
    asked = plan(
        activity("show", lasts="window", wards="none", venue="hall", uses={"guides": 1}),
        activity("talk", venue="hall", wards=("a",), uses={"speakers": 1}, first="14/11"),
        venues=[venue("hall"), venue("other")],
        resources=[pool("guides", "g"), pool("speakers", "x")],
        end="20/11",
    )
    shown = booking(asked, "show", people={"guides": ("g",)})
    assert dropped(asked, "g", shown) == Dropout(what="person", id="g")
    assert dropped(asked, "hall", shown).day is None


def test_guests_move_with_their_host() -> None:
    """A talk within a launch cannot move alone: the launch does."""
    asked = plan(
        activity("launch", wards="together", prefer_on="14/11"),
        activity("speech", within="launch", uses={"speakers": ("x",)}),
        resources=[pool("speakers", "x", "y")],
        end="20/11",
    )
    found = mended(
        asked,
        "x",
        booking(asked, "launch", "14/11"),
        booking(asked, "speech", "14/11", within="launch"),
    )
    assert found.dropout.lost == ("speech",)
    assert found.rescue == Rescue(possible=True, more=1, moved=("launch", "speech"))


def test_others_move_where_nothing_else_helps() -> None:
    """Two days, one speaker: the talk that is left without needs the day of the other."""
    asked = plan(
        activity("talk", uses={"x": 1}, sessions=("morning",), wards=("a",)),
        activity("film", sessions=("morning",), wards=("a",)),
        resources=[pool("x", "one")],
        start="14/11",
        end="15/11",
    )
    found = mended(
        asked,
        "one",
        booking(asked, "talk@a", "14/11", people={"x": ("one",)}),
        booking(asked, "film@a", "15/11"),
    )
    assert found.rescue.possible
    assert sorted(found.rescue.moved) == ["film@a", "talk@a"]


def test_several_days_are_one_serving() -> None:
    """Who stands in for a course of two days must be free on both."""
    asked = plan(
        activity("course", uses={"x": 1}, wards=("a",), lasts=Lasts(days=2, sessions=1)),
        resources=[pool("x", "one", "two", member("three", closings=(closing("15/11"),)))],
    )
    held = booking(asked, "course@a", (on("14/11"), on("15/11")), people={"x": ("one",)})
    found = dropped(asked, "one", held)
    assert (found.day, found.able) == (on("14/11"), {"course@a": ("two",)})


def test_without_time_nothing_is_known() -> None:
    """What was not solved is neither possible nor impossible."""
    kept = made(SPEAKERS, *talks())
    found = {one.dropout.id: one for one in fragilities(SPEAKERS, kept, patience(0))}
    assert found["y"].rescue == Rescue(None)


@pytest.mark.parametrize("scarce", [False, True])
def test_against_the_changed_plan(*, scarce: bool) -> None:
    """The month can be saved just where the changed plan has a schedule, and for no less."""
    asked = plan(
        activity("talk", uses={"speakers": 1, "sound": 1}, audience=50, prefer_on="15/11"),
        activity("film", uses={"sound": 1}, venue="square", prefer_on="15/11"),
        activity("game", uses={"referees": 1}, prefer_on="16/11", after=["talk"]),
        wards=[ward("a"), ward("b"), ward("c", closings=(closing("15/11"),))],
        venues=[venue("square"), *(venue(f"{one}-hall", one) for one in "abc")],
        resources=[
            pool("speakers", "s1", "s2", max_per_day=1),
            pool("referees", "r1", max_per_day=1),
            things("sound", 2),
        ],
        end="17/11" if scarce else "27/11",
    )
    kept = schedule(asked)
    assert kept.status is Status.OPTIMAL
    found = fragilities(asked, kept, patience())
    assert [len(one.dropout.lost) for one in found if one.rescue.possible] == sorted(
        (len(one.dropout.lost) for one in found if one.rescue.possible), reverse=True
    )
    for one in found:
        if one.dropout.day is None:
            continue
        changed: Schedule = schedule(without(asked, one.dropout), why=False)
        assert changed.solved is one.rescue.possible, one
        if changed.solved:
            assert changed.price is not None
            assert kept.price is not None
            assert one.rescue.more >= changed.price - kept.price, one


def test_people_who_cannot_be_named_are_no_end(tmp_path: Path) -> None:
    """Where nobody can be named for the places found first, the search goes on to others."""
    file = tmp_path / "plan.toml"
    file.write_text(TWO_POOLS, encoding="utf-8")
    asked = read(file).plan
    assert asked is not None
    found = fragilities(asked, schedule(asked), patience())
    lost = [one for one in found if one.dropout.lost]
    assert lost
    assert all(one.rescue.possible for one in lost)
