"""Calendars: that other programs read them, and what becomes of entries when a month changes."""

import hashlib
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import vobject
from helpers import builders as b
from helpers import materials
from helpers.builders import on
from icalendar import Calendar

from campaign_cli.exporting import Past
from campaign_cli.listing import checklists
from campaign_cli.model.checklist import Issue
from campaign_cli.model.plan import Plan
from campaign_cli.model.plan.kind import Lasts
from campaign_cli.model.schedule import Booking, Schedule
from campaign_cli.model.schedule.as_json import schedule_document

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


def calendar(folder: Path, name: str) -> Any:
    """Return a calendar as icalendar reads it."""
    return Calendar.from_ical((folder / name).read_bytes())


def entries(folder: Path, name: str) -> dict[str, Any]:
    """Return a calendar's entries by the beginning of their UID: the event's or task's id."""
    return {
        str(entry["uid"]).rpartition("/")[0]: entry
        for entry in calendar(folder, name).walk()
        if entry.name in {"VEVENT", "VTODO"}
    }


def month() -> tuple[Plan, Schedule]:
    """Return two wards with a talk each."""
    plan = b.plan(b.activity("talk", owner="ward"))
    held = [b.booking(plan, "talk@a", "21/11"), b.booking(plan, "talk@b", "22/11")]
    return plan, b.schedule(plan, *held)


def past(plan: Plan, number: int, *held: Booking) -> Past:
    """Return an earlier revision."""
    document: Any = schedule_document(plan, b.schedule(plan, *held))
    return Past(number, materials.MADE, document)


def test_another_reader_finds_the_same(tmp_path: Path) -> None:
    """Every event and task of a ward, at its day and place, with its alarms."""
    some = materials.material()
    materials.exported(tmp_path, "ics", of=some)
    sheet = some.checklists.sheet("tay-tuu", full=True)
    text = (tmp_path / "wards" / "tay-tuu.ics").read_bytes().decode()
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    read = vobject.readOne(text)
    found = {one.uid.value.rpartition("/")[0]: one for one in read.vevent_list}
    assert set(found) >= {event.id for event in sheet.events if len(event.dates) == 1}
    assert set(found) >= {line.tasks[0] for line in sheet.lines}
    for event in sheet.events:
        if event.window or len(event.dates) > 1:
            continue
        entry = found[event.id]
        assert entry.dtstart.value.date() == event.first
        assert str(entry.dtstart.value.tzinfo) or entry.dtstart.params["TZID"]
        assert event.title in entry.summary.value
        assert not event.venue or event.venue in entry.location.value
        assert len(list(entry.valarm_list)) == 2
    for line in sheet.lines:
        entry = found[line.tasks[0]]
        assert entry.dtstart.value == line.due
        assert entry.transp.value == "TRANSPARENT"
        assert line.title in entry.summary.value


def test_hours_are_those_of_the_campaigns_zone(tmp_path: Path) -> None:
    """With the zone's rules in the file; windows are whole days."""
    materials.exported(tmp_path, "ics")
    (zone,) = calendar(tmp_path, "wards/tay-tuu.ics").walk("VTIMEZONE")
    assert zone["tzid"] == "Asia/Ho_Chi_Minh"
    starts = [one["dtstart"].dt for one in entries(tmp_path, "wards/tay-tuu.ics").values()]
    assert {one.tzinfo.key for one in starts if isinstance(one, datetime)} == {HANOI.key}
    assert any(type(one) is date for one in starts)


def test_an_entry_keeps_the_hours_that_pages_print(tmp_path: Path) -> None:
    """Not those of the session that it takes."""
    materials.exported(tmp_path, "ics")
    launch = entries(tmp_path, "wards/tay-tuu.ics")["launch"]
    hours = (launch["dtstart"].dt, launch["dtend"].dt)
    assert [f"{one:%H:%M}" for one in hours] == ["08:00", "10:00"]


def test_drafts_are_tentative_until_they_are_in_force(tmp_path: Path) -> None:
    """And the calendar's name says which it is."""
    plan, schedule = month()
    of = materials.material(plan, schedule)
    materials.exported(tmp_path, "ics", of=of)
    assert entries(tmp_path, "wards/a.ics")["talk@a"]["status"] == "TENTATIVE"
    assert "draft" in calendar(tmp_path, "wards/a.ics")["x-wr-calname"]
    lists = checklists(plan, schedule, Issue("7", on("1/11")))
    materials.exported(tmp_path, "ics", of=replace(of, checklists=lists))
    assert entries(tmp_path, "wards/a.ics")["talk@a"]["status"] == "CONFIRMED"
    assert "draft" not in calendar(tmp_path, "wards/a.ics")["x-wr-calname"]


def test_what_was_moved_has_a_higher_sequence(tmp_path: Path) -> None:
    """As often as it was moved, under the same UID; so have its tasks."""
    plan, schedule = month()
    earlier = (
        past(plan, 1, b.booking(plan, "talk@a", "23/11"), b.booking(plan, "talk@b", "22/11")),
        past(plan, 2, b.booking(plan, "talk@a", "24/11"), b.booking(plan, "talk@b", "22/11")),
    )
    materials.exported(tmp_path, "ics", of=materials.material(plan, schedule))
    before = entries(tmp_path, "organiser.ics")
    of = materials.material(plan, schedule, past=lambda: earlier)
    materials.exported(tmp_path, "ics", of=of)
    after = entries(tmp_path, "organiser.ics")
    assert before.keys() == after.keys()
    assert (before["talk@a"]["sequence"], after["talk@a"]["sequence"]) == (0, 2)
    assert after["talk@b"]["sequence"] == 0
    assert {str(before[one]["uid"]) for one in before} == {str(after[one]["uid"]) for one in after}


def test_what_was_said_in_other_words_counts_once(tmp_path: Path) -> None:
    """Other hours raise it, and a move after them raises it again."""
    plan, schedule = month()
    later = replace(plan, activities={"talk": replace(plan.activities["talk"], hours="9h–11h")})
    first = past(plan, 1, *schedule.bookings)
    stands = replace(schedule, revision=1)
    moved = replace(b.schedule(later, b.booking(later, "talk@a", "24/11")), revision=2)
    versions = (
        (plan, stands, (), ()),
        (later, stands, (first,), (materials.MADE,)),
        (later, moved, (first, first), (materials.MADE,)),
    )
    held = []
    for of, now, before, reworded in versions:
        some = materials.material(of, now, past=lambda before=before: before, reworded=reworded)
        materials.exported(tmp_path, "ics", of=some)
        held.append(entries(tmp_path, "wards/a.ics")["talk@a"]["sequence"])
    assert held == [0, 1, 2]


def test_what_is_no_more_is_cancelled(tmp_path: Path) -> None:
    """In the calendars of those it was for, and comes back with a higher sequence still."""
    plan, _ = month()
    both = [b.booking(plan, "talk@a", "21/11"), b.booking(plan, "talk@b", "22/11")]
    earlier = (past(plan, 1, *both),)
    of = materials.material(plan, b.schedule(plan, both[0]), past=lambda: earlier)
    materials.exported(tmp_path, "ics", of=of)
    assert "talk@b" not in entries(tmp_path, "wards/a.ics")
    gone = entries(tmp_path, "wards/b.ics")["talk@b"]
    assert (gone["status"], gone["sequence"]) == ("CANCELLED", 1)
    assert entries(tmp_path, "organiser.ics")["talk@b"]["status"] == "CANCELLED"
    earlier += (past(plan, 2, both[0]),)
    again = materials.material(plan, b.schedule(plan, *both), past=lambda: earlier)
    materials.exported(tmp_path, "ics", of=again)
    back = entries(tmp_path, "wards/b.ics")["talk@b"]
    assert (back["status"], back["sequence"]) == ("TENTATIVE", 2)


def test_every_day_of_what_is_no_more_is_cancelled(tmp_path: Path) -> None:
    """Of an event of two days both, and of one that takes a day less, what it had before."""
    plan = b.plan(b.activity("fair", wards=("a",), owner="ward", lasts=Lasts(days=2)))
    long = b.booking(plan, "fair@a", (on("21/11"), on("22/11")))
    earlier = (past(plan, 1, long),)
    for number, now in enumerate(((), (b.booking(plan, "fair@a", "22/11"),))):
        of = materials.material(plan, b.schedule(plan, *now), past=lambda: earlier)
        materials.exported(tmp_path / str(number), "ics", of=of)
        found = entries(tmp_path / str(number), "wards/a.ics")
        gone = [found["fair@a/1"], found["fair@a/2"]]
        assert [one["status"] for one in gone] == ["CANCELLED", "CANCELLED"]
        assert [one["dtstart"].dt.day for one in gone] == [21, 22]
        assert ("fair@a" in found) is bool(now)


def test_what_ended_after_midnight_is_cancelled_as_it_was(tmp_path: Path) -> None:
    """Each of its days, none ending before it begins."""
    plan = b.plan(b.activity("watch", wards=("a",), lasts=Lasts(days=2), hours="22:00–00:30"))
    two = b.booking(plan, "watch@a", [on("21/11"), on("22/11")])
    earlier = (past(plan, 1, two),)
    empty = b.plan(b.activity("talk", wards=("a",)))
    of = b.schedule(empty, b.booking(empty, "talk@a", "21/11"))
    materials.exported(tmp_path, "ics", of=materials.material(empty, of, past=lambda: earlier))
    found = entries(tmp_path, "wards/a.ics")
    gone = [found[id_] for id_ in ("watch@a/1", "watch@a/2")]
    times = [(f"{one['dtstart'].dt:%d %H:%M}", f"{one['dtend'].dt:%d %H:%M}") for one in gone]
    assert times == [("21 22:00", "22 00:30"), ("22 22:00", "23 00:30")]


def test_hours_of_a_window_stand_in_its_entry(tmp_path: Path) -> None:
    """It lasts whole days, on each of which it is open so long."""
    plan = b.plan(b.activity("show", wards=("a",), lasts=Lasts(window=True), hours="8h–17h"))
    of = b.schedule(plan, b.booking(plan, "show@a"))
    materials.exported(tmp_path, "ics", of=materials.material(plan, of))
    assert entries(tmp_path, "wards/a.ics")["show@a"]["description"].startswith("8h–17h\n")


def test_whoever_no_longer_serves_is_told(tmp_path: Path) -> None:
    """The event stands in the other's calendar, and is cancelled in that of whom it stood for."""
    plan = b.plan(
        b.activity("talk", wards=("a",), uses={"speakers": 1}),
        resources=[b.pool("speakers", "p", "q")],
    )
    before, now = (
        b.booking(plan, "talk@a", "21/11", people={"speakers": (one,)}) for one in ("p", "q")
    )
    of = materials.material(
        plan, b.schedule(plan, now), people=("p", "q"), past=lambda: (past(plan, 1, before),)
    )
    materials.exported(tmp_path, "ics", of=of)
    status = {one: entries(tmp_path, f"people/{one}.ics")["talk@a"] for one in ("p", "q")}
    assert status["p"]["status"] == "CANCELLED"
    assert status["q"]["status"] == "TENTATIVE"
    assert status["p"]["sequence"] == status["q"]["sequence"] == 1


def test_todos_on_request(tmp_path: Path) -> None:
    """Each task once, due by the end of its last day."""
    from campaign_cli.exporting import Options

    some = materials.material(options=Options(todos=True))
    materials.exported(tmp_path, "ics", of=some)
    todos = entries(tmp_path, "wards/tay-tuu-todos.ics")
    lines = some.checklists.sheet("tay-tuu", full=True).lines
    assert len(todos) == len(lines)
    assert {one.name for one in todos.values()} == {"VTODO"}
    assert {str(one["summary"]).rpartition(" · ")[2] for one in todos.values()} == {
        line.title for line in lines
    }


HOSTILE = [
    "BEGIN:VEVENT\r\nATTACH:file:///etc/passwd",
    "a;b,c\\n:d",
    "\x1b[31mred\x00",
    "\u202eright to left",
    "ệ" * 300,
    '"; X-EVIL="1',
]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_is_text(tmp_path: Path, text: str) -> None:
    """No property of a plan's making, no control, no line too long."""
    plan = b.plan(b.activity("talk", owner="ward", title=text))
    of = materials.material(plan, b.schedule(plan, b.booking(plan, "talk@a", "21/11")))
    materials.exported(tmp_path, "ics", of=of)
    raw = (tmp_path / "wards" / "a.ics").read_bytes()
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert b"\r\nATTACH" not in raw
    assert b"X-EVIL" not in raw.replace(b"\r\n ", b"").split(b"SUMMARY")[0]
    read = entries(tmp_path, "wards/a.ics")["talk@a"]
    assert str(read["summary"]) == of.checklists.events[0].title or text != str(read["summary"])
    assert str(read["summary"]).isprintable()


def test_private_events_show_no_names(tmp_path: Path) -> None:
    """In wards' and everyone's calendars."""
    materials.exported(tmp_path, "ics")
    for file in tmp_path.rglob("*.ics"):
        text = file.read_bytes().decode().replace("\r\n ", "")
        for secret in ("Nhà riêng", "Ngõ 7", "Báo cáo viên Hội LHPN"):
            assert secret not in text


def test_bytes_repeat(tmp_path: Path) -> None:
    """Two exports of one revision."""
    for name in ("one", "two"):
        materials.exported(tmp_path / name, "ics")
    for file in (tmp_path / "one").rglob("*.ics"):
        other = tmp_path / "two" / file.relative_to(tmp_path / "one")
        assert file.read_bytes() == other.read_bytes()


@pytest.mark.skipif(shutil.which("calcurse") is None, reason="needs Debian's calcurse")
def test_calcurse_takes_it(tmp_path: Path) -> None:
    """A calendar program of another making imports every entry."""
    materials.exported(tmp_path, "ics")
    home = tmp_path / "calcurse"
    home.mkdir()
    file = tmp_path / "wards" / "tay-tuu.ics"
    command = ["calcurse", "-D", str(home), "-i", str(file)]
    ran = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60)
    assert "0 skipped" in ran.stdout
    listed = (home / "apts").read_text("utf-8")
    for event in materials.material().checklists.sheet("tay-tuu").events:
        assert event.window or event.title.split(",")[0] in listed


def test_khal_takes_a_move(tmp_path: Path) -> None:
    """The same UID in a newer file moves the entry instead of doubling it."""
    config = tmp_path / "khal.conf"
    config.write_text(
        f"""[calendars]
[[wards]]
path = {tmp_path / "vdir"}
[sqlite]
path = {tmp_path / "khal.db"}
[locale]
timeformat = %H:%M
dateformat = %d/%m
longdateformat = %Y-%m-%d
datetimeformat = %d/%m %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
default_timezone = Asia/Ho_Chi_Minh
local_timezone = Asia/Ho_Chi_Minh
""",
        encoding="utf-8",
    )

    def khal(*arguments: str) -> str:
        command = (sys.executable, "-m", "khal", "-c", str(config), *arguments)
        ran = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60)
        return ran.stdout

    plan, schedule = month()
    before = b.schedule(plan, b.booking(plan, "talk@a", "23/11"))
    materials.exported(tmp_path / "one", "ics", of=materials.material(plan, before))
    earlier = (past(plan, 1, b.booking(plan, "talk@a", "23/11")),)
    of = materials.material(plan, schedule, past=lambda: earlier)
    materials.exported(tmp_path / "two", "ics", of=of)
    listed = []
    for name in ("one", "two"):
        khal("import", "--batch", "-a", "wards", str(tmp_path / name / "wards" / "a.ics"))
        shown = khal("list", "-f", "{start-date-long} {uid}", "-df", "", "2022-11-01", "60d")
        listed.append([line for line in shown.splitlines() if " talk@a/month" in line])
    assert [[line[:10] for line in lines] for lines in listed] == [["2022-11-23"], ["2022-11-21"]]


def test_a_persons_calendar_says_whom_to_call_there(tmp_path: Path) -> None:
    """As their page does: they stand before a locked hall with the phone in their hand."""
    of = materials.material(people=("tu-phap",))
    materials.exported(tmp_path, "ics", of=of)
    held = entries(tmp_path, "people/tu-phap.ics").values()
    assert held
    assert all("liên hệ tại chỗ: " in str(entry["description"]) for entry in held)


@pytest.mark.parametrize(
    ("name", "start", "uid"),
    [
        ("Safer Streets Month", "1/11", "safer-streets-month-2022"),
        ("Tháng hành động 2022", "1/11", "thang-hanh-dong-2022"),
        ("安全月", "1/11", f"{hashlib.sha256('安全月'.encode()).hexdigest()[:12]}-2022"),
    ],
)
def test_campaigns_are_told_apart_by_name_and_year(
    tmp_path: Path, name: str, start: str, uid: str
) -> None:
    """Next year's month of one name moves nothing of this year's."""
    plan, schedule = month()
    campaign = replace(plan.campaign, name=name, start=on(start))
    materials.exported(
        tmp_path, "ics", of=materials.material(replace(plan, campaign=campaign), schedule)
    )
    found = {
        str(entry["uid"]).rpartition("/")[2]
        for entry in calendar(tmp_path, "wards/a.ics").walk("VEVENT")
    }
    assert found == {f"{uid}@campaign-cli"}


def test_an_entry_that_becomes_a_window_leaves_no_days_behind(tmp_path: Path) -> None:
    """Its days are cancelled, and nothing that there never was."""
    days = b.plan(b.activity("show", owner="ward", lasts=Lasts(days=3), wards=("a",)))
    window = b.plan(b.activity("show", owner="ward", lasts=Lasts(window=True), wards=("a",)))
    plans = {"days": days, "window": window}
    three = [on("21/11"), on("22/11"), on("23/11")]
    held = {name: b.schedule(one, b.booking(one, "show@a", three)) for name, one in plans.items()}
    ids = {"days": {"show@a/1", "show@a/2", "show@a/3"}, "window": {"show@a"}}
    for was, now in (("days", "window"), ("window", "days")):
        document: Any = schedule_document(plans[was], held[was])
        lists = checklists(plans[was], held[was])
        earlier = (Past(1, materials.MADE, document, lambda lists=lists: lists),)
        of = materials.material(plans[now], held[now], past=lambda earlier=earlier: earlier)
        materials.exported(tmp_path / now, "ics", of=of)
        found = entries(tmp_path / now, "wards/a.ics")
        shows = {id_: one for id_, one in found.items() if id_ in ids["days"] | ids["window"]}
        cancelled = {id_ for id_, one in shows.items() if str(one["status"]) == "CANCELLED"}
        assert cancelled == ids[was]
        assert shows.keys() - cancelled == ids[now]
        ghosts = {id_ for id_, one in found.items() if one.get("status") == "CANCELLED"}
        assert not [id_ for id_ in ghosts - cancelled if "/" not in id_]


def test_alarms_ring_before_their_entry_begins(tmp_path: Path) -> None:
    """Outlook takes no alarm of an all-day entry on the day itself."""
    materials.exported(tmp_path, "ics")
    rings = [
        alarm["trigger"].dt
        for entry in entries(tmp_path, "wards/tay-tuu.ics").values()
        for alarm in entry.walk("VALARM")
    ]
    assert set(rings) == {timedelta(days=-1), timedelta(hours=-2), timedelta(hours=-16)}
