"""Bests of measures, and the programmes that ask for them."""

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, fields, replace
from fractions import Fraction
from typing import Any

from campaign_cli.model.schedule.fairness import Measure
from campaign_cli.scheduling.programme.columns_and_rows import Arrays, Programme


@dataclass(frozen=True, slots=True)
class Best:
    """The least deviation that a schedule was found for, and what none can be below."""

    found: Fraction
    bound: Fraction

    @property
    def proved(self) -> bool:
        """Whether no schedule is better."""
        return self.found == self.bound


@dataclass(frozen=True, slots=True)
class Certificate:
    """A measure of a schedule, and the best that any schedule can have of it.

    `settled`: no choice changes it, so there was nothing to solve.
    """

    measure: Measure
    largest: Best
    total: Best
    settled: bool = False


def settled(measure: Measure) -> Certificate:
    """Return the certificate of what no choice changes."""
    largest, total = (Best(one, one) for one in (measure.largest, measure.total))
    return Certificate(measure, largest, total, settled=True)


def least_uneven(measure: Measure) -> tuple[Fraction, Fraction]:
    """Return the least that whole servings can be uneven, whatever the rules."""
    total, count = sum(share.has for share in measure.shares), len(measure.shares)
    rest = total % count
    largest = max(rest, count - rest) if rest else 0
    return Fraction(largest, count), Fraction(2 * rest * (count - rest), count)


def priced(arrays: Arrays, columns: Sequence[int]) -> Arrays:
    """Return the programme with these columns' sum as its price."""
    import numpy as np

    prices = np.zeros_like(arrays.prices)
    prices[list(columns)] = 1.0
    return replace(arrays, prices=prices)


def copied(programme: Programme) -> Programme:
    """Return a programme to add to."""
    parts: dict[str, Any] = {
        field.name: copy(getattr(programme, field.name)) for field in fields(programme)
    }
    return Programme(**parts)
