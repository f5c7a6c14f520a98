"""What cannot hold together, and what would mend it, as people read them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from campaign_cli.console.layout.terminal import Screen
from campaign_cli.console.problems.amounts import table, tabled
from campaign_cli.console.problems.diagnostics import excerpt, full, rule_name
from campaign_cli.console.problems.labels import about
from campaign_cli.console.problems.repairs import repairs
from campaign_cli.model.plan import Plan
from campaign_cli.support.diagnostic import Cause, Diagnostic, Span
from campaign_cli.support.language import Language, Message, counted, message
from campaign_cli.support.text import clean

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

    from campaign_cli.app import Made
    from campaign_cli.reading import Reading

CODE = "C301"
"""Of lines that cannot hold together: never given a second meaning."""

_IN_FULL = 3
"""Up to so many lines of one rule are shown with their source; of more, the first."""

Lines = frozenset[tuple[str, int]]


def seen(reading: "Reading", screen: Screen) -> "Iterator[RenderableType]":
    """Yield what reading has found that cannot hold."""
    for problem in reading.diagnostics:
        if problem.cannot_hold:
            yield full(problem, reading.spoken(screen.language), screen.width(), reading.plan)
            yield ""


def parts(made: "Made", screen: Screen) -> "Iterator[RenderableType]":
    """Yield every set of plan lines that cannot hold together, and what to do.

    What reading has found is counted, and shown by `seen`.
    """
    from rich.text import Text

    assert made.schedule is not None
    screen = replace(screen, language=made.reading.spoken(screen.language))
    known = [_telling((*one.causes, one)) for one in made.reading.diagnostics if one.cannot_hold]
    others = [
        members
        for members in made.schedule.conflicts
        if not any(_same(_telling(members), lines) for lines in known)
    ]
    for members in others:
        yield conflict(members, screen, made.plan)
        yield ""
    count = len(known) + len(others)
    said = counted(
        "no schedule is possible: {n} conflict", "no schedule is possible: {n} conflicts", count
    )
    known_at_all = screen.language.say(said if count else message("no schedule is possible"))
    yield Text(known_at_all, style="bold")
    if not made.whole:
        yield Text(screen.language.say(_early(made)))
    if made.schedule.repairs or count:
        yield ""
        yield from repairs(made.plan, made.schedule.repairs, screen, whole=made.whole)


def _early(made: "Made") -> Message:
    """Return that the search ended before it was over, and what that means."""
    if made.interrupted:
        return message(
            "interrupted: this may not be all, and not all lines of a conflict may be needed"
        )
    return message(
        "there was no time to look for everything, and not all lines of a conflict may be "
        "needed: `--time-limit 600` gives more"
    )


def _telling(members: Iterable[Cause | Diagnostic]) -> Lines:
    """Return the lines but for those that ask for an activity at all, if there are others."""
    members = tuple(members)
    return _lines(
        one for one in members if isinstance(one, Diagnostic) or one.rule != "chosen-count"
    ) or _lines(members)


def _same(conflict: Lines, known: Lines) -> bool:
    """Return whether a conflict is about lines that are known not to hold together."""
    return conflict <= known or (bool(known) and known <= conflict)


def _lines(causes: Iterable[Cause | Diagnostic]) -> Lines:
    return frozenset((one.span.file, one.span.line) for one in causes if one.span)


def conflict(members: Sequence[Cause], screen: Screen, plan: Plan) -> "Text":
    """Return plan lines that cannot hold together, each with its rule."""
    from rich.text import Text

    language = screen.language
    text = Text()
    text.append(f"{language.text('error')}[{CODE}]", "bold red")
    text.append(f": {_say(_headline(members), language)}\n", "bold")
    gutter = max((len(str(one.span.line)) for one in members if one.span), default=1)
    rows = tabled(members)
    for alike in _alike([one for one in members if one not in rows]):
        many = alike[0].path[0] in {"ward", "venue"} and len(alike) > _IN_FULL
        in_full = alike[:1] if many else alike
        for span, ones in _by_span(in_full).items():
            if span:
                label = "\n".join(dict.fromkeys(about(member, language) for member in ones))
                excerpt(text, span, (label, "bold blue"), gutter, screen.width())
                continue
            for member in ones:
                path = ".".join(member.path)
                text.append(f"{' ' * gutter} • {clean(path)}: {rule_name(member.rule, language)}\n")
        rest = alike[len(in_full) :]
        if rest:
            text.append_text(_rest(rest, gutter, screen))
    if rows:
        text.append_text(table(rows, plan, gutter, language))
    for note in _reasons(members):
        text.append(f"{language.text('note:')} ", "bold blue")
        text.append(f"{_say(note, language)}\n")
    text.rstrip()
    return text


def _headline(members: Sequence[Cause]) -> Message:
    whose = {one.path[1] for one in members if one.path[0] == "activity"}
    if len(whose) == 1:
        return message(
            "`{id}` cannot take place: these lines of the plan cannot hold together",
            id=min(whose),
        )
    return message("these lines of the plan cannot hold together")


def _alike(members: Sequence[Cause]) -> list[list[Cause]]:
    """Return the members in their order, those of wards or venues that one rule binds together."""
    groups: dict[tuple[object, ...], list[Cause]] = defaultdict(list)
    for place, member in enumerate(members):
        if member.path[0] in {"ward", "venue"}:
            groups[member.rule, member.path[0], member.path[2:3]].append(member)
        else:
            groups[_line(member) or place,].append(member)
    return list(groups.values())


def _line(member: Cause) -> tuple[str, int] | None:
    return (member.span.file, member.span.line) if member.span else None


def _by_span(members: Sequence[Cause]) -> dict[Span | None, list[Cause]]:
    """Return the members that stand on the same line together, with all of it they are about.

    Entries of one list, which stand beside each other, have a caret each.
    """
    lines: dict[tuple[object, ...], list[Cause]] = defaultdict(list)
    for member in members:
        entry = member.span.column if member.span and member.entry else 0
        lines[_line(member), entry].append(member)
    return {_joined([one.span for one in ones if one.span]): ones for ones in lines.values()}


def _joined(spans: Sequence[Span]) -> Span | None:
    if not spans:
        return None
    return replace(
        spans[0],
        column=min(one.column for one in spans),
        end_column=max(one.end_column for one in spans),
    )


def _rest(members: Sequence[Cause], gutter: int, screen: Screen) -> "Text":
    """Return the wards or venues that a rule binds likewise, in a few lines."""
    from rich.text import Text

    language = screen.language
    names = tuple(
        message("`{id}` (line {line})", id=one.path[1], line=str(one.span.line))
        if one.span
        else f"`{one.path[1]}`"
        for one in members
    )
    said = counted("and {n} more: {names}", "and {n} more: {names}", len(names), names=names)
    lines = Text(_say(said, language)).wrap(screen.answers(), screen.width() - gutter - 3)
    text = Text()
    for line in lines:
        text.append(f"{' ' * gutter} | ", "blue").append_text(line).append("\n")
    return text


def _reasons(members: Sequence[Cause]) -> Iterator[Message]:
    """Yield why what is closed is closed, each reason once."""
    reasons: dict[str, list[Cause]] = defaultdict(list)
    for member in members:
        if member.why:
            reasons[member.why].append(member)
    for why, ones in reasons.items():
        whose = tuple(dict.fromkeys(f"`{one.path[-2]}`" for one in ones if len(one.path) > 2))  # noqa: PLR2004 - section, id, key
        if ones[0].path == ("campaign", "country"):
            yield message("{holiday} is a public holiday", holiday=why)
        elif whose and len(whose) <= _IN_FULL:
            yield message("{whose}: {why}", whose=whose, why=why)
        else:
            yield message("closed: {why}", why=why)


def _say(sentence: Message, language: Language) -> str:
    return clean(language.say(sentence))
