"""The use cases by what they return: the most robust way to hold them to their word."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from helpers.command_line import PLAN, Typed, changed

from campaign_cli import app, scheduling
from campaign_cli.journal import Journal, JournalError
from campaign_cli.model.schedule import Schedule, Status
from campaign_cli.support.diagnostic import Diagnostic
from campaign_cli.support.language import message

WISH = app.Wish(datetime(2022, 11, 1, 8, tzinfo=UTC))


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A small plan's file."""
    file = tmp_path / "plan.toml"
    file.write_text(PLAN, encoding="utf-8")
    return file


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[Schedule], Schedule]], None]:
    """Change what the solver finds."""
    solve = scheduling.schedule

    def changed_by(change: Callable[[Schedule], Schedule]) -> None:
        def found(*arguments: Any, **options: Any) -> Schedule:
            return change(solve(*arguments, **options))

        monkeypatch.setattr(scheduling, "schedule", found)

    return changed_by


def test_a_schedule_is_kept(plan: Path) -> None:
    """As revision 1, with when it was made and both digests."""
    made = app.make(plan, WISH)
    assert made.fresh
    assert made.revision is not None
    assert (made.solved.revision, made.revision.number) == (1, 1)
    assert made.revision.made_at == WISH.now
    assert made.revision.plan == made.plan.digest
    assert made.revision.scheduling != made.plan.digest
    assert app.log(plan).revisions == (made.revision,)


def test_the_same_month_again_is_not_news(plan: Path) -> None:
    """Neither made again, nor found."""
    first = app.make(plan, WISH)
    again = app.make(plan, WISH)
    found = app.current(plan, WISH)
    assert not again.fresh
    assert not found.fresh
    assert first.solved.bookings == again.solved.bookings == found.solved.bookings
    assert len(app.log(plan).revisions) == 1


def test_a_worse_month_does_not_replace_a_better_one(plan: Path, answer: Any) -> None:
    """Cut off by the clock today, proved yesterday: yesterday's stands."""
    app.make(plan, WISH)
    answer(lambda found: replace(found, status=Status.FEASIBLE))
    made = app.make(plan, WISH)
    assert made.solved.status is Status.OPTIMAL
    assert made.solved.revision == 1


def test_words_may_change_under_a_revision(plan: Path) -> None:
    """The bookings are the revision's, everything else the plan's."""
    app.make(plan, WISH)
    changed(plan.parent, "Talk on safe homes", "Talk on quiet homes")
    made = app.current(plan, WISH)
    assert not made.fresh
    assert made.solved.plan == made.plan.digest
    assert made.plan.activities["talk"].title == "Talk on quiet homes"


def test_a_revision_that_breaks_a_rule_of_today_is_made_anew(
    plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An older version may have kept what this one knows to be wrong."""
    made = app.make(plan, WISH)
    journal = Journal(plan.with_suffix(".journal"))
    latest = journal.latest

    def spoilt(scheduling_digest: str) -> Any:
        found = latest(scheduling_digest)
        assert found is not None
        revision, document = found
        first, second = document["events"]
        return revision, {**document, "events": [first, {**second, "date": first["date"]}]}

    monkeypatch.setattr(Journal, "latest", lambda _, digest: spoilt(digest))
    assert app.current(plan, WISH).solved.bookings == made.solved.bookings


def test_a_broken_schedule_is_never_shown(plan: Path, answer: Any, campaign: Typed) -> None:
    """The audit stops it: a bug report, exit code 70, nothing on stdout, nothing kept."""

    def spoilt(found: Schedule) -> Schedule:
        first, second = found.bookings
        moved = replace(second, dates=first.dates, session=first.session)
        return replace(found, bookings=(first, moved))

    answer(spoilt)
    with pytest.raises(app.AuditFailure) as failure:
        app.make(plan, WISH)
    assert failure.value.violations
    assert app.log(plan).revisions == ()
    outcome = campaign("run")
    assert (outcome.code, outcome.out) == (70, "")
    assert "this is a bug of campaign-cli, not of your plan" in outcome.err
    assert "Traceback" not in outcome.err


def test_a_schedule_that_could_not_be_kept_is_still_shown(
    plan: Path, campaign: Typed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk filled up meanwhile: the work is not lost, and exit code 5 says so."""

    def full(*_: object, **__: object) -> None:
        raise JournalError(Diagnostic("J105", message("there is no such file or folder")))

    monkeypatch.setattr(Journal, "keep", full)
    made = app.make(plan, WISH)
    assert made.unkept is not None
    assert made.solved.revision == 0
    outcome = campaign("schedule")
    assert outcome.code == 5
    assert "Talk on safe homes" in outcome.out
    assert "could not be kept" in outcome.err


def test_stopped_before_anything_was_found(
    plan: Path, monkeypatch: pytest.MonkeyPatch, campaign: Typed
) -> None:
    """Everything is as it was: exit code 130."""
    import _thread

    def interrupted(_: object, __: object, ___: object, stop: Event, **____: object) -> Schedule:
        _thread.interrupt_main()
        stop.wait(10)
        return Schedule(plan="", status=Status.OUT_OF_TIME)

    monkeypatch.setattr(scheduling, "schedule", interrupted)
    made = app.make(plan, WISH)
    assert made.interrupted
    assert made.schedule is not None
    assert not made.schedule.solved
    outcome = campaign("schedule")
    assert (outcome.code, outcome.out) == (130, "")
    assert "everything is as it was" in outcome.err


def test_a_failing_solver_is_a_bug(monkeypatch: pytest.MonkeyPatch, campaign: Typed) -> None:
    """What goes wrong in the solver's thread comes out in this one."""

    def failing(*_: object, **__: object) -> Schedule:
        raise ZeroDivisionError

    monkeypatch.setattr(scheduling, "schedule", failing)
    outcome = campaign("schedule")
    assert (outcome.code, outcome.out) == (70, "")
    assert "ZeroDivisionError" in outcome.err


def test_a_plan_with_problems_is_not_scheduled(plan: Path) -> None:
    """Its problems are values."""
    changed(plan.parent, 'kind = "talk"', 'kind = "tlak"')
    for made in (app.make(plan, WISH), app.current(plan, WISH)):
        assert made.schedule is None
        assert not app.stands(made.reading)


def test_a_plan_that_cannot_hold_quotes_its_lines(plan: Path) -> None:
    """Each line of a conflict is looked up in the files."""
    changed(plan.parent, 'id = "legal",', 'id = "legal", days = ["sun"],')
    made = app.make(plan, WISH)
    assert made.schedule is not None
    assert made.schedule.status is Status.INFEASIBLE
    assert made.schedule.conflicts
    spans = [one.span for members in made.schedule.conflicts for one in members]
    assert any(span is not None and span.file == "plan.toml" for span in spans)
    assert not plan.with_suffix(".journal").exists()
