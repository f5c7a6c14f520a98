"""Text → Plan: every problem of a plan's files with its line and column, or the plan."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from campaign_cli.model.plan import Plan
from campaign_cli.model.repair import Change, Edit
from campaign_cli.reading.files.sources import Sources
from campaign_cli.support.diagnostic import Diagnostic
from campaign_cli.support.language import Language

__all__ = ["Reading", "Sources", "edited", "edits_for", "read", "rewritten", "schema"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read.

    `plan` is None where something is not understood; what is understood and cannot hold, and
    warnings, leave it. `diagnostics` are sorted by file, line and column.
    """

    plan: Plan | None
    diagnostics: tuple[Diagnostic, ...]
    sources: Sources

    def spoken(self, speech: Language) -> Language:
        """Return the language as it speaks of the plan, as far as that is understood."""
        from campaign_cli.model.plan.wording import of_plan, of_terms

        if self.plan is not None:
            return of_plan(speech, self.plan)
        return of_terms(speech, *self.sources.terms())


def read(file: Path) -> Reading:
    """Return the plan in `file` and in the files it includes, or what is wrong with it."""
    from campaign_cli.reading.steps import plan_and_problems

    plan, diagnostics, sources = plan_and_problems(file)
    return Reading(plan, diagnostics, sources)


def edits_for(reading: Reading, changes: Sequence[Change]) -> tuple[Edit, ...] | None:
    """Return the lines to change for `changes` to hold; None: there is no way to write them.

    File by file, from the end of each to its beginning: each line number holds as it is applied.
    """
    from campaign_cli.reading.edits import edits

    return None if reading.plan is None else edits(reading.sources, reading.plan, changes)


def edited(reading: Reading, edits: Sequence[Edit]) -> Reading:
    """Return what is read once `edits` are made; no file is written, or read again."""
    from campaign_cli.reading.edits import texts_with

    return rewritten(reading, texts_with(reading.sources, edits))


def rewritten(reading: Reading, texts: Mapping[str, str]) -> Reading:
    """Return what is read once files, by name, have other texts; no file is written, or read."""
    from campaign_cli.reading.steps import plan_of_texts

    plan, diagnostics, sources = plan_of_texts(reading.sources, texts)
    return Reading(plan, diagnostics, sources)


def schema() -> dict[str, object]:
    """Return the JSON Schema of a plan, for editors."""
    from campaign_cli.reading.format.json_schema import plan_schema

    return plan_schema()
