"""One line on a terminal that says how far a long search is; nothing anywhere else."""

import math
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

from campaign_cli.scheduling import Progress, Stage
from campaign_cli.support.language import N_, Language, counted, message

if TYPE_CHECKING:
    from campaign_cli.exporting import File

_WIDEST = 79
_HAIR = 1e-6
"""How far a bound may be above a whole number and still mean it."""

_PATIENCE = 1.0
"""Seconds before anything is shown: what is quick needs no comment."""


_STAGES: dict[Stage, str] = {
    "grid": N_("laying out days"),
    "parts": N_("placing events, part by part"),
    "relaxation": N_("weighing wishes"),
    "rounding": N_("placing events"),
    "proof": N_("proving it"),
    "people": N_("naming people"),
    "conflicts": N_("finding what cannot hold together"),
    "repairs": N_("trying what would mend it"),
    "measures": N_("looking for the most even month"),
    "units": N_("trying one more of each"),
    "dropouts": N_("trying who and what might drop out"),
    "moves": N_("trying other places"),
}


_WHY_NOT = {"conflicts", "repairs"}
"""Stages at which there is no best so far."""


class Ticker:
    """What the line says; written by the solver's thread, drawn by its own."""

    def __init__(self, language: Language, stream: IO[str], clock: Callable[[], float]) -> None:
        self._language = language
        self._stream = stream
        self._clock = clock
        self._began = clock()
        self._progress = Progress("grid")
        self._stopping = False
        self._width = 0

    def watch(self, progress: Progress) -> None:
        """Note how far the search is."""
        self._progress = progress

    def stopping(self) -> None:
        """Note that the person asked to stop."""
        self._stopping = True

    def draw(self) -> None:
        """Draw the line over the one before."""
        line = self.line()
        padding = " " * max(0, self._width - len(line))
        self._stream.write(f"\r{line}{padding}")
        self._stream.flush()
        self._width = len(line)

    def clear(self) -> None:
        """Leave the line empty."""
        if self._width:
            self._stream.write(f"\r{' ' * self._width}\r")
            self._stream.flush()

    def line(self) -> str:
        """Return the line: seconds, the best so far, what is being done, and the way out."""
        language, progress = self._language, self._progress
        parts = [f"{self._clock() - self._began:3.0f} s"]
        if progress.price is not None and progress.bound is not None:
            price, bound = round(progress.price), math.ceil(progress.bound - _HAIR)
            said = message("price {price} (≥ {bound})", price=price, bound=bound)
            parts.append(language.say(said))
        elif progress.price is not None:
            parts.append(language.say(message("price {price}", price=round(progress.price))))
        parts.append(language.text(_STAGES[progress.stage]))
        if progress.done is not None and progress.of is not None:
            parts.append(f"{progress.done}/{progress.of}")
        if self._stopping:
            parts.append(language.text("stopping; Ctrl-C again leaves at once"))
        elif progress.stage in _WHY_NOT:
            parts.append(language.text("Ctrl-C shows what is known"))
        else:
            parts.append(language.text("Ctrl-C takes the best so far"))
        return " · ".join(parts)[:_WIDEST]


@contextmanager
def ticking(language: Language) -> Iterator[Ticker]:
    """Yield what to tell how far the search is; drawn while the block lasts."""
    ticker = Ticker(language, sys.stderr, time.monotonic)
    if not sys.stderr.isatty():
        yield ticker
        return
    over = threading.Event()

    def draw() -> None:
        wait = _PATIENCE
        while not over.wait(wait):
            ticker.draw()
            wait = 0.2

    thread = threading.Thread(target=draw, name="progress", daemon=True)
    thread.start()
    try:
        yield ticker
    finally:
        over.set()
        thread.join()
        ticker.clear()


@contextmanager
def writing(language: Language) -> "Iterator[Callable[[File], None]]":
    """Yield what to tell of each file that is made; shown on one line of a terminal."""
    began, done, width = time.monotonic(), 0, 0

    def watch(file: "File") -> None:
        nonlocal done, width
        done += 1
        if sys.stderr.isatty() and time.monotonic() - began > _PATIENCE:
            said = counted("{n} file made: {file}", "{n} files made: {file}", done, file=file.path)
            line = language.say(said)[:_WIDEST]
            sys.stderr.write(f"\r{line}{' ' * (width - len(line))}")
            sys.stderr.flush()
            width = max(width, len(line))

    try:
        yield watch
    finally:
        if width:
            sys.stderr.write(f"\r{' ' * width}\r")
            sys.stderr.flush()
