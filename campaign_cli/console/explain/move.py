"""What holding an event elsewhere takes: the rules against it, or the price and who moves."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from campaign_cli.console.explain.places import (
    asked_place,
    forbidden_said,
    moves_none,
    moves_said,
    people_said,
    style_of,
    title_line,
    unproved,
    verdict,
)
from campaign_cli.console.explain.words import obstacle_said, place_said, signed
from campaign_cli.console.layout.lines import sentence
from campaign_cli.console.layout.terminal import Screen
from campaign_cli.console.month.words import Month, month_of, next_step, preference_name
from campaign_cli.console.problems.diagnostics import excerpt, rule_name
from campaign_cli.model.plan import Activity, Fixed
from campaign_cli.model.schedule import Booking
from campaign_cli.support.diagnostic import Cause
from campaign_cli.support.language import Language, Message, message
from campaign_cli.support.text import clean

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

    from campaign_cli.app import Elsewhere, Made

_BARE = re.compile(r"[A-Za-z0-9_-]+")
"""A key that TOML reads without quotes."""


def show(screen: Screen, made: "Made", asked: str, found: "Elsewhere") -> None:
    """Show what holding an event elsewhere takes."""
    month = month_of(made, screen.language)
    screen.show(*parts(month, asked, found, screen.width()))
    if found.booking is not None and found.instead is None:
        said, line = _lasting(month, found)
        screen.show("", sentence(screen.language.say(said)))
        # As it stands: what is broken, or cut, cannot be copied.
        screen.text(line)
    ward = found.booking.wards[:1] if found.booking else ()
    more = [f"campaign explain {ward[0]}"] if ward else []
    commands = (f"campaign explain {asked}", *more)
    screen.note(*(next_step(screen.language, one) for one in commands))


def parts(month: Month, asked: str, found: "Elsewhere", width: int) -> "Iterator[RenderableType]":
    """Yield the question, the verdict, the price by preference, and the events that move."""
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    language = month.language
    yield title_line(month, found.event)
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style="dim", no_wrap=True)
    table.add_column()
    now = month.schedule.by_id().get(asked)
    if now is not None:
        table.add_row(language.text("now"), place_said(month, now))
    table.add_row(language.text("asked"), Text(asked_place(month, found), "bold"))
    yield table
    yield Text(f"\n{language.say(verdict(found))}", style=style_of(found))
    yield from _lines([(one.cause, forbidden_said(month, one)) for one in found.taken], width)
    for members in found.conflicts:
        yield Text(language.text("with it there, these lines of the plan cannot hold together"))
        yield from _lines([(one, _about(one, language)) for one in _telling(members)], width)
    if found.booking is not None:
        yield from unproved(month)
        yield from _price(month, found)
    if found.gentle is not None:
        text = Text(f"\n{language.text('or, moving fewer')}: ", style="bold")
        text.append(language.say(verdict(found.gentle)), style_of(found.gentle))
        if asked_place(month, found.gentle) != asked_place(month, found):
            text.append(f" · {asked_place(month, found.gentle)}", "not bold")
        yield text
        yield from _price(month, found.gentle)
    if found.obstacles and not found.taken:
        yield Text(f"\n{language.text('what stands there now')}", style="bold")
        for obstacle in found.obstacles:
            yield Padding(Text(language.say(obstacle_said(month, obstacle))), (0, 0, 0, 2))


def _price(month: Month, found: "Elsewhere") -> "Iterator[RenderableType]":
    """Yield what it costs by preference, and the events that move."""
    from rich.padding import Padding
    from rich.text import Text

    language = month.language
    for name, more in found.difference.items():
        yield Text(f"  {signed(more, language):>3}  {preference_name(name, language)}")
    for line in people_said(month, found):
        yield Text(line, style="dim")
    if moves_none(found.shifts):
        yield Text(language.text("no other event has to move"))
    for line in moves_said(month, found.shifts, len(found.shifts)):
        yield Padding(Text(line.lstrip()), (0, 0, 0, len(line) - len(line.lstrip())))


def _telling(members: Sequence[Cause]) -> Sequence[Cause]:
    """Return the lines but for those that ask for an activity at all, if there are others."""
    asking = [one for one in members if one.rule == "chosen-count" and one.path[2:] == ()]
    return [one for one in members if one not in asking] or members


def _about(cause: Cause, language: Language) -> str:
    """Return whose line it is, and the rule."""
    words = rule_name(cause.rule, language)
    if cause.path[0] in {"campaign", "calendar", "budget"} or len(cause.path) == 1:
        return words
    return clean(f"`{cause.path[1]}`: {words}")


def _lines(members: Sequence[tuple[Cause, str]], width: int) -> "Iterator[Text]":
    """Yield plan lines with what each of them says, under its caret."""
    from rich.text import Text

    text = Text()
    gutter = max((len(str(cause.span.line)) for cause, _ in members if cause.span), default=1)
    for cause, said in members:
        if cause.span:
            excerpt(text, cause.span, (said, "bold blue"), gutter, width)
        else:
            text.append(f"{' ' * gutter} • {said}\n")
    text.rstrip()
    if text.plain:
        yield text


def _lasting(month: Month, found: "Elsewhere") -> tuple[Message, str]:
    """Return what to do with the line of the plan that would make it so, and the line."""
    booking = found.booking
    assert booking is not None
    activity = month.plan.activities[booking.activity]
    said = message(
        "to make it so, write in `{activity}`, and then: campaign schedule", activity=activity.id
    )
    if activity.fixed:
        said = message(
            "to make it so, write this in place of `fixed` in `{activity}`, and then: "
            "campaign schedule",
            activity=activity.id,
        )
    return said, fixed_line(activity, booking)


def fixed_line(activity: Activity, booking: Booking) -> str:
    """Return the line of a plan that fixes an event with all that are fixed already, as TOML."""
    number = f"#{booking.number}" if booking.number > 1 else ""
    fixed = {
        **activity.fixed,
        f"{booking.member}{number}": Fixed(booking.first, booking.session),
    }
    if set(fixed) == {""}:
        return f"fixed = {_stands(fixed[''])}"
    entries = ", ".join(f"{_key(key)} = {_stands(one)}" for key, one in fixed.items())
    return f"fixed = {{ {entries} }}"


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else f'"{key or "#1"}"'


def _stands(fixed: Fixed) -> str:
    if fixed.session is None:
        return fixed.date.isoformat()
    return f'{{ date = {fixed.date}, session = "{fixed.session}" }}'
