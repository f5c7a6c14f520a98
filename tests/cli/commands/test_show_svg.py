"""`campaign show --svg`: pictures in files, and nobody's file lost."""

from pathlib import Path

import pytest
from helpers.command_line import Typed

from campaign_cli.cli.shell.exits import ExitCode


@pytest.mark.parametrize("what", ["month", "wards"])
def test_a_picture_goes_into_its_file(campaign: Typed, folder: Path, what: str) -> None:
    """Nothing on stdout; once more changes nothing."""
    drawn = campaign("show", what, "--svg", "now.svg")
    assert (drawn.code, drawn.out) == (ExitCode.FINE, "")
    assert "drew now.svg" in drawn.err
    assert (folder / "now.svg").read_text("utf-8").startswith("<svg")
    assert "now.svg is as it was" in campaign("show", what, "--svg", "now.svg").err


def test_another_file_stays_unless_one_says_so(campaign: Typed, folder: Path) -> None:
    """It may be somebody's work."""
    (folder / "now.svg").write_text("mine", "utf-8")
    refused = campaign("show", "month", "--svg", "now.svg")
    assert refused.code == ExitCode.INPUT_OUTPUT
    assert "F303" in refused.err
    assert (folder / "now.svg").read_text("utf-8") == "mine"
    assert campaign("show", "month", "--svg", "now.svg", "--force").code == ExitCode.FINE
