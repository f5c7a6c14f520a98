"""A new plan: the commented one, or last year's with its dates moved. Nothing is overwritten."""

import errno
import os
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from campaign_cli.app.checking import check
from campaign_cli.support.files import LARGEST_PLAN, content_of, put
from campaign_cli.support.language import CODES, language

if TYPE_CHECKING:
    from campaign_cli.app.copying import Copied
    from campaign_cli.starting import Listed, NewWard, Turn

_SEEN = timedelta(days=366)
"""Whose holidays a new plan's month is chosen by; holidays come by whole years."""


def wards_in(table: Path) -> "Listed":
    """Return the wards of a table, and what became of its columns and rows.

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
    tongue: str,
    today: date,
    start: date | None = None,
    wards: "Sequence[NewWard]" = (),
) -> tuple[Path, ...]:
    """Write a commented plan to start from, and return its file.

    Without `start`, it begins when no public holiday is in its way.

    Raises:
        OSError: it cannot be written, or is there already.
    """
    from campaign_cli.reading.building.holidays import holidays_of
    from campaign_cli.starting import COUNTRY, NewPlan, first_start, fresh_plan

    seen = (start or today, (start or today) + _SEEN)
    holidays = holidays_of(COUNTRY, tongue, *seen)
    new = NewPlan(tongue, start or first_start(today, holidays), wards, holidays)
    return _written({target: fresh_plan(new)})


def begin_from(
    target: Path, old: Path, today: date, start: date | None = None
) -> "tuple[tuple[Path, ...], Copied] | None":
    """Write last year's plan with its dates moved, and the files it includes; return them.

    Without `start`: the same day of the year, the next time it comes. None: the old plan does not
    say when it starts.

    Raises:
        OSError: a file cannot be written, or is there already.
    """
    from campaign_cli.app.copying import copied
    from campaign_cli.starting import next_time

    content_of(old, LARGEST_PLAN)  # or of a pipe it would be said that it has no first day
    reading = check(old)
    sources = reading.sources.files
    campaign = sources[old.name].data.get("campaign") if old.name in sources else None
    began = campaign.get("start") if isinstance(campaign, dict) else None
    if not isinstance(campaign, dict) or not isinstance(began, date):
        return None
    turn = _turn(campaign, began, start or next_time(began, today))
    code = campaign.get("language")
    tongue = language(code if code in CODES else CODES[0])
    copy = copied(reading, turn, target.name, tongue)
    files = _written(
        {
            target if name == old.name else target.parent / name: text
            for name, text in copy.texts.items()
        }
    )
    return files, copy


def _turn(campaign: Mapping[str, Any], old: date, new: date) -> "Turn":
    """Return what it is from an old campaign to the new one, as far as the old plan says it."""
    from campaign_cli.reading.building.holidays import country_codes, holidays_of
    from campaign_cli.starting import Turn

    def day(key: str, least: date) -> date:
        said = campaign.get(key)
        return said if isinstance(said, date) else least

    first, last = day("prepare_from", old), day("wind_up", day("end", old))
    country = campaign.get("country")
    holidays: Mapping[date, str] = {}
    if isinstance(country, str) and country in country_codes():
        holidays = {
            **holidays_of(country, "en", first, last),
            **holidays_of(country, "en", new, new + (last - first)),
        }
    elif campaign.get("language", CODES[0]) == CODES[0]:
        # Nothing is closed for it, but its anniversaries are what the plan's dates are.
        country = "VN"
    else:
        country = ""
    return Turn(old, new, min(first, old), max(last, old), country, holidays)


def _written(texts: Mapping[Path, str]) -> tuple[Path, ...]:
    """Write all files or none; each beside its place first, then moved there."""
    for file in texts:
        if file.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(file))
    written: list[Path] = []
    try:
        for file, text in texts.items():
            put(file, text.encode())
            written.append(file)
    except BaseException:
        for file in written:
            file.unlink()
        raise
    return tuple(texts)
