"""Bounds are below every solution whatever the rows' prices, and fixing by them loses nothing."""

from dataclasses import replace
from datetime import date
from threading import Event

import numpy as np
import pytest
from helpers.builders import activity, plan, things
from hypothesis import given
from hypothesis import strategies as st

from campaign_cli.model.audit import audit
from campaign_cli.model.plan import Plan
from campaign_cli.scheduling import schedule
from campaign_cli.scheduling.limits import Patience
from campaign_cli.scheduling.programme.columns_and_rows import Arrays, Programme
from campaign_cli.scheduling.programme.frame import Frame
from campaign_cli.scheduling.solving import branches, relaxation, when_and_where
from campaign_cli.scheduling.solving.branches import Branch, branched
from campaign_cli.scheduling.solving.highs import Answer, descend, relax, solve
from campaign_cli.scheduling.solving.relaxation import lagrangian, vertex
from campaign_cli.scheduling.splitting.stages import programme

WHOLE = st.integers(-3, 3)


def patience() -> Patience:
    """Return a minute's patience."""
    return Patience.of(60, None, Event())


@st.composite
def programmes(draw: st.DrawFn) -> Arrays:
    """Return a small programme: whole columns from 0 to 1, and a priced slack in some rows."""
    made = Programme()
    width = draw(st.integers(1, 6))
    for _ in range(width):
        made.column(draw(st.integers(0, 9)), upper=1, integer=True)
    for _ in range(draw(st.integers(1, 5))):
        values = draw(st.lists(WHOLE, min_size=width, max_size=width))
        columns = [column for column, value in enumerate(values) if value]
        entries = [float(value) for value in values if value]
        if draw(st.booleans()):
            columns.append(made.column(draw(st.integers(0, 9))))
            entries.append(draw(st.sampled_from((1.0, -1.0, 2.0))))
        lower = draw(st.sampled_from((-float("inf"), -1.0, 0.0, 1.0)))
        upper = draw(st.sampled_from((float("inf"), 1.0, 2.0)))
        made.row(None, columns, entries, lower=lower, upper=upper)
    return made.frozen()


def best(arrays: Arrays) -> Answer:
    """Return the best solution by the plain integer search."""
    return solve(arrays, arrays.lower, arrays.upper, patience())


@given(programmes(), st.data())
def test_any_prices_of_the_rows_give_a_bound(arrays: Arrays, data: st.DataObject) -> None:
    """No solution costs less than the bound, even of prices drawn at random."""
    count = len(arrays.row_lower)
    duals = data.draw(st.lists(st.floats(-9, 9), min_size=count, max_size=count))
    bound, _ = lagrangian(arrays, np.array(duals))
    answer = best(arrays)
    if answer.price is not None:
        assert bound <= answer.price + 1e-6


@given(programmes())
def test_the_best_prices_give_the_relaxation(arrays: Arrays) -> None:
    """With the duals of the relaxation the bound is the relaxation's price."""
    relaxed = relax(arrays, patience())
    if relaxed.duals is not None and relaxed.price is not None:
        assert lagrangian(arrays, relaxed.duals)[0] == pytest.approx(relaxed.price, abs=1e-5)


@given(programmes(), st.data())
def test_fixing_keeps_what_is_cheaper(arrays: Arrays, data: st.DataObject) -> None:
    """Whatever the prices, columns that they fix do not cut off a solution cheaper than one known.

    Two branches, which part the solutions by the first column, keep together what one keeps.
    """
    count = len(arrays.row_lower)
    answer = best(arrays)
    if answer.price is None:
        return
    parts = []
    for value in (0.0, 1.0):
        lower, upper = arrays.lower.copy(), arrays.upper.copy()
        lower[0] = upper[0] = value
        part = replace(arrays, lower=lower, upper=upper)
        duals = data.draw(st.lists(st.floats(-9, 9), min_size=count, max_size=count))
        bound, reduced = lagrangian(part, np.array(duals))
        parts.append(Branch(part, Answer(proved=True, bound=bound, reduced=reduced)))
    known = Answer(proved=False, price=answer.price + 1.0, values=answer.values)
    lower, upper = when_and_where._priced_out(arrays, parts, known)
    kept = solve(arrays, lower, upper, patience())
    assert kept.price == pytest.approx(answer.price)


def crowded(wards: int, sets: int = 2, on: str = "22/11") -> Plan:
    """Return a plan whose closing ceremony after everything pulls against the wishes."""
    names = [f"w{number:02}" for number in range(wards)]
    return plan(
        activity("talk", uses={"sound": 1}, prefer_on=on),
        activity("gifts", uses={"cars": 1}, after=["talk"], prefer_on=on),
        activity("closing", wards="none", after=["talk", "gifts"], prefer_on=on),
        wards=names,
        resources=[things("sound", sets), things("cars", sets)],
    )


def built(asked: Plan) -> Frame:
    """Return the programme of a plan whose events all have places."""
    found = programme(asked)
    assert isinstance(found, Frame)
    return found


def slowly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no programme be small enough for the simplex method."""
    monkeypatch.setattr(relaxation, "LEAST_QUICK", 1)
    monkeypatch.setattr(relaxation, "QUICK", 10**9)


def test_descent_comes_near_the_relaxation() -> None:
    """The first-order method's bound is the simplex method's but for a little, never above it."""
    arrays = built(crowded(24)).programme.frozen()
    exact = relax(arrays, patience())
    near = descend(arrays, patience(), iterations=20_000)
    assert near.duals is not None
    bound, _ = lagrangian(arrays, near.duals)
    assert exact.bound * 0.999 <= bound <= exact.bound + 1e-6


def test_a_descent_cut_off_gives_a_bound() -> None:
    """After a few steps there is a bound, if a poor one."""
    arrays = built(crowded(24)).programme.frozen()
    answer = descend(arrays, patience(), iterations=200)
    assert answer.duals is not None
    bound, _ = lagrangian(arrays, answer.duals)
    assert -float("inf") < bound <= relax(arrays, patience()).bound + 1e-6


def test_a_ceremony_after_everything_is_decided_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its days part the solutions, and the parts' bounds are better than the whole's."""
    slowly(monkeypatch)
    frame = built(crowded(24))
    arrays = frame.programme.frozen()
    parts = branched(frame, arrays, patience())
    closing = frame.columns[-1]
    assert len(parts) > 1
    assert parts[0].relaxed.bound > relax(arrays, patience()).bound + branches.GAIN
    open_ = [part.arrays.upper[closing.start : closing.stop] for part in parts]
    assert (sum(open_) <= 1).all()


def test_equally_good_days_part_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the relaxation splits the ceremony for no price, all its days stay open."""
    slowly(monkeypatch)
    frame = built(crowded(24, 3, "16/11"))
    arrays = frame.programme.frozen()
    (only,) = branched(frame, arrays, patience())
    assert only.arrays is arrays


def test_the_long_way_finds_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Descent, branches and sifting prove the price that the simplex method alone proves."""
    asked = crowded(24)
    short = schedule(asked)
    slowly(monkeypatch)
    long = schedule(asked)
    assert (long.status, long.price) == (short.status, short.price)
    assert not audit(asked, long)


def test_the_long_way_refuses_what_cannot_be(monkeypatch: pytest.MonkeyPatch) -> None:
    """Descent never ends on an impossible programme; it is found out all the same."""
    slowly(monkeypatch)
    monkeypatch.setattr(relaxation, "DESCENDING", 200)
    frame = built(crowded(48, 1))
    assert branched(frame, frame.programme.frozen(), patience()) == ()


def test_a_vertex_without_values_is_that_of_simplex() -> None:
    """Where descent came to nothing, the simplex method begins anew."""
    arrays = built(crowded(6)).programme.frozen()
    found = vertex(arrays, Answer(proved=False), patience())
    assert found.price == relax(arrays, patience()).price


def test_a_vertex_there_is_no_time_for() -> None:
    """A descent that ended leaves its bound, and does not pass for a proof of anything."""
    arrays = built(crowded(24)).programme.frozen()
    near = relaxation.lowered(arrays, patience())
    late = vertex(arrays, near, Patience.of(0, None, Event()))
    assert near.proved
    assert not late.proved
    assert not late.impossible
    assert late.values is None
    assert late.bound == near.bound


def test_without_time_the_cheapest_places_are_a_bound() -> None:
    """Talks two days off, gifts three, the closing six: no month is better than its events."""
    asked = crowded(24)
    away = replace(asked.activities["talk"], first=date(2022, 11, 24))
    frame = built(replace(asked, activities={**asked.activities, "talk": away}))
    late = relaxation.lowered(frame.programme.frozen(), Patience.of(0, None, Event()))
    assert not late.proved
    assert late.bound == 24 * 2 + 24 * 3 + 6
