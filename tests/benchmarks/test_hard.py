"""The hard case: every activity of a city prefers the same day; and cities that grow.

What is promised are gaps, ratios of prices, within the usual minute of a processor. Seconds are
printed, never asserted.
"""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from threading import Event

import pytest

from benchmarks.plans import city
from campaign_cli.model.plan import Plan
from campaign_cli.scheduling import Limits, Progress
from campaign_cli.scheduling.limits import Patience
from campaign_cli.scheduling.programme.frame import Frame
from campaign_cli.scheduling.solving.when_and_where import Settled, settle
from campaign_cli.scheduling.splitting.stages import programme

Tell = Callable[[str, str, str], None]

SECONDS = Limits().seconds
PLAIN = ("preferred-day", "ward-day")


def crowded(plan: Plan, on: date, *, plain: bool = False, sessions: bool = False) -> Plan:
    """Return a plan whose activities all prefer one day; `plain`: nothing else but ward-days."""
    wish = {"prefer_on": (on,), **({"prefer_sessions": ("morning",)} if sessions else {})}
    weights = {
        name: weight if name in PLAIN or not plain else 0 for name, weight in plan.weights.items()
    }
    activities = {id_: replace(one, **wish) for id_, one in plan.activities.items()}
    return replace(plan, activities=activities, weights=weights)


def settled(plan: Plan) -> tuple[Settled, float, int]:
    """Return what the first stage comes to, the processor's seconds, and how many events."""
    frame = programme(plan)
    assert isinstance(frame, Frame)

    def quiet(_: Progress) -> None: ...

    began = time.process_time()
    patience = Patience.of(SECONDS, None, Event())
    answer = settle(frame, frame.programme.frozen(), patience, quiet)
    return answer, time.process_time() - began, len(frame.events)


def told(tell: Tell, name: str, plan: Plan) -> float:
    """Measure a plan, print its line, and return its gap."""
    answer, worked, events = settled(plan)
    assert answer.price is not None
    assert answer.bound is not None
    gap = (answer.price - answer.bound) / max(1, answer.bound)
    proved = "proved" if answer.proved else f"{gap:.2%} open"
    tell(name, f"{answer.price} ≥ {answer.bound}, {proved}", f"{worked:.1f} s, {events} events")
    return gap


@pytest.mark.benchmark
@pytest.mark.parametrize("on", [date(2022, 11, 25), date(2022, 11, 22), date(2022, 12, 5)])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_one_day_for_all(seed: int, on: date, tell: Tell) -> None:
    """126 wards × 12 activities on one day: within 0.1 % without the balances."""
    asked = crowded(city(126, 12, seed), on, plain=True)
    assert told(tell, f"two preferences, {on}, seed {seed}", asked) <= 0.001


@pytest.mark.benchmark
@pytest.mark.parametrize("sessions", [False, True])
@pytest.mark.parametrize("on", [date(2022, 11, 25), date(2022, 11, 22), date(2022, 12, 5)])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_one_day_for_all_with_balances(seed: int, on: date, tell: Tell, *, sessions: bool) -> None:
    """With all preferences, with and without a session for all: within 0.2 %."""
    asked = crowded(city(126, 12, seed), on, sessions=sessions)
    name = "one day and session" if sessions else "one day"
    assert told(tell, f"{name}, {on}, seed {seed}", asked) <= 0.002


@pytest.mark.benchmark
@pytest.mark.parametrize(("wards", "most"), [(13, 0.0), (126, 0.0), (500, 0.2)])
def test_a_city_grows(wards: int, most: float, tell: Tell) -> None:
    """The shared people and things join everything: 13, 126 and 500 wards are one programme."""
    assert told(tell, f"{wards} × 12", city(wards)) <= most


@pytest.mark.benchmark
def test_a_large_hard_city_has_a_bound(tell: Tell) -> None:
    """500 wards on one day: a schedule, and a bound worth having."""
    assert told(tell, "500 × 12, one day", crowded(city(500), date(2022, 11, 25))) <= 0.5
