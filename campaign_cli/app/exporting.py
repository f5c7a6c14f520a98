"""What the wards are given, and what the journal remembers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from campaign_cli import __version__
from campaign_cli.app.scheduling import Made
from campaign_cli.journal import Entry, Journal, JournalError, Revision, Standing, journal_of
from campaign_cli.model.checklist import Issue
from campaign_cli.model.plan import Plan

if TYPE_CHECKING:
    from campaign_cli.exporting import Exported, File, Format, Past
    from campaign_cli.journal import Version
    from campaign_cli.pages import Checklists
import errno
import os
from typing import Literal

from campaign_cli.support.files import content_of, put


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """Whose files are asked for, by id, and how they are made; nobody's: everyone's."""

    wards: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    days: tuple[date, ...] = ()
    every: frozenset[str] = frozenset()
    """`ward`, `owner`, `person`: of whom all are asked for, those who are no more too."""
    personal: bool = True
    """With phones, contacts and names."""
    sms: bool = False
    todos: bool = False
    template: Path | None = None


@dataclass(frozen=True, slots=True)
class History:
    """Everything the journal holds."""

    file: Path
    revisions: tuple[Revision, ...]
    entries: tuple[Entry, ...]

    def in_force(self, number: int) -> bool:
        """Return whether a revision was published and is the one that stands."""
        stood = [one for one in self.entries if one.revision is not None]
        issued = any(one.issue and one.revision == number for one in stood)
        return issued and stood[-1].revision == number


def checklists(made: Made) -> "Checklists":
    """Return everyone's tasks; drafts, until the revision is in force."""
    from campaign_cli.listing import checklists as listed

    return listed(made.plan, made.solved, made.issue)


def formats() -> "dict[str, Format]":
    """Return every format that `export` knows, by name."""
    from campaign_cli.exporting import FORMATS

    return dict(FORMATS)


def export(
    made: Made,
    names: Sequence[str],
    folder: Path,
    asked: Export | None = None,
    *,
    force: bool = False,
    watch: "Callable[[File], None]" = lambda _: None,
) -> "Exported":
    """Write the files of `names` to `folder`: everyone's, or what is `asked` for alone.

    Raises:
        JournalError: what was kept before is needed and cannot be read.
        OSError: a file cannot be written.
    """
    from campaign_cli.exporting import Material, Options
    from campaign_cli.exporting import export as written

    asked = asked or Export()
    kept = made.solved
    lists = _listed(made, asked)
    stood = _handed_out(made, datetime.now(UTC))
    made = shown(made, asked)
    everyone = not (asked.wards or asked.owners or asked.people or asked.days or asked.every)
    material = Material(
        plan=made.plan,
        schedule=made.solved,
        kept=kept,
        checklists=lists,
        made=_since(made, stood),
        wards=lists.ward_ids if everyone else asked.wards,
        owners=asked.owners,
        people=asked.people,
        days=asked.days,
        everyone=everyone,
        every=frozenset(("ward",)) if everyone else asked.every,
        options=Options(
            sms=asked.sms, todos=asked.todos, template=asked.template, personal=asked.personal
        ),
        past=lambda: _past(made, asked, stood),
        reworded=tuple(one.since for one in stood if one.reworded),
    )
    return written(material, tuple(names), folder, plan=made.file, force=force, watch=watch)


def _listed(made: Made, asked: Export) -> "Checklists":
    """Return everyone's tasks as files show them.

    Who does them hangs on where a private event takes place, though no file says that.
    """
    if asked.personal:
        return checklists(made)
    from campaign_cli.model.schedule.privacy import without_people

    plan = without_people(made.plan)
    lists = checklists(replace(made, reading=replace(made.reading, plan=plan)))
    return replace(lists, events=tuple(event.shared() for event in lists.events))


def shown(made: Made, asked: Export) -> Made:
    """Return the plan and its schedule as files show them: with personal data, or without."""
    if asked.personal:
        return made
    from campaign_cli.model.schedule.privacy import without_people, without_places

    plan = without_people(made.plan)
    schedule = without_places(plan, made.solved)
    return replace(made, reading=replace(made.reading, plan=plan), schedule=schedule)


def _midnight(plan: Plan) -> datetime:
    """Return a moment that repeats, for a schedule that could not be kept."""
    return datetime.combine(plan.campaign.prepare_from, time(), UTC)


def _since(made: Made, stood: "Sequence[Version]") -> datetime:
    """Return when the schedule came to stand last; of one that is not kept, what repeats."""
    if made.revision is None:
        return _midnight(made.plan)
    number = made.revision.number
    since = [one.since for one in stood if one.revision == number and not one.reworded]
    return since[-1] if since else made.revision.made_at


def _past(made: Made, asked: Export, stood: "Sequence[Version]") -> "tuple[Past, ...]":
    from campaign_cli.app.in_force import of_revision
    from campaign_cli.exporting import Past

    file = made.file
    if file is None or made.revision is None:
        return ()

    def lists(revision: Revision, document: Mapping[str, Any], plan: str) -> "Checklists | None":
        then = of_revision(made.reading, file, Standing(revision, document, None), plan)
        return None if then is None else _listed(then, asked)

    versions = [one for one, _ in groupby((one.revision, one.plan) for one in stood)]
    # Until it stood last: what was published after a later revision was moved back.
    while versions and versions[-1] == (made.revision.number, made.plan.digest):
        versions.pop()
    documents = Journal(journal_of(file)).documents()
    kept = {revision.number: (revision, document) for revision, document in documents}
    return tuple(
        Past(number, kept[number][0].made_at, kept[number][1], partial(lists, *kept[number], plan))
        for number, plan in versions
        if number in kept
    )


def _handed_out(made: Made, now: datetime) -> "tuple[Version, ...]":
    """Return what stood until now, this version noted as handed out: what calendars number.

    Where nothing may be written, it is handed out all the same: as newer than what was noted.
    """
    from campaign_cli.journal import Version, hand_out, stands_so, versions

    if made.file is None or made.revision is None:
        return ()
    journal, number, plan = journal_of(made.file), made.revision.number, made.plan.digest
    sources = {name: source.content for name, source in made.reading.sources.files.items()}
    try:
        hand_out(journal, number, plan, sources, now, __version__)
    except JournalError:
        stood = versions(journal)
        if stands_so(stood, number, plan):
            return stood
        return (*stood, Version(number, plan, _since(made, stood), reworded=True))
    return versions(journal)


def publish(made: Made, issue: Issue, now: datetime) -> bool:
    """Put a revision in force; return False where it is so already, in just this way.

    Raises:
        JournalError: it could not be kept.
    """
    from campaign_cli.journal import publish as put_in_force

    assert made.file is not None
    assert made.revision is not None
    number = made.revision.number
    return put_in_force(journal_of(made.file), number, issue, now, __version__)


def log(file: Path) -> History:
    """Return what was kept about the plan in `file`.

    Raises:
        JournalError: the journal cannot be read.
    """
    journal = Journal(journal_of(file))
    return History(journal.file, journal.revisions(), journal.entries())


def picture(made: Made, what: Literal["month", "wards"], file: Path, *, force: bool) -> bool:
    """Draw the month, or its wards by day, into `file`; return whether that changed it.

    Raises:
        FileExistsError: another file is there, and stays unless `force`.
        OSError: it cannot be read or written.
    """
    from campaign_cli.exporting.as_svg import picture as drawn

    content = drawn(made.plan, checklists(made), what).encode()
    try:
        there = content_of(file)
    except FileNotFoundError:
        there = None
    if there == content:
        return False
    if there is not None and not force:
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(file))
    put(file, content)
    return True
