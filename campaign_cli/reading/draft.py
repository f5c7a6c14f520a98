"""The draft of a plan: every table checked by itself, under its id, before they are joined."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from campaign_cli.model.diagnostic import Path
from campaign_cli.reading import format as fmt
from campaign_cli.reading import format_activity as act
from campaign_cli.reading.place import Item, Place, Problem
from campaign_cli.reading.sources import Source


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
