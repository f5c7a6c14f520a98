"""Pages as plain text, to paste into a message: a thing a line, nothing drawn."""

from collections.abc import Iterator

from campaign_cli.pages.outline import Item, Outline, Section
from campaign_cli.pages.outlines import outline_of
from campaign_cli.pages.views import View
from campaign_cli.support.text import clean, small


def plain_text(view: View) -> str:
    """Return a page as plain lines."""
    lines = (clean(line).rstrip() for line in _lines(outline_of(view)))
    return "\n".join(lines) + "\n"


def _lines(outline: Outline) -> Iterator[str]:
    yield f"{outline.title} - {outline.subject}"
    yield outline.version
    yield outline.campaign
    for name, value in outline.facts:
        yield f"{name}: {value}"
    for section in outline.sections:
        yield ""
        yield from _section(section)
    yield ""
    yield from outline.foot


def _section(section: Section) -> Iterator[str]:
    yield section.title + (f" ({section.note})" if section.note else "")
    for row in (*section.rows, *((section.total,) if section.rows and section.total else ())):
        yield f"- {row[0]}: {', '.join(_cells(section, row))}"
    for name, value in section.pairs:
        yield f"- {name}: {value}"
    for item in section.items:
        yield from _item(item)
    if not (section.rows or section.pairs or section.items):
        yield section.empty


def _cells(section: Section, row: tuple[str, ...]) -> Iterator[str]:
    """Yield what stands behind a row's name; of a table, with what each column is called."""
    for place, cell in enumerate(row[1:], start=1):
        title = section.head[place] if section.head else ""
        if cell or not section.head:
            named = title and title != row[0]
            yield f"{small(title)} {cell}" if named else cell


def _item(item: Item) -> Iterator[str]:
    when = " ".join(item.when)
    if item.hours:
        when = f"{when}, {item.hours}"
    title = f"{item.urgent}: {item.title}" if item.urgent else item.title
    yield f"- {when}: {title}" if when else f"- {title}"
    if item.asides:
        about = "; ".join(f"{aside.title}{aside.more}" for aside in item.asides)
        yield f"  ({about})"
    for detail in filter(None, (item.place, *item.details)):
        for part in detail.split(" · "):
            yield f"  {part}"
