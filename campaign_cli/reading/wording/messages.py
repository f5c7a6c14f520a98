"""Sentences that several modules say."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from campaign_cli.support.language import Message, message

if TYPE_CHECKING:
    pass

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
