"""Whether the events are those that the plan asks for."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from campaign_cli.model.audit.case import Case, Finding, members_asked, wards_asked
from campaign_cli.model.plan import Activity
from campaign_cli.model.plan.event_id import event_id
from campaign_cli.model.schedule import Booking
from campaign_cli.support.language import Message, counted, message


def events(case: Case) -> Iterator[Finding]:
    """Every booking is of an event that the plan knows, once, numbered by date."""
    for id_, count in Counter(booking.id for booking in case.schedule.bookings).items():
        if count > 1:
            yield Finding(message("`{event}` stands there more than once", event=id_), (id_,))
    for booking in case.refused:
        yield Finding(_refusal(case, booking), (booking.id,))
    for booking in case.solved():
        before = event_id(booking.activity, booking.member, booking.number - 1)
        if booking.number > 1 and before in case.by_id:
            other = case.by_id[before]
            if _start(case, booking) < _start(case, other):
                yield Finding(
                    message(
                        "`{event}` is before `{other}`: events are numbered by date",
                        event=booking.id,
                        other=before,
                    ),
                    (before, booking.id),
                )


def _start(case: Case, booking: Booking) -> tuple[date, int]:
    return booking.first, case.order[booking.session]


def _refusal(case: Case, booking: Booking) -> Message:  # noqa: PLR0911 - one sentence a reason
    """Return why the plan cannot be asked about `booking`."""
    plan, event = case.plan, booking.id
    host = case.hosts.get(booking.activity)
    if host is None:
        return message(
            "`{event}` is of an activity `{activity}` that the plan does not have",
            event=event,
            activity=booking.activity,
        )
    if booking.member not in members_asked(host) or not 1 <= booking.number <= host.times:
        return message(
            "`{activity}` asks for no event `{event}`", activity=booking.activity, event=event
        )
    wards = wards_asked(plan, host, booking.member)
    if sorted(wards) != sorted(booking.wards):
        return message(
            "`{event}` stands with the wards {stated}; the plan gives it {wards}",
            event=event,
            stated=_listed(booking.wards),
            wards=_listed(wards),
        )
    if not booking.dates or list(booking.dates) != sorted(set(booking.dates)):
        return message("the days of `{event}` are missing or out of order", event=event)
    if booking.session not in case.order:
        return message(
            "`{event}` is in a session `{session}` that the calendar does not have",
            event=event,
            session=booking.session,
        )
    if booking.venue is not None and booking.venue not in plan.venues:
        return message(
            "`{event}` is at a venue `{venue}` that the plan does not have",
            event=event,
            venue=booking.venue,
        )
    return counted(
        "`{event}` takes {n} session, which its day does not have from there on",
        "`{event}` takes {n} sessions, which its day does not have from there on",
        n=booking.sessions,
        event=event,
    )


def _listed(ids: tuple[str, ...]) -> Message | tuple[str, ...]:
    return tuple(f"`{id_}`" for id_ in ids) if ids else message("no ward")


def chosen_count(case: Case) -> Iterator[Finding]:
    """Each asked-for event is there; of a choice, so many wards with each of its `times`."""
    for id_, activity in case.plan.activities.items():
        if activity.within is not None:
            host = case.plan.activities[activity.within]
            asked = [(one.member, one.number) for one in case.of[host.id]]
        elif activity.targets.form == "choose":
            chosen = dict.fromkeys(one.member for one in case.of[id_])
            asked = [(member, number) for member in chosen for number in _numbers(activity)]
            yield from _choice(case, activity, tuple(chosen))
        else:
            asked = [
                (member, number)
                for member in members_asked(activity)
                for number in _numbers(activity)
            ]
        there = {(one.member, one.number) for one in case.of[id_]}
        for member, number in asked:
            event = event_id(id_, member, number)
            if (member, number) not in there and event not in case.stated:
                yield Finding(message("`{event}` is missing", event=event), (event,))


def _numbers(activity: Activity) -> range:
    return range(1, activity.times + 1)


def _choice(case: Case, activity: Activity, chosen: tuple[str, ...]) -> Iterator[Finding]:
    targets = activity.targets
    here = tuple(one.id for one in case.of[activity.id])
    if len(chosen) != targets.choose:
        yield Finding(
            counted(
                "`{activity}` is in {n} ward; the plan asks for {choose}",
                "`{activity}` is in {n} wards; the plan asks for {choose}",
                n=len(chosen),
                activity=activity.id,
                choose=targets.choose,
            ),
            here,
        )
    for ward in sorted(targets.always.difference(chosen)):
        yield Finding(
            message(
                "`{activity}` is not in `{ward}`, where the plan always wants it",
                activity=activity.id,
                ward=ward,
            ),
            here,
        )
    if targets.per_group is None:
        return
    for group in case.plan.groups.values():
        inside = set(group.wards).intersection(chosen)
        if len(inside) > targets.per_group:
            yield Finding(
                counted(
                    "`{activity}` is in {n} ward of `{group}`; the plan allows {most}",
                    "`{activity}` is in {n} wards of `{group}`; the plan allows {most}",
                    n=len(inside),
                    activity=activity.id,
                    group=group.id,
                    most=targets.per_group,
                ),
                tuple(one.id for one in case.of[activity.id] if one.member in inside),
            )
