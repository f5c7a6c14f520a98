"""What is typed, and what came of it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from campaign_cli.cli import main

PLAN = """
[campaign]
name = "Month of action"
organiser = "office"
start = 2022-11-14
end = 2022-12-11
language = "en"
country = "VN"
ward_term = "ward"

[document]
date = 2022-10-31

[[body]]
id = "office"
name = "Coordinating office"
short = "Office"
contact = { name = "Coordinator", phone = "024 0000 0001" }

[[ward]]
id = "xuan-dinh"
name = "Xuân Đỉnh"
population = 100
contact = { name = "Officer", phone = "024 0000 0002" }
hall = { name = "Community hall", capacity = 150 }

[[ward]]
id = "xuan-tao"
name = "Xuân Tảo"
population = 100
contact = { name = "Officer", phone = "024 0000 0003" }
hall = { name = "Community hall", capacity = 150 }

[[resource]]
id = "speakers"
name = "Speakers"
members = [{ id = "legal", name = "Legal aid speaker" }]

[[activity]]
id = "talk"
kind = "talk"
title = "Talk on safe homes"
owner = "office"
wards = "each"
uses = { speakers = 1 }
audience = 80
"""


@dataclass(frozen=True)
class Outcome:
    """How a command ended."""

    code: int
    out: str
    err: str


Typed = Callable[..., Outcome]


def changed(folder: Path, old: str, new: str) -> None:
    """Change the plan."""
    plan = folder / "plan.toml"
    text = plan.read_text(encoding="utf-8")
    assert old in text
    plan.write_text(text.replace(old, new), encoding="utf-8")


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
