"""The terminal: two streams, what they can show, and nothing of a plan's text let loose on them."""

import json
import os
import sys
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any

from campaign_cli.model.language import Language, Message

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

NARROW = 80
"""Columns that every screen fits."""

WIDE = 120
"""Columns beyond which lines become hard to follow."""


@dataclass(frozen=True, slots=True)
class Screen:
    """Where a command shows its answer (stdout) and says how it went (stderr)."""

    language: Language
    color: bool = True

    def show(self, *parts: "RenderableType") -> None:
        """Show `parts` of the answer."""
        console = self._console(sys.stdout)
        for part in parts:
            console.print(part)

    def data(self, value: Any) -> None:
        """Write `value` to stdout as JSON."""
        self.text(json.dumps(value, ensure_ascii=False, indent=1))

    def text(self, text: str) -> None:
        """Write `text` to stdout as it is, with one line end."""
        sys.stdout.write(text if text.endswith("\n") else f"{text}\n")

    def say(self, *sentences: Message) -> None:
        """Say `sentences` on stderr, a line each."""
        for sentence in sentences:
            sys.stderr.write(f"{without_controls(self.language.say(sentence))}\n")

    def note(self, *parts: "RenderableType") -> None:
        """Show `parts` on stderr: problems, warnings."""
        console = self._console(sys.stderr)
        for part in parts:
            console.print(part)

    def width(self) -> int:
        """Return how many columns the answer may use."""
        return self._console(sys.stdout).width

    def errors(self) -> "Console":
        """Return the console on stderr, for what is drawn again and again."""
        return self._console(sys.stderr)

    def _console(self, stream: IO[str]) -> "Console":
        from rich.console import Console

        console = Console(
            file=stream,
            emoji=False,
            markup=False,
            highlight=False,
            no_color=None if self.color else True,
        )
        console.width = min(console.width, WIDE)
        return console


def prepare_streams() -> None:
    """Let both streams write every letter, whatever the system's code page."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


def hush_closed_pipe() -> None:
    """Let nothing more be written once the reader has gone (`campaign log | head -1`)."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())


def without_controls(text: str) -> str:
    """Return `text` without what a terminal would obey instead of print; line ends stay."""
    if text.isprintable():
        return text
    return "".join(
        letter
        if letter == "\n" or unicodedata.category(letter) not in _UNSHOWN
        else "\N{REPLACEMENT CHARACTER}"
        for letter in text.replace("\t", "    ")
    )


def lines(parts: Iterable[str]) -> str:
    """Return `parts` as one text, a line each."""
    return "\n".join(parts)


# Controls, surrogates, and the marks that turn the writing direction round.
_UNSHOWN = frozenset({"Cc", "Cs", "Cf"})
