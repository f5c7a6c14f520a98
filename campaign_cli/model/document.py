"""The schedule as JSON: the form that is printed, kept and read back."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from campaign_cli.model.diagnostic import Cause, Span
from campaign_cli.model.language import Message, message
from campaign_cli.model.plan import PREFERENCES, Plan
from campaign_cli.model.schedule import Booking, Schedule, Status

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

FORMAT = 1

_AFTER_ACTIVITY = re.compile(r"(?:@([^@#]+))?(?:#([2-9]|[1-9][0-9]{1,5}))?")


class DocumentError(Exception):
    """A document that is no schedule; `message` says what and where."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


def schedule_document(plan: Plan, schedule: Schedule) -> dict[str, object]:
    """Return `schedule` as JSON has it; `plan` knows every event of it."""
    if not schedule.solved:
        head = {"format": FORMAT, "status": str(schedule.status), "plan": schedule.plan}
        if schedule.status is Status.OUT_OF_TIME:
            return head
        conflicts = [
            {"members": [_member(cause) for cause in causes]} for causes in schedule.conflicts
        ]
        return {**head, "conflicts": conflicts, "repairs": []}

    from zoneinfo import ZoneInfo

    zone = ZoneInfo(plan.campaign.timezone)
    place = {preference: number for number, preference in enumerate(PREFERENCES)}
    paid = sorted(schedule.prices.items(), key=lambda one: (place.get(one[0], len(place)), one[0]))
    return {
        "format": FORMAT,
        "revision": schedule.revision,
        "plan": schedule.plan,
        "status": str(schedule.status),
        "price": schedule.price,
        "bound": schedule.bound,
        "prices": dict(paid),
        "events": [_event(plan, booking, zone) for booking in schedule.bookings],
    }


def _member(cause: Cause) -> dict[str, object]:
    span = cause.span
    return {
        "rule": cause.rule,
        "path": ".".join(cause.path),
        "file": span.file if span else None,
        "line": span.line if span else None,
        "text": span.text if span else None,
    }


def _event(plan: Plan, booking: Booking, zone: "ZoneInfo") -> dict[str, object]:
    activity = plan.activities[booking.activity]
    host = plan.host_activity(activity)
    sessions = {session.id: session for session in plan.calendar.sessions}
    block = host.sessions
    if not host.window:
        start = list(sessions).index(booking.session)
        block = tuple(sessions)[start : start + booking.sessions]
    resources: dict[str, object] = {}
    for pool in sorted({*booking.people, *booking.things}):
        if pool in booking.people:
            members = plan.resources[pool].members
            resources[pool] = [
                {"id": id_, "name": members[id_].name} for id_ in booking.people[pool]
            ]
        else:
            resources[pool] = booking.things[pool]
    return {
        "id": booking.id,
        "activity": activity.id,
        "kind": activity.kind.id,
        "title": activity.title,
        "owner": activity.owner,
        "wards": list(booking.wards),
        "date": booking.first.isoformat(),
        "session": booking.session,
        "sessions": booking.sessions,
        "dates": [day.isoformat() for day in booking.dates],
        "start": datetime.combine(booking.first, sessions[block[0]].start, zone).isoformat(),
        "end": datetime.combine(booking.last, sessions[block[-1]].end, zone).isoformat(),
        "within": booking.within,
        "venue": booking.venue,
        "resources": resources,
        "supplies": dict(sorted(booking.supplies.items())),
        "cost": booking.cost,
        "fixed": booking.fixed,
    }


def schedule_from(plan: Plan, document: object) -> Schedule:
    """Return the schedule that `document` (as `json.loads` gives it) says.

    What the plan knows better is not read: titles, kinds, owners, hours, people's names. Events,
    wards, venues and people that the plan does not know are kept, for the audit to name.

    Raises:
        DocumentError: it is no schedule.
    """
    root = _Place("", document)
    form = root["format"].whole()
    if form != FORMAT:
        raise DocumentError(
            message(
                "the schedule has format {format}; this program reads {known}",
                format=form,
                known=FORMAT,
            )
        )
    status = root["status"].text()
    if status not in set(Status):
        raise DocumentError(message("there is no status `{status}`", status=status))
    schedule = Schedule(plan=root["plan"].text(), status=Status(status))
    if schedule.status is Status.OUT_OF_TIME:
        return schedule
    if schedule.status is Status.INFEASIBLE:
        conflicts = tuple(
            tuple(_cause(member) for member in conflict["members"].entries())
            for conflict in root["conflicts"].entries()
        )
        return replace(schedule, conflicts=conflicts)
    order = {session.id: place for place, session in enumerate(plan.calendar.sessions)}
    return replace(
        schedule,
        revision=root["revision"].whole(),
        price=root["price"].whole_or_none(),
        bound=root["bound"].whole_or_none(),
        prices={name: price.whole() for name, price in root["prices"].items()},
        bookings=tuple(
            sorted(
                (_booking(event) for event in root["events"].entries()),
                key=lambda one: (one.first, order.get(one.session, len(order)), one.id),
            )
        ),
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """A value of a document, and how one gets there: `events[3].dates`."""

    where: str
    value: object

    def __getitem__(self, name: str) -> "_Place":
        table = self._table()
        if name not in table:
            raise self._wrong(message("`{name}` is missing", name=name))
        return self._inside(name, table[name])

    def items(self) -> list[tuple[str, "_Place"]]:
        """Return the entries of a table."""
        return [
            (_Place(self.where, name).text(), self._inside(name, value))
            for name, value in self._table().items()
        ]

    def entries(self) -> list["_Place"]:
        """Return the entries of a list."""
        if not isinstance(self.value, list | tuple):
            raise self._wrong(message("this must be a list"))
        return [_Place(f"{self.where}[{at}]", one) for at, one in enumerate(self.value)]

    def text(self) -> str:
        """Return a text that every file and screen can carry: no half of a surrogate pair."""
        if not isinstance(self.value, str) or any(
            "\ud800" <= one <= "\udfff" for one in self.value
        ):
            raise self._wrong(message("this must be a text"))
        return self.value

    def text_or_none(self) -> str | None:
        """Return a text, or None."""
        return None if self.value is None else self.text()

    def whole(self) -> int:
        """Return a whole number."""
        if not isinstance(self.value, int) or isinstance(self.value, bool):
            raise self._wrong(message("this must be a whole number"))
        return self.value

    def whole_or_none(self) -> int | None:
        """Return a whole number, or None."""
        return None if self.value is None else self.whole()

    def flag(self) -> bool:
        """Return true or false."""
        if not isinstance(self.value, bool):
            raise self._wrong(message("this must be true or false"))
        return self.value

    def day(self) -> date:
        """Return a date, written as 2022-11-25 and in no other way."""
        text = self.value if isinstance(self.value, str) else ""
        try:
            day = date.fromisoformat(text)
        except ValueError:
            day = None
        if day is None or day.isoformat() != text:
            raise self._wrong(message("this must be a date such as `2022-11-25`"))
        return day

    def _table(self) -> Mapping[str, object]:
        if not isinstance(self.value, Mapping):
            raise self._wrong(message("this must be an object"))
        return self.value

    def _inside(self, name: str, value: object) -> "_Place":
        return _Place(f"{self.where}.{name}" if self.where else name, value)

    def _wrong(self, what: Message) -> DocumentError:
        if not self.where:
            return DocumentError(message("this is no schedule: {what}", what=what))
        return DocumentError(
            message("this is no schedule: {what}, at `{where}`", what=what, where=self.where)
        )


def _booking(event: _Place) -> Booking:
    activity, id_ = event["activity"].text(), event["id"].text()
    rest = _AFTER_ACTIVITY.fullmatch(id_.removeprefix(activity))
    if not id_.startswith(activity) or rest is None:
        raise DocumentError(
            message(
                "`{id}`, at `{where}`, is no event of `{activity}`",
                id=id_,
                where=event.where,
                activity=activity,
            )
        )
    dates = tuple(day.day() for day in event["dates"].entries())
    if not dates or event["date"].day() != dates[0]:
        raise DocumentError(
            message(
                "the `date` of `{id}`, at `{where}`, is not the first of its `dates`",
                id=id_,
                where=event.where,
            )
        )
    people: dict[str, tuple[str, ...]] = {}
    things: dict[str, int] = {}
    for pool, use in event["resources"].items():
        if isinstance(use.value, list | tuple):
            people[pool] = tuple(person["id"].text() for person in use.entries())
        else:
            things[pool] = use.whole()
    return Booking(
        activity=activity,
        member=rest[1] or "",
        number=int(rest[2] or 1),
        wards=tuple(ward.text() for ward in event["wards"].entries()),
        dates=dates,
        session=event["session"].text(),
        sessions=event["sessions"].whole(),
        within=event["within"].text_or_none(),
        venue=event["venue"].text_or_none(),
        people=people,
        things=things,
        supplies={supply: use.whole() for supply, use in event["supplies"].items()},
        cost=event["cost"].whole(),
        fixed=event["fixed"].flag(),
    )


def _cause(member: _Place) -> Cause:
    rule, path = member["rule"].text(), tuple(member["path"].text().split("."))
    file, line = member["file"].text_or_none(), member["line"].whole_or_none()
    text = member["text"].text_or_none()
    if file is None or line is None or text is None:
        return Cause(rule, path)
    return Cause(rule, path, Span(file, line, 1, len(text) + 1, text))
