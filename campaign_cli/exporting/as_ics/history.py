"""What earlier revisions said of events: how often each was moved, and which are no more."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from campaign_cli.exporting.material import Past
from campaign_cli.model.plan import Plan

Document = Mapping[str, Any]
"""An event of a kept schedule."""


@dataclass(frozen=True, slots=True)
class Gone:
    """An entry of an earlier revision that this one does not have: an event, or a day of it."""

    id: str
    event: str
    title: str
    wards: tuple[str, ...]
    owner: str
    start: datetime
    end: datetime
    changes: int


@dataclass(frozen=True, slots=True)
class History:
    """`changes`: how often each event was moved or dropped before it came to stand where it does.

    `gone_of`: the entries of events at which a person served once, and does not now; `called`:
    what each was called last. `dropped`: the versions that were the last to have some event.
    `revisions`: how many versions there were before.
    """

    changes: Mapping[str, int]
    gone: tuple[Gone, ...]
    gone_of: Mapping[str, tuple[Gone, ...]]
    called: Mapping[str, str]
    dropped: tuple[Past, ...]
    revisions: int


def history_of(
    plan: Plan, past: Sequence[Past], now: Mapping[str, Any], reworded: int = 0
) -> History:
    """Return what became of the events of earlier versions; `now` is this one's schedule as JSON.

    `reworded`: how often the plan's words changed while its schedule stood: hours, names, places.
    Which entries that concerned is not asked: all count one change more.
    """
    here = {one["id"]: one for one in now["events"]}
    stood = [{one["id"]: one for one in _events(each)} for each in past]
    # A schedule that stood before in other words has its hours among these, and counts once.
    latest = stood[-1] if past and past[-1].number == now["revision"] else here
    moved = _changes((*stood, latest))
    changes = {id_: often + reworded for id_, often in moved.items()}
    last: dict[str, Past] = {}
    entries: dict[str, Document] = {}
    served: dict[str, dict[str, Document]] = defaultdict(dict)
    called: dict[str, str] = {}
    for revision in past:
        for one in _events(revision):
            last[one["id"]] = revision
            its = dict.fromkeys(entry_ids(plan, one), one)
            entries |= its
            for person, name in _people(one):
                served[person] |= its
                called[person] = name
    for one in here.values():
        for id_ in entry_ids(plan, one):
            entries.pop(id_, None)
            for person, _ in _people(one):
                served[person].pop(id_, None)
    zone = ZoneInfo(plan.campaign.timezone)
    return History(
        changes=changes,
        gone=_gone(entries, zone, changes),
        gone_of={person: _gone(its, zone, changes) for person, its in served.items()},
        called=called,
        dropped=tuple(last[id_] for id_ in last.keys() - here.keys()),
        revisions=len(past),
    )


def _events(revision: Past) -> Sequence[Document]:
    events: Sequence[Document] = revision.document["events"]
    return events


def _changes(revisions: Iterable[Mapping[str, Document]]) -> dict[str, int]:
    """Return how often each event was moved or dropped, by id."""
    changes: dict[str, int] = {}
    standing: dict[str, tuple[object, ...] | None] = {}
    for events in revisions:
        for id_, one in events.items():
            place = (one["start"], one["end"], tuple(one["dates"]), one["venue"])
            if id_ not in standing:
                changes[id_] = 0
            elif standing[id_] != place:
                changes[id_] += 1
            standing[id_] = place
        for id_ in standing.keys() - events.keys():
            if standing[id_] is not None:
                changes[id_] += 1
                standing[id_] = None
    return changes


def _people(event: Document) -> Iterator[tuple[str, str]]:
    """Yield who serves: ids, and names."""
    for served in event["resources"].values():
        if not isinstance(served, int):
            yield from ((one["id"], one["name"]) for one in served)


def entry_ids(plan: Plan, event: Document) -> tuple[str, ...]:
    """Return the ids of an event's entries: one for each of its days, but of what lasts for weeks.

    Of an activity that the plan has no more it is not known whether it did: of its days, then.
    """
    activity = plan.activities.get(event["activity"])
    if len(event["dates"]) == 1 or (activity is not None and activity.window):
        return (event["id"],)
    return tuple(f"{event['id']}/{number}" for number in range(1, len(event["dates"]) + 1))


def _gone(
    entries: Mapping[str, Document], zone: ZoneInfo, changes: Mapping[str, int]
) -> tuple[Gone, ...]:
    return tuple(
        gone_of_document(id_, event, zone, changes[event["id"]])
        for id_, event in sorted(entries.items())
    )


def gone_of_document(id_: str, event: Document, zone: ZoneInfo, changes: int) -> Gone:
    """Return the entry of an event, or of the day of it that `id_` names."""
    return Gone(
        id=id_,
        event=event["id"],
        title=event["title"],
        wards=tuple(event["wards"]),
        owner=event["owner"],
        start=_moment(id_, event, "start", zone),
        end=_moment(id_, event, "end", zone),
        changes=changes,
    )


def _moment(id_: str, event: Document, key: str, zone: ZoneInfo) -> datetime:
    """Return when an entry begins or ends: the event, or the day of it that its id names."""
    moment = datetime.fromisoformat(event[key]).astimezone(zone)
    if id_ == event["id"]:
        return moment
    number = int(id_.removeprefix(f"{event['id']}/"))
    # What ends after midnight ends as late on each of its days.
    whole = date.fromisoformat(event["dates"][0 if key == "start" else -1])
    day = date.fromisoformat(event["dates"][number - 1]) + (moment.date() - whole)
    return datetime.combine(day, moment.time(), zone)
