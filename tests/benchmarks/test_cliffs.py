"""Plans of many months: a schedule soon, how far from its bound after a minute, and the memory.

What is asserted are gaps, memory and rules kept; seconds are printed, never asserted.
"""

from collections.abc import Callable

import pytest

from benchmarks.test_ratios import measure

Tell = Callable[[str, str, str], None]


@pytest.mark.benchmark
@pytest.mark.parametrize(
    ("what", "most"), [("100a3m28d", 0.03), ("200a12m", 0.1), ("400a12m", 0.1)]
)
def test_long_plans(what: str, most: float, tell: Tell) -> None:
    """So many activities and months, in windows of 28 days or as long as all, in 60 seconds."""
    found = measure("schedule", what, "60")
    gap = (found["price"] or 0) / max(1, found["bound"] or 0) - 1
    first = "none" if found["first"] is None else f"first {found['first']:.1f} s"
    tell(
        what,
        f"{found['price']} ≥ {found['bound']}, {gap:.1%} open, {first}, {found['seconds']:.1f} s, "
        f"{found['worked']:.1f} s of the processor, {found['megabytes']} MB",
        f"≤ {most:.0%}, ≤ 1500 MB",
    )
    assert found["status"] in {"optimal", "feasible"}
    assert found["violations"] == 0
    assert found["megabytes"] <= 1500
    assert gap <= most
