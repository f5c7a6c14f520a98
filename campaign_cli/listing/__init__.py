"""Schedule → Checklists: who does what by when, who receives, sends and reports how much."""

from collections import Counter
from datetime import date

from campaign_cli.listing.costs import costs
from campaign_cli.listing.events import event_of
from campaign_cli.listing.offices import Offices, offices_of, people_of
from campaign_cli.listing.orders import orders
from campaign_cli.listing.quotas import sendings
from campaign_cli.listing.receipts import receipts
from campaign_cli.listing.results import reports, targets
from campaign_cli.listing.tasks import tasks_of
from campaign_cli.model.checklist import Issue, Office, Stamp
from campaign_cli.model.plan import Plan
from campaign_cli.model.plan.days import date_range, is_working_day
from campaign_cli.model.plan.wording import terms_of, together
from campaign_cli.model.schedule import Schedule, in_order
from campaign_cli.pages import Checklists
from campaign_cli.support.text import by_value

__all__ = ["checklists"]


def checklists(plan: Plan, schedule: Schedule, issue: Issue | None = None) -> Checklists:
    """Return everyone's checklists for `schedule`, in the campaign's language.

    Without an `issue`, every page says that it is a draft.
    """
    offices = offices_of(plan)
    sends = sendings(plan, schedule)
    bookings = in_order(plan, schedule.bookings)
    events = tuple(event_of(plan, offices, booking, sends) for booking in bookings)
    tasks = tasks_of(plan, offices, schedule)
    ordered = orders(plan, offices, schedule, tasks)
    return Checklists(
        stamp=_stamp(plan, schedule, issue),
        signed=plan.document.date,
        wards=offices.wards,
        bodies=_bodies(offices, *(task.doer for task in tasks), *(event.owner for event in events)),
        organiser=offices.organiser,
        events=events,
        tasks=tasks,
        receipts=receipts(plan, ordered),
        orders=ordered,
        costs=costs(plan, offices, schedule, ordered),
        targets=targets(plan, schedule),
        reports=reports(plan, offices, schedule, tasks),
        people=people_of(plan),
        closed=_closed(plan),
    )


def _stamp(plan: Plan, schedule: Schedule, issue: Issue | None) -> Stamp:
    campaign = plan.campaign
    wards = Counter(terms_of(plan).values())
    return Stamp(
        campaign=campaign.name,
        theme=campaign.theme,
        start=campaign.start,
        end=campaign.end,
        revision=schedule.revision,
        draft=issue is None,
        plan=schedule.plan,
        language=campaign.language,
        ward_term=together(wards, "") or campaign.ward_term,
        wards=wards,
        issue=issue,
    )


def _bodies(offices: Offices, *named: Office) -> dict[str, Office]:
    """Return the plan's bodies, then the offices that it names in free text alone."""
    others = {office.id: office for office in (offices.organiser, *named) if not office.ward}
    return {**offices.bodies, **dict(sorted(others.items(), key=lambda one: by_value(one[0])))}


def _closed(plan: Plan) -> dict[date, str]:
    """Return the days of the campaign that are no working days, and why."""
    calendar = plan.calendar
    closed = {}
    for day in date_range(plan.campaign.prepare_from, plan.campaign.wind_up):
        if is_working_day(plan, day):
            continue
        whole = (
            one.why
            for one in calendar.closings
            if not one.sessions and not one.kinds and one.covers(day, "", "")
        )
        closed[day] = next(whole, None) or calendar.holidays.get(day, "")
    return closed
