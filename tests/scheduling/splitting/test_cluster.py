"""A real Dask scheduler with two workers: one of them is lost midway, and nobody notices."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec

import pytest
from benchmarks.country import country, write

from campaign_cli.model.plan import Plan
from campaign_cli.model.schedule import Status
from campaign_cli.reading import read
from campaign_cli.scheduling import ClusterError, Limits, Progress, schedule
from campaign_cli.scheduling.grid.events import asked_events
from campaign_cli.scheduling.splitting import dask_cluster
from campaign_cli.scheduling.splitting.parts import parts
from campaign_cli.support.language import language

needs_dask = pytest.mark.skipif(
    find_spec("distributed") is None, reason="Dask is not installed (campaign-cli[cluster])"
)
PATIENCE = Limits(seconds=60)


@dataclass
class Machines:
    """The processes of a cluster."""

    address: str
    scheduler: subprocess.Popen[bytes]
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def lose_one(self) -> None:
        """Kill a worker as a power cut does."""
        if len(self.workers) > 1:
            worker = self.workers.pop()
            worker.kill()
            worker.wait()


@contextmanager
def machines(workers: int) -> Iterator[Machines]:
    """Yield a cluster on this machine."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    found = Machines(address, started("scheduler", "--host", "127.0.0.1", "--port", str(port)))
    try:
        for _ in range(workers):
            alone = ("--nworkers", "1", "--nthreads", "1", "--no-nanny")
            found.workers.append(started("worker", address, *alone))
        yield found
    finally:
        for process in (*found.workers, found.scheduler):
            process.kill()
            process.wait()


def started(what: str, *arguments: str) -> subprocess.Popen[bytes]:
    """Return a process of Dask's, which says nothing."""
    return subprocess.Popen(
        (sys.executable, "-m", f"distributed.cli.dask_{what}", *arguments, "--no-dashboard"),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


@pytest.fixture(scope="module")
def provinces(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    """Return four provinces that are large enough to be taken apart."""
    reading = read(write(tmp_path_factory.mktemp("country"), country(4, wards=31)))
    assert reading.plan is not None
    return reading.plan


@needs_dask
@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_a_worker_is_lost_midway(provinces: Plan) -> None:
    """The same schedule as without a cluster, though a part's worker is killed at work."""
    assert len(parts(provinces, asked_events(provinces))) == 4
    seen = set[int | None]()
    with machines(workers=2) as found:

        def watch(progress: Progress) -> None:
            seen.add(progress.done)
            if progress.done:  # the others have a part in hand
                found.lose_one()

        made = schedule(provinces, PATIENCE, watch, cluster=found.address)
        assert len(found.workers) == 1
    assert {0, 1} <= seen
    assert made.status is Status.OPTIMAL
    assert made == schedule(provinces, PATIENCE)


@needs_dask
@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_a_cluster_that_is_lost_altogether(
    provinces: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is made up: it says that the cluster is gone."""
    monkeypatch.setattr(dask_cluster, "ANSWERING", 3.0)
    with machines(workers=1) as found:

        def watch(progress: Progress) -> None:
            if progress.stage == "parts" and progress.done:
                found.scheduler.kill()
                found.workers[0].kill()

        began = time.monotonic()
        with pytest.raises(ClusterError) as error:
            schedule(provinces, PATIENCE, watch, cluster=found.address)
    assert time.monotonic() - began < 60
    assert said(error.value) == f"the cluster at `{found.address}` was lost"


@needs_dask
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nowhere", "abc://x:1", ""])
def test_nobody_answers(provinces: Plan, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    """A plain sentence, whatever is wrong with the address."""
    monkeypatch.setattr(dask_cluster, "ANSWERING", 0.5)
    with pytest.raises(ClusterError) as error:
        schedule(provinces, cluster=address)
    assert said(error.value) == f"nobody answers at `{address}`"


def test_dask_is_not_installed(provinces: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    """It says what to install."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ClusterError) as error:
        schedule(provinces, cluster="tcp://127.0.0.1:1")
    assert said(error.value) == "a cluster needs Dask, which is not installed"
    assert error.value.diagnostic.help is not None
    assert "campaign-cli[cluster]" in language("en").say(error.value.diagnostic.help)


def said(error: ClusterError) -> str:
    """Return what the error says in English."""
    return language("en").say(error.diagnostic.message)
