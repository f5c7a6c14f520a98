"""Dividing a whole number fairly: the largest-remainder (Hamilton) method, with lower bounds."""

from collections.abc import Mapping


class TooFewError(ValueError):
    """There is less to divide than the least that all must get."""


def apportion(
    total: int, weights: Mapping[str, int], *, at_least: int = 0, pack: int = 1
) -> dict[str, int]:
    """Return whole shares of `total` by `weights`, in whole packs, that add up to `total`.

    What is left of a broken pack goes to the next in the order of remainders. Whoever would get
    under `at_least` gets that (rounded up to packs) and the others divide the rest. Equal
    remainders go to the larger weight, then to the order of `weights`; weights that are all 0
    count as equal.

    Raises:
        TooFewError: `at_least` for everyone is more than `total`.
    """
    if not weights:
        return {}
    packs, rest = divmod(total, pack)
    least = -(-at_least // pack)
    if least * len(weights) > packs:
        if at_least * len(weights) > total:
            raise TooFewError
        # Whole packs cannot give everyone the least: divide single pieces instead.
        return apportion(total, weights, at_least=at_least)
    if not any(weights.values()):
        weights = dict.fromkeys(weights, 1)
    shares, order = _whole_packs(packs, weights, least)
    shares = {name: packs * pack for name, packs in shares.items()}
    shares[order[0]] += rest
    return shares


def _whole_packs(
    packs: int, weights: Mapping[str, int], least: int
) -> tuple[dict[str, int], list[str]]:
    """Return the packs of each, and who is next in line for one more.

    There are `least` for everyone and some weight is not 0, so somebody is never lifted.
    """
    lifted: set[str] = set()
    while True:
        free = {name: weight for name, weight in weights.items() if name not in lifted}
        sharing = packs - least * len(lifted)
        weighed = sum(free.values())
        low = {name for name, weight in free.items() if sharing * weight < least * weighed}
        if not low:
            break
        lifted |= low
    shares = {
        name: least if name in lifted else sharing * free[name] // weighed for name in weights
    }
    place = {name: position for position, name in enumerate(weights)}
    order = sorted(
        free,
        key=lambda name: (-(sharing * weights[name] % weighed), -weights[name], place[name]),
    )
    left = packs - sum(shares.values())
    for name in order[:left]:
        shares[name] += 1
    return shares, [*order[left:], *order[:left]]
