"""What cannot hold: numbers of events, of wards chosen, and events in each other's way."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from campaign_cli.model.demand import venue_at, wards_at
from campaign_cli.model.diagnostic import Path
from campaign_cli.model.language import Words, message
from campaign_cli.model.plan import Activity, Fixed, Plan
from campaign_cli.reading.place import Problem
from campaign_cli.reading.rules.days import Days, Row, session_name
from campaign_cli.reading.rules.places import together
from campaign_cli.reading.rules.standing import fixed_path, window


def apart(plan: Plan) -> Iterator[Problem]:
    """All events of an activity in one ward fit its window, days apart."""
    for activity in plan.activities.values():
        if activity.within or activity.window or activity.times == 1:
            continue
        # Events of several days do not overlap either.
        step = max(1, activity.apart, activity.lasts.days)
        long = (activity.times - 1) * step + activity.lasts.days
        have = (activity.last - activity.first).days + 1
        path: Path = ("activity", activity.id)
        if long > have:
            why = message(
                "{times} events {apart} days apart take {long} days; the window has {have}",
                times=activity.times,
                apart=max(1, activity.apart),
                long=long,
                have=have,
            )
            lines = (("apart", (*path, "times")), ("apart", (*path, "apart")), *window(activity))
            way = message("widen the window, or ask for fewer `times` or days `apart`")
            yield Problem("P413", why, (*path, "times"), help=way, causes=lines)
        else:
            yield from _fixed_apart(activity, step)


def _fixed_apart(activity: Activity, step: int) -> Iterator[Problem]:
    """Yield fixed events of one ward that stand closer than the events between them allow."""
    wards: dict[str, list[tuple[int, str, Fixed]]] = {}
    for key, fixed in activity.fixed.items():
        member, _, number = key.partition("#")
        wards.setdefault(member, []).append((int(number or 1), key, fixed))
    for all_ in wards.values():
        all_.sort(key=lambda one: one[0])
        for (nth, key, fixed), (later, next_key, after) in pairwise(all_):
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
                one, two = fixed_path(activity, key), fixed_path(activity, next_key)
                line = ("activity", activity.id, "apart")
                lines = (("fixed", one), ("fixed", two), ("apart", line))
                way = message("fix one of them on another day")
                yield Problem("P413", why, two, help=way, causes=lines)


def chosen(plan: Plan) -> Iterator[Problem]:
    """As many wards can be chosen as are asked for."""
    for activity in plan.activities.values():
        targets = activity.targets
        if targets.form != "choose" or activity.within:
            continue
        path: Path = ("activity", activity.id, "wards")
        fixed = {key.partition("#")[0]: key for key in activity.fixed}
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
            "`per_group = {most}` lets {room} wards be chosen, not {choose}",
            most=most,
            room=room,
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
            for kind, who in _busy(plan, activity, all_, key.partition("#")[0]):
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
