"""One problem, three renderings."""

from dataclasses import replace
from textwrap import dedent

from helpers import builders as b
from helpers.a_month import shown

from campaign_cli.console.layout.terminal import Screen
from campaign_cli.console.problems import conflicts, diagnostics
from campaign_cli.support.diagnostic import Cause, Diagnostic, Severity, Span
from campaign_cli.support.language import language, message

LINE = 'wards = ["xuan-din", "tay-tuu"]'
UNKNOWN = Diagnostic(
    "P204",
    message("unknown ward `{name}`", name="xuan-din"),
    path=("activity", "talk", "wards"),
    label=message("no ward has this id"),
    help=message("did you mean `{name}`?", name="xuan-dinh"),
    span=Span("plan.toml", 41, 10, 20, LINE),
)


def full(diagnostic: Diagnostic, width: int = 80) -> str:
    """Return the full rendering in English."""
    return shown(diagnostics.full(diagnostic, language("en"), width), width=width)


def test_full() -> None:
    """The source, a caret under what is meant, a way out."""
    assert full(UNKNOWN) == dedent(
        """\
        error[P204]: unknown ward `xuan-din`
          --> plan.toml:41:10
           |
        41 | wards = ["xuan-din", "tay-tuu"]
           |          ^^^^^^^^^^ no ward has this id
           |
        help: did you mean `xuan-dinh`?"""
    )


def test_full_in_vietnamese() -> None:
    """All of it is translated, none of the plan."""
    said = shown(diagnostics.full(UNKNOWN, language("vi")))
    assert said.startswith("lỗi[P204]: ")
    assert LINE in said
    assert "cách xử lý: " in said


def test_the_caret_stands_under_wide_and_marked_letters() -> None:
    """Columns count letters, the terminal counts cells."""
    line = 'name = "会議", id = "x"'
    said = full(Diagnostic("P1", message("x"), span=Span("p", 1, 19, 22, line)))
    source, caret = said.splitlines()[3:5]
    from rich.cells import cell_len

    assert source[4:].index('"x"') == 18
    assert len(caret) - 3 == cell_len(source[4 : 4 + 18]) + 4


def test_a_long_line_is_cut_around_the_caret() -> None:
    """A minified plan does not fill the screen."""
    line = "x = [" + "1, " * 500 + '"here", ' + "2, " * 500 + "]"
    column = line.index('"here"') + 1
    said = full(Diagnostic("P1", message("x"), span=Span("p", 1, column, column + 6, line)))
    source, caret = said.splitlines()[3:5]
    assert len(source) <= 80
    assert source[caret.index("^") : caret.rindex("^") + 1] == '"here"'
    assert source[4] == source[-1] == "…"


def test_a_label_that_does_not_fit_stands_below() -> None:
    """Nothing is broken in the middle."""
    line = "y = " + "z" * 60
    span = Span("plan.toml", 7, 5, 65, line)
    problem = Diagnostic("P1", message("x"), span=span, label=message("a label of some length"))
    assert all(len(one) <= 80 for one in full(problem).splitlines())
    assert "a label of some length" in full(problem)


def test_causes_stand_with_their_rules() -> None:
    """Every line that takes part, each once."""
    other = Span("plan.toml", 120, 1, 9, "end = 2022-12-15")
    assert UNKNOWN.span is not None
    problem = Diagnostic(
        "P401",
        message("it cannot hold"),
        span=UNKNOWN.span,
        notes=(message("because of this"),),
        causes=(
            Cause("window", ("activity", "talk"), UNKNOWN.span),
            Cause("precedence", ("campaign", "end"), other),
        ),
    )
    said = full(problem)
    assert said.count("plan.toml:41") == 1
    assert "plan.toml:120:1" in said
    assert "^^^^^^^^ what comes after what (precedence)" in said
    assert "note: because of this" in said
    assert problem.cannot_hold


def test_concise() -> None:
    """As editors read it; no place where there is none."""
    assert diagnostics.concise(UNKNOWN, language("en")) == (
        "plan.toml:41:10: P204 unknown ward `xuan-din`"
    )
    assert diagnostics.concise(UNKNOWN.at(None), language("en")) == "P204 unknown ward `xuan-din`"


def test_json() -> None:
    """Every field, in one order."""
    assert diagnostics.as_json(UNKNOWN, language("en")) == {
        "code": "P204",
        "severity": "error",
        "message": "unknown ward `xuan-din`",
        "path": "activity.talk.wards",
        "file": "plan.toml",
        "line": 41,
        "column": 10,
        "end_column": 20,
        "help": "did you mean `xuan-dinh`?",
        "notes": [],
    }


def test_many_of_a_kind() -> None:
    """The first ten are shown, then how many more there are and where; another kind is not lost."""
    assert UNKNOWN.span is not None
    many = [UNKNOWN.at(replace(UNKNOWN.span, line=line)) for line in range(1, 31)]
    other = Diagnostic("P110", message("unknown key `{key}`", key="x"))
    found = diagnostics.joined([*many, other])
    assert found[:9] == tuple(many[:9])
    assert found[10:] == (other,)
    assert [language("en").say(one) for one in found[9].notes] == [
        "20 more are like this: plan.toml:11, 12, 13, 14, 15, …"
    ]
    assert diagnostics.joined(many[:10]) == tuple(many[:10])


def test_a_long_word() -> None:
    """What is quoted is cut in its middle, on the screen and in JSON."""
    word = f"begin{'a' * 2_000_000}end"
    problem = Diagnostic("P204", message("unknown ward `{ward}`", ward=word), path=("ward", word))
    for said in (
        shown(diagnostics.full(problem, language("en"))),
        diagnostics.concise(problem, language("en")),
        str(diagnostics.as_json(problem, language("en"))),
    ):
        assert len(said) < 1_000
        assert "begin" in said
        assert "end" in said


def test_conflict() -> None:
    """Plan lines that cannot hold together, each with its rule in words and by its id."""
    members = (
        Cause(
            "window", ("activity", "talk", "to"), Span("plan.toml", 49, 1, 16, "to = 2022-11-18")
        ),
        Cause("precedence", ("activity", "talk", "after")),
    )
    said = shown(conflicts.conflict(members, Screen(language("en")), b.plan()))
    assert "plan.toml:49:1" in said
    assert "(window)" in said
    assert "activity.talk.after: what comes after what (precedence)" in said


def test_summary() -> None:
    """Errors first, warnings after; one and several."""
    warning = replace(UNKNOWN, severity=Severity.WARNING)
    english = language("en")
    assert diagnostics.summary([UNKNOWN, warning, warning], english) == "1 error · 2 warnings"
    assert diagnostics.summary([warning], english) == "1 warning"
