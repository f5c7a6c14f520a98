"""Last year's plan for another year: as it is moved, and as the new year's calendar lets it be."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from campaign_cli.model.plan import Plan
from campaign_cli.model.plan.days import kept_from
from campaign_cli.reading import Reading, rewritten
from campaign_cli.reading.files.place import Place
from campaign_cli.starting import Moved, OldFile, Retold, Turn, moves, retold, written
from campaign_cli.support.diagnostic import Diagnostic, Severity
from campaign_cli.support.language import Language, Message, message

if TYPE_CHECKING:
    from campaign_cli.starting import Copy

_TRIES = 20
"""Plans that are read to find days for what the new calendar does not let be."""
_FEW = 4
"""As many of them for what is only a warning."""
_FAR = 10
"""Days that an event may be put off, or brought forward, for its day is closed."""

_CLOSED = message(
    "`{old}` would be `{moved}`, which is closed; the nearest day that is not: `{new}`"
)
_NOT_SO = message(
    "`{old}` would be `{moved}`, when it cannot be; the nearest day that it can: `{new}`"
)


@dataclass(frozen=True, slots=True)
class Copied:
    """Last year's plan, moved: its files' texts by name, and what of it is to be told."""

    texts: Mapping[str, str]
    reading: Reading
    kept: tuple[date, ...]
    """Anniversaries that surely stay on their day of the year."""
    retold: tuple[Retold, ...]
    """Texts whose year was moved."""
    remarks: tuple[Diagnostic, ...]


def copied(old: Reading, turn: Turn, name: str, language: Language) -> Copied:
    """Return the plan moved, such that it has no error that the old one did not have.

    Its file is called `name`, and comments in it are in `language`.
    """
    return _Copying(old, turn, name, language).settled()


class _Copying:
    """The dates of a plan that is being moved, and what is read of it with them."""

    def __init__(self, old: Reading, turn: Turn, name: str, language: Language) -> None:
        self.old, self.turn, self.name, self.language = old, turn, name, language
        self.files = {
            name: OldFile(source.text, source.data, source.extents)
            for name, source in old.sources.files.items()
        }
        self.moves = {name: tuple(moves(file, turn)) for name, file in self.files.items()}
        days = {one.old: one.new for its in self.moves.values() for one in its}
        self.texts = {name: tuple(retold(file, turn, days)) for name, file in self.files.items()}
        self.dropped: dict[str, frozenset[int]] = dict.fromkeys(self.files, frozenset())
        self.before = Counter(map(_told, old.diagnostics))

    def settled(self) -> Copied:
        """Return the plan once its dates are such that it can be."""
        reading = self._read()
        if reading.plan is not None and self.old.plan is not None:
            self._open(self.old.plan, reading.plan)
            reading = self._read()
        reading = self._mended(reading)
        copies = self._copies(self.language)
        flat = [one for its in self.moves.values() for one in its]
        return Copied(
            {name: copy.text for name, copy in copies.items()},
            reading,
            tuple(
                sorted(
                    {one.new for one in flat if not one.why and one.new != self.turn.moved(one.old)}
                )
            ),
            tuple(one for its in self.texts.values() for one in its if one.new != one.old),
            tuple(remark for copy in copies.values() for remark in copy.remarks),
        )

    def _copies(self, language: Language | None) -> "dict[str, Copy]":
        own = next(iter(self.files))
        return {
            name: written(
                self.name if name == own else name,
                file,
                self.moves[name],
                self.texts[name],
                self.dropped[name],
                language,
            )
            for name, file in self.files.items()
        }

    def _read(self) -> Reading:
        return rewritten(self.old, {name: copy.text for name, copy in self._copies(None).items()})

    def _with(self, name: str, one: Moved, new: Moved) -> None:
        self.moves[name] = tuple(new if its is one else its for its in self.moves[name])

    def _open(self, old: Plan, new: Plan) -> None:
        """Put the days of events that were open and are not on the nearest that are."""
        for name, its in self.moves.items():
            for one in its:
                path = self.old.sources.path_of(Place(name, one.keys))
                if path[:1] != ("activity",) or not {"on", "fixed"} & set(one.keys):
                    continue
                if not _is_open(old, path[1], one.old) or _is_open(new, path[1], one.new):
                    continue
                free = (day for day in _around(one.new) if _is_open(new, path[1], day))
                activity = new.activities[path[1]]
                day = next((day for day in free if activity.first <= day <= activity.last), None)
                if day is not None:
                    self._with(name, one, _put_off(one, day, _CLOSED))

    def _mended(self, reading: Reading) -> Reading:
        """Try other days for what the old plan did not have as an error, then do without it."""
        tries = _TRIES
        given_up: set[tuple[str, tuple[str, ...]]] = set()
        while problems := [one for one in self._new(reading) if _told(one) not in given_up]:
            found = None
            trials = _trials(list(self._culprits(problems[0])))
            few = tries if problems[0].severity is Severity.ERROR else min(tries, _FEW)
            for name, one, day in islice(trials, few):
                tries -= 1
                trial = _put_off(one, day, _NOT_SO)
                self._with(name, one, trial)
                found = self._better(reading)
                if found is not None:
                    break
                self._with(name, trial, one)
            found = found or self._without(problems[0], reading)
            if found is None:
                given_up.add(_told(problems[0]))
            reading = found or reading
        return reading

    def _better(self, than: Reading) -> Reading | None:
        """Return what is read of the plan now, if less is wrong with it than there was."""
        reading = self._read()
        return reading if self._wrong(reading) < self._wrong(than) else None

    def _wrong(self, reading: Reading) -> tuple[bool, int, int]:
        new = self._new(reading)
        errors = sum(one.severity is Severity.ERROR for one in new)
        return (reading.plan is None, errors, len(new))

    def _without(self, problem: Diagnostic, reading: Reading) -> Reading | None:
        """Make a comment of the line of a date that no other day helps; None: none does."""
        if problem.severity is not Severity.ERROR:
            return None
        for name, one in self._culprits(problem):
            line = self.files[name].text.rfind("\n", 0, one.begin) + 1
            if line in self.dropped[name] or not _alone(self.files[name], one, line):
                continue
            before = self.dropped[name]
            self.dropped[name] = before | {line}
            found = self._better(reading)
            if found is not None:
                return found
            self.dropped[name] = before
        return None

    def _new(self, reading: Reading) -> list[Diagnostic]:
        """Return the problems that the old plan did not have, errors first."""
        left = Counter(self.before)
        found = []
        for one in sorted(reading.diagnostics, key=lambda one: one.severity is Severity.WARNING):
            if left[_told(one)] > 0:
                left[_told(one)] -= 1
            else:
                found.append(one)
        return found

    def _culprits(self, problem: Diagnostic) -> Iterator[tuple[str, Moved]]:
        """Yield the dates that a problem may be about: those of what it names."""
        about = [problem.path, *(cause.path for cause in problem.causes)]
        ids = {path[:2] for path in about if path}
        for name, its in self.moves.items():
            for one in its:
                path = self.old.sources.path_of(Place(name, one.keys))
                if path[:2] in ids and path[:1] == ("activity",):
                    yield name, one


def _told(problem: Diagnostic) -> tuple[str, tuple[str, ...]]:
    return (problem.code, problem.path)


def _is_open(plan: Plan, activity: str, day: date) -> bool:
    its = plan.activities.get(activity)
    return its is None or any(kept_from(plan, its, day, one) is None for one in its.sessions)


def _around(day: date) -> Iterator[date]:
    """Yield the days about `day`, the nearest first, later ones before earlier."""
    for far in range(1, _FAR + 1):
        yield day + timedelta(far)
        yield day - timedelta(far)


def _trials(culprits: Sequence[tuple[str, Moved]]) -> Iterator[tuple[str, Moved, date]]:
    """Yield each date with another day for it: what else it may be, then the nearest first."""
    for name, one in culprits:
        if one.other is not None:
            yield name, one, one.other
    for days in zip(*(_around(one.new) for _, one in culprits), strict=True):
        for (name, one), day in zip(culprits, days, strict=True):
            yield name, one, day


def _put_off(one: Moved, day: date, said: Message) -> Moved:
    """Return a date on another day than the one to which it would be moved."""
    days = {"old": one.old, "moved": one.new, "new": day}
    values = {name: each.isoformat() for name, each in days.items()}
    return replace(one, new=day, other=None, why=replace(said, values=values), code="N105")


def _alone(file: OldFile, one: Moved, line: int) -> bool:
    """Return whether a line is a pair by itself, which an activity can do without."""
    import tomli

    end = file.text.find("\n", one.end)
    try:
        pair = tomli.loads(file.text[line : end if end >= 0 else None])
    except tomli.TOMLDecodeError:
        return False
    return pair.keys() <= {"fixed", "prefer", "from", "to"}
