"""The whole command line: its tree, how it is entered, and how it ends."""

import os
import sys
from collections.abc import Sequence
from functools import cache
from typing import Annotated, Any

import typer

from campaign_cli import __version__
from campaign_cli.cli.commands import (
    check,
    compare,
    explain,
    export,
    new,
    publish,
    schedule,
    show,
    template,
)
from campaign_cli.cli.shell.exits import ExitCode, Stop
from campaign_cli.cli.shell.settings import Setting, chosen_language, hoisted
from campaign_cli.cli.shell.typer_tree import HELP, Group, translate
from campaign_cli.console.layout.terminal import Screen, hush, prepare_streams
from campaign_cli.support.language import N_, Language, language

NAME = "campaign"

_INTRODUCTION = N_(
    "Plan a month of local activities, assign them to wards, and print what each must do.\n\n"
    "You write one file, plan.toml. The program checks it, places every activity on a day, "
    "gives it a place and people, proves that no better month exists, and prints each ward's "
    "checklist."
)
_FIRST_STEPS = {
    "campaign new": N_("write a plan.toml to start from"),
    "campaign check": N_("see what is wrong with it, and how to mend it"),
    "campaign run": N_("the whole way: every ward's checklist"),
    "campaign check --help": N_("what one command does, with examples"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    prepare_streams()
    # Plugins for pydantic are no business of a plan's, and looking for them takes 20 ms.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    given = list(sys.argv[1:] if arguments is None else arguments)
    screen = Screen(language("en"), color=not os.environ.get("NO_COLOR"))
    try:
        words = chosen_language(given, os.environ)
        screen = Screen(words, color=screen.color and "--no-color" not in given)
        code = _run(given, words)
        sys.stdout.flush()
    except BrokenPipeError:
        hush()
        code = ExitCode.FINE
    except SystemExit as leaving:
        # Rich's answer to a closed pipe; completion leaves so too.
        if not isinstance(leaving.__context__, BrokenPipeError):
            raise
        code = ExitCode.FINE
    except KeyboardInterrupt as interrupt:
        return _interrupted(interrupt)
    except Exception as error:  # noqa: BLE001 - whatever it is ends in one clear sentence
        from campaign_cli.cli.shell.failures import ended

        hush()
        try:
            code = ended(error, screen)
        except OSError:
            # There is nowhere left to say it.
            code = ExitCode.INPUT_OUTPUT
    hush()
    return int(code)


def _run(arguments: Sequence[str], words: Language) -> int:
    """Run the command that `arguments` name."""
    tree = build(words)
    if f"_{NAME.upper()}_COMPLETE" in os.environ:
        tree.main(list(arguments), prog_name=NAME)
    # Not `main`: Typer's own way out would say errors in English, and a closed pipe is none.
    try:
        with tree.make_context(NAME, hoisted(arguments)) as context:
            answer = tree.invoke(context)
    except typer.Exit as leaving:
        answer = leaving.exit_code
    return answer if isinstance(answer, int) else ExitCode.FINE


def build(words: Language) -> Any:
    """Return the tree of commands, in the language of `words`."""
    tree = typer.main.get_command(application())
    translate(tree, words)
    return tree


@cache
def application() -> typer.Typer:
    """Return the commands in English, in the order in which help lists them."""
    app = typer.Typer(
        name=NAME,
        cls=Group,
        help=_INTRODUCTION,
        epilog="\n".join(f"{line}\t{meaning}" for line, meaning in _FIRST_STEPS.items()),
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": HELP},
    )
    app.callback()(_everywhere)
    for family in (
        *(new, check, schedule, show, explain, compare),
        *(export, template, publish),
    ):
        family.add_to(app)
    return app


def _show_version(asked: bool) -> None:
    if asked:
        sys.stdout.write(f"{NAME} {__version__}\n")
        raise typer.Exit


def _everywhere(
    ctx: typer.Context,
    plan: Annotated[
        str | None,
        typer.Option(
            "--plan",
            "-p",
            metavar=N_("FILE"),
            envvar="CAMPAIGN_PLAN",
            help=N_("The plan; without it, the plan.toml here or in a folder above."),
        ),
    ] = None,
    lang: Annotated[
        str | None,
        typer.Option(
            metavar="vi|en",
            envvar="CAMPAIGN_LANG",
            help=N_("The language of the screen; without it, the system's."),
        ),
    ] = None,
    today: Annotated[
        str | None,
        typer.Option(
            metavar=N_("DATE"),
            envvar="CAMPAIGN_TODAY",
            help=N_("Act as if today were DATE (25/11 or 2022-11-25)."),
        ),
    ] = None,
    no_color: Annotated[bool, typer.Option("--no-color", help=N_("No colours."))] = False,
    version: Annotated[
        bool,
        typer.Option(
            "--version", is_eager=True, callback=_show_version, help=N_("Say the version.")
        ),
    ] = False,
) -> None:
    """Set what holds for every command."""
    del version
    words = chosen_language(("--lang", lang) if lang else (), os.environ)
    color = not no_color and not os.environ.get("NO_COLOR")
    ctx.obj = Setting(words, Screen(words, color=color), plan, today).checked()


def _interrupted(interrupt: KeyboardInterrupt) -> int:
    from campaign_cli.app import Interrupted

    if isinstance(interrupt, Interrupted):
        # The solver is in the middle of its work and cannot be asked to leave: an orderly end of
        # the interpreter would wait for it, or bring it down with a crash.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(ExitCode.INTERRUPTED)
    return ExitCode.INTERRUPTED


__all__ = ["NAME", "Stop", "application", "build", "main"]
