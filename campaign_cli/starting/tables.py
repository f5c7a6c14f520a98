"""Tables from elsewhere, as rows of text: saved as CSV, or as the workbook they were made in."""

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from unicodedata import normalize

from campaign_cli.model.language import Message, message
from campaign_cli.model.text import clean

Row = tuple[str, ...]
Sheet = tuple[Row, ...]

# What workbooks begin with (zip, OLE), whatever their files are called.
_WORKBOOKS = (b"PK", b"\xd0\xcf\x11\xe0")
_SUFFIXES = {".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"}


class WardsError(Exception):
    """A list of wards that cannot be used; `said` says why, `help` what to do."""

    def __init__(self, said: Message, help_: Message | None = None) -> None:
        super().__init__(said.text)
        self.said = said
        self.help = help_


def sheets(file: Path) -> tuple[Sheet, ...]:
    """Return the rows of each visible sheet that hold anything; of CSV, of the one there is.

    Cells are composed Unicode on one line, without spaces around them.

    Raises:
        OSError: the file cannot be read.
        WardsError: it is no table.
    """
    content = file.read_bytes()
    workbook = content.startswith(_WORKBOOKS) or file.suffix.casefold() in _SUFFIXES
    found = _of_workbook(content, file.name) if workbook else [_of_csv(content, file.name)]
    whole = (tuple(tuple(map(_tidy, row)) for row in rows) for rows in found)
    return tuple(tuple(row for row in rows if any(row)) for rows in whole)


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


def _of_csv(content: bytes, name: str) -> list[list[str]]:
    text = _decoded(content, name)
    delimiter = max(",;\t", key=text.partition("\n")[0].count)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:
        raise WardsError(
            message("`{file}` is no table", file=name), message("save it as CSV (UTF-8)")
        ) from None


def _decoded(content: bytes, name: str) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise WardsError(
            message("`{file}` is not UTF-8", file=name), message("save it as CSV (UTF-8)")
        ) from None


def _of_workbook(content: bytes, name: str) -> Iterator[Sequence[Sequence[object]]]:
    from python_calamine import (
        CalamineError,
        CalamineWorkbook,
        PasswordError,
        SheetTypeEnum,
        SheetVisibleEnum,
    )

    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for sheet in workbook.sheets_metadata:
            if sheet.typ is SheetTypeEnum.WorkSheet and sheet.visible is SheetVisibleEnum.Visible:
                yield workbook.get_sheet_by_name(sheet.name).to_python()
    except PasswordError:
        raise WardsError(
            message("`{file}` is locked with a password", file=name),
            message("save it without one, or as CSV (UTF-8)"),
        ) from None
    except CalamineError:
        raise WardsError(
            message("`{file}` is no workbook, or a damaged one", file=name),
            message("save it anew as .xlsx, or as CSV (UTF-8)"),
        ) from None
