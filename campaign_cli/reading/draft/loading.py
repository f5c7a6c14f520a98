"""Bytes → tables: encodings, TOML's syntax, and the files a plan includes."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from campaign_cli.reading.files import encodings
from campaign_cli.reading.files.place import Place, Problem, Raw
from campaign_cli.reading.files.sources import Source
from campaign_cli.reading.syntax.toml_errors import not_toml
from campaign_cli.support.diagnostic import Severity
from campaign_cli.support.files import (
    DEEPEST,
    LARGEST_PLAN,
    MEGABYTE,
    MOST_FILES,
    MOST_TABLES,
    InputError,
    content_of,
)
from campaign_cli.support.language import Message, message

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
# What may stand for a control character in TOML, and those that may stand there themselves.
_SUSPECT = re.compile(r"\\[uUbfex]|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_WILD = re.compile(r"[*?\[]")


class UnreadableError(Exception):
    """A file's text or tables cannot be had; carries why."""

    def __init__(self, source: Source, *problems: Problem) -> None:
        super().__init__(problems[0].code)
        self.problems = problems
        self.source = source


@dataclass(slots=True)
class Loaded:
    """A plan's files by name, in the order they are included, and what is wrong with them."""

    sources: dict[str, Source] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    understood: bool = True
    """Whether every file's tables are known: where one is not, references into it are not wrong."""


def load(plan: Path) -> Loaded:
    """Return the plan's file and all that it includes."""
    loaded = Loaded()
    _load_file(loaded, plan.parent, plan, plan.name, ())
    return loaded


def with_texts(files: Mapping[str, Source], texts: Mapping[str, str]) -> Loaded:
    """Return a plan's files as if some of them, by name, had these texts."""
    loaded = Loaded()
    for name, source in files.items():
        loaded.sources[name] = source
        if name in texts and texts[name] != source.text:
            content = texts[name].encode()
            try:
                data = _tables(texts[name], content, name)
            except UnreadableError as error:
                loaded.problems.extend(error.problems)
                loaded.understood = False
                data = {}
            loaded.sources[name] = replace(source, content=content, text=texts[name], data=data)
    return loaded


def _load_file(loaded: Loaded, root: Path, file: Path, name: str, above: tuple[str, ...]) -> None:
    try:
        source = _source(file, name, LARGEST_PLAN - sum(map(_size, loaded.sources.values())))
        _bounded(loaded, source, above)
    except UnreadableError as error:
        loaded.sources[name] = error.source
        loaded.problems.extend(error.problems)
        loaded.understood = False
        return
    loaded.sources[name] = source
    loaded.problems.extend(_control_characters(source))
    if source.ward is None:
        _load_includes(loaded, root, source, (*above, name))


def _size(source: Source) -> int:
    return len(source.content)


def _bounded(loaded: Loaded, source: Source, above: tuple[str, ...]) -> None:
    """See that a plan has no more files, deep in each other, and tables than anyone writes.

    Raises:
        UnreadableError: it has.
    """
    place = Place(source.name, line=1, column=1)
    why = None
    if len(above) >= DEEPEST:
        why = message("files include each other {n} deep: no more are read", n=DEEPEST)
    elif len(loaded.sources) >= MOST_FILES:
        why = message("the plan has more than {n} files: no more are read", n=MOST_FILES)
    for key, value in source.data.items():
        if isinstance(value, list) and len(value) > MOST_TABLES:
            why = message("`{key}` has more than {n} entries", key=key, n=MOST_TABLES)
            place = Place(source.name, (key,))
    if why is not None:
        empty = Source(source.name, source.content, source.text, {})
        raise UnreadableError(empty, Problem("P120", why, place))


def _source(file: Path, name: str, most: int) -> Source:
    """Return the file's text and tables.

    Raises:
        UnreadableError: with what keeps it from being read.
    """
    try:
        content = content_of(file, most)
    except InputError as error:
        said = error.diagnostic
        code = "P120" if said.code == "F306" else "P100"
        why = said.message
        if code == "P120":
            n = LARGEST_PLAN // MEGABYTE
            why = message("the plan's files have more than {n} MB: no more are read", n=n)
        problem = Problem(code, why, Place(name, line=1, column=1), help=said.help)
        raise UnreadableError(Source(name, b"", "", {}), problem) from None
    except (OSError, ValueError) as error:
        raise UnreadableError(Source(name, b"", "", {}), _not_read(file, name, error)) from None
    text = _text(content, name)
    data = _tables(text, content, name)
    ward = data.get("ward")
    return Source(name, content, text, data, ward if isinstance(ward, str) else None)


def _not_read(file: Path, name: str, error: Exception) -> Problem:
    if isinstance(error, FileNotFoundError):
        why = message("there is no file `{file}`", file=name)
        way = message("`campaign new` writes a plan to start from")
    elif isinstance(error, IsADirectoryError) or _is_folder(file):
        why = message("`{file}` is a folder, not a file", file=name)
        way = message("name the plan in it, such as `{file}/plan.toml`", file=name)
    elif isinstance(error, PermissionError):
        why = message("you may not read `{file}`", file=name)
        way = message("ask whoever keeps the file to let you read it")
    else:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        why = message("`{file}` cannot be read: {reason}", file=name, reason=reason or "")
        way = None
    return Problem("P100", why, Place(name, line=1, column=1), help=way)


def _is_folder(file: Path) -> bool:
    """Return whether it is; Windows says of a folder that one may not read it."""
    try:
        return file.is_dir()
    except (OSError, ValueError):
        return False


def _text(content: bytes, name: str) -> str:
    empty = Source(name, content, "", {})
    if content.startswith(_UTF_16) or b"\0" in content[:4]:
        problem = Problem(
            "P102",
            message("the file is in UTF-16, not in UTF-8"),
            Place(name, line=1, column=1),
            help=message(
                "save it again as UTF-8; in PowerShell: "
                "`Get-Content {file} | Set-Content -Encoding utf8 new.toml`",
                file=name,
            ),
        )
        raise UnreadableError(empty, problem)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # Positions count from the text after a byte-order mark, as the decoder does.
        before = error.object[: error.start].decode("utf-8", "replace")
        line = before.count("\n") + 1
        column = len(before) - (before.rfind("\n") + 1) + 1
        encoding = encodings.encoding_of(content)
        why = message(
            "the file is not in UTF-8: byte {byte} stands here",
            byte=f"{error.object[error.start]:#04x}",
        )
        problem = Problem(
            "P101",
            why,
            Place(name, line=line, column=column),
            label=encodings.said(encoding),
            help=encodings.way_out(encoding),
        )
        text = content.decode("utf-8-sig", "replace")
        raise UnreadableError(Source(name, content, text, {}), problem) from None


def _tables(text: str, content: bytes, name: str) -> Raw:
    import tomli

    unread = Source(name, content, text, {})
    try:
        data = tomli.loads(text)
        return data if unicodedata.is_normalized("NFC", text) else _normalised(data)
    except tomli.TOMLDecodeError as error:
        problems = not_toml(error, text, name)
    except RecursionError:
        why = message("the tables or lists are nested too deeply")
        problems = (Problem("P104", why, Place(name, line=1, column=1)),)
    except ValueError:
        # Python does not convert whole numbers of thousands of digits.
        why = message("a number has too many digits")
        problems = (Problem("P104", why, _endless_number(text, name)),)
    raise UnreadableError(unread, *problems)


def _endless_number(text: str, name: str) -> Place:
    for line, content in enumerate(text.split("\n"), 1):
        if found := re.search(r"[0-9_]{1000,}", content):
            return Place(name, line=line, column=found.start() + 1)
    return Place(name, line=1, column=1)


def _normalised(data: Raw) -> dict[str, object]:
    def nfc(value: object) -> object:
        if isinstance(value, str):
            return unicodedata.normalize("NFC", value)
        if isinstance(value, list):
            return [nfc(one) for one in value]
        if isinstance(value, dict):
            return {unicodedata.normalize("NFC", key): nfc(one) for key, one in value.items()}
        return value

    return {unicodedata.normalize("NFC", key): nfc(value) for key, value in data.items()}


def _control_characters(source: Source) -> Iterator[Problem]:
    """Yield the texts with control characters, which screens and documents would act on."""
    if not _SUSPECT.search(source.text):
        return
    waiting: list[tuple[object, tuple[str | int, ...]]] = [(source.data, ())]
    while waiting:
        value, keys = waiting.pop()
        if isinstance(value, dict):
            waiting.extend((one, (*keys, key)) for key, one in reversed(value.items()))
        elif isinstance(value, list):
            waiting.extend((value[at], (*keys, at)) for at in reversed(range(len(value))))
        elif isinstance(value, str) and (found := _CONTROL.search(value)):
            yield Problem(
                "P307",
                message(
                    "the text holds the control character {code}", code=f"U+{ord(found[0]):04X}"
                ),
                Place(source.name, keys),
                help=message("take the character out"),
            )


def _load_includes(loaded: Loaded, root: Path, source: Source, above: tuple[str, ...]) -> None:
    patterns = source.data.get("include", [])
    if not isinstance(patterns, list):
        return  # the format's check says so
    for position, pattern in enumerate(patterns):
        if isinstance(pattern, str):
            place = Place(source.name, ("include", position))
            _include(loaded, root, pattern, place, above)


def _include(
    loaded: Loaded, root: Path, pattern: str, place: Place, above: tuple[str, ...]
) -> None:
    wild = bool(_WILD.search(pattern))
    relative = pattern.replace("\\", "/")
    outside = relative.startswith(("/", "~")) or ":" in relative or ".." in relative.split("/")
    matches: list[Path] = []
    if not outside:
        try:
            folder = (root / place.file).parent
            # A pipe among them would be waited for, and a folder holds no plan.
            matches = sorted(one for one in folder.glob(relative) if not wild or one.is_file())
            home = root.resolve()
            outside = not all(one.resolve().is_relative_to(home) for one in matches)
        except (ValueError, NotImplementedError, OSError, RuntimeError):
            matches = []
    if outside:
        why = message("`{pattern}` leads out of the campaign's folder", pattern=pattern)
        loaded.problems.append(
            Problem("P105", why, place, help=message("move the file into the campaign's folder"))
        )
        loaded.understood = False
        return
    if not matches and wild:
        why = message("no file is like `{pattern}`", pattern=pattern)
        loaded.problems.append(Problem("P504", why, place, severity=Severity.WARNING))
        return
    if not matches:
        why = message("no file is `{pattern}`", pattern=pattern)
        way = _near((root / place.file).parent, relative)
        loaded.problems.append(Problem("P106", why, place, help=way))
        loaded.understood = False
        return
    for match in matches:
        name = match.relative_to(root).as_posix()
        if name in above:
            if not wild:
                loaded.problems.append(_cycle((*above[above.index(name) :], name), place))
        elif name not in loaded.sources:
            _load_file(loaded, root, match, name, above)


def _near(folder: Path, named: str) -> Message:
    """Return which file may have been meant."""
    from difflib import get_close_matches

    wanted = Path(named)
    try:
        beside = sorted(one.name for one in (folder / wanted.parent).glob("*.toml*"))
    except (ValueError, OSError):
        beside = []
    if f"{wanted.name}.txt" in beside:
        return message(
            "rename `{file}.txt` to `{file}`: Notepad adds `.txt` unless it saves as type "
            "`All files`",
            file=wanted.as_posix(),
        )
    beside = [one for one in beside if one.endswith(".toml")]
    if near := get_close_matches(wanted.name, beside, 1):
        return message("did you mean `{name}`?", name=(wanted.parent / near[0]).as_posix())
    return message("write that file, or take it out of `include`")


def _cycle(names: tuple[str, ...], place: Place) -> Problem:
    why: Message = message(
        "files include each other: {cycle}", cycle=" → ".join(f"`{one}`" for one in names)
    )
    return Problem("P107", why, place, help=message("take one of these out of `include`"))
