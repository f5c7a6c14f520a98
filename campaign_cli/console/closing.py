"""The end of `run`: what stays on the screen."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from campaign_cli.console.terminal import Screen
from campaign_cli.console.words import Month, month_of, next_step, wards_said
from campaign_cli.model.demand import spent
from campaign_cli.model.language import Message, counted, message
from campaign_cli.model.schedule import Status

if TYPE_CHECKING:
    from rich.text import Text

    from campaign_cli.app import Made
    from campaign_cli.model.pages import Checklists

_SOON = timedelta(days=6)


def show(screen: Screen, made: "Made", lists: "Checklists", today: date) -> None:
    """Show how it came out, the money, what is to be done, what needs a look, and what next."""
    from rich.table import Table

    month = month_of(made, screen.language)
    language = screen.language
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True, style="dim")
    table.add_column()
    for label, sentences in (
        ("budget", _budget(month)),
        ("do now", _soon(lists, today)),
        ("look at", _attention(month, lists)),
    ):
        said = " · ".join(language.say(one) for one in sentences)
        if said:
            table.add_row(language.text(label), said)
    screen.show("─" * screen.width(), outcome(month), table)
    screen.show(next_step(language, "campaign show week", "campaign export md csv"))


def outcome(month: Month) -> "Text":
    """Return how many events in how many wards, and how good the schedule is."""
    from rich.text import Text

    schedule, language = month.schedule, month.language
    said = message(
        "placed {events} in {wards}",
        events=counted("{n} event", "{n} events", len(schedule.bookings)),
        wards=wards_said(month.plan, len(month.plan.wards), language),
    )
    text = Text(language.say(said), style="bold")
    text.append(": ")
    proved = schedule.status is Status.OPTIMAL
    text.append(language.say(quality(month)), "bold green" if proved else "bold yellow")
    if schedule.seconds:
        seconds = language.number(round(schedule.seconds, 1))
        text.append(language.say(message(" ({seconds} seconds)", seconds=seconds)), "dim")
    return text


def quality(month: Month) -> Message:
    """Return whether it is the best, or how far it may be from it."""
    schedule = month.schedule
    if schedule.status is Status.OPTIMAL:
        return message("the best there is, proved")
    if schedule.price is None or schedule.bound is None:
        return message("good, not proved the best")
    return message(
        "good, not proved the best: price {price}, at least {bound}",
        price=schedule.price,
        bound=schedule.bound,
    )


def _budget(month: Month) -> Iterator[Message]:
    """Yield what is spent, of what, and each source that is almost used up."""
    plan, language = month.plan, month.language
    costs: dict[str, int] = {}
    for one in month.schedule.bookings:
        costs[one.activity] = costs.get(one.activity, 0) + one.cost
    by_source = spent(plan, costs)
    total, currency = sum(by_source.values()), plan.budget.currency
    if plan.budget.limit is not None:
        yield message(
            "{spent} of {limit}",
            spent=language.number(total),
            limit=language.money(plan.budget.limit, currency),
        )
    elif total:
        yield message("{spent}", spent=language.money(total, currency))
    for source in plan.budget.sources.values():
        yield message(
            "{source} {spent} of {limit}",
            source=source.name,
            spent=language.number(by_source.get(source.id, 0)),
            limit=language.money(source.amount, currency),
        )


def _soon(lists: "Checklists", today: date) -> Iterator[Message]:
    """Yield what falls due in the next 7 days; after the campaign, that it is over."""
    tasks = lists.tasks
    number = sum(today <= one.due <= today + _SOON for one in tasks)
    if number:
        yield counted("{n} task in the next 7 days", "{n} tasks in the next 7 days", number)
        return
    coming = [one.due for one in tasks if one.due > today]
    if coming:
        yield message("nothing in the next 7 days; the first task is due {day}", day=min(coming))
    elif tasks:
        yield message("nothing: the last task was due {day}", day=max(one.due for one in tasks))


def _attention(month: Month, lists: "Checklists") -> Iterator[Message]:
    """Yield what a coordinator should look at before sending anything out."""
    late = len(lists.late)
    if late:
        yield counted(
            "{n} task was late already when the plan was signed",
            "{n} tasks were late already when the plan was signed",
            late,
        )
    silent = sum(not (one.contact and one.contact.phone) for one in month.plan.wards.values())
    if silent:
        yield counted("{n} ward has no phone", "{n} wards have no phone", silent)
    voiceless = sum(not (one.contact and one.contact.phone) for one in month.plan.bodies.values())
    if voiceless:
        yield counted("{n} body has no phone", "{n} bodies have no phone", voiceless)
