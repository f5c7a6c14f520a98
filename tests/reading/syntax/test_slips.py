"""Values written as offices write them, and a single thing where a list or table is wanted."""

from pathlib import Path

import pytest
from helpers.written import HEAD, TALK, WARDS, reading_of

from campaign_cli.support.language import language

PLAN = HEAD + WARDS + TALK
SLIPS = [
    ("x = 19/04/2027", "write the date as 2027-04-19, without quotes"),
    ("x = 19-4-2027", "write the date as 2027-04-19, without quotes"),
    ("x = 04/19/2027", "write the date as 2027-04-19, without quotes"),
    ("x = 2027/4/19", "write the date as 2027-04-19, without quotes"),
    ("x = 39/04/2027", "write the date as year-month-day, without quotes"),
    ("x = [1, 19/04]", "write the date as year-month-day, without quotes"),
    ("x = 2027-04-31", "the last day of that month is 2027-04-30"),
    ("x = 2027-13-01", "write the date as 2027-01-13, without quotes"),
    ("x = 8h30", "write the time as 08:30:00"),
    ("x = 8:00", "write the time as 08:00:00"),
    ("x = 25:00", None),
    ("hours = 8h30 - 10h", 'put it in quotes: `"8h30 - 10h"`'),
    ("x = 60.000.000", "write the number as 60_000_000"),
    ("x = 60,000,000", "write the number as 60_000_000"),
    ("x = 60 000 000", "write the number as 60_000_000"),
    ("x = { y = 60.000.000 }", "write the number as 60_000_000"),
    ("phone = 0257000011", 'put a phone number in quotes: `"0257000011"`'),
    ('x = { name = "A", phone = 0257 000 011 }', 'put a phone number in quotes: `"0257 000 011"`'),
    ("x = 0012", 'no number begins with 0; put it in quotes: `"0012"`'),
    ("x = “Lễ”", 'put it in straight quotes: `"Lễ"`'),
    ('x = "Lễ”', 'put it in straight quotes: `"Lễ"`'),
    ("x = ‘Lễ", 'put it in straight quotes: `"Lễ"`'),
    ("x = True", "write `true`"),
]
SINGLE = [
    ('after = "le"', "P302", 'write `after = ["le"]`'),
    ('wards = "tay-tuu"', "P302", 'write `wards = ["tay-tuu"]`'),
    ('wards = "Tây Tựu"', "P302", 'write `wards = ["tay-tuu"]`'),
    ('wards = "all"', "P302", "did you mean `each`?"),
    ('uses = "bcv"', "P301", "write `uses = { bcv = 1 }`"),
    ('[[body]]\nid = "b"\nname = "B"\ncontact = "0257 000 011"', "P301", None),
    ("cost = 9.000", "P301", None),
    ("cost = 9.1234", "P301", None),
    ('preside = ""\nsource = ""', "P212", None),
    ("times = 0", "P303", "write 1 or more"),
    ("times = 500", "P303", "write 366 or less"),
]


@pytest.mark.parametrize(("line", "way"), SLIPS)
def test_a_value_as_offices_write_it(tmp_path: Path, line: str, way: str | None) -> None:
    """It is no TOML, and the help gives the form that is."""
    (problem,) = reading_of(tmp_path, f"{HEAD}{line}\n").diagnostics
    assert problem.code == "P103"
    assert problem.help is not None
    if way is not None:
        assert language("en").say(problem.help) == way


@pytest.mark.parametrize(("line", "code", "way"), SINGLE)
def test_a_single_thing(tmp_path: Path, line: str, code: str, way: str | None) -> None:
    """The list or table that holds it is shown."""
    (problem, *_) = reading_of(tmp_path, f"{PLAN}{line}\n").diagnostics
    assert problem.code == code
    if way is not None:
        assert problem.help is not None
        assert language("en").say(problem.help) == way


@pytest.mark.parametrize(
    ("line", "way"),
    [
        ('contact = "0257 000 011"', 'write `contact = { name = "…", phone = "0257 000 011" }`'),
        ('deputy = "Phó ban"', 'write `deputy = { name = "Phó ban", phone = "…" }`'),
        ('hall = "Nhà văn hóa"', 'write `hall = { name = "Nhà văn hóa" }`'),
        (
            "population = 9.000",
            "a point begins decimals: nine thousand is 9_000, and here it may be 9_000",
        ),
    ],
)
def test_a_ward_with_a_single_thing(tmp_path: Path, line: str, way: str) -> None:
    """So with wards."""
    ward = f'[[ward]]\nid = "x"\nname = "X"\n{line}\n'
    (problem,) = reading_of(tmp_path, HEAD + ward).diagnostics
    assert (problem.code, problem.help and language("en").say(problem.help)) == ("P301", way)


@pytest.mark.parametrize(
    ("line", "way"), [('"Việt Nam"', "VN"), ('"vn"', "VN"), ('"VNM"', "VN"), ('"fr"', "FR")]
)
def test_a_country_by_its_name(tmp_path: Path, line: str, way: str) -> None:
    """Its code is offered."""
    (problem,) = reading_of(tmp_path, f"{HEAD}country = {line}\n{WARDS}").diagnostics
    assert problem.code == "P309"
    assert problem.help is not None
    assert language("en").say(problem.help) == f"did you mean `{way}`?"


def test_an_end_that_is_years_away(tmp_path: Path) -> None:
    """It is the end that is wrong, not what lies after it."""
    head = HEAD.replace("end = 2022", "end = 2032") + "wind_up = 2022-12-20\n"
    (problem,) = reading_of(tmp_path, head + WARDS).diagnostics
    assert (problem.code, problem.path) == ("P326", ("campaign", "end"))
    assert problem.help is not None
    assert language("en").say(problem.help) == "did you mean 2022-12-15?"


SEVERAL = """
[[ward]]
id = "a"
name = "A

[[ward]]
id = "b"
name = B

[calendar]
closed = [2022-11-16 2022-11-17]
workdays = [
  "mon"
  "tue",
]

[[activity]]
id = "t"
title = "T"
kind = "talk"
wards = ["a" "b"]
cost = 20.000.000
note: xin chào
uses = { speakers = 1 projectors = 2 }
to = 2022-11-32
"""


def told(folder: Path, text: str) -> list[int]:
    """Return the lines of a text at which a problem is told."""
    found = reading_of(folder, text).diagnostics
    assert {one.code for one in found} == {"P103"}
    return [one.span.line for one in found if one.span is not None]


def test_several_slips_are_told_at_once(tmp_path: Path) -> None:
    """Each with its own line: what comes after one is read as if it were mended."""
    assert told(tmp_path, SEVERAL) == [4, 8, 11, 14, 21, 22, 23, 24, 25]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ('x: [\n  { id = "a" },\n  { id = "b" }\n  { id = "c" },\n]\n', 2),
        ('[campaign]\nname = "x"\n[campaign]\nname = "y"\nstart = 2022-11-15\n', 1),
        ("[campaign]\nname = 'x\nstart = 2022-11-15\nplace = 'y'\n", 1),
        ('[campaign]\nname = "x"\nname = "y"\nend = 2022-12-15\nend = 2022-12-16\n', 2),
        ('[campaign]\nstart = 2022-11-32\nend = 2022-13-15\nname = "x"\n', 2),
        ("".join(f"x{at} = [1 2]\n" for at in range(50)), 20),
    ],
    ids=["a list", "a header twice", "a quote", "keys twice", "no such days", "very many"],
)
def test_what_comes_of_a_slip_is_no_other(tmp_path: Path, text: str, lines: int) -> None:
    """No line is told of that is only wrong because of one above it."""
    assert len(told(tmp_path, text)) == lines


@pytest.mark.parametrize("item", ["họp giao ban,", '{ from = sau Tết, to = "?" },', "99/99/99,"])
def test_an_entry_that_is_unclear_is_no_remark(tmp_path: Path, item: str) -> None:
    """Nobody is told to comment out what may be data: it would be missed by no one."""
    text = f"{HEAD}[calendar]\nclosed = [\n  {item}\n]\n{WARDS}"
    (problem,) = reading_of(tmp_path, text).diagnostics
    assert problem.code == "P103"
    assert problem.help is None or "#" not in language("en").say(problem.help)
