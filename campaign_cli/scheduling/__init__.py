"""Plan → Schedule: when and where each event takes place, and who serves it, proved the best."""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Event
from typing import Literal

from campaign_cli.model.plan import Plan
from campaign_cli.model.schedule import Schedule

Stage = Literal[
    "grid", "relaxation", "rounding", "proof", "people", "measures", "units", "dropouts"
]


@dataclass(frozen=True, slots=True)
class Limits:
    """How long to look: seconds of the clock, or nodes of the search (which repeats)."""

    seconds: float = 60.0
    nodes: int | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the search is: the best price so far and the least possible, where known.

    `done` of `of`: how many of many searches are over.
    """

    stage: Stage
    price: float | None = None
    bound: float | None = None
    done: int | None = None
    of: int | None = None


def schedule(
    plan: Plan,
    limits: Limits | None = None,
    watch: Callable[[Progress], None] = lambda _: None,
    stop: Event | None = None,
) -> Schedule:
    """Return the best schedule of `plan`, or why there is none.

    Setting `stop` ends the search with the best schedule found until then. The answer is not
    audited here: `model.audit` knows no solver, and whoever shows a schedule asks it first.
    """
    from campaign_cli.scheduling.stages import solve

    return solve(plan, limits or Limits(), watch, stop or Event())
