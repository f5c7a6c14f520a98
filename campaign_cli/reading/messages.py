"""Sentences that several modules say."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time

from campaign_cli.model.language import Message, message
from campaign_cli.reading.place import Place, Problem
from campaign_cli.reading.slips import no_such_day, value_meant

EXPECTED: Mapping[str, Message] = {
    "string_type": message("a text in quotes"),
    "int_type": message("a whole number"),
    "float_type": message("a number"),
    "finite_number": message("a number"),
    "bool_type": message("`true` or `false`"),
    "date_type": message("a date such as 2022-11-25"),
    "time_type": message("a time such as 08:00:00"),
    "list_type": message("a list in square brackets"),
    "dict_type": message("a table"),
    "model_type": message("a table"),
    "table-list": message("a list of tables"),
    "text": message("a text, or a table of `vi` and `en`"),
    "weekdays": message("a weekday such as `mon`, or a list of them"),
    "closing": message('a date, or a table such as `{{ from = …, to = …, why = "…" }}`'),
    "group": message("a group's id, or a list of them"),
    "lasts": message("a number of sessions, `{{ days = …, sessions = … }}`, or `window`"),
    "wards": message(
        "`each`, `together`, `each-group`, `none`, a list of ids, or `{{ choose = … }}`"
    ),
    "after-entry": message("an activity's id, or `{{ activity = …, by = … }}`"),
    "after": message("a list, or `all`"),
    "use": message("a number, or a list of members' ids"),
    "supply-use": message("a number, or `share`"),
    "on": message("a date, or a list of dates"),
    "fixed-event": message("a date, or `{{ date = …, session = … }}`"),
    "fixed": message("a date, `{{ date = …, session = … }}`, or a table of these by ward"),
    "other": message("something else"),
}
"""What a value must be, by pydantic's type of error or the name of its forms."""


def found(value: object) -> Message | None:  # noqa: PLR0911 - one line a type reads best
    """Return what a value of TOML is."""
    match value:
        case bool():
            return message("this is `true` or `false`")
        case str():
            return message("this is a text")
        case int() | float():
            return message("this is a number")
        case datetime():
            return message("this is a date with its time")
        case date():
            return message("this is a date")
        case time():
            return message("this is a time")
        case list():
            return message("this is a list")
        case dict():
            return message("this is a table")
        case _:
            return None


def full(day: date) -> Message:
    """Return a date with its year, for days that may be in the wrong one."""
    return message("{year}-{month}-{day}", year=f"{day:%Y}", month=f"{day:%m}", day=f"{day:%d}")


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


def not_toml(reason: str, text: str, place: Place) -> Problem:
    """Return the problem of what tomli found in `text` at `place`, and what to do about it."""
    lines = text.split("\n")
    line = lines[place.line - 1].removesuffix("\r") if place.line <= len(lines) else ""
    if reason.startswith(_ASTRAY) and (found := value_meant(line, place.column)):
        column, way = found
        why = message("no value of TOML stands here")
        return Problem("P103", why, replace(place, column=column), help=way)
    for beginning, why, usual in _SYNTAX:
        if reason.startswith(beginning):
            known = no_such_day(line, place.column) if beginning == "Invalid date" else None
            return Problem("P103", why, place, help=known or usual)
    return Problem("P103", message("this is not TOML: {reason}", reason=reason), place)
