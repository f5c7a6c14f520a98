"""What is spent and used up, where it depends on which wards are chosen.

What no choice changes is constant: reading sees it first, and says more. Here it leaves a row
without columns, which cannot be met where there is not enough.
"""

from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from math import gcd

from campaign_cli.model.plan import SHARE, Activity, Plan, Supply
from campaign_cli.model.plan.demand import cost_at, in_packs, members_of, spent, supply_uses
from campaign_cli.scheduling.grid.events import Event, Key
from campaign_cli.scheduling.programme.columns_and_rows import NOTHING, Spent
from campaign_cli.scheduling.programme.frame import Frame
from campaign_cli.scheduling.programme.tolerance import ALMOST
from campaign_cli.support.diagnostic import Cause, Path


def budget(frame: Frame) -> None:
    """All costs stay within the limit and each source."""
    settled = _settled(frame.plan) if any(True for _ in _limits(frame.plan)) else {}
    for path, amount, source in _limits(frame.plan):
        used = sum(cost for payer, cost in settled.items() if source in {None, payer})
        columns, costs = _chosen_costs(frame.plan, source)
        if sum(costs) <= amount - used or not _concerns(frame, columns):
            continue
        spent = Spent(parts=dict(_parts(frame.plan, source)), choices=_chosen(frame, source))
        _within(frame, Cause("budget", path), columns, costs, amount - used, spent)


def _chosen_costs(plan: Plan, source: str | None) -> tuple[list[Key], list[int]]:
    """Return what the wards that may be chosen would cost a source; None is everyone's."""
    choices: list[Key] = []
    costs: list[int] = []
    for activity in plan.activities.values():
        host = plan.host_activity(activity)
        if host.targets.form == "choose" and source in {None, activity.source}:
            for ward in host.targets.members:
                choices.append((host.id, ward))
                costs.append(cost_at(activity, ward) * host.times)
    return choices, costs


def _concerns(frame: Frame, choices: Sequence[Key]) -> bool:
    """Return whether a limit on `choices` is this frame's: one that nobody has is everyone's."""
    return not choices or choices[0] in frame.choices


def limited_choices(plan: Plan) -> Iterator[list[str]]:
    """Yield wards among which choices can cost more than there is."""
    limits = list(_limits(plan))
    settled = _settled(plan) if limits else {}
    for _, amount, source in limits:
        used = sum(cost for payer, cost in settled.items() if source in {None, payer})
        choices, costs = _chosen_costs(plan, source)
        if sum(costs) > amount - used:
            yield [ward for _, ward in choices]


def _parts(plan: Plan, source: str | None) -> Iterator[tuple[Cause, int]]:
    """Yield the most that each line may cost of a source; None is all of them."""
    for activity in plan.activities.values():
        if source not in {None, activity.source}:
            continue
        host = plan.host_activity(activity)
        costs = sorted((cost_at(activity, member) for member in members_of(host)), reverse=True)
        if host.targets.form == "choose":
            costs = costs[: host.targets.choose]
        if sum(costs):
            yield Cause("budget", ("activity", activity.id, "cost")), sum(costs) * host.times
    for supply in plan.supplies.values():
        if source in {None, supply.source} and supply.quantity * supply.unit_cost:
            cause = Cause("budget", ("supply", supply.id, "unit_cost"))
            yield cause, supply.quantity * supply.unit_cost


def _chosen(frame: Frame, source: str | None) -> dict[Cause, dict[int, int]]:
    """Return what each line costs a source by choice; None is all of them."""
    found: dict[Cause, dict[int, int]] = {}
    for activity in frame.plan.activities.values():
        host = frame.plan.host_activity(activity)
        if host.targets.form == "choose" and source in {None, activity.source}:
            found[Cause("budget", ("activity", activity.id, "cost"))] = {
                column: cost_at(activity, ward) * host.times
                for ward in host.targets.members
                if (column := frame.choices.get((host.id, ward))) is not None
            }
    return found


def _limits(plan: Plan) -> Iterator[tuple[Path, int, str | None]]:
    """Yield what limits spending: its path, how much, and whose; None is everyone's."""
    if plan.budget.limit is not None:
        yield ("budget", "limit"), plan.budget.limit, None
    for source in plan.budget.sources.values():
        yield ("budget", "source", source.id), source.amount, source.id


def _settled(plan: Plan) -> dict[str | None, int]:
    """Return what each source pays whichever wards are chosen."""
    costs = {}
    for activity in plan.activities.values():
        host = plan.host_activity(activity)
        if host.targets.form != "choose":
            once = sum(cost_at(activity, member) for member in members_of(host))
            costs[activity.id] = once * host.times
    return spent(plan, costs)


def _within(
    frame: Frame,
    cause: Cause,
    choices: list[tuple[str, str]],
    amounts: list[int],
    left: int,
    spent: Spent = NOTHING,
) -> None:
    """Let the chosen wards use no more than is left; `spent`: which lines use how much."""
    if sum(amounts) <= left:
        return
    used: dict[int, int] = defaultdict(int)
    for choice, amount in zip(choices, amounts, strict=True):
        used[frame.choices[choice]] += amount
    # Whole and small, whatever the currency: sums of the same amounts cannot tell the difference.
    unit = gcd(*used.values()) or 1
    values = [float(one // unit) for one in used.values()]
    upper, rest = divmod(left, unit)
    spent = replace(spent, unit=unit, rest=rest)
    frame.programme.row(cause, list(used), values, upper=upper, spent=spent)


def supply_quantity(frame: Frame) -> None:
    """Events use no more of a supply than there is, and no ward's share twice."""
    for supply in frame.plan.supplies.values():
        if supply.share_by is None and not supply.per:
            _enough(frame, supply)
        else:
            _shared_once(frame, supply)


@dataclass(frozen=True, slots=True)
class Scarce:
    """A supply of which there is not enough for every choice: who chooses, who uses it anyway."""

    supply: Supply
    choosers: frozenset[str]
    settled: tuple[tuple[Key, int], ...]

    def outside(self, own: Container[Key]) -> int:
        """Return what all but `own` events use of it, in whole packs for each ward."""
        everyone: dict[str, int] = defaultdict(int)
        inside: dict[str, int] = defaultdict(int)
        for key, use in self.settled:
            everyone[key[1]] += use
            if key in own:
                inside[key[1]] += use
        return sum(in_packs(self.supply, use) for use in everyone.values()) - sum(
            in_packs(self.supply, use) for use in inside.values()
        )


def scarce_supplies(plan: Plan, events: Sequence[Event]) -> dict[str, Scarce]:
    """Return the supplies of which all events that may take place would use too much."""
    settled: dict[str, list[tuple[Key, int]]] = defaultdict(list)
    chosen: dict[str, list[tuple[Key, int]]] = defaultdict(list)
    for event in events:
        by_supply = chosen if event.activity.targets.form == "choose" else settled
        for activity in (event.activity, *event.inside):
            for id_, use in supply_uses(activity, event.member).items():
                if use and isinstance(use, int):
                    by_supply[id_].append((event.key, use))
    scarce = {}
    for supply in plan.supplies.values():
        if supply.share_by is not None or supply.per:
            continue
        need: dict[str, int] = defaultdict(int)
        for (_, member), use in (*settled[supply.id], *chosen[supply.id]):
            need[member] += use
        if sum(in_packs(supply, use) for use in need.values()) > supply.quantity:
            choosers = frozenset(ward for (_, ward), _ in chosen[supply.id])
            scarce[supply.id] = Scarce(supply, choosers, tuple(settled[supply.id]))
    return scarce


def _uses(event: Event, supply: Supply) -> Iterator[tuple[Activity, int | str]]:
    if event.guest:
        return
    for activity in (event.activity, *event.inside):
        use = supply_uses(activity, event.member).get(supply.id, 0)
        if use:
            yield activity, use


def _enough(frame: Frame, supply: Supply) -> None:
    """Sum what wards need, in whole packs for each."""
    if frame.part is not None and supply.id not in frame.part.outside:
        return  # it suffices, or others choose
    outside = 0 if frame.part is None else frame.part.outside[supply.id]
    need: dict[str, int] = defaultdict(int)
    choices: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for event in frame.events:
        for _, use in _uses(event, supply):
            if event.activity.targets.form == "choose":
                choices[event.member][event.activity.id] += int(use)
            else:
                need[event.member] += int(use)
    most = sum(
        in_packs(supply, need[ward] + sum(choices[ward].values())) for ward in {*need, *choices}
    )
    if most + outside <= supply.quantity:
        return
    used = outside + sum(in_packs(supply, use) for use in need.values())
    columns: list[int] = []
    values: list[float] = []
    for ward, activities in sorted(choices.items()):
        more = {frame.choices[one, ward]: use for one, use in sorted(activities.items())}
        if len(more) == 1:
            columns += more
            values += [
                float(in_packs(supply, need[ward] + use) - in_packs(supply, need[ward]))
                for use in more.values()
            ]
        else:
            columns.append(_packs(frame, supply, need[ward], more))
            values.append(float(supply.pack))
            used -= in_packs(supply, need[ward])
    cause = Cause("supply-quantity", ("supply", supply.id, "quantity"))
    spent = _used_by(frame, supply)
    frame.programme.row(cause, columns, values, upper=supply.quantity - used, spent=spent)


def _used_by(frame: Frame, supply: Supply) -> Spent:
    """Return what each line uses of a supply."""
    parts: dict[Cause, int] = defaultdict(int)
    chosen: dict[Cause, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for event in frame.events:
        for activity, use in _uses(event, supply):
            line = Cause("supply-quantity", ("activity", activity.id, "supplies"))
            need = in_packs(supply, int(use))
            parts[line] += need
            column = frame.choices.get(event.key)
            if column is not None:
                chosen[line][column] += need
    return Spent(parts=parts, choices=chosen)


def _packs(frame: Frame, supply: Supply, base: int, more: dict[int, int]) -> int:
    """Return a column that counts the packs of a ward with several choices, waste included."""
    packs = frame.programme.column(integer=True)
    wasted = 1 + supply.waste
    frame.programme.row(
        None,
        [packs, *more],
        [float(supply.pack), *(-wasted * use for use in more.values())],
        # A hair less, as in `in_packs`: 100 × 1.1 is a hair over 110 in binary.
        lower=wasted * base - ALMOST,
    )
    return packs


def _shared_once(frame: Frame, supply: Supply) -> None:
    """Let one event take a ward's share."""
    sure: dict[str, int] = defaultdict(int)
    choices: dict[str, list[tuple[str, str]]] = defaultdict(list)
    last: dict[str, str] = {}
    for event in frame.events:
        for activity, use in _uses(event, supply):
            if use != SHARE:
                continue
            for ward in event.wards:
                last[ward] = activity.id
                if event.activity.targets.form == "choose":
                    choices[ward].append((event.activity.id, event.member))
                else:
                    sure[ward] += 1
    for ward in sorted({*sure, *choices}):
        cause = Cause("supply-quantity", ("activity", last[ward], "supplies"))
        _within(frame, cause, choices[ward], [1] * len(choices[ward]), 1 - sure[ward])
