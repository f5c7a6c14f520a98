"""What pydantic found in a table, in the words of the plan's reader."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError  # noqa: TID253 - only imported to read a plan

from campaign_cli.model.language import Message, message
from campaign_cli.model.text import slug
from campaign_cli.reading.format import MARK
from campaign_cli.reading.messages import EXPECTED, found
from campaign_cli.reading.place import Place, Problem
from campaign_cli.reading.suggest import ID, did_you_mean, meant

_QUOTED_DATE = re.compile(r"\s*\d{4}-\d{1,2}-\d{1,2}\s*")
_OTHER_DATE = re.compile(r"\s*(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}))?\s*")
_QUOTED_TIME = re.compile(r"\s*\d{1,2}:\d{2}(?::\d{2})?\s*")
_QUOTED_NUMBER = re.compile(r"\s*\d[\d_.,]*\s*")
_WITH_DATE = {"date_type", "closing", "on", "fixed", "fixed-event"}
_WITH_NUMBER = {"int_type", "float_type", "lasts", "use", "supply-use"}
_RANGES = {"greater_than_equal", "less_than_equal"}
_LISTED = {"wards", "after"}
"""Keys that take a word or a list: a single id stands in a list, too."""
_ALL = {"all", "every", "tat-ca", "moi-phuong", "tung-phuong"}
_TABLES = {"uses", "supplies", "indicators", "hall", "contact", "deputy"}
_EMPTY = {"string_too_short", "too_short"}


def problems_of(
    error: ValidationError, model: type[BaseModel], place: Place, name: str = ""
) -> Iterator[Problem]:
    """Yield what is wrong with the table at `place`, once each; `name` is the table's own key."""
    seen: set[tuple[str, tuple[str | int, ...]]] = set()
    for one in error.errors(include_url=False):
        keys = tuple(
            part for part in one["loc"] if not (isinstance(part, str) and part.startswith(MARK))
        )
        kind = one["msg"] if one["type"] == "form" else one["type"]
        if (kind, keys) in seen:
            continue
        seen.add((kind, keys))
        at = Place(place.file, (*place.keys, *keys))
        key = next((part for part in reversed(keys) if isinstance(part, str)), name)
        yield _problem(kind, key, keys, one, model, at)


def _problem(  # noqa: PLR0911 - one line a kind of error reads best
    kind: str,
    name: str,
    keys: tuple[str | int, ...],
    error: Any,
    model: type[BaseModel],
    at: Place,
) -> Problem:
    value = error["input"]
    if kind == "missing":
        return _missing(name, value, Place(at.file, at.keys[:-1]))
    if kind == "extra_forbidden":
        return unknown_key(name, _keys_at(model, keys[:-1]), at)
    if kind == "literal_error":
        allowed = re.findall(r"'([^']*)'", error["ctx"]["expected"])
        return _not_among(name, value, allowed, at)
    if kind in _RANGES:
        return _out_of_range(name, kind, error["ctx"], at)
    if kind in _EMPTY:
        way = message("fill it in, or take the line out")
        return Problem("P305", message("`{key}` is empty", key=name), at, help=way)
    if isinstance(value, str) and kind in _WITH_DATE and _QUOTED_DATE.fullmatch(value):
        bare = value.strip()
        return Problem(
            "P304",
            message("the date `{date}` stands in quotes", date=bare),
            at,
            help=message("write {date} without quotes", date=bare),
        )
    return wrong_type(name, kind, value, at)


def _missing(name: str, value: object, table: Place) -> Problem:
    way: Message | None = None
    if name == "id" and isinstance(value, Mapping):
        text = value.get("name") or value.get("title")
        if isinstance(text, str) and slug(text):
            way = message('for example `id = "{id}"`', id=slug(text))
    return Problem("P111", message("`{key}` is missing", key=name), table, help=way)


def _not_among(name: str, value: object, allowed: list[str], at: Place) -> Problem:
    if not isinstance(value, str):
        return wrong_type(name, "string_type", value, at)
    near = "each" if name == "wards" and slug(value) in _ALL else meant(value, allowed)
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


def _out_of_range(name: str, kind: str, context: Mapping[str, Any], at: Place) -> Problem:
    if kind == "greater_than_equal":
        limit = _whole(context["ge"])
        text = message("`{key}` must be at least {limit}", key=name, limit=limit)
        way = message("write {value} or more", value=f"{limit:_}")
    else:
        limit = _whole(context["le"])
        text = message("`{key}` must be at most {limit}", key=name, limit=limit)
        way = message("write {value} or less", value=f"{limit:_}")
    return Problem("P303", text, at, help=way)


def _whole(limit: float) -> float:
    return int(limit) if limit == int(limit) else limit


def wrong_type(name: str, kind: str, value: object, at: Place) -> Problem:
    """Return the problem of a value that is not what `kind`, an error of pydantic's, asks for."""
    expected = EXPECTED.get(kind, EXPECTED["other"])
    return Problem(
        "P301",
        message("`{key}` must be {expected}", key=name, expected=expected),
        at,
        label=found(value),
        help=_way_out(name, kind, value),
    )


def _way_out(  # noqa: PLR0911 - the same
    name: str, kind: str, value: object
) -> Message | None:
    match value:
        case str() if kind in _WITH_DATE and (parts := _OTHER_DATE.fullmatch(value)):
            return _rewritten(parts)
        case str() if kind == "time_type" and _QUOTED_TIME.fullmatch(value):
            return message("write {value} without quotes", value=f"{value.strip():0>5}:00"[:8])
        case str() if kind in _WITH_NUMBER and _QUOTED_NUMBER.fullmatch(value):
            return message("write {value} without quotes", value=re.sub(r"[^\d]", "", value))
        case str() if kind in {"model_type", "dict_type"} and name in _TABLES:
            return _table(name, value)
        case float() if kind in _WITH_NUMBER and not isinstance(value, bool):
            return _thousands(value)
        case str() if kind in {"list_type", "wards", "after"}:
            return message('write `{key} = ["{value}"]`', key=name, value=value[:60])
        case datetime() if kind in _WITH_DATE:
            return message("write the date alone: {date}", date=value.date().isoformat())
        case dict() if kind == "list_type":
            return message("write `[[{key}]]` with two brackets", key=name)
        case int() | float() | date() | time() if kind == "string_type":
            return message("put it in quotes")
        case _:
            return None


def _table(name: str, value: str) -> Message:
    """Return the table that was meant by its single text."""
    if name in {"uses", "supplies", "indicators"}:
        return message("write `{key} = {{ {id} = 1 }}`", key=name, id=_id_like(value) or "…")
    text = value.replace('"', "")[:60]
    if name == "hall":
        return message('write `{key} = {{ name = "{name}" }}`', key=name, name=text)
    phone = bool(re.fullmatch(r"\+?[\d .()-]+", text))
    return message(
        'write `{key} = {{ name = "{name}", phone = "{phone}" }}`',
        key=name,
        name="…" if phone else text,
        phone=text if phone else "…",
    )


def _thousands(value: float) -> Message | None:
    """Return the whole number that was meant by 9.000, which is nine."""
    if not 0 < value < 1000 or abs(value * 1000 - round(value * 1000)) > 1e-6:  # noqa: PLR2004 - three decimals, as a person writes them
        return None
    return message(
        "a point begins decimals: nine thousand is 9_000, and here it may be {value}",
        value=f"{round(value * 1000):_}",
    )


def _rewritten(parts: re.Match[str]) -> Message | None:
    day, month, year = parts.groups()
    if year is None:
        return message("write the date as year-month-day, without quotes")
    return message("write {date} without quotes", date=f"{year}-{month:0>2}-{day:0>2}")


def _keys_at(model: type[BaseModel], keys: tuple[str | int, ...]) -> set[str]:
    """Return the keys that the table at `keys` of `model` may have."""
    models = {model}
    for part in keys:
        inside: set[type[BaseModel]] = set()
        for one in models:
            for name, info in one.model_fields.items():
                if part == (info.alias or name):
                    inside |= _models_in(info.annotation)
        models = inside or models
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
    why = message("unknown key `{key}`", key=name)
    return Problem("P110", why, at.key, help=did_you_mean(name, sorted(known)))
