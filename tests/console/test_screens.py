"""Screens of a hand-built month, at 80 columns."""

import re
from dataclasses import replace
from textwrap import dedent

import pytest
from helpers import builders as b
from helpers.a_month import lists, made, month, shown

from campaign_cli.console.layout import lines as lines_
from campaign_cli.console.month import days as as_list
from campaign_cli.console.month import event, resources, run_summary, wards, week
from campaign_cli.console.month.words import Month, next_step
from campaign_cli.model.plan import Source
from campaign_cli.support.language import language


def text(block: str) -> str:
    """Return an indented block as it is shown."""
    return dedent(block).strip("\n")


def test_the_month_as_a_list() -> None:
    """Running events first; equal ones of a session together; closed days with the reason."""
    assert shown(*as_list.parts(month(), 80)) == text(
        """
        ━ 14 Nov–11 Dec    Posters in streets                 all 3 wards

        Tuesday 15 November
          morning          Opening ceremony                   all 3 wards
          morning          Opening address                    all 3 wards
        Wednesday 16 November
          morning          Talk on safe homes                 Tây Tựu, Xuân Đỉnh
        Sunday 20 November  × Teachers' Day
        Friday 25 November
          afternoon        Talk on safe homes                 Xuân Tảo
        """
    )


@pytest.mark.parametrize("width", [48, 64, 80])
def test_commands_are_not_broken(width: int) -> None:
    """Lines end between commands to type, never inside one, in a table neither."""
    commands = ("campaign show wards", "campaign show week", "campaign checklist --late")
    said = (
        next_step(language("vi"), *commands),
        lines_.sentence("to make it so, write in `talk`, and then: campaign schedule"),
        *run_summary.unkept_wishes(month()),
        *run_summary.parts(month(), lists(), b.on("14/11"), width),
    )
    lines = shown(*said, width=width).splitlines()
    assert max(map(len, lines)) <= width
    typed = [one for line in lines for one in re.findall(r"campaign [^`·]*", line)]
    asked = re.findall(r"`(campaign [^`]*)`", shown(*said, width=400))
    assert [one.strip() for one in typed] == [*commands, "campaign schedule", *asked]


def test_the_matrix() -> None:
    """Weekends are empty, closings crossed, what is within another event not said twice."""
    assert shown(*wards.parts(month(), 80)) == text(
        """
                          Nov                               Dec
                          M T W T F S S M T W T F S S M T W T F S S M T W T F S S
                          14  16  18  20  22  24  26  28  30  02  04  06  08  10
        Posters in stre…  ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
        Xuân Đỉnh         · C T · ·   × · · · · ·     · · · · ·     · · · · ·
        Xuân Tảo          · C · · ·   × · · · × T     · · · · ·     · · · · ·
        Tây Tựu           · C T · ·   × · · · · ·     · · · · ·     · · · · ·

        T talk   C ceremony   ━ runs all the time   × closed
        """
    )


def test_the_matrix_in_blocks() -> None:
    """Where a month does not fit, it is broken before a Monday; nothing is wider than asked."""
    narrow = shown(*wards.parts(month("vi"), 50), width=50)
    assert narrow.count("Xuân Đỉnh") == 2
    assert all(len(line) <= 50 for line in narrow.splitlines())
    heads = [line for line in narrow.splitlines() if line.strip().startswith("2 3 4 5 6 7 C")]
    assert len(heads) == 2


def test_a_week() -> None:
    """Day, hours, what, where, who presides, who attends; empty and closed days too."""
    assert shown(*week.parts(month(), b.on("14/11"), b.on("20/11"))) == text(
        """
        ━ Posters in streets  runs all week · all 3 wards

        Monday 14 November  –
        Tuesday 15 November
          8:00         Opening ceremony
                       all 3 wards · District hall · launch
                       presides: Vice chair
                       owner: organiser
                       attend: delegates of all wards
          8:00         Opening address
                       all 3 wards · District hall · address
                       owner: organiser
        Wednesday 16 November
          8:00         Talk on safe homes
                       Tây Tựu · talk@tay-tuu
                       owner: organiser
                       serve: Union
          8:00         Talk on safe homes
                       Xuân Đỉnh · talk@xuan-dinh
                       owner: organiser
                       serve: Legal
        Thursday 17 November  –
        Friday 18 November  –
        Saturday 19 November  –
        Sunday 20 November  × Teachers' Day
        """
    )


def test_a_private_event_of_the_week() -> None:
    """The week is passed on: it says when, and neither where nor with whom."""
    of = month()
    activities = {
        id_: replace(one, private=one.id == "launch") for id_, one in of.plan.activities.items()
    }
    of = replace(of, plan=replace(of.plan, activities=activities))
    page = " ".join(shown(*week.parts(of, b.on("14/11"), b.on("20/11"))).split())
    assert "all 3 wards · place and people: told to the contact alone · launch" in page
    assert "Vice chair" not in page
    assert "delegates of all wards" not in page


@pytest.mark.parametrize(
    ("today", "shows"), [("14/11", "14/11"), ("20/11", "20/11"), ("01/01", "14/11")]
)
def test_the_week_nearest_to_today(today: str, shows: str) -> None:
    """Outside the campaign, its first week."""
    assert week.nearest(made(), b.on(today)) == b.on(shows)


def test_the_load() -> None:
    """What is in use at a time, who serves how often, and when all there is, is in use."""
    assert shown(*resources.parts(month(), 80)) == text(
        """
                      Nov                               Dec
                      M T W T F S S M T W T F S S M T W T F S S M T W T F S S   Σ
                      14  16  18  20  22  24  26  28  30  02  04  06  08  10
        speakers (2)  · · 2!· ·   × · · · · 1     · · · · ·     · · · · ·       3
          Legal       · · 1 · ·   × · · · · 1     · · · · ·     · · · · ·       2
          Union       · · 1 · ·   × · · · · ·     · · · · ·     · · · · ·       1
        sound (2)     · · · · ·   × · · · · ·     · · · · ·     · · · · ·       0

        each day: the most in use at a time; of people, their events; Σ: all events
        !: all there is is in use
        """
    )


def test_the_load_as_json() -> None:
    """By day, by week, by person."""
    speakers, sound = resources.as_json(month())
    assert speakers == {
        "id": "speakers",
        "name": "speakers",
        "available": 2,
        "days": {"2022-11-16": 2, "2022-11-25": 1},
        "events_by_week": [2, 1, 0, 0],
        "people": {"legal": 2, "union": 1},
    }
    assert sound["days"] == {}


def test_one_event() -> None:
    """Only what there is to say."""
    of = month()
    booking = of.schedule.by_id()["talk@xuan-dinh"]
    assert shown(*event.parts(of, booking, lists())) == text(
        """
        Talk on safe homes
        talk@xuan-dinh · talk · revision 1 (draft)

        when   Wednesday 16 November 2022 · 8:00 – 11:30
        ward   Xuân Đỉnh
        owner  organiser
        serve  Legal
        cost   2,000 VND
        """
    )


def test_the_end_of_a_run() -> None:
    """How it came out, the money, what needs a look, the month."""
    assert shown(*run_summary.parts(month(), lists(), b.on("14/11"), 80)) == text(
        """
        ────────────────────────────────────────────────────────────────────────────────
        placed 8 events in 3 wards: the best in days and places, then in people, proved
        budget   6,000 of 10,000 VND
        look at  1 ward has no phone
                 1 body has no phone
        month              Mon  Tue  Wed  Thu  Fri  Sat  Sun
                 14 Nov      ·    2    2    ·    ·    ·    ×
                 21 Nov      ·    ·    ·    ·    1    ·    ·
                 28 Nov      ·    ·    ·    ·    ·    ·    ·
                 5 Dec       ·    ·    ·    ·    ·    ·    ·
        """
    )


@pytest.mark.parametrize("code", ["vi", "en"])
@pytest.mark.parametrize("width", [60, 80, 120])
def test_nothing_is_wider_than_the_screen(code: str, width: int) -> None:
    """In both languages, on narrow and on wide screens."""
    of = month(code)
    first, last = b.on("14/11"), b.on("20/11")
    booking = of.schedule.by_id()["launch"]
    for parts in (
        as_list.parts(of, width),
        wards.parts(of, width),
        week.parts(of, first, last),
        resources.parts(of, width),
        event.parts(of, booking, lists()),
        run_summary.parts(of, lists(), first, width),
    ):
        assert all(len(line) <= width for line in shown(*parts, width=width).splitlines())


def test_letters_are_not_shared() -> None:
    """Two kinds with one letter get two."""
    from types import SimpleNamespace

    from campaign_cli.console.month.words import month_of
    from campaign_cli.support.language import language

    sports, club = b.kind("sports"), b.kind("social club")
    plan = b.plan(b.activity("x", kind=sports), b.activity("y", kind=club), b.activity("z"))
    of = month_of(SimpleNamespace(plan=plan, issue=None, solved=b.schedule(plan)), language("en"))
    assert [of.letter(one) for one in (sports, club)] == ["S", "O"]


def _with(**changes: object) -> Month:
    """Return the month with its talk changed."""
    of = month()
    talk = replace(of.plan.activities["talk"], **changes)
    return replace(of, plan=replace(of.plan, activities={**of.plan.activities, "talk": talk}))


def test_wishes_that_are_not_kept_are_counted() -> None:
    """One event is on the day wished for, two are not; that event says what was wished."""
    wished = _with(prefer_on=(b.on("25/11"),))
    said = shown(*run_summary.unkept_wishes(wished), width=160)
    assert said.startswith("2 events are not on the day")
    assert said.endswith("`campaign show event talk@tay-tuu`")
    booking = wished.schedule.by_id()["talk@xuan-dinh"]
    assert "wished  Friday 25 November" in shown(*event.parts(wished, booking, lists()))
    afternoons = _with(prefer_sessions=frozenset({"afternoon"}))
    assert "wished  afternoon" in shown(*event.parts(afternoons, booking, lists()))
    assert list(run_summary.unkept_wishes(month())) == []


def test_money_without_a_source_is_named() -> None:
    """What the sources pay and this make up the whole."""
    of = month()
    sources = {"grant": Source("grant", "Grant", 9_000)}
    of = replace(of, plan=replace(of.plan, budget=replace(of.plan.budget, sources=sources)))
    said = shown(*run_summary.parts(of, lists(), b.on("14/11"), 80))
    assert "Grant: 0 of 9,000 VND" in said
    assert "no source named: 6,000 VND" in said
