"""`show fairness`, `tight`, `fragile` and `compare`, as typed, and what they are made of."""

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from helpers.command_line import PLAN, Typed, changed

from campaign_cli import app
from campaign_cli.app.long_work import worked
from campaign_cli.scheduling import Limits, Progress
from campaign_cli.scheduling.infeasible import diagnosis

WISH = app.Wish(datetime(2022, 11, 1, 8, tzinfo=UTC))


@pytest.fixture
def other(folder: Path) -> Path:
    """The folder of a second plan, in which one ward has no talk."""
    second = folder / "second"
    second.mkdir()
    shutil.copy(folder / "plan.toml", second / "plan.toml")
    changed(second, 'wards = "each"', 'wards = ["xuan-dinh"]\nprefer = { on = 2022-11-16 }')
    return second


def test_fairness(campaign: Typed) -> None:
    """Measures in a table; every ward on demand; JSON for programs."""
    outcome = campaign("show", "fairness")
    assert outcome.code == 0
    assert "farthest off" in outcome.out
    assert "no month is more even" in outcome.out
    assert "campaign show fairness --full" in outcome.err
    assert "Xuân Tảo" in campaign("show", "fairness", "--full").out
    data = json.loads(campaign("show", "fairness", "--format", "json").out)
    assert [one["measure"] for one in data] == ["events"]
    assert data[0]["settled"]


def test_tight(campaign: Typed) -> None:
    """Nothing is tight in a month that pays nothing; a wished-for day makes it so."""
    assert "would save nothing, proved" in campaign("show", "tight").out
    wish = 'prefer = { on = 2022-11-16 }\nsessions = ["morning"]'
    changed(Path(), "audience = 80", f"audience = 80\n{wish}")
    outcome = campaign("show", "tight", "--time-limit", "30")
    assert "Speakers: one more person" in outcome.out
    data = json.loads(campaign("show", "tight", "--format", "json").out)
    assert data[0] == {
        "unit": "person",
        "id": "speakers",
        "saves": 1,
        "at_most": 1,
        "proved": True,
    }


def test_fragile(campaign: Typed) -> None:
    """The one speaker cannot be replaced; the month can be saved all the same."""
    outcome = campaign("show", "fragile")
    assert outcome.code == 0
    assert "Legal aid speaker" in outcome.out
    assert "the month can be saved" in outcome.out
    data = json.loads(campaign("show", "fragile", "--format", "json").out)
    assert {one["id"] for one in data} == {"legal", "xuan-dinh-hall", "xuan-tao-hall"}
    assert all(one["possible"] for one in data)


def test_compare(campaign: Typed, other: Path) -> None:
    """Files or folders; each with its own journal."""
    outcome = campaign("compare", ".", str(other))
    assert outcome.code == 0
    assert "only in A" in outcome.out
    assert "talk@xuan-tao" in outcome.out
    assert (other / "plan.journal").exists()
    data = json.loads(campaign("compare", "plan.toml", str(other), "--format", "json").out)
    assert data["only"] == [["talk@xuan-tao"], []]
    assert [one["events"] for one in data["plans"]] == [2, 1]


def test_compare_with_what_cannot_be(campaign: Typed, other: Path) -> None:
    """Exit 3 for a plan that no schedule keeps, 1 for one that is not understood."""
    changed(other, "audience = 80", "audience = 800")
    outcome = campaign("compare", ".", str(other))
    assert outcome.code == 3
    assert "no schedule is possible" in outcome.out
    assert "plan.toml:" in outcome.out
    changed(other, "audience = 800", "audiense = 800")
    assert campaign("compare", ".", str(other)).code == 1
    changed(other, "audiense = 800", "audience = 80\nto = 2022-11-14\nsessions = ['morning']")
    changed(other, 'wards = ["xuan-dinh"]\nprefer = { on = 2022-11-16 }', 'wards = "each"')
    outcome = campaign("compare", ".", str(other))
    assert outcome.code == 3
    assert "no schedule is possible" in outcome.out


def test_compare_looks_for_no_repairs(
    campaign: Typed, other: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody waits for what is not shown: whether reading sees that it cannot work, or solving."""
    monkeypatch.setattr(diagnosis, "diagnose", None)
    changed(other, "audience = 80", "audience = 80\nto = 2022-11-14\nsessions = ['morning']")
    changed(other, 'wards = ["xuan-dinh"]\nprefer = { on = 2022-11-16 }', 'wards = "each"')
    outcome = campaign("compare", ".", str(other))
    assert outcome.code == 3
    assert "plan.toml:" in outcome.out
    changed(other, "audience = 80", "audience = 800")
    assert campaign("compare", ".", str(other)).code == 3


def test_compare_with_nothing(campaign: Typed) -> None:
    """A file that is not there, and no time to look."""
    assert campaign("compare", ".", "nowhere").code == 5
    assert campaign("compare", ".").code == 2


def test_values(tmp_path: Path) -> None:
    """What the use cases return: certificates, savings, and what may drop out."""
    file = tmp_path / "plan.toml"
    file.write_text(PLAN, encoding="utf-8")
    made = app.make(file, WISH)
    (events,) = app.fairness(made, WISH)
    assert events.settled
    assert [share.has for share in events.measure.shares] == [1, 1]
    assert [(one.found, one.most) for one in app.tight(made, WISH)] == [(0, 0)]
    lost = {one.dropout.id: one.dropout.lost for one in app.fragile(made, WISH)}
    assert len(lost["legal"]) >= 1
    assert lost["xuan-tao-hall"] == ("talk@xuan-tao",)


def test_progress_is_told(tmp_path: Path) -> None:
    """A long search says how many of many are done."""
    file = tmp_path / "plan.toml"
    file.write_text(PLAN, encoding="utf-8")
    told: list[Progress] = []
    wish = app.Wish(WISH.now, Limits(30), told.append)
    made = app.make(file, WISH)
    app.fairness(made, wish)
    app.fragile(made, wish)
    assert {(one.stage, one.done, one.of) for one in told} >= {
        ("measures", 0, 1),
        ("dropouts", 0, 3),
        ("dropouts", 2, 3),
    }


def test_a_bug_in_the_thread_is_seen() -> None:
    """What goes wrong in the thread is raised where the person waits."""

    def fail(_: object) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        worked(fail, WISH)


def test_stopping(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first Ctrl-C asks for what there is, the second leaves."""
    import threading

    asked = []
    wish = app.Wish(WISH.now, Limits(30), stopping=lambda: asked.append(True))
    interrupts = [True]
    wait = threading.Event.wait

    def interrupted(self: threading.Event, timeout: float | None = None) -> bool:
        if interrupts and threading.current_thread() is threading.main_thread():
            interrupts.pop()
            raise KeyboardInterrupt
        return wait(self, timeout)

    monkeypatch.setattr(threading.Event, "wait", interrupted)
    assert worked(lambda patience: patience.stop.wait(10), wish) is True
    assert asked == [True]
    interrupts += [True, True]
    release = threading.Event()
    with pytest.raises(app.Interrupted):
        worked(lambda _: release.wait(10), wish)
    release.set()


@pytest.mark.parametrize(
    "words", [("show", "tight"), ("show", "fairness"), ("show", "fragile"), ("export", "md")]
)
def test_a_schedule_made_first_has_the_same_time(
    campaign: Typed, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    """What a command looks for at most holds for the schedule that it needs, too."""
    given: list[float] = []

    def current(_: Path, wish: app.Wish) -> app.Made:
        given.append(wish.limits.seconds)
        raise KeyboardInterrupt

    monkeypatch.setattr(app, "current", current)
    assert campaign(*words, "--time-limit", "7").code == 130
    assert given == [7.0]
