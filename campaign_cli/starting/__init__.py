"""A plan to start from: the commented one, or last year's with its dates moved."""

from campaign_cli.starting.dates import moved, next_time
from campaign_cli.starting.tables import WardsError
from campaign_cli.starting.template import COUNTRY, NewPlan, first_start, fresh_plan
from campaign_cli.starting.wards import (
    NewWard,
    NoProvincesError,
    provinces,
    wards_in,
    wards_of_province,
)

__all__ = [
    "COUNTRY",
    "NewPlan",
    "NewWard",
    "NoProvincesError",
    "WardsError",
    "first_start",
    "fresh_plan",
    "moved",
    "next_time",
    "provinces",
    "wards_in",
    "wards_of_province",
]
