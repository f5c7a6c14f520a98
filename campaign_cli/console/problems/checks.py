"""What `check` shows."""

import shlex
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from campaign_cli.console.layout.terminal import Screen
from campaign_cli.console.problems import diagnostics
from campaign_cli.model.plan.demand import events_asked_for
from campaign_cli.model.plan.wording import wards_counted
from campaign_cli.support.diagnostic import Diagnostic, Severity
from campaign_cli.support.language import Language, counted, message

if TYPE_CHECKING:
    from campaign_cli.app import Examined
    from campaign_cli.app.copying import Copied
    from campaign_cli.reading import Reading

BROKEN: Mapping[str, str] = {
    "window": "A501",
    "open-day": "A502",
    "ward-closed": "A503",
    "venue-closed": "A504",
    "member-closed": "A505",
    "venue-capacity": "A506",
    "one-at-a-time": "A507",
    "resource-quantity": "A508",
    "member-per-day": "A509",
    "precedence": "A510",
    "apart": "A511",
    "chosen-count": "A512",
    "fixed": "A513",
    "supply-ready": "A514",
    "supply-quantity": "A515",
    "budget": "A516",
    "events": "A517",
    "lasts": "A518",
    "within": "A519",
    "price": "A520",
}
"""The code of each rule that a schedule can break, and of what else the audit looks at. As all
codes: never given a second meaning."""


def show(screen: Screen, file: Path, reading: "Reading") -> None:
    """Show every problem on stdout, and on stderr what can be done next."""
    language = reading.spoken(screen.language)
    screen = replace(screen, language=language)
    problems = reading.diagnostics
    if problems:
        screen.problems(diagnostics.listed(problems, screen, reading.plan), answer=True)
        if len(diagnostics.joined(problems)) < len(problems):
            screen.say(message("each of them on a line: campaign check --format concise"))
    worst = any(one.severity is Severity.ERROR for one in problems)
    if worst:
        screen.say(
            message(
                "{file}: {found}", file=file.name, found=diagnostics.summary(problems, language)
            )
        )
        if reading.plan is not None:
            screen.say(message("next: campaign schedule shows what would make the plan work"))
        return
    if problems:
        screen.say(message("{found}", found=diagnostics.summary(problems, language)))
    if reading.plan is not None:
        plan = reading.plan
        events = sum(map(events_asked_for, plan.activities.values()))
        what = message(
            "{file} is fine: {activities}, {events}, {wards}",
            file=file.name,
            activities=counted("{n} activity", "{n} activities", len(plan.activities)),
            events=counted("{n} event", "{n} events", events),
            wards=wards_counted(language, plan),
        )
        screen.text(language.say(what))
        screen.say(message("next: campaign run"))


def begun(screen: Screen, files: Sequence[Path], reading: "Reading") -> None:
    """Say which files were written, and how far they are from a plan that can be scheduled."""
    for file in files:
        screen.text(str(file))
    problems = reading.diagnostics
    plan = files[0]
    # From where one stands: the plan of this folder needs no name.
    here = plan.parent == Path() and plan.name == "plan.toml"
    command = "campaign check" if here else f"campaign check {shlex.quote(str(plan))}"
    if problems:
        found = diagnostics.summary(problems, screen.language)
        screen.say(message("{found} to look at; next: {command}", found=found, command=command))
    else:
        screen.say(message("next: fill it in, then {command}", command=command))


def copied(screen: Screen, copy: "Copied") -> None:
    """Say what became of last year's dates and texts, and which of them want a look."""
    language = screen.language
    if copy.kept:
        days = tuple(language.full_date(day) for day in copy.kept)
        screen.say(message("stay on their day of the year: {days}", days=days))
    for one in copy.retold:
        screen.say(message("{old} is {new} now", old=one.old, new=one.new))
    screen.problems(diagnostics.listed(copy.remarks, screen))


def show_examined(screen: Screen, file: Path, examined: "Examined") -> None:
    """Show which rules a schedule breaks."""
    problems = of_schedule(examined)
    screen = replace(screen, language=examined.reading.spoken(screen.language))
    if problems:
        screen.problems(diagnostics.listed(problems, screen), answer=True)
        found = diagnostics.summary(problems, screen.language)
        screen.say(message("{file}: {found}", file=file.name, found=found))
    elif examined.schedule is not None:
        events = counted("{n} event", "{n} events", len(examined.schedule.bookings))
        said = message(
            "{file} keeps every rule of the plan: {events}", file=file.name, events=events
        )
        screen.text(screen.language.say(said))


def show_layout(screen: Screen, file: Path, problems: Sequence[Diagnostic]) -> None:
    """Show what a Word file's layout misses."""
    if problems:
        screen.problems(diagnostics.listed(problems, screen), answer=True)
        found = diagnostics.summary(problems, screen.language)
        screen.say(message("{file}: {found}", file=file.name, found=found))
    else:
        said = message("{file} keeps the measures of Decree 30/2020", file=file.name)
        screen.text(screen.language.say(said))


def of_schedule(examined: "Examined") -> tuple[Diagnostic, ...]:
    """Return what is wrong with a schedule, as problems."""
    if examined.problem is not None:
        return (examined.problem,)
    if examined.schedule is None:
        return tuple(one for one in examined.reading.diagnostics if one.severity is Severity.ERROR)
    return tuple(
        Diagnostic(BROKEN[one.rule], one.message, path=one.events) for one in examined.violations
    )


def as_json(problems: Sequence[Diagnostic], language: Language) -> list[dict[str, Any]]:
    """Return problems as a list of objects."""
    return [diagnostics.as_json(one, language) for one in problems]


def concise(problems: Sequence[Diagnostic], language: Language) -> str:
    """Return problems, a line each."""
    return "\n".join(diagnostics.concise(one, language) for one in problems)
