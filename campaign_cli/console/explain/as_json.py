"""Explanations as JSON."""

from typing import TYPE_CHECKING, Any

from campaign_cli.model.schedule import Booking
from campaign_cli.support.diagnostic import Cause

if TYPE_CHECKING:
    from campaign_cli.app import Elsewhere, Explained, Made
    from campaign_cli.scheduling.questions.barriers import Taken
    from campaign_cli.scheduling.questions.load import Load
    from campaign_cli.scheduling.questions.obstacles import Obstacle

FORMAT = 1


def event(made: "Made", explained: "Explained") -> dict[str, Any]:
    """Return what holds an event where it is."""
    room = explained.room
    return {
        "format": FORMAT,
        "revision": made.solved.revision,
        "event": explained.event,
        "asked": explained.asked,
        "at": _place(explained.booking),
        "pays": [
            {"preference": one.preference, "price": one.price, "with": list(one.others)}
            for one in explained.paid
        ],
        "days": None
        if room is None
        else {
            "first": room.first.isoformat(),
            "last": room.last.isoformat(),
            "left": [day.isoformat() for day in room.left],
            "taken": [_taken(one) for one in room.taken],
        },
        "elsewhere": [_elsewhere(one) for one in explained.elsewhere],
    }


def move(made: "Made", found: "Elsewhere") -> dict[str, Any]:
    """Return what holding an event elsewhere takes."""
    gentle = None if found.gentle is None else _elsewhere(found.gentle)
    answer = _elsewhere(found)
    return {"format": FORMAT, "revision": made.solved.revision, **answer, "moving_fewer": gentle}


def load(made: "Made", found: "Load") -> dict[str, Any]:
    """Return how loaded a thing is."""
    return {
        "format": FORMAT,
        "revision": made.solved.revision,
        "is": found.thing[0],
        "id": found.thing[1],
        "events": list(found.events),
        "by_week": list(found.by_week),
        "share": found.share,
        "sessions": {"used": found.used, "free": found.free},
        "full": [day.isoformat() for day in found.tight],
        "idle": [day.isoformat() for day in found.idle],
        "closed": [day.isoformat() for day in found.closed],
        "blocks": [
            {
                "event": one.event,
                "wished": one.day.isoformat(),
                "price": one.price,
                "closings": [_cause(cause) for cause in one.causes],
                "taken_by": list(one.others),
            }
            for one in found.blocked
        ],
    }


def _elsewhere(one: "Elsewhere") -> dict[str, Any]:
    found = one.booking is not None
    return {
        "event": one.event,
        "date": one.day.isoformat() if one.day else None,
        "session": one.session,
        "venue": one.venue,
        "instead_of": one.instead,
        "wished": one.wished,
        "status": str(one.status),
        "at": _place(one.booking),
        "price": one.price if found else None,
        "prices": dict(one.difference),
        "people_prices": dict(one.people),
        "moves": [
            {"event": shift.id, "from": _place(shift.before), "to": _place(shift.after)}
            for shift in one.shifts
        ],
        "forbidden": [_taken(taken) for taken in one.taken],
        "in_the_way": [_obstacle(obstacle) for obstacle in one.obstacles],
        "conflicts": [
            {"members": [_cause(cause) for cause in members]} for members in one.conflicts
        ],
    }


def _place(booking: Booking | None) -> dict[str, Any] | None:
    if booking is None:
        return None
    return {
        "date": booking.first.isoformat(),
        "session": booking.session,
        "venue": booking.venue,
        "people": {pool: list(members) for pool, members in booking.people.items()},
    }


def _taken(one: "Taken") -> dict[str, Any]:
    return {
        **_cause(one.cause),
        "days": [day.isoformat() for day in one.days],
        "sessions": list(one.sessions),
        "event": one.other or None,
        "limit": one.limit.isoformat() if one.limit else None,
    }


def _obstacle(one: "Obstacle") -> dict[str, Any]:
    return {"is": one.thing[0], "id": one.thing[1], "events": list(one.events)}


def _cause(cause: Cause) -> dict[str, Any]:
    span = cause.span
    return {
        "rule": cause.rule,
        "path": ".".join(cause.path),
        "file": span.file if span else None,
        "line": span.line if span else None,
        "text": span.text.strip() if span else None,
        "entry": cause.entry or None,
        "column": span.column if span and cause.entry else None,
        "end_column": span.end_column if span and cause.entry else None,
        "why": cause.why or None,
    }
