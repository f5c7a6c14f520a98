"""Exported files: what they say, that they repeat, and that nobody's work is lost."""

import csv
import errno
import io
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from helpers import builders as b
from helpers import goldens, materials, small_month

from campaign_cli.exporting import FORMATS, Exported, File, as_csv
from campaign_cli.exporting.as_md import escaped
from campaign_cli.exporting.folder import files as folders
from campaign_cli.exporting.material import slug
from campaign_cli.listing import checklists
from campaign_cli.model.plan import Body, Plan
from campaign_cli.model.plan.kind import TaskTemplate
from campaign_cli.model.schedule.as_json import schedule_document, schedule_from
from campaign_cli.support.files import InputError, content_of

MANIFEST = ".campaign-export.json"
TEXTS = ("md", "csv", "json")


def exported(folder: Path, *formats: str, **more: Any) -> Exported:
    """Export the small month into `folder`, in the formats that tables and pages have."""
    return materials.exported(folder, *(formats or TEXTS), **more)


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file below `folder`."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def names(paths: tuple[Path, ...], folder: Path) -> list[str]:
    """Return paths inside the folder, in order."""
    return sorted(path.relative_to(folder).as_posix() for path in paths)


EVERYTHING = [
    "budget.csv",
    "budget.md",
    "events.csv",
    "index.html",
    "index.md",
    "organiser.md",
    "print-order.csv",
    "print-order.md",
    "schedule.json",
    "tasks.csv",
    "wards/lien-mac.md",
    "wards/tay-tuu.md",
    "wards/xuan-dinh.md",
]


def test_every_format_says_what_it_said(tmp_path: Path) -> None:
    """Pages, tables and the schedule, against files that a person has read."""
    done = exported(tmp_path)
    assert names(done.written, tmp_path) == EVERYTHING
    for name, content in contents(tmp_path).items():
        if name != MANIFEST:
            goldens.same_as(f"export/{name}", content)


def test_the_same_schedule_gives_the_same_bytes(tmp_path: Path) -> None:
    """In the same folder nothing is written again, in another one the same."""
    exported(tmp_path / "one")
    before = contents(tmp_path / "one")
    again = exported(tmp_path / "one")
    assert (again.written, names(again.unchanged, tmp_path / "one")) == ((), EVERYTHING)
    exported(tmp_path / "two")
    assert contents(tmp_path / "one") == contents(tmp_path / "two") == before


def test_every_file_carries_the_version(tmp_path: Path) -> None:
    """Campaign, revision, draft, and the beginning of the plan's digest."""
    exported(tmp_path)
    for name, content in contents(tmp_path).items():
        if name == MANIFEST:
            continue
        text = content.decode()
        assert "0123456789ab" in text
        assert "Tháng hành động vì bình đẳng giới năm 2022" in text
        assert ("dự thảo" in text) if name != "schedule.json" else ('"draft": true' in text)


def test_json_is_the_schedule(tmp_path: Path) -> None:
    """It reads back; its last line ends. Events have the hours that pages print, too."""
    plan = small_month.plan()
    schedule = small_month.schedule(plan)
    exported(tmp_path, "json")
    text = (tmp_path / "schedule.json").read_text("utf-8")
    assert text.endswith("}\n")
    document = json.loads(text)
    hours = {event.id: event.hours for event in checklists(plan, schedule).events}
    assert "8h00–10h00" in hours.values()
    expected: Any = schedule_document(plan, schedule)
    for event in expected["events"]:
        event["hours"] = hours[event["id"]]
    assert document.items() >= expected.items()
    assert schedule_from(plan, document).bookings == schedule.bookings
    tasks = checklists(plan, schedule).tasks
    told = [(one["id"], one["due"], one["ward"] or one["body"]) for one in document["tasks"]]
    assert told == [(task.id, task.due.isoformat(), task.doer.id) for task in tasks]


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    """Return the rows of a table as a spreadsheet reads them."""
    text = (folder / name).read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_csv_opens_in_spreadsheets(tmp_path: Path) -> None:
    """A byte-order mark, Windows line ends, a row a task with its stable id."""
    exported(tmp_path, "csv")
    raw = (tmp_path / "tasks.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.count(b"\r\n") == raw.count(b"\n")
    tasks = rows(tmp_path, "tasks.csv")
    assert len({row["mã đầu việc"] for row in tasks}) == len(tasks)
    (names_row,) = [row for row in tasks if row["mã đầu việc"] == "launch/names@tay-tuu"]
    assert names_row["hạn"] == "2022-11-08"
    assert names_row["mã phường"] == "tay-tuu"
    assert names_row["mã cuộc"] == "launch"


def test_some_wards_alone_leave_everyones_files(tmp_path: Path) -> None:
    """One ward's page and tables, beside the others."""
    exported(tmp_path)
    before = contents(tmp_path)
    done = exported(tmp_path, "csv", "md", wards=("tay-tuu",))
    assert names(done.written, tmp_path) == ["wards/tay-tuu-events.csv", "wards/tay-tuu-tasks.csv"]
    assert names(done.unchanged, tmp_path) == ["wards/tay-tuu.md"]
    after = contents(tmp_path)
    assert all(after[name] == before[name] for name in before if name != MANIFEST)
    assert {row["mã phường"] for row in rows(tmp_path, "wards/tay-tuu-tasks.csv")} == {"tay-tuu"}


def test_what_a_person_changed_is_kept_unless_forced(tmp_path: Path) -> None:
    """And told; the other files are written."""
    exported(tmp_path)
    page = tmp_path / "wards" / "tay-tuu.md"
    page.write_text("Đã sửa tay", "utf-8")
    (tmp_path / "index.md").unlink()
    done = exported(tmp_path)
    assert done.kept == (page,)
    assert names(done.written, tmp_path) == ["index.md"]
    assert page.read_text("utf-8") == "Đã sửa tay"
    # It is still known as changed the next time.
    assert exported(tmp_path).kept == (page,)
    assert exported(tmp_path, force=True).written == (page,)
    assert exported(tmp_path).kept == ()


def test_what_was_there_before_is_a_persons(tmp_path: Path) -> None:
    """A file of that name that was never exported."""
    (tmp_path / "index.md").write_text("ghi chú", "utf-8")
    assert names(exported(tmp_path).kept, tmp_path) == ["index.md"]


def test_a_new_revision_replaces_what_nobody_changed(tmp_path: Path) -> None:
    """The pages follow the schedule."""
    exported(tmp_path)
    plan = small_month.plan()
    schedule = replace(small_month.schedule(plan), revision=2)
    done = exported(tmp_path, of=materials.material(plan, schedule))
    assert names(done.written, tmp_path) == EVERYTHING
    assert done.kept == ()


@pytest.mark.parametrize("damage", ["", "[]", "{", '{"files": []}', '{"files": {"index.md": 3}}'])
def test_a_damaged_manifest_loses_nothing(tmp_path: Path, damage: str) -> None:
    """What is the same stays, what differs is taken for a person's."""
    exported(tmp_path)
    (tmp_path / MANIFEST).write_text(damage, "utf-8")
    (tmp_path / "index.md").write_text("khác", "utf-8")
    done = exported(tmp_path)
    assert names(done.kept, tmp_path) == ["index.md"]
    assert len(done.unchanged) == len(EVERYTHING) - 1


def test_what_cannot_be_written_leaves_no_halves(tmp_path: Path) -> None:
    """A file stands where a folder should: what was written before is known as ours."""
    (tmp_path / "wards").write_text("a file", "utf-8")
    with pytest.raises(OSError, match="wards"):
        exported(tmp_path, "csv", "md")
    written = set(contents(tmp_path)) - {"wards", MANIFEST}
    assert written
    assert written < {"budget.csv", "events.csv", "print-order.csv", "tasks.csv"}
    done = exported(tmp_path, "csv")
    assert set(names(done.unchanged, tmp_path)) == written
    assert not done.kept


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    """It is named as it was given, and stays as it is."""
    there = tmp_path / "there"
    there.write_text("a file", "utf-8")
    with pytest.raises(NotADirectoryError) as refused:
        exported(there, "md")
    assert refused.value.filename == str(there)
    assert there.read_text("utf-8") == "a file"


def test_unknown_names_are_refused(tmp_path: Path) -> None:
    """Before anything is written."""
    with pytest.raises(KeyError):
        exported(tmp_path, "papyrus")
    with pytest.raises(KeyError):
        exported(tmp_path, wards=("nowhere",))
    assert contents(tmp_path) == {}


@pytest.mark.parametrize(
    ("id_", "name"),
    [
        ("xuan-dinh", "xuan-dinh"),
        ("con", "con_"),
        ("nul", "nul_"),
        ("com1", "com1_"),
        ("const", "const"),
        ("../x", "_2e_2e_2fx"),
        ("", "_"),
    ],
)
def test_file_names_are_safe_everywhere(id_: str, name: str) -> None:
    """No name that Windows keeps for itself, none outside the folder."""
    assert slug(id_) == name


def hostile(text: str) -> Plan:
    """Return a plan that says `text` wherever it can."""
    template = TaskTemplate(id="names", title={"en": text}, who="ward", need={"en": text})
    return b.plan(
        b.activity(
            "talk", title=text, cost=3, preside=text, attend=text, owner=text, tasks=(template,)
        ),
        wards=(b.ward("con", name=text),),
        supplies=(b.supply("gift", 3, share_by="equal", unit=text),),
    )


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+84 24 0000 0001",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\x1b[31m=1",
        '"a","b"',
        "một\nhai",
        "\u202e=1",
    ],
)
def test_no_cell_is_a_formula(tmp_path: Path, text: str) -> None:
    """Whatever the plan says."""
    plan = hostile(text)
    schedule = b.schedule(plan, b.booking(plan, "talk@con", "21/11"))
    exported(tmp_path, "csv", "md", of=materials.material(plan, schedule))
    for name in ("tasks.csv", "events.csv", "print-order.csv", "budget.csv"):
        for row in rows(tmp_path, name):
            for cell in row.values():
                assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
                assert cell.isprintable()
    assert (tmp_path / "wards" / "con_.md").is_file()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("*b* _i_ `c`", r"\*b\* \_i\_ \`c\`"),
        ("[a](http://x) ![b](y)", r"\[a\](http\://x) \!\[b\](y)"),
        ("<script>&amp;", r"\<script\>\&amp;"),
        ("# head", r"\# head"),
        ("- list", r"\- list"),
        ("1. list", r"1\. list"),
        ("a | b", r"a \| b"),
        (":smile: 8:30", r"\:smile: 8:30"),
        ("$x$ ~~y~~ @z", r"\$x\$ \~\~y\~\~ \@z"),
        ("two\nlines", "two lines"),
        ("\\", "\\\\"),
    ],
)
def test_markdown_shows_text_as_it_stands(text: str, shown: str) -> None:
    """Every character that Markdown would obey is escaped."""
    assert escaped(text) == shown


def test_markdown_pages_stay_pages_whatever_a_plan_says(tmp_path: Path) -> None:
    """A title that is a heading makes no heading."""
    plan = hostile("\n# Head\n\n- [x] done <b>")
    schedule = b.schedule(plan, b.booking(plan, "talk@con", "21/11"))
    exported(tmp_path, "md", of=materials.material(plan, schedule))
    lines = (tmp_path / "wards" / "con_.md").read_text("utf-8").splitlines()
    assert not [line for line in lines if line.startswith(("# H", "- [x]"))]
    assert sum(line.startswith("# ") for line in lines) == 1


def test_private_events_show_no_names_in_files_for_wards(tmp_path: Path) -> None:
    """Neither in pages nor in tables."""
    exported(tmp_path, "md", "csv")
    for content in contents(tmp_path).values():
        text = content.decode("utf-8-sig")
        for secret in ("Nhà riêng", "Ngõ 7", "Báo cáo viên Hội LHPN"):
            assert secret not in text


def test_formats_are_found_by_their_names() -> None:
    """One table."""
    assert all(name == made.name for name, made in FORMATS.items())


def test_wards_are_not_given_who_serves_at_joint_events(tmp_path: Path) -> None:
    """Nor their phones, in any file of theirs; whoever runs the event is."""
    pool = b.pool("speakers", b.member("legal", phone="024 0000 0009"))
    talk = b.activity("talk", wards="together", owner="office", uses={"speakers": 1})
    office = Body(id="office", name="Office", short="Office")
    plan = b.plan(talk, resources=[pool], bodies=[office])
    held = b.booking(plan, "talk", "21/11", people={"speakers": ("legal",)})
    of = materials.material(plan, b.schedule(plan, held), wards=("a",), owners=("office",))
    exported(tmp_path, "csv", "md", "txt", "html", "ics", of=of)
    for file in sorted((tmp_path / "wards").iterdir()):
        assert "024 0000 0009" not in file.read_bytes().decode()
    for name in ("office-events.csv", "office.md", "office.txt", "office.html", "office.ics"):
        assert "024 0000 0009" in (tmp_path / "owners" / name).read_bytes().decode()


class Killed(BaseException):
    """What ends a process without a word."""


def killed_after(count: int, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Export into `folder`, and die once `count` files are there: no manifest says of them."""
    put = folders.put
    done = []

    def dying(path: Path, content: bytes) -> None:
        if len(done) == count:
            raise Killed
        if path.name != MANIFEST:
            done.append(path)
        put(path, content)

    with monkeypatch.context() as patch:
        patch.setattr(folders, "put", dying)
        patch.setattr(folders.Folder, "_remember", lambda *_: None)
        with pytest.raises(Killed):
            exported(folder)


def test_what_a_killed_export_wrote_is_still_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next one replaces it, and cleans up; a person's change is kept all the same."""
    killed_after(4, monkeypatch, tmp_path)
    assert not json.loads((tmp_path / MANIFEST).read_bytes())["files"]
    (changed,) = tmp_path.glob("wards/tay-tuu.md")
    changed.write_text("mine", encoding="utf-8")
    signed = replace(materials.material(), made=materials.MADE)
    other = replace(
        signed,
        checklists=replace(
            signed.checklists,
            stamp=replace(signed.checklists.stamp, draft=not signed.checklists.stamp.draft),
        ),
    )
    done = exported(tmp_path, of=other)
    assert names(done.kept, tmp_path) == ["wards/tay-tuu.md"]
    assert sorted(path.name for path in tmp_path.iterdir() if path.name[0] == ".") == [MANIFEST]
    again = exported(tmp_path)
    assert names(again.kept, tmp_path) == ["wards/tay-tuu.md"]
    assert changed.read_text(encoding="utf-8") == "mine"


def test_two_exports_at_once_know_each_others_files(tmp_path: Path) -> None:
    """The one that ends last leaves a manifest of both."""
    one, two = folders.Folder(tmp_path, "", force=False), folders.Folder(tmp_path, "", force=False)
    first = File(PurePosixPath("a.md"), b"a")
    second = File(PurePosixPath("b.md"), b"b")

    def meanwhile() -> Iterator[File]:
        yield first
        two.take([second, File(PurePosixPath("a.md"), b"newer")])
        yield File(PurePosixPath("c.md"), b"c")

    one.take(meanwhile())
    files = json.loads((tmp_path / MANIFEST).read_bytes())["files"]
    assert sorted(files) == ["a.md", "b.md", "c.md"]
    last = folders.Folder(tmp_path, "", force=False)
    done = last.take([File(PurePosixPath(name), b"last") for name in ("a.md", "b.md", "c.md")])
    assert not done.kept


def test_a_lock_left_behind_keeps_nobody(tmp_path: Path) -> None:
    """A killed process leaves its file, and what it had locked is free."""
    killed = (
        "import os, signal, sys; from pathlib import Path\n"
        "from campaign_cli.exporting.folder.files import Folder\n"
        "with Folder(Path(sys.argv[1]), '', force=False)._alone():\n"
        "    os.kill(os.getpid(), signal.SIGKILL)"
    )
    done = subprocess.run([sys.executable, "-c", killed, str(tmp_path)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert (tmp_path / folders.LOCK).exists()
    begun = time.monotonic()
    taken = folders.Folder(tmp_path, "", force=False).take([File(PurePosixPath("a.md"), b"a")])
    assert [path.name for path in taken.written] == ["a.md"]
    assert time.monotonic() - begun < folders.WAIT / 2
    assert not (tmp_path / folders.LOCK).exists()


def test_an_export_waits_for_another_that_writes_the_manifest(tmp_path: Path) -> None:
    """However long that takes: both are in it in the end."""
    one, two = (folders.Folder(tmp_path, "", force=False) for _ in "12")
    waiting = threading.Thread(target=two.take, args=([File(PurePosixPath("b.md"), b"b")],))
    with one._alone():
        waiting.start()
        one._write({"a.md": "0" * 64}, {})
        waiting.join(0.3)
        assert waiting.is_alive()
    waiting.join()
    assert sorted(one._manifest().files) == ["a.md", "b.md"]


def test_an_export_that_goes_on_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The lock stays that of its holder; what was written is known to the next export."""
    monkeypatch.setattr(folders, "WAIT", 0.05)
    one, two = (folders.Folder(tmp_path, "", force=False) for _ in "12")
    with one._alone():
        with pytest.raises(InputError, match="another export is writing"):
            two.take([File(PurePosixPath("a.md"), b"a")])
        with pytest.raises(InputError), one._alone():
            pass
    done = two.take([File(PurePosixPath("a.md"), b"newer")])
    assert (len(done.written), done.kept) == (1, ())


def test_a_lock_that_is_none(tmp_path: Path) -> None:
    """What a person has put there is no lock; the error names it."""
    (tmp_path / folders.LOCK).write_bytes(b"mine" * 99)
    with pytest.raises(OSError, match="error") as caught:
        folders.Folder(tmp_path, "", force=False).take([File(PurePosixPath("a.md"), b"a")])
    assert caught.value.filename == str(tmp_path / folders.LOCK)


def test_notes_are_read_once_however_many_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not for each file that is written, or that a person has changed."""
    files = [File(PurePosixPath(f"{number}.md"), b"ours") for number in range(99)]
    for file in files[::2]:
        (tmp_path / file.path).write_bytes(b"a person's")
    (tmp_path / folders.NOTES.format(1)).write_text(f"{'0' * 64} x.md\tr1\n", encoding="utf-8")
    read: list[str] = []

    def content(file: Path, most: int = 9**9) -> bytes:
        read.append(file.name)
        return content_of(file, most)

    monkeypatch.setattr(folders, "content_of", content)
    done = folders.Folder(tmp_path, "r2", force=False).take(files)
    assert (len(done.written), len(done.kept)) == (49, 50)
    assert sum(name.startswith(".campaign-export") for name in read) < 20


@pytest.mark.parametrize(
    "text", [" =1+1", "\u00a0=1", "\ufeff=1", "＝1+1", "\u3000＋1", "\u200b-1", "\x01@x", "﹦1"]
)
def test_no_cell_is_a_formula_behind_blanks(text: str) -> None:
    """Spreadsheets pass over blanks and what is not seen, and read wide signs as narrow ones."""
    assert as_csv._cell(text).startswith("'")


def test_a_full_disk_at_any_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The error names a file, and the next export writes everything, whatever was left behind."""
    full = OSError(errno.ENOSPC, "no space")
    wrote, moved, opened = Path.write_bytes, Path.replace, Path.open
    steps = []

    def step() -> None:
        steps.append(1)
        if len(steps) == turn:
            raise full

    def write(path: Path, content: bytes) -> int:
        step()
        return wrote(path, content)

    def replace_(path: Path, target: Path) -> Path:
        step()
        return moved(path, target)

    def open_(path: Path, mode: str = "r", **more: Any) -> Any:
        if mode == "a":
            with opened(path, "ab") as half:
                half.write(b"0123abc")
            step()
            opened(path, "wb").close()
        return opened(path, mode, **more)

    expected = contents_made(tmp_path / "whole")
    for turn in range(1, 14):
        steps.clear()
        full.filename = None
        folder = tmp_path / str(turn)
        with monkeypatch.context() as patch:
            patch.setattr(Path, "write_bytes", write)
            patch.setattr(Path, "replace", replace_)
            patch.setattr(Path, "open", open_)
            with pytest.raises(OSError, match="no space") as raised:
                exported(folder, "md")
        assert raised.value.filename
        assert not exported(folder, "md").kept
        assert contents(folder).keys() == expected.keys()


def contents_made(folder: Path) -> dict[str, bytes]:
    """Return the files of an export that nothing stood in the way of."""
    exported(folder, "md")
    return contents(folder)


def test_what_a_kill_left_is_cleared(tmp_path: Path) -> None:
    """Once it is old enough to be nobody's work, and nothing else that is called so."""
    old = tmp_path / "wards" / ".a.md.4711.tmp"
    mine = tmp_path / ".mine.tmp"
    old.parent.mkdir()
    for file in (old, mine):
        file.write_text("half", encoding="utf-8")
        os.utime(file, (1, 1))
    exported(tmp_path, "md")
    assert not old.exists()
    assert mine.exists()
