"""A sheet that is one table: a title above, a head that stays and is printed again, entries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from campaign_cli.exporting.as_xlsx.book import Book
from campaign_cli.exporting.as_xlsx.layout import FILLED, KEY_ROW
from campaign_cli.exporting.as_xlsx.sheet import Sheet, figure, formula
from campaign_cli.exporting.as_xlsx.text import SURE, height, lines
from campaign_cli.support.text import column_letter, shortened

TITLE_LONGEST = 150
"""Letters that one line over the whole width holds."""

PROTECTION = {
    "format_columns": True,
    "format_rows": True,
    "sort": True,
    "autofilter": True,
}
"""What a reader may do beside filling in; `_keep` says what the unlocked cells refuse."""

_TORN = {"bg_color": "#C00000", "font_color": "#FFFFFF"}
"""A row whose id is not its own any more."""

BOLD = frozenset({"bold", "late", "sum-text"})
"""Looks whose letters are wider."""

NARROWER = 0.92
"""As if a column were so much narrower: for bold letters."""

EMPTY: frozenset[object] = frozenset({"", ()})


@dataclass(frozen=True, slots=True)
class Formula:
    """A sum or a product, with its value for programs that do not reckon.

    `{row}` stands for its own row, `{first}` and `{last}` for those of all entries above it.
    """

    text: str
    value: int


Value = str | float | date | tuple[str, ...] | Formula | None
"""What a cell holds; a tuple: text of several lines."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name for programs, its title, its width in letters, its look."""

    key: str
    title: str
    width: float
    style: str = "text"

    @property
    def wraps(self) -> bool:
        """Whether a row grows with what stands in it."""
        return self.style != "id"

    @property
    def filled(self) -> bool:
        """Whether it is for the reader to fill."""
        return self.key in FILLED


@dataclass(frozen=True, slots=True)
class Styled:
    """A value that looks other than its column."""

    value: Value
    style: str


Row = Sequence[Value | Styled]


@dataclass(frozen=True, slots=True)
class Table:
    """Where a table stands: the rows of its head and of its last entry, counted from 0."""

    sheet: Sheet
    columns: tuple[Column, ...]
    head: int
    last: int

    @property
    def first(self) -> int:
        """The row of the first entry."""
        return self.head + 1

    def place(self, key: str) -> int:
        """Return where a column stands."""
        return next(place for place, one in enumerate(self.columns) if one.key == key)


def table(
    book: Book,
    name: str,
    title: str,
    facts: Iterable[str],
    columns: tuple[Column, ...],
    rows: Iterable[Row],
    *,
    protected: bool = True,
    ids: bool = True,
) -> Table:
    """Write a sheet with `title` and `facts` above its table; a last column of `ids` is not
    printed. Columns without any value are hidden.
    """
    sheet = book.sheet(name)
    head = above(book, sheet, title, facts)
    sheet.set_row(KEY_ROW, None, None, {"hidden": True})
    for place, column in enumerate(columns):
        sheet.write_string(KEY_ROW, place, column.key, book.style("key"))
    titles(book, sheet, head, columns)
    used, last = entries(book, sheet, head, columns, rows)
    for place, column in enumerate(columns):
        empty = last > head and place not in used and not column.filled
        options = {"hidden": True} if empty else {}
        sheet.set_column(place, place, column.width, None, options)
    sheet.freeze_panes(head + 1, 0)
    sheet.repeat_rows(head)
    sheet.print_area(KEY_ROW, 0, max(head + 1, last), len(columns) - 1 - ids)
    its = Table(sheet, columns, head, last)
    if protected:
        sheet.protect("", PROTECTION)
    if last > head:
        sheet.autofilter(head, 0, last, len(columns) - 1)
        if protected:
            _keep(book, its)
    return its


def _keep(book: Book, its: Table) -> None:
    """Refuse what is typed over the head and the columns that are not to be filled in.

    A validation does not refuse Delete or Paste: in a table that is sent back, a row without an id,
    or with another row's, turns red.
    """
    say = book.say
    yellow = any(column.filled for column in its.columns)
    refusal = {
        "validate": "custom",
        "value": "=FALSE",
        "ignore_blank": False,
        "error_title": say.text("not to be filled in"),
        "error_message": say.text("Only the yellow columns are to be filled in: press Esc.")
        if yellow
        else say.text("Nothing is to be filled in here: press Esc."),
    }
    its.sheet.data_validation(its.head, 0, its.head, len(its.columns) - 1, refusal)
    for filled, run in groupby(enumerate(its.columns), key=lambda one: one[1].filled):
        places = [place for place, _ in run]
        if not filled:
            its.sheet.data_validation(its.first, places[0], its.last, places[-1], refusal)
    if yellow:
        first, last = its.first + 1, its.last + 1
        letter = column_letter(len(its.columns) - 1)
        own = f"${letter}{first}"
        twice = f"COUNTIF(${letter}${first}:${letter}${last},{own})>1"
        rule = {"type": "formula", "criteria": f'=OR({own}="",{twice})', "format": book.look(_TORN)}
        its.sheet.conditional_format(its.first, 0, its.last, len(its.columns) - 1, rule)


def above(book: Book, sheet: Sheet, title: str, facts: Iterable[str]) -> int:
    """Write what stands above a table; return the row of the table's head."""
    row = KEY_ROW + 1
    sheet.set_row_pixels(row, 32)
    book.text(sheet, row, 0, shortened(book.literal(title), TITLE_LONGEST), "title")
    for line in filter(None, facts):
        row += 1
        book.text(sheet, row, 0, shortened(book.literal(line), TITLE_LONGEST), "line")
    sheet.set_row_pixels(row, 30)
    return row + 1


def titles(book: Book, sheet: Sheet, head: int, columns: tuple[Column, ...]) -> None:
    """Write the row of the columns' titles."""
    for place, column in enumerate(columns):
        book.text(sheet, head, place, column.title, "head-fill" if column.filled else "head")
    most = max(lines(column.title, column.width * NARROWER) for column in columns)
    sheet.set_row_pixels(head, height(max(2, most)))


def entries(
    book: Book, sheet: Sheet, head: int, columns: tuple[Column, ...], rows: Iterable[Row]
) -> tuple[set[int], int]:
    """Write the entries under `head`; return the columns that have any value, and the last row."""
    used: set[int] = set()
    shapes = [
        (
            column_letter(place),
            book.number_of(column.style),
            column.width * (NARROWER if column.style in BOLD else 1) if column.wraps else 0,
        )
        for place, column in enumerate(columns)
    ]
    known, add = book.strings.known, book.strings.add
    number, texts = head, 0
    for number, row in enumerate(rows, start=head + 1):
        most, cells = 1, []
        for at, (value, (letter, look, width)) in enumerate(zip(row, shapes, strict=True)):
            if isinstance(value, Styled):
                look = book.number_of(value.style)  # noqa: PLW2901 - this cell's own
                value = value.value  # noqa: PLW2901 - the same
            start = f'<c r="{letter}{number + 1}" s="{look}"'
            if value is None or value in EMPTY:
                cells.append(f"{start}/>")
                continue
            used.add(at)
            if isinstance(value, (str, tuple)):
                end, text = known.get(value) or add(value)
                cells.append(start + end)
                texts += 1
                if width and len(text) > width * SURE:
                    most = max(most, lines(text, width))
            elif isinstance(value, Formula):
                text = value.text.format(row=number + 1, first=head + 2, last=number)
                cells.append(start + formula(text, value.value))
            else:
                cells.append(start + figure(value))
        sheet.add_row(number, cells, height(most) if most > 1 else 0)
    book.strings.count(texts)
    return used, number
