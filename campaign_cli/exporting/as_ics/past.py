"""What calendars of earlier versions held and this one's do not: cancelled, reader by reader.

Documents tell which events a revision had, but not what stood in whose calendar: who ran an event,
which tasks there were, which of them shared an entry. So the checklists of the latest versions, and
of each that was the last to have some event, are made again from the plans that were kept.
"""

from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from zoneinfo import ZoneInfo

from campaign_cli.exporting.as_ics.history import Gone, History, gone_of_document
from campaign_cli.exporting.material import Material, Past
from campaign_cli.model.checklist import Event, Line, Office
from campaign_cli.pages import Checklists

LATEST = 3
"""How many of the latest versions are made again: each takes as long as this one."""

Dropped = tuple[Line, int]
"""A task's entry, and how often what it is for was moved."""
Key = tuple[str, str]
"""A reader: `ward`, `owner` or `all`, and an id."""
EVERYONE: Key = ("all", "")


class Before:
    """What was in each reader's calendar, and is in none of this version."""

    def __init__(self, material: Material, history: History, past: Sequence[Past]) -> None:
        self._history = history
        self._zone = ZoneInfo(material.plan.campaign.timezone)
        self._events: dict[Key, dict[str, Gone]] = defaultdict(dict)
        self._tasks: dict[Key, dict[str, Dropped]] = defaultdict(dict)
        self._known: dict[str, set[str]] = defaultdict(set)
        self.withdrawn: dict[Key, Office] = {}
        """The wards and bodies that are no more, where all of them are asked for."""
        chosen = _chosen(history, past)
        if not chosen:
            return
        now = {
            key: (
                {id_ for event in events for id_ in ids_of(event)},
                {one.tasks[0] for one in lines},
            )
            for key, _, events, lines in _readers(material, material.checklists)
        }
        for one in chosen:
            lists = one.lists()
            if lists is not None:
                self._take(material, one, lists, now)

    def events(self, key: Key, gone: Iterable[Gone]) -> tuple[Gone, ...]:
        """Return a reader's entries of events that are no more; `gone`, as documents tell them."""
        told = {one.id: one for one in gone if self._was(one)}
        return tuple(one for _, one in sorted({**told, **self._events[key]}.items()))

    def tasks(self, key: Key) -> tuple[Dropped, ...]:
        """Return a reader's entries of tasks that are no more, or stand in another's."""
        return tuple(self._tasks[key].values())

    def _was(self, one: Gone) -> bool:
        """Return whether there was such an entry, as far as that is known better."""
        known = self._known.get(one.event)
        return known is None or one.id in known

    def _take(
        self,
        material: Material,
        past: Past,
        lists: Checklists,
        now: Mapping[Key, tuple[set[str], set[str]]],
    ) -> None:
        for event in lists.events:
            self._known[event.id] |= {*ids_of(event)}
        changes = self._history.changes
        events_of = {task.id: task.event for task in lists.tasks}
        documents = {one["id"]: one for one in past.document["events"]}
        for key, office, events, lines in _readers(material, lists):
            here, due = now.get(key, (set(), set()))
            if key not in now:
                self.withdrawn[key] = office
            for event in events:
                for id_ in ids_of(event):
                    if id_ not in here and event.id in documents:
                        document = documents[event.id]
                        often = changes.get(event.id, 0)
                        self._events[key][id_] = gone_of_document(id_, document, self._zone, often)
            for line in lines:
                id_ = line.tasks[0]
                if id_ not in due:
                    event_id = events_of[id_]
                    often = self._history.revisions
                    if event_id is not None:
                        often = changes.get(event_id, often)
                    self._tasks[key][id_] = (line, often)


def ids_of(event: Event) -> tuple[str, ...]:
    """Return the ids of an event's entries: one for each day, one alone of a window."""
    if event.window or len(event.dates) == 1:
        return (event.id,)
    return tuple(f"{event.id}/{number}" for number in range(1, len(event.dates) + 1))


def _chosen(history: History, past: Sequence[Past]) -> list[Past]:
    """Return the versions that are made again, the oldest first."""
    chosen = {id(one) for one in (*history.dropped, *past[-LATEST:])}
    return [one for one in past if id(one) in chosen]


def _readers(
    material: Material, lists: Checklists
) -> Iterator[tuple[Key, Office, Sequence[Event], Sequence[Line]]]:
    """Yield each reader that is asked for, of those that a version had, with what was theirs."""
    now = material.checklists
    every = material.every
    for ward in _asked(material.wards, lists.wards, now.wards, every="ward" in every):
        sheet = lists.sheet(ward, full=True)
        yield ("ward", ward), sheet.ward, sheet.events, sheet.lines
    for owner in _asked(material.owners, lists.bodies, now.bodies, every="owner" in every):
        body = lists.body(owner, full=True)
        yield ("owner", owner), body.body, body.events, body.lines
    if material.everyone:
        whole = lists.whole()
        yield EVERYONE, whole.organiser, whole.events, whole.lines


def _asked(
    ids: Iterable[str], then: Collection[str], now: Container[str], *, every: bool
) -> Iterator[str]:
    """Yield those of `ids` that there were then; of `every`one, those too that are no more."""
    yield from (id_ for id_ in ids if id_ in then)
    if every:
        yield from (id_ for id_ in then if id_ not in now)
