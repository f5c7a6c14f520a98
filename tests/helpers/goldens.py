"""Files that answers are compared with; `GOLDEN=write pytest …` writes them anew, to be read."""

import os
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "golden"


def same_as(name: str, content: str | bytes) -> None:
    """Assert that `content` is what the file `name` holds."""
    path = FOLDER / name
    given = content.encode() if isinstance(content, str) else content
    if os.environ.get("GOLDEN") == "write":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(given)
    assert given.decode("utf-8-sig").splitlines() == (
        path.read_bytes().decode("utf-8-sig").splitlines()
    )
    assert given == path.read_bytes()
