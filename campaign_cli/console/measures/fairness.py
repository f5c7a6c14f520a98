"""How evenly wards and people are treated: the measures, and who is far from an even share."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING, Any

from campaign_cli.console.layout.terminal import NARROW, Screen
from campaign_cli.console.month.words import Month, heading, month_of, next_step
from campaign_cli.model.plan import Plan
from campaign_cli.model.schedule.fairness import Measure, Share, Yardstick
from campaign_cli.support.language import N_, Language, Message, counted, message
from campaign_cli.support.text import clean

if TYPE_CHECKING:
    from rich.console import RenderableType

    from campaign_cli.app import Made
    from campaign_cli.scheduling.questions.certificates import Best, Certificate

_MEASURES = {
    "chosen": N_("chosen to host"),
    "events": N_("events"),
    "cost": N_("spent there ({currency})"),
    "evenings": N_("evenings"),
    "weekends": N_("weekends"),
}
_SHOWN = 4
"""So many of a measure are shown, the farthest from their shares first; more with --full."""
_MILLION = 1_000_000
_WIDE = 14
"""Columns of a figure: hundreds of millions and a sign."""


def show(
    screen: Screen, made: "Made", found: "Sequence[Certificate]", *, full: bool = False
) -> None:
    """Show every measure with its best, and who is far from even."""
    month = month_of(made, screen.language)
    screen.show(heading(month), *parts(month, found, screen.width(), full=full))
    if not full:
        screen.note(next_step(screen.language, "campaign show fairness --full"))


def parts(
    month: Month, found: "Sequence[Certificate]", width: int, *, full: bool = False
) -> "Iterator[RenderableType]":
    """Yield the table of measures, what its marks mean, and each measure's wards or people."""
    from rich.text import Text

    language = month.language
    if not found:
        yield Text(language.text("there is nothing to be divided evenly"), style="dim")
        return
    yield _overview(month, found, width)
    yield Text(
        language.text(
            "off: how far from the even share, the farthest one and all together; "
            "best: the least of any month"
        ),
        style="dim",
    )
    if any(one.settled for one in found):
        yield Text(language.text("=: no choice of the plan changes it"), style="dim")
    if any(not (one.largest.proved and one.total.proved) for one in found):
        yield Text(language.text("≥: not proved; no month is below that"), style="dim")
    uneven = [one for one in found if full or not _at_best(one)]
    for one in uneven:
        yield Text("")
        yield from _details(month, one.measure, width, full=full)
    if not uneven:
        yield Text(language.text("no month is more even in any of them"), style="bold")


def _at_best(one: "Certificate") -> bool:
    """Return whether no month is known to be more even."""
    measure = one.measure
    return (measure.largest, measure.total) == (one.largest.found, one.total.found)


def _overview(month: Month, found: "Sequence[Certificate]", width: int) -> "RenderableType":
    from rich.table import Table

    language = month.language
    table = Table(
        box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim", width=min(width, NARROW)
    )
    table.add_column("", ratio=1)
    for title in (N_("farthest off"), N_("best"), N_("all off"), N_("best")):
        table.add_column(language.text(title), justify="right", no_wrap=True)
    for one in found:
        measure = one.measure
        table.add_row(
            clean(language.say(named(month.plan, measure.yardstick))),
            _figure(measure.largest, language),
            _best(one.largest, one, language),
            _figure(measure.total, language),
            _best(one.total, one, language),
        )
    return table


def _best(best: "Best", one: "Certificate", language: Language) -> str:
    if one.settled:
        return "="
    if best.proved:
        return _figure(best.found, language)
    # Rounded down: a bound must not say more than is proved.
    return f"≥ {_figure(Fraction(floor(best.bound * 10), 10), language)}"


def _details(
    month: Month, measure: Measure, width: int, *, full: bool
) -> "Iterator[RenderableType]":
    """Yield who has how much of a measure, and what would be even."""
    from rich.table import Table
    from rich.text import Text

    language = month.language
    title = Text(clean(language.say(named(month.plan, measure.yardstick))), style="bold")
    title.append(f" · {clean(language.say(_weighed(measure.yardstick)))}", "dim")
    yield title
    away = sorted(measure.shares, key=lambda share: -abs(share.off))
    off = [share for share in away if share.off]
    shown = measure.shares if full else off[:_SHOWN]
    table = Table(
        box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim", width=min(width, NARROW)
    )
    table.add_column("", ratio=1)
    for head in (N_("has"), N_("even"), N_("off")):
        table.add_column(language.text(head), justify="right", no_wrap=True, min_width=_WIDE)
    for share in shown:
        table.add_row(
            f"  {clean(_whose(month.plan, measure.yardstick, share))}",
            language.number(share.has),
            _figure(share.even, language),
            _signed(share.off, language),
        )
    if shown:
        yield table
    if len(off) > len(shown):
        more = counted("… and {n} other", "… and {n} others", len(off) - len(shown))
        yield Text(f"  {language.say(more)}", style="dim")
    even = len(away) - len(off)
    if even and not full:
        said = counted("{n} has exactly an even share", "{n} have exactly an even share", even)
        yield Text(f"  {language.say(said)}", style="dim")


def named(plan: Plan, yardstick: Yardstick) -> Message:
    """Return what a measure is called."""
    if yardstick.what == "supply":
        return message("{name}", name=plan.supplies[yardstick.id].name)
    if yardstick.what == "servings":
        names = tuple(pool.name for pool in yardstick.pools)
        return message("served: {pools}", pools=names)
    return message(_MEASURES[yardstick.what], currency=plan.budget.currency)


def _weighed(yardstick: Yardstick) -> Message:
    match yardstick.by:
        case "need":
            return message("by need")
        case "population":
            return message("by population")
        case "equal":
            return message("alike for all")
        case "per":
            return message("as the plan counts it out")
        case count:
            return message("by `{count}`", count=count)


def _whose(plan: Plan, yardstick: Yardstick, share: Share) -> str:
    for pool in yardstick.pools:
        if share.id in pool.members:
            return pool.members[share.id].name
    return plan.wards[share.id].name


def _figure(amount: Fraction, language: Language) -> str:
    """Return a figure with one place behind the point, where it is not whole."""
    whole = amount.denominator == 1 or abs(amount) >= _MILLION
    return language.number(round(amount)) if whole else language.number(round(float(amount), 1))


def _signed(amount: Fraction, language: Language) -> str:
    figure = _figure(abs(amount), language)
    return f"{'+' if amount > 0 else '−'}{figure}" if amount else figure


def as_json(found: "Sequence[Certificate]") -> list[dict[str, Any]]:
    """Return every measure with everyone's share."""
    return [
        {
            "measure": one.measure.yardstick.key,
            "by": one.measure.yardstick.by,
            "settled": one.settled,
            "largest": _certified(one.measure.largest, one.largest),
            "total": _certified(one.measure.total, one.total),
            "shares": [
                {
                    "id": share.id,
                    "has": share.has,
                    "even": _plain(share.even),
                    "off": _plain(share.off),
                }
                for share in one.measure.shares
            ],
        }
        for one in found
    ]


def _certified(now: Fraction, best: "Best") -> dict[str, Any]:
    return {
        "now": _plain(now),
        "best": _plain(best.found),
        "bound": _plain(best.bound),
        "proved": best.proved,
    }


def _plain(amount: Fraction) -> float:
    return int(amount) if amount.denominator == 1 else round(float(amount), 4)
