"""The figures of two plans, side by side: prices, fairness, bottlenecks, money, events."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from campaign_cli.console.measures.fairness import named
from campaign_cli.console.month.words import preference_name
from campaign_cli.model.audit import STAGE_ONE
from campaign_cli.model.plan import PREFERENCES
from campaign_cli.support.language import N_, Language
from campaign_cli.support.text import clean

if TYPE_CHECKING:
    from rich.table import Table

    from campaign_cli.app import Comparison

LETTERS = ("A", "B")
_MILLION = 1_000_000

Figures = Sequence[Fraction | int | None]
"""Of each plan; None: it has no such thing."""


def figures(found: "Comparison", language: Language) -> "Table":
    """Return the table of all figures, and by how much the second plan has more."""
    from rich.table import Table

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("", ratio=1, overflow="fold")
    for letter in (*LETTERS, "B − A"):
        table.add_column(letter, justify="right", no_wrap=True)
    sections: tuple[tuple[str, Iterable[tuple[str, Figures]]], ...] = (
        (N_("points paid for wishes"), _prices(found, language)),
        (N_("who serves (settled after, not in the price)"), _people(found, language)),
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
    yield from _paid(found, (*STAGE_ONE, "stability"), language)


def _people(found: "Comparison", language: Language) -> Iterator[tuple[str, Figures]]:
    later = [one for one in PREFERENCES if one not in {*STAGE_ONE, "stability"}]
    yield from _paid(found, later, language)


def _paid(
    found: "Comparison", names: Iterable[str], language: Language
) -> Iterator[tuple[str, Figures]]:
    left, right = (side.made.solved for side in found.sides)
    for name in names:
        paid = left.prices.get(name, 0), right.prices.get(name, 0)
        if any(paid):
            yield preference_name(name, language), paid


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
