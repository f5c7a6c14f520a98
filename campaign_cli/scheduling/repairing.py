"""The cheapest sets of changes that let events be held, cheapest first."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

from campaign_cli.model.diagnostic import Cause
from campaign_cli.model.plan import Plan
from campaign_cli.model.repair import Change, Value
from campaign_cli.scheduling.highs import Patience, solve
from campaign_cli.scheduling.priced import Priced, Step, by_of, priced, twentieth, word
from campaign_cli.scheduling.programme import INFINITY
from campaign_cli.scheduling.wide import Key

Levels = Mapping[Step, int]
"""By how many steps each line gives way."""
CAPS = (2.0, 4.0, 8.0, 16.0, 32.0, INFINITY)
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Changes that let the events looked at be held, and nothing cheaper does."""

    price: int
    changes: tuple[Change, ...]
    levels: Levels


class Search:
    """The cheapest changes for some events of a plan, one set after the other."""

    def __init__(self, plan: Plan, wanted: Sequence[str], patience: Patience) -> None:
        self.plan = plan
        self.patience = patience
        self.programme = priced(plan, wanted)[1]
        self.tried: list[Levels] = []
        self._caps = list(CAPS)

    def forbid(self, levels: Levels) -> None:
        """Let these steps not all be taken again."""
        self.tried.append(levels)
        steps = self.programme.steps
        if all(len(steps.get(step, ())) >= level for step, level in levels.items()):
            last = [steps[step][level - 1] for step, level in levels.items()]
            self.programme.row(None, last, upper=len(last) - 1)

    def next(self, most: float = INFINITY) -> Candidate | None:
        """Return the cheapest changes that have not been forbidden; None: none up to `most`.

        Dear changes are left out at first: without them, and the places that need them, the
        programme is small, and what it finds is the cheapest of all.
        """
        while self._caps and self.patience.left:
            levels = self._within(min(self._caps[0], most))
            if levels is not None:
                changes = tuple(_changes(self.plan, self.programme, levels))
                return Candidate(sum(change.price for change in changes), changes, levels)
            if self._caps.pop(0) >= most:
                return None
        return None

    def _within(self, cap: float) -> Levels | None:
        """Return the cheapest steps that cost no more than `cap` in all."""
        import numpy as np

        arrays = self.programme.frozen()
        upper = arrays.upper.copy()
        upper[self._dear(cap)] = 0.0
        below = None if cap == INFINITY else cap + 1
        answer = solve(arrays, arrays.lower, upper, self.patience, below=below)
        if answer.values is None:
            return None
        whole = np.round(answer.values)
        found = {step: int(whole[columns].sum()) for step, columns in self.programme.steps.items()}
        return {step: level for step, level in found.items() if level}

    def _dear(self, cap: float) -> list[int]:
        """Return the columns that need steps of more than `cap` in all."""
        programme = self.programme
        cost = {
            step: list(accumulate(programme.prices[column] for column in columns))
            for step, columns in programme.steps.items()
        }
        dear = [
            column
            for step, columns in programme.steps.items()
            for column, total in zip(columns, cost[step], strict=True)
            if total > cap
        ]
        need: dict[int, dict[tuple[Step, ...], int]] = defaultdict(dict)
        for columns, steps in programme.binds:
            least = min(cost[step][level - 1] for step, level in steps)
            key = tuple(step for step, _ in steps)
            for column in columns:
                need[column][key] = max(least, need[column].get(key, 0))
        dear.extend(column for column, each in need.items() if sum(each.values()) > cap)
        return dear


def _changes(plan: Plan, programme: Priced, levels: Levels) -> Iterator[Change]:
    """Yield the changes that the steps come to, those of one line in one where it is a list."""
    listed: dict[Cause, list[Key]] = defaultdict(list)
    in_order = sorted(levels.items(), key=lambda one: (one[0][0].path, str(one[0][1])))
    for (line, key), level in in_order:
        price = sum(int(programme.prices[column]) for column in programme.steps[line, key][:level])
        if word(line) in {"sessions", "days", "wards"}:
            listed[line].append(key)
        else:
            exact = programme.exact.get((line, key), {})
            enough = [one for step, one in exact.items() if step <= level]
            yield _change(plan, (line, key), level, enough, price)
    for line, keys in listed.items():
        price = sum(int(programme.prices[programme.steps[line, key][0]]) for key in keys)
        yield _list_change(plan, line, keys, price)


def _change(plan: Plan, step: Step, level: int, enough: list[int], price: int) -> Change:
    """Return the change of a date, a number or an entry."""
    line, key = step
    path = line.path
    was: Value | None
    value: Value | None
    match word(line):
        case "closed" | "open":
            assert isinstance(key, date)
            where = path if word(line) == "closed" else ("calendar", "open")
            return Change(path=where, was=None, day=key, price=price)
        case "fixed":
            return Change(path=path, was=None, price=price)
        case "from" | "to" | "ready":
            was = _day(plan, line)
            days = timedelta(days=level)
            value = was + days if word(line) == "to" else was - days
        case "choose":
            path = (*path, "choose")
            was = plan.activities[path[1]].targets.choose
            value = was - level if key == "fewer" else was + level
        case "capacity":
            was, value = plan.venues[path[1]].capacity, max(enough)
        case "audience":
            was, value = _audience(plan, line), min(enough) or None
        case _ if line.rule == "precedence":
            was = by_of(plan, line)
            value = was - level if level <= was else None
            path = path if value is None else (*path, "by")
        case _:
            path, was, each = _number(plan, line)
            value = was + level * each if each else level
    return Change(path=path, was=was, value=value, price=price)


def _day(plan: Plan, line: Cause) -> date:
    match line.path:
        case ("activity", id_, "from"):
            return max(plan.activities[id_].first, plan.campaign.prepare_from)
        case ("activity", id_, "to"):
            return min(plan.activities[id_].last, plan.campaign.wind_up)
        case (_, supply, _):
            ready = plan.supplies[supply].ready
            assert ready is not None
            return ready
        case _:
            raise AssertionError(line)


def _audience(plan: Plan, line: Cause) -> int | None:
    activity = plan.activities[line.path[1]]
    if line.path[2] == "in":
        return activity.overrides[line.path[3]].audience
    return activity.audience


def _number(plan: Plan, line: Cause) -> tuple[tuple[str, ...], int, int]:
    """Return the path of a number, the number, and what a step adds to it; 0: steps are counted."""
    path = line.path
    if path[0] == "budget":
        each = twentieth(plan, line)
        if path[1] == "limit":
            return path, plan.budget.limit or 0, each
        return (*path, "amount"), plan.budget.sources[path[2]].amount, each
    if path[0] == "supply":
        return path, plan.supplies[path[1]].quantity, twentieth(plan, line)
    if path[0] == "resource":
        pool = plan.resources[path[1]]
        known = {
            "quantity": (pool.quantity, 1),
            "max_per_day": (pool.max_per_day or 0, 1),
            "members": (len(pool.members), 0),
        }
    else:
        activity = plan.activities[path[1]]
        known = {
            "apart": (activity.apart, -1),
            "times": (activity.times, -1),
            "per_group": (activity.targets.per_group or 0, 1),
        }
    return (path, *known[path[-1]])


def _list_change(plan: Plan, line: Cause, keys: Sequence[Key], price: int) -> Change:
    """Return the change of a list: sessions, days of the week, wards."""
    path = line.path
    match word(line):
        case "sessions":
            has = plan.activities[path[1]].sessions
            order = [session.id for session in plan.calendar.sessions]
            value = tuple(one for one in order if one in has or one in keys)
            return Change(path=path, was=has, value=value, price=price)
        case "wards":
            members = plan.activities[path[1]].targets.members
            value = tuple(one for one in members if one not in keys)
            return Change(path=(*path, "wards"), was=members, value=value, price=price)
        case _:
            days = (
                plan.resources[path[1]].members[path[3]].days
                if path[0] == "resource"
                else plan.activities[path[1]].days
            ) or frozenset()
            more = days | {key for key in keys if isinstance(key, int)}
            return Change(
                path=path,
                was=tuple(WEEKDAYS[day] for day in sorted(days)),
                value=tuple(WEEKDAYS[day] for day in sorted(more)),
                price=price,
            )
