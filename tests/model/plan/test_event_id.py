"""Ids of events: written in one way, and read back."""

import pytest

from campaign_cli.model.plan.event_id import EventId


@pytest.mark.parametrize(
    ("text", "parts", "key"),
    [
        ("talk", ("talk", "", 1), ""),
        ("talk@xuan-dinh", ("talk", "xuan-dinh", 1), "xuan-dinh"),
        ("talk@xuan-dinh#2", ("talk", "xuan-dinh", 2), "xuan-dinh#2"),
        ("launch#3", ("launch", "", 3), "#3"),
        ("visit@xuan-dinh/school-a#2", ("visit", "xuan-dinh/school-a", 2), "xuan-dinh/school-a#2"),
        ("match@red~blue", ("match", "red~blue", 1), "red~blue"),
    ],
)
def test_there_and_back(text: str, parts: tuple[str, str, int], key: str) -> None:
    """What is read is what is written, places below a ward and two teams among it."""
    read = EventId.parse(text)
    assert read == parts
    assert (str(read), read.key) == (text, key)
    assert EventId.of_key(read.activity, key) == read


def test_the_first_says_no_number() -> None:
    """Nobody writes `talk@a#1`; it is read all the same, and written as every other id."""
    assert str(EventId.parse("talk@a#1")) == "talk@a"


def test_a_number_that_is_none() -> None:
    """An id with anything else is none."""
    with pytest.raises(ValueError, match="invalid literal"):
        EventId.parse("talk@a#b")
