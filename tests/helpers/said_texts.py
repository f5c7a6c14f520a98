"""Every text that the program says in English: in its source, and in the tree of commands."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from campaign_cli.cli.program import application
from campaign_cli.cli.shell.typer_tree import texts

PACKAGE = Path(__file__).parents[2] / "campaign_cli"
CATALOGUE = PACKAGE / "locale" / "vi" / "LC_MESSAGES" / "campaign.po"
_SAYS = {"message": 1, "Message": 1, "counted": 2, "text": 1, "_": 1, "N_": 1}
"""How many of a function's arguments are texts. Babel's own extraction misses f-strings."""

_WORDS = re.compile(r"[^\W\d_](?![^{]*\})")
"""A letter outside braces: the others are the same in every language."""

Said = str | tuple[str, str]
"""A text, or one for one and one for several."""


def said() -> dict[Said, str]:
    """Return every text with a place where it stands."""
    return {**dict.fromkeys(_in_commands(), "the commands"), **dict(_in_source())}


def _in_source() -> Iterator[tuple[Said, str]]:
    for file in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                place = f"{file.relative_to(PACKAGE.parent)}:{node.lineno}"
                for text in _texts(node):
                    yield text, place


def _texts(call: ast.Call) -> Iterator[Said]:
    name = getattr(call.func, "attr", None) or getattr(call.func, "id", "")
    literals = [
        one.value
        for one in call.args[: _SAYS.get(name, 0)]
        if isinstance(one, ast.Constant) and isinstance(one.value, str)
    ]
    if name == "counted" and len(literals) == 2:
        yield literals[0], literals[1]
    elif literals and _WORDS.search(literals[0]):
        yield literals[0]


def _in_commands() -> Iterator[str]:
    import typer

    yield from filter(None, texts(typer.main.get_command(application())))
