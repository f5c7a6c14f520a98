"""The events that a plan asks for, each with everything that happens inside it."""

from collections.abc import Container, Iterator
from dataclasses import dataclass

from campaign_cli.model.plan import Activity, Plan
from campaign_cli.model.plan.demand import audience_at, members_of, venue_at, wards_at
from campaign_cli.model.plan.event_id import EventId, event_id

Key = tuple[str, str]
"""An activity and what follows @ in its events' ids: what all the numbers of `times` share."""


@dataclass(frozen=True, slots=True)
class Demand:
    """What an event asks of one resource: so many, or these people."""

    activity: str
    """The activity that asks: the event's own, or one within it."""
    resource: str
    count: int
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One occurrence of an activity that has to be given a place.

    `number` counts from 1 by date among the `times` of its `member`; `chosen` says that its ward
    may or may not be chosen. `inside` are the activities that happen within it.
    """

    index: int
    activity: Activity
    member: str
    number: int
    wards: tuple[str, ...]
    inside: tuple[Activity, ...]
    venues: tuple[str | None, ...]
    """Where it may take place: the named one, those that hold its audience, or (None,)."""
    demands: tuple[Demand, ...]
    guest: bool = False
    """Whether it is counted elsewhere, and stands here because it takes time of these wards."""

    @property
    def key(self) -> Key:
        """Return what all its numbers share."""
        return self.activity.id, self.member

    @property
    def id(self) -> str:
        """Return the event's id."""
        return event_id(self.activity.id, self.member, self.number)

    @property
    def fixed_key(self) -> str:
        """Return the key under which the plan may fix it."""
        return EventId(self.activity.id, self.member, self.number).key

    @property
    def chosen(self) -> bool:
        """Whether its ward may or may not be chosen."""
        return not certain(self.activity, self.member)

    @property
    def takes_wards(self) -> bool:
        """Whether its wards can do nothing else at that time."""
        return takes_wards(self.activity)

    @property
    def weight(self) -> int:
        """How many events of a ward it is, with those inside it."""
        return 1 + len(self.inside)


def takes_wards(activity: Activity) -> bool:
    """Return whether a ward can do nothing else while it has an event of `activity`."""
    return not (activity.beside or activity.delegates or activity.window)


def certain(activity: Activity, member: str) -> bool:
    """Return whether `activity` surely takes place at `member`; fixing a ward chooses it."""
    if activity.targets.form != "choose" or member in activity.targets.always:
        return True
    return member in activity.fixed_members


def asked_events(
    plan: Plan, own: Container[Key] | None = None, guests: Container[Key] = ()
) -> tuple[Event, ...]:
    """Return every event that may have a place, in the order of the plan.

    With `own`: those and the `guests` alone. A guest asks for nothing but its wards' time.
    Activities within another are no events of their own here: they go where their host goes.
    """
    inside: dict[str, list[Activity]] = {}
    for activity in plan.activities.values():
        if activity.within is not None:
            inside.setdefault(plan.host_activity(activity).id, []).append(activity)
    halls: dict[str, list[str]] = {}
    for venue in plan.venues.values():
        if venue.ward is not None:
            halls.setdefault(venue.ward, []).append(venue.id)
    events: list[Event] = []
    for activity in plan.activities.values():
        if activity.within is not None:
            continue
        inside_it = tuple(inside.get(activity.id, ()))
        demands = tuple(_demands((activity, *inside_it)))
        for member in members_of(activity):
            key = activity.id, member
            guest = key in guests
            if own is not None and not guest and key not in own:
                continue
            wards = wards_at(plan, activity, member)
            here = _venues(plan, halls, activity, inside_it, member, wards)
            known = len(events)
            events.extend(
                Event(
                    index=known + number - 1,
                    activity=activity,
                    member=member,
                    number=number,
                    wards=wards,
                    inside=inside_it,
                    venues=(None,) if guest else here,
                    demands=() if guest else demands,
                    guest=guest,
                )
                for number in range(1, activity.times + 1)
            )
    return tuple(events)


def _venues(
    plan: Plan,
    halls: dict[str, list[str]],
    activity: Activity,
    guests: tuple[Activity, ...],
    member: str,
    wards: tuple[str, ...],
) -> tuple[str | None, ...]:
    """Return where the event may be; nowhere where nothing holds all that happen in it."""
    audiences = [audience_at(one, member) for one in (activity, *guests)]
    audience = max((size for size in audiences if size is not None), default=None)
    named = venue_at(activity, member)
    if audience is None:
        return (named,)
    candidates = [named] if named else [hall for ward in wards for hall in halls.get(ward, ())]
    return tuple(hall for hall in candidates if holds(plan, hall, audience))


def holds(plan: Plan, venue: str, audience: int) -> bool:
    """Return whether `venue` holds `audience` people."""
    capacity = plan.venues[venue].capacity
    return capacity is None or capacity >= audience


def _demands(activities: tuple[Activity, ...]) -> Iterator[Demand]:
    for activity in activities:
        for resource, use in activity.uses.items():
            if isinstance(use, int):
                if use:
                    yield Demand(activity.id, resource, use)
            else:
                yield Demand(activity.id, resource, len(use), use)
