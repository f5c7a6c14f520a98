"""What comes before what: precedence between activities, and events of one activity apart.

Both say that a key of the later event is at least a key of the earlier one. In the programme each
such pair has a row a day, not one row in all: the one-row form weakens the bound as soon as
preferences pull against the order (Christofides, Alvarez-Valdés and Tamarit 1987 call the rows a
day the disaggregated form).
"""

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise, product

from campaign_cli.model.plan import Activity, Plan
from campaign_cli.model.plan.demand import wards_of_events
from campaign_cli.scheduling.grid.events import Event
from campaign_cli.scheduling.grid.places import Place
from campaign_cli.scheduling.grid.slots import Grid, Start
from campaign_cli.scheduling.programme.frame import Frame
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
            yield Wait((event.index,), (following.index,), early, late, _line_apart(activity))


def _line_apart(activity: Activity) -> Cause:
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


def order_rows(frame: Frame, waits: Sequence[Wait], *, unsure: bool = False) -> None:
    """Keep every event in its order, by a row for each day on which it can be broken.

    `unsure`: any event may be left out.
    """
    for wait in waits:
        early = [_held(frame, index, wait.early, unsure=unsure) for index in wait.earlier]
        late = [_held(frame, index, wait.late, unsure=unsure) for index in wait.later]
        early, late = ([one for one in side if one.keyed] for side in (early, late))
        if len(early) > 1 and len(late) > 1:
            _rows_of_many(frame, wait.cause, early, late)
            continue
        for before, after in product(early, late):
            _rows_of_two(frame, wait.cause, before, after)


@dataclass(frozen=True, slots=True)
class _Held:
    """The columns of an event with their keys, in order; `sure`: one of them is taken."""

    keyed: list[tuple[int, int]]
    sure: bool

    def beyond(self, day: int) -> int:
        """Return how many columns have a key beyond `day`."""
        return sum(1 for key, _ in self.keyed if key > day)

    def taken(self, day: int, *, beyond: bool) -> tuple[list[int], list[float], float]:
        """Return the sum of the columns beyond `day`, or up to it: columns, values, a constant.

        Of what surely happens, 1 less the sum of the others where these are fewer.
        """
        part = [column for key, column in self.keyed if (key > day) is beyond]
        if self.sure and 2 * len(part) > len(self.keyed):
            rest = [column for key, column in self.keyed if (key > day) is not beyond]
            return rest, [-1.0] * len(rest), 1.0
        return part, [1.0] * len(part), 0.0


def _held(frame: Frame, index: int, key: Key, *, unsure: bool) -> _Held:
    event = frame.events[index]
    keyed = sorted((key(place.start), column) for column, place in frame.placed(event))
    return _Held(keyed, not unsure and not event.chosen)


def _rows_of_two(frame: Frame, cause: Cause, early: _Held, late: _Held) -> None:
    """Add Σ later up to d + Σ earlier beyond d ≤ 1, for each d that says something new."""
    days = sorted({day for day, _ in late.keyed})
    beyond = [early.beyond(day) for day in days]
    for position, day in enumerate(days):
        if not beyond[position] or beyond[position : position + 2] == [beyond[position]] * 2:
            continue
        before, signs, one = early.taken(day, beyond=True)
        after, others, two = late.taken(day, beyond=False)
        frame.programme.row(cause, [*before, *after], [*signs, *others], upper=1.0 - one - two)


def _rows_of_many(
    frame: Frame, cause: Cause, early: Sequence[_Held], late: Sequence[_Held]
) -> None:
    """Let a column say for each d whether all of the earlier are over, as the later ask.

    It is as strong as the rows of each two, which it becomes where the column is eliminated
    (Fourier and Motzkin), in as many rows as there are events and not pairs of them.
    """
    days = sorted({day for one in late for day, _ in one.keyed})
    beyond = [[one.beyond(day) for one in early] for day in days]
    for position, day in enumerate(days):
        if not any(beyond[position]) or beyond[position : position + 2] == [beyond[position]] * 2:
            continue
        over = frame.programme.column(upper=1.0)
        for one, some in zip(early, beyond[position], strict=True):
            if some:
                columns, signs, constant = one.taken(day, beyond=True)
                frame.programme.row(cause, [*columns, over], [*signs, 1.0], upper=1.0 - constant)
        for one in late:
            columns, signs, constant = one.taken(day, beyond=False)
            if columns or constant:
                frame.programme.row(None, [*columns, over], [*signs, -1.0], upper=-constant)


def groups_apart(frame: Frame) -> None:
    """Events of one activity are apart in each ward that overlapping groups share.

    With `apart = 0` that is in other sessions, which the order alone leaves open for events of
    several days, too.
    """
    for activity, members in sharing_wards(frame):
        if len(members) > 1 or not activity.apart:
            for columns in at_once(frame, members, activity.apart):
                frame.programme.row(_line_apart(activity), columns, upper=1)


def sharing_wards(frame: Frame) -> Iterator[tuple[Activity, list[list[Event]]]]:
    """Yield by activity and ward the events of each group, where their order is not enough."""
    by_ward: dict[tuple[str, str], dict[str, list[Event]]] = defaultdict(lambda: defaultdict(list))
    for event in frame.events:
        if not event.activity.window:
            for ward in event.wards or ("",):
                by_ward[event.activity.id, ward][event.member].append(event)
    for (id_, _), members in sorted(by_ward.items()):
        activity = frame.plan.activities[id_]
        if len(members) > 1 or (activity.times > 1 and activity.lasts.days > 1):
            yield activity, list(members.values())


def at_once(
    frame: Frame, members: Iterable[Iterable[Event]], apart: int
) -> Iterator[Sequence[int]]:
    """Yield columns of which one at most can be taken, if events are so many days `apart`."""
    taken: dict[int, list[int]] = defaultdict(list)
    for event in chain.from_iterable(members):
        for column, place in frame.placed(event):
            for time in _kept_clear(frame.grid, apart, place.start):
                taken[time].append(column)
    for _, columns in sorted(taken.items()):
        yield columns


def _kept_clear(grid: Grid, apart: int, start: Start) -> Iterable[int]:
    """Return the days on which no other event of the activity may be, or the sessions."""
    if apart:
        return range(start.first, max(start.first + apart, start.last + 1))
    sessions = range(start.session, start.session + start.sessions)
    return (grid.slot(day, session) for day in start.days for session in sessions)
