"""Public holidays of a country, without importing the calendars of all the others."""

import importlib.util
import re
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from types import ModuleType

from campaign_cli.model.plan import Campaign

# Tasks are counted in working days from before the campaign's first day to after its last.
_BEFORE = timedelta(days=400)
_AFTER = timedelta(days=120)
_LANGUAGES = {"en": "en_US"}


def country_codes() -> frozenset[str]:
    """Return the codes of the countries whose holidays are known."""
    from holidays.registry import COUNTRIES

    return frozenset(code for _, *codes in COUNTRIES.values() for code in codes if len(code) == 2)  # noqa: PLR2004 - letters of a country's code


def public_holidays(campaign: Campaign) -> Mapping[date, str]:
    """Return the holidays' names, in the campaign's language where there are such names."""
    if not campaign.country:
        return {}
    first, last = campaign.prepare_from - _BEFORE, campaign.wind_up + _AFTER
    return holidays_of(campaign.country, campaign.language, first, last)


def holidays_of(country: str, language: str, first: date, last: date) -> Mapping[date, str]:
    """Return the names of a country's holidays in the years from `first` to `last`."""
    from holidays.registry import COUNTRIES

    module, name = next(
        (module, name) for module, (name, *codes) in COUNTRIES.items() if country in codes
    )
    calendar = getattr(_calendar_module(module), name)
    wanted = _LANGUAGES.get(language, language)
    known = wanted if wanted in calendar.supported_languages else None
    days = calendar(years=range(first.year, last.year + 1), language=known)
    return {day: re.sub(r"\s+", " ", str(days[day])) for day in sorted(days)}


def _calendar_module(module: str) -> ModuleType:
    """Return the module of one country.

    `holidays.countries` imports all two hundred with it (0.09 s); the module's own file, loaded by
    itself, a dozen helpers (0.03 s).
    """
    import holidays

    name = f"holidays.countries.{module}"
    file = Path(holidays.__file__).parent / "countries" / f"{module}.py"
    spec = importlib.util.spec_from_file_location(name, file) if file.is_file() else None
    if spec is None or spec.loader is None:
        return importlib.import_module(name)
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded
