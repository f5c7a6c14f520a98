"""The page that whoever opens the folder begins with: every file in it, by ward and by reader."""

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from pathlib import PurePosixPath
from types import MappingProxyType
from urllib.parse import quote

from campaign_cli.exporting.folder.index_links import NAME, links_of, others, withdrawn
from campaign_cli.exporting.material import BUDGET, PRINT_ORDER, WHOLE, File, Material, Origin, slug
from campaign_cli.model.checklist import Office
from campaign_cli.pages.phrases import Phrases
from campaign_cli.support.language import N_
from campaign_cli.support.text import capital, clean

DATA = "schedule.json"
"""All that is known of every event, for programs."""

_KINDS = MappingProxyType(
    {
        "pdf": N_("PDF"),
        "docx": N_("Word"),
        "xlsx": N_("Excel"),
        "html": N_("web page"),
        "ics": N_("calendar"),
        "txt": N_("messages"),
        "csv": N_("CSV table"),
        "md": N_("Markdown"),
        "json": N_("JSON data"),
    }
)
"""What a reader calls a file, by its extension, in the order in which they stand."""

_COMMON = MappingProxyType(
    {
        WHOLE: N_("Everything"),
        "campaign": N_("Everything"),
        f"{WHOLE}-tasks": N_("All tasks"),
        f"{WHOLE}-month": N_("Calendar for the wall"),
        "plan": N_("Plan of the campaign"),
        PRINT_ORDER: N_("Print order"),
        BUDGET: N_("Budget"),
        "tasks": N_("All tasks"),
        "events": N_("All events"),
        "schedule": N_("Schedule"),
    }
)
"""What files of no single reader are about, by the beginning of their names."""

_PLAIN = frozenset({f"{PRINT_ORDER}.txt", f"{BUDGET}.txt"})
"""What has no days has no messages."""

_STYLE = """
:root { color-scheme: light dark; --back: #fff; --text: #1b1d20; --link: #0b4a9e; }
@media screen and (prefers-color-scheme: dark) {
  :root { --back: #15181b; --text: #e8eaed; --link: #9cc4ff; }
}
a { color: var(--link); }
body { background: var(--back); color: var(--text); margin: 0 auto; padding: 1rem; max-width: 62rem;
  font: 1rem/1.5 system-ui, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: .2rem 0 .4rem; }
h2 { font-size: 1.15rem; margin: 2rem 0 .4rem; }
p { margin: .3rem 0; }
.version { display: inline-block; padding: .1rem .6rem; border: 1px solid; font-weight: bold; }
table { border-collapse: collapse; width: 100%; }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
th, td { text-align: left; vertical-align: top; padding: .35rem .8rem .35rem 0;
  border-bottom: 1px solid #8888; overflow-wrap: anywhere; }
thead th { border-bottom-width: 2px; }
tbody th { font-weight: 600; min-width: 9.5rem; }
.phone { white-space: nowrap; }
td.files a { display: inline-block; margin-right: .9rem; padding: .1rem 0; }
footer { margin-top: 2rem; font-size: .9rem; }
@media (max-width: 40rem) {
  thead { position: absolute; clip-path: inset(50%); }
  tr { display: block; padding: .5rem 0; border-bottom: 1px solid #8888; }
  th, td { display: block; border: 0; padding: .1rem 0; }
}
@media print {
  body { max-width: none; padding: 0; font-size: 10pt; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
}
"""

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

Older = frozenset[PurePosixPath]
"""The files that are of an earlier version."""


def index_page(
    material: Material, origin: Origin, made: Iterable[str], known: Mapping[str, str]
) -> File:
    """Return the page: files `made` now, and those `known` to have been made before, with where
    each is from.

    What is another campaign's is left out; so is, where nobody is named, what may name people,
    and where something is private, the data that say all of it.
    """
    now = {*made} - {NAME}
    before = {path: older for path, older in others(origin, known).items() if path not in now}
    shown = before.keys() | now
    if origin.personal and any(one.private for one in material.checklists.events):
        shown -= {DATA}
    older = frozenset(PurePosixPath(path) for path, older in before.items() if older)
    paths = [PurePosixPath(path) for path in sorted(shown)]
    text = "\n".join(_page(material, paths, older))
    return File(PurePosixPath(NAME), f"{text}\n".encode())


def _page(material: Material, paths: list[PurePosixPath], older: Older) -> Iterator[str]:
    lists = material.checklists
    say = Phrases(lists.stamp)
    name = _said(lists.stamp.campaign)
    yield "<!doctype html>"
    yield f'<html lang="{_said(lists.stamp.language)}">'
    yield '<head><meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{name} · {_said(say.version())}</title>"
    yield f"<style>{_STYLE}</style></head>"
    yield "<body><main>"
    yield f"<h1>{name}</h1>"
    yield f"<p>{_said(lists.organiser.name)} · {_said(_days(say))}</p>"
    yield f'<p class="version">{_said(say.version())}</p>'
    yield from _common(say, paths, older)
    yield from _wards(material, say, paths, older)
    yield from _readers(material, say, paths, older)
    gone = [(str(path.with_suffix("")), "", [("", path)]) for path in withdrawn(lists, paths)]
    yield from _table(say, say.text("In the plan no more"), say.text("Name"), gone, older)
    yield "</main><footer>"
    if older:
        note = say.text("What is marked as earlier was made of an earlier version: it says which.")
        yield f"<p>{_said(note)}</p>"
    yield f"<p>{_said(say.text('plan'))} {_said(lists.stamp.version)}</p>"
    yield "</footer></body></html>"


def _said(text: str) -> str:
    return escape(clean(text))


def _days(say: Phrases) -> str:
    stamp = say.stamp
    return say.speech.span(stamp.start, stamp.end)


def _common(say: Phrases, paths: Iterable[PurePosixPath], older: Older) -> Iterator[str]:
    """Yield the table of files that are of no single reader."""
    by_name: dict[str, list[tuple[str, PurePosixPath]]] = {}
    order = [*_COMMON]
    top = [path for path in paths if len(path.parts) == 1 and path.stem != "index"]
    for path in sorted(top, key=lambda one: (_place(order, one.stem), one.name)):
        title = _COMMON.get(path.stem)
        by_name.setdefault(say.text(title) if title else path.stem, []).append(("", path))
    rows = [(name, "", links) for name, links in by_name.items()]
    yield from _table(say, say.text("Everyone's"), say.text("Content"), rows, older)


def _wards(
    material: Material, say: Phrases, paths: Iterable[PurePosixPath], older: Older
) -> Iterator[str]:
    """Yield the table of wards, each with whom to call."""
    lists = material.checklists
    links = links_of("wards", {slug(ward): ward for ward in lists.wards}, paths)
    rows = [
        (say.ward(office), _contact(office), links[ward])
        for ward, office in lists.wards.items()
        if links.get(ward)
    ]
    term = lists.stamp.ward_term
    yield from _table(say, capital(term), say.text("Name"), rows, older)


def _readers(
    material: Material, say: Phrases, paths: list[PurePosixPath], older: Older
) -> Iterator[str]:
    """Yield the tables of bodies, people and days that files were made for."""
    lists = material.checklists
    bodies = {body: office.name for body, office in lists.bodies.items()}
    people = {person: pools[0].name for person, pools in lists.people.items()}
    dates = {path.stem for path in paths if path.parts[0] == "days"}
    days = {day.isoformat(): say.speech.day(day) for day in material.plan.days()}
    readers = (
        ("owners", say.text("Bodies"), bodies),
        ("people", say.text("People"), people),
        ("days", say.text("Days"), {day: name for day, name in days.items() if day in dates}),
    )
    for folder, title, names in readers:
        links = links_of(folder, {slug(id_): id_ for id_ in names}, paths)
        rows = [(name, "", links[id_]) for id_, name in names.items() if links.get(id_)]
        yield from _table(say, title, say.text("Name"), rows, older)


def _contact(office: Office) -> str:
    """Return whom to call, as HTML."""
    contact = office.contact
    if contact is None:
        return ""
    phone = f'<span class="phone">{_said(contact.phone)}</span>' if contact.phone else ""
    return ", ".join(filter(None, (_said(contact.name), phone)))


def _place(order: list[str], name: str) -> int:
    return order.index(name) if name in order else len(order)


def _table(
    say: Phrases,
    title: str,
    first: str,
    rows: Iterable[tuple[str, str, list[tuple[str, PurePosixPath]]]],
    older: Older,
) -> Iterator[str]:
    """Yield a table with a row for each name, its contact where there are any, and its files."""
    rows = list(rows)
    if not rows:
        return
    contacts = any(contact for _, contact, _ in rows)
    heads = (first, *((say.text("Contact"),) if contacts else ()), say.text("Files"))
    yield f"<h2>{_said(title)}</h2>"
    yield f"<table><caption>{_said(title)}</caption><thead><tr>"
    yield "".join(f'<th scope="col">{_said(head)}</th>' for head in heads)
    yield "</tr></thead><tbody>"
    for name, contact, files in rows:
        cell = f"<td>{contact}</td>" if contacts else ""
        links = " ".join(
            _link(say, name, rest, path, older=path in older) for rest, path in _in_order(files)
        )
        yield f'<tr><th scope="row">{_said(name)}</th>{cell}<td class="files">{links}</td></tr>'
    yield "</tbody></table>"


def _in_order(
    files: Iterable[tuple[str, PurePosixPath]],
) -> list[tuple[str, PurePosixPath]]:
    kinds = [*_KINDS]
    return sorted(files, key=lambda one: (_place(kinds, one[1].suffix[1:]), one))


def _link(say: Phrases, name: str, rest: str, path: PurePosixPath, *, older: bool) -> str:
    """Return a link called after the file's kind; a screen reader is told whose it is too."""
    kind = N_("plain text") if path.name in _PLAIN else _KINDS.get(path.suffix[1:])
    text = say.text(kind) if kind else path.suffix[1:].upper()
    called = _COMMON.get(rest)
    if rest:
        text = f"{text} ({say.text(called).lower() if called else rest})"
    if older:
        text = f"{text} – {say.text('earlier version')}"
    label = escape(f"{text}, {clean(name)}")
    return f'<a href="{quote(str(path))}" aria-label="{label}">{escape(text)}</a>'
