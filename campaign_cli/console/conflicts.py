"""What cannot hold together, as problems are shown."""

from typing import TYPE_CHECKING

from campaign_cli.console import diagnostics
from campaign_cli.model.language import Language, counted
from campaign_cli.model.schedule import Schedule

if TYPE_CHECKING:
    from rich.text import Text


def text(schedule: Schedule, language: Language) -> "Text":
    """Return every set of plan lines that cannot hold together, as problems are shown."""
    from rich.text import Text

    shown = Text()
    for members in schedule.conflicts:
        shown.append_text(diagnostics.conflict(members, language))
    said = counted(
        "no schedule is possible: {n} conflict",
        "no schedule is possible: {n} conflicts",
        len(schedule.conflicts),
    )
    shown.append(f"{language.say(said)}\n", "bold")
    shown.append(f"{language.text('help:')} ", "bold green")
    shown.append(f"{language.text('loosen one of these lines, then: campaign schedule')}")
    return shown
