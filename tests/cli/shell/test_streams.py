"""Streams that are closed, full or empty: a sensible end, no traceback, nothing of ours damaged."""

import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from test_surroundings import folder, surroundings

__all__ = ["folder"]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a shell of POSIX is asked for")


def shell(folder: Path, command: str, rest: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a shell that does something with its streams."""
    typed = f"{shlex.quote(sys.executable)} -m campaign_cli {command} {rest}"
    return subprocess.run(
        ["/bin/sh", "-c", typed],
        cwd=folder,
        env=surroundings(),
        capture_output=True,
        check=False,
        text=True,
    )


@pytest.mark.parametrize("rest", [">&-", "2>&-", ">&- 2>&- <&-", "</dev/null"])
def test_a_closed_stream_leads_nowhere(folder: Path, rest: str) -> None:
    """The command does its work, and what it writes never lands in the journal."""
    done = shell(folder, "schedule", rest)
    assert (done.returncode, "Traceback" in done.stderr) == (0, False)
    logged = shell(folder, "log", rest)
    assert (logged.returncode, "Traceback" in logged.stderr) == (0, False)
    assert "1" in shell(folder, "log", "").stdout


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device here")
@pytest.mark.parametrize("command", ["log --format json", "check", "--help", "schema", "--version"])
def test_a_full_disk_takes_no_answer(folder: Path, command: str) -> None:
    """It is said in one line, and the shell learns it."""
    done = shell(folder, command, ">/dev/full")
    assert done.returncode == 5
    (line,) = done.stderr.splitlines()
    assert line == "error[F302]: the answer could not be written: there is no room left on the disk"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device here")
def test_a_full_disk_takes_no_message(folder: Path) -> None:
    """There is nowhere to say it."""
    done = shell(folder, "check", "--plan no.toml 2>/dev/full")
    assert (done.returncode, done.stderr) == (5, "")
