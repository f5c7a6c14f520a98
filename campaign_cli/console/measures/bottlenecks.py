"""What is tight: what one more of each thing, person and room would save."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from campaign_cli.console.layout.terminal import Screen
from campaign_cli.console.month.words import Month, heading, month_of, next_step
from campaign_cli.model.plan import Plan
from campaign_cli.support.language import Language, Message, counted, message
from campaign_cli.support.text import clean

if TYPE_CHECKING:
    from rich.console import RenderableType

    from campaign_cli.app import Made
    from campaign_cli.scheduling.questions.bottlenecks import Saving
    from campaign_cli.scheduling.questions.one_more import Unit

_LONGER = "campaign show tight --time-limit 600"
_OPEN = 12
"""So many of which it is not known whether they save anything are shown; the rest are counted."""


def show(screen: Screen, made: "Made", found: "Sequence[Saving]") -> None:
    """Show what would save something, the most first."""
    month = month_of(made, screen.language)
    screen.show(heading(month), *parts(month, found))
    screen.note(next_step(screen.language, "campaign show resources", "campaign show fragile"))


def parts(month: Month, found: "Sequence[Saving]") -> "Iterator[RenderableType]":
    """Yield the price as it is, what would lower it, and what would not."""
    from rich.table import Table
    from rich.text import Text

    language, price = month.language, month.schedule.price or 0
    if not found:
        yield Text(language.text("the plan shares nothing that there could be one more of"))
        return
    points = counted("{n} point", "{n} points", price)
    yield Text(language.say(message("the month pays {points} for its wishes", points=points)))
    saving = [one for one in found if one.found]
    unknown = [one for one in found if not one.found and one.most]
    shown = [*saving, *unknown[: max(0, _OPEN - len(saving))]]
    if shown:
        table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")
        table.add_column(language.text("with one more"), ratio=1)
        table.add_column(language.text("it saves"), justify="right", no_wrap=True)
        table.add_column("", no_wrap=True, style="dim")
        for one in shown:
            table.add_row(
                clean(language.say(said(month.plan, one.unit))),
                _saved(one, language),
                language.text("proved") if one.proved else language.text("not proved"),
            )
        yield table
    hidden = unknown[len(shown) - len(saving) :]
    if hidden:
        more = counted(
            "{n} more was not decided in time; it saves at most {most}",
            "{n} more were not decided in time; each saves at most {most}",
            len(hidden),
            most=hidden[0].most,
        )
        yield Text(language.say(more), style="dim")
    vain = sum(1 for one in found if not one.most)
    if vain:
        text = counted(
            "{n} other would save nothing, proved", "{n} others would save nothing, proved", vain
        )
        yield Text(language.say(text), style="dim")
    if unknown:
        longer = message("with more time: {command}", command=_LONGER)
        yield Text(language.say(longer), style="dim")


def said(plan: Plan, unit: "Unit") -> Message:
    """Return what there would be one more of."""
    match unit.kind:
        case "thing":
            pool = plan.resources[unit.id]
            return message(
                "{name}: {more} instead of {now}",
                name=pool.name,
                more=pool.quantity + 1,
                now=pool.quantity,
            )
        case "person":
            return message("{name}: one more person", name=plan.resources[unit.id].name)
        case "limit":
            pool = plan.resources[unit.id]
            return message(
                "{name}: {more} events a day each instead of {now}",
                name=pool.name,
                more=(pool.max_per_day or 0) + 1,
                now=pool.max_per_day or 0,
            )
        case "free":
            return message("{name}: free on every day", name=_person(plan, unit.id))
        case "room":
            return message("{name}: a second room", name=plan.venues[unit.id].name)
        case "open":
            return message("{name}: open on every day", name=plan.venues[unit.id].name)


def _person(plan: Plan, id_: str) -> str:
    return next(pool.members[id_].name for pool in plan.resources.values() if id_ in pool.members)


def _saved(one: "Saving", language: Language) -> str:
    if one.proved:
        return language.number(one.found)
    if not one.found:
        return language.say(message("at most {most}", most=one.most))
    return f"{language.number(one.found)} – {language.number(one.most)}"


def as_json(found: "Sequence[Saving]") -> list[dict[str, Any]]:
    """Return what one more of each saves, the most first."""
    return [
        {
            "unit": one.unit.kind,
            "id": one.unit.id,
            "saves": one.found,
            "at_most": one.most,
            "proved": one.proved,
        }
        for one in found
    ]
