"""The whole way of one plan in a process of its own, and what each step took: JSON on stdout.

    python -m benchmarks.whole_way FILE [SECONDS]

Seconds are the processor's, those of the processes that solve parts included; `clock` are the
clock's. Memory is this process's most, and the most of one that solves for each of them.
"""

import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from campaign_cli.app.scheduling import Made
from campaign_cli.exporting import Material, export
from campaign_cli.journal import Draft, Journal
from campaign_cli.listing import checklists
from campaign_cli.model.audit import audit
from campaign_cli.model.plan.digest import scheduling_digest
from campaign_cli.model.schedule.as_json import schedule_document
from campaign_cli.reading import read
from campaign_cli.scheduling import Limits, schedule
from campaign_cli.scheduling.splitting import parallel

Found = TypeVar("Found")


def spent() -> float:
    """Return the processor's seconds of this process and of those that it has seen end."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


class Steps:
    """What each step took."""

    def __init__(self) -> None:
        self.worked: dict[str, float] = {}

    def take(self, name: str, work: Callable[[], Found]) -> Found:
        """Do a step and note the processor's seconds."""
        before = spent()
        found = work()
        self.worked[name] = spent() - before
        return found


def whole_way(file: Path, seconds: float) -> dict[str, Any]:
    """Return what a plan's schedule comes to, and what every step of making it took."""
    steps, began = Steps(), time.perf_counter()
    reading = steps.take("reading", lambda: read(file))
    plan = reading.plan
    assert plan is not None
    made = steps.take("scheduling", lambda: schedule(plan, Limits(seconds)))
    violations = steps.take("audit", lambda: audit(plan, made))
    with tempfile.TemporaryDirectory() as folder:
        steps.take("journal", lambda: kept(Made(reading=reading, schedule=made), Path(folder)))
        lists = steps.take("checklists", lambda: checklists(plan, made))
        material = Material(
            plan=plan,
            schedule=made,
            checklists=lists,
            made=datetime.now(UTC),
            wards=lists.ward_ids,
            everyone=True,
        )
        for form in ("md", "csv", "json"):
            steps.take(form, lambda form=form: export(material, (form,), Path(folder)))
    clock = time.perf_counter() - began
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    own, others = (
        resource.getrusage(who).ru_maxrss // unit
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return {
        "events": len(made.bookings),
        "status": str(made.status),
        "price": made.price,
        "bound": made.bound,
        "violations": len(violations),
        "clock": clock,
        "worked": steps.worked,
        "megabytes": own + others * parallel.processors(),
    }


def kept(made: Made, folder: Path) -> None:
    """Keep a revision in a journal of its own."""
    draft = Draft(
        made_at=datetime.now(UTC),
        version="0",
        plan=made.plan.digest,
        scheduling=scheduling_digest(made.plan),
        status=str(made.solved.status),
        price=made.solved.price,
        bound=made.solved.bound,
        document=schedule_document(made.plan, made.solved),
    )
    Journal(folder / "plan.journal").keep(draft)


def main() -> None:
    """Measure what the command line asks for; HiGHS greets on stdout, so that is set aside."""
    file, *rest = sys.argv[1:]
    out = os.dup(1)
    os.dup2(2, 1)
    result = whole_way(Path(file), float(rest[0]) if rest else 300.0)
    os.write(out, json.dumps(result).encode())


if __name__ == "__main__":
    main()
