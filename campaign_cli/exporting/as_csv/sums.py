"""The print order and the budget as flat tables: a row for each sum that is not made of others."""

from collections.abc import Iterator

from campaign_cli.exporting.material import Material
from campaign_cli.model.orders import Delivery, Order
from campaign_cli.pages.phrases import Phrases

Row = tuple[str, ...]


def order_head(say: Phrases) -> Row:
    """Return what the columns of the print order are called."""
    return (
        say.text("supply id"),
        say.text("supply"),
        say.text("unit"),
        say.text("for ward"),
        say.text("for body"),
        say.text("for whom"),
        say.text("for joint events"),
        say.text("needed"),
        say.text("given"),
        say.text("whole packs"),
        say.text("loose"),
        say.text("ready"),
        say.text("until"),
        say.text("collected from"),
        say.text("unit cost"),
        say.text("cost"),
        say.text("worth"),
        say.text("source"),
    )


def order_rows(material: Material) -> Iterator[Row]:
    """Yield a row for each supply and whoever is given it; last, what nobody is."""
    say = Phrases(material.checklists.stamp)
    for order in material.checklists.orders:
        for one in order.deliveries:
            yield _delivery(say, order, one)
        if order.over:
            nobody = ("", "", say.text("left over"), "", "", str(order.over), "", "", "", "", "")
            yield (order.supply, order.name, order.unit, *nobody, *_sums(order, order.over))


def _delivery(say: Phrases, order: Order, one: Delivery) -> Row:
    name = say.ward(one.to) if one.to.ward else one.to.name
    packed = order.pack > 1
    return (
        order.supply,
        order.name,
        order.unit,
        one.to.id if one.to.ward else "",
        "" if one.to.ward else one.to.id,
        name,
        "; ".join(one.events),
        str(one.need),
        str(one.amount),
        str(one.packs) if packed else "",
        str(one.loose) if packed else "",
        one.ready.isoformat() if one.ready else "",
        one.by.isoformat(),
        one.giver.name,
        *_sums(order, one.amount),
    )


def _sums(order: Order, amount: int) -> Row:
    paid, given = order.unit_cost, order.value
    return (
        str(paid) if paid else "",
        str(paid * amount) if paid else "",
        str(given * amount) if given else "",
        order.source,
    )


def budget_head(say: Phrases) -> Row:
    """Return what the columns of the budget are called."""
    return (
        say.text("activity"),
        say.text("event id"),
        say.text("supply"),
        say.text("wards"),
        say.text("for whom"),
        say.text("number"),
        say.text("unit cost"),
        say.text("cost"),
        say.text("source"),
    )


def budget_rows(material: Material) -> Iterator[Row]:
    """Yield a row for each event that costs something, and for each delivery that is paid for.

    What is given in kind is no cost: the print order has its worth.
    """
    lists, plan = material.checklists, material.plan
    say = Phrases(lists.stamp)
    joint = say.text("Joint events")
    sources = plan.budget.sources
    for booking in material.schedule.bookings:
        if booking.cost:
            activity = plan.activities[booking.activity]
            source = sources.get(activity.source or "")
            cost = str(booking.cost)
            yield (
                activity.title,
                booking.id,
                "",
                " ".join(booking.wards),
                say.ward(lists.wards[booking.wards[0]]) if len(booking.wards) == 1 else joint,
                "1",
                cost,
                cost,
                source.name if source else "",
            )
    for order in lists.costs.supplies:
        for one in order.deliveries:
            ward = one.to.id if one.to.ward and not one.joint else ""
            who = say.ward(one.to) if ward else joint
            yield _supplied(order, ward, who, one.amount)
        if order.over:
            yield _supplied(order, "", say.text("left over"), order.over)


def _supplied(order: Order, ward: str, who: str, amount: int) -> Row:
    cost = amount * order.unit_cost
    sums = (str(amount), str(order.unit_cost), str(cost), order.source)
    return ("", "", order.name, ward, who, *sums)
