"""When, where and who together: the best solution for which people can be named."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from campaign_cli.model.plan import Plan
from campaign_cli.scheduling.limits import Patience, Progress
from campaign_cli.scheduling.programme.bookings import booked
from campaign_cli.scheduling.programme.columns_and_rows import Arrays
from campaign_cli.scheduling.programme.frame import Frame
from campaign_cli.scheduling.programme.incumbent import columns_of
from campaign_cli.scheduling.solving.when_and_where import Settled, settle
from campaign_cli.scheduling.solving.who_serves import Named, named

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

NAMING_SECONDS = 4.0
"""How long people may be named even when the time is up: without them nothing is worth showing."""

Settle = Callable[[Frame, Arrays, Patience, Callable[[Progress], None]], Settled]


def settled_schedule(
    plan: Plan,
    frame: Frame,
    arrays: Arrays,
    patience: Patience,
    watch: Callable[[Progress], None] = lambda _: None,
    how: Settle = settle,
) -> tuple[Settled, Named | None]:
    """Return the best solution for which people can be named, and its bookings with them.

    There are no bookings where there is no solution, where patience ended before they were named,
    or before a solution was found that can be served. Rows of availability groups let a few
    solutions go that nobody can serve: of each, the smallest set of events that cannot be served
    together is ruled out, and the search goes on.
    """
    while True:
        settled = how(frame, arrays, patience, watch)
        if settled.values is None:
            return settled, None
        watch(Progress("people", settled.price, settled.bound))
        columns = columns_of(frame, settled.values)
        result = _named(plan, frame, columns, patience)
        if not result.impossible:
            return settled, result if result.bookings or not columns else None
        if not patience.left:
            return settled, None
        hosts = [
            index
            for index in columns
            for _ in range(0 if frame.events[index].guest else frame.events[index].weight)
        ]
        together = {hosts[booking] for booking in result.impossible}
        arrays = arrays.without([columns[index] for index in sorted(together)])


def served(plan: Plan, frame: Frame, values: "Floats", patience: Patience) -> Named | None:
    """Return the bookings of a solution with their people; None: they could not be named."""
    result = _named(plan, frame, columns_of(frame, values), patience)
    return result if result.bookings and not result.impossible else None


def _named(plan: Plan, frame: Frame, columns: Mapping[int, int], patience: Patience) -> Named:
    bookings = booked(plan, frame, columns)
    return named(plan, frame.grid, bookings, patience.at_least(NAMING_SECONDS))
