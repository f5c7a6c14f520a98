"""Figures of the files for wards: how long, how much memory, and whether they repeat.

Seconds are printed beside what they are to be, never asserted: they are the machine's, too.
"""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.files import campaign, typst_alone
from benchmarks.measure import ROOT
from campaign_cli.exporting import FORMATS

Tell = Callable[[str, str, str], None]

DATA = ("xlsx", "ics", "csv", "md", "txt", "json")


def kept(example: str, folder: Path) -> Path:
    """Return a copy of an example with a revision in its journal."""
    copy = folder / example
    shutil.copytree(ROOT / "examples" / example, copy, ignore=shutil.ignore_patterns("pictures"))
    campaign(copy, "schedule")
    return copy


@pytest.mark.benchmark
def test_all_formats_of_a_district(tell: Tell, tmp_path: Path) -> None:
    """13 wards, nine formats, in one command."""
    folder = kept("bac-tu-liem-2022", tmp_path)
    cost = campaign(folder, "export", *FORMATS, "-o", "files")
    tell("13 wards, all nine formats", f"{cost.clock:.1f} s", "≤ 6 s")
    tell("  memory", f"{cost.megabytes:.0f} MB", "≤ 300 MB")
    campaign(folder, "export", *FORMATS, "-o", "again")
    one, two = (
        {path.relative_to(folder / name): path.read_bytes() for path in _files(folder / name)}
        for name in ("files", "again")
    )
    tell("  two exports of one revision", "identical" if one == two else "different", "identical")
    assert one == two
    assert cost.megabytes <= 300


@pytest.mark.benchmark
def test_files_of_a_city(tell: Tell, tmp_path: Path) -> None:
    """126 wards: PDF beside Typst alone, and six other formats in one command."""
    folder = kept("hanoi-2026", tmp_path)
    six = campaign(folder, "export", *DATA, "-o", "data")
    tell(f"126 wards, {', '.join(DATA)}", f"{six.clock:.1f} s", "≤ 5 s")
    tell("  memory", f"{six.megabytes:.0f} MB", "")
    for name in ("docx", "html"):
        tell(
            f"126 wards, {name}",
            f"{campaign(folder, 'export', name, '-o', name).seconds:.1f} s",
            "",
        )
    pdf, alone = campaign(folder, "export", "pdf", "-o", "pdf"), typst_alone(folder)
    ratio = pdf.seconds / alone.seconds
    tell("126 wards, pdf / typst alone", f"{pdf.seconds:.0f} s: {ratio:.2f} ×", "≤ 2 ×")
    tell("  memory", f"{pdf.megabytes:.0f} MB", "≤ 300 MB")
    assert ratio <= 2
    assert pdf.megabytes <= 300


def _files(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*")) if path.is_file()]
