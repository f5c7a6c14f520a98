"""The print order: how many of each supply are needed, ordered, and given to whom.

The numbers are those that the rule `supply-quantity` adds up: shares as they are divided, and what
events use in numbers; where nothing is divided, with waste and in packs for each ward, each group,
and all that is one for all.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from campaign_cli.listing.offices import Offices
from campaign_cli.listing.receipts import fetching_days, handover
from campaign_cli.model.checklist import Office, Task
from campaign_cli.model.orders import Delivery, Order
from campaign_cli.model.plan import SHARE, Plan, Supply
from campaign_cli.model.plan.demand import in_packs, supply_shares, supply_uses
from campaign_cli.model.schedule import Booking, Schedule


def orders(
    plan: Plan, offices: Offices, schedule: Schedule, tasks: tuple[Task, ...]
) -> tuple[Order, ...]:
    """Return the order of each supply, in the plan's order."""
    fetching = fetching_days(tasks)
    return tuple(
        _Supplied(plan, offices, schedule, supply, fetching).order()
        for supply in plan.supplies.values()
    )


@dataclass(frozen=True, slots=True)
class _Uses:
    """The events that use a supply, in order of time."""

    fixed: Mapping[str, list[tuple[Booking, int]]]
    """In numbers: by the ward or group of the event, "" for one for all."""
    shared: Mapping[str, list[Booking]]
    """By share: by each ward."""

    @classmethod
    def of(cls, plan: Plan, schedule: Schedule, supply: Supply) -> "_Uses":
        fixed: dict[str, list[tuple[Booking, int]]] = {}
        shared: dict[str, list[Booking]] = {}
        for booking in schedule.bookings:
            use = supply_uses(plan.activities[booking.activity], booking.member).get(supply.id, 0)
            if use == SHARE:
                for ward in booking.wards:
                    shared.setdefault(ward, []).append(booking)
            elif isinstance(use, int) and use:
                fixed.setdefault(booking.member, []).append((booking, use))
        return cls(fixed, shared)


@dataclass(frozen=True, slots=True)
class _Supplied:
    """One supply of a plan and its schedule."""

    plan: Plan
    offices: Offices
    schedule: Schedule
    supply: Supply
    fetching: Mapping[tuple[str, str], date]

    def order(self) -> Order:
        supply = self.supply
        uses = _Uses.of(self.plan, self.schedule, supply)
        own, joint = self._by_ward(uses)
        deliveries = tuple(self._wards(uses, own))
        together = tuple(self._joint(uses, member) for member in joint)
        source = self.plan.budget.sources.get(supply.source or "")
        return Order(
            supply=supply.id,
            name=supply.name,
            unit=supply.unit,
            quantity=supply.quantity,
            waste=supply.waste,
            pack=supply.pack,
            unit_cost=supply.unit_cost,
            value=supply.value,
            source=source.name if source else "",
            ready=supply.ready,
            givers=tuple(dict.fromkeys(one.giver for one in (*deliveries, *together))),
            wards=deliveries,
            joint=together,
        )

    @property
    def _divided(self) -> bool:
        return self.supply.share_by is not None or bool(self.supply.per)

    def _amount(self, number: int) -> int:
        """Return what is given out for events that use `number`."""
        return number if self._divided else in_packs(self.supply, number)

    def _by_ward(self, uses: _Uses) -> tuple[dict[str, list[str]], list[str]]:
        """Return the members whose events are each ward's alone, and those that are joint."""
        own: dict[str, list[str]] = {}
        joint = []
        for member, bookings in uses.fixed.items():
            wards = {booking.wards for booking, _ in bookings}
            alone = next(iter(wards)) if len(wards) == 1 else ()
            if len(alone) == 1:
                own.setdefault(alone[0], []).append(member)
            else:
                joint.append(member)
        return own, joint

    def _wards(self, uses: _Uses, own: Mapping[str, list[str]]) -> Iterable[Delivery]:
        shares = supply_shares(self.plan, self.supply)
        for ward in self.plan.wards.values():
            numbers = [sum(use for _, use in uses.fixed[member]) for member in own.get(ward.id, ())]
            share = shares.get(ward.id, 0)
            amount = share + sum(map(self._amount, numbers))
            if not amount:
                continue
            net = sum(ward.counts.get(count, 0) * each for count, each in self.supply.per.items())
            using = [
                booking for member in own.get(ward.id, ()) for booking, _ in uses.fixed[member]
            ]
            using += uses.shared.get(ward.id, [])
            yield self._delivery(
                self.offices.wards[ward.id],
                (net if self.supply.per else share) + sum(numbers),
                amount,
                using,
            )

    def _joint(self, uses: _Uses, member: str) -> Delivery:
        """Return what events of several wards use; whoever runs them brings it."""
        bookings = [booking for booking, _ in uses.fixed[member]]
        number = sum(use for _, use in uses.fixed[member])
        owners = {
            self.offices.owner(self.plan.activities[one.activity], one): None for one in bookings
        }
        titles = dict.fromkeys(self.plan.activities[one.activity].title for one in bookings)
        at = f" · {self.plan.name_of(member)}" if member else ""
        return self._delivery(
            next(iter(owners)) if len(owners) == 1 else self.offices.organiser,
            number,
            self._amount(number),
            bookings,
            events=tuple(f"{title}{at}" for title in titles),
        )

    def _delivery(
        self,
        to: Office,
        need: int,
        amount: int,
        using: list[Booking],
        events: tuple[str, ...] = (),
    ) -> Delivery:
        using = sorted(using, key=self._order)
        collect, giver = handover(
            self.plan, self.offices, "" if events else to.id, using, self.fetching
        )
        ready = self.supply.ready
        return Delivery(
            to=to,
            joint=bool(events),
            events=events,
            need=need,
            amount=amount,
            pack=self.supply.pack,
            ready=ready,
            by=max(collect, ready or collect),
            giver=giver,
        )

    def _order(self, booking: Booking) -> tuple[date, int, str]:
        sessions = [session.id for session in self.plan.calendar.sessions]
        return (booking.first, sessions.index(booking.session), booking.id)
