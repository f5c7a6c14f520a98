"""The use cases: each joins the rooms, prints nothing, and returns what happened.

A use case is loaded when it is first asked for: checking a plan does without solving it.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from campaign_cli.app.checking import Examined, check, examine, layout_problems, schema
    from campaign_cli.app.comparing import Comparison, Side, compare
    from campaign_cli.app.explaining import (
        Explained,
        explain_event,
        explain_move,
        explain_thing,
        hosts_of,
    )
    from campaign_cli.app.exporting import (
        Export,
        History,
        checklists,
        export,
        formats,
        log,
        picture,
        publish,
        shown,
    )
    from campaign_cli.app.in_force import current, earlier
    from campaign_cli.app.measures import fairness, fragile, tight
    from campaign_cli.app.moves import Elsewhere
    from campaign_cli.app.scheduling import (
        AuditFailure,
        Interrupted,
        Made,
        Wish,
        document,
        make,
        stands,
    )
    from campaign_cli.app.starting import begin, begin_from, provinces, wards_in, wards_of_province
    from campaign_cli.app.templates import begin_template, check_template, usable_template

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
    "begin": "starting",
    "begin_from": "starting",
    "provinces": "starting",
    "wards_in": "starting",
    "wards_of_province": "starting",
    "fairness": "measures",
    "fragile": "measures",
    "tight": "measures",
    "Examined": "checking",
    "check": "checking",
    "examine": "checking",
    "layout_problems": "checking",
    "schema": "checking",
    "Comparison": "comparing",
    "Side": "comparing",
    "compare": "comparing",
    "Elsewhere": "moves",
    "Explained": "explaining",
    "explain_event": "explaining",
    "explain_move": "explaining",
    "explain_thing": "explaining",
    "hosts_of": "explaining",
    "Export": "exporting",
    "History": "exporting",
    "checklists": "exporting",
    "export": "exporting",
    "formats": "exporting",
    "log": "exporting",
    "publish": "exporting",
    "shown": "exporting",
    "AuditFailure": "scheduling",
    "Interrupted": "scheduling",
    "Made": "scheduling",
    "Wish": "scheduling",
    "current": "in_force",
    "earlier": "in_force",
    "document": "scheduling",
    "make": "scheduling",
    "stands": "scheduling",
    "picture": "exporting",
    "begin_template": "templates",
    "check_template": "templates",
    "usable_template": "templates",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
