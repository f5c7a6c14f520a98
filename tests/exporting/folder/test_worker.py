"""A format whose files another process makes: the same files, and no process left."""

import multiprocessing
from pathlib import Path

import pytest
from helpers import materials

from campaign_cli.exporting import as_xlsx
from campaign_cli.exporting.folder import worker

MODULE = "campaign_cli.exporting.as_xlsx"


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file below `folder`, what was written included."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_files_made_beside_are_those_made_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether a process is started or not, the folder holds the same bytes."""
    materials.exported(tmp_path / "here", "md", "xlsx", "csv")
    started = []
    start = worker.Beside.__init__

    def noted(self: worker.Beside, *words: object) -> None:
        started.append(words)
        start(self, *words)  # type: ignore[arg-type]

    monkeypatch.setattr(worker.Beside, "__init__", noted)
    monkeypatch.setattr(worker, "worth_it", lambda _: True)
    materials.exported(tmp_path / "beside", "md", "xlsx", "csv")
    assert len(started) == 1
    assert contents(tmp_path / "beside") == contents(tmp_path / "here")
    assert any(name.endswith(".xlsx") for name in contents(tmp_path / "here"))
    assert not multiprocessing.active_children()


def test_what_a_stopped_process_owes_is_made_here() -> None:
    """A process that ends in the middle of its work leaves no file out, and doubles none."""
    material = materials.material()
    made = [*as_xlsx.files(material)]
    with worker.Beside(MODULE, material) as process:
        first = process._files.recv()
        process._taken.add(first.path)
        process._process.kill()
        process._process.join()
        rest = [*process.rest()]
    assert [first, *rest] == made


def test_a_process_ends_with_its_block() -> None:
    """Whoever is interrupted leaves nobody at work."""

    class InterruptedHereError(Exception):
        pass

    def interrupted() -> None:
        with worker.Beside(MODULE, materials.material()):
            raise InterruptedHereError

    with pytest.raises(InterruptedHereError):
        interrupted()
    assert not multiprocessing.active_children()


def test_a_district_needs_no_other_process() -> None:
    """A process takes longer to start than 13 wards' workbooks take."""
    assert not worker.worth_it(materials.material())
