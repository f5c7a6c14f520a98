"""Whose tasks are whose, and under which ids."""

from dataclasses import replace

import pytest
from helpers import builders as b
from helpers.builders import on

from campaign_cli.listing import checklists
from campaign_cli.model.plan import Activity, Body, Plan, Venue
from campaign_cli.model.plan.kind import TaskTemplate
from campaign_cli.model.schedule import Booking
from campaign_cli.pages import Checklists

BODIES = (Body(id="union", name="Women's Union", short="Union"),)


def task(who: str, days: int = -1, id_: str = "hall", **more: object) -> TaskTemplate:
    """Return a task for `who`."""
    return TaskTemplate(**{"id": id_, "title": {"en": "do it"}, "who": who, "days": days, **more})


def talk(template: TaskTemplate, **more: object) -> Activity:
    """Return an activity of the union's with that task."""
    return b.activity("talk", tasks=(template,), **{"owner": "union", **more})


def plan_of(*activities: Activity, **more: object) -> Plan:
    """Return a plan of three wards, two of them a group."""
    return b.plan(
        *activities,
        **{
            "wards": ("a", "b", "c"),
            "groups": {"east": ("a", "b")},
            "bodies": BODIES,
            **more,
        },
    )


def lists(plan: Plan, *bookings: Booking) -> Checklists:
    """Return the checklists of `bookings`."""
    return checklists(plan, b.schedule(plan, *bookings))


def tasks(plan: Plan, *bookings: Booking) -> list[tuple[str, str, str]]:
    """Return id, doer and due date of each task, in order of ids."""
    return sorted(
        (task.id, task.doer.id, f"{task.due:%d/%m}") for task in lists(plan, *bookings).tasks
    )


def each(plan: Plan) -> list[Booking]:
    """Return a talk in each ward: 21/11, 22/11, 23/11."""
    return [
        b.booking(plan, f"talk@{ward}", day)
        for ward, day in (("a", "21/11"), ("b", "22/11"), ("c", "23/11"))
    ]


@pytest.mark.parametrize(
    ("who", "doers"),
    [
        ("ward", ["a", "b", "c"]),
        ("host", ["a", "b", "c"]),
        ("owner", ["union"] * 3),
        ("organiser", ["Office"] * 3),
    ],
)
def test_an_event_of_one_ward_has_its_own_tasks(who: str, doers: list[str]) -> None:
    """There the host is the ward, and the id names the event."""
    plan = plan_of(talk(task(who)))
    assert tasks(plan, *each(plan)) == [
        (f"talk@{ward}/hall", doer, day)
        for ward, doer, day in zip(("a", "b", "c"), doers, ("18/11", "21/11", "22/11"), strict=True)
    ]


def test_the_host_of_an_event_of_one_ward_is_the_ward_wherever_it_is_held() -> None:
    """Ward `a` holds its talk in a hall of ward `b`."""
    plan = plan_of(talk(task("host"), wards=("a",)), venues=(b.venue("hall", "b"),))
    assert tasks(plan, b.booking(plan, "talk@a", "21/11", venue="hall")) == [
        ("talk@a/hall", "a", "18/11")
    ]


@pytest.mark.parametrize(
    ("venue", "doer"),
    [
        (Venue(id="hall", name="Hall", ward="b"), "b"),
        (Venue(id="hall", name="Hall", owner="union"), "union"),
        (Venue(id="hall", name="Hall", owner="Town theatre"), "Town theatre"),
        (Venue(id="hall", name="Hall"), "Office"),
        (None, "Office"),
    ],
)
@pytest.mark.parametrize("wards", ["together", "each-group"])
def test_one_host_prepares_the_place_of_an_event_of_several_wards(
    wards: str, venue: Venue | None, doer: str
) -> None:
    """The venue's ward, else its owner, else the organiser: not every ward that comes."""
    plan = plan_of(talk(task("host"), wards=wards), venues=(venue,) if venue else ())
    event = "talk" if wards == "together" else "talk@east"
    booked = b.booking(plan, event, "21/11", venue="hall" if venue else None)
    assert tasks(plan, booked) == [(f"{event}/hall", doer, "18/11")]


def test_each_ward_of_a_joint_event_has_its_own_task() -> None:
    """Its id ends in the ward."""
    plan = plan_of(talk(task("ward", id_="names"), wards="together"))
    assert tasks(plan, b.booking(plan, "talk", "21/11")) == [
        (f"talk/names@{ward}", ward, "18/11") for ward in ("a", "b", "c")
    ]
    plan = plan_of(talk(task("ward", id_="names"), wards="each-group"))
    assert tasks(plan, b.booking(plan, "talk@east", "21/11")) == [
        (f"talk@east/names@{ward}", ward, "18/11") for ward in ("a", "b")
    ]


def test_an_event_without_wards_has_no_tasks_of_wards() -> None:
    """A meeting of the committee alone."""
    plan = plan_of(talk(task("ward"), wards="none"))
    assert tasks(plan, b.booking(plan, "talk", "21/11")) == []


def test_the_second_of_several_times_is_numbered() -> None:
    """As its event is."""
    plan = plan_of(talk(task("host"), wards=("a",), times=2))
    booked = (b.booking(plan, "talk@a", "21/11"), b.booking(plan, "talk@a#2", "24/11"))
    assert tasks(plan, *booked) == [
        ("talk@a#2/hall", "a", "23/11"),
        ("talk@a/hall", "a", "18/11"),
    ]


@pytest.mark.parametrize(
    ("days", "day"), [(-2, "17/11"), (-1, "18/11"), (0, "21/11"), (2, "25/11")]
)
def test_once_counts_from_the_first_event_back_and_from_the_last_on(days: int, day: str) -> None:
    """Talks on 21/11, 22/11 and 23/11 have one topic and one settlement."""
    plan = plan_of(talk(task("owner", days, "topic", once=True)))
    assert tasks(plan, *each(plan)) == [("talk/topic", "union", day)]


def test_once_for_wards_is_once_for_each_of_them() -> None:
    """Counted from its own events: twice in ward `a`, one task."""
    plan = plan_of(talk(task("ward", once=True), wards=("a", "b"), times=2))
    booked = (
        b.booking(plan, "talk@a", "21/11"),
        b.booking(plan, "talk@a#2", "28/11"),
        b.booking(plan, "talk@b", "22/11"),
        b.booking(plan, "talk@b#2", "29/11"),
    )
    assert tasks(plan, *booked) == [("talk/hall@a", "a", "18/11"), ("talk/hall@b", "b", "21/11")]


def test_what_wards_own_is_done_by_each_of_them() -> None:
    """The owner of `ward` is each ward's own office, `once` for its own events."""
    plan = plan_of(talk(task("owner"), owner="ward"))
    assert [doer for _, doer, _ in tasks(plan, *each(plan))] == ["a", "b", "c"]
    plan = plan_of(talk(task("owner", once=True), owner="ward"))
    assert tasks(plan, *each(plan)) == [
        ("talk/hall@a", "a", "18/11"),
        ("talk/hall@b", "b", "21/11"),
        ("talk/hall@c", "c", "22/11"),
    ]


def test_what_wards_own_together_is_its_hosts() -> None:
    """A sports day of a group is run by the ward whose ground it is."""
    plan = plan_of(
        talk(task("owner"), owner="ward", wards="each-group"), venues=(b.venue("hall", "b"),)
    )
    booked = b.booking(plan, "talk@east", "21/11", venue="hall")
    assert tasks(plan, booked) == [("talk@east/hall", "b", "18/11")]


def shown(condition: str, **more: object) -> bool:
    """Return whether a task with that condition is shown."""
    plan = plan_of(
        talk(task("organiser", condition=condition), **{"wards": ("a",), **more}),
        resources=(b.pool("speakers", "ann"), b.things("sound", 1)),
        supplies=(b.supply("leaflet", 100),),
    )
    people = {"speakers": ("ann",)} if "speakers" in more.get("uses", ()) else {}
    event = "talk" if more.get("wards") == "together" else "talk@a"
    return bool(tasks(plan, b.booking(plan, event, "21/11", people=people)))


@pytest.mark.parametrize(
    ("condition", "more"),
    [
        ("outdoor", {"outdoor": True}),
        ("private", {"private": True}),
        ("several-wards", {"wards": "together"}),
        ("speakers", {"uses": {"speakers": 1}}),
        ("print", {"supplies": {"leaflet": 10}}),
    ],
)
def test_a_condition_shows_a_task_only_where_it_is_true(
    condition: str, more: dict[str, object]
) -> None:
    """With what it asks for the task is there, without it is not."""
    assert shown(condition, **more)
    assert not shown(condition)


def test_indoors_a_task_has_its_own_title() -> None:
    """Nobody books a covered ground for a hall."""
    ground = task("host", title={"en": "Ground, a covered one too"}, indoors={"en": "Hall"})
    for outdoor, title in ((True, "Ground, a covered one too"), (False, "Hall")):
        plan = plan_of(talk(ground, outdoor=outdoor, wards=("a",)))
        assert {one.title for one in lists(plan, *each(plan)).tasks} == {title}


def test_equal_things_are_no_speakers() -> None:
    """Only named people are."""
    assert not shown("speakers", uses={"sound": 1})


def test_once_is_shown_where_any_event_asks_for_it() -> None:
    """One ward alone uses leaflets: the activity clears its print, counted from that event."""
    plan = plan_of(
        talk(
            task("owner", once=True, condition="print"),
            overrides={"b": {"supplies": {"leaflet": 10}}},
        ),
        supplies=(b.supply("leaflet", 100),),
    )
    assert tasks(plan, *each(plan)) == [("talk/hall", "union", "21/11")]


def test_the_campaigns_own_tasks() -> None:
    """Each ward, the organiser or a body has them, on their date."""
    plan = replace(
        plan_of(),
        tasks=(
            task("ward", id_="report", date=on("20/12")),
            task("organiser", id_="sum-up", date=on("23/12")),
            task("union", id_="thanks", date=on("24/12")),
            task("ward", 2, id_="tidy"),
        ),
    )
    assert tasks(plan) == [
        ("report@a", "a", "20/12"),
        ("report@b", "b", "20/12"),
        ("report@c", "c", "20/12"),
        ("sum-up", "Office", "23/12"),
        ("thanks", "union", "24/12"),
        ("tidy@a", "a", "13/12"),
        ("tidy@b", "b", "13/12"),
        ("tidy@c", "c", "13/12"),
    ]


def test_ids_are_unique_and_tasks_in_order_of_their_dates() -> None:
    """Whatever the bookings' order."""
    plan = plan_of(talk(task("ward"), wards="each"), b.activity("walk", tasks=(task("host", 1),)))
    booked = (*each(plan), *(b.booking(plan, f"walk@{ward}", "1/12") for ward in ("c", "a", "b")))
    listed = lists(plan, *booked).tasks
    assert [task.due for task in listed] == sorted(task.due for task in listed)
    assert len({task.id for task in listed}) == len(listed) == 6
    assert lists(plan, *reversed(booked)).tasks == listed


def test_offices_are_known_by_id() -> None:
    """Bodies in the plan's order; an organiser in free text after them."""
    plan = plan_of(talk(task("owner"), owner="Sports club"))
    made = lists(plan, *each(plan))
    assert made.ward_ids == ("a", "b", "c")
    assert made.body_ids == ("union", "Office", "Sports club")
    assert [line.tasks for line in made.body("Sports club", full=True).lines] == [
        ("talk@a/hall",),
        ("talk@b/hall",),
        ("talk@c/hall",),
    ]
