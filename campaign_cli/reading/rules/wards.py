"""Which wards have an event of an activity, and what is said of single events."""

from collections.abc import Iterator

from campaign_cli.model.plan import Targets
from campaign_cli.reading.building.activities import sessions_of
from campaign_cli.reading.draft import Draft
from campaign_cli.reading.draft.resolution import fixed_events, targets, wards_in
from campaign_cli.reading.files.place import Item, Place, Problem
from campaign_cli.reading.format import activities as act
from campaign_cli.reading.format.kinds import lasts
from campaign_cli.reading.rules.unknown_names import MEMBER_OF_EVENTS, Book
from campaign_cli.reading.wording.suggestions import did_you_mean
from campaign_cli.support.language import Message, message


def choices(draft: Draft) -> Iterator[Problem]:
    """Wards that are always chosen are among those to choose from."""
    if draft.blurred & {"ward", "group"}:
        return
    for item in draft.activities.values():
        form = item.value.wards
        if not isinstance(form, act.Choose):
            continue
        wanted, place = targets(draft, item), item.place / "wards"
        for at, name in enumerate(form.always):
            wards = wards_in(draft, [name])
            if not set(wards) <= set(wanted.members):
                why = message("`{ward}` is not among the wards to choose from", ward=name)
                way = message("add it to `of`")
                yield Problem("P319", why, place / "always" / at, help=way)


def own_wards(draft: Draft) -> Iterator[Problem]:
    """What stands in a ward's own file is for that ward."""
    for item in draft.activities.values():
        if item.ward is None or item.value.wards is None:
            continue
        if not isinstance(item.value.wards, list) or set(item.value.wards) != {item.ward}:
            why = message(
                "an activity in the own file of `{ward}` is for that ward alone", ward=item.ward
            )
            yield Problem("P219", why, item.place / "wards", help=message("take `wards` out"))
    for venue in draft.venues.values():
        if venue.ward is not None and venue.value.ward not in {None, venue.ward}:
            why = message("a venue in the own file of `{ward}` is in that ward", ward=venue.ward)
            yield Problem("P219", why, venue.place / "ward", help=message("take `ward` out"))


def single_events(draft: Draft) -> Iterator[Problem]:
    """What `fixed` and `in` are about are events of the activity."""
    book = Book(draft)
    host_of = draft.host_of
    for item in draft.activities.values():
        if item.value.fixed is None and not item.value.in_:
            continue
        host = draft.activities[host_of[item.id]]
        if "wards" in host.flawed or (host is item and item.value.within):
            continue
        wanted = targets(draft, host)
        if host is item:
            yield from _fixed_keys(book, item, wanted)
        for member in item.value.in_:
            place = (item.place / "in" / member).key
            yield from _event_key(book, item, wanted, member, place)


def _fixed_keys(book: Book, item: Item[act.Activity], wanted: Targets) -> Iterator[Problem]:
    form, place = item.value.fixed, item.place / "fixed"
    if form is None:
        return
    if not isinstance(form, dict):
        if not wanted.one_for_all and len(wanted.members) != 1:
            why = message(
                "`{activity}` has several events: say which one is fixed", activity=item.id
            )
            way = message("write `fixed = {{ WARD = … }}`")
            yield Problem("P218", why, place, help=way)
        return
    for key in form:
        member, _, number = key.partition("#")
        spot = (place / key).key
        times = item.value.times or 1
        if "#" in key and not (number.isdecimal() and 1 <= int(number) <= times):
            why = message(
                "`{activity}` has no event `#{number}` in one ward", activity=item.id, number=number
            )
            way = message("`times` is {times}", times=times)
            yield Problem("P218", why, spot, help=way)
        else:
            yield from _event_key(book, item, wanted, member, spot)


def _event_key(
    book: Book, item: Item[act.Activity], wanted: Targets, member: str, place: Place
) -> Iterator[Problem]:
    if wanted.one_for_all:
        if member:
            why = message("`{activity}` is one event for all", activity=item.id)
            way: Message | None = message("give it without `{member}`", member=member)
            yield Problem("P218", why, place, help=way)
        return
    if member in wanted.members:
        return
    unknown = book.missing(MEMBER_OF_EVENTS, member, place)
    if unknown is not None:
        yield unknown
    elif not book.draft.blurred & {"ward", "group"}:
        why = message("`{activity}` has no event at `{member}`", activity=item.id, member=member)
        yield Problem("P218", why, place, help=did_you_mean(member, wanted.members))


def fixed_sessions(draft: Draft) -> Iterator[Problem]:
    """A fixed event begins in a session its activity uses, with room for all it lasts."""
    all_ = list(Book(draft).sessions)
    for item in draft.activities.values():
        kind = draft.kind(item.value.kind)
        if item.value.fixed is None or kind is None or item.flawed & {"sessions", "lasts"}:
            continue
        used = sessions_of(item.value.sessions, kind.sessions, all_)
        long = lasts(item.value.lasts) or kind.lasts
        for _, form, place in fixed_events(item, targets(draft, item)):
            if not isinstance(form, act.Fixed) or form.session not in all_:
                continue
            start = all_.index(form.session)
            row = all_[start : start + long.sessions]
            if form.session not in used:
                why = message(
                    "`{activity}` does not use the session `{session}`",
                    activity=item.id,
                    session=form.session,
                )
                way = message("its sessions: {names}", names=tuple(f"`{one}`" for one in used))
                yield Problem("P317", why, place / "session", help=way)
            elif len(row) < long.sessions or not set(row) <= set(used):
                why = message(
                    "an event of {n} sessions cannot begin in `{session}`",
                    n=long.sessions,
                    session=form.session,
                )
                yield Problem("P317", why, place / "session")
