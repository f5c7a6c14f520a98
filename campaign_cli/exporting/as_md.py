"""Pages as Markdown: one for each ward, everyone's, and an index."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import PurePosixPath

from campaign_cli.exporting.material import COMMON, File, Material, slug
from campaign_cli.pages.outline import Item, Outline, Section
from campaign_cli.pages.outlines import outline_of
from campaign_cli.pages.phrases import Phrases
from campaign_cli.support.text import clean

INDEX = "index.md"

_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~!&@$^]|:(?=[^\W\d]|[/+-])|(?i:(?<=www)\.))")
_AT_START = re.compile(r"^(\s*)([-+=]|\d+(?=[.)]))")


def files(material: Material) -> Iterator[File]:
    """Yield each page; of everyone, an index too."""
    common = []
    for page in material.pages():
        outline = outline_of(page.view)
        yield _file(f"{page.stem}.md", _page(outline))
        if page.stem in COMMON:
            common.append((page.stem, outline.title))
    if material.everyone:
        yield _file(INDEX, _index(material, common))


@lru_cache(20_000)
def escaped(text: str) -> str:
    """Return text of a plan so that Markdown shows it as it stands, on one line."""
    text = _marked(text)
    return _AT_START.sub(
        lambda found: (
            f"{found[1]}\\{found[2]}" if not found[2].isdigit() else f"{found[1]}{found[2]}\\"
        ),
        text,
    )


def _marked(text: str) -> str:
    """Return text so that it shows as it stands where no line begins."""
    return _MARKS.sub(r"\\\1", clean(text))


def _file(path: str, lines: Iterator[str]) -> File:
    text = "\n".join(line.rstrip() for line in lines)
    return File(PurePosixPath(path), f"{text}\n".encode())


def _ward_path(ward: str) -> str:
    return f"wards/{slug(ward)}.md"


def _index(material: Material, common: Iterable[tuple[str, str]]) -> Iterator[str]:
    lists = material.checklists
    say = Phrases(lists.stamp)
    yield f"# {escaped(lists.stamp.campaign)}"
    yield ""
    yield f"{escaped(say.version())} · {escaped(lists.stamp.version)}"
    yield ""
    for stem, title in common:
        yield f"- [{escaped(title)}]({stem}.md)"
    for ward in material.wards:
        office = lists.wards[ward]
        contact = f" – {escaped(say.person(office.contact))}" if office.contact else ""
        yield f"- [{escaped(say.ward(office))}]({_ward_path(ward)}){contact}"


def _page(outline: Outline) -> Iterator[str]:
    yield f"# {escaped(outline.title)} · {escaped(outline.subject)}"
    yield ""
    yield from _head(outline)
    for section in outline.sections:
        yield ""
        yield f"## {escaped(section.title)}"
        yield ""
        yield from _section(section)
    yield ""
    for line in outline.foot:
        yield f"{escaped(line)}  "


def _head(outline: Outline) -> Iterator[str]:
    yield f"**{escaped(outline.version)}** · {escaped(outline.campaign)}"
    if outline.facts:
        yield ""
    for name, value in outline.facts:
        yield f"- {escaped(name)}: {escaped(value)}"


def _section(section: Section) -> Iterator[str]:
    if section.note:
        yield escaped(section.note)
        yield ""
    if section.head and section.rows:
        yield from _table(section)
    for name, *cells in (*(() if section.head else section.rows), *section.pairs):
        yield f"- {escaped(name)}: {', '.join(map(escaped, cells))}"
    for item in section.items:
        yield from _item(item)
    if not (section.rows or section.pairs or section.items):
        yield escaped(section.empty)


def _table(section: Section) -> Iterator[str]:
    yield _row(map(_marked, section.head))
    marks = ("---:" if place in section.numbers else "---" for place in range(len(section.head)))
    yield _row(marks)
    for row in section.rows:
        yield _row(map(_marked, row))
    if section.total:
        yield _row(f"**{_marked(cell)}**" if cell else "" for cell in section.total)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _item(item: Item) -> Iterator[str]:
    when = escaped(" ".join(item.when))
    if item.hours:
        when = f"{when}, {escaped(item.hours)}"
    box = "[ ] " if item.box else ""
    urgent = f"**{escaped(item.urgent)}** · " if item.urgent else ""
    title = escaped(item.title)
    about = "; ".join(f"{escaped(aside.title)}{escaped(aside.more)}" for aside in item.asides)
    dated = f"**{when}** " if when else ""
    yield f"- {box}{dated}{urgent}{title}" + (f" — {about}" if about else "")
    for detail in filter(None, (item.place, *item.details)):
        yield f"  - {escaped(detail)}"
