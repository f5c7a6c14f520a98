"""Phrases that pages share."""

from datetime import date
from unicodedata import normalize

import pytest

from campaign_cli.model.checklist import Office, Stamp
from campaign_cli.model.plan.wording import own_term
from campaign_cli.pages.phrases import Phrases

DAY = date(2026, 11, 15)


@pytest.mark.parametrize(
    ("language", "term", "name", "said"),
    [
        ("vi", "phường", "Xuân Đỉnh", "Phường Xuân Đỉnh"),
        ("vi", "phường, xã", "Phường Tây Tựu", "Phường Tây Tựu"),
        ("vi", "phường, xã", "xã Ba Vì", "Xã Ba Vì"),
        (
            "vi",
            "phường, xã",
            normalize("NFD", "Phường Tây Tựu"),
            normalize("NFD", "Phường Tây Tựu"),
        ),
        ("vi", "phường, xã", "Xãm", "Phường, xã Xãm"),
        ("vi", "đặc khu", "Đặc khu Phú Quốc", "Đặc khu Phú Quốc"),
        ("en", "ward", "Mill Lane", "Mill Lane ward"),
        ("en", "ward", "Ward 3", "Ward 3"),
        ("en", "ward", "Riverside Ward", "Riverside Ward"),
    ],
)
def test_a_ward_is_called_what_it_is_once(language: str, term: str, name: str, said: str) -> None:
    """Where its name begins with the word for it, nothing is put before or behind."""
    stamp = Stamp(
        campaign="",
        theme="",
        start=DAY,
        end=DAY,
        revision=1,
        draft=True,
        plan="",
        language=language,
        ward_term=term,
    )
    office = Office("x", name, ward=True, term=own_term(name, term, language))
    assert Phrases(stamp).ward(office) == said
