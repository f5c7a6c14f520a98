"""Some of the places of a plan that has too many for one programme, and what leaving out costs.

A year of windows as long as the campaign has millions of places, and nearly all of them are of no
use: an event is near the day it prefers, or near where a first sketch has it. So the programme is
built of those alone, and each event may be left out of it. At the price of the cheapest of the
places that are not in it, what is left out takes nothing from anyone: the excerpt's relaxation is
then one of the whole plan, and its bound holds. At a price that no schedule pays, leaving out is
how far the search still is from a schedule.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from campaign_cli.model.plan import Plan
from campaign_cli.scheduling.grid.events import Event, Key
from campaign_cli.scheduling.grid.order import Wait
from campaign_cli.scheduling.grid.places import Place
from campaign_cli.scheduling.grid.slots import Grid, Start
from campaign_cli.scheduling.limits import Patience
from campaign_cli.scheduling.programme.columns_and_rows import (
    INFINITY,
    NOTHING,
    Arrays,
    Programme,
    Spent,
)
from campaign_cli.scheduling.programme.frame import Frame, demanding, frame
from campaign_cli.scheduling.programme.money_and_supplies import budget, supply_quantity
from campaign_cli.scheduling.programme.preferences import PREFERENCES, crowded_days, host_balance
from campaign_cli.scheduling.programme.rules import RULES, chosen_count
from campaign_cli.scheduling.programme.start_ranges import Ranges
from campaign_cli.scheduling.programme.tolerance import HALF
from campaign_cli.scheduling.solving.highs import Answer, solve
from campaign_cli.support.diagnostic import Cause

if TYPE_CHECKING:
    from campaign_cli.scheduling.grid.part import Part

PLACES = 60_000
"""About how many places an excerpt has."""
LEAST = 8
"""How many places each event has at least, where it has so many at all."""
NEAR = 0.4
"""The part of them that is near where the sketch has it; the others are the cheapest."""
SPREAD = 40
"""How many places all over its days an event has for which the sketch found none."""
MISSING = 10_000.0
"""The price of an event without a place, at least: more than any event of a schedule pays."""


class _Leaving(Programme):
    """A programme that may leave events out: `missing` has a column for each, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.missing: list[int] = []

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
        """Add a row; where it asks for an event, with the column that leaves it out."""
        if cause is not None and cause.rule == "chosen-count" and demanding(cause):
            values = [1.0] * len(columns) if values is None else list(values)
            self.missing.append(self.column(upper=1.0, integer=True))
            columns, values = [*columns, self.missing[-1]], [*values, 1.0]
        super().row(cause, columns, values, lower=lower, upper=upper, spent=spent)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The programme of some places, by what leaving an event out costs.

    `searching` asks a price that no schedule pays; `bounding` what the cheapest place costs that
    is not here, and its bound is the whole plan's. `start` is a first solution's events' columns.
    """

    frame: Frame
    searching: Arrays
    bounding: Arrays
    missing: Sequence[int]
    start: Mapping[int, int]
    part: bool
    """Whether there are places that are not here."""

    def whole(self, answer: Answer) -> bool:
        """Return whether a solution leaves no event out."""
        return answer.values is not None and not answer.values[list(self.missing)].round().any()


def excerpt(
    ranges: Ranges,
    waits: tuple[Wait, ...],
    sketched: Mapping[int, Place],
    part: "Part | None" = None,
) -> Excerpt:
    """Return the excerpt of the places near a sketch, and of the cheapest."""
    plan, events = ranges.plan, ranges.events
    slacks: Mapping[str, list[int]] = {}
    most = max(LEAST, PLACES // max(1, len(events)))
    placed, elsewhere = [], []
    for event in events:
        places, price = _some(ranges, event, sketched.get(event.index), most)
        placed.append(places)
        elsewhere.append(price)
    programme = _Leaving()
    result = frame(plan, ranges.grid, events, tuple(placed), programme, part, waits, unsure=True)
    for rule in RULES:
        rule(result)
    for preference, add in PREFERENCES.items():
        weight = plan.weights.get(preference, 0)
        if not weight:
            continue
        with programme.paying(preference):
            if preference == "ward-day":
                slacks = crowded_days(result, weight)
            else:
                add(result, weight)
    if plan.weights.get("ward-day", 0):
        _crowded_wards(result, slacks)
    arrays = programme.frozen()
    missing = programme.missing
    searching = replace(arrays, prices=arrays.prices.copy())
    searching.prices[missing] = max(MISSING, 1 + _most(plan, events, float(arrays.prices.max())))
    bounding = replace(arrays, prices=arrays.prices.copy(), upper=arrays.upper.copy())
    bounding.prices[missing] = [0.0 if price is None else price for price in elsewhere]
    bounding.upper[missing] = [0.0 if price is None else 1.0 for price in elsewhere]
    start = {
        index: result.columns[index].start + result.places[index].index(place)
        for index, place in sketched.items()
    }
    part_of_all = any(price is not None for price in elsewhere)
    return Excerpt(result, searching, bounding, missing, start, part_of_all)


def _most(plan: Plan, events: Sequence[Event], start: float) -> float:
    """Return what no event can pay more than; `start`: the most that one of its starts costs."""
    a_day, a_week = (plan.weights.get(one, 0) for one in ("ward-day", "week-balance"))
    crowds = max(
        len(event.wards) * (a_day * event.activity.lasts.days + a_week * event.weight)
        for event in events
    )
    return start + crowds + 2 * plan.weights.get("host-balance", 0) * len(plan.wards)


def choices(plan: Plan, grid: Grid, part: "Part | None", patience: Patience) -> frozenset[Key]:
    """Return the wards that a sketch chooses: as even as the rules about choices let it."""
    result = frame(plan, grid, (), (), part=part)
    for rule in (chosen_count, supply_quantity, budget):
        rule(result)
    weight = plan.weights.get("host-balance", 0)
    if weight:
        host_balance(result, weight)
    arrays = result.programme.frozen()
    if not len(arrays.prices):
        return frozenset()
    found = solve(arrays, arrays.lower, arrays.upper, patience, nodes=50)
    if found.values is None:
        return frozenset()
    return frozenset(key for key, column in result.choices.items() if found.values[column] > HALF)


def _some(
    ranges: Ranges, event: Event, sketched: Place | None, most: int
) -> tuple[tuple[Place, ...], int | None]:
    """Return the cheapest places of an event and those near its sketched one, and what the
    cheapest of the others costs; None where there is no other.
    """
    ranked = ranges.ranked(event)
    cheap = [start for _, start in islice(ranked, most + 1)]
    kept, price = dict.fromkeys(cheap), None
    if len(cheap) > most:
        kept = dict.fromkeys(cheap[: int((1 - NEAR) * most)])
        if sketched is None:
            # Nobody knows where there is room: some all over its days.
            every = [start for _, start in ranges.ranked(event)]
            kept.update(dict.fromkeys(sorted(every, key=_when)[:: max(1, len(every) // SPREAD)]))
        else:
            number = bisect_left(
                ranges.grid.starts(event.activity), _when(sketched.start), key=_when
            )
            near = (start for _, start in ranges.near(event, number))
            kept.update(dict.fromkeys([sketched.start, *islice(near, most - len(kept))]))
        price = next((one for one, start in ranges.ranked(event) if start not in kept), None)
    places = tuple(
        Place(start, venue)
        for start in sorted(kept, key=_when)
        for venue in event.venues
        if venue is None or not start.mask & ranges.venue_closed(event, venue)
    )
    return places, price


def _when(start: Start) -> tuple[tuple[int, ...], int]:
    return start.days, start.session


def _crowded_wards(result: Frame, slacks: Mapping[str, list[int]]) -> None:
    """Add up what each ward's days come to: a row that holds wherever its events are.

    Without it, events that are left out would not crowd their wards.
    """
    plan, programme = result.plan, result.programme
    weight = plan.weights["ward-day"]
    taken: dict[str, int] = defaultdict(int)
    sure: dict[str, int] = defaultdict(int)
    chosen: dict[str, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    masks: dict[str, int] = {}
    for event in result.events:
        if not event.takes_wards:
            continue
        activity = event.activity
        if activity.id not in masks:
            masks[activity.id] = 0
            for start in result.grid.starts(activity):
                masks[activity.id] |= start.mask
        choice = result.choices.get((activity.id, event.member))
        for ward in result.wards_of(event):
            taken[ward] |= masks[activity.id]
            if choice is None:
                sure[ward] += activity.lasts.days
            else:
                chosen[ward][choice] += activity.lasts.days
    for ward, mask in taken.items():
        days = sum(1 for _ in result.grid.by_day(mask))
        if not slacks.get(ward):
            continue
        beyond = programme.column(weight)
        columns = [*slacks[ward], beyond, *chosen[ward]]
        values = [*([1.0] * (len(slacks[ward]) + 1)), *(-one for one in chosen[ward].values())]
        programme.row(None, columns, values, lower=sure[ward] - days)
