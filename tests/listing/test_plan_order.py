"""Wards stand in the plan's order, whatever their ids and names are."""

import re
from pathlib import Path

import pytest
from helpers import builders as b
from helpers import materials

from campaign_cli.console.month.words import Month
from campaign_cli.exporting import Material
from campaign_cli.model.plan.kind import Kind, TaskTemplate
from campaign_cli.model.schedule import in_order
from campaign_cli.model.schedule.as_json import schedule_document, schedule_from
from campaign_cli.pages.plain import plain_text
from campaign_cli.support.language import language
from campaign_cli.support.text import by_value

IDS = ("t2", "t1", "t10", "t9")
NAMES = tuple(f"Số {id_[1:]}" for id_ in IDS)


@pytest.fixture(scope="module")
def made() -> Material:
    """Return a month in which all wards do the same on one morning."""
    task = TaskTemplate(id="hall", title={"": "Giữ hội trường"}, who="ward", days=-1, key=True)
    owned = TaskTemplate(id="topic", title={"": "Duyệt bài"}, who="owner", days=-1, key=True)
    kind = Kind(id="talk", name={"": "nói chuyện"}, unit={"": "buổi"}, letter={"": "N"})
    plan = b.plan(
        b.activity("talk", kind=kind, owner="ward", tasks=(task, owned)),
        wards=[b.ward(id_, name=name) for id_, name in zip(IDS, NAMES, strict=True)],
    )
    bookings = [b.booking(plan, f"talk@{id_}", "21/11") for id_ in sorted(IDS)]
    schedule = b.schedule(plan, *bookings)
    return materials.material(plan, schedule, everyone=True, wards=IDS)


def _found(text: str) -> list[str]:
    """Return the wards in the order in which a text first names them."""
    return list(dict.fromkeys(re.findall(r"Số \d+", text)))


def test_bookings_and_what_follows_are_in_the_plans_order(made: Material) -> None:
    """Events, tasks, and the wards of a line."""
    lists = made.checklists
    ordered = in_order(made.plan, made.schedule.bookings)
    assert [one.member for one in ordered] == list(IDS)
    assert [one.wards[0] for one in lists.events] == list(IDS)
    assert [one.doer.id for one in lists.tasks if one.template == "hall"] == list(IDS)
    assert {tuple(doer.id for doer in line.doers) for line in lists.whole().lines} == {IDS}
    assert _found(plain_text(lists.whole())) == list(NAMES)


def test_a_kept_schedule_is_read_in_the_plans_order(made: Material) -> None:
    """Also one that has its events by their ids."""
    document = schedule_document(made.plan, made.schedule)
    events = document["events"]
    assert isinstance(events, list)
    document["events"] = sorted(events, key=lambda one: str(one["id"]))
    assert [one.member for one in schedule_from(made.plan, document).bookings] == list(IDS)


def test_screens_name_wards_in_the_plans_order(made: Material) -> None:
    """The month says all of one activity in a line."""
    month = Month(made.plan, made.schedule, language("vi"))
    bookings = in_order(made.plan, made.schedule.bookings)[:3]
    assert month.members(bookings) == "Số 2, Số 1, Số 10"


@pytest.mark.parametrize(
    ("name", "before", "behind"),
    [
        ("organiser.md", "Số ", "\n"),
        ("events.csv", "talk@", ""),
        ("tasks.csv", "talk@", "/hall"),
        ("schedule.json", '"id": "talk@', '"'),
    ],
)
def test_files_name_wards_in_the_plans_order(
    made: Material, name: str, before: str, behind: str, tmp_path: Path
) -> None:
    """Pages, tables, and what programs read."""
    materials.exported(tmp_path, name.rpartition(".")[2], of=made)
    text = (tmp_path / name).read_text("utf-8")
    found = re.findall(rf"{re.escape(before)}(t?\d+){re.escape(behind)}", text)
    assert [f"t{one.removeprefix('t')}" for one in dict.fromkeys(found)] == list(IDS)


def test_numbers_in_names_count_by_their_value() -> None:
    """Where names are sorted, such as offices that a plan names in free text."""
    names = ["Tổ 10", "Tổ 2", "Tổ", "Tổ 2 – 1"]
    assert sorted(names, key=by_value) == ["Tổ", "Tổ 2", "Tổ 2 – 1", "Tổ 10"]
