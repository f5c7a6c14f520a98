"""Closings of which days or sessions are opened: what is left of them, and how it is written."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from campaign_cli.reading.edits.sheet import Sheet, UnwritableError
from campaign_cli.reading.edits.values import listed, text_of
from campaign_cli.reading.files.place import Raw
from campaign_cli.reading.files.toml_layout import Keys
from campaign_cli.reading.format.tables import WEEKDAYS

Opening = tuple[date, str]
"""A day, and the session of it; "": all of them."""

_DAY = timedelta(days=1)
_TIMES = ("date", "from", "to", "weekly", "sessions")
_WRITTEN = ("date", "from", "to", "weekly", "sessions", "kinds", "why")


def open_days(
    sheet: Sheet,
    keys: Keys,
    closings: Sequence[object],
    openings: Mapping[int, Iterable[Opening]],
    sessions: Sequence[str],
) -> None:
    """Let the list at `keys` close no more of `openings`, by place in the list."""
    for place, wanted in sorted(openings.items()):
        if not 0 <= place < len(closings):
            raise UnwritableError
        closing = closings[place]
        raw: Raw = closing if isinstance(closing, dict) else {"date": closing}
        parts = tuple(_left(raw, wanted, sessions))
        element = (*keys, place)
        if not parts:
            sheet.drop(element)
        elif element in sheet.layout.nodes:
            texts = [_written(sheet, element, raw, part) for part in parts]
            sheet.put(element, _joined(sheet, element, texts))
        else:
            _put_table(sheet, keys, place, raw, parts)


def covering(closings: Sequence[object], day: date, session: str) -> Iterator[int]:
    """Yield the places of the closings that keep something from a session of a day."""
    for place, closing in enumerate(closings):
        raw: Raw = closing if isinstance(closing, dict) else {"date": closing}
        first, last = _span(raw)
        weekdays, kept = listed(raw.get("weekly")), listed(raw.get("sessions"))
        if (
            (first is None or first <= day)
            and (last is None or day <= last)
            and (not weekdays or WEEKDAYS[day.weekday()] in weekdays)
            and (not session or not kept or session in kept)
        ):
            yield place


def _span(raw: Raw) -> tuple[date | None, date | None]:
    def day(value: object) -> date | None:
        return value if isinstance(value, date) else None

    return day(raw.get("date") or raw.get("from")), day(raw.get("date") or raw.get("to"))


def _left(raw: Raw, openings: Iterable[Opening], sessions: Sequence[str]) -> Iterator[Raw]:
    """Yield what is left of a closing, the stretches of days before the single ones."""
    first, last = _span(raw)
    weekdays = listed(raw.get("weekly"))
    closed = listed(raw.get("sessions")) or list(sessions)
    opened: dict[date, set[str]] = defaultdict(set)
    for day, session in openings:
        opened[day].update([session] if session else sessions)
    rest = {key: value for key, value in raw.items() if key not in {"date", "from", "to"}}
    cuts = [
        day
        for day in sorted(opened)
        if (first is None or first <= day)
        and (last is None or day <= last)
        and (not weekdays or WEEKDAYS[day.weekday()] in weekdays)
        and not opened[day].isdisjoint(closed)
    ]
    begin = first
    for day in cuts:
        yield from _stretch(begin, day - _DAY, rest, weekdays)
        begin = day + _DAY
    if not cuts or last is None or (begin is not None and begin <= last):
        yield from _stretch(begin, last, rest, weekdays)
    for day in cuts:
        kept = [one for one in closed if one not in opened[day]]
        if kept:
            about = {key: value for key, value in rest.items() if key not in _TIMES}
            yield {"date": day, "sessions": kept, **about}


def _stretch(
    first: date | None, last: date | None, rest: Raw, weekdays: Sequence[str]
) -> Iterator[Raw]:
    """Yield a closing from `first` to `last`, if there is any day of it."""
    if first is not None and last is not None:
        days = (last - first).days + 1
        if days < 1 or (
            weekdays
            and not any(
                WEEKDAYS[(first + number * _DAY).weekday()] in weekdays
                for number in range(min(days, len(WEEKDAYS)))
            )
        ):
            return
    if first is not None and first == last:
        yield {"date": first, **{key: one for key, one in rest.items() if key != "weekly"}}
        return
    ends = {"from": first, "to": last}
    yield {**{key: one for key, one in ends.items() if one is not None}, **rest}


def _written(sheet: Sheet, element: Keys, raw: Raw, part: Raw) -> str:
    """Return a closing in one line, in the words of the one that it is left of."""
    if set(part) == {"date"}:
        return text_of(part["date"])
    pairs = (f"{key} = {_value(sheet, element, raw, part, key)}" for key in _WRITTEN if key in part)
    return f"{{ {', '.join(pairs)} }}"


def _value(sheet: Sheet, element: Keys, raw: Raw, part: Raw, key: str) -> str:
    same = sheet.written((*element, key)) if raw.get(key) == part[key] else None
    return same or text_of(part[key])


def _joined(sheet: Sheet, element: Keys, texts: Sequence[str]) -> str:
    """Return elements in a row: each on a line of its own where the first has one."""
    node = sheet.layout.nodes[element]
    if len(texts) > 1 and sheet.layout.begins_line(node.start):
        line = sheet.layout.line_text(sheet.layout.line(node.start))
        indent = line[: len(line) - len(line.lstrip())]
        return f",\n{indent}".join(texts)
    return ", ".join(texts)


def _put_table(sheet: Sheet, keys: Keys, place: int, raw: Raw, parts: Sequence[Raw]) -> None:
    """Write what is left of `[[ward.closed]]`: in its own lines, and in further tables."""
    element = (*keys, place)
    first, *others = parts
    for key in _TIMES:
        if key in first and first[key] != raw.get(key):
            behind = ("from", "to", "date", "weekly", *raw)
            sheet.put((*element, key), text_of(first[key]), behind)
        elif key in raw and key not in first:
            sheet.drop((*element, key))
    for part in others:
        pairs = [
            f"{key} = {_value(sheet, element, raw, part, key)}" for key in _WRITTEN if key in part
        ]
        sheet.add_table(keys, pairs, place)
