"""The README holds: its plan is read, its commands exist, its tables are complete."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer

from campaign_cli import app
from campaign_cli.cli.program import application
from campaign_cli.cli.shell.exits import ExitCode
from campaign_cli.console.problems import checks
from campaign_cli.model.audit import CHECKS
from campaign_cli.model.plan import PREFERENCES, RULES
from campaign_cli.model.repair import PRICES
from campaign_cli.reading.wording.codes import CODES
from campaign_cli.support.language import language

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def section(title: str) -> str:
    """Return the text under a heading."""
    found = re.search(rf"^## {title}\n(.*?)(?=^## |\Z)", README, re.MULTILINE | re.DOTALL)
    assert found, title
    return found[1]


def fenced(mark: str) -> str:
    """Return the block that follows the comment `mark`."""
    found = re.search(rf"^<!-- {mark} -->\n```\w*\n(.*?)\n```$", README, re.MULTILINE | re.DOTALL)
    assert found, mark
    return found[1]


def first_cells(text: str) -> list[str]:
    """Return every word in backquotes of the first column of the tables in `text`."""
    rows = re.findall(r"^\| (`.*?) \|", text, re.MULTILINE)
    return [word for row in rows for word in re.findall(r"`([^`]+)`", row)]


def test_the_two_commands_are_there() -> None:
    """One line sets everything up and runs the main job, another passes the tests."""
    assert "campaign run examples/bac-tu-liem-2022/plan.toml" in fenced("run")
    assert fenced("test").endswith("-m pytest")
    assert "\n" not in fenced("run") + fenced("test")


def test_the_plan_in_one_page_can_be_scheduled(tmp_path: Path) -> None:
    """What a newcomer copies first works as it stands."""
    plan = re.search(r"```toml\n(.*?)```", section("The plan in one page"), re.DOTALL)
    assert plan
    file = tmp_path / "plan.toml"
    file.write_text(plan[1], "utf-8")
    reading = app.check(file)
    assert [one.code for one in reading.diagnostics] == []
    assert app.stands(reading)


def test_every_command_is_described() -> None:
    """A command that is not in the table, or a line without its command, fails."""
    told = [line.removeprefix("campaign ") for line in first_cells(section("Commands"))]
    tree: Any = typer.main.get_command(application())
    assert sorted(told) == sorted(tree.commands)


@pytest.mark.parametrize("known", [RULES, tuple(PREFERENCES)], ids=["rules", "preferences"])
def test_every_rule_and_preference_is_explained(known: tuple[str, ...]) -> None:
    """Each stands in its table under the id that messages use."""
    told = first_cells(section("What is counted how"))
    assert sorted(one for one in told if one in known) == sorted(set(known) - {"stability"})


def test_weights_are_those_of_the_program() -> None:
    """The table shows the defaults."""
    rows = re.findall(
        r"^\| `([a-z-]+)` \|.*\| (\d+) \|$", section("What is counted how"), re.MULTILINE
    )
    told = {name: int(weight) for name, weight in rows}
    assert told == {name: weight for name, weight in PREFERENCES.items() if name != "stability"}


def test_every_diagnostic_is_explained() -> None:
    """The table has every code of reading, with what it means, in order."""
    english = language("en")
    rows = re.findall(r"^\| `(P\d+)` \| (.*) \|$", section("Diagnostics"), re.MULTILINE)
    assert rows == [(code, english.say(meaning)) for code, meaning in CODES.items()]


def test_every_code_of_a_broken_rule_is_listed() -> None:
    """A code once given stays; everything the audit looks at has one of its own."""
    told = re.findall(r"`(A\d+)` `([a-z-]+)`", section("Diagnostics"))
    assert told == [(code, rule) for rule, code in checks.BROKEN.items()]
    assert sorted(checks.BROKEN) == sorted(rule for rule, _ in CHECKS)
    assert len(set(checks.BROKEN.values())) == len(checks.BROKEN)


def test_prices_of_repairs_are_those_of_the_program() -> None:
    """Every key that a repair may change stands in the table, with its price."""
    table = section("When a plan cannot work").partition("<!-- repairs -->")[2]
    told = {}
    for keys, price in re.findall(r"^\| (`.*?) \| .* \| (\d+) \|$", table, re.MULTILINE):
        told |= dict.fromkeys(re.findall(r"`([a-z_]+)`", keys), int(price))
    assert told == dict(PRICES)


def test_an_impossible_plan_is_shown_as_it_is(tmp_path: Path) -> None:
    """The example is what the program says of the plan in one page with one line more."""
    plan = re.search(r"```toml\n(.*?)```", section("The plan in one page"), re.DOTALL)
    assert plan
    text = plan[1].replace("from = 2027-05-10\n", "from = 2027-05-10\nto = 2027-05-12\n")
    (tmp_path / "plan.toml").write_text(text, "utf-8")
    shown = subprocess.run(
        [sys.executable, "-m", "campaign_cli", "schedule"],
        cwd=tmp_path,
        env={**os.environ, "CAMPAIGN_LANG": "en", "COLUMNS": "80", "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert shown.returncode == ExitCode.CANNOT_HOLD
    lines = [line.rstrip() for line in shown.stderr.splitlines()]
    assert "\n".join(lines).strip() == fenced("impossible")


def test_every_exit_code_is_listed() -> None:
    """The numbers are a promise."""
    told = re.findall(r"^\| (\d+) \|", section("Commands"), re.MULTILINE)
    assert told == [str(int(one)) for one in ExitCode]
