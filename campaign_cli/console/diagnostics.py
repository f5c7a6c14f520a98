"""Problems as people read them (with the source and a caret), as one line each, and as JSON."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from campaign_cli.model.diagnostic import Cause, Diagnostic, Severity, Span
from campaign_cli.model.language import N_, Language, counted
from campaign_cli.model.text import clean

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

_LONGEST = 200
"""Letters of a source line that are shown; minified lines are cut around the caret."""


def full(diagnostic: Diagnostic, language: Language) -> "Text":
    """Return the problem with its source, a caret, the way out and the context."""
    from rich.text import Text

    text = Text()
    worst = diagnostic.severity is Severity.ERROR
    color = "bold red" if worst else "bold yellow"
    word = language.text("error") if worst else language.text("warning")
    text.append(f"{word}[{diagnostic.code}]", color)
    text.append(f": {_say(diagnostic.message, language)}\n", "bold")
    spans = [(diagnostic.span, _label(diagnostic, language), color)] if diagnostic.span else []
    for cause in diagnostic.causes:
        if cause.span and all(cause.span != shown for shown, _, _ in spans):
            spans.append((cause.span, cause.rule, "bold blue"))
    gutter = max((len(str(span.line)) for span, _, _ in spans), default=1)
    for span, label, style in spans:
        _excerpt(text, span, label, style, gutter)
    for note in diagnostic.notes:
        text.append(f"{language.text('note:')} ", "bold blue")
        text.append(f"{_say(note, language)}\n")
    if diagnostic.help:
        text.append(f"{language.text('help:')} ", "bold green")
        text.append(f"{_say(diagnostic.help, language)}\n")
    text.rstrip()
    return text


def listed(problems: Sequence[Diagnostic], language: Language) -> "Iterator[Text | str]":
    """Yield problems in full, an empty line between two."""
    for place, one in enumerate(problems):
        if place:
            yield ""
        yield full(one, language)


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
        "message": language.say(diagnostic.message),
        "path": ".".join(diagnostic.path),
        "file": span.file if span else None,
        "line": span.line if span else None,
        "column": span.column if span else None,
        "end_column": span.end_column if span else None,
        "help": language.say(diagnostic.help) if diagnostic.help else None,
        "notes": [language.say(note) for note in diagnostic.notes],
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


def conflict(members: Sequence[Cause], language: Language) -> "Text":
    """Return plan lines that cannot hold together, each with its rule."""
    from rich.text import Text

    text = Text()
    text.append(f"{language.text('cannot hold together')}\n", "bold red")
    gutter = max((len(str(one.span.line)) for one in members if one.span), default=1)
    for member in members:
        if member.span:
            _excerpt(text, member.span, rule_name(member.rule, language), "bold blue", gutter)
        else:
            path = ".".join(member.path)
            text.append(f"{' ' * gutter} • {path}: {rule_name(member.rule, language)}\n")
    return text


def rule_name(rule: str, language: Language) -> str:
    """Return a rule in words, with the id that explanations and the README use."""
    return f"{language.text(RULES[rule])} ({rule})" if rule in RULES else rule


def _label(diagnostic: Diagnostic, language: Language) -> str:
    return _say(diagnostic.label, language) if diagnostic.label else ""


def _say(sentence: Any, language: Language) -> str:
    return clean(language.say(sentence))


def _excerpt(text: "Text", span: Span, label: str, style: str, gutter: int) -> None:
    """Add the place, the source line, and a caret under what is meant."""
    bar = f"{' ' * gutter} |"
    text.append(f"{' ' * gutter}--> ", "blue")
    text.append(f"{clean(span.file)}:{span.line}:{span.column}\n")
    if not span.text.strip():
        return
    source, column, length = _window(span)
    text.append(f"{bar}\n", "blue")
    text.append(f"{span.line:>{gutter}} | ", "blue")
    text.append(f"{source}\n")
    text.append(f"{bar} ", "blue")
    text.append(f"{' ' * column}{'^' * length}", style)
    text.append(f" {label}\n" if label else "\n", style)
    text.append(f"{bar}\n", "blue")


def _window(span: Span) -> tuple[str, int, int]:
    """Return the line to show, and at which terminal cell the caret begins, and its length."""
    from rich.cells import cell_len

    first = max(0, span.column - 1)
    cut = max(0, min(first, len(span.text) - 1) - _LONGEST // 2) if len(span.text) > _LONGEST else 0
    line = span.text[cut : cut + _LONGEST].rstrip("\r\n")
    before = clean(line[: first - cut])
    meant = clean(line[first - cut : max(span.end_column - 1, first + 1) - cut])
    after = clean(line[max(span.end_column - 1, first + 1) - cut :])
    return before + meant + after, cell_len(before), max(1, cell_len(meant))
