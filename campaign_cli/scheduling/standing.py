"""A finished schedule in a programme: which column each event stands on, and keeping it there."""

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING

from campaign_cli.model.plan import Plan
from campaign_cli.model.schedule import Booking, in_order
from campaign_cli.scheduling.bookings import booked
from campaign_cli.scheduling.frame import Frame
from campaign_cli.scheduling.limits import Patience
from campaign_cli.scheduling.people import named
from campaign_cli.scheduling.programme import Arrays
from campaign_cli.scheduling.when import Settled, settle

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

LEAST_SECONDS = 1.0
"""How long people may be named though the time is up."""


def standing(frame: Frame, bookings: Iterable[Booking]) -> dict[int, int]:
    """Return the column on which each event of a schedule stands; none where it has none there."""
    by_id = {booking.id: booking for booking in bookings}
    columns: dict[int, int] = {}
    for event in frame.events:
        booking = by_id.get(event.id)
        if booking is None:
            continue
        day = frame.grid.day_of.get(booking.first)
        session = frame.grid.sessions.index(booking.session)
        for column, place in frame.placed(event):
            start = place.start
            if (start.first, start.session, place.venue) == (day, session, booking.venue):
                columns[event.index] = column
                break
    return columns


def held(
    frame: Frame, arrays: Arrays, columns: Mapping[int, int], free: Collection[int]
) -> tuple["Floats", "Floats"]:
    """Return bounds that keep every event but those of `free` on its column of `columns`."""
    lower, upper = arrays.lower.copy(), arrays.upper.copy()
    for event, own in enumerate(frame.columns):
        if event in free:
            continue
        upper[own.start : own.stop] = 0.0
        column = columns.get(event)
        if column is not None:
            lower[column] = upper[column] = 1.0
    return lower, upper


def served(
    plan: Plan, frame: Frame, values: "Floats", patience: Patience
) -> tuple[Booking, ...] | None:
    """Return the bookings of a solution with their people; None: they could not be named."""
    return _served(plan, frame, _taken(frame, values), patience)[0]


def settled_with_people(
    plan: Plan, frame: Frame, arrays: Arrays, patience: Patience
) -> tuple[Settled, tuple[Booking, ...] | None]:
    """Return the best solution for which people can be named, as far as patience lasts.

    Rows of availability groups let a few go that nobody can serve: those are ruled out one by one.
    """
    while True:
        settled = settle(frame, arrays, patience, lambda _: None)
        if settled.values is None:
            return settled, None
        taken = _taken(frame, settled.values)
        bookings, nobody = _served(plan, frame, taken, patience.at_least(LEAST_SECONDS))
        if not nobody or not patience.left:
            return settled, bookings
        arrays = arrays.without(list(taken.values()))


def _taken(frame: Frame, values: "Floats") -> dict[int, int]:
    """Return the column that each event takes in a solution."""
    return {
        event.index: column
        for event in frame.events
        for column in frame.columns[event.index]
        if values[column] > 0.5  # noqa: PLR2004 - whole, but for rounding
    }


def _served(
    plan: Plan, frame: Frame, taken: Mapping[int, int], patience: Patience
) -> tuple[tuple[Booking, ...] | None, bool]:
    """Return the bookings with their people, and whether it is proved that nobody can serve."""
    result = named(plan, frame.grid, booked(plan, frame, taken), patience)
    if result.impossible or not result.bookings:
        return None, bool(result.impossible)
    return in_order(plan, result.bookings), False
