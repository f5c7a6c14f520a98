"""Small plans to read, written to a folder of the test's own."""

from dataclasses import replace
from pathlib import Path

from campaign_cli.model.plan import Activity, Plan
from campaign_cli.reading import Reading, read

IN_VAIN = {"P508", "P509", "P510"}
"""What is remarked on because it has no effect."""
IN_VAIN = {"P508", "P509", "P510"}
"""The remarks on what has no effect."""
HEAD = """\
[campaign]
name = "Tháng hành động"
start = 2022-11-15
end = 2022-12-15
"""
WARDS = """
[[ward]]
id = "xuan-dinh"
name = "Xuân Đỉnh"
population = 35_000
need = 12
counts = { tdp = 31 }
contact = { name = "Công chức VH-XH phường", phone = "024 0000 0101" }
hall = { name = "Nhà văn hóa phường", capacity = 150 }

[[ward]]
id = "tay-tuu"
name = "Tây Tựu"
population = 29_000
need = 19
counts = { tdp = 20 }
contact = { name = "Công chức VH-XH phường", phone = "024 0000 0102" }

[[ward]]
id = "lien-mac"
name = "Liên Mạc"
population = 13_000
need = 15
counts = { tdp = 10 }
contact = { name = "Công chức VH-XH phường", phone = "024 0000 0103" }
"""
TALK = """
[[activity]]
id = "talk"
kind = "talk"
title = "Tọa đàm"
"""


def reading_of(folder: Path, text: str | bytes, **files: str) -> Reading:
    """Return what reading makes of a plan's text and of the files beside it.

    Small plans say much in vain; what is remarked on that has tests of its own.
    """
    reading = whole_reading_of(folder, text, **files)
    telling = tuple(one for one in reading.diagnostics if one.code not in IN_VAIN)
    return replace(reading, diagnostics=telling)


def whole_reading_of(folder: Path, text: str | bytes, **files: str) -> Reading:
    """Return what reading makes of a plan, with the remarks on what has no effect."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")
    plan = folder / "plan.toml"
    plan.write_bytes(text.encode() if isinstance(text, str) else text)
    return read(plan)


def plan_of(folder: Path, text: str | bytes, **files: str) -> Plan:
    """Return the plan, which must have no problem; a small one may say things in vain."""
    reading = reading_of(folder, text, **files)
    assert [one for one in reading.diagnostics if one.code not in IN_VAIN] == []
    assert reading.plan is not None
    return reading.plan


def talk_of(folder: Path, lines: str, more: str = "") -> Activity:
    """Return the activity `talk` with `lines` of its own, in a plan of three wards."""
    return plan_of(folder, HEAD + WARDS + TALK + lines + "\n" + more).activities["talk"]


def codes(reading: Reading) -> list[str]:
    """Return the codes of what was found, in order; a small plan may say things in vain."""
    return [one.code for one in reading.diagnostics if one.code not in IN_VAIN]
