"""`campaign schedule`, `run`, `show`, `log`: from the plan to the month."""

import json
from pathlib import Path

import pytest
from helpers.command_line import Typed, changed

from campaign_cli.model.plan import Plan
from campaign_cli.model.schedule import Schedule, Status
from campaign_cli.scheduling.splitting import stages


def test_schedule(campaign: Typed) -> None:
    """The month on stdout; how good it is and what next on stderr."""
    outcome = campaign("schedule")
    assert outcome.code == 0
    assert "revision 1 (draft)" in outcome.out
    assert "Talk on safe homes" in outcome.out
    assert (
        "placed 2 events in 2 wards: the best in days and places, then in people, proved"
        in outcome.err
    )
    assert "next: campaign show wards" in outcome.err


def test_schedule_twice_gives_the_same_bytes(campaign: Typed) -> None:
    """The same month is the same revision."""
    first = campaign("schedule", "--format", "json")
    second = campaign("schedule", "--format", "json")
    assert first.code == second.code == 0
    assert first.out == second.out
    document = json.loads(first.out)
    assert (document["revision"], document["status"]) == (1, "optimal")


def test_another_month_is_another_revision(campaign: Typed, folder: Path) -> None:
    """The log has both."""
    campaign("schedule")
    changed(folder, 'wards = "each"', 'wards = "each"\nfrom = 2022-11-21')
    assert json.loads(campaign("schedule", "--format", "json").out)["revision"] == 2
    log = campaign("log")
    assert log.code == 0
    assert len(log.out.splitlines()) == 3
    listed = json.loads(campaign("log", "--format", "json").out)
    assert [one["revision"] for one in listed] == [1, 2]
    assert listed[0]["scheduling"] != listed[1]["scheduling"]


def test_a_corrected_phone_keeps_the_month(campaign: Typed, folder: Path) -> None:
    """The revision stands, and new documents carry the new number and the plan's new hash."""
    before = json.loads(campaign("schedule", "--format", "json").out)
    changed(folder, "024 0000 0002", "024 0000 0009")
    shown = campaign("checklist", "xuan-dinh")
    assert "024 0000 0009" in shown.out
    assert "made" not in shown.err
    after = json.loads(campaign("show", "month", "--format", "json").out)
    assert after["revision"] == 1
    assert after["plan"] != before["plan"]
    assert after["events"] == before["events"]


def test_what_needs_a_schedule_makes_one(campaign: Typed, folder: Path) -> None:
    """And says so; later that the plan has moved on."""
    assert "made a schedule first: revision 1" in campaign("show", "month").err
    assert "made" not in campaign("show", "month").err
    changed(folder, 'wards = "each"', 'wards = "each"\nfrom = 2022-11-21')
    said = "the plan has changed since revision 1: made revision 2"
    assert said in campaign("show", "month").err


def test_run(campaign: Typed, folder: Path) -> None:
    """Every ward's checklist on stdout; what stays on the screen on stderr."""
    changed(folder, ', phone = "024 0000 0003"', "")
    outcome = campaign("run", "--today", "14/11")
    assert outcome.code == 0
    assert "Xuân Đỉnh" in outcome.out
    assert "Xuân Tảo" in outcome.out
    for said in ("placed 2 events", "do now", "1 ward has no phone", "next: campaign show week"):
        assert said in outcome.err


def test_an_impossible_plan(campaign: Typed, folder: Path) -> None:
    """Exit code 3; the plan's lines as JSON on stdout, or in words on stderr."""
    changed(folder, 'id = "legal",', 'id = "legal", days = ["sun"],')
    outcome = campaign("schedule")
    assert (outcome.code, outcome.out) == (3, "")
    assert "plan.toml:" in outcome.err
    document = json.loads(campaign("schedule", "--format", "json").out)
    assert (document["format"], document["status"]) == (1, "infeasible")
    members = document["conflicts"][0]["members"]
    assert all({"rule", "path", "file", "line", "text"} == set(one) for one in members)
    assert campaign("log").out == ""


def test_impossible_on_sight(campaign: Typed, folder: Path) -> None:
    """What reading sees already has the same form."""
    changed(folder, "audience = 80", "audience = 800")
    outcome = campaign("schedule", "--format", "json")
    assert outcome.code == 3
    document = json.loads(outcome.out)
    assert document["status"] == "infeasible"
    rules = {one["rule"] for each in document["conflicts"] for one in each["members"]}
    assert "venue-capacity" in rules


def test_no_time(campaign: Typed) -> None:
    """A month comes even where there is no time to look for a good one."""
    outcome = campaign("schedule", "--time-limit", "0")
    assert outcome.code == 0
    assert "talk" in outcome.out.lower()
    assert "1" in campaign("log").out


def test_no_answer_in_time(campaign: Typed, monkeypatch: pytest.MonkeyPatch) -> None:
    """No answer in time is exit code 4, and nothing is kept."""
    monkeypatch.setattr(stages, "solve", _out_of_time)
    outcome = campaign("schedule", "--time-limit", "0")
    assert (outcome.code, outcome.out) == (4, "")
    assert "--time-limit" in outcome.err
    assert campaign("log").out == ""


def _out_of_time(plan: Plan, *_: object) -> Schedule:
    return Schedule(plan=plan.digest, status=Status.OUT_OF_TIME)


def test_a_journal_that_cannot_be_used(campaign: Typed, folder: Path) -> None:
    """Exit code 5 before anything is solved."""
    (folder / "plan.journal").write_text("not a journal, but long enough to be something" * 9)
    outcome = campaign("run")
    assert (outcome.code, outcome.out) == (5, "")
    assert "is not a journal" in outcome.err


@pytest.mark.parametrize(
    ("words", "has"),
    [
        (("week",), "WORK CALENDAR"),
        (("month",), "Talk on safe homes"),
        (("wards",), "Xuân Đỉnh"),
        (("resources",), "Legal aid speaker"),
        (("event", "talk@Xuân Đỉnh"), "Community hall"),
    ],
)
def test_show(campaign: Typed, words: tuple[str, ...], has: str) -> None:
    """Each screen fits 80 columns, says what it is for, and is there as JSON."""
    outcome = campaign("show", *words)
    assert outcome.code == 0
    assert has in outcome.out
    assert all(len(line) <= 80 for line in outcome.out.splitlines())
    assert "next: " in outcome.err
    assert json.loads(campaign("show", *words, "--format", "json").out)


def test_checklists(campaign: Typed) -> None:
    """By ward, by body, by person, by day, all, in plain text, and how many."""
    assert "Xuân Đỉnh" in campaign("checklist", "xuan dinh").out
    both = campaign("checklist", "--all").out
    assert "Xuân Đỉnh" in both
    assert "Xuân Tảo" in both
    assert "Office" in campaign("checklist", "--body", "office").out
    assert "Legal aid speaker" in campaign("checklist", "--person", "legal").out
    assert campaign("checklist", "--day", "2022-11-15").code == 0
    plain = campaign("checklist", "xuan-dinh", "--plain")
    assert plain.code == 0
    assert "\x1b" not in plain.out
    overview = campaign("checklist")
    assert "xuan-tao" in overview.out
    assert "next: campaign checklist xuan-dinh" in overview.err


def test_export_for_another_program(campaign: Typed, folder: Path) -> None:
    """`--format json` prints what `schedule --format json` prints, and writes no file."""
    printed = campaign("schedule", "--format", "json").out
    assert campaign("export", "--format", "json").out == printed
    assert not (folder / "export").exists()
    missing = campaign("export")
    assert missing.code == 2
    assert "FORMAT" in missing.err


def test_export(campaign: Typed, folder: Path) -> None:
    """The files' names on stdout; a second time nothing is written."""
    outcome = campaign("export", "md", "csv", "json")
    assert outcome.code == 0
    files = [Path(line) for line in outcome.out.splitlines()]
    assert files
    assert all(file.is_file() for file in files)
    again = campaign("export", "md", "csv", "json", "-o", str(folder / "export"))
    assert (again.code, again.out) == (0, "")


def test_new(campaign: Typed, folder: Path) -> None:
    """A plan that passes its own check; nothing is overwritten."""
    outcome = campaign("new", "next", "--start", "1/3/2027")
    assert outcome.code == 0
    assert campaign("check", "next").code == 0
    assert "start = 2027-03-01" in (folder / "next" / "plan.toml").read_text(encoding="utf-8")
    again = campaign("new", "next")
    assert again.code == 5
    assert "is there already" in again.err


def test_new_in_vietnamese(campaign: Typed) -> None:
    """The commented plan is in the language of the screen."""
    assert campaign("new", "vi", "--lang", "vi").code == 0
    assert campaign("run", "vi", "--lang", "vi").code == 0


def test_new_from_last_year(campaign: Typed, folder: Path) -> None:
    """Dates keep their day, and texts keep theirs."""
    changed(folder, 'name = "Month of action"', 'name = "Month of 2022-11-14" # since 2022-11-14')
    assert campaign("new", "next", "--from", "plan.toml", "--today", "1/12/2022").code == 0
    text = (folder / "next" / "plan.toml").read_text(encoding="utf-8")
    assert "start = 2023-11-14" in text
    assert 'name = "Month of 2022-11-14" # since 2022-11-14' in text
    assert campaign("check", "next").code == 0


def test_new_with_a_table_of_wards(campaign: Typed, folder: Path) -> None:
    """As spreadsheets save it here: semicolons, a mark at the start, dots in numbers."""
    table = folder / "wards.csv"
    table.write_text(
        "Tên phường;Dân số;Điện thoại;TDP\nXuân Đỉnh;35.000;024 0000 0005;12\n",
        encoding="utf-8-sig",
    )
    assert campaign("new", "next", "--wards", "wards.csv").code == 0
    text = (folder / "next" / "plan.toml").read_text(encoding="utf-8")
    assert 'name = "Xuân Đỉnh"\npopulation = 35_000\n# counts = { tdp = 12 }' in text
    assert campaign("check", "next").code == 0
    (folder / "wards.xlsx").write_bytes(b"PK")
    refused = campaign("new", "other", "--wards", "wards.xlsx")
    assert refused.code == 2
    assert "CSV (UTF-8)" in refused.err


def test_new_with_the_official_list(campaign: Typed, folder: Path) -> None:
    """By code or by name; without the extra, how to get it."""
    pytest.importorskip("vietnam_provinces", reason="not installed: it is in the extra `dev`")
    assert campaign("new", "next", "--province", "ha noi").code == 0
    assert campaign("check", "next").code == 0
    assert (folder / "next" / "plan.toml").read_text(encoding="utf-8").count("[[ward]]") == 126


def test_new_without_the_official_list(campaign: Typed, monkeypatch: pytest.MonkeyPatch) -> None:
    """How to get it is said."""
    import sys

    monkeypatch.setitem(sys.modules, "vietnam_provinces", None)
    outcome = campaign("new", "next", "--province", "01")
    assert outcome.code == 2
    assert "pip install campaign-cli[provinces]" in outcome.err
