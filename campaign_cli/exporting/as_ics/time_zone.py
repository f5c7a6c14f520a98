"""A calendar's time zone (RFC 5545, 3.6.5): its offsets from the days before the first to the last.

Each change of the clock is an observance of its own, without a rule of recurrence: such rules are
what programs read differently. icalendar writes onsets in the offset that they lead to, where the
standard asks for the one that they end, and leaves out the observances that Outlook needs.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

_YEAR = timedelta(days=400)
"""Where clocks change every year, they do so within this time."""
_DAY, _MINUTE = timedelta(days=1), timedelta(minutes=1)
_EVER = "19700101T000000"
"""When what was always so begins."""


def zone_lines(zone: ZoneInfo, first: datetime, last: datetime) -> bytes:
    """Return the VTIMEZONE that tells each moment from `first` to `last`.

    With the change before and the one after: a zone that has summer time has both observances, in
    a campaign that lies within one of them too (MS-OXCICAL 2.1.3.1.1.19.2 asks for STANDARD).
    """
    changes = list(_changes(zone, first - _YEAR, last + _YEAR))
    before = [one for one in changes if one <= first][-1:]
    after = [one for one in changes if one > last][:1]
    told = [*before, *(one for one in changes if first < one <= last), *after]
    summers = [_summer(zone, one) for one in told]
    lines = ["BEGIN:VTIMEZONE", f"TZID:{zone.key}"]
    if not before:
        always = (first - _YEAR).astimezone(zone)
        lines += _observance("STANDARD", _EVER, always, always)
    for one, summer in zip(told, summers, strict=True):
        # Summer time all along is the standard there.
        kind = "DAYLIGHT" if summer and not (before and all(summers)) else "STANDARD"
        old, now = (one - _MINUTE).astimezone(zone), one.astimezone(zone)
        onset = one.replace(tzinfo=None) + (old.utcoffset() or timedelta())
        lines += _observance(kind, f"{onset:%Y%m%dT%H%M%S}", old, now)
    return "".join(f"{one}\r\n" for one in (*lines, "END:VTIMEZONE")).encode()


def _observance(kind: str, onset: str, old: datetime, now: datetime) -> Iterator[str]:
    yield f"BEGIN:{kind}"
    yield f"DTSTART:{onset}"
    yield f"TZNAME:{now.tzname()}"
    yield f"TZOFFSETFROM:{_offset(old)}"
    yield f"TZOFFSETTO:{_offset(now)}"
    yield f"END:{kind}"


def _offset(moment: datetime) -> str:
    return f"{moment:%z}"


def _changes(zone: ZoneInfo, first: datetime, last: datetime) -> Iterator[datetime]:
    """Yield the moments in UTC, to the minute, from which the offset is another."""
    day = first.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    while day <= last:
        lower, upper = day, day + _DAY
        while _told(zone, lower) != _told(zone, upper) and upper - lower > _MINUTE:
            middle = lower + (upper - lower) // 2 // _MINUTE * _MINUTE
            if _told(zone, lower) != _told(zone, middle):
                upper = middle
            else:
                lower = middle
        if _told(zone, lower) != _told(zone, upper):
            yield upper
        day += _DAY


def _told(zone: ZoneInfo, moment: datetime) -> timedelta | None:
    return moment.astimezone(zone).utcoffset()


def _summer(zone: ZoneInfo, change: datetime) -> bool:
    """Return whether summer time begins: clocks go forward, and not for good.

    Where the standard is said to be the later time, and winter to be the exception (Ireland,
    Morocco), calendars have it the other way round: programs take DAYLIGHT to be the later.
    """
    now, old = change.astimezone(zone), (change - _MINUTE).astimezone(zone)
    forward = (now.utcoffset() or timedelta()) > (old.utcoffset() or timedelta())
    return forward and bool(now.dst() or old.dst())
