"""What a help line of an impossible or doubtful plan asks of a person is done, and it is gone.

Each way that the line names is gone, where there is more than one. Help that names an edit itself
is followed word by word elsewhere.
"""

from pathlib import Path

import pytest
from helpers.applying import applied
from helpers.broken import CASES, plan_of
from helpers.written import whole_reading_of

from campaign_cli.reading import read

FOLDER = Path(__file__).parents[2] / "broken"
OTHER_DAY = ("2022-11-25", "2022-11-24")
FOLLOWED = [
    ("401-venue", "P401", 'venue = "hall"', 'venue = "tay-tuu-yard"'),
    ("401-venue", "P401", "audience = 120", "audience = 120\nin.tay-tuu = { audience = 100 }"),
    ("401-venue", "P401", "in.xuan", "in.tay-tuu = { audience = 150 }\nin.xuan"),
    ("402-pool", "P402", "sound = 4", "sound = 3"),
    ("402-pool", "P402", "quantity = 3", "quantity = 4"),
    ("402-pool", "P402", "quantity = 1", "quantity = 2"),
    ("403-fixed-closed", "P403", "2022-12-08", "2022-12-06"),
    ("403-fixed-closed", "P403", "2022-12-07", "2022-12-09"),
    ("403-fixed-closed", "P403", "2022-11-20", "2022-11-21"),
    ("404-ward-closed", "P404", "fixed.tay-tuu = 2022-11-25", "fixed.tay-tuu = 2022-11-24"),
    ("404-ward-closed", "P404", "closed = [2022-11-25, ", "closed = ["),
    ("404-ward-closed", "P404", ", { from = 2022-12-01, to = 2022-12-15 }]", "]"),
    ("404-ward-closed", "P404", "\nfrom = 2022-12-01", "\nfrom = 2022-11-28"),
    ("405-venue-closed", "P405", *OTHER_DAY),
    ("405-venue-closed", "P405", 'closed = [{ weekly = "fri" }]', ""),
    ("406-member-closed", "P406", "date = 2022-11-25", "date = 2022-11-24"),
    ("408-too-long", "P408", "lasts = 3", "lasts = 2"),
    ("408-too-long", "P408", '["morning"]', '["morning", "afternoon"]'),
    ("409-budget", "P409", "limit = 5_000_000", "limit = 6_000_000"),
    ("409-budget", "P409", "cost = 3_000_000", "cost = 2_500_000"),
    ("410-source", "P410", "amount = 5_000_000", "amount = 5_500_000"),
    ("410-source", "P410", 'unit_cost = 15_000\nsource = "quan"', "unit_cost = 15_000"),
    ("411-supplies", "P411", "quantity = 240", "quantity = 300"),
    ("411-supplies", "P411", "{ leaflet = 120 }", "{ leaflet = 80 }"),
    ("411-supplies", "P411", "quantity = 20", "quantity = 22"),
    ("411-supplies", "P411", "at_least = 11", "at_least = 10"),
    ("412-ready", "P412", "to = 2022-11-25", "to = 2022-12-09"),
    ("412-ready", "P412", "ready = 2022-11-28", "ready = 2022-11-22"),
    ("412-ready", "P412", "fixed = 2022-11-15", "fixed = 2022-11-28"),
    ("413-apart", "P413", "times = 3", "times = 2"),
    ("413-apart", "P413", "apart = 10", "apart = 6"),
    ("413-apart", "P413", "to = 2022-12-02", "to = 2022-12-09"),
    ("413-apart", "P413", '#2" = 2022-11-25', '#2" = 2022-11-28'),
    ("414-choice", "P414", "per_group = 1", "per_group = 2"),
    ("414-choice", "P414", "choose = 2, per", "choose = 1, per"),
    ("414-choice", "P414", "choose = 1, always", "choose = 2, always"),
    ("414-choose", "P414", "choose = 3", "choose = 2"),
    ("414-choose", "P414", "choose = 1, always", "choose = 2, always"),
    ("414-choose", "P414", '["tay-tuu", "xuan-dinh"]', '["tay-tuu"]'),
    ("415-at-once", "P415", "\nfixed = 2022-11-25", "\nfixed = 2022-11-24"),
    ("505-year", "P505", "from = 2021-12-07, to = 2021", "from = 2022-12-07, to = 2022"),
    ("506-never-open", "P506", "on = 2022-11-26", "on = 2022-11-25"),
    ("506-never-open", "P506", "on = 2022-11-24", "on = 2022-11-25"),
    ("508-no-effect", "P508", "apart = 7", "apart = 7\ntimes = 2"),
    ("508-no-effect", "P508", "apart = 7", ""),
    ("510-waits-for-nothing", "P510", '["tay-tuu"] }', '["xuan-dinh"] }'),
    ("510-waits-for-nothing", "P510", 'after = ["pilot"]', ""),
    ("516-hours", "P516", "sau giờ làm", "8h30–10h00"),
    ("516-hours", "P516", "8h–11h, 14h", "8h30–10h00"),
    ("517-hours-elsewhere", "P517", '["morning", "afternoon"]', '["morning"]'),
    ("517-hours-elsewhere", "P517", '["evening"]', '["afternoon"]'),
    ("518-leapt-over", "P518", "1:15–1:45", "0:15–0:45"),
    ("518-leapt-over", "P518", "22:00–1:30", "21:00–0:30"),
    ("520-nobodys-ward", "P520", 'title = "Ngày hội"', 'title = "Ngày hội"\nvenue = "t3-hall"'),
    ("520-nobodys-ward", "P520", 'ward"\nwards = "none"', 'Ban"\nwards = "none"'),
    ("524-one-name", "P524", "Tân Hoà", "Tân Hoà Đông"),
]
"""A plan, what is wrong in it, and a line before and after a person did what the help asks."""
NOT_FOLLOWED = {
    "P502": "a phone number: only its owner knows it",
}
"""Codes whose help asks for what no test can know, and why."""


@pytest.mark.parametrize(("case", "code", "old", "new"), FOLLOWED)
def test_a_way_that_is_followed(case: str, code: str, old: str, new: str, tmp_path: Path) -> None:
    """There is one such problem less, and no error of another code."""
    text = (FOLDER / f"{case}.toml").read_text("utf-8")
    assert old in text
    readings = (whole_reading_of(tmp_path, one) for one in (text, text.replace(old, new, 1)))
    before, after = ([one.code for one in reading.diagnostics] for reading in readings)
    assert after.count(code) < before.count(code)
    assert {one for one in after if one < "P5"} <= set(before)


def test_every_way_is_followed() -> None:
    """No help line of an impossible or doubtful plan is left out, and no row is to spare."""
    known = {(case, code) for case, code, *_ in FOLLOWED}
    asking: set[tuple[str, str]] = set()
    for case in CASES:
        if case.is_dir():
            continue
        found = [one for one in read(plan_of(case)).diagnostics if one.code[:2] in {"P4", "P5"}]
        for one in found:
            if one.help and applied(case.read_text("utf-8"), one) is None:
                asking.add((case.stem, one.code))
    assert known <= asking
    assert {code for _, code in asking - known} == NOT_FOLLOWED.keys()
