"""What wards collect, send, and are asked for in figures; what they report."""

from dataclasses import replace
from datetime import date

import pytest
from helpers import builders as b
from helpers.builders import on

from campaign_cli.listing import checklists
from campaign_cli.model.plan import Body, Plan, Quota
from campaign_cli.model.plan.kind import TaskTemplate
from campaign_cli.model.schedule import Booking
from campaign_cli.pages import Checklists

UNION = Body(id="union", name="Women's Union", short="Union")
WARDS = (b.ward("a", population=30_000, need=3), b.ward("b", population=10_000, need=1))


def task(id_: str, days: int, who: str = "ward", title: str = "") -> TaskTemplate:
    """Return a task."""
    return TaskTemplate(id=id_, title={"en": title or id_}, who=who, days=days)


def lists(plan: Plan, *bookings: Booking) -> Checklists:
    """Return the checklists of `bookings`."""
    return checklists(plan, b.schedule(plan, *bookings))


def received(made: Checklists) -> dict[str, list[tuple[str, int, str, str]]]:
    """Return what each ward receives: what, how many, by when, from whom."""
    return {
        ward: [
            (one.supply, one.amount, f"{one.by:%d/%m}", one.giver.id) for one in made.receipts[ward]
        ]
        for ward in made.ward_ids
    }


def hung(plan: Plan) -> tuple[Booking, ...]:
    """Return a display in each ward."""
    return (b.booking(plan, "hang@a", "21/11"), b.booking(plan, "hang@b", "22/11"))


def test_a_divided_supply_is_collected_where_its_event_says() -> None:
    """On the collection's date, from the organiser, who packs it."""
    plan = b.plan(
        b.activity(
            "hang",
            owner="union",
            supplies={"poster": "share"},
            tasks=(task("collect", -3), task("sort", -4, "organiser")),
        ),
        wards=WARDS,
        bodies=(UNION,),
        supplies=(b.supply("poster", 400, share_by="population"),),
    )
    assert received(lists(plan, *hung(plan))) == {
        "a": [("poster", 300, "16/11", "Office")],
        "b": [("poster", 100, "17/11", "Office")],
    }


def test_without_a_collection_it_is_there_the_working_day_before_from_the_owner() -> None:
    """Whoever runs the activity brings what it needs."""
    plan = b.plan(
        b.activity("hang", owner="union", supplies={"poster": "share"}),
        wards=WARDS,
        bodies=(UNION,),
        supplies=(b.supply("poster", 400, share_by="equal"),),
    )
    assert received(lists(plan, *hung(plan))) == {
        "a": [("poster", 200, "18/11", "union")],
        "b": [("poster", 200, "21/11", "union")],
    }


def test_nothing_is_collected_before_it_is_ready() -> None:
    """The collection waits for the delivery."""
    plan = b.plan(
        b.activity("hang", supplies={"poster": "share"}, tasks=(task("collect", -3),)),
        wards=WARDS,
        supplies=(b.supply("poster", 400, share_by="equal", ready=on("17/11")),),
    )
    (first,) = lists(plan, *hung(plan)).receipts["a"]
    assert (first.ready, first.by) == (on("17/11"), on("17/11"))


def test_a_divided_supply_that_no_event_uses_comes_before_the_start() -> None:
    """The campaign starts on Monday 14/11: by Friday."""
    plan = b.plan(wards=WARDS, supplies=(b.supply("poster", 400, share_by="equal"),))
    assert received(lists(plan))["a"] == [("poster", 200, "11/11", "Office")]


def test_numbers_of_a_wards_own_events_come_with_waste_in_packs() -> None:
    """120 and 5 in a hundred are 126: three packs of 50."""
    plan = b.plan(
        b.activity("hang", supplies={"leaflet": 120}),
        wards=WARDS,
        supplies=(b.supply("leaflet", 1_000, pack=50, waste=0.05),),
    )
    assert [one.amount for one in lists(plan, *hung(plan)).receipts["a"]] == [150]


def test_what_a_joint_event_uses_in_numbers_is_no_wards() -> None:
    """20 sets at the launch are its owner's to bring; the rest is divided."""
    plan = b.plan(
        b.activity("launch", wards="together", supplies={"gift": 20}),
        wards=WARDS,
        supplies=(b.supply("gift", 100, share_by="need"),),
    )
    made = lists(plan, b.booking(plan, "launch", "15/11"))
    assert {ward: [one.amount for one in made.receipts[ward]] for ward in ("a", "b")} == {
        "a": [60],
        "b": [20],
    }


def test_per_gives_each_ward_its_own_need() -> None:
    """Two posters for each neighbourhood."""
    wards = (b.ward("a", counts={"tdp": 31}), b.ward("b", counts={"tdp": 8}))
    plan = b.plan(wards=wards, supplies=(b.supply("poster", 90, per={"tdp": 2}, pack=10),))
    assert [one.amount for one in lists(plan).receipts["a"]] == [70]
    assert [one.amount for one in lists(plan).receipts["b"]] == [20]


def test_quotas_are_divided_among_the_wards_that_take_part() -> None:
    """Of a choice, among the chosen: `c` was not."""
    plan = b.plan(
        b.activity(
            "visit",
            wards=b.choose(2, "a", "b", "c"),
            quotas=(Quota(id="delegates", of=8, by="need", send_by=on("8/11")),),
        ),
        wards=(*WARDS, b.ward("c", need=4)),
    )
    made = lists(plan, b.booking(plan, "visit@a", "21/11"), b.booking(plan, "visit@b", "22/11"))
    sends = {
        ward: [(one.name, one.number, one.send_by) for one in event.sends[ward]]
        for event in made.events
        for ward in event.wards
    }
    assert sends == {
        "a": [("delegates", 6, on("8/11"))],
        "b": [("delegates", 2, on("8/11"))],
    }


def test_a_quota_too_small_for_all_is_divided_as_far_as_it_goes() -> None:
    """Three of one each cannot be at least two each."""
    plan = b.plan(
        b.activity(
            "launch",
            wards="together",
            quotas=(Quota(id="works", of=3, by="need", at_least=2),),
        ),
        wards=WARDS,
    )
    (event,) = lists(plan, b.booking(plan, "launch", "15/11")).events
    assert {ward: one.number for ward, (one,) in event.sends.items()} == {"a": 2, "b": 1}


def test_targets_are_summed_for_wards_and_joint_events_count_once() -> None:
    """Ward `a` has two talks; the launch is the campaign's alone."""
    plan = b.plan(
        b.activity("launch", wards="together", indicators={"people": 250}),
        b.activity(
            "talk",
            times=2,
            indicators={"people": 100, "women": 60},
            overrides={"b": {"indicators": {"people": 80}}},
        ),
        wards=WARDS,
        indicators={"people": {"en": "Attendance"}, "women": {"en": "Women"}},
    )
    made = lists(
        plan,
        b.booking(plan, "launch", "15/11"),
        *(
            b.booking(plan, event, day)
            for event, day in (
                ("talk@a", "21/11"),
                ("talk@a#2", "22/11"),
                ("talk@b", "23/11"),
                ("talk@b#2", "24/11"),
            )
        ),
    )
    amounts = {
        ward: {target.name: target.amount for target in targets}
        for ward, targets in made.targets.items()
    }
    assert amounts == {
        "": {"Attendance": 610, "Women": 240},
        "a": {"Attendance": 200, "Women": 120},
        "b": {"Attendance": 160, "Women": 120},
    }


def test_results_are_reported_to_whoever_runs_the_event() -> None:
    """What a ward runs itself, to the organiser; what is joint, without figures."""
    results = (task("results", 2),)
    plan = b.plan(
        b.activity("launch", wards="together", owner="union", tasks=results),
        b.activity("talk", owner="union", indicators={"people": 100}, tasks=results),
        b.activity("film", owner="ward", tasks=results),
        wards=("a",),
        bodies=(UNION,),
        tasks=(
            replace(task("week-1", 0, title="Weekly report"), date=on("18/11")),
            replace(task("week-2", 0, title="Report to the Women's Union"), date=on("25/11")),
            replace(task("tidy", 0, title="Tidy up"), date=on("26/11")),
        ),
        indicators={"people": {"en": "Attendance"}},
    )
    made = lists(
        plan,
        b.booking(plan, "launch", "15/11"),
        b.booking(plan, "talk@a", "21/11"),
        b.booking(plan, "film@a", "22/11"),
    )
    assert [
        (f"{one.due:%d/%m}", one.about, one.figures, one.to.id) for one in made.reports["a"]
    ] == [
        ("17/11", ("Launch",), (), "union"),
        ("18/11", (), (), "Office"),
        ("23/11", ("Talk",), ("Attendance",), "union"),
        ("24/11", ("Film",), (), "Office"),
        ("25/11", (), (), "union"),
    ]


@pytest.mark.parametrize(("key", "said"), [(True, None), (False, on("8/11"))])
def test_a_list_has_one_date(*, key: bool, said: date | None) -> None:
    """The quota's, also of the kind's task that sends it; where nobody reads that, both say it."""
    names = replace(task("names", -5), key=key)
    arrive = replace(names, id="arrive", days=0)
    quotas = (Quota(id="delegates", of=8, by="need", send_by=on("8/11")),)
    plan = b.plan(
        b.activity("launch", wards="together", quotas=quotas, tasks=(names, arrive)), wards=WARDS
    )
    made = lists(plan, b.booking(plan, "launch", "21/11"))
    due = {task.template: task.due for task in made.tasks}
    assert due == {"names": on("8/11"), "arrive": on("21/11")}
    assert {one.send_by for sends in made.events[0].sends.values() for one in sends} == {said}


def test_a_date_of_the_plans_own_stays_beside_the_quotas() -> None:
    """Whoever writes `on` into a task means that day."""
    names = replace(task("names", 0), date=on("1/11"), key=True)
    quotas = (Quota(id="delegates", of=8, by="need", send_by=on("8/11")),)
    plan = b.plan(
        b.activity("launch", wards="together", quotas=quotas, tasks=(names,)), wards=WARDS
    )
    made = lists(plan, b.booking(plan, "launch", "21/11"))
    assert {task.due for task in made.tasks} == {on("1/11")}
    assert {one.send_by for one in made.events[0].sends["a"]} == {on("8/11")}
