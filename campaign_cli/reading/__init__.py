"""Text → Plan: every problem of a plan's files with its line and column, or the plan."""

from dataclasses import dataclass
from pathlib import Path

from campaign_cli.model.diagnostic import Diagnostic
from campaign_cli.model.plan import Plan
from campaign_cli.reading.sources import Sources

__all__ = ["Reading", "Sources", "read", "schema"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read.

    `plan` is None where something is not understood; what is understood and cannot hold, and
    warnings, leave it. `diagnostics` are sorted by file, line and column.
    """

    plan: Plan | None
    diagnostics: tuple[Diagnostic, ...]
    sources: Sources


def read(file: Path) -> Reading:
    """Return the plan in `file` and in the files it includes, or what is wrong with it."""
    from campaign_cli.reading.steps import plan_and_problems

    plan, diagnostics, sources = plan_and_problems(file)
    return Reading(plan, diagnostics, sources)


def schema() -> dict[str, object]:
    """Return the JSON Schema of a plan, for editors."""
    from campaign_cli.reading.json_schema import plan_schema

    return plan_schema()
