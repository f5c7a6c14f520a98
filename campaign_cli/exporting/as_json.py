"""The schedule and its tasks as JSON, for programs; with the version stamp of all files."""

import json
from collections.abc import Iterator
from pathlib import PurePosixPath

from campaign_cli.exporting.material import File, Material
from campaign_cli.model.checklist import Task
from campaign_cli.model.schedule.as_json import schedule_document


def files(material: Material) -> Iterator[File]:
    """Yield the whole schedule, whichever wards are asked for: an event may have several.

    Its tasks stand in order of days, as in `tasks.csv`: who does each (a ward, or a body), for
    which event, from `due` to `last`. An event's `hours` are what pages print, `start` and
    `end` the same where they can be read, else those of the sessions that it takes.
    """
    stamp = material.checklists.stamp
    schedule = schedule_document(material.plan, material.schedule)
    hours = {event.id: event.hours for event in material.checklists.events}
    events = schedule["events"]
    assert isinstance(events, list)
    document = {
        **schedule,
        "events": [{**one, "hours": hours[one["id"]]} for one in events],
        "campaign": stamp.campaign,
        "version": stamp.version,
        "draft": stamp.draft,
        "tasks": [_task(one) for one in material.checklists.tasks],
    }
    text = ",\n".join(f"  {_json(name)}: {_lines(value)}" for name, value in document.items())
    yield File(PurePosixPath("schedule.json"), f"{{\n{text}\n}}\n".encode())


def _lines(value: object) -> str:
    """Return a value, a list with each of its entries on a line of its own.

    With `indent`, `json` has no encoder in C, and writes a city's tasks in four times the time.
    """
    if not isinstance(value, list) or not value:
        return _json(value)
    return "[\n    " + ",\n    ".join(map(_json, value)) + "\n  ]"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _task(task: Task) -> dict[str, object]:
    return {
        "id": task.id,
        "event": task.event,
        "activity": task.activity,
        "ward": task.doer.id if task.doer.ward else None,
        "body": None if task.doer.ward else task.doer.id,
        "due": task.due.isoformat(),
        "last": task.last.isoformat(),
        "title": task.title,
        "need": task.need,
        "key": task.key,
        "law": task.law,
        "late": task.late,
    }
