"""`campaign show supplies` and `campaign show budget`, for programs."""

from dataclasses import asdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from campaign_cli.model.orders import Costs, Delivery, Order

FORMAT = 1


def orders_as_json(orders: "tuple[Order, ...]", currency: str) -> dict[str, object]:
    """Return every order with its deliveries: `given` and `over` are together `quantity`."""
    return {"format": FORMAT, "currency": currency, "supplies": [_order(one) for one in orders]}


def _order(order: "Order") -> dict[str, object]:
    return {
        "id": order.supply,
        "name": order.name,
        "unit": order.unit,
        "need": order.need,
        "quantity": order.quantity,
        "given": order.given,
        "over": order.over,
        "waste": order.waste,
        "pack": order.pack,
        "unit_cost": order.unit_cost,
        "cost": order.cost,
        "value": order.value,
        "worth": order.worth,
        "source": order.source,
        "ready": order.ready.isoformat() if order.ready else None,
        "deliveries": [_delivery(one) for one in order.deliveries],
    }


def _delivery(one: "Delivery") -> dict[str, object]:
    return {
        "ward": None if one.joint else one.to.id,
        "to": one.to.name,
        "events": list(one.events),
        "need": one.need,
        "amount": one.amount,
        "packs": one.packs,
        "loose": one.loose,
        "by": one.by.isoformat(),
        "from": one.giver.name,
    }


def costs_as_json(costs: "Costs") -> dict[str, object]:
    """Return the budget: by activity and supply, by ward, and by source, the same total."""
    return {
        "format": FORMAT,
        "currency": costs.currency,
        "total": costs.total,
        "limit": costs.limit,
        "left": costs.left,
        "activities": [asdict(one) for one in costs.activities],
        "supplies": [
            {
                "supply": one.supply,
                "name": one.name,
                "quantity": one.quantity,
                "unit_cost": one.unit_cost,
                "total": one.cost,
                "source": one.source,
            }
            for one in costs.supplies
        ],
        "wards": [
            {
                "ward": one.ward.id,
                "events": one.events,
                "supplies": one.supplies,
                "total": one.total,
            }
            for one in costs.wards
        ],
        "joint": {"events": costs.joint_events, "supplies": costs.joint_supplies},
        "over": costs.over,
        "sources": [{**asdict(one), "left": one.left} for one in costs.sources],
        "in_kind": [
            {"supply": one.supply, "name": one.name, "quantity": one.quantity, "worth": one.worth}
            for one in costs.in_kind
        ],
    }
