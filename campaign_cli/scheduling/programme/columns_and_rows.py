"""An integer programme under construction: columns with prices, rows with the reason they stand."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from campaign_cli.support.diagnostic import Cause

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

INFINITY = float("inf")
PAUSE = 100
"""After how many rows it is asked whether to go on."""


@dataclass(frozen=True, slots=True)
class Spent:
    """What a row's right-hand side is made of, for programmes that loosen plan lines."""

    unit: int = 1
    """What 1 of it stands for, in money or pieces."""
    rest: int = 0
    """What was too little for one more."""
    parts: Mapping[Cause, int] = field(default_factory=dict)
    """The most that each plan line uses up."""
    choices: Mapping[Cause, Mapping[int, int]] = field(default_factory=dict)
    """Of lines that use only what is chosen: how much, by the columns of the choices."""


NOTHING = Spent()


@dataclass(slots=True)
class Programme:
    """Minimise the columns' prices, within the rows. The only mutable thing of the room.

    Right-hand sides and prices are whole numbers: the relaxation is then closer to the optimum.
    """

    prices: list[int] = field(default_factory=list)
    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    integer: list[bool] = field(default_factory=list)
    row_lower: list[float] = field(default_factory=list)
    row_upper: list[float] = field(default_factory=list)
    causes: list[Cause | None] = field(default_factory=list)
    """Each row's rule and plan line; None for rows that can always be met."""
    starts: list[int] = field(default_factory=lambda: [0])
    indices: list[int] = field(default_factory=list)
    values: list[float] = field(default_factory=list)
    shares: dict[str, dict[int, int]] = field(default_factory=dict)
    """What each preference adds to the price of which columns."""
    pause: Callable[[], None] = lambda: None
    """Asked while rows are added, which takes long in a large plan; it raises to end that."""

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.prices)

    def column(
        self,
        price: int = 0,
        *,
        lower: float = 0.0,
        upper: float = INFINITY,
        integer: bool = False,
    ) -> int:
        """Add a column and return its number."""
        self.prices.append(price)
        self.lower.append(lower)
        self.upper.append(upper)
        self.integer.append(integer)
        return len(self.prices) - 1

    def row(
        self,
        cause: Cause | None,
        columns: Sequence[int],
        values: Iterable[float] | None = None,
        *,
        lower: float = -INFINITY,
        upper: float = INFINITY,
        spent: Spent = NOTHING,
    ) -> None:
        """Add the row `lower` ≤ Σ values · columns ≤ `upper`; values are 1 where not given.

        What the row's constants are made of (`spent`) an elastic programme asks for.
        """
        del spent
        if not len(self.causes) % PAUSE:
            self.pause()
        self.indices.extend(columns)
        self.values.extend([1.0] * len(columns) if values is None else values)
        self.starts.append(len(self.indices))
        self.row_lower.append(lower)
        self.row_upper.append(upper)
        self.causes.append(cause)

    @contextmanager
    def paying(self, preference: str) -> Iterator[None]:
        """Note what is added to prices in the meantime as the price of `preference`."""
        before = list(self.prices)
        yield
        before += [0] * (len(self.prices) - len(before))
        self.shares[preference] = {
            column: price - old
            for column, (price, old) in enumerate(zip(self.prices, before, strict=True))
            if price != old
        }

    def paid(self, values: "NDArray[np.float64]") -> dict[str, int]:
        """Return what each preference costs at a solution."""
        return {
            preference: round(sum(price * values[column] for column, price in share.items()))
            for preference, share in self.shares.items()
        }

    def frozen(self) -> "Arrays":
        """Return the programme as arrays."""
        import numpy as np

        return Arrays(
            prices=np.array(self.prices, dtype=np.float64),
            lower=np.array(self.lower, dtype=np.float64),
            upper=np.array(self.upper, dtype=np.float64),
            integer=np.array(self.integer, dtype=np.bool_),
            row_lower=np.array(self.row_lower, dtype=np.float64),
            row_upper=np.array(self.row_upper, dtype=np.float64),
            starts=np.array(self.starts, dtype=np.int32),
            indices=np.array(self.indices, dtype=np.int32),
            values=np.array(self.values, dtype=np.float64),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrays:
    """A programme as the solver takes it: rows compressed, columns by number."""

    prices: "NDArray[np.float64]"
    lower: "NDArray[np.float64]"
    upper: "NDArray[np.float64]"
    integer: "NDArray[np.bool_]"
    row_lower: "NDArray[np.float64]"
    row_upper: "NDArray[np.float64]"
    starts: "NDArray[np.int32]"
    indices: "NDArray[np.int32]"
    values: "NDArray[np.float64]"

    def without(self, columns: Sequence[int]) -> "Arrays":
        """Return the programme in which not all of `columns` can be taken together."""
        import numpy as np

        return replace(
            self,
            row_lower=np.append(self.row_lower, -np.inf),
            row_upper=np.append(self.row_upper, len(columns) - 1.0),
            starts=np.append(self.starts, self.starts[-1] + len(columns)).astype(np.int32),
            indices=np.concatenate((self.indices, columns)).astype(np.int32),
            values=np.concatenate((self.values, np.ones(len(columns)))),
        )

    def of_rows(self, kept: "NDArray[np.bool_]") -> "Arrays":
        """Return the programme of these rows alone."""
        import numpy as np

        lengths = np.diff(self.starts)
        entries = np.repeat(kept, lengths)
        return replace(
            self,
            row_lower=self.row_lower[kept],
            row_upper=self.row_upper[kept],
            starts=np.concatenate(([0], np.cumsum(lengths[kept]))).astype(np.int32),
            indices=self.indices[entries],
            values=self.values[entries],
        )

    def merged(self) -> "Arrays":
        """Return the programme in which columns that are alike are one, as large as all of them.

        Two columns are alike where two random sums of their entries are: the odds against a
        mistake are those of the floating-point digits.
        """
        import numpy as np

        random = np.random.default_rng(0)
        rows = np.repeat(np.arange(len(self.row_lower)), np.diff(self.starts))
        sums = [
            np.bincount(
                self.indices,
                weights=self.values * random.random(len(self.row_lower))[rows],
                minlength=len(self.prices),
            ).round(9)
            for _ in range(2)
        ]
        keys = np.stack([*sums, self.prices, self.integer.astype(np.float64)])
        _, first, of = np.unique(keys, axis=1, return_index=True, return_inverse=True)
        of = of.ravel()
        kept = np.zeros(len(self.prices), dtype=np.bool_)
        kept[first] = True
        lower, upper = np.zeros(len(first)), np.zeros(len(first))
        np.add.at(lower, of, self.lower)
        np.add.at(upper, of, self.upper)
        order = np.argsort(first)
        entries = kept[self.indices]
        return Arrays(
            prices=self.prices[kept],
            lower=lower[order],
            upper=upper[order],
            integer=self.integer[kept],
            row_lower=self.row_lower,
            row_upper=self.row_upper,
            starts=np.concatenate(
                ([0], np.cumsum(np.bincount(rows[entries], minlength=len(self.row_lower))))
            ).astype(np.int32),
            indices=(np.cumsum(kept) - 1)[self.indices[entries]].astype(np.int32),
            values=self.values[entries],
        )

    def part(
        self, lower: "NDArray[np.float64]", upper: "NDArray[np.float64]", free: "NDArray[np.bool_]"
    ) -> "tuple[Arrays | None, NDArray[np.float64]]":
        """Return the programme of the `free` columns, and the values of the others.

        None where the fixed columns alone break a row.
        """
        import numpy as np

        fixed = np.where(free, 0.0, lower)
        rows = np.repeat(np.arange(len(self.row_lower)), np.diff(self.starts))
        height = len(self.row_lower)
        used = np.bincount(rows, weights=self.values * fixed[self.indices], minlength=height)
        row_lower, row_upper = self.row_lower - used, self.row_upper - used
        moving = free[self.indices]
        lengths = np.bincount(rows[moving], minlength=height)
        kept = lengths > 0
        slack = 1e-6
        if ((row_lower > slack) | (row_upper < -slack))[~kept].any() or (lower > upper).any():
            return None, fixed
        return (
            Arrays(
                prices=self.prices[free],
                lower=lower[free],
                upper=upper[free],
                integer=self.integer[free],
                row_lower=row_lower[kept],
                row_upper=row_upper[kept],
                starts=np.concatenate(([0], np.cumsum(lengths[kept]))).astype(np.int32),
                indices=(np.cumsum(free) - 1)[self.indices[moving]].astype(np.int32),
                values=self.values[moving],
            ),
            fixed,
        )
