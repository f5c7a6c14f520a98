"""When tasks fall due: every field of a kind's task, with exact dates."""

from dataclasses import replace

import pytest
from helpers import builders as b
from helpers.builders import on

from campaign_cli.listing import checklists
from campaign_cli.model.plan import Document, Plan
from campaign_cli.model.plan.kind import Lasts, TaskTemplate

# November and December 2022: the 14th is a Monday, 2/12 a Friday.


def task(days: int = 0, **more: object) -> TaskTemplate:
    """Return a task of each ward that takes part."""
    return TaskTemplate(
        **{"id": "task", "title": {"en": "do it"}, "who": "ward", "days": days, **more}
    )


def plan_of(template: TaskTemplate, *, lasts: Lasts | str | int = 1, **more: object) -> Plan:
    """Return a plan of one activity in ward `a`, with that task."""
    return b.plan(
        b.activity(
            "talk", wards=("a",), lasts=lasts, first="17/11", last="9/12", tasks=(template,)
        ),
        wards=("a",),
        **{"prepare_from": "1/11", "wind_up": "31/12", **more},
    )


def due(plan: Plan, *when: str) -> list[tuple[str, str, str]]:
    """Return the id, the due date and the last date of each task, in order."""
    dates = tuple(map(on, when))
    schedule = b.schedule(plan, b.booking(plan, "talk@a", dates))
    return [
        (task.id, f"{task.due:%d/%m}", f"{task.last:%d/%m}")
        for task in checklists(plan, schedule).tasks
    ]


def due_days(plan: Plan, *when: str) -> list[str]:
    """Return the due dates alone."""
    return [day for _, day, _ in due(plan, *when)]


@pytest.mark.parametrize(
    ("days", "day"),
    [(-1, "24/11"), (-4, "21/11"), (-5, "18/11"), (-10, "11/11"), (1, "28/11"), (5, "02/12")],
)
def test_working_days_skip_weekends(days: int, day: str) -> None:
    """A task is counted in working days from the event, here Friday 25/11."""
    assert due_days(plan_of(task(days)), "25/11") == [day]


def test_zero_is_the_day_itself_even_on_a_weekend() -> None:
    """What is done on the event is due on it."""
    assert due(plan_of(task(0)), "26/11") == [("talk@a/task", "26/11", "26/11")]


def test_a_public_holiday_is_no_working_day() -> None:
    """Two working days before Friday is Tuesday where Thursday is a holiday."""
    assert due_days(plan_of(task(-2), holidays={"24/11": "Holiday"}), "25/11") == ["22/11"]


def test_a_closing_of_the_campaign_is_no_working_day() -> None:
    """The council meets from 22/11 to 24/11."""
    assert due_days(plan_of(task(-1), closed=(b.closing("22/11", "24/11"),)), "25/11") == ["21/11"]


@pytest.mark.parametrize("part", [{"sessions": ("morning",)}, {"kinds": ("meeting",)}])
def test_a_closing_of_some_sessions_or_kinds_leaves_a_working_day(part: dict[str, object]) -> None:
    """Only whole closed days are taken out of the count."""
    closed = (b.closing("24/11", **part),)
    assert due_days(plan_of(task(-1), closed=closed), "25/11") == ["24/11"]


def test_a_decreed_workday_is_a_working_day() -> None:
    """Saturday 19/11 is worked on: four working days before Thursday 24/11 is that Saturday."""
    assert due_days(plan_of(task(-4), opened=("19/11",)), "24/11") == ["19/11"]


def test_a_decreed_workday_wins_over_a_holiday() -> None:
    """A holiday that is worked on counts."""
    plan = plan_of(task(-1), opened=("24/11",), holidays={"24/11": "Holiday"})
    assert due_days(plan, "25/11") == ["24/11"]


def test_a_closing_of_a_ward_does_not_count() -> None:
    """The ward's own closing does not move what it must do."""
    wards = (b.ward("a", closings=(b.closing("24/11"),)),)
    plan = replace(plan_of(task(-1)), wards={one.id: one for one in wards})
    assert due_days(plan, "25/11") == ["24/11"]


def test_workdays_are_the_plans() -> None:
    """Where Saturday is a workday, it counts."""
    assert due_days(plan_of(task(-1), workdays=range(6)), "28/11") == ["26/11"]


@pytest.mark.parametrize(("days", "day"), [(-1, "27/11"), (-2, "26/11"), (1, "29/11")])
def test_cal_counts_calendar_days(days: int, day: str) -> None:
    """Set-up for a Monday is on Sunday."""
    assert due_days(plan_of(task(days, calendar=True)), "28/11") == [day]


def test_several_days_count_from_the_first_back_and_from_the_last_on() -> None:
    """An event on Thursday 24/11, Friday 25/11 and Monday 28/11."""
    days = ("24/11", "25/11", "28/11")
    lasts = Lasts(days=3)
    assert due_days(plan_of(task(-1), lasts=lasts), *days) == ["23/11"]
    assert due_days(plan_of(task(2), lasts=lasts), *days) == ["30/11"]
    assert due_days(plan_of(task(2, on="start"), lasts=lasts), *days) == ["28/11"]
    assert due(plan_of(task(0), lasts=lasts), *days) == [("talk@a/task", "24/11", "28/11")]


def test_on_campaign_end_counts_from_the_campaigns_last_day() -> None:
    """The campaign ends on Sunday 11/12: three working days later is Wednesday."""
    assert due_days(plan_of(task(3, on="campaign-end")), "25/11") == ["14/12"]
    assert due_days(plan_of(task(0, on="campaign-end")), "25/11") == ["11/12"]
    assert due_days(plan_of(task(-1, on="campaign-end")), "25/11") == ["09/12"]


def window(template: TaskTemplate, **more: object) -> list[tuple[str, str, str]]:
    """Return what falls due of an event that lasts from 17/11 to 9/12."""
    plan = plan_of(template, lasts="window", **more)
    schedule = b.schedule(plan, b.booking(plan, "talk@a"))
    return [
        (task.id, f"{task.due:%d/%m}", f"{task.last:%d/%m}")
        for task in checklists(plan, schedule).tasks
    ]


def test_the_day_of_a_window_is_its_first() -> None:
    """Posters hang on the first day of their window, and not until its last."""
    assert window(task(0)) == [("talk@a/task", "17/11", "17/11")]


def test_each_week_repeats_while_the_event_lasts() -> None:
    """Five working days from 17/11 on, then weekly until 9/12; repeats are numbered."""
    assert window(task(5, on="start", each="week")) == [
        ("talk@a/task", "24/11", "24/11"),
        ("talk@a/task.2", "01/12", "01/12"),
        ("talk@a/task.3", "08/12", "08/12"),
    ]


def test_a_repeat_on_a_day_off_is_due_on_the_next_working_day() -> None:
    """1/12 and 2/12 are holidays: the second inspection is on Monday."""
    off = {"1/12": "Holiday", "2/12": "Holiday"}
    assert [day for _, day, _ in window(task(5, on="start", each="week"), holidays=off)] == [
        "24/11",
        "05/12",
        "08/12",
    ]


def test_each_week_is_done_once_at_least() -> None:
    """Five days from its start an event of one day is over, and still inspected."""
    assert due_days(plan_of(task(5, on="start", each="week")), "25/11") == ["02/12"]


def test_each_day_repeats_on_every_day_of_the_event() -> None:
    """On three days the exhibition opens three times."""
    plan = plan_of(task(0, each="day"), lasts=Lasts(days=3))
    assert due(plan, "24/11", "25/11", "28/11") == [
        ("talk@a/task", "24/11", "24/11"),
        ("talk@a/task.2", "25/11", "25/11"),
        ("talk@a/task.3", "28/11", "28/11"),
    ]
    assert len(window(task(0, each="day"))) == 23


def test_each_day_of_a_window_is_one_of_its_days() -> None:
    """An exhibition that is open at weekends is opened at weekends."""
    plan = plan_of(task(0, each="day"), lasts="window")
    talk = replace(plan.activities["talk"], days=frozenset({b.SAT, b.SUN}))
    plan = replace(plan, activities={"talk": talk})
    schedule = b.schedule(plan, b.booking(plan, "talk@a"))
    assert len(schedule.bookings[0].dates) == 23
    days = [f"{task.due:%d/%m}" for task in checklists(plan, schedule).tasks]
    assert days == ["19/11", "20/11", "26/11", "27/11", "03/12", "04/12"]


def test_each_day_of_an_activity_that_does_it_once() -> None:
    """One task for all its events, on every day of one of them."""
    talk = b.activity("talk", tasks=(task(0, each="day", once=True, who="owner"),))
    plan = b.plan(talk, wards=("a", "b", "c"))
    days = {"a": "21/11", "b": "23/11", "c": "28/11"}
    schedule = b.schedule(plan, *(b.booking(plan, f"talk@{one}", days[one]) for one in days))
    assert [(task.id, f"{task.due:%d/%m}") for task in checklists(plan, schedule).tasks] == [
        ("talk/task", "21/11"),
        ("talk/task.2", "23/11"),
        ("talk/task.3", "28/11"),
    ]


def test_what_was_due_before_the_plan_was_signed_is_late_with_its_true_date() -> None:
    """Signed on 16/11: what was due on the 15th is late, what is due on the 16th is not."""
    plan = plan_of(task(-8), document=Document(date=on("16/11")))
    schedule = b.schedule(plan, b.booking(plan, "talk@a", "25/11"))
    (late,) = checklists(plan, schedule).late
    assert (late.due, late.late) == (on("15/11"), True)
    plan = plan_of(task(-7), document=Document(date=on("16/11")))
    assert not checklists(plan, schedule).late
    assert not checklists(plan_of(task(-8)), schedule).late


def test_a_date_of_its_own_wins() -> None:
    """A task may have a date instead of a count."""
    assert due_days(plan_of(task(0, date=on("20/11"))), "25/11") == ["20/11"]
