"""The built-in kinds' files: complete in both languages, and no word in them that is not known."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

import campaign_cli

FOLDER = Path(campaign_cli.__file__).parent / "kinds"
FILES = sorted(path for path in FOLDER.glob("*.toml") if not path.stem.startswith("_"))

TASKS = {
    "arts": 10,
    "broadcast": 7,
    "ceremony": 10,
    "contest": 11,
    "exhibition": 9,
    "gifts": 10,
    "meeting": 8,
    "parade": 9,
    "posters": 9,
    "sports": 9,
    "talk": 8,
    "training": 10,
    "visit": 8,
}
KIND_FIELDS = {
    *("name", "unit", "letter", "days", "sessions", "lasts", "beside", "outdoor", "private"),
    *("indicators", "tasks"),
}
TASK_FIELDS = {
    *(
        "id",
        "d",
        "who",
        "once",
        "cal",
        "each",
        "on",
        "if",
        "indoors",
        "need",
        "key",
        "law",
        "vi",
        "en",
    ),
}
BOTH = {"vi", "en"}
kinds = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


def content(path: Path) -> dict[str, Any]:
    """Return a file's content, read as TOML 1.0 as editors read it."""
    return tomllib.loads(path.read_text("utf-8"))


def tasks_of(path: Path) -> list[dict[str, Any]]:
    """Return the tasks that stand in a kind's file."""
    tasks: list[dict[str, Any]] = content(path)["tasks"]
    return tasks


def test_there_are_thirteen_kinds_with_all_their_tasks() -> None:
    """No kind and no task got lost."""
    assert {path.stem: len(tasks_of(path)) for path in FILES} == TASKS


@kinds
def test_a_kind_speaks_both_languages(path: Path) -> None:
    """Name, unit and letter are there in each language; a letter is one letter."""
    kind = content(path)
    assert kind.keys() <= KIND_FIELDS
    for field in ("name", "unit", "letter"):
        assert kind[field].keys() == BOTH
        assert all(word == word.strip() and word for word in kind[field].values())
    assert all(len(letter) == 1 and letter.isupper() for letter in kind["letter"].values())


@pytest.mark.parametrize("code", sorted(BOTH))
def test_letters_tell_kinds_apart(code: str) -> None:
    """In the ward × day matrix one letter means one kind."""
    letters = [content(path)["letter"][code] for path in FILES]
    assert len(set(letters)) == len(letters)


@kinds
def test_defaults_are_within_what_a_plan_can_say(path: Path) -> None:
    """Weekdays, sessions and length are words that plans know; a kind gives no more than those."""
    kind = content(path)
    assert set(kind.get("days", [])) <= {"mon", "tue", "wed", "thu", "fri", "sat", "sun"}
    assert set(kind.get("sessions", [])) <= {"morning", "afternoon", "evening"}
    assert kind.get("lasts", 1) in {1, 2, "window"}
    if kind.get("lasts") == "window":
        assert kind["beside"]


@pytest.mark.parametrize(
    "path", [*FILES, FOLDER / "_base.toml", FOLDER / "_outdoor.toml"], ids=lambda path: path.stem
)
def test_tasks_are_whole(path: Path) -> None:
    """Each has an id of its own, someone to do it, and a title in each language."""
    tasks = tasks_of(path)
    ids = [task["id"] for task in tasks]
    assert len(set(ids)) == len(ids)
    for task in tasks:
        assert task.keys() <= TASK_FIELDS
        assert task["who"] in {"organiser", "owner", "host", "ward"}
        assert isinstance(task["d"], int)
        assert task["vi"].strip()
        assert task["en"].strip()
        assert task.get("need", dict.fromkeys(BOTH)).keys() == BOTH
        assert task.get("indoors", dict.fromkeys(BOTH)).keys() == BOTH
        assert task.get("each", "day") in {"day", "week"}
        assert task.get("on", "start") in {"start", "campaign-end"}
        conditions = {"outdoor", "several-wards", "speakers", "print", "private"}
        assert task.get("if", "print") in conditions
        for flag in ("once", "cal", "key", "law"):
            assert task.get(flag, True) is True


@kinds
def test_a_kind_repeats_no_common_task(path: Path) -> None:
    """The tasks of every kind are written once."""
    common = {task["id"] for task in tasks_of(FOLDER / "_base.toml")}
    assert common == {"results", "settle"}
    assert not common & {task["id"] for task in tasks_of(path)}


def test_every_indicator_of_a_kind_has_a_name() -> None:
    """What results are counted in has a name in each language."""
    names = content(FOLDER / "_indicators.toml")
    assert all(words.keys() == BOTH for words in names.values())
    used = {indicator for path in FILES for indicator in content(path)["indicators"]}
    assert used == names.keys()
