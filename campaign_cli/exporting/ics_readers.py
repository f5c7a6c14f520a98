"""Whose calendars there are, and what each holds."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from campaign_cli.exporting.formats import WHOLE, Material, slug
from campaign_cli.exporting.history import Gone, History
from campaign_cli.model.checklist import Event, Line
from campaign_cli.model.framing import on_the_spot
from campaign_cli.model.pages import Checklists
from campaign_cli.model.phrases import Phrases, Reader

Dropped = tuple[Line, int]


@dataclass(frozen=True, slots=True)
class Reading:
    """What one reader's calendar holds.

    `gone` are entries of events that are no more, `dropped` the tasks of such events with how
    often each was moved. `sequence` is that of all entries, where it is not each one's own.
    """

    stem: str
    name: str
    reader: Reader
    events: tuple[Event, ...]
    lines: tuple[Line, ...] = ()
    gone: tuple[Gone, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    sequence: int | None = None
    on_the_spot: Mapping[str, str] = field(default_factory=dict)
    """Whom to call there, by event: of whoever serves."""

    def sequence_of(self, changes: int) -> int:
        """Return the SEQUENCE of an entry of an event that was moved so often."""
        return changes if self.sequence is None else self.sequence


def readings(material: Material, history: History) -> Iterator[Reading]:
    """Yield what is for each ward, owner and person asked for, and for everyone."""
    lists = material.checklists
    say = Phrases(lists.stamp)
    past = _Past(material, history)
    for ward in material.wards:
        sheet = lists.sheet(ward, full=True)
        yield Reading(
            stem=f"wards/{slug(ward)}",
            name=say.ward(sheet.ward),
            reader=sheet.ward,
            events=sheet.events,
            lines=sheet.lines,
            gone=tuple(one for one in history.gone if ward in one.wards),
            dropped=tuple(past.of_ward(ward)),
        )
    for owner in material.owners:
        body = lists.body(owner, full=True)
        yield Reading(
            stem=f"owners/{slug(owner)}",
            name=body.body.name,
            reader=body.body,
            events=body.events,
            lines=body.lines,
            gone=tuple(one for one in history.gone if one.owner == owner),
            dropped=tuple(past.of_body(owner)),
        )
    for person in material.people:
        page = lists.person(person)
        events = tuple(event for event, _ in page.events)
        yield Reading(
            stem=f"people/{slug(person)}",
            name=page.person.name,
            reader=page.person,
            events=events,
            gone=history.gone_of.get(person, ()),
            on_the_spot={event.id: on_the_spot(say, office) for event, office in page.events},
            # Somebody else may have served, and they again: no count of moves tells that.
            sequence=history.revisions,
        )
    if material.everyone:
        whole = lists.whole()
        yield Reading(
            stem=WHOLE,
            name=whole.organiser.name,
            reader=None,
            events=whole.events,
            lines=whole.lines,
            gone=history.gone,
            dropped=tuple(past.of_all()),
        )


class _Past:
    """The checklists of the revisions that were the last to have some events."""

    def __init__(self, material: Material, history: History) -> None:
        self._known: list[tuple[Checklists, dict[str, int]]] = []
        here = {task.id for task in material.checklists.tasks}
        for past, had in history.dropped:
            lists = past.lists()
            tasks = () if lists is None else lists.tasks
            changes = {
                task.id: history.changes.get(task.event or "", history.revisions)
                for task in tasks
                if task.id not in here
                and (task.event in had or task.activity not in material.plan.activities)
            }
            if lists is not None and changes:
                self._known.append((lists, changes))

    def of_ward(self, ward: str) -> Iterator[Dropped]:
        """Yield a ward's tasks for events and activities that are no more."""
        for lists, changes in self._known:
            if ward in lists.ward_ids:
                yield from _among(lists.sheet(ward, full=True).lines, changes)

    def of_body(self, body: str) -> Iterator[Dropped]:
        """Yield a body's."""
        for lists, changes in self._known:
            if body in lists.body_ids:
                yield from _among(lists.body(body, full=True).lines, changes)

    def of_all(self) -> Iterator[Dropped]:
        """Yield everyone's."""
        for lists, changes in self._known:
            yield from _among(lists.whole().lines, changes)


def _among(lines: tuple[Line, ...], changes: Mapping[str, int]) -> Iterator[Dropped]:
    found = ((line, changes.get(line.tasks[0])) for line in lines)
    yield from ((line, often) for line, often in found if often is not None)
