"""What is spent and used up, where it depends on which wards are chosen.

What no choice changes is constant: reading sees it first, and says more. Here it leaves a row
without columns, which cannot be met where there is not enough.
"""

from collections import defaultdict
from collections.abc import Iterator
from math import gcd

from campaign_cli.model.demand import cost_at, in_packs, members_of, spent, supply_uses
from campaign_cli.model.diagnostic import Cause, Path
from campaign_cli.model.plan import SHARE, Activity, Plan, Supply
from campaign_cli.scheduling.events import Event
from campaign_cli.scheduling.frame import Frame
from campaign_cli.scheduling.highs import ALMOST


def budget(frame: Frame) -> None:
    """All costs stay within the limit and each source."""
    for path, amount, source in _limits(frame.plan):
        used = sum(cost for payer, cost in _settled(frame.plan).items() if source in {None, payer})
        columns, costs = [], []
        for activity in frame.plan.activities.values():
            host = frame.plan.host_activity(activity)
            if host.targets.form == "choose" and source in {None, activity.source}:
                for ward in host.targets.members:
                    columns.append((host.id, ward))
                    costs.append(cost_at(activity, ward) * host.times)
        _within(frame, Cause("budget", path), columns, costs, amount - used)


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
) -> None:
    """Let the chosen wards use no more than is left."""
    if sum(amounts) <= left:
        return
    used: dict[int, int] = defaultdict(int)
    for choice, amount in zip(choices, amounts, strict=True):
        used[frame.choices[choice]] += amount
    # Whole and small, whatever the currency: sums of the same amounts cannot tell the difference.
    unit = gcd(*used.values()) or 1
    values = [float(one // unit) for one in used.values()]
    frame.programme.row(cause, list(used), values, upper=left // unit)


def supply_quantity(frame: Frame) -> None:
    """Events use no more of a supply than there is, and no ward's share twice."""
    for supply in frame.plan.supplies.values():
        if supply.share_by is None and not supply.per:
            _enough(frame, supply)
        else:
            _shared_once(frame, supply)


def _uses(event: Event, supply: Supply) -> Iterator[tuple[Activity, int | str]]:
    for activity in (event.activity, *event.inside):
        use = supply_uses(activity, event.member).get(supply.id, 0)
        if use:
            yield activity, use


def _enough(frame: Frame, supply: Supply) -> None:
    """Sum what wards need, in whole packs for each."""
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
    if most <= supply.quantity:
        return
    used = sum(in_packs(supply, use) for use in need.values())
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
    frame.programme.row(cause, columns, values, upper=supply.quantity - used)


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
