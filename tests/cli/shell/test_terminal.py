"""What a terminal shows of what a file or a pipe gets whole; help says words, not types."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from helpers.command_line import Typed

from campaign_cli.app import formats
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
        assert not re.search(r"\{|\[\[", said), words
    assert "`[document]`" in campaign("--lang", language, "publish", "--help").out


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("columns", ["80", "60"])
def test_examples_keep_their_column(
    campaign: Typed, language: str, columns: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What an example means goes on under itself, never under what is typed."""
    monkeypatch.setenv("COLUMNS", columns)
    for words in _commands(typer.main.get_command(application())):
        title = "Examples:" if language == "en" else "Ví dụ:"
        _, _, examples = campaign("--lang", language, *words, "--help").out.partition(title)
        lines = [line.rstrip() for line in examples.splitlines() if line.strip()]
        assert lines, words
        for line in lines:
            assert re.match(r" (campaign | {4})", line), (words, line)
            assert len(line) < int(columns)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_export_names_its_formats(campaign: Typed, language: str) -> None:
    """In its page of help, and to whoever names none."""
    words = " ".join(campaign("--lang", language, "export", "--help").out.replace("│", "").split())
    missing = " ".join(campaign("--lang", language, "export").err.split())
    listed = re.search(r"pdf, [a-z, ]*json", words)
    assert listed
    assert set(listed[0].split(", ")) == set(formats())
    for name in (*formats(), "all"):
        assert re.search(rf"\b{name}\b", missing), name


def test_overviews_say_the_plans_word_for_its_wards(
    campaign: Typed, folder: Path, on_a_terminal: None
) -> None:
    """The head of the list of wards, and where their pages are."""
    del on_a_terminal
    plan = folder / "plan.toml"
    text = plan.read_text(encoding="utf-8")
    branches = text.replace('ward_term = "ward"', 'ward_term = "branch"')
    plan.write_text(branches, encoding="utf-8")
    assert "branches have their pages" in campaign("run", "--today", "14/11").err
    assert re.search(r"^branch +id +events", campaign("checklist").out, re.MULTILINE)
