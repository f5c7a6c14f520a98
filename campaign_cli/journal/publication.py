"""Which revision is in force: what is published stands until another schedule is made.

That a revision was put in force is an entry of the log, with the number and the date that its
documents carry; the plan's files are kept with every revision, so that it can be shown as it was
once the plan has moved on.
"""

import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PureWindowsPath
from typing import TYPE_CHECKING, Any

from campaign_cli.journal import rows as cells
from campaign_cli.journal.problems import damaged
from campaign_cli.model.checklist import Issue
from campaign_cli.support.files import LARGEST_PLAN

if TYPE_CHECKING:
    import sqlite3

    from campaign_cli.journal.revisions import Revision

PUBLISH = "publish"
SCHEDULE = "schedule"
EXPORT = "export"
"""Files were made of words that had changed since: how calendars know what is newer."""


@dataclass(frozen=True, slots=True)
class Version:
    """A revision in the words of a plan's files, and since when it stood so."""

    revision: int
    plan: str
    """The digest of the plan's files."""
    since: datetime
    reworded: bool = False
    """Whether the schedule stood before, in other words."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The revision that stands once something is published; no `issue`: it is a draft again."""

    revision: "Revision"
    document: Mapping[str, Any]
    issue: Issue | None


def standing(file: Path) -> Standing | None:
    """Return the revision that stands; None as long as nothing was ever published.

    Raises:
        JournalError: the file cannot be read.
    """
    from campaign_cli.journal.revisions import numbered
    from campaign_cli.journal.store import reading

    with reading(file) as connection:
        number = None if connection is None else _number(connection)
        if connection is None or number is None:
            return None
        found = numbered(connection, number)
        if found is None:
            raise damaged(file)
        return Standing(*found, issue=_issues(connection).get(number))


def publish(file: Path, number: int, issue: Issue, made_at: datetime, version: str) -> bool:
    """Put revision `number` in force; return False where it is so already, in just this way.

    Raises:
        JournalError: it could not be kept; whatever was there before still is.
    """
    from campaign_cli.journal.store import writing

    with writing(file) as connection:
        if _number(connection) == number and _issues(connection).get(number) == issue:
            return False
        details = {"number": issue.number, "date": issue.date.isoformat()}
        enter(connection, PUBLISH, number, made_at, version, details)
        return True


def issues(file: Path) -> dict[int, Issue]:
    """Return how each published revision was put in force, the last time it was.

    Raises:
        JournalError: the file cannot be read.
    """
    from campaign_cli.journal.store import reading

    with reading(file) as connection:
        return {} if connection is None else _issues(connection)


def _issues(connection: "sqlite3.Connection") -> dict[int, Issue]:
    rows = connection.execute(
        "SELECT revision, details FROM entry WHERE action = ? ORDER BY id", (PUBLISH,)
    )
    return {cells.number(number): cells.issue(details) for number, details in rows}


def go_on_with(
    connection: "sqlite3.Connection", number: int, made_at: datetime, version: str
) -> None:
    """Let revision `number`, made again, stand in place of another that stood since."""
    if _last(connection) != number:
        enter(connection, SCHEDULE, number, made_at, version)


def versions(file: Path) -> tuple[Version, ...]:
    """Return what stood, oldest first; some more than once.

    Raises:
        JournalError: the file cannot be read.
    """
    from campaign_cli.journal.store import reading

    with reading(file) as connection:
        return () if connection is None else tuple(_versions(connection))


def hand_out(
    file: Path,
    number: int,
    plan: str,
    sources: Mapping[str, bytes],
    now: datetime,
    version: str,
) -> None:
    """Note that calendars are made of revision `number` in the words of `plan`, if that is new.

    Raises:
        JournalError: it could not be noted.
    """
    from campaign_cli.journal.store import writing

    if stands_so(versions(file), number, plan):
        return
    with writing(file) as connection:
        go_on_with(connection, number, now, version)
        if not stands_so(tuple(_versions(connection)), number, plan):
            enter(connection, EXPORT, number, now, version, {"plan": plan})
            keep_sources(connection, plan, sources)


def stands_so(versions: Sequence[Version], number: int, plan: str) -> bool:
    """Return whether a revision stands now in these words."""
    return bool(versions) and (versions[-1].revision, versions[-1].plan) == (number, plan)


def _versions(connection: "sqlite3.Connection") -> Iterator[Version]:
    plans = {
        cells.number(number): cells.text(plan)
        for number, plan in connection.execute("SELECT number, plan FROM revision")
    }
    rows = connection.execute(
        "SELECT made_at, action, revision, details FROM entry"
        " WHERE action IN (?, ?, ?) ORDER BY id",
        (SCHEDULE, PUBLISH, EXPORT),
    )
    stood: tuple[int, str] | None = None
    for made_at, action, number, details in rows:
        plan = plans[number]
        if action == EXPORT:
            plan = cells.text(cells.table(details)["plan"])
        elif stood is not None and stood[0] == number:
            plan = stood[1]
        stood = (number, plan)
        yield Version(number, plan, cells.moment(made_at), action == EXPORT)


def _last(connection: "sqlite3.Connection") -> int | None:
    """Return which revision stood last, published or not."""
    row = connection.execute(
        "SELECT revision FROM entry WHERE action IN (?, ?) ORDER BY id DESC LIMIT 1",
        (SCHEDULE, PUBLISH),
    ).fetchone()
    return None if row is None else cells.number(row[0])


def enter(
    connection: "sqlite3.Connection",
    action: str,
    revision: int,
    made_at: datetime,
    version: str,
    details: Mapping[str, str] | None = None,
) -> None:
    """Write a line of the log."""
    connection.execute(
        "INSERT INTO entry (made_at, version, action, revision, details) VALUES (?, ?, ?, ?, ?)",
        (
            made_at.astimezone(UTC).isoformat(timespec="seconds"),
            version,
            action,
            revision,
            json.dumps(details or {}, ensure_ascii=False),
        ),
    )


def keep_sources(connection: "sqlite3.Connection", plan: str, sources: Mapping[str, bytes]) -> None:
    """Keep a plan's files under its digest, once."""
    connection.executemany(
        "INSERT OR IGNORE INTO source (plan, path, content) VALUES (?, ?, ?)",
        [(plan, path, zlib.compress(content, 9)) for path, content in sorted(sources.items())],
    )


def sources(file: Path, plan: str) -> dict[str, bytes]:
    """Return the files of the plan of this digest; empty where they were not kept.

    Raises:
        JournalError: the file cannot be read.
    """
    from campaign_cli.journal.store import reading

    with reading(file) as connection:
        if connection is None or not _has_sources(connection):
            return {}
        rows = connection.execute("SELECT path, content FROM source WHERE plan = ?", (plan,))
        kept = {cells.text(path): _unpacked(content) for path, content in rows}
    if not all(map(_inside, kept)):
        raise damaged(file)
    return kept


def _unpacked(content: bytes) -> bytes:
    """Return a kept file, which was small enough to be read when it was kept."""
    stream = zlib.decompressobj()
    found = stream.decompress(content, LARGEST_PLAN)
    if not stream.eof:
        raise ValueError(len(found))
    return found


def _inside(path: str) -> bool:
    """Return whether a kept file lies in the plan's folder: journals come from elsewhere, too."""
    return not (Path(path).anchor or ".." in PureWindowsPath(path).parts)


def _has_sources(connection: "sqlite3.Connection") -> bool:
    """Return whether files are kept: a journal is only brought up to date when it is written."""
    found = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'source'")
    return found.fetchone() is not None


def _number(connection: "sqlite3.Connection") -> int | None:
    """Return which revision stands: the last that was made or published, if any ever was."""
    row = connection.execute(
        "SELECT revision FROM entry"
        " WHERE action IN (?, ?) AND EXISTS (SELECT 1 FROM entry WHERE action = ?)"
        " ORDER BY id DESC LIMIT 1",
        (SCHEDULE, PUBLISH, PUBLISH),
    ).fetchone()
    return None if row is None else cells.number(row[0])
