"""A plan begun with a province's official list."""

from datetime import date

import pytest

from campaign_cli.starting import wards_of_province
from campaign_cli.starting.template import NewPlan, fresh_plan

pytest.importorskip("vietnam_provinces")


@pytest.mark.parametrize(("language", "term"), [("vi", 'term = "xã"'), ("en", 'term = "commune"')])
def test_a_commune_is_no_ward(language: str, term: str) -> None:
    """Wards of another word than the campaign's say so, in the plan's language."""
    wards = wards_of_province("48")
    text = fresh_plan(NewPlan(language, date(2027, 3, 2), wards))
    communes = sum(one.term == "xã" for one in wards)
    assert 0 < communes < len(wards)
    assert text.count(term) == communes
    assert text.count("\nterm = ") == sum(one.term != "phường" for one in wards)
