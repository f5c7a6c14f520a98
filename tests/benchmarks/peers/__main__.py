"""The engine beside other programs, on the same plans in one run: prints README's table.

    python -m benchmarks.peers [PLAN …] [--seconds 60]

PLAN is a city (`13x12`) or a file; each program has a process of its own for each plan, so that
its memory and its processor's seconds are its own. CP-SAT gets so many of the processor's seconds
for each worker; TaskJuggler, which does not search, as long as it takes.
"""

import argparse
import importlib.util
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path

from benchmarks.measure import ROOT, plan_of
from benchmarks.peers.answers import Answer, Judged, judged
from campaign_cli.model.plan import Plan

PLANS = ("13x12", "126x12", str(ROOT / "examples" / "bac-tu-liem-2022" / "plan.toml"))


def _engine(plan: Plan, seconds: float) -> Answer:
    began = time.process_time()
    from campaign_cli.scheduling import Limits, schedule

    made = schedule(plan, Limits(seconds))
    return Answer(str(made.status), made.bookings, made.bound, time.process_time() - began)


def _cp_sat(workers: int) -> Callable[[Plan, float], Answer]:
    def solved(plan: Plan, seconds: float) -> Answer:
        from benchmarks.peers.cp_sat import solve

        return solve(plan, workers, seconds)

    return solved


def _taskjuggler(plan: Plan, _: float) -> Answer:
    from benchmarks.peers.taskjuggler import solve

    with tempfile.TemporaryDirectory() as folder:
        return solve(plan, Path(folder))


PROGRAMS: Mapping[str, Callable[[Plan, float], Answer]] = {
    "campaign": _engine,
    "CP-SAT, 1 worker": _cp_sat(1),
    "CP-SAT, 2 workers": _cp_sat(2),
    "TaskJuggler": _taskjuggler,
}


def here(program: str) -> bool:
    """Return whether a program is installed."""
    if program.startswith("CP-SAT"):
        return importlib.util.find_spec("ortools") is not None
    from benchmarks.peers.taskjuggler import installed

    return program != "TaskJuggler" or installed()


def asked(program: str, what: str, seconds: float) -> tuple[Judged, int, float]:
    """Return what a program in a process of its own answers, its megabytes and the clock's time."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "tests")}
    command = (sys.executable, "-m", "benchmarks.peers", what, "--seconds", str(seconds))
    began = time.perf_counter()
    run = subprocess.run(
        (*command, "--program", program), env=environment, check=True, stdout=subprocess.PIPE
    )
    took = time.perf_counter() - began
    said = json.loads(run.stdout)
    megabytes = said.pop("megabytes")
    return Judged(**said), megabytes, took


def row(what: str, program: str, seconds: float) -> str:
    """Return a line of the table."""
    name = Path(what).parent.name if what.endswith(".toml") else what.replace("x", " × ")
    if not here(program):
        return f"| {name} | {program} | not installed | | | | | |"
    one, megabytes, _ = asked(program, what, seconds)
    broken = "–" if one.price is None else str(sum(one.broken.values()))
    price = "–" if one.price is None else str(one.price)
    bound = "–" if one.bound is None else f"{one.bound:.0f}"
    return (
        f"| {name} | {program} | {one.status} | {broken} | {price} | {bound} "
        f"| {one.seconds:.1f} s | {megabytes} MB |"
    )


def main() -> None:
    """Print the table; with `--program`, one answer as JSON."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.peers")
    parser.add_argument("plans", nargs="*", default=PLANS)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--program", choices=PROGRAMS)
    given = parser.parse_args()
    if given.program:
        # HiGHS greets on stdout.
        out = os.dup(1)
        os.dup2(2, 1)
        plan = plan_of(given.plans[0])
        answer = PROGRAMS[given.program](plan, given.seconds)
        most = max(
            resource.getrusage(who).ru_maxrss
            for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
        )
        said = {**asdict(judged(plan, answer)), "megabytes": most // 1024}
        os.write(out, json.dumps(said).encode())
        return
    say = sys.stdout.write
    say("| plan | program | answer | rules broken | price | bound | processor | memory |\n")
    say("|---|---|---|---|---|---|---|---|\n")
    for what in given.plans:
        for program in PROGRAMS:
            say(row(what, program, given.seconds) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
