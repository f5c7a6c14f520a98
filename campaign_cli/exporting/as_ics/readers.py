"""Whose calendars there are, and what each holds."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from campaign_cli.exporting.as_ics.history import Gone, History
from campaign_cli.exporting.as_ics.past import EVERYONE, Before, Dropped
from campaign_cli.exporting.material import WHOLE, Material, Past, slug
from campaign_cli.model.checklist import Event, Line
from campaign_cli.pages.framing import on_the_spot
from campaign_cli.pages.phrases import Phrases, Reader


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


def readings(material: Material, history: History, past: Sequence[Past]) -> Iterator[Reading]:
    """Yield what is for each ward, owner and person asked for, and for everyone."""
    lists = material.checklists
    say = Phrases(lists.stamp)
    before = Before(material, history, past)
    for ward in material.wards:
        sheet = lists.sheet(ward, full=True)
        yield Reading(
            stem=f"wards/{slug(ward)}",
            name=say.ward(sheet.ward),
            reader=sheet.ward,
            events=sheet.events,
            lines=sheet.lines,
            gone=before.events(("ward", ward), (one for one in history.gone if ward in one.wards)),
            dropped=before.tasks(("ward", ward)),
        )
    for owner in material.owners:
        body = lists.body(owner, full=True)
        yield Reading(
            stem=f"owners/{slug(owner)}",
            name=body.body.name,
            reader=body.body,
            events=body.events,
            lines=body.lines,
            gone=before.events(
                ("owner", owner), (one for one in history.gone if one.owner == owner)
            ),
            dropped=before.tasks(("owner", owner)),
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
    yield from _withdrawn(material, history, before)
    if material.everyone:
        whole = lists.whole()
        yield Reading(
            stem=WHOLE,
            name=whole.organiser.name,
            reader=None,
            events=whole.events,
            lines=whole.lines,
            gone=before.events(EVERYONE, history.gone),
            dropped=before.tasks(EVERYONE),
        )


def _withdrawn(material: Material, history: History, before: Before) -> Iterator[Reading]:
    """Yield what takes back the entries of those who are in the plan no more: nobody else will."""
    say = Phrases(material.checklists.stamp)
    for (kind, id_), office in before.withdrawn.items():
        theirs = (
            one for one in history.gone if id_ in (one.wards if kind == "ward" else (one.owner,))
        )
        yield Reading(
            stem=f"{kind}s/{slug(id_)}",
            name=say.ward(office) if kind == "ward" else office.name,
            reader=None,
            events=(),
            gone=before.events((kind, id_), theirs),
            dropped=before.tasks((kind, id_)),
        )
    if "person" in material.every:
        for person in sorted(history.gone_of.keys() - material.checklists.people.keys()):
            yield Reading(
                stem=f"people/{slug(person)}",
                name=history.called[person] if material.options.personal else person,
                reader=None,
                events=(),
                gone=history.gone_of[person],
                sequence=history.revisions,
            )
