"""Keys that exclude each other, or need each other, and names used twice in one list."""

from collections.abc import Iterable, Iterator
from datetime import date

from campaign_cli.reading.draft import Draft
from campaign_cli.reading.files.place import Place, Problem
from campaign_cli.reading.format import activities as act
from campaign_cli.reading.format.kinds import parent_of, task_title
from campaign_cli.reading.format.pydantic_errors import bad_id, taken
from campaign_cli.reading.format.tables import ClosingTable
from campaign_cli.reading.wording.suggestions import ID
from campaign_cli.support.language import message


def quantities(draft: Draft) -> Iterator[Problem]:
    """A resource has members or a quantity; a supply a quantity, or one that follows from `per`."""
    for resource in draft.resources.values():
        one, place = resource.value, resource.place
        if not resource.flawed & {"members", "quantity"}:
            yield from _one_of(place, ("quantity", "members"), one.model_fields_set)
        if one.max_per_day is not None and one.members is None and "members" not in resource.flawed:
            why = message("`max_per_day` is for named members")
            yield Problem("P306", why, (place / "max_per_day").key)
    for supply in draft.supplies.values():
        given = supply.value.model_fields_set
        if not supply.flawed & {"quantity", "per"}:
            yield from _one_of(supply.place, ("quantity", "per"), given)
        if {"per", "share_by"} <= given:
            yield _beside("share_by", "per", supply.place / "share_by")


def _one_of(place: Place, keys: tuple[str, str], given: Iterable[str]) -> Iterator[Problem]:
    have = [key for key in keys if key in given]
    if not have:
        why = message("`{key}` is missing", key=keys[0])
        yield Problem(
            "P111",
            why,
            place,
            help=message("give `{one}` or `{other}`", one=keys[0], other=keys[1]),
        )
    elif len(have) > 1:
        yield _beside(keys[1], keys[0], place / keys[1])


def _beside(key: str, other: str, place: Place) -> Problem:
    return Problem(
        "P306",
        message("`{key}` cannot stand beside `{other}`", key=key, other=other),
        place.key,
        help=message("keep one of them"),
    )


def windows(draft: Draft) -> Iterator[Problem]:
    """An event as long as its window stands where the window does."""
    for item in draft.activities.values():
        value = item.value
        kind = draft.kind(value.kind)
        if value.within or "lasts" in item.flawed:
            continue
        own = value.lasts == "window"
        if own or (value.lasts is None and kind is not None and kind.lasts.window):
            for key in ("times", "apart", "fixed", "prefer"):
                if key in value.model_fields_set:
                    yield Problem(
                        "P306",
                        message('`{key}` cannot stand beside `lasts = "window"`', key=key),
                        (item.place / key).key,
                        help=message("an event as long as its window is moved by `from` and `to`")
                        if own
                        else message(
                            "events of kind `{kind}` are as long as their window; "
                            "give `lasts` where they are not",
                            kind=value.kind,
                        ),
                    )


def tasks(draft: Draft) -> Iterator[Problem]:
    """A new task has a title, and one way of saying it."""
    for kind in draft.kinds.values():
        parent = draft.parent_kind(kind.id)
        known = {task.id for task in parent.tasks} if parent else set()
        yield from _tasks(kind.value.tasks, known - set(kind.value.drop), kind.place / "tasks")
        if parent_of(kind.id, kind.value) is None and not {"name"} & (
            kind.value.model_fields_set | kind.flawed
        ):
            why = message("`{key}` is missing", key="name")
            way = message('name it, or build on another kind: `like = "talk"`')
            yield Problem("P111", why, kind.place, help=way)
    for item in draft.activities.values():
        own = draft.kind(item.value.kind) if item.value.task else None
        if own is not None:
            known = {task.id for task in own.tasks} - set(item.value.drop)
            yield from _tasks(item.value.task, known, item.place / "task")


def _tasks(own: list[act.Task], known: set[str], place: Place) -> Iterator[Problem]:
    for at, task in enumerate(own):
        if task.title is not None and (task.vi or task.en):
            yield _beside(
                "vi" if task.vi else "en", "title", place / at / ("vi" if task.vi else "en")
            )
        elif task_title(task) is None and task.id not in known:
            yield Problem("P111", message("`{key}` is missing", key="title"), place / at)


def twice_named(draft: Draft) -> Iterator[Problem]:
    """Nothing is named twice in one list."""
    for group in draft.groups.values():
        yield from _twice(group.value.wards, group.place / "wards")
    for item in draft.activities.values():
        value, place = item.value, item.place
        if isinstance(value.wards, list):
            yield from _twice(value.wards, place / "wards")
        elif isinstance(value.wards, act.Choose):
            yield from _twice(value.wards.of or (), place / "wards" / "of")
            yield from _twice(value.wards.always, place / "wards" / "always")
        for id_, use in value.uses.items():
            if isinstance(use, list):
                yield from _twice(use, place / "uses" / id_)
        yield from _twice(value.with_, place / "with")
        if isinstance(value.after, list):
            names = [one if isinstance(one, str) else one.activity for one in value.after]
            yield from _twice(names, place / "after")
        for key in ("days", "sessions", "drop"):
            yield from _twice(getattr(value, key) or (), place / key)
        if value.prefer is not None:
            yield from _twice(value.prefer.sessions or (), place / "prefer" / "sessions")
    yield from _twice_elsewhere(draft)


def _twice_elsewhere(draft: Draft) -> Iterator[Problem]:
    """Yield what stands twice in a list of another table than an activity."""
    for ward in draft.wards.values():
        if isinstance(ward.value.group, list):
            yield from _twice(ward.value.group, draft.place_in_ward(ward, "group"))
    if draft.calendar:
        calendar, place = draft.calendar.value, draft.calendar.place
        yield from _twice(calendar.workdays, place / "workdays")
        yield from _twice([one.isoformat() for one in calendar.open], place / "open")
    for kind in draft.kinds.values():
        for key in ("days", "sessions", "indicators", "drop"):
            yield from _twice(getattr(kind.value, key) or (), kind.place / key)
    for resource in draft.resources.values():
        for at, member in enumerate(resource.value.members or ()):
            yield from _twice(member.days or (), resource.place / "members" / at / "days")
    yield from _twice_closed(draft)


def _twice_closed(draft: Draft) -> Iterator[Problem]:
    for forms, place in draft.closings():
        days = [one.isoformat() if isinstance(one, date) else "" for one in forms]
        yield from _twice(days, place)
        for at, one in enumerate(forms):
            if isinstance(one, ClosingTable):
                for key in ("sessions", "kinds"):
                    yield from _twice(getattr(one, key) or (), place / at / key)
                if isinstance(one.weekly, list):
                    yield from _twice(one.weekly, place / at / "weekly")


def _twice(names: Iterable[str], place: Place) -> Iterator[Problem]:
    seen: set[str] = set()
    for at, name in enumerate(names):
        if name and name in seen:
            why = message("`{name}` stands here twice", name=name)
            way = message("take one of the two out")
            yield Problem("P217", why, place / at, help=way)
        seen.add(name)


def inner_ids(draft: Draft) -> Iterator[Problem]:
    """Ids of sessions, sources, members and tasks are ids, and each their own."""
    if draft.calendar:
        sessions = [one.id for one in draft.calendar.value.session]
        yield from _ids(sessions, draft.calendar.place / "session")
    if draft.budget:
        sources = [one.id for one in draft.budget.value.source]
        yield from _ids(sources, draft.budget.place / "source")
    for resource in draft.resources.values():
        members = [one.id for one in resource.value.members or ()]
        yield from _ids(members, resource.place / "members")
    for kind in draft.kinds.values():
        yield from _ids([one.id for one in kind.value.tasks], kind.place / "tasks")
    for item in draft.activities.values():
        if item.value.task:
            yield from _ids([one.id for one in item.value.task], item.place / "task")


def _ids(ids: list[str], place: Place) -> Iterator[Problem]:
    seen: dict[str, Place] = {}
    for at, id_ in enumerate(ids):
        spot = place / at / "id"
        if not ID.fullmatch(id_):
            yield bad_id(id_, spot)
        elif id_ in seen:
            yield taken(id_, spot, seen[id_])
        seen.setdefault(id_, spot)


def empty_tables(draft: Draft) -> Iterator[Problem]:
    """Groups have wards, and activities for wards or groups find some."""
    if "ward" in draft.blurred:
        return
    for group in draft.groups.values():
        if not (draft.group_wards.get(group.id) or group.value.wards or group.flawed):
            why = message("the group `{group}` has no wards", group=group.id)
            yield Problem("P305", why, group.place)
    for item in draft.activities.values():
        form = item.value.wards
        if item.ward or item.value.within or "wards" in item.flawed:
            continue
        if form == "each-group":
            why = message("there is no group to have an event of `{activity}`", activity=item.id)
            nobody = not draft.groups and "group" not in draft.blurred
        else:
            why = message("there is no ward to have an event of `{activity}`", activity=item.id)
            nobody = form in (None, "each", "together") and not draft.wards
        if nobody:
            place = item.place if form is None else item.place / "wards"
            yield Problem(
                "P324", why, place, help=message('if it is for no ward: `wards = "none"`')
            )
