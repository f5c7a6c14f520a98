"""Hours that a plan prints: calendars have the same, and lie in the sessions that are taken."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from campaign_cli.model.plan import Activity, Plan, Session
from campaign_cli.model.plan.days import ONE_DAY, date_range, kept_from
from campaign_cli.model.plan.demand import members_of
from campaign_cli.model.plan.event_id import EventId
from campaign_cli.model.plan.hours import Hours, exists, hours_of
from campaign_cli.reading.files.place import Problem
from campaign_cli.support.diagnostic import Path, Severity
from campaign_cli.support.language import message

Block = tuple[Session, ...]
"""Sessions in a row that an event takes."""

_MIDNIGHT = time()


def hours(plan: Plan) -> Iterator[Problem]:
    """What is printed as hours can be read, lies in no session that is not taken, and exists."""
    leaps = tuple(_leaps(plan))
    for activity in plan.activities.values():
        if plan.host_activity(activity).window:
            continue
        host = plan.host_activity(activity)
        for path, text, members in _written(activity, members_of(host)):
            blocks = tuple(_blocks(plan, host, members))
            read = hours_of(text)
            if read is None:
                yield _unread(path, text, blocks)
                continue
            strays = [(block, _beyond(plan, read, block)) for block in blocks]
            if any(beyond for _, beyond in strays):
                yield _elsewhere(path, text, strays)
            for day in leaps:
                if _leapt_over(plan, activity, day, read):
                    yield Problem(
                        "P518",
                        message("on {day} the clock leaps over `{hours}`", day=day, hours=text),
                        path,
                        help=message("let it begin and end before or after summer time begins"),
                        severity=Severity.WARNING,
                    )


def _written(
    activity: Activity, members: Sequence[str]
) -> Iterator[tuple[Path, str, tuple[str, ...]]]:
    """Yield where hours are written, and of whose events they are."""
    own = {at: one.hours for at, one in activity.overrides.items() if one.hours}
    if activity.hours:
        others = tuple(at for at in members if at not in own)
        if others:  # or nobody reads them, which is told elsewhere
            yield ("activity", activity.id, "hours"), activity.hours, others
    for at, hours_there in own.items():
        yield ("activity", activity.id, "in", at, "hours"), hours_there, (at,)


def _blocks(plan: Plan, activity: Activity, members: Sequence[str]) -> Iterator[Block]:
    """Yield the sessions in a row that an event of these members may take."""
    every, length = plan.calendar.sessions, activity.lasts.sessions
    fixed = [
        place.session
        for key, place in activity.fixed.items()
        if EventId.of_key(activity.id, key).member in members
    ]
    settled = None not in fixed and len(fixed) == activity.times * len(members)
    for at in range(len(every) - length + 1):
        block = every[at : at + length]
        if all(one.id in activity.sessions for one in block) and (
            not settled or block[0].id in fixed
        ):
            yield block


def _beyond(plan: Plan, read: Hours, block: Block) -> Block:
    """Return the sessions that hours lie in beside those of a block, else those in between.

    Before the first session and after the last, and at noon beside its own, nothing else is held.
    """
    others = tuple(one for one in plan.calendar.sessions if one not in block)
    return tuple(one for one in others if _meets(read, one)) or tuple(
        one
        for one in others
        if read.start < one.start < block[0].start or block[-1].start < one.start < read.start
    )


def _meets(read: Hours, session: Session) -> bool:
    if read.end is None:
        return session.start <= read.start < session.end
    ends_late = read.end > session.start or read.end <= read.start
    return read.start < session.end and ends_late


def _unread(path: Path, text: str, blocks: tuple[Block, ...]) -> Problem:
    label = [
        message(
            "calendars have the session's hours: {start} – {end}",
            start=block[0].start,
            end=block[-1].end,
        )
        for block in blocks[:1]
    ]
    return Problem(
        "P516",
        message("`{hours}` does not say when it begins and ends", hours=text),
        path,
        label=next(iter(label), None),
        help=message("write it as `{example}`", example="8h30–10h00"),
        severity=Severity.WARNING,
    )


def _elsewhere(path: Path, text: str, strays: Sequence[tuple[Block, Block]]) -> Problem:
    block, beyond = next((block, beyond) for block, beyond in strays if beyond)
    inside = dict.fromkeys(one.id for at, others in strays if not others for one in at)
    narrower = message(
        "keep it to where its hours are: `sessions = [{sessions}]`",
        sessions=tuple(f'"{one}"' for one in inside),
    )
    return Problem(
        "P517",
        message("`{hours}` lies outside the session that is taken", hours=text),
        path,
        label=message(
            "put in `{taken}`, it keeps nobody free in `{beyond}`",
            beyond=beyond[0].id,
            taken=block[0].id,
        ),
        help=narrower if inside else message("give it the sessions of its hours"),
        severity=Severity.WARNING,
    )


def _leaps(plan: Plan) -> Iterator[date]:
    """Yield the days of the campaign on which summer time begins."""
    zone = ZoneInfo(plan.campaign.timezone)
    for day in date_range(plan.campaign.prepare_from, plan.campaign.wind_up):
        now, later = (datetime.combine(one, _MIDNIGHT, zone) for one in (day, day + ONE_DAY))
        if (later.utcoffset() or timedelta()) > (now.utcoffset() or timedelta()):
            yield day


def _leapt_over(plan: Plan, activity: Activity, day: date, read: Hours) -> bool:
    """Return whether an event on `day` would begin or end at a time that there is not."""
    host = plan.host_activity(activity)
    zone = ZoneInfo(plan.campaign.timezone)
    # What ends after midnight began on the day before.
    ends_late = read.end is not None and read.end <= read.start
    ends_on = day - ONE_DAY if ends_late else day
    times = ((day, read.start), (ends_on, read.end))
    return any(
        one is not None
        and not exists(datetime.combine(day, one), zone)
        and host.first <= held <= host.last
        and any(kept_from(plan, host, held, session) is None for session in host.sessions)
        for held, one in times
    )
