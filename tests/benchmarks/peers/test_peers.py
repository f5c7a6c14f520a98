"""The engine and its peers on the same plans: they agree where both prove the best."""

from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.peers.__main__ import PLANS, PROGRAMS, asked, here
from benchmarks.peers.answers import judged
from benchmarks.plans import city
from campaign_cli.scheduling import schedule

Tell = Callable[[str, str, str], None]


def test_cp_sat_agrees() -> None:
    """Three wards: what CP-SAT proves the best costs what the engine proves the best."""
    pytest.importorskip("ortools", reason="OR-Tools is not installed: it is in the extra `dev`")
    from benchmarks.peers.cp_sat import solve

    plan = city(3, 12)
    made, theirs = schedule(plan), judged(plan, solve(plan, workers=1))
    assert (str(made.status), theirs.status) == ("optimal", "optimal")
    assert theirs.price == theirs.bound == made.price
    assert theirs.broken == {}


@pytest.mark.skipif(not here("TaskJuggler"), reason="TaskJuggler is not installed")
def test_taskjuggler_is_understood(tmp_path: Path) -> None:
    """Every event that TaskJuggler books is read back, where and when it says."""
    from benchmarks.peers.taskjuggler import solve

    plan = city(3, 12)
    answer = solve(plan, tmp_path)
    made = schedule(plan)
    chosen = {one.activity for one in made.bookings if one.activity == "arts"}
    booked = {one.id for one in answer.bookings if one.activity not in chosen}
    assert booked == {one.id for one in made.bookings if one.activity not in chosen}
    assert not set(judged(plan, answer).broken) & {"open-day", "ward-closed", "venue-capacity"}


@pytest.mark.benchmark
@pytest.mark.parametrize("what", PLANS)
def test_peers(tell: Tell, what: str) -> None:
    """No peer that breaks no rule is better than what the engine proves."""
    name = Path(what).parent.name if what.endswith(".toml") else what
    ours, megabytes, _ = asked("campaign", what, 60)
    for program in PROGRAMS:
        if not here(program):
            tell(f"{name}, {program}", "not installed", "")
            continue
        one, megabytes, _ = (
            (ours, megabytes, 0) if program == "campaign" else asked(program, what, 60)
        )
        tell(
            f"{name}, {program}",
            f"{one.status} {one.price} ({one.bound}), {sum(one.broken.values())} broken",
            f"{one.seconds:.1f} s, {megabytes} MB",
        )
        if one.price is not None and not one.broken and ours.status == "optimal":
            assert ours.price is not None
            assert ours.price <= one.price
    assert ours.broken == {}
