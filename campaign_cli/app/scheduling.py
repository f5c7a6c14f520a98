"""From the plan to a schedule that is kept: solved in a thread, audited, numbered."""

import threading
import time
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from campaign_cli import __version__
from campaign_cli.app.checking import check
from campaign_cli.app.infeasible import mended
from campaign_cli.app.long_work import Interrupted, Wish, waited
from campaign_cli.journal import Draft, Journal, JournalError, Revision, journal_of
from campaign_cli.model.checklist import Issue
from campaign_cli.model.plan import Plan
from campaign_cli.model.schedule import Schedule, Status
from campaign_cli.support.diagnostic import Diagnostic, Severity
from campaign_cli.support.language import Language

if TYPE_CHECKING:
    from campaign_cli.model.audit import Violation
    from campaign_cli.reading import Reading


__all__ = [
    "AuditFailure",
    "Interrupted",
    "Made",
    "Wish",
    "document",
    "hopeless",
    "kept",
    "made",
    "make",
    "stands",
]


class AuditFailure(Exception):  # noqa: N818 - what it is: the audit did not pass
    """A schedule breaks a rule of its plan: a bug of this program, so nobody gets to see it."""

    def __init__(self, violations: "tuple[Violation, ...]") -> None:
        super().__init__(violations)
        self.violations = violations


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A plan, and its schedule where it has one.

    No `schedule`: the plan is not understood. One that is infeasible says why, and what would
    mend that; `whole`: there was time to look for all of it. `fresh`: made just now, not found in
    the journal. `unkept`: why it could not be kept, though it is good.
    """

    reading: "Reading"
    file: Path | None = None
    """The plan's file, where there is a schedule: the journal lies beside it."""
    schedule: Schedule | None = None
    revision: Revision | None = None
    fresh: bool = False
    outdated: int | None = None
    """The last revision, where it was of a plan that has changed since."""
    issue: Issue | None = None
    """How the revision was put in force; None of a draft."""
    moved_on: bool = False
    """Whether the plan has changed since the revision that stands; `reading` is as it was then."""
    unkept: Diagnostic | None = None
    interrupted: bool = False
    whole: bool = True

    @property
    def plan(self) -> Plan:
        """The plan, where there is a schedule of it."""
        assert self.reading.plan is not None
        return self.reading.plan

    @property
    def solved(self) -> Schedule:
        """The schedule, where there is one."""
        assert self.schedule is not None
        assert self.schedule.solved
        return self.schedule


def stands(reading: "Reading") -> bool:
    """Return whether the plan can be scheduled as far as reading sees."""
    return reading.plan is not None and not any(
        one.severity is Severity.ERROR for one in reading.diagnostics
    )


def make(file: Path, wish: Wish) -> Made:
    """Return a schedule of the plan as it stands, kept as a revision.

    Raises:
        AuditFailure: the schedule breaks a rule.
        Interrupted: asked twice to stop.
        JournalError: no revision could be kept here.
    """
    reading = check(file)
    return hopeless(reading, wish) or made(reading, file, wish)


def document(made: Made, language: Language | None = None) -> dict[str, Any]:
    """Return the schedule as JSON, or what cannot hold together and what would mend it.

    `language` is that of the sentences in it; without it, English.
    """
    from campaign_cli.model.schedule.as_json import schedule_document

    assert made.schedule is not None
    content = schedule_document(made.plan, made.schedule, language)
    if made.schedule.status is Status.INFEASIBLE:
        content["complete"] = made.whole
    return content


def hopeless(reading: "Reading", wish: Wish) -> Made | None:
    """Return why there can be no schedule, where reading has seen that; else None."""
    if stands(reading):
        return None
    if reading.plan is None:
        return Made(reading=reading)
    wish.hopeless(reading)
    schedule, whole, stopped = mended(reading, wish)
    return Made(reading=reading, schedule=schedule, whole=whole, interrupted=stopped)


def made(reading: "Reading", file: Path, wish: Wish) -> Made:
    """Return a schedule made now of a plan that stands, kept as a revision."""
    assert reading.plan is not None
    journal = Journal(journal_of(file))
    journal.prove_writable()
    before = journal.revisions()
    schedule, stopped = _solved(reading.plan, wish)
    _audited(reading.plan, schedule)
    whole = not stopped
    if schedule.status is Status.INFEASIBLE and not stopped:
        schedule, whole, stopped = mended(reading, wish, schedule.seconds)
    made = Made(
        reading=reading,
        file=file,
        schedule=schedule,
        fresh=True,
        outdated=before[-1].number if before else None,
        interrupted=stopped and not schedule.solved,
        whole=whole,
    )
    return _with_revision(made, journal, wish.now) if schedule.solved else made


def _with_revision(made: Made, journal: Journal, now: datetime) -> Made:
    """Return `made` once it is kept; where that fails, with the reason: the work is not lost."""
    from campaign_cli.model.plan.digest import scheduling_digest

    schedule = made.solved
    draft = Draft(
        made_at=now,
        version=__version__,
        plan=made.plan.digest,
        scheduling=scheduling_digest(made.plan),
        status=str(schedule.status),
        price=schedule.price,
        bound=schedule.bound,
        document=document(made),
        sources={name: source.content for name, source in made.reading.sources.files.items()},
    )
    try:
        revision, content = journal.keep(draft)
        stays = kept(made.plan, revision, content)
        if stays is None:
            revision, content = journal.keep(draft, always=True)
            stays = replace(schedule, revision=revision.number)
    except JournalError as error:
        return replace(made, unkept=error.diagnostic)
    stays = replace(stays, seconds=schedule.seconds)
    fresh = made.outdated is None or revision.number > made.outdated
    return replace(made, schedule=stays, revision=revision, fresh=fresh)


def kept(plan: Plan, revision: Revision, content: dict[str, Any]) -> Schedule | None:
    """Return the bookings of a revision for `plan`; None where they are none of it."""
    from campaign_cli.model.audit import audit
    from campaign_cli.model.schedule.as_json import DocumentError, schedule_from

    try:
        schedule = schedule_from(plan, content)
    except DocumentError:
        return None
    schedule = replace(schedule, revision=revision.number, plan=plan.digest)
    return None if audit(plan, schedule) else schedule


def _audited(plan: Plan, schedule: Schedule) -> None:
    if schedule.solved:
        from campaign_cli.model.audit import audit

        violations = audit(plan, schedule)
        if violations:
            raise AuditFailure(violations)


def _solved(plan: Plan, wish: Wish) -> tuple[Schedule, bool]:
    """Return the best schedule, and whether the person asked to stop."""
    from campaign_cli.scheduling import schedule

    began = time.monotonic()

    def work(stop: threading.Event) -> Schedule:
        return schedule(plan, wish.limits, wish.watch, stop, why=False, cluster=wish.cluster)

    found, stopped = waited(work, wish)
    return replace(found, seconds=time.monotonic() - began), stopped
