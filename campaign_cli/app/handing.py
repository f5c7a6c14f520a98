"""What the wards are given, and what the journal remembers."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from campaign_cli.app.making import Made
from campaign_cli.journal import Entry, Journal, Revision, journal_of

if TYPE_CHECKING:
    from campaign_cli.exporting import Exported, Format
    from campaign_cli.model.pages import Checklists


@dataclass(frozen=True, slots=True)
class History:
    """Everything the journal holds."""

    file: Path
    revisions: tuple[Revision, ...]
    entries: tuple[Entry, ...]


def checklists(made: Made) -> "Checklists":
    """Return everyone's tasks; drafts, as long as nothing is published."""
    from campaign_cli.listing import checklists as listed

    return listed(made.plan, made.solved, draft=True)


def formats() -> "dict[str, Format]":
    """Return every format that `export` knows, by name."""
    from campaign_cli.exporting import FORMATS

    return dict(FORMATS)


def export(
    made: Made,
    names: Sequence[str],
    folder: Path,
    *,
    wards: Sequence[str] = (),
    force: bool = False,
) -> "Exported":
    """Write the files of `names` to `folder`.

    Raises:
        OSError: a file cannot be written.
    """
    from campaign_cli.exporting import export as written

    lists = checklists(made)
    return written(
        made.plan, made.solved, lists, tuple(names), folder, wards=tuple(wards), force=force
    )


def log(file: Path) -> History:
    """Return what was kept about the plan in `file`.

    Raises:
        JournalError: the journal cannot be read.
    """
    journal = Journal(journal_of(file))
    return History(journal.file, journal.revisions(), journal.entries())
