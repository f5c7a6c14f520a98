"""Where each key and value of a TOML text stands, by way of tree-sitter.

Looked up only when there is something to report: it costs more than the reading itself.
"""

import ast
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

import tree_sitter  # noqa: TID253 - this module is itself only imported to report a problem
import tree_sitter_toml  # noqa: TID253 - the same

from campaign_cli.reading.files.toml_layout import layout

_ASIDE = {"comment", "ERROR"}
Keys = tuple[str | int, ...]
Point = tuple[int, int]
"""Row and byte, from 0."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a key and its value begin and end; a table's own are those of its header."""

    key: tuple[Point, Point]
    value: tuple[Point, Point]


@dataclass(slots=True)
class _Index:
    spots: dict[Keys, Spot] = field(default_factory=dict)
    lengths: dict[Keys, int] = field(default_factory=dict)
    """How many tables each array of tables has so far."""

    def base(self, header: tuple[str, ...], *, new: bool) -> Keys:
        """Return where the tables under `header` go: each array on the way at its last table."""
        keys: Keys = ()
        for position, key in enumerate(header):
            keys = (*keys, key)
            if new and position == len(header) - 1:
                self.lengths[keys] = self.lengths.get(keys, 0) + 1
            if keys in self.lengths:
                keys = (*keys, self.lengths[keys] - 1)
        return keys


def spots(text: str) -> dict[Keys, Spot]:
    """Return the spot of every key path of `text`; where the grammar (TOML 1.0) does not follow
    what tomli reads (TOML 1.1), those of the text's layout.
    """
    parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_toml.language()))
    # The grammar wants a newline at the end of the last pair.
    tree = parser.parse(f"{text}\n".encode("utf-8", "replace"))
    if tree.root_node.has_error and (found := _by_layout(text)) is not None:
        return found
    index = _Index()
    for node in tree.root_node.children:
        if node.type == "pair":
            _add_pairs(index, [node], ())
        elif node.type in {"table", "table_array_element"}:
            _add_table(index, node)
    return index.spots


def _by_layout(text: str) -> dict[Keys, Spot] | None:
    """Return the spots of a text that is TOML; None where it is none."""
    import tomli

    try:
        tomli.loads(text)
    except (ValueError, RecursionError):
        return None
    laid = layout(text)
    rows = text.split("\n")

    def points(start: int, end: int) -> tuple[Point, Point]:
        return point(start), point(end)

    def point(place: int) -> Point:
        row = laid.line(place)
        return row, len(rows[row][: place - laid.starts[row]].encode("utf-8", "replace"))

    found: dict[Keys, Spot] = {}
    for keys, block in laid.blocks.items():
        if block.header:
            start = text.index("[", block.start)
            inside = text.index(block.header, start)
            key = points(inside, inside + len(block.header))
            header = Spot(key, points(start, text.index("]", inside) + 1 + block.listed))
            for length in range(1, len(keys) + 1):
                found.setdefault(keys[:length], header)
            found[keys] = header
    for keys, node in laid.nodes.items():
        value = points(node.start, node.end)
        first = len(keys) - max(1, len(node.parts)) + 1
        for place, part in enumerate(node.parts):
            found.setdefault(keys[: first + place], Spot(points(*part), value))
        found[keys] = Spot(points(*node.parts[-1]) if node.parts else value, value)
    return found


def _add_table(index: _Index, node: tree_sitter.Node) -> None:
    named = [child for child in node.children if child.is_named]
    if not named or named[0].type not in {"bare_key", "quoted_key", "dotted_key"}:
        return
    base = index.base(tuple(map(_name, _parts(named[0]))), new=node.type == "table_array_element")
    closing = next((one for one in node.children if one.type in {"]", "]]"}), named[0])
    begin, end = node.start_point, closing.end_point
    # `[[activity]]` makes both the array and its table known, the array by its first table.
    spot = Spot(_points(named[0]), ((begin.row, begin.column), (end.row, end.column)))
    for length in range(1, len(base) + 1):
        index.spots.setdefault(base[:length], spot)
    index.spots[base] = spot
    _add_pairs(index, [one for one in named if one.type == "pair"], base)


def _add_pairs(index: _Index, pairs: list[tree_sitter.Node], base: Keys) -> None:
    waiting: list[tuple[tree_sitter.Node, Keys]] = [(pair, base) for pair in reversed(pairs)]
    while waiting:
        node, keys = waiting.pop()
        if node.type != "pair":
            index.spots.setdefault(keys, Spot(_points(node), _points(node)))
            waiting.extend(_inside(node, keys))
            continue
        named = [one for one in node.children if one.is_named and one.type not in _ASIDE]
        if len(named) < 2:  # noqa: PLR2004 - a key and its value
            continue
        key, value = named[0], named[1]
        for part in _parts(key):
            keys = (*keys, _name(part))
            index.spots.setdefault(keys, Spot(_points(part), _points(value)))
        waiting.extend(_inside(value, keys))


def _inside(node: tree_sitter.Node, keys: Keys) -> Iterator[tuple[tree_sitter.Node, Keys]]:
    """Yield the elements of an array or the pairs of an inline table, with their key paths."""
    if node.type == "array":
        values = (one for one in node.children if one.is_named)
        elements = (one for one in values if one.type not in _ASIDE)
        for position, element in enumerate(elements):
            yield element, (*keys, position)
    elif node.type == "inline_table":
        for pair in node.children:
            if pair.type == "pair":
                yield pair, keys


def _parts(key: tree_sitter.Node) -> list[tree_sitter.Node]:
    """Return the parts of a bare, quoted or dotted key."""
    parts: list[tree_sitter.Node] = []
    waiting = [key]
    while waiting:
        node = waiting.pop()
        if node.type == "dotted_key":
            waiting.extend(reversed(node.children))
        elif node.is_named:
            parts.append(node)
    return parts


def _name(key: tree_sitter.Node) -> str:
    name = (key.text or b"").decode("utf-8", "replace")
    if name.startswith("'"):
        name = name[1:-1]
    elif name.startswith('"'):
        # TOML's escapes are Python's but for a few that no key has; those stay as written.
        try:
            name = str(ast.literal_eval(name))
        except (SyntaxError, ValueError):
            name = name[1:-1]
    return unicodedata.normalize("NFC", name)


def _points(node: tree_sitter.Node) -> tuple[Point, Point]:
    return (
        (node.start_point.row, node.start_point.column),
        (node.end_point.row, node.end_point.column),
    )
