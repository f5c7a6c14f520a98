"""What a plan answers about itself, and the problems it may have."""

from dataclasses import replace

from helpers.builders import activity, on, plan

from campaign_cli.model.plan import Body
from campaign_cli.support.diagnostic import Cause, Diagnostic, Severity, Span
from campaign_cli.support.language import N_, message

MONTH = plan(
    activity("launch", wards="together"),
    activity("speech", within="launch"),
    activity("gifts", within="speech"),
    wards=("a", "b", "c"),
    groups={"north": ("a", "b")},
    bodies=[Body(id="union", name="The Women's Union", short="Union")],
    prepare_from="12/11",
    wind_up="12/12",
)


def test_names() -> None:
    """A ward or a group by its name, a body by its short name, free text as it is."""
    assert MONTH.wards_of("north") == ("a", "b")
    assert MONTH.wards_of("c") == ("c",)
    assert [MONTH.name_of(id_) for id_ in ("north", "c")] == ["North", "C"]
    assert [MONTH.body_name(owner) for owner in ("union", "The office")] == ["Union", "The office"]


def test_hosts() -> None:
    """However deep one activity lies within others, one of them stands by itself."""
    for activity_ in MONTH.activities.values():
        assert MONTH.host_activity(activity_).id == "launch"


def test_days() -> None:
    """Events may lie from `prepare_from` to `wind_up`."""
    days = list(MONTH.days())
    assert (days[0], days[-1], len(days)) == (on("12/11"), on("12/12"), 31)


def test_a_problem_that_cannot_hold() -> None:
    """A problem with causes is understood and cannot hold; a warning can."""
    problem = Diagnostic("P401", message("too small"))
    caused = replace(problem, causes=(Cause("window", ("activity", "talk")),))
    assert not problem.cannot_hold
    assert caused.cannot_hold
    assert not replace(caused, severity=Severity.WARNING).cannot_hold
    span = Span("plan.toml", 3, 1, 5, "text")
    assert problem.at(span).span == span


def test_a_text_marked_for_translation_is_itself() -> None:
    """Marking changes nothing."""
    assert N_("morning") == "morning"
