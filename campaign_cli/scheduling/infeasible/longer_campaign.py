"""A campaign that begins earlier or ends later, by as few days as do.

The elastic programme knows the days of the campaign alone. Beyond them the plan itself is tried.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from functools import partial

from campaign_cli.model.plan import Plan
from campaign_cli.model.repair import PRICES, Change
from campaign_cli.scheduling.infeasible.conflicts import Conflict

MOST = 32
"""Days by which a campaign is made longer at the most."""

Does = Callable[[Sequence[Change]], bool]
"""Whether the plan works with these changes."""


def lengthenings(
    plan: Plan, conflicts: Sequence[Conflict], does: Does
) -> Iterator[tuple[Change, ...]]:
    """Yield the changes by which the campaign is long enough, where its ends are in the way."""
    for later in (True, False):
        within = bounded(plan, conflicts, later=later)
        if not within:
            continue
        # The campaign's own days first; then all those on which events may lie.
        around = partial(_with_what_is_around, plan, within, later)
        for ways in (partial(extended, plan, later), around):
            found = _fewest(ways, does)
            if found:
                yield tuple(found)
                break


def _fewest(ways: Callable[[int], list[Change]], does: Does) -> list[Change]:
    """Return the changes of as few days as do; none: not as many as are tried."""
    if not does(ways(MOST)):
        return []
    days = 1
    while days < MOST and not does(ways(days)):
        days *= 2
    failing = days // 2
    while days - failing > 1:
        middle = (days + failing) // 2
        if does(ways(middle)):
            days = middle
        else:
            failing = middle
    return ways(days)


def bounded(plan: Plan, conflicts: Sequence[Conflict], *, later: bool) -> list[str]:
    """Return the activities in conflict that can be no later, or no earlier, in the campaign."""
    campaign = plan.campaign
    about = {one.path[1] for lines in conflicts for one in lines if one.path[0] == "activity"}
    return sorted(
        id_
        for id_ in about
        if (
            plan.activities[id_].last >= campaign.end
            if later
            else plan.activities[id_].first <= campaign.start
        )
    )


def _moved(plan: Plan, key: str, days: int, *, paid: bool = True) -> Change:
    was: date = getattr(plan.campaign, key)
    price = PRICES[key] * abs(days) if paid else 0
    return Change(path=("campaign", key), was=was, value=was + timedelta(days=days), price=price)


def extended(plan: Plan, later: bool, days: int) -> list[Change]:
    """Return that the campaign itself is so many days longer, and what must not lie inside it."""
    campaign = plan.campaign
    if later:
        changes = [_moved(plan, "end", days)]
        if campaign.end < campaign.wind_up < campaign.end + timedelta(days=days):
            beyond = (campaign.end + timedelta(days=days) - campaign.wind_up).days
            changes.append(_moved(plan, "wind_up", beyond, paid=False))
        return changes
    changes = [_moved(plan, "start", -days)]
    if campaign.start - timedelta(days=days) < campaign.prepare_from < campaign.start:
        beyond = (campaign.prepare_from - campaign.start).days + days
        changes.append(_moved(plan, "prepare_from", -beyond, paid=False))
    return changes


def _with_what_is_around(
    plan: Plan, bounded: Sequence[str], later: bool, days: int
) -> list[Change]:
    """Return that events may lie so many days beyond, and that those in conflict do."""
    campaign = plan.campaign
    key, own, sign = ("wind_up", "to", 1) if later else ("prepare_from", "from", -1)
    edge = campaign.wind_up if later else campaign.prepare_from
    changes = [_moved(plan, key, sign * days)]
    for id_ in bounded:
        activity = plan.activities[id_]
        was = activity.last if later else activity.first
        value = edge + timedelta(days=sign * days)
        price = PRICES[own] * abs((value - was).days)
        changes.append(Change(path=("activity", id_, own), was=was, value=value, price=price))
    return changes
