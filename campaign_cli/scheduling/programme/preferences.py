"""What a schedule pays for, one function a preference; PREFERENCES is the table of contents.

Each adds its price to columns, or a priced slack: continuous and at least 0, since it is whole
wherever the events' columns are.
"""

from collections import defaultdict
from collections.abc import Callable
from itertools import chain

from campaign_cli.model.plan import Plan
from campaign_cli.model.plan.days import week_of, weeks
from campaign_cli.model.plan.demand import host_shares
from campaign_cli.scheduling.grid.events import Event
from campaign_cli.scheduling.grid.slots import Grid, Start
from campaign_cli.scheduling.programme.frame import Frame


def wish_price(plan: Plan, grid: Grid, event: Event, start: Start) -> int:
    """Return what a start costs an event's own wishes: its day's price and its session's."""
    weight = plan.weights.get("preferred-day", 0)
    return weight * _days_off(grid, event, start) + session_price(plan, grid, event, start)


def session_price(plan: Plan, grid: Grid, event: Event, start: Start) -> int:
    """Return what a start's session costs an event's own wishes."""
    return plan.weights.get("preferred-session", 0) * _session_off(grid, event, start)


def _days_off(grid: Grid, event: Event, start: Start) -> int:
    """Return how many days a start is from the day that the event prefers."""
    wanted = event.activity.prefer_on
    if not wanted or event.guest:
        return 0
    on = wanted[min(event.number, len(wanted)) - 1]
    return abs(start.first - (on - grid.days[0]).days)


def _session_off(grid: Grid, event: Event, start: Start) -> int:
    """Return 1 for a session that the event does not prefer."""
    wanted = event.activity.prefer_sessions
    return int(bool(wanted) and not event.guest and grid.sessions[start.session] not in wanted)


def preferred_day(frame: Frame, weight: int) -> None:
    """A day between the event's first day and the one it prefers."""
    for event in frame.events:
        if event.activity.prefer_on:
            for column, place in frame.placed(event):
                frame.programme.prices[column] += weight * _days_off(frame.grid, event, place.start)


def preferred_session(frame: Frame, weight: int) -> None:
    """An event outside the sessions it prefers."""
    for event in frame.events:
        if event.activity.prefer_sessions:
            for column, place in frame.placed(event):
                off = _session_off(frame.grid, event, place.start)
                frame.programme.prices[column] += weight * off


def ward_day(frame: Frame, weight: int) -> None:
    """Each event of a ward beyond the first on one day."""
    crowded_days(frame, weight)


def crowded_days(frame: Frame, weight: int) -> dict[str, list[int]]:
    """Add a priced slack for each day on which a ward may have too much, and return each ward's."""
    taken: dict[tuple[str, int], list[list[int]]] = defaultdict(list)
    for event in frame.events:
        if not event.takes_wards:
            continue
        days: dict[int, list[int]] = defaultdict(list)
        for column, place in frame.placed(event):
            for day in place.start.days:
                days[day].append(column)
        for day, columns in days.items():
            for ward in frame.wards_of(event):
                taken[ward, day].append(columns)
    slacks: dict[str, list[int]] = defaultdict(list)
    for (ward, _), parts in sorted(taken.items()):
        if len(parts) > 1:
            slack = frame.programme.column(weight)
            slacks[ward].append(slack)
            columns = list(chain(*parts))
            frame.programme.row(None, [*columns, slack], [*([1.0] * len(columns)), -1.0], upper=1)
    return slacks


def week_balance(frame: Frame, weight: int) -> None:
    """Each event of a ward in a week above its share of those that are not chosen."""
    plan = frame.plan
    week = [week_of(plan, day) for day in frame.grid.days]
    taken: dict[tuple[str, int], list[tuple[list[int], int]]] = defaultdict(list)
    settled: dict[str, int] = defaultdict(int)
    for event in frame.events:
        parts: dict[int, list[int]] = defaultdict(list)
        for column, place in frame.placed(event):
            parts[week[place.start.first]].append(column)
        for ward in frame.wards_of(event):
            if event.activity.targets.form != "choose":
                settled[ward] += event.weight
            for number, columns in parts.items():
                taken[ward, number].append((columns, event.weight))
    for (ward, _), found in sorted(taken.items()):
        share = -(-settled[ward] // weeks(plan))
        if sum(size for _, size in found) <= share:
            continue
        slack = frame.programme.column(weight)
        columns = [column for part, _ in found for column in part]
        values = [float(size) for part, size in found for _ in part]
        frame.programme.row(None, [*columns, slack], [*values, -1.0], upper=share)


def host_balance(frame: Frame, weight: int) -> None:
    """Each chosen event of a ward away from its share of all chosen events."""
    hosted: dict[str, list[tuple[int, int]]] = defaultdict(list)
    choosing = list(frame.choosing())
    if not choosing:
        return
    for activity in choosing:
        for ward in activity.targets.members:
            choice = frame.choices.get((activity.id, ward))
            if choice is not None:
                hosted[ward].append((choice, activity.times))
    shares = host_shares(frame.plan)
    for ward in frame.wards:
        share = shares[ward]
        above, below = frame.programme.column(weight), frame.programme.column(weight)
        columns = [column for column, _ in hosted[ward]]
        values = [float(times) for _, times in hosted[ward]]
        frame.programme.row(
            None, [*columns, above, below], [*values, -1.0, 1.0], lower=share, upper=share
        )


PREFERENCES: dict[str, Callable[[Frame, int], None]] = {
    "preferred-day": preferred_day,
    "preferred-session": preferred_session,
    "ward-day": ward_day,
    "week-balance": week_balance,
    "host-balance": host_balance,
}
