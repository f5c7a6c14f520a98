"""The folder that files go to: what a person has changed there is kept."""

import contextlib
import errno
import hashlib
import json
import os
import re
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from itertools import chain
from pathlib import Path

from campaign_cli.exporting.formats import File
from campaign_cli.model.files import LARGEST, content_of, named, put

MANIFEST = ".campaign-export.json"
"""What was written, by path: SHA-256, so that a person's changes are seen, and of which version."""

NOTES = ".campaign-export.{}.part"
"""What a process is writing, until it is in the manifest: digest, path and version in each line."""
LOCK = ".campaign-export.lock"
_NOTE = re.compile(r"^([0-9a-f]{64}) ([^\t\n]+)\t([^\n]*)\n", re.MULTILINE)
_ANY = 16 * LARGEST
"""Bytes of a file that stands in the way and is looked at: a person may have put it there."""
_ABANDONED = 3600
"""Seconds after which a file that is being written is none any more, but what a kill left."""
_BESIDE = re.compile(r"\..+\.\d+\.tmp$")
TRIES, PAUSE = 100, 0.02
"""How often, and after how many seconds, the lock is tried: a killed process leaves it behind."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What became of each file."""

    written: tuple[Path, ...] = ()
    unchanged: tuple[Path, ...] = ()
    kept: tuple[Path, ...] = ()
    """A person has changed them since: they stand as they were."""
    older: tuple[Path, ...] = ()
    """Made earlier, of another version: they were not asked for now."""
    withdrawn: tuple[Path, ...] = ()
    """Of wards, bodies and people who are in the plan no more."""


@dataclass(frozen=True, slots=True)
class Owner:
    """The campaign whose folder it is."""

    name: str
    first: str
    last: str
    """Its days, as 2022-11-15."""
    plan: str = ""
    """Where its plan lies, from the folder; "" where that is not known."""

    def same(self, other: "Owner") -> bool:
        """Return whether it is that campaign: its plan may be renamed, or its name corrected."""
        meet = self.first <= other.last and other.first <= self.last
        return bool(self.plan and self.plan == other.plan) or (self.name == other.name and meet)


class OwnedError(Exception):
    """The folder has the files of another campaign."""

    def __init__(self, owner: Owner) -> None:
        super().__init__(owner.name)
        self.owner = owner


@dataclass(frozen=True, slots=True)
class _Manifest:
    """What was written before, by path."""

    files: Mapping[str, str]
    """Their digests."""
    stamps: Mapping[str, str]
    """Which version they are of, where that was kept."""
    owner: Owner | None = None
    """Whose they are, where that was kept."""


@dataclass(frozen=True, slots=True)
class _Note:
    """What is about to be written, and of which version it is."""

    name: str
    digest: str
    stamp: str

    def __str__(self) -> str:
        """Return the line that says it."""
        return f"{self.digest} {self.name}\t{self.stamp}"

    @classmethod
    def read(cls, text: str) -> "list[_Note]":
        """Return what whole lines say: a full disk or a kill leaves a half of one behind."""
        return [cls(found[2], found[1], found[3]) for found in _NOTE.finditer(text)]


class Folder:
    """A folder with a manifest of what was written into it."""

    def __init__(
        self, folder: Path, stamp: str, *, force: bool, owner: Owner | None = None
    ) -> None:
        """`stamp`: of which version the files are that will be written; `owner`: whose."""
        self.folder = folder
        self.owner = owner
        self.stamp = stamp
        self.force = force

    def take(self, files: Iterable[File]) -> Exported:
        """Write `files`, each beside its place and then moved into it.

        Raises:
            OwnedError: the folder has another campaign's files.
            OSError: a file cannot be written.
        """
        if self.folder.exists() and not self.folder.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(self.folder))
        self._refuse()
        self._clear()
        before = self._manifest()
        notes = self._notes()
        ours = _written(before, notes)
        known: dict[str, str] = {}
        written: list[Path] = []
        unchanged: list[Path] = []
        kept: list[Path] = []
        try:
            for file in files:
                path, name = self.folder / file.path, str(file.path)
                digest = _digest(file.content)
                stands = _content(path)
                if stands == file.content:
                    unchanged.append(path)
                elif (
                    stands is None
                    or self.force
                    or (name, _digest(stands)) in ours
                    # What another export has written since this one began is no person's work.
                    or (name, _digest(stands)) in _written(self._manifest(), self._notes())
                ):
                    if not written:
                        self._claim()
                    self._note(name, digest)
                    put(path, file.content)
                    written.append(path)
                else:
                    kept.append(path)
                    continue
                known[name] = digest
        finally:
            # Whatever was written before a disk filled up is known as ours.
            if notes or any(
                before.files.get(name) != digest or before.stamps.get(name) != self.stamp
                for name, digest in known.items()
            ):
                self._remember(known, before.files, notes)
        return Exported(tuple(written), tuple(unchanged), tuple(kept))

    def known(self) -> dict[str, str]:
        """Return what was written before and still stands, or is being written: its version."""
        manifest = self._manifest()
        stamps = {path: manifest.stamps.get(path, "") for path in manifest.files}
        for entries in self._notes().values():
            stamps |= {note.name: note.stamp for note in entries}
        return {path: stamps[path] for path in sorted(stamps) if (self.folder / path).is_file()}

    def _refuse(self) -> None:
        """See that no other campaign's files are here."""
        owner = self._manifest().owner
        if owner and self.owner and not self._same(owner) and self.known():
            raise OwnedError(owner)

    def _same(self, owner: Owner) -> bool:
        """Return whether `owner` is this campaign.

        Two districts have campaigns of one name in the same days: where the other's plan still
        stands, it is another.
        """
        assert self.owner is not None
        if owner.plan and owner.plan != self.owner.plan and (self.folder / owner.plan).is_file():
            return False
        return owner.same(self.owner)

    def _claim(self) -> None:
        """Mark the folder as this campaign's before anything is written into it."""
        if self.owner is None or self._manifest().owner == self.owner:
            return
        with self._alone():
            self._refuse()
            manifest = self._manifest()
            self._write(manifest.files, manifest.stamps)

    def _clear(self) -> None:
        """Take away what processes were writing when they were killed."""
        for file in self.folder.rglob(".*.tmp"):
            with contextlib.suppress(OSError):
                if _BESIDE.match(file.name) and time.time() - file.stat().st_mtime > _ABANDONED:
                    file.unlink()

    def _write(self, files: Mapping[str, str], stamps: Mapping[str, str]) -> None:
        kept = {name: stamps[name] for name in sorted(files) if stamps.get(name)}
        document = {"format": 1, "files": dict(sorted(files.items())), "stamps": kept}
        if self.owner is not None:
            document["campaign"] = asdict(self.owner)
        put(self.folder / MANIFEST, f"{json.dumps(document, indent=1)}\n".encode())

    def _manifest(self) -> _Manifest:
        """Return what was written before; a manifest that says nothing clear is none."""
        try:
            kept = json.loads(content_of(self.folder / MANIFEST))
            files, stamps = (_texts(kept.get(part)) for part in ("files", "stamps"))
            owner = _texts(kept.get("campaign"))
            whole = owner.keys() == {field.name for field in fields(Owner)}
            return _Manifest(files, stamps, Owner(**owner) if whole else None)
        except (FileNotFoundError, ValueError, AttributeError, RecursionError):
            return _Manifest({}, {})

    def _note(self, name: str, digest: str) -> None:
        """Note what is about to be written: a process that is killed writes no manifest."""
        self.folder.mkdir(parents=True, exist_ok=True)
        file = self.folder / NOTES.format(os.getpid())
        with named(file), file.open("a", encoding="utf-8", newline="\n") as notes:
            # After what a process of the same number was killed over.
            if notes.tell() and not file.read_bytes().endswith(b"\n"):
                notes.write("\n")
            notes.write(f"{_Note(name, digest, self.stamp)}\n")

    def _notes(self) -> dict[Path, list[_Note]]:
        """Return what processes noted that have not ended, or were killed; by their files."""
        noted = {}
        for file in sorted(self.folder.glob(NOTES.format("*"))):
            with contextlib.suppress(FileNotFoundError):
                noted[file] = _Note.read(content_of(file).decode("utf-8", "replace"))
        return noted

    def _remember(
        self,
        known: dict[str, str],
        before: Mapping[str, str],
        notes: Mapping[Path, list[_Note]],
    ) -> None:
        """Add what was written to the manifest, beside what others have added meanwhile."""
        with self._alone():
            manifest = self._manifest()
            now, stamps = dict(manifest.files), dict(manifest.stamps)
            for note in chain.from_iterable(notes.values()):
                if self._stands(note.name) == note.digest:
                    now[note.name], stamps[note.name] = note.digest, note.stamp
            for name, digest in known.items():
                # Where another export has written the same file since, what stands is its own.
                newer = now.get(name) not in {before.get(name), digest}
                if not newer or self._stands(name) != now[name]:
                    now[name] = digest
            stamps |= dict.fromkeys(known, self.stamp)
            self._write(now, stamps)
        still = self._notes()
        (self.folder / NOTES.format(os.getpid())).unlink(missing_ok=True)
        for file, entries in notes.items():
            # What a running export notes yet, it remembers itself at its end.
            if still.get(file) == entries:
                with contextlib.suppress(OSError):
                    file.unlink()

    def _stands(self, name: str) -> str:
        content = _content(self.folder / name)
        return "" if content is None else _digest(content)

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """Let one export at a time read the manifest and write it; wait a while, not for ever."""
        self.folder.mkdir(parents=True, exist_ok=True)
        lock = self.folder / LOCK
        for _ in range(TRIES):
            try:
                lock.touch(exist_ok=False)
                break
            except FileExistsError:
                time.sleep(PAUSE)
        try:
            yield
        finally:
            lock.unlink(missing_ok=True)


def _written(manifest: _Manifest, notes: Mapping[Path, list[_Note]]) -> set[tuple[str, str]]:
    """Return the path and the digest of all that exports have written."""
    noted = chain.from_iterable(notes.values())
    return {*manifest.files.items(), *((note.name, note.digest) for note in noted)}


def _texts(kept: object) -> dict[str, str]:
    """Return the texts of a table, of what is none nothing."""
    if not isinstance(kept, dict):
        return {}
    return {path: text for path, text in kept.items() if isinstance(text, str)}


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _content(path: Path) -> bytes | None:
    try:
        return content_of(path, _ANY)
    except (FileNotFoundError, NotADirectoryError):
        return None
