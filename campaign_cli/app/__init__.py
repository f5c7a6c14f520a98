"""The use cases: each joins the rooms, prints nothing, and returns what happened."""

from campaign_cli.app.beginning import begin, begin_from, provinces, wards_in, wards_of_province
from campaign_cli.app.checking import Examined, check, examine, impossible, schema
from campaign_cli.app.handing import History, checklists, export, formats, log
from campaign_cli.app.making import (
    AuditFailure,
    Interrupted,
    Made,
    Wish,
    current,
    document,
    make,
    stands,
)

__all__ = [
    "AuditFailure",
    "Examined",
    "History",
    "Interrupted",
    "Made",
    "Wish",
    "begin",
    "begin_from",
    "check",
    "checklists",
    "current",
    "document",
    "examine",
    "export",
    "formats",
    "impossible",
    "log",
    "make",
    "provinces",
    "schema",
    "stands",
    "wards_in",
    "wards_of_province",
]
