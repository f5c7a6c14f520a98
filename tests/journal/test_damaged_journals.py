"""Any content of a journal works or is called damaged: never a bug, never a wait."""

import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from test_journal import draft

from campaign_cli.journal import (
    Journal,
    JournalError,
    hand_out,
    issues,
    publish,
    sources,
    standing,
    versions,
)
from campaign_cli.model.checklist import Issue

PAGE = 4096
ODD = (None, b"\xff\xfe", -1, 1 << 62, "x", "[]", '{"number": 1}')


NOW = draft("now").made_at
READS: tuple[Callable[[Path], object], ...] = (
    lambda file: Journal(file).revisions(),
    lambda file: Journal(file).documents(),
    lambda file: Journal(file).entries(),
    lambda file: Journal(file).latest("one"),
    standing,
    versions,
    issues,
    lambda file: sources(file, "p"),
)
WRITES: tuple[Callable[[Path], object], ...] = (
    lambda file: publish(file, 1, Issue("1", date(2022, 11, 2)), NOW, "0"),
    lambda file: hand_out(file, 1, "other", {}, NOW, "0"),
    lambda file: Journal(file).keep(draft("three")),
)


def read_all(file: Path, steps: tuple[Callable[[Path], object], ...] = READS + WRITES) -> None:
    """Read a journal in every way, and write to it."""
    for step in steps:
        try:
            step(file)
        except JournalError as error:
            assert error.diagnostic.code in {"J102", "J103", "J107", "J108", "J109"}  # noqa: PT017


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A journal of two revisions, one of them published."""
    file = tmp_path / "kept.journal"
    for name in ("one", "two"):
        Journal(file).keep(replace(draft(name), sources={"plan.toml": b"x = 1"}))
    publish(file, 1, Issue("1", date(2022, 11, 2)), draft("one").made_at, "0")
    return file


def test_flipped_bytes(tmp_path: Path, kept: Path) -> None:
    """A few bytes, a page for another, a file cut short."""
    content = kept.read_bytes()
    file = tmp_path / "damaged.journal"
    dice = random.Random(21)  # noqa: S311 - to repeat, not to hide
    for turn in range(60):
        damaged = bytearray(content)
        if turn % 3 == 0:
            damaged = damaged[: dice.randrange(len(damaged))]
        elif turn % 3 == 1:
            one, other = (
                slice(at, at + PAGE) for at in dice.sample(range(0, len(content), PAGE), 2)
            )
            damaged[one], damaged[other] = content[other], content[one]
        for _ in range(dice.randrange(1, 9) if damaged else 0):
            damaged[dice.randrange(len(damaged))] = dice.randrange(256)
        file.write_bytes(damaged)
        read_all(file)


@pytest.mark.parametrize("table", ["revision", "entry", "source"])
def test_odd_values_in_every_cell(tmp_path: Path, kept: Path, table: str) -> None:
    """Numbers for texts, bytes that are no text, nothing where something must be."""
    with closing(sqlite3.connect(kept)) as connection:
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        for one in ("revision_stays", "entry_stays", "source_stays"):
            connection.execute(f"DROP TRIGGER {one}")
    file = tmp_path / "odd.journal"
    for column in columns:
        for value in ODD:
            shutil.copy(kept, file)
            form = "CAST(? AS TEXT)" if isinstance(value, bytes) else "?"
            with closing(sqlite3.connect(file)) as connection, suppress(sqlite3.IntegrityError):
                connection.execute(f"UPDATE {table} SET {column} = {form}", (value,))  # noqa: S608 - names of ours
                connection.commit()
            read_all(file, READS)


@pytest.mark.parametrize(
    "script",
    [
        """
        DROP TABLE source;
        CREATE VIEW source AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
          SELECT i AS plan, i AS path, i AS content FROM n
        """,
        """
        CREATE TRIGGER more AFTER INSERT ON entry BEGIN
          INSERT INTO entry (made_at, version, action) SELECT made_at, version, action FROM entry;
        END
        """,
        "DROP TABLE revision",
    ],
)
def test_a_journal_with_a_program_in_it(kept: Path, script: str) -> None:
    """Views and triggers that are not ours are never run."""
    with closing(sqlite3.connect(kept)) as connection:
        connection.executescript(script)
    with pytest.raises(JournalError) as raised:
        Journal(kept).revisions()
    assert raised.value.diagnostic.code == "J108"
