"""A page's outline: its words in reading order, whatever it is printed on.

The terminal, plain messages and exported files give the same outline different looks, so that
all of them say the same.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Aside:
    """What an item is for: a title, which a narrow page may shorten where it is the only one, and
    what follows at once.
    """

    title: str
    more: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One event or task. `when` has a line for each part of a long date."""

    when: tuple[str, ...] = ()
    hours: str = ""
    place: str = ""
    title: str
    details: tuple[str, ...] = ()
    asides: tuple[Aside, ...] = ()
    box: bool = False
    """Something to tick off."""
    urgent: str = ""
    """A word to stand before the title."""
    weekend: bool = False
    ids: tuple[str, ...] = ()
    """The tasks, or the events, that it stands for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading with what stands under it: items, rows of a table, or pairs."""

    title: str
    note: str = ""
    items: tuple[Item, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    head: tuple[str, ...] = ()
    """What the columns of `rows` are called, where that is not plain."""
    numbers: frozenset[int] = frozenset()
    """The columns of `rows` that are set to the right."""
    total: tuple[str, ...] = ()
    """A last row that sums up the others."""
    pairs: tuple[tuple[str, str], ...] = ()
    empty: str = ""
    """What to say when nothing stands under it; "": leave the section out."""

    @property
    def shown(self) -> bool:
        """Whether there is anything to print."""
        return bool(self.items or self.rows or self.pairs or self.empty)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A page: its title, its version, what it is about, its sections, its foot."""

    title: str
    subject: str
    version: str
    campaign: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    foot: tuple[str, ...] = ()
