"""What programs call that use the product as a library, beside what rooms offer themselves."""

from collections.abc import Iterable
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from campaign_cli.model.plan import Plan
from campaign_cli.model.schedule import Schedule

if TYPE_CHECKING:
    from campaign_cli.exporting import Exported


def export(
    plan: Plan, schedule: Schedule, folder: Path, formats: Iterable[str], *, force: bool = False
) -> "Exported":
    """Write everyone's checklists of a schedule to `folder`, as drafts; return what was written.

    `formats` are names of those that `campaign export` knows: `md`, `pdf`, `docx`, `xlsx`, … The
    same plan and schedule give the same bytes. A file that a person has changed since it was
    written is kept, unless `force`. Nothing is kept in a journal.

    Raises:
        FormatError: the folder has another campaign's files.
        KeyError: there is no such format.
        OSError: a file cannot be written.
    """
    from campaign_cli.exporting import Material
    from campaign_cli.exporting import export as written
    from campaign_cli.listing import checklists

    lists = checklists(plan, schedule)
    material = Material(
        plan=plan,
        schedule=schedule,
        checklists=lists,
        made=datetime.combine(plan.campaign.prepare_from, time(), UTC),
        wards=lists.ward_ids,
        everyone=True,
        every=frozenset(("ward",)),
    )
    return written(material, formats, folder, force=force)
