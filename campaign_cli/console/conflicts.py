"""What cannot hold together, for people and as JSON."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from campaign_cli.console import diagnostics
from campaign_cli.model.diagnostic import Cause
from campaign_cli.model.language import Language, counted
from campaign_cli.model.schedule import Schedule

if TYPE_CHECKING:
    from rich.text import Text

    from campaign_cli.reading import Reading


def text(schedule: Schedule, language: Language) -> "Text":
    """Return every set of plan lines that cannot hold together, as problems are shown."""
    from rich.text import Text

    shown = Text()
    for members in schedule.conflicts:
        shown.append_text(diagnostics.conflict(members, language))
    said = counted(
        "no schedule is possible: {n} conflict",
        "no schedule is possible: {n} conflicts",
        len(schedule.conflicts),
    )
    shown.append(f"{language.say(said)}\n", "bold")
    shown.append(f"{language.text('help:')} ", "bold green")
    shown.append(f"{language.text('loosen one of these lines, then: campaign schedule')}")
    return shown


def of_schedule(schedule: Schedule) -> dict[str, Any]:
    """Return an impossible schedule as JSON."""
    return _json(schedule.plan, schedule.conflicts)


def of_reading(reading: "Reading") -> dict[str, Any]:
    """Return as JSON what reading already sees that cannot hold."""
    return _json(
        reading.plan.digest if reading.plan else None,
        [one.causes for one in reading.diagnostics if one.cannot_hold],
    )


def _json(digest: str | None, conflicts: Sequence[Sequence[Cause]]) -> dict[str, Any]:
    return {
        "format": 1,
        "status": "infeasible",
        "plan": digest,
        "conflicts": [{"members": [_member(one) for one in members]} for members in conflicts],
        "repairs": [],
    }


def _member(cause: Cause) -> dict[str, Any]:
    span = cause.span
    return {
        "rule": cause.rule,
        "path": ".".join(cause.path),
        "file": span.file if span else None,
        "line": span.line if span else None,
        "text": span.text.strip() if span else "",
    }
