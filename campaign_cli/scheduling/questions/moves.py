"""What a move would cost: the best schedule with an event elsewhere, and who must move for it.

One programme asks for both: its price is that of the preferences times more than there are events
that could move, plus how many do. The least of it is the least price, and among the schedules of
that price the one nearest to the schedule given. Prices stay whole, so bounds stay sharp.

A schedule that is not proved the best could be mended anywhere, move or no move. There the price
of the preferences stands as it is, and each event moved costs as much as in a replanning.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from campaign_cli.model.audit import STAGE_ONE
from campaign_cli.model.audit import prices as prices_of
from campaign_cli.model.plan import Plan
from campaign_cli.model.plan.event_id import EventId, event_id
from campaign_cli.model.schedule import Booking, Schedule, Status, in_order
from campaign_cli.scheduling.grid.events import Event, asked_events
from campaign_cli.scheduling.grid.places import Barred, Place
from campaign_cli.scheduling.limits import Patience, Progress
from campaign_cli.scheduling.programme.incumbent import standing
from campaign_cli.scheduling.questions.barriers import Barriers, Taken
from campaign_cli.scheduling.solving.nearest_schedule import nearest
from campaign_cli.scheduling.solving.settled_schedule import settled_schedule
from campaign_cli.scheduling.solving.when_and_where import Settled
from campaign_cli.scheduling.solving.who_serves import Named
from campaign_cli.scheduling.splitting.parts import parts
from campaign_cli.scheduling.splitting.stages import programme

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from campaign_cli.scheduling.programme.columns_and_rows import Arrays

    Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Where an event is to be held; what is None is left open.

    `instead` is the ward that gives the event up, where wards are chosen.
    """

    day: date | None = None
    session: str | None = None
    venue: str | None = None
    instead: str | None = None


@dataclass(frozen=True, slots=True)
class Shift:
    """An event that a move takes along: where it stood and where it goes; None: it is not held."""

    before: Booking | None
    after: Booking | None

    @property
    def id(self) -> str:
        """The event's id."""
        booking = self.after or self.before
        assert booking is not None
        return booking.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """The best schedule with an event elsewhere.

    `taken` are rules that forbid the place by themselves; where none does and it is still
    impossible, other events and lines of the plan are in the way.
    """

    event: str
    where: Where
    status: Status
    schedule: Schedule | None = None
    taken: tuple[Taken, ...] = ()


class Mover:
    """Moves events of one schedule of a plan, each by itself.

    With `near`, an event or one not held, only what has to do with it is looked at: where wards
    share nothing, the other parts of the plan stay as they are.
    """

    def __init__(self, plan: Plan, schedule: Schedule, near: str | None = None) -> None:
        self.plan, self.schedule = plan, schedule
        key = None if near is None else EventId.parse(near)[:2]
        everywhere = parts(plan, asked_events(plan)) if key else ()
        self.part = next((one for one in everywhere if key in one.own), None)
        built = programme(plan, self.part)
        # The schedule given keeps all rules: each of its events has a place.
        assert not isinstance(built, Barred)
        self.frame = built
        self.events = {event.id: event for event in built.events if not event.guest}
        self.standing = standing(built, schedule.bookings)
        self.proved = schedule.price is not None and schedule.price == schedule.bound
        self.barriers = Barriers(built)

    def moved(
        self,
        id_: str,
        where: Where,
        patience: Patience,
        watch: Callable[[Progress], None] = lambda _: None,
        *,
        gentle: bool = False,
    ) -> Moved:
        """Return the best schedule with the event `id_` at `where`, or what forbids it.

        `gentle`: where others move only if each saves what a move costs in a replanning.
        """
        event = self.events[id_]
        allowed = [column for column, place in self.frame.placed(event) if self._at(place, where)]
        if not allowed:
            taken = self._taken(event, where)
            return Moved(event=id_, where=where, status=Status.INFEASIBLE, taken=taken)
        arrays, scale = self._arrays(event, allowed, where, gentle=gentle or not self.proved)
        settled, served = settled_schedule(
            self.plan, self.frame, arrays, patience, watch, how=nearest
        )
        if settled.impossible:
            return Moved(event=id_, where=where, status=Status.INFEASIBLE)
        if served is None:
            return Moved(event=id_, where=where, status=Status.OUT_OF_TIME)
        schedule = self._schedule(settled, served, scale, sharp=self.proved and not gentle)
        return Moved(event=id_, where=where, status=schedule.status, schedule=schedule)

    def _schedule(self, settled: Settled, served: Named, scale: int, *, sharp: bool) -> Schedule:
        """Return the schedule of the whole plan: where there are other parts, they stay."""
        assert settled.values is not None
        assert settled.price is not None
        assert settled.bound is not None
        prices = self.frame.programme.paid(settled.values)
        paid = sum(prices.values())
        least = paid - (settled.price - min(settled.price, settled.bound)) // scale
        bookings = served.bookings
        if self.part is None:
            prices.update(served.prices)
        else:
            others = (
                one for one in self.schedule.bookings if host_id(self.plan, one) not in self.events
            )
            bookings = (*others, *served.bookings)
            prices = prices_of(self.plan, bookings)
        price = sum(prices.get(name, 0) for name in STAGE_ONE)
        bound = price - paid + least if sharp else self.schedule.bound or 0
        proved = served.proved and bound == price
        return Schedule(
            plan=self.plan.digest,
            status=Status.OPTIMAL if proved else Status.FEASIBLE,
            price=price,
            bound=min(price, bound),
            prices={name: paid for name, paid in prices.items() if paid},
            bookings=in_order(self.plan, bookings),
        )

    def _at(self, place: Place, where: Where) -> bool:
        grid, start = self.frame.grid, place.start
        return (
            where.day in {None, grid.days[start.first]}
            and where.session in {None, grid.sessions[start.session]}
            and where.venue in {None, place.venue}
        )

    def _taken(self, event: Event, where: Where) -> tuple[Taken, ...]:
        if where.day is not None:
            return self.barriers.against(event, where.day, where.session)
        return self.barriers.room(event).taken

    def _arrays(
        self, event: Event, allowed: list[int], where: Where, *, gentle: bool
    ) -> "tuple[Arrays, int]":
        """Return the programme with `event` on the `allowed` columns, and the scale of its price.

        Each event of the schedule that is moved, or not held any more, adds 1, or what it costs
        in a replanning.
        """
        arrays = self.frame.programme.frozen()
        lower, upper = arrays.lower.copy(), arrays.upper.copy()
        own = self.frame.columns[event.index]
        upper[[column for column in own if column not in set(allowed)]] = 0.0
        activity = event.activity.id
        chosen = self.frame.choices.get((activity, event.member))
        if chosen is not None:
            lower[chosen] = 1.0
        aside = {event.index}
        if where.instead is not None:
            upper[self.frame.choices[activity, where.instead]] = 0.0
            aside.update(
                one.index
                for one in self.frame.events
                if (one.activity.id, one.member) == (activity, where.instead)
            )
        moving = {index: now for index, now in self.standing.items() if index not in aside}
        scale = 1 if gentle else len(moving) + 1
        each = max(1, self.plan.weights.get("stability", 0)) if gentle else 1
        prices = arrays.prices * scale
        for index, now in moving.items():
            columns = self.frame.columns[index]
            prices[columns.start : columns.stop] += each
            prices[now] -= each
            one = self.frame.events[index]
            choice = self.frame.choices.get((one.activity.id, one.member))
            if choice is not None:
                # Due where it is not chosen any more: the sum itself is paid with the event's own.
                prices[choice] -= each
                prices[allowed] += each
        return replace(arrays, prices=prices, lower=lower, upper=upper), scale


def moved(
    plan: Plan,
    schedule: Schedule,
    id_: str,
    where: Where,
    patience: Patience,
    watch: Callable[[Progress], None] = lambda _: None,
) -> Moved:
    """Return the best schedule of `plan` with an event at `where`, nearest to `schedule`."""
    return Mover(plan, schedule, id_).moved(id_, where, patience, watch)


def shifts(before: Schedule, after: Schedule, aside: frozenset[str]) -> Iterator[Shift]:
    """Yield the events that stand elsewhere, those `aside` and what is within others left out."""
    old = {one.id: one for one in before.bookings if one.within is None}
    new = {one.id: one for one in after.bookings if one.within is None}
    for id_ in [one.id for one in before.bookings if one.within is None] + [
        id_ for id_ in new if id_ not in old
    ]:
        one, other = old.get(id_), new.get(id_)
        if id_ in aside or (one is not None and other is not None and _same(one, other)):
            continue
        yield Shift(one, other)


def host_id(plan: Plan, booking: Booking) -> str:
    """Return the id of the event in which `booking` takes place: its own where it is alone."""
    host = plan.host_activity(plan.activities[booking.activity])
    return event_id(host.id, booking.member, booking.number)


def _same(one: Booking, other: Booking) -> bool:
    return (one.dates, one.session, one.venue) == (other.dates, other.session, other.venue)
