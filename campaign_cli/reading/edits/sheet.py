"""One file that is to be changed: what is put, taken out and added, and the lines it makes.

What is asked for is collected first and laid out together, for two changes may meet on one line or
in one list.
"""

import json
import re
from collections.abc import Sequence
from itertools import pairwise

from campaign_cli.model.repair import Edit
from campaign_cli.reading.edits.lines import Lines
from campaign_cli.reading.files.sources import Source
from campaign_cli.reading.files.toml_layout import Block, Keys, layout

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_ROOT: Keys = ()


class UnwritableError(Exception):
    """A change that cannot be written into the plan's files."""


class Sheet:
    """A file's text, and what is to become of it."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self._dropped: dict[Keys, None] = {}
        self._put: dict[Keys, str] = {}
        self._added: dict[Keys, list[str]] = {}
        self.layout = layout(source.text)
        self._lines = Lines(source.name, self.layout)

    def written(self, keys: Keys) -> str | None:
        """Return a value as it is written; None where it has no text of its own."""
        node = self.layout.nodes.get(keys)
        return None if node is None else self.source.text[node.start : node.end]

    def put(self, keys: Keys, text: str, behind: Sequence[str] = ("id",)) -> None:
        """Let `keys` be `text`; where it is new, on a line behind the first of these keys."""
        if keys in self.layout.nodes:
            self._put[keys] = text
        elif self.layout.below(keys) or keys in self.layout.blocks:
            raise UnwritableError
        else:
            self._insert(keys, text, behind)

    def drop(self, keys: Keys) -> None:
        """Take `keys` out: a value, an element of a list, a table."""
        if keys in self.layout.nodes or keys in self.layout.blocks:
            self._dropped[keys] = None
            return
        below = self.layout.below(keys)
        if not below:
            raise UnwritableError
        self._dropped.update(dict.fromkeys(below))

    def add(self, keys: Keys, text: str) -> None:
        """Let the list at `keys` have one element more."""
        node = self.layout.nodes.get(keys)
        if node is None or node.form != "array":
            raise UnwritableError
        self._added.setdefault(keys, []).append(text)

    def add_table(self, keys: Keys, pairs: Sequence[str], after: int | None = None) -> None:
        """Let a list of tables with headers have one more, behind the one at place `after`."""
        last: Block | None = None
        for block in self.layout.blocks.values():
            if block.keys[: len(keys)] == keys and len(block.keys) > len(keys):
                place = block.keys[len(keys)]
                if after is None or place == after:
                    last = block
        first = self.layout.blocks.get((*keys, 0))
        if last is None or first is None:
            raise UnwritableError
        indent = self._indent(first.start)
        lines = [f"{indent}[[{first.header}]]", *(f"{indent}{pair}" for pair in pairs)]
        self._lines.insert(self.layout.line(last.end) + 1, lines)

    # How what is new is written.

    def _insert(self, keys: Keys, text: str, behind: Sequence[str]) -> None:
        for length in range(len(keys) - 1, -1, -1):
            home, rest = keys[:length], keys[length:]
            node = self.layout.nodes.get(home)
            if node is not None and node.form != "inline":
                raise UnwritableError
            key = _dotted(rest)
            if node is not None:
                self._added.setdefault(home, []).append(f"{key} = {text}")
                return
            if home in self.layout.blocks:
                self._insert_statement(home, rest, text, behind)
                return
            if self._insert_beside(home, key, text) or self._insert_above(home, key, text):
                return
        raise UnwritableError

    def _insert_statement(self, home: Keys, rest: Keys, text: str, behind: Sequence[str]) -> None:
        block = self.layout.blocks[home]
        if home == _ROOT and len(rest) > 1 and len(self.layout.blocks) > 1:
            campaign = self.layout.blocks.get(("campaign",))
            place = campaign.end if campaign else len(self.source.text.rstrip())
            lines = [f"[{_dotted(rest[:-1])}]", f"{_dotted(rest[-1:])} = {text}"]
            self._lines.insert(self.layout.line(place) + 1, lines)
            return
        statements = self.layout.held[home]
        line = f"{_dotted(rest)} = {text}"
        for key in (*((*home, name) for name in behind), *reversed(statements[:1])):
            if key in statements:
                node = self.layout.nodes[key]
                indent = self._indent(node.begin)
                self._lines.insert(self.layout.line(node.end) + 1, [indent + line])
                return
        if home == _ROOT:
            self._lines.insert(0, [line])
        else:
            indent = self._indent(block.start)
            self._lines.insert(self.layout.line(block.start) + 1, [indent + line])

    def _insert_beside(self, home: Keys, key: str, text: str) -> bool:
        """Write the key beside others that lead there with dots: `hall.name = …`."""
        beside = [one for one in self.layout.below(home) if self._dots_to(one, home)]
        if not beside:
            return False
        node = self.layout.nodes[beside[-1]]
        own = len(beside[-1]) - len(home)
        lead = self.source.text[node.parts[0][0] : node.parts[-own - 1][1]]
        line = f"{lead}.{key} = {text}"
        if node.holder in self.layout.nodes:
            self._added.setdefault(node.holder, []).append(line)
        else:
            indent = self._indent(node.begin)
            self._lines.insert(self.layout.line(node.end) + 1, [indent + line])
        return True

    def _dots_to(self, keys: Keys, home: Keys) -> bool:
        return len(self.layout.nodes[keys].parts) > len(keys) - len(home)

    def _insert_above(self, home: Keys, key: str, text: str) -> bool:
        """Write the table's header above those of tables inside it: `[[calendar.session]]`."""
        inside = self.layout.blocks_below(home)
        if not inside or any(isinstance(one, int) for one in home):
            return False
        line = self.layout.line(inside[0].start)
        self._lines.insert(line, [f"[{_dotted(home)}]", f"{key} = {text}", ""])
        return True

    def _indent(self, place: int) -> str:
        start = self.layout.starts[self.layout.line(place)]
        before = self.source.text[start:]
        return before[: len(before) - len(before.lstrip(" \t"))]

    # How all of it becomes lines.

    def edits(self) -> tuple[Edit, ...]:
        """Return the lines to change, from the last to the first."""
        self._leave_nothing_empty()
        for keys, text in self._put.items():
            node = self.layout.nodes[keys]
            if not self._within_dropped(keys):
                self._lines.splice((node.start, node.end, text))
        for home in {*map(self._home, self._dropped), *self._added}:
            if home in self.layout.nodes:
                self._change_list(home)
        for keys in self._dropped:
            if keys in self.layout.blocks:
                self._take_block(keys)
            elif self._home(keys) in self.layout.blocks:
                node = self.layout.nodes[keys]
                self._lines.take(node.begin, node.end)
        return self._lines.edits()

    def _within_dropped(self, keys: Keys) -> bool:
        return any(keys[:length] in self._dropped for length in range(1, len(keys) + 1))

    def _home(self, keys: Keys) -> Keys:
        """Return what holds `keys`; a table with a header is held by nothing."""
        return self.layout.nodes[keys].holder if keys in self.layout.nodes else keys

    def _leave_nothing_empty(self) -> None:
        """Take out the lists and tables of which nothing would be left."""
        waiting = list(self._dropped)
        while waiting:
            keys = waiting.pop()
            home = self._home(keys)
            if home in {keys, _ROOT} or home in self._dropped or home in self._added:
                continue
            block = self.layout.blocks.get(home)
            if block and (block.listed or len(home) == 1 or self.layout.blocks_below(home)):
                continue  # `[calendar]` says nothing by being empty
            if all(one in self._dropped for one in self.layout.held[home]):
                if block is None and isinstance(home[-1], int):
                    continue  # an empty table in a list is still one of the list
                for one in self.layout.held[home]:
                    del self._dropped[one]
                self._dropped[home] = None
                waiting.append(home)

    def _take_block(self, keys: Keys) -> None:
        blocks = [self.layout.blocks[keys], *self.layout.blocks_below(keys)]
        for block in blocks:
            self._lines.take(block.start, block.end)

    def _change_list(self, home: Keys) -> None:
        """Take elements out of a list or a table in braces, and add some at its end."""
        held = self.layout.held[home]
        kept = [place for place, one in enumerate(held) if one not in self._dropped]
        for before, after in pairwise((-1, *kept, len(held))):
            if after - before > 1:
                self._take_out(home, before + 1, after)
        if home in self._added:
            self._add_to(home, kept)

    def _take_out(self, home: Keys, first: int, after: int) -> None:
        """Take out the elements from `first` to before `after`, with their commas."""
        held = [self.layout.nodes[one] for one in self.layout.held[home]]
        begin, end = held[first].begin, held[after - 1].end
        if self.layout.begins_line(begin) and self.layout.ends_line(end):
            self._lines.take(begin, end)
        elif after < len(held):
            self._lines.splice((begin, held[after].begin, ""))
        elif first:
            comma = self.layout.comma(end)
            own = self.layout.nodes[home].form == "array" and comma is not None
            self._lines.splice((held[first - 1].end, comma if own and comma else end, ""))
        else:
            comma = self.layout.comma(end)
            self._lines.splice((begin, end if comma is None else comma + 1, ""))

    def _add_to(self, home: Keys, kept: list[int]) -> None:
        nodes = self.layout.nodes
        texts = self._added[home]
        if not kept:
            start = nodes[home].start + 1
            spaced = nodes[home].form == "inline" and not self.layout.held[home]
            text = ", ".join(texts)
            self._lines.splice((start, start, f" {text} " if spaced else text))
            return
        last = nodes[self.layout.held[home][kept[-1]]]
        if not (self.layout.begins_line(last.begin) and self.layout.ends_line(last.end)):
            self._lines.splice((last.end, last.end, "".join(f", {one}" for one in texts)))
            return
        indent = self._indent(last.begin)
        followed = self.layout.comma(last.end) is not None
        if not followed:
            self._lines.splice((last.end, last.end, ","))
        lines = [f"{indent}{one}," for one in texts]
        if not followed:
            lines[-1] = lines[-1].removesuffix(",")
        self._lines.insert(self.layout.line(last.end) + 1, lines)


def _dotted(keys: Keys) -> str:
    if any(isinstance(one, int) for one in keys):
        raise UnwritableError
    return ".".join(
        one if _BARE.fullmatch(one) else json.dumps(one, ensure_ascii=False)
        for one in map(str, keys)
    )
