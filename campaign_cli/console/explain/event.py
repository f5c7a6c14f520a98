"""Why an event is where it is, and what another place would cost."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from campaign_cli.console.explain.places import (
    asked_place,
    forbidden_said,
    moves_said,
    people_said,
    style_of,
    title_line,
    unproved,
    verdict,
)
from campaign_cli.console.explain.words import (
    days_said,
    events_said,
    line_said,
    obstacle_said,
    place_said,
    rule_id,
    signed,
    taken_said,
    thing_name,
)
from campaign_cli.console.layout.terminal import Screen
from campaign_cli.console.month.words import Month, month_of, next_step, preference_name
from campaign_cli.support.language import Message, counted, message

if TYPE_CHECKING:
    from rich.console import RenderableType

    from campaign_cli.app import Elsewhere, Explained, Made
    from campaign_cli.scheduling.questions.barriers import Room

_LEFT = 6
"""So many of the days that are left are named."""
_SHIFTS = 3
"""So many of the events that would move are named where there are many alternatives."""


def show(screen: Screen, made: "Made", explained: "Explained") -> None:
    """Show what holds an event where it is."""
    month = month_of(made, screen.language)
    screen.show(*parts(month, explained))
    commands = []
    possible = [one for one in explained.elsewhere if one.booking is not None]
    if possible and possible[0].booking is not None:
        first, event = possible[0].booking, possible[0].event
        at = f"{first.first:%d/%m}/{first.session}"
        ward = f" --ward {first.member}" if event != explained.event else ""
        commands.append(f"campaign explain {explained.event} --at {at}{ward}")
    commands.append(f"campaign show event {explained.asked}")
    # A line each: a command that is broken in the middle cannot be typed.
    screen.note(*(next_step(screen.language, one) for one in commands))


def parts(month: Month, explained: "Explained") -> "Iterator[RenderableType]":
    """Yield the title, where it stands, its days, what it pays, and other places."""
    from rich.text import Text

    language = month.language
    yield title_line(month, explained.event)
    if explained.asked != explained.event:
        said = message(
            "`{asked}` takes place within `{event}`: what holds that holds it",
            asked=explained.asked,
            event=explained.event,
        )
        yield Text(language.say(said), style="dim")
    yield Text(language.say(_now(month, explained)))
    if explained.room is not None:
        yield from _room(month, explained.room)
    if explained.booking is not None and (explained.room is not None or explained.paid):
        yield from _paid(month, explained)
    if explained.elsewhere:
        yield Text(f"\n{language.text('ELSEWHERE')}", style="bold")
        yield from unproved(month)
        for one in explained.elsewhere:
            yield from _alternative(month, one)


def _now(month: Month, explained: "Explained") -> Message:
    booking = explained.booking
    if booking is None:
        return message("it is not held: its ward was not chosen")
    if month.window(booking):
        return message(
            "it lasts from {first} to {last}, as the plan says: nothing to choose",
            first=booking.first,
            last=booking.last,
        )
    where = " · ".join(filter(None, (place_said(month, booking), month.where(booking))))
    if booking.fixed:
        return message("it is fixed by the plan: {place}", place=where)
    return message("it is on {place}", place=where)


def _room(month: Month, room: "Room") -> "Iterator[RenderableType]":
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    language = month.language
    yield Text(f"\n{language.text('ITS DAYS')}", style="bold")
    many = (room.last - room.first).days + 1
    said = message(
        "{first} – {last}: {days}, {n} left",
        n=len(room.left),
        first=language.short_date(room.first),
        last=language.short_date(room.last),
        days=counted("{n} day", "{n} days", many),
    )
    text = Text(language.say(said))
    if room.left and len(room.left) <= _LEFT:
        text.append(f": {days_said(room.left, language)}", "dim")
    yield Padding(text, (0, 0, 0, 2))
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(justify="right", no_wrap=True)
    table.add_column()
    table.add_column(style="dim", no_wrap=True)
    for one in room.taken:
        days = language.say(counted("{n} day", "{n} days", len(one.days)))
        why = Text(language.say(taken_said(month, one)))
        why.append(f" {rule_id(one.cause)}", "dim")
        table.add_row(f"  {days}", why, line_said(one.cause))
    yield table


def _paid(month: Month, explained: "Explained") -> "Iterator[RenderableType]":
    from rich.table import Table
    from rich.text import Text

    language = month.language
    yield Text(f"\n{language.text('WHAT IT PAYS')}", style="bold")
    if not explained.paid:
        yield Text(f"  {language.text('nothing: every wish for it is met')}")
        return
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(justify="right", no_wrap=True)
    table.add_column()
    for one in explained.paid:
        what = Text(preference_name(one.preference, language))
        if one.others:
            with_ = message("with {events}", events=events_said(month, one.others))
            what.append(f"\n{language.say(with_)}", "dim")
        table.add_row(f"  {language.number(one.price)}", what)
    yield table


def _alternative(month: Month, one: "Elsewhere") -> "Iterator[RenderableType]":
    """Yield one other place: what it costs, and whom it moves."""
    from rich.padding import Padding
    from rich.text import Text

    language = month.language
    text = Text(asked_place(month, one), style="bold")
    text.append(f"  {language.say(verdict(one))}", style_of(one))
    if one.wished:
        text.append(f" · {language.text('what the plan wishes for')}", "dim")
    yield Padding(text, (0, 0, 0, 2))
    lines = [
        *(
            f"{signed(more, language)} {preference_name(name, language)}"
            for name, more in one.difference.items()
        ),
        *people_said(month, one),
        *moves_said(month, one.shifts, _SHIFTS),
        *_against(month, one),
    ]
    for line in lines:
        deeper = len(line) - len(line.lstrip())
        yield Padding(Text(line.lstrip(), style="dim"), (0, 0, 0, 6 + deeper))


def _against(month: Month, one: "Elsewhere") -> Iterator[str]:
    """Yield the rules that forbid a place, and what stands there now."""
    language = month.language
    for taken in one.taken:
        yield f"{forbidden_said(month, taken)} {line_said(taken.cause)}".rstrip()
    if one.booking is not None and one.obstacles:
        names = tuple(dict.fromkeys(thing_name(month.plan, *each.thing) for each in one.obstacles))
        yield language.say(message("taken then: {names}", names=names))
    elif not one.taken:
        for obstacle in one.obstacles:
            yield language.say(obstacle_said(month, obstacle))
