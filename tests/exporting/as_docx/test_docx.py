"""Word documents: what other readers find in them, that they repeat, that text stays text."""

import io
import re
import shutil
import subprocess
import unicodedata
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from helpers import builders as b
from helpers import materials, small_month
from lxml import etree

from campaign_cli.app.checking import layout_problems
from campaign_cli.exporting.shared.signers import ROWS, attended
from campaign_cli.listing import checklists
from campaign_cli.model.checklist import Sending
from campaign_cli.model.plan import Document as Letterhead
from campaign_cli.model.plan import Plan
from campaign_cli.proofing import layout_problems as proofread

SIGNED = Letterhead(
    parent="UBND thành phố Hà Nội",
    number="125/KH-UBND",
    place="Bắc Từ Liêm",
    date=small_month.plan().document.date,
    basis=("Luật Bình đẳng giới ngày 29 tháng 11 năm 2006", "Chiến lược quốc gia"),
    authority="KT. CHỦ TỊCH",
    title="PHÓ CHỦ TỊCH",
    name="…",
    to=("Như trên", "Lưu: VT"),
)

HOSTILE = (
    "{{ letter.title }} {% for x in y %} <w:br/> ]]> & &amp; \x1b[31mđỏ\x1b[0m \x00\x0b\ufffe "
    "\u202egnịhn\u202c =1+1 {_{ INCLUDETEXT \\* 🎉 " + "a" * 300
)
LITERAL = "{{ letter.title }} {% for x in y %} <w:br/> ]]> & &amp; đỏ"


def signed(plan: Plan | None = None) -> Plan:
    """Return the small month as an office issues it."""
    return replace(plan or small_month.plan(), document=SIGNED)


def exported(folder: Path, plan: Plan | None = None, **asked: object) -> Path:
    """Export the small month as Word documents and return the folder."""
    materials.exported(folder, "docx", of=materials.material(plan or signed(), **asked))
    return folder


def text_of(document: Document) -> str:
    """Return every text of a document's body, a line a paragraph."""
    paragraphs = document.element.body.iter(qn("w:p"))
    return "\n".join("".join(one.text or "" for one in p.iter(qn("w:t"))) for p in paragraphs)


def test_every_page_is_a_document_and_the_plan_one_too(tmp_path: Path) -> None:
    """Another reader opens them all; each says whose it is, and which version."""
    exported(tmp_path)
    files = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.docx")}
    assert files >= {
        *("organiser.docx", "plan.docx", "print-order.docx"),
        *("wards/lien-mac.docx", "wards/tay-tuu.docx", "wards/xuan-dinh.docx"),
    }
    for name in files:
        document = docx.Document(str(tmp_path / name))
        about = document.core_properties
        assert about.subject == "Tháng hành động vì bình đẳng giới năm 2022"
        assert about.comments == "bản số 1 (dự thảo)"
        assert about.keywords.startswith("0123456789ab")
        assert about.created is not None
        assert about.created.date() == about.modified.date() == materials.MADE.date()  # type: ignore[union-attr]
        assert "DỰ THẢO" in text_of(document)
        for section in document.sections:
            feet = section.footer, section.first_page_footer
            assert all("0123456789ab" in foot.paragraphs[0].text for foot in feet)


def test_the_same_bytes_again(tmp_path: Path) -> None:
    """Nothing in a file says when or where it was packed."""
    exported(tmp_path / "one")
    exported(tmp_path / "two")
    for path in sorted((tmp_path / "one").rglob("*.docx")):
        other = tmp_path / "two" / path.relative_to(tmp_path / "one")
        assert path.read_bytes() == other.read_bytes()
        with zipfile.ZipFile(path) as archive:
            assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_wards_document_has_all_it_fills_in(tmp_path: Path) -> None:
    """Its page, all tasks, attendance for what it holds, hand-over, gifts to be signed for."""
    exported(tmp_path)
    document = docx.Document(str(tmp_path / "wards" / "xuan-dinh.docx"))
    text = text_of(document)
    for wanted in (
        *("PHIẾU GIAO VIỆC", "Phường Xuân Đỉnh", "Số: 125/KH-UBND", "Nơi nhận:", "Nhà văn hóa"),
        *("Phụ lục I", "Phụ lục II", "Phụ lục III", "Phụ lục IV", "BIÊN BẢN GIAO NHẬN"),
        *("Áp phích A2", "Suất quà", "Họ và tên", "Ký tên"),
    ):
        assert wanted in text
    assert "Ngõ 7" not in text, "private places stay private"
    lists = [t for t in document.tables if t.cell(0, 0).text == "STT"]
    assert any(len(table.rows) == 1 + ROWS for table in lists)
    boxes = document.element.body.iter(
        "{http://schemas.microsoft.com/office/word/2010/wordml}checkbox"
    )
    ids = [one.get(qn("w:val")) for one in document.element.body.iter(qn("w:id"))]
    assert len(list(boxes)) == len(ids) == len(set(ids)) > 10
    tags = {one.get(qn("w:val")) for one in document.element.body.iter(qn("w:tag"))}
    tasks = {
        task.id
        for task in materials.material().checklists.tasks
        if task.doer.ward and task.doer.id == "xuan-dinh" and task.repeat is None
    }
    assert len(tags & tasks) >= len(tasks) - 2, "equal tasks of a day have one box"


def test_tables_repeat_their_heads_and_keep_rows_whole(tmp_path: Path) -> None:
    """And name their columns' widths, which some readers need."""
    exported(tmp_path)
    document = docx.Document(str(tmp_path / "wards" / "xuan-dinh.docx"))
    for table in document.element.body.iter(qn("w:tbl")):
        widths = [int(one.get(qn("w:w"))) for one in table.iter(qn("w:gridCol"))]
        assert sum(widths) <= 9071
        for row in table.iter(qn("w:tr")):
            assert row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None
    heads = list(document.element.body.iter(qn("w:tblHeader")))
    assert len(heads) > 4


def test_the_plan_has_its_chapters_and_its_annex_lies_across(tmp_path: Path) -> None:
    """From the basis to the signature; the schedule names every event that is not a window's."""
    exported(tmp_path)
    document = docx.Document(str(tmp_path / "plan.docx"))
    text = text_of(document)
    places = [
        text.index(one)
        for one in (
            *("KẾ HOẠCH", "Căn cứ Luật Bình đẳng giới", "I. MỤC ĐÍCH, YÊU CẦU"),
            *("II. CHỦ ĐỀ, THỜI GIAN, PHẠM VI", "III. NỘI DUNG", "IV. KINH PHÍ"),
            *("V. TỔ CHỨC THỰC HIỆN", "Nơi nhận:", "LỊCH TỔ CHỨC CÁC HOẠT ĐỘNG"),
        )
    ]
    assert places == sorted(places)
    assert "Căn cứ Luật Bình đẳng giới ngày 29 tháng 11 năm 2006;" in text
    assert "Căn cứ Chiến lược quốc gia." in text
    assert "[Cơ quan điền mục đích" in text, "the small month has no theme"
    *_, annex = document.sections
    assert annex.page_width > annex.page_height
    schedule = document.tables[-1]
    assert len(schedule.rows) == 1 + 1 + 8, "banners of all wards are one row"
    assert "Ngõ 7" not in text


def test_an_english_plan_reads_as_sentences(tmp_path: Path) -> None:
    """No hole where it has neither number nor date; wards in the plan's order."""
    plan = small_month.plan()
    wards = dict(sorted(plan.wards.items(), reverse=True))
    english = replace(
        plan,
        campaign=replace(plan.campaign, language="en"),
        document=replace(plan.document, number="", date=None),
        wards=wards,
    )
    exported(tmp_path, english)
    text = text_of(docx.Document(str(tmp_path / "plan.docx")))
    assert "(with the plan of " in text
    assert " ," not in text
    listed = re.findall(r"- Events: \d+, in (.*);", text)
    assert listed
    for line in listed:
        places = [line.index(one.name) for one in wards.values() if one.name in line]
        assert places == sorted(places), line


@pytest.mark.parametrize("name", ["plan", "organiser", "wards/tay-tuu", "print-order"])
def test_documents_keep_the_decrees_measures(tmp_path: Path, name: str) -> None:
    """What is said of others' files holds for these."""
    exported(tmp_path)
    assert layout_problems(tmp_path / f"{name}.docx") == ()


def hostile(plan: Plan) -> Plan:
    """Return the plan with a title that several programs would obey."""
    activities = {
        id_: replace(one, title=HOSTILE) if id_ == "talk" else one
        for id_, one in plan.activities.items()
    }
    return replace(
        plan, activities=activities, campaign=replace(plan.campaign, name=HOSTILE, theme=HOSTILE)
    )


def test_a_hostile_text_stands_as_it_is(tmp_path: Path) -> None:
    """Markup, fields, templates, controls, direction marks, very long words."""
    exported(tmp_path, hostile(signed()))
    for name in ("plan", "organiser", "wards/tay-tuu"):
        path = tmp_path / f"{name}.docx"
        text = text_of(docx.Document(str(path)))
        assert LITERAL in text
        assert "INCLUDETEXT \\* 🎉" in text
        assert not set("\x1b\x00\x0b\ufffe\u202e\u202c") & set(text)
        with zipfile.ZipFile(path) as archive:
            for part in archive.namelist():
                root = etree.fromstring(archive.read(part))
                assert not list(root.iter(qn("w:hyperlink"), qn("w:instrText")))
                codes = {one.get(qn("w:instr")) for one in root.iter(qn("w:fldSimple"))}
                assert codes <= {" PAGE "}


def test_every_vietnamese_letter_composed(tmp_path: Path) -> None:
    """However a plan writes its accents, Word gets the letters that its fonts have."""
    letters = "ắằẳẵặấầẩẫậếềểễệốồổỗộớờởỡợứừửữựỳỷỹỵđĐƠƯ"
    plan = signed()
    name = unicodedata.normalize("NFD", letters)
    exported(tmp_path, replace(plan, campaign=replace(plan.campaign, theme=name)))
    assert letters in text_of(docx.Document(str(tmp_path / "plan.docx")))


def test_english_documents_have_no_motto(tmp_path: Path) -> None:
    """And say that they are in English."""
    plan = signed()
    exported(tmp_path, replace(plan, campaign=replace(plan.campaign, language="en")))
    path = tmp_path / "plan.docx"
    text = text_of(docx.Document(str(path)))
    assert "CỘNG HÒA" not in text
    assert "I. PURPOSE AND REQUIREMENTS" in text
    with zipfile.ZipFile(path) as archive:
        assert b'w:lang w:val="en-GB"' in archive.read("word/styles.xml")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs libreoffice-writer-nogui")
def test_libreoffice_reads_the_same(tmp_path: Path) -> None:
    """A program of its own opens a ward's document and finds its events and tasks."""
    exported(tmp_path, wards=("tay-tuu",))
    subprocess.run(
        [
            *("soffice", f"-env:UserInstallation={(tmp_path / 'office').as_uri()}", "--headless"),
            *("--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(tmp_path)),
            str(tmp_path / "wards" / "tay-tuu.docx"),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    text = unicodedata.normalize("NFC", (tmp_path / "tay-tuu.txt").read_text("utf-8-sig"))
    for wanted in ("Thứ Năm, 24/11", "Tọa đàm phòng, chống bạo lực gia đình", "Nhận ấn phẩm"):
        assert wanted in text


def test_no_text_is_no_layout() -> None:
    """An empty document has nothing to be held to anything."""
    empty = io.BytesIO()
    docx.Document().save(empty)
    assert [one.code for one in proofread(empty.getvalue(), "x.docx")] == ["D501"]


@pytest.mark.parametrize(("sent", "lines"), [(1, 5), (20, 20), (21, 30), (45, 45), (500, 60)])
def test_a_list_is_as_long_as_what_a_ward_sends(sent: int, lines: int) -> None:
    """But no shorter than a table, and not so that those who sign it stand on a page alone."""
    plan = b.plan(
        b.activity("launch", wards="together"),
    )
    (event,) = checklists(plan, b.schedule(plan, b.booking(plan, "launch", "21/11"))).events
    sends = {"a": (Sending("delegates", "delegates", sent, None),)}
    assert list(attended([replace(event, sends=sends, host="")], "a")) == [
        (replace(event, sends=sends, host=""), lines)
    ]
