"""A message of a few lines for each day on which there is something to do, to paste into a chat.

Every message can be sent alone: it says whose it is, of which day, and whether it is a draft.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import PurePosixPath

from campaign_cli.exporting.as_txt import sms
from campaign_cli.exporting.material import File, Material, Page
from campaign_cli.model.checklist import Event, Line, Office, Receipt
from campaign_cli.pages.framing import on_the_spot
from campaign_cli.pages.phrases import Phrases, Reader
from campaign_cli.pages.plain import plain_text
from campaign_cli.pages.views import BodySheet, DaySheet, Itinerary, Sheet, Whole
from campaign_cli.support.language import message
from campaign_cli.support.text import clean, shortened

WIDTHS = ((70, 40), (70, 24), (70, 0), (36, 0))
"""Letters of a title, and of what a task is for: a text message gives up some to be shorter."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """One thing of a day: what stands before and behind its title, what it is for, where."""

    title: str
    at: str = ""
    """What is said behind a title however short that is."""
    before: str = ""
    about: tuple[str, ...] = ()
    behind: str = ""
    under: tuple[str, ...] = ()
    who: tuple[str, ...] = ()
    """Who serves there: a text message leaves it out."""
    now: bool = False
    """Whether what it is for takes place that day."""


@dataclass(frozen=True, slots=True)
class _Day:
    """What happens on a day, what is due, and what is collected."""

    events: list[_Entry] = field(default_factory=list)
    tasks: list[_Entry] = field(default_factory=list)
    receipts: list[_Entry] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Whose messages they are."""

    say: Phrases
    title: str
    name: str
    office: Reader = None
    doers: bool = False
    """Whether tasks say who does them."""


def files(material: Material) -> Iterator[File]:
    """Yield the messages of each reader; what has no days is plain text."""
    for page in material.pages():
        text = "\n".join(_of_page(material, page))
        yield File(PurePosixPath(f"{page.stem}.txt"), f"{text}\n".encode())


def _of_page(material: Material, page: Page) -> Iterator[str]:
    view = page.view
    say = Phrases(view.stamp)
    signed = material.checklists.signed
    short = material.options.sms
    match view:
        case Sheet():
            reader = _Reader(say, say.text("TASK SHEET"), say.ward(view.ward), view.ward)
            days = _days(reader, view.events, view.lines, view.receipts, signed)
        case BodySheet():
            reader = _Reader(say, say.text("TASK SHEET"), view.body.name, view.body)
            days = _days(reader, view.events, view.lines, (), signed)
        case Itinerary():
            reader = _Reader(say, say.text("ITINERARY"), view.person.name, view.person)
            days = _journeys(reader, view)
        case DaySheet():
            reader = _Reader(say, say.text("DAY SHEET"), view.stamp.campaign, doers=True)
            days = _one_day(reader, view)
        case Whole():
            name = view.organiser.name
            reader = _Reader(say, say.text("WHOLE CAMPAIGN"), name, doers=True)
            days = _days(reader, view.events, view.lines, (), signed)
        case _:
            lines = map(clean, plain_text(view).splitlines())
            yield from map(sms.folded, lines) if short else lines
            return
    yield from _head(reader, short=short)
    for day, what in sorted(days.items()):
        yield ""
        yield from _sent(reader, day, what) if short else _lines(reader, day, what, *WIDTHS[0])


def _head(reader: _Reader, *, short: bool) -> Iterator[str]:
    say = reader.say
    lines = (
        f"{reader.title} - {reader.name}",
        say.version(),
        say.campaign(),
        say.speech.say(message("plan {digest}", digest=say.stamp.version)),
    )
    for line in map(clean, lines):
        yield sms.folded(line) if short else line


def _sent(reader: _Reader, day: date, what: _Day) -> Iterator[str]:
    """Yield the fullest of the shortest text messages that say it, and how long it is."""
    drafts = [
        sms.folded("\n".join(_lines(reader, day, what, *width, brief=True))) for width in WIDTHS
    ]
    text = min(drafts, key=sms.segments)
    yield text
    length = message("{letters} letters, {segments} SMS", **_length(text))
    yield f"-- {sms.folded(reader.say.speech.say(length))} --"


def _length(text: str) -> dict[str, int]:
    return {"letters": sms.septets(text), "segments": sms.segments(text)}


def _lines(
    reader: _Reader, day: date, what: _Day, title: int, about: int, *, brief: bool = False
) -> Iterator[str]:
    """Yield the message of a day, with titles of so many letters."""
    say = reader.say
    draft = f" ({say.text('draft')})" if say.stamp.draft else ""
    yield clean(f"{reader.name} - {say.day(day) if brief else say.speech.day(day)}{draft}")
    for one in what.events:
        yield _line(one, "", title, about)
        yield from map(clean, one.under if brief else (*one.under, *one.who))
    if what.tasks:
        yield clean(say.text("DUE"))
    known = {(one.title,) for one in what.events}
    for one in what.tasks:
        # What stands above need not be said again.
        said = one.now and one.about in known
        shown = replace(one, about=(), behind="") if said else one
        yield _line(shown, "- ", title, about)
    if what.receipts:
        yield clean(say.text("TO COLLECT"))
    for one in what.receipts:
        yield _line(one, "- ", title, about)


def _line(one: _Entry, mark: str, title: int, about: int) -> str:
    named = one.about if about or len(one.about) > 1 else ()
    # Of several, whose beginnings may be alike, none is shortened.
    aim = ", ".join(
        shortened(clean(each), about) if len(named) == 1 else clean(each) for each in named
    )
    behind = clean(one.behind).lstrip(" ,") if not aim else clean(one.behind)
    aside = f" ({aim}{behind})" if aim or behind else ""
    return f"{mark}{clean(one.before)}{shortened(clean(one.title), title)}{clean(one.at)}{aside}"


def _days(
    reader: _Reader,
    events: Sequence[Event],
    lines: Iterable[Line],
    receipts: Iterable[Receipt],
    signed: date | None,
) -> dict[date, _Day]:
    """Return what stands on each day; what was late when the plan was signed, on that day."""
    days: dict[date, _Day] = {}
    windows = [event for event in events if event.window]
    for event in events:
        for on in () if event.window else event.dates:
            days.setdefault(on, _Day()).events.append(_event(reader, event))
    for same in _together(windows):
        for on, entry in _running(reader, same):
            days.setdefault(on, _Day()).events.insert(0, entry)
    for line in lines:
        late = signed is not None and line.late
        for due in line.days:
            on = max(due, signed) if late and signed else due
            days.setdefault(on, _Day()).tasks.append(_task(reader, line, on))
    for receipt in receipts:
        days.setdefault(receipt.by, _Day()).receipts.append(_receipt(reader, receipt))
    return days


def _one_day(reader: _Reader, view: DaySheet) -> dict[date, _Day]:
    day = _Day()
    if view.closed is not None:
        why = view.closed or reader.say.text("weekend")
        day.events.append(_Entry(f"{reader.say.text('No working day')}: {why}"))
    day.events.extend(_event(reader, event) for event in view.events)
    for same in _together(view.running):
        (item,) = reader.say.running(same)
        until = message("until {day}", day=reader.say.speech.short_date(same[0].last))
        under = tuple(filter(None, (item.place,)))
        day.events.append(_Entry(item.title, behind=reader.say.speech.say(until), under=under))
    day.tasks.extend(_task(reader, line, view.day) for line in view.lines)
    return {view.day: day}


def _journeys(reader: _Reader, view: Itinerary) -> dict[date, _Day]:
    """Return a person's days, with whom to call there."""
    days: dict[date, _Day] = {}
    for event, office in view.events:
        contact = on_the_spot(reader.say, office)
        for on in event.dates:
            days.setdefault(on, _Day()).events.append(_event(reader, event, contact))
    return days


def _event(reader: _Reader, event: Event, *more: str) -> _Entry:
    office = reader.office
    item = reader.say.event(event, office)
    sent = reader.say.sent(event, office) if isinstance(office, Office) and office.ward else ()
    return _Entry(
        event.title,
        item.title.removeprefix(event.title),
        f"{item.hours}: " if item.hours else "",
        under=(*filter(None, (item.place,)), *sent, *more),
        who=tuple(reader.say.served(event, office)),
    )


def _together(windows: Iterable[Event]) -> Iterable[Sequence[Event]]:
    """Return what lasts as long as its window, by activity and days."""
    together: dict[tuple[str, tuple[date, ...]], list[Event]] = {}
    for event in windows:
        together.setdefault((event.activity, event.dates), []).append(event)
    return together.values()


def _running(reader: _Reader, same: Sequence[Event]) -> Iterator[tuple[date, _Entry]]:
    """Yield the first and the last day of what lasts as long as its window."""
    say = reader.say
    (item,) = say.running(same, reader.office)
    first, last = same[0].first, same[0].last
    at = item.title.removeprefix(same[0].title)
    # Several at once are said without their places.
    where = (item.place,) if item.place else ()
    who = tuple(say.served(same[0], reader.office)) if len(same) == 1 else ()
    if first == last:
        yield first, _Entry(same[0].title, at, under=where, who=who)
        return
    until = say.speech.say(message("from today until {day}", day=say.speech.short_date(last)))
    yield first, _Entry(same[0].title, at, behind=until, under=where, who=who)
    yield last, _Entry(same[0].title, at, behind=say.text("ends today"))


def _task(reader: _Reader, line: Line, day: date) -> _Entry:
    item = reader.say.line(line, places=not _is_ward(reader.office))
    before = f"{item.urgent}: " if item.urgent else ""
    if reader.doers:
        before = f"{before}{reader.say.doers(line.doers)}: "
    if not line.repeat and line.last > line.due:
        until = message("until {day}", day=reader.say.speech.short_date(line.last))
        behind = f", {reader.say.speech.say(until)}"
        about = tuple(one.title for one in line.about)
        return _Entry(line.title, before=before, about=about, behind=behind)
    if len(line.about) != 1:
        asides = item.asides[-len(line.about) :] if line.about else ()
        return _Entry(
            line.title, before=before, about=tuple(one.title + one.more for one in asides)
        )
    aside = item.asides[-1]
    now = line.about[0].on == (day,)
    return _Entry(line.title, before=before, about=(aside.title,), behind=aside.more, now=now)


def _is_ward(reader: Reader) -> bool:
    return isinstance(reader, Office) and reader.ward


def _receipt(reader: _Reader, receipt: Receipt) -> _Entry:
    amount = f"{reader.say.speech.number(receipt.amount)} {receipt.unit}".rstrip()
    return _Entry(f"{receipt.name}, {amount}, {receipt.giver.name}")
