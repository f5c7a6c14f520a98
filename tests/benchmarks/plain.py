"""The plain bare model: the same 0/1 programme handed whole to HiGHS with its defaults.

The yardstick of the ratio benchmarks and the judge of the property tests. It shares no code with
the product's scheduling and takes no trouble to be quick: a column for each event, start and venue
(each ward where wards are chosen), and every rule and preference as plain rows over them.
"""

import time
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

import numpy as np

from benchmarks.matrix import Matrix
from benchmarks.means import add_means
from benchmarks.people import add_people
from benchmarks.starts import Event, Grid, Ints, events_of
from campaign_cli.model.plan import Plan
from campaign_cli.model.plan.days import week_of, weeks
from campaign_cli.model.plan.demand import host_shares
from campaign_cli.model.plan.event_id import event_id


@dataclass(frozen=True)
class Plain:
    """The plain model's answer; `events`: first day, session and venue by event id."""

    status: Literal["optimal", "feasible", "infeasible", "out-of-time"]
    price: int | None = None
    bound: float | None = None
    seconds_building: float = 0.0
    seconds_solving: float = 0.0
    size: tuple[int, int] = (0, 0)
    """Rows and columns."""
    events: dict[str, tuple[date, str, str | None]] = field(default_factory=dict)


def solve_plain(
    plan: Plan,
    seconds: float = 600.0,
    free: frozenset[tuple[str, str]] = frozenset(),
    whole: Plan | None = None,
) -> Plain:
    """Return what HiGHS makes of the whole programme of when and where.

    `free`: wards, venues and members (("ward", "tay-tuu")) that may do several things at once, and
    activities (("apart", "talk")) whose events need not be apart. `whole`: the plan that `plan`
    is a part of, whose closed days an event of several days may skip.
    """
    began = time.perf_counter()
    grid, events, matrix, offset = programme(plan, free, whole)
    solver = matrix.highs()
    built = time.perf_counter()
    solver.setOptionValue("time_limit", seconds)
    # HiGHS's threads are the process's: a solve that wants another number of them fails.
    solver.resetGlobalScheduler(True)
    solver.run()
    solver.resetGlobalScheduler(True)
    solved = time.perf_counter()
    status = solver.modelStatusToString(solver.getModelStatus())
    info = solver.getInfo()
    answer = {
        "seconds_building": built - began,
        "seconds_solving": solved - built,
        "size": (matrix.rows, matrix.columns),
    }
    if status == "Infeasible" or matrix.contradicts_itself:
        return Plain("infeasible", **answer)
    empty = status == "Empty"
    found = empty or np.isfinite(info.objective_function_value)
    if status not in {"Optimal", "Empty"} and not (
        found and info.primal_solution_status == 2  # HiGHS's word for feasible
    ):
        if status != "Time limit reached":
            raise RuntimeError(status)
        return Plain("out-of-time", **answer)
    values = np.zeros(0) if empty else np.asarray(solver.getSolution().col_value)
    objective = 0.0 if empty else info.objective_function_value
    bound = 0.0 if empty else info.mip_dual_bound
    return Plain(
        "optimal" if status in {"Optimal", "Empty"} else "feasible",
        price=round(objective + offset),
        bound=bound + offset,
        events=dict(_answer(grid, events, values)),
        **answer,
    )


def programme(
    plan: Plan, free: frozenset[tuple[str, str]] = frozenset(), whole: Plan | None = None
) -> tuple[Grid, list[Event], Matrix, int]:
    """Return the whole programme, and what has to be paid in any case."""
    grid = Grid(plan, whole)
    events = events_of(plan, grid)
    matrix = Matrix()
    return grid, events, matrix, _build(plan, grid, events, matrix, free)


def _answer(
    grid: Grid, events: list[Event], values: "np.ndarray"
) -> Iterator[tuple[str, tuple[date, str, str | None]]]:
    for event in events:
        for place, column in enumerate(event.cols):
            if values[column] > 0.5:
                where = (
                    grid.day(event.first()[place]),
                    grid.session_ids[int(event.session()[place])],
                    event.venue[place],
                )
                for activity in event.inside:
                    yield event_id(activity.id, event.member, event.number), where


def _build(
    plan: Plan, grid: Grid, events: list[Event], matrix: Matrix, free: frozenset[tuple[str, str]]
) -> int:
    """Fill `matrix`; return what has to be paid in any case."""
    for event in events:
        event.cols = matrix.add_columns(
            len(event.start), cost=_own_price(plan, grid, event), upper=1, whole=True
        )
    chosen = _happens_once(plan, events, matrix)
    _one_at_a_time(plan, grid, events, matrix, free)
    _quantities(plan, grid, events, matrix)
    _precedence(plan, grid, events, matrix)
    _times_and_apart(grid, events, matrix, {id_ for what, id_ in free if what == "apart"})
    add_people(plan, grid, events, matrix, {id_ for what, id_ in free if what == "member"})
    add_means(plan, chosen, matrix)
    _ward_day(plan, grid, events, matrix)
    _week_balance(plan, grid, events, matrix)
    return _host_balance(plan, chosen, matrix)


def _own_price(plan: Plan, grid: Grid, event: Event) -> "np.ndarray":
    """Return what each start of an event costs by itself: preferred-day and preferred-session."""
    activity = event.activity
    price = np.zeros(len(event.start))
    if activity.prefer_on:
        on = activity.prefer_on[min(event.number, len(activity.prefer_on)) - 1]
        away = np.abs(event.first() - (on - grid.origin).days)
        price += plan.weights.get("preferred-day", 0) * away
    if activity.prefer_sessions:
        liked = np.array([id_ in activity.prefer_sessions for id_ in grid.session_ids])
        price += plan.weights.get("preferred-session", 0) * ~liked[event.session()]
    return price


def _happens_once(
    plan: Plan, events: list[Event], matrix: Matrix
) -> dict[tuple[str, str], tuple[int, int]]:
    """Each event once; return the column that says whether a ward is chosen, and its times."""
    chosen: dict[tuple[str, str], tuple[int, int]] = {}
    for event in events:
        activity = event.activity
        if activity.targets.form != "choose":
            matrix.add_row(1, 1, event.cols)
            continue
        key = (activity.id, event.member)
        if key not in chosen:
            chosen[key] = (int(matrix.add_columns(1, upper=1, whole=True)[0]), activity.times)
        row = matrix.add_row(0, 0, event.cols)
        matrix.put(row, np.array([chosen[key][0]]), -1)
    for activity in plan.activities.values():
        targets = activity.targets
        if targets.form != "choose" or activity.within is not None:
            continue
        columns = {ward: chosen[activity.id, ward][0] for ward in targets.members}
        matrix.add_row(targets.choose, targets.choose, np.array(list(columns.values())))
        asked = set(targets.always) | {key.partition("#")[0] for key in activity.fixed}
        for ward in sorted(asked):
            matrix.add_row(1, 1, np.array([columns[ward]]))
        if targets.per_group is not None:
            for group in plan.groups.values():
                of_group = [columns[ward] for ward in group.wards if ward in columns]
                if of_group:
                    matrix.add_row(0, targets.per_group, np.array(of_group))
    return chosen


def _at_most(
    matrix: Matrix,
    parts: list[tuple[Ints, Ints, float, int]],
    bound: float,
    price: float | None = None,
) -> None:
    """Add Σ of columns ≤ bound for each key; `parts`: keys, columns, how much, which event.

    With a `price`, what is above the bound is paid for instead.
    """
    parts = [part for part in parts if len(part[0])]
    if not parts:
        return
    keys = np.concatenate([keys for keys, _, _, _ in parts])
    columns = np.concatenate([columns for _, columns, _, _ in parts])
    amounts = np.concatenate([np.full(len(keys), amount) for keys, _, amount, _ in parts])
    owners = np.concatenate([np.full(len(keys), event) for keys, _, _, event in parts])
    unique, inverse = np.unique(keys, return_inverse=True)
    # No row where the events that could meet there fit all together.
    count = int(owners.max()) + 1
    meeting, first = np.unique(inverse * count + owners, return_index=True)
    most = np.bincount(meeting // count, weights=amounts[first], minlength=len(unique))
    binding = most > bound
    number = np.cumsum(binding) - 1
    rows = matrix.add_rows(int(binding.sum()), -np.inf, bound)
    kept = binding[inverse]
    matrix.put(rows[number[inverse[kept]]], columns[kept], amounts[kept])
    if price is not None:
        matrix.put(rows, matrix.add_columns(len(rows), cost=price), -1.0)


def _takes_wards_time(event: Event) -> bool:
    activity = event.activity
    return not (activity.beside or activity.delegates or activity.window)


def _one_at_a_time(
    plan: Plan, grid: Grid, events: list[Event], matrix: Matrix, free: frozenset[tuple[str, str]]
) -> None:
    wards = {one: at for at, one in enumerate(plan.wards) if ("ward", one) not in free}
    venues = {one: at for at, one in enumerate(plan.venues) if ("venue", one) not in free}
    in_wards, in_venues = [], []
    for owner, event in enumerate(events):
        places, slots = event.slots()
        if _takes_wards_time(event):
            in_wards += [
                (wards[ward] * grid.slots + slots, event.cols[places], 1.0, owner)
                for ward in event.wards
                if ward in wards
            ]
        at = np.array([-1 if one is None else venues.get(one, -1) for one in event.venue], np.int64)
        at = at[places]
        some = at >= 0
        in_venues.append(
            (at[some] * grid.slots + slots[some], event.cols[places][some], 1.0, owner)
        )
    _at_most(matrix, in_wards, 1)
    _at_most(matrix, in_venues, 1)


def _quantities(plan: Plan, grid: Grid, events: list[Event], matrix: Matrix) -> None:
    """Rule resource-quantity of equal things; named people are add_people's."""
    del grid
    for resource in plan.resources.values():
        if resource.named:
            continue
        parts = []
        for owner, event in enumerate(events):
            used = sum(
                use
                for activity in event.inside
                if isinstance(use := activity.uses.get(resource.id, 0), int)
            )
            if used:
                places, slots = event.slots()
                parts.append((slots, event.cols[places], float(used), owner))
        _at_most(matrix, parts, resource.quantity)


def _precedence(plan: Plan, grid: Grid, events: list[Event], matrix: Matrix) -> None:
    of: dict[str, list[Event]] = {}
    for event in events:
        of.setdefault(event.activity.id, []).append(event)
    for successor in plan.activities.values():
        for after in successor.after:
            before = plan.host_activity(plan.activities[after.activity])
            host = plan.host_activity(successor)
            if before.id == host.id:
                continue
            # What may have no event of it in any of its wards waits for all of them.
            wards = {ward for one in of[before.id] for ward in one.wards}
            for one in of[before.id]:
                for other in of[host.id]:
                    if set(one.wards) & set(other.wards) or not wards & set(other.wards):
                        _before(grid, one, other, after.by, matrix)


def _before(grid: Grid, one: Event, other: Event, by: int, matrix: Matrix) -> None:
    """For each end of `one`: not both `one` ending then or later and `other` starting too early."""
    end, start = one.last(), other.first()
    if by == 0:
        end = end * grid.width + one.session() + one.starts.sessions - 1
        start = start * grid.width + other.session()
    for latest in np.unique(end):
        early = start <= latest if by == 0 else start < latest + by
        if early.any():
            matrix.add_row(-np.inf, 1, np.concatenate([one.cols[end >= latest], other.cols[early]]))


def _times_and_apart(grid: Grid, events: list[Event], matrix: Matrix, free: Container[str]) -> None:
    together: dict[tuple[str, str], list[tuple[int, Event]]] = {}
    bound = [(at, event) for at, event in enumerate(events) if event.activity.id not in free]
    for owner, event in bound:
        if event.number > 1:
            # Numbered by date: #k+1 starts `apart` days after #k, or in a later session.
            _before_start(grid, events[owner - 1], event, matrix)
        if not event.activity.window:
            for ward in event.wards or ("",):
                together.setdefault((event.activity.id, ward), []).append((owner, event))
    for group in together.values():
        if len(group) == 1:
            continue
        apart = group[0][1].activity.apart
        spans, covers = [], []
        for owner, event in group:
            first = event.first()
            for offset in range(apart):
                inside = first + offset < len(grid.days)
                spans.append((first[inside] + offset, event.cols[inside], 1.0, owner))
            places, taken = event.days() if apart else event.slots()
            covers.append((taken, event.cols[places], 1.0, owner))
        _at_most(matrix, spans, 1)
        if not apart or group[0][1].activity.lasts.days > 1:
            _at_most(matrix, covers, 1)


def _before_start(grid: Grid, one: Event, other: Event, matrix: Matrix) -> None:
    apart = one.activity.apart
    start, next_start = one.first(), other.first()
    if not apart:
        start = start * grid.width + one.session()
        next_start = next_start * grid.width + other.session()
    for latest in np.unique(start):
        early = next_start < latest + max(1, apart)
        if early.any():
            matrix.add_row(
                -np.inf, 1, np.concatenate([one.cols[start >= latest], other.cols[early]])
            )


def _ward_day(plan: Plan, grid: Grid, events: list[Event], matrix: Matrix) -> None:
    weight = plan.weights.get("ward-day", 0)
    wards = {ward: index for index, ward in enumerate(plan.wards)}
    parts = []
    for owner, event in enumerate(events):
        if weight and _takes_wards_time(event):
            places, day = event.days()
            parts += [
                (wards[ward] * len(grid.days) + day, event.cols[places], 1.0, owner)
                for ward in event.wards
            ]
    _at_most(matrix, parts, 1, weight)


def _week_balance(plan: Plan, grid: Grid, events: list[Event], matrix: Matrix) -> None:
    weight = plan.weights.get("week-balance", 0)
    if not weight:
        return
    count = weeks(plan)
    of_day = np.array([week_of(plan, day) for day in grid.days])
    for ward in plan.wards:
        mine = [(owner, event) for owner, event in enumerate(events) if ward in event.wards]
        certain = sum(
            len(event.inside) for _, event in mine if event.activity.targets.form != "choose"
        )
        parts = [
            (of_day[event.first()], event.cols, float(len(event.inside)), owner)
            for owner, event in mine
        ]
        _at_most(matrix, parts, -(-certain // count), weight)


def _host_balance(
    plan: Plan, chosen: dict[tuple[str, str], tuple[int, int]], matrix: Matrix
) -> int:
    """Price each ward's distance from its share; return what wards that cannot host cost."""
    weight = plan.weights.get("host-balance", 0)
    certain = 0
    if not weight:
        return 0
    for ward, share in host_shares(plan).items():
        mine = [count for (_, member), count in chosen.items() if member == ward]
        if not mine:
            certain += weight * share
            continue
        columns = [column for (_, member), (column, _) in chosen.items() if member == ward]
        row = matrix.add_row(share, share, np.array(columns), np.array([n for _, n in mine], float))
        matrix.put(row, matrix.add_columns(2, cost=weight), np.array([1.0, -1.0]))
    return certain
