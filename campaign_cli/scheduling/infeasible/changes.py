"""Steps of an elastic programme back into changes of a plan."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from campaign_cli.model.plan import Plan
from campaign_cli.model.repair import Change, Value
from campaign_cli.scheduling.grid.excluded_places import Key
from campaign_cli.scheduling.infeasible.priced_steps import Priced, Step, by_of, twentieth, word
from campaign_cli.support.diagnostic import Cause

Levels = Mapping[Step, int]
"""By how many steps each line gives way."""
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Changes that let the events looked at be held."""

    price: int
    changes: tuple[Change, ...]
    levels: Levels


def candidate(plan: Plan, programme: Priced, levels: Levels) -> Candidate:
    """Return the changes that steps come to."""
    changes = tuple(_changes(plan, programme, levels))
    return Candidate(sum(change.price for change in changes), changes, levels)


def _changes(plan: Plan, programme: Priced, levels: Levels) -> Iterator[Change]:
    """Yield the changes that the steps come to, those of one line in one where it is a list."""
    listed: dict[Cause, list[Key]] = defaultdict(list)
    in_order = sorted(levels.items(), key=lambda one: (one[0][0].path, str(one[0][1])))
    for (line, key), level in in_order:
        price = sum(int(programme.prices[column]) for column in programme.steps[line, key][:level])
        if word(line) in {"sessions", "days", "wards"}:
            listed[line].append(key)
        else:
            exact = programme.exact.get((line, key), {})
            enough = [one for step, one in exact.items() if step <= level]
            yield _change(plan, (line, key), level, enough, price)
    for line, keys in listed.items():
        price = sum(int(programme.prices[programme.steps[line, key][0]]) for key in keys)
        yield _list_change(plan, line, keys, price)


def _change(plan: Plan, step: Step, level: int, enough: list[int], price: int) -> Change:
    """Return the change of a date, a number or an entry."""
    line, key = step
    path = line.path
    was: Value | None
    value: Value | None
    match word(line):
        case "closed" | "open":
            assert isinstance(key, date)
            where = path if word(line) == "closed" else ("calendar", "open")
            return Change(path=where, was=None, day=key, price=price)
        case "fixed":
            return Change(path=path, was=None, price=price)
        case "from" | "to" | "ready":
            was = _day(plan, line)
            days = timedelta(days=level)
            value = was + days if word(line) == "to" else was - days
        case "choose":
            path = (*path, "choose")
            was = plan.activities[path[1]].targets.choose
            value = was - level if key == "fewer" else was + level
        case "capacity":
            was, value = plan.venues[path[1]].capacity, max(enough)
        case "audience":
            was, value = _audience(plan, line), min(enough) or None
        case _ if line.rule == "precedence":
            was = by_of(plan, line)
            value = was - level if level <= was else None
            path = path if value is None else (*path, "by")
        case _:
            path, was, each = _number(plan, line)
            value = was + level * each if each else level
    return Change(path=path, was=was, value=value, price=price)


def _day(plan: Plan, line: Cause) -> date:
    match line.path:
        case ("activity", id_, "from"):
            return max(plan.activities[id_].first, plan.campaign.prepare_from)
        case ("activity", id_, "to"):
            return min(plan.activities[id_].last, plan.campaign.wind_up)
        case (_, supply, _):
            ready = plan.supplies[supply].ready
            assert ready is not None
            return ready
        case _:
            raise AssertionError(line)


def _audience(plan: Plan, line: Cause) -> int | None:
    activity = plan.activities[line.path[1]]
    if line.path[2] == "in":
        return activity.overrides[line.path[3]].audience
    return activity.audience


def _number(plan: Plan, line: Cause) -> tuple[tuple[str, ...], int, int]:
    """Return the path of a number, the number, and what a step adds to it; 0: steps are counted."""
    path = line.path
    if path[0] == "budget":
        each = twentieth(plan, line)
        if path[1] == "limit":
            return path, plan.budget.limit or 0, each
        return (*path, "amount"), plan.budget.sources[path[2]].amount, each
    if path[0] == "supply":
        return path, plan.supplies[path[1]].quantity, twentieth(plan, line)
    if path[0] == "resource":
        pool = plan.resources[path[1]]
        known = {
            "quantity": (pool.quantity, 1),
            "max_per_day": (pool.max_per_day or 0, 1),
            "members": (len(pool.members), 0),
        }
    else:
        activity = plan.activities[path[1]]
        known = {
            "apart": (activity.apart, -1),
            "times": (activity.times, -1),
            "per_group": (activity.targets.per_group or 0, 1),
        }
    return (path, *known[path[-1]])


def _list_change(plan: Plan, line: Cause, keys: Sequence[Key], price: int) -> Change:
    """Return the change of a list: sessions, days of the week, wards."""
    path = line.path
    match word(line):
        case "sessions":
            has = plan.activities[path[1]].sessions
            order = [session.id for session in plan.calendar.sessions]
            value = tuple(one for one in order if one in has or one in keys)
            return Change(path=path, was=has, value=value, price=price)
        case "wards":
            members = plan.activities[path[1]].targets.members
            value = tuple(one for one in members if one not in keys)
            return Change(path=(*path, "wards"), was=members, value=value, price=price)
        case _:
            days = (
                plan.resources[path[1]].members[path[3]].days
                if path[0] == "resource"
                else plan.activities[path[1]].days
            ) or frozenset()
            more = days | {key for key in keys if isinstance(key, int)}
            return Change(
                path=path,
                was=tuple(WEEKDAYS[day] for day in sorted(days)),
                value=tuple(WEEKDAYS[day] for day in sorted(more)),
                price=price,
            )
