"""One table of a file → one item of the draft."""

from collections.abc import Mapping
from typing import TypeVar

from pydantic import BaseModel, ValidationError  # noqa: TID253 - only imported to read a plan

from campaign_cli.model.plan import OWNER_WARD
from campaign_cli.reading.draft import Draft
from campaign_cli.reading.files.place import Item, Place, Problem, Raw
from campaign_cli.reading.format.pydantic_errors import Around, bad_id, problems_of, taken
from campaign_cli.reading.wording.suggestions import ID
from campaign_cli.support.language import message

M = TypeVar("M", bound=BaseModel)

_STAND_INS: Mapping[str, str] = {"name": "…", "title": "…", "kind": ""}
"""What stands for a text that is missing or wrong, so that the rest of the table is still read."""


def own_id(ward: str, id_: str) -> str:
    """Return the id that `id_` of a ward's own file has in the plan."""
    return id_ if id_.startswith(f"{ward}-") else f"{ward}-{id_}"


def add(
    draft: Draft,
    section: str,
    store: dict[str, Item[M]],
    model: type[M],
    id_: object,
    raw: Raw,
    place: Place,
    ward: str | None = None,
) -> None:
    """Check one table and keep it under its id, the first of those that share it."""
    value, flawed = checked(draft, model, raw, place)
    if not isinstance(id_, str):
        draft.blurred.add(section)
        return
    at = place / "id" if "id" in raw and place.keys else place.key
    if section == "body" and id_ == OWNER_WARD:
        why = message("`ward` cannot be the id of a body: it stands for each ward's own office")
        draft.problems.append(Problem("P201", why, at))
    elif not ID.fullmatch(id_):
        draft.problems.append(bad_id(id_, at))
    if ward is not None:
        id_ = own_id(ward, id_)
    first = draft.places.get((section, id_))
    if section in {"ward", "group"} and first is None:
        first = draft.places.get(("group" if section == "ward" else "ward", id_))
    if first is not None:
        draft.problems.append(taken(id_, at, first))
        return
    draft.places[section, id_] = place
    if value is None:
        draft.blurred.add(section)
    else:
        store[id_] = Item(id_, value, place, flawed, ward)


def checked(
    draft: Draft, model: type[M], raw: Raw, place: Place
) -> tuple[M | None, frozenset[str]]:
    """Return the table as far as it is understood, and the keys that were left out."""
    try:
        return model.model_validate(raw), frozenset()
    except ValidationError as error:
        around = Around(draft.near, draft.written, raw)
        draft.problems.extend(problems_of(error, model, place, around=around))
        flawed = frozenset(
            str(one["loc"][0]) for one in error.errors(include_url=False) if one["loc"]
        )
    rest = {key: value for key, value in raw.items() if key not in flawed}
    rest |= {
        key: text for key, text in _STAND_INS.items() if key in flawed & set(model.model_fields)
    }
    try:
        return model.model_validate(rest), flawed
    except ValidationError:
        return None, flawed
