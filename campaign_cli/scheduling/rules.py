"""The rules that bind events to each other, one function each; RULES is the table of contents.

What concerns an event alone (window, open-day, closings, venue-capacity, supply-ready, fixed)
has already taken its places away: see `places`. Named people stand in `pools`, order in `order`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator

from campaign_cli.model.demand import cost_at, in_packs, members_of, spent, supply_uses
from campaign_cli.model.diagnostic import Cause, Path
from campaign_cli.model.plan import SHARE, Activity, Supply
from campaign_cli.scheduling.frame import Frame
from campaign_cli.scheduling.order import groups_apart
from campaign_cli.scheduling.pools import named_people

Taken = dict[int, list[list[int]]]
"""By slot: the columns that take it, a list for each event."""


def chosen_count(frame: Frame) -> None:
    """Exactly so many wards are chosen, and at most so many of each group."""
    for activity in frame.choosing():
        targets = activity.targets
        cause = Cause("chosen-count", ("activity", activity.id, "wards"))
        columns = {member: frame.choices[activity.id, member] for member in targets.members}
        frame.programme.row(
            cause, list(columns.values()), lower=targets.choose, upper=targets.choose
        )
        if targets.per_group is None:
            continue
        for group in frame.plan.groups.values():
            inside = [columns[ward] for ward in group.wards if ward in columns]
            if len(inside) > targets.per_group:
                frame.programme.row(cause, inside, upper=targets.per_group)


def ward_one_at_a_time(frame: Frame) -> None:
    """A ward does one thing in a session."""
    taken: dict[str, Taken] = defaultdict(lambda: defaultdict(list))
    for event in frame.events:
        if event.takes_wards and event.wards:
            for slot, columns in _by_slot(frame, event.index).items():
                for ward in event.wards:
                    taken[ward][slot].append(columns)
    for ward in frame.plan.wards:
        _once(frame, taken[ward], Cause("one-at-a-time", ("ward", ward)))


def venue_one_at_a_time(frame: Frame) -> None:
    """A venue does one thing in a session."""
    taken: dict[str, Taken] = defaultdict(lambda: defaultdict(list))
    users: dict[str, list[int]] = defaultdict(list)
    for event in frame.events:
        for venue in event.venues:
            if venue is not None:
                users[venue].append(event.index)
    for venue, indices in users.items():
        if _share_a_ward(frame, indices):
            continue  # their ward already does one thing at a time
        for index in indices:
            for slot, columns in _by_slot(frame, index, venue).items():
                taken[venue][slot].append(columns)
        _once(frame, taken[venue], Cause("one-at-a-time", ("venue", venue)))


def resource_quantity(frame: Frame) -> None:
    """Never more of a resource in a session than there is."""
    for resource in frame.plan.resources.values():
        if resource.named:
            continue
        users = [
            (event, sum(one.count for one in event.demands if one.resource == resource.id))
            for event in frame.events
        ]
        slots: dict[int, list[tuple[list[int], int]]] = defaultdict(list)
        for event, count in users:
            if count:
                for slot, columns in _by_slot(frame, event.index).items():
                    slots[slot].append((columns, count))
        cause = Cause("resource-quantity", ("resource", resource.id, "quantity"))
        for _, parts in sorted(slots.items()):
            if sum(count for _, count in parts) <= resource.quantity:
                continue
            frame.programme.row(
                cause,
                [column for columns, _ in parts for column in columns],
                [float(count) for columns, count in parts for _ in columns],
                upper=resource.quantity,
            )


def budget(frame: Frame) -> None:
    """The chosen wards' costs stay within the limit and each source.

    Costs that no choice changes are the plan's own business: reading has checked them.
    """
    plan = frame.plan
    varying = [
        activity
        for activity in frame.choosing()
        if len({_choice_cost(frame, activity, ward) for ward in activity.targets.members}) > 1
    ]
    if not varying:
        return
    sums = {
        activity.id: _least_cost(activity)
        for activity in plan.activities.values()
        if activity not in varying and plan.host_activity(activity) not in varying
    }
    spending = spent(plan, sums)
    limits: list[tuple[Path, int, set[str | None] | None]] = [
        (("budget", "source", source.id), source.amount, {source.id})
        for source in plan.budget.sources.values()
    ]
    if plan.budget.limit is not None:
        limits.append((("budget", "limit"), plan.budget.limit, None))
    for path, amount, sources in limits:
        columns, costs = [], []
        for activity in varying:
            for ward in activity.targets.members:
                columns.append(frame.choices[activity.id, ward])
                costs.append(float(_choice_cost(frame, activity, ward, sources)))
        used = sum(
            sum_ for source, sum_ in spending.items() if sources is None or source in sources
        )
        frame.programme.row(Cause("budget", path), columns, costs, upper=amount - used)


def supply_quantity(frame: Frame) -> None:
    """The chosen wards use no more of a supply than there is, in whole packs for each ward."""
    for supply in frame.plan.supplies.values():
        if supply.share_by is not None or supply.per:
            continue
        need: dict[str, int] = defaultdict(int)
        choices: dict[str, dict[str, int]] = defaultdict(dict)
        for event in frame.events:
            use = sum(
                int(used)
                for activity in (event.activity, *event.inside)
                if (used := supply_uses(activity, event.member).get(supply.id, 0)) != SHARE
            )
            at = event.member
            if event.activity.targets.form == "choose":
                known = choices[at]
                known[event.activity.id] = known.get(event.activity.id, 0) + use
            else:
                need[at] += use
        if any(choices.values()):
            _choice_supply(frame, supply, need, choices)


RULES: tuple[Callable[[Frame], None], ...] = (
    chosen_count,
    ward_one_at_a_time,
    venue_one_at_a_time,
    resource_quantity,
    named_people,
    groups_apart,
    supply_quantity,
    budget,
)


def _choice_supply(
    frame: Frame, supply: Supply, need: dict[str, int], choices: dict[str, dict[str, int]]
) -> None:
    """Bound what chosen wards add to a supply; packs of several choices in one ward are summed."""
    columns, values = [], []
    used = sum(in_packs(supply, amount) for amount in need.values())
    for ward, activities in sorted(choices.items()):
        base = need.get(ward, 0)
        for activity, amount in sorted(activities.items()):
            alone = len(activities) == 1
            more = (
                in_packs(supply, base + amount) - in_packs(supply, base)
                if alone
                else in_packs(supply, amount)
            )
            columns.append(frame.choices[activity, ward])
            values.append(float(more))
    most = sum(values)
    if used + most > supply.quantity:
        cause = Cause("supply-quantity", ("supply", supply.id, "quantity"))
        frame.programme.row(cause, columns, values, upper=supply.quantity - used)


def _least_cost(activity: Activity) -> int:
    """Return what `activity` costs whichever wards are chosen."""
    costs = sorted(cost_at(activity, member) for member in members_of(activity))
    if activity.targets.form == "choose":
        costs = costs[: activity.targets.choose]
    return sum(costs) * activity.times


def _choice_cost(
    frame: Frame, activity: Activity, ward: str, sources: set[str | None] | None = None
) -> int:
    """Return what choosing `ward` costs, with what happens inside, from `sources` (None: all)."""
    return sum(
        cost_at(one, ward) * activity.times
        for one in frame.plan.activities.values()
        if frame.plan.host_activity(one) is activity and (sources is None or one.source in sources)
    )


def _by_slot(frame: Frame, index: int, venue: str | None = None) -> dict[int, list[int]]:
    """Return the columns of an event that take each slot (at `venue` alone, where given)."""
    taken: dict[int, list[int]] = defaultdict(list)
    for column, place in frame.placed(frame.events[index]):
        if venue is None or place.venue == venue:
            for slot in _slots(place.start.mask):
                taken[slot].append(column)
    return taken


def _slots(mask: int) -> Iterator[int]:
    """Yield the slots of a mask."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


def _once(frame: Frame, taken: Taken, cause: Cause) -> None:
    """Let at most one event take each slot."""
    for _, parts in sorted(taken.items()):
        if len(parts) > 1:
            frame.programme.row(cause, [column for part in parts for column in part], upper=1)


def _share_a_ward(frame: Frame, indices: list[int]) -> bool:
    """Return whether the events all take the time of one ward."""
    events = [frame.events[index] for index in indices]
    if not all(event.takes_wards for event in events):
        return False
    common = set(events[0].wards)
    return bool(common.intersection(*(event.wards for event in events)))
