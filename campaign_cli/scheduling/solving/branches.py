"""Where an event of many wards takes place, decided before anything else.

A closing ceremony after everything in every ward is one event in thousands of rows. A relaxation
that splits it among several days splits with it all that must come before, and is far off the
mark; with the ceremony on one day it is again almost the answer. So branch on such events first
(Land and Doig 1960): on a day at the end of those the relaxation gives them, before it,
after it.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from campaign_cli.scheduling.limits import Patience
from campaign_cli.scheduling.programme.columns_and_rows import Arrays
from campaign_cli.scheduling.programme.frame import Frame
from campaign_cli.scheduling.solving.highs import Answer, relax
from campaign_cli.scheduling.solving.neighbourhoods import JOINT
from campaign_cli.scheduling.solving.relaxation import lowered, quickly, vertex

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

SPLIT = 0.01
"""How much of an event on another place counts."""
GAIN = 0.25
"""By how much each part's bound must be better for parting to be worth it."""
MOST = 4
"""How often a branch is parted."""


@dataclass(frozen=True, slots=True)
class Branch:
    """A part of all solutions: those of `arrays`, which differ in the columns' bounds alone."""

    arrays: Arrays
    relaxed: Answer


def branched(frame: Frame, arrays: Arrays, patience: Patience) -> tuple[Branch, ...]:
    """Return branches that leave no solution out, the most promising first; it has a vertex.

    Without branches there is no solution.
    """
    quick = relax(arrays, patience, iterations=quickly(arrays))
    if quick.proved:
        return () if quick.impossible else (Branch(arrays, quick),)
    near = lowered(arrays, patience)
    if not near.proved and patience.left:
        slow = relax(arrays, patience)
        if slow.impossible:
            return ()
        return (Branch(arrays, slow if slow.proved else near),)
    return _led(_parted(frame, Branch(arrays, near), patience), patience)


def _parted(frame: Frame, whole: Branch, patience: Patience) -> list[Branch]:
    """Return the parts of a branch, the best bound first: itself where parting does not raise it.

    Several days may be equally good, and the relaxation split for no other reason.
    """
    branches = [whole]
    for _ in range(MOST):
        first = branches[0]
        values, bound = first.relaxed.values, first.relaxed.bound
        days = None if values is None or not patience.left else _split_days(frame, values)
        if days is None:
            break
        parts: list[Branch] = []
        for part in _parts(frame, first.arrays, *days):
            near = lowered(part, patience)
            if not near.proved and relax(part, patience, iterations=quickly(part)).impossible:
                continue
            if near.bound < bound + GAIN:
                return branches
            parts.append(Branch(part, near))
        branches = sorted([*branches[1:], *parts], key=lambda branch: branch.relaxed.bound)
        if not branches:
            break
    return branches


def _led(branches: list[Branch], patience: Patience) -> tuple[Branch, ...]:
    """Return the branches that may hold a solution, the first with a vertex."""
    while branches:
        first, *others = branches
        relaxed = vertex(first.arrays, first.relaxed, patience)
        if not relaxed.impossible:
            return (Branch(first.arrays, relaxed), *others)
        branches = others
    return ()


def _split_days(frame: Frame, values: "Floats") -> tuple[range, int] | None:
    """Return an event of many wards that is split among days, and the day to decide on.

    That is the end of its days which is farther from their mean: it waits for the last of what
    must come before it, or makes the first of what comes after it wait.
    """
    for event in frame.events:
        columns = frame.columns[event.index]
        if event.chosen or 0 < len(event.wards) < JOINT or not len(columns):
            continue
        parts: dict[int, float] = defaultdict(float)
        for column, place in frame.placed(event):
            parts[place.start.first] += float(values[column])
        days = [day for day, part in parts.items() if part > SPLIT]
        if len(days) > 1:
            mean = sum(day * part for day, part in parts.items())
            return columns, max(days, key=lambda day: (abs(day - mean), day))
    return None


def _parts(frame: Frame, arrays: Arrays, columns: range, on: int) -> Iterator[Arrays]:
    """Yield the programme with an event on a day, before it, and after it."""
    event = next(one for one in frame.events if frame.columns[one.index] == columns)
    days = {column: place.start.first for column, place in frame.placed(event)}
    for begin, end in ((on, on), (0, on - 1), (on + 1, max(days.values()))):
        upper = arrays.upper.copy()
        upper[[column for column, day in days.items() if not begin <= day <= end]] = 0.0
        if (upper >= arrays.lower).all() and upper[columns.start : columns.stop].any():
            yield replace(arrays, upper=upper)
