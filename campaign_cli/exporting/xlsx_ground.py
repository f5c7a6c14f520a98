"""What all workbooks of one export are made from, looked up once."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from campaign_cli.exporting.formats import Material
from campaign_cli.exporting.xlsx_text import Literal
from campaign_cli.model.checklist import Office, Task
from campaign_cli.model.phrases import Phrases
from campaign_cli.model.schedule import Booking


@dataclass(frozen=True, slots=True)
class Ground:
    """The material, its tasks by who does them, its bookings by event, its text made safe."""

    material: Material
    say: Phrases
    bookings: Mapping[str, Booking]
    tasks: Mapping[tuple[str, bool], list[Task]]
    literal: Literal = field(default_factory=Literal)

    def tasks_of(self, doer: Office) -> list[Task]:
        """Return what a ward or a body does, in order of date."""
        return self.tasks.get((doer.id, doer.ward), [])


def ground_of(material: Material) -> Ground:
    """Return what workbooks are made from."""
    lists = material.checklists
    tasks: dict[tuple[str, bool], list[Task]] = {}
    for task in lists.tasks:
        tasks.setdefault((task.doer.id, task.doer.ward), []).append(task)
    return Ground(material, Phrases(lists.stamp), material.schedule.by_id(), tasks)
