"""What `template` shows."""

from collections.abc import Sequence
from pathlib import Path

from campaign_cli.console.layout.terminal import Screen
from campaign_cli.console.problems import diagnostics
from campaign_cli.support.diagnostic import Diagnostic
from campaign_cli.support.language import message


def checked(screen: Screen, file: Path, problems: Sequence[Diagnostic]) -> None:
    """Show what is wrong with a template, and what can be done next."""
    if problems:
        screen.problems(diagnostics.listed(problems, screen), answer=True)
        found = diagnostics.summary(problems, screen.language)
        screen.say(message("{file}: {found}", file=file.name, found=found))
        return
    said = message("{file} is fine: every field in it is known", file=file.name)
    screen.text(screen.language.say(said))
    screen.say(
        message("next: {command}", command=f"campaign export docx --template {file}"),
    )


def begun(screen: Screen, file: Path) -> None:
    """Say which file was written."""
    screen.text(str(file))
    screen.say(
        message("next: edit it in Word, then {command}", command=f"campaign template check {file}")
    )
