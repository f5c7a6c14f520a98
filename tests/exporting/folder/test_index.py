"""The page that whoever opens the folder begins with."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from helpers import builders as b
from helpers import materials

from campaign_cli.exporting import Options
from campaign_cli.exporting.folder import index_page
from campaign_cli.exporting.folder.files import MANIFEST
from campaign_cli.exporting.material import origin_of
from campaign_cli.model.plan import Person
from campaign_cli.support.text import clean

NAME = index_page.NAME
VOID = {"meta", "br", "link"}


class Page(HTMLParser):
    """What a page links to and says; every element must be closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.said: list[str] = []
        self.tags: Counter[str] = Counter()
        self.attributes: dict[str, str | None] = {}
        self.open: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take links, and how often there is what."""
        self.tags[tag] += 1
        found = dict(attrs)
        self.attributes |= found if tag == "html" else {}
        self.links += [str(found["href"])] if "href" in found else []
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close what was opened last."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Take what is said."""
        if self.open and self.open[-1] != "style":
            self.said.append(data)


def page(folder: Path) -> Page:
    """Return the index of a folder."""
    return Page((folder / NAME).read_text("utf-8"))


def files(folder: Path) -> Iterator[str]:
    """Yield what an index should link to."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.name.startswith(".") and path.stem != "index":
            yield path.relative_to(folder).as_posix()


def test_every_file_is_linked(tmp_path: Path) -> None:
    """Of this run and of those before, whoever's they are."""
    materials.exported(tmp_path, "md", "csv")
    assert sorted(page(tmp_path).links) == [*files(tmp_path)]
    materials.exported(tmp_path, "csv", wards=("tay-tuu",), owners=("hoi-phu-nu",))
    materials.exported(tmp_path, "txt", people=("tu-phap",), days=(b.on("25/11"),))
    materials.exported(tmp_path, "txt", "json")
    made = page(tmp_path)
    # A month with something private: its data name who serves there.
    every = [one for one in files(tmp_path) if one != "schedule.json"]
    assert sorted(map(unquote, made.links)) == every
    text = " ".join(made.said)
    for said in ("Phường Tây Tựu", "Hội LHPN", "Báo cáo viên Phòng Tư pháp", "Thứ Sáu, 25/11"):
        assert said in text
    assert "bản cũ" not in text


def test_what_is_of_an_earlier_version_is_marked(tmp_path: Path) -> None:
    """In the index, and in what the command is told; another campaign's is not there at all."""
    plan = b.plan(b.activity("talk"))
    schedule = b.schedule(plan, b.booking(plan, "talk@a", "21/11"))
    first = materials.material(plan, schedule)
    materials.exported(tmp_path, "md", "csv", of=first)
    second = materials.material(plan, replace(schedule, revision=2))
    done = materials.exported(tmp_path, "csv", of=second)
    assert {path.suffix for path in done.older} == {".md"}
    rows = [row for row in (tmp_path / NAME).read_text("utf-8").splitlines() if "a.md" in row]
    assert len(rows) == 1
    assert [link.count("earlier version") > 0 for link in rows[0].split("<a ")[1:]] == [
        "a.md" in link for link in rows[0].split("<a ")[1:]
    ]
    assert materials.exported(tmp_path, "md", of=second).older == ()
    assert "earlier version" not in (tmp_path / NAME).read_text("utf-8")
    # As if exported before folders knew whose they are: nothing else mixes two campaigns.
    manifest = json.loads((tmp_path / MANIFEST).read_bytes())
    del manifest["campaign"]
    (tmp_path / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    other = replace(plan, campaign=replace(plan.campaign, name="Another"))
    materials.exported(tmp_path, "txt", of=materials.material(other, schedule))
    assert not [link for link in page(tmp_path).links if not link.endswith(".txt")]


def test_an_index_without_people_links_nothing_that_names_them(tmp_path: Path) -> None:
    """Files of an earlier export with phones stay out of it."""
    materials.exported(tmp_path, "md")
    materials.exported(tmp_path, "csv", options=Options(personal=False))
    links = page(tmp_path).links
    assert links
    assert not [link for link in links if not link.endswith(".csv")]


def test_it_says_the_version_and_is_read_by_everyone(tmp_path: Path) -> None:
    """A language, captions, no script, nothing from elsewhere."""
    materials.exported(tmp_path, "md")
    made, text = page(tmp_path), (tmp_path / NAME).read_text("utf-8")
    assert made.attributes["lang"] == "vi"
    assert made.tags["table"] == made.tags["caption"] == made.tags["h2"] == 2
    assert not {"script", "img", "link", "iframe"} & made.tags.keys()
    assert "://" not in text
    said = " ".join(made.said)
    assert "bản số 1 (dự thảo)" in said
    assert "0123456789ab" in said
    assert "024 0000 0109" in said


def test_data_alone_has_no_index(tmp_path: Path) -> None:
    """Nor have some readers' files."""
    materials.exported(tmp_path, "json")
    materials.exported(tmp_path, "md", wards=("tay-tuu",))
    assert not (tmp_path / NAME).exists()


def test_it_repeats_and_leaves_a_persons_alone(tmp_path: Path) -> None:
    """The same files, the same bytes; a page that a person changed stays."""
    materials.exported(tmp_path, "md")
    assert materials.exported(tmp_path, "md").written == ()
    (tmp_path / NAME).write_text("mine", "utf-8")
    assert [path.name for path in materials.exported(tmp_path, "md").kept] == [NAME]


def test_wards_whose_ids_begin_alike_keep_their_files() -> None:
    """`xuan-tasks.csv` is of `xuan`, `xuan-dinh.md` of `xuan-dinh`."""
    plan = b.plan(b.activity("talk"), wards=("xuan", "xuan-dinh"))
    schedule = b.schedule(plan, *(b.booking(plan, f"talk@{one}", "21/11") for one in plan.wards))
    of = materials.material(plan, schedule)
    made = ("wards/xuan.md", "wards/xuan-dinh.md", "wards/xuan-dinh-tasks.csv", "wards/other.md")
    text = index_page.index_page(of, origin_of(of), made, {}).content.decode()
    rows = [row for row in text.splitlines() if row.startswith("<tr><th")]
    assert ['href="wards/xuan-dinh' in row for row in rows] == [False, True, False]
    assert rows[1].count("href") == 2
    assert "In the plan no more" in text
    assert text.count("wards/other") == 3


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", '"><img src=x onerror=y>', "a\u202eb\x1b[31m", "&lt;"]
)
def test_text_of_a_plan_stays_text(text: str) -> None:
    """Names are no markup."""
    ward = replace(b.ward("a", name=text), contact=Person(text, text))
    plan = b.plan(b.activity("talk"), wards=(ward,))
    plan = replace(plan, campaign=replace(plan.campaign, name=text, organiser=text))
    schedule = b.schedule(plan, b.booking(plan, "talk@a", "21/11"))
    of = materials.material(plan, schedule)
    made = Page(index_page.index_page(of, origin_of(of), ("wards/a.md",), {}).content.decode())
    assert not {"script", "img"} & made.tags.keys()
    assert "".join(made.said).count(clean(text)) >= 5
    assert made.links == ["wards/a.md"]


def test_private_places_stay_private(tmp_path: Path) -> None:
    """Where files are for everyone, and in their index."""
    materials.exported(tmp_path, "md", "csv", "txt")
    for path in tmp_path.rglob("*.*"):
        assert "Ngõ 7" not in path.read_text("utf-8-sig")
