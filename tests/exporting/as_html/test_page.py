"""Pages in a real browser: filter, ticks, print, no network, and readers of all sorts."""

import csv
import io
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from helpers import builders as b
from helpers import materials, small_month
from helpers.rereading import browser

from campaign_cli.exporting import Material
from campaign_cli.model.plan.kind import TaskTemplate

pytestmark = pytest.mark.skipif(bool(browser.MISSING), reason=browser.MISSING)

AXE = os.environ.get("AXE_CORE", "")
"""The file `axe.min.js` of the npm package axe-core."""

OTHERS = ("md", "csv", "ics", "txt", "json")
"""Formats beside pages, so that the index has what it can have."""

SHOWN = """
return [...document.querySelectorAll(arguments[0])]
  .filter((node) => !node.closest("[hidden]"))
  .map((node) => node.textContent.trim().replace(/\\s+/g, " "));
"""

VIOLATIONS = """
const done = arguments[0];
const told = (one) => [one.id, one.nodes.map((node) => node.html)];
const runOnly = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
axe.run({ runOnly }).then((all) => done(all.violations.map(told)));
"""


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[browser.Browser]:
    """Return a browser's window."""
    with browser.browser(tmp_path_factory.mktemp("browser")) as one:
        yield one


def english() -> Material:
    """Return the small month for readers of English."""
    plan = small_month.plan()
    plan = replace(plan, campaign=replace(plan.campaign, language="en", ward_term="ward"))
    return materials.material(plan, small_month.schedule(plan))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the pages of the small month, in both languages."""
    made = tmp_path_factory.mktemp("pages")
    of = materials.material()
    people = replace(of, owners=("hoi-phu-nu",), people=("tu-phap",))
    materials.exported(made / "vi", "html", *OTHERS, of=people)
    materials.exported(made / "en", "html", *OTHERS, of=english())
    return made


@pytest.fixture
def page(window: browser.Browser, folder: Path) -> browser.Browser:
    """Return the window with everyone's page, nothing ticked."""
    window.window(1280)
    window.open(folder / "vi" / "campaign.html")
    window.run("localStorage.clear()")
    window.reload()
    return window


def chosen(page: browser.Browser, field: str, value: str) -> None:
    """Choose the entry that begins with `value`."""
    page.run(
        """
        const field = document.getElementById(arguments[0]);
        field.value = [...field.options].find((one) => one.text.startsWith(arguments[1])).value;
        field.dispatchEvent(new Event("input", { bubbles: true }));
        """,
        field,
        value,
    )
    settled(page)


def settled(page: browser.Browser) -> None:
    """Wait until the filter has been applied."""
    page.run("requestAnimationFrame(() => setTimeout(arguments[0]))", wait=True)


def found(page: browser.Browser, text: str) -> None:
    """Type into the filter."""
    page.run("document.getElementById('find').value = ''")
    page.type("#find", text)
    settled(page)


def status(page: browser.Browser) -> str:
    """Return what a screen reader is told of the filter."""
    said: str = page.run("return document.getElementById('status').textContent")
    return said


@pytest.mark.parametrize(
    "text", ["xuan dinh", "XUÂN ĐỈNH", "Xua\u0302n D\u0323i\u0309nh", "Xuân  Đỉnh"]
)
def test_a_ward_is_found_without_diacritics(page: browser.Browser, text: str) -> None:
    """However it is typed: its row, its events, its tasks, and nothing of others alone."""
    typed = text.replace("D\u0323", "Đ")
    found(page, typed)
    assert page.run(SHOWN, ".matrix tbody th") == ["Xuân Đỉnh"]
    events = page.run(SHOWN, ".item[data-e] .title")
    assert "Tọa đàm phòng, chống bạo lực gia đình · Xuân Đỉnh" in events
    assert "Lễ phát động Tháng hành động" in events
    assert not [title for title in events if title.endswith(("Tây Tựu", "Liên Mạc"))]
    assert status(page).startswith("đang hiện: 4/11 cuộc")
    page.click("button[type=reset]")
    settled(page)
    assert status(page).startswith("đang hiện: 11/11 cuộc")


def test_activities_places_and_tasks_are_found(page: browser.Browser) -> None:
    """By any of their words; several words may stand apart."""
    found(page, "toa dam")
    assert {title.split(" · ")[0] for title in page.run(SHOWN, ".item[data-e] .title")} == {
        "Tọa đàm phòng, chống bạo lực gia đình"
    }
    found(page, "san van dong")
    assert page.run(SHOWN, ".item[data-e] .title") == [
        "Giao lưu văn nghệ “Yêu thương và chia sẻ” · Cụm ven sông"
    ]
    found(page, "may chieu")
    assert page.run(SHOWN, ".item[data-t] .title") == ["Thử loa, máy chiếu; nước uống"] * 2
    found(page, "chieu may thu")
    assert page.run(SHOWN, ".item[data-t] .title") == ["Thử loa, máy chiếu; nước uống"] * 2
    found(page, "không có đâu")
    assert status(page) == "không có mục nào phù hợp; bấm Bỏ lọc để xem lại tất cả"
    assert page.run(SHOWN, ".item") == []


def test_wards_kinds_and_weeks_filter(page: browser.Browser) -> None:
    """Each alone, and together; the calendar and the matrix follow."""
    chosen(page, "ward", "Tây Tựu")
    assert page.run(SHOWN, ".matrix tbody th") == ["Tây Tựu"]
    assert set(page.run(SHOWN, ".doers label")) == {"Tây Tựu"}
    chosen(page, "kind", "Tọa đàm")
    assert page.run(SHOWN, ".item[data-e] .title") == [
        "Tọa đàm phòng, chống bạo lực gia đình · Tây Tựu"
    ]
    assert page.run(SHOWN, ".entry > a") == ["Tọa đàm phòng, chống bạo lực gia đình"]
    assert page.run(SHOWN, ".matrix tbody b") == ["T Tọa đàm"]
    chosen(page, "week", "28/11")
    assert page.run(SHOWN, ".item[data-e]") == []
    assert page.run(SHOWN, ".item[data-t] .title") == [
        "Gửi kết quả: số liệu theo chỉ số, 3 ảnh, danh sách ký"
    ]


def test_ticks_survive_a_reload(page: browser.Browser, folder: Path) -> None:
    """They are the campaign's: a ward's page shows them, those of another revision do not."""
    chosen(page, "ward", "Xuân Đỉnh")
    page.click(".item:not([hidden]) .doers input")
    assert page.run("return document.getElementById('progress').textContent").startswith(
        "đã xong 1/"
    )
    page.reload()
    assert page.run("return document.querySelectorAll('.each').length") > 1
    assert page.run("return document.getElementById('progress').textContent").startswith(
        "đã xong 1/"
    )
    page.open(folder / "vi" / "wards" / "xuan-dinh.html")
    assert page.run("return document.querySelectorAll('input[data-t]:checked').length") == 1
    page.open(folder / "vi" / "wards" / "tay-tuu.html")
    assert page.run("return document.querySelectorAll('input[data-t]:checked').length") == 0
    (key,) = page.run("return Object.keys(localStorage)")
    assert key == "campaign/thang-hanh-dong-vi-binh-dang-gioi-nam-2022/2022-11-15/1"


def test_a_tick_can_be_taken_back(page: browser.Browser, folder: Path) -> None:
    """By mouse and by keyboard; what is done is out of sight where one wants what is left."""
    page.open(folder / "vi" / "wards" / "xuan-dinh.html")
    page.click("label.tick input")
    before = status(page)
    page.click("#open")
    settled(page)
    assert status(page) != before
    assert page.run("return document.querySelector('.item:has(input:checked)').hidden")
    page.click("#open")
    settled(page)
    page.click("label.tick .title")
    assert page.run("return document.querySelectorAll('input[data-t]:checked').length") == 0
    page.run("document.querySelector('label.tick input').focus()")
    page.press(" ")
    assert page.run("return document.querySelectorAll('input[data-t]:checked').length") == 1


def test_a_browser_that_keeps_nothing_says_so(window: browser.Browser, folder: Path) -> None:
    """The page works; ticks can be given out."""
    blocked = "Object.defineProperty(window, 'localStorage', { get() { throw new Error() } })"
    added = window.devtools("Page.addScriptToEvaluateOnNewDocument", source=blocked)
    window.open(folder / "vi" / "wards" / "xuan-dinh.html")
    window.click("label.tick input")
    said = window.run("return document.querySelector('.kept').textContent")
    window.devtools("Page.removeScriptToEvaluateOnNewDocument", **added)
    assert "đã xong 1/" in said
    assert "không lưu được" in said


def given(page: browser.Browser, name: str) -> list[dict[str, str]]:
    """Return the rows of the table that a page gives out."""
    downloads = page.downloads
    page.click("#give")
    for _ in range(100):
        if (downloads / name).is_file():
            break
        time.sleep(0.05)
    raw = (downloads / name).read_bytes()
    (downloads / name).unlink()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.count(b"\r\n") == raw.count(b"\n")
    return list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))


def test_ticks_are_given_out_as_a_table(page: browser.Browser, folder: Path) -> None:
    """A row a task, with its id, its ward, its state and the day."""
    page.open(folder / "vi" / "wards" / "xuan-dinh.html")
    page.click("label.tick input")
    rows = given(page, "xuan-dinh-da-xong-1.csv")
    today = page.run(
        "const now = new Date(); return [now.getFullYear(), now.getMonth() + 1, now.getDate()]"
    )
    lists = materials.material().checklists
    own = [task.id for task in lists.tasks if task.doer.id == "xuan-dinh"]
    assert sorted(row["mã đầu việc"] for row in rows) == sorted(own)
    assert {row["mã phường"] for row in rows} == {"xuan-dinh"}
    (done,) = [row for row in rows if row["tình trạng"]]
    assert done["tình trạng"] == "đã xong"
    assert [int(part) for part in done["ngày xong"].split("-")] == today
    assert {row["bản"] for row in rows} == {"bản số 1 (dự thảo)"}


def test_no_cell_that_is_given_out_is_a_formula(window: browser.Browser, tmp_path: Path) -> None:
    """Whatever the plan says, and none of it runs."""
    text = "=1+1</script><img src=x onerror='window.hostile=1'>\",\"b"
    template = TaskTemplate(id="names", title={"en": text}, who="ward")
    plan = b.plan(
        b.activity("talk", title=text, owner=text, tasks=(template,)),
        wards=(b.ward("x", name=text),),
    )
    of = materials.material(plan, b.schedule(plan, b.booking(plan, "talk@x", "21/11")))
    materials.exported(tmp_path, "html", of=of)
    window.open(tmp_path / "wards" / "x.html")
    assert window.run("return window.hostile ?? null") is None
    assert window.run("return document.querySelector('.item[data-e] .title').textContent") == text
    (row,) = given(window, "x-ticks-0.csv")
    assert row["task"] == row["who"] == f"'{text}"


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs Debian's poppler-utils")
def test_a_page_prints(page: browser.Browser, tmp_path: Path) -> None:
    """All that is read, none of what is pressed; what the filter hides is not printed."""
    everything = printed(page, tmp_path)
    for words in (
        "Lễ phát động Tháng hành động",
        "bản số 1 (dự thảo)",
        "Xuân Đỉnh",
        "0123456789ab",
    ):
        assert words in everything
    assert "Bỏ lọc" not in everything
    assert "đang hiện" not in everything
    found(page, "toa dam")
    assert "Lễ phát động Tháng" not in printed(page, tmp_path)


def printed(page: browser.Browser, folder: Path) -> str:
    """Return the text of the printed page."""
    (folder / "page.pdf").write_bytes(page.printed())
    done = subprocess.run(
        ["pdftotext", "-layout", str(folder / "page.pdf"), "-"],  # noqa: S607 - where Debian has it
        capture_output=True,
        check=True,
    )
    return " ".join(done.stdout.decode().split())


def test_nothing_asks_the_network(page: browser.Browser, folder: Path) -> None:
    """A page loads itself alone, and is kept from more."""
    page.log()
    file = folder / "vi" / "campaign.html"
    page.open(file)
    found(page, "xuan")
    asked = [
        entry["params"]["request"]["url"]
        for entry in page.log()
        if entry["method"] == "Network.requestWillBeSent"
    ]
    assert asked == [file.resolve().as_uri()]
    assert page.run("return performance.getEntriesByType('resource').length") == 0
    refused = page.run(
        """
        const done = arguments[0];
        const seen = [];
        document.addEventListener(
          "securitypolicyviolation", (event) => seen.push(event.effectiveDirective));
        const image = new Image();
        image.onerror = () => fetch("data:,x").catch(() => setTimeout(() => done(seen)));
        image.src = "data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=";
        """,
        wait=True,
    )
    assert sorted(refused) == ["connect-src", "img-src"]


@pytest.mark.parametrize("name", ["campaign", "wards/xuan-dinh", "owners/hoi-phu-nu"])
@pytest.mark.parametrize("width", [320, 360, 1280])
def test_only_the_matrix_scrolls_sideways(
    window: browser.Browser, folder: Path, name: str, width: int
) -> None:
    """On a phone, too."""
    window.window(width)
    window.open(folder / "vi" / f"{name}.html")
    assert window.run("return document.documentElement.scrollWidth") <= width


def test_long_names_do_not_widen_a_page(window: browser.Browser, tmp_path: Path) -> None:
    """Words without an end are broken."""
    text = "x" * 400
    plan = b.plan(
        b.activity("talk", title=text, owner=text), wards=(b.ward("x", name=text), b.ward("y"))
    )
    booked = b.schedule(
        plan, b.booking(plan, "talk@x", "21/11"), b.booking(plan, "talk@y", "22/11")
    )
    materials.exported(tmp_path, "html", of=materials.material(plan, booked))
    window.window(320)
    for name in ("campaign", "wards/x"):
        window.open(tmp_path / f"{name}.html")
        assert window.run("return document.documentElement.scrollWidth") <= 320


def test_a_keyboard_reaches_everything(page: browser.Browser, folder: Path) -> None:
    """In the page's order, with the focus seen, out at the end; first of all the content."""
    page.open(folder / "vi" / "wards" / "xuan-dinh.html")
    reached: list[list[str]] = []
    count = page.run(
        "return [...document.querySelectorAll('a,button,input,select,summary,[tabindex=\"0\"]')]"
        ".filter((node) => node.checkVisibility()).length"
    )
    for _ in range(count):
        page.press("\ue004")
        where = page.run(
            "const node = document.activeElement; const style = getComputedStyle(node);"
            "const name = node.tagName + (node.id || node.className);"
            "return [name, style.outlineStyle, style.outlineWidth]"
        )
        reached.append(where)
    assert reached[0][0] == "Askip"
    assert {tuple(where[1:]) for where in reached} == {("solid", "3px")}
    assert "BODY" not in {where[0] for where in reached}
    page.run("document.querySelector('.skip').focus()")
    page.press("\ue007")
    assert page.run("return document.activeElement.id") == "content"


@pytest.mark.slow
@pytest.mark.skipif(not Path(AXE or "/none").is_file(), reason="needs axe-core's file in AXE_CORE")
@pytest.mark.parametrize(
    ("tongue", "scheme", "width"),
    [("vi", "light", 1280), ("vi", "dark", 360), ("en", "dark", 1280), ("en", "light", 360)],
)
def test_readers_of_all_sorts_can_use_it(
    window: browser.Browser, folder: Path, tongue: str, scheme: str, width: int
) -> None:
    """axe-core finds no violation: contrast, names, landmarks, headings, tables."""
    axe = Path(AXE).read_text("utf-8")
    window.window(width, scheme=scheme)
    for name in ("index", "campaign", "wards/xuan-dinh", "print-order"):
        window.open(folder / tongue / f"{name}.html")
        window.run("document.querySelectorAll('details').forEach((one) => { one.open = true })")
        assert window.run(f"{axe};{VIOLATIONS}", wait=True) == []
