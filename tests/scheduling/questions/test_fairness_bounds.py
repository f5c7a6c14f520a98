"""The most even that any month can be: by hand, and against every month there is."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations, product
from threading import Event

import pytest
from helpers.builders import (
    activity,
    booking,
    choose,
    closing,
    days,
    member,
    on,
    plan,
    pool,
    supply,
    ward,
)
from helpers.builders import schedule as made

from campaign_cli.model.audit import audit
from campaign_cli.model.plan import Plan
from campaign_cli.model.plan.demand import members_of
from campaign_cli.model.plan.event_id import event_id
from campaign_cli.model.schedule import Booking
from campaign_cli.model.schedule.fairness import Measure, Yardstick, measured, yardsticks
from campaign_cli.scheduling import schedule
from campaign_cli.scheduling.limits import Patience
from campaign_cli.scheduling.questions.certificates import Certificate
from campaign_cli.scheduling.questions.fairness_bounds import Bests

WEEK = {"start": "14/11", "end": "16/11"}
"""Monday to Wednesday: nine sessions."""


def patience(seconds: float = 60) -> Patience:
    """Return a minute's patience."""
    return Patience.of(seconds, None, Event())


def certified(asked: Plan, what: str, bookings: Sequence[Booking] = ()) -> Certificate:
    """Return the certificate of one measure, of the best month or of these bookings."""
    kept = tuple(bookings) or schedule(asked).bookings
    yardstick = next(one for one in yardsticks(asked) if one.key == what)
    return Bests(asked, kept).certificate(yardstick, patience())


def every_month(asked: Plan) -> Iterator[tuple[Booking, ...]]:
    """Yield every schedule of a small plan that the audit passes."""
    free = replace(asked, weights={})
    options = [list(_ways(free, one)) for one in free.activities]
    for ways in product(*options):
        bookings = [one for way in ways for one in way]
        if not audit(free, made(free, *bookings)):
            yield tuple(bookings)


def _ways(asked: Plan, id_: str) -> Iterator[tuple[Booking, ...]]:
    """Yield every way in which an activity's events may stand, people included."""
    what = asked.activities[id_]
    members = members_of(what)
    sets = (
        combinations(members, what.targets.choose) if what.targets.form == "choose" else [members]
    )
    for some in sets:
        slots = list(product(asked.days(), what.sessions))
        crews: list[dict[str, tuple[str, ...]]] = [{}]
        for resource, count in what.uses.items():
            people = combinations(sorted(asked.resources[resource].members), int(str(count)))
            crews = [{**crew, resource: them} for them in people for crew in crews]
        for each in product(product(slots, crews), repeat=len(some)):
            yield tuple(
                booking(asked, event_id(id_, at, 1), [day], session, people=crew)
                for at, ((day, session), crew) in zip(some, each, strict=True)
            )


def brute(asked: Plan, yardstick: Yardstick) -> tuple[Fraction, Fraction]:
    """Return the least largest deviation and the least total of all months."""
    found: list[Measure] = [measured(asked, yardstick, one) for one in every_month(asked)]
    return min(one.largest for one in found), min(one.total for one in found)


CHOSEN = plan(
    activity("fair", wards=choose(1), cost=300),
    activity("film", wards=choose(2), cost=100, overrides={"a": {"cost": 200}}),
    wards=[ward("a", need=1), ward("b", need=2), ward("c", need=3, closings=(closing("14/11"),))],
    start="14/11",
    end="14/11",
    weights={"host-balance": 0},
)
"""One day, three wards: the one that needs most is closed, so the others host all."""

TIMES = plan(
    activity("talk", sessions=("afternoon", "evening")),
    activity("film", sessions=("evening",), wards=choose(1)),
    activity("game", wards=("a",), days=range(7), sessions=("evening",)),
    start="18/11",
    end="19/11",
)
"""A Friday and a Saturday: who works in the evening and at the weekend?"""

SERVED = plan(
    activity("talk", uses={"speakers": 1}, sessions=("morning",)),
    activity("meet", uses={"speakers": 1}, sessions=("morning",), wards=("a",)),
    resources=[
        pool("speakers", member("x", days=[0]), member("y", days=[0, 1]), member("z", days=[1]))
    ],
    start="14/11",
    end="15/11",
)
"""Three talks for three speakers, one of whom may serve on Monday alone."""


@pytest.mark.parametrize("asked", [CHOSEN, TIMES, SERVED], ids=["chosen", "times", "served"])
def test_the_best_of_every_month(asked: Plan) -> None:
    """What is certified is the least among all schedules that the audit passes."""
    kept = schedule(asked).bookings
    bests = Bests(asked, kept)
    for yardstick in yardsticks(asked):
        found = bests.certificate(yardstick, patience())
        assert found.measure == measured(asked, yardstick, kept)
        assert (found.largest.proved, found.total.proved) == (True, True), yardstick.key
        assert (found.largest.found, found.total.found) == brute(asked, yardstick), yardstick.key


def test_chosen_by_need() -> None:
    """Three choices by need 1, 2, 3 would be 0, 1, 2 or the like; c is closed and gets none."""
    found = certified(CHOSEN, "chosen")
    even = {share.id: share.even for share in found.measure.shares}
    assert even == {"a": 0, "b": 1, "c": 2} or sum(even.values()) == 3
    assert found.largest.found == max(even["c"], 1)


def test_what_no_choice_changes() -> None:
    """Events that all have, and shares of supplies, are certified without solving."""
    asked = plan(
        activity("talk", supplies={"poster": "share"}, cost=5),
        wards=[ward("a", population=100), ward("b", population=300)],
        supplies=[supply("poster", 100, share_by="population")],
        **WEEK,
    )
    kept = schedule(asked).bookings
    found = [Bests(asked, kept).certificate(one, patience(0)) for one in yardsticks(asked)]
    assert [one.measure.yardstick.key for one in found] == ["events", "supply:poster", "cost"]
    assert all(one.settled for one in found)
    assert [share.has for share in found[1].measure.shares] == [25, 75]
    assert found[1].measure.total == 0


def test_people_of_two_pools_are_one_set() -> None:
    """Whoever is in both is counted once, and the certificate is of all of them together."""
    asked = plan(
        activity("talk", uses={"speakers": 1}),
        activity("course", uses={"trainers": 1}),
        resources=[pool("speakers", "x", "y"), pool("trainers", "y")],
        **WEEK,
    )
    found = certified(asked, "servings:speakers+trainers")
    assert sum(share.has for share in found.measure.shares) == 4
    assert (found.largest.found, found.largest.proved) == (0, True)


def test_moving_events_makes_people_even() -> None:
    """Given Monday alone, x must serve both talks; on two days y takes one."""
    asked = plan(
        activity(
            "talk", uses={"speakers": 1}, prefer_on="14/11", sessions=("morning", "afternoon")
        ),
        resources=[pool("speakers", member("x", days=[0]), member("y", days=[1]))],
        start="14/11",
        end="15/11",
    )
    found = certified(asked, "servings:speakers")
    assert found.measure.largest == 1
    assert (found.largest.found, found.largest.bound, found.total.found) == (0, 0, 0)


def test_events_of_several_days_count_once() -> None:
    """A person who serves three days in a row serves once."""
    from campaign_cli.model.plan.kind import Lasts

    asked = plan(
        activity("course", uses={"trainers": 1}, lasts=Lasts(days=3, sessions=1), last="18/11"),
        resources=[pool("trainers", "x", member("y", closings=(closing("16/11"),)))],
        wards=("a", "b"),
        start="14/11",
        end="25/11",
    )
    found = certified(asked, "servings:trainers")
    assert sum(share.has for share in found.measure.shares) == 2
    assert found.largest.proved
    assert found.largest.found == 1


def test_without_time_nothing_is_claimed() -> None:
    """What was not solved has the schedule itself as its best, and an honest bound."""
    kept = schedule(TIMES).bookings
    yardstick = next(one for one in yardsticks(TIMES) if one.what == "evenings")
    found = Bests(TIMES, kept).certificate(yardstick, patience(0))
    assert found.largest.bound <= found.largest.found <= found.measure.largest
    assert found.total.bound <= found.total.found <= found.measure.total


def test_joint_events_are_nobodys_cost() -> None:
    """What several wards share is in no ward's measure; an evening of all is everyone's."""
    asked = plan(
        activity("launch", wards="together", cost=1000, sessions=("evening",)),
        activity("talk", cost=5, wards=("a",)),
        **WEEK,
    )
    kept = made(
        asked,
        booking(asked, "launch", "14/11", "evening"),
        booking(asked, "talk@a", "15/11"),
    ).bookings
    has = {
        one.key: [share.has for share in measured(asked, one, kept).shares]
        for one in yardsticks(asked)
    }
    assert has == {"events": [2, 1], "cost": [5, 0], "evenings": [1, 1]}


def test_days_are_those_of_the_grid() -> None:
    """The weekend is Saturday and Sunday, worked on or not."""
    asked = plan(activity("talk", wards=("a",), days=range(7)), opened=["19/11"])
    weekend = next(one for one in yardsticks(asked) if one.what == "weekends")
    kept = [booking(asked, "talk@a", days("19/11", 1))]
    assert kept[0].first == on("19/11")
    assert [share.has for share in measured(asked, weekend, kept).shares] == [1, 0]
