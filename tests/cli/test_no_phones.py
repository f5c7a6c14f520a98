"""`export --no-phones`: copies for notice boards, of real plans."""

import shutil
from pathlib import Path

import pytest
from command_line import Typed

from campaign_cli.model.plan import Body, Person, Plan, Ward
from campaign_cli.reading import read

EXAMPLES = Path(__file__).parents[2] / "examples"


def secrets(plan: Plan) -> set[str]:
    """Return every phone number, contact and servant's name, and private place of a plan.

    Whose office an event's programme names is no secret.
    """
    people = [
        one for office in (*plan.bodies.values(), *plan.wards.values()) for one in _of(office)
    ]
    members = [one for pool in plan.resources.values() for one in pool.members.values()]
    said = {one.name for one in (*people, *members)} | {one.phone for one in (*people, *members)}
    private = {one.venue for one in plan.activities.values() if one.private}
    places = {plan.venues[id_].address for id_ in private if id_}
    public = " ".join(f"{one.preside} {one.attend}" for one in plan.activities.values())
    return {one for one in said | places if one and one not in public}


def _of(office: Body | Ward) -> list[Person]:
    return [one for one in (office.contact, office.deputy) if one]


@pytest.mark.parametrize("example", ["bac-tu-liem-2022", "riverside"])
def test_no_personal_data_without_phones(
    example: str, tmp_path: Path, campaign: Typed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In pages, messages, tables, the schedule and the index of a real plan."""
    folder = tmp_path / example
    shutil.copytree(EXAMPLES / example, folder)
    monkeypatch.chdir(folder)
    plan = read(folder / "plan.toml").plan
    assert plan
    hidden = secrets(plan)
    assert len(hidden) > 10
    formats = ("md", "csv", "json", "txt")
    assert campaign("export", *formats, "-o", "all").code == 0
    whole = "".join(path.read_text("utf-8-sig") for path in _texts(folder / "all"))
    assert [one for one in hidden if one in whole]
    everyone = ("--owner", "all", "--person", "all", "--day", plan.campaign.start.isoformat())
    assert campaign("export", *formats, "--no-phones", "-o", "web").code == 0
    assert campaign("export", *formats, "--no-phones", "-o", "web", *everyone).code == 0
    assert (folder / "web" / "index.html").is_file()
    for path in _texts(folder / "web"):
        text = path.read_text("utf-8-sig")
        assert not [one for one in hidden if one in text], path


def _texts(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*")) if path.is_file()]
