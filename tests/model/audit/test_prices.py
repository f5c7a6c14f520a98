"""What preferences cost, and whether a schedule says so."""

from dataclasses import replace
from typing import Any

import pytest
from helpers.builders import (
    END,
    activity,
    booking,
    choose,
    days,
    found,
    on,
    plan,
    pool,
    schedule,
    venue,
    ward,
)

from campaign_cli.model.audit import audit, prices
from campaign_cli.model.plan import PREFERENCES
from campaign_cli.model.plan.kind import Lasts
from campaign_cli.model.schedule import Status

ONES = dict.fromkeys(PREFERENCES, 1)
EVERY = {
    "preferred-day": 0,
    "preferred-session": 0,
    "ward-day": 0,
    "week-balance": 0,
    "host-balance": 0,
    "member-balance": 0,
    "member-travel": 0,
}


def only(preference: str, weight: int = 1) -> dict[str, int]:
    """Return weights of which one alone counts."""
    return {**dict.fromkeys(PREFERENCES, 0), preference: weight}


def test_preferred_day() -> None:
    """So many days between the first day and the wanted one, times the weight."""
    talk = plan(activity("talk", prefer_on="18/11"), weights=only("preferred-day", 3))
    early, late = booking(talk, "talk@a", "15/11"), booking(talk, "talk@b", "21/11")
    assert prices(talk, [early, late]) == {"preferred-day": 18}
    assert prices(talk, [replace(early, dates=days("18/11", 1))]) == {}


def test_preferred_day_of_each() -> None:
    """Of several events, each may have its own wanted day, or all the same."""
    for wanted, price in ((("14/11", "21/11"), 1), (("14/11",), 8)):
        talk = plan(
            activity("talk", times=2, prefer_on=wanted),
            wards=("a",),
            weights=only("preferred-day"),
        )
        both = [booking(talk, "talk@a", "14/11"), booking(talk, "talk@a#2", "22/11")]
        assert prices(talk, both) == {"preferred-day": price}


def test_preferred_session() -> None:
    """One for each event outside the wanted sessions."""
    talk = plan(
        activity("talk", prefer_sessions=("morning",)), weights=only("preferred-session", 2)
    )
    a, b = booking(talk, "talk@a", "15/11", "afternoon"), booking(talk, "talk@b", "15/11")
    assert prices(talk, [a, b]) == {"preferred-session": 2}


def test_ward_day() -> None:
    """Each event beyond the first on a ward's day, each day of several."""
    busy = plan(
        activity("camp", lasts=Lasts(days=2)),
        activity("talk"),
        activity("fair", beside=True),
        activity("rally", wards="together", delegates=True),
        activity("posters", lasts="window"),
        activity("gifts", within="talk"),
        wards=("a",),
        weights=only("ward-day"),
    )
    around = [
        booking(busy, "camp@a", days("15/11", 2)),
        booking(busy, "fair@a", "15/11"),
        booking(busy, "rally", "15/11"),
        booking(busy, "posters@a"),
    ]
    talk = booking(busy, "talk@a", "16/11", "afternoon")
    gifts = booking(busy, "gifts@a", "16/11", "afternoon", within="talk@a")
    assert prices(busy, [*around, talk, gifts]) == {"ward-day": 1}
    both_days = plan(
        activity("camp", lasts=Lasts(days=2)),
        activity("fair", lasts=Lasts(days=2)),
        wards=("a",),
        weights=only("ward-day"),
    )
    pair = [
        booking(both_days, "camp@a", days("15/11", 2)),
        booking(both_days, "fair@a", days("15/11", 2), "afternoon"),
    ]
    assert prices(both_days, pair) == {"ward-day": 2}


def test_week_balance() -> None:
    """Above its even share of the events that are not chosen; all events count, chosen ones too."""
    talks = plan(
        activity("talk", times=5, wards=("a",)),
        activity("show", wards=choose(1)),
        weights=only("week-balance"),
    )
    spread = ("14/11", "15/11", "22/11", "29/11", "06/12")
    five = [booking(talks, f"talk@a#{number}", day) for number, day in enumerate(spread, start=1)]
    # Four weeks: two a week is the share.
    assert prices(talks, five) == {}
    assert prices(talks, [*five, booking(talks, "show@a", "16/11")]) == {"week-balance": 1}
    assert prices(talks, [*five, booking(talks, "show@a", "23/11")]) == {}
    assert prices(talks, [*five, booking(talks, "show@b", "23/11")]) == {"week-balance": 1}


def test_week_balance_counts_everything_on_its_first_day() -> None:
    """Window events, delegates and events within count in the week they begin; so does the rest
    before the start and after the end in the first and the last week.
    """
    month = plan(
        activity("posters", lasts="window", first="10/11"),
        activity("rally", wards="together", delegates=True),
        activity("gifts", within="rally"),
        activity("closing", last="14/12"),
        prepare_from="07/11",
        wind_up="20/12",
        weights=only("week-balance"),
    )
    first = [
        *(booking(month, f"posters@{ward}") for ward in "ab"),
        booking(month, "rally", "18/11"),
        booking(month, "gifts", "18/11", within="rally"),
    ]
    last = [booking(month, f"closing@{ward}", "14/12") for ward in "ab"]
    # A share of one a week; three in the first.
    assert prices(month, [*first, *last]) == {"week-balance": 4}


@pytest.mark.parametrize(("end", "price"), [("07/12", 1), ("08/12", 0)])
def test_a_short_last_week_joins_the_one_before(end: str, price: int) -> None:
    """Three days are no week of their own, four are."""
    talks = plan(activity("talk", times=2), wards=("a",), end=end, weights=only("week-balance"))
    both = [booking(talks, "talk@a", "28/11"), booking(talks, "talk@a#2", "05/12")]
    assert prices(talks, both) == ({"week-balance": price} if price else {})


def test_host_balance() -> None:
    """What each ward hosts, away from its share of all chosen events, by need."""
    shows = plan(
        activity("show", wards=choose(2), times=2),
        activity("gifts", within="show"),
        activity("talk"),
        wards=[ward("a", need=3), ward("b", need=1), ward("c", need=0)],
        weights=only("host-balance"),
    )
    shares = {"a": 3, "b": 1, "c": 0}
    chosen = [
        booking(shows, f"show@{place}#{number}", f"{14 + number}/11")
        for place in "ab"
        for number in (1, 2)
    ]
    inside = [booking(shows, f"gifts@{place}", "15/11", within=f"show@{place}") for place in "ab"]
    talks = [booking(shows, f"talk@{place}", "18/11") for place in "abc"]
    assert prices(shows, [*chosen, *inside, *talks]) == {
        "host-balance": abs(2 - shares["a"]) + abs(2 - shares["b"]) + shares["c"]
    }


def _served(**weights: int) -> Any:
    return plan(
        activity("talk", wards=("a", "b", "c"), uses={"speakers": 1}),
        activity("show", wards=("a", "b"), uses={"artists": 1}),
        wards=("a", "b", "c"),
        resources=[pool("speakers", "x", "y"), pool("artists", "y", "z"), pool("crew", "q")],
        weights={**dict.fromkeys(PREFERENCES, 0), **weights},
    )


def test_member_balance() -> None:
    """Above the even share of a person, over all pools that share people."""
    served = _served(**{"member-balance": 5})

    def serving(*who: str) -> list[Any]:
        talks = [
            booking(served, f"talk@{ward}", "15/11", people={"speakers": (person,)})
            for ward, person in zip("abc", who[:3], strict=True)
        ]
        shows = [
            booking(served, f"show@{ward}", "16/11", people={"artists": (person,)})
            for ward, person in zip("ab", who[3:], strict=True)
        ]
        return [*talks, *shows]

    # Five servings, three people: two each.
    assert prices(served, serving("x", "x", "y", "z", "y")) == {}
    assert prices(served, serving("x", "x", "x", "z", "y")) == {"member-balance": 5}
    assert prices(served, serving("y", "y", "y", "y", "y")) == {"member-balance": 15}


def test_member_travel() -> None:
    """Each change of place of a person in a day, in the order of sessions."""
    tour = plan(
        activity("talk", uses={"speakers": ("x",)}, sessions=("morning", "afternoon", "evening")),
        activity("rally", wards="together", uses={"speakers": ("x",)}, venue="hall"),
        activity("meeting", wards="none", uses={"speakers": ("x",)}, sessions=("evening",)),
        wards=("a", "b"),
        venues=[venue("hall", "a"), venue("district")],
        resources=[pool("speakers", "x")],
        weights=only("member-travel"),
    )

    def at(event: str, session: str, **more: Any) -> Any:
        return booking(tour, event, "15/11", session, **more)

    assert prices(tour, [at("talk@a", "morning"), at("talk@b", "afternoon")]) == {
        "member-travel": 1
    }
    assert prices(tour, [at("talk@a", "morning"), at("rally", "afternoon")]) == {}
    back = [at("talk@a", "evening"), at("talk@b", "afternoon"), at("rally", "morning")]
    assert prices(tour, back) == {"member-travel": 2}
    # The organiser's is a place of its own; a venue of no ward leaves the event in its ward.
    assert prices(tour, [at("talk@a", "morning"), at("meeting", "evening")]) == {"member-travel": 1}
    assert prices(tour, [at("talk@a", "morning", venue="district"), at("rally", "afternoon")]) == {}


def test_prices_stand_in_the_order_of_preferences() -> None:
    """What costs nothing is left out, what counts nothing too."""
    both = plan(
        activity("talk", prefer_on="18/11", prefer_sessions=("evening",)), weights={"ward-day": 0}
    )
    events = [booking(both, f"talk@{ward}", "15/11") for ward in "ab"]
    paid = prices(both, [*events, replace(events[0], number=1, activity="talk")])
    assert list(paid.items()) == [("preferred-day", 6), ("preferred-session", 4)]


TALK = plan(activity("talk", prefer_on="18/11"), wards=("a",))
AT = booking(TALK, "talk@a", "16/11")


@pytest.mark.parametrize(
    "claims",
    [
        {"price": 1, "bound": 1},
        {"price": 3},
        {"price": None},
        {"bound": 1},
        {"bound": 3},
        {"bound": None},
        {"status": Status.FEASIBLE, "bound": 3},
        {"prices": {}},
        {"prices": {"preferred-day": 2, "ward-day": 6}},
        {"prices": {"preferred-day": 2, "beauty": 0}},
    ],
)
def test_wrong_prices(claims: dict[str, Any]) -> None:
    """What is stated is what is counted; the best is proved."""
    assert not found(TALK, AT)
    rules = found(TALK, AT, **claims)
    assert rules
    assert set(rules) == {("price", ())}


def test_a_price_not_yet_proved() -> None:
    """A feasible schedule may have a lower bound, or none yet."""
    assert not found(TALK, AT, status=Status.FEASIBLE, bound=0)
    assert not found(TALK, AT, status=Status.FEASIBLE, bound=None)


def test_stability_is_taken_as_stated() -> None:
    """Only the schedule that was in force can tell what moving costs."""
    moved = replace(
        schedule(TALK, AT), price=12, bound=12, prices={"preferred-day": 2, "stability": 10}
    )
    assert not audit(TALK, moved)


def test_the_campaign_of_the_builders_has_four_weeks() -> None:
    """The days that these tests rest on."""
    assert on("11/12") == END
