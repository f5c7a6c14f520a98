"""Conflicts planted in plans that held: every one is found, is irreducible, and can be mended."""

from pathlib import Path

import pytest
from benchmarks.lines import reduced
from benchmarks.plain import solve_plain
from benchmarks.planted import FAMILIES, planted
from benchmarks.verdicts import Run, Typed, judged
from helpers.builders import activity, plan, things

from campaign_cli.cli import main

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


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Typed:
    """Return what types `campaign …` in a folder, without a process of its own."""
    monkeypatch.setenv("CAMPAIGN_LANG", "en")

    def type_in(folder: Path, *words: str) -> Run:
        monkeypatch.chdir(folder)
        capfd.readouterr()
        code = main(words)
        return Run(code, *capfd.readouterr(), seconds=0)

    return type_in


@pytest.mark.parametrize(
    "family",
    [
        pytest.param(family, marks=() if family in QUICK else pytest.mark.slow)
        for family in FAMILIES
    ],
)
def test_planted(family: str, tmp_path: Path, typed: Typed) -> None:
    """Five wards: the conflict holds the planted lines, and the best repair costs no more."""
    verdict = judged(planted(family, 5, 1), tmp_path, repairs=1, timed=False, typed=typed)
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
