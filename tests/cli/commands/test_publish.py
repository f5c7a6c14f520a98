"""`publish`: what is in force stands, whatever becomes of the plan, until a schedule is made."""

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from helpers.command_line import Typed, changed
from icalendar import Calendar

from campaign_cli.journal import Journal, JournalError
from campaign_cli.support.diagnostic import Diagnostic
from campaign_cli.support.language import message


def version(campaign: Typed) -> str:
    """Return the version that a ward's page carries."""
    printed = campaign("checklist", "xuan-dinh", "--plain")
    assert printed.code == 0
    return printed.out.splitlines()[1]


def test_a_published_revision_is_no_draft(campaign: Typed, folder: Path) -> None:
    """Pages, screens and files say so, with the number and the day."""
    assert version(campaign) == "revision 1 (draft)"
    done = campaign("publish", "--number", "125/KH-UBND", "--date", "2022-11-02")
    assert done.code == 0
    assert "revision 1 is in force: 125/KH-UBND, 2 November 2022" in done.err
    assert version(campaign) == "revision 1 (in force)"
    assert "revision 1 (in force)" in campaign("show", "month").out
    assert campaign("export", "json").code == 0
    assert json.loads((folder / "export" / "schedule.json").read_text("utf-8"))["draft"] is False
    again = campaign("publish", "--number", "125/KH-UBND", "--date", "2/11")
    assert "was in force already" in again.err
    (logged,) = json.loads(campaign("log", "--format", "json").out)
    assert logged["issue"] == {"number": "125/KH-UBND", "date": "2022-11-02"}
    assert "125/KH-UBND" in campaign("log").out


def test_the_plans_own_number_and_date_do(campaign: Typed) -> None:
    """And one that is still to be filled in is asked for."""
    done = campaign("publish")
    assert done.code == 0
    assert "revision 1 is in force, 31 October 2022" in done.err
    assert "still to be filled in" in done.err


def test_a_date_after_the_end_is_remarked_on(campaign: Typed) -> None:
    """A year mistyped is seen at once; it is written all the same."""
    assert campaign("schedule").code == 0
    late = campaign("publish", "--number", "7", "--date", "2035-01-01")
    assert late.code == 0
    assert "1 January 2035, is after the campaign's end" in late.err
    early = campaign("publish", "--number", "7", "--date", "2002-11-02")
    assert "2 November 2002, is more than a year before the campaign" in early.err
    timely = campaign("publish", "--number", "7", "--date", "2022-11-02")
    assert "is after the campaign's end" not in timely.err
    assert "before the campaign" not in timely.err


def test_what_is_in_force_stands(campaign: Typed, folder: Path) -> None:
    """A plan that asks for another month, or is broken, changes nothing but for a warning."""
    before = json.loads(campaign("schedule", "--format", "json").out)
    campaign("publish")
    changed(folder, 'id = "talk"', 'id = "chat"')
    for broken in ('kind = "talk"', 'kind = "tlak"'):
        changed(folder, 'kind = "talk"', broken)
        shown = campaign("export", "--format", "json")
        assert shown.code == 0
        assert json.loads(shown.out) == before
        assert "the plan has changed since revision 1" in shown.err
    changed(folder, 'kind = "tlak"', 'kind = "talk"')
    made = campaign("schedule", "--format", "json")
    assert made.code == 0
    assert {one["activity"] for one in json.loads(made.out)["events"]} == {"chat"}
    assert version(campaign) == "revision 2 (draft)"
    # The draft stands in its turn: what was published before is not gone back to.
    changed(folder, 'id = "chat"', 'id = "word"')
    assert version(campaign) == "revision 2 (draft)"


def test_words_that_matter_to_no_schedule_are_the_plans_own(campaign: Typed, folder: Path) -> None:
    """A corrected phone number makes new documents, not a new month."""
    campaign("publish")
    changed(folder, "024 0000 0002", "024 0000 0009")
    printed = campaign("checklist", "xuan-dinh", "--plain")
    assert "024 0000 0009" in printed.out
    assert "has changed" not in printed.err
    assert version(campaign) == "revision 1 (in force)"


def test_a_month_made_again_stands(campaign: Typed, folder: Path) -> None:
    """A plan that went back to what it was finds its first revision, and goes on with it."""
    campaign("schedule")
    changed(folder, 'id = "talk"', 'id = "chat"')
    campaign("schedule")
    campaign("publish", "--number", "7")
    changed(folder, 'id = "chat"', 'id = "talk"')
    assert version(campaign) == "revision 2 (in force)"
    campaign("schedule")
    assert version(campaign) == "revision 1 (draft)"
    assert campaign("publish", "--revision", "2", "--number", "7").code == 0
    assert version(campaign) == "revision 2 (in force)"
    refused = campaign("publish", "--revision", "9")
    assert refused.code == 2
    assert "there is no revision 9" in refused.err


def test_a_journal_of_an_earlier_version(campaign: Typed, folder: Path) -> None:
    """It kept no plans: it is brought up to date by what is written next."""
    campaign("schedule")
    journal = sqlite3.connect(folder / "plan.journal")
    journal.execute("DROP TABLE source")
    journal.execute("PRAGMA user_version = 1")
    journal.commit()
    journal.close()
    assert version(campaign) == "revision 1 (draft)"
    campaign("publish", "--number", "7")
    assert version(campaign) == "revision 1 (in force)"
    changed(folder, 'id = "talk"', 'id = "chat"')
    refused = campaign("publish", "--revision", "1")
    assert refused.code == 5
    assert "revision 1 can no longer be shown as it was made" in refused.err


@pytest.mark.parametrize("wards", ['wards = ["xuan-dinh"]', None])
def test_what_was_to_be_done_for_what_is_no_more_is_cancelled(
    campaign: Typed, folder: Path, wards: str | None
) -> None:
    """Where a ward has no talk any more, and where nobody has: nobody gets a hall ready."""
    assert campaign("schedule").code == 0
    assert campaign("export", "ics", "-o", "before").code == 0
    if wards:
        changed(folder, 'wards = "each"', wards)
    else:
        changed(folder, 'kind = "talk"', 'kind = "broadcast"')
        changed(folder, 'id = "talk"', 'id = "radio"')
        changed(folder, "uses = { speakers = 1 }", "")
    assert campaign("schedule").code == 0
    assert campaign("export", "ics", "-o", "after").code == 0
    stood = _entries(folder / "before" / "wards" / "xuan-tao.ics")
    stands = _entries(folder / "after" / "wards" / "xuan-tao.ics")
    tasks = {uid for uid in stood if "/hall" in uid or "/results" in uid}
    assert len(tasks) >= 2
    assert stood.keys() <= stands.keys()
    assert {str(stands[uid]["status"]) for uid in tasks} == {"CANCELLED"}
    assert all(stands[uid]["sequence"] > stood[uid]["sequence"] for uid in tasks)
    for uid in tasks:
        assert stands[uid]["dtstart"].dt == stood[uid]["dtstart"].dt
    other = _entries(folder / "after" / "wards" / "xuan-dinh.ics")
    assert all("status" not in one for uid, one in other.items() if wards and "/hall" in uid)


def _entries(path: Path) -> dict[str, Any]:
    calendar = Calendar.from_ical(path.read_bytes())
    return {str(one["uid"]): one for one in calendar.walk("VEVENT")}


def test_going_back_to_an_earlier_revision_moves_calendars_back(
    campaign: Typed, folder: Path
) -> None:
    """What was cancelled stands again, later and higher than what calendars have by then."""
    steps = (("schedule",), ("publish", "--number", "1"))
    changes = (("schedule",), ("publish", "--number", "2"))
    back = (("publish", "--revision", "1", "--number", "3"),)
    found = []
    for number, words in enumerate((steps, changes, back)):
        if number == 1:
            changed(folder, 'wards = "each"', 'wards = ["xuan-dinh"]')
        for typed in words:
            assert campaign(*typed).code == 0
        assert campaign("export", "ics", "-o", str(number)).code == 0
        found.append(_entries(folder / str(number) / "wards" / "xuan-tao.ics"))
    (uid,) = (uid for uid in found[0] if uid.startswith("talk@xuan-tao/month"))
    held = [one[uid] for one in found]
    assert [str(one["status"]) for one in held] == ["CONFIRMED", "CANCELLED", "CONFIRMED"]
    assert [one["sequence"] for one in held] == [0, 1, 2]
    assert held[0]["dtstamp"].dt <= held[1]["dtstamp"].dt <= held[2]["dtstamp"].dt
    logged = json.loads(campaign("log", "--format", "json").out)
    assert [one["in_force"] for one in logged] == [True, False]
    assert campaign("log").out.count("no longer: ") == 1
    again = campaign("export", "ics", "-o", "2")
    assert again.code == 0
    assert "wrote" not in again.out


def test_going_to_and_fro_without_publishing_never_goes_back(campaign: Typed, folder: Path) -> None:
    """What was handed out last is the newest: a calendar takes no entry that is older."""
    plan = folder / "plan.toml"
    every = plan.read_text("utf-8")
    one = every.replace('wards = "each"', 'wards = ["xuan-dinh"]')
    found = []
    for number, text in enumerate((every, one, every, one)):
        plan.write_text(text, "utf-8")
        assert campaign("schedule").code == 0
        assert campaign("export", "ics", "-o", str(number)).code == 0
        found.append(_entries(folder / str(number) / "wards" / "xuan-tao.ics"))
    (uid,) = (uid for uid in found[0] if uid.startswith("talk@xuan-tao/month"))
    held = [each[uid] for each in found]
    assert [each["sequence"] for each in held] == [0, 1, 2, 3]
    stamps = [each["dtstamp"].dt for each in held]
    assert stamps == sorted(stamps)


def test_other_words_of_a_schedule_are_newer(campaign: Typed, folder: Path) -> None:
    """Hours matter to no schedule, but to every calendar."""
    assert campaign("schedule").code == 0
    assert campaign("export", "ics", "-o", "before").code == 0
    changed(folder, 'kind = "talk"', 'kind = "talk"\nhours = "9h00–10h30"')
    for _ in range(2):
        assert campaign("export", "ics", "-o", "after").code == 0
        before, after = (
            _entries(folder / name / "wards" / "xuan-tao.ics") for name in ("before", "after")
        )
        (uid,) = (uid for uid in before if uid.startswith("talk@xuan-tao/month"))
        assert before[uid]["dtstart"].dt != after[uid]["dtstart"].dt
        assert (before[uid]["sequence"], after[uid]["sequence"]) == (0, 1)
        assert before[uid]["dtstamp"].dt <= after[uid]["dtstamp"].dt
    assert len(json.loads(campaign("log", "--format", "json").out)) == 1


def test_a_task_that_is_no_more_is_cancelled(campaign: Typed, folder: Path) -> None:
    """Though no event moved, and no revision was made."""
    plan = folder / "plan.toml"
    more = '\n[[task]]\nid = "numbers"\ntitle = "Numbers"\nwho = "ward"\non = 2022-11-16\n'
    without = plan.read_text("utf-8")
    plan.write_text(without + more, "utf-8")
    assert campaign("schedule").code == 0
    assert campaign("export", "ics", "-o", "before").code == 0
    plan.write_text(without, "utf-8")
    assert campaign("export", "ics", "-o", "after").code == 0
    before, after = (
        _entries(folder / name / "wards" / "xuan-tao.ics") for name in ("before", "after")
    )
    (uid,) = (uid for uid in before if uid.startswith("numbers@xuan-tao/"))
    assert str(after[uid]["status"]) == "CANCELLED"
    assert after[uid]["sequence"] > before[uid]["sequence"]


def test_a_renamed_plan_shows_what_is_in_force(campaign: Typed, folder: Path) -> None:
    """Plan and journal renamed together, the plan changed since: nothing replaces the month."""
    assert campaign("publish", "--number", "7").code == 0
    (folder / "plan.toml").rename(folder / "may.toml")
    (folder / "plan.journal").rename(folder / "may.journal")
    changed_plan = folder / "may.toml"
    text = changed_plan.read_text("utf-8").replace('wards = "each"', 'wards = ["xuan-dinh"]')
    changed_plan.write_text(text, "utf-8")
    done = campaign("--plan", "may.toml", "export", "md")
    assert done.code == 0
    assert "the plan has changed since revision 1, which stands" in done.err
    assert "revision 1 (in force)" in (folder / "export" / "organiser.md").read_text("utf-8")


def test_what_is_in_force_and_not_understood_is_not_replaced(campaign: Typed, folder: Path) -> None:
    """Files are not made of another month in its place."""
    assert campaign("publish", "--number", "7").code == 0
    journal = sqlite3.connect(folder / "plan.journal")
    journal.executescript("DROP TRIGGER source_is_kept; DELETE FROM source;")
    journal.close()
    changed(folder, 'wards = "each"', 'wards = ["xuan-dinh"]')
    refused = campaign("export", "md")
    assert refused.code == 5
    assert "revision 1 can no longer be shown as it was made" in refused.err
    assert [one["in_force"] for one in json.loads(campaign("log", "--format", "json").out)] == [
        True
    ]
    assert campaign("schedule").code == 0


@pytest.mark.parametrize("path", ["{folder}/outside.txt", "../outside.txt", "a/../../outside.txt"])
def test_a_journal_writes_nothing_outside(campaign: Typed, folder: Path, path: str) -> None:
    """Whoever made it: a kept file whose path leads elsewhere is damage."""
    assert campaign("publish", "--number", "7").code == 0
    journal = sqlite3.connect(folder / "plan.journal")
    journal.execute(
        "INSERT INTO source SELECT plan, ?, content FROM source WHERE path = 'plan.toml'",
        (path.format(folder=folder),),
    )
    journal.commit()
    journal.close()
    changed(folder, 'wards = "each"', 'wards = ["xuan-dinh"]')
    refused = campaign("show", "week")
    assert refused.code == 5
    assert "is damaged" in refused.err
    assert not (folder / "outside.txt").exists()


def test_a_number_that_is_no_text(campaign: Typed) -> None:
    """Bytes that are no letters, as a terminal may pass them on."""
    refused = campaign("publish", "--number", "\udcff/KH")
    assert refused.code == 2
    assert "`--number` has bytes that are no letters" in refused.err
    blank = campaign("publish", "--number", " \t")
    assert (blank.code, "`--number` needs a value" in blank.err) == (2, True)
    assert campaign("log").out == ""


def test_nothing_is_published_that_could_not_be_kept(
    campaign: Typed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk: it is said, and there is nothing to put in force."""

    def full(*_: object, **__: object) -> None:
        raise JournalError(Diagnostic("J109", message("the disk is full")))

    monkeypatch.setattr(Journal, "keep", full)
    refused = campaign("publish", "--number", "7")
    assert refused.code == 5
    assert "J109" in refused.err


def test_how_files_of_an_earlier_version_are_renewed(campaign: Typed, folder: Path) -> None:
    """With everyone's command, and with that for what is made on request: then none is left."""
    views = ("--owner", "all", "--person", "all", "--day", "2022-11-21")
    assert campaign("export", "md", "txt").code == 0
    assert campaign("export", "csv", *views).code == 0
    changed(folder, 'kind = "talk"', 'kind = "talk"\nhours = "9h00–10h30"')
    said = campaign("export", "md").err
    assert "`campaign export txt` · `campaign export csv --owner all --person all`" in said
    assert campaign("export", "txt").code == 0
    last = campaign("export", "csv", "--owner", "all", "--person", "all").err
    assert "earlier version" not in last


def test_whoever_is_in_the_plan_no_more_is_told(campaign: Typed, folder: Path) -> None:
    """A ward, a body and a person taken out: calendars that take back what they were given."""
    changed(folder, '[[ward]]\nid = "xuan-dinh"', f'{_UNION}[[ward]]\nid = "xuan-dinh"')
    changed(folder, "members = [{", 'members = [{ id = "other", name = "Other speaker" }, {')
    changed(folder, 'owner = "office"', 'owner = "union"')
    every = ("export", "ics", "--ward", "all", "--owner", "all", "--person", "all")
    assert campaign(*every, "-o", "before").code == 0
    changed(folder, _UNION, "")
    changed(folder, 'owner = "union"', 'owner = "office"')
    changed(folder, '{ id = "legal", name = "Legal aid speaker" }', "")
    plan = folder / "plan.toml"
    head, ward, rest = plan.read_text("utf-8").partition('[[ward]]\nid = "xuan-tao"')
    plan.write_text(head + rest[rest.index("[[resource]]") :], "utf-8")
    assert ward
    assert campaign("schedule").code == 0
    assert campaign(*every, "-o", "after").code == 0
    for reader in ("wards/xuan-tao", "owners/union", "people/legal"):
        before, after = (_entries(folder / name / f"{reader}.ics") for name in ("before", "after"))
        assert before
        assert before.keys() == after.keys()
        assert {str(one["status"]) for one in after.values()} == {"CANCELLED"}
        assert all(after[uid]["sequence"] >= one["sequence"] for uid, one in before.items())
        assert all(after[uid]["dtstamp"].dt >= one["dtstamp"].dt for uid, one in before.items())
    # One ward's alone are not everyone's; all files are.
    assert campaign("export", "ics", "--ward", "xuan-dinh", "-o", "one").code == 0
    assert [path.name for path in (folder / "one").rglob("*.ics")] == ["xuan-dinh.ics"]
    assert campaign("export", "ics", "-o", "all").code == 0
    assert (folder / "all" / "wards" / "xuan-tao.ics").is_file()
    said = campaign("export", "md", "-o", "all").err
    assert "1 file there is of someone who is in the plan no more" in said
    index = (folder / "all" / "index.html").read_text("utf-8")
    assert "In the plan no more" in index
    assert 'href="wards/xuan-tao.ics"' in index


_UNION = '[[body]]\nid = "union"\nname = "Union"\n\n'


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE revision SET document = json_set(document, '$.price', 'x')",
        "UPDATE revision SET price = 'x'",
        """UPDATE entry SET details = '{"number": null, "date": "2027-01-01"}'""",
    ],
)
def test_what_no_program_of_ours_wrote_is_damage(
    campaign: Typed, folder: Path, damage: str
) -> None:
    """SQLite takes anything; a value of another kind is said to be damage, not met as a bug."""
    assert campaign("publish", "--number", "7").code == 0
    connection = sqlite3.connect(folder / "plan.journal")
    for trigger in ("revision_stays", "entry_stays"):
        connection.execute(f"DROP TRIGGER {trigger}")
    connection.execute(damage)
    connection.commit()
    connection.close()
    codes = [campaign(*words) for words in (("log",), ("schedule",), ("publish",))]
    assert {one.code for one in codes} <= {0, 5}
    assert any("is damaged" in one.err for one in codes)
    assert not any("Traceback" in one.err for one in codes)
