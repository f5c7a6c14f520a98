"""What can keep a journal from being read or written, each said in one sentence."""

from pathlib import Path

from campaign_cli.support.diagnostic import Diagnostic
from campaign_cli.support.language import Message, message


class JournalError(Exception):
    """The journal could not be read or written; what it holds is as it was."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.code)
        self.diagnostic = diagnostic


def damaged(file: Path) -> JournalError:
    """Return that what stands in the file cannot be what this program wrote."""
    return problem(
        "J108",
        file,
        message("`{file}` is damaged"),
        message("restore it from a copy, or move it elsewhere to begin a new one"),
    )


def problem(code: str, file: Path, said: Message, help_: Message | None = None) -> JournalError:
    """Return the error of `file`, its name among the values of `said`."""
    named = Message(said.text, {"file": str(file), **said.values}, said.plural)
    return JournalError(Diagnostic(code, named, help=help_))


def not_a_journal(file: Path) -> JournalError:
    """Return that `file` is something else, or was damaged at its very beginning."""
    return problem(
        "J102",
        file,
        message("`{file}` is not a journal of this program"),
        message("move it elsewhere; a new journal is begun in its place"),
    )


def too_new(file: Path, version: int) -> JournalError:
    """Return that a later version of the program wrote `file`."""
    return problem(
        "J103",
        file,
        message("`{file}` was written by a newer version of campaign-cli (journal {n})", n=version),
        message("update campaign-cli on this machine"),
    )


def read_only(file: Path) -> JournalError:
    """Return that `file` lies where nothing may be written."""
    return problem(
        "J106",
        file,
        message("`{file}` may not be written"),
        message("copy the campaign's folder to a place where you may write"),
    )


def no_folder(file: Path) -> JournalError:
    """Return that there is no folder to make `file` in."""
    return problem("J107", file, message("the folder of `{file}` does not exist"))


def from_sqlite(file: Path, error: Exception) -> JournalError:  # noqa: PLR0911 - a table of codes
    """Return what a `sqlite3.Error` means for the person at the keyboard."""
    # The primary code is the low byte; the rest tells apart what is one trouble to a person.
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if str(error).startswith("Could not decode"):
        return damaged(file)
    match code:
        case 5 | 6:  # BUSY, LOCKED
            return problem(
                "J104",
                file,
                message("`{file}` is being written by another terminal or program"),
                message("wait until it has finished, then try again"),
            )
        case 13:  # FULL
            return problem(
                "J105",
                file,
                message("there is no room on the disk to write `{file}`"),
                message("make room, then try again; nothing that was kept is lost"),
            )
        case 3 | 8:  # PERM, READONLY
            return read_only(file)
        case 14:  # CANTOPEN
            return problem(
                "J107",
                file,
                message("`{file}` could not be opened"),
                message("see that its folder exists, and that you may write there"),
            )
        case 1 | 11 | 18 | 19 | 20:  # ERROR, CORRUPT, TOOBIG, CONSTRAINT, MISMATCH
            return damaged(file)
        case 26:  # NOTADB
            return not_a_journal(file)
        case _:
            return problem(
                "J109",
                file,
                message("`{file}` could not be read or written ({why})", why=str(error)),
                message("see that the disk or the network folder is there, then try again"),
            )


def not_kept(file: Path, number: int) -> JournalError:
    """Return that the plan of a revision is not in `file`, or is not understood any more."""
    return problem(
        "J110",
        file,
        message("revision {number} can no longer be shown as it was made", number=str(number)),
        message("make a new revision: `campaign schedule`"),
    )
