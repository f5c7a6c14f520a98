"""A plan to start from: the commented one, or last year's with its dates moved."""

from campaign_cli.starting.copy import Copy, written
from campaign_cli.starting.dates import Moved, OldFile, Turn, moves, next_time
from campaign_cli.starting.tables import WardsError
from campaign_cli.starting.template import COUNTRY, NewPlan, first_start, fresh_plan
from campaign_cli.starting.wards import (
    Listed,
    NewWard,
    NoProvincesError,
    provinces,
    wards_in,
    wards_of_province,
)
from campaign_cli.starting.years import Retold, retold

__all__ = [
    "COUNTRY",
    "Copy",
    "Listed",
    "Moved",
    "NewPlan",
    "NewWard",
    "NoProvincesError",
    "OldFile",
    "Retold",
    "Turn",
    "WardsError",
    "first_start",
    "fresh_plan",
    "moves",
    "next_time",
    "provinces",
    "retold",
    "wards_in",
    "wards_of_province",
    "written",
]
