"""Offices' own templates: filled as they stand, and every mistake in them named."""

import io
import re
import time
import tracemalloc
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from helpers import materials, small_month
from test_docx import HOSTILE, LITERAL, hostile, signed, text_of

from campaign_cli.cli.program import main
from campaign_cli.cli.shell.exits import ExitCode
from campaign_cli.exporting import Options, TemplateError
from campaign_cli.exporting.as_docx.template.context import FIELDS, context_of
from campaign_cli.exporting.as_docx.template.filling import problems_of
from campaign_cli.exporting.as_docx.template.starter import starter
from campaign_cli.pages.letter import letter_of
from campaign_cli.support.diagnostic import Diagnostic
from campaign_cli.support.language import language
from campaign_cli.support.word_file import opened

README = (Path(__file__).parents[3] / "README.md").read_text("utf-8")


def word(*paragraphs: str, head: str = "") -> bytes:
    """Return a Word file of these paragraphs, as another program writes it."""
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if head:
        document.sections[0].header.paragraphs[0].text = head
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def said(content: bytes) -> list[tuple[str, str, str]]:
    """Return the problems of a template: code, sentence, way out."""
    english = language("en")
    return [
        (one.code, english.say(one.message), english.say(one.help) if one.help else "")
        for one in problems_of(content, "office.docx")
    ]


def filled(folder: Path, content: bytes, name: str = "wards/tay-tuu", **asked: object) -> str:
    """Export with a template and return the text of one page."""
    template = folder / "office.docx"
    template.write_bytes(content)
    some = materials.material(asked.pop("plan", signed()), **asked)  # type: ignore[arg-type]
    materials.exported(folder, "docx", of=replace(some, options=Options(template=template)))
    return text_of(docx.Document(str(folder / f"{name}.docx")))


COMPLETE = (
    "{{ subject }} {{ version }}",
    "{%p for event in events %}",
    "{{ loop.index }}. {{ event.title }} – {{ event.place|upper }}",
    "{%p endfor %}",
    "{% for task in tasks %}{{ task.when }} {% endfor %}",
)


def test_a_page_in_an_offices_letterhead(tmp_path: Path) -> None:
    """Fields in the text and in the head, loops over events; the same bytes again."""
    content = word(*COMPLETE, head="{{ letter.number }} & {{ stamp.plan }}")
    text = filled(tmp_path, content)
    assert "Phường Tây Tựu bản số 1 (dự thảo)" in text
    assert "HỘI TRƯỜNG UBND QUẬN" in text
    path = tmp_path / "wards" / "tay-tuu.docx"
    document = docx.Document(str(path))
    assert document.sections[0].header.paragraphs[0].text == "Số: 125/KH-UBND & 0123456789ab"
    assert document.core_properties.keywords.startswith("0123456789ab")
    before = path.read_bytes()
    (tmp_path / "again").mkdir()
    filled(tmp_path / "again", content)
    assert (tmp_path / "again" / "wards" / "tay-tuu.docx").read_bytes() == before


def test_one_template_fits_every_page(tmp_path: Path) -> None:
    """Every name is there on every page, in the same shape."""
    some = materials.material(
        signed(), owners=("hoi-phu-nu",), people=("tu-phap",), wards=("tay-tuu",)
    )
    letter = letter_of(some.plan, some.checklists.stamp)
    views = [page.view for page in some.pages()]
    views += [page.view for page in materials.material(signed()).pages()]
    views.append(some.checklists.day(small_month.on("15/11")))
    for view in views:
        same_shape(context_of(view, some, letter), FIELDS, "")
    filled(tmp_path, starter(language("vi")), "organiser")


def same_shape(value: object, shape: object, path: str) -> None:
    """Assert that a page's data are as the table of fields says."""
    match shape:
        case dict():
            assert isinstance(value, dict), path
            assert list(value) == list(shape) or set(value) == set(shape), path
            for name in shape:
                same_shape(value[name], shape[name], f"{path}.{name}")
        case list():
            assert isinstance(value, list), path
            for one in value:
                same_shape(one, shape[0], path)
        case _:
            assert isinstance(value, str), path


def test_the_template_to_start_from_has_no_mistake() -> None:
    """Nor does it leave anything important out."""
    for code in ("vi", "en"):
        assert said(starter(language(code))) == []


def test_values_are_never_read_again(tmp_path: Path) -> None:
    """What looks like a template in a plan is printed."""
    text = filled(tmp_path, word("{{ campaign.name }}", *COMPLETE), plan=hostile(signed()))
    assert text.count(LITERAL) > 1
    assert "{_{" in HOSTILE
    assert "{_{ INCLUDETEXT" in text


@pytest.mark.parametrize(
    ("text", "code", "sentence", "way_out"),
    [
        ("{{ letter.titel }}", "D602", "no field `letter.titel`", "did you mean `title`?"),
        ("{{ wards }}", "D602", "no field `wards`", "did you mean `ward`?"),
        ("{% for e in events %}{{ e.plase }}{% endfor %}", "D602", "`events.plase`", "`place`"),
        ("{{ events.title }}", "D602", "`events` is a list", "{% for one in events %}"),
        ("{{ letter }}", "D602", "`letter` is several texts", "letter.parent"),
        ("{{ ''.__class__.__mro__ }}", "D603", "`__class__` is out of", ""),
        ("{{ title.upper() }}", "D603", "`(…)` may not stand", ""),
        ("{{ range(9) }}", "D603", "`(…)` may not stand", ""),
        ("{{ title|safe }}", "D603", "no filter `safe`", ""),
        ("{{ 'a' * 999999999 }}", "D603", "`*` may not stand", ""),
        (
            "{% autoescape false %}{{ title }}{% endautoescape %}",
            "D603",
            "`autoescape` may not",
            "",
        ),
        ("{% include 'x' %}", "D603", "`include` may not stand", ""),
        ("{{r title }}", "D603", "puts text where Word expects none", "with a space"),
        ("{% for e in events %}", "D601", "not understood", "`for` or `if` has its end"),
        ("{{ title", "D601", "not understood", ""),
        ("{{ title|uper }}", "D603", "no filter `uper`", "did you mean `upper`?"),
    ],
)
def test_every_mistake_is_named(
    tmp_path: Path, text: str, code: str, sentence: str, way_out: str
) -> None:
    """With the way out; and such a template fills nothing."""
    content = word("a first paragraph", text)
    found = said(content)
    assert [one[0] for one in found if one[0] != "D605"][:1] == [code]
    assert sentence in found[0][1]
    assert way_out in found[0][2]
    with pytest.raises(TemplateError) as error:
        filled(tmp_path, content)
    assert not error.value.unreadable
    assert not list(tmp_path.rglob("wards"))


def test_what_is_missing_is_a_warning() -> None:
    """The paragraph of a mistake is said; a template that leaves much out can still be filled."""
    (problem,) = problems_of(word("một", "hai {{ nope }}"), "office.docx")
    assert problem.span is not None
    assert (problem.span.line, problem.span.text) == (2, "hai {{ nope }}")
    assert {code for code, _, _ in said(word("{{ title }}"))} == {"D605"}


def test_the_readme_lists_every_field() -> None:
    """With its parts."""
    table = re.search(r"<!-- fields -->(.*?)<!-- /fields -->", README, re.DOTALL)
    assert table
    rows = {
        name: re.findall(r"`(\w+)`", rest)
        for names, rest in re.findall(r"^\| (`.*?`) \| (.*) \|$", table[1], re.MULTILINE)
        for name in re.findall(r"`(\w+)`", names)
    }
    assert set(rows) == set(FIELDS)
    for name, shape in FIELDS.items():
        assert set(parts(shape)) <= set(rows[name]), name


def parts(shape: object) -> list[str]:
    """Return the names of all parts of a field."""
    match shape:
        case dict():
            return [one for name, below in shape.items() for one in (name, *parts(below))]
        case list():
            return parts(shape[0])
        case _:
            return []


def bomb() -> bytes:
    """Return a Word file that unpacks to far more than it is."""
    file = io.BytesIO(word("x"))
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/image1.bin", bytes(80_000_000))
    return file.getvalue()


def doctyped() -> bytes:
    """Return a Word file whose document would multiply itself."""
    source, target = zipfile.ZipFile(io.BytesIO(word("x"))), io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                content = b'<!DOCTYPE a [<!ENTITY b "c">]>' + content.partition(b"?>")[2].strip()
            archive.writestr(name, content)
    return target.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        *(b"", b"hello", b"PK\x03\x04rubbish", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old"),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        word("x")[:-300],
        bomb(),
        doctyped(),
    ],
    ids=["empty", "text", "broken", "doc", "encrypted", "cut", "bomb", "doctype"],
)
def test_what_is_no_word_file_is_said(tmp_path: Path, content: bytes) -> None:
    """As a template and as a layout, with an exit code and no traceback."""
    file = tmp_path / "office.docx"
    file.write_bytes(content)
    assert [one.code for one in problems_of(content, "office.docx")] == ["D501"]
    assert main(["template", "check", str(file)]) == ExitCode.NOT_UNDERSTOOD
    assert main(["check", "--layout", str(file)]) == ExitCode.NOT_UNDERSTOOD
    (tmp_path / "x").mkdir()
    with pytest.raises(TemplateError) as error:
        filled(tmp_path / "x", content)
    assert error.value.unreadable


def test_dotx_becomes_a_document(tmp_path: Path) -> None:
    """Offices keep their letterheads as Word templates (.dotx)."""
    source, target = zipfile.ZipFile(io.BytesIO(word(*COMPLETE))), io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in source.namelist():
            content = source.read(name)
            archive.writestr(name, content.replace(b"document.main+xml", b"template.main+xml"))
    assert "Phường Tây Tựu" in filled(tmp_path, target.getvalue())


def test_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A template is begun, never over another file, and checked."""
    file = tmp_path / "office.docx"
    assert main(["template", "new", str(file)]) == ExitCode.FINE
    assert main(["template", "new", str(file)]) == ExitCode.INPUT_OUTPUT
    assert main(["template", "check", str(file)]) == ExitCode.FINE
    assert main(["template", "check", str(file), "--format", "json"]) == ExitCode.FINE
    assert capsys.readouterr().out.rstrip().endswith("[]")
    file.write_bytes(word("{{ nope }}"))
    assert main(["template", "check", str(file)]) == ExitCode.NOT_UNDERSTOOD
    assert main(["template", "check", str(tmp_path / "none.docx")]) == ExitCode.INPUT_OUTPUT


def test_tick_boxes_of_a_template_stay(tmp_path: Path) -> None:
    """Content controls that an office put in are not touched."""
    text = filled(tmp_path, starter(language("vi")))
    assert "☐" in text
    document = docx.Document(str(tmp_path / "wards" / "tay-tuu.docx"))
    assert list(document.element.body.iter(qn("w:tbl")))


def test_two_parts_of_one_name_are_a_damaged_file() -> None:
    """Which of them counts is each program's own choice: neither does here."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("word/document.xml", b"<a/>")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("word/document.xml", b"<b/>")
    found = opened(content.getvalue(), "office.docx")
    assert isinstance(found, Diagnostic)
    assert found.code == "D501"


@pytest.mark.parametrize(
    ("text", "code", "sentence"),
    [
        ("{% for e in events %}" * 25 + "{% endfor %}" * 25, "D601", "nested too deeply"),
        ("{% if title %}" * 120 + "{% endif %}" * 120, "D601", "nested too deeply"),
        ("{{ " + "not " * 250 + "title }}", "D601", "nested too deeply"),
        ("{{ " + "(" * 3000 + "title" + ")" * 3000 + " }}", "D601", "nested too deeply"),
        ("{{ " + "1" * 5000 + " }}", "D601", "not understood"),
        ("{{ tasks|map(attribute='title') }}", "D602", "`tasks` is a list"),
        ("{{ tasks|map(attribute='titel')|join }}", "D602", "no field `tasks.titel`"),
        ("{{ tasks|selectattr('titel')|list|length }}", "D602", "no field `tasks.titel`"),
        ("{{ tasks|groupby('due') }}", "D602", "`tasks` is a list"),
        ("{{ tasks|join }}", "D602", "`tasks` is several texts"),
        ("{{ tasks|first|upper }}", "D602", "`tasks` is several texts"),
        ("{{ (title ~ 'x').upper }}", "D602", "it has no `upper`"),
        ("{% set x = [title, [title]] %}", "D603", "`[…]` may not stand"),
        ("{{ ['a', 'b'] }}", "D602", "is a list"),
    ],
)
def test_what_a_template_may_not_be(text: str, code: str, sentence: str) -> None:
    """Deeper than Python's own compiler goes, or about to print what is no text."""
    (found, *_) = said(word("a first paragraph", text))
    assert found[0] == code
    assert sentence in found[1]


def test_fields_of_lists_can_be_joined_and_compared(tmp_path: Path) -> None:
    """What is refused is the list, not what is in it."""
    text = filled(
        tmp_path,
        word(
            "{{ events|map(attribute='title')|join('; ') }}",
            "{% if page in ['ward', 'owner'] %}of one{% endif %}",
            "{% for g in tasks|groupby('due') %}{{ g[0] }} {{ g[1]|length }}. {% endfor %}",
            "{{ ('<' ~ title) ~ '>' }} {{ 'a' + 'b' }}",
            *COMPLETE,
        ),
    )
    assert "; " in text
    assert "of one" in text
    assert "<PHIẾU GIAO VIỆC>" in text
    assert "ab" in text


@pytest.mark.parametrize(
    "text",
    [
        "{% for a in tasks %}" * 8 + "{% endfor %}" * 8,
        "{% set x = title %}" + "{% set x = x ~ x %}" * 40 + "{{ x|length }}",
        "{% set x = title %}" + "{% set x = x + x %}" * 40 + "{{ x|length }}",
        "{{ 'a'" + "|replace('a', 'aaaaaaaaaaaaaaaaaaaa')" * 12 + "|length }}",
        "{{ 1.5|round(1000000000, 'ceil') }}",
        "{% set x = title|replace('', title) %}"
        + "{% set x = x|replace('', x) %}" * 6
        + "{{ x|list|join(x)|length }}",
    ],
    ids=["loops", "doubled", "added", "replaced", "rounded", "joined"],
)
def test_a_template_that_would_never_end_ends(tmp_path: Path, text: str) -> None:
    """Checked and filled: within memory and time, and with a reason."""
    tracemalloc.start()
    began = time.monotonic()
    try:
        assert "D601" not in {one[0] for one in said(word(text))}
        with pytest.raises(TemplateError) as error:
            filled(tmp_path, word(text, *COMPLETE))
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    (problem,) = error.value.diagnostics
    assert problem.code == "D604"
    assert "over and over" in language("en").say(problem.message)
    assert most < 400_000_000
    assert time.monotonic() - began < 60


def test_very_many_fields_without_an_end_or_a_beginning() -> None:
    """They are said at once: looking for each one's end through the whole file takes hours."""
    plain = word("HERE")
    began = time.monotonic()
    runs = ["{{ a }", "{%", "{</w:t></w:r><w:r><w:t>{ a ", "-%}", "{{ a }} -%}"]
    many = [f"<w:r><w:t>{run}</w:t></w:r>" * 20_000 for run in runs]
    for written in (*many, f"<w:r><w:t>{{% colspan {' ' * 3_000} %x %}}</w:t></w:r>"):
        file = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(plain)) as old, zipfile.ZipFile(file, "w") as new:
            for name in old.namelist():
                text = old.read(name).decode("utf-8", "surrogateescape")
                text = text.replace("HERE", f"</w:t></w:r>{written}<w:r><w:t>")
                new.writestr(name, text.encode("utf-8", "surrogateescape"))
        assert [code for code, *_ in said(file.getvalue())] == ["D601"]
    assert time.monotonic() - began < 20
