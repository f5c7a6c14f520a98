"""`export --no-phones`: copies for notice boards, of real plans."""

import html
import re
import shutil
import subprocess
import zipfile
from collections import defaultdict
from pathlib import Path

import pytest
from helpers.command_line import Typed

from campaign_cli.exporting import FORMATS
from campaign_cli.model.plan import Body, Person, Plan, Ward
from campaign_cli.reading import read

EXAMPLES = Path(__file__).parents[3] / "examples"
PDF = ((("pdftotext", "-raw"), ("-",)), (("pdfinfo",), ()), (("pdfinfo", "-meta"), ()))
"""Poppler's programs that say what a PDF says, and what it says of itself."""
SHOWING = {
    "bac-tu-liem-2022": tuple(one for one in FORMATS if one not in {"pdf", "docx", "xlsx"}),
    "riverside": tuple(FORMATS),
}
"""In what it is seen that there is something to leave out: the slow ones of the smaller plan."""


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


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs Debian's poppler-utils")
@pytest.mark.parametrize("example", SHOWING)
def test_no_personal_data_without_phones(
    example: str, tmp_path: Path, campaign: Typed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In none of the nine formats, nor in the index of a real plan, nor in what is kept of them."""
    folder = tmp_path / example
    shutil.copytree(EXAMPLES / example, folder)
    monkeypatch.chdir(folder)
    plan = read(folder / "plan.toml").plan
    assert plan
    hidden = secrets(plan)
    assert len(hidden) > 10
    assert campaign("export", *SHOWING[example], "-o", "all").code == 0
    found: dict[str, str] = defaultdict(str)
    for path in _files(folder / "all"):
        found[path.suffix] += _text(path)
    for name in SHOWING[example]:
        assert [one for one in hidden if _squeezed(one) in found[f".{name}"]], name
    everyone = ("--owner", "all", "--person", "all", "--day", plan.campaign.start.isoformat())
    assert campaign("export", *FORMATS, "--no-phones", "-o", "web").code == 0
    assert campaign("export", *FORMATS, "--no-phones", "-o", "web", *everyone).code == 0
    assert (folder / "web" / "index.html").is_file()
    for path in _files(folder / "web"):
        text = _text(path)
        assert not [one for one in hidden if _squeezed(one) in text], path


PRIVATE = """
[campaign]
name = "Safer Streets Month"
start = 2027-05-03
end = 2027-05-28
language = "en"
country = "GB"

[[ward]]
id = "mill-lane"
name = "Mill Lane"
hall = { name = "Mill Lane Hall", capacity = 80 }

[[ward]]
id = "old-quay"
name = "Old Quay"

[[resource]]
id = "speakers"
name = "Speakers"
members = [{ id = "speaker", name = "The Speaker", phone = "01632 960099" }]

[[activity]]
id = "talk"
kind = "talk"
title = "Counselling"
wards = "together"
private = true
venue = "mill-lane-hall"
uses = { speakers = 1 }
prefer = { on = 2027-05-18 }
"""


def test_who_does_what_is_the_same_without_phones(
    tmp_path: Path, campaign: Typed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a private event takes place is said nowhere; its host has the hall to prepare."""
    monkeypatch.chdir(tmp_path)
    plan = tmp_path / "plan.toml"
    plan.write_text(PRIVATE, "utf-8")
    assert campaign("publish", "--number", "1", "--date", "2027-04-01").code == 0
    plan.write_text(PRIVATE.replace("05-18", "05-20"), "utf-8")
    assert campaign("schedule").code == 0
    for folder, *option in (("all",), ("web", "--no-phones")):
        assert campaign("export", "csv", "ics", "-o", folder, *option).code == 0
        assert campaign("export", "ics", "--person", "all", "-o", folder, *option).code == 0
    tasks = [(tmp_path / name / "tasks.csv").read_text("utf-8-sig") for name in ("all", "web")]
    assert tasks[0] == tasks[1]
    assert "mill-lane" in tasks[0]
    calendars = [
        (tmp_path / name / "people" / "speaker.ics").read_text("utf-8") for name in ("all", "web")
    ]
    assert ["STATUS:CANCELLED" in one for one in calendars] == [False, False]


def _files(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*")) if path.is_file()]


def _text(path: Path) -> str:
    """Return all that a file says, what is about it as well, without white space."""
    content = path.read_bytes()
    if path.suffix == ".pdf":
        said = [
            subprocess.run([*how, path, *to], check=True, capture_output=True) for how, to in PDF
        ]
        content = b" ".join(one.stdout for one in said)
    elif path.suffix in {".docx", ".xlsx"}:
        with zipfile.ZipFile(path) as box:
            content = b" ".join(box.read(name) for name in box.namelist())
    elif path.suffix == ".ics":
        content = content.replace(b"\r\n ", b"")
    text = html.unescape(content.decode("utf-8-sig", "replace"))
    # Between the runs of a line stand tags; in tags stands what nobody sees.
    return _squeezed(text) + _squeezed(re.sub(r"<[^>]*>", "", text))


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)
