"""A ward's sheet for paper: one page of all that matters, and everything it does, by event."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from campaign_cli.model.checklist import Event, Line, Office, Receipt, Report, Task
from campaign_cli.pages import Checklists, Sheet
from campaign_cli.pages.merging import merged
from campaign_cli.pages.phrases import Phrases
from campaign_cli.support.language import counted, message
from campaign_cli.support.text import small

Part = dict[str, Any]

_HOUR = re.compile(r"(\d{1,2}) giờ (\d{2})")


def brief_hours(hours: str) -> str:
    """Return hours as narrow columns write them: "8h00–11h30"."""
    return _HOUR.sub(r"\1h\2", hours).replace(" – ", "–")


@dataclass(frozen=True)
class WardPaper:
    """What is printed for one ward; its events are numbered, and tasks refer to the numbers."""

    lists: Checklists
    tasks: Mapping[str, Task]
    """The ward's tasks, by id."""
    sheet: Sheet
    """The key tasks alone."""
    say: Phrases

    @property
    def name(self) -> str:
        """The ward's name: "Phường Xuân Đỉnh"."""
        return self.say.ward(self.sheet.ward)

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The events' numbers, by id; an activity's is that of its first event."""
        numbers: dict[str, int] = {}
        for number, event in enumerate(self.sheet.events, start=1):
            numbers[event.id] = number
            numbers.setdefault(event.activity, number)
        return numbers

    def page(self) -> Part:
        """Return the one page."""
        say, sheet = self.say, self.sheet
        common, dues, others = self._reports()
        tasks = [self._task(line) for line in sheet.lines]
        return {
            "sort": "sheet",
            "title": say.text("TASK SHEET"),
            "summary": f"{self.name} · {say.campaign()}",
            "contacts": self._all_contacts(),
            "events": {
                "title": say.text("EVENTS"),
                "head": [
                    say.text("No."),
                    say.text("Time"),
                    say.text("Activity and place"),
                    say.text("Presided and run by"),
                    say.text("Results by"),
                ],
                "rows": [
                    self._event(number, event, dues.get(event.id, ""))
                    for number, event in enumerate(sheet.events, start=1)
                ],
                "empty": say.text("none"),
            },
            "receipts": {
                "title": say.text("TO COLLECT"),
                "items": list(map(self._receipt, sheet.receipts)),
            },
            "targets": {
                "title": say.text("TARGETS"),
                "text": " · ".join(
                    f"{target.name}: {say.speech.number(target.amount)}" for target in sheet.targets
                ),
            },
            "tasks": {
                "title": say.text("KEY TASKS"),
                "note": say.text("(in brackets: the event’s No.)"),
                "items": tasks,
                "empty": say.text("none"),
                "rest": [self._rest(count) for count in range(len(tasks) + 1)],
            },
            "reports": {
                "title": say.text("TO REPORT"),
                "note": common,
                "items": others,
            },
        }

    def contacts(self) -> list[tuple[str, str]]:
        """Return whom to call in the ward: its contact, and who stands in."""
        say, ward = self.say, self.sheet.ward
        contacts = [(say.text("Contact"), say.person(ward.contact))]
        if ward.deputy:
            contacts.append((say.text("Deputy"), say.person(ward.deputy)))
        return contacts

    def _all_contacts(self) -> list[tuple[str, str]]:
        """Return whom to call: in the ward, at the organiser's, at the bodies of its events."""
        say, organiser = self.say, self.sheet.organiser
        call = say.person(organiser.contact) if organiser.contact else ""
        office = ", ".join(filter(None, (organiser.name, call)))
        contacts = [*self.contacts(), (say.text("Organiser"), office)]
        offices = (*(one.owner for one in self.sheet.events), *map(_giver, self.sheet.receipts))
        phones = dict.fromkeys(
            say.call(office)
            for office in offices
            if office not in {self.sheet.ward, organiser} and office.contact
        )
        return [*contacts, (say.text("Phones"), "; ".join(phones))] if phones else contacts

    def _event(self, number: int, event: Event, due: str) -> Part:
        say = self.say
        item = say.event(event, self.sheet.ward)
        run = "" if event.owner == self.sheet.ward else say.doers((event.owner,))
        sends = _sends(event, self.sheet.ward.id)
        told = item.details[-sends:] if sends else ()
        return {
            "number": str(number),
            "when": self.days(event.first, event.last),
            "hours": brief_hours(event.hours),
            "title": item.title,
            "lines": [*filter(None, (item.place,)), *told],
            "brief": [*filter(None, (event.venue,)), *told],
            "owner": " · ".join(filter(None, (event.preside, run)))
            or (say.text("the ward itself") if event.owner.ward else ""),
            "report": due,
        }

    def days(self, first: date, last: date) -> str:
        """Return a day or several, short: "T5 24/11", "21/11 – 30/11"."""
        if first == last:
            return self.day(first)
        return self.say.speech.period(first, last)

    def day(self, day: date) -> str:
        """Return a day, short: "T5 24/11"."""
        return f"{self.say.speech.short_weekday(day)} {self.say.speech.short_date(day)}"

    def _receipt(self, receipt: Receipt) -> Part:
        name, amount, when, _ = self.say.receipt(receipt)
        giver = receipt.giver
        from_ = self.say.ward(giver) if giver.ward else giver.name
        return {"when": f"{name}: {amount},", "urgent": "", "text": f"{when}, {from_}"}

    def _task(self, line: Line) -> Part:
        numbers = self.numbers
        tasks = map(self.tasks.__getitem__, line.tasks)
        of = (numbers.get(task.event or "") or numbers.get(task.activity or "") for task in tasks)
        about = dict.fromkeys(str(number) for number in of if number)
        refs = f" ({', '.join(about)})" if about else ""
        return {
            "when": self.days(line.due, line.last) if not line.repeat else self.day(line.due),
            "urgent": self.say.text("DO NOW") if line.late else "",
            "text": f"{line.title}{refs}",
        }

    def _rest(self, count: int) -> str:
        sentence = counted(
            "{n} more key task: in the list that follows, in bold",
            "{n} more key tasks: in the list that follows, in bold",
            n=count,
        )
        return self.say.speech.say(sentence)

    def _reports(self) -> tuple[str, dict[str, str], list[Part]]:
        """Return what most reports are made of, each event's day to report, and other reports."""
        say = self.say
        known = {event.id: event for event in self.sheet.events}
        titles = Counter(report.title for report in self.sheet.reports if report.about)
        common = titles.most_common(1)[0][0] if titles else ""
        dues: dict[str, list[str]] = {}
        others = []
        for report in self.sheet.reports:
            events = [known[id_] for id_ in self._events_of(report) if id_ in known]
            if report.title != common or not events:
                others.append(self._report(report))
                continue
            for event in events:
                due = say.speech.short_date(report.due)
                if report.to not in {event.owner, self.sheet.organiser}:
                    due = f"{due} → {report.to.name}"
                dues.setdefault(event.id, []).append(due)
        said = {id_: "; ".join(dict.fromkeys(days)) for id_, days in dues.items()}
        if not dues:
            return "", said, others
        where = say.text(
            "by the days in the table above, to whoever runs the event; of what is run here, "
            "to the organiser"
        )
        return f"{common} – {where}.", said, others

    def _events_of(self, report: Report) -> Iterator[str]:
        for id_ in report.tasks:
            if event := self.tasks[id_].event:
                yield event

    def _report(self, report: Report) -> Part:
        say = self.say
        about = f": {'; '.join(report.about)}" if report.about else ""
        to = say.speech.say(message("to {office}", office=report.to.name))
        return {
            "when": self.day(report.due),
            "urgent": say.text("DO NOW") if report.late else "",
            "text": report.title + about + ("" if report.to.name in report.title else f", {to}"),
        }

    def all_tasks(self) -> Part:
        """Return every task of the ward, by event."""
        say = self.say
        return {
            "sort": "tasks",
            "title": say.text("ALL TASKS"),
            "summary": self.name,
            "note": say.text("Bold: key tasks. In the last column, who of the ward does it."),
            "head": ["", say.text("Due"), say.text("Task"), say.text("Needs"), say.text("Who")],
            "empty": say.text("none"),
            "groups": list(self._groups()),
        }

    def _groups(self) -> Iterator[Part]:
        figures = {id_: report.figures for report in self.sheet.reports for id_ in report.tasks}
        numbers = self.numbers
        by_event: dict[int, list[Task]] = {}
        for task in self.tasks.values():
            number = numbers.get(task.event or "") or numbers.get(task.activity or "", 0)
            by_event.setdefault(number, []).append(task)
        for number, event in enumerate(self.sheet.events, start=1):
            yield self._group(number, event, by_event.get(number, ()), figures)
        if 0 in by_event:
            yield {
                "title": self.say.text("Of the whole campaign"),
                "details": [],
                "rows": [self._row(line, figures) for line in merged(by_event[0])],
            }

    def _group(
        self,
        number: int,
        event: Event,
        tasks: Iterable[Task],
        figures: Mapping[str, tuple[str, ...]],
    ) -> Part:
        item = self.say.event(event, self.sheet.ward)
        when = " ".join(item.when)
        hours = brief_hours(event.hours)
        when = f"{when}, {hours}" if hours else when
        programme = [f"{hours}  {title}" for hours, title in event.parts]
        return {
            "title": f"{number}. {item.title}",
            "details": [" · ".join(filter(None, (when, item.place, *item.details))), *programme],
            "rows": [self._row(line, figures) for line in merged(tasks)],
        }

    def _row(self, line: Line, figures: Mapping[str, tuple[str, ...]]) -> Part:
        item = self.say.line(line, places=False)
        needs = [line.need] if line.need else []
        needs += [small(name) for id_ in line.tasks for name in figures.get(id_, ())]
        repeated = item.details[0] if line.repeat else ""
        text = " · ".join(filter(None, (item.urgent, item.title, repeated)))
        return {
            "when": " ".join(item.when),
            "text": text,
            "need": "; ".join(dict.fromkeys(needs)),
            "who": "",
            "key": line.key,
        }


def _giver(receipt: Receipt) -> Office:
    return receipt.giver


def _sends(event: Event, ward: str) -> int:
    """Return how many lines of an event say what the ward sends: one for each date by which."""
    return len({one.send_by for one in event.sends.get(ward, ())})
