"""A Word file: its parts in a zip whose bytes repeat."""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from campaign_cli.exporting.as_docx.xml import escaped, field, paragraph, run

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{_OFFICE}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" mc:Ignorable="w14"'
)
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The only date that every zip can say: a file's own is not the day it was packed."""

_TABLE = 11
"""Points of the text of tables."""

_PARTS = {
    "header1": "header",
    "header2": "header",
    "footer1": "footer",
    "footer2": "footer",
    "styles": "styles",
    "settings": "settings",
    "fontTable": "fontTable",
}


@dataclass(frozen=True, slots=True)
class Properties:
    """What a file says of itself."""

    title: str
    subject: str
    author: str
    version: str
    digest: str
    language: str
    made: datetime


def package(body: str, about: Properties, *, size: int, foot: str) -> bytes:
    """Return the file of `body`: its last section included; `size`: of its text, in points."""
    parts = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relations(
            ("officeDocument", "word/document.xml"),
            ("extended-properties", "docProps/app.xml"),
            core="docProps/core.xml",
        ),
        "docProps/core.xml": core_properties(about),
        "docProps/app.xml": _app(),
        "word/document.xml": f"<w:document {_SPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relations(
            *((kind, f"{name}.xml") for name, kind in _in_order())
        ),
        "word/header1.xml": _part("hdr", paragraph(field("PAGE"), "Header")),
        "word/header2.xml": _part("hdr", paragraph(style="Header")),
        "word/footer1.xml": _part("ftr", paragraph(run(foot), "Footer")),
        "word/footer2.xml": _part("ftr", paragraph(run(foot), "Footer")),
        "word/styles.xml": styles(about.language, size),
        "word/settings.xml": _settings(about.language),
        "word/fontTable.xml": _fonts(),
    }
    return zipped({name: f"{_HEAD}{text}".encode() for name, text in parts.items()})


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """Return a zip of `parts` in their order, which says nothing of when and where it was made."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, _FIRST_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, content)
    return file.getvalue()


def core_properties(about: Properties) -> str:
    """Return title, version and dates: the revision's, not the moment of writing."""
    made = f"{about.made.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escaped(about.title)}</dc:title>"
        f"<dc:subject>{escaped(about.subject)}</dc:subject>"
        f"<dc:creator>{escaped(about.author)}</dc:creator>"
        f"<cp:keywords>{escaped(about.digest)}</cp:keywords>"
        f"<dc:description>{escaped(about.version)}</dc:description>"
        f"<cp:lastModifiedBy>{escaped(about.author)}</cp:lastModifiedBy>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{made}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{made}</dcterms:modified>'
        f"<dc:language>{_tongue(about.language)}</dc:language></cp:coreProperties>"
    )


def _in_order() -> tuple[tuple[str, str], ...]:
    """Return parts with their kinds; the first four are `rId1` to `rId4`, which sections name."""
    return tuple(_PARTS.items())


def _types() -> str:
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{kind}+xml"/>'
        for name, kind in (("document", "document.main"), *_in_order())
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f"{overrides}"
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        '<Override PartName="/docProps/app.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/>'
        "</Types>"
    )


def _relations(*targets: tuple[str, str], core: str = "") -> str:
    lines = [
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    ]
    if core:
        kind = f"{_PACKAGE}/relationships/metadata/core-properties"
        lines.append(f'<Relationship Id="rIdCore" Type="{kind}" Target="{core}"/>')
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(lines)}</Relationships>'


def _part(root: str, content: str) -> str:
    return f"<w:{root} {_SPACES}>{content}</w:{root}>"


def _app() -> str:
    return (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
        'extended-properties"><Application>campaign</Application></Properties>'
    )


def _settings(language: str) -> str:
    modern = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" '
        f'w:val="{value}"/>'
        for name, value in (
            ("compatibilityMode", 15),
            ("overrideTableStyleFontSizeAndJustification", 1),
            ("enableOpenTypeFeatures", 1),
            ("doNotFlipMirrorIndents", 1),
        )
    )
    return (
        f'<w:settings {_SPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="567"/>'
        f"<w:compat>{modern}</w:compat>"
        f'<w:themeFontLang w:val="{_tongue(language)}"/></w:settings>'
    )


def _fonts() -> str:
    return (
        f'<w:fonts {_SPACES}><w:font w:name="Times New Roman"><w:charset w:val="00"/>'
        '<w:family w:val="roman"/><w:pitch w:val="variable"/></w:font></w:fonts>'
    )


def _tongue(language: str) -> str:
    return "vi-VN" if language == "vi" else "en-GB"


@lru_cache(maxsize=8)
def styles(language: str, size: int) -> str:
    """Return the styles of all documents, for text of `size` points."""
    face = "Times New Roman"
    text = _size(size)
    tongue = _tongue(language)
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="{face}" w:eastAsia="{face}" '
        f'w:hAnsi="{face}" w:cs="{face}"/>{text}'
        f'<w:lang w:val="{tongue}" w:eastAsia="{tongue}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
    )
    tables = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    near = '<w:spacing w:before="20" w:after="20"/>'
    body = '<w:spacing w:before="120" w:after="0"/><w:ind w:firstLine="567"/><w:jc w:val="both"/>'
    centred = '<w:spacing w:before="0" w:after="0"/><w:jc w:val="center"/>'
    apart = '<w:spacing w:before="160" w:after="60"/>'
    return (
        f"<w:styles {_SPACES}>{defaults}"
        + _style("Normal", "Normal", '<w:spacing w:before="120" w:after="0"/>', "", first=True)
        + _style("Body", "Body Text", body, "", base="Normal")
        + _style("Plain", "Plain line", body, "", base="Normal")
        + _style(
            "Heading1",
            "heading 1",
            f'<w:keepNext/>{apart}<w:jc w:val="left"/><w:outlineLvl w:val="0"/>',
            f"<w:b/>{text}",
            base="Normal",
        )
        + _style(
            "Heading2",
            "heading 2",
            '<w:keepNext/><w:spacing w:before="120" w:after="0"/><w:ind w:firstLine="567"/>'
            '<w:jc w:val="both"/><w:outlineLvl w:val="1"/>',
            f"<w:b/>{text}",
            base="Normal",
        )
        + _style("Frame", "Frame", centred, _size(13), base="Normal")
        + _style("Kind", "Title", f"<w:keepNext/>{centred}", f"<w:b/>{_size(14)}", base="Normal")
        + _style(
            "Summary", "Subtitle", f"<w:keepNext/>{centred}", f"<w:b/>{_size(14)}", base="Normal"
        )
        + _style("Basis", "Basis", body, "<w:i/>", base="Normal")
        + _style("Table", "Table Text", near, _size(_TABLE), base="Normal")
        + _style(
            "Number", "Table Number", f'{near}<w:jc w:val="right"/>', _size(_TABLE), base="Normal"
        )
        + _style(
            "TableHead",
            "Table Head",
            f'<w:keepNext/>{near}<w:jc w:val="center"/>',
            f"<w:b/>{_size(_TABLE)}",
            base="Normal",
        )
        + _style("Box", "Table Box", f'{near}<w:jc w:val="center"/>', _size(_TABLE), base="Normal")
        + _style("Copies", "Copies", '<w:spacing w:before="0" w:after="0"/>', _size(11))
        + _style("Header", "header", centred, _size(13), base="Normal")
        + _style(
            "Footer", "footer", '<w:spacing w:before="0" w:after="0"/>', _size(9), base="Normal"
        )
        + _table_style("TablePlain", "Table Plain", "", 0)
        + _table_style("TableGrid", "Table Grid", f"<w:tblBorders>{tables}</w:tblBorders>", 85)
        + "</w:styles>"
    )


def _size(points: int) -> str:
    return f'<w:sz w:val="{points * 2}"/><w:szCs w:val="{points * 2}"/>'


def _style(
    id_: str, name: str, paragraphs: str, runs: str, *, base: str = "", first: bool = False
) -> str:
    default = ' w:default="1"' if first else ""
    based = f'<w:basedOn w:val="{base}"/>' if base else ""
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{id_}"><w:name w:val="{name}"/>{based}'
        f"<w:qFormat/><w:pPr>{paragraphs}</w:pPr><w:rPr>{runs}</w:rPr></w:style>"
    )


def _table_style(id_: str, name: str, borders: str, margin: int) -> str:
    sides = "".join(
        f'<w:{side} w:w="{0 if side in {"top", "bottom"} else margin}" w:type="dxa"/>'
        for side in ("top", "left", "bottom", "right")
    )
    return (
        f'<w:style w:type="table" w:styleId="{id_}"><w:name w:val="{name}"/><w:tblPr>{borders}'
        f"<w:tblCellMar>{sides}</w:tblCellMar></w:tblPr></w:style>"
    )
