"""How long a search may take, and what is told of it on the way."""

from dataclasses import dataclass
from threading import Event
from time import monotonic
from typing import Literal

from campaign_cli.support.diagnostic import Diagnostic
from campaign_cli.support.language import Message

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


class OutOfPatienceError(Exception):
    """The time is up in the middle of something that is of no use by half."""


@dataclass(slots=True)
class Patience:
    """How long the search may still go on; `stop` ends it at once."""

    deadline: float
    nodes: int | None
    stop: Event

    @classmethod
    def of(cls, seconds: float, nodes: int | None, stop: Event) -> "Patience":
        """Return the patience of a search that begins now."""
        return cls(monotonic() + seconds, nodes, stop)

    def share(self, part: float) -> "Patience":
        """Return the patience for a part of the time that is left."""
        return Patience(monotonic() + part * self.left, self.nodes, self.stop)

    def at_least(self, seconds: float) -> "Patience":
        """Return the patience for what has to be done though the search was stopped."""
        return Patience(max(self.deadline, monotonic() + seconds), self.nodes, Event())

    def pause(self) -> None:
        """Go on, if there is time.

        Raises:
            OutOfPatienceError: there is none.
        """
        if not self.left:
            raise OutOfPatienceError

    @property
    def left(self) -> float:
        """Seconds left, never below 0."""
        return 0.0 if self.stop.is_set() else max(0.0, self.deadline - monotonic())
