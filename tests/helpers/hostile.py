"""A plan whose every text is one that some format would obey, and what is read in its files."""

import csv
import io
import json
import re
import subprocess
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count, cycle
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from campaign_cli.support.text import clean

EXAMPLE = Path(__file__).parents[2] / "examples" / "riverside" / "plan.toml"

PAYLOADS = (
    '#eval("1+1") *b* _i_ `m` $x^2$ @source <label> \\u{41} // c /* c */ #set page(fill: red)',
    "{{ 7*7 }} {% for x in y %} {# hidden #} ${7*7} {0} %s {{ self.__init__ }}",
    "<script>window.obeyed=1</script><img src=x onerror=window.obeyed=1>&amp;]]></title><!--",
    '{ HYPERLINK "http://h.example" } { MERGEFIELD a } </w:t></w:p><w:p> &#x41;',
    "=1+1",
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1:A9)",
    '=HYPERLINK("http://h.example","x")',
    "A\\nEND:VEVENT\\nATTENDEE:mailto:x@y.example;RSVP=TRUE, \\; \\,",
    "../../etc/passwd C:\\Windows\\nul %PATH% $(id) `id` | rm -rf ~",
    "\u200binvi\u200dsible \u200fהפוך\u200e soft\u00adhyphen \u2060 \ufeff",
    "[link](http://h.example) ![image](x.png) | cell | **b** # head <http://h.example> 1. one",
    unicodedata.normalize("NFD", "Tiếng Việt phân rã ở đây") + " 👩‍🦽 🇻🇳 ﬁ ①",
    "\"double\" 'single' “curved” ; , \\ / < > &",
    "1. https://h.example/a?b=c&d#e www.h.example x@h.example",
    "Word " * 60 + "end",
    "Unbroken" * 25,
)
_TEXT = re.compile(
    r"\b(name|short|title|why|address|theme|parent|place|unit|preside|attend|authority|phone|need)"
    r'( = )"([^"]*)"'
)
_LIST = re.compile(r"^(basis|to) = \[(.*)\]$", re.MULTILINE)
LABEL = re.compile(r"zq\d+qz")
INNOCENT = "said "


@dataclass
class Plan:
    """A plan's lines, and what it says: each text by the label that it ends in."""

    lines: str
    said: dict[str, str] = field(default_factory=dict)


def plan(*, hostile: bool, start: int = 0) -> Plan:
    """Return a plan; `start`: with which of the payloads its texts begin."""
    made = Plan("")
    labels = (f"zq{number}qz" for number in count(1000))
    bad = cycle((*PAYLOADS[start:], *PAYLOADS[:start]))

    def text() -> str:
        label = next(labels)
        said = f"{next(bad)} {label}" if hostile else f"{INNOCENT}{label}"
        made.said[label] = said
        # JSON's escapes are TOML's.
        return json.dumps(said, ensure_ascii=False)

    def listed(found: re.Match[str]) -> str:
        return f"{found[1]} = [{', '.join(text() for _ in found[2].split(','))}]"

    lines = EXAMPLE.read_text("utf-8").replace('language = "en"', 'language = "vi"')
    lines = _TEXT.sub(lambda found: f"{found[1]}{found[2]}{text()}", lines)
    made.lines = _LIST.sub(listed, lines)
    return made


@dataclass
class Found:
    """What a file says, in pieces, and how much of what else there is in it."""

    texts: list[str]
    made_of: Counter[str] = field(default_factory=Counter)


def squeezed(text: str) -> str:
    """Return text composed, and without white space: wherever it was broken, it is the same."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFC", clean(text)))


STAND_IN = "□"
"""What a PDF shows for a letter that the fonts of offices do not have."""
_PICTURED = str.maketrans(dict.fromkeys("👩🦽🇻🇳①", STAND_IN))


def pdf(path: Path) -> Found:
    """Return what poppler reads, and the links, scripts and files in it."""
    said = _run("pdftotext", "-raw", "-enc", "UTF-8", path, "-")
    shown = _run("qpdf", "--json", "--json-key=qpdf", path)
    assert '"/Type": "/Catalog"' in shown
    active = re.findall(r"/(?:Link|URI|JavaScript|JS|Launch|EmbeddedFile)\b", shown)
    return Found([said], Counter(active))


def in_pdf(text: str) -> str:
    """Return a text as PDFs show it."""
    return text.translate(_PICTURED)


def word(path: Path) -> Found:
    """Return a Word document's paragraphs, fields and links, in all its parts."""
    found = Found([])
    with zipfile.ZipFile(path) as box:
        for name in box.namelist():
            if not name.endswith((".xml", ".rels")):
                continue
            root = ET.fromstring(box.read(name))  # noqa: S314 - our own files
            for node in root.iter():
                tag = node.tag.rpartition("}")[2]
                if tag == "p":
                    texts = (one.text or "" for one in node.iter() if one.tag.endswith("}t"))
                    found.texts.append("".join(texts))
                elif tag in {"instrText", "fldSimple", "hyperlink", "object", "altChunk"}:
                    found.made_of[f"{tag} {node.text}"] += 1
                elif tag == "Relationship" and node.get("TargetMode") == "External":
                    found.made_of[f"to {node.get('Target')}"] += 1
    return found


def excel(path: Path) -> Found:
    """Return a workbook's texts, formulas, links and comments by openpyxl."""
    import openpyxl

    found = Found([])
    for sheet in openpyxl.load_workbook(path):
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.value is not None):
            if cell.data_type == "f":
                found.made_of[f"{sheet.title[:3]} {cell.coordinate} {cell.value}"] += 1
            elif isinstance(cell.value, str):
                found.texts.append(cell.value)
            found.made_of["links"] += cell.hyperlink is not None
    return found


def calendar(path: Path) -> Found:
    """Return a calendar's entries by vobject, and the names of their properties."""
    import vobject

    found = Found([])
    waiting: list[Any] = [vobject.readOne(path.read_bytes().decode())]
    while waiting:
        one = waiting.pop()
        for child in one.getChildren():
            found.made_of[f"{one.name} {child.name}"] += 1
            if hasattr(child, "getChildren") and child.behavior and child.behavior.isComponent:
                waiting.append(child)
            elif isinstance(child.value, str) and child.name != "UID":
                found.texts.append(child.value)
    return found


def markdown(path: Path) -> Found:
    """Return the texts of Markdown as markdown-it shows them, and what it makes of them."""
    from markdown_it import MarkdownIt

    found = Found([])
    for block in (
        MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(path.read_text("utf-8"))
    ):
        found.made_of[block.type] += 1
        for part in block.children or ():
            if part.type not in {"text", "softbreak"}:
                found.made_of[part.type] += 1
        if block.children is not None:
            found.texts.append("".join(part.content for part in block.children))
    return found


def drawing(path: Path) -> Found:
    """Return a drawing's texts and elements."""
    nodes = [*ET.parse(path).iter()]  # noqa: S314 - our own files
    texts = ["".join(node.itertext()) for node in nodes if node.tag.endswith(("}text", "}title"))]
    # How many lines a text takes depends on how long it is.
    return Found(texts, Counter({node.tag for node in nodes}))


def table(path: Path) -> Found:
    """Return the cells of a table, less what keeps a spreadsheet from reckoning with them."""
    rows = [*csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline=""))]
    cells = [cell for row in rows for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    return Found([cell.removeprefix("'") for cell in cells], Counter(str(len(row)) for row in rows))


def messages(path: Path) -> Found:
    """Return what stands in messages."""
    text = path.read_text("utf-8")
    assert all(letter == "\n" or letter.isprintable() for letter in text)
    return Found([text])


def document(path: Path) -> Found:
    """Return the texts of JSON, and how its values are nested."""

    def walked(value: Any, where: str) -> Iterator[tuple[str, Any]]:
        if isinstance(value, dict):
            for key, one in value.items():
                yield from walked(one, f"{where}.{key}")
        elif isinstance(value, list):
            for one in value:
                yield from walked(one, f"{where}[]")
        else:
            yield where, value

    leaves = [*walked(json.loads(path.read_text("utf-8")), "")]
    texts = [one for _, one in leaves if isinstance(one, str)]
    return Found(texts, Counter(where for where, _ in leaves))


def _run(*command: str | Path) -> str:
    done = subprocess.run(command, check=True, capture_output=True, timeout=60)
    return done.stdout.decode("utf-8", "replace")
