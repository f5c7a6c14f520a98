"""Every plan in `examples/` goes the whole way: read, scheduled, audited, listed, exported."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from campaign_cli import app
from campaign_cli.model.audit import audit
from campaign_cli.scheduling import Limits

FOLDER = Path(__file__).parent.parent / "examples"
EXAMPLES = sorted(path.parent.name for path in FOLDER.glob("*/plan.toml"))
EVENTS = {"bac-tu-liem-2022": 108, "hanoi-2026": 2000, "riverside": 34}
LARGE = 1000
WISH = app.Wish(now=datetime(2027, 1, 1, tzinfo=UTC), limits=Limits(seconds=400))
"""Patient: the largest example is to be proved on a busy machine too."""


def test_the_examples_are_these() -> None:
    """No example goes untested."""
    assert sorted(EVENTS) == EXAMPLES


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_has_no_problem(name: str) -> None:
    """Whoever copies an example starts from a plan without errors and without warnings."""
    reading = app.check(FOLDER / name / "plan.toml")
    assert reading.plan is not None
    assert [one.code for one in reading.diagnostics] == []


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=[pytest.mark.slow] if EVENTS[name] >= LARGE else [])
        for name in EXAMPLES
    ],
)
def test_an_example_goes_the_whole_way(name: str, tmp_path: Path) -> None:
    """From the plan's folder to files that can be handed out, with every event asked for."""
    folder = tmp_path / name
    shutil.copytree(FOLDER / name, folder, ignore=shutil.ignore_patterns("*.journal*"))
    made = app.make(folder / "plan.toml", WISH)
    schedule = made.solved
    assert len(schedule.bookings) == EVENTS[name]
    assert audit(made.plan, schedule) == ()
    assert made.revision is not None
    assert made.revision.number == 1
    exported = app.export(made, ("json", "csv", "md"), tmp_path / "out")
    assert exported
