"""That a plan works, and what can be asked about its month."""

from typing import TYPE_CHECKING, Any

from campaign_cli.console.layout.terminal import Screen
from campaign_cli.console.month.run_summary import quality
from campaign_cli.console.month.words import Month, heading, month_of
from campaign_cli.model.schedule import Booking
from campaign_cli.support.language import N_, counted, message

if TYPE_CHECKING:
    from rich.table import Table

    from campaign_cli.app import Made


def show(screen: Screen, made: "Made") -> None:
    """Say that the plan works, and show what to ask."""
    from rich.text import Text

    month = month_of(made, screen.language)
    said = message(
        "the plan works: {events}, {quality}",
        events=counted("{n} event", "{n} events", len(month.schedule.bookings)),
        quality=quality(month),
    )
    language = screen.language
    screen.show(
        heading(month),
        Text(language.say(said), style="bold green"),
        Text(f"\n{language.text('you may ask')}"),
        questions(month),
    )


def as_json(made: "Made") -> dict[str, Any]:
    """Return that the plan works, and how good its month is."""
    schedule = made.solved
    return {
        "format": 1,
        "revision": schedule.revision,
        "status": str(schedule.status),
        "price": schedule.price,
        "bound": schedule.bound,
        "prices": dict(schedule.prices),
    }


def questions(month: Month) -> "Table":
    """Return what can be typed, with the plan's own ids, and what it tells."""
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(style="dim")
    for line, meaning in _questions(month):
        table.add_row(Text(f"  {line}", style="bold"), month.language.text(meaning))
    return table


def _questions(month: Month) -> list[tuple[str, str]]:
    plan = month.plan
    asked: list[tuple[str, str]] = []
    events = [one for one in month.solved() if one.within is None and not one.fixed]
    first = next((one for one in events if one.member), next(iter(events), None))
    if first is not None:
        day = _another_day(month, first)
        asked += [
            (f"campaign explain {first.id}", N_("what holds this event where it is")),
            (f"campaign explain {first.id} --at {day}", N_("what another day would cost")),
        ]
    chosen = next(
        (one for one in events if plan.activities[one.activity].targets.form == "choose"), None
    )
    if chosen is not None:
        targets = plan.activities[chosen.activity].targets
        hosts = {one.member for one in events if one.activity == chosen.activity}
        other = next((one for one in targets.members if one not in hosts), None)
        if other is not None:
            line = f"campaign explain {chosen.id} --ward {other}"
            asked.append((line, N_("why this ward was chosen, and not that one")))
    ward = next(iter(plan.wards), None)
    if ward is not None:
        asked.append((f"campaign explain {ward}", N_("how loaded a ward is, and what it blocks")))
    for pool in plan.resources.values():
        asked.append((f"campaign explain {pool.id}", N_("the same of a pool of people or things")))
        break
    return asked


def _another_day(month: Month, booking: Booking) -> str:
    """Return a day near the event's own on which other events are."""
    days = sorted(
        {one.first for one in month.solved()} - {booking.first},
        key=lambda day: (abs((day - booking.first).days), day),
    )
    return f"{(days or [booking.first])[0]:%d/%m}"
