"""The schedule nearest to a given one, proved: what a move costs is asked in this way.

The schedule given is nearly one, and as each event would rather stay where it is, there are no
ties: the relaxation takes less time than where the whole month is to be found, and leaves few
events split. At 126 wards × 12 activities the way of `when` took 15–20 solves, this one 0.7.
"""

from collections.abc import Callable
from math import ceil
from typing import TYPE_CHECKING

from campaign_cli.scheduling.limits import Patience, Progress
from campaign_cli.scheduling.programme.columns_and_rows import Arrays
from campaign_cli.scheduling.programme.frame import Frame
from campaign_cli.scheduling.programme.tolerance import ALMOST
from campaign_cli.scheduling.solving.highs import Answer, relax, solve
from campaign_cli.scheduling.solving.local_descent import SECONDS, polished
from campaign_cli.scheduling.solving.when_and_where import Settled, settle

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

HAIR = 1e-2
"""How far the relaxation's price may be off through rounding; a step of it is 1."""


def nearest(
    frame: Frame, arrays: Arrays, patience: Patience, watch: Callable[[Progress], None]
) -> Settled:
    """Return the best solution of a programme in which each event has a place it likes best."""
    watch(Progress("relaxation"))
    relaxed = relax(arrays, patience)
    if relaxed.impossible:
        return Settled(proved=True)
    if relaxed.values is None:
        return Settled(proved=False)
    bound = max(0, ceil(relaxed.bound - HAIR))
    watch(Progress("rounding"))
    lower, upper = _kept(frame, arrays, relaxed.values)
    near = solve(arrays, lower, upper, patience, enough=bound)
    if near.price is None:
        return settle(frame, arrays, patience, watch)
    if round(near.price) <= bound:
        return Settled(True, round(near.price), bound, near.values)
    watch(Progress("proof"))
    lower, upper = _priced_out(arrays, relaxed, near.price)
    last = solve(arrays, lower, upper, patience, below=round(near.price), enough=bound)
    best = min(
        (one for one in (near, last) if one.price is not None),
        key=lambda one: one.price or 0.0,
    )
    assert best.price is not None
    price = round(best.price)
    if last.proved:
        return Settled(True, price, price, best.values)
    best = polished(frame, arrays, best, patience if patience.left else patience.at_least(SECONDS))
    assert best.price is not None
    price = round(best.price)
    return Settled(False, price, min(price, max(bound, _whole(last.bound))), best.values)


def _kept(frame: Frame, arrays: Arrays, values: "Floats") -> "tuple[Floats, Floats]":
    """Return bounds that keep the events which a relaxation leaves whole on their columns."""
    lower, upper = arrays.lower.copy(), arrays.upper.copy()
    for columns in frame.columns:
        part = values[columns.start : columns.stop]
        if len(part) and part.max() >= 1 - ALMOST:
            upper[columns.start : columns.stop] = 0.0
            best = columns.start + int(part.argmax())
            lower[best] = upper[best] = 1.0
    return lower, upper


def _priced_out(arrays: Arrays, relaxed: Answer, price: float) -> "tuple[Floats, Floats]":
    """Return bounds that fix the columns which no cheaper solution can move, by reduced cost."""
    import numpy as np

    assert relaxed.reduced is not None
    gap = round(price) - 1 - relaxed.bound + HAIR
    fixable = arrays.integer & (arrays.upper - arrays.lower == 1.0)
    upper = np.where(fixable & (relaxed.reduced > gap), arrays.lower, arrays.upper)
    lower = np.where(fixable & (relaxed.reduced < -gap), arrays.upper, arrays.lower)
    return lower, upper


def _whole(bound: float) -> int:
    return max(0, ceil(bound - HAIR)) if bound > -float("inf") else 0
