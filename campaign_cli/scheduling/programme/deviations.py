"""How far from even a programme's solutions are: what each ward or person has, as rows."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import gcd

from campaign_cli.model.schedule import Booking
from campaign_cli.model.schedule.fairness import Measure, Yardstick, counted_for, handed_out
from campaign_cli.scheduling.grid.events import Event
from campaign_cli.scheduling.grid.places import Place
from campaign_cli.scheduling.programme.columns_and_rows import Programme
from campaign_cli.scheduling.programme.frame import Frame

COARSE = 100_000
"""The most that one event may have of the unit: larger values are beyond the solver's accuracy."""


@dataclass(slots=True)
class Has:
    """What one ward or person has: so much whatever is chosen, and so much for each column."""

    settled: int = 0
    columns: Counter[int] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Spread:
    """The columns that hold the deviations, in `unit`s, each and the largest."""

    unit: Fraction
    first: int
    """The first of the columns that were added."""
    each: tuple[int, ...]
    largest: int


def had(frame: Frame, yardstick: Yardstick) -> tuple[dict[str, Has], frozenset[int]]:
    """Return what each ward has by the columns of a programme, and the events that matter to it."""
    has = {name: Has() for name in yardstick.weights}
    for name, amount in handed_out(frame.plan, yardstick).items():
        has[name].settled += amount
    mattering = set()
    for event in frame.events:
        amounts = [
            (column, _amounts(frame, yardstick, event, place))
            for column, place in frame.placed(event)
        ]
        if not amounts:
            continue
        first = amounts[0][1]
        alike = all(amount == first for _, amount in amounts)
        choice = frame.choices.get((event.activity.id, event.member))
        if alike and (choice is None or not event.chosen):
            for name, number in first.items():
                has[name].settled += number
        elif any(amount for _, amount in amounts):
            mattering.add(event.index)
            if alike and choice is not None:
                amounts = [(choice, first)]
            for column, each in amounts:
                for name, number in each.items():
                    has[name].columns[column] += number
    return has, frozenset(mattering)


def _amounts(frame: Frame, yardstick: Yardstick, event: Event, place: Place) -> Counter[str]:
    start, grid = place.start, frame.grid
    amounts: Counter[str] = Counter()
    for activity in (event.activity, *event.inside):
        booking = Booking(
            activity=activity.id,
            member=event.member,
            number=event.number,
            wards=event.wards,
            dates=tuple(grid.days[day] for day in start.days),
            session=grid.sessions[start.session],
            sessions=start.sessions,
        )
        for name, amount in counted_for(frame.plan, yardstick, booking):
            amounts[name] += amount
    return amounts


def unit_of(yardstick: Yardstick, has: Iterable[Has]) -> Fraction:
    """Return the unit in which deviations are whole: exactly, but for large sums of money."""
    everyone = tuple(has)
    amounts = [amount for one in everyone for amount in one.columns.values() if amount]
    exact = Fraction(1)
    if not yardstick.whole:
        weights = yardstick.weights.values()
        weighed = sum(weights) // (gcd(*weights) or 1) or len(yardstick.weights)
        exact = Fraction(gcd(*amounts, *(one.settled for one in everyone)) or 1, weighed)
    return max(exact, Fraction(max(amounts, default=1), COARSE))


def spread(
    programme: Programme, measure: Measure, has: Mapping[str, Has], *, total_settled: bool
) -> Spread:
    """Add columns for how far each is from its even share, and for the farthest of them.

    `total_settled`: what all have together is the same in every solution, and so are the even
    shares; otherwise these follow the total.
    """
    unit = unit_of(measure.yardstick, has.values())
    weights = measure.yardstick.weights
    if not any(weights.values()):
        weights = dict.fromkeys(weights, 1)
    weighed = sum(weights.values())
    even = {share.id: share.even for share in measure.shares}
    first, total = programme.width, -1
    if not total_settled:
        total = programme.column()
        sums: Counter[int] = Counter()
        for one in has.values():
            sums.update(one.columns)
        settled = sum(one.settled for one in has.values())
        programme.row(
            None,
            [total, *sums],
            [1.0, *(-float(Fraction(amount) / unit) for amount in sums.values())],
            lower=float(settled / unit),
            upper=float(settled / unit),
        )
    largest = programme.column()
    each = []
    for name, one in has.items():
        off = programme.column()
        each.append(off)
        columns = list(one.columns)
        values = [float(Fraction(amount) / unit) for amount in one.columns.values()]
        aim = Fraction(-one.settled)
        if total_settled:
            aim += even[name]
        else:
            columns.append(total)
            values.append(-float(Fraction(weights[name], weighed)))
        programme.row(None, [*columns, off], [*values, -1.0], upper=float(aim / unit))
        programme.row(None, [*columns, off], [*values, 1.0], lower=float(aim / unit))
        programme.row(None, [largest, off], [1.0, -1.0], lower=0)
    return Spread(unit, first, tuple(each), largest)
