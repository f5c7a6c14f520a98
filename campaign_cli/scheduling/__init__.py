"""Plan → Schedule: when and where each event takes place, and who serves it, proved the best."""

from collections.abc import Callable
from dataclasses import replace
from threading import Event

from campaign_cli.model.plan import Plan
from campaign_cli.model.schedule import Schedule, Status
from campaign_cli.scheduling.limits import ClusterError, Limits, Patience, Progress, Stage

__all__ = ("ClusterError", "Limits", "Progress", "Stage", "schedule")


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
    from campaign_cli.scheduling.splitting.stages import solve

    limits, stop = limits or Limits(), stop or Event()
    found = solve(plan, limits, watch, stop, cluster)
    if not why or found.status is not Status.INFEASIBLE:
        return found
    from campaign_cli.scheduling.infeasible.diagnosis import conflicts_of

    watch(Progress("conflicts"))
    patience = Patience.of(limits.seconds, limits.nodes, stop)
    return replace(found, conflicts=conflicts_of(plan, patience))
