"""A bound from the average ward: what all wards have in common, in a ward's place.

Most activities are asked of every ward alike. Adding up the programme's columns over the wards
(and dividing by how many there are) leaves one ward whose events may be split, with its part of
what all share. Every schedule is one of its solutions, so that its relaxation bounds them all, and
where wards are alike it is the whole programme's (Gatermann and Parrilo 2004 call that symmetry
reduction). It is as many times smaller as there are wards.

What differs from ward to ward, or holds for some of them alone, is left out: the bound stays one.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_
from typing import TYPE_CHECKING

from campaign_cli.model.plan import Plan, Resource
from campaign_cli.model.plan.days import week_of, weeks
from campaign_cli.scheduling.grid.events import Event
from campaign_cli.scheduling.grid.part import Part
from campaign_cli.scheduling.grid.places import FILTERS
from campaign_cli.scheduling.grid.slots import Start
from campaign_cli.scheduling.programme.columns_and_rows import Programme
from campaign_cli.scheduling.programme.start_ranges import Pair, Ranges

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

STARTS = 20_000
"""About how many starts the average ward's programme has."""

SOME = 0.01
"""Less than this part of an event says nothing about where it is."""

Entries = dict[int, list[tuple[int, float]]]


@dataclass(slots=True)
class _Alike:
    """The events of an activity that differ in their wards alone: `count` of them are held.

    `columns` are its starts' parts of them all, by the start's number.
    """

    events: list[Event]
    count: int
    wards: float
    """How many wards they have between them."""
    columns: dict[int, int]
    far: int | None = None
    """The column of all starts that have none of their own."""

    @property
    def first(self) -> Event:
        """Any of them."""
        return self.events[0]


class Average:
    """The average ward's programme, built from what its events may take."""

    def __init__(
        self,
        plan: Plan,
        ranges: Ranges,
        pairs: Sequence[Pair],
        part: Part | None,
        whole: Collection[int] = (),
    ) -> None:
        """Build it; `whole`: the events, by index, of which every start is asked for."""
        self.plan = plan
        self.ranges = ranges
        self.grid = ranges.grid
        self.part = part
        self.pairs = pairs
        self.programme = Programme()
        self.wards = [ward for ward in plan.wards if part is None or ward in part.wards]
        self._begun: dict[Hashable, list[int]] = {}
        self._slots: Entries = defaultdict(list)
        self._days: Entries = defaultdict(list)
        self._weeks: Entries = defaultdict(list)
        self._used: dict[str, Entries] = defaultdict(lambda: defaultdict(list))
        self._a_day: dict[str, Entries] = defaultdict(lambda: defaultdict(list))
        self._week = [week_of(plan, day) for day in plan.days()]
        self.ordered = {index for pair in pairs for index in (pair.earlier, pair.later)}
        self.alike = list(self._orbits())
        most = max(1, STARTS // max(1, len(self.alike)))
        against = self._against(pairs)
        for one in self.alike:
            every = one.first.index in whole
            self._columns(one, STARTS if every else most, against[one.first.index])
        self._taken()
        self._in_order(pairs)

    def _orbits(self) -> Iterator[_Alike]:
        """Yield the events that are alike, in order: of one activity, or of several that ask for
        the same and wish for no day, unless they are in order with others.
        """
        found: dict[Hashable, list[Event]] = defaultdict(list)
        for event in self.ranges.events:
            activity = event.activity
            # A row has the same share of each: they are of equally many wards.
            width = len(self._wards_of(event))
            key: Hashable = activity.id, event.number, width
            free = not activity.prefer_on and activity.targets.form != "choose"
            if free and event.index not in self.ordered:
                key = (
                    (activity.kind.id, activity.days, activity.sessions, activity.lasts),
                    (activity.prefer_sessions, event.takes_wards, event.weight, event.guest),
                    tuple((one.resource, one.count) for one in event.demands),
                    self.ranges.of(event),
                    (self.grid.starts(activity)[:1], width),
                )
            found[key].append(event)
        for events in found.values():
            targets, count = events[0].activity.targets, len(events)
            if targets.form == "choose":
                chosen = self.part.choose if self.part else {}
                count = min(count, chosen.get(events[0].activity.id, targets.choose))
            covered = [len(self._wards_of(event)) for event in events]
            wards = sum(covered) if count == len(events) else count * min(covered)
            if count:
                yield _Alike(events, count, wards, {})

    def beyond(self, values: "Floats") -> frozenset[int]:
        """Return the events of which a part is at a start that has no column, one of those alike,
        and all that are in order with them.
        """
        found = {
            index
            for alike in self.alike
            if alike.far is not None and values[alike.far] > SOME
            for index in (event.index for event in alike.events)
        }
        for pair in self.pairs:
            if pair.earlier in found or pair.later in found:
                found |= {pair.earlier, pair.later}
        return frozenset(found)

    def aims(self, values: "Floats") -> dict[int, int]:
        """Return the number of the start that each event is to aim at: as many of those that are
        alike at each as the average ward has there.
        """
        import numpy as np

        aims: dict[int, int] = {}
        for position, alike in enumerate(self.alike):
            numbers = sorted(alike.columns)
            parts = np.array([max(0.0, values[alike.columns[one]]) for one in numbers])
            if parts.sum() < SOME:
                continue
            upto = parts.cumsum() / parts.sum()
            count = len(alike.events)
            for place, event in enumerate(alike.events):
                # In another order for each activity, so that no ward is always the last; but what
                # is in order in the average ward is so in each that comes in the same turn.
                turn = place if event.index in self.ordered else place + position
                part = (turn % count + 0.5) / count
                number = numbers[min(int(np.searchsorted(upto, part)), len(numbers) - 1)]
                here = self.ranges.of(event)
                if here:
                    aims[event.index] = min(max(number, here.start), here.stop - 1)
        return aims

    def _wards_of(self, event: Event) -> Sequence[str]:
        if self.part is None:
            return event.wards
        return [ward for ward in event.wards if ward in self.part.wards]

    def _against(self, pairs: Sequence[Pair]) -> dict[int, range]:
        """Return the days between an event's wish and those of what it is in order with, by its
        index: there they meet whose wishes are against their order.
        """
        day = {
            event.index: (event.activity.prefer_on[0] - self.grid.days[0]).days
            for event in self.ranges.events
            if event.activity.prefer_on
        }
        found: dict[int, range] = defaultdict(lambda: range(0))
        for pair in pairs:
            early, late = day.get(pair.earlier), day.get(pair.later)
            if early is None or late is None or early < late:
                continue
            for index in (pair.earlier, pair.later):
                known = found[index] or range(late, early + 1)
                found[index] = range(min(known.start, late), max(known.stop, early + 1))
        return found

    def _columns(self, alike: _Alike, most: int, against: range) -> None:
        """Add the cheapest starts of events that are alike, and a column for all others."""
        import numpy as np

        starts = self.grid.starts(alike.first.activity)
        left = sorted({number for event in alike.events for number in self.ranges.of(event)})
        prices = self.ranges.prices(alike.first)
        ranked = np.array(left)[np.argsort(prices[left], kind="stable")]
        limit = prices[ranked[min(most, len(ranked)) - 1]] if left else 0
        near = [int(one) for one in ranked if prices[one] <= limit or starts[one].first in against]
        kept = set(near)
        far = [int(prices[one]) for one in ranked if one not in kept]
        row = []
        if far:
            alike.far = self.programme.column(alike.count * far[0])
            row.append(alike.far)
        able: dict[int, int] = defaultdict(int)
        for event in alike.events:
            keeps = [keep for rule in FILTERS for _, keep in rule(self.grid, event)]
            here = self.ranges.of(event)
            for number in near:
                able[number] += number in here and all(keep(starts[number]) for keep in keeps)
        for number in near:
            if able[number]:
                alike.columns[number] = self.programme.column(
                    alike.count * int(prices[number]), upper=min(1.0, able[number] / alike.count)
                )
                row.append(alike.columns[number])
        self.programme.row(None, row, lower=1, upper=1)

    def _taken(self) -> None:
        """Add the rows of what the wards and their events take of time, things and people."""
        for alike in self.alike:
            if alike.wards:
                self._note_wards(alike)
            self._note_demands(alike)
        self._rows(self._slots, 1.0)
        self._priced_rows("ward-day", self._days, 1.0)
        self._priced_rows("week-balance", self._weeks, self._week_share())
        for resource in self.plan.resources.values():
            used = self._used.get(resource.id, {})
            if resource.named:
                self._people_rows(resource, used, self._a_day.get(resource.id, {}))
            else:
                self._rows(used, float(resource.quantity))

    def _note_wards(self, alike: _Alike) -> None:
        """Note what the average ward has of events that are alike, at each of their starts."""
        starts, event = self.grid.starts(alike.first.activity), alike.first
        share = alike.wards / len(self.wards)
        for number, column in alike.columns.items():
            start = starts[number]
            self._weeks[self._week[start.first]].append((column, share * event.weight))
            if event.takes_wards:
                for slot in self.ranges.slots(start.mask):
                    self._slots[slot].append((column, share))
                for day in start.days:
                    self._days[day].append((column, share))

    def _note_demands(self, alike: _Alike) -> None:
        """Note what events that are alike take of things and people, at each of their starts."""
        starts = self.grid.starts(alike.first.activity)
        asked: Counter[str] = Counter()
        for demand in alike.first.demands:
            asked[demand.resource] += demand.count * alike.count
        for number, column in alike.columns.items():
            for resource, count in asked.items():
                for slot in self.ranges.slots(starts[number].mask):
                    self._used[resource][slot].append((column, float(count)))
                for day in starts[number].days:
                    self._a_day[resource][day].append((column, float(count)))

    def _rows(self, entries: Entries, most: float) -> None:
        for _, row in sorted(entries.items()):
            self._row(row, most)

    def _row(self, row: Sequence[tuple[int, float]], most: float) -> None:
        if sum(value for _, value in row) > most:
            self.programme.row(None, [one for one, _ in row], [one for _, one in row], upper=most)

    def _priced_rows(self, preference: str, entries: Entries, most: float) -> None:
        """Let each be more than `most`, at the preference's price in every ward."""
        weight = self.plan.weights.get(preference, 0)
        if not weight:
            return
        for _, row in sorted(entries.items()):
            slack = self.programme.column(weight * len(self.wards))
            self._row([*row, (slack, -1.0)], most)

    def _week_share(self) -> float:
        """Return how many events a week the wards have for nothing, on the average."""
        settled: dict[str, int] = defaultdict(int)
        for event in self.ranges.events:
            if event.activity.targets.form != "choose":
                for ward in self._wards_of(event):
                    settled[ward] += event.weight
        shares = [-(-settled[ward] // weeks(self.plan)) for ward in self.wards]
        return sum(shares) / max(1, len(shares))

    def _people_rows(self, pool: Resource, by_slot: Entries, by_day: Entries) -> None:
        """Let a pool serve as many as are free in a session, and not too many a day."""
        closed = {
            # Closed to every kind alone is surely closed.
            member: reduce(
                and_, (self.grid.member_closed(member, kind) for kind in self._kinds(pool)), -1
            )
            for member in pool.members
        }
        free_at: dict[int, int] = {}
        for slot in by_slot:
            free_at[slot] = sum(1 for mask in closed.values() if not mask >> slot & 1)
        window = any(
            alike.first.activity.window
            for alike in self.alike
            for demand in alike.first.demands
            if demand.resource == pool.id
        )
        for slot, row in sorted(by_slot.items()):
            self._row(row, len(pool.members) if window else free_at[slot])
        if pool.max_per_day is None:
            return
        block = (1 << self.grid.width) - 1
        for day, row in sorted(by_day.items()):
            free = [
                (block & ~(mask >> (day * self.grid.width))).bit_count() for mask in closed.values()
            ]
            if window:
                free = [self.grid.width] * len(free)
            self._row(row, float(sum(min(pool.max_per_day, one) for one in free)))

    def _kinds(self, pool: Resource) -> set[str]:
        """Return the kinds of what asks for a pool."""
        return {
            self.plan.activities[demand.activity].kind.id
            for alike in self.alike
            for demand in alike.first.demands
            if demand.resource == pool.id
        }

    def _in_order(self, pairs: Sequence[Pair]) -> None:
        """Keep what is in order, added up over all pairs of the events of both sides."""
        of = {event.index: alike for alike in self.alike for event in alike.events}
        found: dict[tuple[int, int, object], list[Pair]] = defaultdict(list)
        for pair in pairs:
            if pair.earlier in of and pair.later in of:
                key = (of[pair.earlier].first.index, of[pair.later].first.index, pair.cause)
                found[key].append(pair)
        for alike_pairs in found.values():
            pair = alike_pairs[0]
            earlier, later = of[pair.earlier], of[pair.later]
            waiting = Counter(one.later for one in alike_pairs)
            if earlier.count < len(earlier.events) or len(waiting) < len(later.events):
                # One that is not chosen keeps nobody waiting, and one without a pair waits for
                # nobody: what they do says nothing about the others.
                continue
            each, most = min(waiting.values()), max(waiting.values())
            if each == most:
                held = max(Counter(one.earlier for one in alike_pairs).values())
                self._pair_rows(pair, earlier, later, held * earlier.count / each / later.count)

    def _pair_rows(self, pair: Pair, earlier: _Alike, later: _Alike, share: float) -> None:
        """Let no more of the later begin up to a key than of the earlier lets them.

        `share`: how many of the later wait for all of the earlier, as parts of them all.
        """
        early, late = self._up_to(earlier, pair.early), self._up_to(later, pair.late)
        keys, at = sorted(early), 0
        begun: int | None = None
        for key in sorted(late):
            while at < len(keys) and keys[at] <= key:
                begun = early[keys[at]]
                at += 1
            if at == len(keys):
                break
            columns = [one for one in (late[key], begun, earlier.far) if one is not None]
            values = [1.0, *([-share] * (len(columns) - 1))]
            self.programme.row(None, columns, values, upper=0)

    def _up_to(self, alike: _Alike, of: Callable[[Start], int]) -> dict[int, int]:
        """Return columns for how much of events begins up to each key, by the key.

        Each is the one before it and what is added: rows of all columns up to a day would be long.
        """
        starts = self.grid.starts(alike.first.activity)
        keyed: dict[int, list[int]] = defaultdict(list)
        for number, column in alike.columns.items():
            keyed[of(starts[number])].append(column)
        known = (alike.first.index, tuple(sorted(map(tuple, keyed.values()))))
        if known not in self._begun:
            sums: list[int] = []
            for key in sorted(keyed):
                column = self.programme.column(upper=1)
                columns, values = [column, *keyed[key]], [1.0, *([-1.0] * len(keyed[key]))]
                if sums:
                    columns.append(sums[-1])
                    values.append(-1.0)
                self.programme.row(None, columns, values, lower=0, upper=0)
                sums.append(column)
            self._begun[known] = sums
        return dict(zip(sorted(keyed), self._begun[known], strict=True))
