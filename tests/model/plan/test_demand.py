"""What a plan asks for, whatever its schedule."""

import pytest
from helpers.builders import activity, choose, plan, supply, ward
from hypothesis import given
from hypothesis import strategies as st

from campaign_cli.model.plan import Quota, demand
from campaign_cli.support.apportion import TooFewError

THREE = ("a", "b", "c")


@pytest.mark.parametrize(
    ("wards", "members", "events"),
    [
        ("each", THREE, 6),
        ("together", ("",), 2),
        ("none", ("",), 2),
        ("each-group", ("north",), 2),
        (("a", "north"), ("a", "north"), 4),
        (choose(2), THREE, 4),
        (choose(2, "a", "b"), ("a", "b"), 4),
    ],
)
def test_members(wards: object, members: tuple[str, ...], events: int) -> None:
    """Where an activity may have events, and how many it has."""
    made = plan(
        activity("talk", wards=wards, times=2),  # type: ignore[arg-type]
        wards=THREE,
        groups={"north": ("b", "c")},
    )
    talk = made.activities["talk"]
    assert demand.members_of(talk) == members
    assert demand.events_asked_for(talk) == events


def test_wards_of_events() -> None:
    """A ward's own event is for it, a group's for its wards, one for all for all of them."""
    made = plan(
        activity("talk"),
        activity("launch", wards="together"),
        activity("meeting", wards="none"),
        wards=THREE,
        groups={"north": ("b", "c")},
    )
    talk, launch, meeting = made.activities.values()
    assert demand.wards_at(made, talk, "a") == ("a",)
    assert demand.wards_at(made, talk, "north") == ("b", "c")
    assert demand.wards_at(made, launch, "") == THREE
    assert demand.wards_at(made, meeting, "") == ()


def test_what_is_different_in_a_ward() -> None:
    """`in.WARD` comes before the activity; a zero there is a zero."""
    made = plan(
        activity(
            "talk",
            audience=120,
            cost=3,
            venue="hall",
            indicators={"people": 120, "women": 60},
            supplies={"leaflet": 100, "gift": "share"},
            overrides={
                "a": {
                    "audience": 0,
                    "cost": 0,
                    "venue": "barn",
                    "indicators": {"people": 80},
                    "supplies": {"leaflet": 0, "flag": 1},
                }
            },
        )
    )
    talk = made.activities["talk"]
    for at, expected in (
        ("a", (0, 0, "barn", {"people": 80, "women": 60})),
        ("b", (120, 3, "hall", {"people": 120, "women": 60})),
    ):
        assert (
            demand.audience_at(talk, at),
            demand.cost_at(talk, at),
            demand.venue_at(talk, at),
            demand.indicators_at(talk, at),
        ) == expected
    assert demand.supply_uses(talk, "a") == {"leaflet": 0, "gift": "share", "flag": 1}
    assert demand.supply_uses(talk, "b") == {"leaflet": 100, "gift": "share"}


def test_weights() -> None:
    """By population, need, equally, or by anything counted; what is not said weighs nothing."""
    made = plan(wards=(ward("a", population=7, need=2, counts={"tdp": 3}), ward("b", need=None)))
    assert demand.weights(made, "population") == {"a": 7, "b": 10_000}
    assert demand.weights(made, "need") == {"a": 2, "b": 0}
    assert demand.weights(made, "equal") == {"a": 1, "b": 1}
    assert demand.weights(made, "tdp") == {"a": 3, "b": 0}


def test_shares_of_what_events_leave() -> None:
    """What is divided is the quantity less what events use in numbers."""
    made = plan(
        activity("launch", wards="together", supplies={"gift": 20}),
        activity("talk", supplies={"gift": 5}, overrides={"b": {"supplies": {"gift": "share"}}}),
        wards=(ward("a", need=1), ward("b", need=3)),
        supplies=[supply("gift", 65, share_by="need")],
    )
    gift = made.supplies["gift"]
    assert demand.fixed_use(made, gift) == 25
    assert demand.supply_shares(made, gift) == {"a": 10, "b": 30}


def test_fixed_use_of_a_choice_is_the_most_it_can_be() -> None:
    """Whichever wards are chosen, what is divided does not depend on it."""
    made = plan(
        activity(
            "show",
            wards=choose(2),
            times=2,
            supplies={"gift": 1},
            overrides={"b": {"supplies": {"gift": 5}}},
        ),
        wards=THREE,
        supplies=[supply("gift", 30, share_by="equal")],
    )
    gift = made.supplies["gift"]
    assert demand.fixed_use(made, gift) == 12
    assert demand.supply_shares(made, gift) == {"a": 6, "b": 6, "c": 6}


def test_shares_of_a_need() -> None:
    """With `per`, each ward's need with its waste, in whole packs, and the least at least."""
    made = plan(
        wards=(ward("a", counts={"tdp": 31, "school": 2}), ward("b", counts={"tdp": 1})),
        supplies=[
            supply("poster", 0, per={"tdp": 2, "school": 5}, waste=0.05, pack=10, at_least=15)
        ],
    )
    assert demand.supply_shares(made, made.supplies["poster"]) == {"a": 80, "b": 20}


def test_no_shares() -> None:
    """What is not divided has no shares; too little to divide is said."""
    made = plan(supplies=[supply("flag", 9), supply("gift", 9, share_by="equal", at_least=5)])
    assert demand.supply_shares(made, made.supplies["flag"]) == {}
    with pytest.raises(TooFewError):
        demand.supply_shares(made, made.supplies["gift"])


@pytest.mark.parametrize(
    ("need", "waste", "pack", "total"),
    [(100, 0.1, 1, 110), (100, 0.05, 50, 150), (0, 0.5, 50, 0), (1, 0.0, 50, 50), (3, 0.1, 1, 4)],
)
def test_packs(need: int, waste: float, pack: int, total: int) -> None:
    """A need with its waste, rounded up to packs, and not a hair more."""
    assert demand.in_packs(supply("leaflet", 0, waste=waste, pack=pack), need) == total


@given(st.integers(0, 100_000), st.integers(0, 100), st.integers(1, 500))
def test_packs_are_enough_and_no_more(need: int, percent: int, pack: int) -> None:
    """Packs hold the need with its waste; one pack fewer would not."""
    total = demand.in_packs(supply("leaflet", 0, waste=percent / 100, pack=pack), need)
    assert total % pack == 0
    assert 100 * total >= need * (100 + percent) > 100 * (total - pack) or total == need == 0


def test_quotas() -> None:
    """A quota is divided among the activity's wards alone."""
    made = plan(wards=(ward("a", need=1), ward("b", need=3), ward("c", need=50)))
    quota = Quota(id="people", of=20, by="need", at_least=2)
    assert demand.quota_shares(made, quota, ("a", "b")) == {"a": 5, "b": 15}
    with pytest.raises(TooFewError):
        demand.quota_shares(made, Quota(id="people", of=3, by="need", at_least=2), ("a", "b"))


@pytest.mark.parametrize(
    ("wards", "shares"),
    [
        ((ward("a", need=3), ward("b", need=1)), (3, 1)),
        ((ward("a", need=3), ward("b")), (2, 2)),
        ((ward("a", need=3), ward("b", need=1, population=None)), (3, 1)),
        ((ward("a", population=90_000), ward("b")), (4, 0)),
        ((ward("a", population=None), ward("b")), (2, 2)),
    ],
)
def test_host_shares(wards: tuple[object, ...], shares: tuple[int, ...]) -> None:
    """By need where all have it, else by population where all have that, else equally."""
    made = plan(
        activity("show", wards=choose(2), times=2),
        activity("gifts", within="show"),
        activity("talk"),
        wards=wards,  # type: ignore[arg-type]
    )
    assert tuple(demand.host_shares(made).values()) == shares


def test_spent() -> None:
    """Each source pays for its activities and supplies; what names none is summed apart."""
    made = plan(
        activity("talk", source="city"),
        activity("show"),
        supplies=[supply("flag", 10, unit_cost=3, source="city"), supply("gift", 2, unit_cost=5)],
    )
    assert demand.spent(made, {"talk": 100, "show": 7}) == {"city": 130, None: 17}
