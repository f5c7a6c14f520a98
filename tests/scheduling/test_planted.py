"""Conflicts planted in plans that held: every one is found, is irreducible, and can be mended."""

from pathlib import Path

import pytest
from benchmarks.lines import reduced
from benchmarks.plain import solve_plain
from benchmarks.planted import FAMILIES, planted
from benchmarks.verdicts import judged
from builders import activity, plan, things

QUICK = {
    "window",
    "things",
    "person-away",
    "hall-small",
    "precedence",
    "two-in-a-ward",
    "budget",
    "together",
    "chosen-in-groups",
    "interacting-things",
    "independent",
}


@pytest.mark.parametrize(
    "family",
    [
        pytest.param(family, marks=() if family in QUICK else pytest.mark.slow)
        for family in FAMILIES
    ],
)
def test_planted(family: str, tmp_path: Path) -> None:
    """Five wards: the conflict holds the planted lines, and the best repair costs no more."""
    verdict = judged(planted(family, 5, 1), tmp_path, repairs=1, timed=False)
    assert verdict.complaints == []


def test_a_plan_of_some_lines_alone() -> None:
    """Three films in two evenings with one screen: without any one of the lines they fit."""
    films = activity(
        "film", last="15/11", sessions=("evening",), uses={"screens": 1}, wards=("a", "b", "c")
    )
    given = plan(films, wards=["a", "b", "c"], resources=[things("screens", 1)])
    lines = [
        ("chosen-count", ("activity", "film")),
        ("window", ("activity", "film", "to")),
        ("window", ("activity", "film", "sessions")),
        ("resource-quantity", ("resource", "screens", "quantity")),
    ]
    assert solve_plain(reduced(given, lines).plan).status == "infeasible"
    for line in lines:
        rest = reduced(given, lines, out=line)
        assert solve_plain(rest.plan, free=rest.free).status == "optimal", line
