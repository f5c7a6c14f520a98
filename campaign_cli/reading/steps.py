"""The steps of reading: load, check each table, check what they say together, build."""

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from campaign_cli.model.plan import Plan
from campaign_cli.reading.draft.loading import Loaded, load, with_texts
from campaign_cli.reading.files.place import Place, Problem
from campaign_cli.reading.files.sources import Sources
from campaign_cli.support.diagnostic import Cause, Diagnostic, Severity
from campaign_cli.support.language import Message, message


def plan_and_problems(file: Path) -> tuple[Plan | None, tuple[Diagnostic, ...], Sources]:
    """Return the plan if it is understood, its problems in order, and its files."""
    with _everything_stays():
        loaded = load(file)
        if not any(source.data for source in loaded.sources.values()) and loaded.problems:
            sources = Sources(loaded.sources, {})
            return None, _diagnostics(loaded.problems, sources), sources
        return _from_tables(loaded)


def plan_of_texts(
    sources: Sources, texts: Mapping[str, str]
) -> tuple[Plan | None, tuple[Diagnostic, ...], Sources]:
    """Return the plan once files, by name, have other texts; the files themselves stay."""
    with _everything_stays():
        return _from_tables(with_texts(sources.files, texts))


@contextmanager
def _everything_stays() -> Iterator[None]:
    """Look for no garbage meanwhile: all that is read stays, and it takes a quarter of the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _from_tables(loaded: Loaded) -> tuple[Plan | None, tuple[Diagnostic, ...], Sources]:
    # pydantic and the format's types cost most of the time that reading takes.
    from campaign_cli.reading.building import built
    from campaign_cli.reading.draft.assembly import assembled
    from campaign_cli.reading.remarks import remarks_of_draft, remarks_of_plan, without_effect
    from campaign_cli.reading.rules import of_draft, of_plan

    draft = assembled(loaded)
    problems = [*loaded.problems, *draft.problems]
    problems.extend(of_draft(draft))
    problems.extend(remarks_of_draft(draft))
    sources = Sources(loaded.sources, draft.places)
    plan = None
    if not any(one.severity is Severity.ERROR for one in problems):
        plan = built(draft)
        problems.extend(of_plan(plan))
        problems.extend(remarks_of_plan(plan))
        if not any(one.severity is Severity.ERROR for one in problems):
            # What mends a plan that cannot hold may well use what nothing uses yet.
            problems.extend(without_effect(draft, plan))
    return plan, _diagnostics(problems, sources), sources


def _diagnostics(problems: list[Problem], sources: Sources) -> tuple[Diagnostic, ...]:
    """Return the problems with their lines looked up, in the order of the files."""
    if not problems:
        return ()
    order = {name: position for position, name in enumerate(sources.files)}
    found = [_diagnostic(one, sources) for one in problems]
    return tuple(
        sorted(
            found,
            key=lambda one: (
                order.get(one.span.file, -1) if one.span else -1,
                (one.span.line, one.span.column) if one.span else (0, 0),
                one.code,
                one.path,
            ),
        )
    )


def _diagnostic(problem: Problem, sources: Sources) -> Diagnostic:
    if isinstance(problem.at, Place):
        place: Place | None = problem.at
        path = sources.path_of(problem.at)
    else:
        path = problem.at
        place = sources.place(path)
    return Diagnostic(
        code=problem.code,
        message=problem.message,
        path=path,
        label=problem.label,
        help=problem.help,
        notes=tuple(_note(one, sources, problem.code) for one in problem.notes),
        severity=problem.severity,
        span=sources.span(place) if place else None,
        causes=_causes(problem, sources),
    )


def _causes(problem: Problem, sources: Sources) -> tuple[Cause, ...]:
    """Return the plan lines behind a problem, each once."""
    return tuple(dict.fromkeys(sources.located(Cause(rule, ids)) for rule, ids in problem.causes))


def _note(note: Message | Place, sources: Sources, code: str) -> Message:
    if isinstance(note, Message):
        return note
    span = sources.span(note)
    assert span is not None
    if code == "P220":
        return message("its circle goes on in {file}, line {line}", file=span.file, line=span.line)
    return message("the first stands in {file}, line {line}", file=span.file, line=span.line)
