"""The days of people who have columns of their own: one thing in a session, so many a day."""

from collections import defaultdict
from dataclasses import dataclass, field

from campaign_cli.model.plan import Resource
from campaign_cli.scheduling.grid.slots import Grid, slots_of
from campaign_cli.scheduling.programme.frame import Frame
from campaign_cli.support.diagnostic import Cause


@dataclass(slots=True)
class Diaries:
    """The days of people with columns of their own: what may take each slot and each day."""

    slots: dict[tuple[str, int], list[int]] = field(default_factory=lambda: defaultdict(list))
    days: dict[tuple[str, int], list[int]] = field(default_factory=lambda: defaultdict(list))
    pools: dict[int, str] = field(default_factory=dict)
    """For whom a column serves, where it is not asked for by name."""
    serving: list[tuple[str, int, int, str | None]] = field(default_factory=list)
    """Columns that say who serves: person, column, slots, and the kind where closings tell kinds
    apart; no kind where they do not bind at all."""

    def note(self, grid: Grid, member: str, column: int, mask: int) -> None:
        """Write down that `column` takes `mask` of a person's time."""
        for day, _ in grid.by_day(mask):
            self.days[member, day].append(column)
        for slot in slots_of(mask):
            self.slots[member, slot].append(column)


def diary_rows(frame: Frame, pools: list[Resource], diaries: Diaries, *, telling: bool) -> None:
    """Let people with columns of their own do one thing in a session, and not too many a day.

    `telling`: what a pool asks of its people at once is the pool's row, whoever asks by name.
    """
    most: dict[str, tuple[int, str]] = {}
    pool_of: dict[str, str] = {}
    for pool in pools:
        for member in pool.members:
            pool_of.setdefault(member, pool.id)
            if pool.max_per_day is not None:
                here = (pool.max_per_day, pool.id)
                most[member] = min(most.get(member, here), here)
    for (member, _), columns in sorted(diaries.slots.items()):
        askers = {diaries.pools.get(column, "") for column in columns}
        if telling:
            _pool_rows(frame, columns, diaries, sorted(askers - {""}))
        if len(columns) > 1 and not (telling and len(askers) == 1 and "" not in askers):
            cause = Cause("one-at-a-time", ("resource", pool_of[member], "members", member))
            frame.programme.row(cause, columns, upper=1)
    for (member, _), columns in sorted(diaries.days.items()):
        if member not in most:
            continue
        limit, pool_id = most[member]
        if limit < (len(columns) if telling else min(len(columns), frame.grid.width)):
            cause = Cause("member-per-day", ("resource", pool_id, "max_per_day"))
            frame.programme.row(cause, columns, upper=limit)


def _pool_rows(frame: Frame, columns: list[int], diaries: Diaries, askers: list[str]) -> None:
    """Let a person serve each pool once in a session."""
    for pool_id in askers:
        own = [column for column in columns if diaries.pools.get(column) == pool_id]
        if len(own) > 1:
            cause = Cause("resource-quantity", ("resource", pool_id, "members"))
            frame.programme.row(cause, own, upper=1)
