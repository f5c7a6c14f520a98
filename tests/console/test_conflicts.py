"""How a plan that cannot work is shown: each line once, every line to write whole."""

from dataclasses import replace
from datetime import date

from helpers import builders as b
from rich.console import Console

from campaign_cli.app import Made
from campaign_cli.console.layout.terminal import Screen
from campaign_cli.console.problems import conflicts, repairs
from campaign_cli.model.repair import PRICES, Change, Edit, Repair
from campaign_cli.model.schedule import Schedule, Status
from campaign_cli.model.schedule.repair_sentences import sentence
from campaign_cli.reading import Reading, Sources
from campaign_cli.support.diagnostic import Cause, Diagnostic, Span
from campaign_cli.support.language import language, message

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
    said = shown(conflicts.conflict(CONFLICT, ENGLISH, b.plan()))
    assert said.startswith("error[C301]: `talk` cannot take place: these lines")
    assert said.count('id = "talk"') == 1
    assert "`talk`: as many events as asked for (chosen-count)\n" in said
    assert "`talk`: only in these sessions (window)\n" in said


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
    said = shown(conflicts.conflict((*CONFLICT, *wards), ENGLISH, b.plan()))
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
    said = shown(conflicts.conflict(members, ENGLISH, b.plan()))
    assert "note: `legal`: Leave" in said
    assert "note: closed: Council meets" in said
    assert "note: National Day is a public holiday" in said
    assert "`city`: costs stay within the budget" in said


def test_what_reading_says_already_is_not_said_twice() -> None:
    """Nor counted twice."""
    seen = Diagnostic("P407", message("{said}", said="no day"), span=TO, causes=(CONFLICT[2],))
    only = made(infeasible(CONFLICT[0], CONFLICT[2]), seen)
    assert "P407" in shown(*conflicts.seen(only.reading, ENGLISH))
    said = shown(*conflicts.parts(only, ENGLISH))
    assert "P407" not in said
    assert "C301" not in said
    assert "no schedule is possible: 1 conflict\n" in said
    # Nor with lines more than reading names.
    assert "C301" not in shown(*conflicts.parts(made(infeasible(*CONFLICT), seen), ENGLISH))
    elsewhere = replace(CONFLICT[2], span=replace(TO, line=20))
    said = shown(*conflicts.parts(made(infeasible(CONFLICT[0], elsewhere), seen), ENGLISH))
    assert "C301" in said
    assert "2 conflicts" in said


def test_when_time_was_short() -> None:
    """That it may not be all is said; nothing is advised of which nothing is known."""
    said = shown(*conflicts.parts(made(infeasible(), whole=False), ENGLISH))
    assert "`--time-limit 600` gives more" in said
    assert "not all lines of a conflict may be" in said
    assert "loosen" not in said
    said = shown(*conflicts.parts(made(infeasible(*CONFLICT)), ENGLISH))
    assert "no change of these lines was found" in said
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
    assert "price: 1 for a day later, 6 for a person more\n" in said


def test_one_way() -> None:
    """One is no list of ways."""
    found = (Repair(3, (LATER,)),)
    assert "one way to make it work" in shown(*repairs.repairs(b.plan(), found, ENGLISH))


def test_each_kind_of_change_has_its_price_told() -> None:
    """Whichever of the keys of a plan it changes; the table of prices has a step for each."""
    assert set(repairs._STEPS) == set(PRICES)
    paths = {
        "activity.talk.after.posters": "1 for a day less between two activities, 5 for an order",
        "resource.speakers.members.legal.days": "price: 3 for a day of the week more",
        "resource.speakers.members": "price: 6 for a person more",
        "activity.talk.fixed.tay-tuu": "price: 3 for an event free to move",
        "budget.limit": "price: 1 for a twentieth more money",
    }
    for path, said in paths.items():
        change = Change(path=tuple(path.split(".")), was=1)
        legend = repairs.prices([Repair(1, (change,))])
        assert legend is not None
        assert said in language("en").say(legend)
    opened = Change(path=("calendar", "open"), was=None, day=date(2022, 11, 20))
    legend = repairs.prices([Repair(4, (opened,))])
    assert legend is not None
    assert language("en").say(legend) == "price: 4 for a day off opened"
    assert repairs.prices([Repair(1, (), (), "as it was said")]) is None


def test_costs_are_rows() -> None:
    """The limit with its source; what costs most first, what asks for it not again."""
    dear = b.activity("fair", cost=500)
    plan = b.plan(b.activity("talk", cost=30), dear)

    def line(number: int, text: str) -> Span:
        return Span("plan.toml", number, 1, len(text) + 1, text)

    members = (
        Cause("budget", ("budget", "limit"), line(3, "limit = 9")),
        Cause("chosen-count", ("activity", "talk"), line(7, 'id = "talk"')),
        Cause("budget", ("activity", "talk", "cost"), line(8, "cost = 30")),
        Cause("chosen-count", ("activity", "fair"), line(17, 'id = "fair"')),
        Cause("budget", ("activity", "fair", "cost"), line(18, "cost = 500")),
    )
    said = shown(conflicts.conflict(members, ENGLISH, plan))
    assert "limit = 9" in said
    assert "cost = " not in said
    assert "id = " not in said
    assert said.index("plan.toml:18  `fair`") < said.index("plan.toml:8   `talk`")
    assert "× 500 = " in said


def test_one_line_is_shown_once() -> None:
    """Whatever of it takes part."""
    text = 'members = [{ id = "legal", days = ["mon"] }]'
    pool, days = (Span("plan.toml", 5, *columns, text) for columns in ((11, 45), (35, 42)))
    members = (
        Cause("resource-quantity", ("resource", "speakers", "members"), pool),
        Cause("member-closed", ("resource", "speakers", "members", "legal", "days"), days),
    )
    said = shown(conflicts.conflict(members, ENGLISH, b.plan()))
    assert said.count("members = ") == 1
    assert "`speakers`: there are no more people than these (resource-quantity)" in said
    assert "`legal`: the person works only on these days (member-closed)" in said


def test_a_holiday_that_becomes_a_workday_is_named() -> None:
    """Nobody works on it unawares."""
    day = date(2022, 11, 20)
    plan = b.plan()
    plan = replace(plan, calendar=replace(plan.calendar, holidays={day: "Teachers' Day"}))
    opened = Change(path=("calendar", "open"), was=None, day=day)
    said = language("en").say(sentence(plan, opened))
    assert said == "let Sunday 20 November (Teachers' Day) be a workday"
