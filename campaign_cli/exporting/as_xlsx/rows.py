"""The rows of tasks, events, figures and receipts, each with its columns."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from campaign_cli.exporting.as_xlsx.layout import (
    EVENT_ID,
    FIGURE_ID,
    FIGURE_NOTES,
    FIGURE_RESULT,
    RECEIPT_ID,
    RECEIPT_ON,
    RECEIPT_RECEIVED,
    RECEIPT_SIGNED,
    TASK_DONE_ON,
    TASK_ID,
    TASK_NOTES,
    TASK_STATE,
    figure_id,
    receipt_id,
)
from campaign_cli.exporting.as_xlsx.table import Column, Row, Styled
from campaign_cli.exporting.as_xlsx.text import Literal
from campaign_cli.exporting.material import Material
from campaign_cli.model.checklist import Event, Office, Receipt, Sending, Serving, Task
from campaign_cli.model.plan import Plan
from campaign_cli.model.plan.demand import indicators_at
from campaign_cli.model.schedule import Booking
from campaign_cli.pages.phrases import SATURDAY, Phrases
from campaign_cli.support.language import message
from campaign_cli.support.text import capital

_HOURS = {"vi": 20.5, "en": 13.5}
"""How wide "8 giờ 00 – 11 giờ 30" and "13:30 – 17:00" are in one line."""


def weekday_column(say: Phrases, key: str) -> Column:
    """Return the column of short weekdays, as wide as its title."""
    title = capital(say.text("weekday"))
    return Column(key, title, len(title) + 2.5, "middle")


def task_columns(say: Phrases, *, filled: bool = True, doers: bool = False) -> tuple[Column, ...]:
    """Return the columns of tasks: with those for filling in, with who does them."""
    return (
        Column("task.due", capital(say.text("due")), 11.5, "date"),
        weekday_column(say, "task.weekday"),
        Column("task.until", capital(say.text("until")), 11.5, "date"),
        Column("task.mark", capital(say.text("note well")), 12.5, "middle"),
        *((Column("task.doer", capital(say.text("who")), 24),) if doers else ()),
        Column("task.title", capital(say.text("task")), 40),
        Column("task.need", capital(say.text("needs")), 22),
        Column("task.about", capital(say.text("activity")), 34),
        *(
            (
                Column(TASK_STATE, capital(say.text("state")), 14, "fill-choice"),
                Column(TASK_DONE_ON, capital(say.text("done on")), 11.5, "fill-date"),
                Column(TASK_NOTES, capital(say.text("notes")), 26, "fill"),
            )
            if filled
            else ()
        ),
        Column(TASK_ID, capital(say.text("task id")), 34, "id"),
    )


def tasks(
    say: Phrases,
    its: Iterable[Task],
    reader: Office | None = None,
    *,
    filled: bool = True,
    doers: bool = False,
) -> Iterator[Row]:
    """Yield a row for each task; where it is, but for a ward that reads of its own."""
    short = lru_cache(say.speech.short_date)
    weekdays = [say.speech.short_weekday(date(2024, 1, day)) for day in range(1, 8)]
    late, key, law = say.text("DO NOW"), say.text("key"), say.text("by law")
    empty = (None, None, None) if filled else ()
    for task in its:
        off = task.due.weekday() >= SATURDAY
        weekday = weekdays[task.due.weekday()]
        marks = ((late if task.late else ""), (key if task.key else ""), (law if task.law else ""))
        mark = tuple(filter(None, marks))
        yield (
            Styled(task.due, "date-off") if off else task.due,
            Styled(weekday, "off") if off else weekday,
            task.last if task.last != task.due else None,
            Styled(mark, "late") if task.late else mark,
            *((say.ward(task.doer) if task.doer.ward else task.doer.name,) if doers else ()),
            Styled(task.title, "bold") if task.late else task.title,
            task.need,
            _about(task, reader, short),
            *empty,
            task.id,
        )


def _about(task: Task, reader: Office | None, short: Callable[[date], str]) -> str:
    at = "" if reader and reader.ward and task.at == reader.name else task.at
    about = f"{task.about} · {at}" if at else task.about
    return f"{about}, {short(task.on)}" if task.on else about


def event_columns(say: Phrases, *, sends: bool = False, calls: bool = False) -> tuple[Column, ...]:
    """Return the columns of events: with what a ward sends, with whom to call on the spot."""
    return (
        Column("event.from", capital(say.text("date")), 11.5, "date"),
        weekday_column(say, "event.weekday"),
        Column("event.until", capital(say.text("until")), 11.5, "date"),
        Column("event.hours", capital(say.text("hours")), _HOURS[say.stamp.language], "middle"),
        Column("event.title", capital(say.text("activity")), 36, "bold"),
        Column("event.place", capital(say.text("venue")), 28),
        Column("event.preside", capital(say.text("presided by")), 20),
        Column("event.people", capital(say.text("people")), 26),
        *((Column("event.sends", capital(say.text("to send")), 20),) if sends else ()),
        Column("event.owner", capital(say.text("run by")), 18),
        Column("event.phone", capital(say.text("phone")), 14),
        *((Column("event.call", capital(say.text("on the spot")), 26),) if calls else ()),
        Column(EVENT_ID, capital(say.text("event id")), 28, "id"),
    )


def events(
    say: Phrases,
    its: Iterable[Event],
    reader: Office | Serving | None = None,
    *,
    calls: Iterable[Office] | None = None,
) -> Iterator[Row]:
    """Yield a row for each event; `calls`: whom to call there, of each."""
    ward = reader.id if isinstance(reader, Office) and reader.ward else ""
    called = iter(calls or ())
    for event in its:
        item = say.event(event, reader)
        off = event.first.weekday() >= SATURDAY and not event.window
        weekday = say.speech.short_weekday(event.first)
        contact = event.owner.contact
        yield (
            Styled(event.first, "date-off") if off else event.first,
            Styled(weekday, "off") if off else weekday,
            event.last if event.last != event.first else None,
            event.hours,
            item.title,
            item.place,
            event.preside,
            _people(event, reader),
            *((_sends(say, event.sends.get(ward, ())),) if ward else ()),
            say.ward(event.owner) if event.owner.ward else event.owner.name,
            contact.phone if contact else "",
            *((_call(say, next(called)),) if calls is not None else ()),
            event.id,
        )


def _people(event: Event, reader: Office | Serving | None) -> str:
    """Return who serves, but the reader."""
    return "; ".join(
        f"{one.name}, {one.phone}" if one.phone else one.name
        for one in event.people
        if not (isinstance(reader, Serving) and reader.id == one.id)
    )


def _call(say: Phrases, office: Office) -> str:
    return say.person(office.contact) if office.contact else say.call(office)


def _sends(say: Phrases, sending: Iterable[Sending]) -> str:
    return "; ".join(
        say.speech.say(
            message(
                "{number} {name}, names by {day}",
                number=one.number,
                name=one.name,
                day=say.speech.short_date(one.send_by),
            )
        )
        if one.send_by
        else f"{say.speech.number(one.number)} {one.name}"
        for one in sending
    )


def figure_columns(say: Phrases) -> tuple[Column, ...]:
    """Return the columns of figures."""
    return (
        Column("figure.date", capital(say.text("date")), 11.5, "date"),
        Column("figure.event", capital(say.text("activity")), 52),
        Column("figure.name", capital(say.text("indicator")), 38),
        Column("figure.target", capital(say.text("target")), 11, "number"),
        Column(FIGURE_RESULT, capital(say.text("result")), 13, "fill-number"),
        Column(FIGURE_NOTES, capital(say.text("notes")), 36, "fill"),
        Column(FIGURE_ID, capital(say.text("indicator id")), 34, "id"),
    )


def figures(
    say: Phrases, plan: Plan, bookings: Mapping[str, Booking], its: Iterable[Event]
) -> Iterator[Row]:
    """Yield a row for each indicator of each event, in the order of its kind and its activity."""
    for event in its:
        activity = plan.activities[event.activity]
        asked = indicators_at(activity, bookings[event.id].member)
        title = say.event(event).title if len(event.wards) != 1 else event.title
        for indicator in dict.fromkeys((*activity.kind.indicators, *asked)):
            yield (
                event.first,
                title,
                say.speech.word(plan.indicators.get(indicator, {"": indicator})),
                asked.get(indicator),
                None,
                None,
                figure_id(event.id, indicator),
            )


def receipt_columns(say: Phrases) -> tuple[Column, ...]:
    """Return the columns of what a ward collects."""
    return (
        Column("receipt.name", capital(say.text("item")), 34, "bold"),
        Column("receipt.amount", capital(say.text("amount")), 10, "number"),
        Column("receipt.unit", capital(say.text("unit")), 9, "middle"),
        Column("receipt.from", capital(say.text("from")), 11.5, "date"),
        Column("receipt.by", capital(say.text("due")), 11.5, "date"),
        Column("receipt.giver", capital(say.text("from whom")), 28),
        Column("receipt.phone", capital(say.text("phone")), 14),
        Column(RECEIPT_RECEIVED, capital(say.text("received")), 11, "fill-number"),
        Column(RECEIPT_ON, capital(say.text("received on")), 11.5, "fill-date"),
        Column(RECEIPT_SIGNED, capital(say.text("received by (signature)")), 28, "fill"),
        Column(RECEIPT_ID, capital(say.text("receipt id")), 28, "id"),
    )


def receipts(say: Phrases, its: Iterable[Receipt], ward: str) -> Iterator[Row]:
    """Yield a row for each supply that a ward collects."""
    for one in its:
        giver = one.giver
        contact = giver.contact
        yield (
            one.name,
            one.amount,
            one.unit,
            one.ready if one.ready and one.ready <= one.by else None,
            one.by,
            say.ward(giver) if giver.ward else giver.name,
            contact.phone if contact else "",
            None,
            None,
            None,
            receipt_id(one.supply, ward),
        )


@dataclass(frozen=True, slots=True)
class Ground:
    """The material, its tasks by who does them, its bookings by event, its text made safe."""

    material: Material
    say: Phrases
    bookings: Mapping[str, Booking]
    tasks: Mapping[tuple[str, bool], list[Task]]
    literal: Literal = field(default_factory=Literal)

    def tasks_of(self, doer: Office) -> list[Task]:
        """Return what a ward or a body does, in order of date."""
        return self.tasks.get((doer.id, doer.ward), [])


def ground_of(material: Material) -> Ground:
    """Return what workbooks are made from."""
    lists = material.checklists
    tasks: dict[tuple[str, bool], list[Task]] = {}
    for task in lists.tasks:
        tasks.setdefault((task.doer.id, task.doer.ward), []).append(task)
    return Ground(material, Phrases(lists.stamp), material.schedule.by_id(), tasks)
