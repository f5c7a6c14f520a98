"""Checklists → files: one table of formats, and a folder in which nobody's work is lost."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from campaign_cli.exporting import as_csv, as_json, as_md
from campaign_cli.exporting.folder import Exported, Folder
from campaign_cli.exporting.formats import File, Format, Material
from campaign_cli.model.language import message
from campaign_cli.model.pages import Checklists
from campaign_cli.model.plan import Plan
from campaign_cli.model.schedule import Schedule

__all__ = ["FORMATS", "Exported", "File", "Format", "export"]

FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "md": Format("md", message("a page for each ward, for any text editor"), as_md.files),
        "csv": Format("csv", message("all tasks and events, for spreadsheets"), as_csv.files),
        "json": Format("json", message("the schedule, for programs"), as_json.files),
    }
)
"""Every format, by the name one asks for."""


def export(
    plan: Plan,
    schedule: Schedule,
    checklists: Checklists,
    formats: Iterable[str],
    folder: Path,
    *,
    wards: Iterable[str] = (),
    force: bool = False,
) -> Exported:
    """Write `formats` into `folder`: of all `wards`, or of those named alone.

    A file that a person has changed since is kept, unless `force`.

    Raises:
        KeyError: there is no such format, or no such ward.
        OSError: a file cannot be written.
    """
    chosen = tuple(wards)
    material = Material(
        plan,
        schedule,
        checklists,
        wards=tuple(ward for ward in checklists.wards if not chosen or ward in chosen),
        everyone=not chosen,
    )
    unknown = [ward for ward in chosen if ward not in checklists.wards]
    if unknown:
        raise KeyError(unknown[0])
    writers = [FORMATS[name] for name in dict.fromkeys(formats)]
    files = [file for writer in writers for file in writer.files(material)]
    return Folder(folder, force=force).take(files)
