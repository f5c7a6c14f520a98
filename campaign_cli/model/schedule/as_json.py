"""The schedule as JSON: the form that is printed, kept and read back."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from campaign_cli.model.plan import PREFERENCES, Plan
from campaign_cli.model.plan.demand import ward_in_charge
from campaign_cli.model.plan.hours import spans
from campaign_cli.model.plan.wording import of_plan
from campaign_cli.model.repair import Edit, Repair
from campaign_cli.model.schedule import Booking, Schedule, Status, in_order
from campaign_cli.model.schedule.json_place import DocumentError, Place
from campaign_cli.model.schedule.repair_sentences import sentences
from campaign_cli.support.diagnostic import Cause, Span
from campaign_cli.support.language import Language, message
from campaign_cli.support.language import language as language_of

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

__all__ = ["FORMAT", "DocumentError", "schedule_document", "schedule_from"]

FORMAT = 1

_AFTER_ACTIVITY = re.compile(r"(?:@([^@#]+))?(?:#([2-9]|[1-9][0-9]{1,5}))?")


def schedule_document(
    plan: Plan, schedule: Schedule, language: Language | None = None
) -> dict[str, object]:
    """Return `schedule` as JSON has it; `plan` knows every event of it.

    `language` is that of the sentences that say what repairs do; without it, English.
    """
    if not schedule.solved:
        head = {"format": FORMAT, "status": str(schedule.status), "plan": schedule.plan}
        if schedule.status is Status.OUT_OF_TIME:
            return head
        conflicts = [
            {"members": [_member(cause) for cause in causes]} for causes in schedule.conflicts
        ]
        speech = of_plan(language or language_of("en"), plan)
        repairs = [_repair(plan, repair, speech) for repair in schedule.repairs]
        return {**head, "conflicts": conflicts, "repairs": repairs}

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
        "events": [_event(plan, booking, zone) for booking in in_order(plan, schedule.bookings)],
    }


def _member(cause: Cause) -> dict[str, object]:
    span = cause.span
    member: dict[str, object] = {
        "rule": cause.rule,
        "path": ".".join(cause.path),
        "file": span.file if span else None,
        "line": span.line if span else None,
        "text": span.text if span else None,
    }
    if cause.entry and span:
        member |= {"entry": cause.entry, "column": span.column, "end_column": span.end_column}
    return {**member, "why": cause.why} if cause.why else member


def _repair(plan: Plan, repair: Repair, language: Language) -> dict[str, object]:
    said = [language.say(one) for one in sentences(plan, repair)]
    return {
        "price": repair.price,
        "text": "; ".join(said) or repair.text,
        "edits": [
            {"file": edit.file, "line": edit.line, "old": edit.old, "new": edit.new}
            for edit in repair.edits
        ],
        **({} if repair.tried else {"tried": False}),
    }


def _event(plan: Plan, booking: Booking, zone: "ZoneInfo") -> dict[str, object]:
    activity = plan.activities[booking.activity]
    (start, _), (_, end) = spans(plan, booking, (booking.first, booking.last), zone)
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
        "start": start.isoformat(),
        "end": end.isoformat(),
        "within": booking.within,
        "venue": booking.venue,
        "resources": resources,
        "supplies": dict(sorted(booking.supplies.items())),
        "cost": booking.cost,
        "fixed": booking.fixed,
        "ward_in_charge": ward_in_charge(plan, booking),
    }


def schedule_from(plan: Plan, document: object) -> Schedule:
    """Return the schedule that `document` (as `json.loads` gives it) says.

    What the plan knows better is not read: titles, kinds, owners, hours, people's names. Events,
    wards, venues and people that the plan does not know are kept, for the audit to name.

    Raises:
        DocumentError: it is no schedule.
    """
    root = Place("", document)
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
        repairs = tuple(_repair_from(repair) for repair in root["repairs"].entries())
        return replace(schedule, conflicts=conflicts, repairs=repairs)
    return replace(
        schedule,
        revision=root["revision"].whole(),
        price=root["price"].whole_or_none(),
        bound=root["bound"].whole_or_none(),
        prices={name: price.whole() for name, price in root["prices"].items()},
        bookings=in_order(plan, map(_booking, root["events"].entries())),
    )


def _booking(event: Place) -> Booking:
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


def _cause(member: Place) -> Cause:
    rule, path = member["rule"].text(), tuple(member["path"].text().split("."))
    file, line = member["file"].text_or_none(), member["line"].whole_or_none()
    text = member["text"].text_or_none()
    why = member["why"].text() if member.has("why") else ""
    if file is None or line is None or text is None:
        return Cause(rule, path, why=why)
    if not member.has("entry"):
        return Cause(rule, path, Span(file, line, 1, len(text) + 1, text), why)
    span = Span(file, line, member["column"].whole(), member["end_column"].whole(), text)
    return Cause(rule, path, span, why, member["entry"].text())


def _repair_from(repair: Place) -> Repair:
    """Return a repair with its words and lines; which changes it makes is said nowhere."""
    edits = tuple(
        Edit(
            file=edit["file"].text(),
            line=edit["line"].whole(),
            old=edit["old"].text(),
            new=edit["new"].text(),
        )
        for edit in repair["edits"].entries()
    )
    tried = not repair.has("tried") or repair["tried"].flag()
    return Repair(repair["price"].whole(), (), edits, repair["text"].text(), tried=tried)
