"""Where things stand in a plan's text."""

from pathlib import Path

import pytest
from helpers.written import reading_of

TEXT = """\
[campaign]
name = "Tháng hành động" # tên
start = 2022-11-15
end = 2022-12-15

[[ward]]
id = "a"
name = "Ấp Đông"
"closed" = [2022-11-20, { from = 2022-12-07, to = 2022-12-09 }]
contact.name = "Ông Ba"
contact.phone = "024 0000 0001"

[[ward]]
id = "b"
name = "B"
[ward.contact]
name = "B"
phone = "024 0000 0002"

[[resource]]
id = "speakers"
name = "…"
members = [
  { id = "one", name = "Đỗ" },
  { id = "two", name = "Hai", closed = [2022-11-20] },
]

[[activity]]
id = "talk"
kind = "talk"
title = "Tọa đàm"
in.a = { audience = 80 }
fixed."b" = { date = 2022-11-25, session = "morning" }
[[activity.part]]
hours = "8h00"
title = "Đón khách"
[[activity.part]]
hours = "8h15"
title = "Khai mạc"

[[activity]]
id = "arts"
kind = "arts"
title = "Văn nghệ"
days = ["fri",
  "sat"]

[budget]
limit = 1_000
[[budget.source]]
id = "quan"
amount = 1_000
"""


@pytest.mark.parametrize(
    ("path", "line", "column", "end"),
    [
        (("campaign",), 1, 1, 11),
        (("campaign", "name"), 2, 8, 25),
        (("campaign", "wind_up"), 1, 1, 11),
        (("ward", "a"), 7, 6, 9),
        (("ward", "a", "closed"), 9, 12, 64),
        (("ward", "a", "closed", "1"), 9, 25, 63),
        (("ward", "a", "closed", "1", "to"), 9, 51, 61),
        (("ward", "a", "contact", "phone"), 11, 17, 32),
        (("ward", "b", "contact", "phone"), 18, 9, 24),
        (("resource", "speakers", "members"), 23, 11, 12),
        (("resource", "speakers", "members", "two"), 25, 10, 15),
        (("resource", "speakers", "members", "two", "closed"), 25, 40, 52),
        (("activity", "talk"), 29, 6, 12),
        (("activity", "talk", "after"), 29, 6, 12),
        (("activity", "talk", "in", "a", "audience"), 32, 21, 23),
        (("activity", "talk", "fixed", "b"), 33, 13, 55),
        (("activity", "talk", "part", "1", "title"), 39, 9, 19),
        (("activity", "arts", "days"), 45, 8, 15),
        (("budget", "source", "quan", "amount"), 52, 10, 15),
    ],
)
def test_places(tmp_path: Path, path: tuple[str, ...], line: int, column: int, end: int) -> None:
    """Ids lead to lines and columns, counted in characters."""
    reading = reading_of(tmp_path, TEXT)
    span = reading.sources.locate(path)
    assert span is not None
    assert (span.line, span.column, span.end_column) == (line, column, end)
    assert span.text == TEXT.splitlines()[line - 1]


def test_what_is_in_no_file(tmp_path: Path) -> None:
    """What the plan does not say has no place."""
    sources = reading_of(tmp_path, TEXT).sources
    assert sources.locate(("kind", "talk")) is None
    assert sources.locate(()) is None


def test_after_a_byte_order_mark(tmp_path: Path) -> None:
    """Columns do not count what editors do not show."""
    content = b"\xef\xbb\xbf" + TEXT.replace("[campaign]", "theme = 1\n[campaign]").encode()
    (problem, *_) = reading_of(tmp_path, content).diagnostics
    assert problem.span is not None
    assert (problem.span.line, problem.span.column) == (1, 1)


def test_letters_of_several_characters(tmp_path: Path) -> None:
    """In decomposed text, columns count characters as they stand in the file."""
    import unicodedata

    text = unicodedata.normalize("NFD", TEXT.replace('name = "Đỗ"', 'name = "Đỗ", "tên" = 1'))
    (*_, problem) = reading_of(tmp_path, text).diagnostics
    assert problem.span is not None
    line = text.splitlines()[problem.span.line - 1]
    assert line[problem.span.column - 1 :].startswith(unicodedata.normalize("NFD", '"tên"'))


def test_newer_toml_than_the_grammar(tmp_path: Path) -> None:
    """What TOML 1.1 allows is read, and a problem in it stands at the nearest thing known."""
    text = TEXT.replace("in.a = { audience = 80 }", "in.a = {\n  audience = 80,\n  cots = 3,\n}")
    (*_, problem) = reading_of(tmp_path, text).diagnostics
    assert problem.code == "P110"
    assert problem.span is not None
    assert 32 <= problem.span.line <= 35
