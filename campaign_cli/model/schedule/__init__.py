"""A schedule: when and where each event takes place, and who and what serves it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from campaign_cli.model.plan import Plan
from campaign_cli.model.plan.event_id import event_id
from campaign_cli.model.repair import Repair
from campaign_cli.support.diagnostic import Cause


class Status(StrEnum):
    """How an answer stands."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    OUT_OF_TIME = "out-of-time"


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """An event's place in a schedule.

    `member` is the ward or group of its id ("" for one for all), `number` which of `times` by
    date, from 1. `dates` ascend; `session` is the first of `sessions` in a row on each of them.
    """

    activity: str
    member: str
    number: int = 1
    wards: tuple[str, ...]
    dates: tuple[date, ...]
    session: str
    sessions: int = 1
    within: str | None = None
    """The event inside which it takes place."""
    venue: str | None = None
    people: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By pool: the ids of the members who serve."""
    things: Mapping[str, int] = field(default_factory=dict)
    """By resource of equal things: how many."""
    supplies: Mapping[str, int] = field(default_factory=dict)
    cost: int = 0
    fixed: bool = False

    @property
    def id(self) -> str:
        """Return `activity@member#number`, without what says nothing."""
        return event_id(self.activity, self.member, self.number)

    @property
    def first(self) -> date:
        """The event's first day."""
        return self.dates[0]

    @property
    def last(self) -> date:
        """The event's last day."""
        return self.dates[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """An answer: the bookings in order of date, session and id, and how good they are.

    `price` and `bound` are those of when and where, None where there is no answer; `prices`
    lists every preference that is paid for, who serves included.
    """

    plan: str
    """The digest of the plan it was made from."""
    status: Status
    revision: int = 0
    price: int | None = None
    bound: int | None = None
    prices: Mapping[str, int] = field(default_factory=dict)
    bookings: tuple[Booking, ...] = ()
    conflicts: tuple[tuple[Cause, ...], ...] = ()
    """Where it is infeasible: sets of plan lines that cannot hold together."""
    repairs: tuple[Repair, ...] = ()
    """The cheapest ways to make it feasible, cheapest first."""
    seconds: float = 0.0
    """How long it took: said on the screen, never written to a file."""

    @property
    def solved(self) -> bool:
        """Whether there is a schedule at all."""
        return self.status in {Status.OPTIMAL, Status.FEASIBLE}

    def by_id(self) -> dict[str, Booking]:
        """Return the bookings by event id."""
        return {booking.id: booking for booking in self.bookings}


def in_order(plan: Plan, bookings: Iterable[Booking]) -> tuple[Booking, ...]:
    """Return bookings by first day, session and activity, wards as the plan has them.

    What the plan does not know is last.
    """
    sessions = {session.id: number for number, session in enumerate(plan.calendar.sessions)}
    places = plan.places()

    def order(one: Booking) -> tuple[date, int, str, int, str, int]:
        session = sessions.get(one.session, len(sessions))
        place = places.get(one.member, len(places))
        return one.first, session, one.activity, place, one.member, one.number

    return tuple(sorted(bookings, key=order))
