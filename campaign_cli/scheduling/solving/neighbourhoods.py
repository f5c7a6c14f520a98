"""From a good schedule to the best: free some wards, days or activities, and solve them anew.

Large neighbourhood search (Shaw 1998) with the programme itself as the neighbourhood's judge.
Everything is counted, nothing is timed: the same plan takes the same way on every machine.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import cycle
from random import Random
from typing import TYPE_CHECKING

from campaign_cli.scheduling.limits import Patience
from campaign_cli.scheduling.programme.columns_and_rows import Arrays
from campaign_cli.scheduling.programme.frame import Frame
from campaign_cli.scheduling.programme.tolerance import ALMOST, HALF
from campaign_cli.scheduling.solving.highs import SEED, Answer, solve

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

NODES = 20
EVENTS_A_FAILURE = 25
"""How many events of a plan buy one more failure in a row."""
MOST_FAILURES = 40
IN_VAIN = 6
"""After how many neighbourhoods in vain a proof is the better way on, where one is near."""
GROW = 1.25
PROMISING = 0.25
"""A column whose reduced cost is more than this part of the gap is not worth trying."""
LARGE = 10_000
"""A neighbourhood of more columns takes seconds: it grows no more."""
JOINT = 20
"""Events of this many wards or more move with days and activities alone."""


def improved(
    frame: Frame,
    arrays: Arrays,
    reduced: "Floats | None",
    best: Answer,
    bound: int,
    patience: Patience,
    watch: Callable[[int], None],
    provable: Callable[[Answer], bool],
) -> Answer:
    """Return the best answer that is found from `best`; `bound` ends the search.

    `reduced` are the relaxation's reduced costs: they tell where a schedule pays more than it.
    After a few neighbourhoods in vain, a best that is `provable` ends the search, too: a proof
    finds what is better sooner than more of them.
    """
    import numpy as np

    assert best.price is not None
    failures, most = 0, min(MOST_FAILURES, len(frame.events) // EVENTS_A_FAILURE)
    hood = _Neighbourhoods(frame, reduced)
    for choose in cycle((hood.days, hood.activities, hood.wards, hood.wards)):
        if round(best.price) <= bound or failures > most or not patience.left:
            return best
        assert best.values is not None
        events = choose(best.values)
        lower, upper = _freed(frame, arrays, best.values, events)
        if reduced is not None:
            dear = reduced > max(1.0, PROMISING * (round(best.price) - bound))
            upper = np.where(dear & arrays.integer & (best.values < ALMOST), lower, upper)
        free = int((arrays.integer & (upper > lower)).sum())
        found = solve(
            arrays, lower, upper, patience, below=round(best.price), nodes=NODES, enough=bound
        )
        if found.price is not None and round(found.price) < round(best.price):
            best, failures = found, 0
            watch(round(found.price))
        else:
            failures += 1
            if free <= LARGE:
                hood.grow(choose)
            if failures >= IN_VAIN and provable(best):
                return best
    return best


def _freed(
    frame: Frame, arrays: Arrays, values: "Floats", events: Sequence[int]
) -> tuple["Floats", "Floats"]:
    """Return bounds that keep every event but `events` on its column."""
    lower, upper = arrays.lower.copy(), arrays.upper.copy()
    last = frame.columns[-1].stop
    lower[:last] = upper[:last] = values[:last].round()
    for event in events:
        own = slice(frame.columns[event].start, frame.columns[event].stop)
        lower[own], upper[own] = arrays.lower[own], arrays.upper[own]
    return lower, upper


class _Neighbourhoods:
    """The kinds of neighbourhood, and how large each is by now."""

    def __init__(self, frame: Frame, reduced: "Floats | None") -> None:
        self.frame = frame
        self.random = Random(SEED)  # noqa: S311 - nobody's secret
        self.reduced = reduced
        self.members: dict[str, list[int]] = {ward: [] for ward in frame.plan.wards}
        self.activities_events: dict[str, list[int]] = {}
        for event in frame.events:
            self.activities_events.setdefault(event.activity.id, []).append(event.index)
            if len(event.wards) < JOINT:
                for ward in event.wards:
                    self.members[ward].append(event.index)
        self.sizes = {
            "wards": max(4.0, len(frame.plan.wards) / 8),
            "days": 3.0,
            "activities": 2.0,
        }

    def grow(self, kind: Callable[["Floats"], Sequence[int]]) -> None:
        """Make the next neighbourhoods of a kind larger: this one gave nothing."""
        self.sizes[kind.__name__] *= GROW

    def wards(self, values: "Floats") -> list[int]:
        """Return the events of some wards, those first that pay what the relaxation does not."""
        paid = {
            ward: 0.01 + sum(max(0.0, self._paid(event, values)) for event in events)
            for ward, events in self.members.items()
        }
        # The weighted draw without replacement of Efraimidis and Spirakis 2006.
        drawn = sorted(paid, key=lambda ward: -(self.random.random() ** (1 / paid[ward])))
        chosen = drawn[: int(self.sizes["wards"])]
        return sorted({event for ward in chosen for event in self.members[ward]})

    def days(self, values: "Floats") -> list[int]:
        """Return the events that begin on some days in a row, and those that are not chosen."""
        first = self.random.randrange(len(self.frame.grid.days))
        days = range(first, first + int(self.sizes["days"]))
        return [
            event
            for event, column in self._columns(values)
            if column is None
            or self.frame.places[event][column - self.frame.columns[event].start].start.first
            in days
        ]

    def activities(self, values: "Floats") -> list[int]:
        """Return the events of some activities."""
        del values
        known = sorted(self.activities_events)
        chosen = self.random.sample(known, min(len(known), int(self.sizes["activities"])))
        return sorted(event for one in chosen for event in self.activities_events[one])

    def _columns(self, values: "Floats") -> Iterator[tuple[int, int | None]]:
        for event, columns in enumerate(self.frame.columns):
            own = values[columns.start : columns.stop]
            standing = len(own) > 0 and own.max() > HALF
            yield event, columns.start + int(own.argmax()) if standing else None

    def _paid(self, event: int, values: "Floats") -> float:
        if self.reduced is None:
            return 1.0
        columns = self.frame.columns[event]
        own = slice(columns.start, columns.stop)
        return float(self.reduced[own] @ values[own])
