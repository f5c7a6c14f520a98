"""What is asked of each ward in figures, and what it reports, to whom, by when."""

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import replace

from campaign_cli.listing.offices import Offices
from campaign_cli.model.checklist import Office, Report, Target, Task
from campaign_cli.model.plan import Activity, Plan
from campaign_cli.model.plan.demand import indicators_at
from campaign_cli.model.schedule import Booking, Schedule
from campaign_cli.support.language import language

RESULTS = "results"
"""The task that sends an event's figures."""

REPORTING = ("report", "báo cáo")
"""The campaign's own tasks that say so report, whatever else they are for."""


def targets(plan: Plan, schedule: Schedule) -> dict[str, tuple[Target, ...]]:
    """Return each ward's targets, from the events that are its alone; under "", the campaign's.

    A joint event counts once, for the campaign.
    """
    sums: dict[str, Counter[str]] = defaultdict(Counter)
    for booking in schedule.bookings:
        asked = indicators_at(plan.activities[booking.activity], booking.member)
        sums[""].update(asked)
        if len(booking.wards) == 1:
            sums[booking.wards[0]].update(asked)
    return {
        ward: tuple(
            Target(indicator, indicator_name(plan, indicator), asked[indicator])
            for indicator in sorted(asked, key=_order(plan))
        )
        for ward, asked in sums.items()
    }


def indicator_name(plan: Plan, indicator: str) -> str:
    """Return an indicator's name in the campaign's language."""
    return language(plan.campaign.language).word(plan.indicators.get(indicator, {"": indicator}))


def reports(
    plan: Plan, offices: Offices, schedule: Schedule, tasks: tuple[Task, ...]
) -> dict[str, tuple[Report, ...]]:
    """Return what each ward reports: the results of its events, to whoever runs them (what it
    runs itself, to the organiser), and the campaign's own reports. Equal ones are one.
    """
    bookings = schedule.by_id()
    merged: dict[str, dict[tuple[object, ...], Report]] = {ward: {} for ward in plan.wards}
    for task in tasks:
        if not (task.doer.ward and _reports(task)):
            continue
        booking = bookings.get(task.event or "")
        activity = plan.activities.get(task.activity or "")
        to = _addressee(offices, task)
        figures: tuple[str, ...] = ()
        if activity and booking:
            owner = offices.owner(activity, booking)
            to = offices.organiser if owner.ward else owner
            figures = _figures(plan, activity, booking)
        about = (task.about,) if task.about else ()
        own = merged[task.doer.id]
        same = (task.last, task.title, figures, to.id, task.need, task.late)
        one = Report(task.last, task.title, figures, about, to, (task.id,), task.need, task.late)
        if same in own:
            # One title twice says no more than once.
            titles = tuple(dict.fromkeys((*own[same].about, *about)))
            one = replace(one, about=titles, tasks=(*own[same].tasks, task.id))
        own[same] = one
    return {ward: tuple(own.values()) for ward, own in merged.items()}


def _reports(task: Task) -> bool:
    if task.activity:
        return task.template == RESULTS
    return any(word in f"{task.template} {task.title}".casefold() for word in REPORTING)


def _addressee(offices: Offices, task: Task) -> Office:
    """Return the body that the task's own words name, else the organiser."""
    named = (
        offices.bodies[body.id]
        for body in offices.plan.bodies.values()
        if body.name in task.title or body.short in task.title
    )
    return next(named, offices.organiser)


def _figures(plan: Plan, activity: Activity, booking: Booking) -> tuple[str, ...]:
    """Return what is counted at an event of one ward; a joint one's owner counts it."""
    if len(booking.wards) != 1:
        return ()
    asked = indicators_at(activity, booking.member)
    counted = dict.fromkeys((*activity.kind.indicators, *asked))
    return tuple(indicator_name(plan, indicator) for indicator in counted)


def _order(plan: Plan) -> Callable[[str], tuple[int, str]]:
    """Return the order in which the plan names its indicators; unnamed ones last."""
    places = {indicator: place for place, indicator in enumerate(plan.indicators)}
    return lambda indicator: (places.get(indicator, len(places)), indicator)
