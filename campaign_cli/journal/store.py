"""The SQLite file: how it is opened, laid out, brought up to date, and written without loss.

It keeps a rollback journal (`journal_mode = DELETE`) and not a write-ahead log, because plans lie
on shared folders: a write-ahead log needs memory shared by all who have the file open, which no
network file system gives, and would leave two more files beside the plan. Writers wait for one
another (`BEGIN IMMEDIATE`, `busy_timeout`), and `synchronous = EXTRA` makes a commit outlast a
power cut, the folder's entry included.
"""

import sqlite3  # noqa: TID253 - imported by those functions alone that need a journal
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from campaign_cli.journal.problems import damaged, from_sqlite, no_folder, not_a_journal, too_new
from campaign_cli.support.files import LARGEST

PATIENCE = 10.0
"""Seconds to wait for another writer. A write takes milliseconds: longer means something hangs."""

_APPLICATION = 0x43414D50  # "CAMP": tells a journal from another program's database

# No STRICT and no RETURNING: SQLite 3.34 is still about.
_MIGRATIONS = (
    """
    CREATE TABLE revision (
      number INTEGER PRIMARY KEY CHECK (number >= 1),
      made_at TEXT NOT NULL,
      version TEXT NOT NULL,
      plan TEXT NOT NULL,
      scheduling TEXT NOT NULL,
      status TEXT NOT NULL,
      price INTEGER,
      bound INTEGER,
      document TEXT NOT NULL
    );
    CREATE INDEX revision_scheduling ON revision (scheduling);
    CREATE TABLE entry (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      made_at TEXT NOT NULL,
      version TEXT NOT NULL,
      action TEXT NOT NULL,
      revision INTEGER REFERENCES revision (number),
      details TEXT NOT NULL DEFAULT '{}'
    );
    CREATE TRIGGER revision_stays BEFORE UPDATE ON revision
      BEGIN SELECT RAISE(ABORT, 'a revision never changes'); END;
    CREATE TRIGGER revision_is_kept BEFORE DELETE ON revision
      BEGIN SELECT RAISE(ABORT, 'a revision is kept for ever'); END;
    CREATE TRIGGER entry_stays BEFORE UPDATE ON entry
      BEGIN SELECT RAISE(ABORT, 'an entry never changes'); END;
    CREATE TRIGGER entry_is_kept BEFORE DELETE ON entry
      BEGIN SELECT RAISE(ABORT, 'an entry is kept for ever'); END;
    """,
    """
    CREATE TABLE source (
      plan TEXT NOT NULL,
      path TEXT NOT NULL,
      content BLOB NOT NULL,
      PRIMARY KEY (plan, path)
    ) WITHOUT ROWID;
    CREATE TRIGGER source_stays BEFORE UPDATE ON source
      BEGIN SELECT RAISE(ABORT, 'a kept file never changes'); END;
    CREATE TRIGGER source_is_kept BEFORE DELETE ON source
      BEGIN SELECT RAISE(ABORT, 'a kept file is kept for ever'); END;
    """,
)
"""What brings a journal from version n to n + 1. That a revision is published is an entry."""


@contextmanager
def reading(file: Path) -> Iterator[sqlite3.Connection | None]:
    """Yield a connection that only reads; None where there is no journal yet.

    Raises:
        JournalError: the file cannot be read, or is no journal of a version known here.
    """
    if not file.exists():
        yield None
        return
    _file(file)
    if file.stat().st_size == 0:
        # Another process is making it this moment, or was killed doing so.
        yield None
        return
    # Opened for writing, where that is allowed: what a killed process left half written must be
    # rolled back before anything can be read.
    with _trouble(file), closing(_connect(file, "rw")) as connection:
        if _version(file, connection) == 0:
            yield None
            return
        yield connection


@contextmanager
def writing(file: Path) -> Iterator[sqlite3.Connection]:
    """Yield a connection inside one transaction: all of it is kept, or nothing.

    Raises:
        JournalError: the file cannot be written, or is no journal of a version known here.
    """
    if not file.parent.is_dir():
        raise no_folder(file)
    _file(file)
    with _trouble(file), closing(_connect(file, "rwc")) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA synchronous = EXTRA")
        connection.execute("PRAGMA foreign_keys = ON")
        # The version is read under the lock: two terminals may both be the first.
        connection.execute("BEGIN IMMEDIATE")
        try:
            _migrate(connection, _version(file, connection))
            yield connection
        except BaseException:
            if connection.in_transaction:
                connection.rollback()
            raise
        connection.commit()


@contextmanager
def _trouble(file: Path) -> Iterator[None]:
    """Say every `sqlite3.Error` as a problem of `file`, and what is none of our rows as damage.

    SQLite's own words may be damaged too: then they are no text, and Python raises what that is.
    """
    try:
        yield
    except sqlite3.Error as error:
        raise from_sqlite(file, error) from error
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError) as error:
        raise damaged(file) from error
    except (IndexError, RecursionError, MemoryError, zlib.error) as error:
        raise damaged(file) from error


def _file(file: Path) -> None:
    """See that it is a file, if there is any: a pipe would be waited for."""
    if file.exists() and not file.is_file() and not file.is_dir():
        raise not_a_journal(file)


def _connect(file: Path, mode: str) -> sqlite3.Connection:
    uri = f"{file.absolute().as_uri()}?mode={mode}"
    connection = sqlite3.connect(uri, uri=True, timeout=PATIENCE, isolation_level=None)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LARGEST)
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection


def _version(file: Path, connection: sqlite3.Connection) -> int:
    """Return the layout's version, 0 of a file without any; refuse what is not ours."""
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if application != _APPLICATION:
        if version or connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            raise not_a_journal(file)
        return 0
    if version > len(_MIGRATIONS):
        raise too_new(file, version)
    _known(file, connection, version)
    return version


def _known(file: Path, connection: sqlite3.Connection, version: int) -> None:
    """See that the file has what we laid out and nothing else: a view or a trigger is a program."""
    expected = {
        " ".join(statement.rstrip().removesuffix(";").split())
        for migration in _MIGRATIONS[:version]
        for statement in _statements(migration)
    }
    rows = connection.execute("SELECT sql, name FROM sqlite_master").fetchall()
    laid = {" ".join(sql.split()) for sql, name in rows if not name.startswith("sqlite_")}
    # Triggers of ours may be gone: they guard, and say nothing.
    if not laid <= expected:
        raise damaged(file)


def _migrate(connection: sqlite3.Connection, version: int) -> None:
    """Bring the layout up to date, inside the transaction that is open."""
    if version == len(_MIGRATIONS):
        return
    for migration in _MIGRATIONS[version:]:
        for statement in _statements(migration):
            connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {_APPLICATION}")
    connection.execute(f"PRAGMA user_version = {len(_MIGRATIONS)}")


def _statements(script: str) -> Iterator[str]:
    """Yield the statements of `script` one by one: `executescript` would commit first."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
