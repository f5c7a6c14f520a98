"""Some events of a plan that are looked at by themselves."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from campaign_cli.scheduling.grid.events import Key
from campaign_cli.scheduling.grid.slots import Start


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Events that can be solved without looking at the others of their plan.

    Whatever is a constant of the whole plan (shares, balances, limits) stays the whole plan's.
    """

    wards: frozenset[str]
    own: frozenset[Key]
    guests: frozenset[Key]
    """Joint events of other parts, which stand here at their time in `stands`."""
    stands: Mapping[tuple[str, str, int], Start] = field(default_factory=dict)
    """By activity, member and number: a start that is settled beforehand."""
    choose: Mapping[str, int] = field(default_factory=dict)
    """By activity: how many of the wards here are chosen."""
    outside: Mapping[str, int] = field(default_factory=dict)
    """Supplies that a choice of wards here can exhaust, and what the other parts use of them."""
    size: int = 0
    """How many events of its own it has."""
