"""Lists of wards from elsewhere: a table saved as CSV, or the official list of a province."""

import csv
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from campaign_cli.model.language import Message, message

_HEADINGS = {
    "id": ("id", "mã", "ma", "code"),
    "name": ("name", "tên", "ward", "phường", "xã", "phường xã", "tên phường", "tên xã", "đơn vị"),
    "population": ("population", "dân số", "số dân"),
    "need": ("need", "nhu cầu", "hộ nghèo", "số hộ nghèo", "hộ khó khăn"),
    "contact": ("contact", "đầu mối", "người liên hệ", "cán bộ phụ trách", "họ tên"),
    "phone": ("phone", "điện thoại", "số điện thoại", "đt", "sđt"),
}
_LONGEST_ID = 60


class WardsError(Exception):
    """A list of wards that cannot be used; `said` says why, `help` what to do."""

    def __init__(self, said: Message, help_: Message | None = None) -> None:
        super().__init__(said.text)
        self.said = said
        self.help = help_


class NoProvincesError(WardsError):
    """The official list is not installed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewWard:
    """A ward of a plan that is being begun."""

    id: str
    name: str
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
    if file.suffix.casefold() in {".xlsx", ".xls", ".ods"}:
        raise WardsError(
            message("`{file}` is a workbook, which cannot be read yet", file=file.name),
            message("save it as CSV (UTF-8) and give that file"),
        )
    text = _decoded(file)
    delimiter = max(",;\t", key=text.partition("\n")[0].count)
    rows = [row for row in csv.reader(text.splitlines(), delimiter=delimiter) if any(row)]
    if len(rows) < 2:  # noqa: PLR2004 - a heading and one ward
        raise WardsError(message("`{file}` has no wards", file=file.name))
    headings = [unicodedata.normalize("NFC", cell).strip().casefold() for cell in rows[0]]
    columns = {
        name: next((headings.index(one) for one in known if one in headings), None)
        for name, known in _HEADINGS.items()
    }
    if columns["name"] is None:
        raise WardsError(
            message("`{file}` has no column `name`", file=file.name),
            message("its first line names the columns: name, population, need, contact, phone"),
        )
    others = [place for place in range(len(headings)) if place not in columns.values()]
    counts = {place: slug(headings[place]).replace("-", "_") for place in others}
    wards = [_ward(row, columns, counts) for row in rows[1:]]
    return _unique(ward for ward in wards if ward.name)


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

    names = sorted(
        (one.code, re.sub(r"^(Phường|Xã|Đặc khu)\s+", "", one.name), one.name)
        for one in Ward.iter_by_province(ProvinceCode(int(code)))
    )
    return _unique(NewWard(id=slug(short), name=short) for _, short, _ in names)


def slug(text: str) -> str:
    """Return an id like `text`: lower-case ASCII words joined by hyphens."""
    bare = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    ascii_ = bare.encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", ascii_))[:_LONGEST_ID].strip("-")


def _decoded(file: Path) -> str:
    content = file.read_bytes()
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise WardsError(
            message("`{file}` is not UTF-8", file=file.name),
            message("save it as CSV (UTF-8)"),
        ) from None


def _ward(
    row: Sequence[str], columns: Mapping[str, int | None], counts: Mapping[int, str]
) -> NewWard:
    def cell(name: str) -> str:
        place = columns[name]
        text = row[place] if place is not None and place < len(row) else ""
        return unicodedata.normalize("NFC", text).strip()

    name = cell("name")
    numbers = {
        heading: number
        for place, heading in counts.items()
        if heading and place < len(row) and (number := _number(row[place])) is not None
    }
    return NewWard(
        id=slug(cell("id") or name),
        name=name,
        population=_number(cell("population")),
        need=_number(cell("need")),
        counts=numbers,
        contact=cell("contact"),
        phone=cell("phone"),
    )


def _number(text: str) -> int | None:
    """Return a whole number, its thousands set apart by anything or nothing."""
    digits = re.sub(r"(?<=\d)[.,\s\u00a0](?=\d{3}(\D|$))", "", text.strip())
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
