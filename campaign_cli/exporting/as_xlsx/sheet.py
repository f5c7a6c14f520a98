"""A sheet that takes rows as they will stand in the file.

The library keeps every cell as an object and writes it out one attribute at a time, which is most
of the time that a month of a city takes: 127 workbooks of 450,000 cells. Rows of entries, which
are all alike, are put together here instead. What the library is asked for beyond its manual is
in this module alone: `_write_rows`, `_check_dimensions`, `_get_xf_index` and the table of shared
strings. The tests read every cell back with two other programs.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from html import escape

from xlsxwriter.format import Format  # noqa: TID253 - loaded with its format alone
from xlsxwriter.workbook import Workbook  # noqa: TID253 - the same
from xlsxwriter.worksheet import Worksheet  # noqa: TID253 - the same

from campaign_cli.exporting.as_xlsx.text import cut, shared

EPOCH = date(1899, 12, 30).toordinal()
"""The day from which Excel counts, of days after February 1900."""

POINTS = 0.75
"""Points to a pixel."""


class Sheet(Worksheet):  # type: ignore[misc] # XlsxWriter is not typed
    """A sheet some of whose rows are put together already."""

    def __init__(self) -> None:
        super().__init__()
        self._ready: dict[int, str] = {}

    def add_row(self, row: int, cells: Sequence[str], pixels: int) -> None:
        """Add a row of cells, from the first column on, `pixels` high.

        The height carries no mark that a person chose it: it goes on growing with what someone
        types into the row.
        """
        height = f' ht="{pixels * POINTS:g}"' if pixels else ""
        self._ready[row] = f'<row r="{row + 1}"{height}>{"".join(cells)}</row>'
        self._check_dimensions(row, 0)
        self._check_dimensions(row, len(cells) - 1)

    def _write_rows(self) -> None:
        """Write the library's rows and those that are ready, in order."""
        first: int = self.dim_rowmin  # type: ignore[has-type] # the same
        last: int = self.dim_rowmax  # type: ignore[has-type] # the same
        for row in sorted(self._ready):
            if row > self.dim_rowmin:  # type: ignore[has-type] # the same
                self.dim_rowmax = row - 1
                super()._write_rows()
            self.fh.write(self._ready[row])
            self.dim_rowmin = row + 1
        self.dim_rowmax = last
        if self.dim_rowmin <= last:
            super()._write_rows()
        self.dim_rowmin = first


@dataclass(slots=True)
class Strings:
    """The shared strings of one workbook: what each text is in it, looked up once."""

    book: Workbook
    literal: Callable[[str], str]
    known: dict[str | tuple[str, ...], tuple[str, str]] = field(default_factory=dict)

    def add(self, text: str | tuple[str, ...]) -> tuple[str, str]:
        """Return the end of a cell that holds `text`, or lines of it, and what it shows."""
        shown = self.literal(text) if isinstance(text, str) else "\n".join(map(self.literal, text))
        shown = cut(shown)
        table = self.book.str_table
        index = table._get_shared_string_index(shared(shown))  # noqa: SLF001 - see above
        table.count -= 1
        found = self.known[text] = (f' t="s"><v>{index}</v></c>', shown)
        return found

    def count(self, texts: int) -> None:
        """Count so many cells with text, those that were added too."""
        self.book.str_table.count += texts


def look_of(style: Format) -> int:
    """Return a look's number in the file."""
    number: int = style._get_xf_index()  # noqa: SLF001 - see above
    return number


def figure(value: float | date) -> str:
    """Return the end of a cell with a number or a date."""
    if isinstance(value, date):
        value = value.toordinal() - EPOCH
    return f"><v>{value:.16g}</v></c>"


def formula(text: str, value: float) -> str:
    """Return the end of a cell with a formula, and its value for programs that do not reckon."""
    return f"><f>{escape(text.removeprefix('='), quote=False)}</f><v>{value:.16g}</v></c>"
