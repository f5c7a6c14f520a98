"""PDF, read back by poppler and qpdf: what it says, how it is cut to pages, that it repeats."""

import re
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from helpers import builders as b
from helpers import materials, small_month

from campaign_cli.exporting import FORMATS, FormatError, Material, as_pdf
from campaign_cli.exporting.as_pdf.glyphs import LONGEST, STAND_IN, letters_of, printer
from campaign_cli.exporting.as_pdf.qr_code import ROOM
from campaign_cli.model.plan import Plan
from campaign_cli.model.plan.days import date_range
from campaign_cli.model.plan.kind import TaskTemplate
from campaign_cli.model.schedule.privacy import without_people

FONTS = Path(as_pdf.__file__).parent / "typst" / "fonts"
WARD = "wards/xuan-dinh.pdf"
A4 = ("595.276", "841.89")

read_back = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs poppler-utils")
checked = pytest.mark.skipif(shutil.which("qpdf") is None, reason="needs qpdf")

BASES = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
LETTERS = [unicodedata.normalize("NFC", f"{base}{tone}") for base in BASES for tone in TONES] + [
    "đ"
]
VIETNAMESE = [*LETTERS, *(letter.upper() for letter in LETTERS)]


def made(of: Material | None = None, **asked: Any) -> dict[str, bytes]:
    """Return the files of the small month, or of what `of` is made of, by path."""
    material = of or materials.material(**asked)
    return {str(file.path): file.content for file in FORMATS["pdf"].files(material)}


@pytest.fixture(scope="module")
def month() -> dict[str, bytes]:
    """Return the files of the small month."""
    return made()


def told(content: bytes, *how: str) -> str:
    """Return what poppler reads, in the order in which it was set, with single spaces."""
    done = subprocess.run(
        ["pdftotext", "-raw", "-enc", "UTF-8", *how, "-", "-"],  # noqa: S607 - Debian's
        input=content,
        capture_output=True,
        check=True,
    )
    return " ".join(done.stdout.decode().replace("\u200b", "").split())


def told_pages(content: bytes, tmp_path: Path) -> list[tuple[str, str, str]]:
    """Return each page's width, height and text."""
    file = tmp_path / "file.pdf"
    file.write_bytes(content)
    info = subprocess.run(
        ["pdfinfo", "-l", "999", file],  # noqa: S607 - Debian's
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    sizes = re.findall(r"Page +\d+ size: +([\d.]+) x ([\d.]+)", info)
    return [
        (width, height, told(content, "-f", str(page), "-l", str(page)))
        for page, (width, height) in enumerate(sizes, start=1)
    ]


def hostile(text: str) -> Material:
    """Return what is made of a plan that says `text` wherever it can."""
    template = TaskTemplate(id="names", title={"en": text}, who="ward", need={"en": text}, key=True)
    plan = b.plan(
        b.activity("talk", title=text, preside=text, attend=text, owner=text, tasks=(template,)),
        wards=(b.ward("con", name=text),),
        supplies=(b.supply("gift", 3, share_by="equal", unit=text),),
    )
    return materials.material(plan, b.schedule(plan, b.booking(plan, "talk@con", "21/11")))


@read_back
def test_a_file_says_everything_that_the_ward_must_know(month: dict[str, bytes]) -> None:
    """Events, days, places, people, tasks, what is collected and reported."""
    lists = materials.material().checklists
    for ward in lists.ward_ids:
        text = told(month[f"wards/{ward}.pdf"])
        sheet = lists.sheet(ward, full=True)
        for event in sheet.events:
            assert event.title in text
            assert f"{event.first:%d/%m}" in text
            assert event.venue in text
            assert event.owner.ward or event.owner.name in text
            assert all(person.name in text for person in event.people)
        for line in sheet.lines:
            assert line.title in text
            assert f"{line.due:%d/%m}" in text
        for receipt in sheet.receipts:
            assert f"{receipt.name}: {receipt.amount}" in text.replace(".", "")
        for word in ("0123456789ab", "bản số 1 (dự thảo)", "DỰ THẢO", "PHIẾU GIAO VIỆC"):
            assert word in text


@read_back
def test_the_frame_is_that_of_an_administrative_document(month: dict[str, bytes]) -> None:
    """Country, motto, number, place and date stand on the first page."""
    text = told(month[WARD], "-l", "1")
    for part in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Số: …"):
        assert part in text
    assert "ngày 03 tháng 11 năm 2022" in text


@read_back
def test_the_first_page_is_the_sheet_and_the_last_a_calendar(
    month: dict[str, bytes], tmp_path: Path
) -> None:
    """Upright A4 but for the calendar; a ward's lists between them."""
    pages = told_pages(month[WARD], tmp_path)
    assert [page[:2] for page in pages] == [A4] * (len(pages) - 1) + [A4[::-1]]
    texts = [text for *_, text in pages]
    assert "BÁO CÁO" in texts[0]
    assert "TẤT CẢ ĐẦU VIỆC" in texts[1]
    assert sum("DANH SÁCH THAM DỰ" in text for text in texts) == 2
    assert sum("DANH SÁCH KÝ NHẬN" in text for text in texts) == 1
    assert "LỊCH HOẠT ĐỘNG" in texts[-1]
    assert "quét để thêm vào điện thoại" in texts[-1]
    for day in date_range(b.on("15/11"), b.on("15/12")):
        assert f"{day:%d/%m}" in texts[-1]
    assert "Kỳ họp HĐND quận" in texts[-1]
    assert texts[1].startswith("2 ") or texts[1].endswith(" 2") or " 2 " in texts[1]


@read_back
def test_the_organiser_gets_a_calendar_and_wards_by_days(
    month: dict[str, bytes], tmp_path: Path
) -> None:
    """On pages of their own, across."""
    across = [
        text for width, _, text in told_pages(month["organiser.pdf"], tmp_path) if width == A4[1]
    ]
    assert [("LỊCH HOẠT ĐỘNG" in text, "LỊCH THEO ĐỊA BÀN" in text) for text in across] == [
        (True, False),
        (False, True),
    ]
    assert all(ward in across[1] for ward in ("Liên Mạc", "Tây Tựu", "Xuân Đỉnh"))


@read_back
def test_everyones_page_of_a_city_is_three_files(
    month: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Events, tasks, and what goes on the wall, each set in a process of its own; nothing less."""
    monkeypatch.setattr(as_pdf, "MANY", 0)
    parts = made()
    names = ["organiser.pdf", "organiser-tasks.pdf", "organiser-month.pdf"]
    assert [name for name in parts if name not in month] == names[1:]
    assert {name: parts[name] for name in month if name != names[0]} == {
        name: month[name] for name in month if name != names[0]
    }
    whole, told_in = told(month[names[0]]), [told(parts[name]) for name in names]
    missing = {word for word in whole.split() if not any(word in text for text in told_in)}
    assert not missing - {"2", "3", "4", "5", "6", "7", "8", "9"}
    assert all("DỰ THẢO" in text for text in told_in[:2])


def test_owners_people_and_days_have_theirs() -> None:
    """In the same frame, from their outlines."""
    files = made(owners=("hoi-phu-nu",), people=("tu-phap",), days=(b.on("24/11"),))
    assert list(files) == ["owners/hoi-phu-nu.pdf", "people/tu-phap.pdf", "days/2022-11-24.pdf"]
    owner, person, day = map(told, files.values())
    assert "Chốt chủ đề, đề cương" in owner
    assert "Nhà văn hóa phường, 12 Đường Làng" in person
    assert "Thứ Năm, 24/11" in day


@pytest.mark.slow
@read_back
@pytest.mark.parametrize("tasks", [0, 12, 40, 90])
def test_a_sheet_stays_one_page_however_many_tasks(tasks: int, tmp_path: Path) -> None:
    """The text gives way first, then the last of the key tasks, which the list has anyway."""
    templates = tuple(
        TaskTemplate(
            id=f"t{number}",
            title={"vi": f"Việc số {number}, phải làm xong và báo về cho đủ"},
            who="ward",
            key=True,
            days=-1 - number % 20,
        )
        for number in range(tasks)
    )
    plan = b.plan(b.activity("talk", title="Tọa đàm", tasks=templates), wards=(b.ward("con"),))
    plan = replace(plan, campaign=replace(plan.campaign, language="vi"))
    of = materials.material(plan, b.schedule(plan, b.booking(plan, "talk@con", "9/12")))
    content = next(iter(made(of).values()))
    texts = [text for *_, text in told_pages(content, tmp_path)]
    assert "CÁC CUỘC" in texts[0]
    assert "TẤT CẢ ĐẦU VIỆC" in texts[1]
    shown = len(re.findall(r"Việc số", texts[0]))
    rest = re.search(r"Còn (\d+) đầu việc chính khác", texts[0])
    assert shown + int(rest[1] if rest else 0) == tasks
    assert len(re.findall(r"Việc số", " ".join(texts[1:]))) == tasks


@read_back
@pytest.mark.parametrize(
    "text",
    [
        '#read("/etc/passwd") *b* _i_ $x$ <label> @ref `raw`',
        "= Head - list + enum / term: // no /* comment */ https://x.example",
        "{{ 7*7 }} =1+1 <script>alert(1)</script> \\u{41} ~ -- ---",
        '"; #eval("1") ]])',
    ],
)
def test_text_of_a_plan_is_set_as_it_stands(text: str) -> None:
    """Nothing of it is ever markup."""
    for content in made(hostile(text)).values():
        assert text in told(content)


@read_back
@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("quà 🎁 tặng", f"quà {STAND_IN} tặng"),
        ("漢字", STAND_IN * 2),
        ("yêu ❤️ thương", f"yêu {STAND_IN} thương"),
        ("\x1b[31mđỏ\x1b[0m", "đỏ"),
        ("a\u202eb\u200b", "ab"),
        ("một\nhai", "một hai"),
        ("\uf001\ufffe", STAND_IN * 2),
        (unicodedata.normalize("NFD", "Tọa đàm ở phường"), "Tọa đàm ở phường"),
    ],
)
def test_what_the_fonts_lack_has_a_stand_in(text: str, shown: str) -> None:
    """An emoji costs nobody a sheet."""
    for content in made(hostile(text)).values():
        assert shown in told(content)


@read_back
@checked
def test_a_very_long_word_is_broken_within_its_column(tmp_path: Path) -> None:
    """And no letter of it is lost."""
    word = "Ệ" * 300
    for content in made(hostile(word)).values():
        assert word in told(content).replace(" ", "")
        assert sound(content, tmp_path)


@read_back
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_all_vietnamese_letters_are_set(form: Any) -> None:
    """146 of them (with the plain vowels), composed and decomposed alike."""
    assert len(set(VIETNAMESE)) == 146
    text = unicodedata.normalize(form, " ".join(VIETNAMESE))
    for content in made(hostile(text)).values():
        assert " ".join(VIETNAMESE) in told(content)


@pytest.mark.parametrize("font", sorted(FONTS.glob("*.ttf")), ids=lambda path: path.stem)
def test_every_shipped_font_has_the_same_letters(font: Path) -> None:
    """So that one of them says what all can set."""
    letters = letters_of(font.read_bytes())
    assert letters == letters_of((FONTS / "Tinos-Regular.ttf").read_bytes())
    assert letters.issuperset(map(ord, "".join(VIETNAMESE) + f"{STAND_IN}…–·×→“”"))
    assert (FONTS / "OFL.txt").is_file()


def test_words_are_broken_only_where_they_are_long() -> None:
    """Everything else stays as it was written."""
    printable = printer(frozenset(map(ord, "abcđ ")))
    assert printable("abc đ" * 30) == "abc đ" * 30
    assert printable("a" * (2 * LONGEST + 1)).split("\u200b") == ["a" * LONGEST] * 2 + ["a"]


def test_two_exports_are_equal(month: dict[str, bytes]) -> None:
    """Byte by byte, whatever was set before."""
    assert made() == month
    alone = made(wards=("xuan-dinh",))
    assert alone[WARD] == month[WARD]


def sound(content: bytes, tmp_path: Path) -> bool:
    """Return whether qpdf finds nothing wrong."""
    file = tmp_path / "checked.pdf"
    file.write_bytes(content)
    done = subprocess.run(["qpdf", "--check", file], capture_output=True, check=False)  # noqa: S607 - Debian's
    return done.returncode == 0


@checked
def test_files_are_sound(month: dict[str, bytes], tmp_path: Path) -> None:
    """By another reader's check."""
    assert all(sound(content, tmp_path) for content in month.values())


def test_files_are_tagged_and_made_to_last(month: dict[str, bytes]) -> None:
    """They say that they are PDF/A-2a and PDF/UA-1, in which language, and of which campaign."""
    for content in month.values():
        for mark in (b"<pdfaid:part>2", b"<pdfaid:conformance>A", b"<pdfuaid:part>1", b"vi-VN"):
            assert mark in content
    assert "Tháng hành động".encode() in month[WARD]


@read_back
def test_headings_tables_and_pictures_are_tagged(month: dict[str, bytes], tmp_path: Path) -> None:
    """For those who hear the page."""
    file = tmp_path / "file.pdf"
    file.write_bytes(month[WARD])
    done = subprocess.run(
        ["pdfinfo", "-struct", file],  # noqa: S607 - Debian's
        capture_output=True,
        check=True,
    )
    tags = done.stdout.decode("utf-8", "replace")
    for tag in ("H1", "H2", "Table", "TH", "TD", "L", "Figure"):
        assert re.search(rf"^\s*{tag}\b", tags, re.MULTILINE), tag


@read_back
def test_copies_without_personal_data_have_none() -> None:
    """No phone, no contact."""
    plan = without_people(small_month.plan())
    for content in made(materials.material(plan)).values():
        text = told(content)
        assert "024 0000" not in text
        assert "Công chức VH-XH" not in text


@read_back
def test_private_places_stay_out_of_shared_files(month: dict[str, bytes]) -> None:
    """A visited home stands on no ward's page, nor on the organiser's."""
    for content in month.values():
        assert not any(secret in told(content) for secret in ("Nhà riêng", "Ngõ 7"))


def test_without_typst_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """On machines for which it is not made; nothing is written."""
    monkeypatch.setitem(sys.modules, "typst", None)
    files: Iterator[Any] = FORMATS["pdf"].files(materials.material())
    with pytest.raises(FormatError) as caught:
        next(files)
    assert caught.value.diagnostic.code == "F304"


def test_the_code_is_a_calendar_that_fits() -> None:
    """Cut at an event's end where there is too much."""
    from campaign_cli.exporting.as_pdf.qr_code import _calendar

    of = materials.material()
    bookings = of.schedule.by_id()
    events = [one for one in of.checklists.sheet("xuan-dinh").events if not one.window]
    few = tuple((event, bookings[event.id]) for event in events)
    text, count = _calendar(of.plan, few)
    assert count == len(few)
    assert "DTSTART:20221125T063000Z" in text
    assert "SUMMARY:Tọa đàm phòng\\, chống bạo lực gia đình" in text
    cut, count = _calendar(of.plan, few * 20)
    assert len(cut.encode()) <= ROOM
    assert cut.count("BEGIN:VEVENT") == cut.count("END:VEVENT") == count < 20 * len(few)


def test_the_date_inside_is_the_revisions() -> None:
    """Not that of the export."""
    later = replace(materials.material(wards=("xuan-dinh",)), made=datetime(2023, 1, 2, tzinfo=UTC))
    assert b"D:20230102" in made(later)[WARD]


def test_an_english_plan_has_no_motto() -> None:
    """Decree 30 rules Vietnamese documents."""
    if shutil.which("pdftotext") is None:
        pytest.skip("needs poppler-utils")
    plan: Plan = b.plan(b.activity("talk", title="A talk"), wards=(b.ward("con"),))
    plan = replace(plan, campaign=replace(plan.campaign, language="en"))
    of = materials.material(plan, b.schedule(plan, b.booking(plan, "talk@con", "21/11")))
    for content in made(of).values():
        assert "CỘNG HÒA" not in told(content)
