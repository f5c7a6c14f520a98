"""The cheapest sets of changes that let events be held, cheapest first.

One line alone is tried step by step, which is quick, and so is one for each of several conflicts;
what several lines do together more cheaply, the elastic programme finds.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice, product

from campaign_cli.model.plan import Plan
from campaign_cli.scheduling.infeasible.changes import Candidate, Levels, candidate
from campaign_cli.scheduling.infeasible.conflicts import Conflict
from campaign_cli.scheduling.infeasible.feasibility import NODES, Holding
from campaign_cli.scheduling.infeasible.priced_steps import Step, dear, priced
from campaign_cli.scheduling.infeasible.single_lines import Alone
from campaign_cli.scheduling.limits import Patience
from campaign_cli.scheduling.programme.columns_and_rows import INFINITY
from campaign_cli.scheduling.programme.frame import demanding
from campaign_cli.scheduling.programme.tolerance import ALMOST
from campaign_cli.scheduling.solving.highs import solve
from campaign_cli.support.diagnostic import Cause

WORTHWHILE, DEARER = 16, 4
"""Repairs of up to 16, or 4 times the cheapest, are looked for beside it."""
CAPS = (2.0, 4.0, 8.0, 16.0, 32.0, INFINITY)
ONE = 1.0
"""What one line alone costs at the least: several cost more."""
LOOKS, FEW = 40, 5
TOGETHER, TRIED = 1000, 20
"""How many sets of one line for each conflict are thought of, and how many of them tried."""
LARGE = 12_000
"""From how many columns on several lines together are not looked at: it would take minutes."""
FURTHER = 12
"""How many sets of steps that fall short are looked at with a line more."""
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
        self.programme = priced(plan, wanted, patience.pause)[1]
        self.tried: list[Levels] = []
        """Steps that are known to do, or so nearly that more of them are of no use."""
        self.failed: list[Levels] = []
        """Steps that by themselves do not do for the whole plan."""
        self.listed: list[Levels] = []
        self.alike = False
        """Whether what is like changes that are listed, a day more or so, will do."""
        self._caps = list(CAPS)
        self.empty: dict[frozenset[Cause], float] = {frozenset(): ONE}
        """Up to what price it is proved that several of these lines come to nothing; none: all."""
        self.failing: dict[Step, int] = {}
        """By how many steps of a line alone the events cannot be held."""
        self.short: list[tuple[Levels, Conflict]] = []
        """Steps that do for these events alone, and what is in the way of others then."""
        self._further: list[tuple[Levels, Alone]] = []
        """What lines do beside steps that fall short."""
        self._single: Alone | None = None
        self._several: list[tuple[int, Levels]] | None = None
        self.holding = Holding(self.programme, patience)
        if before is not None:
            self.empty.update(before.empty)
            self.failing.update(before.failing)
            for levels in before.tried:
                self.forbid(levels)
            for levels in before.failed:
                self.fails(levels)
            for levels in before.listed:
                self.beside(levels)
            self.alike = before.alike
            for levels, lines in before.short:
                self.falls_short(levels, lines)

    def fails(self, levels: Levels) -> None:
        """Let these steps not be taken again by themselves; with others they may be."""
        self.failed.append(levels)
        columns: list[int] = []
        values: list[float] = []
        taken = 0
        for step, known in self.programme.steps.items():
            level = min(levels.get(step, 0), len(known))
            if level:
                taken += 1
                columns.append(known[level - 1])
                values.append(-1.0)
            if level < len(known):
                columns.append(known[level])
                values.append(1.0)
        self.programme.row(None, columns, values, lower=1.0 - taken)
        if len(levels) == 1 and self._single is not None:
            self._single.fails(levels)

    def falls_short(self, levels: Levels, lines: Conflict) -> None:
        """Look for what one more of `lines`, which are in the way once these steps are taken, does.

        A line that is to blame for several things, each cheaper to mend by another, is else given
        up: the order of two activities, where the days between the events of each are too many.
        """
        self.short.append((levels, lines))
        if lines and len(self._further) < FURTHER:
            alone = Alone(self.programme, self.holding, lines, {}, levels)
            self._further.append((levels, alone))

    def forbid(self, levels: Levels) -> None:
        """Let these steps not all be taken again, nor more."""
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

    def next(self, conflicts: Sequence[Conflict], most: float = INFINITY) -> Candidate | None:
        """Return the cheapest changes that have not been forbidden; None: none up to `most`.

        The lines of `conflicts` are known to be in the way: one of them alone may do, or one of
        each. Beside a repair that is known, several are looked for among them alone.
        """
        lines = {cause for one in conflicts for cause in one}
        if self._single is None:
            self._single = Alone(self.programme, self.holding, lines, self.failing)
        known = next(self._untried(self._single.up_to(most)), None)
        if known is None and len(conflicts) > 1:
            known = next(self._untried(self._one_each(conflicts)), None)
        if known is not None and known[0] > most:
            known = None
        known = self._with_one_more(most if known is None else known[0] - 1) or known
        only = frozenset() if most == INFINITY else frozenset(lines)
        most = min(most, INFINITY if known is None else known[0] - 1)
        levels = None if self.alike else self._together(most, only)
        if levels is None and known is not None:
            levels = known[1]
        return None if levels is None else candidate(self.plan, self.programme, levels)

    def _untried(self, found: Iterable[tuple[int, Levels]]) -> Iterator[tuple[int, Levels]]:
        """Yield those of `found` that are neither tried nor known to fail, nor like a listed."""
        for price, levels in found:
            again = levels in self.failed or any(
                all(levels.get(step, 0) >= level for step, level in known.items())
                for known in self.tried
            )
            if not again and (self.alike or not self._like_listed(levels)):
                yield price, levels

    def _with_one_more(self, most: float) -> tuple[int, Levels] | None:
        """Return the cheapest steps, up to `most`, that fell short and have a line more."""
        found: list[tuple[int, Levels]] = []
        for levels, alone in self._further:
            price = self.price(levels)
            joined = ({**levels, **more} for _, more in alone.up_to(most - price))
            each = ((self.price(one), one) for one in joined)
            found.extend(islice((one for one in self._untried(each) if one[0] <= most), 1))
        return min(found, key=lambda one: one[0], default=None)

    def _one_each(self, conflicts: Sequence[Conflict]) -> Sequence[tuple[int, Levels]]:
        """Return what one line of each conflict does with the others, cheapest first."""
        if self._several is None:
            each = [self._mends(one, conflicts) for one in conflicts]
            sets = islice(product(*each), TOGETHER)
            joined = sorted({_joined(one) for one in sets}, key=self._price_of)
            known = (dict(one) for one in joined[:TRIED])
            self._several = [
                (self.price(levels), levels) for levels in known if self.holding.held(levels)
            ]
        return self._several

    def _mends(
        self, conflict: Conflict, conflicts: Sequence[Conflict]
    ) -> Sequence[tuple[Step, int]]:
        """Return by how many steps a line of `conflict` mends it, cheapest first.

        All that is in the way of others gives way, as far as it can, meanwhile.
        """
        others = {line for one in conflicts for line in one}.difference(conflict)
        beside = {
            step: len(columns)
            for step, columns in self.programme.steps.items()
            if step[0] in others and not demanding(step[0])
        }
        mending: list[tuple[Step, int]] = []
        most = INFINITY
        for price, levels in Alone(self.programme, self.holding, conflict, {}, beside).up_to():
            most = min(most, worthwhile(price))
            if price > most:
                break
            mending.extend(levels.items())
        return mending

    def _price_of(self, steps: Collection[tuple[Step, int]]) -> int:
        return self.price(dict(steps))

    def _like_listed(self, levels: Levels) -> bool:
        lines = {line for line, _ in levels}
        return any(lines.issuperset(line for line, _ in one) for one in self.listed)

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
        upper[dear(self.programme, cap, only)] = 0.0
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


def worthwhile(best: float) -> float:
    """Return what a repair may cost to be worth looking for beside the `best` one."""
    return INFINITY if best == INFINITY else max(WORTHWHILE, DEARER * best)


def _joined(steps: Sequence[tuple[Step, int]]) -> tuple[tuple[Step, int], ...]:
    """Return steps of several lines, the most of each."""
    most: dict[Step, int] = {}
    for step, level in steps:
        most[step] = max(level, most.get(step, 0))
    return tuple(sorted(most.items(), key=lambda one: (one[0][0].path, str(one[0][1]))))
