"""A workbook whose bytes repeat and whose text is never obeyed; its looks, named."""

import io
from collections.abc import Mapping
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

import xlsxwriter  # noqa: TID253 - loaded with its format alone
from xlsxwriter.format import Format  # noqa: TID253 - the same

from campaign_cli.exporting.as_xlsx.sheet import Sheet, Strings, look_of
from campaign_cli.exporting.as_xlsx.text import Literal, cut, marginal, shared
from campaign_cli.pages.phrases import Phrases

A4 = 9
FONT = "Times New Roman"
SIZE = 11
LINE = "#A6A6A6"
QUIET = "#595959"
"""Grey that still reads on white: seven to one."""

NUMBER = "#,##0_)"
"""With a little room before the next column."""

SHUT = "#E7E6E6"
"""What is no working day."""

# Excel sorts on a protected sheet only where every cell that moves is unlocked: all cells of tables
# are, and a validation keeps what is not to be filled in. What stands around tables is locked.
_CELL = {"valign": "top", "border": 1, "border_color": LINE, "locked": False}
# What a cell says stays text, also where someone opens it to edit and closes it again.
_TEXT = {**_CELL, "text_wrap": True, "quote_prefix": True}
_FILL = {**_CELL, "bg_color": "#FFF8DC"}
_DATE = {"num_format": "dd/mm/yyyy", "align": "center"}
_SQUARE = {**_CELL, "align": "center"}
_DAY = {"num_format": "dd", "bg_color": "#DCE6EE"}

STYLES: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "title": {"bold": True, "font_size": 15},
        "line": {"valign": "top"},
        "note": {"text_wrap": True, "valign": "top", "quote_prefix": True},
        "label": {"bold": True, "valign": "top", "text_wrap": True},
        "key": {"font_size": 8, "font_color": QUIET},
        "head": {
            **_CELL,
            "bold": True,
            "text_wrap": True,
            "align": "center",
            "valign": "vcenter",
            "bg_color": "#DCE6EE",
        },
        "head-fill": {
            **_CELL,
            "bold": True,
            "text_wrap": True,
            "align": "center",
            "valign": "vcenter",
            "bg_color": "#FCE9A6",
        },
        "text": _TEXT,
        "bold": {**_TEXT, "bold": True},
        "middle": {**_TEXT, "align": "center"},
        "late": {**_TEXT, "align": "center", "bold": True, "font_color": "#9C0006"},
        "off": {**_TEXT, "align": "center", "bold": True, "bg_color": SHUT},
        "date": {**_CELL, **_DATE},
        "date-off": {**_CELL, **_DATE, "bold": True, "bg_color": SHUT},
        "number": {**_CELL, "num_format": NUMBER},
        "sum": {**_CELL, "num_format": NUMBER, "bold": True, "top": 2},
        "sum-text": {**_TEXT, "bold": True, "top": 2},
        "id": {**_TEXT, "text_wrap": False, "font_size": 9, "font_color": QUIET},
        "fill": {**_FILL, "text_wrap": True, "num_format": "@"},
        "fill-choice": {**_FILL, "align": "center"},
        "fill-date": {**_FILL, **_DATE},
        "fill-number": {**_FILL, "num_format": NUMBER},
        "day": {**_SQUARE, **_DAY, "bold": True},
        "day-off": {**_SQUARE, **_DAY, "bold": True, "bg_color": "#BFBFBF"},
        "weekday": {**_SQUARE, "font_size": 9, "bg_color": "#DCE6EE"},
        "weekday-off": {**_SQUARE, "font_size": 9, "bg_color": "#BFBFBF"},
        "month": {"bold": True},
        "letter": {**_SQUARE, "bold": True, "quote_prefix": True},
        "letter-off": {**_SQUARE, "bold": True, "quote_prefix": True, "bg_color": SHUT},
        "mark": {"bold": True, "align": "center", "quote_prefix": True},
        "meaning": {"quote_prefix": True},
        "shut-text": {**_TEXT, "bg_color": SHUT},
        "decimal": {**_CELL, "num_format": "General"},
        "small": {"font_size": 9, "font_color": QUIET, "text_wrap": True, "quote_prefix": True},
        "small-number": {"font_size": 9, "font_color": QUIET, "align": "left"},
    }
)
"""Every look of a cell, by name."""


_LONGEST_NAME = 31
"""Letters that Excel lets a sheet's name have."""


class Book:
    """A workbook that is being written."""

    def __init__(self, say: Phrases, made: datetime, subject: str, literal: Literal) -> None:
        self.say = say
        self.subject = literal(subject)
        self.literal = literal
        self._bytes = io.BytesIO()
        self._book = xlsxwriter.Workbook(
            self._bytes,
            {
                "in_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
                "default_format_properties": {"font_name": FONT, "font_size": SIZE},
            },
        )
        self._book.set_properties(
            {
                "title": cut(literal(say.stamp.campaign), 255),
                "subject": cut(self.subject, 255),
                "comments": f"{say.version()} · {say.stamp.version}",
                "created": made.astimezone(UTC).replace(tzinfo=None),
            }
        )
        self.strings = Strings(self._book, literal)
        self._styles: dict[str, Format] = {}
        self._looks: dict[str, int] = {}

    def style(self, name: str) -> Format:
        """Return a look by its name."""
        style = self._styles.get(name)
        if style is None:
            style = self._styles[name] = self._book.add_format(
                {"font_name": FONT, "font_size": SIZE, **STYLES[name]}
            )
        return style

    def number_of(self, name: str) -> int:
        """Return a look's number in the file, by its name."""
        number = self._looks.get(name)
        if number is None:
            number = self._looks[name] = look_of(self.style(name))
        return number

    def look(self, properties: Mapping[str, Any]) -> Format:
        """Return what a condition gives a cell."""
        return self._book.add_format(dict(properties))

    def sheet(self, name: str) -> Sheet:
        """Return a new sheet, set up for print: A4 across, as wide as the paper."""
        sheet: Sheet = self._book.add_worksheet(
            name[:_LONGEST_NAME].strip(" '"), worksheet_class=Sheet
        )
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.5, right=0.5, top=0.75, bottom=0.65)
        sheet.hide_gridlines(2)
        left = f'&L&9&"{FONT},Regular"'
        right = f'&R&9&"{FONT},Regular"'
        stamp = self.say.stamp
        campaign = marginal(self.literal(stamp.campaign), 110)
        sheet.set_header(f"{left}{campaign}{right}{marginal(self.subject, 60)}")
        version = marginal(f"{self.say.version()} · {stamp.version}", 60)
        pages = self.say.text("page {page} of {pages}").format(page="&P", pages="&N")
        sheet.set_footer(f"{left}{version}{right}{pages}")
        return sheet

    def text(self, sheet: Sheet, row: int, column: int, text: str, style: str) -> None:
        """Write text as it stands."""
        sheet.write_string(row, column, shared(self.literal(text)), self.style(style))

    def close(self) -> bytes:
        """Return the workbook's bytes."""
        self._book.close()
        return self._bytes.getvalue()
