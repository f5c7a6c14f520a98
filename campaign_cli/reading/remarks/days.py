"""Days that a plan closes or opens, and on which that changes nothing: warnings."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from campaign_cli.model.plan import Activity, Closing, Plan
from campaign_cli.model.plan.days import date_range, is_working_day, kept_from
from campaign_cli.model.plan.demand import members_of, venue_at, wards_at
from campaign_cli.reading.draft import Draft
from campaign_cli.reading.files.place import Problem
from campaign_cli.reading.remarks.effects import idle
from campaign_cli.reading.rules.places import together
from campaign_cli.reading.wording.messages import full
from campaign_cli.support.diagnostic import Path
from campaign_cli.support.language import message

Slot = tuple[date, str]
Times = Mapping[str, Mapping[date, frozenset[str]]]
"""By kind, since closings may name kinds: the sessions of each day in which an event may be."""

_WORK = "\0work"
"""What stands for a kind where a day is taken from those worked on: no kind is called so."""
_LEAD = timedelta(days=120)
"""How long before the campaign, and after it, tasks are counted in working days."""


class _Open:
    """When events can be, whoever they are for; worked out once for the same activities."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._known: dict[frozenset[str], Times] = {}

    def to(self, activities: Iterable[str]) -> Times:
        """Return the times open to some of `activities`."""
        key = frozenset(activities)
        if key not in self._known:
            found: dict[str, dict[date, frozenset[str]]] = {}
            for activity in (self._plan.activities[id_] for id_ in sorted(key)):
                own = found.setdefault(activity.kind.id, {})
                for day in _days_of(self._plan, activity):
                    own[day] = own.get(day, frozenset()) | {
                        session
                        for session in activity.sessions
                        if activity.window or kept_from(self._plan, activity, day, session) is None
                    }
            self._known[key] = found
        return self._known[key]


def _days_of(plan: Plan, activity: Activity) -> Iterator[date]:
    campaign = plan.campaign
    first, last = max(activity.first, campaign.prepare_from), min(activity.last, campaign.wind_up)
    return date_range(first, last)


def _within(closing: Closing, days: Iterable[date]) -> Iterator[date]:
    """Yield those of some days on which a closing may be."""
    first, last = closing.first or date.min, closing.last or date.max
    return (day for day in days if first <= day <= last)


def _taken(closing: Closing, times: Times) -> Iterator[tuple[str, Slot]]:
    """Yield the times that a closing takes away, with their kind."""
    for kind, days in times.items():
        for day in _within(closing, days):
            for session in days[day]:
                if closing.covers(day, session, kind):
                    yield kind, (day, session)


def closings(draft: Draft, plan: Plan) -> Iterator[Problem]:
    """A closing of a ward, a venue or a person takes time away in which they could be asked for."""
    del draft
    times = _Open(plan)
    for path, own, asking in _closed(plan):
        # What nothing asks for at all is told elsewhere.
        for at, closing in enumerate(own if asking else ()):
            if next(_taken(closing, times.to(asking)), None) is None:
                yield _closed_anyway(plan, closing, (*path, "closed", str(at)))


def _closed_anyway(plan: Plan, closing: Closing, path: Path) -> Problem:
    for activity in plan.activities.values():
        host = plan.host_activity(activity)
        if activity.kind.id in closing.kinds and host.kind.id not in closing.kinds:
            return idle(
                path,
                message(
                    "the closing has no effect: `{activity}` is within `{host}`, whose kind counts",
                    activity=activity.id,
                    host=host.id,
                ),
                message("name the host's kind: `{kind}`", kind=host.kind.id),
            )
    return idle(
        path,
        message("the closing has no effect: no event could be then anyway"),
        message("is its date right? If it is, take the line out"),
    )


def _closed(plan: Plan) -> Iterator[tuple[Path, tuple[Closing, ...], set[str]]]:
    """Yield who has closings, those, and the activities that they may keep away."""
    asking = _asking(plan)
    for ward in plan.wards.values():
        yield ("ward", ward.id), ward.closings, asking["ward", ward.id]
    for venue in plan.venues.values():
        path = ("venue", venue.id)
        yield path, venue.closings, asking[path] | asking["hall", venue.ward or ""]
    for pool in plan.resources.values():
        for one in pool.members.values():
            yield ("resource", pool.id, "members", one.id), one.closings, asking["person", one.id]


def _asking(plan: Plan) -> dict[tuple[str, str], set[str]]:
    """Return the activities that ask for each ward, named venue, ward's hall and person."""
    asking: dict[tuple[str, str], set[str]] = defaultdict(set)
    for id_, all_ in together(plan).items():
        host = plan.activities[id_]
        for pool in {pool for one in all_ for pool in one.uses}:
            for person in plan.resources[pool].members:
                asking["person", person].add(id_)
        for member in () if host.window else members_of(host):
            named, wards = venue_at(host, member), wards_at(plan, host, member)
            places = [("hall", one) for one in wards] if named is None else [("venue", named)]
            bound = [] if host.delegates else [("ward", one) for one in wards]
            for one in (*places, *bound):
                asking[one].add(id_)
    return asking


def campaign_closings(draft: Draft, plan: Plan) -> Iterator[Problem]:
    """A closing of the campaign takes time from an activity, or a day from those worked on."""
    del draft
    solved = [id_ for id_, one in plan.activities.items() if not (one.within or one.window)]
    closings = plan.calendar.closings
    if not solved or not closings:
        return
    bare = replace(plan, calendar=replace(plan.calendar, closings=()))
    times = _Open(bare).to(solved)
    campaign = plan.campaign
    around = date_range(campaign.prepare_from - _LEAD, campaign.wind_up + _LEAD)
    worked = [day for day in around if is_working_day(bare, day)]
    taken = [
        {
            *_taken(closing, times),
            *((_WORK, (day, "")) for day in _within(closing, worked) if _whole(closing, day)),
        }
        for closing in closings
    ]
    takers = Counter(slot for own in taken for slot in own)
    # Of two that take the same away, the first has an effect.
    for at in reversed(range(len(closings))):
        if all(takers[slot] > 1 for slot in taken[at]):
            yield _closed_anyway(plan, closings[at], ("calendar", "closed", str(at)))
            takers.subtract(taken[at])


def _whole(closing: Closing, day: date) -> bool:
    """Return whether a closing takes a day from those that tasks are counted in."""
    return not closing.sessions and not closing.kinds and closing.covers(day, "", "")


def opened(draft: Draft, plan: Plan) -> Iterator[Problem]:
    """A day that is opened is not worked on anyway, nor closed all the same."""
    calendar = plan.calendar
    for at, day in enumerate(draft.calendar.value.open if draft.calendar else ()):
        assert draft.calendar is not None
        place = draft.calendar.place / "open" / at
        if any(_whole(closing, day) for closing in calendar.closings):
            why = message("{day} stays closed: `closed` has it, too", day=full(day))
            yield idle(place, why, message("take it out of one of the two"))
        elif day.weekday() in calendar.workdays and day not in calendar.holidays:
            yield idle(place, message("{day} is a workday anyway", day=full(day)))


def margins(draft: Draft, plan: Plan) -> Iterator[Problem]:
    """Days before and after the campaign are for what is dated there."""
    assert draft.campaign is not None
    campaign, place = plan.campaign, draft.campaign.place
    dated = [task.date for task in plan.tasks if task.date is not None]
    first = min((*dated, *(one.first for one in plan.activities.values())), default=date.min)
    last = max((*dated, *(one.last for one in plan.activities.values())), default=date.max)
    if campaign.prepare_from < campaign.start <= first:
        why = message("`prepare_from` has no effect: nothing is dated before the campaign")
        yield idle(place / "prepare_from", why, message("give an activity an earlier `from`"))
    if last <= campaign.end < campaign.wind_up:
        why = message("`wind_up` has no effect: nothing is dated after the campaign")
        yield idle(place / "wind_up", why, message("give an activity a later `to`"))
