"""Plans solved as one programme and by their parts, and drawn plans that can be solved at all."""

import threading
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import note

from campaign_cli.model.plan import Plan
from campaign_cli.model.schedule import Schedule
from campaign_cli.reading import Reading, read
from campaign_cli.scheduling import Limits
from campaign_cli.scheduling.grid.events import asked_events
from campaign_cli.scheduling.grid.part import Part
from campaign_cli.scheduling.splitting import parallel
from campaign_cli.scheduling.splitting.parts import parts
from campaign_cli.scheduling.splitting.stages import solve_part
from campaign_cli.support.diagnostic import Severity
from helpers.strategies import Tables, text_of

PATIENCE = Limits(seconds=60)


def parts_of(plan: Plan) -> tuple[Part, ...]:
    """Return the smallest parts that a plan has."""
    return parts(plan, asked_events(plan), enough=1)


def whole(plan: Plan) -> Schedule:
    """Return the schedule of a plan as one programme."""
    return solve_part(plan, None, PATIENCE, lambda _: None, threading.Event())


def by_parts(plan: Plan, found: tuple[Part, ...]) -> Schedule:
    """Return the schedule of a plan by its parts."""
    return parallel.solve_apart(plan, found, PATIENCE, lambda _: None, threading.Event())


def reading_of(tables: Tables) -> Reading:
    """Return how the product understands drawn tables."""
    text = text_of(tables)
    note(text)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "plan.toml"
        file.write_text(text, encoding="utf-8")
        return read(file)


def stands(reading: Reading) -> bool:
    """Return whether reading sees nothing that keeps the plan from being scheduled."""
    return not any(one.severity is Severity.ERROR for one in reading.diagnostics)


def solvable(tables: Tables) -> Plan | None:
    """Return the plan, where reading lets it be scheduled."""
    reading = reading_of(tables)
    return reading.plan if stands(reading) else None
