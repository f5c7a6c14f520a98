"""The pieces of an answer about another place: the verdict, who moves, what forbids it."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from campaign_cli.console.explain.words import (
    day_said,
    rule_id,
    session_name,
    signed,
    taken_said,
    title_of,
)
from campaign_cli.console.month.words import Month, preference_name, revision_said
from campaign_cli.model.plan.event_id import EventId
from campaign_cli.model.schedule import Booking, Status
from campaign_cli.support.language import N_, Message, counted, message
from campaign_cli.support.text import clean

if TYPE_CHECKING:
    from rich.text import Text

    from campaign_cli.app import Elsewhere
    from campaign_cli.scheduling.questions.barriers import Taken
    from campaign_cli.scheduling.questions.moves import Shift


def title_line(month: Month, id_: str) -> "Text":
    """Return an event's title with its id."""
    from rich.text import Text

    activity = month.plan.activities[EventId.parse(id_).activity]
    title = Text(clean(activity.title), style=f"bold {month.color(activity.kind)}")
    revision = month.language.say(revision_said(month.schedule, month.issue))
    title.append(f"\n{id_} · {revision}\n", "dim")
    return title


def unproved(month: Month) -> "Iterator[Text]":
    """Say what other events move for where the month is not proved the best."""
    from rich.text import Text

    if month.schedule.price != month.schedule.bound:
        said = counted(
            "the month is not proved the best: others move where each saves {n} point",
            "the month is not proved the best: others move where each saves {n} points",
            max(1, month.plan.weights.get("stability", 0)),
        )
        yield Text(f"  {month.language.say(said)}", style="yellow")


def asked_place(month: Month, one: "Elsewhere") -> str:
    """Return the place that was asked about, and where in it the event would stand."""
    plan, language = month.plan, month.language
    parts = []
    if one.instead is not None:
        ward = EventId.parse(one.event).member
        said = message(
            "{ward} instead of {other}",
            ward=clean(plan.name_of(ward)),
            other=clean(plan.name_of(one.instead)),
        )
        parts.append(language.say(said))
    booking = one.booking
    if booking is not None:
        parts += [language.day(booking.first), month.part_of_day(booking).lower()]
    else:
        parts += [day_said(plan, one.day, language)] if one.day else []
        parts += [session_name(plan, one.session, language)] if one.session else []
    if one.venue is not None:
        parts.append(clean(plan.venues[one.venue].name))
    return " · ".join(parts) or clean(title_of(month, one.event))


def verdict(one: "Elsewhere") -> Message:
    """Return what it comes to, in a word or two."""
    if one.status is Status.INFEASIBLE:
        return message("not possible")
    if one.booking is None:
        return message("not found out in time")
    if one.price > 0:
        return counted("{n} point more", "{n} points more", one.price)
    if one.price < 0:
        return counted("{n} point less", "{n} points less", -one.price)
    return message("costs nothing more")


def style_of(one: "Elsewhere") -> str:
    """Return the style of a verdict."""
    if one.booking is None:
        return "bold red"
    return "bold yellow" if one.price > 0 else "bold green"


def moves_said(month: Month, shifts: "Sequence[Shift]", most: int) -> Iterator[str]:
    """Yield which events would move, from where to where."""
    language = month.language
    moving = [one for one in shifts if one.before is not None and one.after is not None]
    chosen = [one for one in shifts if one.before is None or one.after is None]
    headed = (
        (counted("{n} other event moves:", "{n} other events move:", len(moving)), moving),
        (message("because other wards are chosen:"), chosen),
    )
    for said, those in headed:
        if not those:
            continue
        yield language.say(said)
        for shift in those[:most]:
            yield f"  {_shift(month, shift)}"
        if len(those) > most:
            yield f"  {language.say(message('… and {n} more', n=len(those) - most))}"


def moves_none(shifts: "Sequence[Shift]") -> bool:
    """Return whether no event that is held before and after moves."""
    return not any(one.before is not None and one.after is not None for one in shifts)


def people_said(month: Month, one: "Elsewhere") -> Iterator[str]:
    """Yield what it changes for the people who serve, which is in no schedule's price."""
    language = month.language
    if one.people:
        changes = tuple(
            f"{signed(more, language)} {preference_name(name, language)}"
            for name, more in one.people.items()
        )
        said = message(
            "besides, who serves (settled after, not in the price): {changes}",
            changes=", ".join(changes),
        )
        yield language.say(said)


def _shift(month: Month, shift: "Shift") -> str:
    title = title_of(month, shift.id)
    before, after = shift.before, shift.after
    if before is None or after is None:
        text = N_("is held, too") if before is None else N_("is not held any more")
        return f"{title}: {month.language.text(text)}"
    if before.venue != after.venue and (before.dates, before.session) == (
        after.dates,
        after.session,
    ):
        return f"{title}: {month.where(before)} → {month.where(after)}"
    return f"{title}: {_brief(month, before)} → {_brief(month, after)}"


def _brief(month: Month, booking: Booking) -> str:
    language = month.language
    day = f"{language.short_weekday(booking.first)} {language.short_date(booking.first)}"
    return f"{day} {month.part_of_day(booking).lower()}"


def forbidden_said(month: Month, taken: "Taken") -> str:
    """Return why a rule forbids the place, in which sessions if not in all."""
    language = month.language
    said = language.say(taken_said(month, taken))
    if taken.sessions:
        names = ", ".join(session_name(month.plan, one, language) for one in taken.sessions)
        said = f"{names}: {said}"
    return f"{said} {rule_id(taken.cause)}"
