"""What of a priced programme can be afforded at all: the rest need not be looked at."""

from collections import defaultdict
from collections.abc import Collection
from itertools import accumulate

from campaign_cli.model.diagnostic import Cause
from campaign_cli.scheduling.priced import Priced, Step
from campaign_cli.scheduling.programme import INFINITY


def dear(programme: Priced, cap: float, only: Collection[Cause]) -> list[int]:
    """Return the columns that need steps of more than `cap` in all, or of other lines."""
    cost = {
        step: list(
            accumulate(
                programme.prices[column] if not only or step[0] in only else INFINITY
                for column in columns
            )
        )
        for step, columns in programme.steps.items()
    }
    beyond = [
        column
        for step, columns in programme.steps.items()
        for column, total in zip(columns, cost[step], strict=True)
        if total > cap
    ]
    need: dict[int, dict[tuple[Step, ...], float]] = defaultdict(dict)
    for _, columns, steps in programme.binds:
        least = min(cost[step][level - 1] for step, level in steps)
        key = tuple(step for step, _ in steps)
        for column in columns:
            need[column][key] = max(least, need[column].get(key, 0))
    beyond.extend(column for column, each in need.items() if sum(each.values()) > cap)
    return beyond
