"""The plan: what a coordinator asks for, with every default filled in and every reference known.

Everything here is frozen. Ids are the keys of the mappings, which keep the order of the files.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from campaign_cli.model.plan.activity import (
    OWNER_WARD,
    SHARE,
    Activity,
    After,
    Fixed,
    Override,
    Part,
    Quota,
    Targets,
)
from campaign_cli.model.plan.kind import TaskTemplate
from campaign_cli.model.plan.nouns import (
    Body,
    Budget,
    Calendar,
    Campaign,
    Closing,
    Document,
    Group,
    Member,
    Person,
    Resource,
    Session,
    Source,
    Supply,
    Venue,
    Ward,
)
from campaign_cli.support.language import Words

__all__ = [
    "OWNER_WARD",
    "PREFERENCES",
    "RULES",
    "SHARE",
    "Activity",
    "After",
    "Body",
    "Budget",
    "Calendar",
    "Campaign",
    "Closing",
    "Document",
    "Fixed",
    "Group",
    "Member",
    "Override",
    "Part",
    "Person",
    "Plan",
    "Quota",
    "Resource",
    "Session",
    "Source",
    "Supply",
    "Targets",
    "Venue",
    "Ward",
]

PREFERENCES: Mapping[str, int] = {
    "preferred-day": 1,
    "preferred-session": 2,
    "ward-day": 6,
    "week-balance": 3,
    "host-balance": 4,
    "stability": 10,
    "member-balance": 1,
    "member-travel": 1,
}
"""Every preference with the weight it has where a plan does not say."""

RULES = (
    "window",
    "open-day",
    "ward-closed",
    "venue-closed",
    "member-closed",
    "venue-capacity",
    "one-at-a-time",
    "resource-quantity",
    "member-per-day",
    "precedence",
    "apart",
    "chosen-count",
    "fixed",
    "supply-ready",
    "supply-quantity",
    "budget",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Everything a campaign's files say."""

    campaign: Campaign
    document: Document
    calendar: Calendar
    budget: Budget
    bodies: Mapping[str, Body]
    groups: Mapping[str, Group]
    wards: Mapping[str, Ward]
    venues: Mapping[str, Venue]
    resources: Mapping[str, Resource]
    supplies: Mapping[str, Supply]
    activities: Mapping[str, Activity]
    tasks: tuple[TaskTemplate, ...]
    weights: Mapping[str, int]
    indicators: Mapping[str, Words]
    """Every indicator's name, by id."""
    digest: str
    """SHA-256 of the plan's files, their paths and bytes."""

    def wards_of(self, member: str) -> tuple[str, ...]:
        """Return the wards of a group, or the ward itself."""
        group = self.groups.get(member)
        return group.wards if group else (member,)

    def places(self) -> dict[str, int]:
        """Return where each ward stands in the plan, and behind them each group; "" is first."""
        return {member: place for place, member in enumerate(("", *self.wards, *self.groups))}

    def name_of(self, member: str) -> str:
        """Return the name of a ward or group."""
        group = self.groups.get(member)
        return group.name if group else self.wards[member].name

    def body_name(self, owner: str) -> str:
        """Return a body's short name, or the free text itself."""
        body = self.bodies.get(owner)
        return body.short if body else owner

    def host_activity(self, activity: Activity) -> Activity:
        """Return the activity in whose events `activity` takes place: itself where it is alone."""
        while activity.within is not None:
            activity = self.activities[activity.within]
        return activity

    def days(self) -> Iterator[date]:
        """Yield the days on which events may lie."""
        day = self.campaign.prepare_from
        while day <= self.campaign.wind_up:
            yield day
            day += timedelta(days=1)
