"""How values are written into a plan: as the plan writes its own."""

import json
import re
from collections.abc import Sequence
from datetime import date

_GROUPED = re.compile(r"(?<![\w.])\d{1,3}(?:_\d{3})+(?![\w.])")
_LONG = 1000
_WIDEST = 100
"""Letters of a line that a list fits on."""


def text_of(value: object) -> str:
    """Return a date, a number, a text or a list of these as TOML writes it."""
    match value:
        case bool():
            return str(value).lower()
        case int() | date():
            return str(value)
        case list() | tuple():
            return f"[{', '.join(map(text_of, value))}]"
        case _:
            return json.dumps(str(value), ensure_ascii=False)


def number(value: int, was: str, file: str) -> str:
    """Return a number with its thousands set apart where the plan does so; `was`: as it stands."""
    own = re.sub(r"\D", "", was)
    apart = "_" in was if len(own) > len(str(_LONG)) - 1 else bool(_GROUPED.search(file))
    return f"{value:_}" if apart and value >= _LONG else str(value)


def quoted(name: str, was: str = "") -> str:
    """Return a name in the quotes of those around it."""
    return f"'{name}'" if was.startswith("'") else json.dumps(name, ensure_ascii=False)


def listing(names: Sequence[str], lead: int, was: str = "") -> str:
    """Return a list of names; on several lines where it would not fit behind `lead` letters."""
    written = [quoted(one, was) for one in names]
    line = f"[{', '.join(written)}]"
    if len(line) + lead <= _WIDEST:
        return line
    rows: list[str] = []
    for one in written:
        if rows and len(rows[-1]) + len(one) + 3 <= _WIDEST:
            rows[-1] += f" {one},"
        else:
            rows.append(f"  {one},")
    return "\n".join(("[", *rows, "]"))


def listed(value: object) -> list[str]:
    """Return the texts of a list, or of a single text."""
    if isinstance(value, str):
        return [value]
    return [str(one) for one in value] if isinstance(value, list | tuple) else []
