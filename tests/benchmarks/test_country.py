"""A whole country, in parts that share nothing: how time and memory grow with its provinces."""

import json
import math
import os
import statistics
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from benchmarks.country import country, write
from benchmarks.measure import ROOT
from benchmarks.test_ratios import measure

Tell = Callable[[str, str, str], None]


def measured(file: Path, seconds: float) -> dict[str, Any]:
    """Return what the whole way of a plan came to, in a process of its own."""
    run = subprocess.run(
        (sys.executable, "-m", "benchmarks.whole_way", str(file), str(seconds)),
        env={**os.environ, "PYTHONPATH": str(ROOT / "tests")},
        check=True,
        stdout=subprocess.PIPE,
    )
    return dict(json.loads(run.stdout))


def exponent(points: list[tuple[float, float]]) -> float:
    """Return the slope of the line through `points` on paper with two logarithmic scales."""
    across, up = zip(*((math.log(x), math.log(y)) for x, y in points), strict=True)
    return statistics.linear_regression(across, up).slope


def test_an_exponent_is_a_slope() -> None:
    """Twice the size in four times the time is a square."""
    assert exponent([(1, 5), (2, 20), (4, 80)]) == pytest.approx(2)


def test_a_country_is_the_same_each_time(tmp_path: Path) -> None:
    """A province draws from its own seed: what others there are changes nothing in it."""
    one, ten = country(1, wards=5), country(10, wards=5)
    assert one.items() <= ten.items()
    assert country(1, seed=2, wards=5) != one
    assert write(tmp_path, one).read_text(encoding="utf-8") == one["plan.toml"]


@pytest.mark.benchmark
def test_a_country(tell: Tell, tmp_path: Path) -> None:
    """1, 10 and all 34 provinces: read, scheduled, audited, kept and written."""
    points = []
    for count in (1, 10, 34):
        found = measured(write(tmp_path / str(count), country(count)), 300)
        gap = 1 - found["bound"] / found["price"]
        points.append((found["events"], found["worked"]["scheduling"]))
        steps = ", ".join(f"{name} {worked:.1f}" for name, worked in found["worked"].items())
        tell(
            f"{count} provinces, {found['events']} events: {found['status']} {found['price']} "
            f"({found['bound']}), {found['clock']:.0f} s; processor's seconds: {steps}",
            f"{found['megabytes']} MB, gap {gap:.2%}",
            "≤ 4,096 MB, ≤ 0.5 %",
        )
        assert found["violations"] == 0
        assert gap <= 0.005
        assert found["megabytes"] <= 4096
    slope = exponent(points)
    tell("growth of the processor's time with the events of provinces", f"{slope:.2f}", "≤ 1.2")
    assert slope <= 1.2


@pytest.mark.benchmark
def test_one_city(tell: Tell) -> None:
    """Beside it, one city, in which everything is shared: reported, not promised."""
    points = []
    for wards in (13, 126, 500):
        found = measure("schedule", f"{wards}x12", "300")
        points.append((float(wards), found["worked"]))
        tell(
            f"a city of {wards} wards: {found['status']} {found['price']} ({found['bound']})",
            f"{found['worked']:.1f} s, {found['megabytes']} MB",
            "",
        )
        assert found["violations"] == 0
    tell("growth of the processor's time with the wards of a city", f"{exponent(points):.2f}", "")
