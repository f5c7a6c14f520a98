"""What is divided among wards: by what, and once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from campaign_cli.model.plan import SHARE, Targets
from campaign_cli.reading.draft import Draft
from campaign_cli.reading.draft.resolution import targets
from campaign_cli.reading.files.place import Item, Place, Problem
from campaign_cli.reading.format import activities as act
from campaign_cli.reading.rules.unknown_names import Book
from campaign_cli.reading.wording.suggestions import did_you_mean
from campaign_cli.support.language import counted, message

_SHOWN = 5


def shared_by(draft: Draft) -> Iterator[Problem]:
    """What things are shared by, every ward has."""
    book = Book(draft)
    for supply in draft.supplies.values():
        one, place = supply.value, supply.place
        if one.share_by is not None:
            yield from _figures(draft, book, one.share_by, draft.wards, place / "share_by")
        for count in one.per or ():
            if count in {"population", "need", "equal"}:
                continue
            yield from _figures(draft, book, count, draft.wards, (place / "per" / count).key)
    host_of = draft.host_of
    for item in draft.activities.values():
        for id_, quota in item.value.quota.items():
            host = draft.activities[host_of[item.id]]
            if host.flawed & {"wards"} or draft.blurred & {"ward", "group"}:
                continue
            wards = _wards_of(draft, host.id)
            yield from _figures(draft, book, quota.by, wards, item.place / "quota" / id_ / "by")


def _figures(
    draft: Draft, book: Book, by: str, wards: Iterable[str], place: Place
) -> Iterator[Problem]:
    if by == "equal" or "ward" in draft.blurred or not draft.wards:
        return
    known = tuple(book.counts())
    if by not in known:
        if not any("counts" in ward.flawed for ward in draft.wards.values()):
            why = message("no ward has a count `{count}`", count=by)
            yield Problem("P214", why, place, help=did_you_mean(by, known))
        return
    lacking = [id_ for id_ in wards if id_ in draft.wards and not _has_figure(draft, id_, by)]
    if lacking:
        shown = tuple(f"`{one}`" for one in lacking[:_SHOWN])
        yield Problem(
            "P320",
            counted(
                "{n} ward has no `{count}`", "{n} wards have no `{count}`", len(lacking), count=by
            ),
            place,
            notes=(
                message(
                    "without it: {wards}", wards=shown if len(lacking) <= _SHOWN else (*shown, "…")
                ),
            ),
            help=message("write 0 where there is none"),
        )


def _has_figure(draft: Draft, ward: str, by: str) -> bool:
    item = draft.wards[ward]
    if by in {"population", "need"}:
        return getattr(item.value, by) is not None or by in item.flawed
    return by in item.value.counts or "counts" in item.flawed


def _wards_of(draft: Draft, activity: str) -> tuple[str, ...]:
    wanted = targets(draft, draft.activities[activity])
    wards = (ward for one in wanted.members for ward in draft.group_wards.get(one, (one,)))
    return tuple(dict.fromkeys(wards))


@dataclass(frozen=True, slots=True)
class _Taking:
    """That the events at `members` of an activity take their wards' shares of a supply."""

    activity: str
    supply: str
    members: tuple[str, ...]
    place: Place


def shares(draft: Draft) -> Iterator[Problem]:
    """Only what is divided is shared out, and each ward takes its share once."""
    host_of = draft.host_of
    takers: dict[tuple[str, str], _Taking] = {}
    for item in draft.activities.values():
        host = draft.activities[host_of[item.id]]
        told: set[str] = set()
        for taking in _takings(item, targets(draft, host)):
            supply = draft.supplies.get(taking.supply)
            if supply is None or supply.flawed & {"share_by", "per"} or taking.supply in told:
                continue
            if supply.value.share_by is None and supply.value.per is None:
                why = message("`{supply}` is not divided among the wards", supply=supply.id)
                way = message("give its `share_by`, or say how much of it an event uses")
                yield Problem("P322", why, taking.place, help=way)
            elif not host.flawed & {"wards", "times"}:
                for problem in _taken_twice(draft, taking, host.value.times or 1, takers):
                    told.add(supply.id)
                    yield problem


def _takings(item: Item[act.Activity], wanted: Targets) -> Iterator[_Taking]:
    own = {member: one.supplies for member, one in item.value.in_.items()}
    for id_, use in item.value.supplies.items():
        if use == SHARE:
            rest = tuple(one for one in wanted.members if id_ not in own.get(one, {}))
            # Which wards a choice falls on is not known yet.
            members = () if wanted.form == "choose" else rest
            yield _Taking(item.id, id_, members, item.place / "supplies" / id_)
    for member, supplies in own.items():
        for id_, use in supplies.items():
            if use == SHARE:
                members = () if wanted.form == "choose" else (member,)
                place = item.place / "in" / member / "supplies" / id_
                yield _Taking(item.id, id_, members, place)


def _taken_twice(
    draft: Draft, taking: _Taking, times: int, takers: dict[tuple[str, str], _Taking]
) -> Iterator[Problem]:
    way = message("say how much of it an event uses")
    if times > 1:
        why = message(
            "each of {times} events would take the ward's share of `{supply}`",
            times=times,
            supply=taking.supply,
        )
        yield Problem("P321", why, taking.place, help=way)
        return
    for member in taking.members:
        for ward in draft.group_wards.get(member, (member,)):
            first = takers.setdefault((taking.supply, ward), taking)
            if first is not taking:
                why = message(
                    "`{activity}` already takes the share that `{ward}` has of `{supply}`",
                    activity=first.activity,
                    ward=ward,
                    supply=taking.supply,
                )
                yield Problem("P321", why, taking.place, notes=(first.place,), help=way)
                return


def quotas(draft: Draft) -> Iterator[Problem]:
    """A quota has wards to be divided among, and enough for each."""
    if draft.blurred & {"ward", "group"}:
        return
    host_of = draft.host_of
    for item in draft.activities.values():
        host = draft.activities[host_of[item.id]]
        if not item.value.quota or "wards" in host.flawed:
            continue
        wanted = targets(draft, host)
        candidates = len(_wards_of(draft, host.id))
        wards = min(wanted.choose or candidates, candidates)
        for id_, quota in item.value.quota.items():
            place = item.place / "quota" / id_
            if not wards:
                why = message(
                    "`{activity}` has no wards to divide `{quota}` among",
                    activity=item.id,
                    quota=id_,
                )
                way = message("give the activity `wards`, or take the quota out")
                yield Problem("P323", why, place, help=way)
            elif quota.at_least * wards > quota.of:
                why = message(
                    "{least} for each of {wards} are {sum}; there are {of}",
                    least=quota.at_least,
                    wards=counted("{n} ward", "{n} wards", wards),
                    sum=quota.at_least * wards,
                    of=quota.of,
                )
                way = message("raise `of`, or lower `at_least`")
                yield Problem("P325", why, place / "at_least", help=way)
