"""HiGHS, and nothing else of the outside: relaxations and integer solves of a programme."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Any

from campaign_cli.scheduling.limits import Patience
from campaign_cli.scheduling.programme.columns_and_rows import Arrays
from campaign_cli.scheduling.programme.tolerance import ALMOST

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

WHOLE = 1e-3
"""How far above a whole price a bound must be to rule that price out: bounds are not exact."""

ENDLESS = 2**31 - 1
"""HiGHS's own word for no limit."""

SEED = 0
TIGHTENING_SECONDS = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a solve came to: `values` where there is a solution, `bound` on any there can be.

    `proved` says that the solve ended by itself: with the best solution, or knowing that there is
    none. `reduced` are a relaxation's reduced costs.
    """

    proved: bool
    price: float | None = None
    bound: float = -float("inf")
    values: "Floats | None" = None
    reduced: "Floats | None" = None
    duals: "Floats | None" = None
    """A relaxation's row duals; or, where it has no solution, what of each row proves that."""

    @property
    def impossible(self) -> bool:
        """Whether there is proved to be no solution."""
        return self.proved and self.values is None


def relax(
    arrays: Arrays, patience: Patience, *, iterations: int | None = None, proof: bool = False
) -> Answer:
    """Solve the relaxation by the dual simplex method, in `iterations` at most.

    With `proof`, where there is no solution: multiples of the rows that add up to nonsense
    (Farkas), if the solver has them.
    """
    import highspy
    import numpy as np

    # Reading a large programme takes long, and HiGHS looks at its clock only after that.
    if patience.stop.is_set():
        return Answer(proved=False)
    solver = _solver(patience)
    _pass(solver, arrays, arrays.lower, arrays.upper, integer=False)
    solver.setOptionValue("solver", "simplex")
    # Nearly all of the matrix is 0 and ±1 already: scaling made a city's relaxation twice as slow.
    solver.setOptionValue("simplex_scale_strategy", 0)
    if iterations is not None:
        solver.setOptionValue("simplex_iteration_limit", iterations)

    solver.cbSimplexInterrupt += _interrupting(patience)
    solver.run()
    status = solver.getModelStatus()
    if status == highspy.HighsModelStatus.kOptimal:
        solution = solver.getSolution()
        return Answer(
            proved=True,
            price=solver.getObjectiveValue(),
            bound=solver.getObjectiveValue(),
            values=np.array(solution.col_value),
            reduced=np.array(solution.col_dual),
            duals=np.array(solution.row_dual),
        )
    if proof and status in _no_solution():
        _, known, ray = solver.getDualRay()
        return Answer(proved=True, duals=np.array(ray) if known else None)
    return Answer(proved=status in _no_solution())


def descend(arrays: Arrays, patience: Patience, *, iterations: int) -> Answer:
    """Come near the relaxation's solution by a first-order method (PDLP, Applegate et al. 2021).

    Its duals are good to some digits, wherever it is cut off; its values are no vertex: they
    spread over all that is equally good. `proved` says that it came near enough.
    """
    import highspy
    import numpy as np

    if patience.stop.is_set():
        return Answer(proved=False)
    solver = _solver(patience)
    _pass(solver, arrays, arrays.lower, arrays.upper, integer=False)
    solver.setOptionValue("solver", "pdlp")
    solver.setOptionValue("pdlp_iteration_limit", iterations)
    solver.run()
    solution = solver.getSolution()
    near = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return Answer(
        proved=near,
        values=np.array(solution.col_value) if near else None,
        duals=np.array(solution.row_dual) if len(solution.row_dual) else None,
    )


def solve(
    arrays: Arrays,
    lower: "Floats",
    upper: "Floats",
    patience: Patience,
    *,
    below: float | None = None,
    nodes: int | None = None,
    looks: int = ENDLESS,
    enough: float = -float("inf"),
    watch: Callable[[float | None, float], None] = lambda _price, _bound: None,
) -> Answer:
    """Solve the programme with other bounds on its columns.

    `below` looks for a lower price alone: a cutoff, not a starting solution, since HiGHS 1.16
    misprices the latter after its presolve. `nodes` bounds the search, and so do `looks`: how
    often HiGHS asks whether to go on, many times in a node. A price of `enough` or less ends it.
    """
    import highspy
    import numpy as np

    free = upper > lower
    part, fixed = arrays.part(lower, upper, free)
    if part is None:
        return Answer(proved=True)
    if not free.any():
        price = float(arrays.prices @ fixed)
        return Answer(proved=True, price=price, bound=price, values=fixed)
    if patience.stop.is_set():
        return Answer(proved=False)
    solver = _solver(patience)
    _pass(solver, part, part.lower, part.upper, integer=True)
    solver.setOptionValue("mip_rel_gap", 0.0)
    # Prices are whole: a bound less than one below a solution proves it.
    solver.setOptionValue("mip_abs_gap", 1.0 - WHOLE)
    paid = float(arrays.prices @ fixed)
    if below is not None:
        solver.setOptionValue("objective_bound", below - 0.5 - paid)
    most = min((limit for limit in (nodes, patience.nodes) if limit is not None), default=ENDLESS)
    solver.setOptionValue("mip_max_nodes", most)

    def listen(event: Any) -> None:
        data = event.data_out
        watch(data.mip_primal_bound + paid, data.mip_dual_bound + paid)
        if data.objective_function_value + paid <= enough + ALMOST:
            # A limit on solutions is not looked at before the root's relaxation is solved.
            solver.setOptionValue("time_limit", 0.0)

    solver.cbMipImprovingSolution += listen
    solver.cbMipInterrupt += _interrupting(patience, looks)
    solver.run()
    status = solver.getModelStatus()
    info = solver.getInfo()
    if status in _no_solution():
        return Answer(proved=True)
    if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return Answer(proved=False, bound=info.mip_dual_bound + paid)
    values = fixed.copy()
    values[free] = np.array(solver.getSolution().col_value)
    proved = status == highspy.HighsModelStatus.kOptimal
    if not proved and arrays.integer[free].any() and not arrays.integer[free].all():
        values = _tightened(arrays, values, patience)
    return Answer(
        proved=proved,
        price=float(arrays.prices @ values),
        bound=info.mip_dual_bound + paid,
        values=values,
    )


def _tightened(arrays: Arrays, values: "Floats", patience: Patience) -> "Floats":
    """Return a solution with the least slacks that its whole columns need.

    A search that is cut off, and a solution of the feasibility jump, may pay for more.
    """
    import numpy as np

    whole = np.round(values)
    lower = np.where(arrays.integer, whole, arrays.lower)
    upper = np.where(arrays.integer, whole, arrays.upper)
    tight = solve(arrays, lower, upper, patience.at_least(TIGHTENING_SECONDS))
    return values if tight.values is None else tight.values


def _interrupting(patience: Patience, looks: int = ENDLESS) -> Callable[[Any], None]:
    asked = count(1)

    def interrupt(event: Any) -> None:
        if patience.stop.is_set() or next(asked) > looks:
            event.interrupt()

    return interrupt


def _no_solution() -> tuple[Any, ...]:
    import highspy

    return (
        highspy.HighsModelStatus.kInfeasible,
        highspy.HighsModelStatus.kUnboundedOrInfeasible,
    )


def _solver(patience: Patience) -> Any:
    solver = _quiet()
    solver.setOptionValue("random_seed", SEED)
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("time_limit", patience.left)
    return solver


def _quiet() -> Any:
    """Return a solver that prints nothing: setting up its callbacks prints a banner."""
    import highspy

    class Quiet(highspy.Highs):
        def enableCallbacks(self) -> None:  # noqa: N802 - HiGHS's own name
            self.setOptionValue("output_flag", False)
            super().enableCallbacks()  # type: ignore[no-untyped-call] # highspy is not typed

    return Quiet()  # type: ignore[no-untyped-call] # the same


def _pass(solver: Any, arrays: Arrays, lower: "Floats", upper: "Floats", *, integer: bool) -> None:
    import highspy

    model = highspy.HighsLp()
    model.num_col_ = len(arrays.prices)
    model.num_row_ = len(arrays.row_lower)
    model.col_cost_ = arrays.prices
    model.col_lower_ = lower
    model.col_upper_ = upper
    model.row_lower_ = arrays.row_lower
    model.row_upper_ = arrays.row_upper
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = arrays.starts
    model.a_matrix_.index_ = arrays.indices
    model.a_matrix_.value_ = arrays.values
    if integer:
        kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
        model.integrality_ = [kinds[whole] for whole in arrays.integer.tolist()]
    if solver.passModel(model) == highspy.HighsStatus.kError:
        msg = "the solver refuses the programme"
        raise AssertionError(msg)
