"""Which name someone may have meant."""

import difflib
import re
from collections.abc import Collection, Mapping

from campaign_cli.support.language import Message, message
from campaign_cli.support.text import slug, spelling

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST = 100


def meant(word: str, known: Collection[str], called: Mapping[str, str] | None = None) -> str | None:
    """Return which of `known` is likely meant by `word`; `called`: ids by their names (`slugs`)."""
    if called and spelling(word) in called:
        return called[spelling(word)]
    wanted = slug(word)
    if wanted != word and wanted in known:
        return wanted
    if called and wanted in called:
        return called[wanted]
    # An id that cannot be one is told of where it stands, and not to be written twice.
    sound = [one for one in known if one.isascii() or not word.isascii()]
    close = difflib.get_close_matches(word[:_LONGEST], sound, n=1)
    return close[0] if close else None


def did_you_mean(
    word: str, known: Collection[str], called: Mapping[str, str] | None = None
) -> Message | None:
    """Return the help line that offers the likeliest of `known`; a short list, whole."""
    found = meant(word, known, called)
    if found is not None:
        return message("did you mean `{name}`?", name=found)
    return all_of(known)


def all_of(known: Collection[str]) -> Message | None:
    """Return the help line that names all of a short list."""
    if 0 < len(known) <= 6:  # noqa: PLR2004 - what is read at a glance
        return message("known: {names}", names=tuple(f"`{one}`" for one in known))
    return None


def slugs(names: Mapping[str, str]) -> dict[str, str]:
    """Return ids by their names, as they are spelt and as ids: the first that has one."""
    called: dict[str, str] = {}
    for form in (spelling, slug):
        for id_, name in names.items():
            called.setdefault(form(name), id_)
    return called
