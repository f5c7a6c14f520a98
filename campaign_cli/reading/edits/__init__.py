"""Changes of a plan → the lines to change in its files, and the texts that come of them."""

from collections import defaultdict
from collections.abc import Sequence

from campaign_cli.model.plan import Plan
from campaign_cli.model.repair import Change, Edit
from campaign_cli.reading.edits.changes import Writing
from campaign_cli.reading.edits.lines import changed_text
from campaign_cli.reading.edits.sheet import UnwritableError
from campaign_cli.reading.files.sources import Sources


def edits(sources: Sources, plan: Plan, changes: Sequence[Change]) -> tuple[Edit, ...] | None:
    """Return the lines to change, file by file, each from its end; None: there is no way to."""
    writing = Writing(sources, plan)
    try:
        writing.write(changes)
        return tuple(edit for sheet in writing.sheets() for edit in sheet.edits())
    except UnwritableError:
        return None


def texts_with(sources: Sources, edits: Sequence[Edit]) -> dict[str, str]:
    """Return the texts of the files that `edits` change, by name."""
    by_file: dict[str, list[Edit]] = defaultdict(list)
    for edit in edits:
        by_file[edit.file].append(edit)
    return {
        name: changed_text(sources.files[name].text, of_file) for name, of_file in by_file.items()
    }
