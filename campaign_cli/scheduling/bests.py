"""The most even that any schedule of a plan can be: integer programmes with that as their price.

The programme is the schedule's own without its preferences. A measure has two bests, each by
itself: the least that the farthest ward or person can be from its even share, and the least that
all of them can be together. Every schedule found on the way is audited and measured like any
other; a bound is the programme's.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass, fields, replace
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING, Any

from campaign_cli.model.audit import audit
from campaign_cli.model.fairness import Measure, Yardstick, measured
from campaign_cli.model.plan import Plan
from campaign_cli.model.schedule import Booking, Schedule, Status
from campaign_cli.scheduling.frame import Frame
from campaign_cli.scheduling.highs import ALMOST, Patience, relax, solve
from campaign_cli.scheduling.people import Who, servings_of
from campaign_cli.scheduling.places import Barred
from campaign_cli.scheduling.pools import people
from campaign_cli.scheduling.programme import Arrays, Programme
from campaign_cli.scheduling.spread import Has, Spread, had, spread
from campaign_cli.scheduling.stages import programme
from campaign_cli.scheduling.standing import held, served, standing
from campaign_cli.scheduling.when import Settled, whole_bound

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Best:
    """The least deviation that a schedule was found for, and what none can be below."""

    found: Fraction
    bound: Fraction

    @property
    def proved(self) -> bool:
        """Whether no schedule is better."""
        return self.found == self.bound


@dataclass(frozen=True, slots=True)
class Certificate:
    """A measure of a schedule, and the best that any schedule can have of it.

    `settled`: no choice changes it, so there was nothing to solve.
    """

    measure: Measure
    largest: Best
    total: Best
    settled: bool = False


Bookings = tuple[Booking, ...]
Asked = Callable[[Measure], Fraction]


class Bests:
    """The programme of a plan without its preferences, and a schedule of it."""

    def __init__(self, plan: Plan, bookings: Sequence[Booking]) -> None:
        self.plan = replace(plan, weights={})
        self.bookings = tuple(bookings)
        built = programme(self.plan)
        assert not isinstance(built, Barred)
        self.frame = built
        self.columns = standing(built, bookings)

    def certificate(self, yardstick: Yardstick, patience: Patience) -> Certificate:
        """Return how even the schedule is, and how even any can be, as far as patience lasts."""
        measure = measured(self.plan, yardstick, self.bookings)
        if yardstick.what == "servings":
            return self._of_people(measure, patience)
        has, mattering = had(self.frame, yardstick)
        if not mattering:
            return _settled(measure)
        bigger = _copied(self.frame.programme)
        columns = spread(bigger, measure, has, total_settled=yardstick.whole)
        search = _Search(self, measure, bigger.frozen(), columns, mattering)
        return search.certificate(patience)

    def _of_people(self, measure: Measure, patience: Patience) -> Certificate:
        """First name other people for the same events; only then move events, too."""
        least = _least_uneven(measure)
        if (measure.largest, measure.total) == least:
            return Certificate(measure, Best(least[0], least[0]), Best(least[1], least[1]))
        found = [measure, *self._others_serving(measure, patience)]
        bounds = list(least)
        if (
            min(one.largest for one in found) > least[0]
            or min(one.total for one in found) > least[1]
        ):
            search = self._people_search(measure)
            for place, asked in enumerate(_ASKED):
                now = min(asked(one) for one in found)
                if now > least[place]:
                    best = search.best(asked, now, patience)
                    bounds[place] = max(least[place], best.bound)
                    found += search.met
        largest, total = (
            Best(min(asked(one) for one in found), bound)
            for asked, bound in zip(_ASKED, bounds, strict=True)
        )
        return Certificate(measure, largest, total)

    def _others_serving(self, measure: Measure, patience: Patience) -> Iterator[Measure]:
        """Yield the measures of the same events with other people, as even as can be."""
        pools = measure.yardstick.pools
        asked = list(servings_of(self.plan, self.frame.grid, self.bookings, pools))
        who = Who(self.plan, self.frame.grid, pools, asked)
        has = {name: Has() for name in measure.yardstick.weights}
        for able in who.columns:
            for name, column in able.items():
                has[name].columns[column] += 1
        columns = spread(who.programme, measure, has, total_settled=True)
        for price in ((columns.largest,), columns.each):
            arrays = _priced(who.programme.frozen(), price)
            answer = solve(arrays, arrays.lower, arrays.upper, patience)
            if answer.values is None:
                continue
            result = list(self.bookings)
            for serving, members in who.members(Settled(answer.proved, values=answer.values)):
                booking = result[serving.booking]
                served_by = {**booking.people, serving.pool.id: members}
                result[serving.booking] = replace(booking, people=served_by)
            yield self.measured(measure.yardstick, tuple(result))

    def _people_search(self, measure: Measure) -> "_Search":
        """Return the search in which everyone has columns of their own."""
        bigger = replace(self.frame, programme=_copied(self.frame.programme))
        _, diaries = people(bigger, everyone=True)
        has = {name: Has() for name in measure.yardstick.weights}
        for (name, _), taken in diaries.days.items():
            if name in has:
                # A column of several days is one serving, not added up.
                has[name].columns |= Counter(dict.fromkeys(taken, 1))
        # Nobody serves more than is asked for: the rows of pools alone would let them.
        serving = [column for one in has.values() for column in one.columns]
        total = sum(share.has for share in measure.shares)
        bigger.programme.row(None, serving, lower=total, upper=total)
        columns = spread(bigger.programme, measure, has, total_settled=True)
        return _Search(self, measure, bigger.programme.frozen(), columns, frozenset())

    def measured(self, yardstick: Yardstick, bookings: Bookings) -> Measure:
        """Return the measure of another schedule, once the audit has passed it."""
        found = Schedule(plan=self.plan.digest, status=Status.FEASIBLE, price=0, bookings=bookings)
        violations = audit(self.plan, found)
        assert not violations, violations
        return measured(self.plan, yardstick, bookings)


def _largest(measure: Measure) -> Fraction:
    return measure.largest


def _total(measure: Measure) -> Fraction:
    return measure.total


_ASKED: tuple[Asked, Asked] = (_largest, _total)


class _Search:
    """One measure's programme, searched for the least of its largest deviation and its total."""

    def __init__(
        self,
        bests: Bests,
        measure: Measure,
        arrays: Arrays,
        columns: Spread,
        mattering: frozenset[int],
    ) -> None:
        self.bests = bests
        self.measure = measure
        self.arrays = arrays
        self.columns = columns
        self.mattering = mattering
        self.met: list[Measure] = [measure]
        """Every schedule found so far."""

    def certificate(self, patience: Patience) -> Certificate:
        """Return both bests; the first takes no more than half of the time."""
        largest = self.best(_largest, self.measure.largest, patience.share(0.5))
        total = self.best(_total, self.measure.total, patience)
        return Certificate(self.measure, largest, total)

    def best(self, asked: Asked, now: Fraction, patience: Patience) -> Best:
        """Return the least there can be of what is `asked`, `now` being known to be possible."""
        now = min(now, *(asked(one) for one in self.met))
        price = (self.columns.largest,) if asked is _largest else self.columns.each
        arrays = _priced(self.arrays, price)
        relaxed = relax(arrays, patience.share(0.5))
        least = whole_bound(relaxed.bound) if relaxed.values is not None else 0
        for lower, upper, exact in self._bounds(arrays):
            if now / self.columns.unit - least < 1 - ALMOST or not patience.left:
                break
            below = ceil(now / self.columns.unit)
            answer = solve(arrays, lower, upper, patience, below=below, enough=least)
            if answer.values is not None:
                better = self._met(answer.values, patience)
                now = min(now, *(asked(one) for one in self.met)) if better else now
            if exact and answer.proved:
                least = max(least, below if answer.price is None else round(answer.price))
            elif exact:
                least = max(least, min(below, whole_bound(answer.bound)))
        bound = least * self.columns.unit
        return Best(now, now if now - bound < self.columns.unit else bound)

    def _bounds(self, arrays: Arrays) -> Iterator[tuple["Floats", "Floats", bool]]:
        """Yield bounds on the columns: near the schedule first, then none but the programme's."""
        if self.mattering:
            bests = self.bests
            yield (*held(bests.frame, arrays, bests.columns, self.mattering), False)
        yield arrays.lower, arrays.upper, True

    def _met(self, values: "Floats", patience: Patience) -> bool:
        """Measure the schedule of a solution."""
        bests = self.bests
        bookings = served(bests.plan, bests.frame, values, patience.at_least(1.0))
        if bookings is None:
            return False
        if self.measure.yardstick.what == "servings":
            again = replace_bookings(bests, bookings)
            self.met += again._others_serving(self.measure, patience.at_least(1.0))  # noqa: SLF001
        else:
            self.met.append(bests.measured(self.measure.yardstick, bookings))
        return True


def replace_bookings(bests: Bests, bookings: Bookings) -> Bests:
    """Return the same programme with another schedule of it."""
    other = copy(bests)
    other.bookings = bookings
    return other


def _settled(measure: Measure) -> Certificate:
    largest, total = (Best(one, one) for one in (measure.largest, measure.total))
    return Certificate(measure, largest, total, settled=True)


def _least_uneven(measure: Measure) -> tuple[Fraction, Fraction]:
    """Return the least that whole servings can be uneven, whatever the rules."""
    total, count = sum(share.has for share in measure.shares), len(measure.shares)
    rest = total % count
    largest = max(rest, count - rest) if rest else 0
    return Fraction(largest, count), Fraction(2 * rest * (count - rest), count)


def _priced(arrays: Arrays, columns: Sequence[int]) -> Arrays:
    """Return the programme with these columns' sum as its price."""
    import numpy as np

    prices = np.zeros_like(arrays.prices)
    prices[list(columns)] = 1.0
    return replace(arrays, prices=prices)


def _copied(programme: Programme) -> Programme:
    """Return a programme to add to."""
    parts: dict[str, Any] = {
        field.name: copy(getattr(programme, field.name)) for field in fields(programme)
    }
    return Programme(**parts)


__all__ = ["Best", "Bests", "Certificate", "Frame"]
