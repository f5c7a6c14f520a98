"""Where a value stands in a plan's files, and a problem before its line is looked up."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Generic, Literal, TypeVar

from campaign_cli.support.diagnostic import Path, Severity
from campaign_cli.support.language import Message


@dataclass(frozen=True, slots=True)
class Place:
    """A value of a file, by the keys and list positions that lead to it.

    `on` says what the caret stands under: the value or the key before it. A place in the raw text,
    where there are no keys yet, has its `line` and `column` (from 1) instead.
    """

    file: str
    keys: tuple[str | int, ...] = ()
    on: Literal["value", "key"] = "value"
    line: int = 0
    column: int = 0

    def __truediv__(self, key: str | int) -> "Place":
        """Return the place of `key` inside this one."""
        return Place(self.file, (*self.keys, key))

    @property
    def key(self) -> "Place":
        """The key of this value instead of the value."""
        return replace(self, on="key")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong at a place; `causes`: the plan lines (rule, ids) that cannot hold together."""

    code: str
    message: Message
    at: Place | Path
    label: Message | None = None
    help: Message | None = None
    notes: tuple["Message | Place", ...] = ()
    """A place: where the other one stands."""
    severity: Severity = Severity.ERROR
    causes: tuple[tuple[str, Path], ...] = ()


T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Item(Generic[T_co]):
    """A table of the plan that was understood, with its place.

    `flawed` names the keys of it that were not understood and were left out; whoever compares
    several keys with each other leaves a flawed table alone.
    """

    id: str
    value: T_co
    place: Place
    flawed: frozenset[str] = frozenset()
    ward: str | None = None
    """The ward in whose own file it stands."""


Raw = Mapping[str, object]
"""A table as TOML gives it."""
