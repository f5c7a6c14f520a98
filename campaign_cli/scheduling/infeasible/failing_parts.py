"""The independent parts of an impossible plan that are impossible: only they are looked at."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from campaign_cli.model.plan import Plan
from campaign_cli.model.plan.demand import shared_pools
from campaign_cli.scheduling.grid.events import Event, asked_events
from campaign_cli.scheduling.grid.part import Part
from campaign_cli.scheduling.grid.places import Barred
from campaign_cli.scheduling.limits import Patience
from campaign_cli.scheduling.solving.when_and_where import possible
from campaign_cli.scheduling.splitting.parts import parts
from campaign_cli.scheduling.splitting.stages import programme


def divided(plan: Plan) -> tuple[Part | None, ...]:
    """Return the independent parts of `plan`; None alone where it is one."""
    return parts(plan, asked_events(plan)) or (None,)


def failing(plan: Plan, patience: Patience) -> tuple[Part | None, ...]:
    """Return the parts of an impossible plan that have no schedule; all, where none is found."""
    divisions = divided(plan)
    if len(divisions) == 1:
        return divisions
    found = tuple(part for part in divisions if not _possible(plan, part, patience))
    return found or (None,)


def events_of(plan: Plan, part: Part | None) -> tuple[Event, ...]:
    """Return the events of a part, with those of others that stand in its wards."""
    return asked_events(plan) if part is None else asked_events(plan, part.own, part.guests)


@dataclass(frozen=True, slots=True)
class Known:
    """A plan, and which of its parts have no schedule: all others have one."""

    plan: Plan
    failing: tuple[Part | None, ...]

    def still(
        self, changed: Plan, patience: Patience, beside: Collection[Part | None] = ()
    ) -> tuple[Part | None, ...]:
        """Return the parts of a changed plan that have no schedule.

        Those that have nothing to do with what was changed are as they were; those that overlap
        `beside` are not looked at.
        """
        divisions = divided(changed)
        if len(divisions) == 1:
            return () if _possible(changed, divisions[0], patience) else divisions
        again = divided(self.plan)
        return tuple(
            part
            for part in divisions
            if part is not None
            and not _overlaps(part, beside)
            and not (part in again and part not in self.failing and self._same(changed, part))
            and not _possible(changed, part, patience)
        )

    def _same(self, changed: Plan, part: Part) -> bool:
        """Return whether nothing that a part's events look at was changed."""
        before, after = self.plan, changed
        for one in ("calendar", "budget", "groups", "supplies", "weights"):
            if getattr(before, one) != getattr(after, one):
                return False
        if before.campaign != after.campaign:
            return False
        events = events_of(after, part)
        activities = {one.id for event in events for one in (event.activity, *event.inside)}
        pools = {one.resource for event in events for one in event.demands}
        for together in shared_pools(after):
            if any(one.id in pools for one in together):
                pools.update(one.id for one in together)
        venues = {one for event in events for one in event.venues if one is not None}
        return (
            _alike(before.activities, after.activities, activities)
            and _alike(before.resources, after.resources, pools)
            and _alike(before.venues, after.venues, venues)
            and _alike(before.wards, after.wards, part.wards)
        )


def _alike(before: Mapping[str, object], after: Mapping[str, object], ids: Iterable[str]) -> bool:
    return all(before.get(one) == after.get(one) for one in ids)


def _overlaps(part: Part, others: Iterable[Part | None]) -> bool:
    return any(one is not None and not part.own.isdisjoint(one.own) for one in others)


def _possible(plan: Plan, part: Part | None, patience: Patience) -> bool:
    """Return whether a part is proved to have a schedule."""
    if not patience.left:
        return False
    built = programme(plan, part)
    if isinstance(built, Barred):
        return False
    return possible(built, built.programme.frozen(), patience) is True


def joined(lists: Sequence[Sequence[int]], most: int) -> list[tuple[int, ...]]:
    """Return which repair of each part to join, cheapest first, as places in `lists` of prices.

    The cheapest of all parts, and then each other one of one part beside the cheapest of others.
    """
    best = tuple(0 for _ in lists)
    others = [
        (prices[place] - prices[0], (*best[:part], place, *best[part + 1 :]))
        for part, prices in enumerate(lists)
        for place in range(1, len(prices))
    ]
    return [best, *(one for _, one in sorted(others))][:most]
