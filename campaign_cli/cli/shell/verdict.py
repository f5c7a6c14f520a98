"""Which exit code a plan that was read ends with."""

from typing import TYPE_CHECKING

from campaign_cli.cli.shell.exits import ExitCode

if TYPE_CHECKING:
    from campaign_cli.reading import Reading

_UNREADABLE = "P100"
"""The code of a file that cannot be read at all."""


def verdict(reading: "Reading") -> ExitCode:
    """Return the exit code of what reading has found."""
    from campaign_cli.support.diagnostic import Severity

    errors = [one for one in reading.diagnostics if one.severity is Severity.ERROR]
    if not errors:
        return ExitCode.FINE
    if any(one.code == _UNREADABLE for one in errors):
        return ExitCode.INPUT_OUTPUT
    if all(one.cannot_hold for one in errors):
        return ExitCode.CANNOT_HOLD
    return ExitCode.NOT_UNDERSTOOD
