"""What cannot hold together, as problems are shown."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from campaign_cli.console import diagnostics
from campaign_cli.console.terminal import Screen
from campaign_cli.model.language import counted
from campaign_cli.model.schedule import Schedule

if TYPE_CHECKING:
    from rich.text import Text


def parts(schedule: Schedule, screen: Screen) -> "Iterator[Text]":
    """Yield every set of plan lines that cannot hold together, and what to do."""
    from rich.text import Text

    language = screen.language
    for members in schedule.conflicts:
        yield diagnostics.conflict(members, screen)
    said = counted(
        "no schedule is possible: {n} conflict",
        "no schedule is possible: {n} conflicts",
        len(schedule.conflicts),
    )
    if schedule.conflicts:
        yield Text(language.say(said), style="bold")
    else:
        yield Text(language.text("no schedule is possible"), style="bold")
    yield Text.assemble(
        (f"{language.text('help:')} ", "bold green"),
        language.text("loosen one of these lines, then: campaign schedule"),
    )
