"""The whole plan (Kế hoạch) as a Word document, its annex being the schedule.

Its chapters are those that offices write: what it is based on, purpose, theme and time, activities,
money, who does what. What a plan does not say stands in brackets, for the office to fill in.
"""

from collections.abc import Iterator

from campaign_cli.exporting.as_docx.activities import Month
from campaign_cli.exporting.as_docx.letterhead import annex, bracketed, heads, signature, titled
from campaign_cli.exporting.as_docx.package import Properties, package
from campaign_cli.exporting.as_docx.xml import (
    LANDSCAPE,
    WIDTH,
    cell,
    paragraph,
    row,
    run,
    said,
    section,
    table,
    twips,
)
from campaign_cli.exporting.material import Material
from campaign_cli.model.checklist import Office, Task
from campaign_cli.model.orders import SourceCost
from campaign_cli.model.plan.wording import has_committees, organiser_of
from campaign_cli.pages.letter import Letter
from campaign_cli.support.language import Message, message
from campaign_cli.support.text import capital

NAME = "plan"
"""The file's name, without its extension."""

SIZE = 14
"""Points of its text."""

_NUMBER, _SOURCE, _SUM = twips(11), twips(46), twips(34)
_BASED = ("căn cứ", "thực hiện", "theo ")
"""How a line of the basis may begin by itself."""

_NAMED_WARDS = 30
"""Up to so many wards are all named in the scope."""


class PlanDocument:
    """The plan of one campaign as a document."""

    def __init__(self, material: Material, letter: Letter) -> None:
        self.material = material
        self.plan = material.plan
        self.lists = material.checklists
        self.letter = letter
        self.month = Month(material.plan, material.checklists)
        self.say = self.month.say

    def document(self, about: Properties, foot: str) -> bytes:
        """Return the document."""
        say, letter = self.say, self.letter
        summary = message("organisation of {name}", name=self.plan.campaign.name)
        chapters = (
            (say.text("purpose and requirements"), self._purpose()),
            (say.text("theme, time and scope"), self._scope()),
            (say.text("contents"), self.month.contents()),
            (say.text("funds"), self._funds()),
            (say.text("who does what"), self._doing()),
        )
        body = "".join(
            (
                heads(letter),
                titled(self.title(), (capital(say.speech.say(summary)),)),
                self._basis(),
                *(
                    said(f"{ROMAN[place]}. {title.upper()}", "Heading1") + text
                    for place, (title, text) in enumerate(chapters)
                ),
                said(self._closing(), "Body"),
                signature(bracketed(letter, say)),
                section(first=True),
                annex(
                    capital(say.text("annex")),
                    say.text("schedule of activities"),
                    self._enclosed(),
                    width=LANDSCAPE,
                ),
                self.month.schedule(),
                section(landscape=True, anew=True, last=True),
            )
        )
        return package(body, about, size=SIZE, foot=foot)

    def title(self) -> str:
        """Return what sort of document it is."""
        return self.say.text("plan").upper()

    def _lines(self, *lines: Message) -> str:
        return self.month.listed(lines)

    def _enclosed(self) -> str:
        """Return which document the annex goes with: its number, its date, who issues it."""
        number = self.letter.number.removeprefix("Số: ")
        dated = self.letter.place_and_date.rpartition(", ")[2]
        enclosed = message("with the plan of {issuer}", issuer=self._issuer())
        if number or dated:
            enclosed = message(
                "with plan {number} of {day}, {issuer}",
                number=number or "…",
                day=dated or "…",
                issuer=self._issuer(),
            )
        return f"({self.say.speech.say(enclosed)})"

    def _basis(self) -> str:
        vi = self.plan.campaign.language == "vi"
        basis = self.plan.document.basis
        lines = []
        for place, one in enumerate(basis, start=1):
            begun = one if not vi or one.casefold().startswith(_BASED) else f"Căn cứ {one}"
            end = "." if place == len(basis) else ";"
            lines.append(said(f"{begun.rstrip('.;')}{end}", "Basis"))
        if not lines:
            lines.append(said(self.say.text("[fill in: what this plan is based on]"), "Basis"))
        issued = message(
            "{issuer} issues this plan for {name}, as follows:",
            issuer=self._issuer(),
            name=self.plan.campaign.name,
        )
        return "".join(lines) + said(self.say.speech.say(issued), "Body")

    def _issuer(self) -> str:
        return self.month.body(organiser_of(self.plan.campaign))

    def _purpose(self) -> str:
        theme, wards = self.plan.campaign.theme, self.say.everyone()
        purpose = [
            message("to carry the theme “{theme}” to every office and household", theme=theme)
            if theme
            else message("[fill in: the purpose of {name}]", name=self.plan.campaign.name),
            message(
                "to hold the activities of {name} in {wards} by one plan",
                name=self.plan.campaign.name,
                wards=wards,
            ),
        ]
        required = [
            message(
                "each activity takes place on the day, in the place and with the people that the "
                "annex names"
            ),
            message("each task has someone who answers for it and a day by which it is done"),
        ]
        if self.lists.costs.total or self.lists.orders:
            required.append(
                message("money and goods are used for what they were given, and accounted for")
            )
        if self.lists.targets.get(""):
            required.append(message("results are reported in figures, against the targets set"))
        return "".join(
            (
                said(f"1. {capital(self.say.text('purpose'))}", "Heading2"),
                self._lines(*purpose),
                said(f"2. {capital(self.say.text('requirements'))}", "Heading2"),
                self._lines(*required),
            )
        )

    def _scope(self) -> str:
        campaign, speech = self.plan.campaign, self.say.speech
        lines = []
        if campaign.theme:
            lines.append(message("theme: “{theme}”", theme=campaign.theme))
        start, end = speech.full_date(campaign.start), speech.full_date(campaign.end)
        lines.append(message("time: {start} to {end}", start=start, end=end))
        if campaign.prepare_from < campaign.start:
            first = speech.full_date(campaign.prepare_from)
            lines.append(message("preparation from {day}", day=first))
        if campaign.wind_up > campaign.end:
            last = speech.full_date(campaign.wind_up)
            lines.append(message("reports and settlement until {day}", day=last))
        wards = self.say.everyone()
        if len(self.plan.wards) <= _NAMED_WARDS:
            names = tuple(ward.name for ward in self.plan.wards.values())
            lines.append(message("scope: {wards}: {names}", wards=wards, names=names))
        else:
            lines.append(message("scope: {wards}", wards=wards))
        return self._lines(*lines)

    def _funds(self) -> str:
        costs, speech = self.lists.costs, self.say.speech
        if not costs.total:
            unknown = message("[fill in: what it costs, and who pays]")
            return self._lines(unknown)

        def money(amount: int) -> str:
            return speech.money(amount, costs.currency)

        lines = [message("all in all: {sum}", sum=money(costs.total))]
        lines += [
            message("{source}: {sum}", source=self._source(one), sum=money(one.planned))
            for one in costs.sources
            if one.planned
        ]
        if costs.limit is not None:
            lines.append(message("within a limit of {sum}", sum=money(costs.limit)))
        return self._lines(*lines) + paragraph("", "Table") + self._costs()

    def _source(self, source: SourceCost) -> str:
        return source.name if source.id is not None else self.say.text("no source named")

    def _costs(self) -> str:
        """Return what everything costs, activities first, then supplies."""
        costs, say = self.lists.costs, self.say
        widths = (_NUMBER, WIDTH - _NUMBER - _SOURCE - _SUM, _SOURCE, _SUM)
        currency = say.speech.money(0, costs.currency).removeprefix("0 ")
        titles = (say.text("No."), say.text("contents"), say.text("source"), f"({currency})")
        rows = [
            row(
                (
                    cell(width, said(capital(title), "TableHead"))
                    for width, title in zip(widths, titles, strict=True)
                ),
                head=True,
            )
        ]
        costing = [(one.title, one.source, one.total) for one in costs.activities]
        costing += [(one.name, one.source, one.cost) for one in costs.supplies]
        for number, (name, source, total) in enumerate(costing, start=1):
            texts = (str(number), name, source, say.speech.number(total))
            rows.append(self._row(widths, texts))
        texts = ("", capital(say.text("total")), "", say.speech.number(costs.total))
        rows.append(self._row(widths, texts, bold=True))
        return table(widths, rows)

    def _row(self, widths: tuple[int, ...], texts: tuple[str, ...], *, bold: bool = False) -> str:
        styles = ("Box", "Table", "Table", "Number")
        return row(
            cell(width, paragraph(run(text, bold=bold), style))
            for width, text, style in zip(widths, texts, styles, strict=True)
        )

    def _doing(self) -> str:
        """Return what each body and the wards own and do."""
        parts = []
        number = 0
        tasks: dict[Office, list[Task]] = {}
        for task in self.lists.tasks:
            if task.activity is None and not task.doer.ward:
                tasks.setdefault(task.doer, []).append(task)
        for id_, office in self.lists.bodies.items():
            lines = list(self._of_body(id_, office, tasks.get(office, [])))
            if lines:
                number += 1
                parts.append(said(f"{number}. {self.month.body(id_)}", "Heading2"))
                parts.append(self._lines(*lines))
        number += 1
        wards = self.say.everyone()
        if self.say.stamp.language == "en" or has_committees(self.say.stamp.wards):
            wards = self.say.speech.say(message("offices of the {wards}", wards=wards))
        parts.append(said(f"{number}. {capital(wards)}", "Heading2"))
        parts.append(self._lines(*self._of_wards()))
        return "".join(parts)

    def _of_body(self, id_: str, office: Office, tasks: list[Task]) -> Iterator[Message]:
        activities = self.plan.activities.values()
        ran = {event.activity for event in self.lists.events if event.owner == office}
        owned = tuple(one.title for one in activities if one.owner == id_ or one.id in ran)
        helped = tuple(one.title for one in activities if id_ in one.helpers)
        if office == self.lists.organiser:
            yield message("sees to it that the whole plan is carried out, and sums up its results")
        if owned:
            yield message("owns: {titles}", titles="; ".join(owned))
        if helped:
            yield message("helps with: {titles}", titles="; ".join(helped))
        for task in tasks:
            day = self.say.speech.full_date(task.last)
            yield message("{title} (by {day})", title=task.title, day=day)

    def _of_wards(self) -> Iterator[Message]:
        yield message(
            "provide places and people, and carry out the tasks of the task sheets that come with "
            "this plan, on the days named there"
        )
        ran = {event.activity for event in self.lists.events if event.owner.ward}
        own = tuple(one.title for one in self.plan.activities.values() if one.id in ran)
        if own:
            yield message("hold by themselves: {titles}", titles="; ".join(own))
        speech = self.say.speech
        for task in self.plan.tasks:
            if task.who == "ward" and task.date:
                title, day = speech.word(task.title), speech.full_date(task.date)
                yield message("{title} (by {day})", title=title, day=day)

    def _closing(self) -> str:
        organiser = self.lists.organiser
        return self.say.speech.say(
            message(
                "This is the plan for {name}. All offices are asked to carry it out, and to tell "
                "{office} in time what stands in the way.",
                name=self.plan.campaign.name,
                office=self.say.call(organiser),
            )
        )


ROMAN = ("I", "II", "III", "IV", "V")
