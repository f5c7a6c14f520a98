"""Pictures of the month: what they say, that they repeat, and those of the README."""

import os
import re
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal
from xml.etree import ElementTree as ET

import pytest
from helpers import builders as b
from helpers import small_month
from hypothesis import given
from hypothesis import strategies as st

from campaign_cli import app
from campaign_cli.exporting.as_svg import picture
from campaign_cli.exporting.as_svg.drawing import lines_of, width_of
from campaign_cli.listing import checklists
from campaign_cli.model.plan import Plan
from campaign_cli.model.schedule import Schedule
from campaign_cli.support.text import clean

ROOT = Path(__file__).parents[3]
EXAMPLE = ROOT / "examples" / "bac-tu-liem-2022"
SVG = "{http://www.w3.org/2000/svg}"
BOTH: tuple[Literal["month", "wards"], ...] = ("month", "wards")


def drawn(what: Literal["month", "wards"], plan: Plan, schedule: Schedule) -> ET.Element:
    """Return a picture as a reader of XML sees it."""
    return ET.fromstring(picture(plan, checklists(plan, schedule), what))  # noqa: S314 - ours


def small(what: Literal["month", "wards"]) -> ET.Element:
    """Return a picture of the small month."""
    plan = small_month.plan()
    return drawn(what, plan, small_month.schedule(plan))


def words(root: ET.Element) -> list[str]:
    """Return every line of text, in the order in which it is drawn."""
    return [text.text or "" for text in root.iter(f"{SVG}text")]


def test_a_month_shows_days_events_and_closings() -> None:
    """With their session and place; what runs all along in every week."""
    said = " ".join(words(small("month")))
    for part in ("Thứ Hai", "15/11", "Lễ phát động Tháng", "× Kỳ họp HĐND quận", "cuối tuần"):
        assert part in said
    assert re.search(r"\w+ · Tây Tựu", said)
    assert said.count("Treo băng rôn, áp phích") == 5
    assert "bản số 1 (dự thảo) · 0123456789ab" in said


def test_wards_show_letters_by_day() -> None:
    """A line for what runs all along and for each ward."""
    said = words(small("wards"))
    assert [name for name in ("Liên Mạc", "Tây Tựu", "Xuân Đỉnh") if name in said] == [
        "Liên Mạc",
        "Tây Tựu",
        "Xuân Đỉnh",
    ]
    assert {"11/2022", "12/2022", "T2", "CN"} <= set(said)
    assert said.count("Giao lưu văn nghệ") == 1


@pytest.mark.parametrize("what", BOTH)
def test_those_who_cannot_see_are_told(what: Literal["month", "wards"]) -> None:
    """By a title and a sentence."""
    root = small(what)
    title, about = root[0], root[1]
    assert root.attrib["role"] == "img"
    assert root.attrib["aria-labelledby"].split() == [title.attrib["id"], about.attrib["id"]]
    assert title.text == "Tháng hành động vì bình đẳng giới năm 2022"
    assert about.text == "8 cuộc từ 15/11/2022 đến 15/12/2022, 3 phường; bản số 1 (dự thảo)"


@pytest.mark.parametrize("what", BOTH)
def test_everything_lies_inside(what: Literal["month", "wards"]) -> None:
    """No text or rectangle begins beyond the edges."""
    root = small(what)
    width, height = float(root.attrib["width"]), float(root.attrib["height"])
    for part in (*root.iter(f"{SVG}text"), *root.iter(f"{SVG}rect")):
        assert 0 <= float(part.attrib.get("x", 0)) <= width
        assert 0 <= float(part.attrib.get("y", 0)) <= height


@pytest.mark.parametrize("what", BOTH)
@given(text=st.text(min_size=1), count=st.integers(1, 5))
def test_text_of_a_plan_is_text(what: Literal["month", "wards"], text: str, count: int) -> None:
    """Any letters give a picture that XML can read, with no more than rectangles and text."""
    ids = [f"a{number}" for number in range(count)]
    plan = b.plan(
        *(b.activity(id_, title=f"x{text}", owner=text) for id_ in ids),
        wards=(b.ward("con", name=f"y{text}"),),
    )
    plan = replace(plan, campaign=replace(plan.campaign, name=text))
    root = drawn(
        what, plan, b.schedule(plan, *(b.booking(plan, f"{id_}@con", "21/11") for id_ in ids))
    )
    assert {part.tag.removeprefix(SVG) for part in root.iter()} <= {
        *("svg", "title", "desc", "rect", "text", "line"),
    }
    assert clean(text).replace("\ufffe", "").replace("\uffff", "") == (root[0].text or "")


@given(st.text(), st.integers(60, 400))
def test_lines_fit_and_lose_nothing(text: str, room: int) -> None:
    """Unless a single letter is wider than the room."""
    lines = lines_of(text, 12, room)
    assert "".join("".join(lines).split()) == "".join(clean(text).split())
    assert all(width_of(line, 12) <= room for line in lines)
    (*_, last) = lines_of(text, 12, room, 1) or [""]
    assert width_of(last, 12) <= room


def test_a_picture_is_written_where_one_asks(tmp_path: Path) -> None:
    """The same again is no change; another file is not lost unless one says so."""
    made = made_of(tmp_path)
    file = tmp_path / "pictures" / "month.svg"
    assert app.picture(made, "month", file, force=False)
    assert not app.picture(made, "month", file, force=False)
    with pytest.raises(FileExistsError):
        app.picture(made, "wards", file, force=False)
    assert app.picture(made, "wards", file, force=True)
    assert ET.parse(file).getroot().tag == f"{SVG}svg"  # noqa: S314 - ours


def made_of(folder: Path) -> Any:
    """Return the example's schedule, as somebody makes it who copies the folder."""
    shutil.copytree(EXAMPLE, folder / "copy", ignore=shutil.ignore_patterns("*.journal"))
    return app.make(folder / "copy" / "plan.toml", app.Wish(datetime(2022, 11, 1, tzinfo=UTC)))


@pytest.mark.parametrize("what", BOTH)
def test_the_pictures_of_the_readme_are_the_products_own(
    tmp_path: Path, what: Literal["month", "wards"]
) -> None:
    """What `campaign show` draws now; `GOLDEN=write pytest …` draws them anew."""
    file = EXAMPLE / f"{what}.svg"
    app.picture(made_of(tmp_path), what, tmp_path / "now.svg", force=False)
    if os.environ.get("GOLDEN") == "write":
        file.write_bytes((tmp_path / "now.svg").read_bytes())
    assert file.read_bytes() == (tmp_path / "now.svg").read_bytes()
    shown = re.findall(r"!\[[^\]]+\]\(([^)]+\.svg)\)", (ROOT / "README.md").read_text("utf-8"))
    assert file.relative_to(ROOT).as_posix() in shown
