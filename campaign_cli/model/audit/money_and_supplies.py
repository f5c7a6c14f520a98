"""Whether supplies and money suffice, and each event states what the plan gives it."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from campaign_cli.model.audit.case import Case, Finding
from campaign_cli.model.plan import Supply
from campaign_cli.model.plan.demand import cost_at, in_packs, spent, supply_shares, supply_uses
from campaign_cli.support.apportion import TooFewError
from campaign_cli.support.language import message


def supply_ready(case: Case) -> Iterator[Finding]:
    """Nothing is used before it is there."""
    for booking in case.bookings:
        for id_, use in booking.supplies.items():
            supply = case.plan.supplies.get(id_)
            if use and supply and supply.ready and booking.first < supply.ready:
                yield Finding(
                    message(
                        "`{event}` is on {day}; `{supply}` is there from {ready}",
                        event=booking.id,
                        day=booking.first,
                        supply=id_,
                        ready=supply.ready,
                    ),
                    (booking.id,),
                )


def supply_quantity(case: Case) -> Iterator[Finding]:
    """Events state the supplies that the plan gives them, and there are as many."""
    shares = {id_: _shares(case, supply) for id_, supply in case.plan.supplies.items()}
    for booking in case.bookings:
        uses = supply_uses(case.activity(booking), booking.member)
        for id_ in sorted({*uses, *booking.supplies}):
            use = uses.get(id_, 0)
            if not isinstance(use, int):
                share = shares.get(id_)
                if share is None:
                    continue
                use = sum(share.get(ward, 0) for ward in booking.wards)
            if booking.supplies.get(id_, 0) != use:
                yield Finding(
                    message(
                        "`{event}` states {stated} of `{supply}`; the plan gives it {use}",
                        event=booking.id,
                        stated=booking.supplies.get(id_, 0),
                        supply=id_,
                        use=use,
                    ),
                    (booking.id,),
                )
    for id_, supply in case.plan.supplies.items():
        needed, events = _needed(case, supply, shares[id_])
        if needed > supply.quantity:
            yield Finding(
                message(
                    "{needed} of `{supply}` are needed; there are {quantity}",
                    needed=needed,
                    supply=id_,
                    quantity=supply.quantity,
                ),
                events,
            )


def _shares(case: Case, supply: Supply) -> dict[str, int] | None:
    """Return each ward's share of a divided supply; None: there is not enough to divide."""
    try:
        return supply_shares(case.plan, supply)
    except TooFewError:
        return None


def _needed(
    case: Case, supply: Supply, shares: dict[str, int] | None
) -> tuple[int, tuple[str, ...]]:
    """Return how much of `supply` the schedule needs, and the events that use it."""
    fixed: Counter[str] = Counter()
    times: defaultdict[str, int] = defaultdict(int)
    events: list[str] = []
    for booking in case.bookings:
        use = supply_uses(case.activity(booking), booking.member).get(supply.id, 0)
        if use:
            events.append(booking.id)
        if isinstance(use, int):
            fixed[booking.member] += use
        else:
            for ward in booking.wards:
                times[ward] += 1
    if shares is None:
        return len(case.plan.wards) * supply.at_least + fixed.total(), tuple(sorted(events))
    if supply.share_by is None and not supply.per:
        return sum(in_packs(supply, use) for use in fixed.values()), tuple(sorted(events))
    divided = sum(share * max(1, times[ward]) for ward, share in shares.items())
    return fixed.total() + divided, tuple(sorted(events))


def budget(case: Case) -> Iterator[Finding]:
    """Events cost what the plan says, and all costs stay within the limit and each source."""
    costs: Counter[str] = Counter()
    for booking in case.bookings:
        cost = cost_at(case.activity(booking), booking.member)
        costs[booking.activity] += cost
        if booking.cost != cost:
            yield Finding(
                message(
                    "`{event}` states a cost of {stated}; the plan gives it {cost}",
                    event=booking.id,
                    stated=booking.cost,
                    cost=cost,
                ),
                (booking.id,),
            )
    spending = spent(case.plan, costs)
    limit = case.plan.budget.limit
    if limit is not None and sum(spending.values()) > limit:
        yield Finding(
            message(
                "everything costs {cost}; the limit is {limit}",
                cost=sum(spending.values()),
                limit=limit,
            )
        )
    for id_, source in case.plan.budget.sources.items():
        if spending.get(id_, 0) > source.amount:
            yield Finding(
                message(
                    "`{source}` pays {cost}; it has {amount}",
                    source=id_,
                    cost=spending[id_],
                    amount=source.amount,
                )
            )
