"""Any page but a ward's, from its outline."""

from typing import Any

from campaign_cli.pages.outline import Item, Outline, Section
from campaign_cli.pages.phrases import Phrases

Part = dict[str, Any]

WIDE = 4
"""Tables with more columns are set smaller."""
_NARROWEST, _WIDEST = 6, 40


def outlined(say: Phrases, outline: Outline) -> Part:
    """Return the page."""
    wide = any(_columns(section) > WIDE for section in outline.sections)
    return {
        "sort": "outline",
        "title": outline.title,
        "summary": f"{outline.subject} · {outline.campaign}",
        "facts": list(outline.facts),
        "size": 10 if wide else 11.5,
        "sections": [_section(say, section) for section in outline.sections],
        "foot": list(outline.foot),
    }


def _columns(section: Section) -> int:
    return max((len(row) for row in (*section.rows, section.head)), default=0)


def _section(say: Phrases, section: Section) -> Part:
    return {
        "title": section.title,
        "note": section.note,
        "item_head": [say.text("Time"), say.text("Content")],
        "items": [_item(item) for item in section.items],
        "head": list(section.head),
        "rows": [list(row) for row in section.rows],
        "numbers": sorted(section.numbers),
        "total": list(section.total),
        "widths": _widths(section),
        "pairs": list(section.pairs),
        "empty": section.empty,
    }


def _widths(section: Section) -> list[int]:
    """Return the columns' shares of the page: as their longest texts are, within bounds."""
    rows = (*section.rows, section.head, section.total)
    return [
        min(max(_NARROWEST, *(len(row[at]) for row in rows if at < len(row))), _WIDEST)
        for at in range(_columns(section))
    ]


def _item(item: Item) -> Part:
    asides = [f"{aside.title}{aside.more}" for aside in item.asides]
    return {
        "when": list(item.when),
        "hours": item.hours,
        "box": item.box,
        "urgent": item.urgent,
        "title": item.title,
        "lines": [
            *filter(None, (item.place,)),
            *item.details,
            *(["; ".join(asides)] if asides else []),
        ],
    }
