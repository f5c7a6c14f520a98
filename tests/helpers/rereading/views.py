"""What bodies, people, a day's callers and the organiser are given, read back as exact records.

These pages say besides who does each task, and merge equal tasks of several; a day's say no day.
Each reader yields items, which `found` makes records of; whatever an item says that is no record's
is known by name, or the item is told as it stands, and equals none.
"""

import re
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from helpers.rereading import html_items, md_items
from helpers.rereading import office as rereading_office
from helpers.rereading.browser import Browser
from helpers.told import Due, Told, Words, spaced

EVENTS = ("CÁC CUỘC", "ĐANG DIỄN RA")
TASKS = ("TẤT CẢ ĐẦU VIỆC", "ĐẾN HẠN")
_URGENT = re.compile(r"LÀM NGAY (?:· )?")


class Item(NamedTuple):
    """An item of a page's section: when, what, and what else is said of it."""

    section: str
    when: str
    title: str
    lines: list[str]


class Names(NamedTuple):
    """The words of a campaign, and who may do something in it."""

    words: Words
    doers: frozenset[str]


def found(names: Names, items: Iterable[Item], day: date | None = None) -> Told:
    """Return the records of a page's items; `day`: of that day's page."""
    today = f"{day:%d/%m/%Y} " if day else ""
    told: Told = set()
    for item in items:
        if item.section in EVENTS:
            dated = item.when if names.words.days(item.when) else today + item.when
            told.add(names.words.held(_without_at(names, item.title), dated, item.lines))
        elif item.section in TASKS:
            for one in _due(names, item, item.when or today):
                told.add(replace(one, due=day, last=day) if day else one)
    return told


def _without_at(names: Names, title: str) -> str:
    """Return an event's title without where it is, which may be several wards."""
    head, _, at = spaced(title).rpartition(" · ")
    return head if head and not _unknown(names, at) else spaced(title)


def _due(names: Names, item: Item, when: str) -> Iterator[Due]:
    """Yield a task, once for each activity that it is for."""
    text = _URGENT.sub("", spaced(item.title)).lstrip("☐ ·")
    title = max((one for one in names.words.tasks if text.startswith(one)), key=len, default="")
    rest = text[len(title) :]
    about, left = names.words.abouts(rest)
    if not title or _unknown(names, left):
        title = text
    yield from names.words.due(f"{title} – {'; '.join(about)}", when, [rest, *item.lines])


def _unknown(names: Names, text: str) -> str:
    """Return what of a text names no ward, group or body, no day and no repetition."""
    for name in sorted(names.doers | names.words.at, key=len, reverse=True):
        text = text.replace(name, "")
    return re.sub(r"(?:hằng ngày|hằng tuần) đến|\d\d/\d\d(?:/\d{4})?|[\s()–—·;,]", "", text)


def html(path: Path, window: Browser) -> Iterator[Item]:
    """Yield the items of a page as they stand in a browser."""
    for section, when, title, lines, asides in html_items(path, window):
        yield Item(section, when, f"{title} – {'; '.join(asides)}" if asides else title, lines)


def md(path: Path) -> Iterator[Item]:
    """Yield the items of Markdown."""
    yield from (Item(*one) for one in md_items(path))


def docx(path: Path) -> Iterator[Item]:
    """Yield the rows of what LibreOffice made of a Word document, as a page."""
    for head, *rows in filter(None, rereading_office.tables(path)):
        if head[:2] == ["Thời gian", "Nội dung"]:
            for when, what, *place in rows:
                title, *more = what.split("\n")
                yield Item(EVENTS[0], when, title, [*place, *"; ".join(more).split("; ")])
        elif head[-1:] == ["Đầu việc"]:
            for row in rows:
                title, *more = row[-1].split("\n")
                yield Item(TASKS[0], "" if len(head) == len(("", "")) else row[1], title, more)


_TAG = re.compile(r'^( *)(?:"(.*)"|([A-Z]\w*))', re.MULTILINE)


def pdf(path: Path) -> Iterator[Item]:
    """Yield the rows of a PDF's tables, as its tags tell poppler."""
    command = ["pdfinfo", "-struct-text", "-enc", "UTF-8", str(path)]
    tree = subprocess.run(command, capture_output=True, check=True, timeout=180).stdout
    section, table = "", -1
    rows: list[list[list[str]]] = []
    for indent, text, tag in _TAG.findall(tree.decode("utf-8", "replace")):
        if tag and len(indent) <= table:
            table = -1
        if tag == "Table":
            table = len(indent)
        elif tag == "TR":
            rows.append([])
        elif tag in {"TD", "TH"}:
            rows[-1].append([])
        elif text and table >= 0 and rows and rows[-1]:
            rows[-1][-1].append(text)
        elif text.isupper():
            yield from _rows(section, rows)
            section, rows = text, []
    yield from _rows(section, rows)


def _rows(section: str, rows: Iterable[list[list[str]]]) -> Iterator[Item]:
    for row in rows if section in (*EVENTS, *TASKS) else ():
        when, what = (_whole(cell) for cell in row)
        if when == ["Thời gian"]:
            continue
        title, *lines = what
        while lines and title.strip("☐ ") in {"", "LÀM NGAY"}:
            title = f"{title} {lines.pop(0)}"
        if section in TASKS:
            # Who and what for stand below the title, in a line of their own.
            more = [line for line in lines if not line.startswith("cần có: ")]
            title = " – ".join((title, *more))
        yield Item(section, " ".join(when), title, lines)


def _whole(lines: Iterable[str]) -> list[str]:
    """Return lines, those put together that the page's width broke behind a space or a hyphen."""
    whole = [""]
    for line in lines:
        whole[-1] += line
        if not line.endswith((" ", "-")):
            whole.append("")
    return [spaced(line) for line in whole if line.strip()]
