"""An export that makes no file says so."""

import shutil
from pathlib import Path

from helpers.command_line import Typed

EXAMPLE = Path(__file__).parents[3] / "examples" / "riverside" / "plan.toml"


def test_no_calendar_of_a_day(tmp_path: Path, campaign: Typed) -> None:
    """A day has a page, no calendar: what makes one is named."""
    shutil.copy(EXAMPLE, tmp_path / "plan.toml")
    calendar = campaign("export", "ics", "--day", "2027-05-12", "-o", str(tmp_path / "files"))
    assert "ics: nothing is made of what you asked for" in " ".join(calendar.err.split())
    page = campaign("export", "md", "--day", "2027-05-12", "-o", str(tmp_path / "files"))
    assert "nothing is made" not in page.err
    assert (tmp_path / "files" / "days" / "2027-05-12.md").is_file()
