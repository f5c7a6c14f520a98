"""The cells of a workbook from anywhere, read in a process of its own that may take so much.

A workbook of a few thousand bytes can hold two cells with all others of a sheet between them, and
the library that reads it would take the memory for each, or bring the process down. So the process
is another one, bounded where the system has bounds (Windows has none), and what is packed is
weighed before.
"""

import io
import json
import re
import subprocess
import sys
import zipfile
import zlib
from datetime import date
from typing import Any, NamedTuple

from campaign_cli.support.files import LARGEST, MEGABYTE, MOST_CELLS, MOST_PARTS, MOST_ROWS

MEMORY = 768 * MEGABYTE
"""Bytes of addresses that reading may take, the interpreter's own among them."""
_SECONDS = 60
_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_LOCKED_BIFF = re.compile(
    rb"\x09\x08(?:\x10\x00\x00\x06\x05\x00.{12}|\x08\x00\x00\x05\x05\x00.{4})"
    rb"(?:\x86\x00\x00\x00)?\x2f\x00",
    re.DOTALL,
)
"""How a locked .xls begins: BOF, perhaps WriteProtect, FilePass ([MS-XLS] 2.1.7.20.3).

With the oldest way of locking its cells would be read, as other words than they hold.
"""


class Cells(NamedTuple):
    """A sheet: its name, its cells, and how many empty rows and columns stand before them."""

    name: str
    rows: list[list[Any]]
    above: int
    left: int


class WorkbookError(Exception):
    """A workbook that cannot be read."""


class LockedError(WorkbookError):
    """It is locked with a password."""


class LargeError(WorkbookError):
    """It holds more, or reaches further, than any list does."""


_ERRORS = {"locked": LockedError, "large": LargeError, "damaged": WorkbookError}


def cells_of(content: bytes) -> tuple[Cells, ...]:
    """Return the cells of each visible sheet; dates and times as texts.

    Raises:
        WorkbookError: it cannot be read.
    """
    if content.startswith(_OLE) and (_ENCRYPTED in content or _LOCKED_BIFF.search(content)):
        raise LockedError
    if content.startswith(b"PK"):
        content = _weighed(content)
    try:
        done = subprocess.run(  # noqa: S603 - this interpreter, with this module
            [sys.executable, "-c", f"from {__name__} import _answer; _answer()"],
            input=content,
            capture_output=True,
            check=False,
            timeout=_SECONDS,
        )
    except subprocess.TimeoutExpired:
        raise LargeError from None
    try:
        answer = json.loads(done.stdout)
    except ValueError:
        # It was brought down: by the bound of its memory, as far as anyone knows.
        raise LargeError from None
    if isinstance(answer, str):
        raise _ERRORS[answer]
    return tuple(Cells(*one) for one in answer)


def _weighed(content: bytes) -> bytes:
    """Return a packed file anew, each part as long as it says, so that no reader sees another."""
    anew = io.BytesIO()
    try:
        with (
            zipfile.ZipFile(io.BytesIO(content)) as archive,
            zipfile.ZipFile(anew, "w") as copy,
        ):
            entries = archive.infolist()
            if len(entries) > MOST_PARTS or sum(one.file_size for one in entries) > LARGEST:
                raise LargeError
            if any(entry.flag_bits & 1 for entry in entries):
                raise LockedError
            for name in dict.fromkeys(entry.filename for entry in entries):
                copy.writestr(name, archive.read(name))
    except (
        *(zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError),
        *(OSError, RuntimeError, ValueError),
    ):
        raise WorkbookError from None
    return anew.getvalue()


def _answer() -> None:
    """Read a workbook from stdin, and write its cells to stdout, or what is wrong with it."""
    try:
        import resource
    except ImportError:
        pass  # Windows
    else:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        answer: object = _sheets(sys.stdin.buffer.read())
    except LargeError:
        answer = "large"
    except LockedError:
        answer = "locked"
    except WorkbookError:
        answer = "damaged"
    sys.stdout.write(json.dumps(answer, default=_said))


def _said(cell: object) -> str:
    """Return a date or a time as a text."""
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _sheets(content: bytes) -> list[Cells]:
    from python_calamine import (
        CalamineError,
        CalamineWorkbook,
        PasswordError,
        SheetTypeEnum,
        SheetVisibleEnum,
    )

    sheets = []
    left = MOST_CELLS
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for known in workbook.sheets_metadata:
            if known.typ is SheetTypeEnum.WorkSheet and known.visible is SheetVisibleEnum.Visible:
                sheet = workbook.get_sheet_by_name(known.name)
                left -= sheet.total_height * sheet.total_width
                if left < 0 or sheet.total_height > MOST_ROWS:
                    raise LargeError
                sheets.append(Cells(known.name, sheet.to_python(), *(sheet.start or (0, 0))))
    except PasswordError:
        raise LockedError from None
    except CalamineError:
        raise WorkbookError from None
    return sheets
