"""What pydantic found in a table, in the words of the plan's reader."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from functools import lru_cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError  # noqa: TID253 - only imported to read a plan

from campaign_cli.reading.files.place import Place, Problem
from campaign_cli.reading.format.tables import MARK
from campaign_cli.reading.wording import slips, vocabulary
from campaign_cli.reading.wording.messages import EXPECTED, found
from campaign_cli.reading.wording.suggestions import ID, all_of, did_you_mean, meant
from campaign_cli.support.language import Message, message
from campaign_cli.support.text import slug

_QUOTED_DATE = re.compile(r"\s*\d{4}-\d{1,2}-\d{1,2}\s*")
_DAY_AND_MONTH = re.compile(r"\s*\d{1,2}[/.-]\d{1,2}\s*")
_WITH_DATE = {"date_type", "closing", "on", "fixed", "fixed-event"}
_WITH_NUMBER = {"int_type", "float_type", "lasts", "use", "supply-use"}
_RANGES = {"greater_than_equal", "less_than_equal"}
_LISTED = {"wards", "after"}
"""Keys that take a word or a list: a single id stands in a list, too."""
_AMOUNTS = {"uses", "supplies", "indicators"}
_TABLES = {*_AMOUNTS, "hall", "contact", "deputy"}
_WEEKLY = {"days", "workdays", "weekly"}
_HUNDRED = 100
_EMPTY = {"string_too_short", "too_short"}
_REMEMBERED = 1_000
"""Tables of the format whose keys are looked up once: a plan may ask thousands of times."""


@dataclass(frozen=True, slots=True)
class Around:
    """What surrounds a table: about when its campaign is, and how its file writes a value."""

    near: date | None = None
    written: Callable[[Place], str] = lambda _: ""
    table: Mapping[str, object] = field(default_factory=dict)


_NOTHING = Around()


def problems_of(
    error: ValidationError,
    model: type[BaseModel],
    place: Place,
    name: str = "",
    around: Around = _NOTHING,
) -> Iterator[Problem]:
    """Yield what is wrong with the table at `place`, once each; `name` is the table's own key."""
    seen: set[tuple[str, tuple[str | int, ...]]] = set()
    errors = error.errors(include_url=False)
    unknown = [str(one["loc"][-1]) for one in errors if one["type"] == "extra_forbidden"]
    for one in errors:
        if one["type"] == "missing" and any(
            _key_like(key, (str(one["loc"][-1]),)) for key in unknown
        ):
            continue  # it is there, under another name
        keys = tuple(
            part for part in one["loc"] if not (isinstance(part, str) and part.startswith(MARK))
        )
        kind = one["msg"] if one["type"] == "form" else one["type"]
        if (kind, keys) in seen:
            continue
        seen.add((kind, keys))
        at = Place(place.file, (*place.keys, *keys))
        key = next((part for part in reversed(keys) if isinstance(part, str)), name)
        yield _problem(kind, key, keys, one, model, at, around)


def _problem(  # noqa: PLR0911 - one line a kind of error reads best
    kind: str,
    name: str,
    keys: tuple[str | int, ...],
    error: Any,
    model: type[BaseModel],
    at: Place,
    around: Around,
) -> Problem:
    value = error["input"]
    if kind == "missing":
        return _missing(name, value, Place(at.file, at.keys[:-1]))
    if kind == "extra_forbidden":
        return _unknown_key(name, value, model, keys[:-1], at, around)
    if kind == "literal_error":
        allowed = re.findall(r"'([^']*)'", error["ctx"]["expected"])
        return _not_among(name, value, allowed, at, around)
    if kind in _RANGES:
        return _out_of_range(name, kind, error["ctx"], value, at)
    if kind in _EMPTY:
        way = message("fill it in, or take the line out")
        return Problem("P305", message("`{key}` is empty", key=name), at, help=way)
    if isinstance(value, str) and kind in _WITH_DATE and _QUOTED_DATE.fullmatch(value):
        bare = value.strip()
        day = slips.date_meant(bare)
        return Problem(
            "P304",
            message("the date `{date}` stands in quotes", date=bare),
            at,
            help=message("write {date} without quotes", date=day.isoformat() if day else bare),
        )
    return wrong_type(name, kind, value, at, around)


def _missing(name: str, value: object, table: Place) -> Problem:
    way: Message | None = None
    if name == "id" and isinstance(value, Mapping):
        text = value.get("name") or value.get("title")
        if isinstance(text, str) and slug(text):
            way = message('for example `id = "{id}"`', id=slug(text))
    return Problem("P111", message("`{key}` is missing", key=name), table, help=way)


def _not_among(name: str, value: object, allowed: list[str], at: Place, around: Around) -> Problem:
    if not isinstance(value, str):
        known = message("known: {names}", names=tuple(f"`{one}`" for one in allowed))
        return replace(wrong_type(name, "string_type", value, at, around), help=known)
    if name == "lasts" and (length := slips.length_meant(value)) is not None:
        return replace(wrong_type(name, "lasts", value, at, around), help=length)
    near = vocabulary.word_meant(value, allowed) or meant(value, allowed)
    way = message("did you mean `{name}`?", name=near) if near else None
    if way is None and name in _LISTED and slug(value):
        way = message('write `{key} = ["{value}"]`', key=name, value=_id_like(value))
    return Problem(
        "P302",
        message("`{key}` cannot be `{value}`", key=name, value=value),
        at,
        label=message("it is one of {choices}", choices=tuple(f"`{one}`" for one in allowed)),
        help=way,
    )


def _id_like(value: str) -> str:
    return value if ID.fullmatch(value) else slug(value)


def _out_of_range(
    name: str, kind: str, context: Mapping[str, Any], value: object, at: Place
) -> Problem:
    if kind == "greater_than_equal":
        limit = _whole(context["ge"])
        text = message("`{key}` must be at least {limit}", key=name, limit=limit)
        way = message("write {value} or more", value=f"{limit:_}")
    else:
        limit = _whole(context["le"])
        text = message("`{key}` must be at most {limit}", key=name, limit=limit)
        way = message("write {value} or less", value=f"{limit:_}")
        if name == "waste" and isinstance(value, int | float) and value <= _HUNDRED:
            way = message("{n} of a hundred are {value}", n=value, value=f"{value / 100:g}")
    return Problem("P303", text, at, help=way)


def _whole(limit: float) -> float:
    return int(limit) if limit == int(limit) else limit


def wrong_type(
    name: str, kind: str, value: object, at: Place, around: Around = _NOTHING
) -> Problem:
    """Return the problem of a value that is not what `kind`, an error of pydantic's, asks for."""
    expected = EXPECTED.get(kind, EXPECTED["other"])
    return Problem(
        "P301",
        message("`{key}` must be {expected}", key=name, expected=expected),
        at,
        label=found(value),
        help=_way_out(name, kind, value, around.written(at), around),
    )


def _way_out(  # noqa: C901, PLR0911, PLR0912 - one line a form reads best
    name: str, kind: str, value: object, as_written: str, around: Around
) -> Message | None:
    """Return how to write what was meant; `as_written` is how it stands in the file."""
    match value:
        case str() if kind in _WITH_DATE:
            return _day(kind, value, around)
        case str() | int() if kind == "time_type" and (hour := slips.time_meant(str(value))):
            if isinstance(value, int):
                return message("write the time as {value}", value=hour.isoformat())
            return message("write {value} without quotes", value=hour.isoformat())
        case str() | int() if kind == "bool_type":
            flag = {"1": True, "0": False}.get(str(value), vocabulary.flag_meant(str(value)))
            return None if flag is None else message("write `{value}`", value=str(flag).lower())
        case str() if kind == "use":
            return message('write `{key} = ["{value}"]`', key=name, value=value[:60])
        case str() if kind in _WITH_NUMBER and (number := slips.number_meant(value)) is not None:
            said = slips.written(number, whole=kind != "float_type")
            return (
                message("write {value} without quotes", value=said)
                if said
                else slips.whole_numbers(number)
            )
        case float() if kind in _WITH_NUMBER and not isinstance(value, bool):
            return _thousands(value, as_written)
        case str() if kind in {"model_type", "dict_type"} and name in _TABLES:
            return _table(name, value)
        case list() if kind in {"model_type", "dict_type"} and name in _AMOUNTS:
            ids = [_id_like(one) for one in value if isinstance(one, str)]
            pairs = ", ".join(f"{one} = 1" for one in ids)
            return message("write `{key} = {{ {pairs} }}`", key=name, pairs=pairs) if ids else None
        case list() if kind in {"model_type", "dict_type"} and as_written.startswith("[["):
            return message("write `[{key}]` with one bracket", key=name)
        case str() if kind in {"list_type", "wards", "after"}:
            return _list(name, value)
        case datetime() if kind in _WITH_DATE:
            return message("write the date alone: {date}", date=value.date().isoformat())
        case dict() | date() | int() if kind in {"list_type", "after"} and as_written[:1] != "[":
            return message("write `{key} = [{value}]`", key=name, value=as_written or "…")
        case dict() if kind == "list_type":
            return message("write `[[{key}]]` with two brackets", key=name)
        case int() | float() | date() | time() if kind == "string_type":
            return slips.in_quotes(as_written) if as_written else message("put it in quotes")
        case _:
            return None


def _day(kind: str, value: str, around: Around) -> Message | None:
    """Return the date, or the closing, that was meant by a text."""
    day = slips.date_meant(value, around.near)
    if day is not None:
        return message("write {date} without quotes", date=day.isoformat())
    weekdays = vocabulary.weekdays_meant(value) if kind == "closing" else ()
    if weekdays:
        names = ", ".join(f'"{one}"' for one in weekdays)
        return message("write `{{ weekly = [{names}] }}`", names=names)
    if _DAY_AND_MONTH.fullmatch(value):
        return message("write the date as year-month-day, without quotes")
    return None


def _list(name: str, value: str) -> Message:
    """Return the list that was meant by a single text."""
    parts = [one.strip() for one in value.split(",") if one.strip()]
    if name in _WEEKLY:
        parts = list(vocabulary.weekdays_meant(value)) or parts
    names = '", "'.join(parts)[:60]
    return message('write `{key} = ["{value}"]`', key=name, value=names)


def _table(name: str, value: str) -> Message:
    """Return the table that was meant by its single text."""
    if name in _AMOUNTS:
        return message("write `{key} = {{ {id} = 1 }}`", key=name, id=_id_like(value) or "…")
    text = value.replace('"', "")[:60]
    if name == "hall":
        return message('write `{key} = {{ name = "{name}" }}`', key=name, name=text)
    phone = re.search(r"\+?\d[\d .()-]{6,}\d", text)
    who = text.replace(phone[0], "").strip(" ,;:-–()") if phone else text
    return message(
        'write `{key} = {{ name = "{name}", phone = "{phone}" }}`',
        key=name,
        name=who or "…",
        phone=phone[0] if phone else "…",
    )


def _thousands(value: float, as_written: str) -> Message | None:
    """Return the whole number that was meant by 9.000, which is nine; or those beside 0.33."""
    number = slips.number_meant(as_written or f"{value:.3f}")
    if number is None:
        return message("write {value}", value=f"{int(value):_}") if value.is_integer() else None
    if number.denominator != 1:
        return slips.whole_numbers(number)
    if number == value:
        return message("write {value}", value=f"{int(number):_}")
    return message(
        "a point begins decimals: nine thousand is 9_000, and here it may be {value}",
        value=f"{int(number):_}",
    )


@lru_cache(_REMEMBERED)
def models_at(model: type[BaseModel], keys: tuple[str | int, ...]) -> frozenset[type[BaseModel]]:
    """Return the tables that what stands at `keys` of `model` may be."""
    models = frozenset({model})
    for part in keys:
        inside: set[type[BaseModel]] = set()
        for one in models:
            for name, info in one.model_fields.items():
                if part == (info.alias or name):
                    inside |= _models_in(info.annotation)
        models = frozenset(inside) or models
    return models


@lru_cache(_REMEMBERED)
def _keys_at(model: type[BaseModel], keys: tuple[str | int, ...]) -> tuple[str, ...]:
    """Return the keys that the table at `keys` of `model` may have, in order."""
    return tuple(sorted(_own_keys(models_at(model, keys))))


def _own_keys(models: Iterable[type[BaseModel]]) -> set[str]:
    return {info.alias or name for one in models for name, info in one.model_fields.items()}


def _models_in(annotation: Any) -> set[type[BaseModel]]:
    """Return the tables that a type is made of."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return {annotation}
    origin = get_origin(annotation)
    arguments = get_args(annotation)
    if origin is Annotated:
        arguments = arguments[:1]
    elif origin not in {Union, UnionType, list, dict}:
        return set()
    return set().union(*(_models_in(one) for one in arguments))


def bad_id(id_: str, at: Place) -> Problem:
    """Return the problem of an id that is none."""
    better = slug(id_)
    return Problem(
        "P201",
        message("`{id}` is not an id: lower-case words of a–z and 0–9 joined by hyphens", id=id_),
        at,
        help=message("write `{id}`", id=better) if better else None,
    )


def taken(id_: str, at: Place, first: Place) -> Problem:
    """Return the problem of an id that something else has."""
    return Problem("P202", message("the id `{id}` is already taken", id=id_), at, notes=(first,))


def unknown_key(name: str, known: Iterable[str], at: Place) -> Problem:
    """Return the problem of a key that the table at `at` cannot have."""
    return _unknown(name, at, _meant_by(name, sorted(known)))


def _unknown(name: str, at: Place, way: Message | None) -> Problem:
    return Problem("P110", message("unknown key `{key}`", key=name), at.key, help=way)


def _key_like(name: str, known: Collection[str]) -> str | None:
    return vocabulary.key_meant(name, known) or meant(name, known)


def _meant_by(name: str, known: Sequence[str]) -> Message | None:
    found = vocabulary.key_meant(name, known)
    return message("did you mean `{name}`?", name=found) if found else did_you_mean(name, known)


def _unknown_key(
    name: str,
    value: object,
    model: type[BaseModel],
    above: tuple[str | int, ...],
    at: Place,
    around: Around,
) -> Problem:
    known = _keys_at(model, above)
    remark = vocabulary.is_remark(name)
    near = None if remark else _key_like(name, known)
    if remark:
        text = str(value)[:60].replace("\n", " ")
        way: Message | None = message("a remark begins with `#`: write `# {text}`", text=text)
    elif near:
        way = message("did you mean `{name}`?", name=near)
    elif name == "before" and not above and "after" in known:
        way = message(
            "take it out, and write `after = [{id}]` in what comes later",
            id=f'"{around.table.get("id", "…")}"',
        )
    elif above[:1] == ("in",) and name in _keys_at(model, ()):
        names = tuple(f"`{one}`" for one in known)
        way = message("for one ward alone there can be {names}", names=names)
    else:
        way = _inside(name, model, above) or all_of(known)
    return _unknown(name, at, way)


def _inside(name: str, model: type[BaseModel], above: tuple[str | int, ...]) -> Message | None:
    """Return in which table of this one the key stands."""
    key = _tables_of_keys(model, above).get(name)
    if key is None:
        return None
    return message("it stands in `{key}`: `{key} = {{ {name} = … }}`", key=key, name=name)


@lru_cache(_REMEMBERED)
def _tables_of_keys(model: type[BaseModel], above: tuple[str | int, ...]) -> Mapping[str, str]:
    """Return for each key of the tables inside one the first that has it."""
    found: dict[str, str] = {}
    for key in _keys_at(model, above):
        inner = models_at(model, (*above, key)) - models_at(model, above)
        for name in _own_keys(inner):
            found.setdefault(name, key)
    return found
