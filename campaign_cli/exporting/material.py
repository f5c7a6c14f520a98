"""What a format is: a name, what it is good for, and the files it makes."""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path, PurePosixPath
from typing import Any

from campaign_cli.model.plan import Plan
from campaign_cli.model.schedule import Schedule
from campaign_cli.pages import Checklists, View
from campaign_cli.pages.phrases import Phrases
from campaign_cli.support.diagnostic import Diagnostic
from campaign_cli.support.language import Message

RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)$")
"""Names that Windows keeps for itself, whatever their extension."""

LONGEST = 120
"""Letters of a file's name that are kept: with what is added, no system takes over 255."""

WHOLE = "organiser"
"""The name of everyone's file, without its extension."""

PRINT_ORDER = "print-order"
BUDGET = "budget"
COMMON = (WHOLE, PRINT_ORDER, BUDGET)
"""The pages that are of no single reader."""


@dataclass(frozen=True, slots=True)
class File:
    """A file to be written: its path inside the folder, and its bytes."""

    path: PurePosixPath
    content: bytes


@dataclass(frozen=True, slots=True)
class Past:
    """A version that stood before: its revision's number and making, its schedule as JSON.

    `lists` are its checklists; None where the plan that it was made of was not kept.
    """

    number: int
    made: datetime
    document: Mapping[str, Any]
    lists: Callable[[], Checklists | None] = lambda: None


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How files are made, where one may choose."""

    sms: bool = False
    """Messages without diacritics, counted in segments."""
    todos: bool = False
    """Tasks as to-dos beside the calendars."""
    personal: bool = True
    """With phones, contacts and names."""
    template: Path | None = None
    """An office's own Word file, to be filled instead of the built-in layout."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of one reader, and its file's path without an extension: `wards/xuan-dinh`."""

    stem: str
    view: View


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What files are made of. `everyone`: all wards, and what is nobody's alone."""

    plan: Plan
    schedule: Schedule
    """As files may show it."""
    checklists: Checklists
    made: datetime
    """When the revision was made: what files say of their own date, so that they repeat."""
    wards: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    days: tuple[date, ...] = ()
    everyone: bool = False
    every: frozenset[str] = frozenset()
    """`ward`, `owner`, `person`: of whom all are asked for, those who are no more too."""
    options: Options = Options()
    kept: Schedule | None = None
    """With what files do not show, where they do not show all of it."""
    past: Callable[[], tuple[Past, ...]] = tuple
    """The versions before this one, oldest first; read only where they are needed."""
    reworded: tuple[datetime, ...] = ()
    """When the plan's words changed while its schedule stood, as calendars were handed out."""

    def pages(self, *, full: bool = True) -> Iterator[Page]:
        """Yield every page that was asked for: wards', owners', people's, days', everyone's,
        the print order and the budget.

        `full`: with every task, not the key ones alone.
        """
        lists = self.checklists
        for ward in self.wards:
            yield Page(f"wards/{slug(ward)}", lists.sheet(ward, full=full))
        for owner in self.owners:
            yield Page(f"owners/{slug(owner)}", lists.body(owner, full=full))
        for person in self.people:
            yield Page(f"people/{slug(person)}", lists.person(person))
        for day in self.days:
            yield Page(f"days/{day.isoformat()}", lists.day(day))
        if self.everyone:
            yield Page(WHOLE, lists.whole())
        if self.everyone and lists.orders:
            yield Page(PRINT_ORDER, lists.print_order())
        if self.everyone and lists.costs.shown:
            yield Page(BUDGET, lists.spending())


@dataclass(frozen=True, slots=True)
class Origin:
    """Of which campaign and version a file is, and whether it has personal data."""

    campaign: str
    """A digest of its name."""
    personal: bool
    plan: str
    said: str

    def __str__(self) -> str:
        """Return it as the folder's manifest keeps it."""
        who = "all" if self.personal else "no-phones"
        return f"{self.campaign}/{who}/{self.plan}/{self.said}"

    def earlier(self, now: "Origin") -> bool:
        """Return whether it is of another version of the plan than what is made now."""
        return (self.plan, self.said) != (now.plan, now.said)

    @classmethod
    def read(cls, text: str) -> "Origin | None":
        """Return what the manifest keeps; None of what it does not tell."""
        campaign, *more = text.split("/", 3)
        if len(more) != len(("who", "plan", "said")):
            return None
        return cls(campaign, more[0] == "all", *more[1:])


def origin_of(material: Material) -> Origin:
    """Return of which version the files of `material` are."""
    stamp = material.checklists.stamp
    campaign = hashlib.sha256(stamp.campaign.encode()).hexdigest()[:8]
    said = Phrases(stamp).version()
    return Origin(campaign, material.options.personal, stamp.version, said)


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name, what it is good for, and how its files are made."""

    name: str
    summary: Message
    files: Callable[[Material], Iterator[File]]


def slug(id_: str) -> str:
    """Return a file's name for an id: one that every system takes, and no other id has."""
    name = re.sub(r"[^a-z0-9-]", lambda found: f"_{ord(found[0]):x}", id_)
    if len(name) > LONGEST:
        name = f"{name[:LONGEST]}_{hashlib.sha256(id_.encode()).hexdigest()[:12]}"
    return f"{name}_" if RESERVED.match(name) or not name else name


class FormatError(Exception):
    """A format cannot be made on this machine."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.code)
        self.diagnostic = diagnostic


class TemplateError(Exception):
    """A template cannot be used. `unreadable`: the file itself is the trouble, not what it says."""

    def __init__(self, *problems: Diagnostic, unreadable: bool = False) -> None:
        super().__init__(*(problem.code for problem in problems))
        self.diagnostics = problems
        self.unreadable = unreadable
