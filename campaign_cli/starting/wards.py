"""Lists of wards from elsewhere: a table in a file, or the official list of a province."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from campaign_cli.starting.headings import Head, head_of, whole_number
from campaign_cli.starting.phones import State, phone_in
from campaign_cli.starting.tables import Row, Sheet, WardsError, sheets
from campaign_cli.support.diagnostic import Diagnostic, Severity
from campaign_cli.support.language import Message, message
from campaign_cli.support.text import capital, column_letter, shortened, slug

_LONGEST_ID = 60
_UNIT = re.compile(r"(?:(?P<term>Phường|Xã|Đặc khu)\s+)?(?P<name>.+)")
_LONGEST_NAME = 60
_TITLE = 20
"""Among so many first lines stand the headings."""
_TOLD = 8
"""So many rows are named; more are counted."""
_SHOWN = 24
"""Letters of a row that are shown."""
_SMALLEST_HALL = 10
"""A smaller number beside a hall's name is part of it."""
_SUMS = re.compile(
    r"(?:tổng(?: cộng| số)?|cộng|(?:grand )?total|sum)\s*(?:[:(\d].*)?$|tổng (?:cộng|số)\b"
    r"|toàn (?:quận|huyện|thành phố|tỉnh|xã|phường)\b"
)
"""Not "Cộng Hòa", which is a ward."""
_SECTIONS = re.compile(
    r"(?:(?:[ivx]+|[a-h])[.)/]\s*)?(?:cụm|nhóm|tuyến|khu vực|miền|phần|group|zone|part)\b"
)
_NOTES = re.compile(
    r"ghi chú|lưu ý|nguồn:|số liệu|người lập|lập biểu|kế toán|chủ tịch|phó chủ tịch|trưởng phòng"
    r"|tm\.|kt\.|[*]|.*\bngày\b.*\btháng\b|notes?\b|source\b|prepared by"
)
_EMPTY = {"", "-", "–", "—", "…", "...", "x", "không", "không có", "chưa có", "none"}
_SHORT = {
    "p": "Phường",
    "f": "Phường",
    "x": "Xã",
    "tt": "Thị trấn",
    "tx": "Thị xã",
    "q": "Quận",
    "h": "Huyện",
    "tp": "Thành phố",
    "đk": "Đặc khu",
}
_SHORTENED = re.compile(
    r"(?:(TT|TX|TP|ĐK|[PFXQH])\s*\.\s*|(P|X|TT)\s+(?=[^\W\d_]))(?=\S)", re.IGNORECASE
)
_BEGINNING = re.compile(
    r"(?:phường|xã|thị trấn|thị xã|quận|huyện|thành phố|đặc khu)\s+", re.IGNORECASE
)
_RUNNING = re.compile(r"\d{1,3}\s*[.)/]\s+|[-+•]\s+")
_OFFICE = re.compile(r"(?:UBND|Ủy ban nhân dân)\s+(?=phường|xã|thị trấn|đặc khu)", re.IGNORECASE)
_CAPACITY = re.compile(
    r"\s*(?:\((?:sức chứa|capacity)?:?\s*(?P<inside>\d[\d.,]*)[^()\d]*\)"
    r"|[,;:–-]?\s*(?:sức chứa|capacity)?:?\s*(?P<counted>\d[\d.,]*)"
    r"\s*(?:chỗ|người|ghế|seats|people)[^\d]*"
    r"|[,;:–-]\s+(?P<after>\d[\d.,]*))$",
    re.IGNORECASE,
)
_PHONE = re.compile(r"\d[\d .()-]{6,}\d")


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
    deputy: str = ""
    deputy_phone: str = ""
    hall: int | None = None
    """How many its hall holds."""
    hall_name: str = ""
    """What its hall is called, where that is known."""


@dataclass(frozen=True, slots=True)
class Column:
    """What a column of a table was taken for: `field` as of a heading, in so many wards."""

    letter: str
    heading: str
    field: str
    key: str
    wards: int


@dataclass(frozen=True, slots=True)
class Listed:
    """The wards of a table, and what became of each of its columns and rows."""

    file: str
    sheet: str
    wards: tuple[NewWard, ...]
    columns: tuple[Column, ...]
    remarks: tuple[Diagnostic, ...]


def wards_in(file: Path) -> Listed:
    """Return the wards of a table with a heading for each column.

    Raises:
        OSError: the file cannot be read.
        WardsError: it is no table of wards.
    """
    sheet, head, others = _found(sheets(file), file.name)
    listing = _Listing(file.name, sheet, head)
    if not listing.wards:
        raise WardsError(message("`{file}` has no wards", file=file.name))
    return listing.listed(others)


def _found(found: Sequence[Sheet], file: str) -> tuple[Sheet, Head, tuple[str, ...]]:
    """Return the sheet that has wards, its head, and the names of others that have some, too.

    It is the first in which anything stands below its headings; a title may stand above them.
    """
    if not any(sheet.rows for sheet in found):
        raise WardsError(message("`{file}` has no wards", file=file))
    heads = [(sheet, head) for sheet in found if (head := head_of(sheet.rows, _TITLE)) is not None]
    if not heads:
        raise WardsError(
            message("`{file}` has no column `name`", file=file),
            message("its first line names the columns: name, population, need, contact, phone"),
        )
    full = [one for one in heads if len(one[0].rows) > one[1].above] or heads
    (sheet, head), *others = full
    return sheet, head, tuple(other.name for other, _ in others)


class _Listing:
    """A table of wards, row by row, with what is to be told of it."""

    def __init__(self, file: str, sheet: Sheet, head: Head) -> None:
        self.file, self.sheet, self.head = file, sheet, head
        self.entries = tuple(zip(sheet.numbers, sheet.rows, strict=True))[head.above :]
        self.wards: list[NewWard] = []
        self.rows: list[int] = []
        """The number that each ward's row has in the sheet."""
        self.aside: list[tuple[int, str]] = []
        self.nameless: list[tuple[int, str]] = []
        self.sums: list[tuple[int, Row]] = []
        self.restored: list[int] = []
        self.phones: list[tuple[int, str]] = []
        self.unread: dict[int, list[tuple[int, str]]] = {}
        self.blank: dict[int, list[tuple[int, str]]] = {}
        self.filled: Counter[int] = Counter()
        running = [_at(row, head.place("number")) for _, row in self.entries]
        self.numbered = 2 * sum(cell.isdecimal() for cell in running) > len(running)
        """Whether wards have a running number, so that what has none is no ward."""
        for number, row in self.entries:
            self._add(number, row)

    def _add(self, number: int, row: Row) -> None:
        """Take a row for a ward, or for what else it is."""
        written = _at(row, self.head.place("name"))
        name = _name(written)
        running = _at(row, self.head.place("number"))
        first = next(filter(None, row))
        others = sum(map(bool, row)) - bool(written) - bool(running)
        starts = {one.casefold() for one in (name, first, written)}
        if any(map(_SUMS.match, starts)):
            self.sums.append((number, row))
        elif any(map(_NOTES.match, starts)) or len(name) > _LONGEST_NAME or self._is_head(row):
            self.aside.append((number, name or first))
        elif not name:
            (self.nameless if others > 1 else self.aside).append((number, first))
        elif self._is_section(name, running, others):
            self.aside.append((number, name))
        else:
            self.rows.append(number)
            self.wards.append(self._ward(number, row, name))

    def _is_head(self, row: Row) -> bool:
        """Return whether the headings stand here again, as at the head of a page."""
        texts = [one.text for one in self.head.columns if one.field]
        return [_at(row, one.place) for one in self.head.columns if one.field] == texts

    def _is_section(self, name: str, running: str, others: int) -> bool:
        """Return whether a row is a heading of the rows below it: "Cụm 1", or "II" and a name."""
        section = bool(_SECTIONS.match(name.casefold()))
        if self.numbered and not running.isdecimal():
            return section or not others or bool(running)
        return section and not others

    def _ward(self, number: int, row: Row, name: str) -> NewWard:
        def cell(field: str) -> str:
            text = _at(row, self.head.place(field))
            return "" if text.casefold() in _EMPTY else text

        counts = {
            one.key: found
            for one in self.head.columns
            if one.field == "count" and (found := self._figure(number, row, one.place)) is not None
        }
        contact, phone = self._person(number, cell("contact"), cell("phone"))
        deputy, its = self._person(number, cell("deputy"), cell("deputy_phone"))
        hall, room = _hall(cell("hall"))
        capacity = self._figure(number, row, self.head.place("capacity"))
        for field_, value in (
            ("name", name),
            ("contact", contact),
            ("phone", phone),
            ("deputy", deputy),
            ("deputy_phone", its),
            ("hall", hall or room),
        ):
            self.filled[self.head.place(field_)] += bool(value)
        return NewWard(
            id=slug(cell("id"))[:_LONGEST_ID].strip("-") or _id(name),
            name=name,
            population=self._figure(number, row, self.head.place("population")),
            need=self._figure(number, row, self.head.place("need")),
            counts=counts,
            contact=contact,
            phone=phone,
            deputy=deputy,
            deputy_phone=its,
            hall=capacity or room or None,
            hall_name=hall,
        )

    def _figure(self, number: int, row: Row, place: int) -> int | None:
        text = _at(row, place)
        if not text and place >= 0:
            self.blank.setdefault(place, []).append((number, ""))
        if text.casefold() in _EMPTY:
            return None
        found = whole_number(text)
        if found is None:
            # A number of a spreadsheet has six places, so that it is not taken for thousands.
            shown = text.rstrip("0") if re.fullmatch(r"-?\d+\.\d{6}", text) else text
            self.unread.setdefault(place, []).append((number, shown))
        else:
            self.filled[place] += 1
        return found

    def _person(self, number: int, contact: str, phone: str) -> tuple[str, str]:
        """Return name and phone, either of which may stand in the other's cell."""
        source = phone
        if not phone and _PHONE.search(contact):
            source, contact = contact, ""
        if not source:
            return contact, ""
        found = phone_in(source)
        if found.state is State.RESTORED:
            self.restored.append(number)
        unsure = found.state in {State.DOUBTFUL, State.LOST}
        if unsure or found.several or (contact and found.beside):
            self.phones.append((number, source))
        beside = found.beside if len(found.beside) > 1 else ""
        return contact or beside, found.text

    def listed(self, others: tuple[str, ...]) -> Listed:
        """Return the wards, and what is to be told of the table."""
        remarks = tuple(self._remarks(others))
        columns = tuple(self._columns())
        return Listed(self.file, self.sheet.name, _unique(self.wards), columns, remarks)

    def _columns(self) -> Iterator[Column]:
        for one in self.head.columns:
            if one.text or any(_at(row, one.place) for _, row in self.entries):
                letter = self._letter(one.place)
                yield Column(letter, one.text, one.field, one.key, self.filled[one.place])

    def _letter(self, place: int) -> str:
        return column_letter(place + self.sheet.left)

    def _heading(self, place: int) -> str:
        return next((one.text for one in self.head.columns if one.place == place), "")

    def _remarks(self, others: tuple[str, ...]) -> Iterator[Diagnostic]:
        """Yield what wants a look, the gravest first."""
        if self.sheet.old:
            said = message("`{file}` is not UTF-8; it was read as Windows-1258", file=self.file)
            yield _remark("N114", said, message("look at the names, or save it as CSV (UTF-8)"))
        if others:
            said = message("other sheets have wards, too, and were not taken: {sheets}")
            yield _remark("N115", replace(said, values={"sheets": others}))
        if self.nameless:
            said = message("rows without a name were left out: {rows}", rows=_told(self.nameless))
            yield _remark("N108", said)
        yield from self._twice()
        yield from self._unread()
        if self.phones:
            said = message("phones that want a look: {rows}", rows=_told(self.phones))
            yield _remark("N110", said)
        if self.restored:
            rows = _told([(number, "") for number in self.restored])
            said = message(
                "phones got back the 0 or + that a program had dropped: {rows}", rows=rows
            )
            yield _remark("N110", said)
        yield from self._other_sums()
        yield from self._rivals()
        left = [*self.aside, *((number, next(filter(None, row))) for number, row in self.sums)]
        if left:
            said = message("rows that are no wards were left out: {rows}", rows=_told(sorted(left)))
            yield _remark("N107", said)

    def _twice(self) -> Iterator[Diagnostic]:
        """Yield the names that several wards have."""
        rows: dict[str, list[int]] = {}
        for ward, number in zip(self.wards, self.rows, strict=True):
            rows.setdefault(ward.name.casefold(), []).append(number)
        for ward in self.wards:
            its = rows.pop(ward.name.casefold(), [])
            if len(its) > 1:
                numbers = _told([(number, "") for number in its])
                said = message("`{name}` stands there more than once: {rows}", name=ward.name)
                said = replace(said, values={**said.values, "rows": numbers})
                yield _remark("N109", said, message("take one out, or tell them apart"))

    def _unread(self) -> Iterator[Diagnostic]:
        """Yield the columns of figures that lack some, or have what is none."""
        shared = {self.head.place("population"), self.head.place("need")}
        for place, rows in self.blank.items():
            # What things are divided by, every ward must have; so, too, a formula that failed.
            if place in shared and len(rows) < len(self.wards):
                said = message(
                    "column {column}, `{heading}`, is empty in rows {rows}",
                    column=self._letter(place),
                    heading=self._heading(place),
                    rows=_told(rows),
                )
                yield _remark("N111", said)
        for place, cells in self.unread.items():
            said = message(
                "column {column}, `{heading}`, has what is no whole number: {rows}",
                column=self._letter(place),
                heading=self._heading(place),
                rows=_told(cells),
            )
            yield _remark("N111", said)

    def _other_sums(self) -> Iterator[Diagnostic]:
        """Yield the columns whose total, on the last row of totals, is not what the wards have."""
        if not self.sums:
            return
        number, row = self.sums[-1]
        for one in self.head.columns:
            if one.field not in {"population", "need", "count"}:
                continue
            total = whole_number(_at(row, one.place))
            added = sum(
                (ward.counts.get(one.key) if one.field == "count" else getattr(ward, one.field))
                or 0
                for ward in self.wards
            )
            if total not in {None, added}:
                said = message(
                    "column {column}, `{heading}`: row {row} says {total}, the wards have {added}",
                    column=self._letter(one.place),
                    heading=one.text,
                    row=str(number),
                    total=total,
                    added=added,
                )
                yield _remark("N112", said)

    def _rivals(self) -> Iterator[Diagnostic]:
        for one in self.head.columns:
            if one.rival:
                said = message(
                    "column {column}, `{heading}`, gives way to column {other}, which is the same",
                    column=self._letter(one.place),
                    heading=one.text,
                    other=self._letter(self.head.place(one.rival)),
                )
                yield _remark("N113", said)


def _remark(code: str, said: Message, help_: Message | None = None) -> Diagnostic:
    return Diagnostic(code, said, help=help_, severity=Severity.WARNING)


def _told(rows: Sequence[tuple[int, str]]) -> tuple[str, ...]:
    """Return rows as they are named: "12 (Cụm 1)"."""
    named = [
        f"{number} ({shortened(text, _SHOWN)})" if text else f"{number}" for number, text in rows
    ]
    more = len(named) - _TOLD
    return tuple(named) if more <= 1 else (*named[:_TOLD], f"… (+{more})")


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


def _at(row: Row, place: int) -> str:
    return row[place] if 0 <= place < len(row) else ""


def _name(text: str) -> str:
    """Return a ward's name as it is written out: "Phường Đông Ngạc" of "1. P. Đông Ngạc"."""
    text = _OFFICE.sub("", _RUNNING.sub("", text, count=1) if _RUNNING.match(text) else text)
    short = _SHORTENED.match(text)
    if short:
        unit = _SHORT[(short[1] or short[2]).casefold()]
        text = f"{unit} {text[short.end() :]}"
    return capital(text)


def _id(name: str) -> str:
    """Return a ward's id, without the word that says that it is one."""
    unit = _BEGINNING.match(name)
    return slug(name[unit.end() :] if unit else name)[:_LONGEST_ID].strip("-")


def _hall(text: str) -> tuple[str, int | None]:
    """Return a hall's name and how many it holds: "Nhà văn hóa (200)"."""
    alone = whole_number(text)
    if alone is not None:
        return "", alone
    found = _CAPACITY.search(text)
    figure = found and next(filter(None, found.groups()), "")
    number = whole_number(figure.strip(".,")) if figure else None
    if found is None or number is None or number < _SMALLEST_HALL:
        return text, None
    return text[: found.start()].strip(" ,;:–-"), number


def _unique(wards: Iterable[NewWard]) -> tuple[NewWard, ...]:
    """Return the wards with ids of their own: names repeat."""
    seen: set[str] = set()
    last: dict[str, int] = {}
    unique = []
    for ward in wards:
        named = ward.id or "ward"
        id_, number = named, last.get(named, 1)
        while id_ in seen:
            number += 1
            id_ = f"{named}-{number}"
        last[named] = number
        seen.add(id_)
        unique.append(replace(ward, id=id_))
    return tuple(unique)
