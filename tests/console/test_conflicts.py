"""How a plan that cannot work is shown: each line once, every line to write whole."""

from datetime import date

import builders as b
from rich.console import Console

from campaign_cli.app import Made
from campaign_cli.console import conflicts, repairs
from campaign_cli.console.terminal import Screen
from campaign_cli.model.diagnostic import Cause, Diagnostic, Span
from campaign_cli.model.language import language, message
from campaign_cli.model.repair import Change, Edit, Repair
from campaign_cli.model.schedule import Schedule, Status
from campaign_cli.reading import Reading, Sources

ENGLISH = Screen(language("en"), color=False)
TO = Span("plan.toml", 9, 6, 16, "to = 2022-11-18")
TALK = Span("plan.toml", 7, 6, 12, 'id = "talk"')
CONFLICT = (
    Cause("chosen-count", ("activity", "talk"), TALK),
    Cause("window", ("activity", "talk", "sessions"), TALK),
    Cause("window", ("activity", "talk", "to"), TO),
)
LATER = Change(
    path=("activity", "talk", "to"), was=date(2022, 11, 18), value=date(2022, 11, 21), price=3
)


def shown(*parts: object) -> str:
    """Return what a console of 80 columns prints."""
    console = Console(width=80, color_system=None, markup=False, highlight=False)
    with console.capture() as captured:
        for part in parts:
            console.print(part, soft_wrap=bool(getattr(part, "no_wrap", False)))
    return captured.get()


def made(schedule: Schedule, *diagnostics: Diagnostic, whole: bool = True) -> Made:
    """Return an impossible plan."""
    reading = Reading(b.plan(b.activity("talk")), diagnostics, Sources({}, {}))
    return Made(reading=reading, schedule=schedule, whole=whole)


def infeasible(*members: Cause, found: tuple[Repair, ...] = ()) -> Schedule:
    """Return a schedule with one conflict."""
    return Schedule(
        plan="", status=Status.INFEASIBLE, conflicts=(members,) if members else (), repairs=found
    )


def test_two_rules_of_one_line() -> None:
    """The line stands there once, with both under its caret."""
    said = shown(conflicts.conflict(CONFLICT, ENGLISH))
    assert said.startswith("error[C301]: `talk` cannot take place: these lines")
    assert said.count('id = "talk"') == 1
    assert "`talk`: as many events as asked for (chosen-count)\n" in said
    assert "`talk`: the sessions it may take place in (window)\n" in said


def test_many_wards_take_few_lines() -> None:
    """The first with its source, the others by name and line; why, once for all."""
    wards = [
        Cause(
            "ward-closed",
            ("ward", f"ward-{n}", "closed"),
            Span("plan.toml", 100 + n, 1, 7, "closed = []"),
            "Village fair",
        )
        for n in range(12)
    ]
    said = shown(conflicts.conflict((*CONFLICT, *wards), ENGLISH))
    assert said.count("closed = []") == 1
    assert "and 11 more: `ward-1` (line 101), `ward-2` (line 102)" in said
    assert "note: closed: Village fair" in said
    assert max(map(len, said.splitlines())) <= 80


def test_why_something_is_closed() -> None:
    """Whose closing it is, and holidays by name."""
    members = (
        Cause("member-closed", ("resource", "speakers", "members", "legal", "closed"), TO, "Leave"),
        Cause("open-day", ("calendar", "closed"), TO, "Council meets"),
        Cause("open-day", ("campaign", "country"), TO, "National Day"),
        Cause("budget", ("budget", "source", "city"), TALK),
    )
    said = shown(conflicts.conflict(members, ENGLISH))
    assert "note: `legal`: Leave" in said
    assert "note: closed: Council meets" in said
    assert "note: National Day is a public holiday" in said
    assert "`city`: costs stay within the budget" in said


def test_what_reading_says_already_is_not_said_twice() -> None:
    """Nor counted twice."""
    seen = Diagnostic("P407", message("{said}", said="no day"), span=TO, causes=(CONFLICT[2],))
    only = made(infeasible(CONFLICT[0], CONFLICT[2]), seen)
    said = shown(*conflicts.parts(only, ENGLISH))
    assert "P407" in said
    assert "C301" not in said
    assert "no schedule is possible: 1 conflict\n" in said
    other = made(infeasible(*CONFLICT), seen)
    said = shown(*conflicts.parts(other, ENGLISH))
    assert "C301" in said
    assert "2 conflicts" in said


def test_when_time_was_short() -> None:
    """That it may not be all is said; nothing is advised of which nothing is known."""
    said = shown(*conflicts.parts(made(infeasible(), whole=False), ENGLISH))
    assert "`--time-limit 600` gives more" in said
    assert "loosen" not in said
    said = shown(*conflicts.parts(made(infeasible(*CONFLICT)), ENGLISH))
    assert "loosen one of these lines" in said


def test_lines_to_write_are_whole() -> None:
    """The old line is cut around what changes, the new one never."""
    old = f'members = [{{ id = "a", name = "{"A" * 90}" }}, {{ id = "b", name = "B" }}]'
    new = old.replace(" }]", ' }, { id = "c-3", name = "…" }]')
    edits = (
        Edit("plan.toml", 40, "", '[[ward]]\nid = "x"'),
        Edit("plan.toml", 12, "closed = [2022-11-18]", ""),
        Edit("plan.toml", 11, old, new),
    )
    more = Change(path=("resource", "speakers", "members"), was=2, value=1, price=6)
    found = (Repair(9, (LATER, more), edits), Repair(1, (), (), "as it was said"))
    said = shown(*repairs.repairs(b.plan(), found, ENGLISH))
    assert "2 ways to make it work" in said
    assert " 1. let `talk` end 3 days later, on Monday 21 November;\n" in said
    assert "    one more person in `speakers` (price 9)\n" in said
    assert f"    + {new}\n" in said
    minus = [line for line in said.splitlines() if line.startswith("    - ")]
    assert max(map(len, minus)) <= 80
    assert minus[0].endswith('{ id = "b", name = "B" }]')
    assert minus[1] == "    - closed = [2022-11-18]"
    # Lines that follow each other stand under one place.
    assert "plan.toml:11\n" in said
    assert "plan.toml:12\n" not in said
    assert '    --> plan.toml:40, a new line before it\n    + [[ward]]\n    + id = "x"\n' in said
    assert " 2. as it was said (price 1)" in said
    assert "20 for a\nward left out" in said


def test_one_way() -> None:
    """One is no list of ways."""
    found = (Repair(3, (LATER,)),)
    assert "one way to make it work" in shown(*repairs.repairs(b.plan(), found, ENGLISH))
