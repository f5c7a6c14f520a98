"""Nothing that was kept is lost: two writers, a kill at any moment, a full disk, no permission."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest
from test_journal import draft

from campaign_cli.journal import Journal, JournalError

WRITER = textwrap.dedent(
    """
    import sys
    sys.path.insert(0, sys.argv[1])
    from pathlib import Path
    from test_journal import draft
    from campaign_cli.journal import Journal

    journal = Journal(Path(sys.argv[2]))
    for number in range(int(sys.argv[4])):
        kept = journal.keep(draft(f"{sys.argv[3]}-{number}", text="x" * 3000))[0]
        print(kept.number, flush=True)
    """
)


def writer(file: Path, name: str, count: int) -> "subprocess.Popen[str]":
    """Return a process that keeps `count` revisions and prints each number once it is kept."""
    here = str(Path(__file__).parent)
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, here, str(file), name, str(count)],
        stdout=subprocess.PIPE,
        text=True,
    )


def test_two_terminals_at_once(tmp_path: Path) -> None:
    """Every revision of both is kept, each with a number of its own."""
    journal = Journal(tmp_path / "plan.journal")
    writers = [writer(journal.file, name, 15) for name in ("a", "b", "c")]
    printed = [int(line) for one in writers for line in one.communicate()[0].split()]
    assert [one.returncode for one in writers] == [0, 0, 0]
    assert sorted(printed) == list(range(1, 46))
    kept = journal.revisions()
    assert [one.number for one in kept] == list(range(1, 46))
    assert len({one.scheduling for one in kept}) == 45


def test_the_same_month_from_two_terminals_is_one_revision(tmp_path: Path) -> None:
    """They are compared under the lock."""
    journal = Journal(tmp_path / "plan.journal")
    writers = [writer(journal.file, "same", 1) for _ in range(3)]
    printed = {line for one in writers for line in one.communicate()[0].split()}
    assert printed == {"1"}
    assert len(journal.revisions()) == 1


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal here")
def test_killed_at_any_moment(tmp_path: Path) -> None:
    """What was said to be kept is there; the numbers have no gaps; writing goes on."""
    journal = Journal(tmp_path / "plan.journal")
    said: list[int] = []
    for turn in range(12):
        process = writer(journal.file, f"turn{turn}", 1000)
        assert process.stdout is not None
        said.append(int(process.stdout.readline()))
        time.sleep(0.003 * turn)
        os.kill(process.pid, signal.SIGKILL)
        said += [int(line) for line in process.stdout.read().split("\n") if line.strip()]
        process.stdout.close()
        process.wait()
        numbers = [one.number for one in journal.revisions()]
        assert numbers == list(range(1, len(numbers) + 1))
        assert set(said) <= set(numbers)
    assert journal.keep(draft("afterwards"))[0].number == len(numbers) + 1


@pytest.mark.skipif(sys.platform == "win32", reason="no limits on files there")
def test_a_full_disk(tmp_path: Path) -> None:
    """It is said that there is no room; what was there still is."""
    journal = Journal(tmp_path / "plan.journal")
    journal.keep(draft("first"))
    script = textwrap.dedent(
        """
        import resource, signal, sys
        sys.path.insert(0, sys.argv[1])
        from pathlib import Path
        from test_journal import draft
        from campaign_cli.journal import Journal, JournalError

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        size = Path(sys.argv[2]).stat().st_size
        resource.setrlimit(resource.RLIMIT_FSIZE, (size + 4096, resource.RLIM_INFINITY))
        try:
            Journal(Path(sys.argv[2])).keep(draft("large", text="x" * 200_000))
        except JournalError as error:
            print(error.diagnostic.code)
        """
    )
    here = str(Path(__file__).parent)
    run = subprocess.run(
        [sys.executable, "-c", script, here, str(journal.file)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() in {"J105", "J109"}
    assert [one.scheduling for one in journal.revisions()] == ["first"]
    assert journal.keep(draft("second"))[0].number == 2


def test_no_room_for_more_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite's own "full" is said as a full disk."""
    from campaign_cli.journal import store

    journal = Journal(tmp_path / "plan.journal")
    journal.keep(draft("first"))
    connect = store._connect

    def small(file: Path, mode: str) -> object:
        connection = connect(file, mode)
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")
        return connection

    monkeypatch.setattr(store, "_connect", small)
    with pytest.raises(JournalError) as error:
        journal.keep(draft("large", text="x" * 200_000))
    assert error.value.diagnostic.code == "J105"
    assert len(journal.revisions()) == 1


def as_nobody(script: str, *arguments: str) -> str:
    """Return what `script` prints, run by a user who may not write: root may everywhere."""
    run = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script), *arguments],
        capture_output=True,
        text=True,
        check=True,
    )
    return run.stdout.strip()


READ_ONLY = """
    import json, os, sys
    from datetime import UTC, datetime
    from pathlib import Path
    from campaign_cli.journal import Draft, Journal, JournalError, store

    # Only now: this user may not read the modules either.
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)
    journal = Journal(Path(sys.argv[1]))
    print(len(journal.revisions()))
    now = datetime(2022, 11, 1, tzinfo=UTC)
    new = Draft(made_at=now, version="", plan="", scheduling="new", status="optimal", price=0,
                bound=0, document={"prices": {}, "status": "optimal"})
    for attempt in (journal.prove_writable, lambda: journal.keep(new)):
        try:
            attempt()
        except JournalError as error:
            print(error.diagnostic.code)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="other permissions there")
@pytest.mark.parametrize("there", [True, False])
def test_a_folder_that_may_not_be_written(there: bool) -> None:
    """What is kept can be read; what cannot be kept is said before the work and after."""
    import tempfile

    # Not in pytest's own folder, which other users may not even enter.
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        journal = Journal(folder / "plan.journal")
        if there:
            journal.keep(draft("first"))
            journal.file.chmod(0o444)
        folder.chmod(0o555)
        said = as_nobody(READ_ONLY, str(journal.file)).split()
        folder.chmod(0o755)
    assert said == (["1", "J106", "J106"] if there else ["0", "J106", "J107"])
