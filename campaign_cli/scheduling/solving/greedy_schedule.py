"""A schedule made event by event, each where it costs least by then: not good, but soon there.

What it holds to are the rules that most often bind: wards, places, things and people are taken by
one at a time, and what comes first is first. The programme's own rows judge it afterwards, and
what they refuse is left out there.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

from campaign_cli.model.plan import Plan
from campaign_cli.model.plan.days import week_of, weeks
from campaign_cli.scheduling.grid.events import Event
from campaign_cli.scheduling.grid.order import Key
from campaign_cli.scheduling.grid.places import Place
from campaign_cli.scheduling.grid.slots import Grid, Start
from campaign_cli.scheduling.limits import Patience
from campaign_cli.scheduling.programme.start_ranges import Pair, Ranges

GOLDEN = 0.6180339887
"""What wishes for no day is spread over its days by multiples of the golden section."""

PASSES = 2
"""How often each event that pays is given its cheapest place anew, a millisecond each."""

MOVING = 20
"""Up to how many events move for one that waits for them."""


@dataclass(frozen=True, slots=True)
class _Bound:
    """What the key of an event's start must be at least (or at most)."""

    of: Key
    least: int
    most: int


class Sketch:
    """Who and what is taken when, while events are placed one after the other."""

    def __init__(
        self,
        plan: Plan,
        ranges: Ranges,
        pairs: Sequence[Pair],
        aims: Mapping[int, int],
        turns: Mapping[int, float] | None = None,
    ) -> None:
        """Begin without any event; `aims`: near which start each is wanted, `turns`: who is first.

        Both go by the event's index; without them, wishes and how many starts there are tell.
        """
        self.plan = plan
        self.aims = aims
        self.turns = turns or {}
        self.ranges = ranges
        self.grid: Grid = ranges.grid
        self.events = ranges.events
        self.before: dict[int, list[Pair]] = defaultdict(list)
        self.behind: dict[int, list[Pair]] = defaultdict(list)
        for pair in pairs:
            self.before[pair.later].append(pair)
            self.behind[pair.earlier].append(pair)
        self.placed: dict[int, Place] = {}
        self.crews: dict[int, Mapping[str, list[str]]] = {}
        self._wards: dict[str, int] = defaultdict(int)
        self._venues: dict[str, int] = defaultdict(int)
        self._people: dict[str, int] = defaultdict(int)
        self._served: dict[tuple[str, int], int] = defaultdict(int)
        self._things: dict[tuple[str, int], int] = defaultdict(int)
        self._days: dict[tuple[str, int], int] = defaultdict(int)
        self._weeks: dict[tuple[str, int], int] = defaultdict(int)
        self._week = [week_of(plan, day) for day in self.grid.days]
        self._most_a_day = self._limits()
        self._shares = self._week_shares()

    def place(self, wanted: Callable[[Event], bool]) -> dict[int, Place]:
        """Return where each of the events `wanted` is placed; those for which nothing is free
        are left out.
        """
        events = {event.index: event for event in self.events if wanted(event)}
        waiting = {
            index: sum(1 for pair in self.before[index] if pair.earlier in events)
            for index in events
        }
        ready = [self._turn(event) for index, event in events.items() if not waiting[index]]
        heapify(ready)
        while ready:
            event = self.events[heappop(ready)[-1]]
            self._settle(event)
            for pair in self.behind[event.index]:
                if pair.later in events:
                    waiting[pair.later] -= 1
                    if not waiting[pair.later]:
                        heappush(ready, self._turn(events[pair.later]))
        return self.placed

    def cheapen(self, patience: Patience) -> None:
        """Give each event that pays its cheapest place anew, as long as there is time.

        Aims are where an average ward's events are: now each is looked at for itself.
        """
        self.aims = {}
        for _ in range(PASSES):
            if not self._cheapened(patience):
                break

    def _cheapened(self, patience: Patience) -> bool:
        """Look at each event that pays, the dearest first; return whether any moved."""
        paying = [
            (-paid, index)
            for index, place in self.placed.items()
            if (paid := self._paid(self.events[index], place.start))
        ]
        moved = False
        for _, index in sorted(paying):
            if not patience.left:
                break
            event, place, people = self.events[index], self.placed[index], self.crews[index]
            self._take_back(event)
            before = self._price(event, place.start)
            found = self._cheapest(event)
            if found is not None and self._price(event, found[0].start) < before:
                moved = True
                self._take(event, *found)
            else:
                self._take(event, place, people)
        return moved

    def _paid(self, event: Event, start: Start) -> int:
        """Return about how much more an event costs where it stands than it could."""
        return self._price(event, start) - int(self.ranges.prices(event).min())

    def _settle(self, event: Event) -> None:
        """Give an event a place; where what comes before it leaves it none, that moves."""
        if self._put(event):
            return
        before = {pair.earlier for pair in self.before[event.index]}
        moving = [self.events[index] for index in sorted(before) if index in self.placed]
        if not 0 < len(moving) <= MOVING:
            return
        old = [(one, self.placed[one.index], self.crews[one.index]) for one in moving]
        for one in moving:
            self._take_back(one)
        if self._put(event) and all(self._put(one) for one in moving):
            return
        for one in (event, *moving):
            if one.index in self.placed:
                self._take_back(one)
        for one, place, people in old:
            self._take(one, place, people)

    def _put(self, event: Event) -> bool:
        """Give an event its cheapest place, if there is one."""
        found = self._cheapest(event)
        if found is not None:
            self._take(event, *found)
        return found is not None

    def _take_back(self, event: Event) -> None:
        """Let an event have its place no more."""
        self._note(event, self.placed.pop(event.index), self.crews.pop(event.index), -1)

    def _turn(self, event: Event) -> tuple[bool, float, bool, int]:
        """Return what comes first: what is in order with others, what has few starts, what wishes
        for a day.
        """
        free = not self.before.get(event.index) and not self.behind.get(event.index)
        starts = self.turns.get(event.index, len(self.ranges.of(event)))
        return free, starts, not event.activity.prefer_on, event.index

    def _cheapest(self, event: Event) -> tuple[Place, dict[str, list[str]]] | None:
        """Return the cheapest place that is free, and the people who serve there."""
        bounds = list(self._bounds(event))
        closed = self._busy(event)
        best: tuple[Place, dict[str, list[str]]] | None = None
        least = float("inf")
        for wish, start in self._tried(event):
            if wish >= least:
                break
            if start.mask & closed:
                continue
            price = wish + self._crowded(event, start)
            if price >= least or not all(
                bound.least <= bound.of(start) <= bound.most for bound in bounds
            ):
                continue
            venue = next(
                (
                    venue
                    for venue in event.venues
                    if venue is None
                    or not start.mask
                    & (self._venues[venue] | self.ranges.venue_closed(event, venue))
                ),
                "",
            )
            if venue == "" or not self._enough(event, start):
                continue
            people = self._crew(event, start)
            if people is not None:
                best, least = (Place(start, venue), people), price
        return best

    def _tried(self, event: Event) -> Iterator[tuple[int, Start]]:
        """Yield its starts, near its aim, or else near its wish; what has neither is spread."""
        if event.index in self.aims:
            return self.ranges.near(event, self.aims[event.index])
        return self.ranges.ranked(event, event.index * GOLDEN % 1.0)

    def _bounds(self, event: Event) -> Iterator[_Bound]:
        """Yield what the events that are placed already ask of the start."""
        never = 1 << 40
        least: dict[object, tuple[Key, int]] = {}
        for pair in self.before[event.index]:
            place = self.placed.get(pair.earlier)
            if place is not None:
                known = least.get(pair.cause, (pair.late, -never))
                least[pair.cause] = pair.late, max(known[1], pair.early(place.start))
        yield from (_Bound(of, key, never) for of, key in least.values())
        most: dict[object, tuple[Key, int]] = {}
        for pair in self.behind[event.index]:
            place = self.placed.get(pair.later)
            if place is not None:
                known = most.get(pair.cause, (pair.early, never))
                most[pair.cause] = pair.early, min(known[1], pair.late(place.start))
        yield from (_Bound(of, -never, key) for of, key in most.values())

    def _busy(self, event: Event) -> int:
        """Return the slots in which the event cannot be, whoever serves and wherever it is."""
        busy = 0
        if event.takes_wards:
            for ward in event.wards:
                busy |= self._wards[ward]
        for demand in event.demands:
            for name in demand.names:
                busy |= self._people[name]
        return busy

    def _price(self, event: Event, start: Start) -> int:
        """Return what the start costs an event, beside all others that are placed."""
        return self.ranges.price(event, start) + self._crowded(event, start)

    def _crowded(self, event: Event, start: Start) -> int:
        """Return what the start costs beside other events of its wards."""
        weights, price = self.plan.weights, 0
        if event.takes_wards:
            each = weights.get("ward-day", 0)
            price += each * sum(
                1 for ward in event.wards for day in start.days if self._days[ward, day]
            )
        each, week = weights.get("week-balance", 0), self._week[start.first]
        return price + each * sum(
            1 for ward in event.wards if self._weeks[ward, week] >= self._shares[ward]
        )

    def _enough(self, event: Event, start: Start) -> bool:
        """Return whether there are things enough."""
        for demand in event.demands:
            resource = self.plan.resources[demand.resource]
            if not resource.named and any(
                self._things[resource.id, slot] + demand.count > resource.quantity
                for slot in self.ranges.slots(start.mask)
            ):
                return False
        return True

    def _crew(self, event: Event, start: Start) -> dict[str, list[str]] | None:
        """Return who serves for each pool; None where too few are free."""
        crew: dict[str, list[str]] = defaultdict(list)
        for demand in event.demands:
            pool = self.plan.resources[demand.resource]
            if not pool.named:
                continue
            taken = {member for members in crew.values() for member in members}
            free = [
                member
                for member in (demand.names or pool.members)
                if member not in taken
                and not start.mask & self._people[member]
                and self._may_serve(member, start)
                and not start.mask & self.ranges.member_closed(event, demand, member)
            ]
            if len(free) < demand.count:
                return None
            crew[pool.id].extend(free[: demand.count])
        return crew

    def _may_serve(self, member: str, start: Start) -> bool:
        most = self._most_a_day.get(member)
        return most is None or all(self._served[member, day] < most for day in start.days)

    def _take(self, event: Event, place: Place, people: Mapping[str, list[str]]) -> None:
        """Let the event have its place."""
        self.placed[event.index], self.crews[event.index] = place, people
        self._note(event, place, people, 1)

    def _note(
        self, event: Event, place: Place, people: Mapping[str, list[str]], times: int
    ) -> None:
        """Note what an event takes; `times` -1: what it takes no more."""
        start = place.start
        week = self._week[start.first]
        for ward in event.wards:
            self._weeks[ward, week] += times * event.weight
            if event.takes_wards:
                self._wards[ward] ^= start.mask
                for day in start.days:
                    self._days[ward, day] += times
        if place.venue is not None:
            self._venues[place.venue] ^= start.mask
        self._note_demands(event, start, people, times)

    def _note_demands(
        self, event: Event, start: Start, people: Mapping[str, list[str]], times: int
    ) -> None:
        for demand in event.demands:
            if not self.plan.resources[demand.resource].named:
                for slot in self.ranges.slots(start.mask):
                    self._things[demand.resource, slot] += times * demand.count
        for members in people.values():
            for member in members:
                self._people[member] ^= start.mask
                for day in start.days:
                    self._served[member, day] += times

    def _limits(self) -> dict[str, int]:
        """Return how many events a day each person may serve at most, where that is limited."""
        most: dict[str, int] = {}
        for pool in self.plan.resources.values():
            if pool.max_per_day is not None:
                for member in pool.members:
                    most[member] = min(pool.max_per_day, most.get(member, pool.max_per_day))
        return most

    def _week_shares(self) -> dict[str, int]:
        """Return how many events a week each ward has for nothing."""
        settled: dict[str, int] = defaultdict(int)
        for event in self.events:
            if event.activity.targets.form != "choose":
                for ward in event.wards:
                    settled[ward] += event.weight
        return {ward: -(-settled[ward] // weeks(self.plan)) for ward in self.plan.wards}
