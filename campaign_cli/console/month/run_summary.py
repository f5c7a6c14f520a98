"""The end of `run`: what stays on the screen."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from campaign_cli.console.layout.lines import Whole, sentence
from campaign_cli.console.layout.terminal import Screen
from campaign_cli.console.month.days import closed_because
from campaign_cli.console.month.words import (
    Month,
    doers,
    month_of,
    next_step,
    wards_said,
    wished_day,
)
from campaign_cli.model.plan.demand import spent
from campaign_cli.model.schedule import Booking, Status
from campaign_cli.pages import week_around
from campaign_cli.support.language import N_, Message, counted, message
from campaign_cli.support.text import clean

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

    from campaign_cli.app import Made
    from campaign_cli.pages import Checklists

_SOON = timedelta(days=6)
_SHOWN = 5
"""Tasks that are named; the others are counted."""
_LINE = 66


def show(
    screen: Screen, made: "Made", lists: "Checklists", today: date, *, pages: bool = True
) -> None:
    """Say on stderr how it came out, where the `pages` are if they do not stand above, and what
    next.
    """
    month = month_of(made, screen.language, today)
    screen.note(*parts(month, lists, today, screen.width()))
    if not pages and lists.wards:
        said = counted(
            "{n} ward has its page: `campaign checklist {ward}`, or `campaign run --all`",
            "{n} wards have their pages: `campaign checklist {ward}`, all: `campaign run --all`",
            len(lists.wards),
            ward=next(iter(lists.wards)),
        )
        screen.note(sentence(month.language.say(said)))
    screen.note(next_step(screen.language, "campaign show week", "campaign export pdf xlsx"))


def parts(month: Month, lists: "Checklists", today: date, width: int) -> "Iterator[RenderableType]":
    """Yield the outcome, the money, the tasks of now, what needs a look, and the month."""
    from rich.table import Table

    language = month.language
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True, style="dim")
    table.add_column()
    rows: tuple[tuple[str, Iterable[RenderableType]], ...] = (
        (N_("budget"), _budget(month)),
        (N_("do now"), _soon(month, lists, today)),
        (N_("look at"), (sentence(language.say(one)) for one in _attention(month, lists))),
        (N_("month"), _calendar(month)),
    )
    for label, lines in rows:
        for place, line in enumerate(lines):
            table.add_row("" if place else language.text(label), line)
    yield "─" * width
    yield outcome(month)
    yield from unkept_wishes(month)
    yield table


def outcome(month: Month) -> "Text":
    """Return how many events in how many wards, and how good the schedule is."""
    from rich.text import Text

    schedule, language = month.schedule, month.language
    said = message(
        "placed {events} in {wards}",
        events=counted("{n} event", "{n} events", len(schedule.bookings)),
        wards=wards_said(month.plan, language),
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
    """Return what of it is proved the best, or how far it may be from it.

    When and where is settled first; who serves, for these days and places alone.
    """
    schedule = month.schedule
    people = any(booking.people for booking in schedule.bookings)
    if schedule.status is Status.OPTIMAL:
        if people:
            return message("the best in days and places, then in people, proved")
        return message("the best in days and places, proved")
    if schedule.price is None or schedule.bound is None:
        return message("good, not proved the best")
    if schedule.price == schedule.bound:
        return message("the best in days and places, proved; in people, not proved")
    return message(
        "good, not proved the best: price {price}, at least {bound}",
        price=schedule.price,
        bound=schedule.bound,
    )


def unkept_wishes(month: Month) -> "Iterator[RenderableType]":
    """Yield how many wishes of the plan for days and sessions the schedule does not keep."""
    from rich.text import Text

    missed = [one for one in month.solved() if not _as_wished(month, one)]
    if missed:
        said = counted(
            "{n} event is not on the day or in the session wished for: "
            "`campaign show event {event}`",
            "{n} events are not on the day or in the session wished for; the first: "
            "`campaign show event {event}`",
            len(missed),
            event=missed[0].id,
        )
        yield Whole(Text(month.language.say(said), style="dim"))


def _as_wished(month: Month, booking: Booking) -> bool:
    activity = month.activity(booking)
    day = wished_day(activity, booking)
    sessions = activity.prefer_sessions
    return (day is None or day == booking.first) and (not sessions or booking.session in sessions)


def _budget(month: Month) -> "Iterator[Text]":
    """Yield what is spent, of what, and so for each source."""
    from rich.text import Text

    plan, language = month.plan, month.language
    costs: dict[str, int] = {}
    for one in month.schedule.bookings:
        costs[one.activity] = costs.get(one.activity, 0) + one.cost
    by_source = spent(plan, costs)
    total, currency = sum(by_source.values()), plan.budget.currency
    if plan.budget.limit is not None:
        limit = language.money(plan.budget.limit, currency)
        said = message("{spent} of {limit}", spent=total, limit=limit)
        yield Text(language.say(said))
    elif total:
        yield Text(language.money(total, currency))
    for source in plan.budget.sources.values():
        said = message(
            "{spent} of {limit}",
            spent=by_source.get(source.id, 0),
            limit=language.money(source.amount, currency),
        )
        yield Text(f"{clean(source.name)}: {language.say(said)}", style="dim")
    if plan.budget.sources and by_source.get(None):
        spent_so = language.money(by_source[None], currency)
        yield Text(language.say(message("no source named: {spent}", spent=spent_so)), style="dim")


def _soon(month: Month, lists: "Checklists", today: date) -> "Iterator[Text]":
    """Yield how much falls due in the next 7 days, and the first of it; else when the next does."""
    from rich.text import Text

    language = month.language
    late = len(lists.at_once(today))
    if late:
        said = counted(
            "{n} task at once: late when the plan was signed",
            "{n} tasks at once: late when the plan was signed",
            late,
        )
        yield Text(language.say(said))
    lines = lists.due(today, today + _SOON)
    if lines:
        said = counted("{n} task in the next 7 days", "{n} tasks in the next 7 days", len(lines))
        yield Text(language.say(said))
        first = sorted(lines, key=lambda line: (not line.key, line.due))[:_SHOWN]
        for line in sorted(first, key=lambda line: line.due):
            day = f"{language.short_weekday(line.due)} {language.short_date(line.due)}"
            text = Text.assemble(("☐ ", "dim"), f"{day}  ", no_wrap=True)
            text.append(clean(line.title)).append(f" · {doers(line, month.plan, language)}", "dim")
            text.truncate(_LINE, overflow="ellipsis")
            yield text
        if len(lines) > _SHOWN:
            more = message("… and {n} more", n=len(lines) - _SHOWN)
            yield Text(language.say(more), style="dim")
        return
    coming = [one.due for one in lists.tasks if one.due > today]
    if coming:
        later = message("nothing in the next 7 days; the first task is due {day}", day=min(coming))
        yield Text(language.say(later))
    elif lists.tasks:
        last = max(one.due for one in lists.tasks)
        yield Text(language.say(message("nothing: the last task was due {day}", day=last)))


def _calendar(month: Month) -> "Iterator[Text]":
    """Yield the weeks of the month, each day with how many events begin on it."""
    from rich.text import Text

    language = month.language
    events = Counter(one.first for one in month.solved())
    first = min((month.plan.campaign.start, *events))
    last = max((month.plan.campaign.end, *events))
    monday, _ = week_around(first)
    heads = (language.short_weekday(monday + timedelta(days=place)) for place in range(7))
    wide = max(8, len(language.short_date(last)) + 1)
    yield Text(" " * wide + "".join(f"{head:>5}" for head in heads), style="dim")
    while monday <= last:
        line = Text(f"{language.short_date(monday):{wide}}", style="dim")
        for day in (monday + timedelta(days=place) for place in range(7)):
            if day in events:
                line.append(f"{events[day]:>5}", "not dim bold")
            else:
                line.append(f"{'×' if closed_because(month, day) is not None else '·':>5}")
        yield line
        monday += timedelta(days=7)


def _attention(month: Month, lists: "Checklists") -> Iterator[Message]:
    """Yield what a coordinator should look at before sending anything out."""
    late = len(lists.late)
    if late:
        yield counted(
            "{n} task was late already when the plan was signed: `campaign checklist --late`",
            "{n} tasks were late already when the plan was signed: `campaign checklist --late`",
            late,
        )
    silent = sum(not (one.contact and one.contact.phone) for one in month.plan.wards.values())
    if silent:
        yield counted("{n} ward has no phone", "{n} wards have no phone", silent)
    voiceless = sum(not (one.contact and one.contact.phone) for one in month.plan.bodies.values())
    if voiceless:
        yield counted("{n} body has no phone", "{n} bodies have no phone", voiceless)
