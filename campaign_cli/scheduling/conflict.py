"""Which lines of a plan cannot hold together: an irreducible set of the programme's row groups.

Rows are grouped by the plan line they stand for: "127 rows" is "this window and this pool". A
deletion filter (Chinneck 2008, chapter 6) takes groups away one by one; a group without which the
rest can hold stays in the set. Lines that are no rows but took places away beforehand (windows,
days, closings) belong to it where the rows that are left can hold without them.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace

from campaign_cli.model.diagnostic import Cause
from campaign_cli.model.plan import Plan
from campaign_cli.scheduling.frame import Frame
from campaign_cli.scheduling.highs import Patience, relax, solve
from campaign_cli.scheduling.loosening import loosened
from campaign_cli.scheduling.places import Barred
from campaign_cli.scheduling.programme import Arrays

Build = Callable[[Plan], Frame | Barred]


def conflict(frame: Frame, arrays: Arrays, patience: Patience, build: Build) -> tuple[Cause, ...]:
    """Return plan lines that cannot hold together, none of them to spare if patience lasts.

    `build` makes the programme of a plan with one line loosened.
    """
    rows = row_conflict(frame, arrays, patience)
    needed = set(rows)
    found = list(rows)
    for cause, plan in loosened(frame.plan, rows):
        if not patience.left:
            break
        other = build(plan)
        if isinstance(other, Barred):
            continue
        kept = [
            row for row, reason in enumerate(other.programme.causes) if reason in {*needed, None}
        ]
        if not _impossible(other.programme.frozen(), kept, patience, linear=False):
            found.append(cause)
    return tuple(found)


def row_conflict(frame: Frame, arrays: Arrays, patience: Patience) -> tuple[Cause, ...]:
    """Return the groups of rows that cannot hold together on the places that are left."""
    import numpy as np

    groups: dict[Cause, list[int]] = defaultdict(list)
    for row, cause in enumerate(frame.programme.causes):
        if cause is not None:
            groups[cause].append(row)
    arrays = replace(arrays, prices=np.zeros_like(arrays.prices))
    linear = relax(arrays, patience).impossible
    kept = list(groups)
    # Halves first, so that what plays no part goes quickly; single lines last.
    size = max(1, len(kept) // 2)
    while True:
        position = 0
        while position < len(kept) and patience.left:
            rest = kept[:position] + kept[position + size :]
            rows = [row for one in rest for row in groups[one]]
            if _impossible(arrays, rows, patience, linear=linear):
                kept = rest
            else:
                position += size
        if size == 1 or not patience.left:
            return tuple(kept)
        size = max(1, size // 2)


def _impossible(arrays: Arrays, rows: list[int], patience: Patience, *, linear: bool) -> bool:
    """Return whether these rows alone are proved to be impossible."""
    import numpy as np

    lower = np.full_like(arrays.row_lower, -np.inf)
    upper = np.full_like(arrays.row_upper, np.inf)
    lower[rows], upper[rows] = arrays.row_lower[rows], arrays.row_upper[rows]
    freed = replace(arrays, prices=np.zeros_like(arrays.prices), row_lower=lower, row_upper=upper)
    if linear:
        return relax(freed, patience).impossible
    return solve(freed, freed.lower, freed.upper, patience).impossible
