"""Sets that grow together (Tarjan 1975's union-find)."""

from collections.abc import Hashable, Iterable


class Unions:
    """Things, each in one set; joining two things joins their sets."""

    def __init__(self) -> None:
        self._parent: dict[Hashable, Hashable] = {}

    def of(self, thing: Hashable) -> Hashable:
        """Return the thing that stands for the set of `thing`."""
        parent = self._parent
        root = thing
        while (above := parent.setdefault(root, root)) != root:
            root = above
        while parent[thing] != root:
            parent[thing], thing = root, parent[thing]
        return root

    def join(self, things: Iterable[Hashable]) -> None:
        """Put all of `things` into one set."""
        first = None
        for thing in things:
            root = self.of(thing)
            if first is None:
                first = root
            else:
                self._parent[root] = first
