"""Content lines of a calendar (RFC 5545, 3.1): escaped, folded, in UTF-8."""

from datetime import date, timedelta

DAY_BEFORE = timedelta(days=-1)
HOURS_BEFORE = timedelta(hours=-2)
MORNING_BEFORE = timedelta(hours=-16)
"""When the alarm of an entry without hours rings: at eight on the day before.

Outlook takes none that rings after an all-day entry has begun.
"""

_TRIGGERS = {DAY_BEFORE: "-P1D", HOURS_BEFORE: "-PT2H", MORNING_BEFORE: "-PT16H"}
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
_WIDTH = 75
"""Octets of a content line."""


def line(name: str, *values: str) -> bytes:
    """Return a content line: its values escaped, folded at 75 octets and at no letter's inside.

    RFC 5545, 3.1 and 3.3.11.
    """
    text = ",".join(value.translate(_ESCAPES) for value in values)
    content = f"{name}:{text}".encode()
    if len(content) <= _WIDTH:
        return content + b"\r\n"
    parts = []
    at, width = 0, _WIDTH
    while at < len(content):
        end = min(at + width, len(content))
        while end < len(content) and content[end] & 0xC0 == 0x80:  # noqa: PLR2004 - UTF-8's own
            end -= 1
        parts.append(content[at:end])
        at, width = end, _WIDTH - 1
    return b"\r\n ".join(parts) + b"\r\n"


def day_line(name: str, day: date) -> bytes:
    """Return a property that is a day."""
    return f"{name};VALUE=DATE:{day:%Y%m%d}\r\n".encode()


def alarm(trigger: timedelta, title: str) -> bytes:
    """Return what reminds of `title`, `trigger` after its beginning."""
    head = f"BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:{_TRIGGERS[trigger]}\r\n".encode()
    return b"".join((head, line("DESCRIPTION", title), b"END:VALARM\r\n"))
