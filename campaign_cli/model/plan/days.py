"""Which days an activity may use, and the working days that tasks are counted in."""

from collections.abc import Iterator
from datetime import date, timedelta

from campaign_cli.model.plan import Activity, Closing, Plan

ONE_DAY = timedelta(days=1)


def kept_from(plan: Plan, activity: Activity, day: date, session: str) -> Closing | None:
    """Return what keeps `activity` from `session` of `day` by rule open-day; None: it is open.

    A weekday that is not the activity's gives a closing without dates or reason; a public
    holiday, one with its name.
    """
    calendar = plan.calendar
    opened = day in calendar.opened
    if activity.days is not None:
        weekday_fits = day.weekday() in activity.days
    else:
        weekday_fits = opened or day.weekday() in calendar.workdays
    if not weekday_fits:
        return Closing(weekdays=frozenset({day.weekday()}))
    if day in calendar.holidays and not opened:
        return Closing(first=day, last=day, why=calendar.holidays[day])
    for closing in calendar.closings:
        if closing.covers(day, session, activity.kind.id):
            return closing
    return None


def is_working_day(plan: Plan, day: date) -> bool:
    """Return whether tasks may fall due on `day`: a workday that the campaign does not close.

    Closings of some sessions or some kinds, and wards' closings, do not count.
    """
    calendar = plan.calendar
    if any(
        not closing.sessions and not closing.kinds and closing.covers(day, "", "")
        for closing in calendar.closings
    ):
        return False
    return day in calendar.opened or (
        day.weekday() in calendar.workdays and day not in calendar.holidays
    )


def working_day(plan: Plan, anchor: date, count: int) -> date:
    """Return the `count`-th working day after `anchor` (before, where negative); 0: `anchor`.

    A calendar may close every day for years. Where it has fewer working days than asked for, it
    is the last of them; where it has none, `anchor`.
    """
    step = ONE_DAY if count > 0 else -ONE_DAY
    reached, left = anchor, abs(count)
    for offset in range(1, 366 + 7 * left):
        if not left:
            break
        day = anchor + offset * step
        if is_working_day(plan, day):
            reached, left = day, left - 1
    return reached


def weeks(plan: Plan) -> int:
    """Return how many weeks the campaign has: blocks of 7 days from its start.

    A last block under 4 days joins the one before.
    """
    whole, rest = divmod((plan.campaign.end - plan.campaign.start).days + 1, 7)
    return max(1, whole + (rest >= 4))  # noqa: PLR2004 - the rule's own figure


def week_of(plan: Plan, day: date) -> int:
    """Return the week of `day`, from 0; days before the start are in the first, after, the last."""
    return min(max((day - plan.campaign.start).days // 7, 0), weeks(plan) - 1)


def date_range(first: date, last: date) -> Iterator[date]:
    """Yield every day from `first` to `last`."""
    for offset in range((last - first).days + 1):
        yield first + offset * ONE_DAY
