"""Revisions: schedules that were made, numbered from 1, kept for ever and never changed."""

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from campaign_cli.journal.problems import read_only
from campaign_cli.journal.publication import PUBLISH, SCHEDULE, enter, go_on_with, keep_sources
from campaign_cli.journal.rows import issue, moment, number, points, schedule, text
from campaign_cli.model.checklist import Issue

if TYPE_CHECKING:
    import sqlite3

_COLUMNS = "number, made_at, version, plan, scheduling, status, price, bound"
_SELECT = f"SELECT {_COLUMNS}, document FROM revision"  # noqa: S608 - fixed column names
_INSERT = (
    f"INSERT INTO revision ({_COLUMNS}, document)"  # noqa: S608 - fixed column names
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Making:
    """How a schedule was made: by which program, from which plan, and how good it is."""

    made_at: datetime
    """Of a revision, in UTC."""
    version: str
    plan: str
    """The digest of the plan's files."""
    scheduling: str
    """The digest of what matters to scheduling."""
    status: str
    price: int | None
    bound: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision(_Making):
    """One schedule that was made and kept."""

    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft(_Making):
    """What becomes a revision once it is kept."""

    document: Mapping[str, Any]
    """The schedule as JSON; its `revision` is filled in here."""
    sources: Mapping[str, bytes] = field(default_factory=dict)
    """The plan's files, by path from its folder."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log: what was done, when, about which revision."""

    made_at: datetime
    version: str
    action: str
    revision: int | None
    issue: Issue | None = None
    """Under which number and date it was put in force, where it was."""


@dataclass(frozen=True, slots=True)
class Journal:
    """The journal in `file`, which may not be there yet."""

    file: Path

    def prove_writable(self) -> None:
        """See that a revision could be kept, so that trouble comes before the work, not after.

        A file that is not there yet is not made: work that comes to nothing leaves no trace.

        Raises:
            JournalError: a revision could not be kept.
        """
        there = self.file.exists()
        # The folder too: SQLite writes what it may have to roll back beside the file.
        if not all(os.access(one, os.W_OK) for one in (self.file.parent, *[self.file] * there)):
            raise read_only(self.file)
        if there:
            from campaign_cli.journal.store import writing

            with writing(self.file):
                pass

    def keep(self, draft: Draft, *, always: bool = False) -> tuple[Revision, dict[str, Any]]:
        """Return the revision that stands after `draft`, with its document.

        A schedule no better than the latest revision of the same scheduling digest is not kept,
        unless `always`: that revision stands, so that a month made again moves nothing. The two
        are compared under the lock, or two terminals would each keep their own.

        Raises:
            JournalError: it could not be kept; whatever was there before still is.
        """
        from campaign_cli.journal.store import writing

        with writing(self.file) as connection:
            known = _latest(connection, draft.scheduling)
            if known is not None and not always and _rank(known[1]) <= _rank(draft.document):
                go_on_with(connection, known[0].number, draft.made_at, draft.version)
                return known
            last = connection.execute("SELECT coalesce(max(number), 0) FROM revision")
            revision = Revision(
                number=number(last.fetchone()[0]) + 1,
                made_at=draft.made_at.astimezone(UTC),
                version=draft.version,
                plan=draft.plan,
                scheduling=draft.scheduling,
                status=draft.status,
                price=draft.price,
                bound=draft.bound,
            )
            document = {**draft.document, "revision": revision.number}
            _insert(connection, revision, document)
            keep_sources(connection, draft.plan, draft.sources)
            return revision, document

    def latest(self, scheduling: str) -> tuple[Revision, dict[str, Any]] | None:
        """Return the latest revision for this scheduling digest, with its document.

        Raises:
            JournalError: the file cannot be read.
        """
        from campaign_cli.journal.store import reading

        with reading(self.file) as connection:
            return None if connection is None else _latest(connection, scheduling)

    def revisions(self) -> tuple[Revision, ...]:
        """Return every revision, in order.

        Raises:
            JournalError: the file cannot be read.
        """
        from campaign_cli.journal.store import reading

        with reading(self.file) as connection:
            if connection is None:
                return ()
            rows = connection.execute(f"{_SELECT} ORDER BY number")
            return tuple(_revision(row[:-1]) for row in rows)

    def documents(self) -> tuple[tuple[Revision, dict[str, Any]], ...]:
        """Return every revision with its schedule as JSON, in order.

        Raises:
            JournalError: the file cannot be read.
        """
        from campaign_cli.journal.store import reading

        with reading(self.file) as connection:
            if connection is None:
                return ()
            rows = connection.execute(f"{_SELECT} ORDER BY number")
            return tuple((_revision(row[:-1]), schedule(row[-1])) for row in rows)

    def entries(self) -> tuple[Entry, ...]:
        """Return the log, oldest first.

        Raises:
            JournalError: the file cannot be read.
        """
        from campaign_cli.journal.store import reading

        with reading(self.file) as connection:
            return () if connection is None else tuple(_entries(connection))


def journal_of(plan: Path) -> Path:
    """Return the journal's file beside `plan`, which no other plan has.

    Plans are called `plan.toml`, and others keep their whole name: `plan.txt` beside it would
    write into its journal. What is there of the time when that was so, and nobody else's, is
    gone on with.
    """
    beside = plan.with_name(f"{plan.stem}.journal")
    if plan.suffix == ".toml":
        return beside
    own = plan.with_name(f"{plan.name}.campaign-journal")
    its = own.exists() or not beside.exists() or plan.with_name(f"{plan.stem}.toml").exists()
    return own if its else beside


def _latest(
    connection: "sqlite3.Connection", scheduling: str
) -> tuple[Revision, dict[str, Any]] | None:
    row = connection.execute(
        f"{_SELECT} WHERE scheduling = ? ORDER BY number DESC LIMIT 1",
        (scheduling,),
    ).fetchone()
    if row is None:
        return None
    return _revision(row[:-1]), schedule(row[-1])


def _insert(
    connection: "sqlite3.Connection", revision: Revision, document: Mapping[str, Any]
) -> None:
    made_at = revision.made_at.isoformat(timespec="seconds")
    connection.execute(
        _INSERT,
        (
            revision.number,
            made_at,
            revision.version,
            revision.plan,
            revision.scheduling,
            revision.status,
            revision.price,
            revision.bound,
            json.dumps(document, ensure_ascii=False, separators=(",", ":")),
        ),
    )
    enter(connection, SCHEDULE, revision.number, revision.made_at, revision.version)


def numbered(
    connection: "sqlite3.Connection", wanted: int
) -> tuple[Revision, dict[str, Any]] | None:
    """Return a revision with its document."""
    row = connection.execute(f"{_SELECT} WHERE number = ?", (wanted,)).fetchone()
    return None if row is None else (_revision(row[:-1]), schedule(row[-1]))


def _revision(row: tuple[Any, ...]) -> Revision:
    its, made_at, version, plan, scheduling, status, price, bound = row
    return Revision(
        number=number(its),
        made_at=moment(made_at),
        version=text(version),
        plan=text(plan),
        scheduling=text(scheduling),
        status=text(status),
        price=points(price),
        bound=points(bound),
    )


def _entries(connection: "sqlite3.Connection") -> Iterator[Entry]:
    rows = connection.execute(
        "SELECT made_at, version, action, revision, details FROM entry ORDER BY id"
    )
    for made_at, version, action, revision, details in rows:
        how = issue(details) if action == PUBLISH else None
        yield Entry(moment(made_at), text(version), text(action), points(revision), how)


def _rank(document: Mapping[str, Any]) -> tuple[bool, int, int]:
    """Return how good a schedule is, the least the best.

    A proof goes before a guess, when and where before who: the second stage is solved given the
    first, so that its prices do not add up to anything.
    """
    unproved = document["status"] != "optimal"
    return unproved, points(document["price"]) or 0, sum(document["prices"].values())
