"""What stands under the caret of a plan line that takes part in a conflict: what it demands."""

from campaign_cli.console.problems.diagnostics import rule_name
from campaign_cli.support.diagnostic import Cause
from campaign_cli.support.language import N_, Language, message
from campaign_cli.support.text import clean

_OF_KEYS = {
    ("window", "from"): N_("not before this day"),
    ("window", "to"): N_("not after this day"),
    ("window", "start"): N_("not before the campaign begins"),
    ("window", "end"): N_("not after the campaign ends"),
    ("window", "prepare_from"): N_("not before the campaign begins"),
    ("window", "wind_up"): N_("not after the campaign ends"),
    ("window", "sessions"): N_("only in these sessions"),
    ("open-day", "days"): N_("only on these days of the week"),
    ("open-day", "workdays"): N_("only on workdays"),
    ("open-day", "closed"): N_("nothing may take place on these days"),
    ("open-day", "country"): N_("not on public holidays"),
    ("ward-closed", "closed"): N_("the ward is not free on these days"),
    ("venue-closed", "closed"): N_("the venue is not free on these days"),
    ("member-closed", "closed"): N_("the person is away on these days"),
    ("member-closed", "days"): N_("the person works only on these days"),
    ("apart", "times"): N_("each of its events in a session of its own"),
    ("resource-quantity", "members"): N_("there are no more people than these"),
}
"""What a key demands, by the rule that it acts through."""


def about(member: Cause, language: Language) -> str:
    """Return whose line it is, and what it demands: "`talk`: not after this day (window)"."""
    match member.path:
        case ("budget", "source", whose, *_) | ("resource", _, "members", whose, *_):
            pass
        case ("campaign" | "calendar" | "budget", *_):
            whose = ""
        case (_, whose, *_):
            pass
        case _:
            whose = ""
    demands = next(
        (
            _OF_KEYS[member.rule, key]
            for key in reversed(member.path)
            if (member.rule, key) in _OF_KEYS
        ),
        "",
    )
    if member.rule == "precedence" and member.entry:
        waits = language.say(message("only after `{other}`", other=member.entry))
        words = f"{waits} ({member.rule})"
    elif demands:
        words = f"{language.text(demands)} ({member.rule})"
    else:
        words = rule_name(member.rule, language)
    return clean(f"`{whose}`: {words}" if whose else words)
