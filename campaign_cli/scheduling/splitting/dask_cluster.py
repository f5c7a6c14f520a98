"""Parts handed to a running Dask cluster, through its `concurrent.futures` interface.

Dask itself looks after its workers: what one of them had in hand when it was lost, another does.
"""

import asyncio
import logging
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Future
from contextlib import contextmanager
from importlib import import_module
from time import monotonic
from typing import Any
from uuid import uuid4

from campaign_cli.model.plan import Plan
from campaign_cli.model.schedule import Schedule
from campaign_cli.scheduling.grid.part import Part
from campaign_cli.scheduling.limits import ClusterError, Limits
from campaign_cli.scheduling.splitting.workers import Crew, solve_here
from campaign_cli.support.language import message

ANSWERING = 5.0
"""Seconds in which a scheduler answers, and has workers."""
LOST = 5
"""How many workers may be lost with the same part in hand."""


@contextmanager
def cluster(plan: Plan, address: str) -> Iterator[Crew]:
    """Yield the workers of the Dask scheduler at `address`.

    Raises:
        ClusterError: Dask is not installed, nobody answers there, or the workers are lost.
    """
    with _quiet():
        client = _client(address)
        try:
            yield _crew(plan, client)
        except (OSError, CancelledError) as error:
            raise _lost(address) from error
        except Exception as error:
            if _of_dask(error):
                raise _lost(address) from error
            if isinstance(error, ImportError) or isinstance(error.__cause__, ImportError):
                raise ClusterError(
                    message("the workers of `{address}` do not have this program", address=address),
                    message("install the same version of campaign-cli on every worker"),
                ) from error
            raise
        finally:
            client.close(timeout=1)


def _of_dask(error: Exception) -> bool:
    return type(error).__module__.partition(".")[0] in {"distributed", "dask"}


def _lost(address: str) -> ClusterError:
    return ClusterError(
        message("the cluster at `{address}` was lost", address=address),
        message("without `--cluster`, the schedule is made on this machine"),
    )


def _client(address: str) -> Any:
    """Return a client that is connected to a scheduler which has workers."""
    try:
        dask = _dask()
    except ImportError:
        raise ClusterError(
            message("a cluster needs Dask, which is not installed"),
            message("install it with `pip install campaign-cli[cluster]`"),
        ) from None
    try:
        # A client that is not answered leaves a thread behind, which complains at the end.
        asyncio.run(_answered(dask, address))
        client = dask.Client(address, timeout=ANSWERING, set_as_default=False)
    except (OSError, ValueError, TypeError, ImportError, LookupError):
        raise ClusterError(
            message("nobody answers at `{address}`", address=address),
            message("the address is the scheduler's, such as `tcp://10.0.0.1:8786`"),
        ) from None
    try:
        client.wait_for_workers(1, timeout=ANSWERING)
    except TimeoutError:
        client.close(timeout=1)
        raise ClusterError(
            message("the cluster at `{address}` has no workers", address=address),
            message("start some: `dask worker {address}`", address=address),
        ) from None
    return client


async def _answered(dask: Any, address: str) -> None:
    """Connect to a scheduler, and leave again."""
    comm = await dask.comm.core.connect(address, timeout=ANSWERING)
    await comm.close()


def _dask() -> Any:
    """Return Dask's `distributed`, which has no types."""
    return import_module("distributed")


def _crew(plan: Plan, client: Any) -> Crew:
    name = f"campaign-{uuid4().hex}"
    order = _dask().Event(name, client=client)
    executor = client.get_executor(pure=False, retries=LOST)

    def submit(part: Part, limits: Limits) -> "Future[Schedule]":
        future: Future[Schedule] = executor.submit(solve_here, plan, part, limits, _Order(name))
        return future

    silent: list[float] = []

    def check() -> None:
        if client.status == "running":
            silent.clear()
            return
        silent.append(monotonic())
        if silent[-1] - silent[0] > ANSWERING:
            raise ConnectionError

    def stop() -> None:
        order.set()

    return Crew(max(1, sum(client.ncores().values())), submit, stop, check)


class _Order:
    """The order to stop, as a worker sees it."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __call__(self) -> Callable[[], bool]:
        """Return what to ask whether it was given."""
        dask = _dask()
        event = dask.Event(self.name, client=dask.get_client())
        return lambda: bool(event.is_set())


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep Dask's own words off the screen: what matters is said as a diagnostic."""
    loggers = [logging.getLogger(name) for name in ("distributed", "tornado", "asyncio")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)
