"""How the program ends: its exit codes, and what ends a command early."""

from enum import IntEnum
from typing import TYPE_CHECKING

from campaign_cli.support.language import Message

if TYPE_CHECKING:
    from campaign_cli.support.diagnostic import Diagnostic


class ExitCode(IntEnum):
    """What the shell learns; the numbers are a promise, listed in the README."""

    FINE = 0
    NOT_UNDERSTOOD = 1
    USAGE = 2
    CANNOT_HOLD = 3
    NO_ANSWER = 4
    INPUT_OUTPUT = 5
    BUG = 70
    INTERRUPTED = 130


class Stop(Exception):  # noqa: N818 - not always an error: it ends a command
    """Ends a command: what to say on stderr, and the exit code."""

    def __init__(self, code: ExitCode, *diagnostics: "Diagnostic") -> None:
        super().__init__(code)
        self.code = code
        self.diagnostics = diagnostics


def misused(said: Message, help_: Message | None = None) -> Stop:
    """Return that something was typed that cannot be."""
    from campaign_cli.support.diagnostic import Diagnostic

    return Stop(ExitCode.USAGE, Diagnostic("U201", said, help=help_))
