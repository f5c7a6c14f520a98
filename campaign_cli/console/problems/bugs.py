"""What is said when the program itself is wrong."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from campaign_cli import __version__
from campaign_cli.support.language import Language, counted, message
from campaign_cli.support.text import clean

if TYPE_CHECKING:
    from rich.text import Text

    from campaign_cli.model.audit import Violation


def report(error: Exception, language: Language) -> "Text":
    """Return a bug report: the traceback, to be sent on; no fault of the plan."""
    import traceback

    details = "".join(traceback.format_exception(error))
    return _report(details, language)


def audit_report(violations: "Sequence[Violation]", language: Language) -> "Text":
    """Return a bug report: the rules that the schedule would have broken."""
    said = language.say(
        counted(
            "the schedule found breaks {n} rule and is not shown",
            "the schedule found breaks {n} rules and is not shown",
            len(violations),
        )
    )
    return _report("\n".join((said, *(str(one) for one in violations))), language)


def _report(details: str, language: Language) -> "Text":
    from rich.text import Text

    text = Text()
    text.append(f"{language.text('error')}[X701]", "bold red")
    text.append(f": {language.text('this is a bug of campaign-cli, not of your plan')}\n", "bold")
    text.append("".join(f"{clean(line)}\n" for line in details.splitlines()), "dim")
    text.append(f"{language.text('help:')} ", "bold green")
    way_out = message(
        "send the lines above with your plan to the makers of campaign-cli {version}",
        version=__version__,
    )
    text.append(f"{language.say(way_out)}\n")
    return text
