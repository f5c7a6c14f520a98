"""CONTRIBUTING shows the house as it stands: every room with what its first sentence says."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from pkgutil import resolve_name

import campaign_cli

ROOT = Path(campaign_cli.__file__).parent
PAGE = Path(__file__).parent.parent / "CONTRIBUTING.md"
BEGIN, END = "<!-- house -->\n", "<!-- /house -->\n"
MOST = 15
"""How many modules one finds one's way among."""


def rooms() -> list[Path]:
    """Return every package, the rooms of a room after it."""
    return sorted(file.parent for file in ROOT.rglob("__init__.py"))


def sentence(package: Path) -> str:
    """Return the first sentence of a package's docstring, without its full stop."""
    text = ast.get_docstring(ast.parse((package / "__init__.py").read_text("utf-8")))
    assert text, f"{package} says nothing of itself"
    return text.partition("\n\n")[0].replace("\n", " ").removesuffix(".")


def drawn() -> Iterator[str]:
    """Yield the lines of the house."""
    yield "```text"
    for room in rooms():
        inside = room.relative_to(ROOT.parent).parts
        name = f"{'  ' * (len(inside) - 1)}{inside[-1]}/"
        yield f"{name:<19} {sentence(room)}"
    yield "```"


def test_the_house() -> None:
    """Whoever changes a room or its sentence sees here what CONTRIBUTING must say."""
    text = PAGE.read_text("utf-8")
    assert text.partition(BEGIN)[2].partition(END)[0].splitlines() == list(drawn())


def test_no_room_is_crowded() -> None:
    """A stranger finds a module among a handful, not among sixty."""
    counts = {room: len(list(room.glob("*.py"))) for room in rooms()}
    assert len(counts) > 1
    assert {room: count for room, count in counts.items() if count > MOST} == {}


def test_the_way_of_a_plan() -> None:
    """Every module and function that a plan passes is where CONTRIBUTING says."""
    way = PAGE.read_text("utf-8").partition("### One plan's way")[2].partition("\n## ")[0]
    named = re.findall(r"`((?:\w+\.)+\w+)`", way)
    assert len(named) > 10
    for name in named:
        assert any(_found(f"campaign_cli.{room}{name}") for room in ("", "scheduling.")), name


def _found(name: str) -> bool:
    """Return whether a module, or a name in one, can be imported."""
    try:
        resolve_name(name)
    except (ImportError, AttributeError):
        return False
    return True
