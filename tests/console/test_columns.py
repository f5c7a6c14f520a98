"""Tables of numbers on a page: at any width every number is there, and none is cut."""

import re
from dataclasses import replace

import pytest
from helpers import small_month

from campaign_cli.console.layout.page import page
from campaign_cli.listing import checklists
from campaign_cli.pages import Checklists, View
from campaign_cli.pages.outlines import outline_of
from campaign_cli.pages.plain import plain_text

WIDTHS = (30, 40, 56, 66, 80, 100, 160)


def lists(language: str) -> Checklists:
    """Return the small month's checklists in a language."""
    plan = small_month.plan()
    made = replace(plan, campaign=replace(plan.campaign, language=language))
    return checklists(made, small_month.schedule(made))


def views(language: str) -> tuple[View, View]:
    """Return the two pages that have tables."""
    made = lists(language)
    return made.print_order(), made.spending()


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("width", WIDTHS)
def test_every_number_is_there(language: str, width: int) -> None:
    """In order of reading, on lines no wider than the page."""
    for view in views(language):
        lines = [line.plain for line in page(view, width)]
        assert max(map(len, lines)) <= width
        text = "\n".join(lines)
        for section in outline_of(view).sections:
            for row in (*section.rows, section.total):
                for place in section.numbers:
                    if row and row[place]:
                        assert re.search(rf"(?<![\d.,]){re.escape(row[place])}(?![\d.,]\d)", text)


def test_columns_stand_under_one_another() -> None:
    """Numbers to the right, under heads that may be longer than they are."""
    lines = [line.plain for line in page(lists("vi").print_order(), 80)]
    start = next(place for place, line in enumerate(lines) if line.startswith("  Ấn phẩm"))
    head, posters, leaflets, *_ = lines[start:]
    end = head.index("Đặt") + len("Đặt")
    assert posters[:end].endswith("1.600")
    assert leaflets[:end].endswith(" 600")


def test_a_page_too_narrow_for_columns_says_each_row() -> None:
    """With what each number is."""
    text = "\n".join(line.plain for line in page(lists("en").print_order(), 40))
    assert "Tờ rơi: unit tờ, needed 360, ordered" in text


def test_plain_text_says_what_each_number_is() -> None:
    """A row a line, to be pasted into a message."""
    text = plain_text(lists("vi").spending())
    assert "- Phường Liên Mạc: các cuộc 2.000.000, ấn phẩm, vật phẩm 4.200.000, cộng 6" in text
    assert "\n- Cộng: 28.000.000\n" in text
