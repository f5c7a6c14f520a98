"""What is tight: how many price points one more of each thing, person or room would save.

A relaxation of the plan with several units added that is no cheaper than the schedule proves that
none of them saves anything; so units are tried in groups, which are halved until single ones are
left, and only those are solved. Where even the plan's own relaxation takes long, prices of its
rows stand in for the others, and single units are first used from the schedule as it stands:
neighbourhood by neighbourhood, which nearly always comes down to the bound.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import heappop, heappush
from itertools import count
from typing import TYPE_CHECKING

from campaign_cli.model.audit import STAGE_ONE, prices
from campaign_cli.model.plan import Plan
from campaign_cli.model.schedule import Schedule, Status, in_order
from campaign_cli.scheduling.limits import Patience, Progress
from campaign_cli.scheduling.programme.frame import Frame
from campaign_cli.scheduling.programme.incumbent import held, standing
from campaign_cli.scheduling.questions.one_more import (
    KINDS,
    Unit,
    passes,
    programme_with,
    units,
    with_units,
)
from campaign_cli.scheduling.solving.highs import Answer, relax, solve
from campaign_cli.scheduling.solving.neighbourhoods import improved
from campaign_cli.scheduling.solving.relaxation import lagrangian, lowered
from campaign_cli.scheduling.solving.settled_schedule import served, settled_schedule
from campaign_cli.scheduling.solving.when_and_where import whole_bound
from campaign_cli.scheduling.solving.who_serves import Named

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from campaign_cli.scheduling.programme.columns_and_rows import Arrays

    Floats = NDArray[np.float64]

MANY = 10_000
"""The relaxation of a plan of more columns takes seconds."""
FEW = 4
"""Groups of so many are taken apart at once: halving them takes more relaxations."""
Watch = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class Saving:
    """What one more of something saves: `found` by a schedule that was made, never over `most`."""

    unit: Unit
    found: int
    most: int

    @property
    def proved(self) -> bool:
        """Whether it saves exactly that."""
        return self.found == self.most


def savings(
    plan: Plan, schedule: Schedule, patience: Patience, watch: Watch = lambda _: None
) -> tuple[Saving, ...]:
    """Return what one more of each unit would save of the schedule's price, the most first."""
    assert schedule.price is not None
    # Who serves is priced by itself, given when; here it only has to be possible.
    weights = {name: plan.weights.get(name, 0) for name in STAGE_ONE}
    search = _Search(replace(plan, weights=weights), schedule, patience, watch)
    found = search.run()
    order = {unit: place for place, unit in enumerate(search.units)}
    return tuple(sorted(found, key=lambda one: (-one.found, -one.most, order[one.unit])))


def _parts(group: tuple[Unit, ...]) -> Iterator[tuple[Unit, ...]]:
    """Yield the halves of a group, or each unit of a few."""
    size = (len(group) + 1) // 2 if len(group) > FEW else 1
    for begin in range(0, len(group), size):
        yield group[begin : begin + size]


class _Search:
    """Groups of units still to be halved, the most promising first."""

    def __init__(self, plan: Plan, schedule: Schedule, patience: Patience, watch: Watch) -> None:
        assert schedule.price is not None
        self.plan = plan
        self.price = schedule.price
        self.bookings = schedule.bookings
        self.patience = patience
        self.watch = watch
        self.base = programme_with(plan, ())
        self.units = tuple(units(plan, self.base))
        self.exact = False
        """Whether even the relaxation of the plan itself is below the price: it proves nothing."""
        self.large = False
        self.duals: Floats | None = None
        """Of a large plan: the prices of its own programme's rows."""
        self.done = 0
        self._order = count()
        self._waiting: list[tuple[int, int, tuple[Unit, ...]]] = []
        self._reduced: dict[Unit, Floats | None] = {}
        """Of single units in a large plan: what each column costs beyond the relaxation."""

    def run(self) -> Iterator[Saving]:
        """Yield every unit's saving."""
        if self.price == 0:
            yield from (Saving(unit, 0, 0) for unit in self.units)
            return
        self._begin()
        groups = [tuple(one for one in self.units if one.kind == kind) for kind in KINDS]
        if self.large:
            # The prices of rows that are known already judge each by itself in no time.
            groups = [(one,) for one in self.units]
        for group in groups:
            self._put(group, 0)
        left: list[Saving] = []
        while self._waiting:
            bound, _, group = heappop(self._waiting)
            if bound >= self.price or not self.patience.left:
                self.done += len(group)
                yield from (Saving(unit, 0, max(0, self.price - bound)) for unit in group)
            elif len(group) > 1:
                for part in _parts(group):
                    self._put(part, bound)
            elif self.large:
                left.append(Saving(group[0], 0, self.price - bound))
            else:
                self.done += 1
                yield self._solved(Saving(group[0], 0, self.price - bound))
            self.watch(Progress("units", done=self.done, of=len(self.units)))
        yield from self._used(left)

    def _begin(self) -> None:
        """Find out what relaxations of this plan take, and what they can prove."""
        arrays = self.base.programme.frozen()
        self.large = len(arrays.prices) > MANY
        if self.large:
            self.duals = lowered(arrays, self.patience).duals
        else:
            relaxed = relax(arrays, self.patience)
            self.exact = relaxed.values is None or whole_bound(relaxed.bound) < self.price

    def _used(self, left: list[Saving]) -> Iterator[Saving]:
        """Yield what these units save: all of them as far as is quick, then what is unproved."""
        quick = []
        # What is nearly decided takes little time, and leaves the others more.
        left.sort(key=lambda one: one.most)
        for place, one in enumerate(left):
            share = self.patience.share(1 / (len(left) - place))
            quick.append(self._improved(one, share) if share.left else one)
            self.done += quick[-1].proved
            self.watch(Progress("units", done=self.done, of=len(self.units)))
        for one in quick:
            solved = one if one.proved or not self.patience.left else self._solved(one)
            self.done += not one.proved
            yield solved
            self.watch(Progress("units", done=self.done, of=len(self.units)))

    def _put(self, group: tuple[Unit, ...], bound: int) -> None:
        """Let a group wait with the bound of its programme; `bound` is that of a larger group."""
        if not group:
            return
        # Solving one alone begins with its relaxation anyway.
        if self.patience.left and (len(group) > 1 or not bound or self.large):
            if self.exact and len(group) > 1:
                built = self._frame(group)
                settled, _ = settled_schedule(
                    with_units(self.plan, group), built, built.programme.frozen(), self.patience
                )
                least = settled.bound or 0
            else:
                least, reduced = self._relaxed(self._frame(group).programme.frozen())
                if self.large and len(group) == 1:
                    self._reduced[group[0]] = reduced
            bound = max(bound, least)
        heappush(self._waiting, (bound, next(self._order), group))

    def _relaxed(self, arrays: "Arrays") -> "tuple[int, Floats | None]":
        """Return the least possible price, as the relaxation knows it, and its reduced costs."""
        if not self.large:
            relaxed = relax(arrays, self.patience)
            return whole_bound(relaxed.bound) if relaxed.values is not None else 0, relaxed.reduced
        if self.duals is not None and len(self.duals) == len(arrays.row_lower):
            # Any prices of the rows give a bound; those of the same rows give a good one.
            bound, reduced = lagrangian(arrays, self.duals)
            return whole_bound(bound), reduced
        near = lowered(arrays, self.patience)
        return whole_bound(near.bound), near.reduced

    def _frame(self, group: Sequence[Unit]) -> Frame:
        return programme_with(self.plan, group)

    def _improved(self, one: Saving, patience: Patience) -> Saving:
        """Return what is saved if the schedule is changed here and there to use the unit."""
        built = self._frame((one.unit,))
        arrays = built.programme.frozen()
        bound, reduced = self.price - one.most, self._reduced[one.unit]
        lower, upper = held(built, arrays, standing(built, self.bookings), ())
        best = solve(arrays, lower, upper, patience)
        if best.price is None:
            return one
        best = improved(built, arrays, reduced, best, bound, patience, lambda _: None, _never)
        if best.price is not None and round(best.price) > bound and patience.left:
            bound = max(bound, whole_bound(lowered(arrays, patience).bound))
        assert best.values is not None
        plan = with_units(self.plan, (one.unit,))
        return self._better(one, served(plan, built, best.values, self.patience), bound)

    def _solved(self, one: Saving) -> Saving:
        """Return what the best schedule with the unit saves."""
        built = self._frame((one.unit,))
        settled, people = settled_schedule(
            with_units(self.plan, (one.unit,)), built, built.programme.frozen(), self.patience
        )
        return self._better(one, people, settled.bound or 0)

    def _better(self, one: Saving, people: Named | None, bound: int) -> Saving:
        """Return the saving of a schedule, once the audit has passed it."""
        price = self.price - one.found
        if people is not None:
            plan = with_units(self.plan, (one.unit,))
            bookings = in_order(plan, people.bookings)
            paid = prices(plan, bookings)
            found = Schedule(
                plan=plan.digest,
                status=Status.FEASIBLE,
                price=sum(paid.values()),
                prices=paid,
                bookings=bookings,
            )
            assert passes(plan, found, (one.unit,))
            price = min(price, sum(paid.values()))
        most = min(one.most, self.price - min(bound, price))
        return Saving(one.unit, self.price - price, most)


def _never(_: Answer) -> bool:
    """Say that no proof is near: the bound is all that ends the search."""
    return False
