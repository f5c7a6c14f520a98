"""What is wrong with what `campaign schedule` says of a planted plan, found out by a stranger.

The command is run on the file; its JSON is all that is known. Conflicts are proved irreducible by
the plain model, repairs by writing their lines into the file and running the commands again.
"""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path as File
from typing import Any

from benchmarks.lines import Line, reduced
from benchmarks.plain import solve_plain
from benchmarks.planting import Mend, Path, Planted
from benchmarks.readings import readings
from campaign_cli.model.plan import Plan
from campaign_cli.model.repair import PRICES
from campaign_cli.reading import read

CAMPAIGN = (sys.executable, "-m", "campaign_cli")
CANNOT_HOLD = 3
PROOF_SECONDS = 120


@dataclass(frozen=True)
class Run:
    """How a command ended, what it printed, and the processor's seconds it took."""

    code: int
    out: str
    err: str
    seconds: float


@dataclass
class Verdict:
    """What is wrong; and the figures: seconds of both runs, prices of the best and planted way."""

    complaints: list[str] = field(default_factory=list)
    diagnosing: float = 0.0
    solving: float = 0.0
    best: int | None = None
    planted: int = 0
    size: int = 0
    """Members of the largest conflict."""
    doubts: list[str] = field(default_factory=list)
    """What the plain model did not decide in its time."""


Typed = Callable[..., Run]
"""Runs `campaign` in the folder that comes first, with the words that come after."""


def campaign(folder: File, *arguments: str) -> Run:
    """Return how `campaign` ends in `folder`, in a process of its own: its seconds are known."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    ran = subprocess.run(
        (*CAMPAIGN, *arguments),
        cwd=folder,
        env={**os.environ, "CAMPAIGN_LANG": "en"},
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(ran.returncode, ran.stdout, ran.stderr, seconds)


def judged(
    planted: Planted,
    folder: File,
    *,
    repairs: int = 3,
    timed: bool = True,
    seconds: float = PROOF_SECONDS,
    typed: Typed = campaign,
) -> Verdict:
    """Return what is wrong with the diagnosis of a planted plan; `repairs` of them are tried.

    The plain model has `seconds` for each proof.
    """
    verdict = Verdict(planted=sum(map(price, planted.repair)))
    verdict.complaints = list(_complaints(planted, folder, repairs, verdict, seconds, typed))
    if timed:
        run = typed(_written(folder / "mended", str(planted.mended)), "schedule", "plan.toml")
        verdict.solving = run.seconds
        if run.code:
            verdict.complaints.append(f"the planted repair gives exit {run.code}")
    return verdict


def _complaints(
    planted: Planted,
    folder: File,
    repairs: int,
    verdict: Verdict,
    seconds: float,
    typed: Typed,
) -> Iterator[str]:
    text = str(planted.text)
    here = _written(folder / "planted", text)
    run = typed(here, "schedule", "plan.toml", "--format", "json")
    verdict.diagnosing = run.seconds
    said = _infeasible(run)
    if isinstance(said, str):
        yield said
        return
    conflicts = [
        tuple((member["rule"], path_of(member["path"])) for member in conflict["members"])
        for conflict in said["conflicts"]
    ]
    verdict.size = max(map(len, conflicts), default=0)
    yield from _misplaced(text.split("\n"), said["conflicts"])
    for line in planted.lines:
        if not any(_meet(line, path) for conflict in conflicts for _, path in conflict):
            yield f"{'.'.join(line)} is in no conflict: {_said(conflicts)}"
    plan = read(here / "plan.toml").plan
    assert plan is not None
    for conflict in conflicts:
        yield from not_irreducible(plan, conflict, seconds, verdict.doubts)
    yield from _poor(text, said["repairs"][:repairs], folder, verdict, typed)


def _poor(
    text: str,
    repairs: Sequence[Mapping[str, Any]],
    folder: File,
    verdict: Verdict,
    typed: Typed,
) -> Iterator[str]:
    """Yield what is wrong with repairs: dearer than the planted one, or none at all."""
    if not repairs:
        yield "no repair"
        return
    prices = [one["price"] for one in repairs]
    verdict.best = prices[0]
    if prices != sorted(prices):
        yield f"repairs are not in order of price: {prices}"
    if prices[0] > verdict.planted:
        yield (
            f"best repair costs {prices[0]} ({repairs[0]['text']}), "
            f"the planted one {verdict.planted}"
        )
    for number, repair in enumerate(repairs, start=1):
        for complaint in _not_mending(text, repair, folder / f"repair-{number}", typed):
            yield f"repair {number} ({repair['text']}): {complaint}"


def _infeasible(run: Run) -> dict[str, Any] | str:
    """Return what a run says of a plan that cannot hold, or what is wrong with it."""
    if run.code != CANNOT_HOLD:
        return f"exit {run.code}: {run.err.strip()[-300:]}"
    try:
        said = json.loads(run.out)
    except ValueError:
        said = None
    if not isinstance(said, dict) or said.get("status") != "infeasible":
        return f"no conflicts: {run.out[:200]!r}"
    return said


def path_of(dotted: str) -> Path:
    """Return a member's path; no id of a planted plan has a dot."""
    return tuple(dotted.split("."))


def _meet(one: Path, other: Path) -> bool:
    """Return whether one path is the other or lies inside it."""
    short = min(len(one), len(other))
    return one[:short] == other[:short]


def _said(conflicts: Sequence[Sequence[Line]]) -> str:
    return "; ".join(
        "{" + ", ".join(f"{rule} {'.'.join(path)}" for rule, path in conflict) + "}"
        for conflict in conflicts
    )


def _misplaced(lines: Sequence[str], conflicts: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Yield members that do not say the line they are on."""
    for conflict in conflicts:
        for member in conflict["members"]:
            number = member["line"]
            if not number or lines[number - 1] != member["text"]:
                yield f"{member['path']} is not on its line: {member['line']}, {member['text']!r}"


def not_irreducible(
    plan: Plan,
    conflict: Sequence[Line],
    seconds: float = PROOF_SECONDS,
    doubts: list[str] | None = None,
) -> Iterator[str]:
    """Yield why a conflict is none, or which of its members it can do without.

    One way to read its lines has to be irreducible. What is not decided in time is a complaint
    too, but where `doubts` collects it.
    """
    ways = list(readings(plan, conflict))
    found = _status(plan, ways[-1], seconds) if ways else "none"
    if found == "out-of-time" and doubts is not None:
        doubts.append(f"a conflict? {_said([conflict])}")
        return
    if found != "infeasible":
        yield f"no conflict: {_said([conflict])}"
        return
    complaints: list[str] = []
    for lines in ways:
        if _status(plan, lines, seconds) == "infeasible":
            spare, unclear = _spare(plan, lines, seconds)
            if doubts is not None and not spare:
                doubts += unclear
                return
            if not spare and not unclear:
                return
            complaints = complaints or [*spare, *unclear]
    yield from complaints


def _spare(plan: Plan, lines: Sequence[Line], seconds: float) -> tuple[list[str], list[str]]:
    """Return which lines are to spare, and of which that is not decided."""
    spare: list[str] = []
    unclear: list[str] = []
    for line in lines:
        found = _status(plan, lines, seconds, line)
        if found not in {"optimal", "feasible"}:
            (unclear if found == "out-of-time" else spare).append(
                f"not irreducible ({found} without {line[0]} {'.'.join(line[1])}): {_said([lines])}"
            )
    return spare, unclear


def _status(plan: Plan, lines: Sequence[Line], seconds: float, out: Line | None = None) -> str:
    some = reduced(plan, lines, out)
    return solve_plain(some.plan, seconds, some.free, plan).status


def _not_mending(text: str, repair: Mapping[str, Any], folder: File, typed: Typed) -> Iterator[str]:
    """Yield why the lines of a repair, written into the file, do not make the plan work."""
    edits = repair["edits"]
    if not edits:
        yield "no edits"
        return
    for edit in edits:
        old = text.split("\n")[edit["line"] - 1]
        if edit["old"] and edit["old"] != old:
            yield f"line {edit['line']} is {old!r}, not {edit['old']!r}"
            return
    one, other = _in_order(text, edits), _by_number(text, edits)
    if one != other:
        yield "the edits in their order and by their numbers differ"
    here = _written(folder, one)
    run = typed(here, "check", "plan.toml")
    if run.code:
        yield f"check gives exit {run.code}: {run.err.strip()[:300]} {edits}"
        return
    run = typed(here, "schedule", "plan.toml", "--format", "json")
    if run.code:
        yield f"schedule gives exit {run.code}: {run.err.strip()[-200:]} {edits}"


def _in_order(text: str, edits: Sequence[Mapping[str, Any]]) -> str:
    """Return the text with each edit made as it comes, lines counted anew each time."""
    for edit in edits:
        lines = text.split("\n")
        place = edit["line"] - 1
        new = edit["new"].split("\n") if edit["new"] else []
        lines[place : place + bool(edit["old"])] = new
        text = "\n".join(lines)
    return text


def _by_number(text: str, edits: Sequence[Mapping[str, Any]]) -> str:
    """Return the text with all edits made at once, by the numbers its lines have now."""
    lines: list[list[str]] = [[line] for line in text.split("\n")]
    before: dict[int, list[str]] = {}
    for edit in edits:
        place = edit["line"] - 1
        new = edit["new"].split("\n") if edit["new"] else []
        if edit["old"]:
            lines[place] = new
        else:
            before.setdefault(place, [])[:0] = new
    return "\n".join(
        line for place, own in enumerate(lines) for line in (*before.get(place, ()), *own)
    )


def price(mend: Mend) -> int:
    """Return what a planted change costs by the table of prices."""
    word = mend.path[-1]
    if mend.path[0] == "resource" and "closed" in mend.path:
        word = "closed"
    elif len(mend.path) > 2 and mend.path[2] == "fixed":
        word = "fixed"
    if mend.path[0] == "supply" and word == "quantity":
        word = "supply"
    one = PRICES[word]
    was, value = mend.was, mend.value
    match word:
        case "closed" | "fixed":
            steps = 1
        case "from" | "to" | "ready":
            steps = abs((value - was).days)
        case "capacity":
            steps = -(-(value - was) // 10)
        case "limit" | "amount" | "supply":
            steps = _twentieths(was, value)
        case _:
            steps = abs(value - was)
    return one * steps


def _twentieths(was: int, value: int) -> int:
    return -(-(value - was) * 20 // was)


def _written(folder: File, text: str) -> File:
    folder.mkdir(parents=True)
    (folder / "plan.toml").write_text(text, encoding="utf-8")
    return folder
