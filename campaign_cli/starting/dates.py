"""Last year's dates: which move with the campaign, and which stay on their day of the year."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property

from campaign_cli.starting.anniversaries import (
    LUNAR,
    Feast,
    famous_feasts,
    feast_of,
    feasts_in,
    known_feasts,
)
from campaign_cli.support.language import Message, message

Keys = tuple[str | int, ...]

# Whatever may hold a date that is none: comments and the four sorts of strings; then dates.
_TOKEN = re.compile(
    r"""(?P<other>\#[^\n]*
        |\"{3}(?:\\.|[^\\])*?\"{3,5}
        |'{3}.*?'{3,5}
        |"(?:\\.|[^"\\\n])*"
        |'[^'\n]*')
        |(?<![\w-])(?P<date>\d{4}-\d{2}-\d{2})(?![\w-])""",
    re.VERBOSE | re.DOTALL,
)
_NOTE = re.compile(r"#([^\n]*)")
_NAMES = ("why", "title", "name")
_NEAR = timedelta(days=7)
"""So far from an anniversary that is named, a date belongs to it all the same."""
_FEAST = timedelta(days=12)
"""So far from the first day of a Tết lie the days that are closed for it."""
_ASTRAY = timedelta(days=40)
"""No holiday moves so far from one year to the next."""


@dataclass(frozen=True, slots=True)
class OldFile:
    """A file of last year's plan: its text, its tables, and where each value stands in the text."""

    text: str
    data: Mapping[str, object] = field(default_factory=dict)
    extents: Mapping[Keys, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True)
class Turn:
    """From one campaign to the next: their first days, and the days that events may lie on.

    `holidays`: those of the country in all years that either touches, by their English names.
    """

    old: date
    new: date
    first: date
    last: date
    country: str = ""
    holidays: Mapping[date, str] = field(default_factory=dict)

    @cached_property
    def years(self) -> int:
        """How many years later the new campaign begins."""
        return self.new.year - self.old.year

    @cached_property
    def old_years(self) -> frozenset[int]:
        """The years that the old campaign lies in."""
        return frozenset(range(self.first.year, self.last.year + 1))

    @cached_property
    def keeps_days(self) -> bool:
        """Whether both start on one day of the year: then every date keeps its own."""
        return feast_of(self.old) == feast_of(self.new)

    def moved(self, day: date) -> date:
        """Return `day` as far from the new start as it was from the old."""
        if self.keeps_days:
            return in_year(day, day.year + self.years)
        try:
            return day + (self.new - self.old)
        except OverflowError:
            return day

    def kept(self, day: date) -> date:
        """Return the same day of the year, where it comes next to where it would be moved."""
        moved = self.moved(day)
        years = (year for year in range(moved.year - 1, moved.year + 2) if 0 < year < 10_000)  # noqa: PLR2004 - dates have four digits
        return min((in_year(day, year) for year in years), key=lambda one: abs(one - moved))

    def had(self, day: date) -> bool:
        """Return whether `day` was one of the old campaign."""
        return self.first <= day <= self.last

    def holds(self, day: date) -> bool:
        """Return whether `day` of the new plan is one of its campaign."""
        return self.moved(self.first) <= day <= self.moved(self.last)


@dataclass(frozen=True, slots=True)
class Moved:
    """A date of the old plan and the new plan's; where both may be meant, the `other` one.

    `begin`: where it stands in the old text. `why` says what was done and wants a look; a date
    that surely stays, or surely moves, needs none.
    """

    begin: int
    keys: Keys
    old: date
    new: date
    other: date | None = None
    why: Message | None = None
    code: str = ""

    @property
    def end(self) -> int:
        """Where it ends in the old text."""
        return self.begin + len("2027-10-20")


def next_time(start: date, today: date) -> date:
    """Return the same day of the year as `start`, the first time it comes after `today`."""
    year = max(start.year + 1, today.year)
    day = in_year(start, year)
    return day if day > today else in_year(start, year + 1)


def moves(file: OldFile, turn: Turn) -> Iterator[Moved]:
    """Yield every date of a file with what becomes of it, in the order of the text."""
    places = {begin: keys for keys, (begin, _) in file.extents.items()}
    for found in _TOKEN.finditer(file.text):
        if found["date"] is None:
            continue
        try:
            day = date.fromisoformat(found["date"])
        except ValueError:
            # Not a day of any calendar: `campaign check` says so better.
            continue
        keys = places.get(found.start(), ())
        yield _moved(file, turn, Moved(found.start(), keys, day, turn.moved(day)))


def _moved(file: OldFile, turn: Turn, plain: Moved) -> Moved:
    """Return what becomes of a date."""
    keys = plain.keys
    if not keys or keys[0] == "campaign":
        return plain
    if keys[0] == "document":
        said = message("the document's date, as long before the start as last time: `{new}`")
        return _marked(plain, said, code="N104")
    if keys[:2] == ("calendar", "open"):
        said = message("workdays are decreed for each year: is `{new}` one?")
        return _marked(plain, said, code="N104")
    words = _words(file, plain)
    return _with_holiday(turn, plain, words) or _with_feast(file, turn, plain, words)


def _with_feast(file: OldFile, turn: Turn, plain: Moved, words: str) -> Moved:
    """Return a date that stays where it is an anniversary's, by what is said of it or by itself."""
    stays = turn.kept(plain.old)
    if stays == plain.new:
        return plain
    named, feast = feasts_in(words, turn.country), feast_of(plain.old)
    famous = feast in famous_feasts(turn.country) and _by_date(file, plain.keys)
    if not (feast in named or famous or _near(plain.old, named)):
        return plain
    if turn.had(plain.old) and not turn.holds(stays):
        said = message("`{old}` is moved to `{new}`: its own day is outside the campaign")
        return _marked(plain, said, stays)
    if feast in named:
        return replace(plain, new=stays)
    said = message("`{old}` stays on its day of the year, as anniversaries do: `{new}`")
    return _marked(replace(plain, new=stays), said, plain.new)


def _marked(one: Moved, said: Message, other: date | None = None, code: str = "N102") -> Moved:
    values = {"old": one.old.isoformat(), "new": one.new.isoformat()}
    return replace(one, why=replace(said, values=values), other=other, code=code)


def _with_holiday(turn: Turn, plain: Moved, words: str) -> Moved | None:
    """Return a date that goes with a public holiday: Tết, say, has another date each year."""
    anchors: list[tuple[date, str]] = []
    fixed = feast_of(plain.old) in known_feasts(turn.country)
    if plain.old in turn.holidays and not fixed and _by_date_alone(plain.keys):
        anchors.append((plain.old, f"^{re.escape(turn.holidays[plain.old])}$"))
    text = words.casefold()
    for names, called in LUNAR:
        if re.search(rf"\b(?:{names})\b", text):
            days = (day for day, name in turn.holidays.items() if re.search(called, name))
            near = [day for day in days if abs(day - plain.old) <= _FEAST]
            anchors.extend((day, called) for day in near)
    for anchor, called in anchors:
        expected = turn.moved(anchor)
        again = [day for day, name in turn.holidays.items() if re.search(called, name)]
        comes = min(again, key=lambda day: abs(day - expected), default=expected)
        if comes.year == anchor.year or abs(comes - expected) > _ASTRAY:
            continue
        new = comes + (plain.old - anchor)
        if new == plain.new:
            return plain
        if feast_of(new) == feast_of(plain.old):
            # A holiday of one date every year, which is as good as its name.
            return replace(plain, new=new)
        said = message("`{old}` goes with the holiday, which has another date then: `{new}`")
        return _marked(replace(plain, new=new), said, plain.new)
    return None


def _near(day: date, named: frozenset[Feast]) -> bool:
    """Return whether a day that is named lies within a week of `day`."""
    year = day.year
    for one, month in named:
        feasts = (dated(one, month, its) for its in (year - 1, year, year + 1))
        if any(abs(feast - day) <= _NEAR for feast in feasts if feast):
            return True
    return False


def _by_date(file: OldFile, keys: Keys) -> bool:
    """Return whether a date that is an anniversary's is one, though nothing says so.

    Deadlines, people's days off and the ends of a window that is longer than a day are not.
    """
    if not _by_date_alone(keys):
        return False
    if keys[-1] in {"from", "to"}:
        table = value_at(file.data, keys[:-1])
        return isinstance(table, Mapping) and table.get("from") == table.get("to")
    return True


def _by_date_alone(keys: Keys) -> bool:
    return not {"ready", "send_by", "resource", "supply"} & set(keys)


def _words(file: OldFile, one: Moved) -> str:
    """Return what stands beside a date: its reason, its title or what it belongs to, its note."""
    line_end = file.text.find("\n", one.end)
    rest = file.text[one.end : line_end if line_end >= 0 else None]
    note = _NOTE.search(rest)
    words = [note[1]] if note and '"' not in rest[: note.start()] else []
    for length in range(len(one.keys) - 1, 0, -1):
        table = value_at(file.data, one.keys[:length])
        if isinstance(table, Mapping):
            found = [str(table[name]) for name in _NAMES if isinstance(table.get(name), str)]
            if found:
                words += found
                break
    return " · ".join(words)


def value_at(value: object, keys: Keys) -> object:
    """Return what stands at `keys` of tables; None: nothing does."""
    for key in keys:
        if isinstance(value, Mapping):
            value = value.get(key)
        elif isinstance(value, Sequence) and isinstance(key, int) and key < len(value):
            value = value[key]
        else:
            return None
    return value


def dated(day: int, month: int, year: int) -> date | None:
    """Return the date; None: there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def in_year(day: date, year: int) -> date:
    """Return the same day of another year; 29 February becomes the 28th."""
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=min(max(year, 1), 9999), day=min(day.day, 28))
