"""How sentences, dates, hours and money are written in each language."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign_cli.support.language import Message, counted, language, message

VI, EN = language("vi"), language("en")
FRIDAY = date(2022, 11, 25)


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [
        (FRIDAY, "Thứ Sáu, 25/11", "Friday 25 November"),
        (date(2022, 12, 4), "Chủ nhật, 04/12", "Sunday 4 December"),
        (time(8), "8 giờ 00", "8:00"),
        (time(13, 30), "13 giờ 30", "13:30"),
        (3_000_000, "3.000.000", "3,000,000"),
        (0, "0", "0"),
        (1.5, "1,5", "1.5"),
        (True, "true", "true"),
        ("`talk`", "`talk`", "`talk`"),
        ({"vi": "sáng", "en": "morning"}, "sáng", "morning"),
        ({"en": "morning"}, "morning", "morning"),
        ({}, "", ""),
        (("a", FRIDAY), "a, Thứ Sáu, 25/11", "a, Friday 25 November"),
        (message("{n} of {m}", n=1, m=message("{k}", k=2000)), "1 of 2.000", "1 of 2,000"),
    ],
)
def test_values(value: object, vi: str, en: str) -> None:
    """Each type of value in both languages."""
    assert VI.value(value) == vi
    assert EN.value(value) == en


def test_dates_in_short_and_in_full() -> None:
    """The forms of a date that screens and documents use."""
    assert (VI.short_date(FRIDAY), EN.short_date(FRIDAY)) == ("25/11", "25 Nov")
    assert (VI.full_date(FRIDAY), EN.full_date(FRIDAY)) == ("25/11/2022", "25 November 2022")
    assert (VI.weekday(FRIDAY), EN.weekday(FRIDAY)) == ("Thứ Sáu", "Friday")
    assert (VI.short_weekday(FRIDAY), EN.short_weekday(FRIDAY)) == ("T6", "Fri")


def test_money() -> None:
    """Đồng in Vietnamese, the currency's code elsewhere."""
    assert VI.money(3_000_000, "VND") == "3.000.000 đồng"
    assert EN.money(3_000_000, "VND") == "3,000,000 VND"
    assert VI.money(-5, "EUR") == "-5 EUR"


def test_one_and_several() -> None:
    """The number chooses the sentence."""
    assert EN.say(counted("{n} way of {many}", "{n} ways of {many}", n=1, many=2)) == "1 way of 2"
    assert EN.say(counted("{n} way", "{n} ways", n=0)) == "0 ways"
    assert EN.say(counted("{n} way", "{n} ways", n=2000)) == "2,000 ways"


def test_no_text_is_no_text() -> None:
    """The catalogue's own head is never said."""
    assert VI.text("") == ""
    assert VI.say(Message("")) == ""


@given(st.text())
def test_values_are_data(text: str) -> None:
    """Braces in a value are never filled."""
    assert EN.say(message("<{name}>", name=text)) == f"<{text}>"
    assert EN.say(message("<{inner}>", inner=message("{name}", name=text))) == f"<{text}>"


@pytest.mark.parametrize(
    ("first", "last", "english", "vietnamese"),
    [
        (date(2027, 5, 1), date(2027, 5, 29), "1–29 May 2027", "01/05 – 29/05/2027"),
        (date(2027, 2, 8), date(2027, 3, 1), "8 February – 1 March 2027", "08/02 – 01/03/2027"),
        (
            date(2026, 12, 20),
            date(2027, 1, 5),
            "20 December 2026 – 5 January 2027",
            "20/12/2026 – 05/01/2027",
        ),
    ],
)
def test_days_from_and_to(first: date, last: date, english: str, vietnamese: str) -> None:
    """What is the same in both is said once, as far as that is the custom."""
    assert EN.span(first, last) == english
    assert VI.span(first, last) == vietnamese
