"""The rules that bind events to each other, one function each; RULES is the table of contents.

What concerns an event alone (window, open-day, closings, venue-capacity, supply-ready, fixed)
has already taken its places away: see `places`. Named people stand in `pools`, order in `order`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator

from campaign_cli.scheduling.programme.frame import Frame
from campaign_cli.scheduling.programme.money_and_supplies import budget, supply_quantity
from campaign_cli.scheduling.programme.named_people import named_people
from campaign_cli.scheduling.programme.order import groups_apart, in_order
from campaign_cli.support.diagnostic import Cause

Taken = dict[int, list[list[int]]]
"""By slot: the columns that take it, a list for each event."""


def chosen_count(frame: Frame) -> None:
    """Exactly so many wards are chosen, and at most so many of each group."""
    for activity in frame.choosing():
        targets = activity.targets
        cause = Cause("chosen-count", ("activity", activity.id, "wards"))
        columns = {
            member: column
            for member in targets.members
            if (column := frame.choices.get((activity.id, member))) is not None
        }
        choose = targets.choose if frame.part is None else frame.part.choose[activity.id]
        if columns or choose:
            frame.programme.row(cause, list(columns.values()), lower=choose, upper=choose)
        if targets.per_group is None:
            continue
        cause = Cause("chosen-count", ("activity", activity.id, "wards", "per_group"))
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


def venue_one_at_a_time(frame: Frame, *, everywhere: bool = False) -> None:
    """A venue does one thing in a session; `everywhere`: even where its ward does so anyway."""
    taken: dict[str, Taken] = defaultdict(lambda: defaultdict(list))
    users: dict[str, list[int]] = defaultdict(list)
    for event in frame.events:
        for venue in event.venues:
            if venue is not None:
                users[venue].append(event.index)
    for venue, indices in users.items():
        if not everywhere and _share_a_ward(frame, indices):
            continue  # their ward already does one thing at a time
        for index in indices:
            for slot, columns in _by_slot(frame, index, venue).items():
                taken[venue][slot].append(columns)
        _once(frame, taken[venue], Cause("one-at-a-time", ("venue", venue)))


def resource_quantity(frame: Frame) -> None:
    """Never more of a resource in a session than there is."""
    users: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for event in frame.events:
        for demand in event.demands:
            users[demand.resource][event.index] += demand.count
    for resource in frame.plan.resources.values():
        if resource.named or resource.id not in users:
            continue
        slots: dict[int, list[tuple[list[int], int]]] = defaultdict(list)
        for index, count in users[resource.id].items():
            if count:
                for slot, columns in _by_slot(frame, index).items():
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


RULES: tuple[Callable[[Frame], None], ...] = (
    chosen_count,
    ward_one_at_a_time,
    venue_one_at_a_time,
    resource_quantity,
    named_people,
    groups_apart,
    supply_quantity,
    budget,
    in_order,
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
