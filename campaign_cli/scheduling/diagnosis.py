"""Why a plan cannot work, and what would make it work: conflicts, and repairs that were tried."""

from collections.abc import Callable, Collection, Iterable, Sequence
from threading import Event as Stop

from campaign_cli.model.demand import fixed_use, supply_shares
from campaign_cli.model.diagnostic import Cause
from campaign_cli.model.plan import Plan, Supply
from campaign_cli.model.repair import PRICES, Change, Repair
from campaign_cli.model.schedule import Schedule, Status
from campaign_cli.model.shares import TooFewError
from campaign_cli.scheduling import Limits, Progress
from campaign_cli.scheduling.cheapest import Search, worthwhile
from campaign_cli.scheduling.conflict import Conflict, blamed, conflicts, thinned
from campaign_cli.scheduling.events import asked_events
from campaign_cli.scheduling.highs import Patience
from campaign_cli.scheduling.places import Barred
from campaign_cli.scheduling.priced import twentieth
from campaign_cli.scheduling.programme import INFINITY
from campaign_cli.scheduling.scope import contested
from campaign_cli.scheduling.stages import programme
from campaign_cli.scheduling.when import possible
from campaign_cli.scheduling.wide import wide

REPAIRS = 3
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
    case = _Case(plan, changed, patience)
    case.look()
    watch(Progress("repairs"))
    return Schedule(
        plan=plan.digest,
        status=Status.INFEASIBLE,
        conflicts=tuple(case.known),
        repairs=tuple(case.repairs()),
    )


def conflicts_of(plan: Plan, patience: Patience) -> tuple[Conflict, ...]:
    """Return the sets of lines that cannot hold together, as far as one look shows."""
    case = _Case(plan, lambda _: None, patience)
    case.look()
    return tuple(case.known)


def holds(plan: Plan, patience: Patience) -> bool:
    """Return whether `plan` is proved to have a schedule."""
    if _too_few(plan):
        return False
    built = programme(plan)
    if isinstance(built, Barred):
        return False
    return possible(built, built.programme.frozen(), patience) is True


class _Case:
    """What is known so far of one impossible plan. Mutable: it learns."""

    def __init__(self, plan: Plan, changed: Changed, patience: Patience) -> None:
        self.plan = plan
        self.changed = changed
        self.patience = patience
        self.known: list[Conflict] = []
        self.forced = [_enough(plan, supply) for supply in _too_few(plan)]
        """Changes that no other can replace: less than every ward must have."""
        self.everything = frozenset(event.id for event in asked_events(plan))
        self.wanted: frozenset[str] = frozenset()
        """The events that conflicts are about."""

    def look(self) -> None:
        """Find the conflicts of the plan as it stands."""
        for supply in _too_few(self.plan):
            paths = (("supply", supply.id, "quantity"), ("supply", supply.id, "at_least"))
            self.known.append(tuple(Cause("supply-quantity", path) for path in paths))
        found = contested(self.plan, self.patience)
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
        if concerned != scope:
            conflict = thinned(wide(self.plan, concerned), conflict, self.patience)
        if not any(set(one) == set(conflict) for one in self.known):
            self.known.append(conflict)

    def repairs(self) -> list[Repair]:
        """Return the cheapest changes that let the whole plan be scheduled, cheapest first."""
        found: list[Repair] = []
        if not self.known:
            return found
        search = Search(self.plan, sorted(self.wanted), self.patience)
        while len(found) < REPAIRS and self.patience.left:
            lines = {cause for one in self.known for cause in one}
            best = min((one.price for one in found), default=INFINITY)
            candidate = search.next(lines, worthwhile(best))
            if candidate is None or not (candidate.changes or self.forced):
                break
            changes = (*self.forced, *candidate.changes)
            plan = self.changed(changes)
            if plan is not None and not holds(plan, self.patience):
                before = self.wanted
                self._widen(plan)
                if self.wanted != before:
                    search = Search(self.plan, sorted(self.wanted), self.patience, search)
                    continue
            elif plan is not None:
                found.append(Repair(sum(change.price for change in changes), changes))
            search.forbid(candidate.levels)
            if not candidate.levels:
                break
        return sorted(found, key=lambda one: one.price)

    def _widen(self, plan: Plan) -> None:
        """Learn from `plan`, changed and still impossible, what else is in the way."""
        everything = self.everything
        scope = contested(plan, self.patience)
        if scope is None:
            self.wanted = everything
            return
        before = self.wanted
        lines = blamed(wide(plan, scope), self.patience)
        if lines:
            self._want(lines, scope & everything)
            if {line for one in self.known for line in one}.isdisjoint(lines):
                for one in conflicts(wide(self.plan, scope & everything), self.patience):
                    self._learn(one, scope & everything)
        if self.wanted == before:
            self.wanted |= scope & everything
        if self.wanted == before:
            self.wanted = everything

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
    return frozenset(id_ for id_ in events if id_.partition("@")[0].partition("#")[0] in about)


def _too_few(plan: Plan) -> list[Supply]:
    """Return the supplies of which there is less than every ward must have."""
    found = []
    for supply in plan.supplies.values():
        try:
            supply_shares(plan, supply)
        except TooFewError:
            found.append(supply)
    return found


def _enough(plan: Plan, supply: Supply) -> Change:
    """Return the change to as much of a supply as every ward must at least have."""
    packs = -(-supply.at_least // supply.pack) * supply.pack
    need = fixed_use(plan, supply) + packs * len(plan.wards)
    line = Cause("supply-quantity", ("supply", supply.id, "quantity"))
    steps = -(-(need - supply.quantity) // twentieth(plan, line))
    price = steps * PRICES["supply"]
    return Change(path=line.path, was=supply.quantity, value=need, price=price)
