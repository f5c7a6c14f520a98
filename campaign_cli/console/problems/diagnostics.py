"""Problems as people read them (with the source and a caret), as one line each, and as JSON."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from campaign_cli.console.layout.terminal import Screen
from campaign_cli.model.plan import Plan
from campaign_cli.model.plan.wording import of_plan
from campaign_cli.support.diagnostic import Diagnostic, Severity, Span
from campaign_cli.support.language import N_, Language, Message, brief, counted
from campaign_cli.support.text import clean, quoted

if TYPE_CHECKING:
    from rich.text import Text

RULES = {
    "window": N_("the time it may take place in"),
    "open-day": N_("days on which it may take place"),
    "ward-closed": N_("the ward is not free"),
    "venue-closed": N_("the venue is not free"),
    "member-closed": N_("the person is not free"),
    "venue-capacity": N_("the venue must hold the audience"),
    "one-at-a-time": N_("one thing at a time"),
    "resource-quantity": N_("never more than there is"),
    "member-per-day": N_("so many events a day for each person"),
    "precedence": N_("what comes after what"),
    "apart": N_("days between events of one activity"),
    "chosen-count": N_("as many events as asked for"),
    "fixed": N_("fixed by the plan"),
    "supply-ready": N_("nothing is used before it is there"),
    "supply-quantity": N_("no more is used than there is"),
    "budget": N_("costs stay within the budget"),
}
"""Every rule in a few words."""
_SHOWN, _PLACES = 10, 5
"""How many problems of one kind are shown in full, and the places of how many more."""


def full(
    diagnostic: Diagnostic, language: Language, width: int = 80, plan: Plan | None = None
) -> "Text":
    """Return the problem with its source, a caret, the way out and the context.

    Source lines longer than `width` are cut around the caret. With the `plan`, lines that cost
    something are rows with their sums.
    """
    from rich.text import Text

    from campaign_cli.console.problems.amounts import table, tabled

    text = Text()
    worst = diagnostic.severity is Severity.ERROR
    color = "bold red" if worst else "bold yellow"
    word = language.text("error") if worst else language.text("warning")
    text.append(f"{word}[{diagnostic.code}]", color)
    text.append(f": {_say(diagnostic.message, language)}\n", "bold")
    spans = [(diagnostic.span, _label(diagnostic, language), color)] if diagnostic.span else []
    rows = tabled(diagnostic.causes) if plan else ()
    for cause in diagnostic.causes:
        if cause.span and cause not in rows and all(cause.span != shown for shown, _, _ in spans):
            spans.append((cause.span, rule_name(cause.rule, language), "bold blue"))
    gutter = max((len(str(span.line)) for span, _, _ in spans), default=1)
    for span, label, style in spans:
        excerpt(text, span, (label, style), gutter, width)
    if plan and rows:
        text.append_text(table(rows, plan, gutter, language))
    for note in diagnostic.notes:
        text.append(f"{language.text('note:')} ", "bold blue")
        text.append(f"{_say(note, language)}\n")
    if diagnostic.help:
        text.append(f"{language.text('help:')} ", "bold green")
        text.append(f"{_say(diagnostic.help, language)}\n")
    text.rstrip()
    return text


def listed(
    problems: Sequence[Diagnostic], screen: Screen, plan: Plan | None = None
) -> "Iterator[Text | str]":
    """Yield problems in full, an empty line between two; of many of one kind the first ones.

    What is said of each of a thousand wards would hide all else.
    """
    language = of_plan(screen.language, plan) if plan else screen.language
    for place, one in enumerate(joined(problems)):
        if place:
            yield ""
        yield full(one, language, screen.width(), plan)


def joined(problems: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the first problems of each kind; the last of these says where more of it are."""
    kinds: dict[tuple[str, str], list[Diagnostic]] = {}
    for one in problems:
        kinds.setdefault((one.code, one.message.text), []).append(one)
    shown: list[Diagnostic] = []
    seen = Counter[tuple[str, str]]()
    for one in problems:
        kind = one.code, one.message.text
        seen[kind] += 1
        if seen[kind] < _SHOWN or len(kinds[kind]) == seen[kind] == _SHOWN:
            shown.append(one)
        elif seen[kind] == _SHOWN:
            rest = kinds[kind][_SHOWN:]
            shown.append(replace(one, notes=(*one.notes, _more(rest))))
    return tuple(shown)


def _more(rest: Sequence[Diagnostic]) -> Message:
    """Return how many more there are, and where the first of them stand."""
    spans = tuple((one.span.file, one.span.line) for one in rest if one.span is not None)
    places: list[str] = []
    before = ""
    for file, line in dict.fromkeys(spans):
        if len(places) == _PLACES:
            places.append("…")
            break
        places.append(f"{line}" if file == before else f"{file}:{line}")
        before = file
    if not places:
        return counted("{n} more is like this", "{n} more are like this", len(rest))
    return counted(
        "{n} more is like this: {places}",
        "{n} more are like this: {places}",
        len(rest),
        places=tuple(places),
    )


def concise(diagnostic: Diagnostic, language: Language) -> str:
    """Return `file:line:col: CODE message`, as editors and other programs read it."""
    span = diagnostic.span
    place = f"{span.file}:{span.line}:{span.column}: " if span else ""
    said = _say(diagnostic.message, language).replace("\n", " ")
    return f"{clean(place)}{diagnostic.code} {said}"


def as_json(diagnostic: Diagnostic, language: Language) -> dict[str, Any]:
    """Return the problem's fields; absent ones are null."""
    span = diagnostic.span
    return {
        "code": diagnostic.code,
        "severity": str(diagnostic.severity),
        "message": language.say(brief(diagnostic.message)),
        "path": ".".join(map(quoted, diagnostic.path)),
        "file": span.file if span else None,
        "line": span.line if span else None,
        "column": span.column if span else None,
        "end_column": span.end_column if span else None,
        "help": language.say(brief(diagnostic.help)) if diagnostic.help else None,
        "notes": [language.say(brief(note)) for note in diagnostic.notes],
    }


def summary(diagnostics: Sequence[Diagnostic], language: Language) -> str:
    """Return how many errors and warnings there are, in one line."""
    errors = sum(one.severity is Severity.ERROR for one in diagnostics)
    warnings = len(diagnostics) - errors
    parts = [
        language.say(counted("{n} error", "{n} errors", errors)) if errors else "",
        language.say(counted("{n} warning", "{n} warnings", warnings)) if warnings else "",
    ]
    return " · ".join(filter(None, parts))


def rule_name(rule: str, language: Language) -> str:
    """Return a rule in words, with the id that explanations and the README use."""
    return f"{language.text(RULES[rule])} ({rule})" if rule in RULES else rule


def _label(diagnostic: Diagnostic, language: Language) -> str:
    return _say(diagnostic.label, language) if diagnostic.label else ""


def _say(sentence: Message, language: Language) -> str:
    return clean(language.say(brief(sentence)))


def excerpt(text: "Text", span: Span, mark: tuple[str, str], gutter: int, width: int) -> None:
    """Add the place, the source line, and a caret (`mark`: its label and style) under it.

    A label of several lines stands beneath the caret.
    """
    label, style = mark
    bar = f"{' ' * gutter} |"
    text.append(f"{' ' * gutter}--> ", "blue")
    text.append(f"{clean(span.file)}:{span.line}:{span.column}\n")
    if not span.text.strip():
        return
    source, column, length = _window(span, max(20, width - gutter - 3))
    text.append(f"{bar}\n", "blue")
    text.append(f"{span.line:>{gutter}} | ", "blue")
    text.append(f"{source}\n")
    text.append(f"{bar} ", "blue")
    text.append(f"{' ' * column}{'^' * length}", style)
    room = width - gutter - 3
    labels = label.split("\n") if label else []
    if len(labels) == 1 and column + length + 1 + len(label) <= room:
        text.append(f" {label}", style)
        labels = []
    # Beneath, below each other, not broken in the middle.
    start = max(0, min(column, room - max(map(len, labels), default=0)))
    for one in labels:
        text.append(f"\n{bar} ", "blue")
        text.append(f"{' ' * start}{one}", style)
    text.append(f"\n{bar}\n", "blue")


def _window(span: Span, room: int) -> tuple[str, int, int]:
    """Return the line in `room` cells, and at which of them the caret begins, and its length."""
    from rich.cells import cell_len, set_cell_size

    first = max(0, span.column - 1)
    last = max(span.end_column - 1, first + 1)
    before, meant, after = (
        clean(part) for part in (span.text[:first], span.text[first:last], span.text[last:])
    )
    column, length = cell_len(before), max(1, cell_len(meant))
    line = before + meant + after
    if cell_len(line) <= room:
        return line, column, length
    # As much of what stands before the caret as leaves room for what is meant.
    kept = max(room // 4, room - length - 2)
    if column > kept:
        tail = before[-kept + 1 :]
        while cell_len(tail) > kept - 1:
            tail = tail[1:]
        line, column = f"…{tail}{meant}{after}", cell_len(tail) + 1
    if cell_len(line) > room:
        line = set_cell_size(line, room - 1).rstrip() + "…"
    return line, column, max(1, min(length, room - column))
