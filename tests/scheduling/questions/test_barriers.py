"""Which rules take an event's places, and what stands in its way."""

from typing import Any

import pytest
from helpers import builders as b

from campaign_cli.model.plan import Plan
from campaign_cli.model.schedule import Schedule
from campaign_cli.scheduling.grid.slots import Start
from campaign_cli.scheduling.questions.barriers import Barriers
from campaign_cli.scheduling.questions.event_price import Paid, paid_by
from campaign_cli.scheduling.questions.load import Blocked, load
from campaign_cli.scheduling.questions.moves import Mover
from campaign_cli.scheduling.questions.obstacles import Crowding, Obstacle
from campaign_cli.scheduling.splitting.stages import programme


def barriers(plan: Plan) -> Barriers:
    """Return the barriers of a plan that can be held."""
    frame = programme(plan)
    assert hasattr(frame, "events")
    return Barriers(frame)


def against(plan: Plan, id_: str, day: str, session: str | None = None) -> list[tuple[str, str]]:
    """Return the rules against a place, each with its line's path."""
    asked = barriers(plan)
    event = next(one for one in asked.frame.events if one.id == id_)
    found = asked.against(event, b.on(day), session)
    return [(one.cause.rule, ".".join(one.cause.path)) for one in found]


TALK: dict[str, Any] = {"sessions": ("morning",)}


@pytest.mark.parametrize(
    ("plan", "day", "session", "expected"),
    [
        (b.plan(b.activity("talk", **TALK)), "26/11", None, ("open-day", "calendar.workdays")),
        (
            b.plan(b.activity("talk", days=[0], **TALK)),
            "22/11",
            None,
            ("open-day", "activity.talk.days"),
        ),
        (
            b.plan(b.activity("talk", **TALK), holidays={"22/11": "A feast"}),
            "22/11",
            None,
            ("open-day", "campaign.country"),
        ),
        (
            b.plan(b.activity("talk", **TALK), closed=[b.closing("21/11"), b.closing("22/11")]),
            "22/11",
            "morning",
            ("open-day", "calendar.closed.1"),
        ),
        (
            b.plan(b.activity("talk", first="23/11", **TALK)),
            "22/11",
            None,
            ("window", "activity.talk.from"),
        ),
        (
            b.plan(b.activity("talk", last="21/11", **TALK)),
            "22/11",
            None,
            ("window", "activity.talk.to"),
        ),
        (
            b.plan(b.activity("talk", **TALK)),
            "22/11",
            "evening",
            ("window", "activity.talk.sessions"),
        ),
        (b.plan(b.activity("talk", **TALK)), "22/10", None, ("window", "campaign.prepare_from")),
        (b.plan(b.activity("talk", **TALK)), "22/12", None, ("window", "campaign.wind_up")),
        (
            b.plan(
                b.activity("talk", **TALK),
                wards=[b.ward("a", closings=(b.closing("22/11", why="A feast"),))],
            ),
            "22/11",
            None,
            ("ward-closed", "ward.a.closed.0"),
        ),
        (
            b.plan(
                b.activity("talk", audience=10, **TALK),
                wards=["a"],
                venues=[b.venue("hall", "a", closings=(b.closing("22/11"),))],
            ),
            "22/11",
            None,
            ("venue-closed", "venue.hall.closed.0"),
        ),
        (
            b.plan(
                b.activity("talk", uses={"speakers": ("one",)}, wards=("a",), **TALK),
                resources=[b.pool("speakers", b.member("one", closings=(b.closing("22/11"),)))],
            ),
            "22/11",
            None,
            ("member-closed", "resource.speakers.members.one.closed.0"),
        ),
        (
            b.plan(
                b.activity("talk", uses={"speakers": ("one",)}, wards=("a",), **TALK),
                resources=[b.pool("speakers", b.member("one", days=[0]))],
            ),
            "22/11",
            None,
            ("member-closed", "resource.speakers.members.one"),
        ),
        (
            b.plan(b.activity("talk", fixed={"a": "21/11"}, **TALK)),
            "22/11",
            None,
            ("fixed", "activity.talk.fixed.a"),
        ),
        (
            b.plan(
                b.activity("talk", supplies={"leaflet": 1}, **TALK),
                supplies=[b.supply("leaflet", 10, ready=b.on("23/11"))],
            ),
            "22/11",
            None,
            ("supply-ready", "supply.leaflet.ready"),
        ),
        (
            b.plan(b.activity("launch", first="22/11"), b.activity("talk", after=["launch"])),
            "22/11",
            None,
            ("precedence", "activity.talk.after.launch"),
        ),
        (
            b.plan(b.activity("talk"), b.activity("closing", last="22/11", after=["talk"])),
            "22/11",
            None,
            ("precedence", "activity.closing.after.talk"),
        ),
        (
            b.plan(b.activity("talk", lasts=b.Lasts(days=2, sessions=1), last="22/11")),
            "22/11",
            None,
            ("window", "activity.talk.to"),
        ),
    ],
)
def test_the_rule_that_takes_a_place(
    plan: Plan, day: str, session: str | None, expected: tuple[str, str]
) -> None:
    """Each rule, with the line that it stands on."""
    assert against(plan, "talk@a", day, session) == [expected]


def test_all_rules_are_named() -> None:
    """Not the first alone."""
    plan = b.plan(
        b.activity("talk", first="28/11"),
        wards=[b.ward("a", closings=(b.closing("26/11"),))],
        closed=[b.closing("26/11", why="Meeting")],
    )
    assert [rule for rule, _ in against(plan, "talk@a", "26/11")] == [
        "window",
        "open-day",
        "open-day",
        "ward-closed",
    ]


def test_a_free_place_has_nothing_against_it() -> None:
    """Whatever else may stand there."""
    assert against(b.plan(b.activity("talk")), "talk@a", "22/11") == []


def test_sessions_are_told_apart() -> None:
    """The morning is closed, the afternoon has room."""
    plan = b.plan(b.activity("talk"), closed=[b.closing("22/11", sessions=["morning"])])
    asked = barriers(plan)
    (found,) = asked.against(asked.frame.events[0], b.on("22/11"), None)
    assert found.sessions == ("morning",)


def test_each_day_is_counted_once() -> None:
    """What takes the most days stands first; days that are left are no rule's."""
    plan = b.plan(
        b.activity("talk", first="21/11", last="27/11"),
        wards=[b.ward("a", closings=(b.closing("23/11", "24/11", why="Feast"),))],
        closed=[b.closing("24/11", why="Meeting")],
    )
    asked = barriers(plan)
    room = asked.room(asked.frame.events[0])
    assert (room.first, room.last) == (b.on("21/11"), b.on("27/11"))
    assert room.left == (b.on("21/11"), b.on("22/11"), b.on("25/11"))
    assert [(one.cause.rule, one.cause.why, len(one.days)) for one in room.taken] == [
        ("open-day", "", 2),
        ("ward-closed", "Feast", 1),
        ("open-day", "Meeting", 1),
    ]


def crowd(plan: Plan, schedule: Schedule, id_: str, day: str, session: int = 0) -> list[Obstacle]:
    """Return what is in the way of an event in a session of a day."""
    mover = Mover(plan, schedule)
    grid = mover.frame.grid
    position = grid.day_of[b.on(day)]
    start = Start((position,), session, 1, grid.mask((position,), session, 1))
    event = mover.events[id_]
    crowding = Crowding(plan, grid, schedule.bookings)
    return list(crowding.against(event, start, event.venues[0], frozenset({id_})))


def test_what_is_in_the_way() -> None:
    """The ward, the venue, equal things, people: each with the events that have it."""
    plan = b.plan(
        b.activity("talk", wards=("a",), venue="hall", uses={"sound": 1, "speakers": 1}),
        b.activity("sports", wards=("a", "b"), venue="hall", uses={"sound": 1, "speakers": 1}),
        venues=[b.venue("hall")],
        resources=[b.things("sound", 1), b.pool("speakers", "one")],
    )
    people = {"speakers": ("one",)}
    schedule = b.schedule(
        plan,
        b.booking(plan, "talk@a", "21/11", people=people),
        b.booking(plan, "sports@a", "22/11", people=people),
        b.booking(plan, "sports@b", "23/11", people=people),
    )
    assert crowd(plan, schedule, "talk@a", "22/11") == [
        Obstacle(("ward", "a"), ("sports@a",)),
        Obstacle(("venue", "hall"), ("sports@a",)),
        Obstacle(("resource", "sound"), ("sports@a",)),
        Obstacle(("resource", "speakers"), ("sports@a",)),
    ]
    assert [one.thing for one in crowd(plan, schedule, "talk@a", "23/11")] == [
        ("venue", "hall"),
        ("resource", "sound"),
        ("resource", "speakers"),
    ]
    assert crowd(plan, schedule, "talk@a", "24/11") == []


def test_people_have_full_days_and_days_off() -> None:
    """Who serves as often as they may, and who is away."""
    full = b.plan(
        b.activity("talk", uses={"speakers": 1}),
        resources=[b.pool("speakers", "one", max_per_day=1)],
    )
    people = {"speakers": ("one",)}
    schedule = b.schedule(
        full,
        b.booking(full, "talk@a", "21/11", people=people),
        b.booking(full, "talk@b", "22/11", people=people),
    )
    assert crowd(full, schedule, "talk@a", "22/11", 1) == [
        Obstacle(("resource", "speakers"), ("talk@b",))
    ]
    away = b.plan(
        b.activity("talk", uses={"speakers": 1}),
        resources=[b.pool("speakers", b.member("one", days=[0, 1]))],
    )
    assert crowd(away, schedule, "talk@a", "23/11") == [
        Obstacle(("resource", "speakers"), (), ("one",))
    ]


def test_what_an_event_pays() -> None:
    """Its own wishes, and what it shares with others of its ward."""
    plan = b.plan(
        b.activity("talk", wards=("a",), prefer_on="23/11", prefer_sessions=["morning"]),
        b.activity("sports", wards=("a",)),
    )
    schedule = b.schedule(
        plan,
        b.booking(plan, "talk@a", "21/11", "afternoon"),
        b.booking(plan, "sports@a", "21/11"),
    )
    assert paid_by(plan, schedule.by_id(), "talk@a") == (
        Paid("preferred-day", 2),
        Paid("preferred-session", 2),
        Paid("ward-day", 6, ("sports@a",)),
        Paid("week-balance", 3, ("sports@a",)),
    )


def test_what_a_chosen_ward_pays() -> None:
    """Whatever is above its share."""
    plan = b.plan(
        b.activity("arts", wards=b.choose(1)),
        b.activity("film", wards=b.choose(1)),
        weights={"week-balance": 0},
    )
    schedule = b.schedule(
        plan, b.booking(plan, "arts@a", "21/11"), b.booking(plan, "film@a", "22/11")
    )
    assert paid_by(plan, schedule.by_id(), "arts@a") == (Paid("host-balance", 4, ("film@a",)),)


def test_the_load_of_each_thing() -> None:
    """How much it has to do, when it is full, and which wishes it stands in the way of."""
    plan = b.plan(
        b.activity("talk", prefer_on="22/11", uses={"sound": 1, "speakers": 1}, **TALK),
        resources=[b.things("sound", 1), b.pool("speakers", "one", "two")],
        wards=[b.ward("a", closings=(b.closing("21/11", why="Feast"),)), "b"],
    )
    schedule = b.schedule(
        plan,
        b.booking(plan, "talk@a", "22/11", people={"speakers": ("one",)}),
        b.booking(plan, "talk@b", "23/11", people={"speakers": ("two",)}),
    )
    sound = load(plan, schedule, ("resource", "sound"))
    assert sound.events == ("talk@a", "talk@b")
    assert sound.by_week == (0, 2, 0, 0)
    assert (sound.used, sound.free) == (2, 18)
    assert sound.tight == (b.on("22/11"), b.on("23/11"))
    assert sound.blocked == (Blocked("talk@b", b.on("22/11"), 1, (), ("talk@a",)),)
    assert load(plan, schedule, ("resource", "speakers")).blocked == ()
    one = load(plan, schedule, ("member", "one"))
    assert (one.events, one.share, one.tight) == (("talk@a",), 1, (b.on("22/11"),))
    ward = load(plan, schedule, ("ward", "a"))
    assert (ward.events, ward.share) == (("talk@a",), 1)
    assert ward.closed == (b.on("21/11"),)
    assert len(ward.idle) == 18


def test_a_day_with_an_event_beside_others_is_not_without_one() -> None:
    """Though the ward's own time is free then."""
    plan = b.plan(
        b.activity("trial", wards=("a",), beside=True, **TALK),
        b.activity("talk", wards=("a",), **TALK),
    )
    trial = b.booking(plan, "trial@a", "22/11")
    schedule = b.schedule(plan, trial, b.booking(plan, "talk@a", "23/11"))
    ward = load(plan, schedule, ("ward", "a"))
    assert ward.events == ("trial@a", "talk@a")
    assert not {b.on("22/11"), b.on("23/11")} & set(ward.idle)
    assert b.on("24/11") in ward.idle


def test_a_ward_stands_in_its_own_way() -> None:
    """By a closing on the day wished for, or by another event that day."""
    plan = b.plan(
        b.activity("talk", wards=("a", "b"), prefer_on="22/11", **TALK),
        b.activity("parade", wards=("b",), sessions=("afternoon",)),
        wards=[b.ward("a", closings=(b.closing("22/11", why="Feast"),)), "b"],
    )
    schedule = b.schedule(
        plan,
        b.booking(plan, "talk@a", "23/11"),
        b.booking(plan, "talk@b", "23/11"),
        b.booking(plan, "parade@b", "22/11", "afternoon"),
    )
    (closed,) = load(plan, schedule, ("ward", "a")).blocked
    assert [(one.rule, one.why) for one in closed.causes] == [("ward-closed", "Feast")]
    assert load(plan, schedule, ("ward", "b")).blocked == (
        Blocked("talk@b", b.on("22/11"), 1, (), ("parade@b",)),
    )


def test_a_venue_stands_in_the_way() -> None:
    """By a closing, or because another event has it."""
    plan = b.plan(
        b.activity("talk", wards="each", venue="hall", prefer_on="22/11", **TALK),
        venues=[b.venue("hall", closings=(b.closing("21/11"),))],
    )
    schedule = b.schedule(
        plan, b.booking(plan, "talk@a", "22/11"), b.booking(plan, "talk@b", "23/11")
    )
    hall = load(plan, schedule, ("venue", "hall"))
    assert hall.closed == (b.on("21/11"),)
    assert hall.blocked == (Blocked("talk@b", b.on("22/11"), 1, (), ("talk@a",)),)


def test_of_many_that_it_waits_for_the_last_is_named() -> None:
    """An event of another ward waits for all, and one of them is what it is too early for."""
    first = b.activity("first", wards=("a", "b"), fixed={"a": "16/11", "b": "21/11"})
    second = b.activity("second", wards=("c", "d"), after=["first"])
    asked = barriers(b.plan(first, second, wards=("a", "b", "c", "d")))
    event = next(one for one in asked.frame.events if one.id == "second@c")
    (found,) = asked.against(event, b.on("17/11"), "morning")
    assert (found.other, found.limit) == ("first@b", b.on("21/11"))
    assert asked.against(event, b.on("22/11"), "morning") == ()


def test_events_that_share_a_day_are_in_order() -> None:
    """The second has no place in the morning, the first none in the afternoon."""
    shots = b.activity("shots", wards=("a",), times=2, apart=0, first="16/11", last="16/11")
    plan = b.plan(shots, wards=("a",))
    line = ("apart", "activity.shots.times")
    assert against(plan, "shots@a#2", "16/11", "morning") == [line]
    assert against(plan, "shots@a", "16/11", "afternoon") == [line]
    assert against(plan, "shots@a#2", "16/11", "afternoon") == []
