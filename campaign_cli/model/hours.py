"""Hours as people write them ("8h30–10h", "from 6 to 8pm"), read to the times of calendars."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, tzinfo

from campaign_cli.model.days import ONE_DAY

_LONGEST = 80
"""Letters of what can be hours."""
_DAY = 24 * 60
_HALF = 12 * 60
_EVENING = 17 * 60
"""Minutes of the day from which what seems to end before it begins ends after midnight."""

_TOKEN = re.compile(
    r"""\s*(?:
      (?P<hour>\d{1,2})\s*(?:giờ|[hg:.])\s*(?P<minute>[0-5]\d)(?!\d)(?::[0-5]\d)?
        \s*(?:phút|p(?!\.?\s*m)|')?
    | (?P<half>\d{1,2})\s*(?:giờ|[hg])?\s*rưỡi
    | (?P<compact>[0-2]\d[0-5]\d)(?!\d)
    | (?P<bare>\d{1,2})(?!\d)\s*(?P<unit>(?:giờ|[hg]|o'clock)(?!\w))?
    | (?P<named>noon|midnight)\b
    | (?P<part>[ap]\.?m\b\.?|sáng|trưa|chiều|tối|đêm)
    | (?P<to>->|[-~→]|(?:đến|tới|to|until|till|and)\b)
    | (?P<filling>,|(?:từ|from|between|khoảng|lúc|vào|buổi|trở\ đi|onwards|hrs|hours)\b)
    )""",
    re.VERBOSE,
)
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−－"), "-") | dict.fromkeys(map(ord, "’′‘"), "'")
_ASIDE = re.compile(r"\([^()\d]*\)$")
"""Such as "(dự kiến)"."""

_PARTS: dict[str, tuple[range, range]] = {
    "am": (range(1, 12), range(0)),
    "pm": (range(12, 13), range(1, 12)),
    "sáng": (range(12), range(0)),
    "trưa": (range(10, 15), range(1, 3)),
    "chiều": (range(12, 19), range(1, 7)),
    "tối": (range(17, 24), range(5, 13)),
    "đêm": (range(6), range(8, 13)),
}
"""Of each part of the day: hours that are as they are written, and those that are 12 later."""


@dataclass(frozen=True, slots=True)
class Hours:
    """When something begins and ends. No `end`: it is not said; one that is not later: next day."""

    start: time
    end: time | None

    def on(self, day: date, session: tuple[time, time], zone: tzinfo) -> tuple[datetime, datetime]:
        """Return the beginning and the end on `day`.

        What does not say when it ends lasts until its session does, or as long as the session
        where that ends before. A time that the clock leaps over is that much later, as RFC 5545
        (3.3.5) has it, and nothing ends before it begins.
        """
        begins, last = datetime.combine(day, self.start), datetime.combine(day, session[1])
        if self.end is not None:
            last = datetime.combine(day, self.end)
            ends = last if last > begins else last + ONE_DAY
        else:
            length = last - datetime.combine(day, session[0])
            ends = last if last > begins else begins + length
        first, end = _there(begins, zone), _there(ends, zone)
        if end.astimezone(UTC) <= first.astimezone(UTC):
            end = (first.astimezone(UTC) + (ends - begins)).astimezone(zone)
        return first, end


def exists(moment: datetime, zone: tzinfo) -> bool:
    """Return whether a clock in `zone` ever shows `moment`."""
    return _there(moment, zone).replace(tzinfo=None) == moment


def _there(moment: datetime, zone: tzinfo) -> datetime:
    return moment.replace(tzinfo=zone).astimezone(UTC).astimezone(zone)


def hours_of(text: str) -> Hours | None:
    """Return the times that written hours give, a beginning alone or with an end; None: none.

    Hours of the twelve-hour clock are understood where a part of the day stands beside them.
    """
    plain = unicodedata.normalize("NFKC", text[: _LONGEST + 1]).casefold().translate(_DASHES)
    if len(plain) > _LONGEST:
        return None
    sides = _sides(_ASIDE.sub("", plain.strip()).strip())
    if sides is None:
        return None
    first, *others = sides
    if not others:
        begins = next(first.minutes(first.part), None) if first.plain else None
        return None if begins is None else Hours(_time(begins), None)
    (last,) = others
    return _between(first, last)


@dataclass(slots=True)
class _Side:
    """One end of written hours, as it is read."""

    clock: tuple[int, int] | None = None
    part: str = ""
    plain: bool = False
    """Whether it is a time by itself, without another end beside it."""
    fault: bool = field(default=False)

    def take(self, found: re.Match[str]) -> None:
        """Take a token."""
        if found["part"]:
            self.fault = self.fault or bool(self.part)
            self.part, self.plain = found["part"].replace(".", ""), True
            return
        self.fault = self.fault or self.clock is not None
        if found["named"]:
            self.clock = (12, 0)
            self.part = "pm" if found["named"] == "noon" else "đêm"
        elif found["compact"]:
            self.clock = int(found["compact"][:2]), int(found["compact"][2:])
        elif found["half"]:
            self.clock = int(found["half"]), 30
        else:
            self.clock = int(found["hour"] or found["bare"]), int(found["minute"] or 0)
        self.plain = self.plain or bool(found["hour"] or found["half"] or found["unit"])

    def minutes(self, part: str) -> Iterator[int]:
        """Yield the minute of the day that it is in a part of the day; "": as it is written."""
        assert self.clock is not None
        hour, minute = self.clock
        same, later = _PARTS.get(part, (range(24), range(0)))
        if hour in same or (not part and (hour, minute) == (24, 0)):
            yield hour * 60 + minute
        elif hour in later:
            yield hour * 60 + minute + _HALF
        elif (part, hour) == ("am", 12):
            yield minute


def _sides(text: str) -> list[_Side] | None:
    """Return the one or two ends that `text` is made of; None where it is anything else."""
    sides = [_Side()]
    at = 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            return None
        at = found.end()
        if found["to"]:
            sides.append(_Side())
        elif not found["filling"]:
            sides[-1].take(found)
    fine = len(sides) <= 2 and all(one.clock and not one.fault for one in sides)  # noqa: PLR2004
    return sides if fine else None


def _between(first: _Side, last: _Side) -> Hours | None:
    """Return the hours between two ends: one that says no part of the day may mean the other's."""
    begins, ends = list(_meant(first, last.part)), list(_meant(last, first.part))
    pairs = [(one, other) for one in begins for other in ends]
    for one, other in pairs:
        if one < other:
            return Hours(_time(one), _time(other))
    for one, other in pairs:
        if other < one and one >= _EVENING and other + _DAY - one <= _HALF:
            return Hours(_time(one), _time(other))
    return None


def _meant(side: _Side, others: str) -> Iterator[int]:
    if side.part or not others:
        yield from side.minutes(side.part)
        return
    yield from side.minutes(others)
    for minute in side.minutes(""):
        yield minute
        if minute < _HALF:
            yield minute + _HALF


def _time(minute: int) -> time:
    return time(minute // 60 % 24, minute % 60)
