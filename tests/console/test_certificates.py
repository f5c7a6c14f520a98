"""How even, how tight, how fragile, and two plans side by side: at 80 columns."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from io import StringIO
from pathlib import Path
from textwrap import dedent
from types import SimpleNamespace
from typing import Any

import pytest
from helpers import a_month
from helpers import builders as b
from helpers.a_month import month, shown

from campaign_cli.app.comparing import Comparison, Side
from campaign_cli.console.layout.progress import Ticker
from campaign_cli.console.measures import bottlenecks, comparison, dropouts, fairness
from campaign_cli.model.schedule import Status
from campaign_cli.model.schedule.fairness import measured, yardsticks
from campaign_cli.scheduling import Progress
from campaign_cli.scheduling.questions.bottlenecks import Saving
from campaign_cli.scheduling.questions.certificates import Best, Certificate
from campaign_cli.scheduling.questions.dropouts import Dropout
from campaign_cli.scheduling.questions.one_more import Unit
from campaign_cli.scheduling.questions.rescues import Fragility, Rescue
from campaign_cli.support.diagnostic import Cause, Diagnostic, Span
from campaign_cli.support.language import language, message


def text(block: str) -> str:
    """Return an indented block as it is shown."""
    return dedent(block).strip("\n")


def certificates() -> list[Certificate]:
    """Return every measure of the month: settled, proved, and not proved."""
    of = month()
    found = {one.what: measured(of.plan, one, of.schedule.bookings) for one in yardsticks(of.plan)}
    served = found["servings"]
    none, best = (Best(Fraction(one, 2), Fraction(one, 2)) for one in (0, 1))
    return [
        Certificate(found["events"], none, none, settled=True),
        Certificate(found["cost"], none, none),
        Certificate(served, best, Best(Fraction(1), Fraction(29, 100))),
    ]


def test_fairness() -> None:
    """The measures with their bests; details of what might be more even."""
    assert shown(*fairness.parts(month(), certificates(), 80)) == text(
        """
                                                      farthest off  best  all off   best
        events                                                   0     =        0      =
        spent there (VND)                                        0     0        0      0
        served: speakers                                       0.5   0.5        1  ≥ 0.2
        off: how far from the even share, the farthest one and all together; best: the
        least of any month
        =: no choice of the plan changes it
        ≥: not proved; no month is below that
        no month is more even in any of them
        """
    )


def test_fairness_in_full() -> None:
    """Everyone's share of every measure."""
    whole = shown(*fairness.parts(month(), certificates()[2:], 80, full=True))
    assert whole.endswith(
        text(
            """
            served: speakers · alike for all
                                                         has            even             off
              Legal                                        2             1.5            +0.5
              Union                                        1             1.5            −0.5
            """
        )
    )
    assert max(map(len, whole.splitlines())) <= 80


def test_who_is_far_from_even() -> None:
    """The farthest come first, the rest are counted."""
    of = b.plan(
        b.activity("talk", wards=b.choose(3), times=2),
        wards=[b.ward(one, need=size) for one, size in zip("abcdefgh", range(8), strict=True)],
    )
    held = [b.booking(of, f"talk@{at}#{n}", f"{13 + n}/11") for at in "abc" for n in (1, 2)]
    chosen = measured(of, next(iter(yardsticks(of))), held)
    far = Certificate(chosen, Best(Fraction(1), Fraction(1)), Best(Fraction(2), Fraction(2)))
    made = SimpleNamespace(plan=of, issue=None, solved=b.schedule(of, *held))
    from campaign_cli.console.month.words import month_of

    said = shown(*fairness.parts(month_of(made, language("en")), [far], 80)).splitlines()  # type: ignore[arg-type]
    assert [line.split() for line in said[-6:-4]] == [["has", "even", "off"], ["A", "2", "0", "+2"]]
    assert said[-1] == "  … and 4 others"


def test_fairness_as_data() -> None:
    """Shares with their differences, and what is proved."""
    data = fairness.as_json(certificates())
    assert [one["measure"] for one in data] == ["events", "cost", "servings:speakers"]
    assert data[2]["largest"] == {"now": 0.5, "best": 0.5, "bound": 0.5, "proved": True}
    assert data[2]["total"] == {"now": 1, "best": 1, "bound": 0.29, "proved": False}
    assert data[2]["shares"][0] == {"id": "legal", "has": 2, "even": 1.5, "off": 0.5}


def test_nothing_to_divide() -> None:
    """A plan without wards' events and people has no measures."""
    assert shown(*fairness.parts(month(), [], 80)) == "there is nothing to be divided evenly"


SAVINGS = [
    Saving(Unit("thing", "sound"), 3, 3),
    Saving(Unit("person", "speakers"), 1, 2),
    Saving(Unit("free", "legal"), 0, 2),
    Saving(Unit("limit", "speakers"), 0, 0),
    Saving(Unit("room", "hall"), 0, 0),
    Saving(Unit("open", "hall"), 0, 0),
]


def test_tight() -> None:
    """What saves most first, proved or not; what saves nothing is counted."""
    assert shown(*bottlenecks.parts(month(), SAVINGS)) == text(
        f"""
        the month pays {month().schedule.price} points for its wishes
        with one more               it saves
        sound: 3 instead of 2              3  proved
        speakers: one more person      1 – 2  not proved
        Legal: free on every day   at most 2  not proved
        3 others would save nothing, proved
        with more time: campaign show tight --time-limit 600
        """
    )
    assert bottlenecks.as_json(SAVINGS)[1] == {
        "unit": "person",
        "id": "speakers",
        "saves": 1,
        "at_most": 2,
        "proved": False,
    }


@pytest.mark.parametrize("code", ["vi", "en"])
def test_tight_in_every_kind(code: str) -> None:
    """Each kind of unit is said; those that were not decided are counted from some number on."""
    many = [Saving(one.unit, 0, 2) for one in SAVINGS * 3]
    said = shown(*bottlenecks.parts(month(code), many))
    most = {"vi": "nhiều nhất 2", "en": "at most 2"}[code]
    # A dozen in rows of their own, and a sentence for the others.
    assert said.count(most) == 13
    assert max(map(len, said.splitlines())) <= 80


FRAGILE = [
    Fragility(
        Dropout(
            what="person",
            id="legal",
            day=date(2022, 11, 16),
            events=("talk@xuan-dinh", "talk@tay-tuu"),
            able={"talk@xuan-dinh": (), "talk@tay-tuu": ("union",)},
            lost=("talk@xuan-dinh",),
        ),
        Rescue(possible=True, more=2, moved=("talk@xuan-dinh",)),
    ),
    Fragility(
        Dropout(
            what="venue",
            id="hall",
            day=date(2022, 11, 15),
            events=("launch",),
            able={"launch": ()},
            lost=("launch",),
        ),
        Rescue(possible=False),
    ),
    Fragility(
        Dropout(
            what="person",
            id="union",
            day=date(2022, 11, 16),
            events=("talk@tay-tuu",),
            able={"talk@tay-tuu": ("legal",)},
        ),
        Rescue(possible=True),
    ),
    Fragility(Dropout(what="thing", id="sound"), Rescue(possible=True)),
]


def test_fragile() -> None:
    """Who drops out when, what could not be held, who could stand in, and what then."""
    assert shown(*dropouts.parts(month(), FRAGILE)) == text(
        """
        each on its busiest day, all else as it stands
        Legal · Wednesday 16 November · 2 events
          could not be held: talk@xuan-dinh
          could stand in: Union
          the month can be saved: 1 event moves, price +2
        District hall · Tuesday 15 November · 1 event
          could not be held: launch
          the month cannot be saved: no other schedule keeps the plan
        Union · Wednesday 16 November · 1 event
          could stand in: Legal
          the month holds as it is
        1 has no event
        """
    )
    assert dropouts.as_json(FRAGILE)[0] == {
        "what": "person",
        "id": "legal",
        "day": "2022-11-16",
        "events": ["talk@xuan-dinh", "talk@tay-tuu"],
        "stand_ins": {"talk@xuan-dinh": [], "talk@tay-tuu": ["union"]},
        "lost": ["talk@xuan-dinh"],
        "possible": True,
        "price": 2,
        "moved": ["talk@xuan-dinh"],
    }


def test_how_far_many_searches_are() -> None:
    """The line of progress counts them."""
    ticker = Ticker(language("en"), StringIO(), lambda: 0.0)
    ticker.watch(Progress("units", done=3, of=9))
    assert ticker.line() == "  0 s · trying one more of each · 3/9 · Ctrl-C takes the best so far"


def test_fragile_in_short() -> None:
    """The worst are shown, the others counted; what was not decided is said so."""
    unknown = replace(FRAGILE[1], rescue=Rescue(None))
    said = shown(*dropouts.parts(month(), [unknown] * 13))
    assert said.endswith(
        text(
            """
            … and 1 more; 1 of them leave events without
            with more time: campaign show fragile --time-limit 600
            """
        )
    )
    assert said.count("not decided in time") == 12
    assert shown(*dropouts.parts(month(), FRAGILE[3:])).startswith("no event depends on")
    assert shown(*dropouts.parts(month(), [unknown] * 13, full=True)).count("District hall") == 13


def test_what_is_fixed_cannot_be_saved() -> None:
    """The reason is said: a guest's is its host's."""
    of = month()
    fixed = tuple(replace(one, fixed=one.id == "launch") for one in of.schedule.bookings)
    held = replace(of, schedule=replace(of.schedule, bookings=fixed))
    gone = replace(FRAGILE[1].dropout, lost=("address",), events=("address",))
    said = shown(*dropouts.parts(held, [Fragility(gone, Rescue(possible=False))]))
    assert "the month cannot be saved: launch is fixed then" in said


def side(file: str, *, moved: bool = False, **more: Any) -> Side:
    """Return one side: the month, or with one talk on another day and one fewer."""
    of = a_month.plan()
    kept = a_month.schedule(of)
    if moved:
        later = tuple(
            replace(one, dates=(b.on("17/11"),)) if one.id == "talk@tay-tuu" else one
            for one in kept.bookings
            if one.id != "talk@xuan-tao"
        )
        kept = replace(kept, bookings=later, revision=2, price=9, bound=7, status=Status.FEASIBLE)
    made = SimpleNamespace(plan=of, issue=None, solved=kept, schedule=kept, unkept=None)
    measures = {one.key: measured(of, one, kept.bookings) for one in yardsticks(of)}
    return Side(Path(file), made, measures, {"speakers": 1 - moved}, **more)  # type: ignore[arg-type]


def compared() -> Comparison:
    """Return two months that differ in two talks."""
    one, other = (
        side("a.toml", spent={None: 6_000}),
        side("b.toml", moved=True, spent={None: 4_000}),
    )
    left, right = one.made.solved.by_id(), other.made.solved.by_id()
    pair = (left["talk@tay-tuu"], right["talk@tay-tuu"])
    return Comparison((one, other), (pair,), ((left["talk@xuan-tao"],), ()), 6)


def test_compare() -> None:
    """Both plans, their figures, and the events that differ."""
    price = a_month.schedule(a_month.plan()).price
    said = shown(*comparison.parts(compared(), language("en")))
    assert said.startswith(
        text(
            """
            A  a.toml
               Month of action · revision 1 (draft) · days and places proved
            B  b.toml
               Month of action · revision 2 (draft) · not proved the best
            """
        )
    )
    lines = [line.split() for line in said.splitlines()]
    assert price is not None
    assert ["price", str(price), "9", f"+{9 - price}" if price < 9 else f"−{price - 9}"] in lines
    assert ["speakers", "1", "0", "−1"] in lines
    assert ["all", "together", "6,000", "4,000", "−2,000"] in lines
    assert ["all", "together", "8", "7", "−1"] in lines
    assert said.endswith(
        text(
            """
            in both, elsewhere
              talk@tay-tuu  Wed 16 Nov morning → Thu 17 Nov morning

            only in A
              talk@xuan-tao  Fri 25 Nov afternoon
            """
        )
    )
    assert max(map(len, said.splitlines())) <= 80


def test_compare_as_data() -> None:
    """Both plans' figures and the events that differ."""
    data = comparison.as_json(compared())
    assert [one["file"] for one in data["plans"]] == ["a.toml", "b.toml"]
    assert data["plans"][1]["price"] == 9
    assert data["plans"][0]["spent"] == {"": 6_000}
    assert data["moved"][0]["from"] == {"date": "2022-11-16", "session": "morning", "venue": None}
    assert data["only"] == [["talk@xuan-tao"], []]
    assert data["alike"] == 6


def test_a_plan_that_cannot_be() -> None:
    """It is said so with the lines of the first conflict; the other is shown all the same."""
    span = Span("plan.toml", 41, 1, 9, "  to = 2022-11-18")
    bare = a_month.schedule(a_month.plan())
    broken = replace(
        bare,
        status=Status.INFEASIBLE,
        bookings=(),
        conflicts=(
            (Cause("window", ("activity", "talk", "to"), span), Cause("fixed", ("y",))),
            (Cause("budget", ("x",)),),
        ),
    )
    made: Any = SimpleNamespace(issue=None, plan=a_month.plan(), schedule=broken)
    found = Comparison((side("a.toml"), Side(Path("b.toml"), made)))
    assert shown(*comparison.parts(found, language("en"))) == text(
        """
        A  a.toml
           Month of action · revision 1 (draft) · days and places proved
        B  b.toml
           no schedule is possible
           plan.toml:41: to = 2022-11-18 – the time it may take place in (window)
           y – fixed by the plan (fixed)
           next: campaign schedule b.toml
        """
    )
    data = comparison.as_json(found)["plans"][1]
    assert data == {
        "file": "b.toml",
        "status": "infeasible",
        "conflicts": [{"file": "plan.toml", "line": 41, "text": "to = 2022-11-18"}],
    }


def test_a_plan_that_is_not_understood() -> None:
    """Its problems are listed, the first of them."""
    span = Span("p.toml", 3, 1, 2, "x")
    problem = Diagnostic("P204", message("there is no ward `x`"), span=span)
    others = tuple(replace(problem, span=replace(span, line=n)) for n in range(4, 10))
    reading = SimpleNamespace(diagnostics=(problem, problem, *others))
    made: Any = SimpleNamespace(schedule=None, reading=reading)
    found = Comparison((Side(Path("a.toml"), made), side("b.toml")))
    said = shown(*comparison.parts(found, language("en")))
    assert said.count("p.toml:3:1: P204") == 1
    assert "… and 1 more" in said
    assert comparison.as_json(found)["plans"][0]["status"] == "refused"


def test_out_of_time() -> None:
    """No answer is not the same as none that there can be."""
    late: Any = SimpleNamespace(schedule=SimpleNamespace(status=Status.OUT_OF_TIME, solved=False))
    found = Comparison((Side(Path("a.toml"), late), side("b.toml")))
    assert "no schedule was found in time" in shown(*comparison.parts(found, language("en")))
