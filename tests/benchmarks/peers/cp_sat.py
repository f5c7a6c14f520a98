"""The same problem for OR-Tools CP-SAT: a Boolean for each event, start and venue.

As those who know CP-SAT write time-indexed problems: `exactly one` and `at most one` wherever a
row says just that, whole sums otherwise, and named people counted in groups. Who serves is a
second model, as in the product; preferences of that stage are left out.
"""

import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.matrix import Matrix
from benchmarks.peers.answers import Answer, Stand, booked
from benchmarks.plain import programme
from benchmarks.starts import Event, Grid, Ints
from campaign_cli.model.plan import Plan
from campaign_cli.model.schedule import Booking

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import CpModel, CpSolver, CpSolverStatus

Slot = tuple[date, str]
MANY = 10**6
"""No column without a bound of its own needs to be larger."""


def solve(plan: Plan, workers: int, seconds: float = 60.0) -> Answer:
    """Return what CP-SAT finds in so many seconds of the processor for each worker."""
    began = time.process_time()
    from ortools.sat.python import cp_model

    grid, events, matrix, offset = programme(plan)
    if matrix.contradicts_itself:
        return Answer("infeasible", seconds=time.process_time() - began)
    model = cp_model.CpModel()
    yes_or_no = np.concatenate(matrix.upper) == 1
    columns = _columns(model, matrix)
    for low, high, places, values in _rows(matrix):
        ones = [columns[place] for place in places]
        if high == 1 and bool((values == 1).all()) and bool(yes_or_no[places].all()):
            # What CP-SAT knows as a clique, not as a sum.
            (model.add_exactly_one if low == 1 else model.add_at_most_one)(ones)
        else:
            _add(model, ones, low, high, values)
    cost = np.concatenate(matrix.cost)
    model.minimize(sum(int(cost[one]) * columns[one] for one in np.flatnonzero(cost)) + offset)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = workers
    status = solver.status_name(_solved(solver, model, workers * seconds)).lower()
    bound = solver.best_objective_bound
    if status not in {"optimal", "feasible"}:
        said = "infeasible" if status == "infeasible" else "out of time"
        return Answer(said, bound=bound, seconds=time.process_time() - began)
    stands = list(_stands(grid, events, [bool(solver.value(one)) for one in columns]))
    people = _named(plan, stands, workers, seconds)
    bookings = booked(plan, stands, people)
    return Answer(status, bookings, bound, time.process_time() - began)


def _solved(solver: "CpSolver", model: "CpModel", seconds: float) -> "CpSolverStatus":
    """Return how a solve of so many of the processor's seconds ends: a busy machine takes none."""
    done = threading.Event()
    last = time.process_time() + seconds

    def watch() -> None:
        while not done.wait(0.2):
            if time.process_time() > last:
                solver.stop_search()

    watching = threading.Thread(target=watch, daemon=True)
    watching.start()
    try:
        return solver.solve(model)
    finally:
        done.set()
        watching.join()


def _columns(model: "CpModel", matrix: Matrix) -> list:
    upper = np.concatenate(matrix.upper)
    return [
        model.new_bool_var("") if most == 1 else model.new_int_var(0, int(min(most, MANY)), "")
        for most in upper
    ]


def _rows(matrix: Matrix) -> Iterator[tuple[float, float, Ints, Ints]]:
    """Yield each row: least, most, columns and their whole values."""
    row, column = np.concatenate(matrix.at_row), np.concatenate(matrix.at_column)
    value = np.concatenate(matrix.value)
    assert (value == np.round(value)).all()
    low, high = np.concatenate(matrix.low), np.concatenate(matrix.high)
    order = np.argsort(row, kind="stable")
    cuts = np.searchsorted(row[order], np.arange(matrix.rows + 1))
    for number in range(matrix.rows):
        own = order[cuts[number] : cuts[number + 1]]
        places, where = np.unique(column[own], return_inverse=True)
        values = np.bincount(where, weights=value[own], minlength=len(places)).astype(np.int64)
        yield low[number], high[number], places, values


def _add(model: "CpModel", ones: list, low: float, high: float, values: Ints) -> None:
    total = sum(int(value) * one for value, one in zip(values, ones, strict=True))
    if low == high:
        model.add(total == int(low))
        return
    if np.isfinite(low):
        model.add(total >= int(low))
    if np.isfinite(high):
        model.add(total <= int(high))


def _stands(grid: Grid, events: list[Event], taken: list[bool]) -> Iterator[Stand]:
    for event in events:
        starts = event.starts
        each = len(starts.day_of[1]) // max(1, len(starts.first))
        days = starts.day_of[1].reshape(-1, each)
        for place, column in enumerate(event.cols):
            if taken[column] and not event.activity.window:
                yield Stand(
                    event.activity.id,
                    event.member,
                    event.number,
                    tuple(grid.day(day) for day in days[event.start[place]]),
                    grid.session_ids[int(event.session()[place])],
                    event.venue[place],
                )


def _named(
    plan: Plan, stands: list[Stand], workers: int, seconds: float
) -> dict[str, dict[str, tuple[str, ...]]]:
    """Return who serves each event: a Boolean for each event, pool and person who is free."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    at_once, a_day = defaultdict(list), defaultdict(list)
    serving = {}
    for one, pool, slots, able, use in _servings(plan, stands):
        for person in able:
            taken = serving[one.id, pool, person] = model.new_bool_var("")
            for day in one.dates:
                a_day[person, day].append(taken)
            for slot in slots:
                at_once[person, slot].append(taken)
        model.add(sum(serving[one.id, pool, person] for person in able) == use)
    for ones in at_once.values():
        model.add_at_most_one(ones)
    for (person, _), ones in a_day.items():
        model.add(sum(ones) <= _most(plan, person))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = workers
    if _solved(solver, model, workers * seconds) not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return {}
    people: dict[str, dict[str, tuple[str, ...]]] = {}
    for (event, pool, person), taken in serving.items():
        if solver.value(taken):
            mine = people.setdefault(event, {})
            mine[pool] = (*mine.get(pool, ()), person)
    return people


def _servings(
    plan: Plan, stands: list[Stand]
) -> Iterator[tuple[Booking, str, list[Slot], list[str], int]]:
    """Yield each event and pool: the slots it takes, who may serve it, and how many do."""
    order = [session.id for session in plan.calendar.sessions]
    for one in booked(plan, stands):
        first = order.index(one.session)
        slots = [(day, id_) for day in one.dates for id_ in order[first : first + one.sessions]]
        activity = plan.activities[one.activity]
        for pool, use in activity.uses.items():
            if isinstance(use, tuple):
                yield one, pool, slots, list(use), len(use)
            elif plan.resources[pool].named:
                kind = activity.kind.id
                able = [
                    id_ for id_ in plan.resources[pool].members if _free(plan, id_, kind, slots)
                ]
                yield one, pool, slots, able, use


def _most(plan: Plan, person: str) -> int:
    pools = [pool for pool in plan.resources.values() if person in pool.members]
    return min((pool.max_per_day for pool in pools if pool.max_per_day is not None), default=MANY)


def _free(plan: Plan, person: str, kind: str, slots: list[Slot]) -> bool:
    """Return whether a person, in whichever pools, is free in all of `slots`."""
    ones = [pool.members[person] for pool in plan.resources.values() if person in pool.members]
    return all(
        (one.days is None or day.weekday() in one.days)
        and not any(closing.covers(day, session, kind) for closing in one.closings)
        for one in ones
        for day, session in slots
    )
