"""Two plans side by side: prices, fairness, bottlenecks, money, and the events that differ."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from campaign_cli.console.layout.terminal import Screen
from campaign_cli.console.measures.figures import LETTERS, figures
from campaign_cli.console.month.words import Month, month_of, revision_said
from campaign_cli.console.problems import diagnostics
from campaign_cli.model.schedule import Booking, Status
from campaign_cli.support.diagnostic import Severity
from campaign_cli.support.language import Language, message
from campaign_cli.support.text import clean

if TYPE_CHECKING:
    from rich.console import RenderableType

    from campaign_cli.app import Comparison, Side

_SHOWN = 10
"""So many events of a list are shown; all with --full."""
_LINES = 6
"""So many problems of a plan that has no schedule."""


def show(screen: Screen, found: "Comparison", *, full: bool = False) -> None:
    """Show both plans."""
    screen.show(*parts(found, screen.language, full=full))


def parts(
    found: "Comparison", language: Language, *, full: bool = False
) -> "Iterator[RenderableType]":
    """Yield which plans they are, their figures side by side, and the events that differ."""
    from rich.text import Text

    for letter, side in zip(LETTERS, found.sides, strict=True):
        line = Text(f"{letter}  ", style="bold")
        line.append(clean(str(side.file)), "not bold")
        yield line
        yield from _about(side, language)
    if not all(side.solved for side in found.sides):
        return
    yield Text("")
    yield figures(found, language)
    yield from _events(found, language, full=full)


def _about(side: "Side", language: Language) -> "Iterator[RenderableType]":
    """Yield the campaign and its revision, or why there is no schedule."""
    from rich.padding import Padding
    from rich.text import Text

    if side.solved:
        name = clean(side.made.plan.campaign.name)
        revision = language.say(revision_said(side.made.solved, side.made.issue))
        proved = side.made.solved.status is Status.OPTIMAL
        how = (
            language.text("days and places proved")
            if proved
            else language.text("not proved the best")
        )
        yield Text(f"   {name} · {revision} · {how}", style="dim")
        return
    schedule = side.made.schedule
    if schedule is not None and schedule.status is Status.OUT_OF_TIME:
        yield Text(f"   {language.text('no schedule was found in time')}", style="bold")
        return
    yield Text(f"   {language.text('no schedule is possible')}", style="bold")
    lines = list(dict.fromkeys(_reasons(side, language)))
    for line in lines[:_LINES]:
        yield Padding(Text(clean(line)), (0, 0, 0, 3))
    if len(lines) > _LINES:
        more = message("… and {n} more", n=len(lines) - _LINES)
        yield Text(f"   {language.say(more)}", style="dim")
    step = f"campaign schedule {side.file}"
    yield Text(f"   {language.text('next:')} {clean(step)}", style="dim")


def _reasons(side: "Side", language: Language) -> Iterator[str]:
    """Yield the lines of the first conflict, or each problem that reading sees."""
    if side.made.schedule is None:
        for one in side.made.reading.diagnostics:
            if one.severity is Severity.ERROR:
                yield diagnostics.concise(one, language)
        return
    for cause in next(iter(side.made.schedule.conflicts), ()):
        rule, span = diagnostics.rule_name(cause.rule, language), cause.span
        if span is not None:
            yield f"{span.file}:{span.line}: {span.text.strip()} – {rule}"
        else:
            yield f"{'.'.join(cause.path)} – {rule}"


def _events(found: "Comparison", language: Language, *, full: bool) -> "Iterator[RenderableType]":
    """Yield what lies elsewhere, from where to where, and what only one of the plans has."""
    months = [month_of(side.made, language) for side in found.sides]
    moved = [
        (one.id, f"{_at(months[0], one)} → {_at(months[1], other)}") for one, other in found.moved
    ]
    yield from _list(language.text("in both, elsewhere"), moved, language, full=full)
    for letter, month, only in zip(LETTERS, months, found.only, strict=True):
        title = language.say(message("only in {letter}", letter=letter))
        rows = [(one.id, _at(month, one)) for one in only]
        yield from _list(title, rows, language, full=full)


def _list(
    title: str, rows: Sequence[tuple[str, str]], language: Language, *, full: bool
) -> "Iterator[RenderableType]":
    from rich.table import Table
    from rich.text import Text

    if not rows:
        return
    yield Text(f"\n{title}", style="bold")
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(overflow="fold")
    table.add_column(overflow="fold")
    for id_, where in rows if full else rows[:_SHOWN]:
        table.add_row(f"  {id_}", clean(where))
    yield table
    if not full and len(rows) > _SHOWN:
        more = message("… and {n} more: --full", n=len(rows) - _SHOWN)
        yield Text(f"  {language.say(more)}", style="dim")


def _at(month: Month, booking: Booking) -> str:
    """Return "T6 25/11 sáng"."""
    language = month.language
    day = f"{language.short_weekday(booking.first)} {language.short_date(booking.first)}"
    if month.window(booking):
        return day
    venue = month.plan.venues.get(booking.venue or "")
    where = f", {venue.name}" if venue is not None and not booking.member else ""
    return f"{day} {month.part_of_day(booking)}{where}"


def as_json(found: "Comparison") -> dict[str, Any]:
    """Return both plans' figures, and the events that differ."""
    return {
        "plans": [_side(side) for side in found.sides],
        "moved": [
            {"id": one.id, "from": _where(one), "to": _where(other)} for one, other in found.moved
        ],
        "only": [[one.id for one in only] for only in found.only],
        "alike": found.alike,
    }


def _side(side: "Side") -> dict[str, Any]:
    schedule = side.made.schedule
    answer: dict[str, Any] = {
        "file": str(side.file),
        "status": str(schedule.status) if schedule is not None else "refused",
    }
    if not side.solved:
        return answer | {"conflicts": _conflicts(side)}
    solved = side.made.solved
    return answer | {
        "revision": solved.revision,
        "price": solved.price,
        "bound": solved.bound,
        "prices": dict(solved.prices),
        "fairness": {
            key: {"largest": float(one.largest), "total": float(one.total)}
            for key, one in side.measures.items()
        },
        "full_sessions": dict(side.full),
        "spent": _spent(side.spent),
        "events": len(solved.bookings),
    }


def _spent(spent: Mapping[str | None, int]) -> dict[str, int]:
    return {source or "": amount for source, amount in spent.items()}


def _conflicts(side: "Side") -> list[dict[str, Any]]:
    """Return the first line of each conflict."""
    schedule = side.made.schedule
    if schedule is None:
        problems = side.made.reading.diagnostics
        spans = [one.span for one in problems if one.severity is Severity.ERROR]
    else:
        spans = [members[0].span for members in schedule.conflicts if members]
    return [
        {"file": span.file, "line": span.line, "text": span.text.strip()}
        for span in spans
        if span is not None
    ]


def _where(booking: Booking) -> dict[str, Any]:
    return {
        "date": booking.first.isoformat(),
        "session": booking.session,
        "venue": booking.venue,
    }
