"""A code to scan: a ward's calendar, or as much of it as a code holds."""

import io
import re
from collections.abc import Iterator
from datetime import UTC
from typing import Any
from zoneinfo import ZoneInfo

from campaign_cli.model.checklist import Event
from campaign_cli.model.plan import Plan
from campaign_cli.model.plan.hours import spans
from campaign_cli.model.schedule import Booking
from campaign_cli.pages.phrases import Phrases
from campaign_cli.support.language import message
from campaign_cli.support.text import clean, shortened

ROOM = 1_273
"""Bytes that a code of version 25 holds at level L; a larger one no phone reads from paper."""
_LONGEST = 60
_HEAD = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:campaign\n"
_END = "END:VCALENDAR"
_ESCAPED = re.compile(r"([\\;,])")


def code_of(
    plan: Plan, say: Phrases, ward: str, events: tuple[tuple[Event, Booking], ...]
) -> dict[str, Any]:
    """Return the code's picture and what stands under it; `events` in order of importance."""
    text, count = _calendar(plan, events)
    total = len(events)
    what = say.speech.say(message("the calendar of {ward}: scan it into your phone", ward=ward))
    if count < total:
        what = f"{what} ({count}/{total})"
    return {"svg": _picture(text), "alt": what, "text": what}


def _calendar(plan: Plan, events: tuple[tuple[Event, Booking], ...]) -> tuple[str, int]:
    """Return a calendar of the first events that fit, in order of time, and how many."""
    left = ROOM - len(f"{_HEAD}{_END}".encode())
    taken: list[str] = []
    for event, booking in events:
        entry = "".join(f"{line}\n" for line in _entry(plan, event, booking))
        if len(entry.encode()) > left:
            break
        left -= len(entry.encode())
        taken.append(entry)
    return f"{_HEAD}{''.join(sorted(taken))}{_END}", len(taken)


def _entry(plan: Plan, event: Event, booking: Booking) -> Iterator[str]:
    zone = ZoneInfo(plan.campaign.timezone)
    (first, _), (_, last) = spans(plan, booking, (event.first, event.last), zone)
    yield "BEGIN:VEVENT"
    yield f"DTSTART:{first.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTEND:{last.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"SUMMARY:{_escaped(event.title)}"
    if event.venue:
        yield f"LOCATION:{_escaped(event.venue)}"
    yield "END:VEVENT"


def _escaped(text: str) -> str:
    return _ESCAPED.sub(r"\\\1", shortened(clean(text), _LONGEST))


def _picture(text: str) -> bytes:
    import segno

    # One mask for all: weighing all eight takes four times as long, and any of them can be read.
    code = segno.make(
        text, error="l", mask=2, micro=False, boost_error=False, encoding="utf-8", mode="byte"
    )
    picture = io.BytesIO()
    code.save(picture, kind="svg", xmldecl=False, border=4, omitsize=True, nl=False)
    return picture.getvalue()
