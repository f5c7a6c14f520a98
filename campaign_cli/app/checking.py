"""Whether a plan, or a schedule from anywhere, is right; what may stand in a plan."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from campaign_cli.model.schedule import Schedule
from campaign_cli.support.diagnostic import Diagnostic
from campaign_cli.support.files import content_of
from campaign_cli.support.language import message

if TYPE_CHECKING:
    from campaign_cli.model.audit import Violation
    from campaign_cli.reading import Reading


@dataclass(frozen=True, slots=True)
class Examined:
    """A schedule from anywhere, held against its plan."""

    reading: "Reading"
    schedule: Schedule | None = None
    problem: Diagnostic | None = None
    """Why the file is no schedule of this plan."""
    violations: "tuple[Violation, ...]" = ()


def check(file: Path) -> "Reading":
    """Return the plan in `file` with every problem it has."""
    from campaign_cli.reading import read

    return read(file)


def examine(file: Path, schedule_file: Path) -> Examined:
    """Return what rules the schedule in `schedule_file` breaks.

    Raises:
        OSError: the schedule's file cannot be read.
    """
    import json

    from campaign_cli.model.audit import audit
    from campaign_cli.model.schedule.as_json import DocumentError, schedule_from

    reading = check(file)
    if reading.plan is None:
        return Examined(reading)
    content = content_of(schedule_file)
    try:
        schedule = schedule_from(reading.plan, json.loads(content))
    except DocumentError as error:
        said = message("`{file}`: {why}", file=str(schedule_file), why=error.message)
        return Examined(reading, problem=Diagnostic("D402", said))
    except (ValueError, RecursionError):
        said = message("`{file}` is not JSON", file=str(schedule_file))
        return Examined(reading, problem=Diagnostic("D401", said))
    return Examined(reading, schedule, violations=audit(reading.plan, schedule))


def layout_problems(file: Path) -> tuple[Diagnostic, ...]:
    """Return what the layout of a Word file misses of Decree 30's measures.

    Raises:
        OSError: the file cannot be read.
    """
    from campaign_cli.proofing import layout_problems as found

    return found(content_of(file), file.name)


def schema() -> dict[str, Any]:
    """Return the plan's JSON Schema."""
    from campaign_cli.reading import schema as of_plans

    return of_plans()
