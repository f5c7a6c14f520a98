"""One measurement in a process of its own, so that its memory is its own: JSON on stdout.

    python -m benchmarks.measure schedule|plain|read WHAT [SECONDS]

WHAT is a plan file; a city: `126x12` for 126 wards with 12 activities, `126x12-two` with the
preferences for days alone, `126x12@2` drawn with another seed; or a long plan: `100a3m28d` for 100
activities in 3 months with windows of 28 days each, `400a12m` for windows as long as all.
"""

import hashlib
import json
import os
import re
import resource
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from campaign_cli.model.plan import Plan
from campaign_cli.support.diagnostic import Severity

ROOT = Path(__file__).parent.parent.parent
TWO = ("preferred-day", "ward-day")
"""The preferences that the plans of earlier figures were priced by."""


def plan_of(what: str) -> Plan:
    """Return the plan in a file, or a city's."""
    city = re.fullmatch(r"(\d+)x(\d+)(-two)?(?:@(\d+))?", what)
    if city:
        from benchmarks.plans import city as drawn

        plan = drawn(int(city[1]), int(city[2]), int(city[4] or 1))
        if city[3] is None:
            return plan
        weights = {name: weight if name in TWO else 0 for name, weight in plan.weights.items()}
        return replace(plan, weights=weights)
    long = re.fullmatch(r"(\d+)a(\d+)m(?:(\d+)d)?", what)
    if long:
        from benchmarks.cliffs import Shape, long_plan

        window = int(long[3]) if long[3] else None
        return long_plan(Shape(activities=int(long[1]), months=int(long[2]), window=window))
    from campaign_cli.reading import read

    plan = read(Path(what)).plan
    assert plan is not None
    return plan


def measured(how: str, what: str, seconds: float) -> dict[str, Any]:
    """Return what one way of treating a plan comes to, and how long it took.

    `seconds` are the clock's; `worked` are the processor's, which a busy machine does not stretch.
    `way`: after how many of those which price and bound stood.
    """
    if how == "read":
        from campaign_cli.reading import read

        worked = time.process_time()
        reading = read(Path(what))
        worked = time.process_time() - worked
        errors = [one for one in reading.diagnostics if one.severity is Severity.ERROR]
        return {"worked": worked, "errors": len(errors)}
    plan = plan_of(what)
    # What is measured is the search: either loads numpy, the solver and its own modules before.
    import highspy  # noqa: F401

    if how == "plain":
        from benchmarks.plain import solve_plain

        began, worked = time.perf_counter(), time.process_time()
        plain = solve_plain(plan, seconds)
        return {
            "seconds": time.perf_counter() - began,
            "worked": time.process_time() - worked,
            "building": plain.seconds_building,
            "solving": plain.seconds_solving,
            "status": plain.status,
            "price": plain.price,
            "bound": plain.bound,
            "size": plain.size,
        }
    from campaign_cli.scheduling import Limits, Progress, schedule
    from campaign_cli.scheduling.solving import large_plan  # noqa: F401
    from campaign_cli.scheduling.splitting import stages  # noqa: F401

    began, worked = time.perf_counter(), time.process_time()
    firsts: list[float] = []
    way: list[tuple[float, float, float]] = []

    def watch(progress: Progress) -> None:
        if progress.price is not None and not firsts:
            firsts.append(time.perf_counter() - began)
        if progress.price is not None and progress.bound is not None:
            way.append((time.process_time() - worked, progress.price, progress.bound))

    made = schedule(plan, Limits(seconds), watch)
    took, whole = time.perf_counter() - began, time.process_time() - worked
    from campaign_cli.model.audit import audit
    from campaign_cli.model.schedule.as_json import schedule_document

    document = json.dumps(schedule_document(plan, made), sort_keys=True)
    return {
        "seconds": took,
        "worked": whole,
        "way": way,
        "first": firsts[0] if firsts else None,
        "status": str(made.status),
        "price": made.price,
        "bound": made.bound,
        "digest": hashlib.sha256(document.encode()).hexdigest(),
        "violations": len(audit(plan, made)),
    }


def main() -> None:
    """Measure what the command line asks for; HiGHS greets on stdout, so that is set aside."""
    how, what, *rest = sys.argv[1:]
    out = os.dup(1)
    os.dup2(2, 1)
    result = measured(how, what, float(rest[0]) if rest else 60.0)
    unit = 1024 if sys.platform == "darwin" else 1
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // unit
    result["megabytes"] = most // 1024
    os.write(out, json.dumps(result).encode())


if __name__ == "__main__":
    main()
