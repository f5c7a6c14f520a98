"""Hours as people write them ("8h30–10h", "from 6 to 8pm"), read to the times of calendars."""

import re
import unicodedata
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, tzinfo
from itertools import pairwise

from campaign_cli.model.plan import Plan
from campaign_cli.model.plan.days import ONE_DAY
from campaign_cli.model.plan.demand import override_at
from campaign_cli.model.schedule import Booking

_LONGEST = 80
"""Letters of what can be hours."""
_DAY = 24 * 60
_HALF = 12 * 60
_EVENING = 17 * 60
"""Minutes of the day from which what seems to end before it begins ends after midnight."""

_TOKEN = re.compile(
    r"""\s*(?:
      (?P<hour>\d{1,2})\s*(?:giờ|[hg]|(?P<mark>[:.]))\s*
        (?:(?P<minute>[0-5]\d)(?!\d)(?::[0-5]\d)?\s*(?:phút|ph?\b(?!\.?\s*m)|')?
          |(?P<few>\d)\s*(?:phút|ph\b|'))
        (?(mark)(?:\s*(?:giờ|h(?:rs?)?|uhr)\b)?)
    | (?P<half>\d{1,2})\s*(?:giờ|[hg])?\s*rưỡi
    | (?P<compact>[0-2]\d[0-5][05])(?!\d)(?:\s*(?:giờ|h(?:rs?)?)\b)?
    | (?:12\s*)?(?P<named>noon|midday|midnight|nửa\ đêm)\b
    | (?P<bare>\d{1,2})(?!\d)\s*(?P<unit>(?:giờ|[hg]|uhr|o'clock)(?!\w))?
    | (?P<part>[ap]\.?m\b\.?|(?:sáng|trưa|chiều|tối|đêm|sa|ch|morning|afternoon|evening|night)\b)
    | (?P<to>-{1,3}>?|=>|~|\.{2,3}|(?:đến|tới|to|until|til|till)\b)
    | (?P<open>(?:late|(?:the\ )?end|finish|close|(?:khi\ )?(?:kết\ thúc|xong)
        |hết(?:\ (?:chương\ trình|buổi|việc))?)\b)
    | (?P<next>\+\ ?1\b|(?:ngày\ )?hôm\ sau\b|(?:the\ )?(?:next|following)\ day\b)
    | (?P<filling>[,:]|(?:từ|cho|from|khoảng|dự\ kiến|lúc|vào|hồi|buổi|bắt\ đầu|trở\ đi
        |onwards?|at|in|the|about|around|starts?|starting|h(?:ou)?rs
        |cùng\ ngày|(?:the\ )?same\ day|h[àằ]ng\ ngày|mỗi\ ngày|daily|(?:each|every)\ day)\b)
    )""",
    re.VERBOSE,
)
_SIGNS = (
    dict.fromkeys(map(ord, "‐‑‒–—―−－⁃→➔➝➞⟶÷"), "-")
    | dict.fromkeys(map(ord, "’′‘"), "'")
    | dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
)
_BETWEEN = re.compile(r"^between\b(.*)\band\b")
_ASIDE = re.compile(r"\(([^()\d]*)\)$")
"""Such as "(dự kiến)"; of one that says a part of the day, the part counts."""
_BESIDE = re.compile(
    r"""\s*(?:
      \((?:{gathering}|\d+\s*(?:lượt|lần|buổi|ca|đợt|vòng|trận|nhóm|đội|phần|lớp|suất)\b
        |\d+\s*(?:rounds?|sessions?|shifts?|groups?|teams?|heats?|parts?|turns?|class(?:es)?)\b)
        [^()]*\)
    | [,;]\s*{gathering}[^(),;]*\Z
    )""".replace(
        "{gathering}",
        r"(?:tập\ trung|có\ mặt|đón\ (?:khách|tiếp)|mở\ cửa|doors?|gather(?:ing)?|meet(?:ing)?"
        r"|arriv(?:e|al)|check-?in|registration)\b",
    ),
    re.VERBOSE,
)
"""What is said beside the hours: when people gather, or in how many turns: "(tập trung 7h00)"."""
_LABEL = re.compile(
    r"^\s*(?:ca|lượt|buổi|đợt|phần|suất|session|shift|part|round)\s*\d{1,2}\s*[:：]"
)
_NEXT = re.compile(r"\s*(?:[,;/|&+\n]|\b(?:và|and)\b)\s*")
"""Between two spans of one event: "7h–11h30, 13h30–17h"."""
_BARE = re.compile(r"\d{1,2}\s*-+\s*\d{1,2}")
"""Behind other hours rather days: "8h–10h, 15–17"."""
_LENGTH = re.compile(
    r"\(\s*(?:khoảng\s*|about\s*)?\d+(?:[.,]\d+)?\s*(?:phút|tiếng|min(?:ute)?s?|h(?:ou)?rs?)\s*\)\Z"
)
"""How long it takes: said anyway where hours have an end, and their end where they have none."""
_NUMBERS = ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")
_NUMBER = re.compile(rf"\b({'|'.join((*_NUMBERS, 'mười một', 'mười hai'))})(?=\ giờ\b)")
_PART_OF_DAY = re.compile(
    r"\b(?:[ap]\.?m|sáng|trưa|chiều|tối|đêm|sa|ch|morning|afternoon|evening|night)\b"
)
_EARLY = 7
"""The hour before which two numbers alone ("2–4") may mean the afternoon, or a day."""
_NIGHT = range(1, 5)
"""Hours ("2h", "2 giờ") that more likely mean the afternoon, or how long it takes."""
_DAWN = 6 * 60
_MONTHS = range(1, 13)

_MORNING, _AFTERNOON = (range(12), range(0)), (range(12, 19), range(1, 7))
_BEFORE_NOON, _AFTER_NOON = (range(1, 12), range(0)), (range(12, 13), range(1, 12))
_PARTS: dict[str, tuple[Container[int], range]] = {
    "am": _BEFORE_NOON,
    "pm": _AFTER_NOON,
    "sa": _BEFORE_NOON,
    "ch": _AFTER_NOON,
    "sáng": _MORNING,
    "morning": _MORNING,
    "trưa": (range(10, 15), range(1, 3)),
    "chiều": _AFTERNOON,
    "afternoon": _AFTERNOON,
    "tối": (range(17, 24), range(5, 13)),
    "evening": (range(17, 24), range(5, 12)),
    "đêm": ((*range(6), *range(20, 24)), range(8, 13)),
    "night": (range(18, 24), range(6, 12)),
}
"""Of each part of the day: hours that are as they are written, and those that are 12 later.

`SA` and `CH` are what Vietnamese Windows and Excel write for am and pm.
"""


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


Span = tuple[datetime, datetime]
"""When something begins and ends."""


def spans(plan: Plan, booking: Booking, days: Iterable[date], zone: tzinfo) -> Iterator[Span]:
    """Yield when an event begins and ends on each of some `days` of it.

    The hours that pages print where they can be read, else those of the sessions that it takes.
    """
    activity = plan.activities[booking.activity]
    sessions = {session.id: session for session in plan.calendar.sessions}
    block = plan.host_activity(activity).sessions
    if not plan.host_activity(activity).window:
        start = list(sessions).index(booking.session)
        block = tuple(sessions)[start : start + booking.sessions]
    taken = sessions[block[0]].start, sessions[block[-1]].end
    printed = override_at(activity, booking.member).hours or activity.hours
    hours = hours_of(printed) or Hours(*taken)
    for day in days:
        yield hours.on(day, taken, zone)


def exists(moment: datetime, zone: tzinfo) -> bool:
    """Return whether a clock in `zone` ever shows `moment`."""
    return _there(moment, zone).replace(tzinfo=None) == moment


def _there(moment: datetime, zone: tzinfo) -> datetime:
    return moment.replace(tzinfo=zone).astimezone(UTC).astimezone(zone)


def hours_of(text: str) -> Hours | None:
    """Return the times that written hours give, a beginning alone or with an end; None: none.

    Hours of the twelve-hour clock are understood where a part of the day stands beside them.
    """
    plain = unicodedata.normalize("NFKC", text[: _LONGEST + 1]).casefold().translate(_SIGNS)
    if len(plain) > _LONGEST:
        return None
    plain = _BESIDE.sub("", plain)
    found = _span(plain)
    parts = [_LABEL.sub("", one) for one in _NEXT.split(plain.strip(" .;"))]
    if found is not None or len(parts) == 1 or any(map(_BARE.fullmatch, parts)):
        return found
    # Of several spans, from the first one's beginning to the last one's end.
    several = [_span(one) for one in parts]
    for one, other in pairwise(several):
        if (
            one is None
            or one.end is None
            or other is None
            or not one.start < one.end <= other.start
        ):
            return None
    first, last = several[0], several[-1]
    return Hours(first.start, last.end) if first and last and last.end else None


def _span(plain: str) -> Hours | None:
    """Return the times of one beginning, alone or with an end."""
    plain = _LABEL.sub("", plain).strip(" .;~\t\n")
    if length := _LENGTH.search(plain):
        found = _span(plain[: length.start()])
        return found if found and found.end else None
    if re.search(r"[^(\s].*\(\s*\d", plain):
        return None
    aside = _ASIDE.search(plain)
    if aside and not _PART_OF_DAY.search(aside[1]):
        plain = plain[: aside.start()].strip()
    plain = _BETWEEN.sub(r"\1-", plain.replace("(", " ").replace(")", " "))
    plain = _NUMBER.sub(_figure, plain)
    sides = _sides(plain.strip())
    if sides is None:
        return None
    first, *others = sides
    if not others or others[0].open:
        return _from(first)
    return _between(first, others[0])


def _figure(found: re.Match[str]) -> str:
    """Return the figure of a number in words: "tám giờ" is "8 giờ"."""
    tens, _, ones = found[1].rpartition(" ")
    return str(_NUMBERS.index(ones) + 1 + (10 if tens else 0))


@dataclass(slots=True)
class _Side:
    """One end of written hours, as it is read."""

    clock: tuple[int, int] | None = None
    part: str = ""
    plain: bool = False
    """Whether it is a time by itself, without another end beside it."""
    early: bool = False
    """Whether it may be of the afternoon as well: "2h", not "02:00"."""
    dotted: bool = False
    """Whether it may be a day and a month as well."""
    open: bool = False
    """Whether it says that there is no end."""
    next: bool = False
    """Whether it says that it is on the next day."""
    fault: bool = field(default=False)

    def take(self, found: re.Match[str]) -> None:
        """Take a token."""
        if found["open"] or found["next"]:
            self.open, self.next = self.open or bool(found["open"]), bool(found["next"])
            return
        if found["part"]:
            self.fault = self.fault or bool(self.part)
            self.part, self.plain = found["part"].replace(".", ""), True
            return
        self.fault = self.fault or self.clock is not None
        if found["named"]:
            self.clock = (12, 0)
            self.part = "đêm" if found["named"] in {"midnight", "nửa đêm"} else "pm"
            self.plain = True
        elif found["compact"]:
            self.clock = int(found["compact"][:2]), int(found["compact"][2:])
        elif found["half"]:
            self.clock = int(found["half"]), 30
        else:
            self.clock = (
                int(found["hour"] or found["bare"]),
                int(found["minute"] or found["few"] or 0),
            )
            written = found["hour"] or found["bare"]
            self.early = self.clock[0] in _NIGHT and not written.startswith("0")
            self.dotted = found["mark"] == "." and self.clock[1] in _MONTHS
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
    first, last = sides[0], sides[-1]
    fine = (
        len(sides) <= 2  # noqa: PLR2004
        and first.clock is not None
        and not (first.fault or first.open or first.next)
        and bool(last.clock) is not last.open
        and not last.fault
    )
    return sides if fine and not _is_date(first, last) else None


def _is_date(first: _Side, last: _Side) -> bool:
    """Return whether it may mean days as well: "20.10", "15.11–17.11"."""
    sides = (first,) if last.open else (first, last)
    return all(one.dotted and not one.part for one in sides)


def _from(first: _Side) -> Hours | None:
    """Return hours that only begin; midnight alone may be that of either side of the day."""
    if not first.plain or (first.part == "đêm" and first.clock == (12, 0)):
        return None
    if first.early and not first.part:
        return None
    begins = next(first.minutes(first.part), _DAY)
    return None if begins == _DAY else Hours(_time(begins), None)


def _between(first: _Side, last: _Side) -> Hours | None:
    """Return the hours between two ends: one that says no part of the day may mean the other's."""
    if not (first.plain or last.plain) and first.clock and first.clock[0] < _EARLY:
        return None
    if first.early and not (first.part or last.part):
        return None
    begins, ends = list(_meant(first, last.part)), list(_meant(last, first.part))
    pairs = [(one, other) for one in begins for other in ends]
    for one, other in () if last.next else pairs:
        if one < other:
            return Hours(_time(one), _time(other))
    for one, other in pairs:
        length = other + _DAY - one
        late = length <= _HALF if one >= _EVENING else other < _DAWN and length < _HALF
        if other < one and (late or last.next):
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
        elif minute == _HALF:
            yield 0


def _time(minute: int) -> time:
    return time(minute // 60 % 24, minute % 60)
