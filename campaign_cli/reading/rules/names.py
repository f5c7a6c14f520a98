"""Every name that a plan uses is the name of something."""

from collections.abc import Iterable, Iterator

from campaign_cli.reading.draft import Draft
from campaign_cli.reading.draft.resolution import activity_id, venue_id
from campaign_cli.reading.files.place import Item, Place, Problem
from campaign_cli.reading.format import activities as act
from campaign_cli.reading.format import tables as fmt
from campaign_cli.reading.format.kinds import tasks_of
from campaign_cli.reading.rules import unknown_names as nouns
from campaign_cli.reading.rules.unknown_names import Book, Noun
from campaign_cli.reading.wording.suggestions import did_you_mean, slugs
from campaign_cli.support.language import message

Reference = tuple[Noun, str, Place]
"""What is named, by which name, where."""


def names_of_activities(draft: Draft) -> Iterator[Problem]:
    """Names in activities."""
    book = Book(draft)
    for item in draft.activities.values():
        yield from _missing(book, _in_activity(draft, item))


def names_elsewhere(draft: Draft) -> Iterator[Problem]:
    """Names in every other table."""
    book = Book(draft)
    for forms, place in draft.closings():
        yield from _missing(book, _closings(forms, place))
    for group in draft.groups.values():
        yield from _missing(book, _listed(nouns.WARD, group.value.wards, group.place / "wards"))
    for venue in draft.venues.values():
        if venue.value.ward is not None and "hall" not in venue.place.keys:
            yield from _missing(book, [(nouns.WARD, venue.value.ward, venue.place / "ward")])
    for supply in draft.supplies.values():
        if supply.value.source is not None:
            yield from _missing(
                book, [(nouns.SOURCE, supply.value.source, supply.place / "source")]
            )
    for kind in draft.kinds.values():
        yield from _missing(book, _in_kind(kind))


def members(draft: Draft) -> Iterator[Problem]:
    """People asked for by name are members of their pool."""
    for item in draft.activities.values():
        for id_, use in item.value.uses.items():
            resource = draft.resources.get(id_)
            if resource is None or isinstance(use, int) or "members" in resource.flawed:
                continue
            place = item.place / "uses" / id_
            if resource.value.members is None:
                why = message("`{resource}` has no members to name", resource=id_)
                yield Problem("P210", why, place, help=message("write how many"))
                continue
            known = {one.id: one.name for one in resource.value.members}
            for at, name in enumerate(use):
                if name not in known:
                    yield Problem(
                        "P210",
                        message("`{resource}` has no member `{name}`", resource=id_, name=name),
                        place / at,
                        help=did_you_mean(name, known, slugs(known)),
                    )


def dropped_tasks(draft: Draft) -> Iterator[Problem]:
    """Tasks that are taken away are tasks of the kind."""
    for kind in draft.kinds.values():
        parent = draft.parent_kind(kind.id)
        if parent is not None:
            known = {task.id for task in parent.tasks}
            yield from _not_dropped(kind.value.drop, known, kind.place)
    for item in draft.activities.values():
        own = draft.kind(item.value.kind)
        if own is not None and item.value.drop:
            outdoor = own.outdoor if item.value.outdoor is None else item.value.outdoor
            known = {task.id for task in tasks_of(own, outdoor=outdoor)}
            yield from _not_dropped(item.value.drop, known, item.place)


def _not_dropped(names: list[str], known: set[str], place: Place) -> Iterator[Problem]:
    for at, name in enumerate(names):
        if name not in known:
            yield Problem(
                "P215",
                message("there is no task `{name}` to drop", name=name),
                place / "drop" / at,
                help=did_you_mean(name, sorted(known)),
            )


def _missing(book: Book, references: Iterable[Reference]) -> Iterator[Problem]:
    for noun, name, place in references:
        problem = book.missing(noun, name, place)
        if problem is not None:
            yield problem


def _in_activity(draft: Draft, item: Item[act.Activity]) -> Iterator[Reference]:
    value, place = item.value, item.place
    if "kind" not in item.flawed:
        yield nouns.KIND, value.kind, place / "kind"
    if isinstance(value.wards, list):
        yield from _listed(nouns.MEMBER_OF_EVENTS, value.wards, place / "wards")
    elif isinstance(value.wards, act.Choose):
        for key in ("of", "always"):
            some = getattr(value.wards, key) or ()
            yield from _listed(nouns.MEMBER_OF_EVENTS, some, place / "wards" / key)
    yield from _listed(nouns.SESSION, value.sessions or (), place / "sessions")
    if value.prefer is not None:
        listed = value.prefer.sessions or ()
        yield from _listed(nouns.SESSION, listed, place / "prefer" / "sessions")
    yield from _fixed_sessions(value, place / "fixed")
    yield from _other_activities(draft, item)
    for id_ in value.uses:
        yield nouns.RESOURCE, id_, (place / "uses" / id_).key
    if value.source is not None:
        yield nouns.SOURCE, value.source, place / "source"
    yield from _of_an_event(draft, item, value, place)
    for member, override in value.in_.items():
        yield from _of_an_event(draft, item, override, place / "in" / member)


def _other_activities(draft: Draft, item: Item[act.Activity]) -> Iterator[Reference]:
    value, place = item.value, item.place
    if isinstance(value.after, list):
        for at, one in enumerate(value.after):
            short = isinstance(one, str)
            name = one if isinstance(one, str) else one.activity
            spot = place / "after" / at
            known = activity_id(draft, name, item.ward)
            yield nouns.ACTIVITY, known, spot if short else spot / "activity"
    if value.within is not None:
        yield nouns.ACTIVITY, activity_id(draft, value.within, item.ward), place / "within"


def _of_an_event(
    draft: Draft, item: Item[act.Activity], value: "act.Activity | act.Override", place: Place
) -> Iterator[Reference]:
    """Yield the names in what an activity and its `in` both may say."""
    if value.venue is not None:
        yield nouns.VENUE, venue_id(draft, value.venue, item.ward), place / "venue"
    for id_ in value.supplies:
        yield nouns.SUPPLY, id_, (place / "supplies" / id_).key
    for id_ in value.indicators:
        yield nouns.INDICATOR, id_, (place / "indicators" / id_).key


def _fixed_sessions(value: act.Activity, place: Place) -> Iterator[Reference]:
    forms = value.fixed if isinstance(value.fixed, dict) else {"": value.fixed}
    for key, form in forms.items():
        if isinstance(form, act.Fixed) and form.session is not None:
            spot = place / key if key else place
            yield nouns.SESSION, form.session, spot / "session"


def _in_kind(kind: Item[act.Kind]) -> Iterator[Reference]:
    if kind.value.like is not None:
        yield nouns.KIND, kind.value.like, kind.place / "like"
    yield from _listed(nouns.SESSION, kind.value.sessions or (), kind.place / "sessions")
    yield from _listed(nouns.INDICATOR, kind.value.indicators or (), kind.place / "indicators")


def _closings(forms: list[fmt.Closing], place: Place) -> Iterator[Reference]:
    for at, form in enumerate(forms):
        if isinstance(form, fmt.ClosingTable):
            yield from _listed(nouns.SESSION, form.sessions or (), place / at / "sessions")
            yield from _listed(nouns.KIND, form.kinds or (), place / at / "kinds")


def _listed(noun: Noun, names: Iterable[str], place: Place) -> Iterator[Reference]:
    for at, name in enumerate(names):
        yield noun, name, place / at
