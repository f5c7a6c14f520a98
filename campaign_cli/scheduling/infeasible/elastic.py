"""Programmes in which lines of the plan may give way: to say what conflicts, and what would help.

An elastic programme (Brown and Graves 1975; Chinneck 2008, chapter 6) has a column for each plan
line instead of one for each row: "127 rows" is "this window and this pool". Places that a line
takes away are there, too, and cost that line's column.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from campaign_cli.model.plan.event_id import EventId
from campaign_cli.scheduling.grid.excluded_places import Needs, Wide, member_needs
from campaign_cli.scheduling.grid.order import waits_of
from campaign_cli.scheduling.grid.slots import slots_of
from campaign_cli.scheduling.programme.columns_and_rows import INFINITY, NOTHING, Programme, Spent
from campaign_cli.scheduling.programme.frame import Frame, demanding, frame
from campaign_cli.scheduling.programme.money_and_supplies import budget, supply_quantity
from campaign_cli.scheduling.programme.named_people import people
from campaign_cli.scheduling.programme.order import groups_apart, in_order
from campaign_cli.scheduling.programme.rules import (
    chosen_count,
    resource_quantity,
    venue_one_at_a_time,
    ward_one_at_a_time,
)
from campaign_cli.support.diagnostic import Cause

Slack = tuple[int, float]
"""A column that a row gives way by, and its value there."""


class Elastic(Programme):
    """A programme whose rows have slacks by plan line; what they are, the two forms say."""

    stepwise = True
    """Whether a line gives way step by step."""

    def row(
        self,
        cause: Cause | None,
        columns: Sequence[int],
        values: Iterable[float] | None = None,
        *,
        lower: float = -INFINITY,
        upper: float = INFINITY,
        spent: Spent = NOTHING,
    ) -> None:
        """Add a row with the slacks of its line, and of each that uses part of it."""
        values = [1.0] * len(columns) if values is None else list(values)
        slacks: list[Slack] = []
        if cause is not None:
            if demanding(cause):
                slacks.extend(self.left_out(cause, some=any(value > 0 for value in values)))
            else:
                most = (
                    value * self.upper[column]
                    for column, value in zip(columns, values, strict=True)
                    if value > 0
                )
                over = sum(most) - upper
                slacks.extend(self.given(cause, lower, upper, over * spent.unit, spent.unit))
            for line, amount in spent.parts.items():
                slacks.extend(self.spared(line, amount / spent.unit))
        # A column may stand in a row once only: an event may ask for one person twice.
        total: dict[int, float] = defaultdict(float)
        for column, value in (*zip(columns, values, strict=True), *slacks):
            total[column] += value
        super().row(
            cause,
            list(total),
            list(total.values()),
            lower=lower,
            upper=upper + spent.rest / spent.unit,
        )
        if cause is not None and cause.rule == "one-at-a-time" and upper > 0:
            for column in {one for one in columns if total[one] > upper}:
                self.row(cause, [column], upper=0)

    def left_out(self, cause: Cause, *, some: bool) -> Iterator[Slack]:
        """Yield how an event may be left out; without `some` place it has none on any grid."""
        raise NotImplementedError

    def given(
        self, cause: Cause, lower: float, upper: float, over: float, unit: int
    ) -> Iterator[Slack]:
        """Yield how a row gives way: by `over` at the most, in money or pieces."""
        raise NotImplementedError

    def spared(self, line: Cause, amount: float) -> Iterator[Slack]:
        """Yield what a row gains where `line`, which uses `amount` of it, is taken out."""
        raise NotImplementedError

    def bind(self, columns: Sequence[int], needs: Needs) -> None:
        """Let one of `columns` be used only where one of `needs` gives way."""
        raise NotImplementedError

    def serving(self, member: str, column: int) -> None:
        """Note that `column` has a person serve."""


def filled(wide: Wide, programme: Elastic) -> Frame:
    """Return `programme` with the columns of all places and the rows of all rules."""
    events = wide.events
    # `fixed` may give way: it must not choose its ward for good.
    waits = waits_of(wide.plan, wide.grid, events)
    result = frame(wide.plan, wide.grid, events, wide.places, programme, waits=waits, unsure=True)
    _chosen_by_fixing(result, programme)
    chosen_count(result)
    ward_one_at_a_time(result)
    venue_one_at_a_time(result, everywhere=True)
    resource_quantity(result)
    groups_apart(result)
    supply_quantity(result)
    budget(result)
    for event in events:
        programme.pause()
        taken: dict[Needs, list[int]] = defaultdict(list)
        for column, place in result.placed(event):
            # Once each: what takes place within an event may need what the event needs.
            for needs in dict.fromkeys(wide.needs(event, place)):
                taken[needs].append(column)
        _bind(programme, taken)
    _, diaries = people(result, everyone=True)
    for member, column, mask, kind in diaries.serving:
        programme.serving(member, column)
        if kind is None:
            continue
        served: dict[Needs, list[int]] = defaultdict(list)
        for day, block in _blocks(wide, mask):
            for needs in member_needs(wide.plan, member, day, block, kind):
                served[needs] = [column]
        _bind(programme, served)
    return result


def _blocks(wide: Wide, mask: int) -> Iterator[tuple[date, tuple[str, ...]]]:
    """Yield the days of a mask, and its sessions on each."""
    grid = wide.grid
    for day, sessions in grid.by_day(mask):
        yield grid.days[day], tuple(grid.sessions[number] for number in slots_of(sessions))


def _bind(programme: Elastic, taken: Mapping[Needs, list[int]]) -> None:
    """Bind the columns of one event: those that need more of a line, with those that need less."""
    steps: dict[tuple[object, ...], dict[int, tuple[Needs, list[int]]]] = defaultdict(dict)
    for needs, columns in taken.items():
        key = tuple((need.line, need.key) for need in needs)
        if len(needs) > 1:
            programme.bind(columns, needs)
        else:
            steps[key][needs[0].level] = (needs, columns)
    for levels in steps.values():
        beyond: list[int] = []
        for level in sorted(levels, reverse=True):
            needs, columns = levels[level]
            beyond = [*beyond, *columns]
            if programme.stepwise or level == min(levels):
                programme.bind(beyond, needs)


def _chosen_by_fixing(result: Frame, programme: Elastic) -> None:
    """Let a ward that only a fixed date chooses be chosen by a row that can give way."""
    for activity in result.choosing():
        for member in activity.targets.members:
            keys = [
                key for key in activity.fixed if EventId.of_key(activity.id, key).member == member
            ]
            if keys and member not in activity.targets.always:
                column = result.choices[activity.id, member]
                programme.lower[column] = 0.0
                for key in keys:
                    cause = Cause("fixed", ("activity", activity.id, "fixed", key))
                    programme.row(cause, [column], lower=1)


class Freed(Elastic):
    """A line is in or out as a whole: which lines conflict.

    Out, a line never takes anything away. An activity has no events, nor what is within them;
    events of several days skip what the whole plan closes, or use it; a ward, a venue or a person
    does several things at once, but nobody serves one pool twice; a pool is asked for nobody but
    those asked for by name; events of one activity may be on one day, in any order; nothing is
    chosen by number; what a line uses or costs is there for others.

    `lines` are the columns by which each line is out, `0` in all of them where it is in.
    """

    stepwise = False

    def __init__(self, hosts: Mapping[str, str]) -> None:
        """Begin one; `hosts`: by activity, the one whose events it takes place in."""
        super().__init__()
        self.hosts = hosts
        self._spent = NOTHING
        self.lines: dict[Cause, list[int]] = {}
        self.idle: dict[Cause, list[int]] = defaultdict(list)
        """The rows that say nothing once a line is out."""
        self.binds: list[tuple[int, Sequence[int], tuple[Cause, ...]]] = []
        """The rows by which lines take places away, those places, and the lines: all must be in."""

    def _column(self, line: Cause, upper: float, *, again: bool = False) -> int:
        known = self.lines.setdefault(line, [])
        if not known or again:
            known.append(self.column(upper=upper))
        return known[0] if not again else known[-1]

    def left_out(self, cause: Cause, *, some: bool) -> Iterator[Slack]:
        """Yield a column of the event, no more than its activity's."""
        lines = [cause]
        if not some:
            lines.append(Cause("window", (*cause.path, "lasts")))
        for line in lines:
            out = self._column(line, 1.0)
            one = self.column(upper=1.0)
            self.idle[line].append(len(self.causes))
            super(Elastic, self).row(None, [one, out], [1.0, -1.0], upper=0.0)
            yield one, 1.0

    def given(
        self, cause: Cause, lower: float, upper: float, over: float, unit: int
    ) -> Iterator[Slack]:
        """Yield the line's column, and one the other way for an exact number."""
        del over, unit
        self.idle[cause].append(len(self.causes))
        if lower == upper:
            yield self._column(cause, INFINITY), 1.0
            if cause.rule == "chosen-count":
                yield self._column(cause, INFINITY, again=True), -1.0
        else:
            yield self._column(cause, INFINITY), 1.0 if upper == INFINITY else -1.0

    def row(
        self,
        cause: Cause | None,
        columns: Sequence[int],
        values: Iterable[float] | None = None,
        *,
        lower: float = -INFINITY,
        upper: float = INFINITY,
        spent: Spent = NOTHING,
    ) -> None:
        """Add a row as any elastic programme does."""
        self._spent = spent
        super().row(cause, columns, values, lower=lower, upper=upper, spent=spent)

    def spared(self, line: Cause, amount: float) -> Iterator[Slack]:
        """Yield a column with all that the line uses: it is out, or its activity is."""
        outs = [self._column(line, 1.0)]
        if line.path[0] == "activity":
            held = Cause("chosen-count", ("activity", self.hosts[line.path[1]]))
            outs.append(self._column(held, 1.0))
        gained = self.column(upper=1.0)
        super(Elastic, self).row(None, [gained, *outs], [1.0, *([-1.0] * len(outs))], upper=0.0)
        used = self._spent.choices.get(line)
        if used is not None:
            # No more than what is chosen uses.
            values = [-one / self._spent.unit for one in used.values()]
            super(Elastic, self).row(None, [gained, *used], [amount, *values], upper=0.0)
        yield gained, -amount

    def bind(self, columns: Sequence[int], needs: Needs) -> None:
        """Bind the columns by the lines; those that need less of a line are bound alike."""
        outs = sorted({self._column(need.line, 1.0) for need in needs})
        self.binds.append((len(self.causes), columns, tuple(need.line for need in needs)))
        for need in needs:
            self.idle[need.line].append(len(self.causes))
        super(Elastic, self).row(
            None, [*columns, *outs], [*([1.0] * len(columns)), *([-1.0] * len(outs))], upper=0.0
        )


def freed(wide: Wide, pause: Callable[[], None]) -> tuple[Frame, Freed]:
    """Return the programme in which each line is in or out; `pause` may end its building."""
    plan = wide.plan
    programme = Freed({id_: plan.host_activity(one).id for id_, one in plan.activities.items()})
    programme.pause = pause
    result = filled(wide, programme)
    in_order(result)
    return result, programme
