"""What is tight: how many price points one more of each thing, person or room would save.

A relaxation of the plan with several units added that is no cheaper than the schedule proves that
none of them saves anything; so units are tried in groups, which are halved until single ones are
left, and only those are solved.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import heappop, heappush
from itertools import count

from campaign_cli.model.audit import STAGE_ONE, prices
from campaign_cli.model.plan import Plan
from campaign_cli.model.schedule import Schedule, Status
from campaign_cli.scheduling import Progress
from campaign_cli.scheduling.frame import Frame
from campaign_cli.scheduling.highs import Patience, relax
from campaign_cli.scheduling.standing import served
from campaign_cli.scheduling.units import KINDS, Unit, passes, programme_with, units, with_units
from campaign_cli.scheduling.when import settle, whole_bound

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
        self.patience = patience
        self.watch = watch
        self.base = programme_with(plan, ())
        self.units = tuple(units(plan, self.base))
        self.exact = False
        """Whether even the relaxation of the plan itself is below the price: it proves nothing."""
        self.done = 0
        self._order = count()
        self._waiting: list[tuple[int, int, tuple[Unit, ...]]] = []

    def run(self) -> Iterator[Saving]:
        """Yield every unit's saving."""
        if self.price == 0:
            yield from (Saving(unit, 0, 0) for unit in self.units)
            return
        relaxed = relax(self.base.programme.frozen(), self.patience)
        self.exact = relaxed.values is None or whole_bound(relaxed.bound) < self.price
        for kind in KINDS:
            self._put(tuple(unit for unit in self.units if unit.kind == kind), 0)
        while self._waiting:
            bound, _, group = heappop(self._waiting)
            if bound >= self.price or not self.patience.left:
                self.done += len(group)
                yield from (Saving(unit, 0, max(0, self.price - bound)) for unit in group)
            elif len(group) == 1:
                self.done += 1
                yield self._solved(group, bound)
            else:
                for part in _parts(group):
                    self._put(part, bound)
            self.watch(Progress("units", done=self.done, of=len(self.units)))

    def _put(self, group: tuple[Unit, ...], bound: int) -> None:
        """Let a group wait with the bound of its programme; `bound` is that of a larger group."""
        if not group:
            return
        # Solving one alone begins with its relaxation anyway.
        if self.patience.left and (len(group) > 1 or not bound):
            if self.exact and len(group) > 1:
                least = self._settled(group)[1]
            else:
                relaxed = relax(self._frame(group).programme.frozen(), self.patience)
                least = whole_bound(relaxed.bound) if relaxed.values is not None else 0
            bound = max(bound, least)
        heappush(self._waiting, (bound, next(self._order), group))

    def _frame(self, group: Sequence[Unit]) -> Frame:
        return programme_with(self.plan, group)

    def _solved(self, group: tuple[Unit, ...], bound: int) -> Saving:
        price, least = self._settled(group)
        return Saving(group[0], self.price - price, self.price - max(bound, min(least, price)))

    def _settled(self, group: tuple[Unit, ...]) -> tuple[int, int]:
        """Return the price of the best schedule found with a group, and the least possible."""
        built = self._frame(group)
        settled = settle(built, built.programme.frozen(), self.patience, lambda _: None)
        least = settled.bound or 0
        if settled.values is None:
            return self.price, least
        plan = with_units(self.plan, group)
        bookings = served(plan, built, settled.values, self.patience.at_least(1.0))
        if bookings is None:
            return self.price, least
        paid = prices(plan, bookings)
        price = sum(paid.values())
        found = Schedule(
            plan=plan.digest, status=Status.FEASIBLE, price=price, prices=paid, bookings=bookings
        )
        assert passes(plan, found, group)
        return min(price, self.price), least
