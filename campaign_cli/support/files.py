"""Files: how much is read of those from anywhere, and how ours are written: whole or not at all."""

import contextlib
import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from campaign_cli.support.diagnostic import Diagnostic
from campaign_cli.support.language import Message, message

MEGABYTE = 1 << 20
LARGEST = 64 * MEGABYTE
"""Bytes that a file may have that is not the plan's: a table, a Word file, a schedule."""
LARGEST_PLAN = 8 * MEGABYTE
"""Bytes that the files of a plan may have, all together: the largest that we know has one."""
MOST_FILES = 2_000
"""Files that a plan may have."""
DEEPEST = 10
"""Files of a plan that may include one another in a row."""
MOST_PARTS = 4_000
"""Parts that a packed file may have: a workbook, a Word file. They unpack to `LARGEST` at most."""
LARGEST_TEXT = LARGEST // 4
"""Bytes of XML in a Word file."""
MOST_CELLS = 1_000_000
"""Cells of a table, those that are empty between others counted."""
MOST_ROWS = 20_000
"""Rows of a table: the wards of a country are half as many."""
MOST_TABLES = 20_000
"""Tables of one kind in a file of a plan: wards, activities. The largest that we know has 6,000."""
LONGEST_CHAIN = 20
"""Kinds that may be made from one another in a row."""


class InputError(OSError):
    """Nothing can be read there, or written: a pipe, a device, more than anyone writes."""

    def __init__(self, code: str, file: Path, said: Message, help_: Message | None = None) -> None:
        super().__init__(errno.EINVAL, said.text, str(file))
        self.diagnostic = Diagnostic(code, said, help=help_)


def content_of(file: Path, most: int = LARGEST) -> bytes:
    """Return what is in an ordinary file of at most so many bytes.

    Raises:
        InputError: it is a pipe or a device, or larger.
        OSError: it cannot be read.
    """
    # Opened without waiting: a pipe that nobody writes to would be waited for without end.
    with named(file):
        handle = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | _BINARY)
        with os.fdopen(handle, "rb") as content:
            found = os.fstat(handle)
            if stat.S_ISDIR(found.st_mode):
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(file))
            if not stat.S_ISREG(found.st_mode):
                raise _no_file(file)
            if found.st_size > most:
                raise _too_large(file, most)
            read = content.read(most + 1)
    if len(read) > most:
        raise _too_large(file, most)
    return read


_BINARY = getattr(os, "O_BINARY", 0)


def _no_file(file: Path) -> InputError:
    return InputError(
        "F305",
        file,
        message("`{file}` is a pipe or a device, not a file", file=str(file)),
        message("save what it gives to a file, and name that"),
    )


def _too_large(file: Path, most: int) -> InputError:
    """Return that a file has more bytes than are read."""
    return InputError(
        "F306",
        file,
        message(
            "`{file}` has more than {n} MB: it is not read",
            file=str(file),
            n=most // MEGABYTE,
        ),
    )


@contextlib.contextmanager
def named(file: Path) -> Iterator[None]:
    """Let the errors of reading and writing say which file it was: a full disk does not."""
    try:
        yield
    except OSError as error:
        if error.filename is None:
            error.filename = str(file)
        raise


def put(file: Path, content: bytes) -> None:
    """Write a file beside its place, then move it there: never a half of it.

    Raises:
        OSError: it cannot be written; whatever stood there before still does.
    """
    beside = file.with_name(f".{file.name}.{os.getpid()}.tmp")
    with named(file):
        file.parent.mkdir(parents=True, exist_ok=True)
        if file.exists() and not file.is_file():
            # A folder says so itself; a device would be replaced, and a pipe.
            if file.is_dir():
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(file))
            raise _no_file(file)
        try:
            beside.write_bytes(content)
            beside.replace(file)
        except BaseException:
            with contextlib.suppress(OSError):
                beside.unlink()
            raise
