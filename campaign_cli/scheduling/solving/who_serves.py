"""Who serves, given when and where: for each set of pools that share people, over the whole month.

Two preferences are priced: member-balance (a person's events above the even share, rounded up)
and member-travel (changes of ward within a day).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from campaign_cli.model.plan import Plan, Resource
from campaign_cli.model.plan.demand import shared_pools
from campaign_cli.model.schedule import Booking
from campaign_cli.scheduling.grid.slots import Grid, slots_of
from campaign_cli.scheduling.limits import Patience
from campaign_cli.scheduling.programme.columns_and_rows import Programme
from campaign_cli.scheduling.programme.tolerance import HALF
from campaign_cli.scheduling.solving.highs import solve
from campaign_cli.scheduling.solving.when_and_where import Settled, whole_bound

Pools = tuple[Resource, ...]


@dataclass(frozen=True, slots=True)
class Serving:
    """What one booking asks of one pool, and where it takes those who serve."""

    booking: int
    pool: Resource
    count: int
    names: tuple[str, ...]
    mask: int
    place: str
    """The venue's ward, else the only ward; "" is the organiser's."""
    able: tuple[str, ...]
    """The members of the pool who are free then."""


@dataclass(frozen=True, slots=True)
class Named:
    """The bookings with their people, or what could not be named."""

    bookings: tuple[Booking, ...]
    proved: bool
    prices: Mapping[str, int] = field(default_factory=dict)
    impossible: tuple[int, ...] = ()
    """Where nobody can be named: bookings that cannot all be served together, none to spare."""


def named(plan: Plan, grid: Grid, bookings: Sequence[Booking], patience: Patience) -> Named:
    """Return `bookings` with the people who serve them; those that have people keep them."""
    result = list(bookings)
    proved = True
    prices: Counter[str] = Counter()
    for pools in shared_pools(plan):
        servings = [_kept(one, bookings) for one in servings_of(plan, grid, bookings, pools)]
        if not servings:
            continue
        programme = Who(plan, grid, pools, servings)
        settled = programme.settled(patience)
        if settled.values is None:
            if settled.proved:
                together = _smallest(plan, grid, pools, servings, patience)
                return Named(tuple(bookings), proved=True, impossible=together)
            return Named((), proved=False)
        proved &= settled.proved
        prices.update(programme.programme.paid(settled.values))
        for serving, members in programme.members(settled):
            booking = result[serving.booking]
            people = {**booking.people, serving.pool.id: members}
            result[serving.booking] = replace(booking, people=people)
    return Named(tuple(result), proved, prices)


def _kept(serving: Serving, bookings: Sequence[Booking]) -> Serving:
    """Return what a booking asks for, by name where it has its people already."""
    names = bookings[serving.booking].people.get(serving.pool.id)
    return replace(serving, names=names, count=len(names)) if names else serving


def _smallest(
    plan: Plan, grid: Grid, pools: Pools, servings: Sequence[Serving], patience: Patience
) -> tuple[int, ...]:
    """Return bookings that nobody can serve together; as far as patience lasts, none to spare.

    A deletion filter (Chinneck and Dravnieks 1991) that first tries to spare half of them at once.
    """
    free = replace(plan, weights={})
    kept = sorted({serving.booking for serving in servings})
    size = len(kept) // 2
    while size and patience.left:
        for first in range(0, len(kept), size):
            left = {*kept[:first], *kept[first + size :]}
            asked = [serving for serving in servings if serving.booking in left]
            if asked and Who(free, grid, pools, asked).settled(patience).impossible:
                kept = sorted(left)
                break
        else:
            size //= 2
    return tuple(kept)


def servings_of(
    plan: Plan, grid: Grid, bookings: Sequence[Booking], pools: Pools
) -> Iterator[Serving]:
    """Yield what bookings ask of a set of pools."""
    for index, booking in enumerate(bookings):
        activity = plan.activities[booking.activity]
        host = plan.host_activity(activity)
        window = host.window
        mask = grid.start_of(host, booking).mask
        for pool in pools:
            use = activity.uses.get(pool.id, 0)
            names = () if isinstance(use, int) else use
            count = use if isinstance(use, int) else len(use)
            if count:
                able = tuple(
                    member
                    for member in sorted(pool.members)
                    if window or not mask & grid.member_closed(member, activity.kind.id)
                )
                place = _place(plan, booking)
                yield Serving(index, pool, count, names, mask, place, able)


def _place(plan: Plan, booking: Booking) -> str:
    if booking.venue is not None:
        ward = plan.venues[booking.venue].ward
        if ward is not None:
            return ward
    return booking.wards[0] if len(booking.wards) == 1 else ""


class Who:
    """The programme of one set of pools: a column for each serving and person who may serve it."""

    def __init__(self, plan: Plan, grid: Grid, pools: Pools, servings: Sequence[Serving]) -> None:
        self.plan = plan
        self.grid = grid
        self.programme = Programme()
        self.servings = servings
        self.people = sorted({member for pool in pools for member in pool.members})
        self.columns: list[dict[str, int]] = []
        for serving in servings:
            able = serving.names or serving.able
            columns = {
                member: self.programme.column(
                    lower=1 if serving.names else 0, upper=1, integer=True
                )
                for member in able
            }
            self.columns.append(columns)
            self.programme.row(
                None, list(columns.values()), lower=serving.count, upper=serving.count
            )
        self.most = {
            member: min(
                (
                    pool.max_per_day
                    for pool in pools
                    if member in pool.members and pool.max_per_day is not None
                ),
                default=None,
            )
            for member in self.people
        }
        self._diaries()
        weight = plan.weights.get("member-balance", 0)
        if weight:
            with self.programme.paying("member-balance"):
                self._balance(weight)
        weight = plan.weights.get("member-travel", 0)
        if weight:
            with self.programme.paying("member-travel"):
                self._travel(weight)

    def _taken(self) -> dict[tuple[str, int], dict[int, list[int]]]:
        """Return the servings that may take each slot of each person's days."""
        taken: dict[tuple[str, int], dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
        for index, serving in enumerate(self.servings):
            for slot in slots_of(serving.mask):
                day, session = divmod(slot, self.grid.width)
                for member in self.columns[index]:
                    taken[member, day][session].append(index)
        return taken

    def _diaries(self) -> None:
        """One thing in a session, and not too many a day."""
        for (member, _), sessions in sorted(self._taken().items()):
            for _, indices in sorted(sessions.items()):
                if len(indices) > 1:
                    self.programme.row(
                        None, [self.columns[index][member] for index in indices], upper=1
                    )
            limit = self.most[member]
            today = sorted({index for indices in sessions.values() for index in indices})
            if limit is not None and limit < min(len(today), len(sessions)):
                self.programme.row(
                    None, [self.columns[index][member] for index in today], upper=limit
                )

    def _balance(self, weight: int) -> None:
        """Price each event of a person above the even share, rounded up."""
        share = -(-sum(serving.count for serving in self.servings) // len(self.people))
        for member in self.people:
            served = [columns[member] for columns in self.columns if member in columns]
            if len(served) > share:
                slack = self.programme.column(weight)
                values = [*([1.0] * len(served)), -1.0]
                self.programme.row(None, [*served, slack], values, upper=share)

    def _travel(self, weight: int) -> None:
        """Price each change of ward of a person between one event of a day and the next.

        For what begins in two sessions of a day, with nothing between: 1, unless both are in one
        place. What one person serves does not overlap, so it is in order of where it begins.
        """
        for (member, _), sessions in sorted(self._taken().items()):
            begins: dict[int, list[int]] = defaultdict(list)
            for index in sorted({index for indices in sessions.values() for index in indices}):
                begins[min(one for one in sessions if index in sessions[one])].append(index)
            for early, late in combinations(sorted(begins), 2):
                between = [
                    index for session in range(early + 1, late) for index in begins.get(session, ())
                ]
                self._change(member, begins[early], between, begins[late], weight)

    def _change(
        self, member: str, before: list[int], between: list[int], after: list[int], weight: int
    ) -> None:
        places = [{self.servings[index].place for index in side} for side in (before, after)]
        if len(places[0] | places[1]) == 1:
            return
        row = [self.columns[index][member] for index in (*before, *after, *between)]
        values = [*([1.0] * (len(before) + len(after))), *([-1.0] * len(between))]
        for place in sorted(places[0] & places[1]):
            stay = self.programme.column(upper=1)
            for side in (before, after):
                here = [
                    self.columns[index][member]
                    for index in side
                    if self.servings[index].place == place
                ]
                self.programme.row(None, [stay, *here], [1.0, *([-1.0] * len(here))], upper=0)
            row.append(stay)
            values.append(-1.0)
        row.append(self.programme.column(weight, upper=1))
        values.append(-1.0)
        self.programme.row(None, row, values, upper=1)

    def settled(self, patience: Patience) -> Settled:
        """Return who serves, proved the best unless patience ends first."""
        arrays = self.programme.frozen()
        answer = solve(arrays, arrays.lower, arrays.upper, patience)
        if answer.price is None:
            return Settled(answer.proved)
        price = round(answer.price)
        bound = price if answer.proved else min(price, whole_bound(answer.bound))
        return Settled(answer.proved, price, bound, answer.values)

    def members(self, settled: Settled) -> Iterable[tuple[Serving, tuple[str, ...]]]:
        """Yield who serves what."""
        assert settled.values is not None
        for serving, columns in zip(self.servings, self.columns, strict=True):
            yield (
                serving,
                tuple(
                    member
                    for member, column in sorted(columns.items())
                    if settled.values[column] > HALF
                ),
            )
