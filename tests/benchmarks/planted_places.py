"""Conflicts of who and where: closed, too small, away, or in two places at once."""

from helpers.builders import on

from benchmarks.planting import (
    Ground,
    Mend,
    Planted,
    Unplantable,
    and_one,
    asking_by_name,
    holds,
    with_member_closed,
    with_review,
    workdays,
)
from benchmarks.texts import Text


def venue_small(ground: Ground) -> Planted:
    """The venue that is named holds fewer than the audience."""
    text = ground.text.but("venue", "district-hall", capacity=250)
    mended = ground.text.but("venue", "district-hall", capacity=300)
    path = ("venue", "district-hall", "capacity")
    return Planted("venue-small", ground.text, text, mended, (path,), (Mend(path, 250, 300),))


def hall_small(ground: Ground) -> Planted:
    """A ward's only hall holds fewer than the audience of an activity of every ward."""
    halls: dict[str, list[str]] = {}
    for venue in ground.plan.venues.values():
        halls.setdefault(venue.ward or "", []).append(venue.id)
    hall = next(halls[name][0] for name in ground.names if len(halls[name]) == 1)
    text = ground.text.but("venue", hall, capacity=100)
    mended = ground.text.but("venue", hall, capacity=120)
    path = ("venue", hall, "capacity")
    return Planted("hall-small", ground.text, text, mended, (path,), (Mend(path, 100, 120),))


def campaign_closed(ground: Ground) -> Planted:
    """The campaign is closed on every day of an activity's window."""
    why = "Kỳ họp bất thường"
    text = and_one(
        ground.text, "calendar", closed={"from": on("12/12"), "to": on("15/12"), "why": why}
    )
    mended = and_one(
        ground.text, "calendar", closed={"from": on("12/12"), "to": on("14/12"), "why": why}
    )
    path = ("calendar", "closed")
    repair = Mend(path, "closed", None, on("15/12"))
    if not holds(mended):
        raise Unplantable
    return Planted("campaign-closed", ground.text, text, mended, (path,), (repair,))


def ward_closed(ground: Ground) -> Planted:
    """A ward is closed on every day of an activity's window."""
    why = "Sửa trụ sở"
    for ward in ground.names:
        text = and_one(
            ground.text, "ward", ward, closed={"from": on("14/11"), "to": on("25/11"), "why": why}
        )
        mended = and_one(
            ground.text, "ward", ward, closed={"from": on("14/11"), "to": on("24/11"), "why": why}
        )
        if holds(mended):
            path = ("ward", ward, "closed")
            repair = Mend(path, "closed", None, on("25/11"))
            return Planted("ward-closed", ground.text, text, mended, (path,), (repair,))
    raise Unplantable


def venue_closed(ground: Ground) -> Planted:
    """A venue that is named is closed on every day of the window."""
    hall = ("venue", "district-hall")
    text = and_one(ground.text, *hall, closed={"from": on("12/12"), "to": on("15/12")})
    mended = and_one(ground.text, *hall, closed={"from": on("12/12"), "to": on("14/12")})
    path = (*hall, "closed")
    repair = Mend(path, "closed", None, on("15/12"))
    return Planted("venue-closed", ground.text, text, mended, (path,), (repair,))


def fixed_on_closed(ground: Ground) -> Planted:
    """An event is fixed in a session that the campaign closes."""
    ward = ground.names[0]
    where = {"date": on("2/12"), "session": "afternoon"}
    text = ground.text.but("activity", "talk", fixed={ward: where})
    path = ("activity", "talk", "fixed", ward)
    repair = Mend(path, where)
    return Planted("fixed-on-closed", ground.text, text, ground.text, (path,), (repair,))


def fixed_where_ward_closed(ground: Ground) -> Planted:
    """An event is fixed on a day that its ward closes."""
    for ward in ground.names:
        day = ground.random.choice(workdays("22/11", "6/12"))
        before = ground.text.but("activity", "contest", fixed={ward: day})
        if holds(before):
            break
    else:
        raise Unplantable
    text = and_one(before, "ward", ward, closed={"date": day, "why": "Ngày hội của phường"})
    path = ("ward", ward, "closed")
    repair = Mend(path, "closed")
    return Planted("fixed-where-ward-closed", before, text, before, (path,), (repair,))


def two_in_a_ward(ground: Ground) -> Planted:
    """Two events of one ward are fixed in one session."""
    where = {"session": "morning"}
    for ward in ground.names:
        for day in workdays("23/11", "6/12"):
            fixed = {ward: {"date": day, **where}}
            before = ground.text.but("activity", "talk", fixed=fixed)
            other = ground.text.but("activity", "gifts", fixed=fixed)
            if holds(before) and holds(other):
                text = before.but("activity", "gifts", fixed=fixed)
                path = ("activity", "gifts", "fixed", ward)
                repair = Mend(path, fixed[ward])
                return Planted("two-in-a-ward", before, text, before, (path,), (repair,))
    raise Unplantable


def two_at_a_venue(ground: Ground) -> Planted:
    """Two events are fixed in one venue in one session."""
    where = {"date": on("15/12"), "session": "morning"}
    fixed = ground.text.but("activity", "closing", fixed=where)
    before = with_review(fixed, venue="district-hall")
    text = with_review(fixed, venue="district-hall", fixed=where)
    path = ("activity", "review", "fixed")
    return Planted("two-at-a-venue", before, text, before, (path,), (Mend(path, where),))


def two_of_a_person(ground: Ground) -> Planted:
    """Someone is asked for by name by two events that are fixed in one session."""
    where = {"date": on("15/12"), "session": "morning"}
    fixed = ground.text.but("activity", "closing", fixed=where)
    person, asked = asking_by_name(ground, "closing", fixed)
    before = with_review(asked, uses={"speakers": [person]})
    text = with_review(asked, uses={"speakers": [person]}, fixed=where)
    path = ("activity", "review", "fixed")
    return Planted("two-of-a-person", before, text, before, (path,), (Mend(path, where),))


def together(ground: Ground) -> Planted:
    """A joint event finds no day on which all its wards are free."""
    one, two, three = ground.names[:3]
    days = workdays("22/11", "6/12")
    for begin in range(len(days) - 2):
        first, middle, last = days[begin : begin + 3]
        if (last - first).days > 2:
            continue
        text = and_one(ground.text, "ward", one, closed={"date": first, "why": "Họp dân"})
        text = and_one(text, "ward", two, closed={"date": last, "why": "Họp dân"})
        before = text.and_table(
            "activity",
            "assembly",
            id="assembly",
            kind="meeting",
            title="Hội nghị toàn thể",
            owner="ubnd",
            wards="together" if ground.wards < 20 else [*ground.names[:12]],
            from_=first,
            to=last,
        )
        if ground.wards >= 20:
            # So many wards are free together on no day: a group of them, then.
            group = ("group", "cluster")
            before = before.but("activity", "assembly", wards=["cluster"])
            before = Text(
                {
                    **{path: one for path, one in before.tables.items() if path[0] != "activity"},
                    group: {"id": "cluster", "name": "Cụm đầu", "wards": ground.names[:12]},
                    **{path: one for path, one in before.tables.items() if path[0] == "activity"},
                }
            )
        if holds(before):
            text = and_one(before, "ward", three, closed={"date": middle, "why": "Họp dân"})
            if not holds(text):
                path = ("ward", three, "closed")
                return Planted("together", before, text, before, (path,), (Mend(path, "closed"),))
    raise Unplantable


def person_away(ground: Ground) -> Planted:
    """Someone asked for by name is away on every day the event could be."""
    person, before = asking_by_name(ground, "closing")
    why = "Đi công tác"
    text = with_member_closed(before, person, {"from": on("12/12"), "to": on("15/12"), "why": why})
    mended = next(
        shorter
        for shorter in (
            with_member_closed(
                before, person, {"from": on("12/12"), "to": on("14/12"), "why": why}
            ),
            with_member_closed(
                before, person, {"from": on("13/12"), "to": on("15/12"), "why": why}
            ),
            before,
        )
        if holds(shorter)
    )
    path = ("resource", "speakers", "members", person, "closed")
    repair = Mend(path, "away", None, on("15/12"))
    return Planted("person-away", before, text, mended, (path,), (repair,))


def person_some_days(ground: Ground) -> Planted:
    """Someone is away on the days that what comes before leaves to the event."""
    for ward in ground.names:
        fixed = ground.text.but("activity", "gifts", fixed={ward: on("13/12")})
        if holds(fixed):
            break
    else:
        raise Unplantable
    person, before = asking_by_name(ground, "closing", fixed)
    away = {"from": on("14/12"), "to": on("15/12"), "why": "Đi công tác"}
    text = with_member_closed(before, person, away)
    mended = with_member_closed(before, person, {"date": on("14/12"), "why": "Đi công tác"})
    path = ("resource", "speakers", "members", person, "closed")
    repair = Mend(path, "away", None, on("15/12"))
    return Planted("person-some-days", before, text, mended, (path,), (repair,))
