"""The files of one format, made by a process beside this one while it makes the others."""

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from importlib import import_module
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import PurePosixPath
from types import TracebackType
from typing import Self

from campaign_cli.exporting.material import File, Material
from campaign_cli.support.processes import attend, deaf

MANY = 5000
"""Tasks below which a process takes longer to start than it saves."""


def worth_it(material: Material) -> bool:
    """Return whether there is so much to make, and another processor to make it."""
    return len(material.checklists.tasks) >= MANY and (os.cpu_count() or 1) > 1


class Beside:
    """A process that makes what `module` makes of `material`; it ends with the `with`.

    Should it end before its work is done, the rest is made here: nothing of a format is missing
    because a system stopped a process, and an error is met where it can be told.
    """

    def __init__(self, module: str, material: Material) -> None:
        self._module = module
        self._material = material
        self._taken: set[PurePosixPath] = set()
        self._over = False
        context = get_context("spawn")
        self._files, there = context.Pipe(duplex=False)
        # What was kept before comes from this process's journal, which cannot be sent along.
        alone = replace(material, past=tuple)
        self._process = context.Process(target=_make, args=(module, alone, there), daemon=True)
        with deaf():
            self._process.start()
        there.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._files.close()
        self._process.terminate()
        self._process.join()

    def ready(self) -> Iterator[File]:
        """Yield what is made by now, without waiting."""
        while not self._over and self._files.poll():
            yield from self._next()

    def rest(self) -> Iterator[File]:
        """Yield all that was not yielded yet."""
        while not self._over:
            yield from self._next()

    def _next(self) -> Iterator[File]:
        try:
            file: File | None = self._files.recv()
        except EOFError:
            self._over = True
            made = import_module(self._module).files(self._material)
            yield from (file for file in made if file.path not in self._taken)
            return
        if file is None:
            self._over = True
            return
        self._taken.add(file.path)
        yield file


def _make(module: str, material: Material, files: Connection) -> None:
    attend()
    # What fails here is made again, and told, by the process that asked for it.
    with files, suppress(Exception):
        for file in import_module(module).files(material):
            files.send(file)
        files.send(None)
