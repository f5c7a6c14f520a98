"""A 0/1 programme as growing arrays, handed whole to HiGHS."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from benchmarks.starts import Ints

if TYPE_CHECKING:
    import highspy

Floats = npt.NDArray[np.float64]


@dataclass
class Matrix:
    """Columns and rows; entries in three parallel lists of chunks (row, column, value)."""

    cost: list[Floats] = field(default_factory=list)
    upper: list[Floats] = field(default_factory=list)
    whole: list[npt.NDArray[np.bool_]] = field(default_factory=list)
    columns: int = 0
    low: list[Floats] = field(default_factory=list)
    high: list[Floats] = field(default_factory=list)
    rows: int = 0
    at_row: list[Ints] = field(default_factory=list)
    at_column: list[Ints] = field(default_factory=list)
    value: list[Floats] = field(default_factory=list)

    def add_columns(
        self, count: int, *, cost: float | Floats = 0.0, upper: float = np.inf, whole: bool = False
    ) -> Ints:
        """Return the numbers of `count` new columns from 0 to `upper`."""
        self.cost.append(np.broadcast_to(np.asarray(cost, dtype=np.float64), count))
        self.upper.append(np.full(count, upper, dtype=np.float64))
        self.whole.append(np.full(count, whole))
        self.columns += count
        return np.arange(self.columns - count, self.columns)

    def add_rows(self, count: int, low: float | Floats, high: float | Floats) -> Ints:
        """Return the numbers of `count` new rows between `low` and `high`."""
        self.low.append(np.broadcast_to(np.asarray(low, dtype=np.float64), count))
        self.high.append(np.broadcast_to(np.asarray(high, dtype=np.float64), count))
        self.rows += count
        return np.arange(self.rows - count, self.rows)

    def put(self, rows: Ints | int, columns: Ints, values: float | Floats = 1.0) -> None:
        """Put `values` where each of `rows` meets each of `columns`; equal places add up."""
        self.at_row.append(np.broadcast_to(np.asarray(rows, dtype=np.int64), len(columns)))
        self.at_column.append(columns)
        self.value.append(np.broadcast_to(np.asarray(values, dtype=np.float64), len(columns)))

    def add_row(self, low: float, high: float, columns: Ints, values: float | Floats = 1.0) -> int:
        """Return the number of one new row."""
        row = int(self.add_rows(1, low, high)[0])
        self.put(row, columns, values)
        return row

    @property
    def contradicts_itself(self) -> bool:
        """Whether a row that nothing can fill asks for something: HiGHS calls that "Empty"."""
        empty = np.bincount(_joined(self.at_row), minlength=self.rows) == 0
        return bool((empty & ((_floats(self.low) > 0) | (_floats(self.high) < 0))).any())

    def highs(self) -> "highspy.Highs":
        """Return HiGHS with the whole programme passed to it, its options as they come."""
        import highspy

        row, column, value = _joined(self.at_row), _joined(self.at_column), _floats(self.value)
        places, where = np.unique(row * max(1, self.columns) + column, return_inverse=True)
        merged = np.bincount(where, weights=value, minlength=len(places))
        row, column = np.divmod(places, max(1, self.columns))
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = self.columns, self.rows
        lp.col_cost_ = _floats(self.cost)
        lp.col_lower_ = np.zeros(self.columns)
        lp.col_upper_ = _floats(self.upper)
        lp.row_lower_, lp.row_upper_ = _floats(self.low), _floats(self.high)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.num_col_, lp.a_matrix_.num_row_ = self.columns, self.rows
        starts = np.concatenate([[0], np.cumsum(np.bincount(row, minlength=self.rows))])
        lp.a_matrix_.start_ = starts.astype(np.int32)
        lp.a_matrix_.index_ = column.astype(np.int32)
        lp.a_matrix_.value_ = merged
        whole = np.concatenate([np.zeros(0, dtype=bool), *self.whole])
        kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
        lp.integrality_ = [kinds[int(one)] for one in whole]

        class Quiet(highspy.Highs):
            def enableCallbacks(self) -> None:  # noqa: N802 - HiGHS's own; it prints a banner
                self.setOptionValue("output_flag", False)
                super().enableCallbacks()

        solver = Quiet()
        solver.passModel(lp)
        return solver


def _joined(chunks: list[Ints]) -> Ints:
    return np.concatenate([np.zeros(0, np.int64), *chunks])


def _floats(chunks: list[Floats]) -> Floats:
    return np.concatenate([np.zeros(0), *chunks])
