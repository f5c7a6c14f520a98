"""When and where in a plan too large for one programme: a sketch, a bound, and neighbourhoods.

A first sketch gives a schedule soon. The average ward's relaxation gives the bound, and says where
events are in it: a second sketch aims there. Then days, wards and those who share people or things
are freed in turn and solved anew, each within an excerpt of the programme.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import cycle
from random import Random
from typing import TYPE_CHECKING

from campaign_cli.model.plan import Plan
from campaign_cli.scheduling.grid.events import Event, asked_events
from campaign_cli.scheduling.grid.order import waits_of
from campaign_cli.scheduling.grid.part import Part
from campaign_cli.scheduling.grid.places import Place
from campaign_cli.scheduling.grid.slots import Grid
from campaign_cli.scheduling.limits import Patience, Progress
from campaign_cli.scheduling.programme.frame import Frame
from campaign_cli.scheduling.programme.start_ranges import Pair, Ranges, pairs_of
from campaign_cli.scheduling.programme.tolerance import HALF
from campaign_cli.scheduling.solving.average_ward import Average
from campaign_cli.scheduling.solving.excerpt import Excerpt, choices, excerpt
from campaign_cli.scheduling.solving.greedy_schedule import Sketch
from campaign_cli.scheduling.solving.highs import SEED, Answer, relax, solve
from campaign_cli.scheduling.solving.local_descent import SECONDS, polished
from campaign_cli.scheduling.solving.relaxation import lowered
from campaign_cli.scheduling.solving.when_and_where import Settled, settle, whole_bound

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

REPAIRING = 0.08
"""The part of the time in which the first sketch is to become a schedule."""
RELAXING = 0.35
"""The part of the time that the average ward's relaxation may take."""
SEARCHING = 0.93
"""The part of what is left that neighbourhoods may take: naming the people needs some, too."""
IMPROVING = 0.5
"""The part of what is left that neighbourhoods may take where a proof is possible."""
SKETCHES = 40
"""How many sketches are made for a first schedule where the rounded relaxation gives none."""
FAILURES = 40
"""After how many neighbourhoods in vain, one after the other, no more are looked at there."""
NODES = 20
LOOKS = 40
COLUMNS = 1500
"""How many columns a neighbourhood begins with, …"""
MOST_COLUMNS = 4000
FEWEST_COLUMNS = 300
BESIDE = 20
"""How many of the events that an event is in order with are freed with it."""
GROW, SHRINK = 1.3, 0.8


class Long:
    """The search in a plan of very many places. Mutable: it knows the best by then."""

    def __init__(
        self,
        plan: Plan,
        part: Part | None,
        patience: Patience,
        watch: Callable[[Progress], None],
    ) -> None:
        grid = Grid(plan)
        events = asked_events(plan) if part is None else asked_events(plan, part.own, part.guests)
        self.plan, self.part = plan, part
        self.waits = waits_of(plan, grid, events)
        self.pairs = pairs_of(self.waits)
        self.patience, self.watch = patience, watch
        self.ranges = Ranges(plan, grid, events, self.pairs, part.stands if part else {})
        self.chosen = choices(plan, grid, part, patience)
        self.random = Random(SEED)  # noqa: S311 - nobody's secret
        self.bound = 0
        self.columns = float(COLUMNS)

    def settled(self) -> tuple[Frame, Settled]:
        """Return the best schedule that patience allows for, its bound, and its programme."""
        here = self._sketched({})
        best = self._improved(here, self._first(here), here.whole, self.patience.share(REPAIRING))
        self._tell(here, best)
        average = Average(self.plan, self.ranges, self.pairs, self.part)
        values = self._bounded(average)
        beyond = frozenset() if values is None else average.beyond(values)
        if beyond:
            # Where what is in order leaves the cheapest starts, all its starts are worth a look.
            wider = Average(self.plan, self.ranges, self.pairs, self.part, beyond)
            again = self._bounded(wider)
            average, values = (average, values) if again is None else (wider, again)
        if values is not None and self.patience.left and not self._reached(best):
            other = self._sketched(average.aims(values))
            better = self._first(other)
            if better.price is not None and (best.price is None or better.price < best.price):
                here, best = other, better
                self._tell(here, best)
        spent = self.patience.share(SEARCHING if here.part else IMPROVING)
        best = self._improved(here, best, self._reached, spent)
        if not here.part and here.whole(best) and not self._reached(best):
            # Nothing is left out of this excerpt: it can be proved.
            return here.frame, self._proved(here, best)
        if best.price is None or not here.whole(best):
            return here.frame, Settled(proved=False, bound=self.bound)
        best = polished(here.frame, here.searching, best, self.patience.at_least(SECONDS))
        assert best.price is not None
        price = round(best.price)
        return here.frame, Settled(price <= self.bound, price, min(price, self.bound), best.values)

    def _proved(self, here: Excerpt, best: Answer) -> Settled:
        """Return the best schedule of an excerpt that has all places."""
        settled = settle(here.frame, here.bounding, self.patience, self.watch, best)
        if settled.price is None or settled.bound is None or settled.proved:
            return settled
        bound = max(settled.bound, min(self.bound, settled.price))
        return replace(settled, bound=bound, proved=settled.price <= bound)

    def _tell(self, here: Excerpt, best: Answer) -> None:
        if best.price is not None and here.whole(best):
            self.watch(Progress("rounding", round(best.price), self.bound))

    def _reached(self, best: Answer) -> bool:
        return best.price is not None and round(best.price) <= self.bound

    def first(self) -> Mapping[int, Place] | None:
        """Return where each event is in a first schedule, whatever it costs; None: none is found.

        Where much waits for much, or for few things, each event as early as it can be, those first
        that have to begin soonest, leaves most room (Kolisch 1996); then the same with turns that
        differ by chance.
        """
        early = dict.fromkeys((event.index for event in self.ranges.events), 0)
        latest = {event.index: self._latest(event) for event in self.ranges.events}
        here = self._sketched({})
        best = self._first(here)
        for number in range(SKETCHES):
            if here.whole(best):
                return _places(here.frame, best)
            if not self.patience.left:
                return None
            chance = 0 if not number else len(self.ranges.grid.days) / 2
            turns = {one: day + chance * self.random.random() for one, day in latest.items()}
            placed = self._placed(early, turns)
            if len(placed) > len(here.start):
                here = excerpt(self.ranges, self.waits, placed, self.part)
                best = self._first(here)
        best = self._improved(here, best, here.whole, self.patience)
        return _places(here.frame, best) if here.whole(best) else None

    def _latest(self, event: Event) -> int:
        """Return the last day on which the order of events lets an event begin."""
        starts, numbers = self.ranges.grid.starts(event.activity), self.ranges.of(event)
        return starts[numbers[-1]].first if numbers else 0

    def _placed(
        self, aims: Mapping[int, int], turns: Mapping[int, float] | None = None
    ) -> Mapping[int, Place]:
        def wanted(event: Event) -> bool:
            return not event.chosen or event.key in self.chosen

        if turns is None:
            asked = {index: aim for index, aim in aims.items() if wanted(self.ranges.events[index])}
            aims = self.ranges.agreed(asked, self.pairs)
        sketch = Sketch(self.plan, self.ranges, self.pairs, aims, turns)
        placed = sketch.place(wanted)
        if aims and turns is None:
            sketch.cheapen(self.patience)
        return placed

    def _sketched(self, aims: Mapping[int, int]) -> Excerpt:
        return excerpt(self.ranges, self.waits, self._placed(aims), self.part)

    def _first(self, here: Excerpt) -> Answer:
        """Return the sketch without what the programme's rows refuse."""
        arrays = here.searching
        lower, upper = arrays.lower.copy(), arrays.upper.copy()
        upper[: here.frame.columns[-1].stop] = 0.0
        upper[list(here.start.values())] = 1.0
        return solve(arrays, lower, upper, self.patience, nodes=NODES)

    def _bounded(self, average: Average) -> "Floats | None":
        """Find the bound, and return where events are in the relaxation that gives it."""
        arrays = average.programme.frozen()
        relaxed = relax(arrays, self.patience.share(RELAXING))
        if not relaxed.proved:
            relaxed = lowered(arrays, self.patience.share(RELAXING))
        self.bound = max(self.bound, whole_bound(relaxed.bound))
        return relaxed.values

    def _improved(
        self,
        here: Excerpt,
        best: Answer,
        enough: Callable[[Answer], bool],
        patience: Patience,
    ) -> Answer:
        """Return the best answer found by neighbourhoods until it is good enough."""
        hood = _Hoods(here, self.pairs, self.random)
        failures = 0
        for choose in cycle((hood.days, hood.sharers, hood.days, hood.wards)):
            if best.values is None or enough(best) or patience.left <= 0:
                return best
            if failures > FAILURES and not here.part:
                return best
            assert best.price is not None
            lower, upper = hood.freed(choose(best.values, self.columns), best.values)
            found = solve(
                here.searching,
                lower,
                upper,
                patience,
                below=round(best.price),
                nodes=NODES,
                looks=LOOKS,
            )
            if found.price is not None and round(found.price) < round(best.price):
                best, failures = found, 0
                self._tell(here, best)
            else:
                failures += 1
            factor = GROW if found.proved else SHRINK
            self.columns = min(max(self.columns * factor, FEWEST_COLUMNS), MOST_COLUMNS)
        return best


def _places(here: Frame, answer: Answer) -> Mapping[int, Place]:
    """Return where the events of a solution stand."""
    assert answer.values is not None
    return {
        event.index: place
        for event in here.events
        for column, place in here.placed(event)
        if answer.values[column] > 0.5  # noqa: PLR2004 - whole, but for rounding
    }


class _Hoods:
    """Which events are freed together: those without a place always, and some around them."""

    def __init__(self, here: Excerpt, pairs: Sequence[Pair], random: Random) -> None:
        import numpy as np

        self.beside: dict[int, set[int]] = defaultdict(set)
        for pair in pairs:
            self.beside[pair.earlier].add(pair.later)
            self.beside[pair.later].add(pair.earlier)

        self.here = here
        self.random = random
        frame, arrays = here.frame, here.searching
        self.last = frame.columns[-1].stop
        self.rows = np.repeat(np.arange(len(arrays.row_lower)), np.diff(arrays.starts))
        self.event_of = np.repeat(
            np.arange(len(frame.events)), [len(columns) for columns in frame.columns]
        )
        self.day_of = np.array(
            [place.start.first for places in frame.places for place in places], dtype=np.int64
        )
        self.width = np.array([len(columns) for columns in frame.columns])
        own = arrays.prices[: self.last]
        self.least = np.full(len(frame.events), np.inf)
        np.minimum.at(self.least, self.event_of, own)
        self.askers: dict[str, list[int]] = defaultdict(list)
        for event in frame.events:
            for demand in event.demands:
                self.askers[demand.resource].append(event.index)
        self.members: dict[str, list[int]] = defaultdict(list)
        for event in frame.events:
            for ward in event.wards:
                self.members[ward].append(event.index)

    def freed(self, events: "NDArray[np.int64]", values: "Floats") -> tuple["Floats", "Floats"]:
        """Return bounds that keep every other event on its column, and what has nothing to do
        with those freed as it is.
        """
        import numpy as np

        arrays = self.here.searching
        own = np.zeros(len(arrays.prices), dtype=np.bool_)
        own[: self.last] = np.isin(self.event_of, events)
        touched = np.zeros(len(arrays.row_lower), dtype=np.bool_)
        touched[self.rows[own[arrays.indices]]] = True
        free = np.zeros(len(arrays.prices), dtype=np.bool_)
        # Slacks, people and choices of a year are many: only those beside the events freed move.
        free[arrays.indices[touched[self.rows]]] = True
        free[: self.last] = own[: self.last]
        kept = np.where(arrays.integer, values.round(), values)
        return np.where(free, arrays.lower, kept), np.where(free, arrays.upper, kept)

    def days(self, values: "Floats", columns: float) -> "NDArray[np.int64]":
        """Return the events that stand on some days in a row."""
        import numpy as np

        return self._around(values, columns, np.ones(len(self.width), dtype=np.bool_))

    def sharers(self, values: "Floats", columns: float) -> "NDArray[np.int64]":
        """Return the events on more days in a row that ask for the same people or things."""
        import numpy as np

        among = np.zeros(len(self.width), dtype=np.bool_)
        if not self.askers:
            return self.days(values, columns)
        among[self.askers[self.random.choice(sorted(self.askers))]] = True
        return self._around(values, columns, among)

    def wards(self, values: "Floats", columns: float) -> "NDArray[np.int64]":
        """Return the events of a few wards on more days in a row."""
        import numpy as np

        among = np.zeros(len(self.width), dtype=np.bool_)
        known = sorted(self.members)
        for ward in self.random.sample(known, min(len(known), 3)):
            among[self.members[ward]] = True
        return self._around(values, columns, among)

    def _around(
        self, values: "Floats", columns: float, among: "NDArray[np.bool_]"
    ) -> "NDArray[np.int64]":
        """Return the events `among` some around a day on which much is paid, and those that have
        no place or need none.
        """
        import numpy as np

        standing = np.full(len(self.width), -1)
        taken = np.flatnonzero(values[: self.last] > HALF)
        paid = np.zeros(len(self.width))
        events = self.event_of[taken]
        standing[events] = self.day_of[taken]
        paid[events] = self.here.searching.prices[taken] - self.least[events] + 1.0
        missing = np.flatnonzero(values[list(self.here.missing)] > HALF)
        left = np.flatnonzero((standing < 0) & (self.width > 0))
        known = among & (standing >= 0)
        if not known.any():
            return left
        if len(missing):
            # What has no place is near the cheapest of those that it could have.
            event = self.random.choice(missing.tolist())
            own = self.here.frame.columns[event]
            middle = self.day_of[self.random.choice(own)] if len(own) else 0
            beside = sorted(self.beside[event])
            beside = self.random.sample(beside, min(len(beside), BESIDE))
            left = np.union1d(left, np.array(beside, dtype=np.int64))
        else:
            weights = np.where(known, paid, 0.0).cumsum()
            middle = standing[int(np.searchsorted(weights, self.random.random() * weights[-1]))]
        near = np.flatnonzero(known)
        near = near[np.argsort(abs(standing[near] - middle), kind="stable")]
        near = near[self.width[near].cumsum() <= columns]
        some = int(columns / max(1.0, self.width[left].mean())) if len(left) else 0
        if some < len(left):
            left = np.array(self.random.sample(left.tolist(), max(1, some)), dtype=np.int64)
        return np.union1d(near, left)
