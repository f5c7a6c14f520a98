"""What a terminal shows of what a file or a pipe gets whole; help says words, not types."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import typer
from helpers.command_line import Typed

from campaign_cli.cli.program import application
from campaign_cli.console.layout.terminal import Screen


@pytest.fixture
def on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the answer be read on a screen."""
    monkeypatch.setattr(Screen, "on_terminal", lambda _: True)


def test_run_shows_its_end_on_a_terminal(
    campaign: Typed, on_a_terminal: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And where the pages are; all of them where they are asked for, or go elsewhere."""
    del on_a_terminal
    short = campaign("run", "--today", "14/11")
    assert "TASK SHEET" not in short.out
    assert "campaign run --all" in short.err
    assert "placed" in short.err
    for words in (("run", "--all"), ("run", "--full")):
        assert "TASK SHEET" in campaign(*words, "--today", "14/11").out
    monkeypatch.setattr(Screen, "on_terminal", lambda _: False)
    whole = campaign("run", "--today", "14/11")
    assert "TASK SHEET" in whole.out
    assert "campaign run --all" not in whole.err


def test_export_counts_its_files_on_a_terminal(
    campaign: Typed, on_a_terminal: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder, and how many of each format; each by name with `--all`, or elsewhere."""
    del on_a_terminal
    counted = campaign("export", "md", "csv", "txt", "ics").out
    assert re.fullmatch(r"\S*export: (?:\d+ \w+ · )+\d+ \w+\n", counted)
    assert (
        "organiser.md" in campaign("export", "md", "csv", "txt", "--force", "-o", "b", "--all").out
    )
    monkeypatch.setattr(Screen, "on_terminal", lambda _: False)
    assert "organiser.md" in campaign("export", "md", "csv", "txt", "-o", "c").out


def _commands(tree: Any, *above: str) -> Iterator[tuple[str, ...]]:
    """Yield the words of every command."""
    yield above
    for name, below in getattr(tree, "commands", {}).items():
        yield from _commands(below, *above, name)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_help_shows_every_text_as_it_is(campaign: Typed, language: str) -> None:
    """Brackets of a plan's tables stay, and no argument is a `<list[str]>`."""
    for words in _commands(typer.main.get_command(application())):
        said = campaign("--lang", language, *words, "--help").out
        assert "``" not in said, words
        assert not re.search(r"<(list|str|path|int|float)", said), words
    assert "`[document]`" in campaign("--lang", language, "publish", "--help").out
