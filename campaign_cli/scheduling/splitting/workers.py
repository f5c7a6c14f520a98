"""Who solves the parts of a plan: this process, processes beside it, or a cluster.

All give a `concurrent.futures.Future`, so that whoever waits need not know which. Processes are
told to stop by a file: wherever they are started from, they need nothing but its path to look.
"""

import tempfile
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from campaign_cli.model.plan import Plan
from campaign_cli.model.schedule import Schedule
from campaign_cli.scheduling.grid.part import Part
from campaign_cli.scheduling.limits import Limits
from campaign_cli.support.processes import attend, deaf

LOOKING = 0.2
"""Seconds between two looks for the order to stop."""


@dataclass(frozen=True, slots=True)
class Crew:
    """Whom to hand a part to, how many at once, and how to have all end with their best so far."""

    width: int
    submit: "Callable[[Part, Limits], Future[Schedule]]"
    stop: Callable[[], None]
    check: Callable[[], None] = lambda: None
    """Raises where nobody is there any more."""


@contextmanager
def alone(plan: Plan, stop: threading.Event) -> Iterator[Crew]:
    """Yield this process, which does one part after the other."""
    from campaign_cli.scheduling.splitting.stages import solve_part

    def submit(part: Part, limits: Limits) -> "Future[Schedule]":
        future: Future[Schedule] = Future()
        future.set_result(solve_part(plan, part, limits, lambda _: None, stop))
        return future

    yield Crew(1, submit, lambda: None)


@contextmanager
def processes(plan: Plan, count: int) -> Iterator[Crew]:
    """Yield `count` processes, which end when this one does, however it ends."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with tempfile.TemporaryDirectory(prefix="campaign-") as folder:
        order = FileOrder(str(Path(folder) / "stop"))
        # Spawned everywhere: this process has threads, and Windows knows nothing else.
        executor = ProcessPoolExecutor(count, get_context("spawn"), attend)

        def submit(part: Part, limits: Limits) -> "Future[Schedule]":
            with deaf():
                return executor.submit(solve_here, plan, part, limits, order)

        try:
            yield Crew(count, submit, order.give)
        finally:
            order.give()
            executor.shutdown(wait=True, cancel_futures=True)


@dataclass(frozen=True, slots=True)
class FileOrder:
    """The order to stop: it is given once the file is there."""

    path: str

    def give(self) -> None:
        """Give it."""
        Path(self.path).touch()

    def __call__(self) -> Callable[[], bool]:
        """Return what to ask whether it was given."""
        return Path(self.path).exists


def solve_here(
    plan: Plan, part: Part, limits: Limits, order: Callable[[], Callable[[], bool]]
) -> Schedule:
    """Return the best schedule of a part, wherever this runs; `order` ends the search."""
    from campaign_cli.scheduling.splitting.stages import solve_part

    stop, over = threading.Event(), threading.Event()
    given = order()

    def look() -> None:
        while not over.wait(LOOKING):
            if given():
                stop.set()
                return

    threading.Thread(target=look, name="order", daemon=True).start()
    try:
        return solve_part(plan, part, limits, lambda _: None, stop)
    finally:
        over.set()
