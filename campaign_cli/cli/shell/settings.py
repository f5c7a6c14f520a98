"""What holds for every command: the language, the plan's place, colour, and which day it is."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from campaign_cli.cli.shell.exits import ExitCode, Stop, misused
from campaign_cli.console.layout.terminal import Screen
from campaign_cli.support.language import CODES, Language, Message, language, message

PLAN = "plan.toml"

_GLOBAL = {"--lang": True, "--plan": True, "-p": True, "--today": True, "--no-color": False}
"""Options that may stand anywhere on the line; whether each takes a value."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What was said before the command's own words."""

    language: Language
    screen: Screen
    plan: str | None = None
    today: str | None = None

    def day(self, near: date | None = None) -> date:
        """Return today, or the day that stands for it; `near` has the year of "25/11".

        Raises:
            Stop: `--today` is no date.
        """
        from campaign_cli.cli.shell.arguments import parsed_date

        now = date.today()  # noqa: DTZ011 - the day on this person's wall
        return parsed_date(self.today, near or now) if self.today else now

    def plan_file(self, given: str | None = None) -> Path:
        """Return the plan's file: `given`, `--plan`, or the `plan.toml` here or above.

        Raises:
            Stop: there is none.
        """
        return located(given or self.plan)

    def checked(self) -> "Setting":
        """Return the setting itself, once `--today` is known to be a day.

        Raises:
            Stop: it is none.
        """
        if self.today is not None:
            self.day()
        return self


def located(named: str | None) -> Path:
    """Return the plan's file: `named`, or the `plan.toml` here or in a folder above.

    Raises:
        Stop: there is none.
    """
    if named:
        return _existing(Path(named))
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / PLAN).is_file():
            return folder / PLAN
    if (here / f"{PLAN}.txt").is_file():
        raise misused(
            message("there is no `{file}` in this folder or above", file=PLAN), _renamed(PLAN)
        )
    raise misused(
        message("there is no `{file}` in this folder or above", file=PLAN),
        message("begin one with `campaign new`, or name yours with `--plan FILE`"),
    )


def chosen_language(arguments: Sequence[str], environment: Mapping[str, str]) -> Language:
    """Return the language of `--lang`, `CAMPAIGN_LANG` or the system; else English.

    Raises:
        Stop: a language was asked for that there is none of.
    """
    asked = environment.get("CAMPAIGN_LANG", "")
    for position, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == "--lang":
            asked = (*arguments[position + 1 :], "")[0]
        elif argument.startswith("--lang="):
            asked = argument.removeprefix("--lang=")
    code = asked.casefold().replace("-", "_").partition("_")[0]
    if code in CODES:
        return language(code)
    if asked:
        raise misused(
            message("there is no language `{name}`", name=asked),
            message("there are: {names}", names=CODES),
        )
    return language(_system_language(environment))


def hoisted(arguments: Sequence[str]) -> list[str]:
    """Return `arguments` with the options of every command moved before the command.

    So `campaign check --lang vi` means what `campaign --lang vi check` does.
    """
    first: list[str] = []
    rest: list[str] = []
    waiting = iter(arguments)
    for argument in waiting:
        name, equals, _ = argument.partition("=")
        if argument == "--":
            rest += [argument, *waiting]
        elif name not in _GLOBAL:
            rest.append(argument)
        else:
            first.append(argument)
            if _GLOBAL[name] and not equals:
                first += [value for value in (next(waiting, None),) if value is not None]
    return first + rest


def _renamed(name: str) -> Message:
    """Return what to do about a file to which Notepad has added `.txt`, out of sight."""
    return message(
        "rename `{file}.txt` to `{file}`: Notepad adds `.txt` unless it saves as type `All files`",
        file=name,
    )


def _existing(path: Path) -> Path:
    file = path / PLAN if path.is_dir() else path
    if file.is_file() or (file.exists() and not file.is_dir()):
        return file  # of a pipe or a device, reading says so
    from difflib import get_close_matches

    from campaign_cli.support.diagnostic import Diagnostic

    folder = file.parent
    beside = sorted(one.name for one in folder.glob("*.toml")) if folder.is_dir() else []
    near = get_close_matches(file.name, beside, 1, 0.5)
    way = message("did you mean `{name}`?", name=str(folder / near[0])) if near else None
    if file.with_name(f"{file.name}.txt").is_file():
        way = _renamed(str(file))
    raise Stop(
        ExitCode.INPUT_OUTPUT,
        Diagnostic(
            "F301",
            message("there is no file `{file}`", file=str(file)),
            help=way,
        ),
    )


def _system_language(environment: Mapping[str, str]) -> str:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            return "vi" if environment[name].casefold().startswith("vi") else "en"
    if sys.platform == "win32":
        import ctypes

        # The low ten bits are the language; 0x2A is Vietnamese.
        if ctypes.windll.kernel32.GetUserDefaultUILanguage() & 0x3FF == 0x2A:  # noqa: PLR2004 - Windows's own, as said above
            return "vi"
    return "en"
