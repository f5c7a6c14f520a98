"""Plans of independent parts: only those that are impossible are looked at, and are joined."""

from collections.abc import Sequence
from dataclasses import replace
from threading import Event

import pytest
from helpers.builders import activity, plan, things, ward

from campaign_cli.model.plan import Plan
from campaign_cli.model.repair import Change
from campaign_cli.scheduling import Limits
from campaign_cli.scheduling.grid.part import Part
from campaign_cli.scheduling.infeasible import failing_parts as module
from campaign_cli.scheduling.infeasible.diagnosis import diagnose
from campaign_cli.scheduling.infeasible.failing_parts import Known, failing, joined
from campaign_cli.scheduling.limits import Patience
from campaign_cli.scheduling.splitting.parts import parts


def country(*short: str) -> Plan:
    """Return a plan of three wards that share nothing; a thing is short in some of them."""
    names = ("a", "b", "c")
    return plan(
        *(
            activity(
                f"fair-{name}",
                wards=(name,),
                uses={f"sound-{name}": 2},
                first="14/11",
                last="14/11",
                sessions=("morning",),
            )
            for name in names
        ),
        resources=[things(f"sound-{name}", 1 if name in short else 2) for name in names],
        wards=[ward(name) for name in names],
    )


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take plans apart however small they are."""
    monkeypatch.setattr(module, "parts", lambda asked, events: parts(asked, events, enough=1))


def patience() -> Patience:
    """Return patience for a minute."""
    return Patience.of(60, None, Event())


def test_the_parts_that_fail_are_found() -> None:
    """Two of three: the third has a schedule."""
    found = failing(country("a", "c"), patience())
    assert [sorted(part.wards) for part in found if part is not None] == [["a"], ["c"]]


def test_what_was_not_touched_is_not_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Mending `a` says nothing new of `b` and `c`."""
    before, after = country("a"), country()
    known = Known(before, failing(before, patience()))
    looked: list[frozenset[str]] = []

    def possible(_plan: Plan, part: Part, _patience: Patience) -> bool:
        looked.append(part.wards)
        return True

    monkeypatch.setattr(module, "_possible", possible)
    assert known.still(after, patience()) == ()
    assert looked == [frozenset({"a"})]


def test_all_parts_are_mended_at_once() -> None:
    """Each has its conflict; a repair is about both."""

    def changed(changes: Sequence[Change]) -> Plan | None:
        resources = dict(country("a", "c").resources)
        for change in changes:
            if change.path[0] != "resource":
                return None
            pool = resources[change.path[1]]
            assert isinstance(change.value, int)
            resources[pool.id] = replace(pool, quantity=change.value)
        return replace(country("a", "c"), resources=resources)

    found = diagnose(country("a", "c"), changed, Limits(60))
    about = [{line.path[1] for line in one} for one in found.conflicts]
    assert about == [{"fair-a", "sound-a"}, {"fair-c", "sound-c"}]
    assert {change.path[1] for change in found.repairs[0].changes} == {"sound-a", "sound-c"}


def test_the_cheapest_of_each_part_are_joined_first() -> None:
    """And then what is next in one of them."""
    assert joined([[1, 5], [2, 3, 9]], 3) == [(0, 0), (0, 1), (1, 0)]
