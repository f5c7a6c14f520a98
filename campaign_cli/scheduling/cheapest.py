"""The cheapest sets of changes that let events be held, cheapest first.

One line alone is tried step by step, which is quick; what several lines do together more cheaply,
the elastic programme finds.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING

from campaign_cli.model.diagnostic import Cause
from campaign_cli.model.plan import Plan
from campaign_cli.scheduling.elastic import demanding
from campaign_cli.scheduling.highs import ALMOST, Patience, relax, solve
from campaign_cli.scheduling.priced import Step, priced
from campaign_cli.scheduling.programme import INFINITY
from campaign_cli.scheduling.repairing import Candidate, Levels, candidate

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WORTHWHILE, DEARER = 16, 4
"""Repairs of up to 16, or 4 times the cheapest, are looked for beside it."""
CAPS = (2.0, 4.0, 8.0, 16.0, 32.0, INFINITY)
ONE = 1.0
"""What one line alone costs at the least: several cost more."""
NODES, LOOKS, FEW = 100, 40, 5
LARGE = 12_000
"""From how many columns on several lines together are not looked at: it would take minutes."""
SHARE = 0.05
"""The part of the time left that one search for several lines may take."""


class Search:
    """The cheapest changes for some events of a plan, one set after the other."""

    def __init__(
        self, plan: Plan, wanted: Sequence[str], patience: Patience, before: "Search | None" = None
    ) -> None:
        """Search for the events `wanted`; `before` was a search for some of them.

        What does not let fewer events be held does not let more of them be held.
        """
        self.plan = plan
        self.patience = patience
        self.programme = priced(plan, wanted)[1]
        self.tried: list[Levels] = []
        self.listed: list[Levels] = []
        self.alike = False
        """Whether what is like changes that are listed, a day more or so, will do."""
        self._caps = list(CAPS)
        self.empty: dict[frozenset[Cause], float] = {frozenset(): ONE}
        """Up to what price it is proved that several of these lines come to nothing; none: all."""
        self.failing: dict[Step, int] = {}
        """By how many steps of a line alone the events cannot be held."""
        self._single: list[tuple[int, Levels]] | None = None
        self._holding = _Holding(self)
        if before is not None:
            self.empty.update(before.empty)
            self.failing.update(before.failing)
            for levels in before.tried:
                self.forbid(levels)
            for levels in before.listed:
                self.beside(levels)
            self.alike = before.alike

    def forbid(self, levels: Levels) -> None:
        """Let these steps not all be taken again."""
        self.tried.append(levels)
        steps = self.programme.steps
        if all(len(steps.get(step, ())) >= level for step, level in levels.items()):
            last = [steps[step][level - 1] for step, level in levels.items()]
            self.programme.row(None, last, upper=len(last) - 1)

    def beside(self, levels: Levels) -> None:
        """Let what comes next not move all the lines that these steps move: they are listed."""
        self.listed.append(levels)
        used: list[int] = []
        for line in sorted({line for line, _ in levels}, key=lambda one: one.path):
            moved = self.programme.column(upper=1.0)
            used.append(moved)
            for (other, _), columns in self.programme.steps.items():
                if other == line:
                    self.programme.row(None, [columns[0], moved], [1.0, -1.0], upper=0.0)
        self.programme.row(None, used, upper=len(used) - 1.0)

    def next(self, lines: Collection[Cause], most: float = INFINITY) -> Candidate | None:
        """Return the cheapest changes that have not been forbidden; None: none up to `most`.

        `lines` are known to be in the way: one of them alone may do. Beside a repair that is
        known, several are looked for among them alone.
        """
        alone = next(self._alone(lines), None)
        if alone is not None and alone[0] > most:
            alone = None
        only = frozenset() if most == INFINITY else frozenset(lines)
        most = min(most, INFINITY if alone is None else alone[0] - 1)
        levels = None if self.alike else self._together(most, only)
        if levels is None and alone is not None:
            levels = alone[1]
        return None if levels is None else candidate(self.plan, self.programme, levels)

    def _alone(self, lines: Collection[Cause]) -> Iterator[tuple[int, Levels]]:
        """Yield what one line alone does, cheapest first, with its price."""
        if self._single is None:
            self._single = sorted(self._does_alone(lines), key=lambda one: one[0])
        for price, levels in self._single:
            again = any(
                all(levels.get(step, 0) >= level for step, level in known.items())
                for known in self.tried
            )
            if not again and (self.alike or not self._like_listed(levels)):
                yield price, levels

    def _like_listed(self, levels: Levels) -> bool:
        lines = {line for line, _ in levels}
        return any(lines.issuperset(line for line, _ in one) for one in self.listed)

    def _does_alone(self, lines: Collection[Cause]) -> Iterator[tuple[int, Levels]]:
        """Yield the steps of each line that do alone, with their price."""
        best = INFINITY
        for step in sorted(self.programme.steps, key=lambda one: (one[0].path, str(one[1]))):
            # A single ward left out is tried with the others: there are many.
            if step[0] not in lines or demanding(step[0]):
                continue
            total = accumulate(self.programme.prices[one] for one in self.programme.steps[step])
            most = sum(1 for price in total if price <= worthwhile(best))
            failing = self.failing.get(step, 0)
            if failing >= most:
                continue
            level = self._holding.least(step, failing, most)
            self.failing[step] = most if level is None else level - 1
            if level is not None:
                price = self.price({step: level})
                best = min(best, price)
                yield price, {step: level}

    def price(self, levels: Levels) -> int:
        """Return what steps cost in all."""
        programme = self.programme
        return sum(
            programme.prices[column]
            for step, level in levels.items()
            for column in programme.steps[step][:level]
        )

    def _together(self, most: float, only: frozenset[Cause]) -> Levels | None:
        """Return the cheapest steps of several lines, up to `most` in all.

        Dear changes are left out at first: without them, and the places that need them, the
        programme is small, and what it finds is the cheapest of all.
        """
        known = (cap for among, cap in self.empty.items() if not among or (only and only <= among))
        empty = max(known)
        while self._caps and self.patience.left and most > empty:
            if self._caps[0] <= empty:
                self._caps.pop(0)
                continue
            cap = min(self._caps[0], most)
            levels, proved = self._within(cap, only)
            if levels is not None:
                return levels
            if not proved:
                self._caps.clear()
                return None
            empty = self.empty[only] = cap
        return None

    def _within(self, cap: float, only: Collection[Cause]) -> tuple[Levels | None, bool]:
        """Return the cheapest steps that cost no more than `cap` in all, and whether it is sure.

        `only`: steps of these lines, if any.
        """
        import numpy as np

        arrays = self.programme.frozen()
        upper = arrays.upper.copy()
        upper[self._dear(cap, only)] = 0.0
        if int(((upper > arrays.lower) & arrays.integer).sum()) > LARGE:
            return None, False
        below = None if cap == INFINITY else cap + 1
        patience = self.patience.share(SHARE)
        nodes, looks = (FEW, LOOKS // 4) if only else (NODES, LOOKS)
        answer = solve(arrays, arrays.lower, upper, patience, below=below, nodes=nodes, looks=looks)
        if answer.values is None or answer.price is None or answer.price > cap + ALMOST:
            return None, answer.proved  # HiGHS may end with a solution beyond its bound
        whole = np.round(answer.values)
        found = {step: int(whole[columns].sum()) for step, columns in self.programme.steps.items()}
        return {step: level for step, level in found.items() if level}, answer.proved

    def _dear(self, cap: float, only: Collection[Cause]) -> list[int]:
        """Return the columns that need steps of more than `cap` in all, or of other lines."""
        programme = self.programme
        cost = {
            step: list(
                accumulate(
                    programme.prices[column] if not only or step[0] in only else INFINITY
                    for column in columns
                )
            )
            for step, columns in programme.steps.items()
        }
        dear = [
            column
            for step, columns in programme.steps.items()
            for column, total in zip(columns, cost[step], strict=True)
            if total > cap
        ]
        need: dict[int, dict[tuple[Step, ...], float]] = defaultdict(dict)
        for _, columns, steps in programme.binds:
            least = min(cost[step][level - 1] for step, level in steps)
            key = tuple(step for step, _ in steps)
            for column in columns:
                need[column][key] = max(least, need[column].get(key, 0))
        dear.extend(column for column, each in need.items() if sum(each.values()) > cap)
        return dear


def worthwhile(best: float) -> float:
    """Return what a repair may cost to be worth looking for beside the `best` one."""
    return INFINITY if best == INFINITY else max(WORTHWHILE, DEARER * best)


class _Holding:
    """Whether the events can be held once some lines give way by so many steps."""

    def __init__(self, search: Search) -> None:
        import numpy as np

        programme = search.programme
        self.patience = search.patience
        self.steps = {step: list(columns) for step, columns in programme.steps.items()}
        arrays = programme.frozen()
        telling = np.ones(len(arrays.row_lower), dtype=np.bool_)
        telling[[row for row, _, _ in programme.binds]] = False
        # What steps bind is bound by the columns' own limits here: it is known which are taken.
        self.arrays = replace(arrays, prices=np.zeros_like(arrays.prices)).of_rows(telling)
        self.binds = [
            (np.array(columns, dtype=np.int64), steps) for _, columns, steps in programme.binds
        ]

    def least(self, step: Step, failing: int, most: int) -> int | None:
        """Return by how many steps a line has to give way for it to do alone, up to `most`.

        None: it does not. With `failing` it is known not to.
        """
        if failing and self.held({step: failing + 1}):
            return failing + 1
        failing += bool(failing)
        if failing >= most or not self.held({step: most}):
            return None
        while most - failing > 1:
            middle = (failing + most) // 2
            if self.held({step: middle}):
                most = middle
            else:
                failing = middle
        return most

    def held(self, levels: Levels) -> bool:
        """Return whether all events can be held with `levels`."""
        import numpy as np

        upper = self._upper(levels)
        arrays = replace(self.arrays, upper=upper)
        part, _ = arrays.part(arrays.lower, upper, upper > arrays.lower)
        if part is None:
            return False
        part = part.merged()
        relaxed = relax(part, self.patience)
        if relaxed.impossible:
            return False
        if relaxed.values is not None:
            whole = relaxed.values[part.integer]
            if (abs(whole - whole.round()) <= ALMOST).all():
                return True
            # Most of it may stay as it is.
            lower = np.where(part.integer, np.floor(relaxed.values + ALMOST), part.lower)
            near = solve(part, lower, part.upper, self.patience, nodes=FEW)
            if near.values is not None:
                return True
        return solve(part, part.lower, part.upper, self.patience, nodes=NODES).values is not None

    def _upper(self, levels: Levels) -> "NDArray[np.float64]":
        upper = self.arrays.upper.copy()
        for step, columns in self.steps.items():
            upper[columns[levels.get(step, 0) :]] = 0.0
        for bound, steps in self.binds:
            if not any(levels.get(step, 0) >= level for step, level in steps):
                upper[bound] = 0.0
        return upper
