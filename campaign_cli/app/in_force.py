"""The schedule that stands: what is in force, else the latest of what the plan asks for."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from campaign_cli.app.checking import check
from campaign_cli.app.scheduling import Made, Wish, hopeless, kept, made, stands
from campaign_cli.journal import Journal, Standing, issues, journal_of, not_kept, sources, standing
from campaign_cli.model.checklist import Issue
from campaign_cli.model.plan import Plan

if TYPE_CHECKING:
    from campaign_cli.reading import Reading


def current(file: Path, wish: Wish) -> Made:
    """Return the latest revision of what the plan asks for, or make one.

    Once a revision is published, nothing but `make` replaces it, whatever becomes of the plan.
    Words of the plan that do not matter to scheduling may have changed since: the bookings are
    the revision's, everything else is the plan's.

    Raises:
        AuditFailure: the schedule made breaks a rule.
        Interrupted: asked twice to stop.
        JournalError: the journal cannot be read, no revision kept, or what is in force is not
            understood any more.
    """
    from campaign_cli.model.plan.digest import scheduling_digest

    reading = check(file)
    stood = standing(journal_of(file))
    if stood is not None:
        then = of_revision(reading, file, stood)
        if then is None:
            # Another month in its place would be nobody's wish.
            raise not_kept(journal_of(file), stood.revision.number)
        return then
    never = hopeless(reading, wish)
    if never is not None:
        return never
    assert reading.plan is not None
    journal = Journal(journal_of(file))
    known = journal.latest(scheduling_digest(reading.plan))
    if known is not None:
        schedule = kept(reading.plan, *known)
        if schedule is not None:
            return Made(reading=reading, file=file, schedule=schedule, revision=known[0])
    return made(reading, file, wish)


def earlier(file: Path, number: int) -> Made | None:
    """Return a revision by its number, to be put in force; None where there is none.

    Raises:
        JournalError: the journal cannot be read, or its plan can no longer be known.
    """
    journal = Journal(journal_of(file))
    found = [one for one in journal.documents() if one[0].number == number]
    if not found:
        return None
    (revision, document), issue = found[0], issues(journal.file).get(number)
    then = of_revision(check(file), file, Standing(revision, document, issue))
    if then is None:
        raise not_kept(journal.file, number)
    return then


def of_revision(
    reading: "Reading", file: Path, stood: Standing, plan: str | None = None
) -> Made | None:
    """Return a revision with its plan; None where its plan is not known any more.

    A plan that asks for the same month gives its words; of one that has moved on, the files that
    were kept with the revision do. `plan`: the digest of the files whose words are asked for.
    """
    from campaign_cli.model.plan.digest import scheduling_digest

    revision = stood.revision
    same = stands(reading) and revision.scheduling == scheduling_digest(_understood(reading))
    then: Reading | None = reading
    if plan is not None and (reading.plan is None or reading.plan.digest != plan):
        then = _as_it_was(file, plan) or (reading if same else None)
    elif not same:
        then = _as_it_was(file, revision.plan)
    if then is None or then.plan is None:
        return None
    schedule = kept(then.plan, revision, dict(stood.document))
    if schedule is None:
        return None
    return Made(
        reading=replace(then, plan=_issued(then.plan, stood.issue)),
        file=file,
        schedule=schedule,
        revision=revision,
        issue=stood.issue,
        moved_on=not same,
    )


def _understood(reading: "Reading") -> Plan:
    assert reading.plan is not None
    return reading.plan


def _as_it_was(file: Path, plan: str) -> "Reading | None":
    """Return a plan by its digest from the files that were kept of it, if they were."""
    from campaign_cli.reading import read

    kept = sources(journal_of(file), plan)
    with TemporaryDirectory() as folder:
        for path, content in kept.items():
            there = Path(folder, path)
            there.parent.mkdir(parents=True, exist_ok=True)
            there.write_bytes(content)
        if file.name in kept:
            return read(Path(folder, file.name))
        # The plan has been renamed since: it is the file whose reading takes in all of them.
        for path in sorted(kept):
            then = read(Path(folder, path))
            if then.plan is not None and then.plan.digest == plan:
                return then
    return None


def _issued(plan: Plan, issue: Issue | None) -> Plan:
    """Return the plan with the number and date under which it was put in force."""
    if issue is None:
        return plan
    number = issue.number or plan.document.number
    return replace(plan, document=replace(plan.document, number=number, date=issue.date))
