"""A ward's exported files, read back into records by programs that did not write them.

Every reader takes a file and the campaign's `Words`, and returns what it tells the ward, exactly:
each row, item or entry is one record, and a line that is no record is none that tells an event
or a task.
"""

import csv
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from helpers.rereading.browser import Browser
from helpers.told import Due, Held, Told, Words, clocks, without_phones

EVENTS, TASKS = "CÁC CUỘC", "TẤT CẢ ĐẦU VIỆC"


class _Entry(NamedTuple):
    """An entry of a calendar, as a program reads it."""

    title: str
    start: date
    """With the time of day, but for whole days."""
    end: date
    """The moment at which it ends, or its last day."""
    place: str
    text: str
    kind: str


def ics(path: Path, words: Words) -> Told:
    """Return what vobject reads in a calendar."""
    import vobject

    found: Told = set()
    for entry in vobject.readOne(path.read_text("utf-8")).vevent_list:
        start, end = entry.dtstart.value, entry.dtend.value
        if not isinstance(end, datetime):
            end -= timedelta(days=1)
        place = entry.location.value if hasattr(entry, "location") else ""
        (kind,) = entry.categories.value
        spans = [(start, end)]
        spans += [(day, day) for more in getattr(entry, "rdate_list", ()) for day in more.value]
        for span in spans:
            text = entry.description.value
            found |= set(_entry(words, _Entry(entry.summary.value, *span, place, text, kind)))
    return found


def khal(path: Path, words: Words, folder: Path, zone: str) -> Told:
    """Return what khal shows of a calendar that it was given; it keeps its own in `folder`."""
    (folder / "entries").mkdir()
    settings = folder / "khal.conf"
    settings.write_text(
        f"[calendars]\n[[all]]\npath = {folder / 'entries'}\n[sqlite]\npath = {folder / 'db'}\n"
        "[locale]\ntimeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
        "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
        f"local_timezone = {zone}\ndefault_timezone = {zone}\n",
        "utf-8",
    )

    def run(*words: str | Path) -> str:
        command = [sys.executable, "-m", "khal", "-c", settings, *words]
        env = {**os.environ, "LC_ALL": "C.UTF-8"}
        return subprocess.run(command, env=env, capture_output=True, check=True).stdout.decode()

    run("import", "--batch", "-a", "all", path)
    form = "".join(f"{{{name}}}\x1f" for name in _SHOWN) + "\x1e"
    days = [words.start + timedelta(days) for days in (-90, 90)]
    listed = run("list", "--day-format", "", "--format", form, *map(str, days))
    found: Told = set()
    for shown in filter(str.strip, listed.split("\x1e")):
        first, last, begins, ends, *said, _ = shown.strip("\n").split("\x1f")
        if begins:
            start: date = datetime.fromisoformat(f"{first} {begins}")
            end: date = datetime.fromisoformat(f"{last} {ends}")
        else:
            start, end = date.fromisoformat(first), date.fromisoformat(last)
        found |= set(_entry(words, _Entry(said[0], start, end, *said[1:])))
    return found


_SHOWN = (
    *("start-date", "end-date", "start-time", "end-time"),
    *("title", "location", "description", "categories"),
)


def _entry(words: Words, entry: _Entry) -> Iterator[Held | Due]:
    """Yield what an entry tells; its hours must be those that its text says."""
    when = f"{entry.start:%d/%m/%Y} {entry.end:%d/%m/%Y}"
    lines = entry.text.split("\n")
    if entry.kind == "đầu việc":
        about = " ".join(line for line in lines if words.named(line))
        yield from words.due(f"{entry.title} – {about}", when)
        return
    hours = ""
    if isinstance(entry.start, datetime):
        hours = f"{entry.start:%H:%M} {entry.end:%H:%M}"
        assert clocks(lines[0]) == clocks(hours), (entry.title, lines[0], hours)
    # The last line says which version it is.
    yield words.held(entry.title, when, [entry.place, *lines[:-1]], hours)


_ITEMS = """
const said = (node, what) => [...node.querySelectorAll(what)].map((one) => one.textContent);
return [...document.querySelectorAll("main section")].flatMap((section) =>
  [...section.querySelectorAll("ol.items > .item")].map((item) => [
    section.querySelector("h2").textContent, said(item, ".when").join(" "),
    said(item, ".title").join(" "), said(item, ".place, .detail"), said(item, ".aside")]));
"""


def html(path: Path, words: Words, window: Browser) -> Told:
    """Return the items of a page as they stand in a browser that has run its script."""
    found: Told = set()
    for section, when, title, lines, asides in html_items(path, window):
        if section == EVENTS:
            found.add(words.held(title, when, lines))
        elif section == TASKS:
            found |= set(words.due(f"{title} – {'; '.join(asides)}", when, lines))
    return found


def html_items(path: Path, window: Browser) -> list[tuple[str, str, str, list[str], list[str]]]:
    """Return what each item of a page says: section, when, title, lines, and what it is for."""
    window.open(path)
    items: list[tuple[str, str, str, list[str], list[str]]] = window.run(_ITEMS)
    return items


def md(path: Path, words: Words) -> Told:
    """Return the items of Markdown, as markdown-it parses it."""
    found: Told = set()
    for part, when, text, lines in md_items(path):
        if part == EVENTS:
            found.add(words.held(text, when, lines))
        elif part == TASKS:
            found |= set(words.due(text, when, lines))
    return found


def md_items(path: Path) -> list[tuple[str, str, str, list[str]]]:
    """Return what each item says: section, when, title and lines."""
    from markdown_it import MarkdownIt

    section = ""
    items: list[tuple[str, str, str, list[str]]] = []
    for token in MarkdownIt().parse(path.read_text("utf-8")):
        if token.type != "inline":
            continue
        strong, text = _weighed(token.children or ())
        if token.level == 1:
            section = text
        elif strong or text.startswith("[ ] "):
            items.append((section, strong, text.removeprefix("[ ] "), []))
        elif items and token.level > 3:
            items[-1][3].append(text)
    return items


def _weighed(children: Iterable[Any]) -> tuple[str, str]:
    """Return what of a line is strong, and what is not."""
    said = {True: "", False: ""}
    strong = False
    for child in children:
        strong = child.type == "strong_open" or (strong and child.type != "strong_close")
        said[strong] += child.content
    return said[True], said[False].strip()


_SPAN = re.compile(r"(.*) \((?:từ hôm nay đến (\d\d/\d\d)|hôm nay kết thúc)\)")
_TIMED = re.compile(r"(\d{1,2}(?: giờ |h)\d\d(?: ?– ?\d{1,2}(?: giờ |h)\d\d)?): (.*)")
_RUNNING = re.compile(r"(.*) \((?:từ hôm nay )?(?:đến (\d\d/\d\d)|hôm nay kết thúc)\)")
_UNTIL = re.compile(r"(?:\(|, )đến (\d\d/\d\d)\)")


def txt(path: Path, words: Words, *, running: bool = False) -> Told:
    """Return what plain messages tell, each of its day. They say in short what tasks are for, and
    where that is of several, first who does them. `running`: messages that say of each day what
    is running, and not of its first alone.
    """
    found: Told = set()
    for message in path.read_text("utf-8").split("\n\n"):
        head, *lines = message.strip().split("\n")
        days = words.days(head.rpartition(" - ")[2])
        if not days:
            continue
        part = ""
        day = f"{days[0]:%d/%m}"
        events: list[tuple[str, str, str, list[str]]] = []
        for line in lines:
            if line.isupper() and not line.startswith("-"):
                part = line
            elif part == "ĐẾN HẠN":
                found |= set(_in_message(words, line, day))
            elif not part and (timed := _TIMED.fullmatch(line)):
                events.append((timed[2], day, timed[1], []))
            elif not part and (span := (_RUNNING if running else _SPAN).fullmatch(line)):
                if running or span[2]:
                    events.append((span[1], f"{day} {span[2] or day}", "", []))
            elif not part:
                events[-1][3].append(line)
        found |= {words.held(title, when, more, hours) for title, when, hours, more in events}
    return found


def _in_message(words: Words, line: str, day: str) -> Iterator[Due]:
    """Yield the task of a line."""
    until = _UNTIL.search(line)
    title, about = words.parted(line.removeprefix("- "))
    named = title if about.endswith(")") or not about else f"{title} {about}"
    yield from words.due(named, f"{day} {until[1] if until else ''}")


def csv_files(folder: Path, ward: str) -> Told:
    """Return what the tables of the whole campaign hold of a ward."""
    events = [row for row in _table(folder / "events.csv") if ward in row["các phường"].split()]
    tasks = [row for row in _table(folder / "tasks.csv") if row["mã phường"] == ward]
    return _of_rows(events, tasks)


def csv_pair(events: Path, tasks: Path | None) -> Told:
    """Return what a table of events and, where there is one, of tasks hold."""
    return _of_rows(_table(events), _table(tasks) if tasks and tasks.exists() else ())


def _of_rows(events: Iterable[dict[str, str]], tasks: Iterable[dict[str, str]]) -> Told:
    found: Told = set()
    for row in events:
        names = without_phones(row["lực lượng"])
        first, last = row["từ ngày"], row["đến ngày"]
        found.add(_of_table(row["hoạt động"], (first, last), row["giờ"], row["địa điểm"], names))
    for row in tasks:
        days = map(date.fromisoformat, (row["hạn"], row["đến ngày"]))
        found.add(Due(row["đầu việc"], row["hoạt động"], *days))
    return found


def _of_table(title: str, days: Sequence[str], hours: str, place: str, names: str) -> Held:
    first, last = map(date.fromisoformat, days)
    people = frozenset(filter(None, names.split("; ")))
    return Held(title, first, last, clocks(hours), place, people)


def _table(path: Path) -> Iterator[dict[str, str]]:
    text = path.read_bytes().decode("utf-8-sig")
    yield from csv.DictReader(io.StringIO(text, newline=""))


def json_file(path: Path, ward: str | None, venues: dict[str, str]) -> Told:
    """Return what the schedule for programs holds of a ward, or all of it; it knows places by
    their ids.
    """
    document = json.loads(path.read_text("utf-8"))
    titles = {one["activity"]: one["title"] for one in document["events"]}
    found: Told = set()
    for one in document["events"]:
        if ward is None or ward in one["wards"]:
            pools = (pool for pool in one["resources"].values() if isinstance(pool, list))
            names = "; ".join(person["name"] for pool in pools for person in pool)
            days = (one["dates"][0], one["dates"][-1])
            place = venues[one["venue"]] if one["venue"] else ""
            found.add(_of_table(one["title"], days, one["hours"], place, names))
    for one in document["tasks"]:
        if ward is None or one["ward"] == ward:
            due, last = map(date.fromisoformat, (one["due"], one["last"]))
            found.add(Due(one["title"], titles.get(one["activity"], ""), due, last))
    return found
