"""What exported files are made of, from a plan and a schedule built by hand."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from campaign_cli.exporting import Exported, Material, export
from campaign_cli.listing import checklists
from campaign_cli.model.plan import Plan
from campaign_cli.model.schedule import Schedule
from helpers import small_month

MADE = datetime(2022, 11, 1, 8, tzinfo=UTC)


def material(plan: Plan | None = None, schedule: Schedule | None = None, **asked: Any) -> Material:
    """Return what all files of a plan are made of, or those of what is `asked` for alone."""
    plan = plan or small_month.plan()
    schedule = schedule or small_month.schedule(plan)
    lists = checklists(plan, schedule)
    readers = {"wards", "owners", "people", "days"} & asked.keys()
    if not readers:
        asked = {"wards": lists.ward_ids, "everyone": True, **asked}
    return Material(plan=plan, schedule=schedule, checklists=lists, **{"made": MADE, **asked})


def exported(
    folder: Path, *formats: str, force: bool = False, of: Material | None = None, **asked: Any
) -> Exported:
    """Export the small month, or what `of` is made of, into `folder`."""
    return export(of or material(**asked), formats, folder, force=force)
