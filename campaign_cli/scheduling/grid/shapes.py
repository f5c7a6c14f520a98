"""What activities may take of time, things and venues: wide enough to hold all their places."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence

from campaign_cli.model.plan import Activity, Plan
from campaign_cli.scheduling.grid.events import Event
from campaign_cli.scheduling.grid.slots import Grid


def node(event: Event) -> Hashable:
    """Return what stands for an event where events are joined: its only ward, else itself."""
    return event.wards[0] if len(event.wards) == 1 else event.key


class Shapes:
    """The slots that activities may take, and those in which things and venues are contested."""

    def __init__(self, plan: Plan, grid: Grid, events: Sequence[Event]) -> None:
        self.plan = plan
        self.grid = grid
        self._masks: dict[str, int] = {}
        self.scarce = self._scarce(events)
        """By resource of equal things: the slots in which there may be too few."""
        self.users: dict[str, dict[Hashable, int]] = defaultdict(dict)
        """By venue: the slots that each node may use it in."""
        self.askers: dict[str, dict[Hashable, int]] = defaultdict(dict)
        """By resource: the slots that each node may ask for it in."""
        for event in events:
            for venue in event.venues:
                if venue is not None:
                    self._note(self.users[venue], event)
            for demand in event.demands:
                self._note(self.askers[demand.resource], event)

    def _note(self, taken: dict[Hashable, int], event: Event) -> None:
        taken[node(event)] = taken.get(node(event), 0) | self.mask(event.activity)

    def mask(self, activity: Activity) -> int:
        """Return every slot that an event of `activity` may take."""
        if activity.id not in self._masks:
            taken = 0
            for start in self.grid.starts(activity):
                taken |= start.mask
            self._masks[activity.id] = taken
        return self._masks[activity.id]

    def whole_days(self, mask: int) -> int:
        """Return all slots of the days of which `mask` takes any."""
        block, days = (1 << self.grid.width) - 1, 0
        for day in range(len(self.grid.days)):
            here = block << (day * self.grid.width)
            if mask & here:
                days |= here
        return days

    def _scarce(self, events: Sequence[Event]) -> dict[str, int]:
        asked: dict[str, Counter[int]] = defaultdict(Counter)
        for event in events:
            for demand in event.demands:
                asked[demand.resource][self.mask(event.activity)] += demand.count
        slots = range(len(self.grid.days) * self.grid.width)
        return {
            id_: sum(
                1 << slot
                for slot in slots
                if sum(count for mask, count in asked[id_].items() if mask >> slot & 1)
                > resource.quantity
            )
            for id_, resource in self.plan.resources.items()
            if not resource.named
        }
