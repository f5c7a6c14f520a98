"""What can be named in a plan, and what to say of a name that nothing has."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from campaign_cli.reading.building import sessions
from campaign_cli.reading.draft import Draft
from campaign_cli.reading.files.place import Place, Problem
from campaign_cli.reading.format.kinds import built_in_ids, indicator_names
from campaign_cli.reading.format.tables import Calendar
from campaign_cli.reading.wording.suggestions import did_you_mean, slugs
from campaign_cli.reading.wording.vocabulary import kind_meant, session_meant
from campaign_cli.support.language import Message, message

_MOST_COMPARED = 50_000
"""Names compared in search of those that were meant; a plan that is wrong all over gets fewer."""

Names = Mapping[str, str]
"""Names by id."""


@dataclass(frozen=True, slots=True)
class Noun:
    """Something that is named by its id: the code and sentence for one that is unknown."""

    code: str
    unknown: Callable[[str], Message]
    section: str
    """Where such things stand; a section that is not fully understood is not held to its names."""
    label: Message | None = None


WARD = Noun(
    "P204",
    lambda name: message("unknown ward `{name}`", name=name),
    "ward",
    message("no ward has this id"),
)
MEMBER_OF_EVENTS = Noun(
    "P204",
    lambda name: message("unknown ward `{name}`", name=name),
    "ward",
    message("no ward or group has this id"),
)
VENUE = Noun("P205", lambda name: message("unknown venue `{name}`", name=name), "venue")
ACTIVITY = Noun("P206", lambda name: message("unknown activity `{name}`", name=name), "activity")
KIND = Noun("P207", lambda name: message("unknown kind `{name}`", name=name), "kind")
SESSION = Noun("P208", lambda name: message("unknown session `{name}`", name=name), "session")
RESOURCE = Noun("P209", lambda name: message("unknown resource `{name}`", name=name), "resource")
SUPPLY = Noun("P211", lambda name: message("unknown supply `{name}`", name=name), "supply")
SOURCE = Noun("P212", lambda name: message("unknown source of money `{name}`", name=name), "source")
INDICATOR = Noun(
    "P213", lambda name: message("unknown indicator `{name}`", name=name), "indicators"
)


_KNOWN: Mapping[str, str] = {
    "ward": "wards",
    "venue": "venues",
    "activity": "activities",
    "kind": "kinds",
    "session": "sessions",
    "resource": "resources",
    "supply": "supplies",
    "source": "sources",
    "indicators": "indicators",
}
"""Which list of a book the things of a section stand in."""


class Book:
    """The names of a draft, each looked up once."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self._compared = 0
        self._called: dict[Callable[[str], Message], dict[str, str]] = {}

    def missing(self, noun: Noun, name: str, place: Place) -> Problem | None:
        """Return the problem of `name` at `place`; None where there is such a thing."""
        names = self._names(noun)
        if name in names or self._blurred(noun):
            return None
        return Problem(
            noun.code,
            noun.unknown(name),
            place,
            label=WARD.label if noun is MEMBER_OF_EVENTS and not self.draft.groups else noun.label,
            help=self._suggestion(noun, name, names),
        )

    def _suggestion(self, noun: Noun, name: str, names: Names) -> Message | None:
        """Return what may have been meant, as long as comparing has not become dear."""
        self._compared += len(names)
        if self._compared > _MOST_COMPARED:
            return None
        key = noun.unknown
        if key not in self._called:
            self._called[key] = slugs(names)
        found = None
        if noun is KIND:
            found = kind_meant(name, {id_: self._kind_names(id_) for id_ in names})
        elif noun is SESSION:
            found = session_meant(name, names)
        if found is not None:
            return message("did you mean `{name}`?", name=found)
        known = did_you_mean(name, names, self._called[key])
        if known is None and noun is KIND:
            return message("known: {names}", names=tuple(f"`{one}`" for one in names))
        return known

    def _kind_names(self, id_: str) -> Iterable[str]:
        """Return what a kind and its events are called, in both languages."""
        kind = self.draft.kind(id_)
        return () if kind is None else (*kind.name.values(), *kind.unit.values())

    def _blurred(self, noun: Noun) -> bool:
        blurred = self.draft.blurred
        if noun is MEMBER_OF_EVENTS and "group" in blurred:
            return True
        return noun.section in blurred or noun.section in self._half_read

    @cached_property
    def _half_read(self) -> frozenset[str]:
        """Lists inside single tables that are not fully understood."""
        draft = self.draft
        half = set()
        for section, table in (("session", draft.calendar), ("source", draft.budget)):
            single = "calendar" if section == "session" else "budget"
            if single in draft.blurred or (table is not None and section in table.flawed):
                half.add(section)
        return frozenset(half)

    def _names(self, noun: Noun) -> Names:
        if noun is MEMBER_OF_EVENTS:
            return self._wards_and_groups
        names: Names = getattr(self, _KNOWN[noun.section])
        return names

    @cached_property
    def wards(self) -> Names:
        """Every ward's name."""
        return {id_: item.value.name for id_, item in self.draft.wards.items()}

    @cached_property
    def _wards_and_groups(self) -> Names:
        groups = {id_: item.value.name or id_ for id_, item in self.draft.groups.items()}
        return {**self.wards, **groups}

    @cached_property
    def venues(self) -> Names:
        """Every venue's name."""
        return {id_: item.value.name for id_, item in self.draft.venues.items()}

    @cached_property
    def activities(self) -> Names:
        """Every activity's title."""
        return {id_: item.value.title for id_, item in self.draft.activities.items()}

    @cached_property
    def kinds(self) -> Names:
        """Every kind, the built-in ones and the plan's own."""
        return dict.fromkeys((*built_in_ids(), *self.draft.kinds), "")

    @cached_property
    def sessions(self) -> Names:
        """Every session's id, in order."""
        calendar = self.draft.calendar.value if self.draft.calendar else Calendar()
        return {one.id: one.name["vi"] for one in sessions(calendar)}

    @cached_property
    def resources(self) -> Names:
        """Every resource's name."""
        return {id_: item.value.name for id_, item in self.draft.resources.items()}

    @cached_property
    def supplies(self) -> Names:
        """Every supply's name."""
        return {id_: item.value.name for id_, item in self.draft.supplies.items()}

    @cached_property
    def sources(self) -> Names:
        """Every source's name."""
        budget = self.draft.budget
        return {one.id: one.name or one.id for one in budget.value.source} if budget else {}

    @cached_property
    def indicators(self) -> Names:
        """Every indicator, the built-in ones and the plan's own."""
        return dict.fromkeys((*indicator_names(), *self.draft.indicators), "")

    def counts(self) -> Iterable[str]:
        """Return what things can be shared by."""
        own = {count for item in self.draft.wards.values() for count in item.value.counts}
        return ("population", "need", "equal", *sorted(own))
