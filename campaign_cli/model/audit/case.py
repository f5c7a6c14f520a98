"""What the audit looks at: a plan and a schedule, indexed, and what it finds."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from campaign_cli.model.plan import Activity, Plan
from campaign_cli.model.schedule import Booking, Schedule
from campaign_cli.support.language import Message, Words


@dataclass(frozen=True, slots=True)
class Violation:
    """One rule that a schedule breaks, and the events that break it together."""

    rule: str
    message: Message
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule's function found: a violation that does not yet know its rule."""

    message: Message
    events: tuple[str, ...] = ()


Slot = tuple[date, str]
"""A day and a session's id."""


@dataclass(frozen=True, slots=True)
class Case:
    """A plan, a schedule, and those of its bookings that the plan can be asked about.

    The others are refused by `events` and by no other rule: what is not understood breaks
    nothing else.
    """

    plan: Plan
    schedule: Schedule
    bookings: tuple[Booking, ...]
    refused: tuple[Booking, ...]
    """Those that the plan cannot be asked about."""
    stated: frozenset[str]
    """The ids of all of them."""
    by_id: Mapping[str, Booking]
    of: Mapping[str, tuple[Booking, ...]]
    """By activity, every activity of the plan."""
    hosts: Mapping[str, Activity]
    """The activity in whose events an activity takes place, itself where it is alone."""
    order: Mapping[str, int]
    """Each session's place in a day."""

    def activity(self, booking: Booking) -> Activity:
        """Return the activity of `booking`."""
        return self.plan.activities[booking.activity]

    def host(self, booking: Booking) -> Activity:
        """Return the activity that says when and where `booking` is."""
        return self.hosts[booking.activity]

    def solved(self) -> Iterator[Booking]:
        """Yield the bookings whose day and place are their own: not within, not a window."""
        for booking in self.bookings:
            activity = self.activity(booking)
            if activity.within is None and not activity.window:
                yield booking

    def taken(self, booking: Booking) -> tuple[str, ...]:
        """Return the sessions that `booking` takes on each of its days."""
        host = self.host(booking)
        if host.window:
            return host.sessions
        start = self.order[booking.session]
        return tuple(
            session.id for session in self.plan.calendar.sessions[start : start + booking.sessions]
        )

    def slots(self, booking: Booking) -> Iterator[Slot]:
        """Yield every day and session that `booking` takes."""
        sessions = self.taken(booking)
        for day in booking.dates:
            for session in sessions:
                yield day, session

    def session_name(self, session: str) -> Words:
        """Return what people call a session."""
        return self.plan.calendar.sessions[self.order[session]].name


def case_of(plan: Plan, schedule: Schedule) -> Case:
    """Return the case of `schedule` against `plan`."""
    order = {session.id: place for place, session in enumerate(plan.calendar.sessions)}
    hosts = {id_: plan.host_activity(activity) for id_, activity in plan.activities.items()}
    asked = {id_: frozenset(members_asked(host)) for id_, host in hosts.items()}
    refused: list[Booking] = []
    by_id: dict[str, Booking] = {}
    of: defaultdict[str, list[Booking]] = defaultdict(list)
    for booking in schedule.bookings:
        id_ = booking.id
        host = hosts.get(booking.activity)
        if (
            host is None
            or booking.member not in asked[booking.activity]
            or not _understood(plan, host, order, booking)
        ):
            refused.append(booking)
        elif id_ not in by_id:
            by_id[id_] = booking
            of[booking.activity].append(booking)
    return Case(
        plan=plan,
        schedule=schedule,
        bookings=tuple(by_id.values()),
        refused=tuple(refused),
        stated=frozenset(booking.id for booking in schedule.bookings),
        by_id=by_id,
        of={id_: tuple(of[id_]) for id_ in plan.activities},
        hosts=hosts,
        order=order,
    )


def members_asked(activity: Activity) -> tuple[str, ...]:
    """Return what may follow @ in the ids of a host activity's events; "": nothing follows."""
    return ("",) if activity.targets.one_for_all else activity.targets.members


def wards_asked(plan: Plan, activity: Activity, member: str) -> tuple[str, ...]:
    """Return the wards that a host activity's event at `member` is for."""
    return plan.wards_of(member) if member else activity.targets.members


def _understood(plan: Plan, host: Activity, order: Mapping[str, int], booking: Booking) -> bool:
    """Return whether a booking of an event that may be there makes sense."""
    return (
        1 <= booking.number <= host.times
        and sorted(booking.wards) == sorted(wards_asked(plan, host, booking.member))
        and bool(booking.dates)
        and all(one < two for one, two in pairwise(booking.dates))
        and booking.session in order
        and 1 <= booking.sessions <= len(order) - order[booking.session]
        and (booking.venue is None or booking.venue in plan.venues)
    )


def crowds(
    case: Case, takers: Iterable[tuple[str, Booking]]
) -> Iterator[tuple[str, Slot, tuple[str, ...]]]:
    """Yield what is taken more than once in a session, with the first such session and by which.

    `takers` are pairs of a thing's id and a booking that takes it wherever it stands; the same
    events that meet again in later sessions are not told twice.
    """
    takings: defaultdict[tuple[str, Slot], list[str]] = defaultdict(list)
    for thing, booking in takers:
        id_ = booking.id
        for slot in case.slots(booking):
            takings[thing, slot].append(id_)
    told: set[tuple[str, tuple[str, ...]]] = set()
    for (thing, slot), events in takings.items():
        if len(events) > 1:
            together = tuple(sorted(set(events)))
            if (thing, together) not in told:
                told.add((thing, together))
                yield thing, slot, together
