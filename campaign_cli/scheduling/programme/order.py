"""The rows that keep events in order, and events of one activity apart.

Each pair has a row a day, not one row in all: the one-row form weakens the bound as soon as
preferences pull against the order (Christofides, Alvarez-Valdés and Tamarit 1987 call the rows a
day the disaggregated form).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, product

from campaign_cli.model.plan import Activity
from campaign_cli.scheduling.grid.events import Event
from campaign_cli.scheduling.grid.order import Key, line_apart
from campaign_cli.scheduling.grid.slots import Grid, Start
from campaign_cli.scheduling.programme.frame import Frame
from campaign_cli.support.diagnostic import Cause


def in_order(frame: Frame) -> None:
    """Every event is in its order, by a row for each day on which that can be broken."""
    for wait in frame.waits:
        early = [_held(frame, index, wait.early) for index in wait.earlier]
        late = [_held(frame, index, wait.late) for index in wait.later]
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


def _held(frame: Frame, index: int, key: Key) -> _Held:
    event = frame.events[index]
    keyed = sorted((key(place.start), column) for column, place in frame.placed(event))
    return _Held(keyed, not frame.unsure and not event.chosen)


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
                frame.programme.row(line_apart(activity), columns, upper=1)


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
