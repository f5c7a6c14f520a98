"""The outline of each sort of page."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from campaign_cli.model.checklist import Event, Line, Office, Report, Target
from campaign_cli.pages import week_around
from campaign_cli.pages.framing import contacts, framed, on_the_spot
from campaign_cli.pages.outline import Item, Outline, Section
from campaign_cli.pages.phrases import Phrases, Reader
from campaign_cli.pages.sums import print_order, spending
from campaign_cli.pages.views import (
    BodySheet,
    DaySheet,
    Itinerary,
    PrintOrder,
    Sheet,
    Spending,
    View,
    Whole,
)
from campaign_cli.support.language import message
from campaign_cli.support.text import small


def outline_of(view: View) -> Outline:  # noqa: PLR0911 - one line a type reads best
    """Return the outline of any page."""
    match view:
        case Sheet():
            return _sheet(view)
        case BodySheet():
            return _body(view)
        case Itinerary():
            return _person(view)
        case DaySheet():
            return _day(view)
        case Whole():
            return _whole(view)
        case PrintOrder():
            return print_order(view)
        case Spending():
            return spending(view)


def _sheet(sheet: Sheet) -> Outline:
    say = Phrases(sheet.stamp, sheet.today)
    return framed(
        say,
        say.text("TASK SHEET"),
        say.ward(sheet.ward),
        contacts(say, sheet.ward),
        (
            _at_once(say, sheet.at_once, places=False),
            _week(say, sheet.today, sheet.week, places=False),
            Section(
                title=say.text("EVENTS"),
                items=tuple(
                    say.event(event, sheet.ward, programme=sheet.full) for event in sheet.events
                ),
                empty=say.text("none"),
            ),
            Section(title=say.text("TO COLLECT"), rows=tuple(map(say.receipt, sheet.receipts))),
            _targets(say, sheet.targets),
            _tasks(say, sheet.lines, full=sheet.full, places=False),
            _reports(say, sheet),
            _organiser(say, sheet.organiser),
        ),
        others=sheet.others,
    )


def _body(sheet: BodySheet) -> Outline:
    say = Phrases(sheet.stamp, sheet.today)
    organises = sheet.body == sheet.organiser
    return framed(
        say,
        say.text("TASK SHEET"),
        sheet.body.name,
        contacts(say, sheet.body),
        (
            _at_once(say, sheet.at_once),
            _week(say, sheet.today, sheet.week),
            Section(
                title=say.text("EVENTS"),
                items=_events(say, sheet.events, sheet.body),
            ),
            _targets(say, sheet.targets),
            _tasks(say, sheet.lines, full=sheet.full),
            *(() if organises else (_organiser(say, sheet.organiser),)),
        ),
        others=sheet.others,
    )


def _person(itinerary: Itinerary) -> Outline:
    say = Phrases(itinerary.stamp)
    person = itinerary.person
    items = []
    for event, office in itinerary.events:
        item = say.event(event, person, programme=True)
        items.append(replace(item, details=(*item.details, on_the_spot(say, office))))
    facts = [(say.text("Serves as"), ", ".join(itinerary.pools))]
    if person.phone:
        facts.append((say.text("Phone"), person.phone))
    return framed(
        say,
        say.text("ITINERARY"),
        person.name,
        facts,
        (
            Section(title=say.text("EVENTS"), items=tuple(items), empty=say.text("none")),
            _organiser(say, itinerary.organiser),
        ),
    )


def _day(sheet: DaySheet) -> Outline:
    say = Phrases(sheet.stamp)
    facts = []
    if sheet.closed is not None:
        facts.append((say.text("No working day"), sheet.closed or say.text("weekend")))
    return framed(
        say,
        say.text("DAY SHEET"),
        say.speech.day(sheet.day),
        facts,
        (
            Section(
                title=say.text("EVENTS"),
                items=tuple(_at_its_hour(say, event) for event in sheet.events),
                empty=say.text("none"),
            ),
            Section(
                title=say.text("RUNNING"),
                items=tuple(say.running(sheet.running)),
            ),
            Section(
                title=say.text("DUE"),
                items=tuple(_due_today(say, line) for line in sheet.lines),
                empty=say.text("none"),
            ),
        ),
    )


def _at_its_hour(say: Phrases, event: Event) -> Item:
    """Return an event of a day's page, which need not say the day."""
    item = say.event(event, programme=True)
    if len(event.dates) > 1:
        return item
    return replace(item, when=(event.hours,), hours="")


def _due_today(say: Phrases, line: Line) -> Item:
    item = say.line(line, doer=True)
    return replace(item, when=()) if line.due == line.last else item


def _whole(page: Whole) -> Outline:
    say = Phrases(page.stamp)
    return framed(
        say,
        say.text("WHOLE CAMPAIGN"),
        page.organiser.name,
        contacts(say, page.organiser),
        (
            Section(title=say.text("EVENTS"), items=_events(say, page.events)),
            _targets(say, page.targets),
            Section(
                title=say.text("ALL TASKS"),
                items=tuple(say.line(line, doer=True) for line in page.lines),
            ),
        ),
    )


def _events(say: Phrases, events: Iterable[Event], reader: Reader = None) -> tuple[Item, ...]:
    """Return those that run all along first, then the others in order of time."""
    events = tuple(events)
    return (
        *say.running((event for event in events if event.window), reader),
        *(say.event(event, reader, programme=True) for event in events if not event.window),
    )


def _organiser(say: Phrases, office: Office) -> Section:
    if not office.contact:
        return Section(title=say.text("ORGANISER"), rows=((say.text("Office"), office.name),))
    return Section(title=say.text("ORGANISER"), note=office.name, rows=tuple(contacts(say, office)))


def _at_once(say: Phrases, lines: tuple[Line, ...], *, places: bool = True) -> Section:
    items = (say.line(line, places=places) for line in lines)
    return Section(
        title=say.text("DO NOW"),
        note=say.text("late when the plan was signed"),
        # The heading says it already.
        items=tuple(replace(item, urgent="") for item in items),
    )


def _week(
    say: Phrases, today: date | None, lines: tuple[Line, ...], *, places: bool = True
) -> Section:
    title = say.text("THIS WEEK")
    if today is None:
        return Section(title=title)
    return Section(
        title=title,
        note=say.speech.period(*week_around(today)),
        items=tuple(say.line(line, places=places) for line in lines),
        empty=say.text("nothing is due"),
    )


def _targets(say: Phrases, targets: tuple[Target, ...]) -> Section:
    return Section(
        title=say.text("TARGETS"),
        pairs=tuple((target.name, say.speech.number(target.amount)) for target in targets),
    )


def _tasks(say: Phrases, lines: tuple[Line, ...], *, full: bool, places: bool = True) -> Section:
    return Section(
        title=say.text("ALL TASKS") if full else say.text("KEY TASKS"),
        items=tuple(say.line(line, places=places) for line in lines),
        empty=say.text("none"),
    )


def _reports(say: Phrases, sheet: Sheet) -> Section:
    """Return what is reported; what every event's report is made of is said once, and so are the
    phones of those who run the events.
    """
    titles = {report.title for report in sheet.reports if report.about}
    common = titles.pop() if len(titles) == 1 else ""
    known = (sheet.organiser, *(event.owner for event in sheet.events))
    return Section(
        title=say.text("TO REPORT"),
        note=common,
        items=tuple(_report(say, report, common, known) for report in sheet.reports),
    )


def _report(say: Phrases, report: Report, common: str, known: tuple[Office, ...]) -> Item:
    figures = "; ".join(small(name) for name in report.figures)
    office = report.to.name if report.to in known else say.call(report.to)
    to = [say.speech.say(message("to {office}", office=office))]
    if report.to.name in report.title:
        to = []
    own = (report.title,) if report.about and report.title != common else ()
    return Item(
        when=(say.day(report.due),),
        title="; ".join(report.about) or report.title,
        details=(*to, *own, *((figures,) if figures else ()), *say.needs(report.need)),
        box=True,
        urgent=say.text("DO NOW") if report.late else "",
        ids=report.tasks,
    )
