"""What would make an impossible plan work: changes of the plan, and the lines to write."""

from dataclasses import dataclass
from datetime import date

from campaign_cli.model.diagnostic import Path

Value = date | int | tuple[str, ...]
"""What a key may become: a day, a number, or ids (sessions, weekdays such as "mon", wards)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing of a plan that is loosened, and what that costs.

    `path` becomes `value`, or is taken out where `value` is None. With a `day`, `path` is what
    keeps something from that day: a closing, the weekdays, or `calendar.open`, which gains the
    day; `session` says that the rest of the day may stay closed. Paths are those of causes:
    ("activity", "talk", "to"), ("activity", "talk", "wards", "choose"), ("activity", "talk",
    "after", "posters", "by"), ("activity", "talk", "fixed", "tay-tuu"), ("ward", "tay-tuu",
    "closed", "0"), ("venue", "hall", "capacity"), ("resource", "sound", "quantity"),
    ("resource", "speakers", "members") with the number of people to come.
    """

    path: Path
    was: Value | None
    """What the plan has now, defaults filled in."""
    value: Value | None = None
    day: date | None = None
    session: str = ""
    price: int = 1


@dataclass(frozen=True, slots=True)
class Edit:
    """A line of a file to replace; where `old` is empty, `new` is inserted before it."""

    file: str
    line: int
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Repair:
    """Changes that together make the whole plan work: tried by solving the changed plan."""

    price: int
    changes: tuple[Change, ...]
    edits: tuple[Edit, ...] = ()
    """From the end of each file to its beginning: so each line number holds as it is applied."""
