"""What follows from the tables of a draft: the wards' halls as venues, the groups' wards."""

from campaign_cli.model.text import spelling
from campaign_cli.reading import format as fmt
from campaign_cli.reading.draft import Draft
from campaign_cli.reading.explain import bad_id, taken
from campaign_cli.reading.place import Item
from campaign_cli.reading.suggest import ID


def ward_names(draft: Draft) -> dict[str, str]:
    """Return what each ward is called: those of one name with their groups, or else their ids."""
    alike: dict[str, list[str]] = {}
    for id_, ward in draft.wards.items():
        alike.setdefault(spelling(ward.value.name), []).append(id_)
    names = {}
    for ids in alike.values():
        more = {id_: _group_of(draft, id_) for id_ in ids}
        if len(set(more.values())) < len(ids) or "" in more.values():
            more = {id_: id_ for id_ in ids}
        for id_ in ids:
            name = draft.wards[id_].value.name
            names[id_] = name if len(ids) == 1 else f"{name} ({more[id_]})"
    return names


def _group_of(draft: Draft, ward: str) -> str:
    """Return the name of the only group that a ward is in."""
    groups = [id_ for id_, wards in draft.group_wards.items() if ward in wards]
    return (draft.groups[groups[0]].value.name or "") if len(groups) == 1 else ""


def add_halls(draft: Draft) -> None:
    """Make venues of the wards' halls."""
    for id_, ward in draft.wards.items():
        hall = ward.value.hall
        if hall is None:
            continue
        place = draft.place_in_ward(ward, "hall")
        venue_id = f"{id_}-hall"
        first = draft.places.get(("venue", venue_id))
        if first is not None:
            draft.problems.append(taken(venue_id, place.key, first))
            continue
        venue = fmt.Venue.model_construct(
            id=venue_id,
            ward=id_,
            owner="",
            **{key: getattr(hall, key) for key in fmt.Hall.model_fields},
        )
        draft.places["venue", venue_id] = place
        draft.venues[venue_id] = Item(venue_id, venue, place)


def add_groups(draft: Draft) -> None:
    """Join the groups that wards name themselves with those that stand in tables."""
    members: dict[str, set[str]] = {id_: set(one.value.wards) for id_, one in draft.groups.items()}
    for id_, ward in draft.wards.items():
        named = ward.value.group
        if named is None:
            continue
        place = draft.place_in_ward(ward, "group")
        for position, group in enumerate([named] if isinstance(named, str) else named):
            at = place if isinstance(named, str) else place / position
            if group not in members:
                if ("ward", group) in draft.places or not ID.fullmatch(group):
                    bad = not ID.fullmatch(group)
                    draft.problems.append(
                        bad_id(group, at) if bad else taken(group, at, draft.places["ward", group])
                    )
                    continue
                value = fmt.Group.model_construct(id=group, name=None, wards=[])
                draft.groups[group] = Item(group, value, at)
                draft.places["group", group] = at
                members[group] = set()
            members[group].add(id_)
    draft.group_wards = {
        group: tuple(id_ for id_ in draft.wards if id_ in wards) for group, wards in members.items()
    }
