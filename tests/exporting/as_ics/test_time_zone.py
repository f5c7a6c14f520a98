"""Time zones in calendars, as a client reads them that keeps to RFC 5545 alone."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar, Component

from campaign_cli.exporting.as_ics.time_zone import zone_lines

ZONES = {
    "Asia/Ho_Chi_Minh": {"STANDARD"},
    "Asia/Kathmandu": {"STANDARD"},
    "America/New_York": {"STANDARD", "DAYLIGHT"},
    "Europe/London": {"STANDARD", "DAYLIGHT"},
    "Europe/Dublin": {"STANDARD", "DAYLIGHT"},
    "Africa/Casablanca": {"STANDARD", "DAYLIGHT"},
    "Australia/Sydney": {"STANDARD", "DAYLIGHT"},
    "Australia/Lord_Howe": {"STANDARD", "DAYLIGHT"},
    "America/Sao_Paulo": {"STANDARD"},
    "America/St_Johns": {"STANDARD", "DAYLIGHT"},
    "UTC": {"STANDARD"},
}
"""Zones, and which observances they have in 2027."""
CAMPAIGNS = ((1, 60), (61, 100), (120, 150), (275, 320), (330, 400))
"""First and last days of campaigns, counted from the beginning of 2027."""


def zone_of(key: str, first: datetime, last: datetime) -> Component:
    """Return the time zone as a calendar has it."""
    frame = (b"BEGIN:VCALENDAR\r\n", zone_lines(ZoneInfo(key), first, last), b"END:VCALENDAR\r\n")
    (zone,) = Calendar.from_ical(b"".join(frame)).walk("VTIMEZONE")
    return zone


def instant(zone: Component, local: datetime) -> datetime:
    """Return the moment of a local time: the last observance that began before it counts."""
    begun = [one for one in zone.subcomponents if one["DTSTART"].dt <= local]
    latest = max(begun, key=lambda one: one["DTSTART"].dt)
    return (local - latest["TZOFFSETTO"].td).replace(tzinfo=UTC)


@pytest.mark.parametrize("key", ZONES)
@pytest.mark.parametrize("days", CAMPAIGNS)
def test_each_hour_of_a_campaign_is_told(key: str, days: tuple[int, int]) -> None:
    """A client that knows no zones finds the moment of every hour."""
    zone, new_year = ZoneInfo(key), datetime(2027, 1, 1, tzinfo=UTC)
    first, last = (new_year + timedelta(days=day) for day in days)
    told = zone_of(key, first, last)
    assert {one.name for one in told.subcomponents} == ZONES[key]
    moment = first
    while moment <= last:
        local = moment.astimezone(zone)
        ambiguous = local.replace(fold=1).utcoffset() != local.replace(fold=0).utcoffset()
        if not ambiguous:
            assert instant(told, local.replace(tzinfo=None)) == moment
        moment += timedelta(hours=1)


@pytest.mark.parametrize("key", ZONES)
def test_an_observance_begins_in_the_offset_before_it(key: str) -> None:
    """Onsets are times of the clock that is put forward or back (RFC 5545, 3.6.5)."""
    day = datetime(2027, 6, 1, tzinfo=UTC)
    zone = ZoneInfo(key)
    for one in zone_of(key, day, day + timedelta(days=30)).subcomponents:
        before, after = one["TZOFFSETFROM"].td, one["TZOFFSETTO"].td
        onset = (one["DTSTART"].dt - before).replace(tzinfo=UTC)
        if before == after:  # always so
            assert day.astimezone(zone).utcoffset() == after
        else:
            assert onset.astimezone(zone).utcoffset() == after
            assert (onset - timedelta(minutes=1)).astimezone(zone).utcoffset() == before
            assert (one.name == "DAYLIGHT") == (after > before)


def test_a_zone_that_changes_its_time_for_good_has_no_summer_time() -> None:
    """Volgograd went from four hours before Greenwich to three on 27 December 2020."""
    first = datetime(2020, 12, 1, tzinfo=UTC)
    told = zone_of("Europe/Volgograd", first, first + timedelta(days=60))
    assert [one.name for one in told.subcomponents] == ["STANDARD", "STANDARD"]
