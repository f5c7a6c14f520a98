"""Lists to be filled in by hand: who attended, and who was given what."""

from collections.abc import Iterator
from typing import Any

from campaign_cli.exporting.as_pdf.ward import WardPaper, brief_hours
from campaign_cli.exporting.shared.signers import MOST, RECIPIENTS, attended
from campaign_cli.model.checklist import Event
from campaign_cli.model.plan import Activity, Plan
from campaign_cli.model.schedule import Booking
from campaign_cli.support.language import language

Part = dict[str, Any]

_GIVEN = frozenset({"gifts", "households"})
"""Indicators of kinds whose supplies are handed to people."""


def forms(paper: WardPaper, plan: Plan, bookings: dict[str, Booking]) -> Iterator[Part]:
    """Yield a ward's lists, in the order of its events.

    One for signatures where the ward receives people or sends them; one for what is handed over
    where people are given something. What lasts for weeks has no list.
    """
    rows = {event.id: lines for event, lines in attended(paper.sheet.events, paper.sheet.ward.id)}
    for event in paper.sheet.events:
        booking, activity = bookings[event.id], plan.activities[event.activity]
        if event.id in rows:
            yield _attendance(paper, event, rows[event.id])
        if event.wards != (paper.sheet.ward.id,):
            continue
        given = _given(plan, activity, booking)
        if given:
            yield _handover(paper, event, given)


def _given(plan: Plan, activity: Activity, booking: Booking) -> list[tuple[str, str, int]]:
    """Return what an event hands to people: its name, what one is worth, how many."""
    to_people = _GIVEN & set(activity.kind.indicators)
    if not to_people and all(quota.id != RECIPIENTS for quota in activity.quotas):
        return []
    used = ((plan.supplies[id_], amount) for id_, amount in booking.supplies.items() if amount)
    return [
        (supply.name, _money(plan, supply.value or supply.unit_cost), amount)
        for supply, amount in used
        if activity.private or supply.value or supply.unit_cost
    ]


def _money(plan: Plan, amount: int) -> str:
    if not amount:
        return ""
    return language(plan.campaign.language).money(amount, plan.budget.currency)


def _where(paper: WardPaper, event: Event) -> list[str]:
    say = paper.say
    item = say.event(event, paper.sheet.ward)
    when = ", ".join(filter(None, (" ".join(item.when), brief_hours(event.hours))))
    return [
        f"{say.text('Time')}: {when}",
        *([f"{say.text('Place')}: {item.place}"] if event.venue or event.address else []),
    ]


def _attendance(paper: WardPaper, event: Event, rows: int) -> Part:
    say = paper.say
    return {
        "sort": "form",
        "title": say.text("ATTENDANCE LIST"),
        "summary": paper.say.event(event, paper.sheet.ward).title,
        "lines": [paper.name, *_where(paper, event)],
        "head": [
            say.text("No."),
            say.text("Full name"),
            say.text("M/F"),
            say.text("Unit, neighbourhood"),
            say.text("Phone"),
            say.text("Signature"),
        ],
        "widths": [0, 30, 9, 26, 17, 17],
        "rows": [[str(number), "", "", "", "", ""] for number in range(1, rows + 1)],
        "height": 8.6,
        "sum": say.text("Present: ……… people, of whom ……… women, ……… men."),
        "signers": [say.text("Drawn up by"), say.text("For the host")],
    }


def _handover(paper: WardPaper, event: Event, given: list[tuple[str, str, int]]) -> Part:
    say = paper.say
    lines = [(name, worth) for name, worth, amount in given for _ in range(amount)][:MOST]
    rows = [[str(number), "", "", *line, ""] for number, line in enumerate(lines, start=1)]
    total = " · ".join(f"{name}: {say.speech.number(amount)}" for name, _, amount in given)
    return {
        "sort": "form",
        "title": say.text("HAND-OVER LIST"),
        "summary": event.title,
        "lines": [paper.name, *_where(paper, event), f"{say.text('Handed over')}: {total}"],
        "head": [
            say.text("No."),
            say.text("Recipient’s full name"),
            say.text("Address"),
            say.text("Set"),
            say.text("Value"),
            say.text("Signature"),
        ],
        "widths": [0, 25, 22, 20, 20, 15],
        "rows": rows,
        "height": 8.6,
        "sum": say.text("Handed over: ……… sets; left over: ……… sets."),
        "signers": [
            say.text("Handed over by"),
            say.text("Witness"),
            say.text("For the ward"),
        ],
    }
