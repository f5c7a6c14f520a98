"""Named people in the plain model: whoever can be told apart has columns, the others are counted.

Members who are free alike on a day and serve the same pools form a group with one whole column for
each set of disjoint spans one of them may serve that day; exact for events of one day, since
nothing else joins a person's days. People asked for by name, and members of pools that events of
several days draw on, have columns of their own.
"""

from collections.abc import Container
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from benchmarks.matrix import Matrix
from benchmarks.starts import Event, Flags, Grid, Ints, free_slots
from campaign_cli.model.plan import Plan


@dataclass(frozen=True, order=True)
class Need:
    """What people may be needed for: a span of sessions of a day, in a pool.

    `kind` is empty where nobody's closings tell kinds apart.
    """

    day: int
    session: int
    sessions: int
    pool: str
    kind: str

    def slots(self, width: int) -> Ints:
        """Return the slots it takes."""
        first = self.day * width + self.session
        return np.arange(first, first + self.sessions)

    def meets(self, other: "Need") -> bool:
        """Return whether nobody can serve both."""
        return (
            self.session < other.session + other.sessions
            and other.session < self.session + self.sessions
        )


@dataclass
class _People:
    """Who is in which pool and when they are free; what is wanted of them and what they offer."""

    plan: Plan
    grid: Grid
    matrix: Matrix
    known: dict[tuple[str, str], Flags] = field(default_factory=dict)
    wanted: dict[Need, list[tuple[Ints, int]]] = field(default_factory=dict)
    """By need: columns of events, and how many people each asks for."""
    offered: dict[Need, list[int]] = field(default_factory=dict)
    """By need: columns, each offering one person per unit."""
    slots: dict[str, list[tuple[str, Ints, Ints]]] = field(default_factory=dict)
    """By a person who can be told apart: pool (none by name), slots, columns that take them."""
    days: dict[str, list[tuple[Ints, Ints]]] = field(default_factory=dict)

    def pools(self, person: str) -> list[str]:
        return [id_ for id_, pool in self.plan.resources.items() if person in pool.members]

    def most(self, person: str) -> int:
        most = [self.plan.resources[pool].max_per_day for pool in self.pools(person)]
        return min((one for one in most if one is not None), default=self.grid.slots)

    def free(self, person: str, kind: str) -> Flags:
        if (person, kind) not in self.known:
            self.known[person, kind] = free_slots(self.plan, self.grid, person, kind)
        return self.known[person, kind]

    def tells_kinds(self, pool: str) -> bool:
        return any(
            closing.kinds
            for person in self.plan.resources[pool].members
            for own in self.pools(person)
            for closing in self.plan.resources[own].members[person].closings
        )

    def serves(self, person: str, need: Need) -> bool:
        slots = need.slots(self.grid.width)
        return need.pool in self.pools(person) and bool(self.free(person, need.kind)[slots].all())

    def take(
        self, person: str, event: Event, columns: Ints, pool: str = "", at: Ints | None = None
    ) -> None:
        """Let `columns` take the person's time as the event's (those at `at`) do."""
        at = np.arange(len(event.start)) if at is None else at
        where = np.full(len(event.start), -1)
        where[at] = np.arange(len(at))
        (places, slots), (of_days, days) = event.slots(), event.days()
        kept, on = where[places] >= 0, where[of_days] >= 0
        self.slots.setdefault(person, []).append((pool, slots[kept], columns[where[places[kept]]]))
        self.days.setdefault(person, []).append((days[on], columns[where[of_days[on]]]))


def add_people(
    plan: Plan, grid: Grid, events: list[Event], matrix: Matrix, free: Container[str] = ()
) -> None:
    """Rules member-closed, member-per-day, and one thing in a session for each person.

    `free` are people who may do several things at once, but for one pool only one.
    """
    people = _People(plan, grid, matrix)
    pools = {id_ for id_, resource in plan.resources.items() if resource.named}
    tells = {pool for pool in pools if people.tells_kinds(pool)}
    asked = [
        (event, activity.kind.id, pool, use)
        for event in events
        for activity in event.inside
        for pool, use in activity.uses.items()
        if pool in pools and use
    ]
    for event, kind, pool, use in asked:
        if isinstance(use, tuple):
            for person in use:
                people.take(person, event, event.cols)
        elif event.activity.lasts.days == 1 and not event.activity.window:
            _want(people, event, pool, kind if pool in tells else "", use)
        else:
            _serve_for_days(people, event, pool, kind, use)
    everyone = sorted({person for pool in pools for person in plan.resources[pool].members})
    asked_pools = {need.pool for need in people.wanted}
    for person in everyone:
        if person in free and len(asked_pools.intersection(people.pools(person))) > 1:
            people.slots.setdefault(person, [])
            people.days.setdefault(person, [])
    apart = [person for person in everyone if person in people.slots]
    for person in apart:
        _offer_alone(people, person, free=person in free)
    _offer_in_groups(people, [person for person in everyone if person not in people.slots])
    for need, demands in people.wanted.items():
        row = int(matrix.add_rows(1, -np.inf, 0)[0])
        for columns, use in demands:
            matrix.put(row, columns, use)
        matrix.put(row, np.array(people.offered.get(need, ()), dtype=np.int64), -1)


def _want(people: _People, event: Event, pool: str, kind: str, use: int) -> None:
    """Ask for `use` people of a pool for an event of one day."""
    days, sessions = event.first(), event.session()
    order = np.lexsort((sessions, days))
    key = days[order] * people.grid.width + sessions[order]
    cuts = [0, *(np.flatnonzero(np.diff(key)) + 1).tolist(), len(key)]
    for begin, end in pairwise(cuts):
        if begin < end:
            day, session = divmod(int(key[begin]), people.grid.width)
            need = Need(day, session, event.starts.sessions, pool, kind)
            people.wanted.setdefault(need, []).append((event.cols[order[begin:end]], use))


def _serve_for_days(people: _People, event: Event, pool: str, kind: str, use: int) -> None:
    """Give an event of several days a column for each start and person who may serve it."""
    matrix = people.matrix
    places, slots = event.slots()
    # One of equal starts at several venues stands for them all.
    starts, first = np.unique(event.start, return_index=True)
    rows = matrix.add_rows(len(starts), 0, 0)
    matrix.put(rows[np.searchsorted(starts, event.start)], event.cols, -use)
    for person in people.plan.resources[pool].members:
        free = np.ones(len(event.start), dtype=bool)
        if not event.activity.window:
            free[places[~people.free(person, kind)[slots]]] = False
        able = free[first]
        columns = matrix.add_columns(int(able.sum()), upper=1, whole=True)
        matrix.put(rows[able], columns)
        people.take(person, event, columns, pool, first[able])


def _offer_alone(people: _People, person: str, *, free: bool) -> None:
    """Let a person who can be told apart serve what is wanted in the time nothing else takes."""
    matrix, width = people.matrix, people.grid.width
    needs = sorted(need for need in people.wanted if people.serves(person, need))
    for need in needs:
        column = matrix.add_columns(1, upper=1, whole=True)
        people.offered.setdefault(need, []).append(int(column[0]))
        slots = need.slots(width)
        people.slots[person].append((need.pool, slots, np.repeat(column, len(slots))))
        people.days[person].append((np.array([need.day]), column))
    at_once: dict[str, list[tuple[Ints, Ints]]] = {}
    for pool, slots, columns in people.slots[person]:
        if pool or not free:
            at_once.setdefault(pool if free else "", []).append((slots, columns))
    for times in at_once.values():
        _at_most(matrix, times, 1)
    _at_most(matrix, people.days[person], people.most(person))


def _at_most(matrix: Matrix, times: list[tuple[Ints, Ints]], bound: int) -> None:
    """Let at most `bound` of the columns that take the same time be used."""
    if times:
        unique, inverse = np.unique(
            np.concatenate([when for when, _ in times]), return_inverse=True
        )
        rows = matrix.add_rows(len(unique), -np.inf, bound)
        matrix.put(rows[inverse], np.concatenate([columns for _, columns in times]))


def _offer_in_groups(people: _People, alike: list[str]) -> None:
    """Let groups of equal people serve what is wanted, a column for each full day's work."""
    by_day: dict[int, list[Need]] = {}
    for need in sorted(people.wanted):
        by_day.setdefault(need.day, []).append(need)
    for needs in by_day.values():
        groups: dict[tuple[tuple[Need, ...], int], int] = {}
        for person in alike:
            able = tuple(need for need in needs if people.serves(person, need))
            if able:
                key = (able, people.most(person))
                groups[key] = groups.get(key, 0) + 1
        for (able, most), size in groups.items():
            patterns = _patterns(able, most)
            columns = people.matrix.add_columns(len(patterns), upper=size, whole=True)
            people.matrix.add_row(-np.inf, size, columns)
            for column, pattern in zip(columns, patterns, strict=True):
                for need in pattern:
                    people.offered.setdefault(need, []).append(int(column))


def _patterns(needs: tuple[Need, ...], most: int) -> list[tuple[Need, ...]]:
    """Return the sets of needs that one person can serve and to which none can be added."""
    found: list[tuple[Need, ...]] = []

    def extend(chosen: tuple[Need, ...], rest: tuple[Need, ...]) -> None:
        if len(chosen) == most or all(any(one.meets(of) for of in chosen) for one in needs):
            found.append(chosen)
            return
        for place, need in enumerate(rest):
            if not any(need.meets(one) for one in chosen):
                extend((*chosen, need), rest[place + 1 :])

    extend((), needs)
    return found
