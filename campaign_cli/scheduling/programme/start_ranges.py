"""The starts that are left to each event, without writing out a place for each of them."""

from bisect import bisect_left, bisect_right
from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from campaign_cli.model.plan import Plan
from campaign_cli.scheduling.grid.events import Demand, Event
from campaign_cli.scheduling.grid.order import Key, Wait
from campaign_cli.scheduling.grid.places import FILTERS
from campaign_cli.scheduling.grid.slots import Grid, Start
from campaign_cli.scheduling.programme.preferences import session_price, wish_price
from campaign_cli.support.diagnostic import Cause

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Priced = tuple[int, Start]

ROUNDS = 10
"""How often aims are looked through for pairs that are not in order: a chain moves link by link."""


@dataclass(frozen=True, slots=True)
class Pair:
    """`late` of the later event must be at least `early` of the earlier one."""

    earlier: int
    later: int
    early: Key
    late: Key
    cause: Cause


def pairs_of(waits: Sequence[Wait]) -> tuple[Pair, ...]:
    """Return every two events of which one waits for the other."""
    return tuple(
        Pair(earlier, later, wait.early, wait.late, wait.cause)
        for wait in waits
        for earlier, later in product(wait.earlier, wait.later)
    )


class Ranges:
    """From which to which of its activity's starts each event may be, and what they cost it."""

    def __init__(
        self,
        plan: Plan,
        grid: Grid,
        events: tuple[Event, ...],
        pairs: Sequence[Pair],
        stands: Mapping[tuple[str, str, int], Start],
    ) -> None:
        self.plan = plan
        self.grid = grid
        self.events = events
        self._days: dict[str, NDArray[np.int64]] = {}
        self._sessions: dict[str, NDArray[np.int64]] = {}
        self._slots: dict[int, tuple[int, ...]] = {}
        self._first = [0] * len(events)
        self._past = [len(grid.starts(event.activity)) for event in events]
        self._prices: dict[tuple[str, int], NDArray[np.int64]] = {}
        for event in events:
            start = stands.get((*event.key, event.number))
            if start is not None:
                self._first[event.index] = grid.starts(event.activity).index(start)
                self._past[event.index] = self._first[event.index] + 1
        self._narrow(pairs)

    def of(self, event: Event) -> range:
        """Return which of the activity's starts, by number, the order of events leaves."""
        return range(self._first[event.index], self._past[event.index])

    def ranked(self, event: Event, target: float = 0.5) -> Iterator[Priced]:
        """Yield the starts that the event's own rules leave it, cheapest first, with their prices.

        Of equal ones, those first that are near `target`, a part of its days.
        """
        here = self.of(event)
        middle = here.start + target * len(here)
        return self._ordered(event, self.prices(event)[here.start : here.stop], middle)

    def near(self, event: Event, number: int) -> Iterator[Priced]:
        """Yield the starts by how many days they are from the start of a number; that is a price
        here beside that of the session.
        """
        import numpy as np

        starts, here = self.grid.starts(event.activity), self.of(event)
        key = event.activity.id
        if key not in self._days:
            self._days[key] = np.array([one.first for one in starts], dtype=np.int64)
            self._sessions[key] = np.array(
                [session_price(self.plan, self.grid, event, one) for one in starts], dtype=np.int64
            )
        far = abs(self._days[key] - starts[number].first) + self._sessions[key]
        return self._ordered(event, far[here.start : here.stop], number)

    def _ordered(
        self, event: Event, prices: "NDArray[np.int64]", middle: float
    ) -> Iterator[Priced]:
        import numpy as np

        starts, here = self.grid.starts(event.activity), self.of(event)
        far = np.abs(np.arange(here.start, here.stop) - middle)
        keeps = [keep for rule in FILTERS for _, keep in rule(self.grid, event)]
        for one in np.lexsort((far, prices)):
            start = starts[here.start + one]
            if all(keep(start) for keep in keeps):
                yield int(prices[one]), start

    def prices(self, event: Event) -> "NDArray[np.int64]":
        """Return what each of its activity's starts costs an event's own wishes."""
        import numpy as np

        key = (event.activity.id, min(event.number, len(event.activity.prefer_on)))
        if key not in self._prices:
            starts = self.grid.starts(event.activity)
            self._prices[key] = np.array(
                [wish_price(self.plan, self.grid, event, start) for start in starts], dtype=np.int64
            )
        return self._prices[key]

    def price(self, event: Event, start: Start) -> int:
        """Return what a start costs an event's own wishes."""
        return wish_price(self.plan, self.grid, event, start)

    def agreed(self, aims: Mapping[int, int], pairs: Sequence[Pair]) -> dict[int, int]:
        """Return aims, numbers of starts by event, that are in order as far as `pairs` ask for it.

        What is far from its aim because another is in its way moves with that one alone: a search
        around single days never finds out, so aims have to be in order from the beginning.
        """
        result = dict(aims)
        known = [pair for pair in pairs if pair.earlier in aims and pair.later in aims]
        for _ in range(ROUNDS):
            if not sum(self._agreeing(pair, result) for pair in known):
                break
        return result

    def _agreeing(self, pair: Pair, aims: dict[int, int]) -> bool:
        """Move the aims of a pair that are not in order; return whether they were not."""
        import numpy as np

        earlier, later = self.events[pair.earlier], self.events[pair.later]
        before, behind = self.grid.starts(earlier.activity), self.grid.starts(later.activity)
        early, late = pair.early(before[aims[pair.earlier]]), pair.late(behind[aims[pair.later]])
        here, there = self.of(earlier), self.of(later)
        if early <= late or not here or not there:
            return False
        # Keys never fall from one start to the next: from which of the later's on each leaves room.
        keys = [pair.late(behind[one]) for one in there]
        since = np.searchsorted(keys, [pair.early(before[one]) for one in here])
        able = np.flatnonzero(since < len(there))
        if not len(able):
            return False
        costs = self._moving(later, aims[later.index])
        least = np.minimum.accumulate(costs[::-1])[::-1]
        both = self._moving(earlier, aims[earlier.index])[able] + least[since[able]]
        one = int(able[both.argmin()])
        other = int(since[one] + costs[since[one] :].argmin())
        aims[earlier.index], aims[later.index] = here[one], there[other]
        return True

    def _moving(self, event: Event, aim: int) -> "NDArray[np.int64]":
        """Return what each of an event's starts costs more than its aim; of equal ones, the nearer
        costs less.
        """
        import numpy as np

        here, prices = self.of(event), self.prices(event)
        more = np.maximum(prices[here.start : here.stop] - prices[aim], 0)
        far = np.abs(np.arange(here.start, here.stop, dtype=np.int64) - aim)
        costs: NDArray[np.int64] = more * len(prices) + far
        return costs

    def slots(self, mask: int) -> tuple[int, ...]:
        """Return the slots of a mask."""
        if mask not in self._slots:
            left, found = mask, []
            while left:
                low = left & -left
                found.append(low.bit_length() - 1)
                left ^= low
            self._slots[mask] = tuple(found)
        return self._slots[mask]

    def venue_closed(self, event: Event, venue: str) -> int:
        """Return the slots in which a venue is closed to the event."""
        if event.activity.window:
            return 0
        return self.grid.venue_closed(venue, event.activity.kind.id)

    def member_closed(self, event: Event, demand: Demand, member: str) -> int:
        """Return the slots in which a person cannot serve what the event asks for."""
        if event.activity.window:
            return 0
        return self.grid.member_closed(member, self.plan.activities[demand.activity].kind.id)

    def _narrow(self, pairs: Sequence[Pair]) -> None:
        """Leave out the starts that no start of another event leaves room for.

        Only events that surely happen bind others; those of one chosen ward do among themselves.
        """
        touching: dict[int, list[Pair]] = defaultdict(list)
        for pair in pairs:
            touching[pair.earlier].append(pair)
            touching[pair.later].append(pair)
        waiting = deque(pairs)
        while waiting:
            pair = waiting.popleft()
            for index in self._narrowed(pair):
                waiting.extend(touching[index])

    def _narrowed(self, pair: Pair) -> Iterator[int]:
        """Narrow the ranges of a pair, and yield the events that lost some."""
        earlier, later = self.events[pair.earlier], self.events[pair.later]
        if not self.of(earlier) or not self.of(later):
            return
        together = earlier.activity is later.activity and earlier.member == later.member
        before, behind = self.grid.starts(earlier.activity), self.grid.starts(later.activity)
        if together or not earlier.chosen:
            early = pair.early(before[self._first[pair.earlier]])
            first = self._first[pair.later]
            # Keys never fall from one start to the next.
            cut = bisect_left(self.of(later), early, key=lambda one: pair.late(behind[one]))
            self._first[pair.later] += cut
            if self._first[pair.later] > first:
                yield pair.later
        if not self.of(later):
            return
        if together or not later.chosen:
            late = pair.late(behind[self._past[pair.later] - 1])
            past = self._past[pair.earlier]
            kept = bisect_right(self.of(earlier), late, key=lambda one: pair.early(before[one]))
            self._past[pair.earlier] = self._first[pair.earlier] + kept
            if self._past[pair.earlier] < past:
                yield pair.earlier
