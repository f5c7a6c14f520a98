"""Changes of a text → the lines that change, and the text that comes of them."""

from collections.abc import Sequence

from campaign_cli.model.repair import Edit
from campaign_cli.reading.files.toml_layout import Layout

Splice = tuple[int, int, str]
"""From and to, in characters, and what stands there then."""


class Lines:
    """What is to become of the lines of a file, collected piece by piece."""

    def __init__(self, name: str, layout: Layout) -> None:
        self._name = name
        self._layout = layout
        self._splices: list[Splice] = []
        self._gone: set[int] = set()
        self._inserted: dict[int, list[str]] = {}

    def splice(self, splice: Splice) -> None:
        """Let a part of the text be another."""
        self._splices.append(splice)

    def take(self, start: int, end: int) -> None:
        """Take out the lines on which these characters stand, and those between."""
        self._gone.update(range(self._layout.line(start), self._layout.line(end) + 1))

    def insert(self, line: int, lines: Sequence[str]) -> None:
        """Write lines before `line`, which counts from 0."""
        self._inserted.setdefault(line, []).extend(lines)

    def edits(self) -> tuple[Edit, ...]:
        """Return the lines to change, from the last to the first."""
        made: list[Edit] = []
        for line in self._gone:
            old = self._layout.line_text(line)
            if old.strip():
                made.append(self._edit(line, old, ""))
        for first, last, new in self._groups():
            made.extend(self._replaced(first, last, new))
        for line, lines in self._inserted.items():
            made.append(self._edit(line, "", "\n".join(lines)))
        # At one line what is replaced comes first: what is inserted before it would move it.
        return tuple(sorted(made, key=lambda one: (-one.line, not one.old)))

    def _edit(self, line: int, old: str, new: str) -> Edit:
        return Edit(self._name, line + 1, old, new)

    def _groups(self) -> list[tuple[int, int, str]]:
        """Return runs of lines, each the first and last of them, and their new text."""
        groups: list[tuple[int, int, list[tuple[int, int, str]]]] = []
        for splice in sorted(self._splices):
            first, last = self._layout.line(splice[0]), self._layout.line(splice[1])
            if groups and first <= groups[-1][1]:
                begin, end, splices = groups.pop()
                groups.append((begin, max(last, end), [*splices, splice]))
            else:
                groups.append((first, last, [splice]))
        return [(first, last, self._spliced(first, last, all_)) for first, last, all_ in groups]

    def _spliced(self, first: int, last: int, splices: list[tuple[int, int, str]]) -> str:
        at, parts = self._layout.starts[first], []
        for start, end, text in splices:
            parts += [self._layout.text[at:start], text]
            at = max(at, end)
        end = self._layout.starts[last] + len(self._layout.line_text(last))
        return "".join((*parts, self._layout.text[at:end]))

    def _replaced(self, first: int, last: int, text: str) -> list[Edit]:
        """Return the edits that make of these lines those of `text`."""
        old = [(line, self._layout.line_text(line)) for line in range(first, last + 1)]
        old = [(line, one) for line, one in old if one.strip() and line not in self._gone]
        new = [one.removesuffix("\r") for one in text.split("\n") if one.strip()]
        while old and new and old[-1][1] == new[-1]:
            del old[-1], new[-1]
        while old and new and old[0][1] == new[0]:
            del old[0], new[0]
        made = []
        for place, (line, one) in enumerate(old):
            rest = new[place:] if place == len(old) - 1 else new[place : place + 1]
            made.append(self._edit(line, one, "\n".join(rest)))
        if new and not old:
            made.append(self._edit(last + 1, "", "\n".join(new)))
        return made


def changed_text(text: str, edits: Sequence[Edit]) -> str:
    """Return `text` with `edits` made one after another, its own line ends kept."""
    carriage = "\r" if "\r\n" in text else ""
    lines = text.split("\n")
    closed = not lines[-1]
    if closed:
        lines.pop()
    else:
        lines[-1] += carriage
    for edit in edits:
        new = [one + carriage for one in edit.new.split("\n")] if edit.new else []
        lines[edit.line - 1 : edit.line - (not edit.old)] = new
    changed = "\n".join(lines)
    return f"{changed}\n" if closed else changed.removesuffix("\r")
