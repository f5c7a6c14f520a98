"""Whole plans, drawn: every answer passes the audit and is as good as the plain model's."""

import os
from dataclasses import replace

from benchmarks.plain import solve_plain
from helpers.solving import reading_of, solvable
from helpers.strategies import Tables, plans
from hypothesis import event, given, settings
from hypothesis import strategies as st

from campaign_cli.model.audit import audit
from campaign_cli.model.plan import Plan
from campaign_cli.model.schedule import Status
from campaign_cli.scheduling import Limits, schedule
from campaign_cli.support.diagnostic import Severity

EXAMPLES = int(os.environ.get("CAMPAIGN_PLANS", "120"))
PATIENCE = Limits(seconds=60)


@settings(max_examples=EXAMPLES)
@given(plans())
def test_every_plan_is_understood(tables: Tables) -> None:
    """What is drawn may not hold, and then the plain model agrees, but it is a plan."""
    reading = reading_of(tables)
    errors = [one for one in reading.diagnostics if one.severity is Severity.ERROR]
    assert [one for one in errors if not one.cannot_hold] == []
    assert reading.plan is not None
    event("cannot hold on sight" if errors else "understood")
    if errors:
        assert solve_plain(reading.plan).status == "infeasible", errors


@settings(max_examples=EXAMPLES)
@given(plans())
def test_answers_are_right_and_the_best(tables: Tables) -> None:
    """The audit finds nothing; infeasible where the plain model is, else at its price."""
    plan = solvable(tables)
    if plan is None:
        event("cannot hold on sight")
        return
    made, plain = schedule(plan, PATIENCE), solve_plain(plan)
    event(str(made.status))
    assert audit(plan, made) == ()
    assert str(made.status) == plain.status
    assert made.price == plain.price
    if made.status is Status.INFEASIBLE:
        assert made.conflicts
        assert all(made.conflicts)


@settings(max_examples=EXAMPLES // 4)
@given(plans())
def test_the_same_plan_gives_the_same_answer(tables: Tables) -> None:
    """Once more, and every booking stands where it stood."""
    plan = solvable(tables)
    if plan is not None:
        once, again = schedule(plan, PATIENCE), schedule(plan, PATIENCE)
        assert replace(once, seconds=0.0) == replace(again, seconds=0.0)


@settings(max_examples=EXAMPLES // 4)
@given(plans(), st.randoms(use_true_random=False))
def test_the_order_of_activities_changes_no_id(tables: Tables, random: "object") -> None:
    """Activities in another order have the same events, and the best schedule the same price."""
    shuffled = list(tables["activity"])
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    plan, other = solvable(tables), solvable({**tables, "activity": shuffled})
    assert (plan is None) == (other is None)
    if plan is None or other is None:
        return
    one, two = schedule(plan, PATIENCE), schedule(other, PATIENCE)
    assert (one.status, one.price) == (two.status, two.price)
    chosen = {id_ for id_, activity in plan.activities.items() if _chosen(plan, id_)}
    assert {booking.id for booking in one.bookings if booking.activity not in chosen} == {
        booking.id for booking in two.bookings if booking.activity not in chosen
    }


def _chosen(plan: Plan, id_: str) -> bool:
    return plan.host_activity(plan.activities[id_]).targets.form == "choose"
