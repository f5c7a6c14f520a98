"""The print order in the organiser's workbook: what is ordered, divided, delivered."""

from collections.abc import Sequence

from campaign_cli.exporting.as_xlsx.book import Book
from campaign_cli.exporting.as_xlsx.sheet import Sheet
from campaign_cli.exporting.as_xlsx.table import Column, Formula, Row, Styled, table
from campaign_cli.model.checklist import Office
from campaign_cli.model.orders import Delivery, Order
from campaign_cli.pages.phrases import Phrases
from campaign_cli.support.language import message
from campaign_cli.support.text import capital, column_letter

MOST_COLUMNS = 40
"""Supplies that a table of wards has columns for; with more of them nobody reads it."""


def print_order(book: Book, orders: Sequence[Order], currency: str) -> None:
    """Write what is ordered of each supply, how it is divided, and every delivery."""
    _ordered(book, orders, currency)
    _divided(book, orders)
    _deliveries(book, orders)


def facts_of(book: Book, currency: str = "") -> tuple[str, ...]:
    """Return what stands under a title: the campaign, the version, what money is counted in."""
    say = book.say
    money = message("in {currency}", currency=say.speech.currency(currency))
    return (say.campaign(), say.version(), *((capital(say.speech.say(money)),) if currency else ()))


def _ordered(book: Book, orders: Sequence[Order], currency: str) -> None:
    say = book.say
    columns = (
        Column("order.name", say.text("Supply"), 30, "bold"),
        Column("order.unit", say.text("Unit"), 9, "middle"),
        Column("order.need", say.text("Needed"), 10, "number"),
        Column("order.waste", say.text("Waste, %"), 9, "decimal"),
        Column("order.pack", say.text("A pack"), 8, "number"),
        Column("order.given", say.text("Given"), 10, "number"),
        Column("order.quantity", say.text("Ordered"), 10, "number"),
        Column("order.over", say.text("Over"), 9, "number"),
        Column("order.unit-cost", say.text("Unit cost"), 12, "number"),
        Column("order.cost", say.text("Cost"), 15, "number"),
        Column("order.source", say.text("Source"), 24),
        Column("order.giver", say.text("From"), 24),
        Column("order.ready", say.text("Ready"), 11.5, "date"),
        Column("order.id", capital(say.text("supply id")), 18, "id"),
    )
    its = table(
        book,
        say.text("Print order"),
        say.text("PRINT ORDER"),
        facts_of(book, currency),
        columns,
        (
            (
                one.name,
                one.unit,
                one.need,
                round(one.waste * 100, 1) or None,
                one.pack if one.pack > 1 else None,
                one.given,
                one.quantity,
                Formula("=G{row}-F{row}", one.over),
                one.unit_cost if one.cost else None,
                Formula("=G{row}*I{row}", one.cost)
                if one.cost
                else Styled(say.text("in kind") if one.worth else "", "middle"),
                one.source,
                ", ".join(say.ward(giver) if giver.ward else giver.name for giver in one.givers),
                one.ready,
                one.supply,
            )
            for one in orders
        ),
        protected=False,
    )
    total = Formula("=SUM(J{first}:J{last})", sum(one.cost for one in orders))
    _total(book, its.sheet, its.head, its.last, columns, {0: say.text("Total"), 9: total})


def _divided(book: Book, orders: Sequence[Order]) -> None:
    """Write a row for each ward, a column for each supply."""
    say = book.say
    shown = orders[:MOST_COLUMNS]
    amounts = {one.supply: {each.to.id: each.amount for each in one.wards} for one in shown}
    joint = {one.supply: sum(each.amount for each in one.joint) for one in shown}
    wards: dict[str, Office] = {each.to.id: each.to for one in shown for each in one.wards}
    columns = (
        Column("share.ward", capital(say.stamp.ward_term), 28, "bold"),
        *(Column(f"share.{one.supply}", _unit(book, one), 13, "number") for one in shown),
        Column("share.id", say.text("Id"), 18, "id"),
    )
    rows: list[Row] = [
        (say.ward(office), *(amounts[one.supply].get(ward) for one in shown), ward)
        for ward, office in wards.items()
    ]
    if any(joint.values()):
        rows.append((say.text("Joint events"), *(joint[one.supply] or None for one in shown), ""))
    its = table(
        book,
        say.text("Shares"),
        say.text("SHARES OF SUPPLIES"),
        facts_of(book),
        columns,
        rows,
        protected=False,
    )
    sums: dict[int, str | Formula] = {0: say.text("Total")}
    for place, one in enumerate(shown, start=1):
        letter = column_letter(place)
        sums[place] = Formula(f"=SUM({letter}{{first}}:{letter}{{last}})", one.given)
    _total(book, its.sheet, its.head, its.last, columns, sums)


def _unit(book: Book, one: Order) -> str:
    return book.literal(f"{one.name} ({one.unit})" if one.unit else one.name)


def _deliveries(book: Book, orders: Sequence[Order]) -> None:
    say = book.say
    table(
        book,
        say.text("Deliveries"),
        say.text("DELIVERIES"),
        facts_of(book),
        (
            Column("delivery.supply", say.text("Supply"), 28, "bold"),
            Column("delivery.to", say.text("For"), 40),
            Column("delivery.need", say.text("Needed"), 10, "number"),
            Column("delivery.amount", say.text("Given"), 10, "number"),
            Column("delivery.unit", say.text("Unit"), 9, "middle"),
            Column("delivery.packs", say.text("Packs"), 8, "number"),
            Column("delivery.loose", say.text("Loose"), 8, "number"),
            Column("delivery.ready", say.text("Ready"), 11.5, "date"),
            Column("delivery.by", capital(say.text("due")), 11.5, "date"),
            Column("delivery.giver", say.text("From"), 30),
            Column("delivery.id", capital(say.text("receipt id")), 30, "id"),
        ),
        (_delivery(say, one, each) for one in orders for each in one.deliveries),
        protected=False,
    )


def _delivery(say: Phrases, one: Order, each: Delivery) -> Row:
    to = say.ward(each.to) if each.to.ward else each.to.name
    return (
        one.name,
        f"{to} ({'; '.join(each.events)})" if each.joint else to,
        each.need,
        each.amount,
        one.unit,
        each.packs if each.pack > 1 else None,
        each.loose or None if each.pack > 1 else None,
        each.ready if each.ready and each.ready <= each.by else None,
        each.by,
        say.ward(each.giver) if each.giver.ward else each.giver.name,
        f"{one.supply}@{each.to.id}" if not each.joint else "",
    )


def _total(
    book: Book,
    sheet: Sheet,
    head: int,
    last: int,
    columns: tuple[Column, ...],
    sums: dict[int, str | Formula],
) -> None:
    """Write a last row that sums up, outside what is filtered; the column of ids has none."""
    if last == head:
        return
    for place in range(len(columns) - 1):
        value = sums.get(place)
        if isinstance(value, Formula):
            text = value.text.format(first=head + 2, last=last + 1)
            sheet.write_formula(last + 1, place, text, book.style("sum"), value.value)
        else:
            book.text(sheet, last + 1, place, value or "", "sum-text")
    sheet.print_area(0, 0, last + 1, len(columns) - 2)
