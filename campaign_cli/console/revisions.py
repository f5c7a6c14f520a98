"""What `log` shows: every revision, when it was made, and how good it is."""

from typing import TYPE_CHECKING, Any

from campaign_cli.console.terminal import Screen
from campaign_cli.model.language import N_, Language, message
from campaign_cli.model.schedule import Status

if TYPE_CHECKING:
    from campaign_cli.app import History
    from campaign_cli.journal import Revision


def show(screen: Screen, history: "History") -> None:
    """Show the revisions, the newest last, where the eye rests."""
    language = screen.language
    if not history.revisions:
        screen.say(message("no schedule has been made yet; next: campaign schedule"))
        return
    from rich.table import Table

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for title in (N_("no."), N_("made"), "", N_("price"), N_("plan"), N_("version")):
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
            one.version,
        )
    screen.show(table)
    screen.say(message("next: campaign show month · campaign run"))


def as_json(history: "History") -> list[dict[str, Any]]:
    """Return the revisions as a list of objects."""
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
        }
        for one in history.revisions
    ]


def quality(status: str, language: Language) -> str:
    """Return how good an answer is, in a word or two."""
    if status == Status.OPTIMAL:
        return language.text("the best, proved")
    return language.text("not proved the best")


def _price(one: "Revision", language: Language) -> str:
    if one.price is None:
        return ""
    if one.bound is None or one.bound == one.price:
        return language.number(one.price)
    return f"{language.number(one.price)} (≥ {language.number(one.bound)})"
