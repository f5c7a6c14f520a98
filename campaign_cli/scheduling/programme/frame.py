"""The programme's skeleton: a column for each event and place, and which wards are chosen."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from campaign_cli.model.plan import Activity, Plan
from campaign_cli.model.schedule import Booking
from campaign_cli.scheduling.grid.events import Event, certain
from campaign_cli.scheduling.grid.order import Wait
from campaign_cli.scheduling.grid.part import Part
from campaign_cli.scheduling.grid.places import Place
from campaign_cli.scheduling.grid.slots import Grid
from campaign_cli.scheduling.programme.columns_and_rows import Programme
from campaign_cli.support.diagnostic import Cause


@dataclass(frozen=True, slots=True)
class Frame:
    """What rules and preferences add to: the programme, and the columns of events and choices.

    `columns[e]` are event `e`'s columns, one a place of `places[e]`; `choices` the column that
    says whether a ward is chosen, by activity and ward.
    """

    plan: Plan
    grid: Grid
    programme: Programme
    events: tuple[Event, ...]
    places: tuple[tuple[Place, ...], ...]
    columns: tuple[range, ...]
    choices: dict[tuple[str, str], int]
    part: Part | None = None
    """What of the plan it is about; None: everything."""
    waits: tuple[Wait, ...] = ()
    """Which of its events wait for which."""
    unsure: bool = False
    """Whether any of its events may be left out."""
    frozen: Mapping[str, Booking] = field(default_factory=dict)
    """Bookings that stand as they are, whatever the plan says of their place, by their id."""

    @property
    def wards(self) -> Iterable[str]:
        """The wards it is about, in the order of the plan."""
        if self.part is None:
            return self.plan.wards
        return (ward for ward in self.plan.wards if ward in self.part.wards)

    def wards_of(self, event: Event) -> Sequence[str]:
        """Return the wards of `event` that it is about; it may have others in other parts."""
        if self.part is None or len(event.wards) == 1:
            return event.wards
        return [ward for ward in event.wards if ward in self.part.wards]

    def placed(self, event: Event) -> Iterator[tuple[int, Place]]:
        """Yield the columns of `event` with their places."""
        yield from zip(self.columns[event.index], self.places[event.index], strict=True)

    def choosing(self) -> Iterator[Activity]:
        """Yield the activities whose wards are chosen."""
        for activity in self.plan.activities.values():
            if activity.targets.form == "choose" and activity.within is None:
                yield activity


def frame(
    plan: Plan,
    grid: Grid,
    events: tuple[Event, ...],
    placed: tuple[tuple[Place, ...], ...],
    programme: Programme | None = None,
    part: Part | None = None,
    waits: tuple[Wait, ...] = (),
    *,
    unsure: bool = False,
    frozen: Mapping[str, Booking] = MappingProxyType({}),
) -> Frame:
    """Return a programme in which every event happens once, or as often as it is chosen."""
    programme = programme or Programme()
    columns = []
    for places in placed:
        first = programme.width
        for _ in places:
            programme.column(upper=1, integer=True)
        columns.append(range(first, programme.width))
    result = Frame(
        plan, grid, programme, events, placed, tuple(columns), {}, part, waits, unsure, frozen
    )
    for activity in result.choosing():
        for member in activity.targets.members:
            if part is not None and (activity.id, member) not in part.own:
                continue
            result.choices[activity.id, member] = programme.column(
                lower=1 if certain(activity, member) else 0, upper=1, integer=True
            )
    for event in events:
        cause = Cause("chosen-count", ("activity", event.activity.id))
        chosen = result.choices.get((event.activity.id, event.member))
        if chosen is None:
            programme.row(cause, columns[event.index], lower=1, upper=1)
        else:
            own = columns[event.index]
            programme.row(cause, [*own, chosen], [1.0] * len(own) + [-1.0], lower=0, upper=0)
    return result


def demanding(cause: Cause) -> bool:
    """Return whether a row asks for an event of an activity to happen."""
    return cause.rule == "chosen-count" and len(cause.path) == 2  # noqa: PLR2004 - its id alone
