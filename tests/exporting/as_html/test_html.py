"""Pages for browsers, as their source says it: words, policy, data, and nothing obeyed."""

import base64
import hashlib
import json
import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from helpers import builders as b
from helpers import materials
from hypothesis import given
from hypothesis import strategies as st

from campaign_cli.exporting import FORMATS, Material
from campaign_cli.exporting.as_html.data import _ranges
from campaign_cli.model.plan import Plan
from campaign_cli.model.plan.kind import TaskTemplate
from campaign_cli.pages.outlines import outline_of
from campaign_cli.support.text import clean

VOID = {"meta", "input", "br", "link"}


class Source(HTMLParser):
    """A page's source: its text, its tags, its scripts and styles."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.raw: dict[str, list[str]] = {"script": [], "style": []}
        self.said: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag; every one but those without content is closed again."""
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Hold that tags are closed in order."""
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Keep text apart from scripts and styles."""
        here = self._open[-1] if self._open else ""
        self.raw.get(here, self.said).append(data)

    @property
    def text(self) -> str:
        """Everything that is read, with single spaces."""
        return " ".join("".join(self.said).split())

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """Return the attributes of every such tag."""
        return [attributes for name, attributes in self.tags if name == tag]

    @property
    def data(self) -> dict[str, Any]:
        """What the script knows."""
        given: dict[str, Any] = json.loads(self.raw["script"][0])
        return given


def pages(folder: Path, of: Material) -> dict[str, Source]:
    """Write every page into `folder` and return it, by path."""
    made = {}
    for file in FORMATS["html"].files(of):
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
        made[str(file.path)] = Source(file.content.decode())
    return made


def everything(plan: Plan | None = None) -> Material:
    """Return all pages there can be."""
    of = materials.material(plan)
    lists = of.checklists
    return replace(of, owners=lists.body_ids, people=lists.person_ids, days=(date(2022, 11, 24),))


def test_there_is_a_page_for_each_reader(tmp_path: Path) -> None:
    """Everyone's is called after the campaign."""
    made = pages(tmp_path, everything())
    assert {"campaign.html", "wards/xuan-dinh.html", "owners/hoi-phu-nu.html"} <= set(made)
    assert {"people/tu-phap.html", "days/2022-11-24.html"} <= set(made)


def test_a_page_says_all_of_its_outline(tmp_path: Path) -> None:
    """Without scripts: every title, place, detail, row and foot stands in the source."""
    of = everything()
    made = pages(tmp_path, of)
    for page in of.pages():
        outline = outline_of(page.view)
        text = made[f"{page.stem.replace('organiser', 'campaign')}.html"].text
        said = [outline.title, outline.subject, outline.version, outline.campaign, *outline.foot]
        said += [part for fact in outline.facts for part in fact]
        for section in outline.sections:
            said += [section.title, section.note, *section.head, *section.total]
            said += [cell for row in (*section.rows, *section.pairs) for cell in row]
            for item in section.items:
                said += [*item.when, item.hours, item.urgent, item.title, item.place]
                said += [*item.details, *(aside.title + aside.more for aside in item.asides)]
        for words in said:
            assert " ".join(clean(words).split()) in text


def test_pages_carry_language_version_and_draft(tmp_path: Path) -> None:
    """In the head, and where everybody sees it."""
    for source in pages(tmp_path, everything()).values():
        assert source.all("html") == [{"lang": "vi"}]
        assert "bản số 1 (dự thảo)" in source.text
        assert "0123456789ab" in source.text
        assert {"class": "version draft"} in source.all("strong")


def test_a_browser_may_run_what_is_ours_alone(tmp_path: Path) -> None:
    """The policy names the digests of the style and the script; nothing is fetched."""
    of = everything()
    made = pages(tmp_path, of)
    for name, source in made.items():
        (policy,) = [
            meta["content"] or ""
            for meta in source.all("meta")
            if meta.get("http-equiv") == "Content-Security-Policy"
        ]
        allowed = dict(part.strip().split(" ", 1) for part in policy.split(";"))
        assert allowed["default-src"] == "'none'"
        (style,), (_, script) = source.raw["style"], source.raw["script"]
        for kind, text in (("style-src", style), ("script-src", script)):
            digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
            assert allowed[kind] == f"'sha256-{digest}'"
        text = (tmp_path / name).read_text("utf-8")
        assert not re.search(r"https?://|//[a-z]|url\(|@import|\bstyle=|\bon[a-z]+=\"", text)
        for attributes in (one for _, one in source.tags):
            assert "src" not in attributes
            assert (attributes.get("href") or "#").startswith("#")


def test_links_lead_somewhere(tmp_path: Path) -> None:
    """Every fragment is an id, no id stands twice, every label has its field."""
    for source in pages(tmp_path, everything()).values():
        ids = [one["id"] for _, one in source.tags if "id" in one]
        assert len(ids) == len(set(ids))
        links = {(one.get("href") or "#")[1:] for one in source.all("a")}
        labels = {one["for"] for one in source.all("label") if "for" in one}
        named = {one["aria-labelledby"] for _, one in source.tags if "aria-labelledby" in one}
        assert links | labels | named <= set(ids)


def test_headings_are_in_order(tmp_path: Path) -> None:
    """One of the first rank; none skips a rank."""
    for source in pages(tmp_path, everything()).values():
        ranks = [int(tag[1]) for tag, _ in source.tags if re.fullmatch(r"h[1-6]", tag)]
        assert ranks.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(ranks))


def test_tasks_are_known_by_their_ids(tmp_path: Path) -> None:
    """What is ticked off has the ids that other files have, once each."""
    of = materials.material()
    made = pages(tmp_path, of)
    every = [task[0] for task in made["campaign.html"].data["tasks"]]
    assert sorted(every) == sorted(task.id for task in of.checklists.tasks)
    own = [task[0] for task in made["wards/tay-tuu.html"].data["tasks"]]
    assert set(own) == {
        task.id
        for task in of.checklists.tasks
        if (task.doer.id, task.doer.ward) == ("tay-tuu", True)
    }
    assert len(own) == len(set(own))
    boxes = [one for one in made["wards/tay-tuu.html"].all("input") if one.get("data-t")]
    assert len(boxes) >= len({place for one in boxes for place in (one["data-t"] or "").split()})


def test_repeated_tasks_have_a_box_for_each_day(tmp_path: Path) -> None:
    """A weekly inspection is ticked off every week."""
    of = materials.material(wards=("tay-tuu",))
    (source,) = pages(tmp_path, of).values()
    weeks = [task for task in of.checklists.tasks if task.id.startswith("banners@tay-tuu/inspect")]
    boxes = [one for one in source.all("input") if "aria-label" in one]
    assert len(boxes) == len(weeks) > 1


def test_private_events_show_no_names(tmp_path: Path) -> None:
    """Neither in the text nor in the data of pages that are shared."""
    materials.exported(tmp_path, "html")
    for path in tmp_path.rglob("*.html"):
        text = path.read_text("utf-8")
        for secret in ("Nhà riêng", "Ngõ 7", "Báo cáo viên Hội LHPN"):
            assert secret not in text


def test_the_same_schedule_gives_the_same_pages(tmp_path: Path) -> None:
    """Byte for byte."""
    for name in ("one", "two"):
        materials.exported(tmp_path / name, "html", of=everything())
    for path in (tmp_path / "one").rglob("*.html"):
        twin = tmp_path / "two" / path.relative_to(tmp_path / "one")
        assert path.read_bytes() == twin.read_bytes()


HOSTILE = (
    "</script><script>window.hostile = 1</script>",
    "<img src=x onerror='window.hostile=1'>",
    '" onmouseover="window.hostile=1',
    "{{ 7 * 7 }} {% raw %}",
    "<!-- --> ]]> &amp; &#60;b&#62;",
    "=1+1",
    "\x1b[31mred\u202e\u2066",
    "một\nhai\u2028ba",
    "Xuân Đỉnh".encode().decode() + " e\u0302\u0301",
    "x" * 3_000,
    "🎉 nhà",
)


def hostile(text: str) -> Plan:
    """Return a plan that says `text` wherever it can."""
    template = TaskTemplate(id="names", title={"en": text}, who="ward", need={"en": text})
    return b.plan(
        b.activity("talk", title=text, preside=text, attend=text, owner=text, tasks=(template,)),
        b.activity("film", title=text, owner=text, first="14/11", last="20/11", lasts="window"),
        wards=(b.ward("con", name=text), b.ward("other", name=text)),
        supplies=(b.supply("gift", 3, share_by="equal", unit=text),),
    )


def hostile_material(text: str) -> Material:
    """Return what its pages are made of."""
    plan = hostile(text)
    bookings = [
        b.booking(plan, f"{what}@{ward}", *when)
        for what, when in (("talk", ("21/11",)), ("film", ()))
        for ward in plan.wards
    ]
    return materials.material(plan, b.schedule(plan, *bookings))


@pytest.mark.parametrize("text", HOSTILE)
def test_text_of_a_plan_is_text(tmp_path: Path, text: str) -> None:
    """It stands in the page as it stands in the plan, and is no markup."""
    for source in pages(tmp_path, hostile_material(text)).values():
        assert len(source.raw["script"]) == 2
        assert not source.all("img")
        assert not [1 for _, one in source.tags if "onmouseover" in one]
        if "con_" in str(source.data["file"]):
            assert " ".join(clean(text).split()) in source.text


@given(st.text())
def test_any_text_gives_a_page(text: str) -> None:
    """Whatever letters a title has, tags are closed and the data can be read."""
    from campaign_cli.exporting.as_html import files

    for file in files(hostile_material(f"a{text}")):
        assert Source(file.content.decode()).data["tasks"] is not None


@given(st.sets(st.integers(0, 60)))
def test_ranges_hold_what_they_are_made_of(places: set[int]) -> None:
    """And are short."""
    read = {
        place
        for part in _ranges(places).split()
        for first, _, last in [part.partition("-")]
        for place in range(int(first), int(last or first) + 1)
    }
    assert read == places
