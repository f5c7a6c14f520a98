"""Every text that the program says in English: in its source, and in the tree of commands."""

import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.extract import extract_from_dir

from campaign_cli.cli.program import application
from campaign_cli.cli.tree import texts

_WORDS = re.compile(r"[^\W\d_](?![^{]*\})")
"""A letter outside braces: the others are the same in every language."""

PACKAGE = Path(__file__).parents[2] / "campaign_cli"
CATALOGUE = PACKAGE / "locale" / "vi" / "LC_MESSAGES" / "campaign.po"
KEYWORDS = {
    "message": None,
    "counted": (1, 2),
    "Message": None,
    "text": None,
    "_": None,
    "N_": None,
}

Said = str | tuple[str, str]
"""A text, or one for one and one for several."""


def said() -> dict[Said, str]:
    """Return every text with a place where it stands."""
    return {**dict(_in_source()), **dict.fromkeys(_in_commands(), "the commands")}


def _in_source() -> Iterator[tuple[Said, str]]:
    for file, line, text, _, _ in extract_from_dir(
        PACKAGE, [("**.py", "python")], keywords=KEYWORDS
    ):
        if text and (isinstance(text, tuple) or _WORDS.search(text)):
            yield text if isinstance(text, str) else (text[0], text[1]), f"{file}:{line}"


def _in_commands() -> Iterator[str]:
    import typer

    yield from filter(None, texts(typer.main.get_command(application())))
