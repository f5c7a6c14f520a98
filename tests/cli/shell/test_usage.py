"""What is typed wrongly is said plainly, with what was meant; help finds the way."""

import pytest
from helpers.command_line import Typed


@pytest.mark.parametrize(
    ("words", "said", "help_"),
    [
        (("chek",), "there is no command `chek`", "did you mean `campaign check`?"),
        (("zzz",), "there is no command `zzz`", "there are: new, check"),
        (("show", "wekk"), "there is no command `wekk`", "did you mean `campaign show week`?"),
        (("check", "--formt", "json"), "there is no option `--formt`", "`--format`?"),
        (("export", "pdf", "--to", "out"), "no option `--to`", "`--output`?"),
        (("export", "pdf", "--out=x"), "no option `--out`", "`--output`?"),
        (("export", "pdf", "--folder", "x"), "no option `--folder`", "`--output`?"),
        (("export", "pdf", "--wards", "x"), "no option `--wards`", "`--ward`?"),
        (("export", "pdf", "-f"), "no option `-f`", "`--force`?"),
        (("checklist", "--office", "x"), "no option `--office`", "`--owner`?"),
        (("checklist", "--date", "x"), "no option `--date`", "`--day`?"),
        (("new", "--date", "x"), "no option `--date`", "`--start`?"),
        (("run", "--timeout", "5"), "no option `--timeout`", "`--time-limit`?"),
        (("check", "--language", "vi"), "no option `--language`", "`--lang`?"),
        (("check", "--json"), "no option `--json`", "`--format`?"),
        (("check", "--file", "x"), "no option `--file`", "`--plan`?"),
        (("check", "--qqq"), "no option `--qqq`", "campaign check --help"),
        (("check", "--format", "jsn"), "`jsn` cannot be `--format`", "did you mean `json`?"),
        (("check", "--format", "z"), "`z` cannot be `--format`", "full, concise, json"),
        (("check", "--format"), "`--format` needs a value", "campaign check --help"),
        (("check", "a", "b"), "`b` is too much", "campaign check --help"),
        (("schedule", "--time-limit", "x"), "`x` cannot be `--time-limit`", "--help"),
        (("schedule", "--time-limit", "-1"), "`-1` cannot be `--time-limit`", "--help"),
        (("show", "event"), "`EVENT` is missing", "campaign show event --help"),
        (("export",), "`FORMAT...` is missing", "there are: pdf, "),
        (("--lang", "fr", "check"), "there is no language `fr`", "vi, en"),
        (("--today", "31/2", "run"), "there is no day `31/2`", ""),
        (("checklist", "xuan"), "`xuan` may be several", "Xuân Đỉnh (xuan-dinh)"),
        (("checklist", "Xuân Đình Mới"), "there is no ward", "Xuân Đỉnh (xuan-dinh)"),
        (("checklist", "--person", "x"), "there is no person `x`", "Legal aid speaker (legal)"),
        (("checklist", "--body", "ofice"), "there is no body `ofice`", "Coordinating office"),
        (("checklist", "--day", "x"), "`x` is no date", "25/11"),
        (("--today", "hôm nay", "check"), "`hôm nay` is no date", "25/11 or 2022-11-25"),
        (("show", "week", "31/2"), "there is no day `31/2`", ""),
        (("show", "week", "--day", "9999-12-31"), "too far off", ""),
        (("--today", "9999-12-31", "run"), "too far off", ""),
        (("new", "--start", "0001-01-01", "town"), "too far off", ""),
        (("checklist", "xuan", "dinh"), "`xuan` may be several", 'in quotes: `"xuan dinh"`'),
        (("show", "event", "tallk@xuan-dinh"), "there is no event", "talk@"),
        (("export", "mdd"), "there is no format `mdd`", "did you mean `md`?"),
        (("export", "md", "--ward", "zzz"), "there is no ward `zzz`", "Xuân Tảo (xuan-tao)"),
    ],
)
def test_did_you_mean(campaign: Typed, words: tuple[str, ...], said: str, help_: str) -> None:
    """Exit code 2, nothing on stdout, the mistake and the way out on stderr."""
    outcome = campaign(*words)
    err = " ".join(outcome.err.split())
    assert (outcome.code, outcome.out) == (2, "")
    assert said in err
    assert help_ in err


def test_help_alone_finds_the_way(campaign: Typed) -> None:
    """What it is for, every command with its purpose, and the first steps."""
    outcome = campaign("--help")
    assert outcome.code == 0
    for word in ("plan.toml", "campaign new", "campaign run", "The month", "For the wards"):
        assert word in outcome.out
    for command in ("new", "check", "schedule", "run", "show", "checklist", "export", "log"):
        assert f" {command} " in outcome.out


def test_no_command_shows_help(campaign: Typed) -> None:
    """As most programs do."""
    outcome = campaign()
    assert outcome.code == 2
    assert "Usage:" in outcome.out + outcome.err


@pytest.mark.parametrize(
    "words", [("check",), ("show",), ("show", "week"), ("checklist",), ("export",), ("new",)]
)
def test_every_command_has_examples(campaign: Typed, words: tuple[str, ...]) -> None:
    """Each page of help ends in what can be typed."""
    outcome = campaign(*words, "--help")
    assert outcome.code == 0
    assert "campaign " in outcome.out.rpartition("╯")[2]


def test_help_in_vietnamese(campaign: Typed) -> None:
    """Typer's own words too."""
    outcome = campaign("--lang", "vi", "check", "--help")
    assert outcome.code == 0
    for english in ("Usage", "Options", "Arguments", "Show this message", "default", "PLAN"):
        assert english not in outcome.out
    assert "Cách dùng" in outcome.out


def test_version(campaign: Typed) -> None:
    """One line."""
    from campaign_cli import __version__

    assert campaign("--version").out == f"campaign {__version__}\n"
