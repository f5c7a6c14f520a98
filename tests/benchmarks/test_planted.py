"""Figures of planted conflicts: what is right about them, and how long finding them takes."""

import statistics
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.planted import FAMILIES, planted
from benchmarks.verdicts import Verdict, judged

Tell = Callable[[str, str, str], None]

SEEDS = {13: (1, 2, 3), 126: (1,)}
SECONDS = {13: 120.0, 126: 10.0}
"""The plain model's time for each of its proofs; at 126 wards it does not decide all of them."""
TRIED = {13: 3, 126: 1}
"""How many of the repairs of each plan are tried by scheduling the plan they give."""


@pytest.mark.benchmark
@pytest.mark.parametrize("wards", SEEDS)
def test_planted_conflicts(tell: Tell, wards: int, tmp_path: Path) -> None:
    """Every planted line is in an irreducible conflict; the best repair is no dearer than known."""
    verdicts: dict[str, Verdict] = {}
    for family in FAMILIES:
        for seed in SEEDS[wards]:
            name = f"{family} {seed}"
            folder = tmp_path / name.replace(" ", "-")
            plan = planted(family, wards, seed)
            verdicts[name] = judged(plan, folder, repairs=TRIED[wards], seconds=SECONDS[wards])
    wrong = {name: one.complaints for name, one in verdicts.items() if one.complaints}
    ratio = statistics.median(one.diagnosing / one.solving for one in verdicts.values())
    seconds = statistics.median(one.diagnosing for one in verdicts.values())
    worst = max(one.diagnosing for one in verdicts.values())
    right = f"{len(verdicts) - len(wrong)} of {len(verdicts)}"
    tell(f"planted conflicts, {wards} wards: right", right, "all")
    doubts = sum(bool(one.doubts) for one in verdicts.values())
    tell("  not wholly decided by the plain model in its time", str(doubts), "")
    if wards == 13:
        tell("  diagnosing / scheduling, median", f"{ratio:.2f} ×", "≤ 3 ×")
    else:
        tell("  diagnosing, median", f"{seconds:.1f} s", "≤ 30 s")
    tell("  the longest", f"{worst:.1f} s", "")
    assert wrong == {}
    assert ratio <= 3 if wards == 13 else seconds <= 30
