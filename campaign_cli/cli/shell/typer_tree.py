"""The commands as Typer knows them, said in the reader's language."""

import re
from collections.abc import Callable, Iterator, Mapping
from textwrap import wrap
from typing import Any, TypeVar

import typer
from typer._click.exceptions import UsageError
from typer.core import TyperCommand, TyperGroup

from campaign_cli.cli.shell.exits import misused
from campaign_cli.support.language import N_, Language, message

HELP = ["--help", "-h"]

Body = TypeVar("Body", bound=Callable[..., Any])

_MARGIN = 1
"""What Typer leaves empty on each side of examples."""
_NARROW = 24
"""Less room than this beside the examples is too little for what they mean."""

_TAG = re.compile(r"\[[a-z#/@]")
"""What rich takes for the beginning of a style."""

_OWN_WORDS = {
    "ARGUMENTS_PANEL_TITLE": N_("Arguments"),
    "OPTIONS_PANEL_TITLE": N_("Options"),
    "COMMANDS_PANEL_TITLE": N_("Commands"),
    "DEFAULT_STRING": N_("[default: {}]"),
    "ENVVAR_STRING": N_("[env var: {}]"),
    "REQUIRED_LONG_STRING": N_("[required]"),
}
"""What Typer itself says in a page of help, by the name it has there."""


class _Translated:
    """What commands and groups have in common: the language they are read in."""

    language: Language
    epilog: str | None

    def get_usage(self, ctx: Any) -> str:
        """Return the usage line with its own first word, and no braces round what is required."""
        usage: str = super().get_usage(ctx)  # type: ignore[misc] # of the class beside it, Typer's
        usage = usage.replace("{", "").replace("}", "")
        return usage.replace("Usage:", self.language.text("Usage:"), 1)

    def parse_args(self, ctx: Any, args: list[str]) -> Any:
        """Take the line apart; whatever is wrong with it says of which command it is."""
        try:
            return super().parse_args(ctx, args)  # type: ignore[misc] # the same
        except UsageError as error:
            error.ctx = error.ctx or ctx
            raise

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Print the page of help, Typer's own words translated."""
        from rich.console import Console
        from typer import rich_utils

        for name, english in _OWN_WORDS.items():
            setattr(rich_utils, name, self.language.text(english))
        width = Console(width=rich_utils.MAX_WIDTH).width
        self.epilog = _examples(self.epilog, self.language, width - 2 * _MARGIN)
        super().format_help(ctx, formatter)  # type: ignore[misc] # the same


class Command(_Translated, TyperCommand):
    """A command that speaks the reader's language."""


class Group(_Translated, TyperGroup):
    """A group that suggests the command that was meant."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command that `args` begin with, or say which it may have been."""
        from difflib import get_close_matches

        known = [name for name, command in self.commands.items() if not command.hidden]
        if args[0] not in self.commands:
            near = get_close_matches(args[0], known, 1, 0.5)
            help_ = (
                message("did you mean `{command}`?", command=f"{ctx.command_path} {near[0]}")
                if near
                else message("there are: {commands}", commands=tuple(known))
            )
            raise misused(message("there is no command `{name}`", name=args[0]), help_)
        return super().resolve_command(ctx, args)


def command(
    app: typer.Typer, name: str, *, examples: Mapping[str, str], panel: str = ""
) -> Callable[[Body], Body]:
    """Add a function to `app` as the command `name`; `examples`: what to type, and what it does.

    Texts stand in English here and are translated by `translate`.
    """
    epilog = "\n".join(f"{line}\t{meaning}" for line, meaning in examples.items())
    return app.command(name, cls=Command, rich_help_panel=panel or None, epilog=epilog)


def translate(tree: Any, language: Language) -> None:
    """Say the whole tree of commands in `language`."""
    for one in walk(tree):
        one.language = language
        one.help = _literal(_said(one.help, language))
        one.short_help = _literal(_said(one.short_help, language))
        one.rich_help_panel = _said(one.rich_help_panel, language)
        one.options_metavar = _said(one.options_metavar, language)
        if isinstance(one, Group):
            one.subcommand_metavar = language.text(one.subcommand_metavar)
        for parameter in parameters(one):
            parameter.help = _literal(_said(parameter.help, language))
            if getattr(parameter, "param_type_name", "") == "argument":
                # Its word says what it is; "<list[str]>" is for those who wrote the program.
                parameter.display_type_rich = _no_type
            parameter.metavar = _metavar(parameter, language)
            parameter.rich_help_panel = _said(parameter.rich_help_panel, language)


def walk(tree: Any) -> Iterator[Any]:
    """Yield `tree` and every command below it."""
    yield tree
    for below in getattr(tree, "commands", {}).values():
        yield from walk(below)


def parameters(one: Any) -> list[Any]:
    """Return the parameters of a command, `--help` included."""
    parameters: list[Any] = one.get_params(typer.Context(one, help_option_names=HELP))
    return parameters


def texts(tree: Any) -> Iterator[str]:
    """Yield every English text of an untranslated tree, for the catalogue's test."""
    for one in walk(tree):
        yield from (one.help, one.short_help, one.rich_help_panel, one.options_metavar)
        if isinstance(one, Group):
            yield one.subcommand_metavar
        for line in (one.epilog or "").splitlines():
            yield line.partition("\t")[2]
        for parameter in parameters(one):
            yield from (parameter.help, parameter.metavar, parameter.rich_help_panel)
    yield from _OWN_WORDS.values()


def _literal(text: str | None) -> str | None:
    """Return a text of which nothing is taken for markup: `[document]` is a plan's table."""
    return text and _TAG.sub(r"\\\g<0>", text)


def _no_type(**_: Any) -> None:
    return None


def _said(text: str | None, language: Language) -> str | None:
    return text and language.text(text)


def _metavar(parameter: Any, language: Language) -> str | None:
    """Return what stands for the value in help; nothing for a switch, which has none."""
    return "" if getattr(parameter, "is_flag", False) else _said(parameter.metavar, language)


def _examples(epilog: str | None, language: Language, width: int) -> str | None:
    """Return examples in lines of at most `width`, their meanings in a column of their own, or
    below each where that column would be narrow.
    """
    if not epilog or "\t" not in epilog:
        return epilog
    pairs = [line.split("\t") for line in epilog.splitlines()]
    column = max(len(line) for line, _ in pairs) + 2
    beside = width - column >= _NARROW
    indent = " " * (column if beside else 4)
    lines = [f"[bold]{language.text('Examples:')}[/bold]"]
    for line, meaning in pairs:
        said = wrap(language.text(meaning), width, initial_indent=indent, subsequent_indent=indent)
        typed = line.ljust(column) if beside else line
        first = said.pop(0)[column:] if beside else ""
        lines.append(f"{_literal(typed)}[dim]{_literal(first)}[/dim]")
        lines += [f"[dim]{_literal(part)}[/dim]" for part in said]
    return "\n".join(lines)
