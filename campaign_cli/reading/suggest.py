"""Which name someone may have meant."""

import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping

from campaign_cli.model.language import Message, message

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_COMPARED = 2_000
"""How many names are compared at most: the longer way is for plans that are wrong all over."""
_LONGEST = 100


def slug(text: str) -> str:
    """Return an id like `text`: lower-case ASCII words joined by hyphens."""
    mapped = text[:_LONGEST].casefold().replace("đ", "d")
    ascii_ = unicodedata.normalize("NFKD", mapped).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", ascii_))


def meant(word: str, known: Iterable[str], names: Mapping[str, str] | None = None) -> str | None:
    """Return which of `known` is likely meant by `word`; `names` are what they are called."""
    candidates = list(known)
    wanted = slug(word)
    if wanted and wanted != word and wanted in candidates:
        return wanted
    for id_, name in (names or {}).items():
        if slug(name) == wanted and id_ in candidates:
            return id_
    close = difflib.get_close_matches(word[:_LONGEST], candidates[:_COMPARED], n=1)
    return close[0] if close else None


def did_you_mean(
    word: str, known: Iterable[str], names: Mapping[str, str] | None = None
) -> Message | None:
    """Return the help line that offers the likeliest of `known`; a short list, whole."""
    candidates = list(known)
    found = meant(word, candidates, names)
    if found is not None:
        return message("did you mean `{name}`?", name=found)
    if 0 < len(candidates) <= 6:  # noqa: PLR2004 - what is read at a glance
        return message("known: {names}", names=tuple(f"`{one}`" for one in candidates))
    return None
