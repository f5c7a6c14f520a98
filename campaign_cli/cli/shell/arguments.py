"""What people type: names for ids, dates as they write them, and what they may have meant."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from campaign_cli.cli.shell.exits import Stop, misused
from campaign_cli.support.language import Message, message
from campaign_cli.support.text import spelling

EARLIEST, LATEST = 1900, 2199

Form = Callable[[str], str]
"""How a name is compared."""

_DATE = re.compile(r"(\d{1,2})[/.\-](\d{1,2})(?:[/.\-](\d{4}))?")

_ISO = re.compile(r"\d{4}-\d{1,2}-\d{1,2}")

if TYPE_CHECKING:
    from campaign_cli.model.plan import Plan


def folded(text: str) -> str:
    """Return `text` as it is compared: no case, no marks, no spaces or hyphens."""
    bare = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(letter for letter in bare if letter.isalnum())


def resolved(typed: str, names: Mapping[str, str], unknown: Message) -> str:
    """Return the id that `typed` means: an id, or a name if it is the only one.

    A name as it is written comes first; then one without its marks, and part of one.

    `names` has the ids with their names; `unknown` says what is not known.

    Raises:
        Stop: nothing is called that, or several things are.
    """
    if typed in names:
        return typed
    wanted = folded(typed)
    found = _called(typed, names, spelling) or _called(typed, names, folded)
    # Marks that are typed are meant; who types none may mean any.
    marked = [] if typed.isascii() else _containing(typed, names, spelling)
    found = found or marked or _containing(typed, names, folded)
    if len(found) == 1 and folded(names[found[0]]) != wanted:
        # An id that looks like what is typed is no more than another's name that does.
        found = list(dict.fromkeys((*found, *_namesakes(typed, names))))
    if len(found) == 1:
        return found[0]
    if found:
        ids = tuple(_both(id_, names) for id_ in found[:6])
        raise misused(
            message("`{typed}` may be several", typed=typed),
            message("there are: {names}", names=ids),
        )
    from difflib import get_close_matches

    by_folded = {folded(id_): id_ for id_ in names} | {folded(names[id_]): id_ for id_ in names}
    near = get_close_matches(wanted, by_folded, 1, 0.6)
    if near:
        help_ = message("did you mean `{name}`?", name=_both(by_folded[near[0]], names))
    else:
        shown = tuple(_both(id_, names) for id_ in list(names)[:8])
        help_ = message(
            "there are: {names}", names=(*shown, "…") if len(names) > len(shown) else shown
        )
    raise misused(unknown, help_)


def offered(typed: str, names: Mapping[str, str]) -> list[str]:
    """Return the ids that `typed` begins, or whose names it begins."""
    by_id = [id_ for id_ in names if id_.startswith(typed)]
    if by_id or not typed:
        return by_id
    forms = (folded,) if typed.isascii() else (spelling, folded)
    found = (
        [id_ for id_, name in names.items() if form(name).startswith(form(typed))] for form in forms
    )
    return next(filter(None, found), [])


def _called(typed: str, names: Mapping[str, str], form: Form) -> list[str]:
    """Return the ids that are, or whose names are, `typed`, with or without what is in brackets."""
    wanted = form(typed)
    return [
        id_
        for id_, name in names.items()
        if wanted in {form(id_), form(name), form(name.partition(" (")[0])}
    ]


def _containing(typed: str, names: Mapping[str, str], form: Form) -> list[str]:
    """Return the ids whose names begin with `typed`, or else have it somewhere."""
    wanted = form(typed)
    if not wanted:
        return []
    inside = [id_ for id_, name in names.items() if wanted in form(name)]
    return [id_ for id_ in inside if form(names[id_]).startswith(wanted)] or inside


def _namesakes(typed: str, names: Mapping[str, str]) -> list[str]:
    """Return the ids whose names end with `typed`: "Tân Hòa" of a "Phường Tân Hòa"; no events."""
    form = folded if typed.isascii() else spelling
    return [
        id_ for id_, name in names.items() if "@" not in id_ and form(name).endswith(form(typed))
    ]


def parsed_date(typed: str, near: date) -> date:
    """Return the date of "2022-11-25", "25/11/2022" or "25/11", the latter in the year of `near`.

    Raises:
        Stop: it is no date.
    """
    found = _date(typed.strip(), near)
    if found is None:
        raise _no_date(typed)
    if not EARLIEST <= found.year <= LATEST:
        # A calendar ends somewhere, and the weeks around its last day do not.
        far = message(
            "`{typed}` is too far off: from {first} to {last}",
            typed=typed,
            first=str(EARLIEST),
            last=str(LATEST),
        )
        raise misused(far)
    return found


def _date(typed: str, near: date) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        pass
    match = _DATE.fullmatch(typed)
    if match is None:
        return None
    day, month, year = match.groups()
    try:
        if year:
            return date(int(year), int(month), int(day))
        return _nearest(int(day), int(month), near)
    except ValueError:
        return None


def campaign_date(typed: str, plan: "Plan") -> date:
    """Return the date that `typed` means in the campaign.

    Raises:
        Stop: it is no date.
    """
    first, last = plan.campaign.prepare_from, plan.campaign.wind_up
    return parsed_date(typed, first + (last - first) / 2)


def _nearest(day: int, month: int, near: date) -> date:
    """Return the day and month in the year that brings them closest: a campaign may span two.

    Raises:
        ValueError: there is no such day.
    """
    dates = []
    for year in (near.year - 1, near.year, near.year + 1):
        try:
            dates.append(date(year, month, day))
        except ValueError:
            continue
    if not dates:
        raise ValueError
    return min(dates, key=lambda one: abs((one - near).days))


def looks_like_date(typed: str) -> bool:
    """Return whether `typed` is written as a date, be it one or not."""
    return bool(_DATE.fullmatch(typed) or _ISO.fullmatch(typed))


def _no_date(typed: str) -> Stop:
    if looks_like_date(typed.strip()):
        return misused(message("there is no day `{typed}`", typed=typed))
    return misused(
        message("`{typed}` is no date", typed=typed),
        message("write it as 25/11 or 2022-11-25"),
    )


def _both(id_: str, names: Mapping[str, str]) -> str:
    name = names[id_]
    # Of wards of one name, it has the id already.
    return name if name == id_ or name.endswith(f"({id_})") else f"{name} ({id_})"
