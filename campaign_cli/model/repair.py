"""What would make an impossible plan work: changes of the plan, and the lines to write."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from campaign_cli.support.diagnostic import Path

Value = date | int | tuple[str, ...]
"""What a key may become: a day, a number, or ids (sessions, weekdays such as "mon", wards)."""


PRICES: Mapping[str, int] = {
    "from": 1,  # a day earlier
    "to": 1,  # a day later
    "by": 1,  # a day less between two activities
    "after": 5,  # beyond that: their order given up
    "apart": 1,  # a day less between events of one activity; 0: they may share one
    "ready": 1,  # a day earlier
    "capacity": 1,  # ten seats more
    "audience": 1,  # ten people fewer
    "limit": 1,  # a twentieth more
    "amount": 1,  # a twentieth more
    "supply": 1,  # a twentieth more of what is used up
    "sessions": 2,  # a session of the day more
    "end": 2,  # a day of the campaign more
    "start": 2,  # the same
    "wind_up": 2,  # the same
    "prepare_from": 2,  # the same
    "days": 3,  # a day of the week more
    "fixed": 3,  # an event that is free to move
    "max_per_day": 3,  # an event a day more for each person
    "closed": 4,  # a closed day opened
    "open": 4,  # a day off opened
    "quantity": 4,  # one more
    "per_group": 4,  # a ward of each group more
    "members": 6,  # a person more
    "choose": 6,  # a ward fewer (or more) chosen
    "times": 8,  # an event fewer in every ward
    "wards": 20,  # a ward left out
}
"""What one step of a change costs, by what is changed: what moves little is tried first."""


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
    """A line of a file to replace, without its end; an empty `new` takes the line away.

    Where `old` is empty, `new` is inserted before `line`. `new` may be several lines.
    """

    file: str
    line: int
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Repair:
    """Changes that together make the whole plan work: tried by solving the changed plan.

    Not `tried`: there was no time for that, and only sums of money and supplies are known to hold.
    """

    price: int
    changes: tuple[Change, ...]
    edits: tuple[Edit, ...] = ()
    """From the end of each file to its beginning: so each line number holds as it is applied."""
    text: str = ""
    """What it does, as a document said it that is read back; else the changes say it."""
    tried: bool = True
