"""Lines of text: wrapped by words, flowing on from one another, side by side."""

import re
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderableType
    from rich.measure import Measurement
    from rich.text import Text
from typing import TYPE_CHECKING

from campaign_cli.support.text import clean

if TYPE_CHECKING:
    from rich.text import Text


DOT = " · "
QUIET = "dim"

_BROKEN = re.compile(r"[\n\r\t\v\f\x1c-\x1e\x85\u2028\u2029]")
_GLUE = "\ue000"
_UNBROKEN = re.compile(
    r"(?<=[\d–]) (?=\d)|(?<=\d) (?=giờ|–)|(?<=giờ) (?=\d)|(?<=Thứ) (?=\w)|(?<=,) (?=\d\d/)"
)

_COMMAND = re.compile(r"`campaign [^`]*`|\bcampaign schedule\b")

Block = list["Text"]
"""Lines, each within the width it was wrapped to."""


class Whole:
    """A sentence with commands to type: lines end between commands, never inside one."""

    def __init__(self, *parts: "Text | str") -> None:
        """Join texts and commands."""
        from rich.text import Text

        self.text = Text()
        for part in parts:
            if isinstance(part, str):
                self.text.append(part.replace(" ", _GLUE), "bold")
            else:
                glued = part.copy()
                glued.plain = _COMMAND.sub(lambda one: one[0].replace(" ", _GLUE), part.plain)
                self.text.append_text(glued)

    def __rich_console__(
        self, console: "Console", options: "ConsoleOptions"
    ) -> "Iterator[RenderableType]":
        """Yield its lines."""
        yield from wrapped(console, self.text, options.max_width)

    def __rich_measure__(self, console: "Console", options: "ConsoleOptions") -> "Measurement":
        """Return how narrow and how wide it may be."""
        return self.text.__rich_measure__(console, options)


def sentence(said: str) -> Whole:
    """Return a sentence whose commands stay whole."""
    return Whole(literal(said))


def wrapped(console: "Console", text: "Text", width: int) -> Block:
    """Return `text` in lines; `console` is asked for its settings alone."""
    if not text.plain.strip():
        return []
    if text.cell_len <= width and not _BROKEN.search(text.plain):
        line = text.copy()
        line.plain = line.plain.replace(_GLUE, " ")
        line.rstrip()
        return [line]
    # Phone numbers, hours and dates stay on one line: rich breaks at any kind of space.
    text.plain = _UNBROKEN.sub(_GLUE, text.plain)
    lines = list(text.wrap(console, max(width, 8)))
    for line in lines:
        line.plain = line.plain.replace(_GLUE, " ")
        line.rstrip()
    return lines


def quiet(console: "Console", details: Iterable[str], width: int) -> Block:
    """Return quiet lines, broken between the parts of a detail rather than inside one."""
    lines: Block = []
    for detail in details:
        line = ""
        for part in clean(detail).split(DOT):
            longer = f"{line}{DOT}{part}" if line else part
            if line and len(longer) > width:
                lines += wrapped(console, literal(line, QUIET), width)
                longer = part
            line = longer
        lines += wrapped(console, literal(line, QUIET), width)
    return lines


def behind(lines: Block, details: Iterable[str], width: int) -> tuple[str, ...]:
    """Put the details that fit on the last of `lines`, in their order; return the others."""
    left: list[str] = []
    for detail in details:
        more = DOT + clean(detail)
        if lines and not left and lines[-1].cell_len + len(more) <= width:
            lines[-1].append(more, QUIET)
        else:
            left.append(detail)
    return tuple(left)


def beside(*columns: tuple[int, Block]) -> Iterator["Text"]:
    """Yield lines of blocks side by side, each padded to its width; none ends in a space."""
    from rich.text import Text

    widths = [width for width, _ in columns]
    for cells in zip_longest(*(block for _, block in columns)):
        line = Text()
        at = 0
        for cell, width in zip(cells, widths, strict=True):
            if cell is not None:
                line.append(" " * (at - line.cell_len)).append_text(cell)
            at += width
        line.rstrip()
        yield line


__all__ = ["clean", "literal"]


def literal(text: str, style: str = "") -> "Text":
    """Return `text` as it stands, in `style`."""
    from rich.text import Text

    return Text(clean(text), style=style)
