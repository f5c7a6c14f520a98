"""What a table's columns are: each by its heading, one row or two, as offices write them."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from unicodedata import normalize

from campaign_cli.support.text import slug

_UNITS = (
    r"phường|xã|thị trấn|đặc khu|quận|huyện|đơn vị|địa bàn|địa phương|địa danh|tổ dân phố|tdp|thôn|"
    r"khu phố|khu dân cư|khu|ấp|bản|xóm|làng|khối|cơ sở|ward|commune|parish|town|village|district|"
    r"neighbou?rhood|area|name"
)
_WITH_UNITS = "(?:tên|hoặc|và|or|and|hành chính|cấp xã|mới|name of|the)"
_FIELDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("number", (r"^(?:stt|tt|số tt|số thứ tự|thứ tự|no|nr|#)$",)),
    (
        "id",
        (r"^(?:mã|ma)(?: số| phường| xã| đơn vị| đvhc| hành chính)*$", "^(?:ward )?(?:id|code)$"),
    ),
    (
        "phone",
        (
            r"(?:số )?(?:điện thoại|\bđtdđ|\bđt\b|sđt|\bsdt\b|di động|liên lạc|zalo|hotline)",
            r"phone|mobile|\btel\b",
        ),
    ),
    (
        "contact",
        (
            "(?:người |cán bộ |công chức |chuyên viên )?(?:đầu mối|liên hệ|phụ trách|đại diện)",
            "họ (?:và )?tên|^cán bộ|^công chức|contact|officer|coordinator|person in charge",
        ),
    ),
    ("capacity", ("sức chứa|số chỗ|số ghế|capacity|seats",)),
    (
        "hall",
        (r"nhà văn h(?:óa|oá)|hội trường|\bnvh\b|địa điểm|nơi tổ chức|\bhall\b|\bvenue\b",),
    ),
    ("population", ("dân số|số dân|nhân khẩu|population|residents|inhabitants",)),
    (
        "need",
        (
            "hộ nghèo(?: và)? (?:hộ )?cận nghèo|hộ (?:cận )?nghèo|cận nghèo",
            "hộ khó khăn|nhu cầu",
            r"\bneed\b|poor households|hardship",
        ),
    ),
    (
        "name",
        (rf"^(?:{_WITH_UNITS} ?)*(?:{_UNITS}|tên)(?: ?(?:{_UNITS}|{_WITH_UNITS}))*$",),
    ),
)
_PATTERNS = tuple((field, re.compile("|".join(forms))) for field, forms in _FIELDS)
_PLAIN = re.compile(
    r"\b(?:số|tổng|tổng số|chung|hiện có|hiện nay|năm|tên|họ|và|của|người|hộ|cán bộ|công chức"
    r"|phường|xã|total|number|of|the|name|đầu mối|\d+)\b"
)
"""What a heading may have beside what it is, and be the plainest of its sort all the same."""
_FIGURE = re.compile(r"[\d\s.,+/()-]*\d[\d\s.,+/()-]*")
_NUMBERING = re.compile(r"\(?(?:\d{1,2}|[a-zđ])\)?(?:\s*=.*)?", re.IGNORECASE)
"""What stands under headings to number the columns: (1), 2, A, 3=1+2."""
_ASIDE = re.compile(r"\([^)]*\)|[*:]")
_MARKS = re.compile(r"[\s,;/.·–—&+-]+")

_RATE = re.compile(
    r"tỷ lệ|tỉ lệ|mật độ|%|‰|nghìn|ngàn|triệu|\bx ?1[.,]?000\b|percent|\brate\b|density|thousand",
    re.IGNORECASE,
)
"""What is a share of something, or counted in thousands, is no whole number of it."""
_PART = re.compile(
    r"\b(?:nam|nữ|trẻ em|trẻ|cao tuổi|độ tuổi|tạm trú|dân tộc"
    r"|men|women|male|female|children|aged)\b"
)
"""A part of the people, who are not all of them."""
_DEPUTY = re.compile(r"người thay|cấp phó|dự phòng|deputy|stand in|alternate")
_LOOKED_AT = 500
"""Entries by which it is told what a column holds."""
_MOST_ROWS = 3
"""Rows that a head may have."""

Row = tuple[str, ...]
Texts = tuple[str, str]
"""A column's own heading, and that with what stands above it."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A column: where it stands, counted from 0, its heading, and what it is taken for.

    `field`: one of a ward's, "number" for the running number, "count" for another figure, which is
    called `key`; empty: it is not taken. `rival`: the field that it would be, but that another
    column is the plainer one of.
    """

    place: int
    text: str
    field: str = ""
    key: str = ""
    rival: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a table: its columns, and how many rows of the sheet lie above the entries."""

    columns: tuple[Heading, ...]
    above: int

    def place(self, field: str) -> int:
        """Return where the column of a field stands; -1: there is none."""
        return next((one.place for one in self.columns if one.field == field), -1)


def head_of(rows: Sequence[Row], most: int) -> Head | None:
    """Return the head among the first rows; None: no column names wards.

    Of all rows that could be one, it is that with the most columns that are known, the first such.
    """
    heads = (_head(rows, at) for at in range(min(len(rows), most)))
    found = [head for head in heads if head is not None]
    return max(found, key=lambda head: sum(bool(one.field) for one in head.columns), default=None)


def _head(rows: Sequence[Row], at: int) -> Head | None:
    """Return the head that row `at` and what belongs to it above and below are, if it is one."""
    row, entries, above = rows[at], rows[at + 1 :], at + 1
    before = rows[at - 1] if at else ()
    texts = [(cell, cell) for cell in row]
    whole = bool(entries) and _goes_on(row, entries[0])
    if not whole and sum(map(bool, before)) > 1 and not any(map(_FIGURE.fullmatch, before)):
        texts = _joined([(cell, cell) for cell in before], row)
    while entries and above < at + _MOST_ROWS and _goes_on(row, entries[0]):
        texts, entries, above = _joined(texts, entries[0]), entries[1:], above + 1
    while len(entries) > 1 and _numbers_columns(entries[0]):
        entries, above = entries[1:], above + 1
    if not any(_column(place, *text)[0].field == "name" for place, text in enumerate(texts)):
        return None
    columns = _fields(texts, entries[:_LOOKED_AT])
    return Head(columns, above) if any(one.field == "name" for one in columns) else None


def _goes_on(upper: Row, lower: Row) -> bool:
    """Return whether a row is the second one of a head: what is below headings of several columns.

    It has words alone, none of them below what names the wards.
    """
    if not any(lower) or any(map(_FIGURE.fullmatch, lower)):
        return False
    names = [place for place, cell in enumerate(upper) if _field(cell)[0] == "name"]
    known = sum(bool(_field(cell)[0]) for cell in lower)
    open_ = any(below and not above for above, below in zip_longest(upper, lower, fillvalue=""))
    return bool(names) and not any(lower[names[0] : names[0] + 1]) and bool(known or open_)


def _joined(upper: Sequence[Texts], lower: Row) -> list[Texts]:
    """Return each column's own heading, and that with what stands above it.

    What stands above several columns stands in the first of their cells alone.
    """
    texts, over = [], ""
    for (own, whole), below in zip_longest(upper, lower, fillvalue=("", "")):
        text = below if isinstance(below, str) else ""
        over = whole or (over if text else "")
        texts.append((text or own, f"{over} {text}".strip() if text else whole))
    return texts


def _numbers_columns(row: Row) -> bool:
    """Return whether a row numbers the columns: "A, B, 1, 2", "(1), (2), (3) = (1) + (2)"."""
    cells = [cell for cell in row if cell]
    if not all(map(_NUMBERING.fullmatch, cells)):
        return False
    figures = [int(found[0]) for cell in cells if (found := re.search(r"\d+", cell))]
    first = figures[0] if figures else 1
    running = first <= _MOST_ROWS and figures == list(range(first, first + len(figures)))
    return len(cells) > 1 and running


def _fields(texts: Sequence[Texts], entries: Sequence[Row]) -> tuple[Heading, ...]:
    """Return what each column is taken for."""
    columns = [_column(place, own, whole) for place, (own, whole) in enumerate(texts)]
    plainest: dict[str, tuple[bool, int, int]] = {}
    for heading, rest in columns:
        # A column of numbers names no ward: "Tổ dân phố" is how many there are of them.
        if heading.field == "name" and _figures(entries, heading.place):
            continue
        if heading.field:
            # Of "Phường" and "Tổ dân phố", the wards are those that differ from row to row.
            twice = heading.field == "name" and _repeats(entries, heading.place)
            rank = (twice, rest, heading.place)
            plainest[heading.field] = min(rank, plainest.get(heading.field, rank))
    return _of_their_own(
        one if plainest.get(one.field, ())[2:] == (one.place,) else _other(one, entries)
        for one, _ in columns
    )


def _of_their_own(columns: Iterable[Heading]) -> tuple[Heading, ...]:
    """Return the columns with keys of their own: headings repeat."""
    seen: Counter[str] = Counter()
    own = []
    for one in columns:
        seen[one.key] += 1
        again = bool(one.key) and seen[one.key] > 1
        own.append(replace(one, key=f"{one.key}_{seen[one.key]}") if again else one)
    return tuple(own)


def _column(place: int, own: str, whole: str) -> tuple[Heading, int]:
    """Return a column as its heading alone has it, and how much the heading says beside it."""
    field, rest = _field(own)
    if not field and own != whole:
        field, rest = _field(whole)
    return Heading(place, whole, field), rest


def _other(one: Heading, entries: Sequence[Row]) -> Heading:
    """Return a column that is no field of a ward: a figure of its own, or nothing."""
    key = slug(one.text).replace("-", "_")
    counted = one.field in {"", "name", "population", "need"} and not _RATE.search(one.text)
    if key and counted and _figures(entries, one.place):
        # How many of something there are is no rival of its names.
        rival = "" if one.field == "name" else one.field
        return Heading(one.place, one.text, "count", key, rival)
    return Heading(one.place, one.text, rival=one.field)


def _figures(entries: Sequence[Row], place: int) -> bool:
    """Return whether half of a column's entries are figures, and any of them whole."""
    cells = _cells(entries, place)
    figures = [cell for cell in cells if _FIGURE.fullmatch(cell) or cell.startswith("#")]
    # "31 tổ, 28 tổ" are figures, "12 Láng, 5 Chùa Bộc" are addresses.
    units = {re.sub(r"^\D*[\d.,\s]+", "", cell) for cell in cells if cell not in figures}
    whole = [cell for cell in cells if whole_number(cell) is not None]
    if len(units) == 1 and len(cells) > 1:
        figures = whole
    return any(cell in whole for cell in figures) and 2 * len(figures) >= len(cells)


def _repeats(entries: Sequence[Row], place: int) -> bool:
    cells = [cell.casefold() for cell in _cells(entries, place)]
    return 2 * len(set(cells)) <= len(cells)


def _cells(entries: Sequence[Row], place: int) -> list[str]:
    return [row[place] for row in entries if place < len(row) and row[place]]


def _field(heading: str) -> tuple[str, int]:
    """Return the field that a heading names, and how many letters it has beside."""
    text = normalize("NFC", heading).casefold()
    if _RATE.search(text):
        return "", 0
    text = _MARKS.sub(" ", _ASIDE.sub(" ", text)).strip()
    found = {field: match for field, pattern in _PATTERNS if (match := pattern.search(text))}
    if "phone" in found and "contact" in found and re.search("tên|người", found["contact"][0]):
        # Both in one column: the name is what is left when the phone is taken out.
        del found["phone"]
    if _DEPUTY.search(text):
        return ("deputy_phone" if "phone" in found else "deputy"), 0
    if _PART.search(text):
        found.pop("population", None)
    for field, match in found.items():
        rest = text[: match.start()] + text[match.end() :]
        return field, len(_PLAIN.sub("", rest).replace(" ", ""))
    return "", 0


_AMOUNT = re.compile(
    r"(?:khoảng|chừng|about|~|≈)?\s*"
    r"(?P<figure>\d{1,3}(?:(?P<mark>[.,\s])\d{3})(?:(?P=mark)\d{3})*|\d+)"
    r"(?:[.,]0+)?\s*(?P<unit>\(?[^\W\d][^\d%]*)?",
    re.IGNORECASE,
)
_MANY = re.compile(r"\(?(?:nghìn|ngàn|vạn|triệu|tỷ|thousand|million|k\b)", re.IGNORECASE)


def whole_number(text: str) -> int | None:
    """Return a whole number: 35000, "35.000", "35,000 người"; None: the text is none."""
    found = _AMOUNT.fullmatch(text)
    if found is None or _MANY.match(found["unit"] or ""):
        return None
    digits = re.sub(r"\D", "", found["figure"])
    # More digits than any count has are no count, nor has any a zero before it.
    return None if len(digits) > _LONGEST_NUMBER or digits[:-1].startswith("0") else int(digits)


_LONGEST_NUMBER = 12
