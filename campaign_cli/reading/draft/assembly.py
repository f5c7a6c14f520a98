"""Tables of several files → one draft of the plan."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pydantic import (  # noqa: TID253 - only imported to read a plan
    BaseModel,
    TypeAdapter,
    ValidationError,
)

from campaign_cli.model.plan import PREFERENCES
from campaign_cli.reading.draft import Draft
from campaign_cli.reading.draft.loading import Loaded
from campaign_cli.reading.draft.resolution import hosts
from campaign_cli.reading.draft.tables import add, checked
from campaign_cli.reading.files.place import Item, Place, Problem, Raw
from campaign_cli.reading.files.sources import Source
from campaign_cli.reading.format import activities as act
from campaign_cli.reading.format import tables as fmt
from campaign_cli.reading.format.pydantic_errors import (
    Around,
    bad_id,
    problems_of,
    taken,
    unknown_key,
    wrong_type,
)
from campaign_cli.reading.wording.suggestions import ID, did_you_mean, meant, slugs
from campaign_cli.reading.wording.vocabulary import key_meant
from campaign_cli.support.language import message
from campaign_cli.support.text import spelling

LISTS: Mapping[str, tuple[str, type[BaseModel]]] = {
    "body": ("bodies", fmt.Body),
    "group": ("groups", fmt.Group),
    "ward": ("wards", fmt.Ward),
    "venue": ("venues", fmt.Venue),
    "resource": ("resources", fmt.Resource),
    "supply": ("supplies", fmt.Supply),
    "activity": ("activities", act.Activity),
    "task": ("tasks", act.CampaignTask),
}
"""Lists of tables with ids: where the draft keeps them, and their type."""

SINGLE: Mapping[str, type[BaseModel]] = {
    "campaign": fmt.Campaign,
    "document": fmt.Document,
    "calendar": fmt.Calendar,
    "budget": fmt.Budget,
}
"""Sections that are one table, in one file."""

OTHER = ("include", "preferences", "indicators", "kind")
OWN = ("venue", "activity")
"""What a ward's own file may hold beside the ward's own keys."""

_WARD_KEYS = tuple(name for name in fmt.Ward.model_fields if name != "id")


def assembled(loaded: Loaded) -> Draft:
    """Return the draft of all files; its `problems` say what was left out of it."""
    draft = Draft(sources=loaded.sources)
    if not loaded.understood:
        draft.blurred.update(LISTS, SINGLE, OTHER)
    for source in loaded.sources.values():
        if source.ward is None:
            _add_shared(draft, source)
    for source in loaded.sources.values():
        if source.ward is not None:
            _add_own(draft, source, source.ward)
    add_halls(draft)
    add_groups(draft)
    draft.host_of = hosts(draft)
    if draft.campaign is None and loaded.understood and "campaign" not in draft.blurred:
        first = next(iter(loaded.sources))
        why = message("the table `[campaign]` is missing")
        way = message("`campaign new` writes a plan to start from")
        draft.problems.append(Problem("P111", why, Place(first, line=1, column=1), help=way))
    return draft


def _add_shared(draft: Draft, source: Source) -> None:
    for key, value in source.data.items():
        place = Place(source.name, (key,))
        if key in LISTS:
            _add_list(draft, key, value, place, None)
        elif key in SINGLE:
            _add_single(draft, key, value, place)
        elif key == "kind":
            for id_, raw in _tables(draft, key, value, place).items():
                add(draft, "kind", draft.kinds, act.Kind, id_, raw, place / id_)
        elif key == "preferences":
            _add_preferences(draft, _tables(draft, key, value, place), place)
        elif key == "indicators":
            _add_indicators(draft, _tables(draft, key, value, place), place)
        elif key == "include":
            _check_include(draft, value, place)
        else:
            sections = (*LISTS, *SINGLE, *OTHER)
            draft.problems.append(unknown_key(key, sections, place))
            # What it holds is there, under another name.
            draft.blurred.update(filter(None, [key_meant(key, sections) or meant(key, sections)]))


def _add_own(draft: Draft, source: Source, ward: str) -> None:
    """Add what a ward's own file holds: more about the ward, its venues and its activities."""
    about: dict[str, object] = {}
    for key, value in source.data.items():
        place = Place(source.name, (key,))
        if key in OWN:
            _add_list(draft, key, value, place, ward)
        elif key in _WARD_KEYS:
            about[key] = value
        elif key != "ward":
            known = {*LISTS, *SINGLE, *OTHER}
            if key in known:
                why = message("a ward's own file cannot hold `{key}`", key=key)
                way = message("move it into the plan")
                draft.problems.append(Problem("P109", why, place.key, help=way))
            else:
                draft.problems.append(unknown_key(key, (*OWN, *_WARD_KEYS), place))
    _add_about(draft, source, ward, about)


def _add_about(draft: Draft, source: Source, ward: str, about: Raw) -> None:
    """Join what the ward's own file says of it with what the plan says, or add the ward."""
    place = Place(source.name, ())
    base = draft.wards.get(ward)
    if base is None:
        if "name" in about:
            add(draft, "ward", draft.wards, fmt.Ward, ward, {"id": ward, **about}, place)
            draft.places["ward", ward] = Place(source.name, ("ward",))
        elif "ward" not in draft.blurred:
            draft.problems.append(unknown_ward(draft, ward, place / "ward"))
    else:
        for key in sorted(base.value.model_fields_set & about.keys()):
            why = message("`{key}` of `{ward}` is given twice", key=key, ward=ward)
            note = message("it also stands in `{file}`", file=base.place.file)
            draft.problems.append(Problem("P108", why, (place / key).key, notes=(note,)))
        raw = {"name": base.value.name, **about, "id": ward}
        value, flawed = checked(draft, fmt.Ward, raw, place)
        if value is not None:
            update = {key: getattr(value, key) for key in about}
            joined = base.value.model_copy(update=update)
            draft.wards[ward] = replace(base, value=joined, flawed=base.flawed | flawed)
    for key in about:
        draft.places["ward", ward, key] = place / key


def unknown_ward(draft: Draft, ward: str, place: Place) -> Problem:
    """Return the problem of a ward that nobody knows."""
    names = {id_: item.value.name for id_, item in draft.wards.items()}
    return Problem(
        "P204",
        message("unknown ward `{ward}`", ward=ward),
        place,
        label=message("no ward has this id"),
        help=did_you_mean(ward, names, slugs(names)),
    )


def _add_list(draft: Draft, section: str, value: object, place: Place, ward: str | None) -> None:
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        draft.problems.append(
            wrong_type(section, "list_type", value, place, Around(written=draft.written))
        )
        draft.blurred.add(section)
        return
    name, model = LISTS[section]
    store: dict[str, Item[Any]] = getattr(draft, name)
    for position, raw in enumerate(value):
        id_ = raw.get("id")
        add(draft, section, store, model, id_, raw, place / position, ward)


def _tables(draft: Draft, key: str, value: object, place: Place) -> dict[str, Any]:
    """Return a section that is a table of names; for a kind, of tables."""
    if not isinstance(value, dict):
        draft.problems.append(wrong_type(key, "dict_type", value, place))
        draft.blurred.add(key)
        return {}
    for name, one in value.items():
        if key == "kind" and not isinstance(one, dict):
            draft.problems.append(wrong_type(name, "dict_type", one, place / name))
    return {name: one for name, one in value.items() if key != "kind" or isinstance(one, dict)}


def _add_single(draft: Draft, section: str, value: object, place: Place) -> None:
    if not isinstance(value, dict):
        draft.problems.append(
            wrong_type(section, "dict_type", value, place, Around(written=draft.written))
        )
        draft.blurred.add(section)
        return
    if (section,) in draft.places:
        why = message("the table `[{section}]` is given twice", section=section)
        draft.problems.append(Problem("P108", why, place, notes=(draft.places[section,],)))
        return
    draft.places[section,] = place
    model, flawed = checked(draft, SINGLE[section], value, place)
    if model is None:
        draft.blurred.add(section)
    else:
        setattr(draft, section, Item(section, model, place, flawed))


def _add_preferences(draft: Draft, weights: Raw, place: Place) -> None:
    count = TypeAdapter(fmt.Count)
    for name, weight in weights.items():
        at = place / name
        if name not in PREFERENCES:
            why = message("unknown preference `{name}`", name=name)
            draft.problems.append(
                Problem("P216", why, at.key, help=did_you_mean(name, PREFERENCES))
            )
            continue
        try:
            value = count.validate_python(weight, strict=True)
        except ValidationError as error:
            draft.problems.extend(problems_of(error, fmt.Table, at, name))
        else:
            draft.preferences[name] = Item(name, value, at)


def _add_indicators(draft: Draft, texts: Raw, place: Place) -> None:
    adapter: TypeAdapter[Any] = TypeAdapter(fmt.Text)
    for name, text in texts.items():
        at = place / name
        if not ID.fullmatch(name):
            draft.problems.append(bad_id(name, at.key))
        try:
            value = adapter.validate_python(text)
        except ValidationError as error:
            draft.problems.extend(problems_of(error, fmt.TwoLanguages, at, name))
            draft.blurred.add("indicators")
        else:
            draft.indicators[name] = Item(name, value, at)
            draft.places["indicators", name] = at


def _check_include(draft: Draft, value: object, place: Place) -> None:
    if not isinstance(value, list):
        draft.problems.append(wrong_type("include", "list_type", value, place))
        return
    for position, pattern in enumerate(value):
        if not isinstance(pattern, str):
            problem = wrong_type("include", "string_type", pattern, place / position)
            draft.problems.append(problem)


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
