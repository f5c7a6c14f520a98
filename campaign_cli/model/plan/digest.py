"""What matters to scheduling, as one hash: a corrected phone number is no new month."""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from campaign_cli.model.plan import (
    Activity,
    Budget,
    Calendar,
    Campaign,
    Closing,
    Group,
    Member,
    Override,
    Plan,
    Resource,
    Session,
    Source,
    Supply,
    Venue,
    Ward,
)
from campaign_cli.model.plan.kind import Kind

_ONLY_SAID: Mapping[type, frozenset[str]] = {
    Plan: frozenset({"document", "bodies", "tasks", "indicators", "digest"}),
    Campaign: frozenset(
        {"name", "theme", "organiser", "language", "country", "timezone", "ward_term"}
    ),
    Session: frozenset({"name", "start", "end"}),
    Closing: frozenset({"why"}),
    Budget: frozenset({"currency"}),
    Source: frozenset({"name"}),
    Group: frozenset({"name"}),
    Ward: frozenset({"name", "term", "contact", "deputy"}),
    Venue: frozenset({"name", "owner", "address"}),
    Resource: frozenset({"name"}),
    Member: frozenset({"name", "phone"}),
    Supply: frozenset({"name", "unit", "value"}),
    Activity: frozenset(
        {"title", "owner", "helpers", "preside", "attend", "hours", "outdoor", "private"}
        | {"indicators", "quotas", "parts", "tasks", "own_ward"}
    ),
    Override: frozenset({"hours", "preside", "indicators"}),
    # An activity has its kind's defaults; closings know the kind by its id.
    Kind: frozenset({"name", "unit", "letter", "outdoor", "private", "indicators", "tasks"})
    | {"days", "sessions", "lasts", "beside"},
}
"""The fields that are printed and that no rule and no preference reads. All others count, so that
a field added to the plan is scheduled anew until somebody says here that it need not be.
"""


def scheduling_digest(plan: Plan) -> str:
    """Return the SHA-256 of everything in `plan` that a rule or a preference reads."""
    rendering = {
        "plan": _plain(plan),
        # Equal remainders go by the order of the wards.
        "wards": list(plan.wards),
    }
    text = json.dumps(rendering, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def _plain(value: object) -> Any:  # noqa: PLR0911 - one line a type reads best
    """Return `value` as JSON has it, without what is only said."""
    match value:
        case Calendar():
            holidays = sorted(day.isoformat() for day in value.holidays)
            return {**_of_fields(value), "holidays": holidays}
        case _ if is_dataclass(value):
            return _of_fields(value)
        case Mapping():
            return {str(key): _plain(one) for key, one in value.items()}
        case tuple():
            return [_plain(one) for one in value]
        case frozenset():
            return sorted(_plain(one) for one in value)
        case date():
            return value.isoformat()
        case _:
            return value


def _of_fields(value: Any) -> dict[str, Any]:
    said = _ONLY_SAID.get(type(value), frozenset())
    return {
        field.name: _plain(getattr(value, field.name))
        for field in fields(value)
        if field.name not in said
    }
