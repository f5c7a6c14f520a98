"""What cannot hold: numbers of events, of wards chosen, and events in each other's way."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from campaign_cli.model.plan import Activity, Fixed, Plan
from campaign_cli.model.plan.demand import venue_at, wards_at
from campaign_cli.model.plan.event_id import EventId
from campaign_cli.reading.files.place import Problem
from campaign_cli.reading.rules.days import Days, Row, session_name
from campaign_cli.reading.rules.open_days import fixed_path, window
from campaign_cli.reading.rules.places import together
from campaign_cli.support.diagnostic import Path
from campaign_cli.support.language import Message, Words, counted, message


def apart(plan: Plan) -> Iterator[Problem]:
    """All events of an activity in one ward fit its window, days or sessions apart."""
    for activity in plan.activities.values():
        if activity.within or activity.window or activity.times == 1:
            continue
        have = (activity.last - activity.first).days + 1
        path: Path = ("activity", activity.id)
        times = ("apart", (*path, "times"))
        if not activity.apart:
            begins = _begins(plan, activity)
            room = have * len(begins) // activity.lasts.days
            if activity.times > room > 0:
                why = message(
                    "there is room for {room} of {times} events: with `apart = 0` they may share "
                    "a day, but no session",
                    room=room,
                    times=activity.times,
                )
                way = message("widen the window, give more `sessions`, or ask for fewer `times`")
                lines = (times, *window(activity))
                yield Problem("P413", why, (*path, "times"), help=way, causes=lines)
            elif room:
                yield from _fixed_in_order(plan, activity)
            continue
        # Events of several days do not overlap either.
        step = max(activity.apart, activity.lasts.days)
        long = (activity.times - 1) * step + activity.lasts.days
        if long > have:
            why = message(
                "{times} events {apart} apart take {long} days; the window has {have}",
                times=activity.times,
                apart=counted("{n} day", "{n} days", activity.apart),
                long=long,
                have=have,
            )
            lines = (times, ("apart", (*path, "apart")), *window(activity))
            way = message("widen the window, or ask for fewer `times` or days `apart`")
            yield Problem("P413", why, (*path, "times"), help=way, causes=lines)
        else:
            yield from _fixed_apart(activity, step)


def _begins(plan: Plan, activity: Activity) -> list[int]:
    """Return the sessions of a day at which as many events as have room can begin."""
    places = {session.id: place for place, session in enumerate(plan.calendar.sessions)}
    found: list[int] = []
    for row in Days(plan, activity).rows:
        if not found or places[row[0]] >= found[-1] + len(row):
            found.append(places[row[0]])
    return found


def _fixed_pairs(
    activity: Activity,
) -> Iterator[tuple[tuple[int, str, Fixed], tuple[int, str, Fixed]]]:
    """Yield fixed events of one ward with the next one that is fixed: number, key and day."""
    wards: dict[str, list[tuple[int, str, Fixed]]] = {}
    for key, fixed in activity.fixed.items():
        _, member, number = EventId.of_key(activity.id, key)
        wards.setdefault(member, []).append((number, key, fixed))
    for all_ in wards.values():
        yield from pairwise(sorted(all_, key=lambda one: one[0]))


def _fixed_apart(activity: Activity, step: int) -> Iterator[Problem]:
    """Yield fixed events of one ward that stand closer than the events between them allow."""
    for (nth, key, fixed), (later, next_key, after) in _fixed_pairs(activity):
        if (after.date - fixed.date).days < (later - nth) * step:
            why = message(
                "event {number} is fixed on {day}, event {later} on {next}; "
                "they are numbered by date, {apart} days apart",
                number=nth,
                day=fixed.date,
                later=later,
                next=after.date,
                apart=step,
            )
            line = ("apart", ("activity", activity.id, "apart"))
            yield _too_near(activity, key, next_key, why, line)


def _fixed_in_order(plan: Plan, activity: Activity) -> Iterator[Problem]:
    """Yield fixed events that leave no session for those between them, with `apart = 0`."""
    places = {session.id: place for place, session in enumerate(plan.calendar.sessions)}
    begins = [places[row[0]] for row in Days(plan, activity).rows]
    # Events of several days may run side by side, in other sessions.
    long = activity.lasts.sessions if activity.lasts.days == 1 else 1
    for (nth, key, fixed), (later, next_key, after) in _fixed_pairs(activity):
        day, at = 0, begins[0] if fixed.session is None else places[fixed.session]
        for _ in range(later - nth):
            at = next((one for one in begins if one >= at + long), -1)
            if at < 0:
                day, at = day + 1, begins[0]
        last = begins[-1] if after.session is None else places[after.session]
        if (day, at) > ((after.date - fixed.date).days, last):
            why = message(
                "event {number} is fixed on {day}, event {later} on {next}; "
                "they are numbered in order, each in a later session",
                number=nth,
                day=fixed.date,
                later=later,
                next=after.date,
            )
            line = ("apart", ("activity", activity.id, "times"))
            yield _too_near(activity, key, next_key, why, line)


def _too_near(
    activity: Activity, key: str, next_key: str, why: Message, line: tuple[str, Path]
) -> Problem:
    one, two = fixed_path(activity, key), fixed_path(activity, next_key)
    way = message("fix one of them at another time")
    return Problem("P413", why, two, help=way, causes=(("fixed", one), ("fixed", two), line))


def chosen(plan: Plan) -> Iterator[Problem]:
    """As many wards can be chosen as are asked for."""
    for activity in plan.activities.values():
        targets = activity.targets
        if targets.form != "choose" or activity.within:
            continue
        path: Path = ("activity", activity.id, "wards")
        fixed = {EventId.of_key(activity.id, key).member: key for key in activity.fixed}
        sure = targets.always | fixed.keys()
        lines = [("fixed", fixed_path(activity, fixed[one])) for one in sorted(fixed)]
        if targets.always:
            lines.append(("chosen-count", (*path, "always")))
        count = ("chosen-count", (*path, "choose"))
        if len(targets.members) < targets.choose:
            why = message(
                "{choose} wards are to be chosen of {n}",
                choose=targets.choose,
                n=len(targets.members),
            )
            way = message("choose fewer, or give more wards to choose from")
            yield Problem("P414", why, path, help=way, causes=(("chosen-count", path),))
        elif len(sure) > targets.choose:
            why = message(
                "{n} wards are fixed or always chosen, of {choose} in all",
                n=len(sure),
                choose=targets.choose,
            )
            way = message("choose more, or take one of these wards out")
            yield Problem("P414", why, (*path, "choose"), help=way, causes=(count, *lines))
        elif targets.per_group is not None:
            yield from _per_group(plan, activity, sure)


def _per_group(plan: Plan, activity: Activity, sure: frozenset[str]) -> Iterator[Problem]:
    targets = activity.targets
    most = targets.per_group or 0
    path: Path = ("activity", activity.id, "wards")
    bound = ("chosen-count", (*path, "per_group"))
    grouped: set[str] = set()
    room = 0
    for group in plan.groups.values():
        wards = set(group.wards) & set(targets.members)
        if len(wards & sure) > most:
            why = message(
                "{n} wards of `{group}` are sure to be chosen; `per_group` is {most}",
                n=len(wards & sure),
                group=group.name,
                most=most,
            )
            lines = (
                bound,
                ("chosen-count", (*path, "always")),
                ("chosen-count", ("group", group.id)),
            )
            way = message("raise `per_group`, or take one of these wards out")
            yield Problem("P414", why, (*path, "per_group"), help=way, causes=lines)
            return
        grouped |= wards
        room += min(most, len(wards))
    room += len(set(targets.members) - grouped)
    if room < targets.choose:
        why = message(
            "`per_group = {most}` lets {room} be chosen, not {choose}",
            most=most,
            room=counted("{n} ward", "{n} wards", room),
            choose=targets.choose,
        )
        both = (("chosen-count", (*path, "choose")), bound)
        way = message("raise `per_group`, or choose fewer")
        yield Problem("P414", why, (*path, "per_group"), help=way, causes=both)


def one_at_a_time(plan: Plan) -> Iterator[Problem]:
    """No ward, venue or person is fixed in two places in one session."""
    taken: dict[tuple[str, str, date, str], Path] = {}
    told: set[tuple[Path, Path]] = set()
    for host, all_ in together(plan).items():
        activity = plan.activities[host]
        if activity.window:
            continue
        days = Days(plan, activity)
        for key, fixed in activity.fixed.items():
            row = _row(days, fixed)
            run = days.run(fixed.date, row) if row else None
            if row is None or run is None:
                continue
            path = fixed_path(activity, key)
            for kind, who in _busy(plan, activity, all_, EventId.of_key(activity.id, key).member):
                for day in run:
                    for session in row:
                        first = taken.setdefault((kind, who, day, session), path)
                        if first != path and (first, path) not in told:
                            told.add((first, path))
                            called = _called(plan, kind, who)
                            where = session_name(plan, session)
                            yield _clash(called, day, where, first, path)


def _row(days: Days, fixed: Fixed) -> Row | None:
    """Return the sessions a fixed event takes; None where it may take several."""
    rows = [row for row in days.rows if fixed.session in {None, row[0]}]
    return rows[0] if len(rows) == 1 else None


def _busy(
    plan: Plan, host: Activity, all_: list[Activity], member: str
) -> Iterator[tuple[str, str]]:
    """Yield whom and what an event keeps from doing anything else."""
    if not (host.beside or host.delegates):
        for ward in wards_at(plan, host, member):
            yield "ward", ward
    venue = venue_at(host, member)
    if venue is not None:
        yield "venue", venue
    for activity in all_:
        for use in activity.uses.values():
            if not isinstance(use, int):
                for person in use:
                    yield "person", person


def _called(plan: Plan, kind: str, who: str) -> str:
    """Return the name of a ward, a venue or a person."""
    if kind == "ward":
        return plan.wards[who].name
    if kind == "venue":
        return plan.venues[who].name
    return next(one.members[who].name for one in plan.resources.values() if who in one.members)


def _clash(who: str, day: date, session: Words, first: Path, path: Path) -> Problem:
    why = message(
        "`{who}` is in two places on {day}, session: {session}", who=who, day=day, session=session
    )
    return Problem(
        "P415",
        why,
        path,
        help=message("move one of the two to another day or session"),
        causes=(("one-at-a-time", first), ("one-at-a-time", path)),
    )


def two_tasks_at_once(plan: Plan) -> Iterator[Problem]:
    """Nobody serves an event and another within it."""
    for all_ in together(plan).values():
        serving: dict[str, Path] = {}
        for activity in all_:
            for pool, use in activity.uses.items():
                for person in use if not isinstance(use, int) else ():
                    path: Path = ("activity", activity.id, "uses", pool)
                    first = serving.setdefault(person, path)
                    if first != path:
                        why = message(
                            "`{who}` is asked for twice at the same time",
                            who=_called(plan, "person", person),
                        )
                        way = message("take somebody else for one of the two")
                        lines = (("one-at-a-time", first), ("one-at-a-time", path))
                        yield Problem("P415", why, path, help=way, causes=lines)
