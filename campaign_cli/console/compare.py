"""Two plans side by side: prices, fairness, bottlenecks, money, and the events that differ."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from campaign_cli.console import diagnostics
from campaign_cli.console.fairness import named
from campaign_cli.console.terminal import Screen
from campaign_cli.console.words import Month, month_of, revision_said
from campaign_cli.model.diagnostic import Severity
from campaign_cli.model.language import N_, Language, message
from campaign_cli.model.plan import PREFERENCES
from campaign_cli.model.schedule import Booking, Status
from campaign_cli.model.text import clean

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table
    from rich.text import Text

    from campaign_cli.app import Comparison, Side

_SHOWN = 10
"""So many events of a list are shown; all with --full."""
_LINES = 3
"""So many problems of a plan that has no schedule."""
_MILLION = 1_000_000
_LETTERS = ("A", "B")

Figures = Sequence[Fraction | int | None]
"""Of each plan; None: it has no such thing."""


def show(screen: Screen, found: "Comparison", *, full: bool = False) -> None:
    """Show both plans."""
    screen.show(*parts(found, screen.language, full=full))


def parts(
    found: "Comparison", language: Language, *, full: bool = False
) -> "Iterator[RenderableType]":
    """Yield which plans they are, their figures side by side, and the events that differ."""
    from rich.text import Text

    for letter, side in zip(_LETTERS, found.sides, strict=True):
        line = Text(f"{letter}  ", style="bold")
        line.append(clean(str(side.file)), "not bold")
        yield line
        yield from _about(side, language)
    if not all(side.solved for side in found.sides):
        return
    yield Text("")
    yield _figures(found, language)
    yield from _events(found, language, full=full)


def _about(side: "Side", language: Language) -> "Iterator[Text]":
    """Yield the campaign and its revision, or why there is no schedule."""
    from rich.text import Text

    if side.solved:
        name = clean(side.made.plan.campaign.name)
        revision = language.say(revision_said(side.made.solved))
        proved = side.made.solved.status is Status.OPTIMAL
        how = language.text("the best, proved") if proved else language.text("not proved the best")
        yield Text(f"   {name} · {revision} · {how}", style="dim")
        return
    schedule = side.made.schedule
    if schedule is not None and schedule.status is Status.OUT_OF_TIME:
        yield Text(f"   {language.text('no schedule was found in time')}", style="bold")
        return
    yield Text(f"   {language.text('no schedule is possible')}", style="bold")
    lines = list(_reasons(side, language))
    for line in lines[:_LINES]:
        yield Text(f"   {clean(line)}", overflow="ellipsis", no_wrap=True)
    if len(lines) > _LINES:
        more = message("… and {n} more", n=len(lines) - _LINES)
        yield Text(f"   {language.say(more)}", style="dim")
    step = f"campaign schedule {side.file}"
    yield Text(f"   {language.text('next:')} {clean(step)}", style="dim")


def _reasons(side: "Side", language: Language) -> Iterator[str]:
    """Yield the first line of each conflict, and each problem that reading sees."""
    if side.made.schedule is None:
        for one in side.made.reading.diagnostics:
            if one.severity is Severity.ERROR:
                yield diagnostics.concise(one, language)
        return
    for members in side.made.schedule.conflicts:
        spans = [one.span for one in members if one.span is not None]
        if spans:
            yield f"{spans[0].file}:{spans[0].line}: {spans[0].text.strip()}"
        elif members:
            yield f"{'.'.join(members[0].path)}: {members[0].rule}"


def _figures(found: "Comparison", language: Language) -> "Table":
    from rich.table import Table

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("", ratio=1, overflow="fold")
    for letter in (*_LETTERS, "B − A"):
        table.add_column(letter, justify="right", no_wrap=True)
    sections: tuple[tuple[str, Iterable[tuple[str, Figures]]], ...] = (
        (N_("points paid for wishes"), _prices(found, language)),
        (N_("farthest from an even share"), _fairness(found, language)),
        (N_("sessions in which all there is is in use"), _full(found)),
        (N_("money"), _money(found, language)),
        (N_("events"), _counts(found, language)),
    )
    for title, rows in sections:
        lines = list(rows)
        if not lines:
            continue
        table.add_row(language.text(title), style="dim")
        for name, (one, other) in lines:
            more = None if one is None or other is None else Fraction(other) - Fraction(one)
            table.add_row(
                f"  {clean(name)}",
                _figure(one, language),
                _figure(other, language),
                _more(more, language),
            )
    return table


def _prices(found: "Comparison", language: Language) -> Iterator[tuple[str, Figures]]:
    left, right = (side.made.solved for side in found.sides)
    yield language.text("price"), (left.price, right.price)
    if (left.price, right.price) != (left.bound, right.bound):
        yield language.text("the least it can be"), (left.bound, right.bound)
    for name in PREFERENCES:
        paid = left.prices.get(name, 0), right.prices.get(name, 0)
        if any(paid):
            yield name, paid


def _fairness(found: "Comparison", language: Language) -> Iterator[tuple[str, Figures]]:
    left, right = found.sides
    for key in dict.fromkeys((*left.measures, *right.measures)):
        one, other = left.measures.get(key), right.measures.get(key)
        side, measure = (left, one) if one is not None else (right, other)
        assert measure is not None
        yield (
            language.say(named(side.made.plan, measure.yardstick)),
            [None if it is None else it.largest for it in (one, other)],
        )


def _full(found: "Comparison") -> Iterator[tuple[str, Figures]]:
    left, right = found.sides
    for id_ in dict.fromkeys((*left.full, *right.full)):
        figures = left.full.get(id_), right.full.get(id_)
        if any(figures):
            plan = (left if id_ in left.full else right).made.plan
            yield plan.resources[id_].name, figures


def _money(found: "Comparison", language: Language) -> Iterator[tuple[str, Figures]]:
    left, right = found.sides
    totals = sum(left.spent.values()), sum(right.spent.values())
    if any(totals):
        yield language.text("all together"), totals
    sources = {
        source.id: source.name
        for side in (right, left)
        for source in side.made.plan.budget.sources.values()
    }
    for id_, name in sources.items():
        has = [id_ in side.made.plan.budget.sources for side in found.sides]
        yield (
            name,
            (
                left.spent.get(id_, 0) if has[0] else None,
                right.spent.get(id_, 0) if has[1] else None,
            ),
        )


def _counts(found: "Comparison", language: Language) -> Iterator[tuple[str, Figures]]:
    left, right = (len(side.made.solved.bookings) for side in found.sides)
    yield language.text("all together"), (left, right)
    yield language.text("only in this one"), (len(found.only[0]), len(found.only[1]))
    yield language.text("in both, elsewhere"), (len(found.moved), len(found.moved))


def _figure(amount: Fraction | int | None, language: Language) -> str:
    if amount is None:
        return "–"
    if isinstance(amount, int) or amount.denominator == 1 or amount >= _MILLION:
        return language.number(round(amount))
    return language.number(round(float(amount), 1))


def _more(amount: Fraction | None, language: Language) -> str:
    if amount is None:
        return ""
    if not amount:
        return "="
    return f"{'+' if amount > 0 else '−'}{_figure(max(amount, -amount), language)}"


def _events(found: "Comparison", language: Language, *, full: bool) -> "Iterator[RenderableType]":
    """Yield what lies elsewhere, from where to where, and what only one of the plans has."""
    months = [month_of(side.made, language) for side in found.sides]
    moved = [
        (one.id, f"{_at(months[0], one)} → {_at(months[1], other)}") for one, other in found.moved
    ]
    yield from _list(language.text("in both, elsewhere"), moved, language, full=full)
    for letter, month, only in zip(_LETTERS, months, found.only, strict=True):
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
