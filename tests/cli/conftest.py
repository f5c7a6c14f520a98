"""A command typed in the folder of a small plan."""

from pathlib import Path

import pytest
from helpers.command_line import PLAN, Outcome, Typed

from campaign_cli.cli import main


@pytest.fixture(autouse=True)
def plain_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same width, language and colours on every machine."""
    for name in ("LC_ALL", "LC_MESSAGES", "CAMPAIGN_PLAN", "CAMPAIGN_TODAY", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("CAMPAIGN_LANG", "en")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("_TYPER_FORCE_DISABLE_TERMINAL", "1")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a small plan, which is where commands are typed."""
    (tmp_path / "plan.toml").write_text(PLAN, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def campaign(folder: Path, capfd: pytest.CaptureFixture[str]) -> Typed:
    """Type `campaign …` in the folder of the small plan."""
    del folder

    def typed(*words: str) -> Outcome:
        capfd.readouterr()
        code = main(words)
        out, err = capfd.readouterr()
        return Outcome(code, out, err)

    return typed
