"""How exactly the solver's numbers are read."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ALMOST = 1e-6
"""How far from whole a value may be and still count as whole (HiGHS's own tolerance)."""

HALF = 0.5
"""What a whole value lies above if it is 1, whatever the rounding."""


def chosen(columns: Iterable[int], values: "NDArray[np.float64]") -> Iterator[int]:
    """Yield those of the `columns` that a solution with these `values` chooses."""
    return (column for column in columns if values[column] > HALF)
