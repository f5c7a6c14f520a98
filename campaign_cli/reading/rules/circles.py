"""Circles in what comes after, within, or from what."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping

Graph = Mapping[str, Iterable[str]]


def circles(graph: Graph) -> Iterator[list[str]]:
    """Yield one circle of each part of `graph` that has any, its first node at both ends."""
    place = {node: position for position, node in enumerate(graph)}
    for part in _strong_parts(graph):
        first = min(part, key=lambda node: place[node])
        if len(part) > 1 or first in graph[first]:
            yield _shortest_way_back(graph, first, part)


def _strong_parts(graph: Graph) -> Iterator[set[str]]:
    """Yield the strongly connected parts (Tarjan 1972), without recursion: chains may be long."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    on_stack: set[str] = set()
    for root in graph:
        if root in index:
            continue
        waiting: list[tuple[str, Iterator[str]]] = []
        _enter(root, graph, index, low, stack, on_stack, waiting)
        while waiting:
            node, successors = waiting[-1]
            for other in successors:
                if other not in index:
                    _enter(other, graph, index, low, stack, on_stack, waiting)
                    break
                if other in on_stack:
                    low[node] = min(low[node], index[other])
            else:
                waiting.pop()
                if waiting:
                    low[waiting[-1][0]] = min(low[waiting[-1][0]], low[node])
                if low[node] == index[node]:
                    part = {stack.pop()}
                    while node not in part:
                        part.add(stack.pop())
                    on_stack -= part
                    yield part


def _enter(
    node: str,
    graph: Graph,
    index: dict[str, int],
    low: dict[str, int],
    stack: list[str],
    on_stack: set[str],
    waiting: list[tuple[str, Iterator[str]]],
) -> None:
    index[node] = low[node] = len(index)
    stack.append(node)
    on_stack.add(node)
    waiting.append((node, iter(graph[node])))


def _shortest_way_back(graph: Graph, first: str, part: set[str]) -> list[str]:
    came_from: dict[str, str] = {}
    waiting = deque([first])
    while waiting:
        node = waiting.popleft()
        for other in graph[node]:
            if other == first:
                way = [node]
                while way[-1] != first:
                    way.append(came_from[way[-1]])
                return [*reversed(way), first]
            if other in part and other not in came_from:
                came_from[other] = node
                waiting.append(other)
    return [first, first]
