"""One revision, one set of bytes: in whichever process, place, language and time it is exported."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from campaign_cli.exporting import FORMATS

EXAMPLE = Path(__file__).parents[2] / "examples" / "riverside"
EVERYONE = ("--owner", "all", "--person", "all", "--day", "2027-05-12")
ASKED = ((*FORMATS, *EVERYONE, "--todos"), (*FORMATS, "--todos"))
"""The files of each owner and person and of a day; then all wards' and the index of them all."""
HERE = {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C.UTF-8"}
THERE = {
    "PYTHONHASHSEED": "2",
    "TZ": "America/St_Johns",
    "LC_ALL": "tr_TR.UTF-8",
    "LANG": "tr_TR.UTF-8",
    "CAMPAIGN_LANG": "vi",
    "CAMPAIGN_TODAY": "2027-05-20",
    "COLUMNS": "40",
}


def campaign(folder: Path, *words: str | Path, umask: int = -1, **given: str) -> None:
    """Type `campaign …` in a folder, in a process of its own."""
    known = {name: value for name, value in os.environ.items() if not name.startswith("CAMPAIGN_")}
    subprocess.run(
        (sys.executable, "-m", "campaign_cli", *words),
        cwd=folder,
        env={**known, **given},
        umask=umask,
        check=True,
        capture_output=True,
        timeout=120,
    )


def contents(folder: Path) -> dict[str, bytes]:
    """Return what is in the files of a folder, but for the list of what was written."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def suffixes(names: Iterable[str]) -> set[str]:
    """Return the kinds of files among names."""
    return {name.rpartition(".")[2] for name in names}


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a plan with a revision, exported once."""
    folder = tmp_path_factory.mktemp("here") / "plan"
    shutil.copytree(EXAMPLE, folder)
    campaign(folder, "schedule")
    for words in ASKED:
        campaign(folder, "export", *words, "-o", "files", **HERE)
    return folder


def test_another_process_elsewhere_writes_the_same(kept: Path, tmp_path: Path) -> None:
    """With another hash seed, zone, language, day, width, folder and umask."""
    elsewhere = tmp_path / "một nơi khác"
    shutil.copytree(kept, elsewhere, ignore=shutil.ignore_patterns("files"))
    for words in ASKED:
        plan = elsewhere / "plan.toml"
        where = ("-o", elsewhere / "files")
        campaign(tmp_path, "--plan", plan, "export", *words, *where, umask=0o077, **THERE)
    before, after = contents(kept / "files"), contents(elsewhere / "files")
    assert suffixes(before) >= {"pdf", "docx", "html", "xlsx", "csv", "ics", "txt", "md", "json"}
    assert before.keys() == after.keys()
    assert [name for name, content in before.items() if after[name] != content] == []


def test_what_is_the_same_is_not_written_again(kept: Path) -> None:
    """Whoever keeps the folder in step with others has nothing to send."""
    files = [path for path in (kept / "files").rglob("*") if path.is_file()]
    before = {path: path.stat().st_mtime_ns for path in files}
    for words in ASKED:
        campaign(kept, "export", *words, "-o", "files", **HERE)
    assert {path: path.stat().st_mtime_ns for path in before} == before
