"""What a plan says of its activities: each with how many events, where, when, who; and the annex
that lists every event.
"""

from collections.abc import Iterator, Sequence

from campaign_cli.exporting.as_docx.xml import LANDSCAPE, cell, row, said, table, twips
from campaign_cli.model.checklist import Event
from campaign_cli.model.plan import OWNER_WARD, Activity, Plan
from campaign_cli.model.plan.demand import indicators_at
from campaign_cli.model.plan.event_id import EventId
from campaign_cli.model.plan.wording import together
from campaign_cli.pages import Checklists
from campaign_cli.pages.phrases import NAMED, Phrases
from campaign_cli.support.language import Message, message
from campaign_cli.support.text import capital, small

_COLUMNS = (twips(11), twips(32), twips(37), twips(65), twips(44), twips(28))


class Month:
    """The activities of a plan with their events, in the words of its documents."""

    def __init__(self, plan: Plan, lists: Checklists) -> None:
        self.plan = plan
        self.lists = lists
        self.say = Phrases(lists.stamp)
        self._events: dict[str, list[Event]] = {one: [] for one in plan.activities}
        for event in lists.events:
            self._events[event.activity].append(event.shared())

    def contents(self) -> str:
        """Return every activity: its title, and what there is to know about it."""
        parts = []
        shown = [one for one in self.plan.activities.values() if self._events[one.id]]
        for number, activity in enumerate(shown, start=1):
            parts.append(said(f"{number}. {activity.title}", "Heading2"))
            parts.append(self.listed(tuple(self._about(activity))))
        return "".join(parts)

    def listed(self, lines: Sequence[Message]) -> str:
        """Return lines as offices list them: each with its dash and ";", the last with "."."""
        texts = [capital(self.say.speech.say(line)).rstrip(".;") for line in lines]
        return "".join(
            said(f"- {text}{'.' if place == len(texts) else ';'}", "Body")
            for place, text in enumerate(texts, start=1)
        )

    def _about(self, activity: Activity) -> Iterator[Message]:
        events = self._events[activity.id]
        concerned = {ward for event in events for ward in event.wards}
        wards = tuple(ward for ward in self.lists.wards if ward in concerned)
        if len(events) > 1 and wards:
            yield message("events: {n}, in {where}", n=len(events), where=self._wards(wards))
        elif len(events) > 1:
            yield message("events: {n}", n=len(events))
        elif wards:
            yield message("for: {wards}", wards=self._wards(wards))
        yield message("time: {when}", when=self._when(events))
        places = tuple(dict.fromkeys(event.venue for event in events if event.venue))
        if activity.private:
            yield message("place: told to those concerned alone")
        elif 0 < len(places) <= NAMED:
            yield message("place: {places}", places="; ".join(places))
        elif places:
            yield message("place: as the annex says")
        yield from self._people(activity)
        targets = tuple(
            f"{self._indicator(id_)}: {amount}" for id_, amount in self._targets(activity)
        )
        if targets:
            yield message("target of each event: {targets}", targets="; ".join(targets))

    def _targets(self, activity: Activity) -> Iterator[tuple[str, str]]:
        """Yield what each event is to reach: from the least to the most, where wards differ."""
        members = {EventId.parse(event.id).member for event in self._events[activity.id]}
        each = [indicators_at(activity, member) for member in sorted(members)]
        for id_ in dict.fromkeys(id_ for asked in each for id_ in asked):
            amounts = sorted({asked[id_] for asked in each if id_ in asked})
            ends = dict.fromkeys((amounts[0], amounts[-1]))
            yield id_, "–".join(map(self.say.speech.number, ends))

    def _people(self, activity: Activity) -> Iterator[Message]:
        yield message("owner: {owner}", owner=self._owner(activity))
        helpers = tuple(map(self.body, activity.helpers))
        if helpers:
            yield message("together with: {helpers}", helpers=helpers)
        if activity.preside and not activity.private:
            yield message("presided by: {preside}", preside=activity.preside)
        if activity.attend and not activity.private:
            yield message("attended by: {attend}", attend=activity.attend)

    def _owner(self, activity: Activity) -> str:
        """Return who owns an activity, by its whole name."""
        if activity.owner != OWNER_WARD:
            return self.body(activity.owner)
        return self._owners(self._events[activity.id])

    def _owners(self, events: Sequence[Event]) -> str:
        """Return who runs them: each ward its own, or those that run what several have."""
        owners = tuple(dict.fromkeys(event.owner for event in events))
        if len(owners) > 1 and all(len(event.wards) == 1 for event in events):
            return self.say.speech.say(message("each {ward} itself", ward=self.say.term))
        return self.say.doers(owners)

    def body(self, id_: str) -> str:
        """Return a body's whole name, or the free text."""
        body = self.plan.bodies.get(id_)
        return body.name if body else id_

    def _indicator(self, id_: str) -> str:
        words = self.plan.indicators.get(id_)
        name = self.say.speech.word(words) if words else id_
        return small(name)

    def _wards(self, wards: Sequence[str]) -> str:
        return self.say.doers(tuple(self.lists.wards[ward] for ward in wards))

    def _when(self, events: Sequence[Event]) -> str:
        speech = self.say.speech
        first = min(event.first for event in events)
        last = max(event.last for event in events)
        if first == last:
            hours = events[0].hours if len(events) == 1 else ""
            return ", ".join(filter(None, (speech.day(first), hours)))
        if speech.code == "en":
            return speech.span(first, last)
        start = speech.short_date(first) if first.year == last.year else speech.full_date(first)
        span = message("{start} to {end}", start=start, end=speech.full_date(last))
        return speech.say(span)

    def schedule(self) -> str:
        """Return the annex: every event in order of time, on pages that lie across."""
        say = self.say
        widths = (*_COLUMNS, LANDSCAPE - sum(_COLUMNS))
        heads = (
            say.text("No."),
            say.text("day"),
            say.text("hours"),
            say.text("what takes place"),
            say.text("place"),
            together(
                self.lists.stamp.wards or (self.lists.stamp.ward_term,), self.say.stamp.language
            ),
            say.text("owner"),
        )
        lines = [
            row(
                (
                    cell(width, said(capital(head), "TableHead"), middle=True)
                    for width, head in zip(widths, heads, strict=True)
                ),
                head=True,
            )
        ]
        events = [event.shared() for event in self.lists.events]
        ordered = [event for event in events if event.window]
        ordered += [event for event in events if not event.window]
        for number, event in enumerate(self._merged(ordered), start=1):
            lines.append(self._row(number, event, widths))
        return table(widths, lines)

    def _merged(self, events: Sequence[Event]) -> Iterator[list[Event]]:
        """Yield events, those of one activity that last as long as its window together."""
        windows: dict[object, list[Event]] = {}
        for event in events:
            if event.window:
                windows.setdefault((event.activity, event.dates), []).append(event)
        yield from windows.values()
        yield from ([event] for event in events if not event.window)

    def _row(self, number: int, same: list[Event], widths: Sequence[int]) -> str:
        say, event = self.say, same[0]
        item = say.event(event)
        title = event.title
        wards = tuple(dict.fromkeys(ward for one in same for ward in one.wards))
        where = ""
        if event.at and len(same) == 1:
            where = event.at
        elif wards:
            where = self._wards(wards)
        when = "".join(said(day, "Table") for day in item.when)
        place = item.place if len(same) == 1 else ""
        cells = (
            said(str(number), "Box"),
            when,
            said(event.hours, "Table"),
            said(title, "Table"),
            said(place, "Table"),
            said(where, "Table"),
            said(self._owners(same), "Table"),
        )
        return row(cell(width, text) for width, text in zip(widths, cells, strict=True))
