"""Plan a month of local activities, assign them to wards, and print what each must do.

As a library, five calls go from a plan to what wards are given:

    reading = campaign_cli.read(Path("plan.toml"))
    month = campaign_cli.schedule(reading.plan)
    broken = campaign_cli.audit(reading.plan, month)
    lists = campaign_cli.checklists(reading.plan, month)
    campaign_cli.export(reading.plan, month, Path("out"), ["md", "xlsx"])

`read` returns a `Reading`: its `plan`, or None and why in its `diagnostics`. `schedule` takes a
`Plan`, with `Limits` in seconds if you like, and returns a `Schedule`: its `status`, its whole
`price` and `bound`, and a `Booking` for each event. `audit` returns the `Violation`s of a schedule
from anywhere: none, of ours. `checklists` returns the `Checklists` of everyone, and `export` writes
them to files. What is not named here is private and may change at any time.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from campaign_cli.app.library import export
    from campaign_cli.listing import checklists
    from campaign_cli.model.audit import Violation, audit
    from campaign_cli.model.plan import Plan
    from campaign_cli.model.schedule import Booking, Schedule, Status
    from campaign_cli.pages import Checklists
    from campaign_cli.reading import Reading, read
    from campaign_cli.scheduling import Limits, schedule
    from campaign_cli.support.diagnostic import Diagnostic

__version__ = "0.1.0"

__all__ = [
    "Booking",
    "Checklists",
    "Diagnostic",
    "Limits",
    "Plan",
    "Reading",
    "Schedule",
    "Status",
    "Violation",
    "audit",
    "checklists",
    "export",
    "read",
    "schedule",
]

_HOMES = {
    "Booking": "model.schedule",
    "Checklists": "pages",
    "Diagnostic": "support.diagnostic",
    "Limits": "scheduling",
    "Plan": "model.plan",
    "Reading": "reading",
    "Schedule": "model.schedule",
    "Status": "model.schedule",
    "Violation": "model.audit",
    "audit": "model.audit",
    "checklists": "listing",
    "export": "app.library",
    "read": "reading",
    "schedule": "scheduling",
}


def __getattr__(name: str) -> Any:
    """Return a name of the face: its room is loaded when it is first asked for."""
    if name not in _HOMES:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
