"""Plan lines that cost something, or use something up: a row each, the largest first."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from campaign_cli.model.plan import Activity, Plan
from campaign_cli.model.plan.activity import SHARE
from campaign_cli.model.plan.demand import cost_at, members_of, supply_uses
from campaign_cli.support.diagnostic import Cause
from campaign_cli.support.language import Language
from campaign_cli.support.text import clean

if TYPE_CHECKING:
    from rich.text import Text

_RULES = {"budget", "supply-quantity"}
_KEYS = {"cost", "unit_cost", "supplies"}

Row = tuple[str, str, str, str, int]


def tabled(members: Sequence[Cause]) -> tuple[Cause, ...]:
    """Return those of the members that a row each says enough about.

    Of an activity with a row, the line that asks for it says nothing more.
    """
    using = [one for one in members if one.rule in _RULES and one.path[-1] in _KEYS and one.span]
    whose = {one.path[:2] for one in using}
    asking = (one for one in members if one.rule == "chosen-count" and one.path[:2] in whose)
    return (*using, *asking) if len(using) > 1 else ()


def table(members: Sequence[Cause], plan: Plan, gutter: int, language: Language) -> "Text":
    """Return a row for each line: where it stands, whose it is, how often how much, the sum."""
    from rich.cells import cell_len
    from rich.text import Text

    about = next((one.path[1] for one in members if one.path[0] == "supply"), "")
    rows = sorted(_rows(members, plan, about, language), key=lambda row: (-row[4], row[:2]))
    widths = [max((cell_len(str(row[column])) for row in rows), default=0) for column in range(4)]
    text = Text()
    for place, whose, parts, total, _ in rows:
        text.append(f"{' ' * gutter} | ", "blue")
        text.append(_padded(place, widths[0]), "blue")
        text.append(f"  {_padded(whose, widths[1])}")
        text.append(f"  {' ' * (widths[2] - cell_len(parts))}{parts}")
        text.append(f" = {' ' * (widths[3] - cell_len(total))}{total}\n" if total else "\n")
    text.append(f"{' ' * gutter} |\n", "blue")
    return text


def _padded(text: str, width: int) -> str:
    from rich.cells import cell_len

    return text + " " * (width - cell_len(text))


def _rows(members: Sequence[Cause], plan: Plan, supply: str, language: Language) -> Iterator[Row]:
    for one in members:
        if one.span is None or one.path[-1] not in _KEYS:
            continue
        place = clean(f"{one.span.file}:{one.span.line}")
        whose = clean(f"`{one.path[1]}`")
        if one.path[0] == "supply":
            bought = plan.supplies[one.path[1]]
            each, times = [bought.unit_cost], bought.quantity
        else:
            activity = plan.activities[one.path[1]]
            each, times = _each(plan, activity, "" if one.rule == "budget" else supply)
        if not each:
            yield place, whose, "", "", 0
            continue
        low, high = min(each), max(each)
        total = sum(each) * times
        count = len(each) * times
        amount = language.number(low)
        if low != high:
            amount += f"–{language.number(high)}"
        parts = f"{language.number(count)} × {amount}"
        yield place, whose, parts, language.number(total), total


def _each(plan: Plan, activity: Activity, supply: str) -> tuple[list[int], int]:
    """Return what each event of an activity costs, or uses of a supply; and how often."""
    host = plan.host_activity(activity)
    each: list[int] = []
    for member in members_of(host):
        if not supply:
            each.append(cost_at(activity, member))
            continue
        use = supply_uses(activity, member).get(supply, 0)
        if use == SHARE or isinstance(use, str):
            return [], 0
        each.append(use)
    if host.targets.form == "choose":
        each = sorted(each, reverse=True)[: host.targets.choose]
    return [one for one in each if one], host.times
