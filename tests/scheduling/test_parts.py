"""Independent parts: found from what binds events, and solved to the whole's answer."""

import os
from dataclasses import replace
from pathlib import Path
from threading import Event as Stop

import pytest
from benchmarks.country import country, write
from builders import activity, choose, closing, kind, member, plan, pool, supply, things, venue
from hypothesis import event, given, settings
from strategies import Tables, plans
from test_properties import solvable

from campaign_cli.model.audit import audit
from campaign_cli.model.plan import After, Plan
from campaign_cli.model.schedule import Schedule, Status
from campaign_cli.reading import read
from campaign_cli.scheduling import Limits, Progress
from campaign_cli.scheduling.apart import solve_apart
from campaign_cli.scheduling.crews import alone, processes
from campaign_cli.scheduling.events import asked_events
from campaign_cli.scheduling.parts import Part, parts
from campaign_cli.scheduling.stages import solve_part

EXAMPLES = int(os.environ.get("CAMPAIGN_PLANS", "120"))
PATIENCE = Limits(seconds=60)


def parts_of(plan: Plan) -> tuple[Part, ...]:
    """Return the smallest parts that a plan has."""
    return parts(plan, asked_events(plan), enough=1)


def whole(plan: Plan) -> Schedule:
    """Return the schedule of a plan as one programme."""
    return solve_part(plan, None, PATIENCE, lambda _: None, Stop())


def apart(plan: Plan, found: tuple[Part, ...]) -> Schedule:
    """Return the schedule of a plan by its parts."""
    return solve_apart(plan, found, PATIENCE, lambda _: None, Stop())


@settings(max_examples=EXAMPLES)
@given(plans())
def test_parts_joined_are_as_good_as_the_whole(tables: Tables) -> None:
    """Whatever is drawn: the same status and price, and nothing that the audit finds."""
    drawn = solvable(tables)
    if drawn is None:
        return
    found = parts_of(drawn)
    event(f"{min(3, len(found))} parts")
    if not found:
        return
    one, many = whole(drawn), apart(drawn, found)
    assert (many.status, many.price, many.bound) == (one.status, one.price, one.bound)
    assert audit(drawn, many) == ()
