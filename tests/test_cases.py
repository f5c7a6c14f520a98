"""Plans that people wrote, and that were once answered wrongly: what each must give.

Most files of `tests/cases/` name their source and the command in their first lines. `MUST` has a
function for each: no plan lies there without one.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
import tomli
from icalendar import Calendar, Component
from openpyxl import load_workbook

from campaign_cli.cli import main

CASES = Path(__file__).parent / "cases"
TODAY = "2026-11-28"
PATIENCE = 60
"""Seconds that a command with a limit of two may take on a busy machine."""


@dataclass(frozen=True)
class Case:
    """A plan in a folder of its own, and what is typed about it."""

    plan: Path
    capfd: pytest.CaptureFixture[str]

    def _typed(self, language: str, words: tuple[str, ...], code: int) -> tuple[str, str]:
        self.capfd.readouterr()
        ended = main(["--plan", str(self.plan), "--lang", language, "--today", TODAY, *words])
        out, err = self.capfd.readouterr()
        assert ended == code, out + err
        return out, err

    def says(self, *words: str, code: int = 0) -> str:
        """Return all that a command prints, in the plan's language; it must end with `code`."""
        campaign = tomli.loads(self.plan.read_text(encoding="utf-8")).get("campaign", {})
        return "".join(self._typed(campaign.get("language", "vi"), words, code))

    def gives(self, *words: str, code: int = 0) -> Any:
        """Return what a command gives to programs; it must end with `code`."""
        return json.loads(self._typed("en", (*words, "--format", "json"), code)[0])

    def days(self) -> dict[str, tuple[date, int]]:
        """Return the first day of each event, and the hour at which its session begins."""
        return {
            event["id"]: (date.fromisoformat(event["date"]), int(event["start"][11:13]))
            for event in self.gives("schedule")["events"]
        }

    def remarks(self, code: int = 0) -> dict[str, str]:
        """Return what `check` says, by where it stands."""
        return {str(one["path"]): one["message"] for one in self.gives("check", code=code)}

    def exported(self, format_: str) -> Path:
        """Return the folder with everyone's files of a format."""
        folder = self.plan.parent / "out"
        self.says("export", format_, "--output", str(folder))
        return folder

    def calendar(self) -> Component:
        """Return everyone's calendar."""
        return Calendar.from_ical((self.exported("ics") / "organiser.ics").read_bytes())

    def entries(self) -> dict[str, tuple[datetime, datetime]]:
        """Return when each event begins and ends in everyone's calendar, by its title."""
        return {
            str(entry["SUMMARY"]): (entry["DTSTART"].dt, entry["DTEND"].dt)
            for entry in self.calendar().walk("VEVENT")
            if isinstance(entry["DTSTART"].dt, datetime)
        }


def after_the_pilot(case: Case) -> None:
    """What comes after a pilot in another ward waits for it."""
    days = case.days()
    assert days["rest@w2"][0] > days["pilot@w1"][0]


def second_after_first(case: Case) -> None:
    """No event is before those that it comes after, whichever wards they are in."""
    days = case.days()
    later = [day for event, (day, _) in days.items() if event.startswith("second")]
    assert later
    assert min(later) > days["first@w1"][0]


def exact_name(case: Case) -> None:
    """Of names that differ by a tone alone, the one that is typed is taken."""
    for name in ("Tân Hóa", "Tân Hòa"):
        page = case.says("checklist", name)
        assert name in page.splitlines()[0]
        assert case.says("explain", name)


def same_ward_by_its_own_term(case: Case) -> None:
    """A ward is called what it is."""
    page = case.says("checklist", "--all")
    heads = re.findall(r"^PHIẾU GIAO VIỆC · (.*?)  ", page, re.MULTILINE)
    assert heads == ["Phường Hải Vân", "Xã Avương", "Đặc khu Hoàng Sa"]


def no_committee_of_neighbours(case: Case) -> None:
    """Neighbourhoods have no People's Committee."""
    assert "UBND" not in case.says("run", "--all")
    assert "Ủy ban nhân dân" not in case.says("run", "--all")


def hall_told(case: Case) -> None:
    """A hall that no event can use is remarked on."""
    assert case.remarks() == {
        "venue.w1-hall.name": "1 venue can have no event: `Trạm Y tế phường Một`"
    }


def by_0_is_later(case: Case) -> None:
    """`by = 0` asks for a later session, of that day or of a later one."""
    days = case.days()
    earlier, later = ("le@t1", "hoi@t1") if "le@t1" in days else ("training", "supper")
    assert days[later] > days[earlier]


def two_sessions_of_a_day(case: Case) -> None:
    """`apart = 0` lets events of a ward share a day, in order."""
    days = case.days()
    assert days["shots@w1"][0] == days["shots@w1#2"][0] == date(2027, 3, 2)
    assert days["shots@w1"][1] < days["shots@w1#2"][1]


def no_effect(case: Case) -> None:
    """Keys that have no effect are remarked on."""
    assert {"activity.x.apart", "resource.q.max_per_day"} <= set(case.remarks(code=1))


def named_twice(case: Case) -> None:
    """An activity that comes twice after the same is told so."""
    assert [one["code"] for one in case.gives("check", code=1)] == ["P217"]


def three_reports(case: Case) -> None:
    """No report hides behind another that is due on its day."""
    page = " ".join(case.says("checklist", "w1").split("BÁO CÁO")[1].split())
    for title in ("ma túy học đường", "Bí thư chi đoàn giỏi", "Tập huấn kỹ năng"):
        assert title in page


def in_the_plans_order(case: Case) -> None:
    """Wards stand in the plan's order, not in that of the alphabet."""
    assert [event["id"] for event in case.gives("schedule")["events"]] == [
        "talk@t1",
        "talk@t2",
        "talk@t10",
    ]
    page = case.says("show", "month")
    assert page.index("Số 1") < page.index("Số 2") < page.index("Số 10")


def money_and_weather(case: Case) -> None:
    """A plan has its country's money, and indoors nobody books for rain."""
    page = case.says("run", "--all")
    assert "VND" not in page
    assert "£" in page or "GBP" in page
    assert "rain" not in page


def nothing_of_next_year_this_week(case: Case) -> None:
    """What is due next year is not of this week, and its year is said."""
    page = case.says("checklist", "w1")
    week = page.split("TUẦN NÀY")[1].split("\n\n")[0] if "TUẦN NÀY" in page else ""
    assert "☐" not in week
    assert "2027" in page


def both_years(case: Case) -> None:
    """A week over New Year is headed with both years."""
    assert re.search(r"28/12/2026.*03/01/2027", case.says("show", "week", "30/12"))


def over_midnight(case: Case) -> None:
    """An event that ends after midnight ends on the next day."""
    begins, ends = case.entries()["New year countdown"]
    assert (begins.hour, begins.minute) == (22, 0)
    assert ends - begins == timedelta(hours=2, minutes=30)


def hours_as_written(case: Case) -> None:
    """Calendars have the hours that pages print."""
    found = case.entries()
    said = {
        title: (begins.strftime("%H:%M"), ends.strftime("%H:%M"))
        for title, (begins, ends) in found.items()
    }
    assert said == {
        "8h-10h": ("08:00", "10:00"),
        "19h30–21h": ("19:30", "21:00"),
        "6pm–8pm": ("18:00", "20:00"),
    }


def zone_offered(case: Case) -> None:
    """Seven hours before Greenwich is Viet Nam's time."""
    said = next(one for one in case.gives("check", code=1) if one["code"] == "P308")
    assert "Asia/Ho_Chi_Minh" in said["help"]


def weekday_is_not_to_blame(case: Case) -> None:
    """Help names what is to blame."""
    said = next(one for one in case.gives("check", code=3) if one["code"] == "P403")
    assert "days = " not in (said["help"] or "")


def anniversary_stays(case: Case) -> None:
    """An anniversary keeps its date, and the campaign's name has its year."""
    where = case.plan.parent / "next"
    case.says("new", str(where), "--from", str(case.plan), "--start", "2028-10-12")
    plan = tomli.loads((where / "plan.toml").read_text(encoding="utf-8"))
    assert plan["calendar"]["closed"][0]["date"] == date(2028, 10, 20)
    assert plan["campaign"]["name"] == "Chiến dịch năm 2028"


def one_who_runs_it(case: Case) -> None:
    """Screens and sheets name the same as running an event."""
    assert re.search("đơn vị chủ trì +Phường Ba\n", case.says("show", "event", "hoi@g"))
    assert "chủ trì: phường tự tổ chức" in case.says("checklist", "t3")
    assert "chủ trì: Phường Ba, 0225 000 0103" in case.says("checklist", "t4")


def whole_way(case: Case) -> None:
    """The plan goes the whole way."""
    assert case.gives("schedule")["status"] == "optimal"
    assert case.exported("md").is_dir()


def entries_told_apart(case: Case) -> None:
    """No two lines of a conflict read alike."""
    conflicts = case.gives("schedule", code=3)["conflicts"]
    assert conflicts
    for conflict in conflicts:
        members = [json.dumps(member) for member in conflict["members"]]
        assert len(set(members)) == len(members)


def order_is_not_to_blame(case: Case) -> None:
    """Repairs leave alone what is not to blame, and the time limit is kept."""
    began = monotonic()
    answer = case.gives("schedule", "--time-limit", "2", code=3)
    assert monotonic() - began < PATIENCE
    assert answer["conflicts"]
    for repair in answer["repairs"]:
        assert "after" not in " ".join(edit["old"] for edit in repair["edits"])


def both_observances(case: Case) -> None:
    """RFC 5545 3.6.5: summer time begins at an hour of the time that is left."""
    calendar = case.calendar()
    (zone,) = calendar.walk("VTIMEZONE")
    assert {part.name for part in zone.subcomponents} == {"STANDARD", "DAYLIGHT"}
    onsets = {part["DTSTART"].dt.hour for part in zone.walk("DAYLIGHT")}
    assert onsets == {1 if zone["TZID"] == "Europe/London" else 2}


def alarms_before(case: Case) -> None:
    """Alarms of all-day entries are before the day begins: Outlook takes no others."""
    alarms = [
        alarm["TRIGGER"].dt
        for entry in case.calendar().walk("VEVENT")
        if not isinstance(entry["DTSTART"].dt, datetime)
        for alarm in entry.walk("VALARM")
    ]
    assert alarms
    assert max(alarms) < timedelta(0)


def sorted_in_excel(case: Case) -> None:
    """Excel sorts a protected sheet only where no cell of the table is locked."""
    books = sorted(case.exported("xlsx").rglob("*.xlsx"))
    assert books
    for path in books:
        for sheet in load_workbook(path).worksheets:
            if sheet.auto_filter.ref and sheet.protection.sheet:
                table = [cell for row in sheet[sheet.auto_filter.ref][1:] for cell in row]
                assert not any(cell.protection.locked for cell in table), (path.name, sheet.title)
                assert not sheet.protection.sort
                assert not sheet.protection.autoFilter


def zero_restored(case: Case) -> None:
    """A phone that Excel took for a number has its zero again."""
    where = case.plan.parent / "next"
    table = CASES / "starting" / "35-phone-number.xlsx"
    case.says("new", str(where), "--wards", str(table))
    plan = tomli.loads((where / "plan.toml").read_text(encoding="utf-8"))
    assert "0912345678" in {ward["contact"]["phone"] for ward in plan["ward"] if "contact" in ward}


def ends_in_time(case: Case) -> None:
    """A limit of time is kept, and there is a schedule by then."""
    began = monotonic()
    assert case.gives("schedule", "--time-limit", "2")["events"]
    assert monotonic() - began < PATIENCE


MUST: dict[str, Callable[[Case], None]] = {
    "ics/21-newyork-summer.toml": both_observances,
    "ics/26-dst-gap.toml": both_observances,
    "ics/30-onset.toml": both_observances,
    "ics/40-alarm-morning.toml": alarms_before,
    "plans/02b-midnight-hours.toml": over_midnight,
    "plans/05-new-year-w53.toml": both_years,
    "plans/10-same-day.toml": by_0_is_later,
    "plans/32-exact-name.toml": exact_name,
    "plans/34-apart-alone.toml": no_effect,
    "plans/37-hours-forms.toml": hours_as_written,
    "plans/41-gmt7.toml": zone_offered,
    "plans/after-disjoint-wards/all/plan.toml": second_after_first,
    "plans/after-disjoint-wards/partial/plan.toml": second_after_first,
    "plans/after-disjoint-wards/plan.toml": second_after_first,
    "plans/after-other-wards.toml": after_the_pilot,
    "plans/after-twice/plan.toml": named_twice,
    "plans/apart-0.toml": two_sessions_of_a_day,
    "plans/currency-default.toml": money_and_weather,
    "plans/hall-ignored.toml": hall_told,
    "plans/joint-event-of-one-group.toml": whole_way,
    "plans/json-conflict-ambiguous/plan.toml": entries_told_apart,
    "plans/mixed-xa-phuong.toml": same_ward_by_its_own_term,
    "plans/new-from-anniversary.toml": anniversary_stays,
    "plans/owner-ward-of-a-group.toml": one_who_runs_it,
    "plans/p403-wrong-fix.toml": weekday_is_not_to_blame,
    "plans/quarter-finals-before-groups.toml": order_is_not_to_blame,
    "plans/reports-hidden.toml": three_reports,
    "plans/same-day.toml": by_0_is_later,
    "plans/secret-inspection.toml": whole_way,
    "plans/tdp-ubnd.toml": no_committee_of_neighbours,
    "plans/this-week-do-now.toml": nothing_of_next_year_this_week,
    "plans/timeout-unpolished/plan.toml": ends_in_time,
    "plans/ward-order.toml": in_the_plans_order,
    "starting/17-xlsx.toml": sorted_in_excel,
    "starting/35-phone-number.toml": zero_restored,
}


def test_every_case_has_what_it_must_give() -> None:
    """No plan lies among the cases unasked."""
    assert sorted(str(path.relative_to(CASES)) for path in CASES.rglob("*.toml")) == sorted(MUST)


@pytest.mark.parametrize("name", sorted(MUST))
def test_a_case_gives_what_it_must(
    name: str, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a plan once got wrong, it gets right."""
    plan = tmp_path / "plan.toml"
    plan.write_bytes((CASES / name).read_bytes())
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    MUST[name](Case(plan, capfd))
