"""Whether events can be held once some lines of a plan give way by so many steps."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from campaign_cli.scheduling.infeasible.changes import Levels
from campaign_cli.scheduling.infeasible.priced_steps import Priced, Step
from campaign_cli.scheduling.limits import Patience
from campaign_cli.scheduling.programme.tolerance import ALMOST
from campaign_cli.scheduling.solving.highs import relax, solve

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NODES, FEW = 100, 5
NOTHING_ELSE: Mapping[Step, int] = MappingProxyType({})


class Holding:
    """Whether the events can be held once some lines give way by so many steps."""

    def __init__(self, programme: Priced, patience: Patience) -> None:
        import numpy as np

        self.patience = patience
        self.steps = {step: list(columns) for step, columns in programme.steps.items()}
        arrays = programme.frozen()
        telling = np.ones(len(arrays.row_lower), dtype=np.bool_)
        telling[[row for row, _, _ in programme.binds]] = False
        # What steps bind is bound by the columns' own limits here: it is known which are taken.
        self.arrays = replace(arrays, prices=np.zeros_like(arrays.prices)).of_rows(telling)
        self.binds = [
            (np.array(columns, dtype=np.int64), steps) for _, columns, steps in programme.binds
        ]

    def held(self, levels: Levels) -> bool:
        """Return whether all events can be held with `levels`."""
        import numpy as np

        upper = self._upper(levels)
        arrays = replace(self.arrays, upper=upper)
        part, _ = arrays.part(arrays.lower, upper, upper > arrays.lower)
        if part is None:
            return False
        part = part.merged()
        relaxed = relax(part, self.patience)
        if relaxed.impossible:
            return False
        if relaxed.values is not None:
            whole = relaxed.values[part.integer]
            if (abs(whole - whole.round()) <= ALMOST).all():
                return True
            # Most of it may stay as it is.
            lower = np.where(part.integer, np.floor(relaxed.values + ALMOST), part.lower)
            near = solve(part, lower, part.upper, self.patience, nodes=FEW)
            if near.values is not None:
                return True
        return solve(part, part.lower, part.upper, self.patience, nodes=NODES).values is not None

    def _upper(self, levels: Levels) -> "NDArray[np.float64]":
        upper = self.arrays.upper.copy()
        for step, columns in self.steps.items():
            upper[columns[levels.get(step, 0) :]] = 0.0
        for bound, steps in self.binds:
            if not any(levels.get(step, 0) >= level for step, level in steps):
                upper[bound] = 0.0
        return upper
