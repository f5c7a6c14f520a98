"""Each event's tasks: for whom, by when, under which stable id."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from campaign_cli.listing.due import due_dates
from campaign_cli.listing.offices import Offices
from campaign_cli.model.checklist import Office, Task
from campaign_cli.model.plan import OWNER_WARD, Activity, Plan
from campaign_cli.model.plan.days import working_day
from campaign_cli.model.plan.kind import Condition, TaskTemplate
from campaign_cli.model.plan.wording import in_words_of
from campaign_cli.model.schedule import Booking, Schedule
from campaign_cli.support.language import Words, language

CONDITIONS: Mapping[Condition, Callable[[Plan, Activity, Booking], bool]] = {
    "outdoor": lambda _plan, activity, _booking: activity.outdoor,
    "several-wards": lambda _plan, _activity, booking: len(booking.wards) > 1,
    "speakers": lambda plan, _activity, booking: any(
        plan.resources[pool].named for pool in booking.people
    ),
    "print": lambda _plan, _activity, booking: bool(booking.supplies),
    "private": lambda _plan, activity, _booking: activity.private,
}
"""What `if` asks of an event."""


@dataclass(frozen=True, slots=True)
class _Lister:
    """Turns templates into tasks."""

    plan: Plan
    offices: Offices

    def of_activity(self, activity: Activity, bookings: Sequence[Booking]) -> Iterator[Task]:
        for template in activity.tasks:
            meant = [
                booking
                for booking in bookings
                if template.condition is None
                or CONDITIONS[template.condition](self.plan, activity, booking)
            ]
            if template.once:
                yield from self._once(activity, template, meant)
            else:
                for booking in meant:
                    yield from self._each(activity, template, booking)

    def _once(
        self, activity: Activity, template: TaskTemplate, bookings: Sequence[Booking]
    ) -> Iterator[Task]:
        """Yield one task for the whole activity: before its first event, or after its last.

        Wards that each do it count from their own events.
        """
        theirs: dict[Office, list[Booking]] = {}
        for booking in bookings:
            for doer in self._doers(activity, template, booking):
                theirs.setdefault(doer, []).append(booking)
        for doer, own in theirs.items():
            counted = own if doer.ward else bookings
            first = min(counted, key=lambda booking: booking.first)
            last = max(counted, key=lambda booking: booking.last)
            after = template.days > 0 and template.on != "start"
            days = last.dates if after else first.dates
            if template.each is not None:
                days = tuple(sorted({day for booking in counted for day in booking.dates}))
            id_ = f"{activity.id}/{template.id}" + (f"@{doer.id}" if doer.ward else "")
            yield from self._tasks(activity, template, days, doer=doer, id_=id_)

    def _each(self, activity: Activity, template: TaskTemplate, booking: Booking) -> Iterator[Task]:
        doers = self._doers(activity, template, booking)
        for doer in doers:
            # An event's id names its ward; of a joint event, each ward's task does.
            own = template.who == "ward" and doer.id != booking.member
            id_ = f"{booking.id}/{template.id}" + (f"@{doer.id}" if own else "")
            yield from self._tasks(
                activity, template, booking.dates, doer=doer, id_=id_, booking=booking
            )

    def _doers(
        self, activity: Activity, template: TaskTemplate, booking: Booking
    ) -> tuple[Office, ...]:
        match template.who:
            case "organiser":
                return (self.offices.organiser,)
            case "owner":
                return (self.offices.owner(activity, booking),)
            case "host":
                return (self.offices.host(booking),)
            case "ward":
                return tuple(self.offices.wards[ward] for ward in booking.wards)

    def _tasks(
        self,
        activity: Activity,
        template: TaskTemplate,
        days: Sequence[date],
        *,
        doer: Office,
        id_: str,
        booking: Booking | None = None,
    ) -> Iterator[Task]:
        window = self.plan.host_activity(activity).window
        at = self.plan.name_of(booking.member) if booking and booking.member else ""
        dates = list(due_dates(self.plan, activity, template, days))
        if template.indoors and not activity.outdoor:
            template = replace(template, title=template.indoors)
        for number, (due, last) in enumerate(dates, start=1):
            yield replace(
                self.task(template, doer, id_ + (f".{number}" if number > 1 else ""), (due, last)),
                activity=activity.id,
                event=booking.id if booking else None,
                about=activity.title,
                at=at,
                on=None if window or booking is None else booking.first,
            )

    def task(self, template: TaskTemplate, doer: Office, id_: str, span: tuple[date, date]) -> Task:
        signed = self.plan.document.date
        return Task(
            id=id_,
            template=template.id,
            doer=doer,
            role=template.who,
            due=span[0],
            last=span[1],
            title=self._said(template.title, doer),
            need=self._said(template.need, doer) if template.need else "",
            key=template.key,
            law=template.law,
            late=signed is not None and span[1] < signed,
            repeat=template.each,
        )

    def _said(self, words: Words, doer: Office) -> str:
        """Return a text in the campaign's language, with the words for the wards it speaks of."""
        code = self.plan.campaign.language
        all_terms = [ward.term for ward in self.offices.wards.values()]
        terms = [doer.term] if doer.ward else all_terms or [self.plan.campaign.ward_term]
        return language(code).word(in_words_of(words, code, terms))

    def of_campaign(self) -> Iterator[Task]:
        """Yield the campaign's own tasks; without a date, counted from its first or last day."""
        campaign = self.plan.campaign
        for template in self.plan.tasks:
            anchor = campaign.end if template.days > 0 or template.on else campaign.start
            due = template.date or working_day(self.plan, anchor, template.days)
            for doer in self._campaign_doers(template):
                id_ = template.id + (f"@{doer.id}" if doer.ward else "")
                yield self.task(template, doer, id_, (due, due))

    def _campaign_doers(self, template: TaskTemplate) -> Iterable[Office]:
        if template.who == OWNER_WARD:
            return self.offices.wards.values()
        if template.who in self.offices.bodies:
            return (self.offices.bodies[template.who],)
        return (self.offices.organiser,)


def tasks_of(plan: Plan, offices: Offices, schedule: Schedule) -> tuple[Task, ...]:
    """Return every task of every event and of the campaign, by due date."""
    lister = _Lister(plan, offices)
    bookings: dict[str, list[Booking]] = {}
    for booking in schedule.bookings:
        bookings.setdefault(booking.activity, []).append(booking)
    tasks = [
        task
        for id_, of_activity in bookings.items()
        for task in lister.of_activity(plan.activities[id_], of_activity)
    ]
    tasks += lister.of_campaign()
    places = plan.places()
    members = {booking.id: places[booking.member] for booking in schedule.bookings}

    def order(task: Task) -> tuple[date, date, str, int, int, str]:
        ward = task.doer.id if task.doer.ward else ""
        of = task.activity or task.template
        return task.due, task.last, of, members.get(task.event or "", 0), places[ward], task.id

    return tuple(sorted(tasks, key=order))
