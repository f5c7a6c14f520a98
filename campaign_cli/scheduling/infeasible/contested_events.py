"""Which events cannot all be held: where to look for what stands in the way.

The programme of the plan as it stands, in which any event may be left out at a price of 1. Where
the relaxation has to leave something out, its duals name the events that compete; elsewhere the
whole programme says which are left, and what they share time, places, people or things with.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from campaign_cli.model.plan import Plan
from campaign_cli.scheduling.grid.events import Event, asked_events
from campaign_cli.scheduling.grid.order import waits_of
from campaign_cli.scheduling.grid.part import Part
from campaign_cli.scheduling.grid.places import Barred, places
from campaign_cli.scheduling.grid.slots import Grid
from campaign_cli.scheduling.limits import Patience
from campaign_cli.scheduling.programme.columns_and_rows import INFINITY, NOTHING, Programme, Spent
from campaign_cli.scheduling.programme.frame import Frame, demanding, frame
from campaign_cli.scheduling.programme.rules import RULES
from campaign_cli.scheduling.programme.tolerance import ALMOST
from campaign_cli.scheduling.solving.highs import relax, solve
from campaign_cli.support.diagnostic import Cause

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NODES = 200


class _Optional(Programme):
    """A programme whose events may be left out, and choices be of more or fewer wards."""

    def __init__(self) -> None:
        super().__init__()
        self.broken = False
        """Whether something is too little whatever is chosen: a row without columns."""

    def row(
        self,
        cause: Cause | None,
        columns: Sequence[int],
        values: Iterable[float] | None = None,
        *,
        lower: float = -INFINITY,
        upper: float = INFINITY,
        spent: Spent = NOTHING,
    ) -> None:
        """Add a row, with columns that leave out what it asks for."""
        del spent
        columns = list(columns)
        values = [1.0] * len(columns) if values is None else list(values)
        if cause is not None and cause.rule == "chosen-count" and lower == upper:
            columns.append(self.column(1, upper=1.0 if demanding(cause) else INFINITY))
            values.append(1.0)
            if not demanding(cause):
                columns.append(self.column(1))
                values.append(-1.0)
        elif not columns:
            self.broken = self.broken or lower > 0 or upper < 0
            return
        super().row(cause, columns, values, lower=lower, upper=upper)


def contested(plan: Plan, patience: Patience, part: Part | None = None) -> frozenset[str] | None:
    """Return the ids of events that cannot all be held; None: all can, as far as the rows tell.

    `part`: among the events of a part of the plan. Empty where no event is to blame: a sum of
    money or of supplies that nothing changes.
    """
    programme = _Optional()
    programme.pause = patience.pause
    result = _anything_left_out(plan, programme, part)
    arrays = programme.frozen()
    relaxed = relax(arrays, patience)
    if relaxed.duals is not None and relaxed.bound > ALMOST:
        held = abs(relaxed.duals[: len(result.events)]) > ALMOST
        found = frozenset(event.id for event in result.events if held[event.index])
        return found or _competing(result, result.events)
    if relaxed.values is not None:
        answer = solve(arrays, arrays.lower, arrays.upper, patience, nodes=NODES)
        if answer.values is not None and answer.price is not None and answer.price > ALMOST:
            return _competing(result, tuple(_left_out(result, answer.values)))
    return frozenset() if programme.broken else None


def _anything_left_out(plan: Plan, programme: Programme, part: Part | None) -> Frame:
    grid = Grid(plan)
    events = asked_events(plan) if part is None else asked_events(plan, part.own, part.guests)
    placed = tuple(
        () if isinstance(found, Barred) else found
        for found in (places(grid, event) for event in events)
    )
    waits = waits_of(plan, grid, events)
    result = frame(plan, grid, events, placed, programme, part, waits, unsure=True)
    for rule in RULES:
        rule(result)
    return result


def _left_out(result: Frame, values: "NDArray[np.float64]") -> Iterator[Event]:
    for event in result.events:
        columns = result.columns[event.index]
        chosen = result.choices.get((event.activity.id, event.member))
        wanted = 1.0 if chosen is None else values[chosen]
        if values[columns.start : columns.stop].sum() < wanted - ALMOST:
            yield event


def _competing(result: Frame, left: Sequence[Event]) -> frozenset[str]:
    """Return `left` and every event that shares a ward, a venue, people or things with them."""
    taken = {key for event in left for key in _shares(event)}
    close = {event.id for event in result.events if not taken.isdisjoint(_shares(event))}
    return frozenset(close)


def _shares(event: Event) -> Iterator[tuple[str, str]]:
    yield "activity", event.activity.id
    for after in event.activity.after:
        yield "activity", after.activity
    if event.takes_wards:
        yield from (("ward", ward) for ward in event.wards)
    yield from (("venue", venue) for venue in event.venues if venue is not None)
    yield from (("resource", demand.resource) for demand in event.demands)
