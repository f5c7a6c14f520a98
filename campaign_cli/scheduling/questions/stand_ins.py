"""Who could stand in for whom: everyone's diary, and sharing out the events of a day."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from campaign_cli.model.plan import Resource
from campaign_cli.scheduling.grid.slots import Grid
from campaign_cli.scheduling.solving.who_serves import Serving


@dataclass(frozen=True, slots=True)
class Need:
    """One event that has to have somebody else: when, and who may."""

    event: str
    mask: int
    able: tuple[str, ...]


class Diary:
    """When everyone serves, and how often they may a day; or when venues are taken."""

    def __init__(
        self,
        grid: Grid,
        pools: Sequence[Resource] = (),
        serves: Mapping[str, Sequence[Serving]] | None = None,
    ) -> None:
        self.grid = grid
        self.masks: dict[str, list[int]] = defaultdict(list)
        for name, servings in (serves or {}).items():
            self.masks[name] += [serving.mask for serving in servings]
        self.most = {
            member: min(
                pool.max_per_day
                for pool in pools
                if member in pool.members and pool.max_per_day is not None
            )
            for pool in pools
            for member in pool.members
            if any(other.max_per_day is not None for other in pools if member in other.members)
        }

    def free(self, name: str, mask: int, also: Sequence[int] = ()) -> bool:
        """Return whether `name` may take `mask`, too, beside what is `also` given to it."""
        taken = [*self.masks[name], *also]
        if any(mask & one for one in taken):
            return False
        most = self.most.get(name)
        return most is None or all(
            sum(1 for one in taken if on(self.grid, one, day)) < most
            for day in range(len(self.grid.days))
            if on(self.grid, mask, day)
        )


def on(grid: Grid, mask: int, day: int) -> bool:
    """Return whether slots of `mask` lie on a day."""
    return bool(mask >> day * grid.width & (1 << grid.width) - 1)


def busiest(grid: Grid, masks: Iterable[int]) -> int | None:
    """Return the day with the most events, the first of several."""
    days: Counter[int] = Counter()
    for mask in masks:
        days.update(day for day in range(len(grid.days)) if on(grid, mask, day))
    return min(days, key=lambda day: (-days[day], day), default=None)


def left_without(needs: Sequence[Need], diary: Diary) -> tuple[str, ...]:
    """Return the fewest events for which there is nobody, the needs being shared out.

    There are as many as one person serves in a day, so every way is tried.
    """
    best: list[str] | None = None

    def share(place: int, given: dict[str, list[int]], left: list[str]) -> None:
        nonlocal best
        if best is not None and len(left) >= len(best):
            return
        if place == len(needs):
            best = list(left)
            return
        need = needs[place]
        for name in need.able:
            also = given.get(name, [])
            if diary.free(name, need.mask, also):
                share(place + 1, {**given, name: [*also, need.mask]}, left)
                if best is not None and len(left) >= len(best):
                    return
        share(place + 1, given, [*left, need.event])

    share(0, {}, [])
    return tuple(best or ())
