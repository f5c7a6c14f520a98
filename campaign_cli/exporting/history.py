"""What earlier revisions said of events: how often each was moved, and which are no more."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from campaign_cli.exporting.formats import Past


@dataclass(frozen=True, slots=True)
class Gone:
    """An event of an earlier revision that this one does not have."""

    id: str
    title: str
    wards: tuple[str, ...]
    start: datetime
    end: datetime
    changes: int


@dataclass(frozen=True, slots=True)
class History:
    """`changes`: how often each event was moved or dropped before it came to stand where it does.

    `revisions`: how many were kept before.
    """

    changes: Mapping[str, int]
    gone: tuple[Gone, ...]
    revisions: int


def history_of(past: Iterable[Past], now: Iterable[Mapping[str, Any]]) -> History:
    """Return what became of the events of earlier revisions; `now` are this one's, as JSON."""
    changes: dict[str, int] = {}
    last: dict[str, Mapping[str, Any]] = {}
    standing: dict[str, tuple[object, ...] | None] = {}
    revisions = 0
    for events in (*(one.document["events"] for one in past), now):
        revisions += 1
        here = {one["id"]: one for one in events}
        for id_, one in here.items():
            place = (one["start"], one["end"], tuple(one["dates"]), one["venue"])
            if id_ not in standing:
                changes[id_] = 0
            elif standing[id_] != place:
                changes[id_] += 1
            standing[id_] = place
        for id_ in standing.keys() - here.keys():
            if standing[id_] is not None:
                changes[id_] += 1
                standing[id_] = None
        last |= here
    gone = tuple(
        Gone(
            id_,
            one["title"],
            tuple(one["wards"]),
            datetime.fromisoformat(one["start"]),
            datetime.fromisoformat(one["end"]),
            changes[id_],
        )
        for id_, one in sorted(last.items())
        if standing[id_] is None
    )
    return History(changes, gone, revisions - 1)
