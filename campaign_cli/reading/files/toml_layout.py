"""Where everything that TOML text writes begins and ends: what its lines are changed by.

Only for text that tomli has read without a problem, so nothing is checked here once more. It
follows TOML 1.1 as tomli does (tables in braces over several lines), and knows what holds what:
the list of an element, the header above a line.
"""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Literal

Keys = tuple[str | int, ...]
Range = tuple[int, int]
"""From and to, in characters of the text."""

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_KEY = re.compile(r'[^\s."\'=\[\]#]+|"(?:[^"\\]|\\.)*"|\'[^\']*\'')
_TEXT = re.compile(
    r'"""(?:[^\\]|\\.)*?"""(?:"{0,2})|\'\'\'.*?\'\'\'(?:\'{0,2})|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'',
    re.DOTALL,
)
_SCALAR = re.compile(r"[^,\]}#\r\n]+")


@dataclass(frozen=True, slots=True)
class Node:
    """A value: of a key, or an element of a list. `parts` are those of the key before it."""

    start: int
    end: int
    form: Literal["value", "array", "inline"]
    holder: Keys
    """The list, the table in braces or the header's table in which it is written."""
    parts: tuple[Range, ...] = ()

    @property
    def begin(self) -> int:
        """Where its key begins, or itself where it has none."""
        return self.parts[0][0] if self.parts else self.start


@dataclass(slots=True)
class Block:
    """A table with a header; the file's first lines, before any header, are one too."""

    keys: Keys
    start: int
    """Where the line of the header begins."""
    header: str = ""
    """What stands between the brackets."""
    listed: bool = False
    """Whether it is one of a list: `[[ward]]`."""
    end: int = 0
    """Where its last statement, or else its header, ends."""


@dataclass(slots=True)
class Layout:
    """Every value and header of a text by its keys, and what each list or table holds."""

    text: str
    nodes: dict[Keys, Node] = field(default_factory=dict)
    blocks: dict[Keys, Block] = field(default_factory=dict)
    held: dict[Keys, list[Keys]] = field(default_factory=dict)
    starts: list[int] = field(default_factory=list)
    """Where each line begins."""

    def line(self, place: int) -> int:
        """Return the line, from 0, on which the character at `place` stands."""
        return bisect_right(self.starts, place) - 1

    def line_text(self, line: int) -> str:
        """Return a line without its end."""
        after = self.starts[line + 1] if line + 1 < len(self.starts) else len(self.text) + 1
        return self.text[self.starts[line] : after - 1].removesuffix("\r")

    def begins_line(self, place: int) -> bool:
        """Return whether nothing but spaces stands before `place` on its line."""
        return not self.text[self.starts[self.line(place)] : place].strip()

    def ends_line(self, place: int) -> bool:
        """Return whether nothing but a comma and a comment follows `place` on its line."""
        rest = self.text[place : self._line_end(place)].strip().removeprefix(",").strip()
        return not rest or rest.startswith("#")

    def comma(self, place: int) -> int | None:
        """Return where the comma after the value that ends at `place` stands."""
        after = _skipped(_BLANK, self.text, place)
        return after if self.text[after : after + 1] == "," else None

    def _line_end(self, place: int) -> int:
        end = self.text.find("\n", place)
        return len(self.text) if end < 0 else end

    def below(self, keys: Keys) -> list[Keys]:
        """Return the values that are written under `keys`, by dotted keys or headers."""
        length = len(keys)
        return [one for one in self.nodes if len(one) > length and one[:length] == keys]

    def blocks_below(self, keys: Keys) -> list[Block]:
        """Return the tables whose headers begin with `keys`, in their order."""
        length = len(keys)
        return [
            one
            for one in self.blocks.values()
            if len(one.keys) > length and one.keys[:length] == keys
        ]


def layout(text: str) -> Layout:
    """Return where everything stands in `text`, which is TOML."""
    return _Reader(text).read()


class _Reader:
    """Goes through a text once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._made = Layout(text)
        self._made.starts = [0, *(found.end() for found in re.finditer("\n", text))]
        self._lengths: dict[Keys, int] = {}

    def read(self) -> Layout:
        """Return the layout."""
        made = self._made
        made.blocks[()] = Block((), 0)
        made.held[()] = []
        base: Keys = ()
        place = _skipped(_BLANK, self._text, 0)
        while place < len(self._text):
            if self._text[place] == "[":
                base, place = self._header(place)
            else:
                place = self._pair(base, base, place)
                made.blocks[base].end = place
            place = _skipped(_BLANK, self._text, place)
        return made

    def _header(self, place: int) -> tuple[Keys, int]:
        listed = self._text.startswith("[[", place)
        inside = place + 2 if listed else place + 1
        parts, end = self._key(inside)
        names = self._names(parts)
        keys: Keys = ()
        for position, name in enumerate(names):
            keys = (*keys, name)
            if listed and position == len(names) - 1:
                self._lengths[keys] = self._lengths.get(keys, 0) + 1
            if keys in self._lengths:
                keys = (*keys, self._lengths[keys] - 1)
        after = end + (2 if listed else 1)
        start = self._made.starts[self._made.line(place)]
        header = self._text[inside:end].strip()
        self._made.blocks[keys] = Block(keys, start, header, listed, after)
        self._made.held.setdefault(keys, [])
        return keys, after

    def _pair(self, base: Keys, holder: Keys, place: int) -> int:
        parts, end = self._key(place)
        keys = (*base, *self._names(parts))
        return self._value(keys, holder, _skipped(_SPACE, self._text, end + 1), parts)

    def _key(self, place: int) -> tuple[tuple[Range, ...], int]:
        """Return the parts of a key, and where what ends it stands."""
        parts = []
        while True:
            place = _skipped(_SPACE, self._text, place)
            found = _KEY.match(self._text, place)
            assert found is not None, place
            parts.append(found.span())
            place = _skipped(_SPACE, self._text, found.end())
            if self._text[place] != ".":
                return tuple(parts), place
            place += 1

    def _names(self, parts: tuple[Range, ...]) -> tuple[str, ...]:
        return tuple(_name(self._text[start:end]) for start, end in parts)

    def _value(self, keys: Keys, holder: Keys, place: int, parts: tuple[Range, ...] = ()) -> int:
        """Note the value at `place` and all in it; return where it ends."""
        form: Literal["value", "array", "inline"] = "value"
        self._made.held[holder].append(keys)
        match self._text[place]:
            case "[":
                form, end = "array", self._listed(keys, place)
            case "{":
                form, end = "inline", self._braced(keys, place)
            case '"' | "'":
                end = _skipped(_TEXT, self._text, place)
            case _:
                scalar = _SCALAR.match(self._text, place)
                assert scalar is not None, place
                end = place + len(scalar[0].rstrip())
        self._made.nodes[keys] = Node(place, end, form, holder, parts)
        return end

    def _listed(self, keys: Keys, place: int) -> int:
        self._made.held[keys] = []
        place = _skipped(_BLANK, self._text, place + 1)
        position = 0
        while self._text[place] != "]":
            place = self._value((*keys, position), keys, place)
            place = self._after(place)
            position += 1
        return place + 1

    def _braced(self, keys: Keys, place: int) -> int:
        self._made.held[keys] = []
        place = _skipped(_BLANK, self._text, place + 1)
        while self._text[place] != "}":
            place = self._after(self._pair(keys, keys, place))
        return place + 1

    def _after(self, place: int) -> int:
        """Return where what follows a value and its comma begins."""
        place = _skipped(_BLANK, self._text, place)
        return _skipped(_BLANK, self._text, place + 1) if self._text[place] == "," else place


def _skipped(pattern: re.Pattern[str], text: str, place: int) -> int:
    found = pattern.match(text, place)
    assert found is not None, place
    return found.end()


def _name(key: str) -> str:
    if key.startswith("'"):
        key = key[1:-1]
    elif key.startswith('"'):
        import tomli

        (key,) = tomli.loads(f"{key} = 0")
    return unicodedata.normalize("NFC", key)
