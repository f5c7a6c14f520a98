"""The plan's own word for a ward."""

import pytest

from campaign_cli.model.terms import called, in_words_of, plural

CALL = {"vi": "Giao số đại biểu từng phường", "en": "Tell each ward; all wards answer"}


@pytest.mark.parametrize(
    ("term", "many"),
    [
        ("ward", "wards"),
        ("parish", "parishes"),
        ("city", "cities"),
        ("community", "communities"),
        ("borough", "boroughs"),
        ("quay", "quays"),
    ],
)
def test_english_says_several_in_its_own_way(term: str, many: str) -> None:
    """Vietnamese does not."""
    assert plural(term, "en") == many
    assert plural(term, "vi") == term


def test_built_in_texts_take_the_plans_word() -> None:
    """Of the plan's language alone."""
    assert in_words_of(CALL, "vi", "xã") == {**CALL, "vi": "Giao số đại biểu từng xã"}
    assert in_words_of(CALL, "en", "parish")["en"] == "Tell each parish; all parishes answer"


def test_what_a_plan_wrote_stays() -> None:
    """It is the same in every language; "forward" is no ward."""
    own = {"vi": "Họp với phường bên", "en": "Họp với phường bên"}
    assert in_words_of(own, "vi", "xã") == own
    assert in_words_of({"vi": "–", "en": "Look forward"}, "en", "parish")["en"] == "Look forward"


def test_a_name_may_say_which_of_several_words_it_is() -> None:
    """Where the plan has both."""
    assert called("Xã Ba Vì", "phường, xã") == "xã"
    assert called("Ba Vì", "phường, xã") == ""
