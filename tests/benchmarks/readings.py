"""What the lines of a conflict may mean, where a path stands for several lines of a plan."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations, product

from benchmarks.lines import Line, Path
from campaign_cli.model.plan import Closing, Plan


def readings(plan: Plan, conflict: Sequence[Line]) -> Iterator[tuple[Line, ...]]:
    """Yield every way to read a conflict's lines, those that read least into them first.

    A bound of the campaign is that of some activities which have none of their own; a list of
    closings or of what comes before, some of the list: as many as it is named times, or more.
    """
    held = [path[1] for rule, path in conflict if rule == "chosen-count" and len(path) == 2]
    ways: list[list[tuple[Line, ...]]] = []
    for line, times in Counter(conflict).items():
        some = list(_meant(plan, line, held))
        ways.append(
            [part for count in range(times, len(some) + 1) for part in combinations(some, count)]
        )
    found = [tuple(dict.fromkeys(line for part in way for line in part)) for way in product(*ways)]
    yield from sorted(found, key=len)


def _meant(plan: Plan, line: Line, held: Sequence[str]) -> Iterator[Line]:
    rule, path = line
    match path:
        case ("campaign", bound):
            key = "from" if bound in {"start", "prepare_from"} else "to"
            for one in map(plan.activities.__getitem__, held):
                if (one.first, one.last)[key == "to"] == _bounds(plan)[key]:
                    yield rule, ("activity", one.id, key)
        case ("activity", id_, "after"):
            yield from ((rule, (*path, one.activity)) for one in plan.activities[id_].after)
        case (*_, "closed"):
            count = len(_closings(plan, path))
            yield from ((rule, (*path, str(number))) for number in range(count))
        case _:
            yield line


def _bounds(plan: Plan) -> dict[str, date]:
    """Return when an activity begins and ends that does not say so."""
    return {"from": plan.campaign.start, "to": plan.campaign.end}


def _closings(plan: Plan, path: Path) -> tuple[Closing, ...]:
    match path:
        case ("ward", id_, _):
            return plan.wards[id_].closings
        case ("venue", id_, _):
            return plan.venues[id_].closings
        case ("resource", id_, "members", member, _):
            return plan.resources[id_].members[member].closings
        case _:
            return plan.calendar.closings
