"""What a template may name: one page's data as plain words, the same names on every page.

A name that has nothing to say on a page is "" or an empty list, so that one template fits wards'
sheets, owners', people's and everyone's alike.
"""

from collections.abc import Mapping
from typing import Any

from campaign_cli.exporting.as_docx.xml import literal
from campaign_cli.exporting.material import Material
from campaign_cli.model.checklist import Event, Line, Office, Receipt, Report, Target
from campaign_cli.model.plan import Person
from campaign_cli.pages import BodySheet, DaySheet, Itinerary, Sheet, View
from campaign_cli.pages.letter import Letter
from campaign_cli.pages.outline import Item, Section
from campaign_cli.pages.outlines import outline_of
from campaign_cli.pages.phrases import Phrases

_TEXTS = [""]
_PERSON = dict.fromkeys(("name", "title", "phone", "text"), "")

FIELDS: Mapping[str, Any] = {
    "title": "",
    "subject": "",
    "version": "",
    "page": "",
    "campaign": dict.fromkeys(("name", "theme", "start", "end", "days"), ""),
    "stamp": dict.fromkeys(("revision", "draft", "plan"), ""),
    "letter": {
        **dict.fromkeys(("parent", "issuer", "number", "country", "motto", "place_and_date"), ""),
        **dict.fromkeys(("authority", "title", "name", "to_label", "draft"), ""),
        "to": _TEXTS,
    },
    "organiser": {"name": "", "contact": _PERSON, "deputy": _PERSON},
    "ward": dict.fromkeys(("id", "name", "called"), ""),
    "contact": _PERSON,
    "deputy": _PERSON,
    "facts": [{"name": "", "value": ""}],
    "events": [
        {
            **dict.fromkeys(("id", "title", "kind", "at", "when", "date", "until", "hours"), ""),
            **dict.fromkeys(("session", "venue", "address", "place", "preside", "attend"), ""),
            **dict.fromkeys(("owner", "owner_phone"), ""),
            "helpers": _TEXTS,
            "details": _TEXTS,
            "people": [{"name": "", "phone": "", "pool": ""}],
            "programme": [{"hours": "", "title": ""}],
        }
    ],
    "tasks": [
        {
            **dict.fromkeys(("when", "due", "until", "title", "about", "who"), ""),
            **dict.fromkeys(("need", "urgent", "key", "law"), ""),
            "details": _TEXTS,
        }
    ],
    "receipts": [dict.fromkeys(("name", "amount", "unit", "when", "giver"), "")],
    "targets": [{"name": "", "amount": ""}],
    "reports": [dict.fromkeys(("when", "due", "title", "about", "figures", "to", "urgent"), "")],
    "sections": [
        {
            "title": "",
            "note": "",
            "empty": "",
            "lines": [
                {
                    **dict.fromkeys(("when", "hours", "place", "title", "about", "urgent"), ""),
                    **dict.fromkeys(("box", "text"), ""),
                    "details": _TEXTS,
                }
            ],
            "head": _TEXTS,
            "rows": [_TEXTS],
            "total": _TEXTS,
            "pairs": [{"name": "", "value": ""}],
        }
    ],
    "foot": _TEXTS,
}
"""Every name: a text, parts of it by name, or a list of what its only element shows."""


def context_of(view: View, material: Material, letter: Letter) -> dict[str, Any]:
    """Return the data of a page, in the shape of `FIELDS`, every text clean."""
    stamp = material.checklists.stamp
    say = Phrases(stamp)
    outline = outline_of(view)
    campaign = material.plan.campaign
    context = {
        "title": outline.title,
        "subject": outline.subject,
        "version": outline.version,
        "page": _kind(view),
        "campaign": {
            "name": campaign.name,
            "theme": campaign.theme,
            "start": say.speech.full_date(campaign.start),
            "end": say.speech.full_date(campaign.end),
            "days": say.speech.span(campaign.start, campaign.end),
        },
        "stamp": {
            "revision": str(stamp.revision or ""),
            "draft": letter.draft,
            "plan": stamp.version,
        },
        "letter": {name: getattr(letter, name) for name in FIELDS["letter"]},
        "organiser": {
            "name": material.checklists.organiser.name,
            "contact": _person(material.checklists.organiser.contact, say),
            "deputy": _person(material.checklists.organiser.deputy, say),
        },
        "ward": _ward(view, say),
        **_whom_to_call(view, say),
        "facts": [{"name": name, "value": value} for name, value in outline.facts],
        **_lists(view, say),
        "sections": [_section(section) for section in outline.sections],
        "foot": list(outline.foot),
    }
    cleaned: dict[str, Any] = _clean(context)
    return cleaned


def _clean(value: Any) -> Any:
    match value:
        case str():
            return literal(value)
        case Mapping():
            return {name: _clean(one) for name, one in value.items()}
        case list() | tuple():
            return [_clean(one) for one in value]
        case _:
            return value


def _kind(view: View) -> str:
    match view:
        case Sheet():
            return "ward"
        case BodySheet():
            return "owner"
        case Itinerary():
            return "person"
        case DaySheet():
            return "day"
        case _:
            return "organiser"


def _ward(view: View, say: Phrases) -> dict[str, str]:
    if not isinstance(view, Sheet):
        return dict.fromkeys(FIELDS["ward"], "")
    return {"id": view.ward.id, "name": view.ward.name, "called": say.ward(view.ward)}


def _whom_to_call(view: View, say: Phrases) -> dict[str, Any]:
    match view:
        case Sheet():
            people = view.ward.contact, view.ward.deputy
        case BodySheet():
            people = view.body.contact, view.body.deputy
        case Itinerary():
            people = Person(view.person.name, view.person.phone), None
        case _:
            people = None, None
    return {"contact": _person(people[0], say), "deputy": _person(people[1], say)}


def _person(person: Person | None, say: Phrases) -> dict[str, str]:
    if person is None:
        return dict.fromkeys(_PERSON, "")
    return {
        "name": person.name,
        "title": person.title,
        "phone": person.phone,
        "text": say.person(person),
    }


def _lists(view: View, say: Phrases) -> dict[str, list[dict[str, Any]]]:
    events: tuple[Event, ...] = ()
    if isinstance(view, Itinerary):
        events = tuple(event for event, _ in view.events)
    else:
        events = getattr(view, "events", ())
    lines: tuple[Line, ...] = getattr(view, "lines", ())
    receipts: tuple[Receipt, ...] = getattr(view, "receipts", ())
    targets: tuple[Target, ...] = getattr(view, "targets", ())
    reports: tuple[Report, ...] = getattr(view, "reports", ())
    reader = view.ward if isinstance(view, Sheet) else None
    return {
        "events": [_event(event, reader, say) for event in events],
        "tasks": [_task(line, say) for line in lines],
        "receipts": [_receipt(receipt, say) for receipt in receipts],
        "targets": [
            {"name": target.name, "amount": say.speech.number(target.amount)} for target in targets
        ],
        "reports": [_report(report, say) for report in reports],
    }


def _event(event: Event, reader: Office | None, say: Phrases) -> dict[str, Any]:
    item = say.event(event, reader)
    contact = event.owner.contact
    return {
        "id": event.id,
        "title": event.title,
        "kind": event.kind_name,
        "at": event.at,
        "when": " ".join(item.when),
        "date": say.speech.full_date(event.first),
        "until": say.speech.full_date(event.last),
        "hours": event.hours,
        "session": "" if event.window else event.session_name,
        "venue": event.venue,
        "address": event.address,
        "place": item.place,
        "preside": event.preside,
        "attend": event.attend,
        "owner": say.ward(event.owner) if event.owner.ward else event.owner.name,
        "owner_phone": contact.phone if contact else "",
        "helpers": list(event.helpers),
        "details": list(item.details),
        "people": [
            {"name": one.name, "phone": one.phone, "pool": one.pool} for one in event.people
        ],
        "programme": [{"hours": hours, "title": title} for hours, title in event.parts],
    }


def _task(line: Line, say: Phrases) -> dict[str, Any]:
    item = say.line(line, doer=True)
    doer, *about = item.asides
    return {
        "when": " ".join(item.when),
        "due": say.speech.full_date(line.due),
        "until": say.speech.full_date(line.last),
        "title": line.title,
        "about": "; ".join(f"{one.title}{one.more}" for one in about),
        "who": f"{doer.title}{doer.more}",
        "need": line.need,
        "urgent": item.urgent,
        "key": "x" if line.key else "",
        "law": "x" if line.law else "",
        "details": list(item.details),
    }


def _receipt(receipt: Receipt, say: Phrases) -> dict[str, str]:
    _, _, when, giver = say.receipt(receipt)
    return {
        "name": receipt.name,
        "amount": say.speech.number(receipt.amount),
        "unit": receipt.unit,
        "when": when,
        "giver": giver,
    }


def _report(report: Report, say: Phrases) -> dict[str, str]:
    return {
        "when": say.day(report.due),
        "due": say.speech.full_date(report.due),
        "title": report.title,
        "about": "; ".join(report.about),
        "figures": "; ".join(report.figures),
        "to": report.to.name,
        "urgent": say.text("DO NOW") if report.late else "",
    }


def _section(section: Section) -> dict[str, Any]:
    return {
        "title": section.title,
        "note": section.note,
        "empty": section.empty,
        "lines": [_item(item) for item in section.items],
        "head": list(section.head),
        "rows": [list(row) for row in section.rows],
        "total": list(section.total),
        "pairs": [{"name": name, "value": value} for name, value in section.pairs],
    }


def _item(item: Item) -> dict[str, Any]:
    about = "; ".join(f"{one.title}{one.more}" for one in item.asides)
    return {
        "when": " ".join(item.when),
        "hours": item.hours,
        "place": item.place,
        "title": item.title,
        "about": about,
        "urgent": item.urgent,
        "box": "☐" if item.box else "",
        "text": "; ".join(filter(None, (about, *item.details))),
        "details": list(item.details),
    }
