"""Dates carry their year where it does not go without saying."""

from dataclasses import replace
from datetime import date

import pytest
from helpers import builders as b

from campaign_cli.console.month.words import Month, heading
from campaign_cli.listing import checklists
from campaign_cli.model.plan.kind import Kind, TaskTemplate
from campaign_cli.model.plan.nouns import of_campaign
from campaign_cli.pages import Checklists
from campaign_cli.pages.plain import plain_text
from campaign_cli.support.language import language

DAY = date(2026, 12, 30)


@pytest.mark.parametrize(
    ("code", "short", "whole", "period"),
    [
        ("vi", "30/12/2026", "Thứ Tư, 30/12/2026", "28/12/2026 – 03/01/2027"),
        ("en", "30 Dec 2026", "Wednesday 30 December 2026", "28 December 2026 – 3 January 2027"),
    ],
)
def test_a_year_is_said_unless_it_is_the_only_one(
    code: str, short: str, whole: str, period: str
) -> None:
    """Of the campaign, and of today."""
    for years, plain in (((2026,), True), ((2027,), False), ((2026, 2027), False)):
        speech = language(code).of_years(*years)
        assert (speech.short_date(DAY) == short) is not plain
        assert (speech.day(DAY) == whole) is not plain
        assert speech.period(date(2026, 12, 28), date(2027, 1, 3)) == period
    assert language(code).short_date(DAY) == short[:-5]


def _lists(start: date, end: date) -> Checklists:
    task = TaskTemplate(id="hall", title={"": "Giữ hội trường"}, who="ward", days=-5, key=True)
    kind = Kind(id="talk", name={"": "talk"}, unit={"": "talk"}, letter={"": "T"})
    plan = b.plan(b.activity("talk", kind=kind, tasks=(task,), wards=("a",)), start=start, end=end)
    plan = replace(plan, campaign=replace(plan.campaign, language="vi"))
    booking = b.booking(plan, "talk@a", [end])
    return checklists(plan, b.schedule(plan, booking))


def test_a_page_of_a_campaign_over_new_year_says_every_year() -> None:
    """Its week, its events, its tasks."""
    said = plain_text(_lists(date(2026, 12, 14), date(2027, 1, 15)).sheet("a", DAY))
    assert "TUẦN NÀY (28/12/2026 – 03/01/2027)" in said
    assert "Thứ Sáu, 15/01/2027" in said
    assert "Thứ Sáu, 08/01/2027" in said


def test_a_page_says_the_year_where_it_is_not_the_campaigns_or_not_todays() -> None:
    """What is due the year before; everything, where it is read the year before."""
    lists = _lists(date(2027, 1, 4), date(2027, 1, 5))
    said = plain_text(lists.sheet("a"))
    assert "Thứ Ba, 05/01," in said
    assert "Thứ Ba, 29/12/2026" in said
    assert "Thứ Ba, 05/01/2027" in plain_text(lists.sheet("a", DAY))
    assert "05/01/2027," not in plain_text(lists.sheet("a", date(2027, 1, 2)))


def test_a_screen_says_of_which_days_the_campaign_is() -> None:
    """So that the dates under it need no year."""
    plan = b.plan(b.activity("talk"), start=date(2026, 12, 14), end=date(2027, 1, 15))
    speech = of_campaign(language("en"), plan.campaign)
    month = Month(plan, b.schedule(plan), speech)
    assert "14 December 2026 – 15 January 2027" in heading(month).plain
    assert speech.short_date(DAY) == "30 Dec 2026"
