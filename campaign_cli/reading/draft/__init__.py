"""The draft of a plan: every table checked by itself, under its id, before they are joined."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from campaign_cli.model.plan.kind import Kind
from campaign_cli.reading.files.place import Item, Place, Problem
from campaign_cli.reading.files.sources import Source
from campaign_cli.reading.format import activities as act
from campaign_cli.reading.format import tables as fmt
from campaign_cli.reading.format.kinds import built_in, built_in_ids, parent_of, sound_kinds
from campaign_cli.support.diagnostic import Path


@dataclass(slots=True)
class Draft:
    """A plan's tables by section and id, in the order of the files, and where they stand.

    `blurred` names the sections some of whose tables have no id that is known: a name that is not
    found among them is not called unknown.
    """

    sources: Mapping[str, Source]
    campaign: Item[fmt.Campaign] | None = None
    document: Item[fmt.Document] | None = None
    calendar: Item[fmt.Calendar] | None = None
    budget: Item[fmt.Budget] | None = None
    bodies: dict[str, Item[fmt.Body]] = field(default_factory=dict)
    groups: dict[str, Item[fmt.Group]] = field(default_factory=dict)
    wards: dict[str, Item[fmt.Ward]] = field(default_factory=dict)
    venues: dict[str, Item[fmt.Venue]] = field(default_factory=dict)
    resources: dict[str, Item[fmt.Resource]] = field(default_factory=dict)
    supplies: dict[str, Item[fmt.Supply]] = field(default_factory=dict)
    activities: dict[str, Item[act.Activity]] = field(default_factory=dict)
    tasks: dict[str, Item[act.CampaignTask]] = field(default_factory=dict)
    kinds: dict[str, Item[act.Kind]] = field(default_factory=dict)
    preferences: dict[str, Item[int]] = field(default_factory=dict)
    indicators: dict[str, Item[Any]] = field(default_factory=dict)
    places: dict[Path, Place] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    blurred: set[str] = field(default_factory=set)
    group_wards: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Each group's wards, those of the short form included, in the order of the wards."""
    host_of: dict[str, str] = field(default_factory=dict)
    """For each activity the one in whose events it takes place: itself where it is alone."""
    made_kinds: dict[str, Kind] = field(default_factory=dict)

    @property
    def near(self) -> date | None:
        """About when the campaign is, as its text says it."""
        for source in self.sources.values():
            campaign = source.data.get("campaign")
            start = campaign.get("start") if isinstance(campaign, dict) else None
            if type(start) is date:
                return start
        return None

    def written(self, place: Place) -> str:
        """Return how the file writes a value, as far as it stands on one line."""
        span = self.sources[place.file].span(place)
        return span.text[span.column - 1 : span.end_column - 1]

    def place_in_ward(self, ward: Item[fmt.Ward], key: str) -> Place:
        """Return where a key of a ward stands: in the plan, or in the ward's own file."""
        return self.places.get(("ward", ward.id, key), ward.place / key)

    def closings(self) -> Iterator[tuple[list[fmt.Closing], Place]]:
        """Yield every list of closings."""
        if self.calendar:
            yield self.calendar.value.closed, self.calendar.place / "closed"
        for ward in self.wards.values():
            yield ward.value.closed, self.place_in_ward(ward, "closed")
        for venue in self.venues.values():
            yield venue.value.closed, venue.place / "closed"
        for resource in self.resources.values():
            for at, member in enumerate(resource.value.members or ()):
                yield member.closed, resource.place / "members" / at / "closed"

    def kind(self, id_: str) -> Kind | None:
        """Return a kind; None where it is unknown, or made from what is."""
        if id_ not in self.made_kinds:
            self.made_kinds.update(sound_kinds(self.kinds, id_))
        return self.made_kinds.get(id_)

    def parent_kind(self, id_: str) -> Kind | None:
        """Return the kind that one of the plan's own is made from."""
        parent = parent_of(id_, self.kinds[id_].value)
        if parent == id_:
            return built_in(id_) if id_ in built_in_ids() else None
        return None if parent is None else self.kind(parent)
