"""What is read is bounded before it is opened: no bomb, pipe or device takes the machine."""

import io
import json
import os
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from helpers.command_line import PLAN, Typed
from test_surroundings import surroundings

from campaign_cli.support import files

pipes = pytest.mark.skipif(sys.platform == "win32", reason="no such files there")


def workbook(folder: Path, **cells: str) -> Path:
    """Write a workbook with these cells."""
    file = folder / "wards.xlsx"
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        for place, text in cells.items():
            sheet.write_string(place, text)
    return file


def peak(folder: Path, *words: str) -> tuple[int, str, int]:
    """Return how a command ended, what it said, and the MB that it and its children took."""
    code = (
        "import resource, subprocess, sys\n"
        "done = subprocess.run([sys.executable, '-m', 'campaign_cli', *sys.argv[1:]],"
        " capture_output=True, text=True)\n"
        "used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss\n"
        "print(done.returncode, used // (1024 if sys.platform == 'linux' else 1 << 20))\n"
        "print(done.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *words],
        cwd=folder,
        env=surroundings(),
        capture_output=True,
        check=True,
        text=True,
    )
    first, _, said = done.stdout.partition("\n")
    ended, used = map(int, first.split())
    return ended, said, used


@pipes
@pytest.mark.parametrize("corner", ["XFD1048576", "XFD2"])
def test_a_cell_in_the_last_corner(tmp_path: Path, corner: str) -> None:
    """No memory is taken for all that lies between."""
    file = workbook(tmp_path, A1="name", A2="Xuân Đỉnh", **{corner: "x"})
    ended, said, used = peak(tmp_path, "new", "a", "--wards", str(file))
    if corner == "XFD2":
        assert ended == 0
    else:
        assert ended == 2
        assert "holds more, or reaches further, than 20,000 rows" in said
    assert used < 300


def test_a_packed_file_that_unpacks_without_end(tmp_path: Path, campaign: Typed) -> None:
    """It is weighed first, whatever it says of itself."""
    file = tmp_path / "bomb.xlsx"
    with (
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/workbook.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(70):
            part.write(bytes(files.MEGABYTE))
    refused = campaign("new", "a", "--wards", str(file))
    assert refused.code == 2
    assert "holds more, or reaches further" in refused.err


def test_locked_workbooks_are_called_so(tmp_path: Path, campaign: Typed) -> None:
    """Office keeps the locked file inside an old container."""
    file = tmp_path / "locked.xlsx"
    file.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    )
    refused = campaign("new", "a", "--wards", str(file))
    assert refused.code == 2
    assert "is locked with a password" in refused.err


BEGINNINGS = {
    "Excel 97": (b"\x09\x08\x10\x00\x00\x06\x05\x00" + bytes(12), 1),
    "Excel 97, the oldest way": (b"\x09\x08\x10\x00\x00\x06\x05\x00" + bytes(12), 0),
    "Excel 97, not to be written to": (
        b"\x09\x08\x10\x00\x00\x06\x05\x00" + bytes(12) + b"\x86\x00\x00\x00",
        1,
    ),
    "Excel 95": (b"\x09\x08\x08\x00\x00\x05\x05\x00" + bytes(4), 0),
}


@pytest.mark.parametrize("name", BEGINNINGS)
def test_locked_old_workbooks_are_called_so(tmp_path: Path, campaign: Typed, name: str) -> None:
    """A record behind the first says so, whichever way of locking it is."""
    first, way = BEGINNINGS[name]
    lock = struct.pack("<HHHHH", 0x2F, 6, way, 1, 1)
    file = tmp_path / "locked.xls"
    file.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + first + lock + bytes(900))
    refused = campaign("new", "a", "--wards", str(file))
    assert refused.code == 2
    assert "is locked with a password" in refused.err


@pytest.mark.parametrize(
    "text",
    [
        "name,population\nXuân Đỉnh," + "9" * 5000 + "\n",
        "name\n" + "Xuân Đỉnh\n" * 15_000,
    ],
)
def test_long_tables_are_read(tmp_path: Path, campaign: Typed, text: str) -> None:
    """A number of thousands of digits is none; equal names are numbered one by one."""
    file = tmp_path / "wards.csv"
    file.write_text(text, encoding="utf-8")
    from campaign_cli.starting import wards_in

    read = wards_in(file).wards
    assert len({ward.id for ward in read}) == text.count("Xuân")
    assert read[0].population is None
    del campaign


def test_a_table_of_a_million_rows(tmp_path: Path, campaign: Typed) -> None:
    """It is none of wards."""
    file = tmp_path / "wards.csv"
    file.write_bytes(b"name\n" + b"a\n" * 1_000_000)
    refused = campaign("new", "a", "--wards", str(file))
    assert refused.code == 2
    assert "than 20,000 rows" in refused.err


@pipes
@pytest.mark.parametrize(
    "words",
    [
        ("new", "a", "--wards", "PIPE"),
        ("new", "a", "--from", "PIPE"),
        ("check", "--plan", "PIPE"),
        ("check", "--schedule", "PIPE"),
        ("check", "--layout", "PIPE"),
        ("template", "check", "PIPE"),
        ("export", "docx", "--template", "PIPE"),
        ("export", "md", "-o", "PIPE"),
        ("show", "month", "--svg", "PIPE", "--force"),
    ],
)
@pytest.mark.parametrize("kind", ["pipe", "device"])
def test_pipes_and_devices_are_no_files(
    folder: Path, campaign: Typed, words: tuple[str, ...], kind: str
) -> None:
    """Nothing waits for them, and they stay what they are."""
    pipe = folder / "pipe"
    os.mkfifo(pipe)
    named = "/dev/zero" if kind == "device" else str(pipe)
    done = campaign(*(named if word == "PIPE" else word for word in words))
    assert done.code == 5
    assert named in done.err + done.out or "pipe" in done.err + done.out
    assert pipe.is_fifo()


@pipes
def test_includes_that_are_no_files(folder: Path, campaign: Typed) -> None:
    """Pipes are not waited for, and a file of 4 GB is not read."""
    os.mkfifo(folder / "pipe.toml")
    with (folder / "sparse.toml").open("wb") as sparse:
        sparse.truncate(4 << 30)
    for name, code in (("pipe", "P100"), ("sparse", "P120")):
        (folder / "plan.toml").write_text(f'include = ["{name}.toml"]\n{PLAN}', encoding="utf-8")
        (one,) = json.loads(campaign("check", "--format", "json").out)
        assert one["code"] == code


def test_a_plan_of_very_many_tables(folder: Path, campaign: Typed) -> None:
    """It is said at once."""
    (folder / "plan.toml").write_text(PLAN + "[[activity]]\n" * 20_001, encoding="utf-8")
    done = campaign("check", "--format", "concise")
    assert done.code == 1
    assert "P120" in done.out
    assert len(done.out.splitlines()) == 1


def test_kinds_made_from_each_other(folder: Path, campaign: Typed) -> None:
    """However many in a row, the first that is too many is named."""
    chain = "".join(f'[kind.k{n}]\nlike = "k{n - 1}"\n' for n in range(1, 1500))
    (folder / "plan.toml").write_text(PLAN + chain + '[kind.k0]\nlike = "talk"\n', encoding="utf-8")
    done = campaign("check", "--format", "concise")
    assert [line.split()[1] for line in done.out.splitlines()] == ["P121"]


def test_a_file_that_grows_while_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it has beyond is not taken."""
    file = tmp_path / "grown"
    file.write_bytes(b"12345")
    monkeypatch.setattr(os, "fstat", lambda _: os.stat_result((0o100644, *[0] * 9)))
    with pytest.raises(files.InputError):
        files.content_of(file, 4)
    assert io.BytesIO(files.content_of(file, 5)).read() == b"12345"


@pipes
def test_a_cell_that_is_repeated_without_end(tmp_path: Path) -> None:
    """What no directory shows is counted by the process that reads it."""
    file = tmp_path / "wards.ods"
    names = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<?xml version="1.0"?><office:document-content xmlns:office="{names}:office:1.0"'
        f' xmlns:table="{names}:table:1.0" xmlns:text="{names}:text:1.0"><office:body>'
        '<office:spreadsheet><table:table table:name="a"><table:table-row'
        ' table:number-rows-repeated="1048576"><table:table-cell office:value-type="string"'
        ' table:number-columns-repeated="3"><text:p>name</text:p></table:table-cell>'
        "</table:table-row></table:table></office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    manifest = (
        f'<manifest:manifest xmlns:manifest="{names}:manifest:1.0"><manifest:file-entry'
        ' manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument'
        '.spreadsheet"/></manifest:manifest>'
    )
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    ended, said, used = peak(tmp_path, "new", "a", "--wards", str(file))
    assert ended == 2
    assert "holds more, or reaches further" in said
    assert used < 900
