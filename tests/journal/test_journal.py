"""The journal on its own: numbers, what stands, what is refused."""

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from campaign_cli.journal import Draft, Journal, JournalError, journal_of

NOW = datetime(2022, 11, 1, 8, 30, tzinfo=UTC)


def draft(scheduling: str = "s", price: int = 10, status: str = "optimal", **more: object) -> Draft:
    """Return a schedule to keep."""
    document = {
        "status": status,
        "price": price,
        "prices": {"ward-day": price},
        "revision": 0,
        "events": [],
        **more,
    }
    return Draft(
        made_at=NOW,
        version="0.1.0",
        plan="p",
        scheduling=scheduling,
        status=status,
        price=price,
        bound=price,
        document=document,
    )


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    """A journal that is not there yet."""
    return Journal(tmp_path / "plan.journal")


def test_lies_beside_the_plan() -> None:
    """Each plan of a folder has its own."""
    assert journal_of(Path("a/plan.toml")) == Path("a/plan.journal")


def test_no_two_plans_share_a_journal(tmp_path: Path) -> None:
    """Whatever they are called; what was shared once stays with the plan that it is alone with."""
    names = ("plan.toml", "plan.txt", "plan", "plan.txt.toml", "plan.md", "plan.TOML")
    for name in names:
        (tmp_path / name).touch()
    assert len({journal_of(tmp_path / name) for name in names}) == len(names)
    for name in ("plan.toml", "plan.journal"):
        (tmp_path / name).touch()
    assert journal_of(tmp_path / "plan.txt") == tmp_path / "plan.txt.campaign-journal"
    (tmp_path / "plan.toml").unlink()
    assert journal_of(tmp_path / "plan.txt") == tmp_path / "plan.journal"


def test_numbers_from_one(journal: Journal) -> None:
    """Revisions of other plans are numbered on."""
    numbers = [journal.keep(draft(scheduling))[0].number for scheduling in "abc"]
    assert numbers == [1, 2, 3]
    assert [one.number for one in journal.revisions()] == numbers
    assert [one.revision for one in journal.entries()] == numbers


def test_keeps_everything(journal: Journal) -> None:
    """What is read is what was kept, with its number filled in."""
    event = {
        "id": "tọa đàm",
        "activity": "tọa đàm",
        "title": "Tọa đàm",
        "owner": "ward",
        "start": "2022-11-25T08:00:00+07:00",
        "end": "2022-11-25T11:30:00+07:00",
        "dates": ["2022-11-25"],
        "wards": ["a"],
        "venue": None,
        "resources": {"sound": 1},
    }
    kept, _ = journal.keep(draft(events=[event]))
    found = journal.latest("s")
    assert found is not None
    revision, document = found
    assert revision == kept
    assert revision.made_at == NOW
    assert document["revision"] == 1
    assert document["events"] == [event]


def test_an_equal_schedule_is_the_same_revision(journal: Journal) -> None:
    """Making a month again without a change is no news."""
    journal.keep(draft())
    assert journal.keep(draft())[0].number == 1
    assert journal.keep(draft(price=11))[0].number == 1
    assert len(journal.revisions()) == 1


def test_a_better_schedule_is_a_new_revision(journal: Journal) -> None:
    """Less to pay, or as much and proved."""
    journal.keep(draft(status="feasible"))
    assert journal.keep(draft(status="optimal"))[0].number == 2
    assert journal.keep(draft(price=9, status="optimal"))[0].number == 3
    assert journal.keep(draft(price=10), always=True)[0].number == 4


def test_the_latest_of_a_scheduling_digest(journal: Journal) -> None:
    """A plan that went back to what it was finds its revision again."""
    for scheduling in ("a", "b"):
        journal.keep(draft(scheduling))
    found = journal.latest("a")
    assert found is not None
    assert found[0].number == 1
    assert journal.latest("c") is None


def test_nothing_is_there_at_first(journal: Journal) -> None:
    """Reading makes no file."""
    assert journal.revisions() == ()
    assert journal.entries() == ()
    assert journal.latest("s") is None
    journal.prove_writable()
    assert not journal.file.exists()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE revision SET price = 0",
        "DELETE FROM revision",
        "UPDATE entry SET action = ''",
        "DELETE FROM entry",
    ],
)
def test_revisions_and_entries_never_change(journal: Journal, statement: str) -> None:
    """Not even by another program that opens the file."""
    journal.keep(draft())
    connection = sqlite3.connect(journal.file)
    with pytest.raises(sqlite3.IntegrityError, match=r"changes|for ever"):
        connection.execute(statement)
    connection.close()


def refused(journal: Journal) -> str:
    """Return the code with which both reading and writing are refused."""
    codes = set()
    for attempt in (journal.revisions, lambda: journal.keep(draft())):
        with pytest.raises(JournalError) as error:
            attempt()
        codes.add(error.value.diagnostic.code)
    assert len(codes) == 1
    return codes.pop()


def test_another_programs_database(journal: Journal) -> None:
    """It is left as it is."""
    connection = sqlite3.connect(journal.file)
    connection.execute("CREATE TABLE theirs (x)")
    connection.commit()
    connection.close()
    before = journal.file.read_bytes()
    assert refused(journal) == "J102"
    assert journal.file.read_bytes() == before


def test_no_database_at_all(journal: Journal) -> None:
    """A text file of that name is not touched."""
    journal.file.write_text("my own notes, longer than a header " * 10)
    assert refused(journal) == "J102"
    assert journal.file.read_text().startswith("my own notes")


def test_a_newer_version(journal: Journal) -> None:
    """What a later program wrote is not guessed at."""
    journal.keep(draft())
    connection = sqlite3.connect(journal.file)
    connection.execute("PRAGMA user_version = 99")
    connection.commit()
    connection.close()
    assert refused(journal) == "J103"


def test_a_damaged_file(journal: Journal) -> None:
    """Pages of garbage are said to be damage."""
    for number in range(50):
        journal.keep(draft(str(number), text="x" * 1000))
    content = bytearray(journal.file.read_bytes())
    content[200:] = b"\xaa" * (len(content) - 200)
    journal.file.write_bytes(content)
    assert refused(journal) == "J108"


def test_another_writer_that_does_not_end(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After some patience it is said who is in the way; afterwards all goes on."""
    from campaign_cli.journal import store

    monkeypatch.setattr(store, "PATIENCE", 0.1)
    journal.keep(draft())
    connection = sqlite3.connect(journal.file, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    with pytest.raises(JournalError) as error:
        journal.keep(draft("other"))
    assert error.value.diagnostic.code == "J104"
    connection.execute("ROLLBACK")
    connection.close()
    assert journal.keep(draft("other"))[0].number == 2


def test_no_folder(tmp_path: Path) -> None:
    """A folder that has gone is named."""
    with pytest.raises(JournalError) as error:
        Journal(tmp_path / "gone" / "plan.journal").keep(draft())
    assert error.value.diagnostic.code == "J107"


def test_an_empty_file_is_a_journal_to_be(journal: Journal) -> None:
    """A process killed before its first write leaves one."""
    journal.file.touch()
    assert journal.revisions() == ()
    assert journal.keep(draft())[0].number == 1


def test_drafts_of_equal_worth_need_equal_digests(journal: Journal) -> None:
    """Another plan's schedule never stands in."""
    journal.keep(draft("a"))
    assert journal.keep(replace(draft("a"), scheduling="b"))[0].number == 2


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE revision SET document = '{bad'",
        "UPDATE revision SET document = '{}'",
        "UPDATE revision SET document = '[1]'",
        "UPDATE revision SET made_at = 'yesterday'",
    ],
)
def test_rows_that_no_program_of_ours_wrote(tmp_path: Path, damage: str) -> None:
    """Rows changed by something else are damage, said so, and never a traceback."""
    journal = Journal(tmp_path / "plan.journal")
    made = draft("a")
    journal.keep(made)
    connection = sqlite3.connect(journal.file)
    for (trigger,) in connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    ).fetchall():
        connection.execute(f"DROP TRIGGER {trigger}")
    connection.execute(damage)
    connection.commit()
    connection.close()
    with pytest.raises(JournalError, match="J108"):
        journal.latest(made.scheduling)
    with pytest.raises(JournalError, match="J108"):
        journal.keep(made)


def test_a_proved_month_replaces_one_that_was_cut_off(tmp_path: Path) -> None:
    """What people pay for does not outweigh when and where, nor a guess a proof."""
    journal = Journal(tmp_path / "plan.journal")
    journal.keep(draft(price=1, status="feasible"))
    paid = {"member-travel": 9}
    kept, document = journal.keep(draft(price=0, prices=paid))
    assert kept.number == 2
    assert document["prices"] == paid
    assert journal.keep(draft(price=0, status="feasible"))[0].number == 2
