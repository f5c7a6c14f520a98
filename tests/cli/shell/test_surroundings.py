"""Real processes: what is imported, closed pipes, other code pages, colours, Ctrl-C."""

import json
import os
import select
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from helpers.command_line import PLAN

HEAVY = (
    *("babel", "highspy", "holidays", "numpy", "pydantic", "sqlite3", "tomli"),
    *("python_calamine", "vietnam_provinces"),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a small plan."""
    (tmp_path / "plan.toml").write_text(PLAN, encoding="utf-8")
    return tmp_path


def surroundings(**more: str) -> dict[str, str]:
    """Return an environment without this session's own wishes."""
    ours = {"NO_COLOR", "FORCE_COLOR", "COLUMNS", "PYTHONIOENCODING", "PYTHONUTF8", "LC_ALL"}
    kept = {name: value for name, value in os.environ.items() if name not in ours}
    return {**kept, "CAMPAIGN_LANG": "en", **more}


def run(
    folder: Path, *words: str, python: tuple[str, ...] = (), **more: str
) -> subprocess.CompletedProcess[bytes]:
    """Run a command in a process of its own."""
    return subprocess.run(
        [sys.executable, *python, "-m", "campaign_cli", *words],
        cwd=folder,
        env=surroundings(**more),
        capture_output=True,
        check=False,
    )


def imported(folder: Path, *words: str) -> set[str]:
    """Return the packages that a command imports."""
    outcome = run(folder, *words, python=("-X", "importtime"))
    lines = outcome.stderr.decode().splitlines()
    names = (line.rpartition("|")[2].strip() for line in lines if line.startswith("import time"))
    return {name.partition(".")[0] for name in names}


def test_help_imports_what_typer_does(folder: Path) -> None:
    """Help is there at once, however much the commands need."""
    modules = imported(folder, "--help")
    assert not modules & set(HEAVY)
    (folder / "base.py").write_text(
        textwrap.dedent(
            """
            import typer
            app = typer.Typer()
            @app.command()
            def one(x: str = typer.Option("")): ...
            @app.command()
            def two(y: str = typer.Option("")): ...
            app()
            """
        )
    )
    base = subprocess.run(
        [sys.executable, "-X", "importtime", "base.py", "--help"],
        cwd=folder,
        env=surroundings(),
        capture_output=True,
        check=True,
    )
    lines = base.stderr.decode().splitlines()
    theirs = {line.rpartition("|")[2].strip().partition(".")[0] for line in lines}
    assert modules - theirs <= {"campaign_cli", "runpy"}


def test_check_imports_no_solver(folder: Path) -> None:
    """Nor what is for problems alone, when there are none."""
    assert not imported(folder, "check") & {"highspy", "numpy", "sqlite3", "babel"}


@pytest.mark.skipif(sys.platform == "win32", reason="no such pipes there")
@pytest.mark.parametrize("words", [("--help",), ("run",), ("show", "month", "--format", "json")])
def test_a_reader_that_has_enough(folder: Path, words: tuple[str, ...]) -> None:
    """`campaign … | head -1` ends without a word."""
    run(folder, "schedule")
    process = subprocess.Popen(
        [sys.executable, "-m", "campaign_cli", *words],
        cwd=folder,
        env=surroundings(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    said = process.stderr.read().decode()
    process.stderr.close()
    assert process.wait() == 0
    assert "Error" not in said
    assert "Traceback" not in said


@pytest.mark.parametrize("page", ["cp1252", "cp437", "ascii"])
def test_other_code_pages(folder: Path, page: str) -> None:
    """Vietnamese reaches a pipe or a file as UTF-8, whatever the system's code page."""
    outcome = run(folder, "checklist", "xuan-dinh", PYTHONIOENCODING=page)
    assert outcome.returncode == 0
    assert "Xuân Đỉnh" in outcome.stdout.decode("utf-8")


def test_no_colours_in_a_pipe(folder: Path) -> None:
    """Nor with NO_COLOR, nor with --no-color, where colours would be."""
    assert b"\x1b" not in run(folder, "show", "month").stdout
    assert b"\x1b[3" not in run(folder, "show", "month", FORCE_COLOR="1", NO_COLOR="1").stdout
    assert b"\x1b[3" not in run(folder, "show", "month", "--no-color", FORCE_COLOR="1").stdout
    assert b"\x1b[3" in run(folder, "show", "month", FORCE_COLOR="1").stdout


def test_text_of_a_plan_is_data(folder: Path) -> None:
    """No markup, picture, link or terminal command of it takes effect."""
    file = folder / "plan.toml"
    plan = file.read_text(encoding="utf-8")
    markup = "[bold]x[/foo] :smile: {0} %s"
    file.write_text(plan.replace("Talk on safe homes", markup), encoding="utf-8")
    for words in (("check",), ("run",), ("show", "month"), ("show", "event", "talk@xuan-dinh")):
        outcome = run(folder, *words)
        assert outcome.returncode == 0
        assert b"Traceback" not in outcome.stderr
    assert markup in run(folder, "show", "event", "talk@xuan-dinh").stdout.decode()
    commands = r"\u001b[31mred\u001b]0;title\u0007"
    file.write_text(plan.replace("Talk on safe homes", commands), encoding="utf-8")
    for form in ("full", "concise", "json"):
        outcome = run(folder, "check", "--format", form)
        assert b"\x1b" not in outcome.stdout + outcome.stderr
        assert b"\x07" not in outcome.stdout + outcome.stderr


def test_completion_offers_ids_of_the_plan(folder: Path) -> None:
    """Wards with their names, and nothing where there is no plan."""
    asked = {
        "_CAMPAIGN_COMPLETE": "complete_zsh",
        "_TYPER_COMPLETE_ARGS": "campaign checklist xuan-d",
    }
    program = "from campaign_cli.cli import main; main()"
    command = [sys.executable, "-c", program]
    offered = subprocess.run(
        command, cwd=folder, env=surroundings(**asked), capture_output=True, check=False
    )
    assert "xuan-dinh" in offered.stdout.decode()
    assert "xuan-tao" not in offered.stdout.decode()
    (folder / "plan.toml").unlink()
    nothing = subprocess.run(
        command, cwd=folder, env=surroundings(**asked), capture_output=True, check=False
    )
    assert "Traceback" not in nothing.stderr.decode()


SLOW = """
import fcntl, signal, sys, termios, time
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
# Whoever runs the tests in the background may be deaf to Ctrl-C.
signal.signal(signal.SIGINT, signal.default_int_handler)
from dataclasses import replace
import campaign_cli.scheduling as scheduling

solve = scheduling.schedule

def slow(plan, limits, watch, stop, **options):
    watch(scheduling.Progress("proof", 12.0, 10.0))
    print("SOLVING", flush=True)
    while not stop.is_set() or {stubborn}:
        time.sleep(0.01)
    found = solve(plan, limits)
    return replace(found, status="feasible")

scheduling.schedule = slow
from campaign_cli.cli import main
sys.exit(main({words}))
"""


class Terminal:
    """A process on a pseudo-terminal of its own."""

    def __init__(self, folder: Path, script: str) -> None:
        import pty

        self.master, slave = pty.openpty()
        self.process = subprocess.Popen(
            [sys.executable, "-c", script],
            cwd=folder,
            env=surroundings(TERM="dumb", COLUMNS="80"),
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
        )
        os.close(slave)
        self.shown = ""

    def until(self, text: str) -> None:
        """Read until `text` is on the screen."""
        while text not in self.shown:
            ready, _, _ = select.select([self.master], [], [], 30)
            assert ready, self.shown
            self.shown += os.read(self.master, 4096).decode("utf-8", "replace")

    def interrupt(self) -> None:
        """Press Ctrl-C."""
        os.write(self.master, b"\x03")

    def code(self) -> int:
        """Return how it ended."""
        try:
            while more := os.read(self.master, 4096):
                self.shown += more.decode("utf-8", "replace")
        except OSError:
            pass  # Linux says so when the other end has closed.
        os.close(self.master)
        return self.process.wait()


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals there")
def test_ctrl_c_takes_the_best_so_far(folder: Path) -> None:
    """It is shown and kept, and said not to be proved."""
    script = SLOW.replace("{stubborn}", "False").replace("{words}", '["schedule"]')
    terminal = Terminal(folder, script)
    terminal.until("Ctrl-C takes the best so far")
    assert "price 12" in terminal.shown
    terminal.interrupt()
    assert terminal.code() == 0
    assert "in people, not" in terminal.shown
    (kept,) = json.loads(run(folder, "log", "--format", "json").stdout)
    assert kept["status"] == "feasible"


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals there")
def test_a_second_ctrl_c_leaves_everything_as_it_was(folder: Path) -> None:
    """Even where the solver does not let go."""
    script = SLOW.replace("{stubborn}", "True").replace("{words}", '["schedule"]')
    terminal = Terminal(folder, script)
    terminal.until("Ctrl-C takes the best so far")
    terminal.interrupt()
    terminal.until("Ctrl-C again")
    terminal.interrupt()
    assert terminal.code() == 130
    assert not (folder / "plan.journal").exists()
    assert "Traceback" not in terminal.shown
