"""Why a plan cannot work, and what would make it work: conflicts, and repairs that were tried."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from threading import Event as Stop
from time import monotonic

from campaign_cli.model.plan import Plan, Supply
from campaign_cli.model.plan.demand import fixed_use, supply_shares
from campaign_cli.model.plan.event_id import EventId
from campaign_cli.model.repair import PRICES, Change, Repair
from campaign_cli.model.schedule import Schedule, Status
from campaign_cli.scheduling.grid.excluded_places import wide
from campaign_cli.scheduling.grid.part import Part
from campaign_cli.scheduling.infeasible.conflicts import Conflict, blamed, conflicts, thinned
from campaign_cli.scheduling.infeasible.contested_events import contested
from campaign_cli.scheduling.infeasible.failing_parts import Known, events_of, failing, joined
from campaign_cli.scheduling.infeasible.longer_campaign import MOST, bounded, extended, lengthenings
from campaign_cli.scheduling.infeasible.priced_steps import twentieth
from campaign_cli.scheduling.infeasible.repair_search import Search, worthwhile
from campaign_cli.scheduling.limits import Limits, OutOfPatienceError, Patience, Progress
from campaign_cli.scheduling.programme.columns_and_rows import INFINITY
from campaign_cli.support.apportion import TooFewError
from campaign_cli.support.diagnostic import Cause, Path

REPAIRS = 3
LONGER = 0.25
"""The part of the time left in which a longer campaign is tried."""
FIRST = 2.5
"""Seconds that a first conflict may take though the time is up."""
MANY = 400
"""Up to how many events are all looked at where it is not known which are in the way."""
SUMS = ("budget", "supply-quantity", "chosen-count")
"""Rules of sums: what breaks them alone does so whenever events are."""
Changed = Callable[[Sequence[Change]], Plan | None]


def diagnose(
    plan: Plan,
    changed: Changed,
    limits: Limits,
    watch: Callable[[Progress], None] = lambda _: None,
    stop: Stop | None = None,
) -> Schedule:
    """Return what of an impossible plan conflicts, and the cheapest changes that make it work.

    `changed` returns the plan with changes written into its files; None where they cannot be
    written. A repair is shown only if the plan that it gives can be scheduled.
    """
    patience = Patience.of(limits.seconds, limits.nodes, stop or Stop())
    watch(Progress("conflicts"))
    cases = _looked_into(plan, changed, patience)
    watch(Progress("repairs"))
    repairs = _joined(cases)
    if cases:
        with suppress(OutOfPatienceError):
            repairs = _with_more_days(cases, repairs)
    return Schedule(
        plan=plan.digest,
        status=Status.INFEASIBLE,
        conflicts=_all_known(cases),
        repairs=tuple(repairs),
    )


def conflicts_of(plan: Plan, patience: Patience) -> tuple[Conflict, ...]:
    """Return the sets of lines that cannot hold together, as far as one look shows."""
    return _all_known(_looked_into(plan, lambda _: None, patience))


def _looked_into(plan: Plan, changed: Changed, patience: Patience) -> "list[_Case]":
    """Return each impossible part of `plan` with its conflicts."""
    known = Known(plan, (None,) if _too_few(plan) else failing(plan, patience))
    cases = [_Case(known, part, changed, patience) for part in known.failing]
    for case in cases:
        case.look()
    return cases


def _all_known(cases: "Sequence[_Case]") -> tuple[Conflict, ...]:
    """Return the conflicts of all parts, each once."""
    return tuple({frozenset(one): one for case in cases for one in case.known}.values())


def _joined(
    cases: "Sequence[_Case]", most: float = INFINITY, *, longer: bool = True
) -> list[Repair]:
    """Return what mends all impossible parts, each tried as a whole, cheapest first.

    `most`: what each may cost; `longer`: whether the campaign may be.
    """
    each = [case.repairs(most, longer=longer) for case in cases]
    if len(cases) == 1:
        return each[0]
    found: list[Repair] = []
    if not all(each):
        return found
    known, changed, patience = cases[0].whole, cases[0].changed, cases[0].patience
    for places in joined([[one.price for one in repairs] for repairs in each], REPAIRS):
        chosen = [repairs[place] for repairs, place in zip(each, places, strict=True)]
        changes = tuple(dict.fromkeys(change for one in chosen for change in one.changes))
        plan = changed(changes)
        if plan is not None and not _too_few(plan) and not known.still(plan, patience):
            found.append(Repair(sum(change.price for change in changes), changes))
    return found


def _with_more_days(cases: "Sequence[_Case]", found: Sequence[Repair]) -> list[Repair]:
    """Return the cheapest of `found`, and of what is cheaper in a longer campaign.

    The more days, the less there is left to change: what is left in the longest campaign that
    could be cheaper says of all shorter ones what they cost at the least.
    """
    repairs = list(found)
    plan, patience = cases[0].plan, cases[0].patience
    best = min((one.price for one in repairs), default=INFINITY)
    for later in (True, False):
        each = PRICES["end" if later else "start"]
        days = int(min(MOST, (best - 2) // each))
        if days < 1 or not bounded(plan, _all_known(cases), later=later):
            continue
        longest = _in_longer(cases[0], extended(plan, later, days), best - 1 - each)
        if not longest:
            continue
        least = min(one.price for one in longest)
        for number in range(1, days + 1):
            left = best - 1 - each * number
            if left < least or not patience.left:
                break
            changes = extended(plan, later, number)
            for rest in _in_longer(cases[0], changes, left):
                both = (*changes, *rest.changes)
                repairs.append(Repair(sum(one.price for one in both), both))
                best = min(best, repairs[-1].price)
    return repairs if len(repairs) == len(found) else _of_different_lines(repairs)


def _of_different_lines(repairs: Sequence[Repair]) -> list[Repair]:
    """Return the cheapest, none of which moves all the lines of a cheaper one."""
    kept: list[Repair] = []
    for one in sorted(repairs, key=lambda one: one.price):
        lines = {(change.path, change.day) for change in one.changes}
        if not any(lines.issuperset((by.path, by.day) for by in other.changes) for other in kept):
            kept.append(one)
    dearest = worthwhile(min((one.price for one in kept), default=INFINITY))
    return [one for one in kept if one.price <= dearest][:REPAIRS]


def _in_longer(case: "_Case", longer: Sequence[Change], most: float) -> list[Repair]:
    """Return what else mends a plan whose campaign is `longer`, for `most` at the most."""
    plan = case.changed(longer)
    if plan is None:
        return []
    if not _too_few(plan) and not case.whole.still(plan, case.patience):
        return [Repair(0, ())]
    cases = _looked_into(plan, lambda more: case.changed((*longer, *more)), case.patience)
    return [one for one in _joined(cases, most, longer=False) if one.tried and one.price <= most]


class _Case:
    """What is known so far of one impossible plan. Mutable: it learns."""

    def __init__(
        self, whole: Known, part: Part | None, changed: Changed, patience: Patience
    ) -> None:
        self.whole = whole
        self.part = part
        self.plan = plan = whole.plan
        self.changed = changed
        self.patience = patience
        self.known: list[Conflict] = []
        self.forced = [_enough(plan, supply) for supply in _too_few(plan)]
        """Changes that no other can replace: less than every ward must have."""
        self.everything = frozenset(event.id for event in events_of(plan, part))
        self.wanted: frozenset[str] = frozenset()
        """The events that conflicts are about."""
        self.afforded: Repair | None = None
        """What makes the sums hold, whenever events are: known at once, and not tried."""

    def look(self) -> None:
        """Find the conflicts of the plan as it stands, as far as there is time.

        That a plan cannot work without saying why helps nobody: for a first conflict there is a
        little time in any case.
        """
        with suppress(OutOfPatienceError):
            self._look()
        if not self.known and not self.patience.stop.is_set():
            end = max(self.patience.deadline, monotonic() + FIRST)
            self.patience = replace(self.patience, deadline=end)
            with suppress(OutOfPatienceError):
                self._look()

    def _look(self) -> None:
        for supply in _too_few(self.plan):
            paths = _short_by(self.plan, supply)
            self.known.append(tuple(Cause("supply-quantity", path) for path in paths))
        # What nobody's time is needed for is a sum: it is known at once, however large the plan.
        for one in conflicts(wide(self.plan, ()), self.patience):
            self._learn(one, frozenset())
        if self.known and self.afforded is None:
            self.afforded = self._afforded()
        found = contested(self.plan, self.patience, self.part)
        for scope in (found, self.everything):
            if scope is None or (self.known and scope == self.everything):
                continue
            for one in conflicts(wide(self.plan, scope), self.patience):
                self._learn(one, scope)

    def _learn(self, conflict: Conflict, scope: frozenset[str]) -> None:
        """Note a conflict among the events of `scope`.

        Its lines are about all events of their activities: with those that were not looked at,
        some of them may be to spare.
        """
        self._want(conflict, scope)
        concerned = scope | _of_activities(conflict, self.everything)
        if concerned != scope and any(one.rule not in SUMS for one in conflict):
            # Where there is no time for that, lines may be to spare.
            with suppress(OutOfPatienceError):
                conflict = thinned(wide(self.plan, concerned), conflict, self.patience)
        if not any(set(one) == set(conflict) for one in self.known):
            self.known.append(conflict)

    def repairs(self, most: float = INFINITY, *, longer: bool = True) -> list[Repair]:
        """Return the cheapest changes that let the whole plan be scheduled, cheapest first.

        They cost `most` at the most; `longer`: whether the campaign may be.
        """
        found: list[Repair] = []
        if not self.known:
            return found
        lengthened = self._longer() if longer else []
        with suppress(OutOfPatienceError):
            self._mend(found, most)
        if not found and not self.patience.left and self.afforded and self._sums_alone():
            found.append(self.afforded)
        dearest = worthwhile(min((one.price for one in found), default=INFINITY))
        found += [one for one in lengthened if one.price <= dearest]
        return sorted(found, key=lambda one: one.price)[:REPAIRS]

    def _mend(self, found: list[Repair], most: float) -> None:
        """Add repairs to those `found`, for `most` at the most."""
        search = Search(self.plan, sorted(self.wanted), self.patience)
        while len(found) < REPAIRS and self.patience.left:
            best = min((one.price for one in found), default=INFINITY)
            candidate = search.next(self.known, min(most, worthwhile(best)))
            if candidate is None and found and not search.alike:
                search.alike = True  # rather than nothing
                continue
            if candidate is None or not (candidate.changes or self.forced):
                break
            changes = (*self.forced, *candidate.changes)
            plan = self.changed(changes)
            still = () if plan is None else self._still(plan)
            if plan is not None and still:
                before = self.wanted, len(self.known)
                lines = self._widen(plan, still[0])
                search.fails(candidate.levels)
                search.falls_short(candidate.levels, lines)
                if (self.wanted, len(self.known)) != before:
                    search = Search(self.plan, sorted(self.wanted), self.patience, search)
                continue
            if plan is not None:
                found.append(Repair(sum(change.price for change in changes), changes))
                search.beside(candidate.levels)
            search.forbid(candidate.levels)
            if not candidate.levels:
                break

    def _afforded(self) -> Repair | None:
        """Return the cheapest changes with which all sums hold."""
        patience = self.patience.at_least(FIRST)  # it is a small sum, and all that helps
        found = Search(self.plan, (), patience).next(self.known)
        if found is None:
            return None
        changes = (*self.forced, *found.changes)
        plan = self.changed(changes)
        if plan is None or _too_few(plan) or any(conflicts(wide(plan, ()), patience)):
            return None
        patience.pause()  # else nobody looked
        return Repair(sum(change.price for change in changes), changes, tried=False)

    def _sums_alone(self) -> bool:
        """Return whether all that is known to be in the way are sums."""
        return all(one.rule in SUMS for conflict in self.known for one in conflict)

    def _longer(self) -> list[Repair]:
        """Return the repairs by which the campaign begins earlier or ends later.

        More days mend no sum.
        """
        if any(all(one.rule in SUMS for one in conflict) for conflict in self.known):
            return []
        patience = self.patience.share(LONGER)

        def does(changes: Sequence[Change]) -> bool:
            plan = self.changed((*self.forced, *changes))
            return plan is not None and not self._still(plan, patience)

        forced = sum(change.price for change in self.forced)
        return [
            Repair(forced + sum(one.price for one in changes), (*self.forced, *changes))
            for changes in lengthenings(self.plan, self.known, does)
            if patience.left
        ]

    def _still(self, plan: Plan, patience: Patience | None = None) -> tuple[Part | None, ...]:
        """Return the parts of a changed plan that are still impossible, or are now."""
        if _too_few(plan):
            return (None,)
        beside = [part for part in self.whole.failing if part is not self.part]
        return self.whole.still(plan, patience or self.patience, beside)

    def _widen(self, plan: Plan, part: Part | None) -> Conflict:
        """Learn from a part of `plan`, changed and still impossible, what else is in the way.

        Return the lines of it that are in the way now, as far as the relaxation tells.
        """
        everything = self.everything
        scope = contested(plan, self.patience, part)
        if scope is None:
            self.wanted = everything
            return ()
        before = self.wanted
        lines = blamed(wide(plan, scope), self.patience)
        if lines:
            self._want(lines, scope & everything)
            if {line for one in self.known for line in one}.isdisjoint(lines):
                for one in conflicts(wide(self.plan, scope & everything), self.patience):
                    self._learn(one, scope & everything)
        if self.wanted == before:
            self.wanted |= scope & everything
        if self.wanted == before and len(everything) <= MANY:
            self.wanted = everything
        return lines

    def _want(self, lines: Collection[Cause], scope: frozenset[str]) -> None:
        """Note that the events of `scope` whose activities are among `lines` matter.

        None does where there is too little money, whenever they are.
        """
        if {line.rule for line in lines} <= {"budget", "chosen-count"}:
            return
        self.wanted |= _of_activities(lines, scope)


def _of_activities(lines: Iterable[Cause], events: Iterable[str]) -> frozenset[str]:
    """Return those of `events` (ids) whose activities `lines` name."""
    about = {cause.path[1] for cause in lines if cause.path[0] == "activity"}
    return frozenset(id_ for id_ in events if EventId.parse(id_).activity in about)


def _too_few(plan: Plan) -> list[Supply]:
    """Return the supplies of which there is less than events use and every ward must have."""
    found = []
    for supply in plan.supplies.values():
        if _used_up(plan, supply):
            found.append(supply)
            continue
        try:
            supply_shares(plan, supply)
        except TooFewError:
            found.append(supply)
    return found


def _used_up(plan: Plan, supply: Supply) -> bool:
    """Return whether events use more of a divided supply than there is to divide."""
    return supply.share_by is not None and fixed_use(plan, supply, most=False) > supply.quantity


def _short_by(plan: Plan, supply: Supply) -> Iterator[Path]:
    """Yield the lines by which there is too little of a divided supply."""
    yield "supply", supply.id, "quantity"
    if not _used_up(plan, supply):
        yield "supply", supply.id, "at_least"
    for activity in plan.activities.values():
        if _is_number(activity.supplies.get(supply.id)):
            yield "activity", activity.id, "supplies", supply.id
        for member, override in activity.overrides.items():
            if _is_number(override.supplies.get(supply.id)):
                yield "activity", activity.id, "in", member, "supplies", supply.id


def _is_number(use: int | str | None) -> bool:
    return isinstance(use, int) and use > 0


def _enough(plan: Plan, supply: Supply) -> Change:
    """Return the change to as much of a supply as is used, and every ward must at least have."""
    packs = -(-supply.at_least // supply.pack) * supply.pack
    need = fixed_use(plan, supply) + packs * len(plan.wards)
    line = Cause("supply-quantity", ("supply", supply.id, "quantity"))
    steps = -(-(need - supply.quantity) // twentieth(plan, line))
    price = steps * PRICES["supply"]
    return Change(path=line.path, was=supply.quantity, value=need, price=price)
