"""Supplies and money in the plain model: constants but for what a choice of wards changes."""

from collections.abc import Callable, Iterator
from itertools import combinations

import numpy as np

from benchmarks.matrix import Matrix
from benchmarks.starts import inside_of
from campaign_cli.model.plan import SHARE, Activity, Plan, Supply
from campaign_cli.model.plan.demand import (
    cost_at,
    in_packs,
    members_of,
    spent,
    supply_shares,
    supply_uses,
    wards_at,
)
from campaign_cli.support.apportion import TooFewError

Chosen = dict[tuple[str, str], tuple[int, int]]
"""By activity and ward: the column that says whether it is chosen, and how many events it has."""


def add_means(plan: Plan, chosen: Chosen, matrix: Matrix) -> None:
    """Rules supply-quantity and budget."""
    for supply in plan.supplies.values():
        if supply.share_by is not None or supply.per:
            _divided(plan, supply, chosen, matrix)
        else:
            _undivided(plan, supply, chosen, matrix)
    _budget(plan, chosen, matrix)


def _asked(plan: Plan) -> Iterator[tuple[Activity, str, list[Activity]]]:
    """Yield each activity that has events of its own, at each member, with what is inside."""
    for activity in plan.activities.values():
        if activity.within is None:
            inside = inside_of(plan, activity)
            for member in members_of(activity):
                yield activity, member, inside


def _undivided(plan: Plan, supply: Supply, chosen: Chosen, matrix: Matrix) -> None:
    certain: dict[str, int] = {}
    open_: dict[str, list[tuple[int, int]]] = {}
    for activity, member, inside in _asked(plan):
        uses = [supply_uses(one, member).get(supply.id, 0) for one in inside]
        amount = activity.times * sum(use for use in uses if isinstance(use, int))
        if activity.targets.form == "choose":
            open_.setdefault(member, []).append((chosen[activity.id, member][0], amount))
        else:
            certain[member] = certain.get(member, 0) + amount
    row = int(matrix.add_rows(1, -np.inf, supply.quantity)[0])
    for member in sorted({*certain, *open_}):
        base = certain.get(member, 0)

        def need(used: int, base: int = base) -> int:
            return in_packs(supply, base + used)

        _add_either(matrix, row, open_.get(member, []), need)


def _divided(plan: Plan, supply: Supply, chosen: Chosen, matrix: Matrix) -> None:
    row = int(matrix.add_rows(1, -np.inf, supply.quantity)[0])
    hands: dict[str, int] = {}
    open_: dict[str, list[tuple[int, int]]] = {}
    for activity, member, inside in _asked(plan):
        uses = [supply_uses(one, member).get(supply.id, 0) for one in inside]
        amount = activity.times * sum(use for use in uses if isinstance(use, int))
        times = activity.times * sum(use == SHARE for use in uses)
        column = chosen.get((activity.id, member), (None, 0))[0]
        if column is None:
            _add_constant(matrix, row, amount)
        else:
            matrix.put(row, np.array([column]), amount)
        for ward in wards_at(plan, activity, member) if times else ():
            if column is None:
                hands[ward] = hands.get(ward, 0) + times
            else:
                open_.setdefault(ward, []).append((column, times))
    try:
        shares = supply_shares(plan, supply)
    except TooFewError:
        _add_constant(matrix, row, supply.at_least * len(plan.wards))
        return
    for ward, share in shares.items():
        certain = hands.get(ward, 0)

        def need(times: int, share: int = share, certain: int = certain) -> int:
            return share * max(1, certain + times)

        _add_either(matrix, row, open_.get(ward, []), need)


def _budget(plan: Plan, chosen: Chosen, matrix: Matrix) -> None:
    supplies = spent(plan, {})
    limits: list[tuple[int, str | None]] = [
        (source.amount, source.id) for source in plan.budget.sources.values()
    ]
    if plan.budget.limit is not None:
        limits.append((plan.budget.limit, None))
    for amount, source in limits:
        row = int(matrix.add_rows(1, -np.inf, amount)[0])
        constant = sum(cost for of, cost in supplies.items() if source in {None, of})
        for activity, member, inside in _asked(plan):
            cost = activity.times * sum(
                cost_at(one, member) for one in inside if source in {None, one.source}
            )
            if activity.targets.form == "choose":
                matrix.put(row, np.array([chosen[activity.id, member][0]]), cost)
            else:
                constant += cost
        _add_constant(matrix, row, constant)


def _add_constant(matrix: Matrix, row: int, amount: int) -> None:
    if amount:
        _add_either(matrix, row, [], lambda _: amount)


def _add_either(
    matrix: Matrix, row: int, open_: list[tuple[int, int]], need: Callable[[int], int]
) -> None:
    """Add `need` of the amounts of whichever of `open_` are chosen: a column for each set."""
    sets = [chosen for count in range(len(open_) + 1) for chosen in combinations(open_, count)]
    columns = matrix.add_columns(len(sets), upper=1, whole=True)
    matrix.add_row(1, 1, columns)
    for column, _ in open_:
        having = [one for one, part in zip(columns, sets, strict=True) if (column, _) in part]
        link = matrix.add_row(0, 0, np.array(having))
        matrix.put(link, np.array([column]), -1)
    amounts = [float(need(sum(amount for _, amount in part))) for part in sets]
    matrix.put(row, columns, np.array(amounts))
