"""The layout of workbooks that wards fill: what is written into them, and read back.

A workbook is known by its stamp. On its last sheet the hidden column A names each line (one of
`STAMP`), column C holds its value; `format` is the number of this layout.

On every other sheet the hidden first row names each column: `task.id`, `task.state`. A column is
found by that name, on whatever sheet and wherever it stands, and an entry is a row below with
something under its `….id`: nothing depends on titles, on the order of rows or columns, or on the
language. Tables are unlocked, or Excel would not sort them: an entry with something filled in and
no id, an id that stands twice, or one beside another's title has been torn apart, and is nobody's
report. Ids are a task's (`talk@xuan-dinh/hall`), an indicator's of an event
(`talk@xuan-dinh/people`) and a receipt's (`leaflet@xuan-dinh`).

A state is one of `STATES` in the campaign's language; dates are dates or, where a program of
another country took them for text, text.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal

from campaign_cli.support.language import N_

FORMAT: Final = 1

KEY_ROW: Final = 0
"""The hidden row that names the columns, counted from 0."""

STAMP: Final = (
    *("format", "campaign", "revision", "draft", "plan"),
    *("language", "reader", "id", "made"),
)
"""What the stamp says. `reader` is "ward", "body", "person", "day" or "organiser", `id` which of
them; `plan` the plan's whole digest; `draft` is "yes" or "no"; `made` the moment of the revision.
"""

State = Literal["done", "doing", "impossible"]

STATES: Mapping[State, str] = MappingProxyType(
    {"done": N_("done"), "doing": N_("in progress"), "impossible": N_("cannot be done")}
)
"""How far a task is, as its drop-down says it, to be translated."""

TASK_ID: Final = "task.id"
TASK_STATE: Final = "task.state"
TASK_DONE_ON: Final = "task.done-on"
TASK_NOTES: Final = "task.notes"

EVENT_ID: Final = "event.id"

FIGURE_ID: Final = "figure.id"
FIGURE_RESULT: Final = "figure.result"
FIGURE_NOTES: Final = "figure.notes"

RECEIPT_ID: Final = "receipt.id"
RECEIPT_RECEIVED: Final = "receipt.received"
RECEIPT_ON: Final = "receipt.on"
RECEIPT_SIGNED: Final = "receipt.signed"

FILLED: Final = frozenset(
    {
        *(TASK_STATE, TASK_DONE_ON, TASK_NOTES),
        *(FIGURE_RESULT, FIGURE_NOTES),
        *(RECEIPT_RECEIVED, RECEIPT_ON, RECEIPT_SIGNED),
    }
)
"""The columns that are for the reader to fill; all others refuse what is typed."""


def figure_id(event: str, indicator: str) -> str:
    """Return the id of an indicator of an event."""
    return f"{event}/{indicator}"


def receipt_id(supply: str, ward: str) -> str:
    """Return the id of what a ward collects of a supply."""
    return f"{supply}@{ward}"
