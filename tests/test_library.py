"""The product as a library: README's lines run, the face is typed and loads nothing heavy."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import campaign_cli

ROOT = Path(__file__).parent.parent


def test_the_lines_of_readme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From a plan to files, as README has it."""
    text = (ROOT / "README.md").read_text("utf-8")
    lines = re.search(r"^## From Python\n\n```python\n(.*?)```", text, re.MULTILINE | re.DOTALL)
    assert lines
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    exec(lines[1], names)  # noqa: S102 - README's own lines
    month = names["month"]
    assert isinstance(month, campaign_cli.Schedule)
    assert month.price == month.bound
    assert names["broken"] == ()
    lists = names["lists"]
    assert isinstance(lists, campaign_cli.Checklists)
    assert lists.tasks
    made = {file.suffix for file in (tmp_path / "out").rglob("*") if file.is_file()}
    assert {".md", ".csv"} <= made


def test_every_name_of_the_face() -> None:
    """Each is there, says what it is, and no other is."""
    assert len(campaign_cli.__all__) > 10
    for name in campaign_cli.__all__:
        assert getattr(campaign_cli, name).__doc__, name
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = campaign_cli.nothing


def test_the_face_loads_nothing() -> None:
    """Importing it takes as long as importing nothing: rooms are loaded when they are asked for."""
    code = "import sys; import campaign_cli; print(*sys.modules)"
    run = subprocess.run((sys.executable, "-c", code), check=True, capture_output=True, text=True)
    assert [one for one in run.stdout.split() if one.startswith("campaign_cli.")] == []
    assert not {"numpy", "pydantic", "rich", "typer"} & {*run.stdout.split()}


def test_it_says_that_it_is_typed() -> None:
    """A type checker looks inside only where the package says so."""
    assert (Path(campaign_cli.__file__).parent / "py.typed").is_file()
