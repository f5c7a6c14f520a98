"""What a peer answers, made into a schedule, and what the audit says of it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from helpers.builders import booking

from benchmarks.starts import inside_of
from campaign_cli.model.audit import STAGE_ONE, audit, prices
from campaign_cli.model.plan import Activity, Plan
from campaign_cli.model.plan.demand import members_of
from campaign_cli.model.plan.event_id import event_id
from campaign_cli.model.schedule import Booking, Schedule, Status


@dataclass(frozen=True)
class Stand:
    """Where an event stands: its first session on each of its dates, and its venue."""

    activity: str
    member: str
    number: int
    dates: tuple[date, ...]
    session: str
    venue: str | None = None

    @property
    def id(self) -> str:
        """Return the event's id."""
        return event_id(self.activity, self.member, self.number)


@dataclass(frozen=True)
class Answer:
    """What a program makes of a plan, and the processor's seconds it took."""

    status: str
    bookings: tuple[Booking, ...] = ()
    bound: float | None = None
    seconds: float = 0.0


@dataclass(frozen=True)
class Judged:
    """An answer by the audit: the price of when and where, and how often each rule is broken."""

    status: str
    price: int | None
    bound: float | None
    seconds: float
    broken: Mapping[str, int]


def judged(plan: Plan, answer: Answer) -> Judged:
    """Return what the audit says of an answer."""
    if not answer.bookings:
        return Judged(answer.status, None, answer.bound, answer.seconds, {})
    paid = prices(plan, answer.bookings)
    price = sum(paid.get(one, 0) for one in STAGE_ONE)
    made = Schedule(
        plan=plan.digest,
        status=Status.FEASIBLE,
        price=price,
        prices=paid,
        bookings=answer.bookings,
    )
    broken = dict(Counter(violation.rule for violation in audit(plan, made)))
    return Judged(answer.status, price, answer.bound, answer.seconds, broken)


def booked(
    plan: Plan,
    stands: Iterable[Stand],
    people: Mapping[str, Mapping[str, tuple[str, ...]]] | None = None,
) -> tuple[Booking, ...]:
    """Return the bookings of events, and of all that takes place within them.

    `people`: by event and pool, who serves. Events as long as their window need no stand.
    """
    stands = [*stands, *_windows(plan)]
    made = []
    for stand in stands:
        host = plan.activities[stand.activity]
        for activity in inside_of(plan, host):
            id_ = event_id(activity.id, stand.member, stand.number)
            one = booking(plan, id_, stand.dates, stand.session)
            named = (people or {}).get(id_, {})
            made.append(
                replace(
                    one,
                    venue=stand.venue,
                    within=None if activity is host else stand.id,
                    people={**one.people, **named},
                )
            )
    order = {session.id: place for place, session in enumerate(plan.calendar.sessions)}
    return tuple(sorted(made, key=lambda one: (one.first, order[one.session], one.id)))


def _windows(plan: Plan) -> Iterable[Stand]:
    for activity in plan.activities.values():
        if activity.window and activity.within is None:
            for member in members_of(activity):
                yield Stand(activity.id, member, 1, (activity.first,), "", activity.venue)


def solved_activities(plan: Plan) -> list[Activity]:
    """Return the activities whose events are to be placed."""
    return [one for one in plan.activities.values() if one.within is None and not one.window]
