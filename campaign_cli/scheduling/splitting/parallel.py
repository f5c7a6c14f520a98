"""Parts of a plan solved side by side, and joined: the answer and its bound are the whole's."""

import os
from collections import Counter, deque
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager
from dataclasses import replace
from multiprocessing import parent_process
from threading import Event as Stop
from time import monotonic

from campaign_cli.model.plan import PREFERENCES, Plan
from campaign_cli.model.schedule import Schedule, Status, in_order
from campaign_cli.scheduling.grid.part import Part
from campaign_cli.scheduling.limits import Limits, Progress
from campaign_cli.scheduling.splitting.workers import LOOKING, Crew, alone, processes

WORTHWHILE = 1000
"""Events of a plan for which processes are started: one takes half a second to begin."""
AGAIN = 2.0
"""A part is solved anew where that many times its first patience is left in the end."""


def solve_apart(
    plan: Plan,
    found: Sequence[Part],
    limits: Limits,
    watch: Callable[[Progress], None],
    stop: Stop,
    cluster: str | None = None,
) -> Schedule:
    """Return the best schedule of the plan whose independent parts are `found`.

    Raises:
        ClusterError: they were to be solved on a cluster, and it cannot be used.
    """
    work = _Work(found, limits, watch, stop)
    try:
        with _crew(plan, found, stop, cluster) as crew:
            work.done_by(crew)
    except BrokenProcessPool:
        # A process was killed, or none can be started from here: the rest is done in this one.
        with alone(plan, stop) as crew:
            work.done_by(crew)
    return joined(plan, [work.answers[index] for index in range(len(found))])


def _crew(
    plan: Plan, found: Sequence[Part], stop: Stop, address: str | None
) -> AbstractContextManager[Crew]:
    if address is not None:
        from campaign_cli.scheduling.splitting.dask_cluster import cluster

        return cluster(plan, address)
    count = min(processors(), len(found))
    size = sum(part.size for part in found)
    if count == 1 or size < WORTHWHILE or parent_process() is not None:
        return alone(plan, stop)
    return processes(plan, count)


def processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class _Work:
    """Which parts are still to be solved, for how long, and what came of the others."""

    def __init__(
        self,
        found: Sequence[Part],
        limits: Limits,
        watch: Callable[[Progress], None],
        stop: Stop,
    ) -> None:
        self.parts = found
        self.limits = limits
        self.watch = watch
        self.stop = stop
        self.deadline = monotonic() + limits.seconds
        self.answers: dict[int, Schedule] = {}
        self.given: dict[int, float] = {}
        """How many seconds each part had."""

    def done_by(self, crew: Crew) -> None:
        """Have every part solved; the large ones first, so that none is left over in the end."""
        waiting = deque(
            sorted(
                (index for index in range(len(self.parts)) if index not in self.answers),
                key=lambda index: (-self.parts[index].size, index),
            )
        )
        running: dict[Future[Schedule], int] = {}
        told = False
        while waiting or running:
            self._tell()
            crew.check()
            while waiting and self.stop.is_set():
                # Without all parts there is no schedule: no need to begin another.
                self._keep(waiting.pop(), Schedule(plan="", status=Status.OUT_OF_TIME))
            while waiting and len(running) < crew.width:
                seconds = self._share(list(waiting), crew.width)
                index = waiting.popleft()
                self.given[index] = seconds
                running[crew.submit(self.parts[index], self._limits(seconds))] = index
            for future in wait(running, LOOKING, FIRST_COMPLETED).done:
                self._keep(running.pop(future), future.result())
            if self.stop.is_set() and not told:
                crew.stop()
                told = True
            if not waiting and not running:
                waiting.extend(self._again(crew.width))

    def _limits(self, seconds: float) -> Limits:
        if any(one.status is Status.INFEASIBLE for one in self.answers.values()):
            return Limits(seconds, 1)  # nothing but whether this is so here, too, matters now
        return replace(self.limits, seconds=seconds)

    def _share(self, waiting: Sequence[int], width: int) -> float:
        """Return the seconds for the first of `waiting`: all of them fit into what is left."""
        left = max(0.0, self.deadline - monotonic())
        size = sum(self.parts[index].size for index in waiting)
        return left * min(1.0, width * max(1, self.parts[waiting[0]].size) / max(1, size))

    def _again(self, width: int) -> list[int]:
        """Return the parts that were not proved and can have much more time now."""
        if self.stop.is_set() or self.limits.nodes is not None:
            return []
        left = [
            index
            for index, answer in sorted(self.answers.items())
            if answer.status in {Status.FEASIBLE, Status.OUT_OF_TIME}
        ]
        while left:
            first = max(left, key=lambda index: self.given[index])
            if self._share([first, *(index for index in left if index != first)], width) >= (
                AGAIN * self.given[first]
            ):
                return left
            left.remove(first)
        return []

    def _keep(self, index: int, answer: Schedule) -> None:
        """Keep the better of two answers to one part, and the better bound."""
        known = self.answers.get(index)
        if known is not None and known.solved and answer.status is not Status.INFEASIBLE:
            better = min(
                (one for one in (answer, known) if one.solved), key=lambda one: one.price or 0
            )
            bound = max(known.bound or 0, answer.bound or 0)
            answer = replace(better, bound=bound)
        self.answers[index] = answer

    def _tell(self) -> None:
        solved = [one for one in self.answers.values() if one.solved]
        every = len(solved) == len(self.parts)
        price = sum(one.price or 0 for one in solved)
        bound = sum(one.bound or 0 for one in self.answers.values())
        self.watch(
            Progress(
                "parts",
                price if every else None,
                bound if every else None,
                len(self.answers),
                len(self.parts),
            )
        )


def joined(plan: Plan, answers: Sequence[Schedule]) -> Schedule:
    """Return the answer to the whole plan, given those to its parts.

    What cannot hold in any part cannot hold in the whole, and all of it is said at once.
    """
    statuses = {answer.status for answer in answers}
    if Status.INFEASIBLE in statuses:
        conflicts = dict.fromkeys(one for answer in answers for one in answer.conflicts)
        return Schedule(plan=plan.digest, status=Status.INFEASIBLE, conflicts=tuple(conflicts))
    bound = sum(answer.bound or 0 for answer in answers)
    if Status.OUT_OF_TIME in statuses:
        return Schedule(plan=plan.digest, status=Status.OUT_OF_TIME, bound=bound)
    prices: Counter[str] = Counter()
    for answer in answers:
        prices.update(answer.prices)
    return Schedule(
        plan=plan.digest,
        status=Status.FEASIBLE if Status.FEASIBLE in statuses else Status.OPTIMAL,
        price=sum(answer.price or 0 for answer in answers),
        bound=bound,
        prices={name: prices[name] for name in PREFERENCES if prices[name]},
        bookings=in_order(plan, [one for answer in answers for one in answer.bookings]),
    )
