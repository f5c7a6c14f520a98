"""Resources' load: how much of each is in use, day by day, and how often each person serves."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from campaign_cli.console.layout.day_grid import Row, drawn
from campaign_cli.console.layout.terminal import Screen
from campaign_cli.console.month.wards import frame_of
from campaign_cli.console.month.words import Month, heading, month_of, next_step
from campaign_cli.model.plan import Resource
from campaign_cli.model.plan.days import week_of, weeks
from campaign_cli.model.schedule import Booking
from campaign_cli.support.text import clean

if TYPE_CHECKING:
    from rich.console import RenderableType

    from campaign_cli.app import Made


def show(screen: Screen, made: "Made") -> None:
    """Show the load of every resource."""
    month = month_of(made, screen.language)
    screen.show(heading(month), *parts(month, screen.width()))
    person = next((one for pool in month.plan.resources.values() for one in pool.members), "ID")
    screen.note(
        next_step(screen.language, f"campaign checklist --person {person}", "campaign show week")
    )


def parts(month: Month, width: int) -> "Iterator[RenderableType]":
    """Yield the grid of all resources, and how full each is at most."""
    from rich.text import Text

    language = month.language
    if not month.plan.resources:
        yield Text(language.text("the plan has no resources"), style="dim")
        return
    yield from drawn(frame_of(month, width), list(_rows(month)))
    yield Text(
        language.text("each day: the most in use at a time; of people, their events; Σ: all events")
    )
    yield Text(language.text("!: all there is is in use"))


def as_json(month: Month) -> list[dict[str, Any]]:
    """Return each resource's use by day, week and person."""
    answer = []
    for pool in month.plan.resources.values():
        used = peaks(month, pool)
        by_week = [0] * weeks(month.plan)
        for one in _users(month, pool):
            by_week[week_of(month.plan, one.first)] += 1
        answer.append(
            {
                "id": pool.id,
                "name": pool.name,
                "available": pool.quantity,
                "days": {day.isoformat(): most for day, most in sorted(used.items())},
                "events_by_week": by_week,
                "people": {member: len(_serves(month, pool, member)) for member in pool.members},
            }
        )
    return answer


def peaks(month: Month, pool: Resource) -> dict[date, int]:
    """Return for each day the most of `pool` in use in one session."""
    used: dict[tuple[date, int], int] = {}
    for one in _users(month, pool):
        amount = len(one.people.get(pool.id, ())) or one.things.get(pool.id, 0)
        first = month.order[one.session]
        for day in one.dates:
            for session in range(first, first + one.sessions):
                used[day, session] = used.get((day, session), 0) + amount
    most: dict[date, int] = {}
    for (day, _), amount in used.items():
        most[day] = max(most.get(day, 0), amount)
    return most


def _rows(month: Month) -> Iterator[Row]:
    language = month.language
    for pool in month.plan.resources.values():
        name = f"{clean(pool.name)} ({language.number(pool.quantity)})"
        cells = {
            day: (f"{most}!" if most >= pool.quantity else str(most), "bold")
            for day, most in peaks(month, pool).items()
        }
        yield Row(name, cells, str(len(_users(month, pool))), "bold")
        for member in pool.members.values():
            serves = _serves(month, pool, member.id)
            counts: dict[date, int] = {}
            for one in serves:
                for day in one.dates:
                    counts[day] = counts.get(day, 0) + 1
            yield Row(
                f"  {clean(member.name)}",
                {day: (str(number), "cyan") for day, number in counts.items()},
                str(len(serves)),
            )


def _users(month: Month, pool: Resource) -> list[Booking]:
    return [
        one for one in month.schedule.bookings if pool.id in one.people or pool.id in one.things
    ]


def _serves(month: Month, pool: Resource, member: str) -> list[Booking]:
    return [one for one in month.schedule.bookings if member in one.people.get(pool.id, ())]
