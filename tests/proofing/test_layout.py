"""The check of layouts: good documents pass, each bad one gives just what is wrong with it."""

import io
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt, RGBColor

from campaign_cli.proofing import layout_problems
from campaign_cli.support.diagnostic import Severity
from campaign_cli.support.files import LARGEST, InputError, content_of
from campaign_cli.support.language import language

PROSE = (
    "Thực hiện chỉ đạo của cấp trên về công tác bình đẳng giới, Ủy ban nhân dân quận ban hành kế "
    "hoạch như sau, yêu cầu các đơn vị triển khai thực hiện."
)


def line(document: Any, text: str, size: float = 13, **looks: bool) -> Any:
    """Add a line in the middle of a document or of a cell."""
    paragraph = document.add_paragraph()
    paragraph.alignment = ALIGN.CENTER
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    run.bold, run.italic = looks.get("bold", False), looks.get("italic", False)
    return paragraph


def good() -> Document:
    """Return a plan as a careful office writes it with another program."""
    document = docx.Document()
    font = document.styles["Normal"].font
    font.name, font.size = "Times New Roman", Pt(14)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.alignment = ALIGN.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    run = number.add_run("1")
    run.font.size = Pt(13)
    field.append(run._r)
    number._p.append(field)
    left, right = document.add_table(1, 2).rows[0].cells
    line(left, "UBND THÀNH PHỐ HÀ NỘI", 13)
    line(left, "ỦY BAN NHÂN DÂN QUẬN", 13, bold=True)
    line(left, "Số: 125/KH-UBND", 13)
    line(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, bold=True)
    line(right, "Độc lập - Tự do - Hạnh phúc", 13, bold=True)
    line(right, "Bắc Từ Liêm, ngày 05 tháng 11 năm 2022", 13, italic=True)
    line(document, "KẾ HOẠCH", 14, bold=True)
    line(document, "Tổ chức Tháng hành động", 14, bold=True)
    for _ in range(2):
        prose = document.add_paragraph(PROSE)
        prose.alignment = ALIGN.JUSTIFY
        prose.paragraph_format.first_line_indent = Cm(1.27)
        prose.paragraph_format.space_after = Pt(6)
        prose.paragraph_format.line_spacing = 1.15
    copies, signer = document.add_table(1, 2).rows[0].cells
    label = copies.paragraphs[0].add_run("Nơi nhận:")
    label.bold = label.italic = True
    label.font.size = Pt(12)
    copies.add_paragraph().add_run("- Như trên;").font.size = Pt(11)
    copies.add_paragraph().add_run("- Lưu: VT.").font.size = Pt(11)
    line(signer, "CHỦ TỊCH", 14, bold=True)
    return document


def problems(document: Document) -> list[tuple[str, bool]]:
    """Return codes, and whether each is an error."""
    file = io.BytesIO()
    document.save(file)
    found = layout_problems(file.getvalue(), "x.docx")
    return [(one.code, one.severity is Severity.ERROR) for one in found]


def prose_of(document: Document) -> Any:
    """Return the first paragraph of the body."""
    return next(one for one in document.paragraphs if one.text == PROSE)


def cell(document: Document, column: int, place: int) -> Any:
    """Return a paragraph of the heads."""
    return document.tables[0].rows[0].cells[column].paragraphs[place + 1]


def test_a_good_document_passes() -> None:
    """One that this program did not write."""
    assert problems(good()) == []


def letter(document: Document) -> None:
    """American paper."""
    document.sections[0].page_width = Mm(216)
    document.sections[0].page_height = Mm(279)


def narrow(document: Document) -> None:
    """A margin that nothing can be bound by."""
    document.sections[0].left_margin = Mm(20)


def numbers_below(document: Document) -> None:
    """The number in the foot."""
    section = document.sections[0]
    section.footer.paragraphs[0]._p.append(section.header.paragraphs[0]._p[-1])


def on_page_one(document: Document) -> None:
    """The number on the first page, too."""
    document.sections[0].different_first_page_header_footer = False


def no_numbers(document: Document) -> None:
    """None on a second page."""
    document.sections[0].header.is_linked_to_previous = True
    document.add_page_break()


def set_run(**looks: Any) -> Callable[[Document], None]:
    """Return a change of the look of some words of the body."""

    def change(document: Document) -> None:
        font = prose_of(document).runs[0].font
        for name, value in looks.items():
            if name == "color":
                font.color.rgb = value
            elif name == "name":
                font.name = value
                font.element.rPr.rFonts.set(qn("w:hAnsi"), value)
            else:
                setattr(font, name, value)

    return change


def set_format(**looks: Any) -> Callable[[Document], None]:
    """Return a change of a paragraph of the body."""

    def change(document: Document) -> None:
        for name, value in looks.items():
            setattr(prose_of(document).paragraph_format, name, value)

    return change


def says(column: int, place: int, text: str) -> Callable[[Document], None]:
    """Return a change of what a line of the heads says."""

    def change(document: Document) -> None:
        cell(document, column, place).runs[0].text = text

    return change


def looks(column: int, place: int, **values: Any) -> Callable[[Document], None]:
    """Return a change of how a line of the heads looks."""

    def change(document: Document) -> None:
        for name, value in values.items():
            setattr(cell(document, column, place).runs[0].font, name, value)

    return change


@pytest.mark.parametrize(
    ("spoil", "code", "error"),
    [
        (letter, "D502", True),
        (narrow, "D503", True),
        (numbers_below, "D504", True),
        (on_page_one, "D504", True),
        (no_numbers, "D504", True),
        (set_run(name="Arial"), "D505", True),
        (set_run(name=".VnTime"), "D505", True),
        (set_run(size=Pt(12)), "D506", True),
        (set_run(color=RGBColor(0, 0, 200)), "D507", True),
        (says(1, 0, "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"), "D508", True),
        (says(1, 1, "Độc lập – Tự do – Hạnh phúc"), "D508", True),
        (looks(1, 1, size=Pt(11)), "D509", True),
        (looks(1, 0, bold=False), "D509", True),
        (says(0, 2, "Số 125 KH/UBND"), "D510", False),
        (looks(0, 2, size=Pt(11)), "D510", True),
        (says(1, 2, "Bắc Từ Liêm, ngày 5 tháng 11 năm 2022"), "D511", True),
        (says(1, 2, "Bắc Từ Liêm, ngày 15 tháng 2 năm 2022"), "D511", True),
        (looks(1, 2, italic=False), "D511", True),
        (set_format(line_spacing=2.0), "D513", True),
        (set_format(space_after=Pt(0)), "D513", True),
        (set_format(first_line_indent=Cm(0)), "D514", False),
        (set_format(alignment=ALIGN.LEFT), "D514", False),
    ],
)
def test_each_measure_that_is_missed(
    spoil: Callable[[Document], None], code: str, error: bool
) -> None:
    """One thing wrong, one problem."""
    document = good()
    spoil(document)
    assert problems(document) == [(code, error)]


def test_the_signature_and_the_title() -> None:
    """Their sizes and weights are measured, too."""
    document = good()
    for paragraph in document.paragraphs:
        if paragraph.text == "KẾ HOẠCH":
            paragraph.runs[0].text = "Kế hoạch"
            paragraph.runs[0].bold = False
    copies, signer = document.tables[1].rows[0].cells
    copies.paragraphs[0].runs[0].italic = False
    copies.paragraphs[1].runs[0].font.size = Pt(13)
    signer.paragraphs[1].runs[0].bold = False
    assert problems(document) == [
        *(("D512", False), ("D512", True)),
        *(("D515", True), ("D515", True), ("D515", True)),
    ]


def test_a_page_that_lies_across_may_keep_or_turn_its_margins() -> None:
    """As it is bound, or as it is read."""
    document = good()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    assert problems(document) == []
    section.top_margin, section.right_margin = Mm(30), Mm(20)
    section.bottom_margin, section.left_margin = Mm(15), Mm(20)
    assert problems(document) == []


def test_problems_alike_are_one() -> None:
    """With the first place and how many more."""
    document = good()
    for paragraph in document.paragraphs:
        if paragraph.text == PROSE:
            paragraph.runs[0].font.size = Pt(11)
    file = io.BytesIO()
    document.save(file)
    (problem,) = layout_problems(file.getvalue(), "x.docx")
    assert problem.code == "D506"
    assert problem.span is not None
    assert problem.span.text.startswith("Thực hiện chỉ đạo")
    assert [note.values["n"] for note in problem.notes] == [1]


def test_other_languages_are_held_to_print_alone() -> None:
    """No motto is asked for of an English letter."""
    document = docx.Document()
    document.styles["Normal"].font.name = "Times New Roman"
    document.styles["Normal"].font.size = Pt(13)
    document.add_paragraph("A short letter.")
    codes = {code for code, _ in problems(document)}
    assert codes == {"D502", "D503"}


def with_document(change: Callable[[bytes], bytes], main: str = "word/document.xml") -> bytes:
    """Return a good file whose document is changed as bytes, and may have another name."""
    file = io.BytesIO()
    good().save(file)
    target = io.BytesIO()
    with (
        zipfile.ZipFile(file) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                archive.writestr(main, change(content))
            else:
                archive.writestr(name, content.replace(b"word/document.xml", main.encode()))
    return target.getvalue()


@pytest.mark.parametrize("size", [b"inf", b"nan", b"1e999", b"-3", b"9" * 5000])
def test_a_size_that_is_none_is_words_own(size: bytes) -> None:
    """Whatever a file says of its letters, something is told of them."""
    content = with_document(
        lambda text: text.replace(b'<w:sz w:val="26"/>', b'<w:sz w:val="%s"/>' % size)
    )
    found = layout_problems(content, "plan.docx")
    told = [one for one in found if "points" in language("en").say(one.message)]
    assert told
    assert any("10 points" in language("en").say(one.message) for one in told)


@pytest.mark.parametrize(
    "change", [lambda text: text[:-40], lambda text: b"<!DOCTYPE a>" + text[55:]]
)
def test_a_broken_document_is_damaged(change: Callable[[bytes], bytes]) -> None:
    """It has text, but none that can be read."""
    (problem,) = layout_problems(with_document(change), "plan.docx")
    assert problem.code == "D501"
    assert "damaged" in problem.message.text


def test_xml_of_any_name_is_limited() -> None:
    """What counts is what is read as XML, not how the part is called."""
    many = b"<w:p/>" * 3_000_000
    content = with_document(
        lambda text: text.replace(b"<w:body>", b"<w:body>" + many), "word/document.dat"
    )
    (problem,) = layout_problems(content, "plan.docx")
    assert problem.code == "D501"


def test_thousands_of_sections_take_no_minutes() -> None:
    """Each is looked at once, and those that tell nothing new not at all."""
    section = b"<w:p><w:pPr><w:sectPr/></w:pPr><w:r><w:t>a</w:t></w:r></w:p>"
    content = with_document(lambda text: text.replace(b"<w:body>", b"<w:body>" + section * 5_000))
    began = time.monotonic()
    found = layout_problems(content, "plan.docx")
    assert 0 < len(found) < 1_000
    assert time.monotonic() - began < 20


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    """Nothing of it is, and that is said."""
    file = tmp_path / "huge.docx"
    with file.open("wb") as content:
        content.write(b"PK")
        content.truncate(LARGEST * 8)
    with pytest.raises(InputError) as raised:
        content_of(file)
    assert raised.value.diagnostic.code == "F306"
