"""Word files from anywhere: their parts, or in one sentence why they cannot be read.

Nothing in them is trusted: how much they unpack to, what their XML would load, what they say of
themselves.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from campaign_cli.support.diagnostic import Diagnostic
from campaign_cli.support.files import LARGEST, LARGEST_TEXT, MOST_PARTS
from campaign_cli.support.language import Message, message

_ELEMENTS = 1_000_000
"""Elements of a part: a table of 3,321 rows has half of it."""
_DEEPEST = 400
"""Elements that may lie in each other: Word nests tables to a few dozen."""

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": (
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    ),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ),
}
"""The names of the strict form of the standard, and those that everything else uses."""

_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_OFFICE = "/officeDocument"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_MAIN = re.compile(r"wordprocessingml\.(?:document|template)\.main\+xml$")
_MACROS = "macroEnabled"

_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
    UnicodeError,
)


@dataclass(frozen=True, slots=True)
class WordFile:
    """A file's parts by name, and which of them is the document."""

    parts: Mapping[str, bytes]
    main: str

    def tree(self, part: str) -> ET.Element | None:
        """Return the tree of a part; None where there is none, or it is no plain XML."""
        return tree(self.parts.get(part, b""))

    def related(self, part: str) -> dict[str, tuple[str, str]]:
        """Return what a part names: kind and part, by relationship."""
        folder, _, name = part.rpartition("/")
        found = {}
        for one in _each(self.tree(f"{folder}/_rels/{name}.rels"), f"{_RELATIONS}Relationship"):
            target = one.get("Target", "")
            if one.get("TargetMode") != "External":
                kind = one.get("Type", "").rpartition("/")[2]
                found[one.get("Id", "")] = (kind, _within(folder, target))
        return found


class _Plain(ET.TreeBuilder):
    """A tree without a document type, through which XML loads files and multiplies itself."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = 0
        self._count = 0

    def doctype(self, *_: object) -> None:
        """Refuse it."""
        raise ET.ParseError

    def start(self, tag: str, attrs: dict[str, str]) -> ET.Element:
        """Begin an element, unless too many are open."""
        self._depth += 1
        self._count += 1
        if self._depth > _DEEPEST or self._count > _ELEMENTS:
            raise ET.ParseError
        return super().start(tag, attrs)

    def end(self, tag: str) -> ET.Element:
        """End an element."""
        self._depth -= 1
        return super().end(tag)


def tree(content: bytes) -> ET.Element | None:
    """Return the tree of XML from anywhere; None where it is no plain XML."""
    if len(content) > LARGEST_TEXT:
        return None
    parser = ET.XMLParser(target=_Plain())  # noqa: S314 - without document types
    try:
        parser.feed(content)
        element: ET.Element = parser.close()
    except (ET.ParseError, ValueError, LookupError):
        return None
    return element


def opened(content: bytes, file: str) -> WordFile | Diagnostic:
    """Return the Word file in `content`, or why it is none that can be read."""
    parts = _parts(content)
    if isinstance(parts, dict):
        types = tree(parts.get("[Content_Types].xml", b""))
        main = _main(parts, types)
        if main:
            return WordFile(parts, main)
        parts = (message("`{file}` is no Word document"), _SAVE)
    return no_word_file(file, parts)


def no_word_file(file: str, trouble: "_Trouble | None" = None) -> Diagnostic:
    """Return why a file cannot be read: it is damaged, unless there is another `trouble`."""
    said, help_ = trouble or _DAMAGE
    return Diagnostic("D501", Message(said.text, {"file": file}), help=help_)


_SAVE = message("save it in Word as a Word document (.docx)")
_UNLOCK = message("open it in Word and save it without a password")

_Trouble = tuple[Message, Message | None]

_TOO_LARGE: _Trouble = (
    message("`{file}` is larger inside than any document: it is not opened"),
    None,
)
_DAMAGE: _Trouble = (message("`{file}` is damaged"), message("take another copy of it"))


def _parts(content: bytes) -> dict[str, bytes] | _Trouble:
    if len(content) > LARGEST:
        return _TOO_LARGE
    if content.startswith(_COMPOUND):
        if _ENCRYPTED in content:
            return (message("`{file}` is protected by a password"), _UNLOCK)
        return (message("`{file}` is a document of an old version of Word (.doc)"), _SAVE)
    if not content.startswith(b"PK"):
        return (message("`{file}` is no Word document"), _SAVE)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _unpacked(archive)
    except _DAMAGED:
        return _DAMAGE


def _unpacked(archive: zipfile.ZipFile) -> dict[str, bytes] | _Trouble:
    entries = archive.infolist()
    if len({entry.filename for entry in entries}) < len(entries):
        # Which of two parts of one name counts is each program's own choice.
        raise zipfile.BadZipFile
    if any(entry.flag_bits & 1 for entry in entries):
        return (message("`{file}` is protected by a password"), _UNLOCK)
    if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > LARGEST:
        return _TOO_LARGE
    texts = sum(
        entry.file_size for entry in entries if entry.filename.lower().endswith((".xml", ".rels"))
    )
    if texts > LARGEST_TEXT:
        return _TOO_LARGE
    parts = {}
    for entry in entries:
        if entry.is_dir():
            continue
        text = archive.read(entry)
        for strict, usual in _STRICT.items():
            text = text.replace(strict, usual)
        parts[entry.filename.removeprefix("/")] = text
    return parts


def _main(parts: Mapping[str, bytes], types: ET.Element | None) -> str:
    """Return the part that is the document; "" where there is none, or one with macros."""
    kinds = {
        one.get("PartName", "").removeprefix("/"): one.get("ContentType", "")
        for one in _each(types, f"{_TYPES}Override")
    }
    for one in _each(tree(parts.get("_rels/.rels", b"")), f"{_RELATIONS}Relationship"):
        if one.get("Type", "").endswith(_OFFICE):
            name = _within("", one.get("Target", ""))
            kind = kinds.get(name, "")
            if name in parts and _MAIN.search(kind) and _MACROS not in kind:
                return name
    return ""


def _each(root: ET.Element | None, name: str) -> list[ET.Element]:
    return [] if root is None else root.findall(name)


def _within(folder: str, target: str) -> str:
    """Return the part that a relationship's target names."""
    if target.startswith("/"):
        return target.removeprefix("/")
    steps = folder.split("/") if folder else []
    for step in target.split("/"):
        if step == "..":
            steps = steps[:-1]
        elif step != ".":
            steps.append(step)
    return "/".join(steps)
