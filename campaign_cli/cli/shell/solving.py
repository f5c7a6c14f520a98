"""What all commands that may have to solve share: limits, progress, and how it came out."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from campaign_cli.cli.shell.exits import ExitCode, Stop
from campaign_cli.cli.shell.options import SECONDS, Form
from campaign_cli.cli.shell.settings import Setting
from campaign_cli.cli.shell.verdict import verdict
from campaign_cli.console.layout.terminal import Screen
from campaign_cli.model.schedule import Status
from campaign_cli.support.diagnostic import Diagnostic
from campaign_cli.support.language import message

if TYPE_CHECKING:
    from campaign_cli.app import Made, Wish
    from campaign_cli.reading import Reading


@contextmanager
def wish(
    screen: Screen,
    seconds: float = SECONDS,
    nodes: int | None = None,
    cluster: str | None = None,
) -> "Iterator[Wish]":
    """Yield how to solve, with progress on a terminal while the block lasts."""
    from campaign_cli.app import Wish
    from campaign_cli.console.layout.progress import ticking
    from campaign_cli.console.problems import conflicts
    from campaign_cli.scheduling import Limits

    with ticking(screen.language) as ticker:
        limits = Limits(seconds, nodes)

        def hopeless(reading: "Reading") -> None:
            ticker.clear()
            screen.problems(conflicts.seen(reading, screen))

        yield Wish(datetime.now(UTC), limits, ticker.watch, ticker.stopping, hopeless, cluster)


def left_of(seconds: float, made: "Made") -> float:
    """Return how many of `seconds` a schedule that was made first has left, but one at least."""
    used = made.solved.seconds if made.fresh else 0.0
    return max(min(1.0, seconds), seconds - used)


def made_now(setting: Setting, plan: str | None = None, seconds: float = SECONDS) -> "Made":
    """Return the schedule of the plan, found or made in `seconds`; say so where it is made.

    Raises:
        Stop: there is none.
    """
    from campaign_cli import app

    file = setting.plan_file(plan)
    with wish(setting.screen, seconds) as wanted:
        made = app.current(file, wanted)
    code = outcome(setting.screen, made)
    if made.schedule is None or not made.schedule.solved:
        raise Stop(code)
    if made.moved_on and made.revision is not None:
        setting.screen.say(
            message(
                "the plan has changed since revision {n}, which stands; "
                "`campaign schedule` makes a new one",
                n=made.revision.number,
            )
        )
    if made.fresh and made.revision is not None:
        if made.outdated is None:
            said = message("made a schedule first: revision {n}", n=made.revision.number)
        else:
            said = message(
                "the plan has changed since revision {old}: made revision {n}",
                old=made.outdated,
                n=made.revision.number,
            )
        setting.screen.say(said)
    return made


def outcome(screen: Screen, made: "Made", form: Form = Form.TEXT) -> ExitCode:
    """Show what stands between the plan and a schedule, and return the exit code."""
    from campaign_cli import app
    from campaign_cli.console.problems import checks, conflicts, diagnostics

    language = made.reading.spoken(screen.language)
    screen = replace(screen, language=language)
    if made.schedule is None:
        problems = made.reading.diagnostics
        if form is Form.JSON:
            screen.data(checks.as_json(problems, language))
        screen.problems(diagnostics.listed(problems, screen))
        screen.say(message("{found}", found=diagnostics.summary(problems, language)))
        return verdict(made.reading)
    match made.schedule.status:
        case Status.INFEASIBLE:
            if form is Form.JSON:
                screen.data(app.document(made, language))
            screen.problems(conflicts.parts(made, screen))
            return ExitCode.INTERRUPTED if made.interrupted else ExitCode.CANNOT_HOLD
        case Status.OUT_OF_TIME if made.interrupted:
            screen.say(message("stopped before there was a schedule; everything is as it was"))
            return ExitCode.INTERRUPTED
        case Status.OUT_OF_TIME:
            if form is Form.JSON:
                screen.data(app.document(made))
            late = Diagnostic(
                "T401",
                message("no schedule was found in time"),
                help=message("give it longer: `campaign schedule --time-limit 600`"),
            )
            screen.problems(diagnostics.listed([late], screen))
            return ExitCode.NO_ANSWER
        case Status.OPTIMAL | Status.FEASIBLE:
            if made.unkept is not None:
                screen.problems(diagnostics.listed([made.unkept], screen))
                screen.say(message("the schedule is shown here and could not be kept"))
                return ExitCode.INPUT_OUTPUT
            return ExitCode.FINE
