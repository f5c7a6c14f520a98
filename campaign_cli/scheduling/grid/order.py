"""What waits for what: precedence between activities, and events of one activity apart.

Both say that a key of the later event is at least a key of the earlier one.
"""

from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from campaign_cli.model.plan import Activity, Plan
from campaign_cli.model.plan.demand import wards_of_events
from campaign_cli.scheduling.grid.events import Event
from campaign_cli.scheduling.grid.places import Place
from campaign_cli.scheduling.grid.slots import Grid, Start
from campaign_cli.support.diagnostic import Cause

Key = Callable[[Start], int]


@dataclass(frozen=True, slots=True)
class Wait:
    """`late` of each of the later events must be at least `early` of each of the earlier ones."""

    earlier: tuple[int, ...]
    later: tuple[int, ...]
    early: Key
    late: Key
    cause: Cause


def waits_of(plan: Plan, grid: Grid, events: Sequence[Event]) -> tuple[Wait, ...]:
    """Return which events precedence or apart makes wait for which."""
    return (*_precedence(plan, grid, events), *_numbered(grid, events))


def _first_day(start: Start) -> int:
    return start.first


def first_slot(width: int) -> Key:
    """Return the number of an event's first session, of `width` a day."""
    return lambda start: start.first * width + start.session


def next_slot(width: int) -> Key:
    """Return the number of the session after an event's last, of `width` a day."""
    return lambda start: start.last * width + start.session + start.sessions


def _precedence(plan: Plan, grid: Grid, events: Sequence[Event]) -> Iterator[Wait]:
    by_activity: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        by_activity[event.activity.id].append(event)
    for activity in plan.activities.values():
        host = plan.host_activity(activity)
        for after in activity.after:
            other = plan.host_activity(plan.activities[after.activity])
            cause = Cause("precedence", ("activity", activity.id, "after", after.activity))
            early, late = keys_after(after.by, grid.width)
            for earlier, later in _waiting(
                by_activity[other.id], by_activity[host.id], wards_of_events(plan, other)
            ):
                yield Wait(earlier, later, early, late, cause)


def keys_after(by: int, width: int) -> tuple[Key, Key]:
    """Return the keys of what is waited for and of what waits `by` days."""
    if by:
        return lambda start: start.last + by, _first_day
    return next_slot(width), first_slot(width)


def _waiting(
    predecessors: Sequence[Event], successors: Sequence[Event], wards: frozenset[str]
) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Yield which events wait for which: for those that share a ward with them, else for all.

    `wards` are those in which the predecessor may have events, here or in other parts.
    """
    here: dict[str, list[int]] = defaultdict(list)
    for event in predecessors:
        for ward in event.wards:
            here[ward].append(event.index)
    alone: list[int] = []
    for later in successors:
        if wards.isdisjoint(later.wards):
            alone.append(later.index)
            continue
        for index in sorted({one for ward in later.wards for one in here[ward]}):
            yield (index,), (later.index,)
    if alone and predecessors:
        yield tuple(event.index for event in predecessors), tuple(alone)


def _numbered(grid: Grid, events: Sequence[Event]) -> Iterator[Wait]:
    """Yield events of one activity and ward or group with the next by date."""
    for event, following in pairwise(events):
        # Of a part of the events, one may follow that is another activity's.
        if (following.activity.id, following.member, following.number) == (
            event.activity.id,
            event.member,
            event.number + 1,
        ):
            activity = event.activity
            early, late = keys_apart(activity, grid.width)
            yield Wait((event.index,), (following.index,), early, late, line_apart(activity))


def line_apart(activity: Activity) -> Cause:
    """Return the line that keeps events apart: with `apart = 0` only fewer `times` would help."""
    return Cause("apart", ("activity", activity.id, "apart" if activity.apart else "times"))


def keys_apart(activity: Activity, width: int, *, share_days: bool = False) -> tuple[Key, Key]:
    """Return the keys that keep the events of one activity and ward in order.

    With `apart = 0` (or `share_days`) they may share a day, and each begins in a later session.
    Those of several days may run side by side then, in other sessions: `groups_apart` sees to it.
    """
    if activity.apart and not share_days:
        return _start_apart(activity.apart), _first_day
    begin = first_slot(width)
    if activity.lasts.days > 1:
        return lambda start: begin(start) + 1, begin
    return next_slot(width), begin


def _start_apart(days: int) -> Key:
    return lambda start: max(start.first + days, start.last + 1)


def narrowed(
    events: Sequence[Event], placed: Sequence[tuple[Place, ...]], waits: Sequence[Wait]
) -> tuple[tuple[Place, ...], ...]:
    """Return the places less those that no place of another event leaves room for.

    Only events that surely happen bind others; those of one chosen ward do among themselves.
    Where that leaves an event without a place, all places stay: the rows say why it cannot be.
    """
    left = list(placed)
    touching: dict[int, list[int]] = defaultdict(list)
    for number, wait in enumerate(waits):
        for index in (*wait.earlier, *wait.later):
            touching[index].append(number)
    waiting = deque(range(len(waits)))
    queued = set(waiting)
    while waiting:
        number = waiting.popleft()
        queued.discard(number)
        for index in _narrow(events, left, waits[number]):
            if not left[index] and not events[index].chosen:
                return tuple(placed)
            again = [other for other in touching[index] if other not in queued]
            queued.update(again)
            waiting.extend(again)
    return tuple(left)


def binding(events: Sequence[Event], ones: Sequence[int], others: Sequence[int]) -> list[int]:
    """Return those of `ones` that surely take place where `others` do: only they make them wait."""
    if events[ones[0]].key == events[others[0]].key:
        return list(ones)
    return [index for index in ones if not events[index].chosen]


def _narrow(events: Sequence[Event], left: list[tuple[Place, ...]], wait: Wait) -> Iterator[int]:
    """Narrow the places of what waits and is waited for, and yield the events that lost some."""
    firsts = [
        min(wait.early(place.start) for place in left[index])
        for index in binding(events, wait.earlier, wait.later)
        if left[index]
    ]
    lasts = [
        max(wait.late(place.start) for place in left[index])
        for index in binding(events, wait.later, wait.earlier)
        if left[index]
    ]
    if firsts:
        first = max(firsts)
        for index in wait.later:
            yield from _keep(left, index, lambda start: wait.late(start) >= first)
    if lasts:
        last = min(lasts)
        for index in wait.earlier:
            yield from _keep(left, index, lambda start: wait.early(start) <= last)


def _keep(
    left: list[tuple[Place, ...]], index: int, fits: Callable[[Start], bool]
) -> Iterator[int]:
    kept = tuple(place for place in left[index] if fits(place.start))
    if len(kept) < len(left[index]):
        left[index] = kept
        yield index
