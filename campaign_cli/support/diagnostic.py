"""A problem of a plan, as a value that many renderings show."""

from dataclasses import dataclass, replace
from enum import StrEnum

from campaign_cli.support.language import Message

Path = tuple[str, ...]
"""What a problem is about, by ids: ("activity", "talk", "after"), ("ward", "tay-tuu", "closed")."""


class Severity(StrEnum):
    """How much a problem weighs."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Span:
    """A place in a file a person wrote. Lines and columns count characters, from 1."""

    file: str
    line: int
    column: int
    end_column: int
    text: str = ""
    """The whole line, for the source excerpt and for edits."""


@dataclass(frozen=True, slots=True)
class Cause:
    """One line of a plan that takes part in what cannot hold, with the rule it acts through."""

    rule: str
    path: Path
    span: Span | None = None
    why: str = ""
    """Of a closing: the reason that the plan gives."""
    entry: str = ""
    """Of a list that the path ends with: which entry acts. The id of the activity waited for; of
    closings, which have no ids, the place from 1."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem: what, where, and a way out.

    `code` is stable and listed in the README. `label` stands under the caret. A problem that the
    plan is understood to have, but that no schedule can mend, names the `rule` it breaks and the
    plan lines (`causes`) that cannot hold together.
    """

    code: str
    message: Message
    path: Path = ()
    label: Message | None = None
    help: Message | None = None
    notes: tuple[Message, ...] = ()
    severity: Severity = Severity.ERROR
    span: Span | None = None
    causes: tuple[Cause, ...] = ()

    @property
    def cannot_hold(self) -> bool:
        """Whether the plan is understood and can still not be scheduled (exit code 3)."""
        return self.severity is Severity.ERROR and bool(self.causes)

    def at(self, span: Span | None) -> "Diagnostic":
        """Return the same problem with its place."""
        return replace(self, span=span)
