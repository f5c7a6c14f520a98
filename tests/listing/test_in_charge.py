"""Who runs what wards are to run themselves: one answer for every page, screen and format."""

from dataclasses import replace

import pytest
from helpers import builders as b

from campaign_cli.console.month.event import parts
from campaign_cli.console.month.words import Month
from campaign_cli.listing import checklists
from campaign_cli.model.plan import Person, Plan
from campaign_cli.model.plan.demand import ward_in_charge
from campaign_cli.model.schedule.as_json import schedule_document
from campaign_cli.pages.plain import plain_text
from campaign_cli.support.language import language

GROUP = {"g": ("c", "b")}


def _plan(wards: str | tuple[str, ...], venue: str | None = None) -> Plan:
    return b.plan(
        b.activity("feast", wards=wards, owner="ward", venue=venue),
        wards=("a", "b", "c"),
        groups=GROUP,
        venues=[b.venue("hall", "b"), b.venue("other", "a"), b.venue("office")],
    )


@pytest.mark.parametrize(
    ("wards", "event", "venue", "runs"),
    [
        (("a",), "feast@a", None, "a"),
        (("g",), "feast@g", None, "c"),
        (("g",), "feast@g", "hall", "b"),
        (("g",), "feast@g", "other", "c"),
        (("g",), "feast@g", "office", "c"),
        ("together", "feast", None, "a"),
        ("together", "feast", "hall", "b"),
        ("none", "feast", None, None),
    ],
)
def test_one_ward_runs_it(
    wards: str | tuple[str, ...], event: str, venue: str | None, runs: str | None
) -> None:
    """Its own; of several, that in whose place it is, else the first as the plan names them."""
    plan = _plan(wards, venue)
    booking = b.booking(plan, event, "16/11")
    made = b.schedule(plan, booking)
    assert ward_in_charge(plan, booking) == runs
    lists = checklists(plan, made)
    (held,) = lists.events
    assert held.owner == (lists.wards[runs] if runs else lists.organiser)
    (told,) = schedule_document(plan, made)["events"]  # type: ignore[misc]
    assert told["ward_in_charge"] == runs


def test_each_page_names_the_ward_that_runs_it() -> None:
    """Its own says that it does itself; the others', and the screen, name it with its phone."""
    plan = _plan(("g",))
    wards = {
        id_: replace(one, name=id_.title(), contact=Person(f"Officer {id_}", f"0{id_}"))
        for id_, one in plan.wards.items()
    }
    plan = replace(plan, wards=wards)
    booking = b.booking(plan, "feast@g", "16/11")
    lists = checklists(plan, b.schedule(plan, booking))
    assert "run by the ward itself" in plain_text(lists.sheet("c"))
    assert "run by C ward, 0c" in plain_text(lists.sheet("b"))
    assert "run by C ward, 0c" in plain_text(lists.whole())
    order = {one.id: place for place, one in enumerate(plan.calendar.sessions)}
    month = Month(plan, b.schedule(plan, booking), language("en"), order)
    assert month.owner(booking) == "C ward"
    assert list(parts(month, booking, lists))
