"""What the names in a draft stand for: a ward's own before the plan's, groups as their wards."""

from collections.abc import Iterator
from datetime import date

from campaign_cli.model.plan import Targets
from campaign_cli.reading.draft import Draft
from campaign_cli.reading.draft.tables import own_id
from campaign_cli.reading.files.place import Item, Place
from campaign_cli.reading.format import activities as act


def activity_id(draft: Draft, name: str, ward: str | None) -> str:
    """Return the id of the activity that `name` means in the plan or in a ward's own file."""
    own = own_id(ward, name) if ward else name
    return own if own in draft.activities else name


def venue_id(draft: Draft, name: str, ward: str | None) -> str:
    """Return the id of the venue that `name` means in the plan or in a ward's own file."""
    own = own_id(ward, name) if ward else name
    return own if own in draft.venues else name


def wards_in(draft: Draft, names: list[str]) -> tuple[str, ...]:
    """Return the wards among `names` and of the groups among them, each once."""
    wards: dict[str, None] = {}
    for name in names:
        for ward in draft.group_wards.get(name, (name,)):
            if ward in draft.wards:
                wards[ward] = None
    return tuple(wards)


def targets(draft: Draft, item: Item[act.Activity]) -> Targets:
    """Return the wards of an activity that stands alone; unknown ones are left out."""
    form = item.value.wards
    if form is None:
        return Targets("list", (item.ward,)) if item.ward else Targets("each", tuple(draft.wards))
    if isinstance(form, list):
        known = (one for one in form if one in draft.wards or one in draft.group_wards)
        return Targets("list", tuple(dict.fromkeys(known)))
    if isinstance(form, act.Choose):
        return Targets(
            "choose",
            wards_in(draft, form.of) if form.of else tuple(draft.wards),
            form.choose,
            frozenset(wards_in(draft, form.always)),
            form.per_group,
        )
    if form == "each-group":
        return Targets(form, tuple(draft.group_wards))
    if form == "none":
        return Targets(form)
    return Targets(form, tuple(draft.wards))


def hosts(draft: Draft) -> dict[str, str]:
    """Return for each activity the one in whose events it takes place: itself where it is alone.

    An unknown host, or a circle of them, leaves an activity alone.
    """
    host_of: dict[str, str] = {}
    for id_ in draft.activities:
        chain = [id_]
        seen = {id_}
        while chain[-1] not in host_of:
            item = draft.activities[chain[-1]]
            above = activity_id(draft, item.value.within, item.ward) if item.value.within else None
            if above is None or above not in draft.activities or above in seen:
                break
            chain.append(above)
            seen.add(above)
        host = host_of.get(chain[-1], chain[-1])
        host_of.update(dict.fromkeys(chain, host))
    return host_of


def fixed_events(
    item: Item[act.Activity], wanted: Targets
) -> Iterator[tuple[str, date | act.Fixed, Place]]:
    """Yield what is fixed: what follows @ in the event's id, where it stands, and its place.

    A date or table alone is for the first event of an activity that has one event.
    """
    form = item.value.fixed
    place = item.place / "fixed"
    if form is None:
        return
    if isinstance(form, dict):
        for key, one in form.items():
            yield key.removesuffix("#1"), one, place / key
        return
    alone = not wanted.one_for_all and len(wanted.members) == 1
    yield wanted.members[0] if alone else "", form, place
