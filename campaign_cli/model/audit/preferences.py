"""What a schedule's preferences cost, counted from its bookings alone."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import pairwise

from campaign_cli.model.audit.case import Case, Finding, case_of
from campaign_cli.model.audit.closings import serving
from campaign_cli.model.plan import PREFERENCES, Plan
from campaign_cli.model.plan.days import week_of, weeks
from campaign_cli.model.plan.demand import host_shares
from campaign_cli.model.schedule import Booking, Schedule, Status
from campaign_cli.support.language import message

STAGE_ONE = ("preferred-day", "preferred-session", "ward-day", "week-balance", "host-balance")
"""The preferences that settle when and where: a schedule's `price` is theirs."""


def prices(plan: Plan, bookings: Sequence[Booking]) -> dict[str, int]:
    """Return what each preference costs, by weight; those that cost nothing are left out.

    Stability is not among them: it compares two schedules.
    """
    plain = Schedule(plan=plan.digest, status=Status.FEASIBLE, bookings=tuple(bookings))
    return prices_of(case_of(plan, plain))


def prices_of(case: Case) -> dict[str, int]:
    """Return the `prices` of a case's bookings."""
    paid: dict[str, int] = {}
    for preference in PREFERENCES:
        weight = case.plan.weights.get(preference, 0)
        price = weight * _COUNTS[preference](case) if weight and preference in _COUNTS else 0
        if price:
            paid[preference] = price
    return paid


def price(case: Case) -> Iterator[Finding]:
    """The prices stated are those of the bookings; the bound is no more, and equal if proved."""
    stated = case.schedule
    if not stated.solved or len(case.bookings) != len(stated.bookings):
        return
    paid = prices_of(case)
    for preference in PREFERENCES:
        says, costs = stated.prices.get(preference, 0), paid.get(preference, 0)
        # What stability costs, only the schedule that was in force can tell.
        if preference != "stability" and says != costs:
            yield Finding(
                message(
                    "`{preference}` is stated to cost {stated}; it costs {price}",
                    preference=preference,
                    stated=says,
                    price=costs,
                )
            )
    for preference in stated.prices:
        if preference not in PREFERENCES:
            yield Finding(message("there is no preference `{preference}`", preference=preference))
    whole = sum(paid.get(one, 0) for one in STAGE_ONE) + stated.prices.get("stability", 0)
    if stated.price != whole:
        yield Finding(
            message(
                "the price is stated to be {stated}; it is {price}",
                stated=message("none") if stated.price is None else stated.price,
                price=whole,
            )
        )
        return
    if stated.bound is not None and stated.bound > whole:
        yield Finding(
            message(
                "the least possible price is stated to be {bound}; this one is {price}",
                bound=stated.bound,
                price=whole,
            )
        )
    elif stated.status is Status.OPTIMAL and stated.bound != whole:
        yield Finding(message("it is called the best, and a better one is not ruled out"))


def _preferred_day(case: Case) -> int:
    days = 0
    for booking in case.solved():
        on = case.activity(booking).prefer_on
        if on:
            wanted = on[booking.number - 1] if len(on) > 1 else on[0]
            days += abs((booking.first - wanted).days)
    return days


def _preferred_session(case: Case) -> int:
    return sum(
        bool(wanted) and booking.session not in wanted
        for booking in case.solved()
        for wanted in (case.activity(booking).prefer_sessions,)
    )


def _ward_day(case: Case) -> int:
    days: Counter[tuple[str, date]] = Counter()
    for booking in case.solved():
        activity = case.activity(booking)
        if not activity.beside and not activity.delegates:
            days.update((ward, day) for ward in booking.wards for day in booking.dates)
    return sum(count - 1 for count in days.values())


def _week_balance(case: Case) -> int:
    number = weeks(case.plan)
    week: dict[date, int] = {}
    asked: Counter[str] = Counter()
    there: Counter[tuple[str, int]] = Counter()
    for booking in case.bookings:
        day = booking.first
        if day not in week:
            week[day] = week_of(case.plan, day)
        there.update((ward, week[day]) for ward in booking.wards)
        if case.host(booking).targets.form != "choose":
            asked.update(booking.wards)
    return sum(max(0, count - -(-asked[ward] // number)) for (ward, _), count in there.items())


def _host_balance(case: Case) -> int:
    hosted: Counter[str] = Counter()
    for booking in case.bookings:
        activity = case.activity(booking)
        if activity.targets.form == "choose" and activity.within is None:
            hosted.update(booking.wards)
    return sum(abs(hosted[ward] - share) for ward, share in host_shares(case.plan).items())


def _member_balance(case: Case) -> int:
    servings = Counter(person for booking in case.bookings for person in serving(booking))
    above = 0
    for people in _circles(case.plan):
        total = sum(servings[person] for person in people)
        share = -(-total // len(people))
        above += sum(max(0, servings[person] - share) for person in people)
    return above


def _circles(plan: Plan) -> list[set[str]]:
    """Return the people of each set of pools that share people."""
    circles: list[set[str]] = []
    for pool in plan.resources.values():
        people = set(pool.members)
        for circle in [one for one in circles if one & people]:
            people |= circle
            circles.remove(circle)
        if people:
            circles.append(people)
    return circles


def _member_travel(case: Case) -> int:
    days: defaultdict[tuple[str, date], list[tuple[int, str | None]]] = defaultdict(list)
    for booking in case.bookings:
        people = dict.fromkeys(serving(booking))
        if people:
            stop = (min(case.order[one] for one in case.taken(booking)), _place(case, booking))
            for person in people:
                for day in booking.dates:
                    days[person, day].append(stop)
    changes = 0
    for stops in days.values():
        # Two at once break a rule; some order must do then.
        stops.sort(key=lambda stop: (stop[0], stop[1] or ""))
        changes += sum(one[1] != two[1] for one, two in pairwise(stops))
    return changes


def _place(case: Case, booking: Booking) -> str | None:
    """Return the ward in which people serve `booking`; None: at the organiser's."""
    venue = case.plan.venues[booking.venue] if booking.venue is not None else None
    if venue is not None and venue.ward is not None:
        return venue.ward
    return booking.wards[0] if len(booking.wards) == 1 else None


_COUNTS: dict[str, Callable[[Case], int]] = {
    "preferred-day": _preferred_day,
    "preferred-session": _preferred_session,
    "ward-day": _ward_day,
    "week-balance": _week_balance,
    "host-balance": _host_balance,
    "member-balance": _member_balance,
    "member-travel": _member_travel,
}
"""By preference, how many times its price is due."""
