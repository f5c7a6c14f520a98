"""Tables from elsewhere, as rows of text: saved as CSV, or as the workbook they were made in."""

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from pathlib import Path
from unicodedata import normalize

from campaign_cli.starting.workbook import Cells, LargeError, LockedError, WorkbookError, cells_of
from campaign_cli.support.files import MOST_CELLS, MOST_ROWS, content_of
from campaign_cli.support.language import Message, message
from campaign_cli.support.text import clean

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name, its rows that hold anything, and the number that each has in it."""

    name: str
    rows: tuple[Row, ...]
    numbers: tuple[int, ...]
    left: int = 0
    """How many empty columns stand before its first."""
    old: bool = False
    """Whether it is text of an old code page, read as Vietnamese."""


# What workbooks begin with (zip, OLE), whatever their files are called.
_WORKBOOKS = (b"PK", b"\xd0\xcf\x11\xe0")
_SUFFIXES = {".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"}
_DELIMITERS = ",;\t|"
_SAMPLE = 20_000
"""Letters by which it is told what parts the cells."""
_VIETNAMESE = re.compile(
    r"[\x00-\x7f\u00a0\u00ab\u00b0-\u00b3\u00b7\u00bb\u2013\u2014\u2018-\u201d\u2026"
    r"ÀÁẠẢÃÂẦẤẬẨẪĂẰẮẶẲẴÈÉẸẺẼÊỀẾỆỂỄÌÍỊỈĨÒÓỌỎÕÔỒỐỘỔỖƠỜỚỢỞỠÙÚỤỦŨƯỪỨỰỬỮỲÝỴỶỸĐ"
    r"àáạảãâầấậẩẫăằắặẳẵèéẹẻẽêềếệểễìíịỉĩòóọỏõôồốộổỗơờớợởỡùúụủũưừứựửữỳýỵỷỹđ₫]*"
)


class WardsError(Exception):
    """A list of wards that cannot be used; `said` says why, `help` what to do."""

    def __init__(self, said: Message, help_: Message | None = None) -> None:
        super().__init__(said.text)
        self.said = said
        self.help = help_


def sheets(file: Path) -> tuple[Sheet, ...]:
    """Return each visible sheet, with the rows that hold anything; of CSV, the one there is.

    Cells are composed Unicode on one line, without spaces around them.

    Raises:
        OSError: the file cannot be read.
        WardsError: it is no table.
    """
    content = content_of(file)
    workbook = content.startswith(_WORKBOOKS) or file.suffix.casefold() in _SUFFIXES
    if workbook:
        return tuple(
            _sheet(one.name, one.rows, one.above, one.left)
            for one in _of_workbook(content, file.name)
        )
    text, old = _decoded(content, file.name)
    return (replace(_sheet("", _of_csv(text, file.name)), old=old),)


def _sheet(name: str, rows: Sequence[Sequence[object]], above: int = 0, left: int = 0) -> Sheet:
    tidy = ((number, tuple(map(_tidy, row))) for number, row in enumerate(rows, above + 1))
    full = [(number, row) for number, row in tidy if any(row)]
    return Sheet(name, tuple(row for _, row in full), tuple(number for number, _ in full), left)


def _tidy(cell: object) -> str:
    match cell:
        case bool():
            return ""
        case float() if cell.is_integer():
            text = str(int(cell))
        case float():
            # All its digits, or 1.234 would be taken for a thousand.
            text = f"{cell:f}"
        case date():
            text = cell.isoformat()
        case _:
            text = str(cell)
    return " ".join(clean(normalize("NFC", text)).split())


def _of_csv(text: str, name: str) -> list[list[str]]:
    # Excel's own line, which says what parts the cells, is none of the table.
    said = re.match(r"sep=(.)\r?\n", text)
    body = text[said.end() :] if said else text
    sample = body[:_SAMPLE]
    delimiter = said[1] if said else max(_DELIMITERS, key=lambda one: _alike(_cells(sample, one)))
    try:
        rows = _cells(body, delimiter)
    except csv.Error:
        raise WardsError(
            message("`{file}` is no table", file=name), message("save it as CSV (UTF-8)")
        ) from None
    if len(rows) > MOST_ROWS or sum(map(len, rows)) > MOST_CELLS:
        raise _too_large(name)
    return [[], *rows] if said else rows


def _cells(text: str, delimiter: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    return list(islice(reader, MOST_ROWS + 1))


def _alike(rows: Sequence[Sequence[str]]) -> int:
    """Return how many cells stand in rows of one length: most where they are parted rightly."""
    lengths = Counter(len(row) for row in rows if len(row) > 1)
    return max((length * times for length, times in lengths.items()), default=0)


def _decoded(content: bytes, name: str) -> tuple[str, bool]:
    """Return the text, and whether it is of an old code page.

    Windows-1258 is what Excel's "CSV" is in Vietnam. It reads any bytes, so that only what has
    Vietnamese letters alone is taken for it.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace"), False
    # A mark is wanting where a program wrote it; no text has a NUL, and UTF-16 has one a letter.
    if 0 in content[:2]:
        order = "utf-16-be" if content.startswith(b"\0") else "utf-16-le"
        return content.decode(order, "replace"), False
    try:
        return content.decode("utf-8-sig"), False
    except UnicodeDecodeError:
        pass
    text = normalize("NFC", content.decode("cp1258", "replace"))
    if _VIETNAMESE.fullmatch(text):
        return text, True
    raise WardsError(message("`{file}` is not UTF-8", file=name), message("save it as CSV (UTF-8)"))


def _of_workbook(content: bytes, name: str) -> tuple[Cells, ...]:
    try:
        return cells_of(content)
    except LockedError:
        raise WardsError(
            message("`{file}` is locked with a password", file=name),
            message("save it without one, or as CSV (UTF-8)"),
        ) from None
    except LargeError:
        raise _too_large(name) from None
    except WorkbookError:
        raise WardsError(
            message("`{file}` is no workbook, or a damaged one", file=name),
            message("save it anew as .xlsx, or as CSV (UTF-8)"),
        ) from None


def _too_large(name: str) -> WardsError:
    """Return that a table is none of wards: it may be one with a letter in its last corner."""
    return WardsError(
        message(
            "`{file}` holds more, or reaches further, than {n} rows of wards",
            file=name,
            n=MOST_ROWS,
        ),
        message("delete what stands far below or beside the wards, or save these alone as CSV"),
    )
