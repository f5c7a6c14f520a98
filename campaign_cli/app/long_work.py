"""Work that takes long, in a thread of its own: only so does Ctrl-C reach this one meanwhile."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from campaign_cli.scheduling import Limits, Progress

if TYPE_CHECKING:
    from campaign_cli.reading import Reading
from campaign_cli.scheduling.limits import Patience

Found = TypeVar("Found")


class Interrupted(KeyboardInterrupt):
    """Asked twice to stop: the solver is still at work in its thread, and nothing was kept."""


@dataclass(frozen=True, slots=True)
class Wish:
    """How a schedule is to be made, and who watches."""

    now: datetime
    limits: Limits = field(default_factory=Limits)
    watch: Callable[[Progress], None] = lambda _: None
    stopping: Callable[[], None] = lambda: None
    """Called when the person asks to stop: the best so far is on its way."""
    hopeless: "Callable[[Reading], None]" = lambda _: None
    """Called when reading sees that the plan cannot work, before the search for what mends it."""
    cluster: str | None = None
    """The address of a Dask scheduler that has the parts of the plan solved."""
    repairs: bool = True
    """Whether to look for what would mend a plan that cannot work, beside what conflicts in it."""


def waited(work: Callable[[threading.Event], Found], wish: Wish) -> tuple[Found, bool]:
    """Return what `work` finds, and whether the person asked to stop, which sets its event.

    Raises:
        Interrupted: asked twice.
    """
    stop, done = threading.Event(), threading.Event()
    answers: list[Found] = []
    failures: list[BaseException] = []

    def run() -> None:
        try:
            answers.append(work(stop))
        except BaseException as failure:  # noqa: BLE001 - raised again in the main thread
            failures.append(failure)
        finally:
            done.set()

    thread = threading.Thread(target=run, name="solver", daemon=True)
    started = finished = False
    while not finished:
        try:
            # Inside: Ctrl-C may come while the thread is being started, too.
            if not started:
                started = True
                thread.start()
            # In short waits: on Windows, Ctrl-C does not end a long one.
            finished = done.wait(0.2)
        except KeyboardInterrupt:
            if stop.is_set():
                raise Interrupted from None
            stop.set()
            wish.stopping()
    if failures:
        raise failures[0]
    return answers[0], stop.is_set()


def worked(search: Callable[[Patience], Found], wish: Wish) -> Found:
    """Return what `search` finds as far as the wish's patience lasts.

    Raises:
        Interrupted: asked twice to stop.
    """
    limits = wish.limits
    found, _ = waited(lambda stop: search(Patience.of(limits.seconds, limits.nodes, stop)), wish)
    return found
