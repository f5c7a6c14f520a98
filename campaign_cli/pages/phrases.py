"""Phrases that pages share: days, offices, what a task is for, what a ward sends."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from campaign_cli.model.checklist import Event, Line, Office, Receipt, Serving, Stamp
from campaign_cli.model.plan import Person
from campaign_cli.model.plan.days import ONE_DAY, date_range
from campaign_cli.model.plan.wording import either, named, of_terms, together
from campaign_cli.pages.outline import Aside, Item
from campaign_cli.support.language import N_, Language, Message, language, message

Reader = Office | Serving | None
"""Whose page it is; None: anyone's."""

SATURDAY = 5
NAMED = 4
"""Up to so many wards are named even where they are all there are."""

TOLD_APART = N_("place and people: told to the contact alone")
"""What shared pages say of a private event."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """How a page speaks: its language and its version."""

    stamp: Stamp
    today: date | None = None
    """The day on which it is read, where that is known."""
    speech: Language = field(init=False, compare=False)
    """The campaign's language; its year goes without saying, but in another year."""

    def __post_init__(self) -> None:
        years = [self.stamp.start.year, self.stamp.end.year]
        years += [self.today.year] if self.today else []
        code = self.stamp.language
        terms = self.stamp.wards or (self.stamp.ward_term,)
        speech = of_terms(language(code).of_years(*years), code, terms)
        object.__setattr__(self, "speech", speech)

    def text(self, english: str) -> str:
        """Return the translation of a fixed text."""
        return self.speech.text(english)

    def _say(self, sentence: Message) -> str:
        return self.speech.say(sentence)

    def version(self) -> str:
        """Return which revision it is, and whether it is in force."""
        if self.stamp.draft and not self.stamp.revision:
            return self.text("draft")
        if self.stamp.draft:
            return self._say(message("revision {number} (draft)", number=str(self.stamp.revision)))
        number = str(self.stamp.revision)
        return self._say(message("revision {number} (in force)", number=number))

    def campaign(self) -> str:
        """Return the campaign's name and days."""
        days = self.speech.span(self.stamp.start, self.stamp.end)
        return f"{self.stamp.campaign} · {days}"

    def ward(self, office: Office) -> str:
        """Return "Phường Xuân Đỉnh", also where the name already says that it is one."""
        return named(office.name, office.term, self.stamp.language)

    def doers(self, doers: tuple[Office, ...]) -> str:
        """Return who does something: "UBND quận", "Phường Xuân Đỉnh, Tây Tựu", "13 phường".

        Only all wards are counted, or all phường of them: any fewer are named, however many.
        """
        first, *others = doers
        if not first.ward:
            return first.name
        terms = dict.fromkeys(doer.term for doer in doers)
        if len(doers) > NAMED and len(doers) == sum(self.stamp.wards.get(one, 0) for one in terms):
            return self.wards(doers)
        names = (one.name if one.term == first.term else self.ward(one) for one in others)
        return ", ".join((self.ward(first), *names))

    def wards(self, wards: Iterable[Office]) -> str:
        """Return how many there are: "13 phường", "94 phường, xã, đặc khu"."""
        terms = [ward.term for ward in wards]
        code = self.stamp.language
        many = either(terms, code) if len(terms) == 1 else together(terms, code)
        return f"{self.speech.number(len(terms))} {many}"

    def everyone(self) -> str:
        """Return how many wards the plan has: "13 phường"."""
        terms = self.stamp.wards
        return self.wards(
            Office("", "", ward=True, term=term) for term in terms for _ in range(terms[term])
        )

    @property
    def term(self) -> str:
        """What any ward is: "phường", "phường, xã"."""
        return either(self.stamp.wards or (self.stamp.ward_term,), self.stamp.language).lower()

    def members(self, at: Sequence[str]) -> str:
        """Return the wards or groups that something is for: all by name, or that it is all."""
        if len(at) > NAMED and len(at) == sum(self.stamp.wards.values()):
            return self.everyone()
        return ", ".join(at)

    def _term(self, office: Office | None) -> str:
        """Return what a ward is, or what any is."""
        return office.term.lower() if office else self.term

    def day(self, day: date) -> str:
        """Return weekday and day, in a column's width."""
        if self.stamp.language == "vi":
            return self.speech.day(day)
        return f"{self.speech.short_weekday(day)} {self.speech.short_date(day)}"

    def days(self, first: date, last: date) -> tuple[str, ...]:
        """Return one day, or the two ends of several."""
        if first == last:
            return (self.day(first),)
        return (self.day(first), f"– {self.day(last)}")

    def person(self, person: Person | None) -> str:
        """Return name and phone, or that neither is known."""
        if person is None:
            return self.text("not named yet")
        name = ", ".join(filter(None, (person.name, person.title)))
        unknown = self.text("no phone number")
        return f"{name}, {person.phone or unknown}"

    def call(self, office: Office) -> str:
        """Return an office and its phone."""
        name = self.ward(office) if office.ward else office.name
        phone = office.contact.phone if office.contact else ""
        return f"{name}, {phone}" if phone else name

    def line(self, line: Line, *, doer: bool = False, places: bool = True) -> Item:
        """Return a task as an item: with who does it where the page is not theirs alone, and
        where, but on a ward's own page.
        """
        when = self.days(line.due, line.last)
        details = []
        if line.repeat:
            when = when[:1]
            details.append(self._say(self._repeated(line, self.speech.short_date(line.last))))
        details += self.needs(line.need)
        return Item(
            when=when,
            title=line.title,
            details=tuple(details),
            asides=(
                *((Aside(self.doers(line.doers)),) if doer else ()),
                *(
                    Aside(about.title, self._more(about.at if places else (), about.on))
                    for about in line.about
                ),
            ),
            box=True,
            urgent=self.text("DO NOW") if line.late else "",
            weekend=line.due.weekday() >= SATURDAY,
            ids=line.tasks,
        )

    def needs(self, need: str) -> list[str]:
        """Return what is to be at hand, if anything."""
        return [self._say(message("needs: {need}", need=need))] if need else []

    def _repeated(self, line: Line, last: str) -> Message:
        """Return on which days and until when a task is done again."""
        if line.repeat == "week":
            return message("weekly until {day}", day=last)
        if line.days == tuple(date_range(line.days[0], line.days[-1])):
            return message("daily until {day}", day=last)
        by_weekday = {day.weekday(): self.speech.short_weekday(day) for day in line.days}
        names = tuple(name for _, name in sorted(by_weekday.items()))
        return message("{weekdays} until {day}", weekdays=names, day=last)

    def _more(self, at: tuple[str, ...], days: tuple[date, ...]) -> str:
        """Return " (Cụm ven sông), 26/11": what follows an activity's title."""
        more = f" ({self.members(at)})" if at else ""
        return f"{more}, {self.speech.short_date(days[0])}" if len(days) == 1 else more

    def event(self, event: Event, reader: Reader = None, *, programme: bool = False) -> Item:
        """Return an event as an item for `reader`: a ward, a body, a person, or anyone.

        Nobody is told their own name; a ward is told what it sends.
        """
        office = reader if isinstance(reader, Office) and reader.ward else None
        ward = office.id if office else ""
        taking_part = ward in event.wards
        title = event.title
        if event.at and event.wards != (ward,):
            title = f"{title} · {event.at}"
        details = []
        if not event.window and not _in_a_row(event.dates):
            days = tuple(map(self.speech.short_date, event.dates))
            details.append(self._say(message("on {days}", days=days)))
        presided = self._presided(event, reader)
        if ward and ward == event.host:
            presided.insert(0, self._say(message("the host: this {ward}", ward=self._term(office))))
        details += [" · ".join(presided)] if presided else []
        others = not taking_part and not isinstance(reader, Serving)
        if others and event.attend:
            details.append(self._say(message("attending: {attend}", attend=event.attend)))
        if others and event.helpers:
            details.append(self._say(message("with: {helpers}", helpers=event.helpers)))
        details += self.served(event, reader)
        details += self.sent(event, office) if office else []
        if programme:
            details += [f"{hours}  {part}" for hours, part in event.parts]
        return Item(
            when=self.days(event.first, event.last),
            hours=event.hours,
            title=title,
            place=self._place(event, reader),
            details=tuple(details),
            weekend=event.first.weekday() >= SATURDAY and not event.window,
            ids=(event.id,),
        )

    def running(self, events: Iterable[Event], reader: Reader = None) -> list[Item]:
        """Return events that last as long as their window, those of one activity as one."""
        items: dict[tuple[str, tuple[date, ...]], list[Event]] = {}
        for event in events:
            items.setdefault((event.activity, event.dates), []).append(event)
        merged = []
        for same in items.values():
            if len(same) == 1:
                merged.append(self.event(same[0], reader))
                continue
            where = self.members([event.at for event in same])
            merged.append(
                Item(
                    when=self.days(same[0].first, same[0].last),
                    hours=same[0].hours,
                    title=f"{same[0].title} · {where}",
                    ids=tuple(event.id for event in same),
                )
            )
        return merged

    def _place(self, event: Event, reader: Reader) -> str:
        if event.venue or event.address:
            return ", ".join(filter(None, (event.venue, event.address)))
        theirs = isinstance(reader, Serving) or event.owner == reader
        if event.private and not theirs:
            return self.text(TOLD_APART)
        if event.window:
            return ""
        if len(event.wards) == 1:
            return self._say(message("place: chosen by the {ward}", ward=event.term.lower()))
        return self.text("place: told by whoever runs it")

    def _presided(self, event: Event, reader: Reader) -> list[str]:
        """Return who presides and whom to call: a body that runs it, or the ward itself."""
        owner = "" if event.owner == reader else self.call(event.owner)
        if event.preside and owner:
            both = message(
                "presided by {preside} · run by {owner}", preside=event.preside, owner=owner
            )
            return [self._say(both)]
        if event.preside:
            return [self._say(message("presided by {preside}", preside=event.preside))]
        if owner:
            return [self._say(message("run by {owner}", owner=owner))]
        if not event.owner.ward:
            return []
        return [self._say(message("run by the {ward} itself", ward=self._term(event.owner)))]

    def served(self, event: Event, reader: Reader = None) -> list[str]:
        """Return who serves there but the reader, a line for each pool."""
        pools: dict[str, list[str]] = {}
        for serving in event.people:
            if not (isinstance(reader, Serving) and reader.id == serving.id):
                who = f"{serving.name}, {serving.phone}" if serving.phone else serving.name
                pools.setdefault(serving.pool, []).append(who)
        return [f"{pool}: {' · '.join(who)}" for pool, who in pools.items()]

    def sent(self, event: Event, office: Office) -> list[str]:
        """Return how many a ward sends to an event, a line for each date by which it names them."""
        ward = self._term(office)
        by_date: dict[date | None, list[str]] = {}
        for one in event.sends.get(office.id, ()):
            number = f"{self.speech.number(one.number)} {one.name}"
            by_date.setdefault(one.send_by, []).append(number)
        said = []
        for send_by, numbers in by_date.items():
            what = tuple(numbers)
            if send_by is None:
                said.append(self._say(message("the {ward} sends {what}", ward=ward, what=what)))
            else:
                sent = message(
                    "the {ward} sends {what} · names by {day}",
                    ward=ward,
                    what=what,
                    day=self.day(send_by),
                )
                said.append(self._say(sent))
        return said

    def receipt(self, receipt: Receipt) -> tuple[str, ...]:
        """Return a receipt's cells: what, how many, when, where."""
        when = self.handover(receipt.ready, receipt.by)
        amount = f"{self.speech.number(receipt.amount)} {receipt.unit}".rstrip()
        return (receipt.name, amount, when, self.call(receipt.giver))

    def handover(self, ready: date | None, by: date) -> str:
        """Return from when to when something is fetched, or by when."""
        day = self.speech.short_date(by)
        if ready is None or ready > by:
            return self._say(message("by {day}", day=day))
        if ready == by:
            return self._say(message("on {day}", day=day))
        return self._say(message("{start} to {day}", start=self.speech.short_date(ready), day=day))


def _in_a_row(days: tuple[date, ...]) -> bool:
    return all(after - day == ONE_DAY for day, after in pairwise(days))
