"""The folder that files go to: what a person has changed there is kept."""

import contextlib
import errno
import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from campaign_cli.exporting.formats import File

MANIFEST = ".campaign-export.json"
"""What was written, by path: SHA-256, so that a person's changes are seen."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What became of each file."""

    written: tuple[Path, ...] = ()
    unchanged: tuple[Path, ...] = ()
    kept: tuple[Path, ...] = ()
    """A person has changed them since: they stand as they were."""


class Folder:
    """A folder with a manifest of what was written into it."""

    def __init__(self, folder: Path, *, force: bool) -> None:
        self.folder = folder
        self.force = force

    def take(self, files: Iterable[File]) -> Exported:
        """Write `files`, each beside its place and then moved into it."""
        if self.folder.exists() and not self.folder.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(self.folder))
        before = self._manifest()
        known = dict(before)
        written: list[Path] = []
        unchanged: list[Path] = []
        kept: list[Path] = []
        try:
            for file in files:
                path = self.folder / file.path
                stands = _content(path)
                if stands == file.content:
                    unchanged.append(path)
                elif stands is None or self.force or _digest(stands) == known.get(str(file.path)):
                    put(path, file.content)
                    written.append(path)
                else:
                    kept.append(path)
                    continue
                known[str(file.path)] = _digest(file.content)
        finally:
            # Whatever was written before a disk filled up is known as ours.
            if known != before:
                text = json.dumps({"format": 1, "files": dict(sorted(known.items()))}, indent=1)
                put(self.folder / MANIFEST, f"{text}\n".encode())
        return Exported(tuple(written), tuple(unchanged), tuple(kept))

    def known(self) -> tuple[str, ...]:
        """Return the paths of what was written before and still stands."""
        return tuple(sorted(path for path in self._manifest() if (self.folder / path).is_file()))

    def _manifest(self) -> dict[str, str]:
        """Return what was written before; a manifest that says nothing clear is none."""
        try:
            files = json.loads((self.folder / MANIFEST).read_bytes())["files"]
        except (FileNotFoundError, ValueError, KeyError, TypeError, RecursionError):
            return {}
        if not isinstance(files, dict):
            return {}
        return {path: digest for path, digest in files.items() if isinstance(digest, str)}


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def put(path: Path, content: bytes) -> None:
    """Write a file beside its place, then move it there: never a half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise
