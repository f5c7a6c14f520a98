"""Lists of wards from elsewhere: a table in a file, or the official list of a province."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from campaign_cli.model.language import message
from campaign_cli.model.text import slug
from campaign_cli.starting.tables import Row, Sheet, WardsError, sheets

_HEADINGS = {
    "id": ("id", "mã", "ma", "code"),
    "name": ("name", "tên", "ward", "phường", "xã", "phường xã", "tên phường", "tên xã", "đơn vị"),
    "population": ("population", "dân số", "số dân"),
    "need": ("need", "nhu cầu", "hộ nghèo", "số hộ nghèo", "hộ khó khăn"),
    "contact": ("contact", "đầu mối", "người liên hệ", "cán bộ phụ trách", "họ tên"),
    "phone": ("phone", "điện thoại", "số điện thoại", "đt", "sđt"),
}
_NUMBERS = ("stt", "tt", "số tt", "no", "no.")
"""Headings of columns that number the rows."""
_SUMS = ("cộng", "tổng", "tổng số", "tổng cộng", "total")
"""What stands for a name in a row that is no ward."""
_LONGEST_ID = 60
_UNIT = re.compile(r"(?:(?P<term>Phường|Xã|Đặc khu)\s+)?(?P<name>.+)")
_TITLE = 20
"""Among so many first lines stand the headings."""


class NoProvincesError(WardsError):
    """The official list is not installed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewWard:
    """A ward of a plan that is being begun."""

    id: str
    name: str
    term: str = ""
    """What it is: "xã"; "" where that is not known."""
    population: int | None = None
    need: int | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    contact: str = ""
    phone: str = ""
    hall: int | None = None
    """How many its hall holds."""


def wards_in(file: Path) -> tuple[NewWard, ...]:
    """Return the wards of a table with a heading for each column.

    Raises:
        OSError: the file cannot be read.
        WardsError: it is no table of wards.
    """
    heading, columns, rows = _found(sheets(file), file.name)
    counts = {
        place: slug(text).replace("-", "_")
        for place, text in enumerate(heading)
        if place not in columns.values() and text.casefold() not in _NUMBERS
    }
    wards = [_ward(row, columns, counts) for row in rows]
    wards = [ward for ward in wards if ward.name and ward.name.casefold() not in _SUMS]
    if not wards:
        raise WardsError(message("`{file}` has no wards", file=file.name))
    return _unique(wards)


def _found(found: Sequence[Sheet], file: str) -> tuple[Row, Mapping[str, int], Sheet]:
    """Return the headings, where each known one stands, and the rows beneath them.

    They are those of the first sheet that has any; a title may stand above them.
    """
    if not any(found):
        raise WardsError(message("`{file}` has no wards", file=file))
    for rows in found:
        for place, row in enumerate(rows[:_TITLE]):
            columns = _columns(row)
            if "name" in columns:
                return row, columns, rows[place + 1 :]
    raise WardsError(
        message("`{file}` has no column `name`", file=file),
        message("its first line names the columns: name, population, need, contact, phone"),
    )


def _columns(row: Row) -> dict[str, int]:
    headings = [cell.casefold() for cell in row]
    known = {
        name: next((headings.index(one) for one in forms if one in headings), None)
        for name, forms in _HEADINGS.items()
    }
    return {name: place for name, place in known.items() if place is not None}


def provinces() -> dict[str, str]:
    """Return the provinces' codes and names, from the official list.

    Raises:
        NoProvincesError: the list is not installed.
    """
    try:
        from vietnam_provinces import Province
    except ImportError:
        raise NoProvincesError(
            message("the official list of wards is not installed"),
            message("install it with `pip install campaign-cli[provinces]`"),
        ) from None
    return {f"{one.code:02}": one.name for one in Province.iter_all()}


def wards_of_province(code: str) -> tuple[NewWard, ...]:
    """Return the wards and communes of a province.

    Raises:
        NoProvincesError: the list is not installed.
    """
    provinces()
    from vietnam_provinces import ProvinceCode, Ward

    official = sorted(
        (one.code, one.name) for one in Ward.iter_by_province(ProvinceCode(int(code)))
    )
    named = (_UNIT.fullmatch(name) for _, name in official)
    return _unique(
        NewWard(id=slug(found["name"]), name=found["name"], term=(found["term"] or "").lower())
        for found in named
        if found
    )


def _ward(row: Row, columns: Mapping[str, int], counts: Mapping[int, str]) -> NewWard:
    cells = dict(enumerate(row))

    def cell(name: str) -> str:
        return cells.get(columns.get(name, -1), "")

    name = cell("name")
    numbers = {
        heading: number
        for place, heading in counts.items()
        if heading and (number := _number(cells.get(place, ""))) is not None
    }
    return NewWard(
        id=slug(cell("id") or name)[:_LONGEST_ID].strip("-"),
        name=name,
        population=_number(cell("population")),
        need=_number(cell("need")),
        counts=numbers,
        contact=cell("contact"),
        phone=cell("phone"),
    )


def _number(text: str) -> int | None:
    """Return a whole number, its thousands set apart by anything or nothing."""
    digits = re.sub(r"(?<=\d)[.,\s](?=\d{3}(\D|$))", "", text)
    return int(digits) if digits.isdecimal() else None


def _unique(wards: Iterable[NewWard]) -> tuple[NewWard, ...]:
    """Return the wards with ids of their own: names repeat."""
    seen: set[str] = set()
    unique = []
    for ward in wards:
        id_, number = ward.id or "ward", 1
        while id_ in seen:
            number += 1
            id_ = f"{ward.id or 'ward'}-{number}"
        seen.add(id_)
        unique.append(replace(ward, id=id_))
    return tuple(unique)
