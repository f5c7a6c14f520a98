"""What `log` shows: every revision, when it was made, and how good it is."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from campaign_cli.console.layout.terminal import Screen
from campaign_cli.console.month.words import next_step
from campaign_cli.model.checklist import Issue
from campaign_cli.model.schedule import Status
from campaign_cli.support.language import N_, Language, message
from campaign_cli.support.text import clean

if TYPE_CHECKING:
    from campaign_cli.app import History, Made
    from campaign_cli.journal import Revision

_LONG_BEFORE = timedelta(days=366)
"""How long before a campaign no plan of it is signed."""


def show(screen: Screen, history: "History") -> None:
    """Show the revisions, the newest last, where the eye rests."""
    language = screen.language
    if not history.revisions:
        screen.say(message("no schedule has been made yet; next: campaign schedule"))
        return
    from rich.table import Table

    issued = {one.revision: one.issue for one in history.entries if one.issue}
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    titles = (N_("no."), N_("made"), "", N_("price"), N_("plan"), N_("in force"))
    for title in titles if issued else titles[:-1]:
        numeric = title in {"no.", "price"}
        table.add_column(language.text(title), justify="right" if numeric else "left")
    for one in history.revisions:
        made = one.made_at.astimezone()
        table.add_row(
            str(one.number),
            f"{language.full_date(made.date())} {made:%H:%M}",
            quality(one.status, language),
            _price(one, language),
            one.plan[:12],
            *((_issue(issued.get(one.number), language, history, one.number),) if issued else ()),
        )
    screen.show(table)
    screen.say(message("next: campaign show month · campaign run"))


def as_json(history: "History") -> list[dict[str, Any]]:
    """Return the revisions as a list of objects."""
    issued = {one.revision: one.issue for one in history.entries if one.issue}
    return [
        {
            "revision": one.number,
            "made_at": one.made_at.isoformat(),
            "version": one.version,
            "plan": one.plan,
            "scheduling": one.scheduling,
            "status": one.status,
            "price": one.price,
            "bound": one.bound,
            "issue": _issue_json(issued.get(one.number)),
            "in_force": history.in_force(one.number),
        }
        for one in history.revisions
    ]


def published(screen: Screen, made: "Made", issue: Issue, *, news: bool) -> None:
    """Say that a revision is in force, and what comes next."""
    assert made.revision is not None
    number = str(made.revision.number)
    day = screen.language.full_date(issue.date)
    if not news:
        screen.say(message("revision {number} was in force already", number=number))
    elif issue.number:
        said = message(
            "revision {number} is in force: {document}, {day}",
            number=number,
            document=clean(issue.number),
            day=day,
        )
        screen.say(said)
    else:
        screen.say(message("revision {number} is in force, {day}", number=number, day=day))
    if issue.date > made.plan.campaign.end:
        screen.say(message("its date, {day}, is after the campaign's end", day=day))
    if issue.date < made.plan.campaign.start - _LONG_BEFORE:
        screen.say(message("its date, {day}, is more than a year before the campaign", day=day))
    if not issue.number or "…" in issue.number:
        screen.say(message("its number is still to be filled in: campaign publish --number …"))
    screen.note(next_step(screen.language, "campaign export pdf xlsx ics", "campaign log"))


def quality(status: str, language: Language) -> str:
    """Return how good an answer is, in a word or two."""
    if status == Status.OPTIMAL:
        return language.text("days and places proved")
    return language.text("not proved the best")


def _price(one: "Revision", language: Language) -> str:
    if one.price is None:
        return ""
    if one.bound is None or one.bound == one.price:
        return language.number(one.price)
    return f"{language.number(one.price)} (≥ {language.number(one.bound)})"


def _issue(issue: Issue | None, language: Language, history: "History", number: int) -> str:
    if issue is None:
        return ""
    said = ", ".join(filter(None, (clean(issue.number), language.full_date(issue.date))))
    if history.in_force(number):
        return said
    return language.say(message("no longer: {issue}", issue=said))


def _issue_json(issue: Issue | None) -> dict[str, str] | None:
    if issue is None:
        return None
    return {"number": issue.number, "date": issue.date.isoformat()}
