"""The built-in kinds, and those a plan makes from them."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from campaign_cli.model.plan.kind import Kind, Lasts, TaskTemplate, Who
from campaign_cli.reading.files.place import Item
from campaign_cli.reading.format import activities as act
from campaign_cli.reading.format import tables as fmt
from campaign_cli.support.files import LONGEST_CHAIN
from campaign_cli.support.language import Words

FOLDER = Path(__file__).parents[2] / "kinds"
_BASE, _OUTDOOR = "_base", "_outdoor"


@lru_cache
def built_in_ids() -> tuple[str, ...]:
    """Return the built-in kinds' ids."""
    return tuple(sorted(file.stem for file in FOLDER.glob("[!_]*.toml")))


@lru_cache
def built_in(id_: str) -> Kind:
    """Return a built-in kind, with the tasks that all kinds share after its own."""
    return _on_top_of(None, id_, _with_common_tasks(act.Kind.model_validate(_file(id_))))


@lru_cache
def indicator_names() -> Mapping[str, Words]:
    """Return the names of the built-in indicators."""
    return {id_: dict(name) for id_, name in _file("_indicators").items()}


def _file(stem: str) -> dict[str, Any]:
    import tomli

    return tomli.loads((FOLDER / f"{stem}.toml").read_text("utf-8"))


def parent_of(id_: str, kind: act.Kind) -> str | None:
    """Return the kind that `id_` of a plan is made from: a built-in one of its name unless said."""
    if kind.like is not None:
        return kind.like
    return id_ if id_ in built_in_ids() else None


def sound_kinds(plan: Mapping[str, Item[act.Kind]], wanted: str) -> dict[str, Kind]:
    """Return the kind `wanted` and those it is made from; none where they are unknown or circle."""
    chain = [wanted]
    while (id_ := chain[-1]) in plan:
        parent = parent_of(id_, plan[id_].value)
        if parent is None or parent == id_:
            break
        if parent in chain or len(chain) == LONGEST_CHAIN:
            return {}
        chain.append(parent)
    kinds: dict[str, Kind] = {}
    above: Kind | None = None
    for id_ in reversed(chain):
        if id_ in plan:
            own = plan[id_].value
            parent = parent_of(id_, own)
            if parent == id_ and id_ not in built_in_ids():
                return {}
            base = built_in(id_) if parent == id_ else above
            above = _on_top_of(base, id_, own if base else _with_common_tasks(own))
        elif id_ in built_in_ids():
            above = built_in(id_)
        else:
            return {}
        kinds[id_] = above
    return kinds


def _with_common_tasks(own: act.Kind) -> act.Kind:
    base = act.Kind.model_validate(_file(_BASE))
    return own.model_copy(update={"tasks": [*own.tasks, *base.tasks]})


def tasks_of(kind: Kind, *, outdoor: bool) -> tuple[TaskTemplate, ...]:
    """Return the tasks that a kind brings to an activity: outdoors, somebody looks at the weather,
    whatever the kind is.
    """
    if not outdoor or any(task.condition == "outdoor" for task in kind.tasks):
        return kind.tasks
    return tasks(kind.tasks, act.Kind.model_validate(_file(_OUTDOOR)).tasks, ())


def words(text: "str | fmt.TwoLanguages") -> Words:
    """Return a text under each language."""
    if isinstance(text, str):
        return {"vi": text, "en": text}
    return {"vi": text.vi, "en": text.en}


def weekdays(names: Iterable[str] | None) -> frozenset[int] | None:
    """Return weekdays by number, Monday 0."""
    return None if names is None else frozenset(fmt.WEEKDAYS.index(name) for name in names)


def lasts(form: "int | act.Lasts | str | None") -> Lasts | None:
    """Return how long an event takes, from any of its forms."""
    match form:
        case None:
            return None
        case int():
            return Lasts(sessions=form)
        case act.Lasts():
            return Lasts(form.days, form.sessions)
        case _:
            return Lasts(window=True)


def tasks(
    above: Iterable[TaskTemplate], own: Iterable[act.Task], drop: Iterable[str]
) -> tuple[TaskTemplate, ...]:
    """Return the tasks of `above` less those dropped, changed and added to by `own`."""
    dropped = set(drop)
    all_ = {task.id: task for task in above if task.id not in dropped}
    for task in own:
        all_[task.id] = _task(task, all_.get(task.id))
    return tuple(all_.values())


def _on_top_of(parent: Kind | None, id_: str, own: act.Kind) -> Kind:
    nothing = {"vi": id_, "en": id_}
    name = words(own.name) if own.name else parent.name if parent else nothing
    if own.letter:
        letter = words(own.letter)
    elif parent:
        letter = parent.letter
    else:
        letter = {code: text[:1].upper() for code, text in name.items()}
    given = own.model_fields_set
    return Kind(
        id=id_,
        name=name,
        unit=words(own.unit) if own.unit else parent.unit if parent else name,
        letter=letter,
        days=weekdays(own.days) if own.days else parent.days if parent else None,
        sessions=tuple(own.sessions) if own.sessions else parent.sessions if parent else (),
        lasts=lasts(own.lasts) or (parent.lasts if parent else Lasts()),
        beside=bool(own.beside) if "beside" in given or not parent else parent.beside,
        outdoor=bool(own.outdoor) if "outdoor" in given or not parent else parent.outdoor,
        private=bool(own.private) if "private" in given or not parent else parent.private,
        indicators=tuple(own.indicators or (parent.indicators if parent else ())),
        tasks=tasks(parent.tasks if parent else (), own.tasks, own.drop),
    )


def task_title(task: act.Task) -> Words | None:
    """Return the title of a task: `title`, or `vi` and `en`, one standing for both."""
    if task.title is not None:
        return words(task.title)
    one = task.vi or task.en
    return None if one is None else {"vi": task.vi or one, "en": task.en or one}


_SAME: Mapping[str, str] = {
    "days": "d",
    "once": "once",
    "calendar": "cal",
    "each": "each",
    "on": "on",
    "condition": "if_",
    "key": "key",
    "law": "law",
}
"""Fields of a task template by those of the file."""


def _task(own: act.Task, base: TaskTemplate | None) -> TaskTemplate:
    """Return the task that `own` is, or makes of `base`."""
    title = task_title(own) or (base.title if base else {"vi": own.id, "en": own.id})
    # A title of the plan's own is that of all its events.
    indoors = words(own.indoors) if own.indoors else None
    if base and indoors is None and task_title(own) is None:
        indoors = base.indoors
    who: Who = own.who or (base.who if base else "owner")
    need = words(own.need) if own.need is not None else base.need if base else None
    fields: dict[str, Any] = {name: getattr(base, name) for name in _SAME} if base else {}
    for name, key in _SAME.items():
        value = getattr(own, key)
        if value is not None:
            fields[name] = value
    return TaskTemplate(id=own.id, title=title, indoors=indoors, who=who, need=need, **fields)
