"""The plan's own word for a ward."""

import pytest

from campaign_cli.model.plan.wording import (
    called,
    either,
    has_committees,
    in_words_of,
    of_terms,
    own_term,
    plural,
    together,
)
from campaign_cli.support.language import counted, language

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
    assert in_words_of(CALL, "vi", ["xã"]) == {**CALL, "vi": "Giao số đại biểu từng xã"}
    assert in_words_of(CALL, "en", ["parish"])["en"] == "Tell each parish; all parishes answer"


def test_what_a_plan_wrote_stays() -> None:
    """It is the same in every language; "forward" is no ward."""
    own = {"vi": "Họp với phường bên", "en": "Họp với phường bên"}
    assert in_words_of(own, "vi", ["xã"]) == own
    assert in_words_of({"vi": "–", "en": "Look forward"}, "en", ["parish"])["en"] == "Look forward"


def test_a_name_may_say_which_of_several_words_it_is() -> None:
    """Where the plan has both."""
    assert called("Xã Ba Vì", "phường, xã", "vi") == "xã"
    assert called("Ba Vì", "phường, xã", "vi") == ""
    assert called("Ash Parish", "ward, parish", "en") == "parish"


@pytest.mark.parametrize(
    ("name", "term", "said"),
    [
        ("Hải Vân", "phường", "phường"),
        ("Xã Avương", "phường", "xã"),
        ("Đặc khu Hoàng Sa", "phường", "đặc khu"),
        ("Thôn Hạ", "tổ dân phố", "thôn"),
        ("Tổ dân phố Số 1", "thôn", "tổ dân phố"),
        # Words of another level are names: there is a commune Bản Phố.
        ("Bản Phố", "xã", "xã"),
        ("Xã Đàn", "tổ dân phố", "tổ dân phố"),
        ("Mill Lane", "ward", "ward"),
    ],
)
def test_a_name_says_what_a_ward_is_beside_the_plans_word(name: str, term: str, said: str) -> None:
    """Of the plan's own level: communes and wards, or what lies below them."""
    assert own_term(name, term, "vi") == said


def test_several_words_are_joined_as_the_language_does() -> None:
    """Each once, whatever number of wards has it."""
    terms = ["phường", "xã", "phường", "đặc khu"]
    assert together(terms, "vi") == either(terms, "vi") == "phường, xã, đặc khu"
    assert together(["ward", "parish", "town"], "en") == "wards, parishes and towns"
    assert either(["ward", "parish"], "en") == "ward or parish"


@pytest.mark.parametrize("below", ["tổ dân phố", "thôn", "chi nhánh", "khu phố"])
def test_only_units_of_government_have_a_peoples_committee(below: str) -> None:
    """Texts of kinds and letters speak of the neighbourhood itself."""
    sends = {"vi": "Gửi danh sách có xác nhận của UBND phường", "en": "Send the list"}
    said = {"vi": f"Gửi danh sách có xác nhận của {below}", "en": "Send the list"}
    assert in_words_of(sends, "vi", [below]) == said
    assert in_words_of(sends, "vi", ["xã"])["vi"] == "Gửi danh sách có xác nhận của UBND xã"
    assert has_committees(["phường", "xã", "thị trấn", "đặc khu", "quận", "huyện"])
    assert not has_committees(["phường", below])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("the ward is not free", "the association is not free"),
        ("a ward left out", "an association left out"),
        ("WARDS BY DAY", "ASSOCIATIONS BY DAY"),
        ("Wards by day", "Associations by day"),
        ("a ward's week above its share", "an association's week above its share"),
        ("take `wards` out", "take `wards` out"),
    ],
)
def test_what_is_said_takes_the_plans_word(text: str, said: str) -> None:
    """With its article, as large as the usual word, and not in what is written in a plan."""
    assert of_terms(language("en"), "en", ["association"]).text(text) == said


@pytest.mark.parametrize("term", ["{n}", "=1+1", "[red]", "a" * 99])
def test_what_is_no_word_is_not_said(term: str) -> None:
    """Nor is it a place for a value, a formula, or too long for a sheet's name."""
    speech = of_terms(language("en"), "en", [term])
    assert speech.say(counted("{n} ward", "{n} wards", 2)) == "2 wards"


def test_in_another_language_wards_are_called_what_fits_any() -> None:
    """A plan's English word is none in Vietnamese."""
    two = counted("{n} ward", "{n} wards", 2)
    assert of_terms(language("vi"), "en", ["branch"]).say(two) == "2 địa bàn"
    assert of_terms(language("en"), "vi", ["thôn"]).say(two) == "2 wards"
