"""The outlines of the print order and of the budget: tables of numbers, each with its sum."""

from collections.abc import Iterator

from campaign_cli.model.orders import ActivityCost, Costs, Delivery, Order
from campaign_cli.pages.framing import framed
from campaign_cli.pages.outline import Outline, Section
from campaign_cli.pages.phrases import Phrases
from campaign_cli.pages.views import PrintOrder, Spending
from campaign_cli.support.language import N_, Message, message


def print_order(page: PrintOrder) -> Outline:
    """Return what is ordered, then for each supply who is given how many."""
    say = Phrases(page.stamp)
    return framed(
        say,
        say.text("PRINT ORDER"),
        page.organiser.name,
        (),
        (
            _ordered(say, page.orders, page.currency),
            *(_deliveries(say, order) for order in page.orders),
        ),
    )


def spending(page: Spending) -> Outline:
    """Return the budget: by source, by activity, supplies, by ward, and what is in kind."""
    say, costs = Phrases(page.stamp), page.costs
    facts = [(say.text("Planned"), say.speech.money(costs.total, costs.currency))]
    if costs.limit is not None and costs.left is not None:
        facts.append((say.text("Limit"), say.speech.money(costs.limit, costs.currency)))
        facts.append((say.text("Left"), say.speech.money(costs.left, costs.currency)))
    sections = (_sources, _activities, _supplies, _wards, _in_kind)
    return framed(
        say,
        say.text("BUDGET"),
        page.organiser.name,
        facts,
        (section(say, costs) for section in sections),
    )


def _ordered(say: Phrases, orders: tuple[Order, ...], currency: str) -> Section:
    number = say.speech.number
    quantities = (N_("Supply"), N_("Unit"), N_("Needed"), N_("Ordered"))
    costs = (N_("Over"), N_("Unit cost"), N_("Cost"))
    total = sum(order.cost for order in orders)
    return Section(
        title=say.text("ALL SUPPLIES"),
        note=_in_currency(say, currency) if total else "",
        head=_head(say, *quantities, *costs),
        rows=tuple(
            (
                order.name,
                order.unit,
                *map(number, (order.need, order.quantity, order.over)),
                *(
                    (number(order.unit_cost), number(order.cost))
                    if order.cost
                    else ("", say.text("in kind") if order.worth else "")
                ),
            )
            for order in orders
        ),
        numbers=frozenset(range(2, 7)),
        total=(say.text("Total"), "", "", "", "", "", number(total)) if total else (),
        empty=say.text("none"),
    )


def _deliveries(say: Phrases, order: Order) -> Section:
    number = say.speech.number
    return Section(
        title=order.name,
        note=" · ".join(say.speech.say(part) for part in _terms(order)),
        head=_head(say, N_("For"), N_("Needed"), N_("Given"), N_("Packs"), N_("When"), N_("From")),
        rows=tuple(
            (
                _receiver(say, one),
                number(one.need),
                number(one.amount),
                _packs(say, one),
                say.handover(one.ready, one.by),
                one.giver.name,
            )
            for one in order.deliveries
        ),
        numbers=frozenset({1, 2, 3}),
        total=(say.text("Total"), number(order.need), number(order.given), "", "", ""),
    )


def _terms(order: Order) -> Iterator[Message]:
    if order.unit:
        yield message("in {unit}", unit=order.unit)
    if order.pack > 1:
        yield message("packs of {pack}", pack=order.pack)
    if order.waste:
        yield message("waste {percent}%", percent=_percent(order.waste))
    if order.ready:
        yield message("ready {day}", day=order.ready)
    if order.source:
        yield message("paid by {source}", source=order.source)


def _percent(part: float) -> float:
    percent = round(part * 100, 1)
    return int(percent) if percent.is_integer() else percent


def _receiver(say: Phrases, one: Delivery) -> str:
    if one.joint:
        name = say.ward(one.to) if one.to.ward else one.to.name
        return f"{name} ({'; '.join(one.events)})"
    return say.ward(one.to)


def _packs(say: Phrases, one: Delivery) -> str:
    """Return "3", "3 + 20" where a pack is broken; "" where there are no packs."""
    if one.pack == 1:
        return ""
    packs = say.speech.number(one.packs)
    return f"{packs} + {say.speech.number(one.loose)}" if one.loose else packs


def _head(say: Phrases, *names: str) -> tuple[str, ...]:
    return tuple(map(say.text, names))


def _in_currency(say: Phrases, currency: str) -> str:
    return say.speech.say(message("in {currency}", currency=say.speech.currency(currency)))


def _sources(say: Phrases, costs: Costs) -> Section:
    number = say.speech.number
    rows = tuple(
        (
            source.name if source.id is not None else say.text("no source named"),
            "" if source.amount is None else number(source.amount),
            number(source.planned),
            number(source.left),
        )
        for source in costs.sources
    )
    amounts = [source.amount for source in costs.sources if source.amount is not None]
    left = sum(source.left for source in costs.sources)
    total = (number(sum(amounts)), number(costs.total), number(left))
    return Section(
        title=say.text("BY SOURCE"),
        note=_in_currency(say, costs.currency),
        head=_head(say, N_("Source"), N_("Granted"), N_("Planned"), N_("Left")),
        rows=rows if amounts else (),
        numbers=frozenset({1, 2, 3}),
        total=(say.text("Total"), *total),
    )


def _activities(say: Phrases, costs: Costs) -> Section:
    number = say.speech.number
    total = sum(one.total for one in costs.activities)
    return Section(
        title=say.text("BY ACTIVITY"),
        note=_in_currency(say, costs.currency),
        head=_head(say, N_("Activity"), N_("How many"), N_("Each"), N_("Total"), N_("Source")),
        rows=tuple(_activity(say, one) for one in costs.activities),
        numbers=frozenset({1, 2, 3}),
        total=(say.text("Total"), "", "", number(total), ""),
    )


def _activity(say: Phrases, one: ActivityCost) -> tuple[str, ...]:
    number = say.speech.number
    each = say.text("differs") if one.each is None else number(one.each)
    return (one.title, number(one.events), each, number(one.total), one.source)


def _supplies(say: Phrases, costs: Costs) -> Section:
    number = say.speech.number
    total = sum(order.cost for order in costs.supplies)
    return Section(
        title=say.text("SUPPLIES"),
        note=_in_currency(say, costs.currency),
        head=_head(say, N_("Supply"), N_("Ordered"), N_("Unit cost"), N_("Total"), N_("Source")),
        rows=tuple(
            (
                order.name,
                number(order.quantity),
                number(order.unit_cost),
                number(order.cost),
                order.source,
            )
            for order in costs.supplies
        ),
        numbers=frozenset({1, 2, 3}),
        total=(say.text("Total"), "", "", number(total), ""),
    )


def _wards(say: Phrases, costs: Costs) -> Section:
    """Return each ward's costs; then what is nobody's alone, so that the sum is everything."""
    number = say.speech.number
    rows = [
        (say.ward(one.ward), *map(number, (one.events, one.supplies, one.total)))
        for one in costs.wards
    ]
    joint = (costs.joint_events, costs.joint_supplies)
    if any(joint):
        rows.append((say.text("Joint events"), *map(number, (*joint, sum(joint)))))
    if costs.over:
        rows.append((say.text("Supplies left over"), "", number(costs.over), number(costs.over)))
    events = sum(one.events for one in costs.wards) + costs.joint_events
    supplies = sum(one.supplies for one in costs.wards) + costs.joint_supplies + costs.over
    return Section(
        title=say.text("BY WARD"),
        note=_in_currency(say, costs.currency),
        head=_head(say, N_("Where"), N_("Events"), N_("Supplies"), N_("Total")),
        rows=tuple(rows) if costs.total else (),
        numbers=frozenset({1, 2, 3}),
        total=(say.text("Total"), *map(number, (events, supplies, events + supplies))),
    )


def _in_kind(say: Phrases, costs: Costs) -> Section:
    number = say.speech.number
    total = sum(order.worth for order in costs.in_kind)
    return Section(
        title=say.text("IN KIND"),
        note=say.speech.say(
            message(
                "worth in {currency}, no part of the sums",
                currency=say.speech.currency(costs.currency),
            )
        ),
        head=_head(say, N_("Supply"), N_("Number"), N_("Worth each"), N_("Worth")),
        rows=tuple(
            (order.name, number(order.quantity), number(order.value), number(order.worth))
            for order in costs.in_kind
        ),
        numbers=frozenset({1, 2, 3}),
        total=(say.text("Total"), "", "", number(total)),
    )
