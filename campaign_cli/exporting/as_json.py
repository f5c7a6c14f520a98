"""The schedule as JSON, for programs; with the version stamp of all exported files."""

import json
from collections.abc import Iterator
from pathlib import PurePosixPath

from campaign_cli.exporting.formats import File, Material
from campaign_cli.model.document import schedule_document


def files(material: Material) -> Iterator[File]:
    """Yield the whole schedule, whichever wards are asked for: an event may have several."""
    stamp = material.checklists.stamp
    document = {
        **schedule_document(material.plan, material.schedule),
        "campaign": stamp.campaign,
        "version": stamp.version,
        "draft": stamp.draft,
    }
    text = json.dumps(document, ensure_ascii=False, indent=2)
    yield File(PurePosixPath("schedule.json"), f"{text}\n".encode())
