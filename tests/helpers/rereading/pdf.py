"""A ward's PDF, read back by poppler: its words with where they stand, put together again."""

import re
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from helpers.told import Told, Words

_FOOT = 790
"""Points from a page's top to its foot."""
_HEADS = ("Hạn", "Đầu", "Cần", "Người")
"""The first words of the heads of the list of all tasks."""
_FRONT = ("STT", "Thời", "Nội", "Chủ", "Báo")
"""Those of the table of events on the first page."""
_NUMBERED = re.compile(r"\d+\. (.+)")
_DAY = re.compile(r"(?:Thứ \w+|Chủ nhật), \d\d/\d\d")
_LAST = "Nơi nhận:"
"""What stands behind the list."""


class _Word(NamedTuple):
    page: int
    left: float
    top: float
    text: str


@dataclass(slots=True)
class _Row:
    """A row of the list: until when, and what."""

    about: str
    when: str
    text: str = ""


@dataclass(slots=True)
class _List:
    """What the list of all tasks says: each event's heading, and its rows."""

    heads: list[list[str]] = field(default_factory=list)
    rows: list[_Row] = field(default_factory=list)
    about: str = ""
    fresh: bool = False
    """Whether a heading is being read."""

    def heading(self, text: str) -> None:
        """Take a line that is of a heading."""
        if found := _NUMBERED.match(text):
            self.heads.append([found[1]])
            self.about, self.fresh = found[1], True
        elif not self.fresh:
            self.about = text  # What is of no event has a heading without a number.
        elif _DAY.match(text) or len(self.heads[-1]) > 1:
            self.heads[-1].append(text)
        else:
            # A long title's second line.
            self.about = f"{self.about} {text}"
            self.heads[-1] = [self.about]

    def row(self, until: str, title: str) -> None:
        """Take a line of a row."""
        self.fresh = False
        if until and not (self.rows and self.rows[-1].when.endswith("–")):
            self.rows.append(_Row(self.about, ""))
        row = self.rows[-1]
        row.when, row.text = f"{row.when} {until}".strip(), f"{row.text} {title}".strip()


def pdf(path: Path, words: Words) -> Told:
    """Return what the list of all tasks tells, where events are the headings of theirs."""
    found: Told = set()
    said = _listed(_pages(path))
    for title, *more in said.heads:
        text = " ".join(line for line in more if not re.match(r"\d{1,2}h\d\d–", line))
        if not text:
            continue  # The heading again, on the next page.
        when, *lines = text.split(" · ")
        found.add(words.held(title, when, lines))
    for row in said.rows:
        text, _, rest = row.text.partition(" · ")
        found |= set(words.due(f"{text} – {words.named(row.about)}", row.when, [rest]))
    return found


def front(path: Path, words: Words) -> tuple[Told, set[tuple[str, date]]]:
    """Return what the table on the first page tells: events without people, and their reports."""
    lines = next(_pages(path))
    at = next(number for number, line in enumerate(lines) if line[0].text == "STT")
    places = {word.text: word.left for word in reversed(lines[at])}
    columns = [places[head] - 3 for head in _FRONT]
    rows: list[list[str]] = []
    for line in lines[at + 1 :]:
        cells = [""] * len(columns)
        for word in line:
            column = sum(word.left >= left for left in columns) - 1
            cells[column] = f"{cells[column]} {word.text}".strip()
        if cells[0].isdecimal():
            rows.append(cells)
        elif cells[0]:
            break  # The next heading.
        else:
            rows[-1] = [f"{old} {new}".strip() for old, new in zip(rows[-1], cells, strict=True)]
    found: Told = set()
    reports = set()
    for _, when, what, _, report in rows:
        title, *more = what.split(" · ")
        found.add(words.held(title, when, [one for one in more if one not in words.at]))
        reports |= {(title, day) for day in words.days(report)}
    return found, reports


def _pages(path: Path) -> Iterator[list[list[_Word]]]:
    """Yield the lines of each page, from the top, words from the left."""
    command = ["pdftotext", "-tsv", "-enc", "UTF-8", str(path), "-"]
    table = subprocess.run(command, capture_output=True, check=True, timeout=60).stdout.decode()
    words = []
    for line in table.splitlines()[1:]:
        cells = line.split("\t", 11)
        if cells[0] == "5" and float(cells[7]) < _FOOT:
            words.append(_Word(int(cells[1]), float(cells[6]), float(cells[7]), cells[11]))
    for _, page in groupby(words, key=lambda word: word.page):
        lines: list[list[_Word]] = []
        for word in sorted(page, key=lambda word: word.top):
            if lines and word.top - lines[-1][0].top < 3:
                lines[-1].append(word)
            else:
                lines.append([word])
        yield [sorted(line, key=lambda word: word.left) for line in lines]


def _listed(pages: Iterable[list[list[_Word]]]) -> _List:
    said = _List()
    for lines in pages:
        heads = [number for number, line in enumerate(lines) if _heads(line)]
        for line in lines[heads[0] + 1 :] if heads else ():
            text = _joined(line)
            if text.startswith(_LAST):
                break
            when, what, need, _ = _heads(lines[heads[0]])
            if line[0].left < when - 3:
                said.heading(text)
                continue
            until = _joined(word for word in line if word.left < what - 3)
            title = _joined(word for word in line if what - 3 <= word.left < need - 3)
            said.row(until, title)
    return said


def _heads(line: list[_Word]) -> tuple[float, ...]:
    """Return where the columns of the list begin, if these are their heads."""
    places = {word.text: word.left for word in reversed(line)}
    return tuple(places[head] for head in _HEADS) if places.keys() >= set(_HEADS) else ()


def _joined(words: Iterable[_Word]) -> str:
    return " ".join(word.text for word in words)
