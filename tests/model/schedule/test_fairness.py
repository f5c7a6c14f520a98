"""What is measured of a plan, and how it is weighed."""

from fractions import Fraction

from helpers.builders import activity, booking, choose, plan, supply, ward

from campaign_cli.model.plan import Plan
from campaign_cli.model.schedule.fairness import measured, yardsticks

WARDS = [ward("a", population=100, counts={"stops": 2}), ward("b", population=300)]


def weighed(asked: Plan) -> dict[str, tuple[str, list[int], bool]]:
    """Return each measure's name for its weights, the weights, and whether shares are whole."""
    return {one.key: (one.by, list(one.weights.values()), one.whole) for one in yardsticks(asked)}


def test_supplies_are_weighed_as_the_plan_divides_them() -> None:
    """By what it shares by, by the counts that `per` names, or as hosts are chosen."""
    asked = plan(
        activity("talk", supplies={"leaflet": 5, "poster": "share", "flag": "share"}),
        wards=WARDS,
        supplies=[
            supply("poster", 10, share_by="equal"),
            supply("flag", 6, per={"stops": 3}),
            supply("leaflet", 100),
            supply("unused", 5),
        ],
    )
    assert weighed(asked) == {
        "events": ("population", [100, 300], True),
        "supply:poster": ("equal", [1, 1], True),
        "supply:flag": ("per", [6, 0], True),
        "supply:leaflet": ("population", [100, 300], True),
    }


def test_shares_follow_a_total_that_is_chosen() -> None:
    """Where wards cost differently, the even share is exact: no total is known beforehand."""
    asked = plan(
        activity("fair", wards=choose(1), cost=10, overrides={"a": {"cost": 6}}),
        wards=WARDS,
    )
    assert weighed(asked)["cost"] == ("population", [100, 300], False)
    cost = next(one for one in yardsticks(asked) if one.what == "cost")
    found = measured(asked, cost, [booking(asked, "fair@a", "14/11")])
    assert [(share.has, share.even) for share in found.shares] == [
        (6, Fraction(3, 2)),
        (0, Fraction(9, 2)),
    ]
    assert (found.largest, found.total) == (Fraction(9, 2), 9)


def test_without_figures_all_weigh_the_same() -> None:
    """Neither need nor population: equal, as hosts are chosen."""
    asked = plan(activity("talk"), wards=[ward("a", population=None), ward("b")])
    assert weighed(asked) == {"events": ("equal", [1, 1], True)}


def test_weights_of_nothing_are_equal() -> None:
    """Where everyone's need is 0, half is even."""
    asked = plan(
        activity("talk", sessions=("evening",), days=range(7)),
        wards=[ward("a", need=0), ward("b", need=0)],
    )
    assert [one.key for one in yardsticks(asked)] == ["events", "evenings", "weekends"]
    events = next(yardsticks(asked))
    held = [booking(asked, f"talk@{at}", "14/11", "evening") for at in "ab"]
    assert measured(asked, events, held).total == 0
