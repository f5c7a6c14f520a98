"""What comes before what: precedence between activities, and events of one activity apart.

Both say that a key of the later event is at least a key of the earlier one. In the programme each
such pair has a row a day, not one row in all: the one-row form weakens the bound as soon as
preferences pull against the order (Christofides, Alvarez-Valdés and Tamarit 1987 call the rows a
day the disaggregated form).
"""

from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from campaign_cli.model.diagnostic import Cause
from campaign_cli.model.plan import Plan
from campaign_cli.scheduling.events import Event
from campaign_cli.scheduling.frame import Frame
from campaign_cli.scheduling.grid import Grid, Start
from campaign_cli.scheduling.places import Place

Key = Callable[[Start], int]


@dataclass(frozen=True, slots=True)
class Pair:
    """`late` of the later event must be at least `early` of the earlier one."""

    earlier: int
    later: int
    early: Key
    late: Key
    cause: Cause


def ordered_pairs(plan: Plan, grid: Grid, events: Sequence[Event]) -> tuple[Pair, ...]:
    """Return every pair of events that precedence or apart puts in order."""
    return (*_precedence_pairs(plan, grid, events), *_apart_pairs(events))


def _first_day(start: Start) -> int:
    return start.first


def first_slot(width: int) -> Key:
    """Return the number of an event's first session, of `width` a day."""
    return lambda start: start.first * width + start.session


def next_slot(width: int) -> Key:
    """Return the number of the session after an event's last, of `width` a day."""
    return lambda start: start.last * width + start.session + start.sessions


def _precedence_pairs(plan: Plan, grid: Grid, events: Sequence[Event]) -> Iterator[Pair]:
    by_activity: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        by_activity[event.activity.id].append(event)
    for activity in plan.activities.values():
        successors = by_activity[plan.host_activity(activity).id]
        for after in activity.after:
            predecessors = by_activity[plan.host_activity(plan.activities[after.activity]).id]
            cause = Cause("precedence", ("activity", activity.id, "after", after.activity))
            if after.by:
                early: Key = _days_after_last(after.by)
                late: Key = _first_day
            else:
                early, late = next_slot(grid.width), first_slot(grid.width)
            for before, later in _meeting(predecessors, successors):
                yield Pair(before.index, later.index, early, late, cause)


def _days_after_last(by: int) -> Key:
    return lambda start: start.last + by


def _meeting(
    predecessors: Sequence[Event], successors: Sequence[Event]
) -> Iterator[tuple[Event, Event]]:
    """Yield the pairs that share a ward; all pairs where either side has no wards at all."""
    here: dict[str, list[Event]] = defaultdict(list)
    for event in predecessors:
        for ward in event.wards:
            here[ward].append(event)
    for later in successors:
        if not here or not later.wards:
            met = list(predecessors)
        else:
            found = {event.index: event for ward in later.wards for event in here[ward]}
            met = [found[index] for index in sorted(found)]
        for before in met:
            if before.index != later.index:
                yield before, later


def _apart_pairs(events: Sequence[Event]) -> Iterator[Pair]:
    """Yield events of one activity and ward or group with the next by date."""
    for event, following in pairwise(events):
        # Of a part of the events, one may follow that is another activity's.
        if (following.activity.id, following.member, following.number) == (
            event.activity.id,
            event.member,
            event.number + 1,
        ):
            activity = event.activity
            early = _start_apart(activity.apart)
            cause = Cause("apart", ("activity", activity.id, "apart"))
            yield Pair(event.index, following.index, early, _first_day, cause)


def _start_apart(days: int) -> Key:
    return lambda start: max(start.first + days, start.last + 1)


def narrowed(
    events: Sequence[Event], placed: Sequence[tuple[Place, ...]], pairs: Sequence[Pair]
) -> tuple[tuple[Place, ...], ...]:
    """Return the places less those that no place of another event leaves room for.

    Only events that surely happen bind others; those of one chosen ward do among themselves.
    Where that leaves an event without a place, all places stay: the rows say why it cannot be.
    """
    left = list(placed)
    touching: dict[int, list[int]] = defaultdict(list)
    for number, pair in enumerate(pairs):
        touching[pair.earlier].append(number)
        touching[pair.later].append(number)
    waiting = deque(range(len(pairs)))
    queued = set(waiting)
    while waiting:
        number = waiting.popleft()
        queued.discard(number)
        for index in _narrow(events, left, pairs[number]):
            if not left[index] and not events[index].chosen:
                return tuple(placed)
            again = [other for other in touching[index] if other not in queued]
            queued.update(again)
            waiting.extend(again)
    return tuple(left)


def _narrow(events: Sequence[Event], left: list[tuple[Place, ...]], pair: Pair) -> Iterator[int]:
    """Narrow the places of a pair, and yield the events that lost some."""
    earlier, later = events[pair.earlier], events[pair.later]
    together = earlier.activity is later.activity and earlier.member == later.member
    if not left[pair.earlier] or not left[pair.later]:
        return
    first = min(pair.early(place.start) for place in left[pair.earlier])
    last = max(pair.late(place.start) for place in left[pair.later])
    if together or not earlier.chosen:
        kept = tuple(place for place in left[pair.later] if pair.late(place.start) >= first)
        if len(kept) < len(left[pair.later]):
            left[pair.later] = kept
            yield pair.later
    if together or not later.chosen:
        kept = tuple(place for place in left[pair.earlier] if pair.early(place.start) <= last)
        if len(kept) < len(left[pair.earlier]):
            left[pair.earlier] = kept
            yield pair.earlier


def order_rows(frame: Frame, pairs: Sequence[Pair], *, unsure: bool = False) -> None:
    """Keep every pair in its order, by a row for each day on which it can be broken.

    `unsure`: any event may be left out.
    """
    for pair in pairs:
        early = [(pair.early(place.start), column) for column, place in _of(frame, pair.earlier)]
        late = [(pair.late(place.start), column) for column, place in _of(frame, pair.later)]
        if early and late and max(early)[0] > min(late)[0]:
            events = (frame.events[pair.earlier], frame.events[pair.later])
            sure = [not unsure and not event.chosen for event in events]
            _pair_rows(frame, pair, sorted(early), sorted(late), sure)


def _of(frame: Frame, index: int) -> Iterator[tuple[int, Place]]:
    return frame.placed(frame.events[index])


def _pair_rows(
    frame: Frame,
    pair: Pair,
    early: list[tuple[int, int]],
    late: list[tuple[int, int]],
    sure: Sequence[bool],
) -> None:
    """Add Σ later up to d + Σ earlier beyond d ≤ 1, for each d that says something new.

    Where an event surely happens, its sum beyond d stands for 1 less its sum up to d if that is
    the shorter of the two.
    """
    days = sorted({day for day, _ in late})
    beyond = [sum(1 for key, _ in early if key > day) for day in days]
    for position, day in enumerate(days):
        if not beyond[position] or beyond[position : position + 2] == [beyond[position]] * 2:
            continue
        upper = 1.0
        columns: list[int] = []
        values: list[float] = []
        for part, rest, known in (
            ([c for key, c in early if key > day], [c for key, c in early if key <= day], sure[0]),
            ([c for key, c in late if key <= day], [c for key, c in late if key > day], sure[1]),
        ):
            if known and len(rest) < len(part):
                columns += rest
                values += [-1.0] * len(rest)
                upper -= 1.0
            else:
                columns += part
                values += [1.0] * len(part)
        frame.programme.row(pair.cause, columns, values, upper=upper)


def groups_apart(frame: Frame) -> None:
    """Events of one activity in overlapping groups are on different days in each shared ward."""
    by_ward: dict[tuple[str, str], dict[str, list[Event]]] = defaultdict(lambda: defaultdict(list))
    for event in frame.events:
        if event.activity.targets.form in {"each-group", "list"} and not event.activity.window:
            for ward in event.wards:
                by_ward[event.activity.id, ward][event.member].append(event)
    for (activity, _), members in sorted(by_ward.items()):
        if len(members) < 2:  # noqa: PLR2004 - one group alone has nobody to be apart from
            continue
        apart = frame.plan.activities[activity].apart
        cause = Cause("apart", ("activity", activity, "apart"))
        days: dict[int, list[int]] = defaultdict(list)
        for event in chain.from_iterable(members.values()):
            for column, place in frame.placed(event):
                first, last = place.start.first, place.start.last
                for day in range(first, max(first + apart, last + 1)):
                    days[day].append(column)
        for _, columns in sorted(days.items()):
            frame.programme.row(cause, columns, upper=1)
