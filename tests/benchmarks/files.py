"""What making files costs: whole commands, and Typst alone on what they give it."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from benchmarks.measure import ROOT


@dataclass(frozen=True, slots=True)
class Cost:
    """The processor's seconds, the memory of a process with those that it starts, the clock's
    seconds.
    """

    seconds: float
    megabytes: float
    clock: float = 0.0


def cost(command: Sequence[str | Path], folder: Path) -> Cost:
    """Run a command, and return what it cost: the memory of the largest of its processes."""
    began = time.monotonic()
    process = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, command
    clock = time.monotonic() - began
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, clock)


def campaign(folder: Path, *words: str | Path) -> Cost:
    """Return what `campaign …` costs in the folder of a plan."""
    return cost((sys.executable, "-m", "campaign_cli", *words), folder)


def typst_alone(folder: Path) -> Cost:
    """Return what Typst costs for the documents of a plan's PDFs, and nothing else."""
    command = (sys.executable, "-m", "benchmarks.files", folder / "plan.toml")
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "tests")}
    run = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE)
    return Cost(**json.loads(run.stdout))


def main(plan: Path) -> None:
    """Print the processor's seconds that Typst takes, as JSON."""
    import resource
    from datetime import UTC, datetime

    import typst

    from campaign_cli import app
    from campaign_cli.app.scheduling import Wish
    from campaign_cli.exporting import Material
    from campaign_cli.exporting.as_pdf import STANDARDS, Press
    from campaign_cli.exporting.as_pdf.glyphs import each_text, letters_of, printer

    made = app.current(plan, Wish(now=datetime.now(UTC)))
    lists = app.checklists(made)
    press = Press(
        Material(
            plan=made.plan,
            schedule=made.solved,
            checklists=lists,
            made=datetime(2026, 1, 1, tzinfo=UTC),
            wards=lists.ward_ids,
            everyone=True,
        )
    )
    with resources.as_file(resources.files("campaign_cli.exporting") / "typst") as templates:
        fonts = typst.Fonts(
            include_system_fonts=False,
            include_embedded_fonts=False,
            font_paths=[str(templates / "fonts")],
        )
        fit = printer(letters_of((templates / "fonts" / "Tinos-Regular.ttf").read_bytes()))
        seconds = 0.0
        for page in press.material.pages():
            for _, document in press.documents(page):
                data = json.dumps(each_text(document, fit), ensure_ascii=False)
                began = time.process_time()
                typst.compile(
                    input=str(templates / "main.typ"),
                    root=str(templates),
                    font_paths=fonts,
                    ignore_system_fonts=True,
                    sys_inputs={"data": data},
                    pdf_standards=STANDARDS,
                    timestamp=document["made"],
                )
                seconds += time.process_time() - began
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(json.dumps({"seconds": seconds, "megabytes": used}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
