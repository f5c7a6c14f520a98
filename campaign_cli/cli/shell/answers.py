"""Which pages, wards, events and formats the words on the line mean."""

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from campaign_cli.cli.shell.arguments import campaign_date, resolved
from campaign_cli.cli.shell.exits import Stop, misused
from campaign_cli.model.plan import Plan
from campaign_cli.model.plan.wording import called, terms_of, word_for_wards
from campaign_cli.model.schedule import Schedule
from campaign_cli.support.language import message
from campaign_cli.support.text import spelling

if TYPE_CHECKING:
    from campaign_cli.app import Export
    from campaign_cli.pages import Checklists, View

ALL = "all"
"""What may stand in place of every name."""

Finder = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose pages were asked for."""

    wards: tuple[str, ...] = ()
    body: str | None = None
    person: str | None = None
    day: str | None = None
    every: bool = False
    full: bool = False
    late: bool = False


def asked_pages(asked: Asked, plan: Plan, lists: "Checklists", today: date) -> "list[View]":
    """Return the pages that were asked for, in the order of the plan where all were.

    Raises:
        Stop: something is not known by its name.
    """
    pages: list[View] = []
    ids = plan.wards if asked.every else _wards_asked(asked.wards, plan)
    pages += [lists.sheet(one, today, full=asked.full) for one in dict.fromkeys(ids)]
    if asked.body is not None:
        pages.append(lists.body(_body(asked.body, plan, lists), today, full=asked.full))
    if asked.person is not None:
        pages.append(lists.person(_person(asked.person, lists)))
    if asked.day is not None:
        pages.append(lists.day(campaign_date(asked.day, plan)))
    if asked.late:
        pages.append(lists.overdue())
    return pages


def _wards_asked(typed: Sequence[str], plan: Plan) -> list[str]:
    """Return the wards that the words on the line mean.

    Raises:
        Stop: no ward, or several; where all words together are one, that they stand in quotes.
    """
    try:
        return [ward_asked(one, plan) for one in typed]
    except Stop as stop:
        together = " ".join(typed)
        try:
            ward_asked(together, plan)
        except Stop:
            raise stop from None
        said = stop.diagnostics[0].message
        raise misused(said, message('put the name in quotes: `"{name}"`', name=together)) from None


def ward_asked(typed: str, plan: Plan) -> str:
    """Return the ward that `typed` means, with or without what a ward is called before it.

    Raises:
        Stop: no ward, or several.
    """
    names = {one.id: one.name for one in plan.wards.values()}
    bare = " ".join(unicodedata.normalize("NFC", typed).split())
    terms = ",".join((plan.campaign.ward_term, *terms_of(plan).values()))
    begins = f"{called(bare, terms, 'vi')} "
    if len(begins) > 1 and not _begins(names.values(), begins):
        typed = bare[len(begins) :]
    return resolved(
        typed,
        names,
        message("there is no {ward} `{typed}`", typed=typed, ward=word_for_wards(plan)),
    )


def _begins(names: Iterable[str], with_: str) -> bool:
    return any(spelling(name[: len(with_)]) == spelling(with_) for name in names)


def event_asked(typed: str, plan: Plan, schedule: Schedule) -> str:
    """Return the event that `typed` means; `talk@Xuân Đỉnh` does as well.

    Raises:
        Stop: no event, or several.
    """
    events = schedule.by_id()
    if typed in events:
        return typed
    names = {}
    for id_, one in events.items():
        number = f"#{one.number}" if one.number > 1 else ""
        at = f"@{plan.name_of(one.member)}" if one.member else ""
        names[id_] = f"{one.activity}{at}{number}"
    return resolved(typed, names, message("there is no event `{typed}`", typed=typed))


def formats_asked(typed: Sequence[str], known: Iterable[str]) -> list[str]:
    """Return the formats that the words on the line mean; `all` for every one.

    Raises:
        Stop: there is none, or none was named.
    """
    if not typed:
        raise misused(
            message("`{name}` is missing", name="FORMAT..."),
            message("there are: {names}", names=(*known, ALL)),
        )
    names = {name: name for name in known}
    if ALL in typed:
        return list(names)
    return [
        resolved(one.removeprefix("."), names, message("there is no format `{typed}`", typed=one))
        for one in typed
    ]


def people_asked(
    plan: Plan,
    made: "Callable[[], Checklists]",
    wards: Sequence[str] | None,
    owners: Sequence[str] | None,
    people: Sequence[str] | None,
    days: Sequence[str] | None,
) -> "Export":
    """Return whose files are asked for; `all` for every ward, owner or person.

    The checklists are `made` only where something of them is asked for.

    Raises:
        Stop: something is not known by its name.
    """
    from campaign_cli.app import Export

    def each(typed: Sequence[str] | None, every: Sequence[str], one: Finder) -> tuple[str, ...]:
        if ALL in (typed or ()):
            return tuple(every)
        return tuple(dict.fromkeys(one(name) for name in typed or ()))

    if not (wards or owners or people or days):
        return Export()
    lists = made()
    typed = {"ward": wards, "owner": owners, "person": people}
    return Export(
        every=frozenset(kind for kind, names in typed.items() if ALL in (names or ())),
        wards=each(wards, lists.ward_ids, lambda name: ward_asked(name, plan)),
        owners=each(owners, lists.body_ids, lambda name: _body(name, plan, lists)),
        people=each(people, lists.person_ids, lambda name: _person(name, lists)),
        days=tuple(dict.fromkeys(campaign_date(day, plan) for day in days or ())),
    )


def _body(typed: str, plan: Plan, lists: "Checklists") -> str:
    names = {id_: plan.bodies[id_].short if id_ in plan.bodies else id_ for id_ in lists.body_ids}
    long = {id_: plan.bodies[id_].name if id_ in plan.bodies else id_ for id_ in lists.body_ids}
    unknown = message("there is no body `{typed}`", typed=typed)
    if not names:
        raise misused(unknown, message("the plan has no bodies"))
    exact = [id_ for id_, name in names.items() if spelling(name) == spelling(typed)]
    return exact[0] if len(exact) == 1 else resolved(typed, long, unknown)


def _person(typed: str, lists: "Checklists") -> str:
    names = {id_: servings[0].name for id_, servings in lists.people.items()}
    unknown = message("there is no person `{typed}`", typed=typed)
    if not names:
        raise misused(unknown, message("the plan names no people"))
    return resolved(typed, names, unknown)
