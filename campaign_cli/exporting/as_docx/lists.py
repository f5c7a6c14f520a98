"""What a ward fills in by hand: who attended, what was handed over, who received gifts."""

from collections.abc import Iterator, Sequence

from campaign_cli.exporting.as_docx.xml import WIDTH, cell, paragraph, row, run, said, table, twips
from campaign_cli.model.checklist import Event, Office, Receipt
from campaign_cli.model.plan import Plan
from campaign_cli.pages.phrases import Phrases
from campaign_cli.support.language import message
from campaign_cli.support.text import capital

_MOST = 60
"""Rows for those who receive gifts, at most: more go on a copy of the page."""

_NAMES = 1
"""The column of names."""

_SHORT = 6
"""Letters up to which a cell's text stands in its middle."""

_LINE = twips(8.5)
_NUMBER = twips(11)
_PEOPLE = (twips(11), twips(46), twips(14), twips(42), twips(23))
_GOODS = (twips(11), twips(50), twips(20), twips(20), twips(24))
_GIFTS = (twips(11), twips(43), twips(56), twips(22))


def attendance(event: Event, lines: int, say: Phrases, *, anew: bool) -> str:
    """Return an attendance sheet: which event, and empty lines to sign; `anew`: on a new page."""
    item = say.event(event)
    when = " ".join((*item.when, item.hours)).strip()
    heads = (
        say.text("No."),
        say.text("Full name"),
        say.text("M/F"),
        say.text("Unit, neighbourhood"),
        say.text("Phone"),
        say.text("Signature"),
    )
    widths = (*_PEOPLE, WIDTH - sum(_PEOPLE))
    rows = (_line(widths, str(number)) for number in range(1, lines + 1))
    return (
        paragraph(run(item.title, bold=True), "Frame", "<w:pageBreakBefore/>" if anew else "")
        + said(" · ".join(filter(None, (when, item.place))), "Frame")
        + table(widths, (_head(widths, heads), *rows))
        + said(say.text("Present: ……… people, of whom ……… women, ……… men."), "Plain")
        + _signers(say.text("Drawn up by"), say.text("For the host"))
    )


def handover(receipts: Sequence[Receipt], say: Phrases) -> Iterator[str]:
    """Yield a record for each office that gives out: what, how much, who gave and who took."""
    heads = (
        say.text("No."),
        say.text("what is handed over"),
        say.text("unit"),
        say.text("amount"),
        say.text("received"),
        say.text("remarks"),
    )
    widths = (*_GOODS, WIDTH - sum(_GOODS))
    givers = dict.fromkeys(receipt.giver.id for receipt in receipts)
    for giver in givers:
        own = [receipt for receipt in receipts if receipt.giver.id == giver]
        rows = []
        for number, receipt in enumerate(own, start=1):
            _, _, when, _ = say.receipt(receipt)
            amount = say.speech.number(receipt.amount)
            texts = (str(number), receipt.name, receipt.unit, amount, "", when)
            rows.append(_line(widths, *texts))
        given = message("given out by: {office}", office=say.call(own[0].giver))
        yield (
            said(capital(say.speech.say(given)), "Plain")
            + paragraph("", "Table")
            + table(widths, (_head(widths, heads), *rows))
            + said(capital(say.text("day and place: ……………………………………")), "Plain")
            + _signers(say.text("handed over by"), say.text("received by"))
        )


def gifts(plan: Plan, receipts: Sequence[Receipt]) -> tuple[Receipt, ...]:
    """Return what is given to households: what activities that keep them private hand out."""
    given = {
        supply
        for activity in plan.activities.values()
        if activity.private or "gifts" in activity.kind.indicators
        for supply in activity.supplies
    }
    return tuple(receipt for receipt in receipts if receipt.supply in given)


def recipients(receipt: Receipt, ward: Office, plan: Plan, say: Phrases) -> str:
    """Return a list for those who receive a gift to sign, a row for each."""
    worth = plan.supplies[receipt.supply]
    value = worth.value or worth.unit_cost
    each = say.speech.money(value, plan.budget.currency) if value else "………"
    heads = (
        say.text("No."),
        say.text("full name"),
        say.text("address"),
        say.text("amount"),
        say.text("signature"),
    )
    widths = (*_GIFTS, WIDTH - sum(_GIFTS))
    amount = f"{say.speech.number(receipt.amount)} {receipt.unit}".strip()
    named = message("{gift}: {amount}, {value} each", gift=receipt.name, amount=amount, value=each)
    count = min(max(receipt.amount, 5), _MOST)
    rows = (_line(widths, str(number), "", "", "1") for number in range(1, count + 1))
    return (
        said(say.speech.say(named), "Plain")
        + paragraph("", "Table")
        + table(widths, (_head(widths, heads), *rows))
        + _signers(say.text("given out by"), _confirmed(ward, say))
    )


def _head(widths: Sequence[int], heads: Sequence[str]) -> str:
    return row(
        (
            cell(width, said(capital(head), "TableHead"), middle=True)
            for width, head in zip(widths, heads, strict=True)
        ),
        head=True,
    )


def _line(widths: Sequence[int], *texts: str) -> str:
    """Return a row with room to write in; numbers and units in the middle."""
    filled = (*texts, *[""] * (len(widths) - len(texts)))
    middle = '<w:jc w:val="center"/>'
    return row(
        (
            cell(
                width,
                said(text, "Table", middle if place != _NAMES and len(text) <= _SHORT else ""),
                middle=True,
            )
            for place, (width, text) in enumerate(zip(widths, filled, strict=True))
        ),
        height=_LINE,
    )


def _confirmed(ward: Office, say: Phrases) -> str:
    return say.speech.say(message("confirmed by the {ward}", ward=say.ward(ward)))


def _signers(left: str, right: str) -> str:
    half = WIDTH // 2
    cells = (cell(half, paragraph(run(capital(who), bold=True), "Frame")) for who in (left, right))
    room = '<w:spacing w:before="0" w:after="600"/>'
    return (
        paragraph("", "Table")
        + table((half, half), (row(cells),), ruled=False)
        + paragraph("", "Table", room)
    )
