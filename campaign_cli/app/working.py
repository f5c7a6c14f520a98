"""Long searches in a thread of their own: only so does Ctrl-C reach the person's meanwhile."""

import threading
from collections.abc import Callable
from typing import TypeVar

from campaign_cli.app.making import Interrupted, Wish
from campaign_cli.scheduling.highs import Patience

Found = TypeVar("Found")


def worked(search: Callable[[Patience], Found], wish: Wish) -> Found:
    """Return what `search` finds as far as the wish's patience lasts.

    Raises:
        Interrupted: asked twice to stop.
    """
    stop, done = threading.Event(), threading.Event()
    answers: list[Found] = []
    failures: list[BaseException] = []
    patience = Patience.of(wish.limits.seconds, wish.limits.nodes, stop)

    def work() -> None:
        try:
            answers.append(search(patience))
        except BaseException as failure:  # noqa: BLE001 - raised again in the main thread
            failures.append(failure)
        finally:
            done.set()

    thread = threading.Thread(target=work, name="search", daemon=True)
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
    return answers[0]
