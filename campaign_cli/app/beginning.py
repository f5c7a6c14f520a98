"""A new plan: the commented one, or last year's with its dates moved. Nothing is overwritten."""

import errno
import os
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from campaign_cli.app.checking import check

if TYPE_CHECKING:
    from campaign_cli.starting import NewWard

_SEEN = timedelta(days=366)
"""Whose holidays a new plan's month is chosen by; holidays come by whole years."""


def wards_in(table: Path) -> "tuple[NewWard, ...]":
    """Return the wards of a table.

    Raises:
        OSError: it cannot be read.
        WardsError: it is no table of wards.
    """
    from campaign_cli import starting

    return starting.wards_in(table)


def provinces() -> dict[str, str]:
    """Return the provinces' names by code.

    Raises:
        WardsError: the official list is not installed.
    """
    from campaign_cli import starting

    return starting.provinces()


def wards_of_province(code: str) -> "tuple[NewWard, ...]":
    """Return the wards of a province.

    Raises:
        WardsError: the official list is not installed.
    """
    from campaign_cli import starting

    return starting.wards_of_province(code)


def begin(
    target: Path,
    language: str,
    today: date,
    start: date | None = None,
    wards: "Sequence[NewWard]" = (),
) -> tuple[Path, ...]:
    """Write a commented plan to start from, and return its file.

    Without `start`, it begins when no public holiday is in its way.

    Raises:
        OSError: it cannot be written, or is there already.
    """
    from campaign_cli.reading.holidays import holidays_of
    from campaign_cli.starting import COUNTRY, NewPlan, first_start, fresh_plan

    seen = (start or today, (start or today) + _SEEN)
    holidays = holidays_of(COUNTRY, language, *seen)
    new = NewPlan(language, start or first_start(today, holidays), wards, holidays)
    return _written({target: fresh_plan(new)})


def begin_from(
    target: Path, old: Path, today: date, start: date | None = None
) -> tuple[Path, ...] | None:
    """Write last year's plan with its dates moved, and the files it includes; return them.

    Without `start`: the same day of the year, the next time it comes. None: the old plan does not
    say when it starts.

    Raises:
        OSError: a file cannot be written, or is there already.
    """
    from campaign_cli.starting import moved, next_time

    sources = check(old).sources.files
    campaign = sources[old.name].data.get("campaign") if old.name in sources else None
    began = campaign.get("start") if isinstance(campaign, dict) else None
    if not isinstance(began, date):
        return None
    first = start or next_time(began, today)
    return _written(
        {
            target if name == old.name else target.parent / name: moved(source.text, began, first)
            for name, source in sources.items()
        }
    )


def _written(texts: Mapping[Path, str]) -> tuple[Path, ...]:
    """Write all files or none; each beside its place first, then moved there."""
    for file in texts:
        if file.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(file))
    for file, text in texts.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        beside = file.with_name(f".{file.name}.new")
        try:
            beside.write_text(text, encoding="utf-8", newline="\n")
            beside.replace(file)
        finally:
            beside.unlink(missing_ok=True)
    return tuple(texts)
