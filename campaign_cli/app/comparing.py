"""Two plans side by side: their prices, fairness, bottlenecks, money, and events that differ."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from campaign_cli.app.in_force import current
from campaign_cli.app.scheduling import Made, Wish

if TYPE_CHECKING:
    from campaign_cli.model.plan import Plan
    from campaign_cli.model.schedule import Booking, Schedule
    from campaign_cli.model.schedule.fairness import Measure


@dataclass(frozen=True, slots=True)
class Side:
    """One of the plans, with its schedule and its figures; without a schedule they are empty."""

    file: Path
    made: Made
    measures: "Mapping[str, Measure]" = field(default_factory=dict)
    """By key."""
    full: Mapping[str, int] = field(default_factory=dict)
    """In how many sessions all there is of each resource is in use."""
    spent: Mapping[str | None, int] = field(default_factory=dict)
    """By source; None: no source named."""

    @property
    def solved(self) -> bool:
        """Whether there is a schedule."""
        return self.made.schedule is not None and self.made.schedule.solved


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two plans; what only one of them has, and what lies elsewhere in the other."""

    sides: tuple[Side, Side]
    moved: "tuple[tuple[Booking, Booking], ...]" = ()
    """The same event in both, at another time or in another place."""
    only: "tuple[tuple[Booking, ...], tuple[Booking, ...]]" = ((), ())
    alike: int = 0
    """How many events are at the same time and place in both."""


def compare(first: Path, second: Path, wish: Wish) -> Comparison:
    """Return two plans side by side, each with the schedule that is kept, or one made now.

    Raises:
        AuditFailure: a schedule made breaks a rule.
        Interrupted: asked twice to stop.
        JournalError: a journal cannot be read, or no revision kept.
    """
    # Nothing of it is shown beside another plan.
    wish = replace(wish, repairs=False)
    one, other = _side(first, wish), _side(second, wish)
    if not one.solved or not other.solved:
        return Comparison((one, other))
    left, right = one.made.solved.by_id(), other.made.solved.by_id()
    both = [id_ for id_ in left if id_ in right]
    moved = [(left[id_], right[id_]) for id_ in both if _place(left[id_]) != _place(right[id_])]
    return Comparison(
        (one, other),
        tuple(moved),
        (
            tuple(booking for id_, booking in left.items() if id_ not in right),
            tuple(booking for id_, booking in right.items() if id_ not in left),
        ),
        len(both) - len(moved),
    )


def _place(booking: "Booking") -> tuple[tuple[date, ...], str, int, str | None]:
    return booking.dates, booking.session, booking.sessions, booking.venue


def _side(file: Path, wish: Wish) -> Side:
    from campaign_cli.model.plan.demand import spent
    from campaign_cli.model.schedule.fairness import measured, yardsticks

    made = current(file, wish)
    if made.schedule is None or not made.schedule.solved:
        return Side(file, made)
    plan, schedule = made.plan, made.schedule
    costs: Counter[str] = Counter()
    for booking in schedule.bookings:
        costs[booking.activity] += booking.cost
    return Side(
        file,
        made,
        {one.key: measured(plan, one, schedule.bookings) for one in yardsticks(plan)},
        _full(plan, schedule),
        spent(plan, costs),
    )


def _full(plan: "Plan", schedule: "Schedule") -> dict[str, int]:
    """Return in how many sessions all of each resource is in use."""
    order = {session.id: place for place, session in enumerate(plan.calendar.sessions)}
    used: Counter[tuple[str, date, int]] = Counter()
    for booking in schedule.bookings:
        amounts = {pool: len(people) for pool, people in booking.people.items()}
        for pool, amount in {**amounts, **booking.things}.items():
            first = order[booking.session]
            for day in booking.dates:
                for session in range(first, first + booking.sessions):
                    used[pool, day, session] += amount
    return {
        pool.id: sum(
            1 for (id_, _, _), amount in used.items() if id_ == pool.id and amount >= pool.quantity
        )
        for pool in plan.resources.values()
    }
