"""A line that is no TOML, read as it was meant: its brackets, quotes, signs, words and numbers."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from campaign_cli.reading.wording import slips, vocabulary
from campaign_cli.support.language import Message, message

Keys = tuple[str, ...]

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_HEADER = re.compile(r"\s*\[\s*\[?\s*([^\[\]#]+?)\s*\]?\s*\]?\s*:?\s*(#.*)?")
_TITLE = re.compile(r"\s*([^\W\d][\w -]*?)\s*:?\s*(#.*)?")
_BULLET = re.compile(r"\s*(?:[-*•+]\s+)?")
_EQUALS = re.compile(r"\s*(?:[=:＝：]+|->|→)\s*")
_OPENING = {"[": "]", "(": ")", "{": "}"}
_QUOTES = "\"'“”„‟‘’‚«»＂`"
_AFTER_TEXT = re.compile(r"\s*(?:[,;\]})#=:、，]|\Z)")
_SEPARATORS = ",;、，"
_PAIR = re.compile(r"\s*([^\W\d][\w.-]*)\s*[=:]")
_TEXT = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'[^']*'")
LOOKED_BACK = 60
"""Lines above the one at which tomli stopped in which the slip is looked for."""
LONGEST = 2_000
"""Letters of a line that is looked at."""
_REMEMBERED = 1_000
"""Tables and keys of the format that are looked up once."""


class UnclearError(Exception):
    """What was meant cannot be told."""


@dataclass(frozen=True, slots=True)
class Meant:
    """A line as it was meant, and the first thing that is wrong with it, at its column (from 1)."""

    line: str
    column: int
    why: Message


def header_meant(line: str) -> Meant | None:
    """Return a table's header as it was meant: `[[ward]]` for "[phường]" and "ward:"."""
    found = _HEADER.fullmatch(line)
    named = found or _TITLE.fullmatch(line)
    if named is None:
        return None
    keys = _sections(named[1])
    if keys is None:
        return None
    both = ("[[", "]]") if listed(keys) else ("[", "]")
    comment = f"  {named[2]}" if named[2] else ""
    column = len(line) - len(line.lstrip()) + 1
    if found is None:
        why = message("the header of a table stands in brackets")
    elif _words_differ(named[1], keys):
        column = named.start(1) + 1
        why = message("no table of a plan is called `{name}`", name=named[1])
    else:
        why = message("the brackets of this header are not whole")
    return Meant(f"{both[0]}{'.'.join(keys)}{both[1]}{comment}", column, why)


def _words_differ(written: str, keys: Keys) -> bool:
    return tuple(re.split(r"\s*\.\s*", written.strip())) != keys


def _sections(written: str) -> Keys | None:
    """Return the keys of a header; None where it names no table of a plan."""
    keys: Keys = ()
    for part in re.split(r"\s*\.\s*", written.strip().strip("\"'")):
        known = keys_at(keys)
        meant = part if part in known else vocabulary.key_meant(part, known)
        if meant is None and keys[:1] == ("kind",) and len(keys) == 1 and _BARE.fullmatch(part):
            meant = part
        if meant is None:
            return None
        keys = (*keys, meant)
    return keys


def listed(keys: Keys) -> bool:
    """Return whether tables at `keys` stand in a list."""
    return "list[" in _written_type(keys)


@lru_cache(_REMEMBERED)
def keys_at(keys: Keys) -> frozenset[str]:
    """Return the keys that the table at `keys` may have; none where what it is is not known."""
    return frozenset(info.alias or name for name, info in _fields(keys).items())


@lru_cache(_REMEMBERED)
def _fields(keys: Keys) -> Mapping[str, Any]:
    """Return the fields of the tables at `keys`, by name."""
    from campaign_cli.reading.format.activities import PlanFile
    from campaign_cli.reading.format.pydantic_errors import models_at

    found: dict[str, Any] = {}
    for model in models_at(PlanFile, keys):
        found.update(model.model_fields)
    return found


@lru_cache(_REMEMBERED)
def _written_type(keys: Keys) -> str:
    """Return how the format writes the type of the value at `keys`; "" where it is not known."""
    for name, info in _fields(keys[:-1]).items():
        if keys and keys[-1] == (info.alias or name):
            return repr(info.annotation)
    return ""


def expected(keys: Keys) -> str:
    """Return what the single value at `keys` must be, as pydantic calls its error; "": several."""
    type_ = _written_type(keys)
    known = {"bool": "bool_type", "datetime.time": "time_type", "datetime.date": "date_type"}
    if any(one in type_ for one in ("str", "Literal", "list[", "dict[", "Table")):
        return ""
    return next(
        (
            name
            for word, name in {**known, "int": "int_type", "float": "float_type"}.items()
            if word in type_
        ),
        "",
    )


def above(lines: Sequence[str], line: int) -> Keys:
    """Return the keys of the table in which the line `line` (from 0) stands."""
    for text in reversed(lines[:line]):
        if text.lstrip().startswith("[") and len(text) <= LONGEST:
            found = _HEADER.fullmatch(text)
            if found:
                return _sections(found[1]) or ()
    return ()


def list_above(lines: Sequence[str], line: int) -> Keys | None:
    """Return the keys of the list that is open where the line `line` (from 0) begins."""
    if _PAIR.match(lines[line]) or _begins_table(lines[line]):
        return None
    for at in range(line - 1, max(-1, line - LOOKED_BACK), -1):
        text = lines[at]
        if len(text) > LONGEST or _begins_table(text):
            return None
        bare = _TEXT.sub("", text).partition("#")[0]
        open_ = bare.count("[") - bare.count("]")
        pair = _PAIR.match(text)
        if pair is None and open_ >= 0:
            continue
        if pair is None or open_ <= 0:
            return None
        keys = above(lines, at)
        for part in pair[1].split("."):
            keys = (*keys, vocabulary.key_meant(part, keys_at(keys)) or part)
        return keys
    return None


def _begins_table(line: str) -> bool:
    found = _HEADER.fullmatch(line)
    return found is not None and _sections(found[1]) is not None


def items_meant(line: str, keys: Keys, near: date | None) -> Meant | None:
    """Return the entries of the list at `keys` that stand on a line, as they were meant."""
    if len(line) > LONGEST:
        return None
    try:
        return _Reader(line, near).items(keys)
    except (UnclearError, IndexError, RecursionError):
        return None


def statement_meant(line: str, table: Keys, near: date | None) -> Meant | None:
    """Return a key with its value, in the table at `table`, as they were meant."""
    if len(line) > LONGEST:
        return None
    try:
        return _Reader(line, near).statement(table)
    except (UnclearError, IndexError, RecursionError):
        return None


@dataclass(slots=True)
class _Reader:
    """Goes through a line once, and notes what is wrong with it."""

    text: str
    near: date | None
    at: int = 0
    faults: list[tuple[int, Message]] = field(default_factory=list)

    def statement(self, table: Keys) -> Meant:
        """Return the line."""
        bullet = _BULLET.match(self.text)
        assert bullet is not None
        if bullet[0].strip():
            self._fault(message("a line begins with its key"), len(bullet[0]) - 2)
        self.at = bullet.end()
        pair = self._pair(table, top=True)
        rest, comment = self._rest()
        if rest:
            self._fault(message("something stands after the value"))
        return self._meant_line(f"{pair}{comment}")

    def items(self, keys: Keys) -> Meant:
        """Return the line of a list that is opened above it."""
        bullet = _BULLET.match(self.text)
        assert bullet is not None
        if bullet[0].strip():
            self._fault(message("between two entries stands a comma"), len(bullet[0]) - 2)
        self.at = bullet.end()
        entries = self._elements("", keys, pairs=False, inside="]")
        rest, comment = self._rest()
        if not entries or rest not in {"", "]", "],"}:
            raise UnclearError
        return self._meant_line(f"{', '.join(entries)}{']' if rest else ','}{comment}")

    def _rest(self) -> tuple[str, str]:
        """Return what stands after the last value, and the comment behind it."""
        rest, sign, comment = self.text[self.at :].partition("#")
        if rest.strip(_SEPARATORS + " .]})"):
            raise UnclearError
        return rest.strip(), f"  {sign}{comment.rstrip()}" if sign else ""

    def _meant_line(self, written: str) -> Meant:
        column, why = min(self.faults, key=lambda one: one[0], default=(-1, None))
        if why is None:
            raise UnclearError
        indent = self.text[: len(self.text) - len(self.text.lstrip())]
        return Meant(f"{indent}{written}", column + 1, why)

    def _fault(self, why: Message, at: int | None = None) -> None:
        self.faults.append((self.at if at is None else at, why))

    def _blanks(self) -> None:
        while self.at < len(self.text) and self.text[self.at].isspace():
            self.at += 1

    def _here(self) -> str:
        return self.text[self.at] if self.at < len(self.text) else ""

    def _pair(self, table: Keys, *, top: bool = False) -> str:
        key = self._key(table)
        sign = _EQUALS.match(self.text, self.at)
        if sign is None:
            self._fault(message("`=` is missing after the key"))
        elif sign[0].strip() != "=":
            self._fault(message("between a key and its value stands `=`"))
        self.at = sign.end() if sign else self.at
        self._blanks()
        value = self._value((*table, *key), top=top)
        return f"{'.'.join(map(_written_key, key))} = {value}"

    def _key(self, table: Keys) -> Keys:
        """Return the parts of the key that begins here, as the plan calls them."""
        start = self.at
        found = re.compile(
            r"(\"[^\"]*\"|'[^']*'|[^=:＝：\[\]{}\"'#,;“‘→]+?)\s*(?=[=:＝：→]|->)"
        ).match(self.text, start) or re.compile(r"([\w.-]+)(?=\s+[\d\"'“‘\[({])").match(
            self.text, start
        )
        if found is None:
            raise UnclearError
        self.at = found.end(1)
        quoted = found[1][:1] in "\"'"
        written = found[1].strip("\"'")
        if quoted:
            return (written,)
        keys: list[str] = []
        for part in written.split("."):
            known = keys_at((*table, *keys))
            meant = part if part in known else vocabulary.key_meant(part, known)
            if meant is None and not _BARE.fullmatch(part):
                if known:
                    raise UnclearError
                self._fault(message("a key with other letters than a–z stands in quotes"), start)
            elif meant is not None and meant != part:
                said = message("`{name}` is called `{key}` in a plan", name=part, key=meant)
                self._fault(said, start)
            keys.append(meant or part)
        return tuple(keys)

    def _value(self, keys: Keys, *, top: bool = False, inside: str = "") -> str:
        here = self._here()
        if here in {"(", "{"} and self._pairs_follow():
            return self._table(keys)
        type_ = _written_type(keys)
        if top and here not in _OPENING and re.match(r"[\w ]+=", self.text[self.at :]):
            self._fault(message("a table in a line stands in braces"))
            return f"{{ {', '.join(self._elements('', keys, pairs=True))} }}"
        if top and here not in _OPENING and "list[" in type_ and self._several():
            self._fault(message("a list stands in square brackets"))
            return f"[{', '.join(self._elements('', keys, pairs=False))}]"
        if here and here in _OPENING:
            return self._list(keys)
        if here and here in _QUOTES:
            return self._text()
        return self._scalar(keys, top=top, inside=inside)

    def _several(self) -> bool:
        """Return whether what stands here, without brackets, is more than one value."""
        rest = self.text[self.at :].partition("#")[0]
        quoted = re.match(r"""["'“‘][^"'“”‘’]*["'”’]\s*,\s*["'“‘]""", rest)
        return bool(quoted) or (
            rest[:1] not in _QUOTES and bool(re.search(r",(?!\d)", rest.rstrip(" ,;")))
        )

    def _pairs_follow(self) -> bool:
        return re.match(r"[{(]\s*(?:\}|[^,;{}\[\]()]*?[=:])", self.text[self.at :]) is not None

    def _list(self, keys: Keys) -> str:
        if self._here() != "[":
            self._fault(message("a list stands in square brackets"))
        close = _OPENING[self._here()]
        return f"[{', '.join(self._elements(close, keys, pairs=False))}]"

    def _table(self, keys: Keys) -> str:
        if self._here() != "{":
            self._fault(message("a table in a line stands in braces"))
        pairs = self._elements(_OPENING[self._here()], keys, pairs=True)
        return f"{{ {', '.join(pairs)} }}"

    def _elements(self, close: str, keys: Keys, *, pairs: bool, inside: str = "") -> list[str]:
        opened = self.at
        self.at += len(close)
        found: list[str] = []
        while True:
            self._blanks()
            here = self._here()
            if here in {close, "]", "}", ")"}:
                if here not in {close, inside}:
                    self._fault(message("`{bracket}` is missing", bracket=close))
                    return found
                self.at += len(close)
                return found
            if not here or here == "#":
                if close and not found:
                    raise UnclearError  # its entries stand on the lines below
                if close:
                    missing = "}" if pairs else "]"
                    self._fault(message("`{bracket}` is missing", bracket=missing), opened)
                return found
            if here in _SEPARATORS:
                if here != ",":
                    self._fault(message("between two entries stands a comma"))
                self.at += 1
                continue
            if found and not re.search(r"[,;、，]\s*\Z", self.text[: self.at]):
                self._fault(message("a comma is missing before this"))
            found.append(self._pair(keys) if pairs else self._value(keys, inside=close or inside))

    def _text(self) -> str:
        """Return a text whose quotes may be none, others than it begins with, or inside it."""
        start = self.at
        place = start + 1
        while place < len(self.text):
            if self.text[place] == "\\" and self.text[start] == '"':
                place += 2
                continue
            if self.text[place] in _QUOTES and _AFTER_TEXT.match(self.text, place + 1):
                break
            place += 1
        closed = place < len(self.text)
        if not closed:
            tail = re.compile(r"\s*[\]})]*\s*(?:#.*)?\Z").search(self.text, start + 1)
            place = tail.start() if tail else len(self.text)
            self._fault(message("a text is not closed"), start)
        inner = self.text[start + 1 : place]
        self.at = place + 1 if closed else place
        both = self.text[start] + self.text[place : place + 1]
        if closed and both not in {'""', "''"}:
            self._fault(message("a text stands in straight quotes"), start)
        stripped = inner
        while len(stripped) > 1 and stripped[0] in _QUOTES and stripped[-1] in _QUOTES:
            stripped = stripped[1:-1]
        if both == '""' and stripped == inner and _sound(inner):
            return f'"{inner}"'
        if both == "''" and "'" not in inner:
            return f"'{inner}'"
        if closed and both == '""':
            self._fault(message('a `"` or `\\` inside a text is written `\\"` or `\\\\`'), start)
        return _quoted(stripped)

    def _scalar(self, keys: Keys, *, top: bool, inside: str) -> str:
        """Return a value without quotes."""
        start = self.at
        # Alone on its line, a number may have commas: "1,5 tỷ".
        pattern = r"[^#]*" if top else r"(?:[^,;#\]})]|,(?=\d))*" if not inside else r"[^,;#\]})]*"
        found = re.compile(pattern).match(self.text, start)
        assert found is not None
        bare = found[0].rstrip()
        ends = top and re.search(r"\s*[,;.\]})]+\Z", bare)
        if ends:
            bare = bare[: ends.start()]
        self.at = start + len(bare)
        if not top:
            bare = _before_key(bare, keys_at(keys[:-1]))
            self.at = start + len(bare)
        if any(one in _QUOTES for one in bare[1:-1]):
            raise UnclearError
        return self._meant(bare, keys, start)

    def _meant(self, bare: str, keys: Keys, start: int) -> str:
        """Return what a bare value is in TOML."""
        if not bare:
            raise UnclearError
        if bare.startswith(tuple(_QUOTES)) or bare[-1] in _QUOTES:
            self._fault(message("a text is not closed"), start)
            return _quoted(bare.strip(_QUOTES))
        type_ = _written_type(keys)
        if _is_toml(bare) and not (_is_number(bare) and "str" in type_ and "int" not in type_):
            return bare
        self._fault(message("no value of TOML stands here"), start)
        if keys[-1:] == ("phone",):
            return _quoted(bare)
        found = (
            self._flag(bare, type_)
            or self._day(bare, type_)
            or self._hour(bare, type_)
            or self._number(bare, type_)
            or self._word(bare, type_)
        )
        if found is None:
            raise UnclearError
        return found

    def _flag(self, bare: str, type_: str) -> str | None:
        if type_ and "bool" not in type_:
            return None
        flag = vocabulary.flag_meant(bare)
        # Of a key that is not known, a word may be any text.
        if flag is None or not (type_ or bare.casefold() in {"true", "false"}):
            return None
        return "true" if flag else "false"

    def _day(self, bare: str, type_: str) -> str | None:
        if type_ and "date" not in type_:
            return None
        day = slips.date_meant(bare, self.near)
        if day is not None:
            return day.isoformat()
        parts = re.split(r"\s+(?:-|–|đến|to)\s+", bare)
        ends = [slips.date_meant(one, self.near) for one in parts]
        if "ClosingTable" in type_ and len(ends) == 2 and None not in ends:  # noqa: PLR2004 - from and to
            return f"{{ from = {ends[0]}, to = {ends[1]} }}"
        return None

    def _hour(self, bare: str, type_: str) -> str | None:
        hour = slips.time_meant(bare) if "datetime.time" in type_ else None
        return hour.isoformat() if hour is not None else None

    def _number(self, bare: str, type_: str) -> str | None:
        if type_ and "int" not in type_ and "float" not in type_:
            return None
        number = slips.number_meant(bare)
        return None if number is None else slips.written(number, whole="float" not in type_)

    def _word(self, bare: str, type_: str) -> str | None:
        """Return a text in its quotes, where one may stand."""
        texts = "str" in type_ or not type_
        allowed = re.findall(r"'([^']*)'", " ".join(re.findall(r"Literal\[([^\]]*)\]", type_)))
        word = (
            bare if bare in allowed else vocabulary.word_meant(bare, allowed) if allowed else None
        )
        if word is None and not (texts and any(one.isalpha() for one in bare)):
            return None
        return _quoted(word or bare)


def _written_key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _quoted(key)


def _before_key(bare: str, known: frozenset[str]) -> str:
    """Return a value without the next key of its table, before which a comma is missing."""
    for found in re.finditer(r"\s+(?=([^=:]+?)\s*[=:])", bare):
        if found[1] in known or vocabulary.key_meant(found[1], known):
            return bare[: found.start()]
    return bare


def _sound(inner: str) -> bool:
    return _is_toml(f'"{inner}"')


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _is_number(text: str) -> bool:
    return bool(re.fullmatch(r"[+-]?[\d_]+", text))


def _is_toml(text: str) -> bool:
    import tomli

    try:
        return len(tomli.loads(f"x = {text}")) == 1
    except ValueError:
        return False
