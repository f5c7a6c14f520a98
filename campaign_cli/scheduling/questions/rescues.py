"""What mends a month in which a person, a venue or a thing drops out on its busiest day.

Where nobody is free to stand in, the events left without are moved by themselves; only where that
cannot be are others moved, too, each at the price of stability.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from campaign_cli.model.audit import STAGE_ONE, audit, prices
from campaign_cli.model.plan import Plan
from campaign_cli.model.schedule import Booking, Schedule, Status, in_order
from campaign_cli.scheduling.grid.places import Barred
from campaign_cli.scheduling.limits import Patience, Progress
from campaign_cli.scheduling.programme.columns_and_rows import Arrays
from campaign_cli.scheduling.programme.frame import Frame
from campaign_cli.scheduling.programme.incumbent import held, standing
from campaign_cli.scheduling.questions.dropouts import HOLD, Dropout, dropouts, without
from campaign_cli.scheduling.solving.highs import solve
from campaign_cli.scheduling.solving.settled_schedule import served, settled_schedule
from campaign_cli.scheduling.solving.who_serves import Named
from campaign_cli.scheduling.splitting.stages import programme

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

Watch = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class Rescue:
    """Whether the month could still be held; None: not known in the time there was.

    `more` is how much more its price would be, `moved` the events at another time or place.
    """

    possible: bool | None
    more: int = 0
    moved: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fragility:
    """What drops out, what that breaks, and what would mend it."""

    dropout: Dropout
    rescue: Rescue


def fragilities(
    plan: Plan, schedule: Schedule, patience: Patience, watch: Watch = lambda _: None
) -> tuple[Fragility, ...]:
    """Return everyone and everything that may drop out, what breaks most first."""
    found = sorted(
        dropouts(plan, schedule.bookings),
        key=lambda one: (-len(one.lost), -len(one.events)),
    )
    mending = _Mending(plan, schedule)
    result = []
    for place, one in enumerate(found):
        watch(Progress("dropouts", done=place, of=len(found)))
        result.append(Fragility(one, mending.rescue(one, patience)))
    return tuple(sorted(result, key=_harm))


def _harm(one: Fragility) -> tuple[int, ...]:
    rescue = one.rescue
    hopeless = rescue.possible is False
    return (
        not hopeless,
        -len(one.dropout.lost),
        # What was not decided comes after what was.
        rescue.possible is None,
        -rescue.more,
        -len(rescue.moved),
        -len(one.dropout.events),
    )


class _Mending:
    """A schedule, and its plan with who serves left unpriced: there it has to be possible only."""

    def __init__(self, plan: Plan, schedule: Schedule) -> None:
        weights = {name: plan.weights.get(name, 0) for name in STAGE_ONE}
        self.stability = max(1, plan.weights.get("stability", 0))
        self.plan = replace(plan, weights=weights)
        self.bookings = schedule.bookings
        self.by_id = schedule.by_id()
        self._own: Frame | None = None
        self.price = sum(prices(self.plan, schedule.bookings).values())

    def rescue(self, dropout: Dropout, patience: Patience) -> Rescue:
        """Return how the month could be held without `dropout` on its busiest day."""
        if not dropout.lost:
            # Another place is a move; another person is none.
            return Rescue(possible=True, moved=dropout.events if dropout.what == "venue" else ())
        if not patience.left:
            return Rescue(None)
        plan = without(self.plan, dropout)
        built = self._shut() if dropout.what == "venue" else programme(plan)
        if isinstance(built, Barred):
            return Rescue(possible=False)
        columns = standing(built, self.bookings)
        arrays = self._steady(built, columns)
        if dropout.what == "venue":
            _close(built, arrays, dropout, columns)
        lost = self._of(built, dropout.lost) | {
            event.index
            for event in built.events
            if event.index not in columns and (not event.chosen or event.id in self.by_id)
        }
        for free in (lost, lost | self._of(built, dropout.events)):
            lower, upper = held(built, arrays, columns, free)
            answer = solve(arrays, lower, upper, patience)
            if answer.values is not None:
                people = served(plan, built, answer.values, patience)
                if people is not None:
                    return self._held(plan, people)
        return self._anywhere(plan, built, arrays, patience)

    def _anywhere(self, plan: Plan, built: Frame, arrays: Arrays, patience: Patience) -> Rescue:
        """Return how the month could be held where any event may move."""
        settled, people = settled_schedule(plan, built, arrays, patience)
        if people is not None:
            return self._held(plan, people)
        return Rescue(possible=False if settled.impossible else None)

    def _shut(self) -> Frame:
        """Return the plan's own programme: a venue's closing takes columns of it away."""
        if self._own is None:
            built = programme(self.plan)
            assert not isinstance(built, Barred)
            self._own = built
        return self._own

    def _of(self, built: Frame, ids: Sequence[str]) -> set[int]:
        """Return the events in which these take place: guests go where their hosts go."""
        hosts = set()
        for id_ in ids:
            booking = self.by_id[id_]
            while booking.within is not None:
                booking = self.by_id[booking.within]
            hosts.add(booking.id)
        return {event.index for event in built.events if event.id in hosts}

    def _steady(self, built: Frame, columns: dict[int, int]) -> Arrays:
        """Return the programme with a price on every event that moves."""
        arrays = built.programme.frozen()
        moving = arrays.prices.copy()
        for event, own in enumerate(built.columns):
            stays = columns.get(event)
            moving[own.start : own.stop] += self.stability
            if stays is not None:
                moving[stays] -= self.stability
        return replace(arrays, prices=moving)

    def _held(self, plan: Plan, people: Named) -> Rescue:
        bookings = in_order(plan, people.bookings)
        paid = prices(plan, bookings)
        price = sum(paid.values())
        found = Schedule(
            plan=plan.digest, status=Status.FEASIBLE, price=price, prices=paid, bookings=bookings
        )
        assert not audit(plan, found)
        return Rescue(True, price - self.price, tuple(_moved(self.bookings, bookings)))


def _close(built: Frame, arrays: Arrays, dropout: Dropout, columns: dict[int, int]) -> None:
    """Take away the places of a venue on a day; what stood there has no column any more."""
    assert dropout.day is not None
    day = built.grid.day_of[dropout.day]
    for event in built.events:
        if dropout.id not in event.venues or event.activity.window:
            continue
        for column, place in built.placed(event):
            if place.venue == dropout.id and day in place.start.days:
                arrays.upper[column] = 0.0
                if columns.get(event.index) == column:
                    del columns[event.index]


def _moved(before: Sequence[Booking], after: Sequence[Booking]) -> Iterator[str]:
    """Yield the events that are at another time or place, or that were not there before."""
    then = {one.id: (one.dates, one.session, one.venue) for one in before}
    for one in after:
        if one.activity != HOLD and then.get(one.id) != (one.dates, one.session, one.venue):
            yield one.id
