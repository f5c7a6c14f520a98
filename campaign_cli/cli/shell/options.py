"""Options and arguments that several commands have."""

from enum import StrEnum
from typing import Annotated

import typer

from campaign_cli.support.language import N_


class Form(StrEnum):
    """How an answer is written."""

    TEXT = "text"
    JSON = "json"


SECONDS = 60.0
"""How long to look for the best schedule where nothing is said."""

PLAN_PANEL = N_("The plan")
MONTH_PANEL = N_("The month")
WARDS_PANEL = N_("For the wards")

PlanArgument = Annotated[
    str | None,
    typer.Argument(
        metavar=N_("PLAN"),
        show_default=False,
        help=N_("The plan's file or folder; without it, the plan.toml here or in a folder above."),
    ),
]
FormOption = Annotated[
    Form, typer.Option("--format", help=N_("For people, or as JSON for programs."))
]
TimeOption = Annotated[
    float,
    typer.Option(
        "--time-limit",
        metavar=N_("SECONDS"),
        min=0,
        help=N_("Seconds to look for the best schedule; then the best so far is taken."),
    ),
]
NodeOption = Annotated[
    int | None,
    typer.Option(
        "--node-limit",
        metavar=N_("N"),
        min=0,
        help=N_("Steps of the search instead of seconds: the same answer every time."),
    ),
]
ClusterOption = Annotated[
    str | None,
    typer.Option(
        "--cluster",
        metavar=N_("ADDRESS"),
        help=N_("Have the independent parts solved by a Dask cluster: its scheduler's address."),
    ),
]
DayOption = Annotated[
    str | None,
    typer.Option("--day", metavar=N_("DATE"), help=N_("A day: 25/11 or 2022-11-25.")),
]
