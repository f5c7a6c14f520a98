"""From a plan that cannot work to what of it conflicts, and to the lines that would mend it."""

import threading
import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from campaign_cli.app.long_work import Wish, waited
from campaign_cli.model.plan import Plan
from campaign_cli.model.repair import Change, Repair
from campaign_cli.model.schedule import Schedule, Status
from campaign_cli.scheduling import Limits, Progress
from campaign_cli.support.diagnostic import Cause, Severity

if TYPE_CHECKING:
    from campaign_cli.reading import Reading

_LEAST = 1.0
"""Seconds to look for why, whatever the search for a schedule has used up."""


def mended(reading: "Reading", wish: Wish, used: float = 0.0) -> tuple[Schedule, bool, bool]:
    """Return why the plan cannot work and, as wished, what would make it; whether that is all.

    Not all: the time was up (`used` seconds of it were gone before), or the person asked to stop.
    And whether the person did.

    Raises:
        Interrupted: asked twice to stop.
    """
    from campaign_cli.reading import edited, edits_for
    from campaign_cli.scheduling.infeasible.diagnosis import conflicts_of, diagnose
    from campaign_cli.scheduling.limits import Patience

    assert reading.plan is not None
    plan = reading.plan

    def changed(changes: Sequence[Change]) -> Plan | None:
        lines = edits_for(reading, changes)
        if lines is None:
            return None
        again = edited(reading, lines)
        return None if _misread(again) else again.plan

    seconds = max(_LEAST, wish.limits.seconds - used)
    limits = Limits(seconds, wish.limits.nodes)
    began = time.monotonic()

    def work(stop: threading.Event) -> Schedule:
        if wish.repairs:
            return diagnose(plan, changed, limits, wish.watch, stop)
        wish.watch(Progress("conflicts"))
        known = conflicts_of(plan, Patience.of(limits.seconds, limits.nodes, stop))
        return Schedule(plan=plan.digest, status=Status.INFEASIBLE, conflicts=known)

    found, stopped = waited(work, wish)
    all_ = not stopped and time.monotonic() - began < seconds
    conflicts = found.conflicts or tuple(
        one.causes for one in reading.diagnostics if one.cannot_hold
    )
    return (
        replace(
            found,
            conflicts=tuple(_located(reading, members) for members in conflicts),
            repairs=tuple(filter(None, (_written(reading, one) for one in found.repairs))),
            seconds=used + time.monotonic() - began,
        ),
        all_,
        stopped,
    )


def _located(reading: "Reading", members: Iterable[Cause]) -> tuple[Cause, ...]:
    """Return the lines of a conflict in the order of the files."""
    order = {name: place for place, name in enumerate(reading.sources.files)}

    def place(cause: Cause) -> tuple[object, ...]:
        span = cause.span
        if span is None:
            return (len(order), 0, 0, cause.rule, cause.path)
        return (order.get(span.file, -1), span.line, span.column, cause.rule, cause.path)

    located = dict.fromkeys(reading.sources.located(cause) for cause in members)
    return tuple(sorted(located, key=place))


def _misread(reading: "Reading") -> bool:
    """Return whether a plan has an error of another kind than that it cannot hold."""
    return any(
        one.severity is Severity.ERROR and not one.cannot_hold for one in reading.diagnostics
    )


def _written(reading: "Reading", repair: Repair) -> Repair | None:
    """Return a repair with its lines; None where the plan would then have another problem."""
    from campaign_cli.reading import edited, edits_for

    lines = edits_for(reading, repair.changes)
    if lines is None:
        return None
    again = edited(reading, lines)
    if again.plan is None or any(one.severity is Severity.ERROR for one in again.diagnostics):
        return None
    return replace(repair, edits=lines)
