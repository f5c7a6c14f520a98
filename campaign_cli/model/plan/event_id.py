"""The id of an event: what it consists of, and how that is written.

    id      = activity [ "@" member ] [ "#" number ]
    member  = the id of a ward or group; none for one event for all
    number  = which of the activity's `times`, by date, from 2 on: the first says none

What stands between "@" and "#" is read as one word, so that places below a ward ("ward/site") or
two teams ("a~b") can be members without another grammar. A key of `fixed` is an id without its
activity.
"""

from typing import NamedTuple


class EventId(NamedTuple):
    """An event's activity, its member ("" for one for all), and its number from 1."""

    activity: str
    member: str = ""
    number: int = 1

    def __str__(self) -> str:
        return f"{self.activity}{'@' if self.member else ''}{self.key}"

    @property
    def key(self) -> str:
        """What it is called inside its activity: the key under which the plan may fix it."""
        return f"{self.member}#{self.number}" if self.number > 1 else self.member

    @classmethod
    def parse(cls, text: str) -> "EventId":
        """Return what an id says.

        Raises:
            ValueError: what stands after "#" is no number.
        """
        at, _, number = text.partition("#")
        activity, _, member = at.partition("@")
        return cls(activity, member, int(number or 1))

    @classmethod
    def of_key(cls, activity: str, key: str) -> "EventId":
        """Return the id of the event that an activity calls `key`.

        Raises:
            ValueError: what stands after "#" is no number.
        """
        member, _, number = key.partition("#")
        return cls(activity, member, int(number or 1))


def event_id(activity: str, member: str, number: int) -> str:
    """Return the id of an event as text."""
    return str(EventId(activity, member, number))
