"""Days and hours that a plan gives can be, and are in order."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, timedelta
from difflib import get_close_matches
from pathlib import Path

from campaign_cli.reading.draft import Draft
from campaign_cli.reading.draft.resolution import fixed_events, targets
from campaign_cli.reading.files.place import Item, Place, Problem
from campaign_cli.reading.format import activities as act
from campaign_cli.reading.format import tables as fmt
from campaign_cli.reading.wording.messages import full
from campaign_cli.support.language import Message, counted, message
from campaign_cli.support.text import slug

_YEARS = (1970, 2199)
_LONGEST = timedelta(days=732)
_SWAPPED = message("have they changed places, or is a month or year wrong?")
_DATED = {"campaign": ("start", "end", "prepare_from", "wind_up")}


def campaign_dates(draft: Draft) -> Iterator[Problem]:
    """The campaign begins before it ends, and is no longer than two years."""
    item = draft.campaign
    if item is None or item.flawed & set(_DATED["campaign"]):
        return
    campaign, place = item.value, item.place
    for key in _DATED["campaign"]:
        day = getattr(campaign, key)
        if day is not None and not _YEARS[0] <= day.year <= _YEARS[1]:
            why = message("the year of `{key}` cannot be {year}", key=key, year=str(day.year))
            way = message("is the year right?")
            yield Problem("P326", why, place / key, help=way)
            return
    if campaign.end - campaign.start > _LONGEST:
        # Its end is wrong then, whatever lies before or after it.
        yield _too_long(campaign.end - campaign.start, place / "end", campaign)
        return
    if campaign.end < campaign.start:
        yield _wrong_order("end", "start", campaign.end, campaign.start, place)
        return
    if campaign.prepare_from and campaign.prepare_from > campaign.start:
        why = message("`prepare_from` lies after `start`, {start}", start=full(campaign.start))
        way = message("`prepare_from` is the first day of what comes before the campaign")
        yield Problem("P310", why, place / "prepare_from", help=way)
        return
    if campaign.wind_up and campaign.wind_up < campaign.end:
        yield _wrong_order("wind_up", "end", campaign.wind_up, campaign.end, place)
        return
    first, last = _bounds(item)
    if last - first > _LONGEST:
        yield _too_long(last - first, place / ("wind_up" if campaign.wind_up else "end"), campaign)


def _wrong_order(key: str, other: str, day: date, bound: date, place: Place) -> Problem:
    return Problem(
        "P310",
        message("`{key}` lies before `{other}`, {bound}", key=key, other=other, bound=full(bound)),
        place / key,
        label=full(day),
        notes=(place / other,),
        help=message("in order: `prepare_from`, `start`, `end`, `wind_up`; are the years right?"),
    )


def _too_long(length: timedelta, place: Place, campaign: fmt.Campaign) -> Problem:
    why = message("the campaign lasts {days} days; two years are the most", days=length.days)
    key = str(place.keys[-1])
    moved = _in_year(getattr(campaign, key), campaign.start.year)
    way = message("is the year right?")
    if moved is not None and moved >= campaign.start:
        way = message("did you mean {date}?", date=moved.isoformat())
    return Problem("P326", why, place, help=way)


def _bounds(item: Item[fmt.Campaign]) -> tuple[date, date]:
    """Return the first and last day on which events may lie."""
    campaign = item.value
    return campaign.prepare_from or campaign.start, campaign.wind_up or campaign.end


def _sound_bounds(draft: Draft) -> tuple[date, date] | None:
    """Return the bounds where nothing is wrong with them."""
    if draft.campaign is None or any(campaign_dates(draft)):
        return None
    if draft.campaign.flawed & set(_DATED["campaign"]):
        return None
    return _bounds(draft.campaign)


def campaign_place(draft: Draft) -> Iterator[Problem]:
    """The time zone and the country exist."""
    if draft.campaign is None:
        return
    zone, place = draft.campaign.value.timezone, draft.campaign.place
    from zoneinfo import ZoneInfo, available_timezones

    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        why = message("unknown time zone `{zone}`", zone=zone)
        name = _zone_meant(zone, draft.campaign.value, sorted(available_timezones()))
        way = message("a time zone is called by a city, such as `Asia/Ho_Chi_Minh`")
        if name is not None:
            way = message("did you mean `{name}`?", name=name)
        yield Problem("P308", why, place / "timezone", help=way)
    country = draft.campaign.value.country
    if country is not None:
        from campaign_cli.reading.building.holidays import country_codes

        codes = sorted(country_codes())
        if country not in codes:
            why = message("the holidays of `{country}` are not known", country=country)
            found = country.upper() if country.upper() in codes else None
            way = message(
                "it is a code of two capital letters such as `VN`; "
                "without it, list holidays in `calendar.closed`"
            )
            if slug(country).startswith(("viet", "vn")):
                found = "VN"
            if found:
                way = message("did you mean `{name}`?", name=found)
            yield Problem("P309", why, place / "country", help=way)


def _zone_meant(zone: str, campaign: fmt.Campaign, known: list[str]) -> str | None:
    """Return the time zone that someone meant by "GMT+7", "Hà Nội", "London" or "Asia/Saigom"."""
    there = _zones_of(campaign.country or _HOME)
    hours = _OFFSET.fullmatch(zone)
    if hours is not None:
        offset = timedelta(hours=int(hours[2]), minutes=int(hours[3] or 0))
        offset = offset if hours[1] in {"", "+"} else -offset
        for one in there:
            if _offset(one, campaign.start) == offset:
                return one
        # East of Greenwich is minus in these names (POSIX).
        whole = offset % timedelta(hours=1) == timedelta(0)
        name = f"Etc/GMT{-int(offset / timedelta(hours=1)):+d}"
        return name if whole and name in known else None
    places = {slug(one.rpartition("/")[2]): one for one in known if "/" in one}
    city = slug(zone.rpartition("/")[2])
    if city in places:
        return places[city]
    near = get_close_matches(zone, known, n=1, cutoff=0.8)
    home = there[0] if there and (campaign.country or _CITIES.search(city)) else None
    return near[0] if near else home


_HOME = "VN"
"""The country of a plan that names none."""
_OFFSET = re.compile(r"(?i)(?:utc|gmt)?\s*([+\-\u2212]?)\s*(\d{1,2})(?::?(\d\d))?")
_CITIES = re.compile("hanoi|ha-noi|sai-gon|saigon|ho-chi-minh|viet|da-nang|indochina|vn")


def _offset(zone: str, day: date) -> timedelta | None:
    from zoneinfo import ZoneInfo

    return datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo(zone)).utcoffset()


def _zones_of(country: str) -> list[str]:
    """Return the time zones of a country, that of most of its people first."""
    from importlib import resources
    from zoneinfo import TZPATH

    tables = [Path(folder) / "zone.tab" for folder in TZPATH]
    with suppress(ModuleNotFoundError):
        tables.append(Path(str(resources.files("tzdata.zoneinfo"))) / "zone.tab")
    for table in tables:
        with suppress(OSError):
            rows = [line.split("\t") for line in table.read_text("utf-8").splitlines()]
            found = [row[2] for row in rows if row[0] == country.upper()]
            if found:
                return found
    return ["Asia/Ho_Chi_Minh"] if country == _HOME else []


def sessions_in_order(draft: Draft) -> Iterator[Problem]:
    """Sessions end after they start, and each starts after the one before."""
    if draft.calendar is None:
        return
    before: fmt.Session | None = None
    for at, session in enumerate(draft.calendar.value.session):
        place = draft.calendar.place / "session" / at
        if session.end <= session.start:
            why = message("the session `{session}` ends before it starts", session=session.id)
            way = message("give an `end` later on the same day")
            yield Problem("P313", why, place / "end", help=way)
        elif before is not None and session.start < before.end:
            yield Problem(
                "P313",
                message(
                    "the session `{session}` starts before `{before}` ends, at {end}",
                    session=session.id,
                    before=before.id,
                    end=before.end,
                ),
                place / "start",
                help=message("sessions stand in the order of the day"),
            )
        before = session


def closings(draft: Draft) -> Iterator[Problem]:
    """A closing says when it is, in one way."""
    for forms, place in draft.closings():
        for at, form in enumerate(forms):
            if isinstance(form, fmt.ClosingTable):
                yield from _closing(form, place / at)


def _closing(form: fmt.ClosingTable, place: Place) -> Iterator[Problem]:
    if form.date is not None and (form.from_ or form.to):
        key = "from" if form.from_ else "to"
        yield Problem(
            "P306",
            message("`{key}` cannot stand beside `{other}`", key=key, other="date"),
            (place / key).key,
            help=message("keep one of them"),
        )
    elif form.from_ and form.to and form.to < form.from_:
        why = message("`to` lies before `from`, {day}", day=full(form.from_))
        yield Problem("P311", why, place / "to", help=_SWAPPED)
    elif not (form.date or form.from_ or form.to or form.weekly or form.sessions):
        why = message("the closing does not say when")
        yield Problem("P314", why, place, help=message("give `date`, `from` and `to`, or `weekly`"))


def activity_windows(draft: Draft) -> Iterator[Problem]:
    """An activity's window lies within the campaign, and its first day before its last."""
    bounds = _sound_bounds(draft)
    if bounds is None or draft.campaign is None:
        return
    campaign = draft.campaign.value
    for item in draft.activities.values():
        if item.flawed & {"from", "to"} or item.value.within:
            continue
        first, last = item.value.from_, item.value.to
        outside = list(_outside(item, bounds))
        if outside:
            yield from outside
        elif first and last and last < first:
            why = message("`to` lies before `from`, {day}", day=full(first))
            yield Problem("P311", why, item.place / "to", help=_SWAPPED)
        elif first and not last and first > campaign.end:
            why = message(
                "the activity begins after the campaign's end, {day}", day=full(campaign.end)
            )
            way = message("give its `to` too: without it, it ends with the campaign")
            yield Problem("P311", why, item.place / "from", help=way)
        elif last and not first and last < campaign.start:
            why = message(
                "the activity ends before the campaign's start, {day}", day=full(campaign.start)
            )
            way = message("give its `from` too: without it, it begins with the campaign")
            yield Problem("P311", why, item.place / "to", help=way)


def _outside(item: Item[act.Activity], bounds: tuple[date, date]) -> Iterator[Problem]:
    for key, day in (("from", item.value.from_), ("to", item.value.to)):
        if day is not None and not bounds[0] <= day <= bounds[1]:
            yield Problem(
                "P312",
                message("`{key}` lies outside the campaign", key=key),
                item.place / key,
                label=message(
                    "events may lie from {first} to {last}",
                    first=full(bounds[0]),
                    last=full(bounds[1]),
                ),
                help=_wider(day, bounds),
            )


def _wider(day: date, bounds: tuple[date, date]) -> Message:
    for year in (bounds[0].year, bounds[1].year):
        moved = _in_year(day, year)
        if moved and bounds[0] <= moved <= bounds[1]:
            return message("did you mean {date}?", date=moved.isoformat())
    if day < bounds[0]:
        return message("or let the campaign `prepare_from` that day")
    return message("or let the campaign `wind_up` on that day")


def _in_year(day: date, year: int) -> date | None:
    try:
        return day.replace(year=year)
    except ValueError:
        return None


def window_of(draft: Draft, item: Item[act.Activity]) -> tuple[date, date] | None:
    """Return an activity's first and last day; None where they are not understood."""
    if draft.campaign is None or item.flawed & {"from", "to"}:
        return None
    if draft.campaign.flawed & set(_DATED["campaign"]):
        return None
    campaign = draft.campaign.value
    first, last = item.value.from_ or campaign.start, item.value.to or campaign.end
    return (first, last) if first <= last else None


def fixed_in_window(draft: Draft) -> Iterator[Problem]:
    """A fixed event stands within its activity's window."""
    for item in draft.activities.values():
        if item.value.fixed is None or item.value.within:
            continue
        window = window_of(draft, item)
        if window is None:
            continue
        for _, form, place in fixed_events(item, targets(draft, item)):
            day = form.date if isinstance(form, act.Fixed) else form
            if not window[0] <= day <= window[1]:
                yield Problem(
                    "P316",
                    message(
                        "the fixed day lies outside `{activity}`'s window, {first} to {last}",
                        activity=item.id,
                        first=full(window[0]),
                        last=full(window[1]),
                    ),
                    place / "date" if isinstance(form, act.Fixed) else place,
                    help=message("fix another day, or widen the activity's `from` and `to`"),
                )


def preferred_days(draft: Draft) -> Iterator[Problem]:
    """`prefer.on` gives one day, or one for each of `times`."""
    for item in draft.activities.values():
        prefer = item.value.prefer
        if prefer is None or not isinstance(prefer.on, list) or item.flawed & {"times"}:
            continue
        times = item.value.times or 1
        if len(prefer.on) not in {1, times}:
            events = counted("{n} event", "{n} events", times)
            why = message("`on` lists {n} dates for {events}", n=len(prefer.on), events=events)
            way = message("list one date, or one for each of `times`")
            yield Problem("P315", why, item.place / "prefer" / "on", help=way)
