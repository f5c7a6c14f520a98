"""The commented plan, filled with a start, a word for wards, and the wards themselves."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files
from string import Template

from campaign_cli.model.plan.wording import USUAL_TERMS
from campaign_cli.starting.wards import NewWard

_FIXED_COST, _WARD_COST = 40_000_000, 3_000_000
_LEAFLETS = 600
_DAY, _WEEK = timedelta(days=1), timedelta(days=7)
_AUDIENCE = 80
_LENGTH = timedelta(days=29)
_NOTICE = timedelta(days=35)
_MOST_OFF = 3
"""As many days as the country's other holidays take at once; Tết takes twice as many."""
_LAST_DAYS = 5
_SATURDAY = 5
COUNTRY = "VN"
"""Whose public holidays the commented plan keeps."""
_SAID = {
    "vi": {},
    "en": {"phường": "ward", "xã": "commune", "đặc khu": "special zone"},
}
"""What the official words are in the plan's language, where that is not theirs."""
_UNITS = ("phường", "xã", "thị trấn", "đặc khu")
_EXAMPLES = {
    "vi": ("Phường Một", "Phường Hai", "Phường Ba"),
    "en": ("Northside", "Southside", "Hill"),
}
_SPEAKERS = {"vi": "Báo cáo viên {}", "en": "Speaker {}"}
_NAMED_SPEAKERS = 2
_WARDS_A_SPEAKER = 10
_CONTACTS = {"vi": "Cán bộ đầu mối", "en": "Ward officer"}
_LATER = {
    "vi": "# Số liệu khác của bảng: có thứ chia theo số nào (`share_by`, `per`, `by`) thì bỏ dấu #",
    "en": "# More of the table: divide something by it (`share_by`, `per`, `by`), take out the #",
}
_HALLS = {"vi": "Nhà văn hóa", "en": "Community hall"}


@dataclass(frozen=True, slots=True)
class NewPlan:
    """What is known of the new campaign: its language, its first day, its wards."""

    language: str
    start: date
    wards: Sequence[NewWard] = ()
    holidays: Collection[date] = ()


def fresh_plan(wish: NewPlan) -> str:
    """Return the text of a plan that passes `check` as it stands."""
    template = files("campaign_cli.starting").joinpath(f"plan.{wish.language}.toml")
    start, end = wish.start, wish.start + _LENGTH
    wards = wish.wards or _example_wards(wish.language)
    return Template(template.read_text(encoding="utf-8")).substitute(
        start=start.isoformat(),
        end=end.isoformat(),
        signed=(start - _NOTICE).isoformat(),
        closed=(start + timedelta(days=8)).isoformat(),
        last_week=_last_week(end, wish.holidays).isoformat(),
        term=_term(wish.language, wards),
        launch=_launch(start, wish.holidays).isoformat(),
        limit=f"{_FIXED_COST + _WARD_COST * len(wards):_}",
        leaflets=f"{_LEAFLETS * len(wards):_}",
        sets=str(_pool(wards)),
        speakers=_speakers(wish.language, _pool(wards)),
        # A day of the opening outweighs a crowded week in every ward.
        weight=str(max(10, 3 * len(wards))),
        audience=_audience(wards),
        wards=_entries(wards, wish.language),
    )


def first_start(today: date, holidays: Collection[date]) -> date:
    """Return a Tuesday with time enough before it to prepare; Monday mornings are closed.

    Its month has no public holiday in the first week, when it is opened, none in the last, and
    between them less than a Tết.
    """
    day = today + 2 * _NOTICE
    day += _DAY * ((1 - day.weekday()) % 7)
    while not _quiet(day, holidays):
        day += _WEEK
    return day


def _quiet(start: date, holidays: Collection[date]) -> bool:
    end = start + _LENGTH
    off = [day for day in holidays if start <= day <= end]
    return len(off) <= _MOST_OFF and all(start + _WEEK <= day <= end - _WEEK for day in off)


def _term(language: str, wards: Sequence[NewWard]) -> str:
    """Return what all the wards' names say that they are, or what wards usually are."""
    names = [ward.name.casefold() for ward in wards]
    if language == "vi":
        said = [next((one for one in _UNITS if name.startswith(f"{one} ")), "") for name in names]
        if all(said):
            return ", ".join(dict.fromkeys(said))
    return USUAL_TERMS[language]


def _pool(wards: Sequence[NewWard]) -> int:
    """Return how many speakers or sets of sound so many wards keep busy."""
    return max(_NAMED_SPEAKERS, -(-len(wards) // _WARDS_A_SPEAKER))


def _speakers(language: str, number: int) -> str:
    """Return the lines of those whom the template does not name."""
    name = "bao-cao-vien" if language == "vi" else "speaker"
    return "".join(
        f'  {{ id = "{name}-{one}", name = "{_SPEAKERS[language].format(one)}" }},\n'
        for one in range(_NAMED_SPEAKERS + 1, number + 1)
    )


def _audience(wards: Sequence[NewWard]) -> str:
    """Return the lines of who comes to the wards' talks: as many as their halls hold."""
    halls = {one.id: one.hall or _AUDIENCE for one in wards if one.hall or one.hall_name}
    if len(halls) == len(wards):
        return f"audience = {min(_AUDIENCE, *halls.values())}\n"
    # Without a hall of its own, a ward finds a room itself.
    return "".join(f"in.{id_}.audience = {min(_AUDIENCE, hall)}\n" for id_, hall in halls.items())


def _launch(start: date, holidays: Collection[date]) -> date:
    """Return the first day from Tuesday to Friday: Monday mornings are closed, weekends too."""
    while start.weekday() not in range(1, 5) or start in holidays:
        start += _DAY
    return start


def _last_week(end: date, holidays: Collection[date]) -> date:
    """Return the first of the last days among which are `_LAST_DAYS` to close the campaign on."""
    day, found = end, 0
    while True:
        found += day.weekday() < _SATURDAY and day not in holidays
        if found >= _LAST_DAYS:
            return day
        day -= _DAY


def _example_wards(language: str) -> list[NewWard]:
    ids = {"vi": "phuong-{}", "en": "ward-{}"}[language]
    return [
        NewWard(
            id=ids.format(number),
            name=name,
            population=10_000,
            need=10,
            contact=_CONTACTS[language],
            phone=f"024 0000 001{number}",
            hall=150,
        )
        for number, name in enumerate(_EXAMPLES[language], 1)
    ]


def _entries(wards: Sequence[NewWard], language: str) -> str:
    """Return the tables of all wards; figures that nothing uses yet stand there as comments."""
    needed = all(ward.need is not None for ward in wards)
    texts = [_entry(ward, language, needed=needed) for ward in wards]
    later = [_LATER[language]] if any("\n# " in text for text in texts) else []
    return "\n".join((*later, *texts))


def _entry(ward: NewWard, language: str, *, needed: bool) -> str:
    """Return the table of a ward; `needed`: each has its need, which counts."""
    lines = ["[[ward]]", f"id = {_quoted(ward.id)}", f"name = {_quoted(ward.name)}"]
    term = _SAID[language].get(ward.term, ward.term)
    if term not in {"", USUAL_TERMS[language]}:
        lines.append(f"term = {_quoted(term)}")
    if ward.population is not None:
        lines.append(f"population = {ward.population:_}")
    if ward.need is not None:
        lines.append(f"{'' if needed else '# '}need = {ward.need:_}")
    if ward.counts:
        counts = ", ".join(f"{name} = {number:_}" for name, number in ward.counts.items())
        lines.append(f"# counts = {{ {counts} }}")
    for key, name, phone in (
        ("contact", ward.contact, ward.phone),
        ("deputy", ward.deputy, ward.deputy_phone),
    ):
        if name or phone:
            person = f"name = {_quoted(name or '…')}"
            if phone:
                person += f", phone = {_quoted(phone)}"
            lines.append(f"{key} = {{ {person} }}")
    if ward.hall is not None or ward.hall_name:
        its = f"name = {_quoted(ward.hall_name or _HALLS[language])}"
        if ward.hall is not None:
            its += f", capacity = {ward.hall}"
        lines.append(f"hall = {{ {its} }}")
    return "\n".join((*lines, ""))


def _quoted(text: str) -> str:
    """Return `text` as a TOML string, whatever is in it."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return (
        '"' + "".join(one if one.isprintable() else f"\\u{ord(one):04x}" for one in escaped) + '"'
    )
