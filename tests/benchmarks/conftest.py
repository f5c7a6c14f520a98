"""Benchmarks run when they are asked for, and end in one table."""

import os
from collections.abc import Callable

import pytest

TABLE = pytest.StashKey[list[tuple[str, str, str]]]()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skip what takes long unless `-m benchmark` or CAMPAIGN_BENCHMARKS asks for it."""
    if "benchmark" in config.option.markexpr or os.environ.get("CAMPAIGN_BENCHMARKS"):
        return
    for item in items:
        if item.get_closest_marker("benchmark"):
            item.add_marker(pytest.mark.skip(reason="run by `pytest -m benchmark`"))


@pytest.fixture
def tell(request: pytest.FixtureRequest) -> Callable[[str, str, str], None]:
    """Return what adds a line to the table: what was measured, how much, how much at most."""
    table = request.config.stash.setdefault(TABLE, [])
    return lambda what, measured, most: table.append((what, measured, most))


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Print the table of everything measured."""
    table = config.stash.get(TABLE, [])
    if not table:
        return
    terminalreporter.section("measured")
    widths = [max(len(line[place]) for line in table) for place in (0, 1)]
    for what, figure, most in table:
        terminalreporter.line(f"{what:{widths[0]}}  {figure:>{widths[1]}}  {most}")
