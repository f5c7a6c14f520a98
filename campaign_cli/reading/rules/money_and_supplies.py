"""What cannot hold: more money or supplies than there are, or sooner than they are there."""

from collections import Counter
from collections.abc import Iterator

from campaign_cli.model.plan import Activity, Plan, Supply
from campaign_cli.model.plan.demand import (
    cost_at,
    in_packs,
    members_of,
    override_at,
    spent,
    supply_uses,
)
from campaign_cli.model.plan.event_id import EventId
from campaign_cli.reading.files.place import Problem
from campaign_cli.reading.rules.days import Cause
from campaign_cli.reading.rules.open_days import fixed_path
from campaign_cli.reading.rules.places import can_do_without
from campaign_cli.support.diagnostic import Path
from campaign_cli.support.language import Message, counted, message


def _least(amounts: dict[str, int], activity: Activity) -> int:
    """Return the least that an activity's events come to, whichever wards are chosen."""
    targets = activity.targets
    if targets.form != "choose":
        return sum(amounts.values()) * activity.times
    always = [amounts[member] for member in targets.always]
    rest = sorted(amount for member, amount in amounts.items() if member not in targets.always)
    return (sum(always) + sum(rest[: max(0, targets.choose - len(always))])) * activity.times


def budget(plan: Plan) -> Iterator[Problem]:
    """Costs stay within the limit and within each source."""
    costs = {
        id_: _least({member: cost_at(one, member) for member in members_of(one)}, one)
        for id_, one in plan.activities.items()
    }
    spending = spent(plan, costs)
    total = sum(spending.values())
    limit = plan.budget.limit
    if limit is not None and total > limit:
        why = message(
            "everything costs {cost}, {over} more than the limit of {limit}",
            cost=_money(plan, total),
            over=_money(plan, total - limit),
            limit=_money(plan, limit),
        )
        lines = tuple(_cost_lines(plan, costs, every=True, source=None))
        path: Path = ("budget", "limit")
        way = message("raise `limit`, or lower one of the costs")
        yield Problem("P409", why, path, help=way, causes=(("budget", path), *lines))
    for id_, source in plan.budget.sources.items():
        cost = spending.get(id_, 0)
        if cost > source.amount:
            why = message(
                "`{source}` pays {cost}, {over} more than its {amount}",
                source=source.name,
                cost=_money(plan, cost),
                over=_money(plan, cost - source.amount),
                amount=_money(plan, source.amount),
            )
            lines = tuple(_cost_lines(plan, costs, every=False, source=id_))
            path = ("budget", "source", id_, "amount")
            way = message("raise its `amount`, or let another source pay for some of it")
            yield Problem("P410", why, path, help=way, causes=(("budget", path), *lines))


def _money(plan: Plan, amount: int) -> Message:
    currency = plan.budget.currency
    if currency == "VND":
        return message("{amount} dong", amount=amount)
    return message("{amount} {currency}", amount=amount, currency=currency)


def _cost_lines(
    plan: Plan, costs: dict[str, int], *, every: bool, source: str | None
) -> Iterator[Cause]:
    """Yield the lines that cost something, the dearest first."""
    lines: list[tuple[int, Path]] = []
    for id_, cost in costs.items():
        activity = plan.activities[id_]
        if cost and (every or activity.source == source):
            lines.append((cost, ("activity", id_, "cost")))
    for supply in plan.supplies.values():
        cost = supply.quantity * supply.unit_cost
        if cost and (every or supply.source == source):
            lines.append((cost, ("supply", supply.id, "unit_cost")))
    for _, path in sorted(lines, key=lambda line: (-line[0], line[1])):
        yield "budget", path


def supplies(plan: Plan) -> Iterator[Problem]:
    """There is as much of a supply as events use, and as wards must at least have."""
    for supply in plan.supplies.values():
        if supply.per:
            continue
        path: Path = ("supply", supply.id, "quantity")
        lines = tuple(_use_lines(plan, supply))
        needed = _needed(plan, supply)
        least = supply.at_least * len(plan.wards) if supply.share_by else 0
        if needed > supply.quantity:
            why = message(
                "{needed} of `{supply}` are needed; there are {quantity}",
                needed=needed,
                supply=supply.name,
                quantity=supply.quantity,
            )
            notes: tuple[Message, ...] = ()
            if supply.share_by is None and (supply.waste or supply.pack > 1):
                notes = (message("waste and whole packs for each ward are counted in"),)
            causes = (("supply-quantity", path), *lines)
            way = message("raise `quantity`, or use less of it")
            yield Problem("P411", why, path, help=way, notes=notes, causes=causes)
        elif needed + least > supply.quantity:
            why = message(
                "{least} of `{supply}` for each of {wards} are {sum}; {left} are left",
                least=supply.at_least,
                supply=supply.name,
                wards=counted("{n} ward", "{n} wards", len(plan.wards)),
                sum=least,
                left=supply.quantity - needed,
            )
            bound: Path = ("supply", supply.id, "at_least")
            fixed = [line for line in lines if _is_number(plan, line[1])]
            causes = (("supply-quantity", path), ("supply-quantity", bound), *fixed)
            way = message("raise `quantity`, or lower `at_least`")
            yield Problem("P411", why, bound, help=way, causes=causes)


def _is_number(plan: Plan, path: Path) -> bool:
    activity = plan.activities[path[1]]
    supplies = activity.overrides[path[3]].supplies if path[2] == "in" else activity.supplies
    return isinstance(supplies[path[-1]], int)


def _needed(plan: Plan, supply: Supply) -> int:
    """Return the least that events use of a supply; of an undivided one, in packs for each."""
    sure: Counter[str] = Counter()
    chosen = 0
    for activity in plan.activities.values():
        amounts = {}
        for member in members_of(activity):
            use = supply_uses(activity, member).get(supply.id, 0)
            amounts[member] = use if isinstance(use, int) else 0
        if activity.targets.form == "choose":
            chosen += _least(amounts, activity)
        else:
            for member, use in amounts.items():
                sure[member] += use * activity.times
    needed = sure.total() + chosen
    if supply.share_by is not None:
        return needed
    # What chosen events use may fit into the packs of the others.
    return max(needed, sum(in_packs(supply, use) for use in sure.values()))


def _use_lines(plan: Plan, supply: Supply) -> Iterator[Cause]:
    for activity in plan.activities.values():
        if activity.supplies.get(supply.id):
            yield "supply-quantity", ("activity", activity.id, "supplies", supply.id)
        for member, override in activity.overrides.items():
            if override.supplies.get(supply.id):
                path = ("activity", activity.id, "in", member, "supplies", supply.id)
                yield "supply-quantity", path


def supplies_ready(plan: Plan) -> Iterator[Problem]:
    """Nothing is used before it is there."""
    for activity in plan.activities.values():
        host = plan.host_activity(activity)
        late: dict[Path, Problem] = {}
        unfit: set[str] = set()
        for member in members_of(host):
            for id_, use in supply_uses(activity, member).items():
                if not use or plan.supplies[id_].ready is None:
                    continue
                own = id_ in override_at(activity, member).supplies
                path: Path = ("activity", activity.id, *(("in", member) if own else ()))
                problem = _too_late(plan, host, member, id_, (*path, "supplies", id_))
                if problem is not None:
                    unfit.add(member)
                    late.setdefault((*path, id_), problem)
        if not can_do_without(host, unfit):
            yield from late.values()


def _too_late(plan: Plan, host: Activity, member: str, supply: str, path: Path) -> Problem | None:
    ready, name = plan.supplies[supply].ready, plan.supplies[supply].name
    assert ready is not None
    first = host.first if host.window else host.last
    causes = [("supply-ready", ("supply", supply, "ready")), ("supply-ready", path)]
    if first < ready:
        line = ("activity", host.id, "from" if host.window else "to")
        why = message(
            "`{supply}` is there from {ready}; `{activity}` begins by {first}",
            supply=name,
            ready=ready,
            activity=host.id,
            first=first,
        )
        way = message("let the activity be later, or have it ready sooner")
        return Problem("P412", why, path, help=way, causes=(*causes, ("window", line)))
    for key, fixed in host.fixed.items():
        if EventId.of_key(host.id, key).member == member and fixed.date < ready:
            why = message(
                "`{supply}` is there from {ready}; `{activity}` is fixed on {first}",
                supply=name,
                ready=ready,
                activity=host.id,
                first=fixed.date,
            )
            way = message("let the activity be later, or have it ready sooner")
            lines = (*causes, ("fixed", fixed_path(host, key)))
            return Problem("P412", why, path, help=way, causes=lines)
    return None
