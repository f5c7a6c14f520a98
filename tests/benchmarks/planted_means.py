"""Conflicts of money, supplies and choices."""

from helpers.builders import on

from benchmarks.planting import (
    COSTS,
    Ground,
    Mend,
    Planted,
    Unplantable,
    and_one,
    holds,
)
from campaign_cli.model.plan.demand import events_asked_for


def _needed(ground: Ground, source: str | None = None) -> int:
    return sum(
        cost * events_asked_for(ground.plan.activities[id_])
        for id_, (cost, of) in COSTS.items()
        if id_ in ground.plan.activities and source in {None, of}
    )


def budget(ground: Ground) -> Planted:
    """Everything costs more than the limit."""
    needed = _needed(ground)
    limit = needed - ground.random.randrange(1, 9) * 1_000_000
    text = ground.text.but("budget", limit=limit)
    mended = ground.text.but("budget", limit=needed)
    path = ("budget", "limit")
    return Planted("budget", ground.text, text, mended, (path,), (Mend(path, limit, needed),))


def source(ground: Ground) -> Planted:
    """A source pays for more than it has."""
    needed = _needed(ground, "quan")
    amount = needed - ground.random.randrange(1, 9) * 1_000_000
    here = ("budget", "source", "quan")
    text = ground.text.but(*here, amount=amount)
    mended = ground.text.but(*here, amount=needed)
    path = (*here, "amount")
    return Planted("source", ground.text, text, mended, (here,), (Mend(path, amount, needed),))


def supply(ground: Ground) -> Planted:
    """Less of a supply than its events use."""
    needed = 50 * ground.wards
    there = needed - ground.random.randrange(1, 40)
    here = ("supply", "leaflet")
    text = ground.text.but(*here, quantity=there)
    mended = ground.text.but(*here, quantity=needed)
    path = (*here, "quantity")
    return Planted("supply", ground.text, text, mended, (path,), (Mend(path, there, needed),))


def chosen_in_groups(ground: Ground) -> Planted:
    """More wards are to be chosen than the most of each group come to."""
    most = 2 if ground.wards < 20 else 3
    can = sum(min(most, len(group.wards)) for group in ground.plan.groups.values())
    before = ground.text.but("activity", "arts", wards={"choose": can, "per_group": most})
    many = can + 1 + ground.random.randrange(2)
    text = ground.text.but("activity", "arts", wards={"choose": many, "per_group": most})
    if not holds(before):
        raise Unplantable
    path = ("activity", "arts", "wards", "choose")
    return Planted("chosen-in-groups", before, text, before, (path,), (Mend(path, many, can),))


def chosen_closed(ground: Ground) -> Planted:
    """Of the wards to choose from too many are closed to the kind."""
    listed = sorted(ground.names[:4])
    wards = {"choose": 3, "of": listed}
    away = {"from": on("15/11"), "to": on("15/12"), "kinds": ["arts"], "why": "Không có sân bãi"}
    some = {**away, "to": on("11/12")}
    before = and_one(
        ground.text.but("activity", "arts", wards=wards), "ward", listed[0], closed=away
    )
    text = and_one(before, "ward", listed[1], closed=away)
    mended = and_one(before, "ward", listed[1], closed=some)
    mended = before.but("activity", "arts", wards={**wards, "choose": 2})
    mended = and_one(mended, "ward", listed[1], closed=away)
    if not holds(before) or not holds(mended):
        raise Unplantable
    path = ("ward", listed[1], "closed")
    repair = Mend(("activity", "arts", "wards", "choose"), 3, 2)
    return Planted("chosen-closed", before, text, mended, (path,), (repair,))


def chosen_budget(ground: Ground) -> Planted:
    """More wards are to be chosen than the money for them pays."""
    sure = sum(
        cost * events_asked_for(ground.plan.activities[id_])
        for id_, (cost, of) in COSTS.items()
        if of == "van-dong" and id_ != "arts"
    )
    count = ground.plan.activities["arts"].targets.choose
    here = ("budget", "source", "van-dong")
    amount = sure + COSTS["arts"][0] * count - 1_000_000
    text = ground.text.but(*here, amount=amount)
    wards = ground.text.has("activity", "arts", "wards")
    mended = text.but("activity", "arts", wards={**wards, "choose": count - 1})
    if not holds(mended):
        raise Unplantable
    repair = Mend(("activity", "arts", "wards", "choose"), count, count - 1)
    return Planted("chosen-budget", ground.text, text, mended, (here,), (repair,))
