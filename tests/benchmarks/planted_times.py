"""Conflicts of days: windows too short for what is in them, and orders too long for them."""

from benchmarks.planting import (
    Ground,
    Mend,
    Planted,
    Unplantable,
    holds,
    shortest,
    tightest,
    with_by,
    workdays,
)


def window(ground: Ground) -> Planted:
    """A window that is too short for its events and the things they use."""
    fits, text, needed, day = shortest(ground, ground.text, "film", "18/11")
    path = ("activity", "film", "to")
    return Planted("window", fits, text, fits, (path,), (Mend(path, day, needed),))


def precedence(ground: Ground) -> Planted:
    """More days between two activities than their windows leave."""
    texts = [with_by(ground.text, "talk", "posters", by) for by in range(2, 26)]
    place = tightest(texts)
    text = texts[min(place + 1 + ground.random.randrange(3), len(texts) - 1)]
    by = text.has("activity", "talk", "after")[0]["by"]
    path = ("activity", "talk", "after", "posters")
    repair = Mend((*path, "by"), by, place + 2)
    return Planted("precedence", texts[place], text, texts[place], (path,), (repair,))


def chain(ground: Ground) -> Planted:
    """Three activities, each after the one before, with too many days between."""
    tight = with_by(ground.text, "talk", "posters", 6)
    texts = [with_by(tight, "visit", "talk", by) for by in range(1, 26)]
    place = tightest(texts)
    more = min(place + 1 + ground.random.randrange(3), len(texts) - 1)
    path = ("activity", "visit", "after", "talk")
    repair = Mend((*path, "by"), more + 1, place + 1)
    return Planted("chain", texts[place], texts[more], texts[place], (path,), (repair,))


def apart(ground: Ground) -> Planted:
    """Events of one ward are to be further apart than the window is long."""
    texts = [ground.text.but("activity", "contest", apart=days) for days in range(5, 23)]
    place = tightest(texts)
    more = min(place + 1 + ground.random.randrange(3), len(texts) - 1)
    path = ("activity", "contest", "apart")
    repair = Mend(path, more + 5, place + 5)
    return Planted("apart", texts[place], texts[more], texts[place], (path,), (repair,))


def supply_late(ground: Ground) -> Planted:
    """A supply comes too late for what comes after its events."""
    days = workdays("21/11", "15/12")
    texts = [ground.text.but("supply", "gift", ready=day) for day in days]
    place = tightest(texts)
    late = min(place + 1 + ground.random.randrange(2), len(days) - 1)
    path = ("supply", "gift", "ready")
    repair = Mend(path, days[late], days[place])
    return Planted("supply-late", texts[place], texts[late], texts[place], (path,), (repair,))


def interacting_things(ground: Ground) -> Planted:
    """A shorter window, and fewer things: either is possible, both are not."""
    quantity = ground.text.has("resource", "screens", "quantity")
    # In a large city one thing fewer takes less than a day longer.
    for left in range(quantity - 1, 0, -1):
        fewer = ground.text.but("resource", "screens", quantity=left)
        wide, _, needed, _ = shortest(ground, fewer, "film", "18/11")
        days = [day for day in reversed(workdays("18/11", "15/12")) if day < needed]
        day = days[min(ground.random.randrange(2), len(days) - 1)]
        short = ground.text.but("activity", "film", to=day)
        text = fewer.but("activity", "film", to=day)
        if holds(short):
            break
    else:
        raise Unplantable
    lines = (("activity", "film", "to"), ("resource", "screens", "quantity"))
    repair = Mend(lines[0], day, needed)
    return Planted("interacting-things", short, text, wide, lines, (repair,))


def interacting_order(ground: Ground) -> Planted:
    """A later start, and more days between: either is possible, both are not."""
    wide = [with_by(ground.text, "talk", "posters", by) for by in range(2, 26)]
    by = tightest(wide) + 2
    between = by - 2
    starts = workdays("15/11", "25/11")
    later = [ground.text.but("activity", "posters", from_=day) for day in starts]
    start = tightest(later)
    both = [with_by(one, "talk", "posters", between) for one in later[: start + 1]]
    place = tightest(both)
    if place == start:
        raise Unplantable
    lines = (("activity", "talk", "after", "posters"), ("activity", "posters", "from"))
    repair = Mend(lines[1], starts[place + 1], starts[place])
    return Planted(
        "interacting-order", later[place + 1], both[place + 1], both[place], lines, (repair,)
    )


def max_per_day(ground: Ground) -> Planted:
    """People may serve fewer events a day than there are days for."""
    text = with_by(ground.text, "talk", "posters", 2)
    fits, _, _, _ = shortest(ground, text, "talk", "17/11")
    text = fits.but("resource", "speakers", max_per_day=1)
    while holds(text):
        # Few wards have people to spare: fewer of them, then.
        members = fits.has("resource", "speakers", "members")[:-1]
        fits = fits.but("resource", "speakers", members=members)
        if not members or not holds(fits):
            raise Unplantable
        text = fits.but("resource", "speakers", max_per_day=1)
    path = ("resource", "speakers", "max_per_day")
    return Planted("max-per-day", fits, text, fits, (path,), (Mend(path, 1, 2),))


def pool(ground: Ground) -> Planted:
    """A pool with fewer people than its events need."""
    fits, _, _, _ = shortest(ground, ground.text, "training", "17/11")
    members = fits.has("resource", "trainers", "members")
    count = len(members)
    text = fits
    while holds(text):
        count -= 1
        text = fits.but("resource", "trainers", members=members[:count])
    mended = fits.but("resource", "trainers", members=members[: count + 1])
    path = ("resource", "trainers", "members")
    return Planted("pool", fits, text, mended, (path,), (Mend(path, count, count + 1),))


def things(ground: Ground) -> Planted:
    """Fewer things than events use in the time they have."""
    fits, _, _, _ = shortest(ground, ground.text, "film", "18/11")
    quantity = fits.has("resource", "screens", "quantity")
    count = quantity
    text = fits
    while holds(text):
        count -= 1
        text = fits.but("resource", "screens", quantity=count)
    mended = fits.but("resource", "screens", quantity=count + 1)
    path = ("resource", "screens", "quantity")
    return Planted("things", fits, text, mended, (path,), (Mend(path, count, count + 1),))
