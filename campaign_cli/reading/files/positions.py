"""Where each key and value of a TOML text stands: what problems point at.

Looked up only when there is something to report: it costs as much as the reading itself.
"""

from dataclasses import dataclass

from campaign_cli.reading.files.toml_layout import Keys, layout

Point = tuple[int, int]
"""Row and byte, from 0."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a key and its value begin and end; a table's own are those of its header."""

    key: tuple[Point, Point]
    value: tuple[Point, Point]


def spots(text: str) -> dict[Keys, Spot]:
    """Return the spot of every key path of `text`; none where it is no TOML."""
    import tomli

    try:
        tomli.loads(text)
    except (ValueError, RecursionError):
        return {}
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
            # `[[activity]]` makes both the array and its table known, the array by its first table.
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
