"""An office's own Word file, filled in: a page's data in the office's letterhead.

Word files are filled by docxtpl's way of writing Jinja in them (`{%tr for … %}` for rows and so
on), in a sandbox without functions: data goes in as text and is never looked at again.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from docxtpl import DocxTemplate  # type: ignore[import-untyped] # noqa: TID253 - loaded when used
from jinja2 import Template, TemplateSyntaxError  # noqa: TID253 - the same
from lxml import etree  # type: ignore[import-untyped] # noqa: TID253 - the same

from campaign_cli.exporting.as_docx.package import Properties, core_properties, zipped
from campaign_cli.exporting.as_docx.template.fields import Fields, Mistake
from campaign_cli.exporting.as_docx.template.sandbox import Sandbox, SpentError
from campaign_cli.exporting.material import TemplateError
from campaign_cli.support.diagnostic import Diagnostic, Severity, Span
from campaign_cli.support.files import LARGEST_TEXT
from campaign_cli.support.language import Message, message
from campaign_cli.support.text import clean, shortened
from campaign_cli.support.word_file import WordFile, no_word_file, opened

IMPORTANT: tuple[tuple[str, ...], ...] = (
    ("subject", "ward.called", "ward.name"),
    ("version", "stamp.plan", "foot"),
    ("letter.draft", "version", "stamp.draft"),
    ("events", "sections"),
    ("tasks", "sections"),
)
"""What a filled page cannot well do without: one of each line."""

_FILLED = re.compile(r"word/(?:header|footer|footnotes|endnotes)\d*\.xml")
_OPENING = re.compile(r"\{[{%#]")
_CLOSING = re.compile(r"[}%#]\}")
_MOST_ASTRAY = 100
"""Fields without an end or a beginning in a line of their own that are gone on with."""
_BLANKS = re.compile(r"\s{200}")
_LARGEST = 8_000_000
"""Letters that a part of a filled template may have."""

_TOO_DEEP = (RecursionError, SyntaxError, MemoryError)
"""What Python says of a program with more in each other than it takes."""
_UNREAD = (TemplateSyntaxError, ValueError, *_TOO_DEEP)

_RAW = re.compile(r"\{\{(r|p|tr|tc)\s")
_TAGS = re.compile(r"<[^>]+>")
_PARAGRAPH = re.compile(r"<w:p(?=[ >])")
_CORE = "docProps/core.xml"
_DOTX = b"wordprocessingml.template.main+xml"
_DOCX = b"wordprocessingml.document.main+xml"


@dataclass(frozen=True, slots=True)
class _Part:
    """A part with its source as Jinja reads it: a line for each paragraph."""

    name: str
    source: str
    template: Template

    def text(self, line: int) -> str:
        """Return the words of a line."""
        lines = self.source.split("\n")
        words = lines[line - 1] if 0 < line <= len(lines) else ""
        return shortened(clean(_TAGS.sub("", words)), 70)


@dataclass(frozen=True, slots=True)
class OfficeTemplate:
    """A template that can be filled."""

    file: str
    parts: Mapping[str, bytes]
    filled: tuple[_Part, ...]

    def fill(self, context: Mapping[str, Any], about: Properties) -> bytes:
        """Return the file with a page's data in it.

        Raises:
            TemplateError: the template asks for what cannot be done with the data.
        """
        texts = {part.name: self._filled(part, context) for part in self.filled}
        core = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{core_properties(about)}'
        parts = {**self.parts, **texts}
        if _CORE in parts:
            parts[_CORE] = core.encode()
        return zipped(parts)

    def _filled(self, part: _Part, context: Mapping[str, Any]) -> bytes:
        try:
            text = _limited(part.template, context)
            # Parsed without mercy first: docxtpl would mend what Word then shows as damaged.
            tree = etree.fromstring(text.encode(), _parser())
            if part.name.endswith("document.xml"):
                holder = DocxTemplate.__new__(DocxTemplate)
                holder.docx_ids_index = 1000
                tree = DocxTemplate.fix_tables(holder, text.encode())
                DocxTemplate.fix_docpr_ids(holder, tree)
            content: bytes = etree.tostring(
                tree, xml_declaration=True, encoding="UTF-8", standalone=True
            )
        except Exception as error:
            # A template is a program of its office's: whatever it dies of is said, not raised.
            raise TemplateError(_unfilled(self.file, part, error)) from error
        return content


def office_template(content: bytes, file: str) -> OfficeTemplate:
    """Return the template in `content`, ready to be filled.

    Raises:
        TemplateError: it is no Word file, or asks for what there is not.
    """
    template, problems = _read(content, file)
    errors = [one for one in problems if one.severity is Severity.ERROR]
    if errors or template is None:
        raise TemplateError(*errors, unreadable=template is None and _is_no_file(errors))
    return template


def problems_of(content: bytes, file: str) -> tuple[Diagnostic, ...]:
    """Return what is wrong with a template, and what important it leaves out."""
    return _read(content, file)[1]


def _is_no_file(errors: list[Diagnostic]) -> bool:
    return any(one.code == "D501" for one in errors)


def _read(content: bytes, file: str) -> tuple[OfficeTemplate | None, tuple[Diagnostic, ...]]:
    word = opened(content, file)
    if isinstance(word, Diagnostic):
        return None, (word,)
    environment = Sandbox()
    parts: list[_Part] = []
    problems: list[Diagnostic] = []
    fields = Fields()
    for name in (word.main, *sorted(filter(_FILLED.fullmatch, word.parts))):
        try:
            lines = _lines(word, name)
            astray = _astray(lines)
            source = lines if astray else _source(lines)
        except (etree.XMLSyntaxError, ValueError, RecursionError):
            return None, (no_word_file(file),)
        if astray is not None:
            part = _Part(name, source, environment.from_string(""))
            problems.append(_unended(file, part, astray))
            continue
        try:
            environment.begin()
            tree = environment.parse(source)
            before = len(fields.mistakes)
            fields.read(tree)
            part = _Part(name, source, environment.from_string(""))
            found = [*_raw(lines), *fields.mistakes[before:]]
            problems += [_diagnostic(file, part, one) for one in found]
            if not found:
                parts.append(
                    _Part(name, source, environment.from_string(environment.bounded(tree)))
                )
        except _UNREAD as error:
            part = _Part(name, source, environment.from_string(""))
            problems.append(_syntax(file, part, error))
    if not problems:
        problems += _missing(file, fields)
    types = word.parts["[Content_Types].xml"].replace(_DOTX, _DOCX)
    whole = {**word.parts, "[Content_Types].xml": types}
    return OfficeTemplate(file, whole, tuple(parts)), tuple(problems)


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)


def _lines(word: WordFile, name: str) -> str:
    """Return a part with each paragraph on a line of its own."""
    if len(word.parts[name]) > LARGEST_TEXT:
        raise ValueError(name)
    tree = etree.fromstring(word.parts[name], _parser())
    if tree.getroottree().docinfo.doctype:
        raise ValueError(name)
    return _PARAGRAPH.sub("\n<w:p", etree.tostring(tree, encoding="unicode").replace("\n", " "))


def _astray(lines: str) -> int | None:
    """Return the line of the first field without an end or a beginning, where there are very many.

    docxtpl looks for each one's other end through all that follows, and shares out the blanks in
    a field in every way: hours of a small file.
    """
    astray = []
    for number, line in enumerate(lines.split("\n"), start=1):
        words = _TAGS.sub("", line)
        before, *pieces = _OPENING.split(words)
        if pieces and _BLANKS.search(words):
            return number
        astray += [number for piece in pieces if not _CLOSING.search(piece)]
        astray += [number for _ in _CLOSING.findall(before)]
        astray += [number for piece in pieces for _ in _CLOSING.findall(piece)[1:]]
    return astray[0] if len(astray) > _MOST_ASTRAY else None


def _source(text: str) -> str:
    """Return a part as Jinja reads it."""
    if not _OPENING.search(_TAGS.sub("", text)):
        return text
    patched: str = DocxTemplate.patch_xml(None, text)
    # What docxtpl writes for braces that are meant as such.
    for written, meant in (("{_{", "{{"), ("}_}", "}}"), ("{_%", "{%"), ("%_}", "%}")):
        patched = patched.replace(written, f'{{{{ "{meant}" }}}}')
    return patched


def _limited(template: Template, context: Mapping[str, Any]) -> str:
    pieces = []
    length = 0
    environment = template.environment
    assert isinstance(environment, Sandbox)
    environment.begin()
    for piece in template.generate(**context):
        length += len(piece)
        if length > _LARGEST:
            raise OverflowError
        pieces.append(piece)
    return "".join(pieces)


def _raw(lines: str) -> Iterator[Mistake]:
    """Yield what would put a text of the plan where Word expects markup."""
    help_ = message("write `{{{{ … }}}}`, with a space")
    for number, line in enumerate(lines.split("\n"), start=1):
        for found in _RAW.finditer(_TAGS.sub("", line)):
            tag = f"{{{{{found[1]} … }}}}"
            said = message("`{tag}` puts text where Word expects none", tag=tag)
            yield Mistake("D603", number, said, help_)


def _missing(file: str, fields: Fields) -> Iterator[Diagnostic]:
    for choice in IMPORTANT:
        if not fields.used.intersection(choice):
            said = message("`{file}` says nothing of `{name}`", file=file, name=choice[0])
            help_ = message("any of these does: {names}", names=choice)
            yield Diagnostic("D605", said, help=help_, severity=Severity.WARNING)


def _diagnostic(file: str, part: _Part, mistake: Mistake) -> Diagnostic:
    span = _span(file, part, mistake.line)
    return Diagnostic(mistake.code, mistake.said, help=mistake.help, span=span)


def _syntax(file: str, part: _Part, error: Exception) -> Diagnostic:
    line = getattr(error, "lineno", None) or 1
    # Jinja's own words are English, and of what Word has round the field.
    if isinstance(error, _TOO_DEEP):
        said = message("this is nested too deeply")
        return Diagnostic("D601", said, help=_each_ends(), span=_span(file, part, line))
    return _unended(file, part, line)


def _unended(file: str, part: _Part, line: int) -> Diagnostic:
    said = message("this is not understood")
    return Diagnostic("D601", said, help=_each_ends(), span=_span(file, part, line))


def _each_ends() -> Message:
    return message("see that each `{{{{`, `{{%` and `for` or `if` has its end")


def _unfilled(file: str, part: _Part, error: Exception) -> Diagnostic:
    line = 0
    step = error.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename == "<template>":
            line = step.tb_lineno
        step = step.tb_next
    why: Message | str = clean(str(error)) or type(error).__name__
    if isinstance(error, etree.XMLSyntaxError):
        why = message("what comes out is no Word document")
    elif isinstance(error, OverflowError):
        why = message("what comes out is too large")
    elif isinstance(error, SpentError):
        why = message("it goes through more than any page has, over and over")
    said = message("the template cannot be filled: {why}", why=why)
    return Diagnostic("D604", said, span=_span(file, part, line) if line else None)


def _span(file: str, part: _Part, line: int) -> Span:
    """Return a place: `line` is which paragraph of the part it is."""
    name = part.name.rpartition("/")[2].removesuffix(".xml")
    where = file if name == "document" else f"{file}/{name}"
    text = part.text(line)
    return Span(where, max(line - 1, 1), 1, len(text) + 1, text)
