"""Which lines of a plan cannot hold together: irreducible sets, each proved by solving.

A deletion filter (Chinneck 2008, chapter 6) takes each line out in turn; one without which the
others can hold stays. Each answer is the relaxation's where it is infeasible, and the whole
programme's otherwise.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from campaign_cli.scheduling.grid.excluded_places import Wide
from campaign_cli.scheduling.infeasible.elastic import freed
from campaign_cli.scheduling.limits import Patience
from campaign_cli.scheduling.programme.columns_and_rows import Arrays
from campaign_cli.scheduling.programme.tolerance import ALMOST
from campaign_cli.scheduling.solving.highs import relax, solve
from campaign_cli.support.diagnostic import Cause

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Conflict = tuple[Cause, ...]
NODES = 2000
"""After how much of an integer search lines count as such that can hold."""


def conflicts(wide: Wide, patience: Patience) -> Iterator[Conflict]:
    """Yield sets of lines of which no two need the same mending, until the events can be held.

    Nothing is yielded where they can be held as they are. Where patience ends, a set may still
    have a line to spare.
    """
    test = _Test(wide, patience)
    out: set[Cause] = set()
    while patience.left:
        locked = test.locked(out)
        if locked is None:
            return
        found = test.irreducible(sorted(locked, key=_order))
        yield _shown(found)
        loose = min(found, key=_ease, default=None)
        if loose is None:
            return
        out.add(loose)


def blamed(wide: Wide, patience: Patience) -> Conflict:
    """Return lines that already the relaxation cannot hold together; empty where it can."""
    test = _Test(wide, patience)
    lines = test.proving()
    return _shown(test.irreducible(sorted(lines, key=_order), linear=True)) if lines else ()


def thinned(wide: Wide, lines: Conflict, patience: Patience) -> Conflict:
    """Return a conflict of `wide` among `lines`, which conflict for some of its events."""
    test = _Test(wide, patience)
    return _shown(test.irreducible(sorted(lines, key=_order)))


def _shown(found: Sequence[Cause]) -> Conflict:
    return tuple(sorted(found, key=_order, reverse=True))


def _word(cause: Cause) -> str:
    """Return what of a plan a line is, in a word."""
    path = cause.path
    for word in ("closed", "fixed", "after"):
        if word in path[2:]:
            return word
    if cause.rule == "one-at-a-time":
        return "at-once"
    if cause.rule == "apart":
        return "apart"
    if path[:2] == ("budget", "source"):
        return "amount"
    return path[0] if len(path) == 2 else path[-1]  # noqa: PLR2004 - an id alone


def _order(cause: Cause) -> tuple[int, tuple[str, ...]]:
    """Return when a line is tried for loss: what says least to a reader first."""
    words = (
        "workdays", "open", "at-once", "closed", "ready", "after", "days", "sessions", "lasts",
        "from", "to", "apart", "audience", "capacity", "max_per_day", "members", "quantity",
        "cost", "unit_cost", "supplies", "per_group", "wards", "amount", "limit", "fixed",
        "activity",
    )  # fmt: skip
    word = _word(cause)
    return (words.index(word) if word in words else len(words), cause.path)


def _ease(cause: Cause) -> tuple[int, tuple[str, ...]]:
    """Return how far a line reaches: mending what is near first leaves other conflicts in view."""
    words = (
        "fixed", "closed", "capacity", "ready", "to", "from", "max_per_day", "quantity", "members",
        "sessions", "days", "after", "apart", "per_group", "limit", "amount", "wards", "open",
        "workdays", "audience", "at-once", "lasts", "cost", "unit_cost", "supplies", "activity",
    )  # fmt: skip
    word = _word(cause)
    return (words.index(word) if word in words else len(words), cause.path)


class _Test:
    """Whether lines can hold together, all others being out."""

    def __init__(self, wide: Wide, patience: Patience) -> None:
        import numpy as np

        _, programme = freed(wide, patience.pause)
        self.patience = patience
        self.arrays = programme.frozen()
        self.lines = programme.lines
        self.idle = programme.idle
        self.binds = [
            (row, np.array(columns, dtype=np.int64), lines)
            for row, columns, lines in programme.binds
        ]

    def locked(self, out: set[Cause]) -> set[Cause] | None:
        """Return lines that cannot hold together, none of them `out`; None: all can.

        Beside conflicts that are known, only what the relaxation shows is looked for: another
        comes to light where what mends the ones known does not mend the plan.
        """
        everything = set(self.lines) - out
        return everything if self.impossible(everything, linear=bool(out)) else None

    def irreducible(self, lines: list[Cause], *, linear: bool = False) -> list[Cause]:
        """Return a part of `lines` that cannot hold together, and could without any one of it."""
        if not linear and self.impossible(lines, linear=True):
            # Quickly down to a few, of which whole events may still need fewer.
            lines = self._filtered(lines, linear=True)
        return self._filtered(lines, linear=linear)

    def _filtered(self, lines: list[Cause], *, linear: bool) -> list[Cause]:
        """Return what is left of `lines` once each that is to spare is taken out."""
        kept: list[Cause] = []
        left, size = list(lines), 1
        # Strictly in order, so that what is tried first goes where there is a choice; in leaps
        # that grow as long as they succeed.
        while left and self.patience.left:
            if self.impossible([*kept, *left[size:]], linear=linear):
                left, size = left[size:], 2 * size
            elif size == 1:
                kept.append(left.pop(0))
            else:
                size = max(1, size // 2)
            size = max(1, min(size, len(left)))
        return kept + left

    def impossible(self, lines: Collection[Cause], *, linear: bool = False) -> bool:
        """Return whether `lines` alone are proved not to hold together.

        `linear`: as far as the relaxation tells.
        """
        arrays, _ = self._with(set(lines))
        part, _ = arrays.part(arrays.lower, arrays.upper, arrays.upper > arrays.lower)
        if part is None:
            return True
        arrays = part.merged()
        relaxed = relax(arrays, self.patience)
        if relaxed.impossible or linear:
            return relaxed.impossible
        if relaxed.values is not None:
            whole = relaxed.values[arrays.integer]
            if (abs(whole - whole.round()) <= ALMOST).all():
                return False
        answer = solve(arrays, arrays.lower, arrays.upper, self.patience, nodes=NODES)
        return answer.impossible

    def proving(self) -> Collection[Cause]:
        """Return lines that the relaxation proves not to hold together; none where they can.

        They are not many, but some may be to spare: the rows that add up to nonsense, and what
        keeps columns from mending that.
        """
        import numpy as np

        arrays, telling = self._with(set(self.lines))
        relaxed = relax(arrays, self.patience, proof=True)
        if not relaxed.impossible or relaxed.duals is None:
            return self.lines if relaxed.impossible else ()
        height = len(arrays.row_lower)
        rows = np.repeat(np.arange(height), np.diff(arrays.starts))
        duals = relaxed.duals * (abs(relaxed.duals) > ALMOST)
        width = len(arrays.prices)
        reduced = np.bincount(arrays.indices, weights=arrays.values * duals[rows], minlength=width)
        spoiling = (reduced > ALMOST) & (arrays.upper <= arrays.lower)
        used = np.zeros(len(telling), dtype=np.bool_)
        used[np.flatnonzero(telling)] = duals != 0
        found = {line for line, columns in self.lines.items() if spoiling[columns].any()}
        found |= {line for line, rows in self.idle.items() if used[rows].any()}
        for _, columns, lines in self.binds:
            if spoiling[columns].any():
                found.update(lines)
        return found if self.impossible(found, linear=True) else self.lines

    def _with(self, locked: set[Cause]) -> tuple[Arrays, "NDArray[np.bool_]"]:
        """Return the programme with these lines in place, and which of all rows it has."""
        import numpy as np

        telling = np.ones(len(self.arrays.row_lower), dtype=np.bool_)
        for line, rows in self.idle.items():
            if line not in locked:
                telling[rows] = False
        upper = self._upper(locked)
        for row, columns, needed in self.binds:
            if locked.issuperset(needed):
                # What a line in place takes away is not there at all.
                upper[columns] = 0.0
                telling[row] = False
        prices = np.zeros_like(self.arrays.prices)
        return replace(self.arrays, prices=prices, upper=upper).of_rows(telling), telling

    def _upper(self, locked: set[Cause]) -> "NDArray[np.float64]":
        upper = self.arrays.upper.copy()
        for line in locked:
            upper[self.lines[line]] = 0.0
        return upper
