"""The terminal: two streams, what they can show, and nothing of a plan's text let loose on them."""

import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from campaign_cli.support.language import Language, Message

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
        if console.is_terminal:
            for part in parts:
                console.print(part)
            return
        # Tables fill their columns with spaces, which a file has no use for.
        with console.capture() as captured:
            for part in parts:
                console.print(part)
        for line in captured.get().splitlines():
            self.text(line.rstrip())

    def data(self, value: Any) -> None:
        """Write `value` to stdout as JSON."""
        import json

        self.text(json.dumps(value, ensure_ascii=False, indent=1))

    def text(self, text: str) -> None:
        """Write `text` to stdout as it is, with one line end."""
        sys.stdout.write(text if text.endswith("\n") else f"{text}\n")

    def say(self, *sentences: Message) -> None:
        """Say `sentences` on stderr, a line each."""
        from campaign_cli.support.text import clean

        sys.stdout.flush()
        for sentence in sentences:
            sys.stderr.write(f"{clean(self.language.say(sentence))}\n")

    def note(self, *parts: "RenderableType") -> None:
        """Show `parts` on stderr: problems, warnings."""
        # What was answered before comes before, wherever both streams lead.
        sys.stdout.flush()
        console = self._console(sys.stderr)
        for part in parts:
            console.print(part)

    def problems(self, parts: "Iterable[RenderableType]", *, answer: bool = False) -> None:
        """Show problems: as the answer, or on stderr.

        Only a terminal has its lines broken, but for those that are to be copied whole.
        """
        sys.stdout.flush()
        console = self._console(sys.stdout if answer else sys.stderr)
        for part in parts:
            whole = bool(getattr(part, "no_wrap", False))
            console.print(part, soft_wrap=whole or not console.is_terminal)

    def width(self) -> int:
        """Return how many columns the answer may use."""
        return self._console(sys.stdout).width

    def on_terminal(self) -> bool:
        """Return whether the answer is read on the screen, not in a file or by a program."""
        return sys.stdout.isatty()

    def answers(self) -> "Console":
        """Return the console on stdout, for what prints itself."""
        return self._console(sys.stdout)

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
    """Let both streams write every letter, whatever the system's code page.

    A stream that was closed (`campaign log >&-`) leads nowhere: else the first file that is opened
    would take its place, and the journal be written over with sentences.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # the lowest number that is free
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - to the end
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


def hush() -> None:
    """Let nothing more be written to what cannot be: a closed pipe (`| head -1`), a full disk."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
