"""Last year's plan written anew: text in, text out, so that every comment stays."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from campaign_cli.starting.dates import Moved, OldFile
from campaign_cli.starting.years import Retold
from campaign_cli.support.diagnostic import Diagnostic, Severity, Span
from campaign_cli.support.language import Language, Message, message
from campaign_cli.support.text import clean


@dataclass(frozen=True, slots=True)
class Copy:
    """A file of the new plan, and what in it wants a look."""

    text: str
    remarks: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class _Change:
    """What stands in place of a piece of the old text, with what is remarked on above its line."""

    begin: int
    end: int
    new: str
    code: str = ""
    said: Message | None = None
    help: Message | None = None


_DROPPED = message("this line cannot hold in the new campaign, and is a comment now")


def written(
    name: str,
    file: OldFile,
    moves: Sequence[Moved],
    texts: Sequence[Retold],
    dropped: frozenset[int],
    language: Language | None,
) -> Copy:
    """Return a file with its dates and texts as they are to be.

    What wants a look is remarked on above its line, in `language`, if there is one. Lines that
    begin at one of `dropped` become comments.
    """
    changes = (
        *(_of_date(one) for one in moves),
        *(_Change(one.begin, one.end, one.new, "N103", one.why) for one in texts),
        *(_Change(begin, begin, "# ", "N106", _DROPPED) for begin in dropped),
    )
    plain = _made(name, file.text, changes)
    if language is None:
        return plain
    commented = _made(name, file.text, (*_comments(file.text, changes, language), *changes))
    # A line may begin inside a text of several lines, where a comment would be text.
    return commented if _tables(commented.text) == _tables(plain.text) else plain


def _of_date(one: Moved) -> _Change:
    other = None
    if one.other is not None:
        other = message("otherwise write `{date}`", date=one.other.isoformat())
    return _Change(one.begin, one.end, one.new.isoformat(), one.code, one.why, other)


def _comments(text: str, changes: Sequence[_Change], language: Language) -> Iterator[_Change]:
    """Yield a comment for each thing that wants a look, to stand above its line."""
    for change in changes:
        begin = text.rfind("\n", 0, change.begin) + 1
        if change.said is None or any(one.begin < begin < one.end for one in changes):
            continue
        line = text[begin : change.begin]
        indent = line[: len(line) - len(line.lstrip(" \t"))]
        said = "; ".join(language.say(one) for one in (change.said, change.help) if one)
        note = language.say(message("to look at: {what}", what=said))
        yield _Change(begin, begin, f"{indent}# {clean(note)}\n")


def _made(name: str, text: str, changes: Sequence[_Change]) -> Copy:
    pieces: list[str] = []
    marks: list[tuple[int, _Change]] = []
    done = length = 0
    # What is put in stands before what is put in place of something.
    for change in sorted(changes, key=lambda one: (one.begin, one.end)):
        pieces += (text[done : change.begin], change.new)
        length += change.begin - done
        if change.said is not None:
            marks.append((length, change))
        length += len(change.new)
        done = change.end
    new = "".join((*pieces, text[done:]))
    return Copy(new, tuple(_remark(name, new, begin, change) for begin, change in marks))


def _remark(name: str, text: str, begin: int, change: _Change) -> Diagnostic:
    start = text.rfind("\n", 0, begin) + 1
    end = text.find("\n", begin)
    line = text[start : end if end >= 0 else None].removesuffix("\r")
    column = begin - start + 1
    until = min(column + max(len(change.new), 1), len(line) + 1)
    span = Span(name, text.count("\n", 0, begin) + 1, column, until, line)
    assert change.said is not None
    return Diagnostic(
        change.code, change.said, help=change.help, severity=Severity.WARNING, span=span
    )


def _tables(text: str) -> object:
    """Return what the text says to programs; None: it is no TOML, as it was none before."""
    import tomli

    try:
        return tomli.loads(text)
    except (tomli.TOMLDecodeError, RecursionError):
        return None
