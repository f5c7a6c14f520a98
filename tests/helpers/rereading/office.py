"""A ward's Word document and workbook, read back by LibreOffice, openpyxl and calamine."""

import subprocess
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from helpers.told import Held, Told, Words, spaced, without_phones

Rows = list[list[str]]


class _Tables(HTMLParser):
    """The tables of a page: rows of cells, whose lines are kept apart."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[Rows] = []
        self.open: list[Rows] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag == "table":
            self.tables.append([])
            self.open.append(self.tables[-1])
        elif tag == "tr":
            self.open[-1].append([])
        elif tag in {"td", "th"}:
            self.open[-1][-1].append("")
        elif tag in {"br", "p"} and self.open and self.open[-1] and self.open[-1][-1]:
            self.open[-1][-1][-1] += "\0"

    def handle_endtag(self, tag: str) -> None:
        if tag == "table":
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] and self.open[-1][-1]:
            self.open[-1][-1][-1] += data


def tables(path: Path) -> list[Rows]:
    """Return the tables of what LibreOffice made of a document or of a workbook."""
    page = _Tables()
    page.feed(path.read_text("utf-8"))
    return [
        [["\n".join(filter(None, map(spaced, cell.split("\0")))) for cell in row] for row in table]
        for table in page.tables
    ]


def converted(folder: Path, files: Iterable[Path]) -> None:
    """Have LibreOffice write each file as a page, `….html`, into `folder`: all in one run."""
    profile = f"-env:UserInstallation={(folder / 'profile').resolve().as_uri()}"
    command = ["soffice", "--headless", profile, "--convert-to", "html", "--outdir", str(folder)]
    subprocess.run([*command, *map(str, files)], capture_output=True, check=True, timeout=180)


def docx(path: Path, words: Words) -> Told:
    """Return what LibreOffice reads in a Word document: its table of events, its annexed tasks."""
    found: Told = set()
    for head, *rows in filter(None, tables(path)):
        if head == ["Thời gian", "Nội dung", "Địa điểm"]:
            found |= {_in_word(words, *row) for row in rows}
        elif head[1:] == ["Hạn", "Đầu việc", "Ghi chú"]:
            about = ""
            for row in rows:
                if len(row) == 1:
                    about = row[0]
                    continue
                text, *more = row[2].split("\n")
                found |= set(words.due(f"{text} – {words.named(about)}", row[1], more))
    return found


def _in_word(words: Words, when: str, what: str, place: str) -> Held:
    title, *more = what.split("\n")
    return words.held(title, when, [place, *"; ".join(more).split("; ")])


def workbook(path: Path) -> list[Rows]:
    """Return the sheets of an Excel workbook by openpyxl."""
    import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(path)
    return [[_cells(row) for row in sheet.iter_rows(values_only=True)] for sheet in book]


def workbook_again(path: Path) -> list[Rows]:
    """Return the same by calamine."""
    import python_calamine

    book = python_calamine.CalamineWorkbook.from_path(str(path))
    sheets = (book.get_sheet_by_name(name) for name in book.sheet_names)
    return [[_cells(row) for row in sheet.to_python()] for sheet in sheets]


def _cells(row: Iterable[Any]) -> list[str]:
    days = (f"{one:%d/%m/%Y}" if isinstance(one, date) else one for one in row)
    return ["" if one is None else str(one) for one in days]


def xlsx(sheets: Iterable[Rows], words: Words) -> Told:
    """Return what the sheets of a workbook tell, by the heads of their columns."""
    found: Told = set()
    for sheet in sheets:
        for row in _under(sheet, "Mã đầu việc"):
            when = f"{row['Hạn']} {row['Đến ngày']}"
            found |= set(words.due(f"{row['Đầu việc']} – {row['Hoạt động']}", when))
        for row in _under(sheet, "Mã cuộc"):
            when = f"{row['Ngày']} {row['Đến ngày']}"
            event = words.held(row["Hoạt động"], when, [row["Địa điểm"]], row["Giờ"])
            people = filter(None, without_phones(row["Lực lượng"]).split("; "))
            found.add(replace(event, people=frozenset(people)))
    return found


def _under(sheet: Rows, column: str) -> Iterator[dict[str, str]]:
    """Yield the rows under the head that has a column."""
    heads = [number for number, row in enumerate(sheet) if column in row]
    for row in sheet[heads[0] + 1 :] if heads else ():
        named = dict(zip(sheet[heads[0]], row, strict=False))
        if named.get(column):
            yield named
