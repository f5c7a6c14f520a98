"""What a plan describes and nothing uses: warnings."""

from collections import Counter
from collections.abc import Iterable, Iterator

from campaign_cli.model.plan import Plan
from campaign_cli.model.plan.demand import wards_of_events
from campaign_cli.reading.draft import Draft
from campaign_cli.reading.files.place import Place, Problem
from campaign_cli.reading.format import activities as act
from campaign_cli.reading.format.kinds import parent_of
from campaign_cli.reading.remarks import warnings
from campaign_cli.reading.remarks.money_and_supplies import venues_of
from campaign_cli.support.diagnostic import Severity
from campaign_cli.support.language import Message, counted, message
from campaign_cli.support.text import spelling

_LISTED = 5


def _unused(at: Place, why: Message, help_: Message | None) -> Problem:
    return Problem("P509", why, at, help=help_, severity=Severity.WARNING)


def bodies(draft: Draft, plan: Plan) -> Iterator[Problem]:
    """A body organises, owns or helps with something, or a venue is its own."""
    if any(warnings.bodies(draft)):
        return  # one of them is meant by a name that is no id
    used = {plan.campaign.organiser}
    for activity in plan.activities.values():
        used.update((activity.owner, *activity.helpers))
    used.update(venue.owner for venue in plan.venues.values())
    for id_, item in draft.bodies.items():
        if id_ not in used:
            why = message("`{body}` neither owns nor helps with any activity", body=item.value.name)
            way = message("name it as `owner` or in `with`: `{id}`", id=id_)
            yield _unused(item.place / "id", why, way)


def groups(draft: Draft, plan: Plan) -> Iterator[Problem]:
    """A group has events, or wards are chosen by groups, or told apart by them."""
    called = {id_: spelling(item.value.name) for id_, item in draft.wards.items()}
    times = Counter(called.values())
    used = {
        group.id
        for group in plan.groups.values()
        if any(times[called[ward]] > 1 for ward in group.wards)
    }
    for item in draft.activities.values():
        form = item.value.wards
        if form == "each-group" or (isinstance(form, act.Choose) and form.per_group is not None):
            return
        named = [*form] if isinstance(form, list) else []
        if isinstance(form, act.Choose):
            named = [*(form.of or ()), *form.always]
        used.update(named)
    for id_, item_ in draft.groups.items():
        if id_ not in used:
            why = message("no activity is for the group `{group}`", group=plan.name_of(id_))
            way = message('name it in `wards`, or ask for an event of `"each-group"`')
            yield _unused(item_.place / "id", why, way)


def wards(draft: Draft, plan: Plan) -> Iterator[Problem]:
    """A ward has some event."""
    having = {ward for one in plan.activities.values() for ward in wards_of_events(plan, one)}
    without = [id_ for id_ in plan.wards if id_ not in having]
    if without and having:
        why = counted(
            "{n} ward can have no event: {wards}",
            "{n} wards can have no event: {wards}",
            len(without),
            wards=_some(plan.wards[id_].name for id_ in without),
        )
        way = message("name it in the `wards` of an activity, or take it out")
        yield _unused(draft.wards[without[0]].place / "id", why, way)


def _some(names: Iterable[str]) -> tuple[str, ...]:
    found = [f"`{name}`" for name in names]
    return (*found[:_LISTED], *(["…"] if len(found) > _LISTED else []))


def venues(draft: Draft, plan: Plan) -> Iterator[Problem]:
    """Something can take place in a venue."""
    used, _ = venues_of(plan)
    spare = [id_ for id_ in plan.venues if id_ not in used]
    if spare:
        why = counted(
            "{n} venue can have no event: {venues}",
            "{n} venues can have no event: {venues}",
            len(spare),
            venues=_some(plan.venues[id_].name for id_ in spare),
        )
        way = message("give what takes place there an `audience`, or name the `venue`")
        yield _unused(draft.venues[spare[0]].place / "name", why, way)


def resources(draft: Draft) -> Iterator[Problem]:
    """Some activity uses a resource."""
    used = {id_ for one in draft.activities.values() for id_ in one.value.uses}
    unclear = any("uses" in one.flawed for one in draft.activities.values())
    if unclear or "activity" in draft.blurred or not used <= draft.resources.keys():
        return  # the one that is not used may be the one that is meant
    for id_, item in draft.resources.items():
        if id_ not in used:
            why = message("no activity uses `{resource}`", resource=item.value.name)
            way = message("say which do: `uses = {{ {id} = 1 }}`", id=id_)
            yield _unused(item.place / "id", why, way)


def supplies(draft: Draft, plan: Plan) -> Iterator[Problem]:
    """A supply is divided among the wards, or events use it."""
    used = {
        id_
        for one in plan.activities.values()
        for uses in (one.supplies, *(other.supplies for other in one.overrides.values()))
        for id_ in uses
    }
    for id_, supply in plan.supplies.items():
        if id_ not in used and supply.share_by is None and not supply.per:
            why = message("no activity uses `{supply}`", supply=supply.name)
            way = message("say which do, with `supplies`, or divide it among the wards: `share_by`")
            yield _unused(draft.supplies[id_].place / "id", why, way)


def sources(draft: Draft, plan: Plan) -> Iterator[Problem]:
    """A source of money pays for something."""
    used = {one.source for one in plan.activities.values()}
    used |= {one.source for one in plan.supplies.values()}
    for at, source in enumerate(draft.budget.value.source if draft.budget else ()):
        assert draft.budget is not None
        if source.id not in used:
            why = message("nothing is paid from `{source}`", source=source.name or source.id)
            way = message('name it where it pays: `source = "{id}"`', id=source.id)
            yield _unused(draft.budget.place / "source" / at / "id", why, way)


def kinds(draft: Draft, plan: Plan) -> Iterator[Problem]:
    """A kind of the plan's own is that of an activity, or another is made from it."""
    used: set[str] = set()
    waiting = [activity.kind.id for activity in plan.activities.values()]
    while waiting:
        id_ = waiting.pop()
        if id_ in used or id_ not in draft.kinds:
            continue
        used.add(id_)
        parent = parent_of(id_, draft.kinds[id_].value)
        waiting.extend([parent] if parent is not None else [])
    for id_, item in draft.kinds.items():
        if id_ not in used:
            why = message("no activity is of kind `{kind}`", kind=id_)
            yield _unused(item.place, why, message('give one this kind: `kind = "{id}"`', id=id_))


def indicators(draft: Draft, plan: Plan) -> Iterator[Problem]:
    """What the plan names as an indicator is reported of some activity."""
    used = {id_ for one in plan.activities.values() for id_ in one.indicators}
    used |= {id_ for one in plan.activities.values() for id_ in one.kind.indicators}
    for one in plan.activities.values():
        used.update(id_ for other in one.overrides.values() for id_ in other.indicators)
    for id_, item in draft.indicators.items():
        if id_ not in used:
            why = message("no activity reports the indicator `{indicator}`", indicator=id_)
            way = message("give one a target: `indicators = {{ {id} = 100 }}`", id=id_)
            yield _unused(item.place.key, why, way)


def figures(draft: Draft, plan: Plan) -> Iterator[Problem]:
    """What wards count is what something is divided by."""
    used = {supply.share_by for supply in plan.supplies.values()}
    used.update(count for supply in plan.supplies.values() for count in supply.per)
    used.update(quota.by for one in plan.activities.values() for quota in one.quotas)
    told: set[str] = set()
    for item in draft.wards.values():
        for count in item.value.counts:
            if count not in used and count not in told:
                told.add(count)
                why = message("nothing is divided by the count `{count}` of wards", count=count)
                way = message("divide something by it: `share_by`, `per`, or the `by` of a quota")
                place = draft.place_in_ward(item, "counts") / count
                yield _unused(place.key, why, way)
    lacking = [ward.name for ward in plan.wards.values() if ward.need is None]
    having = [id_ for id_, ward in plan.wards.items() if ward.need is not None]
    if having and lacking and "need" not in used:
        why = counted(
            "`need` counts only where every ward has it; {n} ward has none: {wards}",
            "`need` counts only where every ward has it; {n} wards have none: {wards}",
            len(lacking),
            wards=_some(lacking),
        )
        place = draft.place_in_ward(draft.wards[having[0]], "need")
        yield _unused(place, why, message("give it to all, or take it out"))


def sessions(draft: Draft, plan: Plan) -> Iterator[Problem]:
    """Some activity may be in a session."""
    used = {session for one in plan.activities.values() for session in one.sessions}
    if draft.calendar is None or not used:
        return
    for at, session in enumerate(draft.calendar.value.session):
        if session.id not in used:
            why = message("no activity may be in session `{session}`", session=session.id)
            way = message('let one use it: `sessions = ["{id}"]`', id=session.id)
            yield _unused(draft.calendar.place / "session" / at / "id", why, way)
