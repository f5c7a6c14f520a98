"""Equal tasks of a day in one line: what several wards do, and repeats of one task."""

from collections.abc import Iterable, Iterator
from datetime import date

from campaign_cli.model.checklist import About, Line, Task
from campaign_cli.support.text import ByValue, by_value


def merged(tasks: Iterable[Task]) -> Iterator[Line]:
    """Yield a line for equal tasks of one day; repeats of one task are one line.

    What several wards do is one line; what several bodies do is not. Of several events it is one
    line where all do it for each: else nobody could tell who does it for which.
    """
    series: dict[str, list[Task]] = {}
    for task in tasks:
        series.setdefault(task.series, []).append(task)
    alike: dict[tuple[object, ...], list[list[Task]]] = {}
    for repeats in series.values():
        one = repeats[0]
        days = tuple((task.due, task.last) for task in repeats)
        whose = "" if one.doer.ward else one.doer.id
        sameness = (days, one.title, one.need, one.law, one.late, one.repeat, one.doer.ward, whose)
        alike.setdefault((sameness, one.about, one.on), []).append(repeats)
    equal: dict[tuple[object, ...], list[list[Task]]] = {}
    for (same, *_), group in alike.items():
        doers = frozenset(repeats[0].doer.id for repeats in group)
        equal.setdefault((same, doers), []).extend(group)
    lines = [_line(group) for group in equal.values()]

    def order(
        line: Line,
    ) -> tuple[date, date, bool, int, ByValue, tuple[str, ...]]:
        first = line.doers[0]
        name = () if first.ward else by_value(first.name)
        return line.due, line.last, first.ward, first.place, name, line.tasks

    yield from sorted(lines, key=order)


def _line(group: list[list[Task]]) -> Line:
    tasks = [task for repeats in group for task in repeats]
    one = tasks[0]
    about: dict[str, list[Task]] = {}
    for task in tasks:
        if task.about:
            about.setdefault(task.about, []).append(task)
    return Line(
        due=one.due,
        last=max(task.last for task in tasks),
        title=one.title,
        need=one.need,
        doers=tuple(dict.fromkeys(task.doer for task in tasks)),
        about=tuple(
            About(
                title,
                # A ward that does it need not be told where.
                tuple({task.at: None for task in of_it if task.at not in {"", task.doer.name}}),
                tuple(sorted({task.on for task in of_it if task.on})),
            )
            for title, of_it in about.items()
        ),
        tasks=tuple(task.id for task in tasks),
        key=any(task.key for task in tasks),
        law=one.law,
        late=one.late,
        repeat=one.repeat if len(group[0]) > 1 else None,
        days=tuple(task.due for task in group[0]),
    )
