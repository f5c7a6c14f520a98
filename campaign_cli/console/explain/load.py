"""How loaded a ward, a person, a venue or a pool is, and which wishes it stands in the way of."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from campaign_cli.console.explain.words import (
    days_said,
    events_said,
    line_said,
    thing_name,
    title_of,
)
from campaign_cli.console.layout.terminal import Screen
from campaign_cli.console.month.words import Month, month_of, next_step, revision_said
from campaign_cli.support.language import N_, Message, counted, message
from campaign_cli.support.text import clean, shortened

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

    from campaign_cli.app import Made
    from campaign_cli.scheduling.questions.load import Blocked, Load

_EVENTS = 12
_BLOCKED = 5
_DAYS = 6
_LEAST_TITLE = 10
"""Letters of a title that are always shown."""
_NEXT = {
    "ward": "campaign checklist {id}",
    "venue": "campaign show week",
    "resource": "campaign show resources",
    "member": "campaign checklist --person {id}",
}


def show(screen: Screen, made: "Made", load: "Load") -> None:
    """Show how loaded it is, and what it blocks."""
    month = month_of(made, screen.language)
    screen.show(*parts(month, load, screen.width()))
    commands = [_NEXT[load.thing[0]].format(id=load.thing[1])]
    if load.blocked:
        first = load.blocked[0]
        commands.insert(0, f"campaign explain {first.event} --at {first.day:%d/%m}")
    screen.note(*(next_step(screen.language, one) for one in commands))


def parts(month: Month, load: "Load", width: int) -> "Iterator[RenderableType]":
    """Yield the name, the load, the events, and what is blocked."""
    from rich.text import Text

    language = month.language
    section, id_ = load.thing
    title = Text(thing_name(month.plan, section, id_), style="bold")
    title.append(f"\n{id_} · {language.say(revision_said(month.schedule, month.issue))}\n", "dim")
    yield title
    yield _figures(month, load)
    if load.events:
        yield Text(f"\n{language.text('EVENTS')}", style="bold")
        yield _events(month, load, width)
        if len(load.events) > _EVENTS:
            more = message("… and {n} more", n=len(load.events) - _EVENTS)
            yield Text(f"  {language.say(more)}", style="dim")
    yield Text(f"\n{language.text('WISHES IT STANDS IN THE WAY OF')}", style="bold")
    if not load.blocked:
        yield Text(f"  {language.text('none')}")
    for blocked in load.blocked[:_BLOCKED]:
        yield from _blocked(month, blocked, section)
    if len(load.blocked) > _BLOCKED:
        more = message("… and {n} more", n=len(load.blocked) - _BLOCKED)
        yield Text(f"  {language.say(more)}", style="dim")


def _figures(month: Month, load: "Load") -> "Table":
    from rich.table import Table
    from rich.text import Text

    language = month.language
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style="dim", no_wrap=True)
    table.add_column()
    events = language.say(counted("{n} event", "{n} events", len(load.events)))
    if load.share is not None:
        events = f"{events} · {language.say(message('even share {share}', share=load.share))}"
    rows = [(N_("load"), events), (N_("by week"), " · ".join(map(str, load.by_week)))]
    total = load.used + load.free
    if total:
        said = message(
            "{used} of {total} in use ({percent} %)",
            used=load.used,
            total=total,
            percent=round(100 * load.used / total),
        )
        rows.append((N_("sessions"), language.say(said)))
    rows += [
        (N_("full days"), _some_days(month, load.tight)),
        (N_("days with nothing"), _some_days(month, load.idle)),
        (N_("closed days"), _some_days(month, load.closed)),
    ]
    for label, value in rows:
        if value:
            table.add_row(language.text(label), Text(value))
    return table


def _events(month: Month, load: "Load", width: int) -> "Table":
    """Return the first of the events: day, part of the day, what."""
    from rich.cells import cell_len
    from rich.table import Table
    from rich.text import Text

    bookings = month.schedule.by_id()
    rows = []
    for one in load.events[:_EVENTS]:
        booking = bookings[one]
        day = f"  {days_said([booking.first], month.language)}"
        rows.append((day, month.part_of_day(booking).lower(), one, month.title(booking)))
    table = Table.grid(padding=(0, 2, 0, 0))
    room = max(_LEAST_TITLE, width)
    for column in range(3):
        # Rich would shorten these before the titles.
        widest = max(cell_len(row[column]) for row in rows)
        room = max(_LEAST_TITLE, room - widest - 2)
        table.add_column(no_wrap=True, min_width=widest)
    table.add_column(style="dim", no_wrap=True)
    for row in rows:
        *cells, title = row
        table.add_row(*map(Text, cells), Text(shortened(title, room)))
    return table


def _some_days(month: Month, days: tuple[Any, ...]) -> str:
    """Return how many days, and the first of them."""
    if not days:
        return ""
    shown = days_said(days[:_DAYS], month.language)
    more = ", …" if len(days) > _DAYS else ""
    return f"{month.language.number(len(days))}: {shown}{more}"


def _blocked(month: Month, blocked: "Blocked", section: str) -> "Iterator[RenderableType]":
    from rich.padding import Padding
    from rich.text import Text

    language = month.language
    text = Text(f"  {title_of(month, blocked.event)}")
    points = counted("{n} point", "{n} points", blocked.price)
    text.append(f"  {language.say(points)}", "bold yellow")
    yield text
    sentences = [
        message(
            "{said} ({rule}) {line}",
            said=_closed(blocked, clean(cause.why)),
            rule=cause.rule,
            line=line_said(cause),
        )
        for cause in blocked.causes
    ]
    if blocked.others:
        events = events_said(month, blocked.others)
        if section == "ward":
            said = message("wished for {day}, when it has {events}", day=blocked.day, events=events)
        else:
            said = message(
                "wished for {day}, taken then by {events}", day=blocked.day, events=events
            )
        sentences.append(said)
    for one in sentences:
        yield Padding(Text(language.say(one).rstrip(), style="dim"), (0, 0, 0, 6))


def _closed(blocked: "Blocked", why: str) -> Message:
    if why:
        return message("wished for {day}, closed then: {why}", day=blocked.day, why=why)
    return message("wished for {day}, closed then", day=blocked.day)
