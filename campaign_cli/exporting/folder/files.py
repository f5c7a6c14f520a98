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
from typing import IO, TYPE_CHECKING

from campaign_cli.exporting.material import File
from campaign_cli.support.files import LARGEST, InputError, content_of, named, put
from campaign_cli.support.language import message

if TYPE_CHECKING:
    import sqlite3

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
WAIT = 60.0
"""Seconds to wait for another export that is writing the manifest, which takes it a moment."""


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
        ours = _Ours(self)
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
                elif stands is None or self.force or (name, _digest(stands)) in ours:
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
        file = self._own_notes
        with named(file), file.open("a+b") as notes:
            # After what a process of the same number was killed over.
            if notes.tell():
                notes.seek(-1, os.SEEK_END)
                if notes.read() != b"\n":
                    notes.write(b"\n")
            notes.write(f"{_Note(name, digest, self.stamp)}\n".encode())

    def _notes(self) -> dict[Path, list[_Note]]:
        """Return what processes noted that have not ended, or were killed; by their files."""
        noted = {}
        for file in self._note_files():
            with contextlib.suppress(FileNotFoundError):
                noted[file] = _Note.read(content_of(file).decode("utf-8", "replace"))
        return noted

    def _note_files(self) -> list[Path]:
        return sorted(self.folder.glob(NOTES.format("*")))

    @property
    def _own_notes(self) -> Path:
        return self.folder / NOTES.format(os.getpid())

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
        self._own_notes.unlink(missing_ok=True)
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
        """Let one export at a time read the manifest and write it; wait a while, not for ever.

        Raises:
            InputError: another export does not come to its end.
            OSError: the lock cannot be written.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        lock = self.folder / LOCK
        while True:
            with named(lock):
                file = lock.open("ab")
            # Kept open, so that no other file is taken for it.
            with file:
                held = self._locked(lock, file)
                if held is None:
                    continue
                with contextlib.closing(held):
                    try:
                        yield
                    finally:
                        with contextlib.suppress(OSError):  # Windows keeps what is open
                            lock.unlink()
                    return

    def _locked(self, lock: Path, file: IO[bytes]) -> "sqlite3.Connection | None":
        """Return the lock, held: SQLite locks files on every system, until a process ends.

        None: who held it before has taken the file away, and what we hold keeps nobody.
        """
        import sqlite3

        try:
            with contextlib.ExitStack() as open_:
                held = sqlite3.connect(lock, WAIT, isolation_level=None)
                open_.callback(held.close)
                held.execute("BEGIN EXCLUSIVE")
                if _stands_at(lock, file):
                    open_.pop_all()
                    return held
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
                raise _busy(self.folder) from error
            if _stands_at(lock, file):
                raise OSError(errno.EIO, os.strerror(errno.EIO), str(lock)) from error
        return None

    def state(self) -> tuple[object, ...]:
        """Return what differs as soon as another export has written here."""
        found = []
        for file in (self.folder / MANIFEST, *self._note_files()):
            with contextlib.suppress(FileNotFoundError):
                if file != self._own_notes:
                    seen = file.stat()
                    found.append((file, seen.st_ino, seen.st_mtime_ns, seen.st_size))
        return tuple(found)

    def written(self) -> frozenset[tuple[str, str]]:
        """Return the path and the digest of all that exports have written."""
        noted = chain.from_iterable(self._notes().values())
        files = self._manifest().files
        return frozenset({*files.items(), *((note.name, note.digest) for note in noted)})


def _stands_at(path: Path, file: IO[bytes]) -> bool:
    """Return whether `file` is still what stands at `path`."""
    try:
        return os.path.samestat(path.stat(), os.fstat(file.fileno()))
    except FileNotFoundError:
        return False


def _busy(folder: Path) -> InputError:
    return InputError(
        "F302",
        folder,
        message("another export is writing into `{folder}`, and goes on", folder=str(folder)),
        message("try again once it has ended"),
    )


class _Ours:
    """What exports have written: paths with digests, read anew where another has written since.

    What another export has written since this one began is no person's work.
    """

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._seen: tuple[object, ...] | None = None
        self._written: frozenset[tuple[str, str]] = frozenset()

    def __contains__(self, one: tuple[str, str]) -> bool:
        if one not in self._written and (seen := self._folder.state()) != self._seen:
            self._seen, self._written = seen, self._folder.written()
        return one in self._written


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
