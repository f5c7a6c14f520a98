"""What is found in a layout: a problem with its place, and the decree's measure as the way out."""

from collections.abc import Iterable
from dataclasses import dataclass

from campaign_cli.proofing.document import Line
from campaign_cli.support.diagnostic import Diagnostic, Severity, Span
from campaign_cli.support.language import Message, counted
from campaign_cli.support.text import clean, shortened

SMALL, LARGE = 13, 14
"""Points of a document's text: no less, no more."""

_SHOWN = 70
"""Letters of a paragraph that are shown."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem: its code, where (a line, or none), what, the measure it misses."""

    code: str
    said: Message
    help: Message
    line: Line | None = None
    others: int = 0
    """How many more paragraphs have the same problem."""
    warning: bool = False

    def diagnostic(self, file: str) -> Diagnostic:
        """Return it as every problem is shown; lines count paragraphs."""
        span = None
        if self.line is not None:
            text = shortened(clean(self.line.text).strip(), _SHOWN)
            span = Span(file, self.line.number, 1, len(text) + 1, text)
        notes: tuple[Message, ...] = ()
        if self.others:
            notes = (
                counted("{n} more paragraph like it", "{n} more paragraphs like it", self.others),
            )
        return Diagnostic(
            self.code,
            self.said,
            help=self.help,
            notes=notes,
            severity=Severity.WARNING if self.warning else Severity.ERROR,
            span=span,
        )


def together(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings with those that say the same of several paragraphs as one."""
    first: dict[object, Finding] = {}
    where: dict[object, set[int]] = {}
    for one in findings:
        key = (one.code, one.said.text, repr(one.said.values))
        first.setdefault(key, one)
        where.setdefault(key, set()).add(one.line.number if one.line else 0)
    return [
        Finding(one.code, one.said, one.help, one.line, len(where[key]) - 1, one.warning)
        for key, one in first.items()
    ]


def tidy(number: float, digits: int = 1) -> float:
    """Return a measure as people say it: whole where it is."""
    rounded = round(number, digits)
    return int(rounded) if rounded == int(rounded) else rounded
