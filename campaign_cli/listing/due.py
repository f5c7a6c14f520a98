"""When a task falls due, counted from its event."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from campaign_cli.model.plan import Activity, Plan
from campaign_cli.model.plan.days import ONE_DAY, is_working_day, working_day
from campaign_cli.model.plan.kind import TaskTemplate

Span = tuple[date, date]
"""When a task falls due, and until when it may be done."""

WEEK = timedelta(weeks=1)

LISTS = ("names", "enter", "send")
"""Tasks in which wards name whom or what they send: they take the quota's date."""


def due_dates(
    plan: Plan, activity: Activity, template: TaskTemplate, days: Sequence[date]
) -> Iterator[Span]:
    """Yield when `template` falls due for an event on `days`: once, or again and again.

    The list that a quota asks for is due when the quota says.
    A task of the day itself may be done on any day of the event; one that lasts as long as its
    window only begins then. An exhibition that is not open every day is opened on its days alone.
    """
    window = plan.host_activity(activity).window
    first, last = days[0], days[-1]
    by = template.date or names_by(activity, template)
    if by is not None:
        yield _alone(by)
    elif template.on == "campaign-end":
        yield _alone(_moved(plan, template, plan.campaign.end))
    elif template.each == "day":
        yield from dict.fromkeys(
            _alone(_moved(plan, template, day)) for day in days if _used(activity, day)
        )
    elif template.each == "week":
        yield from _weekly(plan, template, first, last)
    elif template.days > 0:
        yield _alone(_moved(plan, template, first if template.on == "start" else last))
    elif template.days < 0 or window or template.on == "start":
        yield _alone(_moved(plan, template, first))
    else:
        yield first, last


def names_by(activity: Activity, template: TaskTemplate) -> date | None:
    """Return the earliest `send_by` of the activity's quotas, where `template` sends their list."""
    if template.who != "ward" or template.id not in LISTS or template.date is not None:
        return None
    return min((quota.send_by for quota in activity.quotas if quota.send_by), default=None)


def _used(activity: Activity, day: date) -> bool:
    return activity.days is None or day.weekday() in activity.days


def _weekly(plan: Plan, template: TaskTemplate, first: date, last: date) -> Iterator[Span]:
    """Yield a day a week for as long as the event lasts, and one at least.

    A repeat that falls on a day off is due on the next working day.
    """
    seen: set[date] = set()
    nominal = _moved(plan, template, first)
    while nominal <= last or not seen:
        due = nominal
        if not template.calendar:
            while not is_working_day(plan, due) and due - nominal < WEEK:
                due += ONE_DAY
        if due not in seen:
            yield _alone(due)
        seen.add(due)
        nominal += WEEK


def _moved(plan: Plan, template: TaskTemplate, day: date) -> date:
    if template.calendar:
        return day + template.days * ONE_DAY
    return working_day(plan, day, template.days)


def _alone(day: date) -> Span:
    return day, day
