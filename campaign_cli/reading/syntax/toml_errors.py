"""A text that is no TOML: what tomli finds in it, in a person's words, and what was meant."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from campaign_cli.reading.files.place import Place, Problem
from campaign_cli.reading.syntax import statement
from campaign_cli.reading.wording import vocabulary
from campaign_cli.reading.wording.messages import EXPECTED
from campaign_cli.reading.wording.slips import (
    Slip,
    no_such_day,
    number_meant,
    value_meant,
    whole_numbers,
)
from campaign_cli.support.language import Message, message

if TYPE_CHECKING:
    import tomli


_SYNTAX: tuple[tuple[str, Message, Message | None], ...] = (
    (
        "Invalid value",
        message("no value of TOML stands here"),
        message("a text stands in quotes; a date, a number, `true` and `false` without"),
    ),
    (
        "Invalid date",
        message("there is no such day or hour"),
        message("days are written 2022-11-25, hours 08:00:00"),
    ),
    (
        "Expected newline",
        message("something stands after the value"),
        message('one key and its value stand on a line; a `"` inside a text is written `\\"`'),
    ),
    (
        "Expected '=' after a key",
        message("`=` is missing after the key"),
        message("a key with spaces or letters other than a–z stands in quotes"),
    ),
    (
        "Invalid initial character",
        message("no key of TOML begins so"),
        message("a key with spaces or letters other than a–z stands in quotes"),
    ),
    (
        "Invalid statement",
        message("no line of TOML begins so"),
        message("a key with spaces or letters other than a–z stands in quotes"),
    ),
    ("Expected ']]'", message("`]]` is missing"), None),
    ("Expected ']'", message("`]` is missing"), None),
    ("Unclosed array", message("a list is not closed, or lacks a comma"), message("`]` closes it")),
    (
        "Unclosed inline table",
        message("a table is not closed, or lacks a comma"),
        message("`}}` closes it"),
    ),
    (
        "Unterminated string",
        message("a text is not closed"),
        message('a text of one line stands between two `"`'),
    ),
    ("Expected '\"", message("a text is not closed"), None),
    ("Expected \"'", message("a text is not closed"), None),
    (
        "Unescaped",
        message("`\\` stands alone in a text"),
        message("write `\\\\`, or put the text in single quotes"),
    ),
    ("Invalid hex value", message("the digits after `\\u` are no character"), None),
    ("Escaped character", message("the digits after `\\u` are no character"), None),
    (
        "Illegal character '\\n'",
        message("a text is not closed"),
        message('a text of one line stands between two `"`'),
    ),
    ("Illegal character", message("an invisible character stands here"), message("delete it")),
    (
        "Found invalid character",
        message("an invisible character stands here"),
        message("delete it"),
    ),
    (
        "Cannot declare",
        message("this table is already given"),
        message("several tables of a kind stand under `[[…]]`, with two brackets"),
    ),
    ("Duplicate inline table key", message("this key is already given"), None),
    ("Cannot overwrite", message("this key is already given"), None),
    ("Cannot mutate", message("this table is already closed"), None),
    ("Cannot redefine", message("this table is already closed"), None),
)
"""What to say of what tomli finds, by how its message begins, and what to do about it."""


_ASTRAY = (
    "Invalid value",
    "Expected newline",
    "Unclosed array",
    "Unclosed inline table",
    "Unterminated string",
    "Illegal character '\\n'",
)
"""How tomli's messages begin where a value is likely none of TOML."""
_INVISIBLE = re.compile("[\u00a0\u00ad\u200b-\u200f\u2028\u2029\u2060\u3000\ufeff]")
_REMARK = re.compile(r"\s*(?://+|--+|;+|%+|/\*+|\*+)?\s*(?P<text>\S.*?)\s*(?:\*/)?\s*")
_DATA = re.compile(r"\s*(?:[{\"“”'‘]|[-•+]\s|[\d/.:,;_ –-]+\Z)")
"""How a line begins that holds values rather than a remark."""
_OPENS = re.compile(r"\s*[\w.-]+\s*=\s*\{[^}]*\Z")
"""A key whose table is still open where its line ends."""
_LARGEST, _MOST_TRIED = 200_000, 24
"""Letters of a text in which mendings are tried, and how many: more would take seconds."""
_MOST_SLIPS, _MOST_READ = 20, 1_000_000
"""How many slips of a text are told at once, and how many letters may be read for it."""
_OF_A_LINE = (
    *("Invalid value", "Invalid date", "Expected newline", "Cannot overwrite", "Unescaped"),
    *("Invalid hex", "Escaped character", "Illegal character", "Found invalid", "Duplicate inline"),
)
"""How tomli's messages begin where a line alone may be wrong."""
_STATEMENT = re.compile(r"\s*[\w.\"'-]+\s*=\s*[^\s\[{\"'][^\[{]*$|\s*[\w.\"'-]+\s*=.*[\]}\"']\s*$")
"""A key with a value that is whole on its line, as far as one can see."""
_BEGINNING = re.compile(r"\s*(?:#|\[|[\w.\"'-]+\s*=)")
_WHOLE = 160
"""Letters of a line that is shown as it should be; a longer one is not."""


def not_toml(error: "tomli.TOMLDecodeError", text: str, name: str) -> tuple[Problem, ...]:
    """Return the problems of a text that tomli stops in, and what to do about them.

    Each is taken as mended for the next to be found, as far as none is the last one's consequence.
    """
    import tomli

    problems: list[Problem] = []
    stopped: tomli.TOMLDecodeError | None = error
    while stopped is not None:
        place = Place(name, line=max(stopped.lineno, 1), column=max(stopped.colno, 1))
        problem, mended = _slip(stopped.msg, text, place)
        problems.append(problem)
        most = min(_MOST_SLIPS, _MOST_READ // len(text))
        if mended is None or len(problems) >= most:
            break
        before, stopped, text = place.line, None, mended
        try:
            tomli.loads(text)
        except tomli.TOMLDecodeError as following:
            stopped = following if following.lineno > before else None
        except (RecursionError, ValueError):
            break
    return tuple(problems)


def _slip(reason: str, text: str, place: Place) -> tuple[Problem, str | None]:
    """Return the problem of what tomli found in `text` at `place`, and the text without it.

    None: what comes after it cannot be told from what comes of it.
    """
    lines = text.split("\n")
    line = lines[place.line - 1].removesuffix("\r") if place.line <= len(lines) else ""
    slip = value_meant(line, place.column, _campaign_in(text))
    astray = slip if reason.startswith(_ASTRAY) else None
    if len(text) <= _LARGEST and not reason.startswith("Invalid date"):
        mending = _Mending(reason, lines, place, astray)
        found = mending.problem()
        if found is not None:
            return found, mending.mended or _without(lines, place.line, reason)
    return _usual(reason, line, place, astray, len(text)), _without(lines, place.line, reason)


def _without(lines: list[str], line: int, reason: str) -> str | None:
    """Return the text without a line that says nothing of those below it."""
    if not reason.startswith(_OF_A_LINE) or not _STATEMENT.match(lines[line - 1]):
        return None
    below = next((one for one in lines[line:] if one.strip()), "")
    if below and not _BEGINNING.match(below):
        return None
    return "\n".join([*lines[: line - 1], "", *lines[line:]])


def _usual(reason: str, line: str, place: Place, astray: Slip | None, length: int) -> Problem:
    """Return what is said of a slip for which no mending was found."""
    if astray and (not astray.written or length > _LARGEST):
        why = message("no value of TOML stands here")
        return Problem("P103", why, replace(place, column=astray.column), help=astray.way)
    for beginning, why, usual in _SYNTAX:
        if reason.startswith(beginning):
            known = no_such_day(line, place.column) if beginning == "Invalid date" else None
            return Problem("P103", why, place, help=known or usual)
    return Problem("P103", message("this is not TOML: {reason}", reason=reason), place)


def _campaign_in(text: str) -> date | None:
    """Return about when the campaign is, as its text says it."""
    found = re.search(r"(?m)^\s*start\s*=\s*\"?(\d{4}-\d\d-\d\d)", text)
    try:
        return date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None


class _Mending:
    """Looks for what to write so that tomli comes further: the first that does is shown."""

    def __init__(self, reason: str, lines: list[str], place: Place, slip: Slip | None) -> None:
        self.reason = reason
        self.lines = lines
        self.place = place
        self.slip = slip
        self.at = min(place.line, len(lines)) - 1
        self.tried = 0
        self.line = lines[self.at].removesuffix("\r")
        self.near = _campaign_in("\n".join(lines))
        self.mended: str | None = None
        """The text with what was tried, where that helped."""

    def problem(self) -> Problem | None:
        """Return the problem with the way out that was tried; None: none of these helps."""
        if len(self.line) > statement.LONGEST:
            return None
        tries = (
            self._invisible,
            self._given_twice,
            self._value,
            self._runs_on,
            self._comma,
            self._sign,
            self._as_meant,
            self._opened_above,
            self._unclosed,
            self._remark,
            self._asked_for,
        )
        for one in tries:
            self.mended = None
            if (found := one()) is not None:
                return found
        return None

    def _said(self, why: Message, way: Message, column: int, line: int | None = None) -> Problem:
        at = self.at if line is None else line
        return Problem("P103", why, replace(self.place, line=at + 1, column=column), help=way)

    def _helps(self, line: str, at: int | None = None) -> bool:
        """Return whether tomli comes beyond where it stopped once a line is as given."""
        import tomli

        self.tried += 1
        if self.tried > _MOST_TRIED:
            return False
        lines = list(self.lines)
        lines[self.at if at is None else at] = line
        text = "\n".join(lines)
        try:
            tomli.loads(text)
        except tomli.TOMLDecodeError as error:
            below = lines[self.at + 1] if self.at + 1 < len(lines) else ""
            # After an opening bracket or an entry's comma, a slip in the line below is its own.
            item = line.partition("#")[0].rstrip().endswith((",", "["))
            rest = (
                not item
                and error.lineno == self.at + 2
                and not re.search(r"^\s*[\[#]|^[^{]*[=:]", below)
            )
            if error.lineno <= self.at + 1 or rest:
                return False
        except (RecursionError, ValueError):
            return False
        # With a line more, what comes after it would be told of the line above its own.
        self.mended = None if "\n" in line else text
        return True

    def _invisible(self) -> Problem | None:
        found = _INVISIBLE.search(self.line)
        if found is None or not self._helps(_INVISIBLE.sub(" ", self.line)):
            return None
        why = message("an invisible character stands here")
        return self._said(why, message("delete it"), found.start() + 1)

    def _given_twice(self) -> Problem | None:
        """Return the problem of a header or key that stands there already."""
        if not self.reason.startswith(("Cannot declare", "Cannot overwrite", "Duplicate")):
            return None
        column = len(self.line) - len(self.line.lstrip()) + 1
        header = re.fullmatch(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?", self.line)
        if header is None:
            why = message("this key is already given")
            return self._said(why, message("keep one of the two lines"), column)
        name = header[2]
        same = re.compile(rf"\s*(\[\[?)\s*{re.escape(name)}\s*\]")
        others = [at for at, one in enumerate(self.lines[: self.at]) if same.match(one)]
        if not others:
            return None
        single = next((at for at in (*others, self.at) if self.lines[at].strip()[1:2] != "["), 0)
        if statement.listed(tuple(name.split("."))):
            why = message("this table is one of several, and its header is that of a single one")
            way = message("write `[[{key}]]` with two brackets", key=name)
            return self._said(why, way, 1, single)
        why = message("this table is already given")
        if header[1] == "[[":
            way = message("write `[{key}]` with one bracket", key=name)
        else:
            way = message(
                "move its lines below the first `[{key}]`, in line {line}",
                key=name,
                line=str(others[0] + 1),
            )
        return self._said(why, way, column)

    def _value(self) -> Problem | None:
        slip = self.slip
        if slip is None or not slip.written:
            return None
        key = re.match(r"\s*([\w-]+)\s*=", self.line)
        of = (*statement.above(self.lines, self.at), *(key.groups() if key else ()))
        if slip.written.startswith('"') and statement.expected(of):
            return None  # no text may stand there
        mended = self.line[: slip.column - 1] + slip.written + self.line[slip.end - 1 :]
        if not self._helps(mended):
            return None
        return self._said(message("no value of TOML stands here"), slip.way, slip.column)

    def _runs_on(self) -> Problem | None:
        """Return the problem of a table in a line that runs on into keys of the one around it."""
        if not self.reason.startswith("Unclosed inline table"):
            return None
        opened = next((at for at in range(self.at, -1, -1) if _OPENS.match(self.lines[at])), None)
        if opened is None or self.at - opened > statement.LOOKED_BACK:
            return None
        around = statement.above(self.lines, opened)
        key = self.lines[opened].split("=")[0].strip()
        keys, inner = (statement.keys_at(one) for one in (around, (*around, *key.split("."))))
        # A table by ids, such as `uses`, has no keys of its own.
        keys = keys if inner == keys else keys - inner
        below = range(opened + 1, self.at + 1)
        own = (one for one in below if self.lines[one].split("=")[0].strip() in keys)
        first = next(own, None)
        if first is None or _closed_below(self.lines[first:]):
            return None
        if first == opened + 1 and (found := self._as_meant(opened)):
            return found
        last = max(at for at in range(first) if self.lines[at].strip())
        head, sign, comment = self.lines[last].partition("#")
        line = f"{head.rstrip().rstrip(',')} }}{f'  {sign}{comment}' if sign else ''}"
        if not self._helps(line, last):
            return None
        why = message("`{bracket}` is missing", bracket="}")
        way = message("write `{line}`", line=line.strip())
        return self._said(why, way, len(head.rstrip()) + 1, last)

    def _comma(self) -> Problem | None:
        """Return the problem of a comma that is missing before what tomli stopped at."""
        if not self.reason.startswith("Unclosed"):
            return None
        head, tail = self.line[: self.place.column - 1], self.line[self.place.column - 1 :]
        if re.match(r"[\[,;\]})]|[\w.-]+\s*=\s*[\[{]", tail) or not self._helps(f"{head},{tail}"):
            return None
        why, way = message("a comma is missing before this"), message("put a comma before it")
        return self._said(why, way, self.place.column)

    def _sign(self) -> Problem | None:
        """Return the problem of a key or sign before a list or table of several lines."""
        found = re.fullmatch(r"\s*([^\W\d][\w -]*?)\s*([=:：])\s*([\[{]\s*(?:#.*)?)", self.line)
        if found is None:
            return None
        name, _, opened = found.groups()
        known = statement.keys_at(statement.above(self.lines, self.at))
        key = name if name in known else vocabulary.key_meant(name, known) or name
        if not self._helps(f"{key} = {opened}"):
            return None
        way = message("write `{line}`", line=f"{key} = {opened}")
        if key != name:
            why = message("`{name}` is called `{key}` in a plan", name=name, key=key)
            return self._said(why, way, found.start(1) + 1)
        why = message("between a key and its value stands `=`")
        return self._said(why, way, found.start(2) + 1)

    def _as_meant(self, at: int | None = None) -> Problem | None:
        at = self.at if at is None else at
        line = self.lines[at].removesuffix("\r")
        around = statement.list_above(self.lines, at)
        for meant in (
            around and statement.items_meant(line, around, self.near),
            statement.header_meant(line),
            statement.statement_meant(line, statement.above(self.lines, at), self.near),
        ):
            if meant and len(meant.line) <= _WHOLE and self._helps(meant.line, at):
                way = message("write `{line}`", line=meant.line.strip())
                # A text that is not closed lacks its quote where its line ends.
                ended = at == self.at and self.reason.startswith("Illegal character")
                column = self.place.column if ended else meant.column
                return self._said(meant.why, way, column, at)
        return None

    def _opened_above(self) -> Problem | None:
        """Return the problem of a list, table or text that a line above does not close."""
        near = range(self.at - 1, max(-1, self.at - statement.LOOKED_BACK), -1)
        # A text in single quotes runs on to the next one, wherever that is.
        odd = [at for at, one in enumerate(self.lines[: self.at]) if one.count("'") % 2]
        for at in (*odd[:1], *near):
            if len(self.lines[at]) > statement.LONGEST:
                continue
            if re.search(r"[=:]\s*[\[{'\"(]", self.lines[at]) and (found := self._as_meant(at)):
                return found
        return None

    def _unclosed(self) -> Problem | None:
        """Return the problem of a list or table of several lines whose bracket is missing."""
        if not self.reason.startswith("Unclosed"):
            return None
        above = [at for at in range(self.at) if self.lines[at].strip()]
        if not above:
            return None
        bracket = "]" if "array" in self.reason else "}"
        last = self.lines[above[-1]].rstrip()
        closed = f"{last}\n{bracket}" if "#" in last else f"{last}{bracket}"
        if not self._helps(closed, above[-1]):
            return None
        why, way = message("`{bracket}` is missing", bracket=bracket), message("write it here")
        return self._said(why, way, len(last) + 1, above[-1])

    def _asked_for(self) -> Problem | None:
        """Return the problem of a value that is missing, or of none that its key may have."""
        inside = re.search(r"([\w-]+)\s*=\s*$", self.line[: self.place.column - 1])
        if inside and self.line[self.place.column - 1 :][:1] in {"}", ",", "]"}:
            why = message("a value is missing after `{key}`", key=inside[1])
            way = message("write one behind `=`, or take the key out")
            return self._said(why, way, self.place.column)
        found = re.fullmatch(r"\s*([\w-]+)\s*=\s*([^#]*?)\s*(?:#.*)?", self.line)
        if found is None or not self.reason.startswith(("Invalid value", "Expected newline")):
            return None
        if not found[2]:
            why = message("a value is missing after `{key}`", key=found[1])
            way = message("write one behind `=`, or take the line out")
            return self._said(why, way, len(self.line.rstrip()) + 1)
        expected = statement.expected((*statement.above(self.lines, self.at), found[1]))
        if not expected:
            return None
        why = message("`{key}` must be {expected}", key=found[1], expected=EXPECTED[expected])
        number = number_meant(found[2])
        way = EXPECTED[expected]
        if expected == "int_type" and number is not None:
            return self._said(why, whole_numbers(number), found.start(2) + 1)
        return self._said(why, message("write {expected}", expected=way), found.start(2) + 1)

    def _remark(self) -> Problem | None:
        found = _REMARK.fullmatch(self.line)
        # What may be data would be lost in silence.
        unsigned = found is not None and self.line.lstrip().startswith(found["text"])
        if unsigned and (_DATA.match(self.line) or statement.list_above(self.lines, self.at)):
            return None
        if found is None or not self._helps(f"# {found['text']}"):
            return None
        named = re.split("[=:]", found["text"])[0]
        if self.line.lstrip().startswith("[") or (
            re.search(r"[=\[\]{}\"]", found["text"])
            and self.line.strip()[:1].isalnum()
            and not vocabulary.is_remark(named)
        ):
            return None
        why = message("no line of TOML begins so")
        way = message("a remark begins with `#`: write `# {text}`", text=found["text"][:_WHOLE])
        return self._said(why, way, len(self.line) - len(self.line.lstrip()) + 1)


def _closed_below(lines: Sequence[str]) -> bool:
    """Return whether a brace that is open above `lines` is closed before the next table."""
    open_ = 1
    for line in lines:
        if line.startswith("["):
            return False
        open_ += line.count("{") - line.count("}")
        if open_ <= 0:
            return True
    return False
