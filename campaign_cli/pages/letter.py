"""What an administrative document carries around its text: heads, number, date, signature.

The parts and their wording follow Decree 30/2020/NĐ-CP on records work, Appendix I; in English
documents, which it does not rule, the same parts stand without the national motto.
"""

from dataclasses import dataclass
from datetime import date

from campaign_cli.model.checklist import Stamp
from campaign_cli.model.plan import Plan
from campaign_cli.model.plan.wording import organiser_of
from campaign_cli.support.language import language

_COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
_MOTTO = "Độc lập - Tự do - Hạnh phúc"
_COMMITTEE = "ỦY BAN NHÂN DÂN"
_ROOM = 8
"""Letters that have room beside it on a line of the left head."""
_FEBRUARY = 2
_TWO_DIGITS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """The frame of a document, each part ready to print; "" where there is none."""

    parent: str
    """The body above, in capitals."""
    issuer: str
    """The body that issues it, in capitals."""
    number: str
    """`Số: 125/KH-UBND`."""
    country: str
    motto: str
    place_and_date: str
    authority: str
    title: str
    name: str
    to: tuple[str, ...]
    """Nơi nhận, without their dashes."""
    to_label: str
    draft: str
    """`DỰ THẢO`, until the revision is in force."""
    language: str

    @property
    def copies(self) -> tuple[str, ...]:
        """Return Nơi nhận as the Decree has it: a line ends in a semicolon, the last in a stop."""
        last = len(self.to)
        return tuple(
            f"{line.rstrip('.;')}{'.' if place == last else ';'}"
            for place, line in enumerate(self.to, start=1)
        )

    @property
    def issuer_lines(self) -> tuple[str, ...]:
        """Return a long name in the two lines that offices write it in: no place's is broken."""
        name = self.issuer
        if name.startswith(_COMMITTEE) and len(name) > len(_COMMITTEE) + _ROOM:
            return (_COMMITTEE, name.removeprefix(_COMMITTEE).strip())
        return (name,)


def letter_of(plan: Plan, stamp: Stamp) -> Letter:
    """Return the frame of this plan's documents."""
    document, vi = plan.document, plan.campaign.language == "vi"
    organiser = plan.bodies.get(plan.campaign.organiser)
    number = (stamp.issue and stamp.issue.number) or document.number
    day = stamp.issue.date if stamp.issue else document.date
    return Letter(
        parent=document.parent.upper(),
        issuer=(organiser.name if organiser else organiser_of(plan.campaign)).upper(),
        number=_number(number, vi=vi),
        country=_COUNTRY if vi else "",
        motto=_MOTTO if vi else "",
        place_and_date=", ".join(filter(None, (document.place, _date(day, plan)))),
        authority=document.authority.upper() if vi else document.authority,
        title=document.title.upper() if vi else document.title,
        name=document.name,
        to=document.to,
        to_label="Nơi nhận:" if vi else "Copies to:",
        draft=("DỰ THẢO" if vi else "DRAFT") if stamp.draft else "",
        language=plan.campaign.language,
    )


def _number(number: str, *, vi: bool) -> str:
    if vi:
        return f"Số: {number}" if number else "Số: …"
    return f"No. {number}" if number else ""


def _date(day: date | None, plan: Plan) -> str:
    """Return the date as documents say it: days under 10, January and February with a 0."""
    if plan.campaign.language != "vi":
        return language(plan.campaign.language).full_date(day) if day else ""
    if day is None:
        return f"ngày … tháng … năm {plan.campaign.start.year}"
    month = f"{day.month:02}" if day.month <= _FEBRUARY else f"{day.month}"
    number = f"{day.day:02}" if day.day < _TWO_DIGITS else f"{day.day}"
    return f"ngày {number} tháng {month} năm {day.year}"
