"""The use cases: each joins the rooms, prints nothing, and returns what happened.

A use case is loaded when it is first asked for: checking a plan does without solving it.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from campaign_cli.app.beginning import (
        begin,
        begin_from,
        provinces,
        wards_in,
        wards_of_province,
    )
    from campaign_cli.app.certifying import fairness, fragile, tight
    from campaign_cli.app.checking import Examined, check, examine, layout_problems, schema
    from campaign_cli.app.comparing import Comparison, Side, compare
    from campaign_cli.app.elsewhere import Elsewhere
    from campaign_cli.app.explaining import (
        Explained,
        explain_event,
        explain_move,
        explain_thing,
        hosts_of,
    )
    from campaign_cli.app.handing import (
        Export,
        History,
        checklists,
        export,
        formats,
        log,
        publish,
        shown,
    )
    from campaign_cli.app.making import (
        AuditFailure,
        Interrupted,
        Made,
        Wish,
        document,
        make,
        stands,
    )
    from campaign_cli.app.picturing import picture
    from campaign_cli.app.standing import current, earlier
    from campaign_cli.app.templating import begin_template, check_template, usable_template

__all__ = [
    "AuditFailure",
    "Comparison",
    "Elsewhere",
    "Examined",
    "Explained",
    "Export",
    "History",
    "Interrupted",
    "Made",
    "Side",
    "Wish",
    "begin",
    "begin_from",
    "begin_template",
    "check",
    "check_template",
    "checklists",
    "compare",
    "current",
    "document",
    "earlier",
    "examine",
    "explain_event",
    "explain_move",
    "explain_thing",
    "export",
    "fairness",
    "formats",
    "fragile",
    "hosts_of",
    "layout_problems",
    "log",
    "make",
    "picture",
    "provinces",
    "publish",
    "schema",
    "shown",
    "stands",
    "tight",
    "usable_template",
    "wards_in",
    "wards_of_province",
]

_HOMES = {
    "begin": "beginning",
    "begin_from": "beginning",
    "provinces": "beginning",
    "wards_in": "beginning",
    "wards_of_province": "beginning",
    "fairness": "certifying",
    "fragile": "certifying",
    "tight": "certifying",
    "Examined": "checking",
    "check": "checking",
    "examine": "checking",
    "layout_problems": "checking",
    "schema": "checking",
    "Comparison": "comparing",
    "Side": "comparing",
    "compare": "comparing",
    "Elsewhere": "elsewhere",
    "Explained": "explaining",
    "explain_event": "explaining",
    "explain_move": "explaining",
    "explain_thing": "explaining",
    "hosts_of": "explaining",
    "Export": "handing",
    "History": "handing",
    "checklists": "handing",
    "export": "handing",
    "formats": "handing",
    "log": "handing",
    "publish": "handing",
    "shown": "handing",
    "AuditFailure": "making",
    "Interrupted": "making",
    "Made": "making",
    "Wish": "making",
    "current": "standing",
    "earlier": "standing",
    "document": "making",
    "make": "making",
    "stands": "making",
    "picture": "picturing",
    "begin_template": "templating",
    "check_template": "templating",
    "usable_template": "templating",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
