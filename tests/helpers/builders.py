"""Plans and schedules for tests, with sane defaults, so that a test reads as one paragraph.

The campaign is four whole weeks: Monday 14/11/2022 to Sunday 11/12/2022, worked on from Monday to
Friday, with a morning, an afternoon and an evening. `on("25/11")` is a Friday.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

from campaign_cli.model.audit import STAGE_ONE, audit, prices
from campaign_cli.model.plan import (
    PREFERENCES,
    Activity,
    After,
    Body,
    Budget,
    Calendar,
    Campaign,
    Closing,
    Document,
    Fixed,
    Group,
    Member,
    Override,
    Plan,
    Quota,
    Resource,
    Session,
    Source,
    Supply,
    Targets,
    Venue,
    Ward,
    demand,
)
from campaign_cli.model.plan.kind import Kind, Lasts
from campaign_cli.model.schedule import Booking, Schedule, Status

START, END = date(2022, 11, 14), date(2022, 12, 11)
MON, TUE, WED, THU, FRI, SAT, SUN = range(7)
SESSIONS = (
    Session("morning", {"vi": "sáng", "en": "morning"}, time(8), time(11, 30)),
    Session("afternoon", {"vi": "chiều", "en": "afternoon"}, time(13, 30), time(17)),
    Session("evening", {"vi": "tối", "en": "evening"}, time(19), time(21, 30)),
)


def on(text: str) -> date:
    """Return the day of "25/11" in 2022."""
    day, month = text.split("/")
    return date(2022, int(month), int(day))


def days(first: str, count: int) -> tuple[date, ...]:
    """Return `count` days in a row from `first`."""
    return tuple(on(first) + timedelta(days=offset) for offset in range(count))


def closing(first: str = "", last: str = "", **more: Any) -> Closing:
    """Return a closing of one day, or from `first` to `last`; no day: without limits."""
    for name in ("weekdays", "sessions", "kinds"):
        more[name] = frozenset(more.get(name, ()))
    return Closing(
        first=on(first) if first else None, last=on(last or first) if first else None, **more
    )


def kind(id_: str = "talk", **more: Any) -> Kind:
    """Return a kind without checklist; `days` may be any iterable of weekdays."""
    words = {"vi": id_, "en": id_}
    letter = {"vi": id_[0].upper(), "en": id_[0].upper()}
    return Kind(id=id_, name=words, unit=words, letter=letter, **more)


def ward(id_: str, **more: Any) -> Ward:
    """Return a ward of 10,000 people."""
    return Ward(**{"id": id_, "name": id_.title(), "population": 10_000, **more})


def venue(id_: str, ward: str | None = None, **more: Any) -> Venue:
    """Return a venue that holds any number."""
    return Venue(id=id_, name=id_.title(), ward=ward, **more)


def member(id_: str, days: Iterable[int] | None = None, **more: Any) -> Member:
    """Return a person who is always free."""
    weekdays = None if days is None else frozenset(days)
    return Member(id=id_, name=id_.title(), days=weekdays, **more)


def pool(id_: str, *members: str | Member, max_per_day: int | None = None) -> Resource:
    """Return a pool of named people."""
    people = [member(one) if isinstance(one, str) else one for one in members]
    return Resource(
        id=id_,
        name=id_,
        quantity=len(people),
        members={one.id: one for one in people},
        max_per_day=max_per_day,
    )


def things(id_: str, quantity: int) -> Resource:
    """Return so many equal things."""
    return Resource(id=id_, name=id_, quantity=quantity)


def supply(id_: str, quantity: int, **more: Any) -> Supply:
    """Return a supply whose use events say."""
    return Supply(id=id_, name=id_, quantity=quantity, **more)


def choose(count: int, *members: str, always: Iterable[str] = (), **more: Any) -> Targets:
    """Return a choice of wards; no `members`: of all."""
    return Targets("choose", members, count, frozenset(always), **more)


def activity(
    id_: str,
    *,
    wards: str | tuple[str, ...] | Targets = "each",
    kind: Kind | None = None,
    first: str | date = date.min,
    last: str | date = date.max,
    days: Iterable[int] | None = None,
    sessions: tuple[str, ...] = ("morning", "afternoon"),
    lasts: Lasts | int | str = 1,
    after: Iterable[str | After] = (),
    prefer_on: str | tuple[str, ...] = (),
    prefer_sessions: Iterable[str] = (),
    fixed: Mapping[str, tuple[str, str | None] | str] | None = None,
    overrides: Mapping[str, Override | dict[str, Any]] | None = None,
    quotas: Iterable[Quota] = (),
    **more: Any,
) -> Activity:
    """Return an activity; what it leaves open (`wards`, days) is filled in by `plan`.

    `lasts` may be a number of sessions or "window"; dates are as in `on`; `wards` are "each",
    "together", "none", "each-group", a tuple of ids, or `choose(…)`.
    """
    match lasts:
        case "window":
            duration = Lasts(window=True)
        case int():
            duration = Lasts(sessions=lasts)
        case Lasts():
            duration = lasts
        case _:
            raise ValueError(lasts)
    match wards:
        case Targets():
            targets = wards
        case tuple():
            targets = Targets("list", wards)
        case _:
            targets = Targets(wards)  # type: ignore[arg-type]
    stands = {
        at: Fixed(on(where)) if isinstance(where, str) else Fixed(on(where[0]), where[1])
        for at, where in (fixed or {}).items()
    }
    preferred = (prefer_on,) if isinstance(prefer_on, str) else prefer_on
    its_kind = kind or Kind(
        id=id_, name={"en": id_}, unit={"en": id_}, letter={"en": id_[0].upper()}
    )
    return Activity(
        **{
            "id": id_,
            "kind": its_kind,
            "title": id_.title(),
            "owner": "organiser",
            "targets": targets,
            "first": on(first) if isinstance(first, str) else first,
            "last": on(last) if isinstance(last, str) else last,
            "days": its_kind.days if days is None else frozenset(days),
            "sessions": sessions,
            "lasts": duration,
            "beside": its_kind.beside,
            "after": tuple(After(one) if isinstance(one, str) else one for one in after),
            "prefer_on": tuple(map(on, preferred)),
            "prefer_sessions": frozenset(prefer_sessions),
            "fixed": stands,
            "overrides": {
                at: Override(**given) if isinstance(given, dict) else given
                for at, given in (overrides or {}).items()
            },
            "quotas": tuple(quotas),
            **more,
        }
    )


def plan(
    *activities: Activity,
    wards: Iterable[str | Ward] = ("a", "b"),
    groups: Mapping[str, tuple[str, ...]] | None = None,
    venues: Iterable[Venue] = (),
    resources: Iterable[Resource] = (),
    supplies: Iterable[Supply] = (),
    bodies: Iterable[Body] = (),
    closed: Iterable[Closing] = (),
    opened: Iterable[str] = (),
    holidays: Mapping[str, str] | None = None,
    workdays: Iterable[int] = range(5),
    sessions: tuple[Session, ...] = SESSIONS,
    start: str | date = START,
    end: str | date = END,
    prepare_from: str | date | None = None,
    wind_up: str | date | None = None,
    limit: int | None = None,
    sources: Mapping[str, int] | None = None,
    weights: Mapping[str, int] | None = None,
    **more: Any,
) -> Plan:
    """Return a plan of `activities`, each with its wards and its window filled in."""
    given_wards = [ward(one) if isinstance(one, str) else one for one in wards]
    its_groups = {id_: Group(id_, id_.title(), members) for id_, members in (groups or {}).items()}
    first, last, earliest, latest = (
        on(one) if isinstance(one, str) else one
        for one in (start, end, prepare_from or start, wind_up or end)
    )
    alone = {
        one.id: _filled(one, tuple(one.id for one in given_wards), tuple(its_groups), first, last)
        for one in activities
    }
    filled = (_inside(one, alone) for one in alone.values())
    return Plan(
        **{
            "campaign": Campaign(
                name="Month of action",
                theme="",
                organiser="Office",
                start=first,
                end=last,
                prepare_from=earliest,
                wind_up=latest,
                language="en",
                country="VN",
                timezone="Asia/Ho_Chi_Minh",
                ward_term="ward",
            ),
            "document": Document(),
            "calendar": Calendar(
                workdays=frozenset(workdays),
                opened=frozenset(map(on, opened)),
                closings=tuple(closed),
                holidays={on(day): why for day, why in (holidays or {}).items()},
                sessions=sessions,
            ),
            "budget": Budget(
                limit=limit,
                sources={id_: Source(id_, id_, sum_) for id_, sum_ in (sources or {}).items()},
            ),
            "bodies": {one.id: one for one in bodies},
            "groups": its_groups,
            "wards": {one.id: one for one in given_wards},
            "venues": {one.id: one for one in venues},
            "resources": {one.id: one for one in resources},
            "supplies": {one.id: one for one in supplies},
            "activities": {one.id: one for one in filled},
            "tasks": (),
            "weights": {**PREFERENCES, **(weights or {})},
            "indicators": {},
            "digest": "0" * 64,
            **more,
        }
    )


def _filled(
    activity: Activity, wards: tuple[str, ...], groups: tuple[str, ...], first: date, last: date
) -> Activity:
    targets = activity.targets
    everyone = groups if targets.form == "each-group" else wards
    members = () if targets.form == "none" else targets.members or everyone
    return replace(
        activity,
        targets=replace(targets, members=members),
        first=first if activity.first == date.min else activity.first,
        last=last if activity.last == date.max else activity.last,
    )


def _inside(activity: Activity, others: Mapping[str, Activity]) -> Activity:
    """Return `activity` with the wards and times of that in whose events it takes place."""
    host = activity
    while host.within is not None:
        host = others[host.within]
    if host is activity:
        return activity
    return replace(
        activity,
        **{
            name: getattr(host, name)
            for name in (
                *("targets", "delegates", "times", "apart"),
                *("first", "last", "days", "sessions", "lasts"),
            )
        },
    )


def booking(
    plan: Plan,
    event: str,
    when: str | Iterable[date] = (),
    session: str = "morning",
    **more: Any,
) -> Booking:
    """Return the booking of `event` ("talk@a#2") at `when`, with what the plan says of the rest.

    Within another event, give that one's id as `within`, with its `venue`. A window event
    needs no `when`. `people` are by pool.
    """
    at, _, number = event.partition("#")
    id_, _, ward_or_group = at.partition("@")
    what = plan.activities[id_]
    host = plan.host_activity(what)
    if host.window:
        span = (host.last - host.first).days + 1
        dates = tuple(host.first + timedelta(days=offset) for offset in range(span))
        session, sessions = host.sessions[0], len(host.sessions)
    else:
        dates = (on(when),) if isinstance(when, str) else tuple(when)
        sessions = host.lasts.sessions
    wards = demand.wards_at(plan, what, ward_or_group)
    which = f"#{number}" if number and number != "1" else ""
    return Booking(
        **{
            "activity": id_,
            "member": ward_or_group,
            "number": int(number or 1),
            "wards": wards,
            "dates": dates,
            "session": session,
            "sessions": sessions,
            "venue": demand.venue_at(what, ward_or_group),
            "things": {
                pool: use
                for pool, use in what.uses.items()
                if isinstance(use, int) and not plan.resources[pool].named
            },
            "people": {pool: use for pool, use in what.uses.items() if isinstance(use, tuple)},
            "supplies": more.pop("supplies", None) or _supplies(plan, what, ward_or_group, wards),
            "cost": demand.cost_at(what, ward_or_group),
            "fixed": f"{ward_or_group}{which}" in what.fixed,
            **more,
        }
    )


def _supplies(
    plan: Plan, what: Activity, ward_or_group: str, wards: tuple[str, ...]
) -> dict[str, int]:
    """Return what the plan gives an event of each supply, its wards' shares added up."""
    return {
        used: sum(demand.supply_shares(plan, plan.supplies[used])[one] for one in wards)
        if use == "share"
        else use
        for used, use in demand.supply_uses(what, ward_or_group).items()
    }


def schedule(plan: Plan, *bookings: Booking, **more: Any) -> Schedule:
    """Return the schedule of `bookings` in their order of time, priced, and called the best."""
    order = {session.id: place for place, session in enumerate(plan.calendar.sessions)}
    paid = prices(plan, bookings)
    price = sum(paid.get(preference, 0) for preference in STAGE_ONE)
    return Schedule(
        **{
            "plan": plan.digest,
            "status": Status.OPTIMAL,
            "price": price,
            "bound": price,
            "prices": paid,
            "bookings": tuple(
                sorted(bookings, key=lambda one: (one.first, order[one.session], one.id))
            ),
            **more,
        }
    )


def found(plan: Plan, *bookings: Booking, **more: Any) -> list[tuple[str, tuple[str, ...]]]:
    """Return what the audit finds in the schedule of `bookings`: each rule with its events."""
    return [
        (violation.rule, violation.events)
        for violation in audit(plan, schedule(plan, *bookings, **more))
    ]
