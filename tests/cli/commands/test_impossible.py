"""A plan that cannot work: what is in the way, and the lines that mend it."""

import _thread
import json
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from helpers.command_line import Typed, changed

from campaign_cli import app
from campaign_cli.model.repair import Change, Repair
from campaign_cli.model.schedule import Schedule, Status
from campaign_cli.scheduling import Limits
from campaign_cli.scheduling.infeasible import diagnosis

WISH = app.Wish(datetime(2022, 11, 1, 8, tzinfo=UTC))
BUSY = (
    'members = [{ id = "legal", name = "Legal aid speaker" }]',
    (
        'members = [{ id = "legal", name = "Legal aid speaker", closed = ['
        '{ from = 2022-11-15, to = 2022-12-11, why = "On leave" }] }]\nmax_per_day = 1'
    ),
)


def applied(text: str, edits: list[dict[str, Any]]) -> str:
    """Return `text` as a stranger leaves it who follows a repair."""
    lines = text.splitlines()
    for edit in edits:
        place = edit["line"] - 1
        if edit["old"]:
            assert lines[place] == edit["old"]
            lines[place : place + 1] = [edit["new"]] if edit["new"] else []
        else:
            lines.insert(place, edit["new"])
    return "\n".join(lines) + "\n"


def test_every_repair_works(campaign: Typed, folder: Path) -> None:
    """Written into the plan by whoever reads the JSON, it lets the plan be scheduled."""
    changed(folder, *BUSY)
    text = (folder / "plan.toml").read_text(encoding="utf-8")
    outcome = campaign("schedule", "--format", "json")
    assert outcome.code == 3
    document = json.loads(outcome.out)
    (conflict,) = document["conflicts"]
    assert [one["line"] for one in conflict["members"]] == sorted(
        one["line"] for one in conflict["members"]
    )
    assert {"On leave"} == {one["why"] for one in conflict["members"] if "why" in one}
    assert document["complete"] is True
    prices = [one["price"] for one in document["repairs"]]
    assert prices
    assert prices == sorted(prices)
    for repair in document["repairs"]:
        (folder / "plan.toml").write_text(applied(text, repair["edits"]), encoding="utf-8")
        assert campaign("schedule").code == 0, repair


THREE_IN_TWO_OPEN_DAYS = """
[campaign]
name = "Month of action"
start = 2022-11-14
end = 2022-11-17
language = "en"
[calendar]
closed = [{ date = 2022-11-15, why = "Council" }, 2022-11-20]
[[calendar.session]]
id = "day"
start = 08:00:00
end = 17:00:00
[[ward]]
id = "a"
name = "A"
contact = { name = "A", phone = "1" }
[[activity]]
id = "one"
kind = "meeting"
title = "One"
[[activity]]
id = "two"
kind = "meeting"
title = "Two"
[[activity]]
id = "last"
kind = "meeting"
title = "Last"
to = 2022-11-16
after = ["one", { activity = "two", by = 1 }]
"""


def test_which_entry_of_a_list_is_meant(campaign: Typed, folder: Path) -> None:
    """Two of one `after` are told apart, and so is the closing among others."""
    (folder / "plan.toml").write_text(THREE_IN_TWO_OPEN_DAYS, encoding="utf-8")
    document = json.loads(campaign("schedule", "--format", "json").out)
    (conflict,) = document["conflicts"]
    found = [
        (one["path"], one["entry"], one["text"][one["column"] - 1 : one["end_column"] - 1])
        for one in conflict["members"]
        if "entry" in one
    ]
    assert found == [
        ("calendar.closed", "1", '{ date = 2022-11-15, why = "Council" }'),
        ("activity.last.after", "one", '"one"'),
        ("activity.last.after", "two", '{ activity = "two", by = 1 }'),
    ]
    said = campaign("schedule").err
    entries = [line for line in said.splitlines() if "only after" in line]
    assert [line.split("^")[-1].strip(" |") for line in entries] == [
        "`last`: only after `one` (precedence)",
        "`last`: only after `two` (precedence)",
    ]


def test_it_is_said_in_the_language_of_the_screen(campaign: Typed, folder: Path) -> None:
    """The sentences of repairs, too."""
    changed(folder, *BUSY)
    english = json.loads(campaign("schedule", "--format", "json").out)
    vietnamese = json.loads(campaign("--lang", "vi", "schedule", "--format", "json").out)
    assert english["repairs"][0]["text"] != vietnamese["repairs"][0]["text"]
    assert english["repairs"][0]["edits"] == vietnamese["repairs"][0]["edits"]


@pytest.mark.parametrize("words", [("schedule",), ("run",), ("show", "week"), ("explain",)])
def test_whatever_needs_a_schedule_says_why_there_is_none(
    campaign: Typed, folder: Path, words: tuple[str, ...]
) -> None:
    """On stderr, with the conflict, its reason and the lines to write; nothing is kept."""
    changed(folder, *BUSY)
    outcome = campaign(*words)
    assert (outcome.code, outcome.out) == (3, "")
    for said in ("error[C301]", "note: `legal`: On leave", " 1. ", "    + ", "price: "):
        assert said in outcome.err
    assert campaign("log").out == ""


def test_check_says_where_repairs_are_shown(campaign: Typed, folder: Path) -> None:
    """It stays quick itself."""
    changed(folder, "audience = 80", "audience = 800")
    outcome = campaign("check")
    assert outcome.code == 3
    assert outcome.err.endswith("next: campaign schedule shows what would make the plan work\n")
    changed(folder, "audience = 800", "audience = 80O")
    assert "next:" not in campaign("check").err


def test_what_reading_has_said(campaign: Typed, folder: Path) -> None:
    """It is said once, with its repairs."""
    changed(folder, "audience = 80", "audience = 160")
    outcome = campaign("schedule")
    assert outcome.code == 3
    assert "error[P401]" in outcome.err
    assert "expect 150 people instead of 160 at `talk`" in outcome.err
    document = json.loads(campaign("schedule", "--format", "json").out)
    assert document["conflicts"]
    assert document["repairs"]


def diagnosed(
    monkeypatch: pytest.MonkeyPatch, found: Schedule, before: Any = lambda *_: None
) -> None:
    """Let the search for reasons find `found`."""

    def diagnose(*arguments: Any) -> Schedule:
        before(*arguments)
        return found

    monkeypatch.setattr(diagnosis, "diagnose", diagnose)


def test_what_cannot_be_written_is_no_repair(
    campaign: Typed, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor what leaves the plan with another problem; reading's own lines stand for a conflict."""
    changed(folder, "audience = 80", "audience = 160")
    asked = {
        "audience": ("activity.talk.audience", 150),
        "nobody": ("venue.nowhere.capacity", 200),
        "half": ("venue.xuan-dinh-hall.capacity", 200),
    }
    changes = {
        name: Change(path=tuple(path.split(".")), was=0, value=value)
        for name, (path, value) in asked.items()
    }
    repairs = tuple(Repair(n, (one,)) for n, one in enumerate(changes.values()))
    none = Schedule(plan="", status=Status.INFEASIBLE, repairs=repairs)
    diagnosed(monkeypatch, none)
    document = json.loads(campaign("schedule", "--format", "json").out)
    assert [one["text"] for one in document["repairs"]] == [
        "expect 150 people instead of 0 at `talk`"
    ]
    (conflict, *_) = document["conflicts"]
    assert "venue-capacity" in {one["rule"] for one in conflict["members"]}


def test_ctrl_c_shows_what_is_known(
    campaign: Typed, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And that it may not be all."""
    changed(folder, "audience = 80", "audience = 160")

    def waiting(_: object, __: object, ___: object, ____: object, stop: Event) -> None:
        _thread.interrupt_main()
        assert stop.wait(10)

    diagnosed(monkeypatch, Schedule(plan="", status=Status.INFEASIBLE), waiting)
    outcome = campaign("schedule")
    assert outcome.code == 130
    assert outcome.err.count("error[P401]") == 1
    assert "interrupted: this may not be all" in outcome.err
    assert json.loads(campaign("schedule", "--format", "json").out)["complete"] is False


def test_the_time_that_is_left(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the search for a schedule has used up is gone; a second is always left."""
    changed(folder, *BUSY)
    given: list[Limits] = []
    none = Schedule(plan="", status=Status.INFEASIBLE)
    diagnosed(monkeypatch, none, lambda *arguments: given.append(arguments[2]))
    wish = app.Wish(WISH.now, Limits(seconds=30, nodes=7))
    made = app.make(folder / "plan.toml", wish)
    assert made.schedule is not None
    assert not made.schedule.solved
    assert 1 <= given[0].seconds < 30
    assert given[0].nodes == 7


@pytest.mark.parametrize("table", ["", "[calendar]\nclosed = []\n"])
def test_a_holiday_is_told_once(campaign: Typed, folder: Path, table: str) -> None:
    """What closes the day is the line of the country, whether or not there is a calendar."""
    text = (
        '[campaign]\nname = "Month"\nstart = 2027-08-30\nend = 2027-09-10\nlanguage = "en"\n'
        f'country = "VN"\n{table}[[ward]]\nid = "a"\nname = "A"\n'
        '[[activity]]\nid = "launch"\nkind = "talk"\ntitle = "Launch"\n'
        'fixed = { date = 2027-09-02, session = "morning" }\n'
    )
    (folder / "plan.toml").write_text(text, encoding="utf-8")
    outcome = campaign("schedule")
    assert outcome.code == 3
    told = outcome.err + outcome.out
    assert "error[P403]" in told
    assert "no schedule is possible: 1 conflict\n" in told
    assert "C301" not in told
    document = json.loads(campaign("schedule", "--format", "json").out)
    lines = [one["text"] for conflict in document["conflicts"] for one in conflict["members"]]
    assert 'country = "VN"' in lines


def test_the_days_of_a_kind_are_told_once(campaign: Typed, folder: Path) -> None:
    """What keeps an event from a weekday is the line of its kind, where it gives no days."""
    text = (
        '[campaign]\nname = "Month"\nstart = 2027-05-10\nend = 2027-05-21\nlanguage = "en"\n'
        '[[ward]]\nid = "a"\nname = "A"\n'
        '[[activity]]\nid = "show"\ntitle = "Show"\nkind = "arts"\n'
        'fixed = { date = 2027-05-11, session = "evening" }\n'
    )
    (folder / "plan.toml").write_text(text, encoding="utf-8")
    outcome = campaign("schedule")
    told = outcome.err + outcome.out
    assert "error[P403]" in told
    assert "no schedule is possible: 1 conflict\n" in told


FIXED = 'fixed = { date = 2027-09-02, session = "morning" }\n'
CROWDED = 'venue = "hall"\naudience = 50\n'


@pytest.mark.parametrize(("launch", "price"), [(FIXED, 5), (CROWDED, 3)])
def test_a_longer_campaign_beside_another_change(
    campaign: Typed, folder: Path, launch: str, price: int
) -> None:
    """The last meeting wants a workday after the show, and the first event something else."""
    text = (
        '[campaign]\nname = "Month"\nstart = 2027-08-30\nend = 2027-09-05\nlanguage = "en"\n'
        'country = "VN"\n[[ward]]\nid = "a"\nname = "A"\n'
        '[[venue]]\nid = "hall"\nname = "Hall"\ncapacity = 40\n'
        f'[[activity]]\nid = "launch"\nkind = "talk"\ntitle = "Launch"\n{launch}'
        '[[activity]]\nid = "show"\nkind = "arts"\ntitle = "Show"\nfrom = 2027-09-04\n'
        '[[activity]]\nid = "end"\nkind = "meeting"\ntitle = "End"\nwards = "together"\n'
        'after = "all"\n'
    )
    (folder / "plan.toml").write_text(text, encoding="utf-8")
    document = json.loads(campaign("schedule", "--format", "json").out)
    assert document["complete"] is True
    first = document["repairs"][0]
    assert first["price"] == price
    mended = applied(text, first["edits"])
    assert "end = 2027-09-06\n" in mended
    (folder / "plan.toml").write_text(mended, encoding="utf-8")
    assert campaign("schedule").code == 0
