"""What breaks if someone or something drops out on its busiest day, and what would mend it."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from campaign_cli.console.layout.terminal import Screen
from campaign_cli.console.month.words import Month, heading, month_of, next_step
from campaign_cli.model.plan import Plan
from campaign_cli.support.language import Message, counted, message
from campaign_cli.support.text import clean

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

    from campaign_cli.app import Made
    from campaign_cli.scheduling.questions.dropouts import Dropout
    from campaign_cli.scheduling.questions.rescues import Fragility

_SHOWN = 12
"""So many are shown, the worst first; all with --full."""
_LONGER = "campaign show fragile --time-limit 600"
_NAMED = 3
"""So many events, or people who could stand in, are named; more are counted."""


def show(screen: Screen, made: "Made", found: "Sequence[Fragility]", *, full: bool = False) -> None:
    """Show what breaks most first."""
    month = month_of(made, screen.language)
    screen.show(heading(month), *parts(month, found, full=full))
    worst = next((event for one in found for event in one.dropout.lost), "")
    steps = [f"campaign show event {worst}"] if worst else []
    if not full and len(found) > _SHOWN:
        steps.append("campaign show fragile --full")
    screen.note(next_step(screen.language, *(steps or ["campaign show resources"])))


def parts(
    month: Month, found: "Sequence[Fragility]", *, full: bool = False
) -> "Iterator[RenderableType]":
    """Yield each with its busiest day, what it leaves without, and what would mend it."""
    from rich.text import Text

    language = month.language
    used = [one for one in found if one.dropout.day is not None]
    if not used:
        yield Text(language.text("no event depends on a named person, a place or a thing"))
        return
    yield Text(language.text("each on its busiest day, all else as it stands"), style="dim")
    shown = used if full else used[:_SHOWN]
    for one in shown:
        yield from _lines(month, one)
    if len(used) > len(shown):
        hurt = sum(1 for one in used[len(shown) :] if one.dropout.lost)
        more = message(
            "… and {n} more; {hurt} of them leave events without",
            n=len(used) - len(shown),
            hurt=hurt,
        )
        yield Text(language.say(more), style="dim")
    if any(one.rescue.possible is None for one in used):
        longer = message("with more time: {command}", command=_LONGER)
        yield Text(language.say(longer), style="dim")
    idle = len(found) - len(used)
    if idle:
        text = counted("{n} has no event", "{n} have no event", idle)
        yield Text(language.say(text), style="dim")


def _lines(month: Month, one: "Fragility") -> "Iterator[Text]":
    """Yield who or what and when, what is left without, and whether the month can be saved."""
    from rich.text import Text

    language, dropout = month.language, one.dropout
    assert dropout.day is not None
    head = Text(clean(_name(month.plan, dropout)), style="bold")
    events = counted("{n} event", "{n} events", len(dropout.events))
    head.append(f" · {language.day(dropout.day)} · {language.say(events)}", "not bold")
    yield head
    for sentence in (*_stands_in(month.plan, dropout), _rescue(month, one)):
        yield Text(f"  {clean(language.say(sentence))}", style="" if dropout.lost else "dim")


def _stands_in(plan: Plan, dropout: "Dropout") -> Iterator[Message]:
    if dropout.lost:
        yield message("could not be held: {events}", events=_some(dropout.lost))
    able = dict.fromkeys(
        name for event, names in dropout.able.items() if event not in dropout.lost for name in names
    )
    if able:
        names = _some([_other(plan, dropout, name) for name in able])
        yield message("could stand in: {names}", names=names)


def _some(names: Sequence[str]) -> object:
    shown = tuple(names[:_NAMED])
    return (*shown, f"+{len(names) - _NAMED}") if len(names) > _NAMED else shown


def _rescue(month: Month, one: "Fragility") -> Message:
    rescue, dropout = one.rescue, one.dropout
    if not dropout.lost and not rescue.moved:
        return message("the month holds as it is")
    if rescue.possible is None:
        return message("whether the month can be saved was not decided in time")
    if not rescue.possible:
        fixed = _fixed(month, dropout.lost)
        if fixed:
            return message("the month cannot be saved: {event} is fixed then", event=fixed)
        return message("the month cannot be saved: no other schedule keeps the plan")
    return message(
        "the month can be saved: {moved}, price {more}",
        moved=counted("{n} event moves", "{n} events move", len(rescue.moved)),
        more=f"{rescue.more:+}".replace("-", "−") if rescue.more else message("as it is"),
    )


def _fixed(month: Month, events: Sequence[str]) -> str:
    """Return the first of the events, or of those they take place within, that is fixed."""
    bookings = month.schedule.by_id()
    for event in events:
        booking = bookings[event]
        while booking.within is not None:
            booking = bookings[booking.within]
        if booking.fixed:
            return booking.id
    return ""


def _name(plan: Plan, dropout: "Dropout") -> str:
    match dropout.what:
        case "thing":
            return plan.resources[dropout.id].name
        case "venue":
            return plan.venues[dropout.id].name
        case "person":
            return _person(plan, dropout.id)


def _other(plan: Plan, dropout: "Dropout", name: str) -> str:
    return plan.venues[name].name if dropout.what == "venue" else _person(plan, name)


def _person(plan: Plan, id_: str) -> str:
    return next(pool.members[id_].name for pool in plan.resources.values() if id_ in pool.members)


def as_json(found: "Sequence[Fragility]") -> list[dict[str, Any]]:
    """Return everyone and everything, what breaks most first."""
    return [
        {
            "what": one.dropout.what,
            "id": one.dropout.id,
            "day": one.dropout.day and one.dropout.day.isoformat(),
            "events": list(one.dropout.events),
            "stand_ins": {event: list(able) for event, able in one.dropout.able.items()},
            "lost": list(one.dropout.lost),
            "possible": one.rescue.possible,
            "price": one.rescue.more if one.rescue.possible else None,
            "moved": list(one.rescue.moved),
        }
        for one in found
    ]
