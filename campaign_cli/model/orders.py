"""What is ordered and what is spent: the print order's and the budget's figures.

Both are made from the numbers that the rules `supply-quantity` and `budget` judge, so that what is
printed never says more than what holds.
"""

from dataclasses import dataclass
from datetime import date

from campaign_cli.model.checklist import Office


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """So many of a supply for one ward, or for the events that several have together."""

    to: Office
    """The ward, or whoever brings it to the joint events."""
    joint: bool = False
    events: tuple[str, ...] = ()
    """Of joint events: their titles, each with its group's name where it has one."""
    need: int
    """The share, or what the events use: without waste."""
    amount: int
    """With waste, in whole packs."""
    pack: int
    ready: date | None
    by: date
    giver: Office

    @property
    def packs(self) -> int:
        """How many whole packs it is."""
        return self.amount // self.pack

    @property
    def loose(self) -> int:
        """What is handed out of a broken pack."""
        return self.amount % self.pack


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One supply: how many are ordered, at what cost, and who is given how many."""

    supply: str
    name: str
    unit: str
    quantity: int
    """What is ordered, as the plan says."""
    waste: float
    pack: int
    unit_cost: int
    value: int
    """What one is worth that is given in kind."""
    source: str
    """The name of who pays; "" where the plan names nobody."""
    ready: date | None
    givers: tuple[Office, ...]
    wards: tuple[Delivery, ...]
    """In the plan's order; those that are given none are left out."""
    joint: tuple[Delivery, ...]

    @property
    def deliveries(self) -> tuple[Delivery, ...]:
        """All of them, joint events' last."""
        return (*self.wards, *self.joint)

    @property
    def need(self) -> int:
        """What is shared out and used, without waste."""
        return sum(one.need for one in self.deliveries)

    @property
    def given(self) -> int:
        """What is given out, with waste and in packs."""
        return sum(one.amount for one in self.deliveries)

    @property
    def over(self) -> int:
        """What nobody is given."""
        return self.quantity - self.given

    @property
    def cost(self) -> int:
        """What all that is ordered costs."""
        return self.quantity * self.unit_cost

    @property
    def worth(self) -> int:
        """What all of it is worth where it is given in kind."""
        return self.quantity * self.value


@dataclass(frozen=True, slots=True)
class ActivityCost:
    """What an activity's events cost. `each` is None where they differ."""

    activity: str
    title: str
    events: int
    each: int | None
    total: int
    source: str


@dataclass(frozen=True, slots=True)
class WardCost:
    """What a ward's own events cost, and its part of the supplies."""

    ward: Office
    events: int
    supplies: int

    @property
    def total(self) -> int:
        """Both together."""
        return self.events + self.supplies


@dataclass(frozen=True, slots=True)
class SourceCost:
    """What is planned of a source; `id` is None, and `amount` too, where none is named."""

    id: str | None
    name: str
    amount: int | None
    planned: int

    @property
    def left(self) -> int:
        """What is not planned; of what no source is named for, all is planned without one."""
        return (self.amount or 0) - self.planned


@dataclass(frozen=True, slots=True, kw_only=True)
class Costs:
    """What everything costs, by activity, ward and source: three ways to the same total."""

    currency: str
    limit: int | None
    activities: tuple[ActivityCost, ...]
    """Those that cost anything."""
    supplies: tuple[Order, ...]
    """Those that are paid for."""
    wards: tuple[WardCost, ...]
    joint_events: int
    """What events of several wards, or of none, cost."""
    joint_supplies: int
    over: int
    """What supplies cost that nobody is given."""
    sources: tuple[SourceCost, ...]
    in_kind: tuple[Order, ...]
    """What is given instead of paid for: its worth is no part of any sum."""

    @property
    def shown(self) -> bool:
        """Whether there is anything to account for."""
        return bool(self.total or self.limit is not None or self.in_kind)

    @property
    def total(self) -> int:
        """What everything costs."""
        return sum(source.planned for source in self.sources)

    @property
    def left(self) -> int | None:
        """What the limit leaves; None where there is no limit."""
        return None if self.limit is None else self.limit - self.total
