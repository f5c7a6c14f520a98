"""Checklists → files: one table of formats, and a folder in which nobody's work is lost.

A format is named with the module that makes its files, so that a library is loaded only where
its format is asked for.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import replace
from importlib import import_module
from itertools import chain, zip_longest
from pathlib import Path, PurePath, PurePosixPath
from types import MappingProxyType

from campaign_cli.exporting.folder.files import Exported, Folder, OwnedError, Owner
from campaign_cli.exporting.folder.index_links import others, withdrawn
from campaign_cli.exporting.folder.index_page import index_page
from campaign_cli.exporting.material import (
    File,
    Format,
    FormatError,
    Material,
    Options,
    Past,
    TemplateError,
    origin_of,
)
from campaign_cli.support.diagnostic import Diagnostic
from campaign_cli.support.language import message

__all__ = [
    "FORMATS",
    "Exported",
    "File",
    "Format",
    "FormatError",
    "Material",
    "Options",
    "Past",
    "TemplateError",
    "export",
]


def _by(module: str) -> Callable[[Material], Iterator[File]]:
    def files(material: Material) -> Iterator[File]:
        made: Iterator[File] = import_module(f"{__name__}.{module}").files(material)
        return made

    return files


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "pdf": Format("pdf", message("sheets to print and hang up"), _by("as_pdf")),
        "md": Format("md", message("a page for each ward, for any text editor"), _by("as_md")),
        "docx": Format("docx", message("Word files to edit and to sign"), _by("as_docx")),
        "html": Format(
            "html", message("a page for browsers, to filter and tick off"), _by("as_html")
        ),
        "xlsx": Format("xlsx", message("Excel workbooks to fill in and send back"), _by("as_xlsx")),
        "csv": Format("csv", message("all tasks and events, for spreadsheets"), _by("as_csv")),
        "ics": Format("ics", message("calendars for phones and computers"), _by("as_ics")),
        "txt": Format(
            "txt",
            message("a message a day, to paste into a chat; `--sms`: as text messages"),
            _by("as_txt"),
        ),
        "json": Format("json", message("the schedule, for programs"), _by("as_json")),
    }
)
"""Every format, by the name one asks for."""


def export(
    material: Material,
    formats: Iterable[str],
    folder: Path,
    *,
    plan: Path | None = None,
    force: bool = False,
    watch: Callable[[File], None] = lambda _: None,
) -> Exported:
    """Write `formats` of `material` into `folder`; `watch` is told of each file.

    Everyone's files get an index; data alone gets none.

    A file that a person has changed since is kept, unless `force`; in no case are another
    campaign's overwritten. `plan`: its file, by which a folder's campaign is known again.

    Raises:
        FormatError: the folder is another campaign's.
        KeyError: there is no such format.
        OSError: a file cannot be written.
    """
    writers = [FORMATS[name] for name in dict.fromkeys(formats)]

    origin = origin_of(material)
    campaign = material.plan.campaign
    first, last = campaign.start.isoformat(), campaign.end.isoformat()
    owner = Owner(campaign.name, first, last, _from(folder, plan))
    target = Folder(folder, str(origin), force=force, owner=owner)

    def files() -> Iterator[File]:
        made = []
        for file in _together(writers, material):
            made.append(str(file.path))
            yield file
        if material.everyone and any(writer.name != "json" for writer in writers):
            yield index_page(material, origin, made, target.known())

    def watched() -> Iterator[File]:
        for file in files():
            watch(file)
            yield file

    try:
        done = target.take(watched())
    except OwnedError as error:
        raise FormatError(_owned(folder, error.owner, owner)) from None
    taken = {*done.written, *done.unchanged, *done.kept}
    known = others(origin, target.known())
    older = (folder / path for path, one in known.items() if one)
    gone = {folder / path for path in withdrawn(material.checklists, map(PurePosixPath, known))}
    return replace(
        done,
        older=tuple(path for path in older if path not in taken | gone),
        withdrawn=tuple(sorted(gone)),
    )


def _from(folder: Path, plan: Path | None) -> str:
    """Return where the plan lies from the folder of its files: so both may be moved together."""
    if plan is None:
        return ""
    try:
        return PurePath(os.path.relpath(plan.absolute(), folder.absolute())).as_posix()
    except ValueError:  # they lie on two drives
        return plan.absolute().as_posix()


def _owned(folder: Path, theirs: Owner, ours: Owner) -> Diagnostic:
    return Diagnostic(
        "F307",
        message(
            "`{folder}` has the files of the campaign `{theirs}`, not of `{ours}`",
            folder=str(folder),
            theirs=_called(theirs, ours),
            ours=_called(ours, theirs),
        ),
        help=message("name another folder with `-o`, or move the files in this one elsewhere"),
    )


def _called(owner: Owner, other: Owner) -> str:
    """Return a campaign's name; where the other has it too, with its days and its plan."""
    if owner.name != other.name:
        return owner.name
    days = f"{owner.first} – {owner.last}"
    return f"{owner.name} ({', '.join(filter(None, (days, owner.plan)))})"


def _together(writers: list[Format], material: Material) -> Iterator[File]:
    """Yield the files of all formats; those of workbooks, which share no pages with the others,
    come from a process of their own where there are many.
    """
    from campaign_cli.exporting.folder.worker import Beside, worth_it

    apart = FORMATS["xlsx"] if len(writers) > 1 and worth_it(material) else None
    here = [writer.files(material) for writer in writers if writer is not apart]
    with Beside(f"{__name__}.as_xlsx", material) if apart in writers else nullcontext() as beside:
        # A file of each format in turn: they are made of the same pages, which are kept a while.
        for file in chain.from_iterable(zip_longest(*here)):
            if file is not None:
                yield file
            if beside:
                yield from beside.ready()
        if beside:
            yield from beside.rest()
