"""A template to start from: the built-in layout with fields in place of data, to be edited."""

from collections.abc import Sequence
from datetime import UTC, datetime

from campaign_cli.exporting.as_docx.letterhead import heads, signature
from campaign_cli.exporting.as_docx.package import Properties, package
from campaign_cli.exporting.as_docx.xml import (
    WIDTH,
    cell,
    paragraph,
    row,
    ruled_line,
    run,
    said,
    section,
    table,
    twips,
)
from campaign_cli.pages.letter import Letter
from campaign_cli.support.language import Language, message
from campaign_cli.support.text import capital

_MADE = datetime(2022, 1, 1, tzinfo=UTC)
_NARROW, _WHEN, _PLACE = twips(8), twips(36), twips(42)
_LETTER = Letter(
    parent="{{ letter.parent }}",
    issuer="{{ letter.issuer }}",
    number="{{ letter.number }}",
    country="{{ letter.country }}",
    motto="{{ letter.motto }}",
    place_and_date="{{ letter.place_and_date }}",
    authority="{{ letter.authority }}",
    title="{{ letter.title }}",
    name="{{ letter.name }}",
    to=(),
    to_label="{{ letter.to_label }}",
    draft="{{ letter.draft }}",
    language="vi",
)


def starter(speech: Language) -> bytes:
    """Return a Word file in which every important field stands where it usually does."""
    body = "".join(
        (
            heads(_LETTER),
            said("{{ title }}", "Kind", '<w:spacing w:before="240" w:after="0"/>'),
            said("{{ subject }}", "Summary"),
            said("{{ campaign.name }} · {{ campaign.days }}", "Summary"),
            ruled_line(WIDTH, WIDTH // 5),
            *_each(
                "fact in facts",
                paragraph(_bold("{{ fact.name }}: ") + run("{{ fact.value }}"), "Plain"),
            ),
            *_events(speech),
            *_receipts(speech),
            *_tasks(speech),
            _copies(),
            signature(_LETTER),
            section(first=True, last=True),
        )
    )
    about = Properties(
        title=speech.say(message("template")),
        subject="",
        author="",
        version="",
        digest="",
        language=speech.code,
        made=_MADE,
    )
    return package(
        body, about, size=13, foot="{{ campaign.name }} · {{ version }} · {{ stamp.plan }}"
    )


def _bold(text: str) -> str:
    return run(text, bold=True)


def _each(loop: str, *content: str) -> tuple[str, ...]:
    """Return paragraphs or tables once for each of a list, or where something holds."""
    word, end = ("for", "endfor") if " in " in loop else ("if", "endif")
    return (said(f"{{%p {word} {loop} %}}"), *content, said(f"{{%p {end} %}}"))


def _table(widths: Sequence[int], heads_: Sequence[str], loop: str, cells: Sequence[str]) -> str:
    """Return a table with a row for each of a list."""

    def whole(text: str) -> str:
        return row((cell(sum(widths), said(text, "Table"), span=len(widths)),))

    titles = row(
        (
            cell(width, said(capital(head), "TableHead"))
            for width, head in zip(widths, heads_, strict=True)
        ),
        head=True,
    )
    filled = row(cell(width, text) for width, text in zip(widths, cells, strict=True))
    return table(widths, (titles, whole(f"{{%tr for {loop} %}}"), filled, whole("{%tr endfor %}")))


def _events(speech: Language) -> tuple[str, ...]:
    what = (
        paragraph(_bold("{{ event.title }}"), "Table")
        + said("{{ event.details | join('; ') }}", "Table")
    )  # fmt: skip
    when = said("{{ event.when }}", "Table") + said("{{ event.hours }}", "Table")
    return _each(
        "events",
        said(speech.text("EVENTS"), "Heading1"),
        _table(
            (_WHEN, WIDTH - _WHEN - _PLACE, _PLACE),
            (speech.text("when"), speech.text("what takes place"), speech.text("place")),
            "event in events",
            (when, what, said("{{ event.place }}", "Table")),
        ),
    )


def _receipts(speech: Language) -> tuple[str, ...]:
    widths = (twips(45), twips(25), twips(42))
    return _each(
        "receipts",
        said(speech.text("TO COLLECT"), "Heading1"),
        _table(
            (*widths, WIDTH - sum(widths)),
            (
                speech.text("what is handed over"),
                speech.text("amount"),
                speech.text("when"),
                speech.text("given out by"),
            ),
            "one in receipts",
            (
                said("{{ one.name }}", "Table"),
                said("{{ one.amount }} {{ one.unit }}", "Table"),
                said("{{ one.when }}", "Table"),
                said("{{ one.giver }}", "Table"),
            ),
        ),
    )


def _tasks(speech: Language) -> tuple[str, ...]:
    what = (
        paragraph(_bold("{{ task.urgent }} ") + run("{{ task.title }}"), "Table")
        + paragraph(run("{{ task.about }}", italic=True), "Table")
    )  # fmt: skip
    return _each(
        "tasks",
        said(speech.text("ALL TASKS"), "Heading1"),
        _table(
            (_NARROW, _WHEN, WIDTH - _NARROW - _WHEN),
            ("", speech.text("by when"), speech.text("what is to be done")),
            "task in tasks",
            (said("☐", "Box"), said("{{ task.when }}", "Table"), what),
        ),
    )


def _copies() -> str:
    lines = (
        paragraph(run("{{ letter.to_label }}", bold=True, italic=True, size=12), "Copies"),
        *_each("line in letter.to", said("- {{ line }};", "Copies")),
    )
    return "".join(_each("letter.to", *lines))
