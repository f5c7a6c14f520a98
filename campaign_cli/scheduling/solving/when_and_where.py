"""When and where: the programme solved to proof in the three steps of its module's figures.

The relaxation is almost the answer (equal to the optimum at 13, 126 and 500 wards × 12
activities) once the events of many wards are on their days, so most events are settled by it and a
small programme settles the rest; where that misses the bound, a descent and a neighbourhood search
come near it, and reduced costs leave less to prove. How long to search is told by neighbourhoods in
vain, not by the clock: what is left is then the solver's, whose cuts close a gap sooner.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import TYPE_CHECKING

from campaign_cli.scheduling.grid.places import Place
from campaign_cli.scheduling.limits import Patience, Progress
from campaign_cli.scheduling.programme.columns_and_rows import INFINITY, Arrays
from campaign_cli.scheduling.programme.frame import Frame
from campaign_cli.scheduling.programme.tolerance import ALMOST
from campaign_cli.scheduling.solving.branches import Branch, branched
from campaign_cli.scheduling.solving.highs import Answer, relax, solve
from campaign_cli.scheduling.solving.local_descent import SECONDS, polished
from campaign_cli.scheduling.solving.neighbourhoods import improved
from campaign_cli.scheduling.solving.relaxation import quickly

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


NODES = 50
PROVABLE = 16_000
"""Up to how many columns a proof takes less time than neighbourhoods: 40 wards × 20 activities."""
LOOKS = 60
"""How long the relaxation's rounding may take, in looks of the solver (a second has 5 to 20)."""
DEAR = 1.0
"""What a column may cost beyond the relaxation and still be tried first."""
CHEAP = 0.5
"""The part of the time that is left which such a try may take."""
SEARCHING = 0.5
"""The part of the time that is left which neighbourhoods may take; cuts raise the bound then."""
RELAXING = 0.8
"""The part of the time that the relaxation may take; what it leaves finds a schedule at all."""

Sketched = Callable[[Patience], Mapping[int, Place] | None]
"""Looks for where each event is in any schedule at all; none: it found no such."""


@dataclass(frozen=True, slots=True)
class Settled:
    """The best solution found, and how good any can be; no `values`: none was found."""

    proved: bool
    price: int | None = None
    bound: int | None = None
    values: "Floats | None" = None

    @property
    def impossible(self) -> bool:
        """Whether there is proved to be no solution."""
        return self.proved and self.values is None


def possible(frame: Frame, arrays: Arrays, patience: Patience) -> bool | None:
    """Return whether the programme has any solution at all, whatever it costs; None: not known.

    What cannot be, the relaxation nearly always refuses in few iterations; what can be, the
    feasibility jump at the beginning of the integer search finds (Luteberget and Sartor 2023).
    """
    import numpy as np

    free = replace(arrays, prices=np.zeros_like(arrays.prices))
    relaxed = relax(free, patience, iterations=quickly(free))
    if relaxed.impossible:
        return False
    if relaxed.values is not None:
        lower, upper = _settled_events(frame, free, relaxed.values)
        if solve(free, lower, upper, patience, nodes=NODES).values is not None:
            return True
    found = solve(free, free.lower, free.upper, patience)
    return True if found.values is not None else False if found.proved else None


def settle(
    frame: Frame,
    arrays: Arrays,
    patience: Patience,
    watch: Callable[[Progress], None],
    start: Answer | None = None,
    sketched: Sketched = lambda _: None,
) -> Settled:
    """Return the best schedule of the programme, proved unless patience ends first.

    `start`: a solution that is known, and good; nothing worse is looked at. `sketched` looks for a
    first one where the relaxation leads to none.
    """
    watch(Progress("relaxation"))
    branches = branched(frame, arrays, patience.share(RELAXING))
    if not branches:
        return Settled(proved=True)
    lead = branches[0]
    bound = whole_bound(lead.relaxed.bound)
    watch(Progress("rounding", None, bound))
    first = _first(frame, lead, bound, patience, sketched) if start is None else start
    if first.price is not None and round(first.price) > bound:
        first = improved(
            frame,
            lead.arrays,
            lead.relaxed.reduced,
            polished(frame, lead.arrays, first, patience),
            bound,
            patience.share(SEARCHING),
            lambda price: watch(Progress("rounding", price, bound)),
            lambda best: _still_free(arrays, branches, best) <= PROVABLE,
        )
    if first.price is not None and round(first.price) <= bound:
        return _settled(first, bound)
    watch(Progress("proof", first.price, bound))
    lower, upper = _priced_out(arrays, branches, first)
    final = solve(
        arrays,
        lower,
        upper,
        patience,
        below=first.price,
        enough=bound,
        watch=lambda price, least: watch(Progress("proof", price, max(bound, least))),
    )
    if not final.proved:
        first, final = (_polished(frame, arrays, one, patience) for one in (first, final))
    return _closed(first, final, bound)


def _polished(frame: Frame, arrays: Arrays, best: Answer, patience: Patience) -> Answer:
    """Return an answer that is given unproved with no event that could be cheaper by itself."""
    return polished(frame, arrays, best, patience if patience.left else patience.at_least(SECONDS))


def _first(
    frame: Frame, lead: Branch, bound: int, patience: Patience, sketched: Sketched
) -> Answer:
    """Return a schedule near the relaxation: at its bound if that can be had, else any."""
    arrays = lead.arrays
    if lead.relaxed.values is not None:
        lower, upper = _settled_events(frame, arrays, lead.relaxed.values)
        near = solve(
            arrays, lower, upper, patience, below=bound + 1, nodes=NODES, looks=LOOKS, enough=bound
        )
        if near.price is not None:
            return near
        near = solve(arrays, lower, upper, patience.share(CHEAP), enough=INFINITY)
        if near.price is not None:
            return near
    drawn = _drawn(frame, arrays, patience, sketched)
    if drawn.price is not None:
        return drawn
    cheap = _cheap(arrays, lead.relaxed)
    near = solve(arrays, arrays.lower, cheap, patience.share(CHEAP), enough=INFINITY)
    if near.price is not None:
        return near
    return solve(arrays, arrays.lower, arrays.upper, patience, enough=INFINITY)


def _drawn(frame: Frame, arrays: Arrays, patience: Patience, sketched: Sketched) -> Answer:
    """Return the sketched schedule, if there is one: it has a little time in any case."""
    if patience.stop.is_set():
        return Answer(proved=False)
    half = patience.share(CHEAP)
    places = sketched(half if half.left > SECONDS else patience.at_least(SECONDS))
    if places is None:
        return Answer(proved=False)
    patience = patience.at_least(SECONDS)
    lower, upper = arrays.lower.copy(), arrays.upper.copy()
    for event, columns in zip(frame.events, frame.columns, strict=True):
        upper[columns.start : columns.stop] = 0.0
        if event.index in places:
            number = frame.places[event.index].index(places[event.index])
            lower[columns.start + number] = upper[columns.start + number] = 1.0
    return solve(arrays, lower, upper, patience, enough=INFINITY)


def _cheap(arrays: Arrays, relaxed: Answer) -> "Floats":
    """Return upper bounds that leave out what is dear in the relaxation."""
    import numpy as np

    if relaxed.reduced is None:
        return arrays.upper
    return np.where(arrays.integer & (relaxed.reduced > DEAR), arrays.lower, arrays.upper)


def whole_bound(bound: float) -> int:
    """Return the least whole price that a bound leaves; no price is below 0."""
    return 0 if bound <= 0 else ceil(bound - ALMOST * max(1.0, bound))


def _settled(answer: Answer, bound: int) -> Settled:
    assert answer.price is not None
    return Settled(round(answer.price) <= bound, round(answer.price), bound, answer.values)


def _closed(first: Answer, final: Answer, bound: int) -> Settled:
    """Return the better of two answers, the second of which looked for anything cheaper."""
    best = min(
        (answer for answer in (final, first) if answer.price is not None),
        key=lambda answer: answer.price or 0.0,
        default=None,
    )
    if best is None:
        return Settled(final.proved)
    assert best.price is not None
    price = round(best.price)
    if final.proved:
        return _settled(best, price)  # nothing is cheaper
    return _settled(best, min(price, max(bound, whole_bound(final.bound))))


def _settled_events(frame: Frame, arrays: Arrays, values: "Floats") -> tuple["Floats", "Floats"]:
    """Return bounds that keep the events which the relaxation leaves whole on their columns."""
    lower, upper = arrays.lower.copy(), arrays.upper.copy()
    for columns in frame.columns:
        part = values[columns.start : columns.stop]
        if not len(part):
            continue
        best = int(part.argmax())
        total = part.sum()
        if part[best] >= 1 - ALMOST or total <= ALMOST:
            upper[columns.start : columns.stop] = 0.0
            if part[best] >= 1 - ALMOST:
                lower[columns.start + best] = upper[columns.start + best] = 1.0
    return lower, upper


def _still_free(arrays: Arrays, branches: Sequence[Branch], best: Answer) -> int:
    """Return how many columns a proof would have to settle."""
    lower, upper = _priced_out(arrays, branches, best)
    return int((arrays.integer & (upper > lower)).sum())


def _priced_out(
    arrays: Arrays, branches: Sequence[Branch], first: Answer
) -> tuple["Floats", "Floats"]:
    """Return bounds that fix the columns which no cheaper solution of any branch can move.

    A column whose reduced cost exceeds the gap stays where the relaxation has it (Crowder,
    Johnson and Padberg 1983).
    """
    import numpy as np

    lower = np.full_like(arrays.lower, np.inf)
    upper = np.full_like(arrays.upper, -np.inf)
    for branch in branches:
        low, high = branch.arrays.lower, branch.arrays.upper
        reduced, bound = branch.relaxed.reduced, branch.relaxed.bound
        if first.price is not None and reduced is not None and bound > -INFINITY:
            gap = round(first.price) - 1 - bound + ALMOST * max(1.0, abs(bound))
            if gap < 0:
                continue
            fixable = arrays.integer & (high - low == 1.0)
            high = np.where(fixable & (reduced > gap), low, high)
            low = np.where(fixable & (reduced < -gap), high, low)
        lower, upper = np.minimum(lower, low), np.maximum(upper, high)
    return lower, upper
