"""Pages for browsers: one self-contained file a page, that asks no network for anything.

Every page reads without scripts. With them it is filtered, and what is ticked off is kept in the
browser, under the campaign and its revision, and given out as a table.
"""

import base64
import hashlib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files as resources
from pathlib import PurePosixPath
from typing import Any

from jinja2 import (  # noqa: TID253 - loaded with its format alone
    Environment,
    PackageLoader,
    StrictUndefined,
    select_autoescape,
)
from markupsafe import Markup

from campaign_cli.exporting.as_html.data import Facts, facts_of
from campaign_cli.exporting.as_html.month import calendar_of, matrix_of
from campaign_cli.exporting.material import WHOLE, File, Material, Page
from campaign_cli.model.checklist import Event
from campaign_cli.pages import BodySheet, Itinerary, Sheet, View, Whole
from campaign_cli.pages.outline import Outline
from campaign_cli.pages.outlines import outline_of
from campaign_cli.pages.phrases import Phrases
from campaign_cli.support.language import N_
from campaign_cli.support.text import capital, clean

HOME = "campaign"
"""The name of everyone's page."""
MANY = 40
"""Lists longer than this are laid out only where they are looked at."""

_WORDS = {
    "skip": N_("Skip to the content"),
    "contents": N_("Contents"),
    "calendar": N_("CALENDAR"),
    "matrix": N_("DAY BY DAY"),
    "filter": N_("Filter"),
    "find": N_("Find"),
    "kind": N_("Kind"),
    "week": N_("Week"),
    "all": N_("all"),
    "open": N_("only what is left to do"),
    "reset": N_("Clear"),
    "give": N_("Ticks as a table (CSV)"),
    "print": N_("Print"),
    "marks": N_("Grey: no working day. ×: closed there."),
    "closed": N_("closed"),
}
"""What the page itself says, in the template's words for it."""


def files(material: Material) -> Iterator[File]:
    """Yield each page."""
    template = _environment().get_template("page.html.jinja")
    lists = material.checklists
    tasks = {task.id: task for task in lists.tasks}
    events = {event.id: event for event in lists.events}
    for page in material.pages():
        outline = outline_of(page.view)
        facts = facts_of(material, outline, tasks, events, page)
        text = template.render(_said(material, page.view, outline, facts))
        yield File(PurePosixPath(f"{_stem(page)}.html"), f"{text}\n".encode())


def _stem(page: Page) -> str:
    return HOME if page.stem == WHOLE else page.stem


def _said(material: Material, view: View, outline: Outline, facts: Facts) -> Mapping[str, Any]:
    """Return everything that the template is filled with."""
    events = _events(view)
    ward = view.ward if isinstance(view, Sheet) else None
    style, script = _asset("page.css"), _asset("page.js")
    say = Phrases(view.stamp)
    return {
        "say": say,
        "words": {name: say.text(text) for name, text in _WORDS.items()},
        "language": view.stamp.language,
        "outline": outline,
        "stamp": view.stamp,
        "theme": clean(view.stamp.theme),
        "term": capital(view.stamp.ward_term),
        "calendar": calendar_of(material, events, ward) if events else None,
        "matrix": matrix_of(material, events) if events and ward is None else None,
        "facts": facts,
        "many": MANY,
        "style": style,
        "script": script,
        "policy": _policy(style, script),
    }


def _events(view: View) -> tuple[Event, ...]:
    """Return the events that a page's calendar shows."""
    match view:
        case Sheet() | BodySheet() | Whole():
            return view.events
        case Itinerary():
            return tuple(event for event, _ in view.events)
        case _:
            return ()


@lru_cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("campaign_cli.exporting", "html"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.policies["json.dumps_kwargs"] = {
        "ensure_ascii": False,
        "separators": (",", ":"),
    }
    return environment


def _shown(value: Any) -> Any:
    """Return text of a plan on one line, without what a browser would obey."""
    return clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@lru_cache
def _asset(name: str) -> Markup:
    """Return the style or the script as it stands in the page: it is ours, not the plan's."""
    text = (resources("campaign_cli.exporting") / "html" / name).read_text("utf-8")
    return Markup(text)  # noqa: S704 - shipped with the program


def _policy(style: str, script: str) -> str:
    """Return what a browser may do with the page: its own style and script, nothing else."""
    return (
        f"default-src 'none'; style-src {_digest(style)}; script-src {_digest(script)}; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
