"""Whose the files of a folder are: of this campaign, of which reader, of one who is no more."""

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from campaign_cli.exporting.material import Origin, slug
from campaign_cli.pages import Checklists

NAME = "index.html"
"""The page that whoever opens the folder begins with."""

Links = Mapping[str, list[tuple[str, PurePosixPath]]]
"""The files of each reader: what stands behind the reader's name in a file's, and its path."""


def others(origin: Origin, known: Mapping[str, str]) -> dict[str, bool]:
    """Return the files that go with those of `origin`: whether each is of an earlier version."""
    read = {path: Origin.read(text) for path, text in known.items() if path != NAME}
    return {
        path: one is None or one.earlier(origin)
        for path, one in read.items()
        if _belongs(one, origin)
    }


def _belongs(one: Origin | None, origin: Origin) -> bool:
    if one is None:
        return origin.personal
    return one.campaign == origin.campaign and (origin.personal or not one.personal)


def links_of(folder: str, slugs: Mapping[str, str], paths: Iterable[PurePosixPath]) -> Links:
    """Return the files in `folder` of each reader: `xuan-dinh.pdf`, `xuan-dinh-tasks.csv`."""
    links: dict[str, list[tuple[str, PurePosixPath]]] = {}
    for path in paths:
        if path.parts[0] != folder or len(path.parts) == 1:
            continue
        whose = path.stem if len(path.parts) == 2 else path.parts[1]  # noqa: PLR2004 - a folder's file
        rest = ""
        while whose and whose not in slugs:
            whose, _, more = whose.rpartition("-")
            rest = f"{more}-{rest}" if rest else more
        if whose:
            links.setdefault(slugs[whose], []).append((rest, path))
    return links


def withdrawn(lists: Checklists, paths: Iterable[PurePosixPath]) -> list[PurePosixPath]:
    """Return the files of wards, bodies and people who are in the plan no more."""
    paths = list(paths)
    readers = {"wards": lists.wards, "owners": lists.bodies, "people": lists.people}
    theirs = {
        path
        for folder, ids in readers.items()
        for links in links_of(folder, {slug(id_): id_ for id_ in ids}, paths).values()
        for _, path in links
    }
    return [
        path
        for path in paths
        if path.parts[0] in readers and len(path.parts) > 1 and path not in theirs
    ]
