"""The last local descent: no event of a schedule should cost less in another place by itself.

A search that is cut off leaves such events behind. Where each of them can be is looked up in the
programme's own rows: an event's columns, and what pays or serves for them (slacks, people), which
falls into small groups of columns that share no row. No solver is asked but for such a group.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from math import ceil, inf
from typing import TYPE_CHECKING

from campaign_cli.scheduling.limits import Patience
from campaign_cli.scheduling.programme.columns_and_rows import Arrays
from campaign_cli.scheduling.programme.frame import Frame
from campaign_cli.scheduling.programme.tolerance import ALMOST, HALF
from campaign_cli.scheduling.solving.highs import Answer, solve

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

SECONDS = 2.0
"""How long a descent may take when the time is up: a city of 2,000 events takes less than one."""

Cost = tuple[float, tuple[float, ...]]
"""What a group of columns costs at least, and their values then; endless: it cannot be."""
Changes = dict[int, float]
"""By how much each row is filled more."""
IMPOSSIBLE: Cost = (inf, ())


@dataclass(frozen=True, slots=True)
class _Group:
    """Columns that pay or serve for events, and the rows they stand in, no other group's."""

    columns: tuple[int, ...]
    rows: tuple[int, ...]
    arrays: Arrays
    priced: bool


def polished(frame: Frame, arrays: Arrays, best: Answer, patience: Patience) -> Answer:
    """Return `best` with each event where it costs least, given where all others are.

    A limit of nodes is the search's: it does not count here.
    """
    if best.values is None:
        return best
    patience = replace(patience, nodes=None)
    descent = _Descent(frame, arrays, best.values)
    waiting: Iterable[int] = range(len(frame.columns))
    while waiting and patience.left:
        changed: set[int] = set()
        for event in waiting:
            if not patience.left:
                break
            changed |= descent.moved(event, patience)
        waiting = descent.near(changed)
    values = descent.values
    price = float(arrays.prices @ values)
    assert best.price is None or price <= best.price + ALMOST
    return replace(best, price=price, values=values)


class _Descent:
    """A solution under change: its values, and how far each row is filled by what."""

    def __init__(self, frame: Frame, arrays: Arrays, values: "Floats") -> None:
        import numpy as np

        self.frame = frame
        self.arrays = arrays
        self.values = values.copy()
        height, width = len(arrays.row_lower), len(arrays.prices)
        rows = np.repeat(np.arange(height), np.diff(arrays.starts))
        last = frame.columns[-1].stop if frame.columns else 0
        serving = np.arange(width) >= last
        serving[list(frame.choices.values())] = False
        serving &= arrays.upper > arrays.lower
        self.values[~serving] = self.values[~serving].round()
        entries = serving[arrays.indices]
        amounts = arrays.values * self.values[arrays.indices]
        self.filled = np.bincount(rows, weights=amounts * ~entries, minlength=height)
        """What events and choices put in each row; the rest is what pays or serves for them."""
        self.served = np.bincount(rows, weights=amounts * entries, minlength=height)
        self.group_of: dict[int, int] = {}
        self.groups = tuple(self._groups(rows[entries], arrays.indices[entries]))
        self.known: dict[tuple[int, tuple[float, ...]], Cost] = {}
        order = np.argsort(arrays.indices, kind="stable")
        self.column_rows = rows[order]
        self.column_values = arrays.values[order]
        self.column_starts = np.searchsorted(arrays.indices[order], np.arange(width + 1))
        self.event_of = np.full(width, -1)
        for event, columns in enumerate(frame.columns):
            self.event_of[columns.start : columns.stop] = event

    def _groups(self, rows: "NDArray[np.int64]", columns: "NDArray[np.int32]") -> Iterable[_Group]:
        """Yield the groups of columns that meet in rows, in the order of their first columns."""
        leader: dict[int, int] = {}

        def led(column: int) -> int:
            while leader.setdefault(column, column) != column:
                leader[column] = column = leader[leader[column]]
            return column

        first: dict[int, int] = {}
        for row, column in zip(rows.tolist(), columns.tolist(), strict=True):
            one, other = led(column), led(first.setdefault(row, column))
            leader[max(one, other)] = min(one, other)
        members: dict[int, list[int]] = defaultdict(list)
        for column in sorted(leader):
            members[led(column)].append(column)
        places = {one: place for place, one in enumerate(members)}
        meeting: dict[int, list[int]] = defaultdict(list)
        for row in sorted(first):
            self.group_of[row] = places[led(first[row])]
            meeting[led(first[row])].append(row)
        for one, own in members.items():
            yield self._group(tuple(own), tuple(meeting[one]))

    def _group(self, columns: tuple[int, ...], rows: tuple[int, ...]) -> _Group:
        import numpy as np

        arrays = self.arrays
        places = {column: place for place, column in enumerate(columns)}
        starts, indices, values = [0], [], []
        for row in rows:
            for entry in range(arrays.starts[row], arrays.starts[row + 1]):
                place = places.get(int(arrays.indices[entry]))
                if place is not None:
                    indices.append(place)
                    values.append(arrays.values[entry])
            starts.append(len(indices))
        own, across = list(columns), list(rows)
        part = Arrays(
            prices=arrays.prices[own],
            lower=arrays.lower[own],
            upper=arrays.upper[own],
            integer=arrays.integer[own],
            row_lower=arrays.row_lower[across],
            row_upper=arrays.row_upper[across],
            starts=np.array(starts, dtype=np.int32),
            indices=np.array(indices, dtype=np.int32),
            values=np.array(values, dtype=np.float64),
        )
        return _Group(columns, rows, part, priced=bool(part.prices.any()))

    def near(self, rows: set[int]) -> list[int]:
        """Return the events that may stand in some of `rows`, in order."""
        starts = self.arrays.starts
        events = {
            event
            for row in rows
            for event in self.event_of[self.arrays.indices[starts[row] : starts[row + 1]]].tolist()
        }
        return sorted(events - {-1})

    def moved(self, event: int, patience: Patience) -> set[int]:
        """Move an event to where it costs least, and return the rows that changed for others."""
        columns = self.frame.columns[event]
        own = self.values[columns.start : columns.stop]
        if not len(own) or own.max() < HALF:
            return set()
        stands = columns.start + int(own.argmax())
        if self.arrays.lower[stands] > ALMOST:
            return set()  # it is held there
        prices = self.arrays.prices[columns.start : columns.stop]
        paid = self.arrays.prices[stands] + self._paid_with(stands, patience)
        free = self.arrays.upper[columns.start : columns.stop] > ALMOST
        places = (free & (prices < paid - ALMOST)).nonzero()[0]
        best, least = stands, -ALMOST
        for place in places[prices[places].argsort(kind="stable")].tolist():
            column = columns.start + place
            if column != stands:
                most = self.arrays.prices[stands] - self.arrays.prices[column]
                more = self._costs(self._changes(stands, column), least + most, patience) - most
                if more < least:
                    best, least = column, more
        if best == stands:
            return set()
        return self._move(stands, best, patience)

    def _paid_with(self, column: int, patience: Patience) -> float:
        """Return what the groups cost by now that an event on `column` stands in."""
        rows = self._rows(column)
        groups = {self.group_of[row] for row in rows if row in self.group_of}
        return sum(self._cost(one, {}, patience)[0] for one in groups if self.groups[one].priced)

    def _rows(self, column: int) -> Mapping[int, float]:
        own = slice(self.column_starts[column], self.column_starts[column + 1])
        rows, values = self.column_rows[own], self.column_values[own]
        return dict(zip(rows.tolist(), values.tolist(), strict=True))

    def _changes(self, stands: int, column: int) -> Changes:
        changes = {row: -value for row, value in self._rows(stands).items()}
        for row, value in self._rows(column).items():
            changes[row] = changes.get(row, 0.0) + value
        return {row: change for row, change in changes.items() if change}

    def _costs(self, changes: Changes, most: float, patience: Patience) -> float:
        """Return what groups cost more after `changes`; endless where that is `most` or cannot be.

        Rows without a group are looked at first, and people, for whom a solver is asked, last.
        """
        groups: dict[int, Changes] = defaultdict(dict)
        lower, upper = self.arrays.row_lower, self.arrays.row_upper
        for row, change in changes.items():
            group = self.group_of.get(row)
            if group is not None:
                groups[group][row] = change
            elif not lower[row] - ALMOST <= self.filled[row] + change <= upper[row] + ALMOST:
                return inf
        more = 0.0
        order = sorted(
            groups,
            key=lambda one: (not self.groups[one].priced, len(self.groups[one].columns), one),
        )
        for group in order:
            if more >= most and not self.groups[group].priced:
                return inf
            more += self._cost(group, groups[group], patience)[0]
            if more == inf:
                return inf
            if self.groups[group].priced:
                more -= self._cost(group, {}, patience)[0]
        return more

    def _cost(self, place: int, changes: Mapping[int, float], patience: Patience) -> Cost:
        """Return what a group costs after changes of its rows."""
        group = self.groups[place]
        if not group.priced and self._still(changes):
            return 0.0, tuple(self.values[list(group.columns)])
        filled = tuple(
            round(float(self.filled[row]) + changes.get(row, 0.0), 6) for row in group.rows
        )
        known = self.known.get((place, filled))
        if known is None:
            alone = len(group.columns) == 1
            known = _alone(group.arrays, filled) if alone else _solved(group, filled, patience)
            self.known[place, filled] = known
        return known

    def _still(self, changes: Mapping[int, float]) -> bool:
        """Return whether what serves by now serves after `changes`, too."""
        return all(
            self.arrays.row_lower[row] - ALMOST
            <= self.filled[row] + self.served[row] + change
            <= self.arrays.row_upper[row] + ALMOST
            for row, change in changes.items()
        )

    def _move(self, stands: int, column: int, patience: Patience) -> set[int]:
        """Move an event; return the rows of all that changed for others."""
        changes = self._changes(stands, column)
        places = {self.group_of[row] for row in changes if row in self.group_of}
        groups = {place: self.groups[place] for place in sorted(places)}
        for place, group in groups.items():
            own = {row: changes[row] for row in group.rows if row in changes}
            _, values = self._cost(place, own, patience)
            self.values[list(group.columns)] = values
        self.values[stands], self.values[column] = 0.0, 1.0
        for row, change in changes.items():
            self.filled[row] += change
        for group in groups.values():
            serving = group.arrays
            amounts = serving.values * self.values[list(group.columns)][serving.indices]
            for place, row in enumerate(group.rows):
                self.served[row] = amounts[serving.starts[place] : serving.starts[place + 1]].sum()
        return {*changes, *(row for group in groups.values() for row in group.rows)}


def _alone(arrays: Arrays, filled: tuple[float, ...]) -> Cost:
    """Return the least value of a column that stands in no row with another of its kind."""
    low, high = float(arrays.lower[0]), float(arrays.upper[0])
    bounds = zip(
        arrays.values.tolist(), arrays.row_lower.tolist(), arrays.row_upper.tolist(), strict=True
    )
    for (value, least, most), used in zip(bounds, filled, strict=True):
        ends = sorted(((least - used) / value, (most - used) / value))
        low, high = max(low, ends[0]), min(high, ends[1])
    if arrays.integer[0]:
        low = float(ceil(low - ALMOST))
    return IMPOSSIBLE if low > high + ALMOST else (float(arrays.prices[0]) * low, (low,))


def _solved(group: _Group, filled: tuple[float, ...], patience: Patience) -> Cost:
    import numpy as np

    used = np.array(filled)
    arrays = replace(
        group.arrays,
        row_lower=group.arrays.row_lower - used,
        row_upper=group.arrays.row_upper - used,
    )
    found = solve(arrays, arrays.lower, arrays.upper, patience)
    if found.values is None or found.price is None:
        return IMPOSSIBLE
    return found.price, tuple(np.where(arrays.integer, found.values.round(), found.values))
