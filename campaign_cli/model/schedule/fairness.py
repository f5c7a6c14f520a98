"""How evenly a schedule treats wards and people: what each has, and what would be even.

What several wards share is nobody's alone: joint events' costs and supplies are in no ward's
measure.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from fractions import Fraction
from typing import Literal

from campaign_cli.model.plan import SHARE, Activity, Plan, Resource
from campaign_cli.model.plan.demand import (
    cost_at,
    members_of,
    shared_pools,
    supply_shares,
    supply_uses,
    wards_at,
    weights,
)
from campaign_cli.model.schedule import Booking
from campaign_cli.support.apportion import apportion

What = Literal["chosen", "events", "supply", "cost", "evenings", "weekends", "servings"]
EVENING = time(17)
"""What begins then or later is an evening's work."""
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Yardstick:
    """What is measured, of whom, and what each of them weighs.

    `id` is the supply of "supply"; `pools` are those of "servings". `by` names the weights:
    "need", "population", "equal", or a count of the plan's.
    """

    what: What
    id: str
    by: str
    weights: Mapping[str, int]
    pools: tuple[Resource, ...] = ()
    whole: bool = True
    """Whether even shares are whole, by largest remainder; otherwise they are exact."""

    @property
    def key(self) -> str:
        """What tells it from others: "cost", "supply:poster", "servings:speakers+mcs"."""
        return f"{self.what}:{self.id}" if self.id else self.what


@dataclass(frozen=True, slots=True)
class Share:
    """What one ward or person has, and what would be even."""

    id: str
    has: int
    even: Fraction

    @property
    def off(self) -> Fraction:
        """By how much it has more than would be even."""
        return self.has - self.even


@dataclass(frozen=True, slots=True)
class Measure:
    """One yardstick held to a schedule."""

    yardstick: Yardstick
    shares: tuple[Share, ...]

    @property
    def total(self) -> Fraction:
        """What all of them are away from their even shares, added up."""
        return sum((abs(share.off) for share in self.shares), Fraction(0))

    @property
    def largest(self) -> Fraction:
        """The farthest that one of them is from its even share."""
        return max((abs(share.off) for share in self.shares), default=Fraction(0))


def yardsticks(plan: Plan) -> Iterator[Yardstick]:
    """Yield everything that is measured of `plan`, in the order of screens."""
    need = _need(plan)
    by = weights(plan, need)
    if any(one.targets.form == "choose" for one in plan.activities.values()):
        yield Yardstick("chosen", "", need, by)
    if any(one.targets.members for one in plan.activities.values()):
        yield Yardstick("events", "", need, by)
    yield from _of_supplies(plan, need)
    if any(_amounts(plan, one, cost_at) for one in plan.activities.values()):
        yield Yardstick("cost", "", need, by, whole=_same_for_all(plan, cost_at))
    yield from _of_times(plan)
    yield from _of_people(plan)


def _of_supplies(plan: Plan, need: str) -> Iterator[Yardstick]:
    """Yield the supplies that wards receive, weighed as the plan divides them."""
    for supply in plan.supplies.values():
        pieces = _pieces(supply.id)
        if supply.share_by is not None:
            yield Yardstick("supply", supply.id, supply.share_by, weights(plan, supply.share_by))
        elif supply.per:
            counts = {
                ward.id: sum(ward.counts.get(count, 0) * each for count, each in supply.per.items())
                for ward in plan.wards.values()
            }
            yield Yardstick("supply", supply.id, "per", counts)
        elif any(_amounts(plan, one, pieces) for one in plan.activities.values()):
            whole = _same_for_all(plan, pieces)
            yield Yardstick("supply", supply.id, need, weights(plan, need), whole=whole)


def _of_times(plan: Plan) -> Iterator[Yardstick]:
    equal = dict.fromkeys(plan.wards, 1)
    evenings = evening_sessions(plan)
    if any(evenings.intersection(one.sessions) for one in _attended(plan)):
        yield Yardstick("evenings", "", "equal", equal, whole=False)
    if any(_may_be_weekend(plan, one) for one in _attended(plan)):
        yield Yardstick("weekends", "", "equal", equal, whole=False)


def _of_people(plan: Plan) -> Iterator[Yardstick]:
    for pools in shared_pools(plan):
        people = dict.fromkeys((member for pool in pools for member in pool.members), 1)
        asked = any(pool.id in one.uses for pool in pools for one in plan.activities.values())
        if len(people) > 1 and asked:
            name = "+".join(pool.id for pool in pools)
            yield Yardstick("servings", name, "equal", people, pools, whole=False)


def measured(plan: Plan, yardstick: Yardstick, bookings: Sequence[Booking]) -> Measure:
    """Return what everyone has of `yardstick` in a schedule."""
    has: Counter[str] = Counter(handed_out(plan, yardstick))
    for booking in bookings:
        for name, amount in counted_for(plan, yardstick, booking):
            has[name] += amount
    even = even_shares(yardstick, sum(has[name] for name in yardstick.weights))
    shares = (Share(name, has[name], even[name]) for name in yardstick.weights)
    return Measure(yardstick, tuple(shares))


def even_shares(yardstick: Yardstick, total: int) -> dict[str, Fraction]:
    """Return the even share of `total` of each: whole by largest remainder, or exact."""
    by = yardstick.weights
    if not any(by.values()):
        by = dict.fromkeys(by, 1)
    if yardstick.whole:
        return {name: Fraction(share) for name, share in apportion(total, by).items()}
    weighed = sum(by.values())
    return {name: Fraction(total * weight, weighed) for name, weight in by.items()}


def handed_out(plan: Plan, yardstick: Yardstick) -> dict[str, int]:
    """Return what each has whatever the schedule: the wards' shares of a divided supply."""
    return supply_shares(plan, plan.supplies[yardstick.id]) if yardstick.what == "supply" else {}


def counted_for(plan: Plan, yardstick: Yardstick, booking: Booking) -> Iterator[tuple[str, int]]:
    """Yield who has how much of an event."""
    activity = plan.activities[booking.activity]
    if yardstick.what == "servings":
        for pool in yardstick.pools:
            yield from ((member, 1) for member in booking.people.get(pool.id, ()))
        return
    amount = _amount(plan, yardstick, activity, booking)
    if amount:
        yield from ((ward, amount) for ward in booking.wards)


def _amount(plan: Plan, yardstick: Yardstick, activity: Activity, booking: Booking) -> int:
    """Return what each ward of an event has of it."""
    alone = len(booking.wards) == 1
    attended = activity.within is None and not activity.window
    match yardstick.what:
        case "chosen":
            return int(activity.targets.form == "choose" and activity.within is None)
        case "supply":
            return _pieces(yardstick.id)(activity, booking.member) if alone else 0
        case "cost":
            return cost_at(activity, booking.member) if alone else 0
        case "evenings":
            return int(attended and is_evening(plan, booking.session, booking.sessions))
        case "weekends":
            return int(attended and any(day.weekday() >= SATURDAY for day in booking.dates))
        case _:
            return 1


def is_evening(plan: Plan, session: str, sessions: int) -> bool:
    """Return whether one of `sessions` in a row from `session` is an evening's work."""
    first = [one.id for one in plan.calendar.sessions].index(session)
    return any(one.start >= EVENING for one in plan.calendar.sessions[first : first + sessions])


def evening_sessions(plan: Plan) -> frozenset[str]:
    """Return the sessions that are an evening's work."""
    return frozenset(one.id for one in plan.calendar.sessions if one.start >= EVENING)


def _need(plan: Plan) -> str:
    """Return the weights of wards, as host-balance has them."""
    wards = plan.wards.values()
    if all(ward.need is not None for ward in wards):
        return "need"
    if all(ward.population is not None for ward in wards):
        return "population"
    return "equal"


def _pieces(supply: str) -> Callable[[Activity, str], int]:
    """Return how to tell what an event uses of a supply in numbers."""

    def pieces(activity: Activity, member: str) -> int:
        use = supply_uses(activity, member).get(supply, 0)
        return 0 if use == SHARE else int(use)

    return pieces


def _amounts(
    plan: Plan, activity: Activity, amount: Callable[[Activity, str], int]
) -> dict[str, int]:
    """Return what events of one ward have of `amount`, by ward; none where none has any."""
    host = plan.host_activity(activity)
    amounts = {
        member: amount(activity, member)
        for member in members_of(host)
        if len(wards_at(plan, host, member)) == 1
    }
    return amounts if any(amounts.values()) else {}


def _same_for_all(plan: Plan, amount: Callable[[Activity, str], int]) -> bool:
    """Return whether the total is the same whichever wards are chosen."""
    inside: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for activity in plan.activities.values():
        host = plan.host_activity(activity)
        if host.targets.form == "choose":
            inside[host.id].update(
                {member: amount(activity, member) for member in host.targets.members}
            )
    return all(len(set(amounts.values())) == 1 for amounts in inside.values())


def _attended(plan: Plan) -> Iterator[Activity]:
    """Yield the activities that take wards' evenings and weekends."""
    for activity in plan.activities.values():
        if activity.within is None and not activity.window and activity.targets.members:
            yield activity


def _may_be_weekend(plan: Plan, activity: Activity) -> bool:
    open_weekend = any(day.weekday() >= SATURDAY for day in plan.calendar.opened)
    weekdays = plan.calendar.workdays if activity.days is None else activity.days
    return open_weekend or any(day >= SATURDAY for day in weekdays)
