"""The schedule as JSON, there and back."""

import json
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from helpers.builders import (
    activity,
    booking,
    choose,
    days,
    on,
    plan,
    pool,
    schedule,
    supply,
    things,
    venue,
)
from hypothesis import given
from hypothesis import strategies as st

from campaign_cli.model.plan.kind import Lasts
from campaign_cli.model.repair import Change, Edit, Repair
from campaign_cli.model.schedule import Schedule, Status
from campaign_cli.model.schedule.as_json import DocumentError, schedule_document, schedule_from
from campaign_cli.support.diagnostic import Cause, Span
from campaign_cli.support.language import language

MONTH = plan(
    activity(
        "talk",
        title="Tọa đàm",
        owner="hoi-phu-nu",
        times=2,
        uses={"speakers": 1, "sound": 1},
        supplies={"leaflet": 100},
        audience=20,
        cost=3_000_000,
        fixed={"a": "15/11"},
        prefer_on="18/11",
    ),
    activity("launch", wards="together", lasts=Lasts(days=2, sessions=2)),
    activity("speech", within="launch"),
    activity("posters", wards=("a",), lasts="window", sessions=("morning", "evening")),
    wards=("a", "b"),
    venues=[venue("a-hall", "a"), venue("b-hall", "b")],
    resources=[pool("speakers", "x", "y"), things("sound", 2)],
    supplies=[supply("leaflet", 400)],
)


def month() -> Schedule:
    """Return a schedule with every sort of event."""
    who = {"speakers": ("y",)}
    return schedule(
        MONTH,
        booking(MONTH, "talk@a", "15/11", people=who, venue="a-hall"),
        booking(MONTH, "talk@a#2", "25/11", "afternoon", people=who, venue="a-hall"),
        booking(MONTH, "talk@b", "16/11", people=who, venue="b-hall"),
        booking(MONTH, "talk@b#2", "28/11", people=who, venue="b-hall"),
        booking(MONTH, "launch", [on("18/11"), on("21/11")]),
        booking(MONTH, "speech", [on("18/11"), on("21/11")], within="launch"),
        booking(MONTH, "posters@a"),
        revision=3,
    )


def test_an_event() -> None:
    """The fields of an event, in their order, with the zone's offset."""
    events: Any = schedule_document(MONTH, month())["events"]
    event = next(one for one in events if one["id"] == "talk@a#2")
    assert list(event.items()) == [
        ("id", "talk@a#2"),
        ("activity", "talk"),
        ("kind", "talk"),
        ("title", "Tọa đàm"),
        ("owner", "hoi-phu-nu"),
        ("wards", ["a"]),
        ("date", "2022-11-25"),
        ("session", "afternoon"),
        ("sessions", 1),
        ("dates", ["2022-11-25"]),
        ("start", "2022-11-25T13:30:00+07:00"),
        ("end", "2022-11-25T17:00:00+07:00"),
        ("within", None),
        ("venue", "a-hall"),
        ("resources", {"sound": 1, "speakers": [{"id": "y", "name": "Y"}]}),
        ("supplies", {"leaflet": 100}),
        ("cost", 3_000_000),
        ("fixed", False),
        ("ward_in_charge", None),
    ]


def test_the_head() -> None:
    """What stands above the events; no clock and no seconds."""
    document = schedule_document(MONTH, replace(month(), seconds=1.5))
    del document["events"]
    assert list(document.items()) == [
        ("format", 1),
        ("revision", 3),
        ("plan", "0" * 64),
        ("status", "optimal"),
        ("price", month().price),
        ("bound", month().bound),
        ("prices", dict(month().prices)),
    ]


def test_the_end_lies_on_the_last_day() -> None:
    """An event of several days ends with its last session of the last, also within another."""
    events: Any = schedule_document(MONTH, month())["events"]
    ends = {one["id"]: (one["start"], one["end"]) for one in events}
    assert ends["launch"] == ("2022-11-18T08:00:00+07:00", "2022-11-21T17:00:00+07:00")
    assert ends["speech"] == ends["launch"]
    assert ends["posters@a"] == ("2022-11-14T08:00:00+07:00", "2022-12-11T21:30:00+07:00")


@pytest.mark.parametrize(
    ("hours", "begins", "ends"),
    [
        ("8h30–10h", "14T08:30", "14T10:00"),
        ("22:00–00:30", "14T22:00", "15T00:30"),
        ("9h30", "14T09:30", "14T11:30"),
        ("sau giờ làm", "14T08:00", "14T11:30"),
    ],
)
def test_hours_are_those_that_pages_print(hours: str, begins: str, ends: str) -> None:
    """Where they can be read, in a ward of its own words and within another event, too."""
    of = plan(
        activity("talk", wards=("a",), overrides={"a": {"hours": hours}}),
        activity("speech", within="talk", hours="10h"),
    )
    held = booking(of, "talk@a", "14/11"), booking(of, "speech@a", "14/11", within="talk@a")
    events: Any = schedule_document(of, schedule(of, *held))["events"]
    times = {one["id"]: (one["start"][8:16], one["end"][8:16]) for one in events}
    assert times == {"talk@a": (begins, ends), "speech@a": ("14T10:00", "14T11:30")}


def test_hours_of_a_window() -> None:
    """From the first day's beginning to the last day's end."""
    of = plan(activity("posters", wards=("a",), lasts="window", hours="8h–17h"))
    events: Any = schedule_document(of, schedule(of, booking(of, "posters@a")))["events"]
    assert (events[0]["start"][8:16], events[0]["end"][8:16]) == ("14T08:00", "11T17:00")


def test_there_and_back() -> None:
    """What is written is read as it was, and survives being JSON."""
    document = schedule_document(MONTH, month())
    assert schedule_from(MONTH, document) == month()
    assert schedule_from(MONTH, json.loads(json.dumps(document))) == month()


def test_events_are_put_in_order() -> None:
    """A list in any order gives the bookings by date, session and id."""
    document = schedule_document(MONTH, month())
    document["events"] = list(reversed(document["events"]))  # type: ignore[call-overload]
    assert schedule_from(MONTH, document) == month()


def test_a_plan_that_cannot_hold() -> None:
    """The lines that cannot hold together, and the way out."""
    text = 'after = ["posters"]'
    impossible = Schedule(
        plan="f" * 64,
        status=Status.INFEASIBLE,
        conflicts=(
            (
                Cause(
                    "precedence",
                    ("activity", "talk", "after"),
                    Span("plan.toml", 54, 1, len(text) + 1, text),
                ),
                Cause("window", ("activity", "talk")),
            ),
        ),
    )
    document = schedule_document(MONTH, impossible)
    assert document == {
        "format": 1,
        "status": "infeasible",
        "plan": "f" * 64,
        "conflicts": [
            {
                "members": [
                    {
                        "rule": "precedence",
                        "path": "activity.talk.after",
                        "file": "plan.toml",
                        "line": 54,
                        "text": text,
                    },
                    {
                        "rule": "window",
                        "path": "activity.talk",
                        "file": None,
                        "line": None,
                        "text": None,
                    },
                ]
            }
        ],
        "repairs": [],
    }
    assert schedule_from(MONTH, document) == impossible


def test_an_entry_of_a_list_is_told() -> None:
    """By what it names and where it stands, there and back."""
    text = 'after = ["posters", "launch"]'
    members = tuple(
        Cause(
            "precedence",
            ("activity", "talk", "after"),
            Span("plan.toml", 54, first, last, text),
            entry=entry,
        )
        for entry, first, last in (("posters", 10, 19), ("launch", 21, 29))
    )
    impossible = Schedule(plan="f" * 64, status=Status.INFEASIBLE, conflicts=(members,))
    document = json.loads(json.dumps(schedule_document(MONTH, impossible)))
    told = [
        {key: one[key] for key in ("path", "entry", "column", "end_column")}
        for one in document["conflicts"][0]["members"]
    ]
    assert told == [
        {"path": "activity.talk.after", "entry": "posters", "column": 10, "end_column": 19},
        {"path": "activity.talk.after", "entry": "launch", "column": 21, "end_column": 29},
    ]
    assert schedule_from(MONTH, document) == impossible


def test_what_would_mend_it() -> None:
    """A sentence in the language asked for, and the lines; why a day is closed."""
    later = Change(
        path=("activity", "talk", "to"), was=date(2022, 11, 18), value=date(2022, 11, 20), price=2
    )
    edit = Edit("plan.toml", 49, "to = 2022-11-18", "to = 2022-11-20")
    impossible = Schedule(
        plan="f" * 64,
        status=Status.INFEASIBLE,
        conflicts=((Cause("open-day", ("calendar", "closed"), why="Council meets"),),),
        repairs=(Repair(2, (later,), (edit,)),),
    )
    document = json.loads(json.dumps(schedule_document(MONTH, impossible, language("vi"))))
    assert document["conflicts"][0]["members"][0]["why"] == "Council meets"
    said = "cho `talk` kết thúc muộn hơn 2 ngày, vào Chủ nhật, 20/11"
    lines = {"file": "plan.toml", "line": 49, "old": "to = 2022-11-18", "new": "to = 2022-11-20"}
    assert document["repairs"] == [{"price": 2, "text": said, "edits": [lines]}]
    english = schedule_document(MONTH, impossible)
    assert "let `talk` end 2 days later, on Sunday 20 November" in json.dumps(english)
    back = schedule_from(MONTH, document)
    assert back.conflicts == impossible.conflicts
    assert back.repairs == (Repair(2, (), (edit,), said),)
    assert schedule_document(MONTH, back)["repairs"] == document["repairs"]


def test_no_answer_in_time() -> None:
    """No schedule and no reason."""
    late = Schedule(plan="f" * 64, status=Status.OUT_OF_TIME)
    document = schedule_document(MONTH, late)
    assert document == {"format": 1, "status": "out-of-time", "plan": "f" * 64}
    assert schedule_from(MONTH, document) == late


def test_what_the_plan_does_not_know_is_kept() -> None:
    """Unknown activities, wards, venues, people and sessions are the audit's to name."""
    document: Any = schedule_document(MONTH, month())
    event = document["events"][0]
    event.update(
        id="party@moon#7", activity="party", wards=["moon"], session="night", venue="crater"
    )
    event["resources"] = {"band": [{"id": "ringo"}], "moons": 2}
    odd = schedule_from(MONTH, document).by_id()["party@moon#7"]
    assert (odd.member, odd.number, odd.wards) == ("moon", 7, ("moon",))
    assert (odd.session, odd.venue) == ("night", "crater")
    assert (odd.people, odd.things) == ({"band": ("ringo",)}, {"moons": 2})


def change(where: list[str | int], value: object) -> object:
    """Return the month's document with another value at one place; `...` takes it away."""
    document: Any = json.loads(json.dumps(schedule_document(MONTH, month())))
    inside = document
    for step in where[:-1]:
        inside = inside[step]
    if value is ...:
        del inside[where[-1]]
    else:
        inside[where[-1]] = value
    return document


@pytest.mark.parametrize(
    ("where", "value", "said"),
    [
        (["format"], 2, "the schedule has format 2; this program reads 1"),
        (["format"], True, "this is no schedule: this must be a whole number, at `format`"),
        (["format"], ..., "this is no schedule: `format` is missing"),
        (["status"], "splendid", "there is no status `splendid`"),
        (["prices"], [], "this is no schedule: this must be an object, at `prices`"),
        (["prices", "ward-day"], 1.5, "must be a whole number, at `prices.ward-day`"),
        (["price"], "7", "must be a whole number, at `price`"),
        (["events"], {}, "must be a list, at `events`"),
        (["events", 2], 7, "must be an object, at `events[2]`"),
        (["events", 2, "cost"], ..., "`cost` is missing, at `events[2]`"),
        (["events", 2, "id"], "show@a", "`show@a`, at `events[2]`, is no event of `talk`"),
        (["events", 2, "id"], "talk@a#1", "`talk@a#1`, at `events[2]`, is no event of `talk`"),
        (["events", 2, "id"], "talk@", "is no event of `talk`"),
        (["events", 2, "id"], "talk#" + "9" * 5000, "is no event of `talk`"),
        (["events", 2, "wards"], "a", "must be a list, at `events[2].wards`"),
        (["events", 2, "wards"], [None], "must be a text, at `events[2].wards[0]`"),
        (["events", 2, "wards"], ["\ud800"], "must be a text, at `events[2].wards[0]`"),
        (["events", 2, "dates"], [], "is not the first of its `dates`"),
        (["events", 2, "date"], "2022-11-29", "is not the first of its `dates`"),
        (["events", 2, "date"], "20221115", "a date such as `2022-11-25`, at `events[2].date`"),
        (["events", 2, "date"], 20221115, "a date such as `2022-11-25`, at `events[2].date`"),
        (["events", 2, "date"], "2022-02-30", "a date such as `2022-11-25`"),
        (["events", 2, "fixed"], 1, "must be true or false, at `events[2].fixed`"),
        (["events", 2, "venue"], 1, "must be a text, at `events[2].venue`"),
        (["events", 2, "resources"], [], "must be an object, at `events[2].resources`"),
        (["events", 2, "resources", "sound"], None, "at `events[2].resources.sound`"),
        (["events", 2, "resources", "speakers"], ["y"], "at `events[2].resources.speakers[0]`"),
        (["events", 2, "supplies", "leaflet"], "many", "at `events[2].supplies.leaflet`"),
    ],
)
def test_no_schedule(where: list[str | int], value: object, said: str) -> None:
    """What is wrong and where, in a sentence."""
    with pytest.raises(DocumentError) as error:
        schedule_from(MONTH, change(where, value))
    assert said in language("en").say(error.value.message)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda inside: st.lists(inside) | st.dictionaries(st.text(st.characters()), inside),
    max_leaves=8,
)


@given(JSON)
def test_anything_else_is_refused(document: object) -> None:
    """Whatever JSON holds, there is a sentence and no accident."""
    with pytest.raises(DocumentError):
        schedule_from(MONTH, document)


PLACES: list[list[str | int]] = [
    *([key] for key in schedule_document(MONTH, month())),
    *(["events", 1, key] for key in schedule_document(MONTH, month())["events"][1]),  # type: ignore[index]
]


@given(st.sampled_from(PLACES), JSON)
def test_anything_anywhere(where: list[str | int], value: object) -> None:
    """A document with one thing in it replaced is read or refused."""
    with suppress(DocumentError):
        schedule_from(MONTH, change(where, value))


@st.composite
def schedules(draw: st.DrawFn) -> Schedule:
    """Draw schedules of two activities, broken ones too."""
    of = plan(activity("talk", times=3), activity("show", wards=choose(1)), wards=("a", "b"))
    ids = draw(
        st.sets(st.sampled_from(["talk@a", "talk@a#2", "talk@a#3", "talk@b#2", "show@a", "show@b"]))
    )
    bookings = [
        booking(
            of,
            id_,
            [draw(st.dates(date(2022, 11, 1), date(2022, 12, 31)))],
            draw(st.sampled_from(["morning", "afternoon", "evening"])),
            cost=draw(st.integers(0, 10**12)),
            fixed=draw(st.booleans()),
            things=draw(st.dictionaries(st.sampled_from("pq"), st.integers(0, 9))),
        )
        for id_ in sorted(ids)
    ]
    return schedule(of, *bookings, revision=draw(st.integers(0, 99)))


@given(schedules())
def test_every_schedule_there_and_back(drawn: Schedule) -> None:
    """Reading what was written gives the same schedule."""
    of = plan(activity("talk", times=3), activity("show", wards=choose(1)), wards=("a", "b"))
    assert schedule_from(of, json.loads(json.dumps(schedule_document(of, drawn)))) == drawn


def test_hours_follow_the_zone() -> None:
    """Where clocks are turned back in between, each end has its own offset."""
    campaign = replace(MONTH.campaign, timezone="Europe/Paris")
    autumn = replace(
        plan(activity("camp", wards=("a",), lasts=Lasts(days=2)), start="28/10"),
        campaign=campaign,
    )
    dates = days("29/10", 2)
    assert dates[1] - dates[0] == timedelta(days=1)
    events: Any = schedule_document(autumn, schedule(autumn, booking(autumn, "camp@a", dates)))[
        "events"
    ]
    assert events[0]["start"] == "2022-10-29T08:00:00+02:00"
    assert events[0]["end"] == "2022-10-30T11:30:00+01:00"
