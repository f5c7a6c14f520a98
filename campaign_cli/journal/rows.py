"""What stands in the journal's cells, as values: SQLite's columns take anything, whatever they say.

Each raises ValueError, KeyError or TypeError for what this program cannot have written; whoever
has the file open says that it is damaged.
"""

import json
import re
from datetime import date, datetime
from typing import Any

from campaign_cli.model.checklist import Issue

_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
_YEARS = range(1971, 9000)


def text(value: object) -> str:
    """Return a text."""
    if not isinstance(value, str):
        raise TypeError(value)
    value.encode()
    return value


def number(value: object) -> int:
    """Return the number of a revision, or another whole number."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(value)
    return value


def points(value: object) -> int | None:
    """Return a price, or that there is none."""
    return None if value is None else number(value)


def moment(value: object) -> datetime:
    """Return when something was done."""
    found = datetime.fromisoformat(text(value))
    if found.tzinfo is None or found.year not in _YEARS:
        raise ValueError(value)
    return found


def table(value: object) -> dict[str, Any]:
    """Return a table from its JSON."""
    written = text(value)
    if _SURROGATE.search(written):
        raise ValueError(value)
    found = json.loads(written)
    if not isinstance(found, dict):
        raise TypeError(value)
    return found


def issue(value: object) -> Issue:
    """Return how a revision was put in force."""
    details = table(value)
    return Issue(text(details["number"]), date.fromisoformat(text(details["date"])))


def schedule(value: object) -> dict[str, Any]:
    """Return a schedule, each of its events with what calendars and lists of changes ask for."""
    document = table(value)
    text(document["status"])
    points(document["price"])
    for price in document["prices"].values():
        number(price)
    for event in _list(document["events"]):
        for key in ("id", "activity", "title", "owner"):
            text(event[key])
        for key in ("start", "end"):
            moment(event[key])
        days = [date.fromisoformat(text(day)) for day in _list(event["dates"])]
        if not days or any(day.year not in _YEARS for day in days):
            raise ValueError(value)
        for ward in _list(event["wards"]):
            text(ward)
        if event["venue"] is not None:
            text(event["venue"])
        for served in event["resources"].values():
            for one in () if isinstance(served, int) else _list(served):
                text(one["id"])
                text(one["name"])
    return document


def _list(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError(value)
    return value
