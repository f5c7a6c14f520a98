"""The plans of `tests/broken`: each with what is wrong in it."""

from pathlib import Path

FOLDER = Path(__file__).parents[1] / "broken"
CASES = sorted(FOLDER.iterdir())


def plan_of(case: Path) -> Path:
    """Return the file to read: the plan, or the folder itself where that is the mistake."""
    if case.is_dir():
        return case if case.name.startswith("100") else case / "plan.toml"
    return case
