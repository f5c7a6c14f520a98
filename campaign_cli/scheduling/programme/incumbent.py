"""A schedule, or a solution, in a programme: the column of each event, and keeping it there."""

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING

from campaign_cli.model.schedule import Booking
from campaign_cli.scheduling.programme.columns_and_rows import Arrays
from campaign_cli.scheduling.programme.frame import Frame
from campaign_cli.scheduling.programme.tolerance import chosen

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


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


def columns_of(frame: Frame, values: "Floats") -> dict[int, int]:
    """Return the column that each event takes in a solution; those not held are left out."""
    return {
        event.index: column
        for event in frame.events
        for column in chosen(frame.columns[event.index], values)
    }
