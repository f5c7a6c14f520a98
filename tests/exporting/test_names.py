"""What is merged keeps every name: on each screen, in each format, for each reader."""

import html
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from helpers import builders as b
from helpers import materials
from helpers.rereading import office as rereading_office

from campaign_cli.console.layout.page import page
from campaign_cli.exporting import Material
from campaign_cli.model.checklist import Line
from campaign_cli.model.plan import Activity
from campaign_cli.model.plan.kind import Kind, TaskTemplate
from campaign_cli.pages.plain import plain_text

WARDS = tuple(f"ward-{number}" for number in range(1, 8))
TITLES = tuple(
    f"Hội nghị tuyên truyền phòng, chống ma túy học đường cho {whom}"
    for whom in ("giáo viên", "học sinh", "phụ huynh", "đoàn viên")
)
"""They begin alike, so that none can be told from its first words."""


def _activity(id_: str, title: str, wards: tuple[str, ...]) -> Activity:
    tasks = tuple(
        TaskTemplate(id=task, title={"": said}, who=who, days=days, key=True)
        for task, said, who, days in (
            ("hall", "Giữ hội trường", "ward", -2),
            ("topic", "Duyệt nội dung", "owner", -2),
            ("results", "Gửi kết quả", "ward", 2),
        )
    )
    kind = Kind(id="talk", name={"": "nói chuyện"}, unit={"": "buổi"}, letter={"": "N"})
    return b.activity(id_, title=title, wards=wards, kind=kind, owner="Đoàn phường", tasks=tasks)


@pytest.fixture(scope="module")
def made() -> Material:
    """Return a month with four alike events a day in six of seven wards."""
    held = WARDS[:6]
    activities = [_activity(f"talk-{place}", title, held) for place, title in enumerate(TITLES)]
    running = b.activity("posters", title="Treo băng rôn", wards=held, lasts="window")
    plan = b.plan(
        *activities,
        running,
        wards=[b.ward(id_, name=f"Khu {id_[-1]}") for id_ in WARDS],
    )
    day = "21/11"
    bookings = [
        b.booking(plan, f"{one.id}@{ward}", day, session)
        for one, session in zip(
            activities, ("morning", "morning", "afternoon", "afternoon"), strict=True
        )
        for ward in held
    ]
    bookings += [b.booking(plan, f"posters@{ward}") for ward in held]
    return materials.material(
        plan,
        b.schedule(plan, *bookings),
        wards=("ward-1",),
        owners=("Đoàn phường",),
        days=(b.on(day),),
        everyone=True,
    )


def _names(lines: tuple[Line, ...]) -> Iterator[str]:
    for line in lines:
        yield line.title
        yield from (about.title for about in line.about)
        yield from (at for about in line.about for at in about.at)
        yield from (doer.name for doer in line.doers)


def _spaced(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("width", [60, 80, 130])
def test_a_screen_keeps_every_name(made: Material, width: int) -> None:
    """However narrow it is."""
    lists = made.checklists
    for view in (
        lists.sheet("ward-1"),
        lists.sheet("ward-1", full=True),
        lists.body("Đoàn phường"),
        lists.whole(),
    ):
        lines = [line.plain for line in page(view, width)]
        if width < 100:  # What a wide screen has in columns is read across.
            text = _spaced(" ".join(line.replace("☐", "") for line in lines))
            assert [name for name in _names(view.lines) if name not in text] == []
        assert [title for title in TITLES if title not in _spaced(plain_text(view))] == []
    reported = _spaced(" ".join(line.plain for line in page(lists.sheet("ward-1"), width)))
    reported = reported.partition("TO REPORT")[2]
    assert [title for title in TITLES if title not in reported] == []


def _read(path: Path) -> str:
    match path.suffix:
        case ".docx":
            text = zipfile.ZipFile(path).read("word/document.xml").decode()
            return html.unescape(re.sub(r"<[^>]+>", "", re.sub(r"</w:p>", " ", text)))
        case ".xlsx":
            return " ".join(
                cell for sheet in rereading_office.workbook(path) for row in sheet for cell in row
            )
        case ".html":
            return html.unescape(re.sub(r"<[^>]+>", "", path.read_text("utf-8")))
        case ".ics":
            return path.read_bytes().decode().replace("\r\n ", "").replace("\\", "")
        case _:
            return path.read_text("utf-8").replace("\\", "")


@pytest.mark.parametrize("form", ["md", "txt", "html", "docx", "xlsx", "ics"])
def test_a_format_keeps_every_name(made: Material, form: str, tmp_path: Path) -> None:
    """Of wards, too: what six of seven do is not "6 wards"."""
    materials.exported(tmp_path, form, of=made)
    lists = made.checklists
    (ward,) = (tmp_path / "wards").glob(f"*.{form}")
    (owner,) = (tmp_path / "owners").glob(f"*.{form}")
    whole = tmp_path / ("campaign.html" if form == "html" else f"organiser.{form}")
    for path, lines in (
        (ward, lists.sheet("ward-1", full=True).lines),
        (owner, lists.body("Đoàn phường", full=True).lines),
        (whole, lists.whole().lines),
    ):
        text = _spaced(_read(path))
        own = {"Khu 1"} if path == ward else set()
        assert sorted(name for name in {*_names(lines)} - own if name not in text) == [], path.name
