"""On which days the events of a plan can begin, as far as closings alone decide it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from campaign_cli.model.plan import Activity, Closing, Member, Plan
from campaign_cli.model.plan.days import kept_from
from campaign_cli.model.plan.demand import members_of, venue_at, wards_at
from campaign_cli.support.diagnostic import Path
from campaign_cli.support.language import Words

Cause = tuple[str, Path]
Row = tuple[str, ...]
"""Sessions in a row."""

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Days:
    """The days and sessions of one activity that stands alone and is solved."""

    plan: Plan
    activity: Activity

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The sessions in a row in which an event can take place on its days, in order."""
        all_ = [session.id for session in self.plan.calendar.sessions]
        used = set(self.activity.sessions)
        long = self.activity.lasts.sessions
        rows = (tuple(all_[start : start + long]) for start in range(len(all_) - long + 1))
        return tuple(row for row in rows if used.issuperset(row))

    def open(self, day: date, row: Row) -> bool:
        """Return whether the campaign leaves `day` open."""
        return all(kept_from(self.plan, self.activity, day, one) is None for one in row)

    def kept_by(self, day: date, row: Row) -> Closing | None:
        """Return what of the campaign keeps the activity from `day`."""
        found = (kept_from(self.plan, self.activity, day, one) for one in row)
        return next((closing for closing in found if closing is not None), None)

    def run(self, first: date, row: Row) -> tuple[date, ...] | None:
        """Return the event's days, its first being open; None: the window is too short for them."""
        days = [first]
        day = first
        while len(days) < self.activity.lasts.days:
            day += ONE_DAY
            if day > self.activity.last:
                return None
            if self.open(day, row):
                days.append(day)
        return tuple(days)

    def runs(self) -> Iterator[tuple[tuple[date, ...], Row]]:
        """Yield the days and sessions an event can have, as far as the campaign is open."""
        day = self.activity.first
        while day <= self.activity.last:
            for row in self.rows:
                if self.open(day, row):
                    run = self.run(day, row)
                    if run is not None:
                        yield run, row
            day += ONE_DAY

    def closings(self, member: str) -> list[tuple[Closing, Cause]]:
        """Return what closes the wards and the named venue of the event at `member`."""
        plan, activity = self.plan, self.activity
        found: list[tuple[Closing, Cause]] = []
        if not activity.delegates:
            for ward in wards_at(plan, activity, member):
                found += [
                    (closing, ("ward-closed", ("ward", ward, "closed", str(at))))
                    for at, closing in enumerate(plan.wards[ward].closings)
                ]
        venue = venue_at(activity, member)
        if venue is not None:
            found += [
                (closing, ("venue-closed", ("venue", venue, "closed", str(at))))
                for at, closing in enumerate(plan.venues[venue].closings)
            ]
        return found

    def people(self) -> list[tuple[str, Member]]:
        """Return the people asked for by name, with their pools."""
        return [
            (pool, self.plan.resources[pool].members[id_])
            for pool, use in self.activity.uses.items()
            if not isinstance(use, int)
            for id_ in use
        ]

    def covering(self, run: tuple[date, ...], row: Row, member: str) -> Iterator[Cause]:
        """Yield what closes the event at `member` on one of its days, as causes."""
        kind = self.activity.kind.id
        for closing, cause in self.closings(member):
            if any(closing.covers(day, one, kind) for day in run for one in row):
                yield cause
        for pool, person in self.people():
            path = ("resource", pool, "members", person.id)
            if person.days is not None and any(day.weekday() not in person.days for day in run):
                yield "member-closed", (*path, "days")
            for at, closing in enumerate(person.closings):
                if any(closing.covers(day, one, kind) for day in run for one in row):
                    yield "member-closed", (*path, "closed", str(at))

    def can_be_had(self, day: date) -> bool:
        """Return whether some event of the activity can begin on `day`, all else left aside."""
        rows = [row for row in self.rows if self.open(day, row) and self._staffed(day, row)]
        return any(
            next(self.covering((day,), row, member), None) is None
            for row in rows
            for member in members_of(self.activity)
        )

    def _staffed(self, day: date, row: Row) -> bool:
        """Return whether each pool has as many people free as the activity takes of it."""
        kind = self.activity.kind.id
        for pool, use in self.activity.uses.items():
            people = self.plan.resources[pool].members.values()
            if isinstance(use, int) and people:
                free = sum(
                    (one.days is None or day.weekday() in one.days)
                    and not any(
                        shut.covers(day, part, kind) for shut in one.closings for part in row
                    )
                    for one in people
                )
                if free < use:
                    return False
        return True


def session_name(plan: Plan, session: str) -> Words:
    """Return what people call a session."""
    return next((one.name for one in plan.calendar.sessions if one.id == session), {"": session})


def campaign_cause(plan: Plan, activity: Activity, closing: Closing) -> Cause:
    """Return the plan line behind what `kept_from` answers."""
    if closing in plan.calendar.closings:
        at = plan.calendar.closings.index(closing)
        return "open-day", ("calendar", "closed", str(at))
    if closing.weekdays and closing.first is None:
        if activity.days is None:
            return "open-day", ("calendar", "workdays")
        own = activity.days != activity.kind.days
        return "open-day", ("activity", activity.id, "days" if own else "kind")
    return "open-day", ("campaign", "country")
