"""Which events of a plan have nothing to do with each other: the parts that are solved alone.

Wards are joined by what their events share: pools of people, things and places that do not
suffice for all at once, a choice among them, money and supplies that a choice can exhaust. A
ward's own events are never taken apart. An event of many wards, such as a country's launch, joins
them only where it matters to them when it takes place (see `joint`); elsewhere each part sees it
standing where it stands.

All of this looks at activities and their windows, not at single places, and so may join what need
not be joined; it never parts what belongs together.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

from campaign_cli.model.plan import Activity, Plan
from campaign_cli.model.plan.demand import shared_pools
from campaign_cli.scheduling.grid.events import Event, Key, certain
from campaign_cli.scheduling.grid.part import Part
from campaign_cli.scheduling.grid.shapes import Shapes, node
from campaign_cli.scheduling.grid.slots import Grid
from campaign_cli.scheduling.programme.money_and_supplies import (
    Scarce,
    limited_choices,
    scarce_supplies,
)
from campaign_cli.scheduling.splitting.joint_events import (
    Joint,
    can_break,
    joint_events,
    lone_events,
)
from campaign_cli.support.union_find import Unions

ENOUGH = 400
"""Events below which nothing is taken apart: smaller parts are put together up to here."""

Links = Iterator[Iterable[Hashable]]
"""What has to be solved together: wards, and joint events by their keys."""


def parts(plan: Plan, events: Sequence[Event], enough: int = ENOUGH) -> tuple[Part, ...]:
    """Return the independent parts of `plan`, in its order; none where it is one.

    Small ones are put together until they have `enough` events.
    """
    if len(events) < 2 * enough:
        return ()
    grid = Grid(plan)
    shapes = Shapes(plan, grid, events)
    joint = joint_events(plan, shapes, events)
    scarce = scarce_supplies(plan, events)
    unions = Unions()
    for links in (
        ((key, *one.bound) for key, one in joint.items()),
        _by_people(plan, events),
        _by_things(shapes, events),
        _by_venues(shapes),
        _by_order(plan, grid, events),
        _by_choice(plan),
        limited_choices(plan),
        (sorted(one.choosers) for one in scarce.values()),
    ):
        for link in links:
            unions.join(link)
    packed = _packed(plan, events, unions, enough)
    if len(packed) < 2:  # noqa: PLR2004 - one part is the plan itself
        return ()
    return tuple(_with_guests(plan, part, joint, scarce) for part in packed)


def everything(plan: Plan, events: Sequence[Event]) -> Part:
    """Return the whole of `plan` as one part."""
    nodes: set[Hashable] = {*plan.wards, *(node(event) for event in events)}
    return _with_guests(plan, (nodes, list(events)), {}, scarce_supplies(plan, events))


def _by_people(plan: Plan, events: Sequence[Event]) -> Links:
    """Yield the events that ask pools which share somebody."""
    asking: dict[str, set[Hashable]] = defaultdict(set)
    for event in events:
        for demand in event.demands:
            asking[demand.resource].add(node(event))
    for pools in shared_pools(plan):
        yield [one for pool in pools for one in asking[pool.id]]


def _by_things(shapes: Shapes, events: Sequence[Event]) -> Links:
    """Yield the events that may meet where there are too few things for all."""
    asking: dict[str, set[Hashable]] = defaultdict(set)
    for event in events:
        for demand in event.demands:
            if shapes.scarce.get(demand.resource, 0) & shapes.mask(event.activity):
                asking[demand.resource].add(node(event))
    yield from asking.values()


def _by_venues(shapes: Shapes) -> Links:
    """Yield the events that may want a venue at the same time."""
    for users in shapes.users.values():
        apart: list[tuple[int, list[Hashable]]] = []
        for user, mask in users.items():
            meeting = [one for one in apart if one[0] & mask]
            apart = [one for one in apart if not one[0] & mask]
            taken = mask
            for met, others in meeting:
                taken |= met
                yield [user, *others]
            apart.append((taken, [user]))


def _by_order(plan: Plan, grid: Grid, events: Sequence[Event]) -> Links:
    """Yield the wards whose events wait for those of wards that they do not share.

    Events of many wards, or of none, are bound as `joint` says.
    """
    at: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        if len(event.wards) == 1:
            at[event.activity.id].append(event)
    lone = lone_events(plan, events)
    for activity in plan.activities.values():
        host = plan.host_activity(activity)
        for after in activity.after:
            other = plan.host_activity(plan.activities[after.activity])
            waiting = [one for one in at[host.id] if one.index in lone[host.id, other.id]]
            if waiting and can_break(grid, grid.starts(other), grid.starts(host), after.by):
                yield dict.fromkeys(one.wards[0] for one in (*waiting, *at[other.id]))


def _by_choice(plan: Plan) -> Links:
    """Yield the wards among which some are chosen."""
    for activity in plan.activities.values():
        if activity.targets.form == "choose" and activity.within is None:
            families = _families(plan, activity)
            yield from [activity.targets.members] if families is None else families


def _families(plan: Plan, activity: Activity) -> list[list[str]] | None:
    """Return sets of wards in each of which it is known how many are chosen; None: in all alone.

    Where as many are chosen as groups allow at most, each group has its most.
    """
    targets = activity.targets
    sure = sum(1 for member in targets.members if certain(activity, member))
    if targets.choose in {sure, len(targets.members)}:
        return []
    if targets.per_group is None:
        return None
    left, families = dict.fromkeys(targets.members), []
    for group in sorted(plan.groups.values(), key=lambda one: -len(one.wards)):
        inside = [ward for ward in group.wards if ward in left]
        if inside and len(inside) == sum(1 for ward in group.wards if ward in targets.members):
            families.append(inside)
            for ward in inside:
                del left[ward]
    most = sum(min(targets.per_group, len(one)) for one in families)
    return families if not left and most == targets.choose else None


def _chosen_in(plan: Plan, activity: Activity, wards: frozenset[str]) -> int:
    """Return how many of `wards`, which are those of a part, are chosen."""
    targets = activity.targets
    inside = [member for member in targets.members if member in wards]
    if len(inside) == len(targets.members):
        return targets.choose
    if targets.choose == len(targets.members):
        return len(inside)
    families = _families(plan, activity)
    if families and targets.per_group is not None:
        return sum(min(targets.per_group, len(one)) for one in families if one[0] in wards)
    return sum(1 for member in inside if certain(activity, member)) if inside else 0


def _packed(
    plan: Plan, events: Sequence[Event], unions: Unions, enough: int
) -> list[tuple[set[Hashable], list[Event]]]:
    """Return the nodes and events of each part, in the order of the plan."""
    nodes: dict[Hashable, set[Hashable]] = defaultdict(set)
    inside: dict[Hashable, list[Event]] = defaultdict(list)
    for ward in plan.wards:
        nodes[unions.of(ward)].add(ward)
    for event in events:
        root = unions.of(node(event))
        nodes[root].add(node(event))
        inside[root].append(event)
    found: list[tuple[set[Hashable], list[Event]]] = []
    small: tuple[set[Hashable], list[Event]] = (set(), [])
    for root, here in nodes.items():
        if len(inside[root]) >= enough:
            found.append((here, inside[root]))
            continue
        small[0].update(here)
        small[1].extend(inside[root])
        if len(small[1]) >= enough:
            found.append(small)
            small = (set(), [])
    if small[0]:
        if found:
            found[-1][0].update(small[0])
            found[-1][1].extend(small[1])
        else:
            found.append(small)
    return found


def _with_guests(
    plan: Plan,
    packed: tuple[set[Hashable], list[Event]],
    joint: Mapping[Key, Joint],
    scarce: Mapping[str, Scarce],
) -> Part:
    """Return a part with what it has to know of the others."""
    nodes, events = packed
    wards = frozenset(one for one in nodes if isinstance(one, str))
    own = frozenset(event.key for event in events)
    reach = wards.union(*(event.wards for event in events if len(event.wards) != 1))
    acts = {event.activity.id for event in events}
    guests = frozenset(
        key
        for key, one in joint.items()
        if key not in own
        and one.stands
        and (not reach.isdisjoint(one.events[0].wards) or not one.far.isdisjoint(acts))
    )
    stands = {
        (*key, event.number): start
        for key, one in joint.items()
        if key in guests or (key in own and one.settled)
        for event, start in zip(one.events, one.stands, strict=True)
    }
    return Part(
        wards=wards,
        own=own,
        guests=guests,
        stands=stands,
        choose={
            activity.id: _chosen_in(plan, activity, wards)
            for activity in plan.activities.values()
            if activity.targets.form == "choose" and activity.within is None
        },
        outside={
            supply: one.outside(own)
            for supply, one in scarce.items()
            if not wards.isdisjoint(one.choosers) or not one.choosers
        },
        size=len(events),
    )
