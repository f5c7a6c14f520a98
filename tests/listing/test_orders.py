"""The print order and the budget: the numbers that the rules judge, shared out without a rest."""

from collections import Counter
from typing import Any

import pytest
from helpers import builders as b
from helpers import small_month
from hypothesis import given
from hypothesis import strategies as st

from campaign_cli.listing import checklists
from campaign_cli.model.audit import audit
from campaign_cli.model.orders import Costs, Order
from campaign_cli.model.plan import Plan, demand
from campaign_cli.model.schedule import Booking
from campaign_cli.pages import Checklists

WARDS = (
    b.ward("a", population=30_000, counts={"blocks": 31}),
    b.ward("b", population=10_000, counts={"blocks": 9}),
    b.ward("c", population=5_000, counts={"blocks": 4}),
)


def lists(plan: Plan, *bookings: Booking) -> Checklists:
    """Return the checklists of `bookings`."""
    return checklists(plan, b.schedule(plan, *bookings))


def ordered(plan: Plan, *bookings: Booking) -> Order:
    """Return the order of the plan's only supply."""
    (order,) = lists(plan, *bookings).orders
    return order


def talks(*wards: str, **supply: Any) -> tuple[Plan, tuple[Booking, ...]]:
    """Return a plan of a talk in each ward with 120 leaflets each, and its bookings."""
    plan = b.plan(
        b.activity("talk", wards=wards or "each", supplies={"leaflet": 120}),
        wards=WARDS,
        groups={"west": ("a", "b"), "south": ("c",)},
        supplies=(b.supply("leaflet", 700, **supply),),
    )
    members = wards or ("a", "b", "c")
    return plan, tuple(b.booking(plan, f"talk@{one}", "21/11") for one in members)


def test_what_events_use_is_ordered_with_its_waste_in_packs_for_each_ward() -> None:
    """120 leaflets and 5 % are 126: three packs of 50."""
    plan, bookings = talks(waste=0.05, pack=50, unit_cost=3)
    order = ordered(plan, *bookings)
    assert [(one.to.id, one.need, one.amount, one.packs, one.loose) for one in order.wards] == [
        (ward, 120, 150, 3, 0) for ward in ("a", "b", "c")
    ]
    assert (order.need, order.given, order.quantity, order.over) == (360, 450, 700, 250)
    assert order.cost == 2_100


def test_groups_are_one_delivery_and_a_group_of_one_ward_is_the_ward() -> None:
    """What several wards use together, whoever runs it brings."""
    plan, bookings = talks("a", "west", "south", waste=0.05, pack=50)
    order = ordered(plan, *bookings)
    assert [(one.to.id, one.amount) for one in order.wards] == [("a", 150), ("c", 150)]
    assert [(one.to.id, one.amount, one.events) for one in order.joint] == [
        ("organiser", 150, ("Talk · West",))
    ]


def test_packs_of_what_a_ward_has_as_such_and_as_a_group_are_packed_apart() -> None:
    """As the rule `supply-quantity` counts them: two talks of 120 in one ward are six packs."""
    plan, bookings = talks("c", "south", waste=0.05, pack=50)
    order = ordered(plan, *bookings)
    assert [(one.to.id, one.need, one.amount) for one in order.wards] == [("c", 240, 300)]


def test_joint_uses_of_several_owners_go_to_the_organiser() -> None:
    """One for all: packed together, so that no more is handed out than is counted."""
    plan = b.plan(
        b.activity("launch", wards="together", owner="union", supplies={"flag": 30}),
        b.activity("meeting", wards="none", owner="youth", supplies={"flag": 20}),
        supplies=(b.supply("flag", 50, pack=50),),
    )
    order = ordered(plan, b.booking(plan, "launch", "15/11"), b.booking(plan, "meeting", "16/11"))
    (one,) = order.joint
    assert (one.to.id, one.amount, one.events) == ("Office", 50, ("Launch", "Meeting"))
    assert f"{one.by:%d/%m}" == "14/11"
    assert order.over == 0


def test_what_follows_from_counts_needs_less_than_it_is_packed_to() -> None:
    """Two posters a block, 5 % more, in packs of 10, at least 20."""
    plan = b.plan(
        b.activity("hang", supplies={"poster": "share"}),
        wards=WARDS,
        supplies=(b.supply("poster", 120, per={"blocks": 2}, waste=0.05, pack=10, at_least=20),),
    )
    order = ordered(plan, *(b.booking(plan, f"hang@{one.id}", "21/11") for one in WARDS))
    assert [(one.need, one.amount) for one in order.wards] == [(62, 70), (18, 20), (8, 20)]


def test_a_broken_pack_is_said() -> None:
    """What is divided adds up to the quantity, packs or not."""
    plan = b.plan(
        b.activity("hang", supplies={"poster": "share"}),
        wards=WARDS,
        supplies=(b.supply("poster", 130, share_by="equal", pack=50),),
    )
    order = ordered(plan, *(b.booking(plan, f"hang@{one.id}", "21/11") for one in WARDS))
    assert [(one.packs, one.loose) for one in order.wards] == [(1, 0), (1, 0), (0, 30)]
    assert order.over == 0


def same(made: Checklists, plan: Plan, bookings: tuple[Booking, ...]) -> None:
    """Assert that deliveries, receipts and costs say the same, and leave nothing out."""
    for order in made.orders:
        received = {
            ward: sum(one.amount for one in receipts if one.supply == order.supply)
            for ward, receipts in made.receipts.items()
        }
        given = Counter({one.to.id: one.amount for one in order.wards})
        assert received == {ward: given[ward] for ward in plan.wards}
        assert sum(one.amount for one in order.deliveries) + order.over == order.quantity
        assert order.over >= 0
        assert sum(one.need for one in order.deliveries) <= order.given
    budget_holds(made.costs, plan, bookings)


def budget_holds(costs: Costs, plan: Plan, bookings: tuple[Booking, ...]) -> None:
    """Assert that the three ways through the budget lead to what the rule `budget` adds up."""
    sums: Counter[str] = Counter()
    for booking in bookings:
        sums[booking.activity] += booking.cost
    spending = demand.spent(plan, sums)
    assert costs.total == sum(spending.values())
    assert {one.id: one.planned for one in costs.sources if one.planned} == {
        source: cost for source, cost in spending.items() if cost
    }
    wards = sum(one.total for one in costs.wards)
    assert wards + costs.joint_events + costs.joint_supplies + costs.over == costs.total
    activities = sum(one.total for one in costs.activities)
    assert activities + sum(one.cost for one in costs.supplies) == costs.total


@st.composite
def campaigns(draw: st.DrawFn) -> tuple[Plan, tuple[Booking, ...]]:
    """Return a plan of five activities of every form, and its bookings."""
    number = st.integers(0, 40)
    share = st.sampled_from(("population", "equal", "blocks", None))
    by = draw(share)
    per = {"blocks": draw(st.integers(1, 3))} if by is None and draw(st.booleans()) else {}
    divided = bool(by or per)
    supply = {
        "per": per,
        "share_by": by,
        "waste": draw(st.sampled_from((0.0, 0.05, 0.1))),
        "pack": draw(st.sampled_from((1, 7, 50))),
        "unit_cost": draw(number),
        "source": draw(st.sampled_from(("s", None))),
    }
    forms = {"own": "each", "all": "together", "none": "none", "group": "each-group"}
    made = [
        b.activity(
            id_,
            wards=form,
            cost=draw(number),
            source=draw(st.sampled_from(("s", None))),
            supplies={"thing": draw(number)},
            overrides={"a": {"cost": draw(number)}} if id_ == "own" else {},
        )
        for id_, form in forms.items()
    ]
    hang = b.activity("hang", supplies={"thing": "share"}) if divided else b.activity("hang")
    plan = b.plan(
        *made,
        hang,
        wards=WARDS,
        groups={"west": ("a", "b"), "south": ("c",)},
        supplies=(b.supply("thing", 2_000, **supply),),
        sources={"s": 100_000},
    )
    bookings = [
        *(b.booking(plan, f"own@{one}", "21/11") for one in plan.wards),
        b.booking(plan, "all", "22/11"),
        b.booking(plan, "none", "23/11"),
        *(b.booking(plan, f"group@{one}", "24/11") for one in plan.groups),
        *(b.booking(plan, f"hang@{one}", "25/11") for one in plan.wards),
    ]
    return plan, tuple(bookings)


@given(campaigns())
def test_deliveries_and_the_rest_are_what_is_ordered(
    campaign: tuple[Plan, tuple[Booking, ...]],
) -> None:
    """Of every form of activity and supply, with every sum by every way."""
    plan, bookings = campaign
    schedule = b.schedule(plan, *bookings)
    rules = {"supply-quantity", "budget"}
    assert not [found for found in audit(plan, schedule) if found.rule in rules]
    same(checklists(plan, schedule), plan, bookings)


@given(campaigns(), st.integers(-3, 3))
def test_the_rule_counts_what_is_given_out(
    campaign: tuple[Plan, tuple[Booking, ...]], more: int
) -> None:
    """Where what is undivided is ordered so, and no piece less, `supply-quantity` holds."""
    from dataclasses import replace

    plan, bookings = campaign
    supply = plan.supplies["thing"]
    if supply.share_by or supply.per:
        return
    exact = ordered(plan, *bookings).given + more
    tight = replace(plan, supplies={"thing": replace(supply, quantity=exact)})
    broken = {found.rule for found in audit(tight, b.schedule(tight, *bookings))}
    assert ("supply-quantity" in broken) is (more < 0)


def test_the_small_month() -> None:
    """By activity, ward and source; gifts are in kind."""
    plan = small_month.plan()
    schedule = small_month.schedule(plan)
    made = checklists(plan, schedule)
    same(made, plan, schedule.bookings)
    costs = made.costs
    assert (costs.total, costs.limit, costs.left) == (53_800_000, 90_000_000, 36_200_000)
    assert [(one.activity, one.events, one.each, one.total) for one in costs.activities] == [
        ("launch", 1, 12_000_000, 12_000_000),
        ("talk", 3, None, 8_000_000),
        ("arts", 1, 8_000_000, 8_000_000),
    ]
    assert [(one.ward.id, one.events, one.supplies) for one in costs.wards] == [
        ("lien-mac", 2_000_000, 4_200_000),
        ("tay-tuu", 3_000_000, 9_450_000),
        ("xuan-dinh", 3_000_000, 11_700_000),
    ]
    assert [(one.id, one.planned, one.left) for one in costs.sources] == [
        ("quan", 44_000_000, 6_000_000),
        (None, 9_800_000, -9_800_000),
    ]
    assert [(one.supply, one.worth) for one in costs.in_kind] == [("gift", 21_000_000)]


@pytest.mark.parametrize("cost", [0, 5])
def test_a_campaign_without_costs_has_no_budget(cost: int) -> None:
    """Nothing is paid, nothing given, nothing limited."""
    plan = b.plan(b.activity("talk", cost=cost))
    made = lists(plan, *(b.booking(plan, f"talk@{one}", "21/11") for one in plan.wards))
    assert made.costs.shown is bool(cost)
    assert made.orders == ()
