"""The most even that any schedule of a plan can be: integer programmes with that as their price.

The programme is the schedule's own without its preferences. A measure has two bests, each by
itself: the least that the farthest ward or person can be from its even share, and the least that
all of them can be together. Every schedule found on the way is audited and measured like any
other; a bound is the programme's.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING

from campaign_cli.model.audit import audit
from campaign_cli.model.plan import Plan
from campaign_cli.model.schedule import Booking, Schedule, Status, in_order
from campaign_cli.model.schedule.fairness import Measure, Yardstick, measured
from campaign_cli.scheduling.grid.places import Barred
from campaign_cli.scheduling.limits import Patience
from campaign_cli.scheduling.programme.columns_and_rows import Arrays
from campaign_cli.scheduling.programme.deviations import Has, Spread, had, spread
from campaign_cli.scheduling.programme.incumbent import held, standing
from campaign_cli.scheduling.programme.named_people import people
from campaign_cli.scheduling.programme.tolerance import ALMOST
from campaign_cli.scheduling.questions.certificates import (
    Best,
    Certificate,
    copied,
    least_uneven,
    priced,
    settled,
)
from campaign_cli.scheduling.solving.highs import Answer, relax, solve
from campaign_cli.scheduling.solving.settled_schedule import served
from campaign_cli.scheduling.solving.when_and_where import Settled, whole_bound
from campaign_cli.scheduling.solving.who_serves import Who, servings_of
from campaign_cli.scheduling.splitting.stages import programme

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


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
            return settled(measure)
        bigger = copied(self.frame.programme)
        columns = spread(bigger, measure, has, total_settled=yardstick.whole)
        choices = set(self.frame.choices.values())
        alone = all(choices.issuperset(one.columns) for one in has.values())
        search = _Search(self, measure, bigger.frozen(), columns, mattering, chosen_alone=alone)
        return search.certificate(patience)

    def _of_people(self, measure: Measure, patience: Patience) -> Certificate:
        """First name other people for the same events; only then move events, too."""
        least = least_uneven(measure)
        if (measure.largest, measure.total) == least:
            return Certificate(measure, Best(least[0], least[0]), Best(least[1], least[1]))
        found = [measure, *self.others_serving(measure, self.bookings, patience)]
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

    def others_serving(
        self, measure: Measure, bookings: Bookings, patience: Patience
    ) -> Iterator[Measure]:
        """Yield the measures of the same events with other people, as even as can be."""
        pools = measure.yardstick.pools
        asked = list(servings_of(self.plan, self.frame.grid, bookings, pools))
        who = Who(self.plan, self.frame.grid, pools, asked)
        has = {name: Has() for name in measure.yardstick.weights}
        for able in who.columns:
            for name, column in able.items():
                has[name].columns[column] += 1
        columns = spread(who.programme, measure, has, total_settled=True)
        for price in ((columns.largest,), columns.each):
            arrays = priced(who.programme.frozen(), price)
            answer = solve(arrays, arrays.lower, arrays.upper, patience)
            if answer.values is None:
                continue
            result = list(bookings)
            for serving, members in who.members(Settled(answer.proved, values=answer.values)):
                booking = result[serving.booking]
                served_by = {**booking.people, serving.pool.id: members}
                result[serving.booking] = replace(booking, people=served_by)
            yield self.measured(measure.yardstick, tuple(result))

    def _people_search(self, measure: Measure) -> "_Search":
        """Return the search in which everyone has columns of their own."""
        bigger = replace(self.frame, programme=copied(self.frame.programme))
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
        return _Search(self, measure, bigger.programme.frozen(), columns)

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


Tried = tuple[Answer, int]
"""What a step found, and the bound in units that it proves."""
_NOTHING: Tried = (Answer(proved=False), 0)


def _bound(answer: Answer, below: int) -> int:
    """Return the bound that a search for anything below a price proves."""
    if not answer.proved:
        return min(below, whole_bound(answer.bound))
    return below if answer.price is None else round(answer.price)


class _Search:
    """One measure's programme, searched for the least of its largest deviation and its total."""

    def __init__(
        self,
        bests: Bests,
        measure: Measure,
        arrays: Arrays,
        columns: Spread,
        mattering: frozenset[int] = frozenset(),
        *,
        chosen_alone: bool = False,
    ) -> None:
        self.bests = bests
        self.measure = measure
        self.arrays = arrays
        self.columns = columns
        self.mattering = mattering
        self.chosen_alone = chosen_alone
        """Whether nothing matters but which wards are chosen."""
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
        arrays = priced(self.arrays, price)
        unit, least = self.columns.unit, 0
        for step in (self._alone, self._near, self._relaxed, self._whole):
            if now / unit - least < 1 - ALMOST or not patience.left:
                break
            answer, exact = step(arrays, ceil(now / unit), least, patience)
            if answer.values is not None and self._met(answer.values, patience):
                now = min(now, *(asked(one) for one in self.met))
            least = max(least, exact)
        bound = least * unit
        return Best(now, now if now - bound < unit else bound)

    def _alone(self, arrays: Arrays, below: int, _: int, patience: Patience) -> Tried:
        """Bound by the rows of the columns that matter alone: few, and often all that bind."""
        if not self.mattering:
            return _NOTHING
        own = self._own(arrays)
        answer = solve(own, own.lower, own.upper, patience.share(0.25), below=below)
        return Answer(proved=False), _bound(answer, below)

    def _near(self, arrays: Arrays, below: int, least: int, patience: Patience) -> Tried:
        """Keep every event that does not matter where it is."""
        if not self.mattering:
            return _NOTHING
        bests = self.bests
        lower, upper = held(bests.frame, arrays, bests.columns, self.mattering)
        return solve(arrays, lower, upper, patience.share(0.5), below=below, enough=least), 0

    def _relaxed(self, arrays: Arrays, _below: int, _least: int, patience: Patience) -> Tried:
        """Bound by the relaxation."""
        relaxed = relax(arrays, patience.share(0.5))
        least = whole_bound(relaxed.bound) if relaxed.values is not None else 0
        return Answer(proved=False), least

    def _whole(self, arrays: Arrays, below: int, least: int, patience: Patience) -> Tried:
        """Search the whole programme."""
        answer = solve(arrays, arrays.lower, arrays.upper, patience, below=below, enough=least)
        return answer, _bound(answer, below)

    def _own(self, arrays: Arrays) -> Arrays:
        """Return the programme of those rows that have no column but those that matter."""
        import numpy as np

        frame = self.bests.frame
        own = np.zeros(len(arrays.prices), dtype=np.bool_)
        own[self.columns.first :] = True
        own[list(frame.choices.values())] = True
        if not self.chosen_alone:
            for event in self.mattering:
                own[frame.columns[event].start : frame.columns[event].stop] = True
        rows = np.repeat(np.arange(len(arrays.row_lower)), np.diff(arrays.starts))
        foreign = np.bincount(rows, weights=~own[arrays.indices], minlength=len(arrays.row_lower))
        row_lower, row_upper = arrays.row_lower.copy(), arrays.row_upper.copy()
        row_lower[foreign > 0], row_upper[foreign > 0] = -np.inf, np.inf
        return replace(arrays, row_lower=row_lower, row_upper=row_upper)

    def _met(self, values: "Floats", patience: Patience) -> bool:
        """Measure the schedule of a solution."""
        bests = self.bests
        people = served(bests.plan, bests.frame, values, patience)
        if people is None:
            return False
        bookings = in_order(bests.plan, people.bookings)
        if self.measure.yardstick.what == "servings":
            self.met += bests.others_serving(self.measure, bookings, patience.at_least(1.0))
        else:
            self.met.append(bests.measured(self.measure.yardstick, bookings))
        return True
