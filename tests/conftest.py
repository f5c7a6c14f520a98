"""What all tests share; that it stands here lets them `import builders`."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hypothesis import HealthCheck, settings

# Machines under load are slow; a slow example says nothing about the code.
settings.register_profile(
    "steady", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("steady")

# A checkout has the catalogues' sources alone; what is installed has them compiled.
for source in (Path(__file__).parents[1] / "campaign_cli" / "locale").rglob("*.po"):
    compiled = source.with_suffix(".mo")
    if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
        with source.open("rb") as po, compiled.open("wb") as mo:
            write_mo(mo, read_po(po, locale=source.parents[1].name))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long: of several processes, none waits for another's last test."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


@pytest.fixture(autouse=True)
def hearing() -> Iterator[None]:
    """Whoever runs the tests in the background may be deaf to Ctrl-C."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)
