"""Dividing a whole number fairly."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from campaign_cli.support.apportion import TooFewError, apportion

NAMES = "abcdefg"


@st.composite
def weighted(draw: st.DrawFn) -> dict[str, int]:
    """Draw the weights of up to seven wards, zeros among them."""
    numbers = draw(st.lists(st.integers(0, 50_000), min_size=1, max_size=len(NAMES)))
    return dict(zip(NAMES, numbers, strict=False))


TOTALS = st.integers(0, 10_000)
LEASTS = st.integers(0, 60)
PACKS = st.integers(1, 60)


@pytest.mark.parametrize(
    ("total", "weights", "options", "shares"),
    [
        (10, {"a": 1, "b": 1, "c": 1}, {}, (4, 3, 3)),
        (10, {"a": 5, "b": 3, "c": 2}, {}, (5, 3, 2)),
        (7, {"a": 5, "b": 3, "c": 2}, {}, (4, 2, 1)),
        (100, {"a": 99, "b": 1, "c": 0}, {"at_least": 10}, (80, 10, 10)),
        (100, {"a": 0, "b": 0}, {}, (50, 50)),
        (100, {"a": 1, "b": 1}, {"pack": 50}, (50, 50)),
        (130, {"a": 2, "b": 1}, {"pack": 50}, (80, 50)),
        (150, {"a": 2, "b": 1}, {"pack": 50}, (100, 50)),
        (100, {"a": 9, "b": 1}, {"pack": 25, "at_least": 30}, (50, 50)),
        # Whole packs cannot give both 30 of 70, single pieces can.
        (70, {"a": 9, "b": 1}, {"pack": 25, "at_least": 30}, (40, 30)),
        (0, {"a": 1}, {}, (0,)),
    ],
)
def test_by_hand(
    total: int, weights: dict[str, int], options: dict[str, int], shares: tuple[int, ...]
) -> None:
    """Shares worked out on paper."""
    assert tuple(apportion(total, weights, **options).values()) == shares


def test_nobody() -> None:
    """Nobody gets nothing."""
    assert apportion(10, {}) == {}


@given(TOTALS, weighted(), LEASTS, PACKS)
def test_all_of_it_and_no_more(
    total: int, weights: dict[str, int], at_least: int, pack: int
) -> None:
    """Shares add up, everyone has the least, and only want of it is refused."""
    if at_least * len(weights) > total:
        with pytest.raises(TooFewError):
            apportion(total, weights, at_least=at_least, pack=pack)
        return
    shares = apportion(total, weights, at_least=at_least, pack=pack)
    assert list(shares) == list(weights)
    assert sum(shares.values()) == total
    assert min(shares.values()) >= at_least


@given(TOTALS, weighted(), LEASTS, PACKS)
def test_whole_packs(total: int, weights: dict[str, int], at_least: int, pack: int) -> None:
    """All shares are whole packs but one that has the broken one, where packs go round."""
    assume(-(-at_least // pack) * len(weights) <= total // pack)
    shares = apportion(total, weights, at_least=at_least, pack=pack)
    broken = [share % pack for share in shares.values() if share % pack]
    assert broken == ([total % pack] if total % pack else [])


@given(TOTALS, weighted(), LEASTS, PACKS)
def test_the_heavier_has_no_less(
    total: int, weights: dict[str, int], at_least: int, pack: int
) -> None:
    """Of two, the heavier has at least as many packs."""
    assume(-(-at_least // pack) * len(weights) <= total // pack)
    shares = apportion(total, weights, at_least=at_least, pack=pack)
    by_weight = sorted(weights, key=lambda name: (weights[name], shares[name] // pack))
    packs = [shares[name] // pack for name in by_weight]
    assert packs == sorted(packs)


@given(TOTALS, weighted())
def test_within_one_of_the_exact_share(total: int, weights: dict[str, int]) -> None:
    """Nobody is more than one from the exact share; who weighs nothing gets nothing."""
    whole = sum(weights.values())
    assume(whole)
    for name, share in apportion(total, weights).items():
        assert abs(share * whole - total * weights[name]) < whole


@given(TOTALS, weighted(), LEASTS, PACKS, st.randoms(use_true_random=False))
def test_the_order_matters_to_equals_alone(
    total: int, weights: dict[str, int], at_least: int, pack: int, random: object
) -> None:
    """Wards of different weights have the same share in whatever order they stand."""
    assume(at_least * len(weights) <= total)
    assume(len(set(weights.values())) == len(weights))
    names = list(weights)
    random.shuffle(names)  # type: ignore[attr-defined]
    turned = apportion(total, {name: weights[name] for name in names}, at_least=at_least, pack=pack)
    assert turned == apportion(total, weights, at_least=at_least, pack=pack)
