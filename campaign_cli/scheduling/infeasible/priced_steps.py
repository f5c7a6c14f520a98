"""The elastic programme in which each line gives way step by step, at the price of a repair.

A step is a column of 0 or 1: a day later, one more, a closed day opened. The steps of one line are
taken in order, so that the cheapest solution is the cheapest set of edits for its events.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate
from math import ceil

from campaign_cli.model.plan import Activity, Member, Plan, Resource
from campaign_cli.model.repair import PRICES
from campaign_cli.scheduling.grid.excluded_places import Key, Needs, Wide, wide
from campaign_cli.scheduling.grid.order import Key as Of
from campaign_cli.scheduling.grid.order import Wait, first_slot, keys_apart, next_slot
from campaign_cli.scheduling.grid.slots import Grid, Start
from campaign_cli.scheduling.infeasible.elastic import Elastic, Slack, filled
from campaign_cli.scheduling.programme.columns_and_rows import INFINITY
from campaign_cli.scheduling.programme.frame import Frame
from campaign_cli.scheduling.programme.order import at_once, in_order, sharing_wards
from campaign_cli.support.diagnostic import Cause

Step = tuple[Cause, Key]
MOST = 400
"""Up to how many steps a number is raised by."""
COMING = 40
"""Up to how many people are to come to a pool."""
TWENTIETHS = 20
EXTRA = "+"
"""Part of the id of a person to come: no id of a plan has it."""


class Priced(Elastic):
    """`steps` are the columns of each way a line gives way, in order; `exact` what would do."""

    def __init__(self, wide: Wide) -> None:
        super().__init__()
        self.wide = wide
        self.steps: dict[Step, list[int]] = {}
        self.exact: dict[Step, dict[int, int]] = defaultdict(dict)
        self.binds: list[tuple[int, Sequence[int], tuple[tuple[Step, int], ...]]] = []
        """Rows that let columns be used from some step of a line on: row, columns, steps."""
        self._asked = 0
        self._asked_of: Counter[str] = Counter()
        """How many of each resource all events take together."""
        for event in wide.events:
            for demand in event.demands:
                self._asked_of[demand.resource] += demand.count

    def step(self, line: Cause, key: Key, level: int, price: int | None = None) -> int:
        """Return the column of the `level`-th step of a line, from 1."""
        known = self.steps.setdefault((line, key), [])
        while len(known) < level:
            each = PRICES[word(line)] if price is None else price
            known.append(self.column(each, upper=1.0, integer=True))
            if len(known) > 1:
                super(Elastic, self).row(None, known[-1:-3:-1], [1.0, -1.0], upper=0.0)
        return known[level - 1]

    def left_out(self, cause: Cause, *, some: bool) -> Iterator[Slack]:
        """Yield a column of the event: its ward is left out, or there are fewer `times`."""
        del some
        event = self.wide.events[self._asked]
        self._asked += 1
        activity = event.activity
        ways: list[int] = []
        if activity.targets.form in {"each", "list", "each-group"} and activity.targets.members[1:]:
            ways.append(self.step(cause, event.member, 1))
        if event.number > 1:
            line = Cause("chosen-count", (*cause.path, "times"))
            ways.append(self.step(line, "", activity.times - event.number + 1))
        if ways:
            out = self.column(upper=1.0)
            super(Elastic, self).row(None, [out, *ways], [1.0, *([-1.0] * len(ways))], upper=0.0)
            yield out, 1.0

    def given(
        self, cause: Cause, lower: float, upper: float, over: float, unit: int
    ) -> Iterator[Slack]:
        """Yield the steps by which a number of the plan is raised, or a rule relaxed."""
        plan, path = self.wide.plan, cause.path
        if cause.rule == "chosen-count" and path[-1] == "wards":
            targets = plan.activities[path[1]].targets
            for level in range(1, targets.choose):
                yield self.step(cause, "fewer", level), 1.0
            for level in range(1, len(targets.members) - targets.choose + 1):
                yield self.step(cause, "more", level), -1.0
        elif cause.rule == "fixed":
            yield self.step(cause, "", 1), 1.0
        elif cause.rule == "precedence":
            price = PRICES["by"] if by_of(plan, cause) else PRICES["after"]
            yield self.step(cause, "", 1, price), -1.0
        elif lower == -INFINITY:
            most, worth = self._raised(cause, int(upper), over)
            for level in range(1, most + 1):
                yield self.step(cause, "", level), -worth / unit

    def _raised(self, cause: Cause, upper: int, over: float) -> tuple[int, float]:
        """Return by how many steps what bounds a row may be raised, and what one of them adds."""
        plan, path = self.wide.plan, cause.path
        match cause.rule:
            case "budget" | "supply-quantity" if path[-1] != "supplies":
                worth = twentieth(plan, cause)
                return ceil(min(MOST, over / worth)), float(worth)
            case "resource-quantity" if path[-1] == "quantity":
                most = max(0, min(MOST, self._asked_of[path[1]] - upper))
            case "chosen-count" if path[-1] == "per_group":
                most = int(max(0, min(MOST, over)))
            case "member-per-day":
                most = self.wide.grid.width - upper
            case "apart":
                apart, width = plan.activities[path[1]].apart, self.wide.grid.width
                return min(1, apart), max(1.0, min(over, float(apart * width - 1)))
            case _:
                most = 0
        return most, 1.0

    def spared(self, line: Cause, amount: float) -> Iterator[Slack]:
        """Yield nothing: what is done costs what it costs."""
        del line, amount
        return iter(())

    def bind(self, columns: Sequence[int], needs: Needs) -> None:
        """Bind the columns by the steps they need."""
        steps = []
        for need in needs:
            known = self.exact[need.line, need.key]
            known[need.level] = max(need.exact, known.get(need.level, need.exact))
            steps.append(self.step(need.line, need.key, need.level))
        levels = tuple(((need.line, need.key), need.level) for need in needs)
        self.binds.append((len(self.causes), columns, levels))
        super(Elastic, self).row(
            None, [*columns, *steps], [*([1.0] * len(columns)), *([-1.0] * len(steps))], upper=0.0
        )

    def serving(self, member: str, column: int) -> None:
        """Let people to come serve where they are paid for."""
        pool, _, number = member.partition(EXTRA)
        if number:
            line = Cause("resource-quantity", ("resource", pool, "members"))
            step = self.step(line, "", int(number))
            self.binds.append((len(self.causes), [column], (((line, ""), int(number)),)))
            super(Elastic, self).row(None, [column, step], [1.0, -1.0], upper=0.0)


def word(line: Cause) -> str:
    """Return what a line's step is called in the table of prices."""
    path = line.path
    if line.rule == "chosen-count" and len(path) == 2:  # noqa: PLR2004 - its id alone
        return "wards"
    if path[-1] == "wards":
        return "choose"
    for name in ("closed", "fixed"):
        if name in path[1:]:
            return name
    kinds: dict[tuple[str, ...], str] = {
        ("budget", "source"): "amount",
        ("calendar", "workdays"): "open",
        ("supply", "quantity"): "supply",
    }
    return kinds.get(path[:2], kinds.get((path[0], path[-1]), path[-1]))


def twentieth(plan: Plan, line: Cause) -> int:
    """Return a step of a sum of money, or of what is used up."""
    match line.path:
        case ("budget", "limit"):
            whole = plan.budget.limit or 0
        case ("budget", "source", source):
            whole = plan.budget.sources[source].amount
        case (_, supply, _):
            whole = plan.supplies[supply].quantity
        case _:
            raise AssertionError(line)
    return max(1, ceil(whole / TWENTIETHS))


def by_of(plan: Plan, line: Cause) -> int:
    """Return how many days lie between two activities, by the plan."""
    after = plan.activities[line.path[1]].after
    return min(one.by for one in after if one.activity == line.path[3])


def priced(plan: Plan, wanted: Sequence[str], pause: Callable[[], None]) -> tuple[Frame, Priced]:
    """Return the programme of the events `wanted`, with people to come in their pools.

    `pause` may end its building.
    """
    known = wide(plan, wanted)
    more = replace(
        plan,
        resources={pool.id: _with_people_to_come(known, pool) for pool in plan.resources.values()},
    )
    broad = wide(more, wanted)
    programme = Priced(broad)
    programme.pause = pause
    result = filled(broad, programme)
    in_order(result)
    for wait in result.waits:
        _less_between(result, programme, wait)
    for activity, members in sharing_wards(result):
        for days in range(activity.apart):
            for columns in at_once(result, members, days):
                _less_at_once(result, programme, activity, days, columns)
    return result, programme


def _with_people_to_come(known: Wide, pool: Resource) -> Resource:
    """Return a pool with as many people more as its events could ask for."""
    if not pool.named:
        return pool
    grid = Grid(known.plan)
    share = 0.0
    for event in known.events:
        count = sum(one.count for one in event.demands if one.resource == pool.id and not one.names)
        days = len({start.first for start in grid.starts(event.activity)})
        share += count / max(1, days * min(pool.max_per_day or grid.width, grid.width))
    if not share:
        return pool
    coming = min(COMING, max(3, ceil(share) - len(pool.members) + 3))
    members = {
        f"{pool.id}{EXTRA}{number}": Member(id=f"{pool.id}{EXTRA}{number}", name="")
        for number in range(1, coming + 1)
    }
    return replace(pool, members={**pool.members, **members}, quantity=pool.quantity + coming)


def _less_between(result: Frame, programme: Priced, wait: Wait) -> None:
    """Say how far events may come nearer, in few rows: those a day say only that they may."""
    line = wait.cause
    plan, width = result.plan, result.grid.width
    if line.rule == "apart":
        activity = plan.activities[line.path[1]]
        if activity.apart:
            levels = range(1, activity.apart + 1)
            *steps, shared = (programme.step(line, "", level) for level in levels)
            nearer = dict.fromkeys([*steps, shared], 1.0)
            _nearer(result, wait, (_first_day, _first_day), activity.apart, nearer)
            # With no day between, they may be on one, in order, or side by side for days.
            far = float(len(result.grid.days))
            _nearer(result, wait, (_last_day, _first_day), 1, {shared: far})
            begins, starts = keys_apart(activity, width, share_days=True)
            _nearer(result, wait, (begins, starts), 0, {})
        return
    days = by_of(plan, line)
    if days:
        steps = [programme.step(line, "", level, PRICES["by"]) for level in range(1, days + 1)]
        dropped = programme.step(line, "", days + 1, PRICES["after"])
        far = 2.0 * (len(result.grid.days) + days)
        gained = {**dict.fromkeys(steps, 1.0), dropped: far}
        _nearer(result, wait, (_last_day, _first_day), days, gained)
        # With no day between, the sessions are still in order.
        _nearer(result, wait, (next_slot(width), first_slot(width)), 0, {dropped: far * width})


def _less_at_once(
    result: Frame, programme: Priced, activity: Activity, days: int, columns: Sequence[int]
) -> None:
    """Say that events may not be less than so many days apart, unless more steps are taken."""
    line = Cause("apart", ("activity", activity.id, "apart"))
    steps = [programme.step(line, "", activity.apart - days + 1)] if days else []
    values = [1.0] * len(columns) + [1.0 - len(columns)] * len(steps)
    result.programme.row(None, [*columns, *steps], values, upper=1.0)


def _first_day(start: Start) -> int:
    return start.first


def _last_day(start: Start) -> int:
    return start.last


def _nearer(
    result: Frame, wait: Wait, keys: tuple[Of, Of], least: int, gained: Mapping[int, float]
) -> None:
    """Keep the keys of events, if neither is left out, apart by `least` less what is `gained`."""
    of_earlier, of_later = keys
    earlier, later = (
        [
            [(column, key(place.start)) for column, place in result.placed(result.events[index])]
            for index in side
        ]
        for side, key in ((wait.earlier, of_earlier), (wait.later, of_later))
    )
    if not any(earlier) or not any(later):
        return
    # A column stands between both: where one of them is left out, the other may be anywhere.
    first = min(key for one in earlier for _, key in one)
    last = max(key for one in earlier for _, key in one)
    programme = result.programme
    over = programme.column(upper=float(last - first))
    for one in earlier:
        columns = [column for column, _ in one]
        values = [float(first - key) for _, key in one]
        programme.row(None, [over, *columns], [1.0, *values], lower=0.0)
    for one in later:
        columns = [column for column, _ in one]
        values = [float(key - last - least) for _, key in one]
        programme.row(
            None,
            [*columns, over, *gained],
            [*values, -1.0, *gained.values()],
            lower=float(first - last),
        )


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
