"""Plan → Schedule: when and where each event takes place, and who serves it, proved the best."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from threading import Event
from typing import Literal

from campaign_cli.model.diagnostic import Diagnostic
from campaign_cli.model.language import Message
from campaign_cli.model.plan import Plan
from campaign_cli.model.schedule import Schedule, Status

Stage = Literal[
    "grid",
    "parts",
    "relaxation",
    "rounding",
    "proof",
    "people",
    "measures",
    "units",
    "dropouts",
    "conflicts",
    "repairs",
    "moves",
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


class ClusterError(Exception):
    """The cluster cannot be used; says why, and what to do."""

    def __init__(self, said: Message, help_: Message) -> None:
        super().__init__(said)
        self.diagnostic = Diagnostic("C101", said, help=help_)


def schedule(
    plan: Plan,
    limits: Limits | None = None,
    watch: Callable[[Progress], None] = lambda _: None,
    stop: Event | None = None,
    *,
    why: bool = True,
    cluster: str | None = None,
) -> Schedule:
    """Return the best schedule of `plan`, or (but for `why`) the lines that cannot hold together.

    Setting `stop` ends the search with the best schedule found until then. The answer is not
    audited here: `model.audit` knows no solver, and whoever shows a schedule asks it first.
    `cluster` is the address of a Dask scheduler which has the parts of the plan solved.

    Raises:
        ClusterError: the cluster cannot be used.
    """
    from campaign_cli.scheduling.stages import solve

    limits, stop = limits or Limits(), stop or Event()
    found = solve(plan, limits, watch, stop, cluster)
    if not why or found.status is not Status.INFEASIBLE:
        return found
    from campaign_cli.scheduling.diagnosis import conflicts_of
    from campaign_cli.scheduling.highs import Patience

    watch(Progress("conflicts"))
    patience = Patience.of(limits.seconds, limits.nodes, stop)
    return replace(found, conflicts=conflicts_of(plan, patience))
