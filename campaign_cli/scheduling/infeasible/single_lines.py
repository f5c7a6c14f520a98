"""What one line of a plan alone does, cheapest first, and found only as far as it is asked for."""

from collections.abc import Collection, Iterator
from itertools import accumulate

from campaign_cli.scheduling.infeasible.changes import Levels
from campaign_cli.scheduling.infeasible.feasibility import NOTHING_ELSE, Holding
from campaign_cli.scheduling.infeasible.priced_steps import Priced, Step
from campaign_cli.scheduling.programme.columns_and_rows import INFINITY
from campaign_cli.scheduling.programme.frame import demanding
from campaign_cli.support.diagnostic import Cause

CAPS = (*(float(2**power) for power in range(10)), INFINITY)
"""Prices up to which lines are looked at one after the other."""

Found = tuple[int, Levels]


class Alone:
    """By how many steps each of some lines does alone. Mutable: it learns as it is asked.

    `beside`: what gives way anyhow. `failing` are the steps that are known not to do.
    """

    def __init__(
        self,
        programme: Priced,
        holding: Holding,
        lines: Collection[Cause],
        failing: dict[Step, int],
        beside: Levels = NOTHING_ELSE,
    ) -> None:
        self._programme = programme
        self._holding = holding
        self._failing = failing
        self._beside = beside
        # A single ward left out is tried with other changes: there are many.
        self._open = sorted(
            (step for step in programme.steps if step[0] in lines and not demanding(step[0])),
            key=lambda one: (one[0].path, str(one[1])),
        )
        self._able: set[Step] = set()
        """Those that do if they give way as far as they can."""
        self._found: list[Found] = []
        self._reached = 0
        """How many of the caps were reached."""

    def up_to(self, most: float = INFINITY) -> Iterator[Found]:
        """Yield what lines do, with its price, cheapest first."""
        before = 0.0
        for number, cap in enumerate(CAPS):
            if before >= most or (not self._open and before >= max(self._prices(), default=0)):
                return
            if number == self._reached:
                self._reached += 1
                self._reach(cap)
            yield from [one for one in sorted(self._found, key=_price) if before < one[0] <= cap]
            before = cap

    def fails(self, levels: Levels) -> None:
        """Take back what does not do after all: a step more may."""
        ((step, level),) = levels.items()
        self._failing[step] = max(level, self._failing.get(step, 0))
        kept = [one for one in self._found if one[1] != levels]
        if len(kept) < len(self._found):
            self._found = kept
            self._open.append(step)
            self._reach(CAPS[self._reached - 1])

    def _prices(self) -> Iterator[int]:
        return (price for price, _ in self._found)

    def _reach(self, cap: float) -> None:
        """Find what does for `cap` at the most."""
        left = []
        for step in self._open:
            price = [*accumulate(map(self._price_of, self._programme.steps[step]))]
            top = sum(1 for one in price if one <= cap)
            if top <= self._failing.get(step, 0):
                left.append(step)
            elif not self._does(step, len(price)):
                self._failing[step] = len(price)
            elif self._does(step, top):
                level = self._least(step, top)
                self._found.append((price[level - 1], {step: level}))
            else:
                self._failing[step] = top
                left.append(step)
        self._open = [one for one in left if self._failing.get(one, 0) < self._most(one)]

    def _price_of(self, column: int) -> int:
        return self._programme.prices[column]

    def _most(self, step: Step) -> int:
        return len(self._programme.steps[step])

    def _does(self, step: Step, level: int) -> bool:
        """Return whether so many steps do; whether all that there are is asked but once."""
        whole = level == self._most(step)
        if whole and step in self._able:
            return True
        does = self._holding.held({**self._beside, step: level})
        if whole and does:
            self._able.add(step)
        return does

    def _least(self, step: Step, top: int) -> int:
        """Return the least level that does, where `top` does."""
        failing = self._failing.get(step, 0)
        while top - failing > 1:
            middle = (failing + top) // 2
            if self._does(step, middle):
                top = middle
            else:
                failing = middle
        self._failing[step] = failing
        return top


def _price(found: Found) -> int:
    return found[0]
