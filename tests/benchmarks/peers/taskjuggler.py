"""TaskJuggler 3 on the same plans, where it is installed (`apt install tj3`).

It books one task after the other, the most urgent first, takes none back, and knows no preferences.
"""

import contextlib
import csv
import resource
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from benchmarks.peers.answers import Answer, Stand, booked, solved_activities
from benchmarks.peers.tj_project import LATE, ONE_DAY, hour_of, members_at, project, tj_id
from benchmarks.starts import inside_of
from campaign_cli.model.plan import Activity, Plan
from campaign_cli.model.plan.days import kept_from
from campaign_cli.model.plan.event_id import event_id


def installed() -> bool:
    """Return whether TaskJuggler is here."""
    return shutil.which("tj3") is not None


def solve(plan: Plan, folder: Path, seconds: float = 900.0) -> Answer:
    """Return what TaskJuggler books in so many seconds of the clock."""
    (folder / "plan.tjp").write_text(project(plan), encoding="utf-8")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with contextlib.suppress(subprocess.TimeoutExpired):
        subprocess.run(
            (str(shutil.which("tj3")), "--silent", "--force-reports", "plan.tjp"),
            cwd=folder,
            check=False,
            capture_output=True,
            timeout=seconds,
        )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    worked = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    report = folder / "events.csv"
    if not report.exists():
        return Answer("none", seconds=worked)
    with report.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file, delimiter=";") if "." in row["Id"]]
    stands, people = _stands(plan, rows)
    return Answer("booked", booked(plan, stands, people), None, worked)


def _stands(
    plan: Plan, rows: list[dict[str, str]]
) -> tuple[list[Stand], dict[str, dict[str, tuple[str, ...]]]]:
    """Return where the events of a report stand, and who serves them."""
    names = {
        tj_id(event_id(activity.id, member, number)): (activity, member, number)
        for activity in solved_activities(plan)
        for member in members_at(plan, activity)
        for number in range(1, activity.times + 1)
    }
    venues = {tj_id("venue " + one): one for one in plan.venues}
    hours = {hour_of(place): session.id for place, session in enumerate(plan.calendar.sessions)}
    stands, serving = [], {}
    for row in rows:
        if not row["Start"][:1].isdigit():
            continue  # it found no time for this one
        activity, member, number = names[row["Id"].rpartition(".")[2]]
        day, session = date.fromisoformat(row["Start"][:10]), hours[int(row["Start"][11:])]
        taken = [one.rpartition("(")[2].rstrip(")") for one in row["Resources"].split(", ")]
        venue = next((venues[one] for one in taken if one in venues), None)
        dates = _dates(plan, activity, day, session)
        stands.append(Stand(activity.id, member, number, dates, session, venue))
        for inside, own in _serving(plan, activity, taken):
            serving[event_id(inside.id, member, number)] = own
    return stands, serving


def _serving(
    plan: Plan, host: Activity, taken: list[str]
) -> Iterator[tuple[Activity, dict[str, tuple[str, ...]]]]:
    """Yield an activity and those within it, with who of those taken serves it."""
    people = {tj_id("who " + one): one for pool in plan.resources.values() for one in pool.members}
    left = [people[one] for one in taken if one in people]
    for activity in inside_of(plan, host):
        own: dict[str, tuple[str, ...]] = {}
        for pool, use in activity.uses.items():
            able = [one for one in left if one in plan.resources[pool].members]
            if plan.resources[pool].named and isinstance(use, int):
                own[pool] = tuple(able[:use])
                left = [one for one in left if one not in own[pool]]
        yield activity, own


def _dates(plan: Plan, activity: Activity, first: date, session: str) -> tuple[date, ...]:
    """Return an event's days: the first, and as many open ones after it as it lasts."""
    dates, day = [first], first
    while len(dates) < activity.lasts.days and day < plan.campaign.wind_up + LATE:
        day += ONE_DAY
        if kept_from(plan, activity, day, session) is None:
            dates.append(day)
    return tuple(dates)
