"""The relaxation of a large programme: how good any schedule can be, and a vertex to round.

A first-order method (PDLP, Applegate et al. 2021) finds good prices of the rows several times
sooner than the simplex method. Prices of rows, good or bad, give a bound on every solution and
reduced costs to fix columns by (Geoffrion 1974, after Held and Karp 1970). What they leave of
interest is a small relaxation, and the simplex method finds its vertex: sifting (Bixby et al.
1992), stopped after its first round, since nothing more is asked of the vertex than to be rounded.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from campaign_cli.scheduling.limits import Patience
from campaign_cli.scheduling.programme.columns_and_rows import Arrays
from campaign_cli.scheduling.solving.highs import Answer, descend, relax

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

QUICK = 12
"""The simplex method is let try first: an iteration for so many columns, …"""
LEAST_QUICK = 1000
"""… but as many as this. Small programmes end so, and most that are impossible."""
MOST_QUICK = 4000
DESCENDING = 20_000
"""After how many iterations a descent that does not end has nothing to come near to."""
OF_INTEREST = 0.02
"""Up to which reduced cost a column takes part in the search for a vertex."""
FEW = 0.8
"""Where more than this part of all columns are of interest, they might as well all be."""


def quickly(arrays: Arrays) -> int:
    """Return how many iterations of the simplex method are quick for a programme."""
    return min(MOST_QUICK, max(LEAST_QUICK, len(arrays.prices) // QUICK))


def lowered(arrays: Arrays, patience: Patience) -> Answer:
    """Return a relaxation's bound by descent; its values are spread, no vertex."""
    import numpy as np

    near = Answer(proved=False)
    if patience.left:
        near = descend(arrays, patience, iterations=DESCENDING)
    nothing = np.zeros_like(arrays.row_lower)
    bounds = [lagrangian(arrays, duals) for duals in (near.duals, nothing) if duals is not None]
    # Cut off early, the descent may know less than the cheapest place of every event says.
    bound, reduced = max(bounds, key=lambda one: one[0])
    return Answer(
        proved=near.proved, bound=bound, values=near.values, reduced=reduced, duals=near.duals
    )


def vertex(arrays: Arrays, near: Answer, patience: Patience) -> Answer:
    """Return `near` with the values of a vertex instead of its own."""
    import numpy as np

    if near.values is not None and near.reduced is not None:
        dear = arrays.integer & (near.reduced > OF_INTEREST)
        upper = np.where(dear, arrays.lower, arrays.upper)
        free = upper > arrays.lower
        few = free.mean() < FEW
        part, values = arrays.part(arrays.lower, upper, free) if few else (None, upper)
        best = Answer(proved=False) if part is None else relax(part, patience)
        if best.values is not None:
            values[free] = best.values
            return Answer(proved=True, bound=near.bound, values=values, reduced=near.reduced)
    # Without the dear columns there is no solution, or little won.
    best = relax(arrays, patience)
    return best if best.proved else replace(near, proved=False, values=None)


def lagrangian(arrays: Arrays, duals: "Floats") -> "tuple[float, Floats]":
    """Return the bound that prices of the rows give, and the columns' reduced costs with them.

    Any prices do: those of a side that a row does not have are left out, and those that would let
    a column without an upper bound earn without end are cut back to what it costs.
    """
    import numpy as np

    height, width = len(arrays.row_lower), len(arrays.prices)
    rows = np.repeat(np.arange(height), np.diff(arrays.starts))
    least = np.where(np.isfinite(arrays.row_upper), -np.inf, 0.0)
    most = np.where(np.isfinite(arrays.row_lower), np.inf, 0.0)
    # A slack stands in one row alone, and may cost as much as the row's price, no less.
    once = np.bincount(arrays.indices, minlength=width) == 1
    slack = (once & np.isinf(arrays.upper))[arrays.indices]
    at, value = rows[slack], arrays.values[slack]
    price = arrays.prices[arrays.indices[slack]] / value
    np.minimum.at(most, at[value > 0], price[value > 0])
    np.maximum.at(least, at[value < 0], price[value < 0])
    kept = np.maximum(np.minimum(duals, most), least)

    def left(kept: "Floats") -> "Floats":
        used = np.bincount(arrays.indices, weights=arrays.values * kept[rows], minlength=width)
        return arrays.prices - used

    kept += _raising(arrays, rows, left(kept))
    reduced = left(kept)
    side = np.where(kept > 0, arrays.row_lower, arrays.row_upper)
    paid = float((kept * np.where(kept == 0, 0.0, side)).sum())
    at_best = np.where(reduced >= 0, arrays.lower, arrays.upper)
    return paid + float((reduced * np.where(reduced == 0, 0.0, at_best)).sum()), reduced


def _raising(arrays: Arrays, rows: "NDArray[np.int64]", reduced: "Floats") -> "Floats":
    """Return by how much more the rows are worth that ask for just one of their columns.

    They are worth the cheapest of them. That makes a useful bound of prices cut off half-way.
    """
    import numpy as np

    height, width = len(arrays.row_lower), len(arrays.prices)
    once = (arrays.row_lower == 1.0) & (arrays.row_upper == 1.0)
    whole = (arrays.values == 1.0) & (arrays.upper[arrays.indices] <= 1.0)
    once[rows[~whole]] = False
    # Rows that share a column cannot both be raised: the first has it.
    owner = np.full(width, height)
    entries = once[rows]
    np.minimum.at(owner, arrays.indices[entries], rows[entries])
    once[rows[entries & (owner[arrays.indices] != rows)]] = False
    cheapest = np.full(height, np.inf)
    entries = once[rows] & (arrays.upper[arrays.indices] > 0)
    np.minimum.at(cheapest, rows[entries], reduced[arrays.indices[entries]])
    return np.where(np.isfinite(cheapest), cheapest, 0.0)
