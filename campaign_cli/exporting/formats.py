"""What a format is: a name, what it is good for, and the files it makes."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from campaign_cli.model.language import Message
from campaign_cli.model.pages import Checklists
from campaign_cli.model.plan import Plan
from campaign_cli.model.schedule import Schedule

RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)$")
"""Names that Windows keeps for itself, whatever their extension."""


@dataclass(frozen=True, slots=True)
class File:
    """A file to be written: its path inside the folder, and its bytes."""

    path: PurePosixPath
    content: bytes


@dataclass(frozen=True, slots=True)
class Material:
    """What files are made of. `everyone`: all wards, and what is nobody's alone."""

    plan: Plan
    schedule: Schedule
    checklists: Checklists
    wards: tuple[str, ...]
    everyone: bool


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name, what it is good for, and how its files are made."""

    name: str
    summary: Message
    files: Callable[[Material], Iterator[File]]


def slug(id_: str) -> str:
    """Return a file's name for an id: one that every system takes, and no other id has."""
    name = re.sub(r"[^a-z0-9-]", lambda found: f"_{ord(found[0]):x}", id_)
    return f"{name}_" if RESERVED.match(name) or not name else name
