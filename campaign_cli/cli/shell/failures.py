"""How a command ends that did not end well: one clear sentence, and the exit code."""

import errno
import re
from collections.abc import Sequence
from difflib import get_close_matches

import typer
from typer._click.exceptions import (
    BadOptionUsage,
    BadParameter,
    MissingParameter,
    NoArgsIsHelpError,
    NoSuchOption,
    UsageError,
)

from campaign_cli.cli.shell.exits import ExitCode, Stop, misused
from campaign_cli.console.layout.terminal import Screen
from campaign_cli.console.problems import diagnostics
from campaign_cli.support.diagnostic import Diagnostic
from campaign_cli.support.files import InputError
from campaign_cli.support.language import Message, message

_TROUBLES = {
    errno.ENOENT: message("there is no such file or folder"),
    errno.EACCES: message("you may not read or write there"),
    errno.EPERM: message("you may not read or write there"),
    errno.EROFS: message("nothing may be written there"),
    errno.ENOSPC: message("there is no room left on the disk"),
    errno.EFBIG: message("there is no room left on the disk"),
    errno.EISDIR: message("it is a folder"),
    errno.ENOTDIR: message("a part of the path is not a folder"),
    errno.ENAMETOOLONG: message("the name is too long"),
}

_MEANT = {
    "--output": ("--o", "--out", "--to", "--dir", "--directory", "--folder", "--target"),
    "--ward": ("--wards", "--only", "--commune", "--for"),
    "--owner": ("--bodies", "--office", "--by"),
    "--person": ("--people", "--member", "--speaker", "--who"),
    "--day": ("--date", "--on", "--when"),
    "--start": ("--begin", "--first", "--date"),
    "--from": ("--copy", "--like", "--base", "--old"),
    "--wards": ("--ward", "--table", "--list", "--excel", "--xlsx", "--csv"),
    "--force": ("-f", "-y", "--yes", "--overwrite", "--replace"),
    "--all": ("-a", "--every", "--everything"),
    "--full": ("-v", "--verbose", "--details", "--long"),
    "--format": ("--json", "--type", "--as", "--fmt"),
    "--time-limit": ("-t", "--timeout", "--time", "--seconds", "--limit"),
    "--number": ("-n", "--no", "--nr"),
    "--lang": ("-l", "--language", "--locale"),
    "--plan": ("--file", "--config", "--input"),
    "--help": ("--usage", "-?"),
}
"""What people type for an option: its name in other programs, or another word for it."""


def ended(error: Exception, screen: Screen) -> ExitCode:
    """Say what `error` means and return the exit code it stands for."""
    from campaign_cli.app import AuditFailure
    from campaign_cli.exporting import FormatError, TemplateError
    from campaign_cli.journal import JournalError
    from campaign_cli.scheduling import ClusterError

    match error:
        case NoArgsIsHelpError():
            return ExitCode.USAGE
        case Stop():
            stop = error
        case UsageError():
            stop = _usage(error)
        case typer.Abort():
            return ExitCode.INTERRUPTED
        case ClusterError() | JournalError() | FormatError():
            stop = Stop(ExitCode.INPUT_OUTPUT, error.diagnostic)
        case TemplateError():
            code = ExitCode.INPUT_OUTPUT if error.unreadable else ExitCode.USAGE
            stop = Stop(code, *error.diagnostics)
        case InputError():
            stop = Stop(ExitCode.INPUT_OUTPUT, error.diagnostic)
        case OSError():
            stop = Stop(ExitCode.INPUT_OUTPUT, _trouble(error))
        case AuditFailure():
            from campaign_cli.console.problems.bugs import audit_report

            screen.note(audit_report(error.violations, screen.language))
            return ExitCode.BUG
        case _:
            from campaign_cli.console.problems.bugs import report

            screen.note(report(error, screen.language))
            return ExitCode.BUG
    show(stop.diagnostics, screen)
    return stop.code


def show(problems: Sequence[Diagnostic], screen: Screen) -> None:
    """Show problems on stderr, as plainly as on stdout."""
    screen.problems(diagnostics.listed(problems, screen))


def _usage(error: UsageError) -> Stop:  # noqa: PLR0911 - one line a mistake reads best
    """Return what Typer has found wrong on the line, in words that can be translated."""
    command = error.ctx.command_path if error.ctx else "campaign"
    help_: Message = message("`{command} --help` shows what may stand there", command=command)
    match error:
        case NoSuchOption():
            meant = _meant(error)
            if meant:
                help_ = message("did you mean `{option}`?", option=meant)
            return misused(message("there is no option `{name}`", name=error.option_name), help_)
        case MissingParameter():
            return misused(message("`{name}` is missing", name=_name(error)), help_)
        case BadOptionUsage():
            if "does not take" in error.message:
                said = message("`{name}` takes no value", name=error.option_name)
            else:
                said = message("`{name}` needs a value", name=error.option_name)
            return misused(said, help_)
        case BadParameter():
            return _bad_value(error, help_)
        case _:
            extra = re.search(r"extra argument\(s\) \((.*)\)$", error.message, re.DOTALL)
            if extra:
                return misused(message("`{words}` is too much", words=extra[1]), help_)
            if error.message == "Missing command.":
                return misused(message("a command is missing"), help_)
            return misused(message("{said}", said=error.message), help_)


def _bad_value(error: BadParameter, help_: Message) -> Stop:
    """Return that a value is not one of the choices, or no number."""
    cause = error.__cause__
    typed = ""
    if cause is not None and hasattr(cause, "errors"):
        typed = str(cause.errors()[0].get("input", ""))
    choices = [str(one) for one in error.param.type_descriptor.choices or ()] if error.param else []
    if choices:
        near = get_close_matches(typed, choices, 1, 0.5)
        if near:
            help_ = message("did you mean `{option}`?", option=near[0])
        else:
            help_ = message("there are: {names}", names=tuple(choices))
    return misused(message("`{value}` cannot be `{name}`", value=typed, name=_name(error)), help_)


def _name(error: BadParameter) -> str:
    """Return how a parameter is written on the line."""
    if error.param is None:
        return ""
    options = [name for name in error.param.opts if name.startswith("--")]
    return options[0] if options else error.param.display_name_raw


def _options(error: UsageError) -> list[str]:
    if error.ctx is None:
        return []
    return [name for one in error.ctx.command.get_params(error.ctx) for name in one.opts]


def _meant(error: NoSuchOption) -> str:
    """Return the option that is meant, or "": by another word for it, else by its letters."""
    typed = error.option_name
    own = _options(error)
    # Those of every command may stand behind it.
    known = {*own, "--lang", "--plan", "--help"}
    for option, others in _MEANT.items():
        if typed in others and option in known:
            return option
    near = list(error.possibilities or ()) or get_close_matches(typed, own, 1)
    return min(near, default="")


def _trouble(error: OSError) -> Diagnostic:
    if error.errno == errno.EEXIST:
        return Diagnostic(
            "F303",
            message("`{file}` is there already", file=str(error.filename)),
            help=message("nothing is overwritten: name another place, or move it elsewhere"),
        )
    why = _TROUBLES.get(error.errno or 0, message("{why}", why=error.strerror or str(error)))
    if error.filename is None:
        # Reading and writing files say which: what is left is the answer itself.
        return Diagnostic("F302", message("the answer could not be written: {why}", why=why))
    return Diagnostic(
        "F302",
        message("`{file}` could not be read or written: {why}", file=str(error.filename), why=why),
    )
