"""Explanations on a console of 80 columns, from values built by hand."""

from dataclasses import replace
from typing import Any

import pytest
from helpers import a_month
from helpers import builders as b

from campaign_cli.app import Elsewhere, Explained
from campaign_cli.console.explain import as_json, move, plan
from campaign_cli.console.explain import event as explain_event
from campaign_cli.console.explain import load as explain_load
from campaign_cli.console.explain.words import taken_said
from campaign_cli.console.month.words import PREFERENCES
from campaign_cli.model.plan import PREFERENCES as KNOWN
from campaign_cli.model.schedule import Status
from campaign_cli.scheduling.questions.barriers import Room, Taken
from campaign_cli.scheduling.questions.event_price import Paid
from campaign_cli.scheduling.questions.load import Blocked, Load
from campaign_cli.scheduling.questions.moves import Shift
from campaign_cli.scheduling.questions.obstacles import Obstacle
from campaign_cli.support.diagnostic import Cause, Span

EVENT = "talk@xuan-tao"
LINE = Span("plan.toml", 41, 1, 7, "closed = [2022-11-24]")
FESTIVAL = Cause("ward-closed", ("ward", "xuan-tao", "closed"), LINE, "Festival")


def booking(day: str = "25/11", session: str = "afternoon", event: str = EVENT) -> Any:
    """Return a talk at a place."""
    return b.booking(a_month.plan(), event, day, session, people={"speakers": ("legal",)})


def dearer() -> Elsewhere:
    """Return a place that costs more and moves another talk."""
    moved = Shift(
        booking("16/11", "morning", "talk@tay-tuu"), booking("17/11", "morning", "talk@tay-tuu")
    )
    return Elsewhere(
        event=EVENT,
        day=b.on("16/11"),
        status=Status.OPTIMAL,
        difference={"preferred-day": -1, "ward-day": 6},
        shifts=(moved,),
        obstacles=(Obstacle(("resource", "speakers"), ("talk@tay-tuu",)),),
        booking=booking("16/11", "morning"),
    )


def test_who_serves_is_not_in_the_price() -> None:
    """It is settled after when and where: said apart, as in the schedule's own price."""
    one = replace(dearer(), people={"member-travel": -1})
    assert one.price == 5
    shown = a_month.shown(*move.parts(a_month.month(), EVENT, one, 80))
    assert "5 points more" in shown
    assert "besides, who serves (settled after, not in the price): −1 changes of ward" in shown


def test_other_wards_are_no_moves() -> None:
    """An event held, or not held, because another ward is chosen did not have to move."""
    stands = booking("16/11", "morning", "talk@tay-tuu")
    one = replace(dearer(), shifts=(Shift(stands, None),))
    shown = a_month.shown(*move.parts(a_month.month(), EVENT, one, 80))
    assert "no other event has to move" in shown
    assert "because other wards are chosen:\n  Talk on safe homes" in shown
    assert "is not held any more" in shown


def forbidden() -> Elsewhere:
    """Return a place that a closing forbids."""
    return Elsewhere(
        event=EVENT,
        day=b.on("24/11"),
        wished=True,
        status=Status.INFEASIBLE,
        taken=(Taken(FESTIVAL, (b.on("24/11"),), ("morning",)),),
    )


def explained() -> Explained:
    """Return a talk that is explained, with two other places."""
    return Explained(
        event=EVENT,
        asked=EVENT,
        booking=a_month.schedule(a_month.plan()).by_id()[EVENT],
        paid=(Paid("preferred-day", 2), Paid("ward-day", 6, ("launch",))),
        room=Room(
            b.on("14/11"),
            b.on("11/12"),
            (b.on("15/11"), b.on("25/11")),
            (
                Taken(Cause("open-day", ("calendar", "workdays")), b.days("19/11", 8)),
                Taken(FESTIVAL, (b.on("24/11"),)),
            ),
        ),
        elsewhere=(forbidden(), dearer()),
    )


def test_an_event() -> None:
    """Where it is, its days, what it pays, and other places."""
    assert a_month.shown(*explain_event.parts(a_month.month(), explained())) == (
        "Talk on safe homes\n"
        "talk@xuan-tao · revision 1 (draft)\n"
        "\n"
        "it is on Friday 25 November · afternoon\n"
        "\n"
        "ITS DAYS\n"
        "  14 Nov – 11 Dec: 28 days, 2 left: Tue 15 Nov, Fri 25 Nov\n"
        "  8 days  not one of its weekdays (open-day)\n"
        "   1 day  Xuân Tảo is not free: Festival (ward-closed)  plan.toml:41\n"
        "\n"
        "WHAT IT PAYS\n"
        "  2  days from the day wished for (preferred-day)\n"
        "  6  several events of a ward on one day (ward-day)\n"
        "     with Opening ceremony\n"
        "\n"
        "ELSEWHERE\n"
        "  Thursday 24 November  not possible · what the plan wishes for\n"
        "      morning: Xuân Tảo is not free: Festival (ward-closed) plan.toml:41\n"
        "  Wednesday 16 November · morning  5 points more\n"
        "      −1 days from the day wished for (preferred-day)\n"
        "      +6 several events of a ward on one day (ward-day)\n"
        "      1 other event moves:\n"
        "        Talk on safe homes (Tây Tựu): Wed 16 Nov morning → Thu 17 Nov morning\n"
        "      taken then: speakers"
    )


def test_an_event_in_vietnamese() -> None:
    """As officials say it."""
    shown = a_month.shown(*explain_event.parts(a_month.month("vi"), explained()))
    assert "CÁC NGÀY CỦA CUỘC NÀY" in shown
    assert "Thứ Tư, 16/11 · sáng  thêm 5 điểm trừ" in shown
    assert "Xuân Tảo không nhận cuộc nào: Festival (ward-closed)" in shown


def test_what_has_nothing_to_explain() -> None:
    """What lasts as long as its window, what is fixed, what is within another, what is not held."""
    month = a_month.month()
    bookings = month.schedule.by_id()
    window = Explained(
        event="posters@xuan-tao", asked="posters@xuan-tao", booking=bookings["posters@xuan-tao"]
    )
    shown = a_month.shown(*explain_event.parts(month, window))
    assert "it lasts from Monday 14 November to Sunday 11 December" in shown
    assert "WHAT IT PAYS" not in shown
    inside = Explained(event="launch", asked="address", booking=bookings["launch"])
    shown = a_month.shown(*explain_event.parts(month, inside))
    assert "`address` takes place within `launch`" in shown
    absent = Explained(event=EVENT, asked=EVENT, booking=None)
    shown = a_month.shown(*explain_event.parts(month, absent))
    assert "it is not held: its ward was not chosen" in shown


def test_a_dearer_place() -> None:
    """What it costs, who moves, who stands there now."""
    assert a_month.shown(*move.parts(a_month.month(), EVENT, dearer(), 80)) == (
        "Talk on safe homes\n"
        "talk@xuan-tao · revision 1 (draft)\n"
        "\n"
        "now    Friday 25 November · afternoon\n"
        "asked  Wednesday 16 November · morning\n"
        "\n"
        "5 points more\n"
        "   −1  days from the day wished for (preferred-day)\n"
        "   +6  several events of a ward on one day (ward-day)\n"
        "1 other event moves:\n"
        "  Talk on safe homes (Tây Tựu): Wed 16 Nov morning → Thu 17 Nov morning\n"
        "\n"
        "what stands there now\n"
        "  speakers: taken by Talk on safe homes (Tây Tựu)"
    )


def test_moving_fewer() -> None:
    """Where many move, what it costs to move fewer stands beneath, and in the JSON."""
    calm = replace(dearer(), difference={"ward-day": 12}, shifts=())
    found = replace(dearer(), gentle=calm)
    shown = a_month.shown(*move.parts(a_month.month(), EVENT, found, 80))
    assert (
        "or, moving fewer: 12 points more\n"
        "  +12  several events of a ward on one day (ward-day)\n"
        "no other event has to move\n"
    ) in shown
    document = as_json.move(a_month.made(), found)
    assert document["price"] == 5
    assert document["moving_fewer"]["price"] == 12


def test_a_month_that_is_not_proved_the_best() -> None:
    """Says why others stay."""
    month = a_month.month()
    month = replace(month, schedule=replace(month.schedule, bound=0, price=1))
    shown = a_month.shown(*move.parts(month, EVENT, dearer(), 80))
    assert "the month is not proved the best: others move where each saves 10 points" in shown


def test_a_forbidden_place() -> None:
    """The line that forbids it, with a caret."""
    shown = a_month.shown(*move.parts(a_month.month(), EVENT, forbidden(), 80))
    assert shown.endswith(
        "not possible\n"
        "  --> plan.toml:41:1\n"
        "   |\n"
        "41 | closed = [2022-11-24]\n"
        "   | ^^^^^^ morning: Xuân Tảo is not free: Festival (ward-closed)\n"
        "   |"
    )


def test_lines_that_cannot_hold_together() -> None:
    """Those that only ask for the activity aside."""
    found = Elsewhere(
        event=EVENT,
        day=b.on("16/11"),
        session="morning",
        status=Status.INFEASIBLE,
        conflicts=(
            (
                Cause("chosen-count", ("activity", "talk"), LINE),
                Cause("resource-quantity", ("resource", "speakers", "members"), LINE),
                Cause("open-day", ("calendar", "workdays")),
            ),
        ),
    )
    shown = a_month.shown(*move.parts(a_month.month(), EVENT, found, 80))
    assert "asked  Wednesday 16 November · morning" in shown
    assert "with it there, these lines of the plan cannot hold together" in shown
    assert "`speakers`: never more than there is (resource-quantity)" in shown
    assert "• days on which it may take place (open-day)" in shown
    assert "chosen-count" not in shown


@pytest.mark.parametrize(
    ("shift", "said"),
    [
        (Shift(None, booking()), "is held, too"),
        (Shift(booking(), None), "is not held any more"),
    ],
)
def test_what_is_held_and_what_is_not(shift: Shift, said: str) -> None:
    """Where wards are chosen anew."""
    found = Elsewhere(
        event="talk@tay-tuu",
        instead="xuan-dinh",
        status=Status.OPTIMAL,
        shifts=(shift,),
        booking=booking("16/11", "morning", "talk@tay-tuu"),
    )
    shown = a_month.shown(*move.parts(a_month.month(), EVENT, found, 80))
    assert "Tây Tựu instead of Xuân Đỉnh · Wednesday 16 November · morning" in shown
    assert "costs nothing more" in shown
    assert f"Talk on safe homes (Xuân Tảo): {said}" in shown


def test_the_plans_line_that_makes_it_so(capsys: pytest.CaptureFixture[str]) -> None:
    """Is what to write next."""
    made = a_month.made()
    move.show(a_month_screen(), made, EVENT, dearer())
    out = capsys.readouterr().out
    assert 'fixed = { xuan-tao = { date = 2022-11-16, session = "morning" } }' in out


def a_month_screen() -> Any:
    """Return a screen in English."""
    from campaign_cli.console.layout.terminal import Screen
    from campaign_cli.support.language import language

    return Screen(language("en"), color=False)


def test_a_load() -> None:
    """How much, when, and which wishes it stands in the way of."""
    load = Load(
        thing=("ward", "xuan-tao"),
        events=("talk@xuan-tao",),
        by_week=(0, 1, 0, 0),
        share=2,
        used=1,
        free=3,
        tight=(b.on("25/11"),),
        idle=b.days("28/11", 7),
        closed=(b.on("24/11"),),
        blocked=(
            Blocked(EVENT, b.on("24/11"), 1, (FESTIVAL,)),
            Blocked(EVENT, b.on("15/11"), 2, (), ("launch",)),
        ),
    )
    assert a_month.shown(*explain_load.parts(a_month.month(), load, 80)) == (
        "Xuân Tảo\n"
        "xuan-tao · revision 1 (draft)\n"
        "\n"
        "load               1 event · even share 2\n"
        "by week            0 · 1 · 0 · 0\n"
        "sessions           1 of 4 in use (25 %)\n"
        "full days          1: Fri 25 Nov\n"
        "days with nothing  7: Mon 28 Nov, Tue 29 Nov, Wed 30 Nov, Thu 1 Dec, Fri 2 Dec,\n"
        "                   Sat 3 Dec, …\n"
        "closed days        1: Thu 24 Nov\n"
        "\n"
        "EVENTS\n"
        "  Fri 25 Nov  afternoon  talk@xuan-tao  Talk on safe homes\n"
        "\n"
        "WISHES IT STANDS IN THE WAY OF\n"
        "  Talk on safe homes (Xuân Tảo)  1 point\n"
        "      wished for Thursday 24 November, closed then: Festival (ward-closed)\n"
        "      plan.toml:41\n"
        "  Talk on safe homes (Xuân Tảo)  2 points\n"
        "      wished for Tuesday 15 November, when it has Opening ceremony"
    )


def test_a_plan_that_works() -> None:
    """What may be asked, with the plan's own ids."""
    shown = a_month.shown(plan.questions(a_month.month()))
    assert "campaign explain talk@tay-tuu --at 15/11" in shown
    assert "campaign explain speakers" in shown


def test_every_preference_has_its_words() -> None:
    """None is left out."""
    assert sorted(PREFERENCES) == sorted(KNOWN)


@pytest.mark.parametrize(
    ("taken", "said"),
    [
        (Taken(Cause("open-day", ("campaign", "country"), why="Tết")), "public holiday: {why}"),
        (Taken(Cause("open-day", ("calendar", "closed"))), "closed"),
        (
            Taken(Cause("window", ("campaign", "wind_up"))),
            "the campaign lasts from {first} to {last}",
        ),
        (Taken(Cause("window", ("activity", "talk", "to"))), "it lies from {first} to {last}"),
        (
            Taken(Cause("window", ("activity", "talk", "sessions"))),
            "it takes place in these sessions: {names}",
        ),
        (Taken(Cause("fixed", ("activity", "talk", "fixed", "x"))), "the plan fixes it elsewhere"),
        (
            Taken(Cause("member-closed", ("resource", "speakers", "members", "legal"))),
            "{name} is not free",
        ),
        (Taken(Cause("venue-capacity", ("activity", "talk", "audience"))), "{rule}"),
        (
            Taken(Cause("apart", ("activity", "talk", "apart")), other="talk@tay-tuu"),
            "too near to {event}",
        ),
        (
            Taken(Cause("precedence", ("activity", "talk", "after")), other="launch"),
            "too early after {event}, over on {day} at the earliest",
        ),
        (
            Taken(Cause("precedence", ("activity", "talk", "after")), other="talk@tay-tuu"),
            "too late for {event}, which must come after, on {day} at the latest",
        ),
    ],
)
def test_every_rule_has_its_words(taken: Taken, said: str) -> None:
    """In the plan's own names."""
    assert taken_said(a_month.month(), taken).text == said
