"""The text of a plan's files, and where in it a thing stands."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from campaign_cli.model.plan.wording import USUAL_TERMS, own_term
from campaign_cli.reading.files.place import Place, Raw
from campaign_cli.support.diagnostic import Cause, Path, Span
from campaign_cli.support.language import CODES

if TYPE_CHECKING:
    from campaign_cli.reading.files.positions import Point, Spot
    from campaign_cli.reading.files.toml_layout import Keys


@dataclass(frozen=True)
class Source:
    """One file: its name from the plan's folder, its bytes, its text and its tables.

    `ward`: whose own file it is.
    """

    name: str
    content: bytes
    text: str
    data: Raw
    ward: str | None = None

    @cached_property
    def lines(self) -> list[str]:
        """The lines without their ends; a line feed alone ends one, as in TOML."""
        return [line.removesuffix("\r") for line in self.text.split("\n")]

    @cached_property
    def _spots(self) -> "dict[Keys, Spot]":
        from campaign_cli.reading.files.positions import spots

        return spots(self.text)

    @cached_property
    def extents(self) -> "dict[Keys, tuple[int, int]]":
        """Where each value begins and ends in the text, in characters from 0."""
        begins, begin = [], 0
        rows = self.text.split("\n")
        for row in rows:
            begins.append(begin)
            begin += len(row) + 1

        def offset(point: "Point") -> int:
            row, column = point
            if row >= len(rows):
                return len(self.text)
            before = rows[row].encode("utf-8", "replace")[:column]
            return begins[row] + len(before.decode("utf-8", "replace"))

        return {
            keys: (offset(spot.value[0]), offset(spot.value[1]))
            for keys, spot in self._spots.items()
        }

    def span(self, place: Place) -> Span:
        """Return the span of `place`, or of the nearest thing around it that is known."""
        if place.line:
            return self._on_line(place.line, place.column)
        keys = place.keys
        wanted = keys
        while keys and keys not in self._spots:
            keys = keys[:-1]
        if not keys:
            return self._on_line(1, 1)
        spot = self._spots[keys]
        if keys == wanted:
            return self._between(spot.key if place.on == "key" else spot.value)
        return self._between(spot.key)

    def _on_line(self, line: int, column: int) -> Span:
        """Return the span of one character."""
        text = self.lines[line - 1] if line <= len(self.lines) else ""
        return Span(self.name, line, column, column + 1, text)

    def _between(self, points: "tuple[Point, Point]") -> Span:
        """Return the span between two points, to the end of the first line if they lie on two."""
        (row, start), (last_row, end) = points
        line = self.lines[row] if row < len(self.lines) else ""
        encoded = line.encode("utf-8", "replace")
        column = len(encoded[:start].decode("utf-8", "replace")) + 1
        if row == last_row:
            end_column = len(encoded[:end].decode("utf-8", "replace")) + 1
        else:
            end_column = len(line) + 1
        return Span(self.name, row + 1, column, max(end_column, column + 1), line)


@dataclass(frozen=True)
class Sources:
    """A plan's files by name, the plan's own first, and the place of each thing that has an id."""

    files: Mapping[str, Source]
    places: Mapping[Path, Place]

    def terms(self) -> tuple[str, tuple[str, ...]]:
        """Return the plan's language and what its wards are, as far as its files can be read."""
        shared = [source.data for source in self.files.values() if source.ward is None]
        campaign = next((one for data in shared for one in _tables_in(data.get("campaign"))), {})
        said = campaign.get("language")
        code = said if isinstance(said, str) and said in CODES else CODES[0]
        usual = campaign.get("ward_term")
        term = usual if isinstance(usual, str) and usual else USUAL_TERMS[code]
        terms = [
            str(ward.get("term") or own_term(str(ward.get("name", "")), term, code))
            for data in shared
            for ward in _tables_in(data.get("ward"))
        ]
        return code, tuple(terms or [term])

    def locate(self, path: Path) -> Span | None:
        """Return where `path` stands, or the nearest thing around it; None: in no file."""
        place = self.place(path)
        return None if place is None else self.span(place)

    def span(self, place: Place) -> Span | None:
        """Return the span of a place."""
        source = self.files.get(place.file)
        if source is None:
            return None
        if place.keys and isinstance(place.keys[-1], int):
            value = self.value(place)
            # A table of a list says more by its id than by its header.
            if isinstance(value, dict) and isinstance(value.get("id"), str):
                place /= "id"
        return source.span(place)

    def located(self, cause: Cause) -> Cause:
        """Return a cause with its line, and the reason where it is a closing.

        A bound that an activity does not give is the campaign's, its days are its kind's. A closing
        has no id of its own, nor has what an activity comes after: the path ends with the list in
        which it stands, and the cause says which entry of it acts.
        """
        path, reached = cause.path, self.reach(cause.path)
        if (cause.rule, path) == ("open-day", ("calendar", "open")):
            # A holiday that is not opened: what closes it is the country.
            path = ("campaign", "country")
            reached = self.reach(path)
        bound = _BOUNDS.get(path[-1])
        if bound and path[0] == "activity" and (reached is None or reached[1]):
            path, reached = bound, self.reach(bound)
        if path[:1] + path[2:] == ("activity", "days") and (reached is None or reached[1]):
            path = (*path[:2], "kind")
            reached = self.reach(path)
        if reached is None:
            return replace(cause, path=path)
        place, rest = reached
        why, entry = cause.why, ""
        if "closed" in path[-2:]:
            closings = self.value(place)
            whys = [str(one.get("why", "")) for one in _tables_in(closings)]
            why = why or (whys[0] if len(set(whys)) == 1 else "")
            if path[-1] != "closed":
                path, entry = path[:-1], str(int(path[-1]) + 1)
        elif path[0] == "activity" and path[2:3] == ("after",):
            # `after = "all"` is one line, whichever of them all is waited for.
            path, entry = path[:3], "" if rest else "".join(path[3:4])
        return replace(cause, path=path, span=cause.span or self.span(place), why=why, entry=entry)

    def place(self, path: Path) -> Place | None:
        """Return the place of `path`: ids where tables stand in a list, keys elsewhere."""
        reached = self.reach(path)
        return reached[0] if reached else None

    def reach(self, path: Path) -> tuple[Place, Path] | None:
        """Return the place of as much of `path` as there is, and the rest of it."""
        for length in range(len(path), 0, -1):
            place = self.places.get(path[:length])
            if place is not None:
                return self._inside(place, path[length:])
        return None

    @cached_property
    def _paths(self) -> "dict[tuple[str, Keys], Path]":
        return {(place.file, place.keys): path for path, place in self.places.items()}

    def path_of(self, place: Place) -> Path:
        """Return the ids and keys that lead to `place`."""
        for length in range(len(place.keys), -1, -1):
            path = self._paths.get((place.file, place.keys[:length]))
            if path is not None:
                return self._below(
                    Place(place.file, place.keys[:length]), path, place.keys[length:]
                )
        return self._below(Place(place.file, ()), (), place.keys)

    def _below(self, place: Place, path: Path, keys: "Keys") -> Path:
        value = self.value(place)
        for key in keys:
            value = _at(value, key)
            if isinstance(key, str):
                path = (*path, key)
            elif isinstance(value, dict) and isinstance(value.get("id"), str):
                path = (*path, str(value["id"]))
            else:
                break
        return path

    def _inside(self, place: Place, path: Path) -> tuple[Place, Path]:
        value = self.value(place)
        for position, part in enumerate(path):
            key = _step(value, part)
            if key is None:
                return place, path[position:]
            place, value = place / key, _at(value, key)
        return place, ()

    def value(self, place: Place) -> object:
        """Return what stands at `place`, as TOML gives it."""
        source = self.files.get(place.file)
        value: object = source.data if source else None
        for key in place.keys:
            value = _at(value, key)
        return value


_BOUNDS: Mapping[str, Path] = {"from": ("campaign", "start"), "to": ("campaign", "end")}
"""What bounds an activity that does not say when."""


def _tables_in(value: object) -> list[dict[str, object]]:
    """Return a table, or those of a list."""
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, dict)]


def digest(files: Mapping[str, Source]) -> str:
    """Return the SHA-256 of the files' names and bytes, each with its length before it."""
    total = hashlib.sha256()
    for name in sorted(files):
        for part in (name.encode(), files[name].content):
            total.update(len(part).to_bytes(8, "big"))
            total.update(part)
    return total.hexdigest()


def _step(value: object, part: str) -> str | int | None:
    """Return the key or position of `part` in `value`."""
    if isinstance(value, dict):
        return part if part in value else None
    if isinstance(value, list):
        for position, element in enumerate(value):
            if element == part or (
                isinstance(element, dict) and part in {element.get("id"), element.get("activity")}
            ):
                return position
        if part.isdecimal() and int(part) < len(value):
            return int(part)
    return None


def _at(value: object, key: str | int) -> object:
    if isinstance(value, dict) and isinstance(key, str):
        return value.get(key)
    if isinstance(value, list) and isinstance(key, int) and key < len(value):
        return value[key]
    return None
