"""The budget in the organiser's workbook, with sums that go on reckoning."""

from campaign_cli.exporting.as_xlsx.book import Book
from campaign_cli.exporting.as_xlsx.organiser.orders import facts_of
from campaign_cli.exporting.as_xlsx.sheet import Sheet
from campaign_cli.exporting.as_xlsx.table import (
    Column,
    Formula,
    Row,
    Styled,
    above,
    entries,
    titles,
)
from campaign_cli.model.orders import Costs
from campaign_cli.pages.phrases import Phrases
from campaign_cli.support.language import N_
from campaign_cli.support.text import column_letter

WIDTHS = (52, 16, 16, 18, 40)
LOOKS = ("text", "number", "number", "number", "text")


def budget(book: Book, costs: Costs) -> None:
    """Write what everything costs: by source, by activity, supplies, by ward, and in kind."""
    say = book.say
    sheet = book.sheet(say.text("Budget"))
    facts = list(facts_of(book, costs.currency))
    for place, width in enumerate(WIDTHS):
        sheet.set_column(place, place, width)
    row = above(book, sheet, say.text("BUDGET"), facts)
    row = _limit(book, sheet, row, costs)
    for title, names, rows, sums in _blocks(say, costs):
        if rows:
            row = _block(book, sheet, row, title, names, rows, sums)
    sheet.print_area(0, 0, row, 4)


def _limit(book: Book, sheet: Sheet, row: int, costs: Costs) -> int:
    """Write the sum, what may be spent, and what is left; return the next free row."""
    say = book.say
    facts: list[tuple[str, int | Formula]] = [(say.text("Planned"), costs.total)]
    if costs.limit is not None and costs.left is not None:
        left = Formula("=B{above}-B{before}", costs.left)
        facts += [(say.text("Limit"), costs.limit), (say.text("Left"), left)]
    for name, value in facts:
        book.text(sheet, row, 0, name, "bold")
        if isinstance(value, Formula):
            text = value.text.format(above=row, before=row - 1)
            sheet.write_formula(row, 1, text, book.style("number"), value.value)
        else:
            sheet.write_number(row, 1, value, book.style("number"))
        row += 1
    return row + 1


Block = tuple[str, tuple[str, ...], list[Row], tuple[int | None, ...]]
"""A title, the columns' titles, the rows, and what each column after the first adds up to."""


def _blocks(say: Phrases, costs: Costs) -> list[Block]:
    total = costs.total
    amounts = [one.amount for one in costs.sources if one.amount is not None]
    left = sum(one.left for one in costs.sources)
    supplied = sum(one.cost for one in costs.supplies)
    return [
        (
            say.text("BY SOURCE"),
            _names(say, N_("Source"), N_("Granted"), N_("Planned"), N_("Left")),
            [
                (
                    one.name if one.id is not None else say.text("no source named"),
                    one.amount,
                    one.planned,
                    Formula("=B{row}-C{row}", one.left),
                )
                for one in costs.sources
            ],
            (sum(amounts), total, left),
        ),
        (
            say.text("BY ACTIVITY"),
            _names(say, N_("Activity"), N_("How many"), N_("Each"), N_("Total"), N_("Source")),
            [
                (
                    one.title,
                    one.events,
                    Styled(say.text("differs"), "middle") if one.each is None else one.each,
                    one.total if one.each is None else Formula("=B{row}*C{row}", one.total),
                    Styled(one.source, "text"),
                )
                for one in costs.activities
            ],
            (None, None, sum(one.total for one in costs.activities), None),
        ),
        (
            say.text("SUPPLIES"),
            _names(say, N_("Supply"), N_("Ordered"), N_("Unit cost"), N_("Total"), N_("Source")),
            [
                (
                    one.name,
                    one.quantity,
                    one.unit_cost,
                    Formula("=B{row}*C{row}", one.cost),
                    Styled(one.source, "text"),
                )
                for one in costs.supplies
            ],
            (None, None, supplied, None),
        ),
        _by_ward(say, costs),
        (
            say.text("IN KIND"),
            _names(say, N_("Supply"), N_("Number"), N_("Worth each"), N_("Worth")),
            [
                (one.name, one.quantity, one.value, Formula("=B{row}*C{row}", one.worth))
                for one in costs.in_kind
            ],
            (None, None, sum(one.worth for one in costs.in_kind)),
        ),
    ]


def _by_ward(say: Phrases, costs: Costs) -> Block:
    """Return each ward's costs; then what is nobody's alone, so that the sum is everything."""
    rows: list[tuple[str, int | None, int]] = [
        (say.ward(one.ward), one.events, one.supplies) for one in costs.wards
    ]
    if costs.joint_events or costs.joint_supplies:
        rows.append((say.text("Joint events"), costs.joint_events, costs.joint_supplies))
    if costs.over:
        rows.append((say.text("Supplies left over"), None, costs.over))
    events = sum(one or 0 for _, one, _ in rows)
    supplies = sum(one for _, _, one in rows)
    return (
        say.text("BY WARD"),
        _names(say, N_("For"), N_("Events"), N_("Supplies"), N_("Total")),
        [
            (name, its, used, Formula("=B{row}+C{row}", (its or 0) + used))
            for name, its, used in (rows if costs.total else ())
        ],
        (events, supplies, events + supplies),
    )


def _names(say: Phrases, *names: str) -> tuple[str, ...]:
    return tuple(map(say.text, names))


def _block(
    book: Book,
    sheet: Sheet,
    row: int,
    title: str,
    names: tuple[str, ...],
    rows: list[Row],
    sums: tuple[int | None, ...],
) -> int:
    """Write one table under another; return the next free row."""
    columns = tuple(
        Column(name, name, width, look)
        for name, width, look in zip(names, WIDTHS, LOOKS, strict=False)
    )
    book.text(sheet, row, 0, title, "label")
    titles(book, sheet, row + 1, columns)
    _, last = entries(book, sheet, row + 1, columns, rows)
    total: list[Styled] = [Styled(book.say.text("Total"), "sum-text")]
    for place, value in enumerate(sums, start=1):
        letter = column_letter(place)
        formula = Formula(f"=SUM({letter}{row + 3}:{letter}{last + 1})", value or 0)
        total.append(Styled(None if value is None else formula, "sum"))
    entries(book, sheet, last, columns, [total])
    return last + 3
