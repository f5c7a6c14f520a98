"""Named people in the programme: availability groups, and columns of their own where needed.

For each pool and day, members who are free in the same sessions form a group with one integer
column for each set of disjoint spans that one of them may serve within `max_per_day`. That is
exact for events of one day and pools that share nobody. People in two pools, people asked for by
name and the members of pools that serve several days in a row have columns of their own.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations

from campaign_cli.model.plan import Resource
from campaign_cli.scheduling.grid.slots import Grid
from campaign_cli.scheduling.programme.diaries import Diaries, diary_rows
from campaign_cli.scheduling.programme.frame import Frame
from campaign_cli.support.diagnostic import Cause

Span = tuple[int, int, str]
"""First session, how many in a row, and the kind served where closings tell kinds apart."""


@dataclass(slots=True)
class Asked:
    """What one pool is asked for: how many people each column needs, by day and span."""

    spans: dict[tuple[int, Span], Counter[int]] = field(
        default_factory=lambda: defaultdict(Counter)
    )
    """By column; an event and what is within it may ask the same pool."""
    long: list[tuple[int, int, int, str]] = field(default_factory=list)
    """Columns of several days: column, people, slots, kind."""


def named_people(frame: Frame) -> None:
    """People do one thing in a session, not too many a day, and are as many as asked for."""
    people(frame, everyone=False)


def people(frame: Frame, *, everyone: bool) -> tuple[dict[str, Asked], Diaries]:
    """Add the rows of named people; return what is asked, and the days of those with own columns.

    `everyone`: all have columns of their own.
    """
    pools = [resource for resource in frame.plan.resources.values() if resource.named]
    diaries = Diaries()
    if not pools:
        return {}, diaries
    asked, named = _asked(frame)
    own = _own_columns(pools, asked, named)
    if everyone:
        own = frozenset(member for pool in pools for member in pool.members)
    for member, column, mask in named:
        diaries.note(frame.grid, member, column, mask)
    for pool in pools:
        if pool.id not in asked:
            continue
        _long_rows(frame, pool, asked[pool.id], diaries)
        _day_rows(frame, pool, asked[pool.id], own, diaries)
    diary_rows(frame, pools, diaries, telling=everyone)
    return asked, diaries


def _asked(frame: Frame) -> tuple[dict[str, Asked], list[tuple[str, int, int]]]:
    """Return what each pool is asked for, and who by name: member, column, slots."""
    # A person's closings hold in every pool.
    choosy = {
        member.id
        for resource in frame.plan.resources.values()
        for member in resource.members.values()
        if any(closing.kinds for closing in member.closings)
    }
    with_kinds = {
        resource.id
        for resource in frame.plan.resources.values()
        if not choosy.isdisjoint(resource.members)
    }
    asked: dict[str, Asked] = defaultdict(Asked)
    named: list[tuple[str, int, int]] = []
    for event in frame.events:
        kinds = {one.id: one.kind.id for one in (event.activity, *event.inside)}
        for demand in event.demands:
            if not frame.plan.resources[demand.resource].named:
                continue
            kind = kinds[demand.activity] if demand.resource in with_kinds else ""
            pool = asked[demand.resource]
            for column, place in frame.placed(event):
                start = place.start
                if demand.names:
                    named.extend((name, column, start.mask) for name in demand.names)
                elif len(start.days) > 1:
                    free = "" if event.activity.window else kinds[demand.activity]
                    pool.long.append((column, demand.count, start.mask, free))
                else:
                    key = (start.first, (start.session, start.sessions, kind))
                    pool.spans[key][column] += demand.count
    return asked, named


MANY = 8
"""Up to how many spans of a day are put together in every way; beyond, people get columns."""


def _own_columns(
    pools: list[Resource],
    asked: dict[str, Asked],
    named: list[tuple[str, int, int]],
) -> frozenset[str]:
    """Return the people who need columns of their own."""
    times = Counter(member for pool in pools for member in pool.members)
    own = {member for member, count in times.items() if count > 1}
    own.update(member for member, _, _ in named)
    for pool in pools:
        if pool.id in asked and (asked[pool.id].long or _many_ways(pool, asked[pool.id])):
            own.update(pool.members)
    return frozenset(own)


def _many_ways(pool: Resource, asked: Asked) -> bool:
    """Return whether some day's spans can be put together in too many ways to write out."""
    spans: dict[int, list[Span]] = defaultdict(list)
    for day, span in asked.spans:
        spans[day].append(span)
    return any(
        len(today) > MANY and not _all_at_once(tuple(today), pool.max_per_day)
        for today in spans.values()
    )


def _long_rows(frame: Frame, pool: Resource, asked: Asked, diaries: Diaries) -> None:
    """Give events of several days the same people throughout."""
    cause = Cause("resource-quantity", ("resource", pool.id, "members"))
    for column, count, mask, kind in asked.long:
        serving = []
        for member in pool.members:
            # An empty kind is that of a window: closings do not bind it.
            if kind and mask & frame.grid.member_closed(member, kind):
                continue
            serve = frame.programme.column(upper=1, integer=True)
            serving.append(serve)
            diaries.note(frame.grid, member, serve, mask)
            diaries.pools[serve] = pool.id
            diaries.serving.append((member, serve, mask, kind or None))
        frame.programme.row(
            cause,
            [*serving, column],
            [*([1.0] * len(serving)), -float(count)],
            lower=0,
            upper=0,
        )


def _day_rows(
    frame: Frame, pool: Resource, asked: Asked, own: frozenset[str], diaries: Diaries
) -> None:
    """Cover what each day's spans ask for by groups and by people with columns of their own."""
    spans: dict[int, list[Span]] = defaultdict(list)
    for day, span in asked.spans:
        spans[day].append(span)
    cause = Cause("resource-quantity", ("resource", pool.id, "members"))
    for day in sorted(spans):
        supply: dict[Span, list[int]] = defaultdict(list)
        sure: Counter[Span] = Counter()
        for count, free in _groups(frame.grid, pool, day, spans[day], own):
            patterns = list(_patterns(free, pool.max_per_day))
            if len(patterns) == 1:
                sure.update(dict.fromkeys(patterns[0], count))
                continue
            columns = [frame.programme.column(upper=count, integer=True) for _ in patterns]
            frame.programme.row(
                Cause("member-per-day", ("resource", pool.id, "max_per_day")), columns, upper=count
            )
            for pattern, column in zip(patterns, columns, strict=True):
                for span in pattern:
                    supply[span].append(column)
        for span in sorted(spans[day]):
            _personal(frame, pool, (day, span), own, diaries, supply[span])
            asking = asked.spans[day, span]
            if asking.total() <= sure[span]:
                continue
            frame.programme.row(
                cause,
                [*asking, *supply[span]],
                [*map(float, asking.values()), *([-1.0] * len(supply[span]))],
                upper=sure[span],
            )


def _personal(
    frame: Frame,
    pool: Resource,
    at: tuple[int, Span],
    own: frozenset[str],
    diaries: Diaries,
    supply: list[int],
) -> None:
    """Add a column for each person of their own who may serve the span."""
    day, span = at
    mask = frame.grid.mask((day,), span[0], span[1])
    for member in pool.members:
        if member in own and not mask & _closed(frame.grid, member, span):
            serve = frame.programme.column(upper=1, integer=True)
            diaries.note(frame.grid, member, serve, mask)
            diaries.pools[serve] = pool.id
            diaries.serving.append((member, serve, mask, span[2]))
            supply.append(serve)


def _closed(grid: Grid, member: str, span: Span) -> int:
    return grid.member_closed(member, span[2])


def _groups(
    grid: Grid, pool: Resource, day: int, spans: list[Span], own: frozenset[str]
) -> Iterator[tuple[int, tuple[Span, ...]]]:
    """Yield how many members may serve the same spans of a day, and which."""
    groups: Counter[tuple[Span, ...]] = Counter()
    for member in pool.members:
        if member in own:
            continue
        free = tuple(
            span
            for span in sorted(spans)
            if not grid.mask((day,), span[0], span[1]) & _closed(grid, member, span)
        )
        if free:
            groups[free] += 1
    for free, count in sorted(groups.items()):
        yield count, free


def _patterns(spans: tuple[Span, ...], most: int | None) -> Iterator[tuple[Span, ...]]:
    """Yield the largest sets of at most `most` spans that do not overlap."""
    if _all_at_once(spans, most):
        yield spans
        return
    found: list[frozenset[Span]] = []
    for size in range(min(len(spans), most or len(spans)), 0, -1):
        for chosen in combinations(spans, size):
            if _apart(chosen) and not any(larger.issuperset(chosen) for larger in found):
                found.append(frozenset(chosen))
                yield chosen


def _all_at_once(spans: tuple[Span, ...], most: int | None) -> bool:
    """Return whether one person may serve all of `spans` on one day."""
    return (most is None or len(spans) <= most) and _apart(spans)


def _apart(spans: tuple[Span, ...]) -> bool:
    return all(
        one[0] + one[1] <= other[0] or other[0] + other[1] <= one[0]
        for one, other in combinations(spans, 2)
    )
