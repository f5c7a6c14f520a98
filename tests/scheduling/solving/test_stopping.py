"""Ctrl-C ends a search soon: the solver is interrupted, and nothing is begun after that."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from helpers.builders import activity, plan

from campaign_cli.model.schedule import Status
from campaign_cli.scheduling import schedule
from campaign_cli.scheduling.limits import Patience
from campaign_cli.scheduling.solving import highs
from campaign_cli.scheduling.solving.highs import Answer, descend, relax, solve
from campaign_cli.scheduling.splitting.stages import programme

EXAMPLES = Path(__file__).parents[3] / "examples"
SOON = 10.0
"""Seconds; a second or two on a machine that has nothing else to do. The search takes forty."""


def test_nothing_is_begun_once_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    """HiGHS is not even given the programme: only reading a large one takes seconds."""
    built: Any = programme(plan(activity("talk", prefer_on="14/11")))
    arrays = built.programme.frozen()
    monkeypatch.setattr(highs, "_pass", None)
    stop = Event()
    stop.set()
    stopped = Patience.of(60, None, stop)
    assert relax(arrays, stopped) == Answer(proved=False)
    assert descend(arrays, stopped, iterations=10) == Answer(proved=False)
    assert solve(arrays, arrays.lower, arrays.upper, stopped) == Answer(proved=False)
    found = schedule(plan(activity("talk", prefer_on="14/11")), stop=stop)
    assert found.status is Status.OUT_OF_TIME


@pytest.mark.skipif(sys.platform == "win32", reason="sends a signal as a terminal does elsewhere")
def test_a_city_is_left_soon(tmp_path: Path) -> None:
    """Exit 130 while a city of 126 wards is being solved, and no revision of it."""
    shutil.copytree(EXAMPLES / "hanoi-2026", tmp_path / "city")
    (tmp_path / "city" / "plan.journal").unlink(missing_ok=True)
    with subprocess.Popen(
        [sys.executable, "-m", "campaign_cli", "schedule"],
        cwd=tmp_path / "city",
        env={**os.environ, "CAMPAIGN_LANG": "en", "NO_COLOR": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as run:
        time.sleep(4)
        began = time.monotonic()
        run.send_signal(signal.SIGINT)
        said, problems = run.communicate(timeout=60)
        took = time.monotonic() - began
    assert run.returncode == 130
    assert took < SOON
    assert said == ""
    assert "Traceback" not in problems
    assert sorted(one.name for one in (tmp_path / "city").iterdir()) == ["plan.toml", "wards.toml"]
