"""What several screens say alike: the heading, wards, places, people, when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from campaign_cli.console.layout.lines import DOT, Whole
from campaign_cli.model.checklist import Issue, Line
from campaign_cli.model.plan import OWNER_WARD, Activity, Person, Plan, Session
from campaign_cli.model.plan.demand import override_at, ward_in_charge
from campaign_cli.model.plan.kind import Kind
from campaign_cli.model.plan.wording import letters_of, named, of_plan, organiser_of, terms_of
from campaign_cli.model.schedule import Booking, Schedule
from campaign_cli.support.language import N_, Language, Message, counted, message
from campaign_cli.support.text import clean

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

    from campaign_cli.app import Made

_COLORS = ("cyan", "green", "magenta", "yellow", "blue", "bright_red")
"""One for each kind in turn; red and white mean other things."""


_NAMED = 2
"""So many wards are named even where they are all there are."""


PREFERENCES: Mapping[str, str] = {
    "preferred-day": N_("days from the day wished for"),
    "preferred-session": N_("not in the session wished for"),
    "ward-day": N_("several events of a ward on one day"),
    "week-balance": N_("a ward's week above its share"),
    "host-balance": N_("wards chosen above or below their share"),
    "stability": N_("events moved"),
    "member-balance": N_("people above the even share"),
    "member-travel": N_("changes of ward within a day"),
}
"""Every preference in a few words: what is paid for."""


@dataclass(frozen=True, slots=True)
class Month:
    """A plan with its schedule, as screens read it."""

    plan: Plan
    schedule: Schedule
    language: Language
    order: Mapping[str, int] = field(default_factory=dict)
    """Each session's place in the day."""
    colors: Mapping[str, str] = field(default_factory=dict)
    """By kind."""
    letters: Mapping[str, str] = field(default_factory=dict)
    """By kind, no two the same."""
    issue: Issue | None = None
    """How the revision was put in force, where it was."""

    def activity(self, booking: Booking) -> Activity:
        """Return the activity of a booking."""
        return self.plan.activities[booking.activity]

    def title(self, booking: Booking) -> str:
        """Return what takes place."""
        return clean(self.activity(booking).title)

    def color(self, kind: Kind) -> str:
        """Return the kind's colour."""
        return self.colors.get(kind.id, "")

    def letter(self, kind: Kind) -> str:
        """Return the one letter that stands for the kind in this month."""
        return self.letters[kind.id]

    def session(self, id_: str) -> Session:
        """Return a session."""
        return self.plan.calendar.sessions[self.order[id_]]

    def part_of_day(self, booking: Booking) -> str:
        """Return "morning", or "morning, afternoon" of a longer event."""
        first = self.order[booking.session]
        sessions = self.plan.calendar.sessions[first : first + booking.sessions]
        if len(sessions) > 2:  # noqa: PLR2004 - two are named, more are the whole day
            return self.language.text("all day")
        return "–".join(self.language.word(one.name) for one in sessions)

    def hours(self, booking: Booking) -> str:
        """Return the hours that are printed: the activity's own, or the sessions'."""
        activity = self.activity(booking)
        own = override_at(activity, booking.member).hours or activity.hours
        if own:
            return clean(own)
        first = self.order[booking.session]
        last = self.plan.calendar.sessions[first + booking.sessions - 1]
        begin, end = self.session(booking.session).start, last.end
        return f"{self.language.hour(begin)} – {self.language.hour(end)}"

    def begins(self, booking: Booking) -> str:
        """Return the hour at which an event begins, or the hours it prints itself."""
        activity = self.activity(booking)
        own = override_at(activity, booking.member).hours or activity.hours
        return clean(own) if own else self.language.hour(self.session(booking.session).start)

    def where(self, booking: Booking) -> str:
        """Return the venue's name, or nothing."""
        if booking.venue is None:
            return ""
        venue = self.plan.venues[booking.venue]
        parts = [venue.name, venue.address]
        if venue.ward and (venue.ward,) != booking.wards:
            parts.append(self.plan.wards[venue.ward].name)
        return clean(", ".join(filter(None, parts)))

    def who_for(self, booking: Booking) -> str:
        """Return the ward, the group, or how many wards an event is for."""
        return self.members([booking])

    def members(self, bookings: Sequence[Booking]) -> str:
        """Return the wards or groups of events of one activity."""
        first = bookings[0]
        everyone = len(self.plan.wards)
        wards = {ward for one in bookings for ward in one.wards}
        if not wards:
            return ""
        if len(wards) == everyone and everyone > 1:
            return self.language.say(
                message("all {wards}", wards=wards_said(self.plan, self.language))
            )
        if first.member:
            names = dict.fromkeys(self.plan.name_of(one.member) for one in bookings)
        else:
            names = dict.fromkeys(self.plan.wards[ward].name for ward in first.wards)
        return clean(", ".join(names))

    def owner(self, booking: Booking) -> str:
        """Return who runs an event."""
        in_charge = ward_in_charge(self.plan, booking)
        if in_charge:
            ward, terms = self.plan.wards[in_charge], terms_of(self.plan)
            return clean(named(ward.name, terms[ward.id], self.plan.campaign.language))
        return clean(self.plan.body_name(self.run_by(booking)))

    def run_by(self, booking: Booking) -> str:
        """Return the body that runs an event, or the free text: of what is no ward's."""
        owner = self.activity(booking).owner
        return organiser_of(self.plan.campaign) if owner == OWNER_WARD else owner

    def preside(self, booking: Booking) -> str:
        """Return who presides."""
        activity = self.activity(booking)
        return clean(override_at(activity, booking.member).preside or activity.preside)

    def people(self, booking: Booking) -> tuple[str, ...]:
        """Return the names of those who serve, pool by pool."""
        return tuple(
            clean(self.plan.resources[pool].members[one].name)
            for pool, members in booking.people.items()
            for one in members
        )

    def solved(self) -> list[Booking]:
        """Return the events that have a day of their own."""
        return [one for one in self.schedule.bookings if not self.window(one)]

    def windows(self) -> list[Booking]:
        """Return the events that last as long as their window."""
        return [one for one in self.schedule.bookings if self.window(one)]

    def window(self, booking: Booking) -> bool:
        """Return whether an event lasts as long as its window."""
        return self.plan.host_activity(self.activity(booking)).window


def month_of(made: "Made", language: Language, today: date | None = None) -> Month:
    """Return what was made as screens read it; of what is to be done now, on which day."""
    plan = made.plan
    language = of_plan(language, plan, today)
    kinds = {one.kind.id: one.kind for one in plan.activities.values()}
    return Month(
        plan,
        made.solved,
        language,
        {one.id: place for place, one in enumerate(plan.calendar.sessions)},
        {kind: _COLORS[place % len(_COLORS)] for place, kind in enumerate(kinds)},
        letters_of(kinds.values(), language),
        made.issue,
    )


def heading(month: Month, what: str = "") -> "Text":
    """Return the line that stands on top of every screen."""
    from rich.text import Text

    text = Text(overflow="fold")
    if what:
        text.append(f"{what}\n", "bold")
    campaign = month.plan.campaign
    text.append(clean(campaign.name), "" if what else "bold")
    wards = wards_said(month.plan, month.language)
    days = month.language.span(campaign.start, campaign.end)
    revision = month.language.say(revision_said(month.schedule, month.issue))
    text.append(f"\n{wards} · {days} · {revision}\n", "dim")
    return text


def revision_said(schedule: Schedule, issue: Issue | None = None) -> Message:
    """Return which revision this is, and whether it is in force."""
    if not schedule.revision:
        return message("not kept")
    if issue is not None:
        return message("revision {number} (in force)", number=str(schedule.revision))
    return message("revision {n} (draft)", n=schedule.revision)


def wards_said(plan: Plan, language: Language) -> str:
    """Return how many wards there are."""
    return language.say(counted("{n} ward", "{n} wards", len(plan.wards)))


def phone(person: Person | None) -> str:
    """Return a contact in one line: name and phone."""
    if person is None:
        return ""
    return clean(" · ".join(filter(None, (person.name, person.phone))))


def doers(line: Line, plan: Plan, language: Language) -> str:
    """Return who does it: all by name, or that it is all wards."""
    if len(line.doers) > _NAMED and len(line.doers) == len(plan.wards):
        return wards_said(plan, language)
    return clean(", ".join(one.name for one in line.doers))


def wished_day(activity: Activity, booking: Booking) -> date | None:
    """Return the day that the plan wishes for an event, if any."""
    on = activity.prefer_on
    return on[booking.number - 1 if len(on) > 1 else 0] if on else None


def dates_said(dates: Sequence[date], language: Language) -> str:
    """Return one day, or the first and the last of several."""
    if len(dates) == 1:
        return language.day(dates[0])
    return f"{language.day(dates[0])} – {language.day(dates[-1])}"


def next_step(language: Language, *commands: str) -> "RenderableType":
    """Return the line that ends a screen: what can be typed next."""
    from rich.text import Text

    parts: list[Text | str] = [Text(f"{language.text('next:')} ", "dim")]
    for place, one in enumerate(commands):
        parts += [Text(DOT, "dim"), one] if place else [one]
    return Whole(*parts)


def preference_name(preference: str, language: Language) -> str:
    """Return a preference in words, with the id that the README uses."""
    return f"{language.text(PREFERENCES[preference])} ({preference})"
